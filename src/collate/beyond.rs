//! What a report prints where its passages have a gap, or where they begin and end within a quotation:
//! words that are no part of the printing, and may yet be other words than those of the utterance.

use std::ops::Range;

use super::token::{Beyond, Edge, FormId, Forms, Printing, Token};
use super::tokenize;
use crate::model::Mention;
use crate::model::article::within;
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// A gap of more bytes has too much in it to be held against a few words; of an edge as much is read.
const FAR: usize = 400;

/// A longer text is shown with its end left out, in words.
const SHOWN: usize = 24;

/// Cuts a printing into tokens, with what the report prints at its edges. `quoted` is what of the text
/// near it stands in quotation marks, in order; `language` is a primary subtag.
pub(super) fn printing<'a>(
    text: &'a str,
    parts: Vec<Place<InContent>>,
    mentions: &[Mention],
    quoted: &[Place<InContent>],
    language: &'a str,
    forms: &mut Forms,
) -> Printing<'a> {
    let mut printing = tokenize::printing(text, parts, mentions, language, forms);
    printing.beyond = read(&printing, quoted, forms);
    printing
}

/// Reads what stands at the edges of a printing.
fn read(printing: &Printing<'_>, quoted: &[Place<InContent>], forms: &mut Forms) -> Vec<Beyond> {
    let Printing { text, parts, tokens, language, .. } = printing;
    let mut edges = Vec::new();
    let inside =
        |at: usize| quoted.iter().find(|quoted| quoted.start() <= at && at <= quoted.end());
    for (index, part) in parts.iter().enumerate() {
        let place = tokens.partition_point(|token| token.range.end() <= part.start());
        match index.checked_sub(1).and_then(|before| parts.get(before)) {
            None => {
                // One that begins with the quotation has nothing before it.
                let start = inside(part.start()).map_or(part.start(), |quoted| quoted.start());
                let start = start.max(text.floor_char_boundary(part.start().saturating_sub(FAR)));
                edges.push((
                    Edge::Head,
                    place,
                    vec![Place::new(start.min(part.start())..part.start())],
                ));
            }
            Some(before) => {
                let gap = Place::new(before.end()..part.start());
                let far = gap.len() > FAR || text.slice(gap.bytes()).contains('\n');
                let spoken = inside(before.end()).is_some() || inside(part.start()).is_some();
                let printed = if spoken { within(quoted, gap) } else { vec![gap] };
                if !far {
                    edges.push((Edge::Gap, place, printed));
                }
            }
        }
    }
    if let Some(last) = parts.last() {
        let end = inside(last.end()).map_or(last.end(), |quoted| quoted.end());
        let end = end.min(text.floor_char_boundary(last.end().saturating_add(FAR)));
        edges.push((Edge::Tail, tokens.len(), vec![Place::new(last.end()..end.max(last.end()))]));
    }
    let mut beyond = Vec::new();
    for (edge, place, mut ranges) in edges {
        ranges.retain(|range| text.slice(range.bytes()).contains(char::is_alphanumeric));
        // At an end nothing is told where nothing stands there.
        if !ranges.is_empty() || edge == Edge::Gap {
            let (words, text) = words_of(text, ranges, edge, language, forms);
            beyond.push(Beyond { place, edge, words, text });
        }
    }
    beyond
}

/// The words of some parts of a text, and these as they are shown: those nearest to the printing.
fn words_of(
    text: &str,
    ranges: Vec<Place<InContent>>,
    edge: Edge,
    language: &str,
    forms: &mut Forms,
) -> (Vec<FormId>, String) {
    if ranges.is_empty() {
        return (Vec::new(), String::new());
    }
    let read = tokenize::printing(text, ranges, &[], language, forms);
    let words: Vec<&Token> = read.tokens.iter().filter(|it| it.is_word()).collect();
    let from = if edge == Edge::Head { words.len().saturating_sub(SHOWN) } else { 0 };
    let mut shown = words.iter().skip(from).take(SHOWN);
    let first = shown.next();
    let ends = first.map(|first| (*first, *shown.next_back().unwrap_or(first)));
    let parts = read.parts.iter().filter_map(|part| {
        let (first, last) = ends?;
        let (from, to) = (part.start().max(first.range.start()), part.end().min(last.range.end()));
        (from < to).then(|| text.slice(from..to).trim().replace('\n', " "))
    });
    let shown = parts.collect::<Vec<_>>().join(" […] ");
    let shown = match (edge, words.len() > SHOWN) {
        (Edge::Head, true) => format!("… {shown}"),
        (_, true) => format!("{shown} …"),
        _ => shown,
    };
    (words.iter().map(|word| word.key).collect(), shown)
}

impl Beyond {
    /// Of some tokens of another printing those for which other words stand here, and these; nothing
    /// where they are the same. At an end no more is compared than both have.
    pub(super) fn differs(
        &self,
        other: &Printing,
        range: &Range<usize>,
    ) -> Option<(Range<usize>, String)> {
        let tokens = other.tokens.get(range.clone())?;
        let words: Vec<(usize, FormId)> = tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| token.is_word())
            .map(|(index, token)| (range.start + index, token.key))
            .collect();
        let both = match self.edge {
            Edge::Gap => words.len().max(self.words.len()),
            Edge::Head | Edge::Tail => words.len().min(self.words.len()),
        };
        let (ours, theirs) = match self.edge {
            Edge::Head => {
                (self.words.get(self.words.len() - both..)?, words.get(words.len() - both..)?)
            }
            Edge::Gap => (self.words.as_slice(), words.as_slice()),
            Edge::Tail => (self.words.get(..both)?, words.get(..both)?),
        };
        if both == 0 || ours.iter().eq(theirs.iter().map(|(_, key)| key)) {
            return None;
        }
        let place = range.start..range.start;
        let compared = theirs.first().zip(theirs.last());
        let compared = compared.map_or(place, |((first, _), (last, _))| *first..last + 1);
        Some((compared, self.text.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of a base text and of the passages of a report, `[`…`]` in its text, as cut.
    fn told(base: &str, report: &str) -> Option<(String, String)> {
        let read = compared(base, report);
        let cut = |it: &&crate::collate::Difference| it.label == crate::collate::Label::Cut;
        let found = read.differences.iter().find(cut);
        assert!(found.is_none() || read.partial);
        found.map(|it| (it.base_text.clone(), it.text.clone()))
    }

    fn compared(base: &str, report: &str) -> crate::collate::apparatus::Apparatus {
        let mut forms = Forms::default();
        let whole = vec![Place::new(0..base.len())];
        let base = printing(base, whole, &[], &[], "en", &mut forms);
        let mut text = String::new();
        let (mut parts, mut quoted, mut opened) = (Vec::new(), Vec::new(), 0);
        for c in report.chars() {
            match c {
                '[' => parts.push(Place::new(text.len()..text.len())),
                ']' => *parts.last_mut().unwrap() = parts[parts.len() - 1].until(text.len()),
                c => {
                    if c == '”' {
                        quoted.push(Place::new(opened..text.len()));
                    }
                    text.push(c);
                    if c == '“' {
                        opened = text.len();
                    }
                }
            }
        }
        let printing = printing(&text, parts, &[], &quoted, "en", &mut forms);
        let proper = std::collections::BTreeSet::new();
        let judge =
            crate::collate::difference::Judge { forms: &forms, proper: &proper, reported: false };
        let alignment = crate::collate::align::align(&base, &printing, &forms);
        crate::collate::apparatus::read(&base, &printing, &alignment, &judge)
    }

    #[test]
    fn what_stands_in_a_gap_is_no_other_wording_for_what_stands_beside_it() {
        let report = "“[To punish us will deter firms] from talking with the government, \
                      hurt our business partners [and will damage the economy].”";
        for base in [
            "To punish us will deter firms from talking with the government",
            "hurt our business partners and will damage the economy",
        ] {
            let read = compared(base, report);
            for told in &read.differences {
                let cut = told.label == crate::collate::Label::Cut;
                assert!(cut || told.base_text.is_empty() || told.text.is_empty(), "{told:?}");
            }
        }
        // Words that it prints, too, are compared.
        let read = compared(
            "We will not pay the council and will not pay the bank",
            "“[We will not pay the council], said she; will not pay the [bank and will not pay the trust].”",
        );
        assert!(!read.differences.is_empty());
    }

    #[test]
    fn a_gap_is_held_against_what_the_report_prints_there() {
        let base = "These things worry me. And when I look back I am glad.";
        let told = |report: &str| told(base, report);
        let some = |base: &str, text: &str| Some((base.to_owned(), text.to_owned()));
        assert_eq!(
            told("“[These things worry me],” he said. “[When I look back I am glad].”"),
            some("And", "")
        );
        assert_eq!(
            told("“[These things worry me]. But [when I look back I am glad].”"),
            some("And", "But")
        );
        assert_eq!(told("“[These things worry me]. And [when I look back I am glad].”"), None);
        assert_eq!(
            told("“[These things worry me] a lot. And [when I look back I am glad].”"),
            some("And", "a lot. And")
        );
        // In another paragraph he may have said it at another time.
        assert_eq!(told("“[These things worry me].”\n“[When I look back I am glad].”"), None);
    }

    #[test]
    fn an_end_within_a_quotation_is_held_against_what_follows() {
        let base = "We will send our troops if parliament approves of it in May.";
        let told = |report: &str| told(base, report);
        assert_eq!(told("He said: “We [will send our troops if parliament approves]”."), None);
        assert_eq!(
            told("He said: “We [will send our troops if parliament approves of it]”."),
            None
        );
        assert_eq!(
            told("He said: “They [will send our troops if parliament approves of it in May]”."),
            None,
            "what is left out is a word that only holds the sentence together"
        );
        assert_eq!(
            told("“[We will send our troops if parliament approves] of the plan.”"),
            Some(("of it in".to_owned(), "of the plan".to_owned()))
        );
    }
}
