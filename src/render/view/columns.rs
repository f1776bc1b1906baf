//! Marks in columns: what each report does with a statement, and how often it names somebody, under the
//! initials of the reports, so that they are read downwards.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{LinkView, Maker};
use crate::collate::Reception;
use crate::language::{Language, is_unspaced};
use crate::model::{ArticleId, NoteId, RecordId};

/// Up to so many reports, each has a column.
const MOST_COLUMNS: usize = 24;

/// A report's column.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ColumnView {
    pub(crate) initials: String,
    pub(crate) report: LinkView,
}

/// What stands in a column.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct MarkView {
    /// What is drawn: what a report does with a statement, by the name of that; `figure`; `none`, or
    /// `not-counted`.
    pub(crate) mark: &'static str,
    /// The figure, or what a mark means.
    pub(crate) text: String,
    /// By which rows are sorted: the more, the higher.
    pub(crate) rank: usize,
}

impl Maker<'_> {
    /// Whether each report has a mark beside the statements.
    pub(crate) fn marks(&self) -> bool {
        (2..=MOST_COLUMNS).contains(&self.site.briefing.articles.len())
    }

    /// The columns, in order of publication; none where the reports are too many, or one.
    pub(crate) fn columns(&self) -> Vec<ColumnView> {
        if !self.marks() {
            return Vec::new();
        }
        let articles = self.site.briefing.articles.iter();
        let labels: Vec<(&str, Language)> =
            articles.map(|it| (it.label.as_str(), Language::of(&it.language))).collect();
        let columns = self.site.articles().zip(initials(&labels));
        columns
            .map(|(id, initials)| ColumnView { initials, report: self.article_link(id) })
            .collect()
    }

    fn in_columns(&self, mark: impl FnMut(ArticleId) -> MarkView) -> Vec<MarkView> {
        match self.marks() {
            true => self.site.articles().map(mark).collect(),
            false => Vec::new(),
        }
    }

    /// What each report does with a statement; nothing of one that is no other's to print.
    pub(crate) fn statement_marks(&self, id: NoteId) -> Vec<MarkView> {
        let receptions = &self.site.collation.receptions;
        self.in_columns(|article| match receptions.of(id, article) {
            Some(reception) => MarkView {
                mark: reception.name(),
                text: self.reception_label(reception).to_owned(),
                rank: rank(reception),
            },
            None => MarkView { mark: "", text: String::new(), rank: 0 },
        })
    }

    /// How many of some statements were found in each report.
    pub(crate) fn found_marks(&self, notes: &[NoteId]) -> Vec<MarkView> {
        let receptions = &self.site.collation.receptions;
        self.in_columns(|article| {
            let found = notes.iter().filter_map(|note| receptions.of(*note, article));
            let found = self.figure_mark(found.filter(|reception| reception.is_found()).count());
            // A dot says of a statement that the report came before it.
            MarkView { mark: if found.rank == 0 { "" } else { found.mark }, ..found }
        })
    }

    /// How often each report names a record, as far as that is known.
    pub(crate) fn naming_marks(
        &self,
        id: RecordId,
        counts: &BTreeMap<ArticleId, usize>,
    ) -> Vec<MarkView> {
        let namings = &self.site.collation.namings;
        self.in_columns(|article| match counts.get(&article) {
            Some(count) => self.figure_mark(*count),
            None if namings.knows(id, article) => self.figure_mark(0),
            None => {
                MarkView { mark: "not-counted", text: self.words().not_counted.clone(), rank: 0 }
            }
        })
    }

    fn figure_mark(&self, count: usize) -> MarkView {
        let mark = if count == 0 { "none" } else { "figure" };
        MarkView { mark, text: self.words().number(count), rank: count }
    }
}

/// The more of a statement a report has, the higher.
fn rank(reception: Reception) -> usize {
    match reception {
        Reception::Prints => 6,
        Reception::PrintsToo => 5,
        Reception::OwnWords => 4,
        Reception::NotKnown => 3,
        Reception::DoesNotPrint => 2,
        Reception::NotReported => 1,
        Reception::Before => 0,
    }
}

/// A few letters for each name, none twice.
fn initials(names: &[(&str, Language)]) -> Vec<String> {
    let short: Vec<String> =
        names.iter().map(|(name, language)| letters(name, *language)).collect();
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for letters in &short {
        *used.entry(letters).or_default() += 1;
    }
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    short
        .iter()
        .map(|letters| {
            let number = told.entry(letters).or_default();
            *number += 1;
            match used.get(letters.as_str()) {
                Some(2..) => format!("{letters}{number}"),
                _ => letters.clone(),
            }
        })
        .collect()
}

/// The first letters of a name's words, without an article; of one word its capitals, else how it begins.
fn letters(name: &str, language: Language) -> String {
    const MOST: usize = 4;
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let begins = |word: &str| word.chars().take(MOST - 1).collect::<String>();
    let is_article = |word: &str| language.is_function(&word.to_lowercase());
    let words = match words.as_slice() {
        [first, rest @ ..] if !rest.is_empty() && is_article(first) => rest,
        words => words,
    };
    match words {
        [] => begins(name),
        [word] if word.starts_with(is_unspaced) => word.chars().take(2).collect(),
        [word] => {
            let capitals: String = word.chars().take_while(|c| c.is_uppercase()).collect();
            match capitals.chars().count() {
                2.. => begins(&capitals),
                _ => begins(word),
            }
        }
        [first @ .., last] => {
            // A number is told whole: it is what tells the names apart.
            let last = match last.chars().all(char::is_numeric) {
                true => begins(last),
                false => last.chars().take(1).collect(),
            };
            let first = first.iter().filter_map(|word| word.chars().next()).take(MOST - 1);
            first.chain(last.chars()).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_tell_reports_apart() {
        let names = [
            "The New York Times",
            "The Times",
            "ITWeb",
            "Fortunly",
            "Reuters",
            "人民日报",
            "الجزيرة نت",
            "Report 12",
            "Report 13",
            "Daily Mail",
            "Der Morgen",
            "…",
        ];
        let names = names.map(|name| (name, Language::of("en")));
        assert_eq!(
            initials(&names),
            ["NYT", "Tim", "ITW", "For", "Reu", "人民", "ان", "R12", "R13", "DM1", "DM2", "…"]
        );
    }
}
