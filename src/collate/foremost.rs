//! What is worth showing first: of the quotations the one whose printings differ most gravely, of the
//! claims the one whose answers fail.
//!
//! A front page is read for its example, so it must be a fair one. What denies, bounds or counts is graver
//! than other words, since it changes what was said. What a report says in its own words is no change of
//! the speaker's, and who calls a translation a change says so of the translator: such printings come
//! behind, or not at all; so do fragments of a sentence. Small words change nothing that a reader would notice, and long stretches are no
//! example.

use std::cmp::Reverse;
use std::ops::Range;

use super::{Change, ClaimTable, Collation, Comparison, Family, Label, Piece, Row, Verdict};
use crate::language::is_unspaced;
use crate::model::{Briefing, NoteId, Transmission};
use crate::parse::value::Reading;

/// A word of so many letters says something; of scripts that part no words, one of two.
const TELLING: usize = 5;
const TELLING_UNSPACED: usize = 2;
/// A quotation of fewer tokens is a fragment: too little of a sentence to be shown as what somebody said.
const SENTENCE: usize = 8;
/// So many words of either side can be taken in at once.
const LONGEST: usize = 10;

/// A quotation, and the strongest difference between its printings.
#[derive(Debug, Clone, Copy)]
pub struct Contrast<'a> {
    /// The quotation.
    pub family: &'a Family,
    /// What some of its printings have otherwise.
    pub change: &'a Change,
}

/// What makes one change a better example than another: the least is the best.
type Weight = (usize, bool, bool, bool, Reverse<usize>, usize);

/// The strongest difference of all quotations; of equals the first. `others` are those that are shown
/// already.
#[must_use]
pub fn contrast<'a>(collation: &'a Collation, others: &[NoteId]) -> Option<Contrast<'a>> {
    let families = collation.families.iter().filter(|family| !others.contains(&family.note));
    let strongest = families.filter_map(|family| {
        let (weight, change) = strongest(family)?;
        Some((weight, Contrast { family, change }))
    });
    strongest.min_by_key(|(weight, _)| *weight).map(|(_, contrast)| contrast)
}

/// The strongest difference of one quotation.
#[must_use]
pub fn contrast_of(family: &Family) -> Option<Contrast<'_>> {
    strongest(family).map(|(_, change)| Contrast { family, change })
}

fn strongest(family: &Family) -> Option<(Weight, &Change)> {
    let base = family.rows.get(family.base?)?;
    if base.transmission == Transmission::Paraphrase {
        return None;
    }
    let weighed =
        family.changes.iter().filter_map(|change| Some((weight(family, base, change)?, change)));
    weighed.min_by_key(|(weight, _)| *weight)
}

fn weight(family: &Family, base: &Row, change: &Change) -> Option<Weight> {
    let difference = &change.difference;
    let rank = match difference.label {
        Label::Number => 0,
        Label::Negation | Label::Condition => 1,
        Label::Wording => 2,
        _ => return None,
    };
    let rows: Vec<&Row> = witnesses(family, change).collect();
    if rows.is_empty() {
        return None;
    }
    let (one, other) = (difference.base_text.trim(), difference.text.trim());
    let is_cut = [one, other].iter().any(|text| text.contains('…'));
    let words = one.split_whitespace().count() + other.split_whitespace().count();
    if is_cut || words > LONGEST {
        return None;
    }
    // A word for another word; what is grave may be one that is not there.
    let is_replaced = !one.is_empty() && !other.is_empty();
    if rank == 2 && !(is_replaced && is_telling(one) && is_telling(other)) {
        return None;
    }
    let direct = |row: &Row| row.transmission == Transmission::Direct;
    let is_fair = direct(base) && rows.iter().any(|row| direct(row));
    let is_fragment = family.base_tokens.len() < SENTENCE;
    Some((rank, is_fragment, !is_fair, !is_replaced, Reverse(rows.len()), words))
}

/// The printings that make a change, but for those in a report's own words.
pub fn witnesses<'a>(family: &'a Family, change: &'a Change) -> impl Iterator<Item = &'a Row> {
    let rows = change.rows.iter().filter_map(|row| family.rows.get(*row));
    rows.filter(|row| row.transmission != Transmission::Paraphrase)
}

/// Whether a word of a text says something.
fn is_telling(text: &str) -> bool {
    let least = match text.chars().any(is_unspaced) {
        true => TELLING_UNSPACED,
        false => TELLING,
    };
    text.split_whitespace().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= least)
}

/// The printings that have these tokens of the base as it has them: the base's first.
pub fn as_the_base<'a>(
    family: &'a Family,
    tokens: &'a Range<usize>,
) -> impl Iterator<Item = &'a Row> {
    let base = family.base.and_then(|base| family.rows.get(base));
    let others = family.rows.iter().enumerate().filter(|(index, row)| {
        Some(*index) != family.base
            && row.transmission != Transmission::Paraphrase
            && matches!(row.comparison, Comparison::Aligned { .. })
            && has_alike(row, tokens)
    });
    base.into_iter().chain(others.map(|(_, row)| row))
}

/// Whether a printing has all of these tokens, and no difference there.
fn has_alike(row: &Row, tokens: &Range<usize>) -> bool {
    let alike = |token: usize| {
        row.pieces.iter().any(|piece| match piece {
            Piece::Text { base, difference: None, .. } => base.contains(&token),
            _ => false,
        })
    };
    !tokens.is_empty() && tokens.clone().all(alike)
}

/// The claim whose answers fail most plainly: a sum that does not come to its total, else answers in
/// figures or dates that cannot all be true, else others that cannot; of equals the one that most reports
/// answer, then the first.
#[must_use]
pub fn failing<'a>(
    briefing: &Briefing,
    collation: &'a Collation,
    others: &[NoteId],
) -> Option<&'a ClaimTable> {
    let weight = |table: &ClaimTable| {
        let fails = table.cells.iter().any(|cell| cell.sum.as_ref().is_some_and(|sum| !sum.holds));
        let rank = match table.verdict {
            _ if fails => 0,
            Verdict::Contradict if is_drawable(briefing, table) => 1,
            Verdict::Contradict => 2,
            _ => return None,
        };
        let answers: usize = table.groups.iter().map(|group| group.cells.len()).sum();
        Some((rank, Reverse(answers)))
    };
    let tables = collation.claims.iter().filter(|table| !others.contains(&table.note));
    let weighed = tables.filter_map(|table| Some((weight(table)?, table)));
    weighed.min_by_key(|(weight, _)| *weight).map(|(_, table)| table)
}

/// Whether each answer is a figure, a sum or a date.
fn is_drawable(briefing: &Briefing, table: &ClaimTable) -> bool {
    let passages = &briefing[table.note].passages;
    let values = passages.iter().filter_map(|passage| passage.value.as_ref());
    let mut readings = values.map(|value| &value.reading);
    readings
        .all(|reading| matches!(reading, Reading::Quantity(_) | Reading::Sum(_) | Reading::Days(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::collate;
    use crate::collate::testing::{Report, quote, report};
    use crate::suggest::Echoes;

    /// The strongest difference between printings, as both sides have it.
    fn strongest_of(reports: &[Report]) -> Option<(Label, String, String)> {
        let collation = collate(&quote(reports, Some(0), &[]), &Echoes::default());
        let found = contrast(&collation, &[])?.change.difference.clone();
        Some((found.label, found.base_text.trim().to_owned(), found.text.trim().to_owned()))
    }

    fn printed(texts: &[&str]) -> Option<(Label, String, String)> {
        strongest_of(&texts.iter().map(|text| report(text)).collect::<Vec<_>>())
    }

    const BASE: &str = "We will not tolerate the brutal suppression of 12 villages in the valley";

    #[test]
    fn what_counts_or_denies_is_graver_than_a_word() {
        let word = "We will not tolerate the brutal crackdown of 12 villages in the valley";
        let figure = "We will not tolerate the brutal crackdown of 13 villages in the valley";
        let denial = "We will tolerate the brutal crackdown of 12 villages in the valley";
        let (label, one, other) = printed(&[BASE, word]).unwrap();
        assert_eq!((label, &*one, &*other), (Label::Wording, "suppression", "crackdown"));
        assert_eq!(printed(&[BASE, word, denial]).unwrap().0, Label::Negation);
        let (label, one, other) = printed(&[BASE, denial, figure]).unwrap();
        assert_eq!((label, &*one, &*other), (Label::Number, "12", "13"));
    }

    #[test]
    fn nothing_is_made_of_what_is_no_change() {
        assert_eq!(printed(&[BASE, BASE]), None);
        // Small words, signs and capitals.
        let small = "We will not tolerate a brutal suppression of 12 villages, in the Valley";
        assert_eq!(printed(&[BASE, small]), None);
        // What a report says in its own words is no change of what was said.
        let own = Report {
            transmission: Transmission::Paraphrase,
            ..report("We will not tolerate the brutal crackdown of 13 villages in the valley")
        };
        assert_eq!(strongest_of(&[report(BASE), own]), None);
        // A text that is not shown.
        let hidden = Report {
            withheld: true,
            ..report("We will not tolerate the brutal suppression of 13 villages in the valley")
        };
        assert_eq!(strongest_of(&[report(BASE), hidden]), None);
        assert_eq!(printed(&[BASE]), None);
    }

    #[test]
    fn a_translation_comes_behind_what_a_report_changed_itself() {
        let translated = Report {
            transmission: Transmission::BackTranslated,
            ..report("We will not tolerate the brutal crackdown of 12 villages in the valley")
        };
        let alone = strongest_of(&[report(BASE), translated.clone()]).unwrap();
        assert_eq!(alone.2, "crackdown");
        let direct =
            report("We will not tolerate the brutal suppression of 12 hamlets in the valley");
        assert_eq!(strongest_of(&[report(BASE), translated, direct]).unwrap().2, "hamlets");
    }
}
