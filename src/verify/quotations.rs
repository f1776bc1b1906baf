//! What a draft quotes: in quotation marks of any style, over paragraphs, around a speech tag, or as a
//! block quote.

use crate::language::{
    Role, Spoken, is_unspaced, may_be_quotation_mark, roles, sentence_ends, word_bounds,
};
use crate::parse::document::{BlockKind, Container, Document, Node};
use crate::parse::quotation::{Quotation as Marked, quotations};
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// Fewer words are counted, and not judged.
pub const FEWEST: usize = 3;

/// So many words may tell who speaks between two parts of a quotation.
const TAG: usize = 12;

/// What stands between a part of a quotation and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// Nothing but a new paragraph, or it is the first.
    Paragraph,
    /// Who speaks.
    Tag,
    /// `[…]`: words are left out.
    Gap,
    /// Words in square brackets, which are the writer's.
    Brackets,
}

/// A part of a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What stands before it.
    pub joint: Joint,
    /// Its words in the draft's text.
    pub words: Place<InContent>,
}

/// A quotation of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// From its first word to its last, in the draft's text.
    pub place: Place<InContent>,
    /// Its words, in order.
    pub parts: Vec<Part>,
    /// As it is shown: tags left out, all else as the draft has it.
    pub shown: String,
}

/// What is quoted in a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quoted {
    /// What is to be judged, in order.
    pub quotations: Vec<Quotation>,
    /// How many more are too short for that.
    pub short: usize,
}

/// Finds what a draft quotes; `language` is a primary subtag.
#[must_use]
pub fn quoted(document: &Document, language: &str) -> Quoted {
    let blocks = block_quotes(document);
    let in_quote =
        |at: usize| blocks.iter().any(|quote| quote.iter().any(|part| part.contains(at)));
    let in_code = |at: usize| {
        let block = document.block_at(at).and_then(|block| document.blocks.get(block));
        block.is_some_and(|block| matches!(block.kind, BlockKind::Code { .. }))
    };
    let marked: Vec<Marked> = quotations(document)
        .into_iter()
        .filter(|it| !in_quote(it.words.start()) && !in_code(it.words.start()))
        .collect();
    let mut found: Vec<Vec<(Joint, Place<InContent>)>> = Vec::new();
    for (index, mark) in marked.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| marked.get(before));
        let joint = before.and_then(|before| joint(document, before, mark, language));
        match (joint, found.last_mut()) {
            (Some(joint), Some(last)) => last.push((joint, mark.words)),
            // An opening mark that nothing closes is one for inches, or a slip.
            _ if mark.closed || goes_on(document, mark) => {
                found.push(vec![(Joint::Paragraph, mark.words)]);
            }
            _ => {}
        }
    }
    found.extend(
        blocks
            .into_iter()
            .map(|quote| quote.into_iter().map(|part| (Joint::Paragraph, part)).collect()),
    );
    found.sort_by_key(|parts| parts.first().map(|(_, part)| part.start()));
    let mut quoted = Quoted::default();
    for parts in found {
        let quotation = Quotation::of(document, &parts);
        match quotation.filter(|it| it.words(document, language) >= FEWEST) {
            Some(quotation) => quoted.quotations.push(quotation),
            None => quoted.short += 1,
        }
    }
    quoted
}

/// Whether a quotation that does not end in its block goes on in the next.
fn goes_on(document: &Document, quotation: &Marked) -> bool {
    let next = document.block_at(quotation.words.start()).map(|block| block + 1);
    let next = next.and_then(|next| document.blocks.get(next));
    next.is_some_and(|next| document.slice(next.text).starts_with(may_be_quotation_mark))
}

/// How a quotation goes on one before it, if it does.
fn joint(document: &Document, before: &Marked, mark: &Marked, language: &str) -> Option<Joint> {
    let between = document.text.slice(before.words.end()..mark.words.start());
    if between.contains('\n') {
        let next = document.block_at(before.words.start())? + 1;
        let begins = document.block_at(mark.words.start()) == Some(next)
            && between.trim().chars().count() <= 1;
        return (!before.closed && begins).then_some(Joint::Paragraph);
    }
    if !before.closed {
        return None;
    }
    let said = document.slice(before.words).trim_end();
    let ends = |text: &str| text.ends_with(['.', '!', '?', '。', '！', '？', '؟']);
    let tag = between.trim_matches(|c: char| !c.is_alphanumeric());
    let stops = tag.contains(['.', '!', '?', ';', ':', '。'])
        || between
            .trim_end_matches(may_be_quotation_mark)
            .trim_end()
            .ends_with(['.', ':', ';', '。']);
    let small = document.slice(mark.words).trim_start().starts_with(char::is_lowercase);
    let words = word_bounds(tag, language);
    let said_on = said.ends_with([',', '，', '،', '—', '–', '-'])
        || between.trim_start_matches(may_be_quotation_mark).starts_with([',', '，', '،']);
    let speaks = || has_speech(tag, language);
    (!stops
        && !ends(said)
        && !words.is_empty()
        && words.len() <= TAG
        && (speaks() || small && said_on))
        .then_some(Joint::Tag)
}

/// Whether words give words to a speaker.
#[must_use]
pub fn has_speech(text: &str, language: &str) -> bool {
    let bounds = word_bounds(text, language);
    let exact: Vec<&str> = bounds.into_iter().map(|word| text.slice(word)).collect();
    let small: Vec<String> = exact.iter().map(|word| word.to_lowercase()).collect();
    let spoken: Vec<Spoken<'_>> = exact
        .iter()
        .zip(&small)
        .map(|(exact, small)| Spoken { exact, small, begins: false, named: false })
        .collect();
    roles(&spoken, language).iter().any(|role| role.has(Role::Speech))
}

/// The block quotes: of each the blocks, without quotation marks around them and without who is named
/// at their end behind a dash.
fn block_quotes(document: &Document) -> Vec<Vec<Place<InContent>>> {
    let (mut quotes, mut depth, mut open) = (Vec::new(), 0usize, Vec::new());
    let mut current: Vec<Place<InContent>> = Vec::new();
    for node in &document.nodes {
        match node {
            Node::Open(container) => {
                let quote = matches!(container, Container::Quote);
                depth += usize::from(quote);
                open.push(quote);
            }
            Node::Close if open.pop() == Some(true) => {
                depth -= 1;
                if depth == 0 {
                    quotes.push(std::mem::take(&mut current));
                }
            }
            Node::Block(block) if depth > 0 => {
                let text = document.blocks.get(*block).map(|block| block.text);
                let bare = text.map(|text| bare_quote(document, text));
                current.extend(bare.filter(|text| !text.is_empty()));
            }
            _ => {}
        }
    }
    quotes.retain(|quote| !quote.is_empty());
    quotes
}

fn bare_quote(document: &Document, block: Place<InContent>) -> Place<InContent> {
    let text = document.slice(block);
    if text.trim_start().starts_with(['—', '–']) || text.trim_start().starts_with("--") {
        return block.part(0..0);
    }
    // "… in May. — Ada Roe, minister"
    let tail = ["—", "–", "--"].iter().filter_map(|dash| {
        let (said, who) = text.rsplit_once(dash)?;
        let named = who.trim_start().starts_with(|c: char| c.is_uppercase() || c == '[');
        let ended = said.trim_end().ends_with(['.', '!', '?', '”', '"', '»', '’', '…']);
        (named && ended && who.split_whitespace().count() <= 10).then_some(said.len())
    });
    let end = tail.min().unwrap_or(text.len());
    let said = text.slice(..end);
    let inner = said.trim_matches(|c: char| c.is_whitespace());
    let quotes = quotations_around(inner);
    let start = said.len() - said.trim_start().len() + quotes.0;
    block.part(start..start + inner.len() - quotes.0 - quotes.1)
}

/// How many bytes of quotation marks stand at the ends of a block that is one quotation.
fn quotations_around(text: &str) -> (usize, usize) {
    let first = text.chars().next().filter(|c| may_be_quotation_mark(*c)).map_or(0, char::len_utf8);
    let last =
        text.chars().next_back().filter(|c| may_be_quotation_mark(*c)).map_or(0, char::len_utf8);
    let inner = text.get(first..text.len().saturating_sub(last)).unwrap_or_default();
    match first > 0 && !inner.contains(['“', '”', '"', '«', '»', '„']) {
        true => (first, last),
        false => (0, 0),
    }
}

impl Quotation {
    /// Cuts a quotation at its gaps and at what the writer put into brackets.
    fn of(document: &Document, found: &[(Joint, Place<InContent>)]) -> Option<Self> {
        let mut parts: Vec<Part> = Vec::new();
        let mut shown = String::new();
        for (joint, place) in found {
            let mut joint = *joint;
            for (words, next) in pieces(document, *place) {
                let trimmed = trimmed(&document.text, words);
                if document.slice(trimmed).contains(char::is_alphanumeric) {
                    parts.push(Part { joint, words: trimmed });
                    joint = next;
                } else {
                    joint = match (joint, next) {
                        (Joint::Gap, _) | (_, Joint::Gap) => Joint::Gap,
                        (_, next) => next,
                    };
                }
            }
            if !shown.is_empty() {
                shown.push(' ');
            }
            let words: Vec<&str> = document.slice(*place).split_whitespace().collect();
            shown.push_str(&words.join(" "));
        }
        let (first, last) = (found.first()?.1, found.last()?.1);
        let place = trimmed(&document.text, first).cover(trimmed(&document.text, last));
        (!parts.is_empty()).then_some(Self { place, parts, shown })
    }

    /// How many words it has; of scripts without spaces two letters are one.
    fn words(&self, document: &Document, language: &str) -> usize {
        let count = |part: &Part| {
            let text = document.slice(part.words);
            let unspaced = text.chars().filter(|c| is_unspaced(*c)).count();
            let words = word_bounds(text, language).into_iter().filter(|word| {
                let word = text.slice(word.clone());
                word.contains(char::is_alphanumeric) && !word.contains(is_unspaced)
            });
            words.count() + unspaced / 2
        };
        self.parts.iter().map(count).sum()
    }
}

/// The words between gaps and brackets, each with what follows it.
fn pieces(document: &Document, place: Place<InContent>) -> Vec<(Place<InContent>, Joint)> {
    let text = document.slice(place);
    let mut pieces = Vec::new();
    let mut start = 0;
    while let Some(open) = text.slice(start..).find('[').map(|at| start + at) {
        let Some(close) = text.slice(open..).find(']').map(|at| open + at) else { break };
        let inside = text.slice(open + 1..close).trim();
        let joint =
            if matches!(inside, "…" | "..." | ". . .") { Joint::Gap } else { Joint::Brackets };
        let (mut end, mut next) = (open, close + 1);
        if joint == Joint::Brackets && inside.contains(char::is_alphabetic) {
            // "[W]e", "close[d]": of a word that is in part the writer's nothing is compared.
            let head = text.slice(start..open);
            end = start + head.trim_end_matches(char::is_alphanumeric).len();
            let tail = text.slice(next..);
            next += tail.len() - tail.trim_start_matches(|c: char| c.is_alphanumeric()).len();
        }
        pieces.push((place.part(start..end.max(start)), joint));
        start = next;
    }
    pieces.push((place.part(start.min(text.len())..text.len()), Joint::Paragraph));
    pieces
}

fn trimmed(text: &str, place: Place<InContent>) -> Place<InContent> {
    let slice = text.slice(place.bytes());
    let start = slice.len() - slice.trim_start().len();
    place.part(start..start + slice.trim().len())
}

/// The sentences about a quotation: from the beginning of the one in which it begins to the end of the
/// one in which it ends, in its blocks.
#[must_use]
pub fn sentences_about(document: &Document, quotation: &Quotation) -> Place<InContent> {
    let (first, last) = (quotation.place.start(), quotation.place.end());
    let block = |at: usize| {
        let block = document.block_at(at).and_then(|block| document.blocks.get(block));
        block.map_or(document.whole(), |block| block.text)
    };
    let (from, to) = (block(first), block(last.saturating_sub(1)));
    let mut start = from.start();
    for end in sentence_ends(document.slice(from)).map(|end| from.start() + end) {
        if end <= first {
            start = end;
        }
    }
    let ends = sentence_ends(document.slice(to)).map(|end| to.start() + end);
    // A sentence goes on behind the mark that ends what is quoted in it.
    let end = ends.into_iter().find(|end| {
        let rest = document.text.slice(*end..to.end()).trim_start();
        *end >= last && (rest.is_empty() || !rest.starts_with(char::is_lowercase))
    });
    Place::new(start..end.unwrap_or(to.end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::other_formats::plain_text;

    fn found(text: &str, language: &str) -> (Vec<String>, usize) {
        let quoted = quoted(&plain_text(text), language);
        (quoted.quotations.into_iter().map(|it| it.shown).collect(), quoted.short)
    }

    fn one(text: &str, language: &str) -> String {
        found(text, language).0.concat()
    }

    #[test]
    fn in_the_marks_of_every_language() {
        for (text, language) in [
            ("He said: “we will go home”.", "en"),
            ("He said: \"we will go home\".", "en"),
            ("He said: ‘we will go home’.", "en"),
            ("He said: 'we will go home'.", "en"),
            ("Er sagte: „we will go home“.", "de"),
            ("Er sagte: »we will go home«.", "de"),
            ("Er sagte: ‚we will go home‘.", "de"),
            ("Il a dit : « we will go home ».", "fr"),
            ("Dijo: «we will go home».", "es"),
            ("Он сказал: «we will go home».", "ru"),
            ("Hän sanoi: ”we will go home”.", "fi"),
            ("他说：「we will go home」。", "zh"),
            ("他说：“we will go home”。", "zh"),
            ("> we will go home", "en"),
            ("> “we will go home”", "en"),
        ] {
            assert_eq!(one(text, language).trim(), "we will go home", "{text}");
        }
    }

    #[test]
    fn over_paragraphs_around_a_tag_and_short() {
        assert_eq!(
            one("“We will go home.\n\n“We will stay there,” he said.", "en"),
            "We will go home. We will stay there,"
        );
        assert_eq!(
            one("“We will go,” said Ms Roe, “if it rains today.”", "en"),
            "We will go, if it rains today."
        );
        assert_eq!(found("“We will go home,” she said. “It will rain today.”", "en").0.len(), 2);
        assert_eq!(found("The “so-called” plan is a “bad idea”.", "en"), (vec![], 2));
        assert_eq!(
            found("“He told me ‘never again’ and left,” she said.", "en"),
            (vec!["He told me ‘never again’ and left,".into()], 0)
        );
        assert_eq!(found("他说：“我们将关闭渡轮。”又说“好”。", "zh").1, 1);
    }

    #[test]
    fn gaps_and_the_writers_words() {
        let document = plain_text("“[W]e will close […] the [old] ferry in May.”");
        let quoted = quoted(&document, "en");
        let parts: Vec<(Joint, &str)> = quoted.quotations[0]
            .parts
            .iter()
            .map(|part| (part.joint, document.slice(part.words)))
            .collect();
        assert_eq!(
            parts,
            [
                (Joint::Brackets, "will close"),
                (Joint::Gap, "the"),
                (Joint::Brackets, "ferry in May.")
            ]
        );
    }
}
