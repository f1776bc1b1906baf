//! References in the styles of the field, as the Citation Style Language (CSL) defines them: this room knows a
//! reference and no briefing. Without the feature `citations` there is no style.

#[cfg_attr(feature = "citations", path = "style.rs")]
#[cfg_attr(not(feature = "citations"), path = "no_style.rs")]
mod style;

pub use style::CitationStyle;

use serde::{Serialize, Serializer};

/// A reference, as CSL's JSON has it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct CslItem<'a> {
    /// Its id.
    pub id: &'a str,
    /// `article-newspaper`, `webpage`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its title.
    pub title: &'a str,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<CslName<'a>>,
    /// Who edits it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub editor: Vec<CslName<'a>>,
    /// The paper or site that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container_title: Option<&'a str>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<CslDate>,
    /// When it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accessed: Option<CslDate>,
    /// Its address.
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
    /// The archive that has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
    /// Its address there.
    #[serde(rename = "archive_location", skip_serializing_if = "Option::is_none")]
    pub archive_location: Option<&'a str>,
    /// Its language, as a tag.
    pub language: &'a str,
}

/// A name in parts, or as a whole.
#[derive(Debug)]
pub enum CslName<'a> {
    /// A person's.
    Person {
        /// The family name.
        family: String,
        /// The given names.
        given: String,
        /// "Jr."
        suffix: Option<&'a str>,
    },
    /// Of a body, or one whose parts are not known.
    Literal(&'a str),
}

impl Serialize for CslName<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Literal(literal) => serializer.collect_map([("literal", *literal)]),
            Self::Person { family, given, suffix } => serializer.collect_map(
                [("family", family.as_str()), ("given", given.as_str())]
                    .into_iter()
                    .chain(suffix.map(|suffix| ("suffix", suffix))),
            ),
        }
    }
}

/// A day, a month or a year.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct CslDate {
    /// The year, then the month and the day as far as they are known.
    pub date_parts: [Vec<i16>; 1],
}
