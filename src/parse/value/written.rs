//! A value as it is written, with what is read in it.

use std::cmp::Ordering;

use super::{Quantity, Reading, Unreadable, read};
use crate::language::Language;

/// A value as the author writes it, and as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// What the author wrote.
    pub raw: String,
    /// What it says.
    pub reading: Reading,
    /// Its words as they are compared: in small letters, without punctuation, each figure in the one
    /// way that stands for all its spellings.
    pub wording: String,
}

/// The unit of shares.
const PERCENT: &str = "%";

/// How much of a value is taken for the name of what is counted.
fn left_over(reading: &Reading) -> usize {
    let counted = |quantity: &Quantity| quantity.counted.as_ref().map_or(0, String::len);
    match reading {
        Reading::Quantity(quantity) => counted(quantity),
        Reading::Sum(sum) => sum.parts.iter().map(|part| counted(&part.quantity)).sum(),
        _ => 0,
    }
}

impl Value {
    /// Reads a value, in the first language of several that makes a number, date or sum of it: the
    /// report's, and the briefing's. Where they make different ones of it, it cannot be read.
    #[must_use]
    pub fn read(raw: &str, languages: &[Language]) -> Self {
        let raw = raw.trim();
        let is_read = |reading: &Reading| {
            matches!(reading, Reading::Quantity(_) | Reading::Days(_) | Reading::Sum(_))
        };
        let readings: Vec<Reading> =
            languages.iter().map(|language| read::read(raw, *language)).collect();
        let uncertain = Reading::Unreadable(Unreadable::Separator);
        let mut found = readings.iter().zip(languages).filter(|(reading, _)| is_read(reading));
        let (reading, language) = match (readings.contains(&uncertain), found.next()) {
            (true, _) => (uncertain, languages.first().copied()),
            (false, Some((mut first, mut language))) => {
                // The language that knows a word takes less of it for what is counted.
                let mut certain = true;
                for (other, its) in found {
                    match left_over(other).cmp(&left_over(first)) {
                        Ordering::Less => (first, language, certain) = (other, its, true),
                        Ordering::Equal => certain &= other == first,
                        Ordering::Greater => {}
                    }
                }
                let reading = match certain {
                    true => first.clone(),
                    false => Reading::Unreadable(Unreadable::TwoLanguages),
                };
                (reading, Some(*language))
            }
            (false, None) => {
                let told =
                    readings.iter().find(|reading| matches!(reading, Reading::Unreadable(_)));
                let reading = told.or(readings.first()).cloned().unwrap_or(Reading::Words);
                (reading, languages.first().copied())
            }
        };
        let wording = read::wording(raw, language);
        Self { raw: raw.to_owned(), reading, wording }
    }

    /// The same, of what `unit` counts, where that is told: a fraction in figures, `½` or `3/4`, is then so many of
    /// these. Alone it is a share.
    #[must_use]
    pub fn read_of(raw: &str, unit: Option<&str>, languages: &[Language]) -> Self {
        let alone = Self::read(raw, languages);
        let is_figure = !raw.contains(|c: char| c.is_alphabetic() || matches!(c, '%' | '‰'));
        let is_share = is_figure && alone.unit() == Some(PERCENT);
        let Some(unit) = unit.filter(|_| is_share) else { return alone };
        let counted = Self::read(&format!("{} {unit}", raw.trim()), languages);
        match counted
            .quantity()
            .is_some_and(|quantity| quantity.unit.is_none_or(|it| it.name != PERCENT))
        {
            true => Self { reading: counted.reading, ..alone },
            false => alone,
        }
    }

    /// Why it cannot be read as what it looks like, where that is so: a warning to the author.
    #[must_use]
    pub fn problem(&self) -> Option<Unreadable> {
        match self.reading {
            Reading::Unreadable(why) => Some(why),
            _ => None,
        }
    }

    /// The quantity: of a sum its total.
    #[must_use]
    pub fn quantity(&self) -> Option<&Quantity> {
        match &self.reading {
            Reading::Quantity(quantity) => Some(quantity),
            Reading::Sum(sum) => Some(&sum.total),
            _ => None,
        }
    }

    /// The lower end as stated, in plain digits or as an ISO date; of a plain or approximate
    /// number, the number.
    #[must_use]
    pub fn low(&self) -> Option<String> {
        match &self.reading {
            Reading::Days(dated) => dated.days.low.map(|end| dated.print(end.at)),
            _ => self.quantity()?.stated.low.map(|end| end.at.to_string()),
        }
    }

    /// The upper end, likewise.
    #[must_use]
    pub fn high(&self) -> Option<String> {
        match &self.reading {
            Reading::Days(dated) => dated.days.high.map(|end| dated.print(end.at)),
            _ => self.quantity()?.stated.high.map(|end| end.at.to_string()),
        }
    }

    /// The unit, where the value names one.
    #[must_use]
    pub fn unit(&self) -> Option<&'static str> {
        Some(self.quantity()?.unit?.name)
    }
}
