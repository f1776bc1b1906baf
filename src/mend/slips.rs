//! Slips of the hand that a passage tells by itself: a list's mark before it, dots in the place of
//! a gap, two places quoted as one. Each is told with a quotation that anchors.

use super::block_quote::line;
use super::select::select;
use crate::language::{figure_across, figures, is_digit};
use crate::parse::note::{QuotedPart, read_passage};
use crate::resolve::anchor::anchor;
use crate::resolve::text_map::TextMap;
use crate::slice::Slice;

/// A piece of two quoted as one has so many characters at least: shorter ones stand anywhere.
const SHORTEST_PIECE: usize = 8;

/// How many places are tried at which two pieces may be parted.
const SPLITS: usize = 4;

/// The longest passage that is looked at, in bytes.
const LONGEST: usize = 4_000;

/// What to write instead of a passage that does not stand in the article, where one of these slips
/// is why. Where words nearly like it stand in one place, it is not of two.
#[must_use]
pub fn slip(map: &TextMap<'_>, part: &QuotedPart, is_near: bool) -> Option<String> {
    let text = part.text.trim();
    if text.len() > LONGEST || !part.strong.is_empty() {
        return None;
    }
    let of_two = || if is_near { None } else { two_places(map, text) };
    marked(map, text).or_else(|| with_dots(map, text)).or_else(of_two)
}

/// A list's or heading's mark before the words.
fn marked(map: &TextMap<'_>, text: &str) -> Option<String> {
    let (mark, rest) = text.split_once(' ')?;
    let number = mark.strip_suffix(['.', ')']).unwrap_or_default();
    let is_mark = matches!(mark, "-" | "*" | "+" | "•" | "·" | "–" | ">")
        || mark.bytes().all(|byte| byte == b'#')
        || !number.is_empty() && number.chars().all(is_digit);
    // A dash before a figure may be a minus.
    let figure = figures(rest, map.language).first().is_some_and(|first| first.range.start == 0);
    if figure && matches!(mark, "-" | "–") {
        return None;
    }
    let quote = is_mark.then(|| quotation(map, &[rest])).flatten()?;
    Some(format!("leave out the mark `{mark}`, which is no text of the report: `{quote}`"))
}

/// Dots for words that are left out.
fn with_dots(map: &TextMap<'_>, text: &str) -> Option<String> {
    let plain = text.replace("...", "…").replace(['(', ')'], " ");
    let pieces: Vec<&str> = plain.split('…').map(str::trim).collect();
    let complete = pieces.len() > 1 && pieces.iter().all(|piece| !piece.is_empty());
    let quote = complete.then(|| quotation(map, &pieces)).flatten()?;
    Some(format!("for words that are left out, write `[…]`: `{quote}`"))
}

/// Words of two places in one quotation.
fn two_places(map: &TextMap<'_>, text: &str) -> Option<String> {
    let stands = |words: &str| anchor(map, &[plain(words)]).is_ok();
    let ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let beginning = |end: usize| text.slice(..end).trim_end_matches(['.', ',', ';', ':']);
    // Where the beginning up to a word stands in the article, all shorter ones do.
    let longest = ends.partition_point(|&end| {
        map.places(&fold(beginning(end)), map.folded().whole(), 1).next().is_some()
    });
    let long = |piece: &str| piece.chars().nth(SHORTEST_PIECE).is_some();
    let mut splits = ends[..longest]
        .iter()
        .rev()
        .take(SPLITS)
        .map(|&end| {
            let first = text.slice(..end).trim();
            (if stands(first) { first } else { beginning(end) }, text.slice(end..).trim())
        })
        .filter(|(first, second)| long(first) && long(second) && stands(first) && stands(second))
        .peekable();
    // The second piece may begin as what follows the first does: then a sentence ends between.
    let last = *splits.peek()?;
    let ends_sentence = |(first, _): &(&str, &str)| first.ends_with(['.', '!', '?', '”', '"']);
    let (first, second) = splits.find(ends_sentence).unwrap_or(last);
    Some(match quotation(map, &[first, second]) {
        Some(quote) => format!("other words stand between: mark what is left out, `{quote}`"),
        None => format!(
            "these are words of two places: make a passage of each, `{}` and `{}`",
            quotation(map, &[first])?,
            quotation(map, &[second])?
        ),
    })
}

/// The line of a block quote that anchors to these words, a part each.
fn quotation(map: &TextMap<'_>, pieces: &[&str]) -> Option<String> {
    let parts: Vec<QuotedPart> = pieces.iter().map(|piece| plain(piece)).collect();
    let places = anchor(map, &parts).ok()?;
    let text = &map.document.text;
    let cut = |at: &usize| figure_across(text, *at, map.language).is_some();
    if places.iter().any(|place| cut(&place.start()) || cut(&place.end())) {
        return None;
    }
    let (first, rest) = places.split_first()?;
    let mut quote = select(map, *first)?;
    for place in rest {
        quote.push_str(&format!(" […] {}", line(map.document.text.get(place.bytes())?)));
    }
    (anchor(map, &read_passage(&quote)).ok()? == places).then_some(quote)
}

fn plain(words: &str) -> QuotedPart {
    QuotedPart { text: words.to_owned(), strong: Vec::new() }
}

fn fold(words: &str) -> String {
    crate::parse::fold::fold(words).text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::parse::markdown::{WikiLinks, parse};
    use crate::source::{SourceFile, SourceSet};

    #[test]
    fn slips_are_met_with_a_quotation_that_anchors() {
        let text = "The council will close the ferry in May, said the mayor of the town. \
                    Nobody was hurt. The bridge is as old as the ferry, and stays.";
        let mut sources = SourceSet::default();
        let file = sources.add(SourceFile::from_bytes("a.md".into(), text.into()));
        let document = parse(file, text, 0, WikiLinks::Off, &mut Diagnostics::default());
        let map = TextMap::new(&document);
        let told = |text: &str| slip(&map, &plain(text), false);
        for (text, help) in [
            ("- Nobody was hurt", "`> Nobody was hurt`"),
            ("1. Nobody was hurt", "`> Nobody was hurt`"),
            ("The council ... said the mayor", "`> The council […] said the mayor`"),
            ("The council (…) said the mayor", "`> The council […] said the mayor`"),
            (
                "will close the ferry Nobody was hurt",
                "`> will close the ferry […] Nobody was hurt`",
            ),
            (
                "Nobody was hurt. The council will close",
                "`> Nobody was hurt.` and `> The council will close`",
            ),
            (
                "The bridge is as old. The council will close",
                "`> The bridge is as old` and `> The council will close`",
            ),
        ] {
            let told = told(text).unwrap_or_default();
            assert!(told.ends_with(help), "{text}: {told}");
        }
        assert_eq!(slip(&map, &plain("will close the ferry Nobody was hurt"), true), None);
        for text in ["- Somebody", "Nobody was kind", "The ... of", "x", "", "the council […] May"]
        {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
