//! Passages, attributions and titles as an author pastes them.

use super::reading::{Reading, words};
use crate::language::{Cut, cut, primary};
use crate::mend::block_quote::line;
use crate::mend::select::{select, selectable};
use crate::parse::note::read_passage;
use crate::place::{InContent, Place};
use crate::resolve::anchor::{FARTHEST, anchor};
use crate::slice::Slice;

/// How many words of a quotation its title has.
const TITLE_WORDS: usize = 7;

/// A block quote without its attribution, and what it selects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quoted {
    pub(super) line: String,
    pub(super) parts: Vec<Place<InContent>>,
}

/// The block quotes that select these parts of an article, and nothing else: one with gaps where
/// that is possible and leaves out nothing on which the meaning hangs, else one each. Nothing where some part cannot be selected.
pub(super) fn quote(reading: &Reading<'_>, parts: &[Place<InContent>]) -> Option<Vec<Quoted>> {
    let map = &reading.map;
    let text = &reading.document.text;
    let mut quoted: Vec<Quoted> = Vec::new();
    for part in parts {
        let place = selectable(map, *part)?;
        if let Some(last) = quoted.last_mut()
            && let Some(end) = last.parts.last().map(|part| part.end())
            && (end..end.saturating_add(FARTHEST)).contains(&place.start())
        {
            let longer = format!("{} […] {}", last.line, line(text.slice(place.bytes())));
            let mut wanted = last.parts.clone();
            wanted.push(place);
            let bytes: Vec<_> = wanted.iter().map(|part| part.bytes()).collect();
            let cuts = cut(text, &bytes, primary(&reading.article.language));
            if !matches!(cuts, Some(Cut::Gap(_)))
                && anchor(map, &read_passage(&longer)).as_ref() == Ok(&wanted)
            {
                *last = Quoted { line: longer, parts: wanted };
                continue;
            }
        }
        quoted.push(Quoted { line: select(map, place)?, parts: vec![place] });
    }
    Some(quoted)
}

/// The words of a quotation for a title, in quotation marks.
pub(super) fn in_title(words_quoted: &str) -> String {
    format!("“{}”", line(&first_words(words_quoted, TITLE_WORDS)))
}

/// The first words of a text, with an ellipsis where there are more.
pub(super) fn first_words(text: &str, count: usize) -> String {
    let found = words(text, Place::new(0..text.len()));
    let cut = match (count.checked_sub(1).and_then(|last| found.get(last)), found.get(count)) {
        (Some(last), Some(_)) => format!("{} …", text.slice(..last.end)),
        _ => text.to_owned(),
    };
    // Braces would be told from attributes only by those who know that.
    cut.replace(['{', '}'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}
