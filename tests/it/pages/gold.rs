//! The texts of the collection, and its pages.

use std::collections::BTreeMap;

use crate::support::project;

use super::houses::HOUSES;

/// A page and what a reader finds in it.
pub(super) struct GoldPage {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) title: String,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) publisher: String,
    pub(super) language: String,
    /// The report's paragraphs.
    pub(super) body: Vec<String>,
    /// What the page prints around them, and all that is not to be lost in silence.
    pub(super) shown: Vec<String>,
}

/// A report in a language, with what pages print around it.
pub(super) struct Text {
    pub(super) language: &'static str,
    report: BTreeMap<String, Vec<String>>,
    around: BTreeMap<String, Vec<String>>,
}

const LANGUAGES: &[&str] = &["en", "de", "fr", "es", "ru", "zh", "ar"];

impl Text {
    fn read(language: &'static str) -> Self {
        let folder = project().join("tests/pages");
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        let around = read("around.txt");
        let around = around.split_once(&format!("[{language}]\n")).unwrap().1;
        let around = around.split("\n[").next().unwrap();
        Self { language, report: keys(&read(&format!("{language}.txt"))), around: keys(around) }
    }

    /// The values of a key of the report.
    pub(super) fn all(&self, key: &str) -> &[String] {
        &self.report[key]
    }

    pub(super) fn get(&self, key: &str) -> &str {
        &self.report[key][0]
    }

    /// What pages print around reports.
    pub(super) fn around(&self, key: &str) -> &str {
        &self.around[key][0]
    }

    pub(super) fn list(&self, key: &str) -> Vec<&str> {
        let all = self.report.get(key).or_else(|| self.around.get(key)).unwrap();
        all[0].split('|').map(str::trim).collect()
    }
}

fn keys(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in text.lines() {
        if let Some((key, value)) = line.split_once(" = ") {
            keys.entry(key.to_owned()).or_default().push(value.to_owned());
        }
    }
    keys
}

/// All pages: each house prints a report in each language.
pub(super) fn pages() -> Vec<GoldPage> {
    let texts: Vec<Text> = LANGUAGES.iter().map(|language| Text::read(language)).collect();
    HOUSES.iter().flat_map(|house| texts.iter().map(house)).collect()
}
