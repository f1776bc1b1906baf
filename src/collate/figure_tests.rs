//! What figures of two printings are told to be, whatever their spelling.

use proptest::prelude::*;

use super::testing::{Report, quote, report};
use super::*;
use crate::language::spellings::{LANGUAGES, UNITS, spelled, thousandths};
use crate::suggest::Echoes;

/// Whether two printings that differ in a figure alone are told to differ in a number.
fn differ_in_number(language: &'static str, one: &str, other: &str) -> bool {
    let printed = |figure: &str| format!("zorb lume {figure} quib drat vone");
    let reports = [one, other].map(|figure| Report { language, ..report(&printed(figure)) });
    let collation = collate(&quote(&reports, Some(0), &[]), &Echoes::default());
    let rows = collation.families.iter().flat_map(|family| &family.rows);
    let mut found = rows.flat_map(|row| &row.differences);
    found.any(|difference| difference.label == Label::Number)
}

proptest! {
    #[test]
    fn equal_figures_are_no_difference_of_number_and_others_always_are(
        number in thousandths(), other in prop_oneof![thousandths(), Just(0)],
        language in 0..LANGUAGES.len(), spellings in any::<[prop::sample::Index; 2]>(),
        sign in 0usize..3, unit in 0..UNITS,
    ) {
        let other = if other == 0 { number } else { other };
        let [(one, language), (another, _)] = [(number, spellings[0]), (other, spellings[1])]
            .map(|(number, spelling)| spelled(number, language, spelling, sign, unit));
        // A number in words has no sign.
        let is_negative = |text: &str| text.starts_with(['-', '−']);
        let equal = number == other && is_negative(&one) == is_negative(&another);
        prop_assert_eq!(differ_in_number(language, &one, &another), !equal, "{} {}", one, another);
        prop_assert_eq!(differ_in_number(language, &another, &one), !equal, "{} {}", another, one);
    }

    #[test]
    fn a_number_in_another_unit_is_another_number(
        number in thousandths(), language in 0..LANGUAGES.len(),
        spellings in any::<[prop::sample::Index; 2]>(), units in (1..UNITS, 1..UNITS),
    ) {
        let [(one, language), (another, _)] = [(spellings[0], units.0), (spellings[1], units.1)]
            .map(|(spelling, unit)| spelled(number, language, spelling, 0, unit));
        let differ = units.0 != units.1;
        prop_assert_eq!(differ_in_number(language, &one, &another), differ, "{} {}", one, another);
    }
}
