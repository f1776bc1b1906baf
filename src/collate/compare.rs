//! Two wordings held against each other, outside any quote note.

use std::collections::BTreeSet;

use super::align::align;
use super::apparatus;
use super::difference::{Difference, Judge};
use super::token::Forms;
use super::tokenize::printing;
use crate::place::Place;

/// What a text makes of words that are printed so, in a language by its primary subtag: the base is what
/// is printed.
#[must_use]
pub fn compare(printed: &str, text: &str, language: &str) -> Vec<Difference> {
    let mut forms = Forms::default();
    let whole = |text: &str| vec![Place::new(0..text.len())];
    let base = printing(printed, whole(printed), &[], language, &mut forms);
    let witness = printing(text, whole(text), &[], language, &mut forms);
    let proper = BTreeSet::new();
    let judge = Judge { forms: &forms, proper: &proper, reported: false };
    apparatus::read(&base, &witness, &align(&base, &witness, &forms), &judge).differences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_have_their_kinds() {
        let told = |printed: &str, text: &str| -> Vec<(&str, String, String)> {
            let found = compare(printed, text, "en").into_iter();
            found.map(|it| (it.label.name(), it.base_text, it.text)).collect()
        };
        assert_eq!(
            told("We will not close 18 schools", "We will close 19 schools"),
            [("negation", "not".into(), String::new()), ("number", "18".into(), "19".into())]
        );
        assert_eq!(told("the ferry", "the ferry"), []);
    }
}
