//! A style, printed by `hayagriva`, which has the styles and the words of languages with it.

use std::fmt;
use std::sync::{Arc, LazyLock};

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest,
    ElemChildren,
};

use super::CslItem;
use crate::language::primary;

/// The language whose words are taken where there are none in another.
const FALLBACK: &str = "en-US";

/// The words of all languages: to read them takes longer than a small briefing, and the settings of one that is
/// served are read again and again.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(locales);

/// A citation style in a language.
#[derive(Clone)]
pub struct CitationStyle(Arc<Loaded>);

struct Loaded {
    name: String,
    style: IndependentStyle,
    language: LocaleCode,
    words: Vec<Locale>,
}

impl fmt::Debug for CitationStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CitationStyle({})", self.0.name)
    }
}

impl CitationStyle {
    /// The style of this name, with the words of a language, which is a tag.
    #[must_use]
    pub fn named(name: &str, language: &str) -> Option<Self> {
        let Style::Independent(style) = ArchivedStyle::by_name(name)?.get() else { return None };
        let code = |locale: &Locale| locale.lang.as_ref().map(|code| code.0.clone());
        let codes: Vec<String> = LOCALES.iter().filter_map(code).collect();
        let language = variety(language, &codes);
        let is_meant =
            |it: &&Locale| code(it).is_some_and(|code| code == language || code == FALLBACK);
        let words = LOCALES.iter().filter(is_meant).cloned().collect();
        let (name, language) = (name.to_owned(), LocaleCode(language));
        Some(Self(Arc::new(Loaded { name, style, language, words })))
    }

    /// The names of all styles.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        ArchivedStyle::all().iter().flat_map(|style| style.names()).copied().collect()
    }

    /// A reference in this style, in plain text: as a list of references has it, or, where the style has no such
    /// list, a note. None where the style prints nothing of it.
    #[must_use]
    pub fn print(&self, reference: &CslItem<'_>) -> Option<String> {
        let Loaded { style, language, words, .. } = &*self.0;
        let item: Item = serde_json::from_value(serde_json::to_value(reference).ok()?).ok()?;
        let language = Some(language.clone());
        let mut driver = BibliographyDriver::new();
        let items = vec![CitationItem::with_entry(&item)];
        driver.citation(CitationRequest::new(items, style, language.clone(), words, Some(1)));
        let printed = driver.finish(BibliographyRequest::new(style, language, words));
        let listed = printed.bibliography.and_then(|list| list.items.into_iter().next());
        let noted = || printed.citations.first().map(|it| it.citation.clone());
        let text = plain(&listed.map(|item| item.content).or_else(noted)?);
        (!text.is_empty()).then_some(text)
    }
}

/// The variety of a language for which there are words: the one of this tag, else the language's own (`de-DE`), else
/// the first.
fn variety(tag: &str, codes: &[String]) -> String {
    let primary = primary(tag);
    let own = format!("{primary}-{}", primary.to_uppercase());
    let of_language = |code: &&String| code.split('-').next() == Some(primary);
    let found = codes.iter().find(|code| code.eq_ignore_ascii_case(tag));
    let found = found.or_else(|| codes.iter().find(|code| **code == own));
    let american = codes.iter().find(|code| *code == FALLBACK).filter(of_language);
    let found = found.or(american).or_else(|| codes.iter().find(of_language));
    found.map_or(FALLBACK, String::as_str).to_owned()
}

fn plain(content: &ElemChildren) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = content.write_buf(&mut text, BufWriteFormat::Plain);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{CslDate, CslName};
    use super::*;

    fn item<'a>(title: &'a str, publisher: &'a str) -> CslItem<'a> {
        let ann = CslName::Person { family: "Lee".into(), given: "Ann".into(), suffix: None };
        CslItem {
            id: "wire",
            kind: "article-newspaper",
            title,
            author: vec![ann],
            editor: Vec::new(),
            container_title: Some(publisher),
            issued: Some(CslDate { date_parts: [vec![2026, 5, 3]] }),
            accessed: None,
            url: Some("https://example.org/a"),
            archive: None,
            archive_location: None,
            language: "en",
        }
    }

    fn printed(style: &str, language: &str) -> String {
        let style = CitationStyle::named(style, language).unwrap();
        style.print(&item("The last ferry", "The Wire")).unwrap()
    }

    #[test]
    fn a_reference_is_printed_as_the_style_has_it() {
        assert_eq!(
            printed("apa", "en"),
            "Lee, A. (2026, May 3). The last ferry. The Wire. https://example.org/a"
        );
        assert!(
            printed("modern-language-association", "en").starts_with("Lee, Ann. “The Last Ferry.”")
        );
        assert!(printed("apa", "de").contains("Mai"), "the words are the language's");
    }

    #[test]
    fn styles_with_a_list_and_styles_with_notes_print_something() {
        for name in ["chicago-notes", "ieee", "nature", "harvard-cite-them-right", "vancouver"] {
            assert!(printed(name, "fr").contains("The Wire"), "{name}: {}", printed(name, "fr"));
        }
        assert!(CitationStyle::named("no-such-style", "en").is_none());
        assert!(CitationStyle::names().contains(&"apa"));
    }

    #[test]
    fn a_language_has_the_words_of_its_own_variety() {
        let codes = ["de-AT", "de-DE", "en-GB", "en-US", "pt-BR"].map(str::to_owned);
        for (tag, code) in
            [("de", "de-DE"), ("de-AT", "de-AT"), ("en", "en-US"), ("pt", "pt-BR"), ("xx", "en-US")]
        {
            assert_eq!(variety(tag, &codes), code, "{tag}");
        }
    }

    #[test]
    fn no_title_is_too_odd() {
        let style = CitationStyle::named("chicago-notes", "en").unwrap();
        proptest!(|(title in ".{0,40}", publisher in ".{0,20}")| {
            let _ = style.print(&item(&title, &publisher));
        });
    }
}
