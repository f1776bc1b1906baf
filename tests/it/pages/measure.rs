//! What was read, held against what is there.

use std::collections::BTreeMap;

use sidenote::import::draft::{Draft, Finding};

use super::gold::GoldPage;

/// Words in small letters; of Chinese, signs.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in text.chars() {
        let alone = c >= '\u{2e80}';
        if !c.is_alphanumeric() || alone {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        if alone {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn counted(text: &str) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for word in words(text) {
        *counted.entry(word).or_default() += 1;
    }
    counted
}

/// What is in the one and not in the other, each as often as it is missing.
fn without(one: &str, other: &str) -> Vec<String> {
    let mut there = counted(other);
    let missing = words(one).into_iter().filter(|word| match there.get_mut(word) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
    missing.collect()
}

/// Everything that is in the file or told.
fn kept_or_told(draft: &Draft) -> String {
    let mut all = vec![draft.body.text(), draft.title.clone(), draft.authors.join(" ")];
    for finding in &draft.findings {
        match finding {
            Finding::LeftOut { text, .. } => all.push(text.clone()),
            Finding::Guess { value, reason, .. } => all.push(format!("{value} {reason}")),
            Finding::Remark(_) => {}
        }
    }
    all.join("\n")
}

/// The words of the report that are neither in the file nor told.
pub(super) fn lacking(page: &GoldPage, draft: &Draft) -> Vec<String> {
    without(&page.body.join("\n"), &kept_or_told(draft))
}

/// The words that the page shows anywhere and that are neither in the file nor told.
pub(super) fn left_without_word(page: &GoldPage, draft: &Draft) -> Vec<String> {
    let all = counted(&kept_or_told(draft));
    let shown = page.shown.iter().flat_map(|text| words(text));
    shown.filter(|word| !all.contains_key(word)).collect()
}

#[derive(Default)]
pub(super) struct Figures {
    pub(super) pages: usize,
    precision: f64,
    recall: f64,
    f1: f64,
    pub(super) lowest: f64,
    pub(super) titles: usize,
    pub(super) authors: usize,
    pub(super) dates: usize,
    pub(super) publishers: usize,
    pub(super) languages: usize,
}

impl Figures {
    /// Counts a page; what is wrong with it is told.
    pub(super) fn add(&mut self, page: &GoldPage, draft: &Draft, told: &mut Vec<String>) {
        let (gold, read) = (page.body.join("\n"), draft.body.text());
        let (missing, more) = (without(&gold, &read), without(&read, &gold));
        let share = |part: usize, all: usize| 1.0 - part as f64 / all.max(1) as f64;
        let recall = share(missing.len(), words(&gold).len());
        let precision = share(more.len(), words(&read).len());
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        self.lowest = if self.pages == 0 { f1 } else { self.lowest.min(f1) };
        self.pages += 1;
        self.precision += precision;
        self.recall += recall;
        self.f1 += f1;
        if f1 < 0.995 {
            told.push(format!("{}: F1 {f1:.3}; missing {missing:?}; more {more:?}", page.name));
        }
        let mut held = |what: &str, is: String, gold: String| {
            if is != gold {
                told.push(format!("{}: {what} {is:?}, not {gold:?}", page.name));
            }
            usize::from(is == gold)
        };
        self.titles += held("title", draft.title.clone(), page.title.clone());
        self.authors += held("authors", draft.authors.join("|"), page.authors.join("|"));
        let published = draft.published.map(|date| date.to_string()).unwrap_or_default();
        self.dates += held("date", published, page.published.clone().unwrap_or_default());
        let publisher = draft.publisher.clone().unwrap_or_default();
        self.publishers += held("publisher", publisher, page.publisher.clone());
        let language = draft.language.clone().unwrap_or_default();
        let primary = language.split('-').next().unwrap_or_default().to_owned();
        self.languages += held("language", primary, page.language.clone());
    }

    fn mean(&self, sum: f64) -> f64 {
        sum / self.pages.max(1) as f64
    }

    pub(super) fn f1(&self) -> f64 {
        self.mean(self.f1)
    }

    pub(super) fn recall(&self) -> f64 {
        self.mean(self.recall)
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "{} pages: words F1 {:.4} (precision {:.4}, recall {:.4}, lowest F1 {:.3}); right: title {}, \
             by-line {}, date {}, publisher {}, language {}",
            self.pages,
            self.f1(),
            self.mean(self.precision),
            self.recall(),
            self.lowest,
            self.titles,
            self.authors,
            self.dates,
            self.publishers,
            self.languages
        )
    }
}
