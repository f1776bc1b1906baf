//! Runs of words with capitals that look like names.

use super::reading::{WordInText, words};
use super::vocabulary::{
    ends_company, has, is_abbreviation, is_name_tail, is_opening, is_title, lower,
};
use crate::language::Telling;
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// Small words inside names: "Bureau of Industry", "Ludwig van Beethoven".
const LINKS: &[&str] =
    &["of", "for", "de", "del", "du", "des", "da", "van", "von", "der", "bin", "ibn", "al"];

/// More words with capitals are shouted, or a list, and no name.
const MOST_WORDS: usize = 16;

/// A run of words with capitals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameRun {
    /// What "and" joins in it, in bytes of the text. Whether that makes one name, only the other
    /// places of these names tell.
    pub(super) parts: Vec<Place<InContent>>,
    /// Whether it begins a sentence or a quotation, so that its first capital tells nothing.
    pub(super) begins: bool,
    /// The word before it, in lower case, where only a space stands between them.
    pub(super) before: Option<String>,
}

impl NameRun {
    /// All of it.
    pub(super) fn range(&self) -> Place<InContent> {
        let start = self.parts.first().map_or(0, |part| part.start());
        Place::new(start..self.parts.last().map_or(start, |part| part.end()))
    }
}

/// The runs of a sentence, in order.
pub(super) fn runs(text: &str, sentence: Place<InContent>) -> Vec<NameRun> {
    let words = words(text, sentence);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if !has_capital(text, word) {
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let gap =
            text.slice(before.map_or(sentence.start(), |before| before.end)..word.range.start());
        let marked = gap.contains(['"', '“', '‘', '«', '„', ':', '—']) || gap.ends_with('\'');
        let begins = before.is_none() || marked;
        let written = text.slice(word.range.bytes());
        let shouted = written.chars().filter(|c| c.is_uppercase()).count() > 1;
        let goes_on = words.get(at + 1).is_some_and(|next| has_capital(text, next));
        // "For Ada Roe", "Earlier": the capital is the sentence's.
        if begins
            && !shouted
            && is_opening(&lower(written))
            && !(has(&lower(written), Telling::NameOpening) && goes_on)
        {
            at += 1;
            continue;
        }
        let (parts, next) = run_at(text, &words, at);
        let before =
            before.filter(|_| gap == " ").map(|word| lower(text.slice(word.range.bytes())));
        if next - at <= MOST_WORDS {
            found.push(NameRun { parts, begins, before });
        }
        at = next;
    }
    found
}

/// The run that begins at a word, and the number of the word after it.
fn run_at(text: &str, words: &[WordInText], first: usize) -> (Vec<Place<InContent>>, usize) {
    let mut parts: Vec<Place<InContent>> = Vec::new();
    let mut part = words[first].range;
    let mut at = first;
    while let Some((next, joined)) = following(text, words, at) {
        if joined {
            parts.push(part);
            part = words[next].range;
        } else {
            part = part.cover(words[next].range);
        }
        at = next;
    }
    // The full stop of "Co." belongs to the name.
    let last = lower(text.slice(words[at].range.bytes()));
    let is_short = ends_company(&last) && is_abbreviation(&last);
    if is_short && !words[at].is_possessive() && text.slice(part.end()..).starts_with('.') {
        part = part.until(part.end() + 1);
    }
    parts.push(part);
    (parts, at + 1)
}

/// The next word of a run, and whether "and" joins it.
fn following(text: &str, words: &[WordInText], at: usize) -> Option<(usize, bool)> {
    let last = words.get(at).filter(|word| !word.is_possessive())?;
    let gap = |a: usize, b: usize| Some(text.slice(words.get(a)?.end..words.get(b)?.range.start()));
    let next = words.get(at + 1)?;
    let next_lower = lower(text.slice(next.range.bytes()));
    match gap(at, at + 1)? {
        " " | "\u{a0}" if has_capital(text, next) => Some((at + 1, false)),
        " & " if has_capital(text, next) => Some((at + 1, false)),
        " " if LINKS.contains(&next_lower.as_str()) => {
            let article =
                words.get(at + 2).is_some_and(|word| text.slice(word.range.bytes()) == "the");
            let named = if article { at + 3 } else { at + 2 };
            let spaced = (at + 1..named).all(|before| gap(before, before + 1) == Some(" "));
            (spaced && has_capital(text, words.get(named)?)).then_some((named, false))
        }
        " " if next_lower == "and" => {
            let capital = has_capital(text, words.get(at + 2)?);
            (capital && gap(at + 1, at + 2) == Some(" ")).then_some((at + 2, true))
        }
        ". " if has_capital(text, next) => {
            let word = text.slice(last.range.bytes());
            let initial = word.chars().count() == 1;
            let short = lower(word);
            let title = is_abbreviation(&short) && (is_title(&short) || short == "st");
            (initial || title || ends_company(&next_lower)).then_some((at + 1, false))
        }
        ", " | "., " | "," if matches!(next_lower.as_str(), "ltd" | "inc" | "llc") => {
            Some((at + 1, false))
        }
        _ => None,
    }
}

/// Whether a word is written as a name is: with a capital, the pronoun "I" aside.
pub(super) fn has_capital(text: &str, word: &WordInText) -> bool {
    let written = text.slice(word.range.bytes());
    let lone = ["I", "I'm", "I’m", "I've", "I’ve", "I'll", "I’ll", "I'd", "I’d"];
    // "China-based" tells where, and is no part of a name.
    let tail = written.rsplit_once('-').map(|(_, tail)| tail);
    if tail.is_some_and(is_name_tail) {
        return false;
    }
    let brand = written.chars().nth(1).is_some_and(char::is_uppercase)
        && written.chars().next().is_some_and(char::is_lowercase);
    (written.starts_with(char::is_uppercase) || brand) && !lone.contains(&written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let shown = |run: NameRun| {
            let parts: Vec<&str> = run.parts.iter().map(|part| &text[part.bytes()]).collect();
            parts.join(" + ")
        };
        runs(text, Place::new(0..text.len())).into_iter().map(shown).collect()
    }

    #[test]
    fn small_words_and_short_forms_belong_to_names() {
        assert_eq!(
            found("The Bureau of Industry and Security of the Department of the Interior said so."),
            ["The Bureau of Industry + Security of the Department of the Interior"]
        );
        assert_eq!(
            found("Makers are Hangzhou Foo Co., Ltd. and iFlytek, says J. R. Roe of St. Ives."),
            ["Makers", "Hangzhou Foo Co., Ltd.", "iFlytek", "J. R. Roe of St. Ives"]
        );
        assert_eq!(
            found("China’s Xinjiang region, AT&T & Sons"),
            ["China", "Xinjiang", "AT&T & Sons"]
        );
        assert_eq!(found(&"Boats Sink ".repeat(9)), [""; 0]);
        assert_eq!(found("where I met Mr. Li, not I"), ["Mr. Li"]);
        assert_eq!(
            found("the Halden-built Acme Co. and Kim Mi-kyung"),
            ["Acme Co.", "Kim Mi-kyung"]
        );
    }

    #[test]
    fn a_run_knows_whether_it_begins_a_sentence() {
        let text = "Boats of Ellery said: “Boats” in Ellery.";
        let begins: Vec<bool> =
            runs(text, Place::new(0..text.len())).iter().map(|run| run.begins).collect();
        assert_eq!(begins, [true, true, false]);
    }
}
