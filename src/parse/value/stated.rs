//! The quantities that a running text states.

use std::ops::Range;

use super::{Reading, Value};
use crate::language::{Bound, Figure, FigureReader, Language, What};
use crate::slice::Slice;

/// A quantity in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// Its bytes in the text, with the words that make it a bound or approximate.
    pub range: Range<usize>,
    /// What is said.
    pub value: Value,
}

/// The quantities that a text states, in order; the ends of a range are one. Dates, years, ordinals
/// and figures inside words (`15-month`) are none.
#[must_use]
pub fn stated(text: &str, language: Language) -> Vec<Stated> {
    let reader = FigureReader::new(text, language);
    let quantity = |figure: &Figure| {
        let What::Amount(amount) = figure.what else { return None };
        if amount.year
            || figure.weak
            || !stands_alone(text, figure, amount.unit.is_none() && !amount.scaled)
        {
            return None;
        }
        let said = |bound: &(Bound, usize)| bound.0 != Bound::Exactly;
        let start = reader.bound_before(figure.range.start).filter(said);
        let end = reader.bound_after(figure.range.end).filter(said);
        let range =
            start.map_or(figure.range.start, |it| it.1)..end.map_or(figure.range.end, |it| it.1);
        let value = Value::read(text.slice(range.clone()), &[language]);
        matches!(value.reading, Reading::Quantity(_)).then_some(Stated { range, value })
    };
    reader.figures().iter().filter_map(quantity).collect()
}

/// Whether neither a hyphen, nor a name before it, makes the figure a part of something else.
fn stands_alone(text: &str, figure: &Figure, is_plain: bool) -> bool {
    let (before, after) = (text.slice(..figure.range.start), text.slice(figure.core.end..));
    let hyphen = ['-', '‐', '‑'];
    // "Route 66", "Boeing 737"
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let named = is_plain
        && !figure.in_words
        && word.starts_with(char::is_uppercase)
        && word.ends_with(char::is_alphanumeric)
        && word.len() < before.trim().len();
    !before.ends_with(hyphen) && !after.starts_with(hyphen) && !named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_with_their_bounds() {
        let found = |text: &str| -> Vec<String> {
            stated(text, Language::of("en")).into_iter().map(|stated| stated.value.raw).collect()
        };
        assert_eq!(
            found(
                "On October 7, 2019, more than a million people and 18 bureaus paid $620 million."
            ),
            ["more than a million", "18", "$620 million"]
        );
        assert_eq!(
            found("The 15-month war of 1966-76 cost nearly 30% of it, on Route 66, in May 2019."),
            ["nearly 30%"]
        );
        assert_eq!(
            found("It costs between $10 million and $15 million, or 3 to 4 million, and 5."),
            ["between $10 million and $15 million", "3 to 4 million", "5"]
        );
        assert_eq!(found("About 11,000 vehicles, or eight a minute"), ["About 11,000", "eight"]);
    }
}
