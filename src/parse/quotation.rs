//! Quotation marks in a text, and what stands between them.

use super::document::Document;
use crate::language::Language;
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// Words in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Bytes of the document's text, without the marks.
    pub words: Place<InContent>,
    /// Whether it ends in its block. One that goes on in the next paragraph does not.
    pub closed: bool,
}

/// What stands in quotation marks, in order. A quotation that does not end in its block runs to the
/// block's end.
#[must_use]
pub fn quotations(document: &Document) -> Vec<Quotation> {
    let blocks = document.blocks.iter();
    blocks.flat_map(|block| quotations_in(document, block.text)).collect()
}

/// The same, of one block: `block` is its bytes in the document's text.
///
/// A straight single mark is an apostrophe unless it cannot be: see `straight`.
#[must_use]
pub fn quotations_in(document: &Document, block: Place<InContent>) -> Vec<Quotation> {
    let text = document.slice(block);
    let mut found: Vec<Quotation> = Vec::new();
    let mut before = ' ';
    let mut at = 0;
    let mut doubtful = 0;
    loop {
        let plain = text.slice(at..).bytes().take_while(|byte| opens_nothing(*byte)).count();
        if plain > 0 {
            at += plain;
            before = char::from(text.as_bytes()[at - 1]);
        }
        let Some(c) = text.slice(at..).chars().next() else { break };
        let start = at + c.len_utf8();
        let marks = match opens(c, before, text.slice(start..)) {
            Some('\'') if at < doubtful => None,
            Some('\'') => match straight(text, start) {
                Straight::Closes(end) => Some((end, true)),
                Straight::Doubtful(until) => {
                    doubtful = until;
                    None
                }
            },
            Some(closing) => {
                let end =
                    if closing == '’' { curly(text, start) } else { end(text, start, closing) };
                Some((end.unwrap_or(text.len()), end.is_some()))
            }
            None => None,
        };
        let Some((end, closed)) = marks else {
            (at, before) = (start, c);
            continue;
        };
        if !text.slice(start..end).trim().is_empty() {
            found.push(Quotation { words: block.part(start..end), closed });
        }
        let Some(closing) = text.slice(end..).chars().next() else { break };
        (at, before) = (end + closing.len_utf8(), closing);
    }
    found
}

/// Whether a byte is a character that opens no quotation, as most are.
fn opens_nothing(byte: u8) -> bool {
    byte.is_ascii() && !matches!(byte, b'"' | b'\'')
}

/// What closes the quotation that a character opens, if it opens one.
fn opens(c: char, before: char, after: &str) -> Option<char> {
    let spaced = after.starts_with(char::is_whitespace) || after.is_empty();
    match c {
        '“' | '„' => Some('”'),
        // After a figure it is a mark for inches.
        '"' if !before.is_numeric() => Some('"'),
        '‘' if !before.is_alphanumeric() && !spaced => Some('’'),
        '\'' if opens_straight(before, after) => Some('\''),
        '«' => Some('»'),
        '‹' => Some('›'),
        // German books turn them round, Swedish and Finnish texts open as they close.
        '»' if begins_word(before, after) => Some('«'),
        '›' if begins_word(before, after) => Some('‹'),
        '”' if begins_word(before, after) => Some('”'),
        '‚' => Some('‘'),
        '「' => Some('」'),
        '『' => Some('』'),
        '｢' => Some('｣'),
        '〝' => Some('〟'),
        '＂' if !before.is_numeric() => Some('＂'),
        '❝' => Some('❞'),
        _ => None,
    }
}

/// Whether a mark stands before a word and after none.
fn begins_word(before: char, after: &str) -> bool {
    (before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '“' | '»' | '„'))
        && after.starts_with(char::is_alphanumeric)
}

/// Where a quotation ends that begins at `start`.
fn end(text: &str, start: usize, closing: char) -> Option<usize> {
    let closes = |at: usize, c: char| match closing {
        '”' => {
            let after = text.slice(at + c.len_utf8()..).chars().next();
            matches!(c, '”' | '"') || (c == '“' && !after.is_some_and(char::is_alphanumeric))
        }
        '"' => matches!(c, '"' | '”'),
        '〟' => matches!(c, '〟' | '〞'),
        '‘' => {
            let after = text.slice(at + c.len_utf8()..).chars().next();
            matches!(c, '‘' | '’') && !after.is_some_and(char::is_alphanumeric)
        }
        _ => c == closing,
    };
    text.slice(start..)
        .char_indices()
        .map(|(at, c)| (start + at, c))
        .find(|(at, c)| closes(*at, *c))
        .map(|(at, _)| at)
}

/// What a single mark may be, of those that may end a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Single {
    /// Between letters, or after a space: it ends nothing.
    Apostrophe,
    /// The end, or a possessive ("the boys' school"), a letter left out ("goin' home"), feet.
    Either,
    /// The end of a quotation.
    End,
}

/// What the single mark at a place is; `after` is what follows it.
fn single(text: &str, at: usize, after: &str) -> Single {
    let before = text.slice(..at);
    let word = before.slice(
        before.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |last| {
            last + before.slice(last..).chars().next().map_or(0, char::len_utf8)
        })..,
    );
    if after.starts_with(char::is_alphanumeric) || before.ends_with(char::is_whitespace) {
        return Single::Apostrophe;
    }
    let short = word.chars().count();
    let clipped = (short > 3 && word.ends_with("in")) || ["ol", "an", "th", "wi"].contains(&word);
    let possessive =
        word.ends_with(['s', 'S', 'x', 'z']) || word.ends_with(|c: char| c.is_numeric());
    match short == 1 || clipped || possessive {
        true => Single::Either,
        false => Single::End,
    }
}

/// The end of a quotation in curly single marks: where "the boys’ school" goes on to a mark that can
/// be nothing but the end, that one.
fn curly(text: &str, start: usize) -> Option<usize> {
    let mut first = None;
    for (at, c) in text.slice(start..).char_indices().map(|(at, c)| (start + at, c)) {
        let after = text.slice(at + c.len_utf8()..);
        match c {
            '‘' if first.is_some() && !after.starts_with(char::is_whitespace) => break,
            '’' => match single(text, at, after) {
                Single::Apostrophe => {}
                Single::Either => first = first.or(Some(at)),
                Single::End => return Some(at),
            },
            _ => {}
        }
    }
    first
}

/// What follows a straight single mark that may open a quotation.
enum Straight {
    /// The quotation ends here.
    Closes(usize),
    /// It is none; nor is what other such marks may open before this place.
    Doubtful(usize),
}

/// Whether a straight single mark stands where a quotation may begin, and not for letters left out:
/// "'em", "'90s".
fn opens_straight(before: char, after: &str) -> bool {
    let edge = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '"' | '“');
    if !edge || !after.starts_with(|c: char| c.is_alphanumeric() || "“\"([…$£€".contains(c))
    {
        return false;
    }
    let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let letters = word.chars().take(CLIPPED_LETTERS + 1).count();
    let digits = word.trim_end_matches('s');
    let year = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
    let lone = letters == 1
        && !matches!(word, "a" | "A" | "i" | "I")
        && word.starts_with(char::is_alphabetic);
    let clipped = letters <= CLIPPED_LETTERS && CLIPPED.contains(&word.to_lowercase().as_str());
    !(year || lone || clipped)
}

/// Words that begin with an apostrophe.
const CLIPPED: &[&str] = &[
    "bout", "cause", "cos", "cuz", "em", "ere", "fraid", "gainst", "im", "neath", "nuff", "round",
    "til", "till", "tis", "tween", "twas", "twere", "twill", "twould",
];
const CLIPPED_LETTERS: usize = 6;

/// Whether a straight single mark opens a quotation, the words of which would begin at `start`: where
/// one follows that can be nothing but its end, and none before that might open another.
fn straight(text: &str, start: usize) -> Straight {
    let mut before = '\'';
    let mut within_double = false;
    let mut opened = false;
    let mut perhaps_closed = None;
    for (at, c) in text.slice(start..).char_indices().map(|(at, c)| (start + at, c)) {
        let after = text.slice(at + c.len_utf8()..);
        match c {
            '\'' if ends_straight(text, at, after) => {
                return match opened || within_double {
                    true => Straight::Doubtful(at),
                    false => Straight::Closes(at),
                };
            }
            '\'' if opens_straight(before, after) => match perhaps_closed {
                Some(end) => return Straight::Doubtful(end),
                None => opened = true,
            },
            '\'' if single(text, at, after) == Single::Either => perhaps_closed = Some(at),
            '"' | '“' | '”' => within_double = !within_double,
            _ => {}
        }
        before = c;
    }
    Straight::Doubtful(text.len())
}

/// Whether a straight single mark ends a quotation that one before it has begun: a possessive is followed by what is
/// possessed, and not by a sign or by a word that holds sentences together.
fn ends_straight(text: &str, at: usize, after: &str) -> bool {
    match single(text, at, after) {
        Single::Apostrophe => false,
        Single::End => true,
        Single::Either => {
            let rest = after.trim_start();
            let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            !rest.starts_with(char::is_alphanumeric)
                || Language::of("en").is_function(&word.to_lowercase())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::parse::markdown::{WikiLinks, parse};
    use crate::source::{SourceFile, SourceSet};

    fn quoted(text: &str) -> Vec<String> {
        let mut sources = SourceSet::default();
        let id = sources.add(SourceFile::from_bytes("a.md".into(), text.as_bytes().to_vec()));
        let document = parse(id, text, 0, WikiLinks::Off, &mut Diagnostics::default());
        quotations(&document)
            .into_iter()
            .map(|quotation| document.text[quotation.words.bytes()].to_owned())
            .collect()
    }

    #[test]
    fn finds_what_stands_in_quotation_marks() {
        assert_eq!(
            quoted("He said “a, b” and \"c\" of China’s ‘d’s e’.\n"),
            ["a, b", "c", "d’s e"]
        );
        assert_eq!(quoted("„deutsch“ «français» 「日本」\n"), ["deutsch", "français", "日本"]);
        assert_eq!(
            quoted("＂日本＂ 〝東京〟 〝京都〞 ｢大阪｣ ❝a❞\n"),
            ["日本", "東京", "京都", "大阪", "a"]
        );
        assert_eq!(quoted("“begins\n\n“goes on” here\n"), ["begins", "goes on"]);
        assert_eq!(quoted("the 1990s’ end isn’t quoted\n"), Vec::<String>::new());
    }

    #[test]
    fn a_possessive_ends_no_quotation_that_goes_on() {
        assert_eq!(quoted("‘The boys’ school is shut,’ he said.\n"), ["The boys’ school is shut,"]);
        assert_eq!(quoted("Two ‘brave boys’ and ‘a girl’ came.\n"), ["brave boys", "a girl"]);
        assert_eq!(quoted("Two ‘brave boys’ came.\n"), ["brave boys"]);
    }

    #[test]
    fn straight_single_marks_quote_where_they_can_do_nothing_else() {
        for (text, words) in [
            ("'We will not,' he said. 'It's late.'", &["We will not,", "It's late."][..]),
            ("He called it 'a disgrace' (or 'a shame').", &["a disgrace", "a shame"]),
            ("'The boys' school is shut,' he said.", &["The boys' school is shut,"]),
            ("'We're goin' home, give 'em that,' he said.", &["We're goin' home, give 'em that,"]),
            ("'It is \"over\",' he said — 'for now'.", &["It is \"over\",", "for now"]),
            (
                "Called 'bonkers' and 'brave boys'. 'It is late,' she said.",
                &["bonkers", "brave boys", "It is late,"],
            ),
            ("It was 'brave boys' and no more.", &["brave boys"]),
            ("She said 'never trust the banks' there.", &["never trust the banks"]),
            ("He calls it 'the fix', they 'the mess'.", &["the fix", "the mess"]),
            ("\"He called it 'a shame',\" she said.", &["He called it 'a shame',"]),
        ] {
            assert_eq!(quoted(text), words, "{text}");
        }
    }

    #[test]
    fn straight_apostrophes_quote_nothing() {
        for text in [
            "The boys' school isn't the girls' school.",
            "In the '90s, rock 'n' roll was the boys' own, 'twas said, and the girls' too.",
            "'Tis late, and the dogs' bowls are 5' apart.",
            "We saw 'em goin' to the ol' mill, readin' and writin'.",
            "The 'ulama of the town said no, and the boys' fathers too.",
            "He stands 6' 2\" tall, o' course.",
            "'s Avonds is 't huis van Hans' vader leeg.",
            "Un po' d'acqua, e l'altro po' della 'ndrangheta.",
            "The 'im and the 'Orrible sat, he said, 'down'.",
            "A 24\" screen.",
            "'Not closed, it goes on and on.",
            "The 'ulama's sons and the boys' fathers.",
        ] {
            assert_eq!(quoted(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_is_doubtful_hides_no_other_marks() {
        let text = "The 'Orrible sat \"on the 'old' bench\" with “a hat”.";
        assert_eq!(quoted(text), ["on the 'old' bench", "a hat"]);
    }
}
