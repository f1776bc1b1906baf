//! The quantities that a running text states.

use std::ops::Range;

use super::amount::{Amount, amounts};
use super::read::joiner;
use super::token::{Kind, Token, tokens};
use super::{Reading, Value, day, phrase};

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
pub fn stated(text: &str) -> Vec<Stated> {
    let tokens = tokens(text);
    let dates = day::dates(&tokens);
    let amounts = amounts(&tokens);
    let counts = |amount: &Amount| {
        let dated = dates.iter().any(|date| date.start <= amount.start && amount.start < date.end);
        !amount.year && !dated && stands_alone(&tokens, amount)
    };
    let mut found = Vec::new();
    let mut rest = amounts.as_slice();
    while let Some((amount, after)) = rest.split_first() {
        rest = after;
        let mut end = amount.end;
        let mut all = counts(amount);
        let mut last = amount;
        while let Some((next, after)) =
            rest.split_first().filter(|(it, _)| joiner(&tokens, last, it))
        {
            (end, last, rest) = (next.end, next, after);
            all &= counts(next);
        }
        if all {
            found.extend(quantity(text, &tokens, amount.start, end));
        }
    }
    found
}

/// The quantity of some tokens, with the words before and after that make it a bound.
fn quantity(text: &str, tokens: &[Token], start: usize, end: usize) -> Option<Stated> {
    let between = start.checked_sub(1).filter(|&at| tokens[at].word() == Some("between"));
    let first = between.or(phrase::before(tokens, start).map(|it| it.1)).unwrap_or(start);
    let after = phrase::after(tokens, end).map_or(end, |it| it.1);
    let last = tokens.get(after.checked_sub(1)?)?;
    let range = tokens.get(first)?.range.start..last.range.end;
    let value = Value::parse(text.get(range.clone())?);
    matches!(value.reading, Reading::Quantity(_)).then_some(Stated { range, value })
}

/// Whether neither a hyphen, nor a name before it, makes the figure a part of something else.
fn stands_alone(tokens: &[Token], amount: &Amount) -> bool {
    let before = amount.start.checked_sub(1).and_then(|at| tokens.get(at));
    let hyphen_before = before.is_some_and(|token| token.is_dash() && !token.spaced);
    let hyphen_after = tokens.get(amount.end).is_some_and(|token| token.is_dash() && !token.spaced);
    // "Route 66", "Boeing 737"
    let named = amount.unit.is_none()
        && amount.scale == 1
        && !amount.in_words
        && before.is_some_and(|token| matches!(token.kind, Kind::Word { capital: true, .. }))
        && amount.start > 1;
    !hyphen_before && !hyphen_after && !named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_with_their_bounds() {
        let found = |text: &str| -> Vec<String> {
            stated(text).into_iter().map(|stated| stated.value.raw).collect()
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
