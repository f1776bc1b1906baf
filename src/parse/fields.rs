//! What front matter and settings may say: the keys of each kind of file, and the structs that
//! serde reads them into.

use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, de::MapAccess};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use super::address::{is_web_url, link_url, not_a_base};
use super::front_matter::{Field, Shape};
use crate::config::Budget;
use crate::date::PartialDate;
use crate::language::not_a_tag;
use crate::unseen::is_blank;

const RIGHTS: &[&str] = &["full", "excerpt", "link"];

/// The keys of `sidenote.yaml`.
pub const SETTINGS: &[Field] = &[
    Field::optional("title", Shape::Text),
    Field::optional("description", Shape::Text),
    Field::optional("base_url", Shape::BaseUrl),
    Field::optional("language", Shape::Language),
    Field::optional("editor", Shape::Text),
    Field::optional("rights", Shape::OneOf(RIGHTS)),
    Field::optional("excerpt_budget", Shape::Budget),
    Field::optional("external_ignore", Shape::TextOrList),
    Field::optional("claim_reviews", Shape::Truth),
    Field::optional("citation", Shape::CitationStyle),
    Field::optional("csv_formulas", Shape::OneOf(&["keep", "quote"])),
    Field::optional("output", Shape::Text),
    Field::optional("nav", Shape::TextOrList),
    Field::optional("logo", Shape::Text),
    Field::optional("footer", Shape::Text),
    Field::optional("extra", Shape::Free),
];

/// What `sidenote.yaml` says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the keys are described in the format")]
pub struct SettingsFields {
    #[serde(default, deserialize_with = "perhaps")]
    pub title: Option<String>,
    #[serde(default, deserialize_with = "perhaps")]
    pub description: Option<String>,
    pub base_url: Option<BaseUrl>,
    #[serde(default, deserialize_with = "language")]
    pub language: Option<String>,
    #[serde(default, deserialize_with = "perhaps")]
    pub editor: Option<String>,
    #[serde(default, deserialize_with = "word")]
    pub rights: Option<Rights>,
    pub excerpt_budget: Option<Budget>,
    pub external_ignore: Option<OneOrMany>,
    pub claim_reviews: Option<bool>,
    #[serde(default, deserialize_with = "perhaps")]
    pub citation: Option<String>,
    #[serde(default, deserialize_with = "word")]
    pub csv_formulas: Option<CsvFormulas>,
    #[serde(default, deserialize_with = "perhaps")]
    pub output: Option<String>,
    pub nav: Option<OneOrMany>,
    #[serde(default, deserialize_with = "perhaps")]
    pub logo: Option<String>,
    /// On several lines, as it is Markdown.
    pub footer: Option<String>,
    pub extra: Option<Map<String, Value>>,
}

/// The keys of a page of the briefing's own.
pub const PAGE: &[Field] = &[
    Field::required("title", Shape::Text),
    Field::optional("allow", Shape::TextOrList),
    Field::optional("extra", Shape::Free),
];

/// What the front matter of a page of the briefing's own says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the keys are described in the format")]
pub struct PageFields {
    #[serde(deserialize_with = "given")]
    pub title: String,
    pub allow: Option<OneOrMany>,
    pub extra: Option<Map<String, Value>>,
}

/// The keys of the front page.
pub const FRONT: &[Field] = &[
    Field::optional("exhibits", Shape::TextOrList),
    Field::optional("unreported", Shape::TextOrList),
    Field::optional("allow", Shape::TextOrList),
    Field::optional("extra", Shape::Free),
];

/// What the front page's front matter says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the keys are described in the format")]
pub struct FrontFields {
    pub exhibits: Option<OneOrMany>,
    pub unreported: Option<OneOrMany>,
    pub allow: Option<OneOrMany>,
    pub extra: Option<Map<String, Value>>,
}

/// The keys of the page of corrections of the briefing itself.
pub const CORRECTIONS: &[Field] =
    &[Field::optional("allow", Shape::TextOrList), Field::optional("extra", Shape::Free)];

/// What the front matter of the page of corrections says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the keys are described in the format")]
pub struct CorrectionsFields {
    pub allow: Option<OneOrMany>,
    pub extra: Option<Map<String, Value>>,
}

/// The keys of an article.
pub const ARTICLE: &[Field] = &[
    Field::required("title", Shape::Text),
    Field::optional("publisher", Shape::Text),
    Field::optional("authors", Shape::TextOrList),
    Field::optional("published", Shape::Date),
    Field::optional("accessed", Shape::Date),
    Field::optional("url", Shape::Url),
    Field::optional("archive_url", Shape::Url),
    Field::optional("language", Shape::Language),
    Field::optional("text", Shape::OneOf(&["full", "excerpt", "digest"])),
    Field::optional("route", Shape::OneOf(&["direct", "translated", "back-translated"])),
    Field::optional("agency", Shape::Text),
    Field::optional("rights", Shape::OneOf(RIGHTS)),
    Field::optional("original", Shape::Text),
    Field::optional("redirect_from", Shape::TextOrList),
    Field::optional("except", Shape::TextOrList),
    Field::optional("allow", Shape::TextOrList),
    Field::optional("extra", Shape::Free),
];

/// What an article's front matter says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the keys are described in the format")]
pub struct ArticleFields {
    #[serde(deserialize_with = "given")]
    pub title: String,
    #[serde(default, deserialize_with = "perhaps")]
    pub publisher: Option<String>,
    pub authors: Option<OneOrMany>,
    pub published: Option<Date>,
    pub accessed: Option<Date>,
    pub url: Option<WebUrl>,
    pub archive_url: Option<WebUrl>,
    #[serde(default, deserialize_with = "language")]
    pub language: Option<String>,
    #[serde(default, deserialize_with = "word")]
    pub text: Option<Text>,
    #[serde(default, deserialize_with = "word")]
    pub route: Option<Route>,
    #[serde(default, deserialize_with = "perhaps")]
    pub agency: Option<String>,
    #[serde(default, deserialize_with = "word")]
    pub rights: Option<Rights>,
    #[serde(default, deserialize_with = "perhaps")]
    pub original: Option<String>,
    pub redirect_from: Option<OneOrMany>,
    pub except: Option<OneOrMany>,
    pub allow: Option<OneOrMany>,
    pub extra: Option<Map<String, Value>>,
}

/// The keys of a fact.
const FACT: &[Field] = &[
    Field::required("label", Shape::Text),
    Field::required("value", Shape::Text),
    Field::optional("source", Shape::Text),
    Field::optional("as_of", Shape::Date),
];

macro_rules! record_fields {
    ($($own:expr),*) => {
        &[
            Field::required("name", Shape::Text),
            Field::optional("kind", Shape::OneOf(&[
                "company", "agency", "organisation", "place", "programme", "document", "person",
                "event",
            ])),
            Field::optional("full_name", Shape::Text),
            Field::optional("aliases", Shape::TextOrList),
            Field::optional("short", Shape::TextOrList),
            Field::optional("except", Shape::TextOrList),
            Field::optional("names", Shape::Names),
            Field::optional("part_of", Shape::Text),
            Field::optional("facts", Shape::Records(FACT)),
            Field::optional("links", Shape::Links),
            Field::optional("allow", Shape::TextOrList),
            Field::optional("extra", Shape::Free),
            $($own),*
        ]
    };
}

/// The keys of an entity.
pub const ENTITY: &[Field] = record_fields![];

/// The keys of an official.
pub const OFFICIAL: &[Field] = record_fields![
    Field::optional("role", Shape::Text),
    Field::optional("affiliation", Shape::Text),
    Field::optional("capacity", Shape::OneOf(&["official", "spokesperson", "expert"]))
];

/// What the front matter of an entity or official says. An entity has the last three keys not.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the keys are described in the format")]
pub struct RecordFields {
    #[serde(deserialize_with = "given")]
    pub name: String,
    #[serde(default, deserialize_with = "word")]
    pub kind: Option<Kind>,
    #[serde(default, deserialize_with = "perhaps")]
    pub full_name: Option<String>,
    pub aliases: Option<OneOrMany>,
    pub short: Option<OneOrMany>,
    pub except: Option<OneOrMany>,
    #[serde(default, deserialize_with = "names")]
    pub names: Option<Pairs>,
    #[serde(default, deserialize_with = "perhaps")]
    pub part_of: Option<String>,
    pub facts: Option<Vec<FactFields>>,
    pub links: Option<Links>,
    pub allow: Option<OneOrMany>,
    pub extra: Option<Map<String, Value>>,
    #[serde(default, deserialize_with = "perhaps")]
    pub role: Option<String>,
    #[serde(default, deserialize_with = "perhaps")]
    pub affiliation: Option<String>,
    #[serde(default, deserialize_with = "word")]
    pub capacity: Option<Capacity>,
}

/// What one of `facts` says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the keys are described in the format")]
pub struct FactFields {
    #[serde(deserialize_with = "given")]
    pub label: String,
    #[serde(deserialize_with = "given")]
    pub value: String,
    #[serde(default, deserialize_with = "perhaps")]
    pub source: Option<String>,
    pub as_of: Option<Date>,
}

/// The keys of an annotation file.
pub const ANNOTATIONS: &[Field] = &[
    Field::optional("article", Shape::Text),
    Field::optional("author", Shape::Text),
    Field::optional("status", Shape::OneOf(&["draft", "published"])),
    Field::optional("allow", Shape::TextOrList),
    Field::optional("tags", Shape::TextOrList),
    Field::optional("extra", Shape::Free),
];

/// What an annotation file's front matter says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the keys are described in the format")]
pub struct AnnotationsFields {
    #[serde(default, deserialize_with = "perhaps")]
    pub article: Option<String>,
    #[serde(default, deserialize_with = "perhaps")]
    pub author: Option<String>,
    #[serde(default, deserialize_with = "word")]
    pub status: Option<Status>,
    pub allow: Option<OneOrMany>,
    pub tags: Option<OneOrMany>,
    pub extra: Option<Map<String, Value>>,
}

/// The keys of a tag.
pub const TAG: &[Field] = &[
    Field::optional("name", Shape::Text),
    Field::optional("description", Shape::Text),
    Field::optional("order", Shape::Number),
    Field::optional("allow", Shape::TextOrList),
    Field::optional("extra", Shape::Free),
];

/// What a tag's front matter says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the keys are described in the format")]
pub struct TagFields {
    #[serde(default, deserialize_with = "perhaps")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "perhaps")]
    pub description: Option<String>,
    pub order: Option<u64>,
    pub allow: Option<OneOrMany>,
    pub extra: Option<Map<String, Value>>,
}

/// The keys of what one report shares with another.
const PINNED_SHARED: &[Field] = &[
    Field::required("words", Shape::Number),
    Field::required("runs", Shape::Number),
    Field::required("longest", Shape::Number),
];

/// The keys of a pin: an entry of `pins.yaml`.
pub const PIN: &[Field] = &[
    Field::required("sha256", Shape::Text),
    Field::optional("pinned", Shape::Date),
    Field::optional("words", Shape::Number),
    Field::optional("names", Shape::Each(&Shape::Each(&Shape::Number))),
    Field::optional("shared", Shape::Each(&Shape::Keys(PINNED_SHARED))),
    Field::optional("quotes", Shape::Each(&Shape::OneOf(&["prints", "near", "none"]))),
];

/// What an entry of `pins.yaml` says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the keys are described in the format")]
pub struct PinFields {
    #[serde(deserialize_with = "given")]
    pub sha256: String,
    pub pinned: Option<Date>,
    pub words: Option<u64>,
    pub names: Option<Keyed<Keyed<u64>>>,
    pub shared: Option<Keyed<PinnedSharedFields>>,
    pub quotes: Option<Keyed<Printing>>,
}

/// What a pin says of the words that two reports share.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the keys are described in the format")]
pub struct PinnedSharedFields {
    pub words: u64,
    pub runs: u64,
    pub longest: u64,
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident),+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[expect(missing_docs, reason = "the words are described in the format")]
        pub enum $name { $($variant),+ }
    )+};
}

words! {
    /// `rights`
    Rights { Full, Excerpt, Link }
    /// `csv_formulas`
    CsvFormulas { Keep, Quote }
    /// `text`
    Text { Full, Excerpt, Digest }
    /// `route`
    Route { Direct, Translated, BackTranslated }
    /// `kind`
    Kind { Company, Agency, Organisation, Place, Programme, Document, Person, Event }
    /// `capacity`
    Capacity { Official, Spokesperson, Expert }
    /// `status`
    Status { Draft, Published }
    /// An entry of a pin's `quotes`
    Printing { Prints, Near, None }
}

/// A text on one line: YAML has ways to write one on several, and tables, feeds and references have
/// room for one. Where lines end there is a space.
fn one_line(text: String) -> String {
    let ends = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    if !text.contains(ends) {
        return text;
    }
    let lines = text.split(ends).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

impl Printing {
    /// As `pins.yaml` has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Prints => "prints",
            Self::Near => "near",
            Self::None => "none",
        }
    }
}

/// A text that may be left out: an empty one says as much as none.
fn perhaps<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    Ok(text.filter(|text| !is_blank(text)).map(one_line))
}

/// A language's tag.
fn language<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let tag = perhaps(deserializer)?;
    match tag.as_deref().and_then(not_a_tag) {
        Some(reason) => Err(de::Error::custom(reason)),
        None => Ok(tag),
    }
}

/// Names by languages' tags.
fn names<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Pairs>, D::Error> {
    let names = Option::<Pairs>::deserialize(deserializer)?;
    match names.iter().flat_map(|names| &names.0).find_map(|(tag, _)| not_a_tag(tag)) {
        Some(reason) => Err(de::Error::custom(reason)),
        None => Ok(names),
    }
}

/// One of several words. Of a key without one it is not known what its author means: silence would
/// publish what was to be a draft, or to be withheld.
fn word<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Option::<T>::deserialize(deserializer)?.map(Some).ok_or_else(|| de::Error::custom("no word"))
}

/// A text that must be there: a key without a value would be read as an empty one.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    perhaps(deserializer)?.ok_or_else(|| de::Error::custom("no value"))
}

/// One text or a list of texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OneOrMany(pub Vec<String>);

impl OneOrMany {
    /// Those that have something in them.
    #[must_use]
    pub fn given(self) -> Vec<String> {
        self.0.into_iter().filter(|text| !is_blank(text)).collect()
    }
}

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrManyReader;
        impl<'de> Visitor<'de> for OneOrManyReader {
            type Value = OneOrMany;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a text or a list of texts")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![one_line(text.to_owned())]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrMany, A::Error> {
                let mut all = Vec::new();
                while let Some(text) = list.next_element()? {
                    all.push(one_line(text));
                }
                Ok(OneOrMany(all))
            }
        }
        deserializer.deserialize_any(OneOrManyReader)
    }
}

/// A date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date(pub PartialDate);

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Self).map_err(|_| de::Error::custom("no date"))
    }
}

impl<'de> Deserialize<'de> for Budget {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BudgetReader;
        impl Visitor<'_> for BudgetReader {
            type Value = Budget;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a number of words or a percentage")
            }

            fn visit_u64<E: de::Error>(self, words: u64) -> Result<Budget, E> {
                Ok(Budget::Words(words))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Budget, E> {
                text.parse().map_err(|()| de::Error::custom("no budget"))
            }
        }
        deserializer.deserialize_any(BudgetReader)
    }
}

/// An absolute URL of the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebUrl(pub String);

impl<'de> Deserialize<'de> for WebUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if is_web_url(&text) { Ok(Self(text)) } else { Err(de::Error::custom("no web address")) }
    }
}

/// A map whose keys are ids or texts of any kind, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyed<T>(pub BTreeMap<String, T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Keyed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyedReader<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for KeyedReader<T> {
            type Value = Keyed<T>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("keys and values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keyed<T>, A::Error> {
                let mut all = BTreeMap::new();
                while let Some((key, value)) = map.next_entry::<String, T>()? {
                    if all.insert(key, value).is_some() {
                        return Err(de::Error::custom("a key stands twice"));
                    }
                }
                Ok(Keyed(all))
            }
        }
        deserializer.deserialize_map(KeyedReader(PhantomData))
    }
}

/// An absolute URL of the web that names a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(pub String);

impl<'de> Deserialize<'de> for BaseUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match not_a_base(&text) {
            None => Ok(Self(text)),
            Some(reason) => Err(de::Error::custom(reason)),
        }
    }
}

/// A map from text to text, in the author's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairs(pub Vec<(String, String)>);

impl Pairs {
    /// Those whose text has something in it.
    #[must_use]
    pub fn given(self) -> Vec<(String, String)> {
        self.0.into_iter().filter(|(_, text)| !is_blank(text)).collect()
    }
}

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsReader;
        impl<'de> Visitor<'de> for PairsReader {
            type Value = Pairs;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("keys and texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut all: Vec<(String, String)> = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, String>()? {
                    if all.iter().any(|(earlier, _)| *earlier == key) {
                        return Err(de::Error::custom("a key stands twice"));
                    }
                    all.push((one_line(key), one_line(value)));
                }
                Ok(Pairs(all))
            }
        }
        deserializer.deserialize_map(PairsReader)
    }
}

/// Labels and URLs, in the author's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links(pub Vec<(String, String)>);

impl<'de> Deserialize<'de> for Links {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Pairs(pairs) = Pairs::deserialize(deserializer)?;
        pairs
            .into_iter()
            .map(|(label, text)| link_url(&label, &text).map(|url| (label, url)))
            .collect::<Option<Vec<_>>>()
            .map(Self)
            .ok_or_else(|| de::Error::custom("no web address"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::DeserializeOwned;

    /// serde names the keys that it knows when it meets one that it does not.
    fn known<T: DeserializeOwned>() -> Vec<String> {
        let error = serde_yaml::from_str::<T>("no-such-key: 1").err().unwrap().to_string();
        let mut keys: Vec<String> =
            error.split('`').skip(3).step_by(2).map(str::to_owned).collect();
        keys.sort();
        keys
    }

    fn listed(fields: &[Field]) -> Vec<String> {
        let mut keys: Vec<String> = fields.iter().map(|field| field.name.to_owned()).collect();
        keys.sort();
        keys
    }

    #[test]
    fn what_looks_like_a_number_stays_as_it_is_written() {
        let far = "12345678901234567890123456789012345678901";
        for written in ["1.10", "007", "0x1F", "1e3", "+5", ".5", "true", "2019-10-07", far] {
            let yaml = format!("label: {written}\nvalue: {written}\n");
            let fact: FactFields = serde_yaml::from_str(&yaml).unwrap();
            assert_eq!((fact.label.as_str(), fact.value.as_str()), (written, written));
        }
        for written in ["2019", "2019-10", "2019-10-07", "'2019'"] {
            let Date(date) = serde_yaml::from_str(written).unwrap();
            assert_eq!(date.to_string(), written.trim_matches('\''));
        }
    }

    #[test]
    fn both_readers_of_front_matter_know_the_same_keys() {
        assert_eq!(known::<SettingsFields>(), listed(SETTINGS));
        assert_eq!(known::<FrontFields>(), listed(FRONT));
        assert_eq!(known::<CorrectionsFields>(), listed(CORRECTIONS));
        assert_eq!(known::<PageFields>(), listed(PAGE));
        assert_eq!(known::<ArticleFields>(), listed(ARTICLE));
        assert_eq!(known::<RecordFields>(), listed(OFFICIAL));
        assert_eq!(known::<FactFields>(), listed(FACT));
        assert_eq!(known::<AnnotationsFields>(), listed(ANNOTATIONS));
        assert_eq!(known::<TagFields>(), listed(TAG));
        assert_eq!(known::<PinFields>(), listed(PIN));
        assert_eq!(known::<PinnedSharedFields>(), listed(PINNED_SHARED));
    }
}
