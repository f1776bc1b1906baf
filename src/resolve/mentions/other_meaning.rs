//! Names that are also common words, and mean these.

use crate::language::{Language, What, figures, sentence_ends};
use crate::parse::odd;
use crate::place::{InContent, Place};
use crate::resolve::text_map::TextMap;
use crate::slice::Slice;

/// A name of one word that has a capital and is no acronym, in small letters: so it may be a common
/// word as well.
pub(super) fn small(form: &str) -> Option<String> {
    let mut letters = form.chars();
    let first = letters.next()?;
    let rest = letters.as_str();
    let is_word = first.is_uppercase() && !rest.is_empty() && rest.chars().all(char::is_lowercase);
    is_word.then(|| form.to_lowercase())
}

/// Whether a month's name means the month: it stands in a date, or after a word that tells.
pub(super) fn is_month(map: &TextMap<'_>, place: Place<InContent>, small: &str) -> bool {
    let language: Language = map.language;
    if !language.is_calendar_word(small) {
        return false;
    }
    let Some((text, at)) = around(map, place) else { return false };
    let before = text.slice(..at).trim_end();
    let word = before.slice(before.trim_end_matches(char::is_alphabetic).len()..);
    let in_date = || {
        let dates = figures(text, language).into_iter();
        let mut dates = dates.filter(|figure| matches!(figure.what, What::Date(_)));
        dates.any(|date| date.range.start <= at && at + place.len() <= date.range.end)
    };
    language.tells_month(&word.to_lowercase()) || in_date()
}

/// Whether a sentence begins at a place, so that a capital tells nothing.
pub(super) fn begins_sentence(map: &TextMap<'_>, place: Place<InContent>) -> bool {
    let Some((text, at)) = around(map, place) else { return true };
    let opens = |c: char| "\"'“‘„«‹»›([¿¡—–*".contains(c) || odd::is_blank(c);
    let before = text.slice(..at);
    let rest = before.trim_end_matches(opens);
    let quoted = before.trim_end().ends_with(['"', '“', '‘', '„', '«', '‹', '(', '[']);
    rest.is_empty() || quoted || sentence_ends(text).any(|end| (rest.len()..=at).contains(&end))
}

/// The block around a place, and where the place begins in it.
fn around<'a>(map: &TextMap<'a>, place: Place<InContent>) -> Option<(&'a str, usize)> {
    let block = map.document.blocks.get(map.document.block_at(place.start())?)?;
    let text = map.document.text.slice(block.text.bytes());
    Some((text, place.start().checked_sub(block.text.start())?))
}
