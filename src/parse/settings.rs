//! `sidenote.yaml`, completed.

use super::conflict::conflict;
use super::encoding::not_utf8;
use super::fields::{CsvFormulas, OneOrMany, SETTINGS, SettingsFields};
use super::value_text::{self, ValueText};
use super::{fields, front_matter};
use crate::citation::CitationStyle;
use crate::config::{Rights, Settings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::place::Place;
use crate::source::{FileId, SourceFile, Span};

/// What the settings put around every page, as it is written.
#[derive(Debug, Clone, Default)]
pub struct Chrome {
    /// The settings, where there are some.
    pub file: Option<FileId>,
    /// The menu; none where the program chooses.
    pub nav: Option<Vec<String>>,
    /// The path of a picture below `static/`.
    pub logo: Option<String>,
    /// What stands at the foot of every page.
    pub footer: Option<ValueText>,
}

/// What the settings say, and what they put around every page.
pub(super) fn read(
    id: FileId,
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> (Settings, Chrome) {
    if let Some(diagnostic) = not_utf8(id, file).or_else(|| conflict(id, file)) {
        diagnostics.push(diagnostic);
        return (Settings::default(), Chrome::default());
    }
    let yaml = 0..file.text.len();
    // Each by its name, so that no key is read and forgotten.
    let SettingsFields {
        title,
        description,
        base_url,
        language,
        editor,
        rights: own_rights,
        excerpt_budget,
        external_ignore,
        claim_reviews,
        citation,
        csv_formulas,
        output,
        nav,
        logo,
        footer,
        extra,
    } = front_matter::read(id, file, Place::new(yaml), SETTINGS, diagnostics).unwrap_or_default();
    let default = Settings::default();
    let chrome = Chrome {
        file: Some(id),
        nav: nav.map(OneOrMany::given),
        logo,
        footer: footer.and_then(|text| {
            let span = front_matter::place(id, file, file.whole(), &["footer"]);
            value_text::read(span, &text, diagnostics)
        }),
    };
    let language = language.unwrap_or(default.language);
    let citation = citation.and_then(|name| {
        let style = CitationStyle::named(&name, &language);
        if style.is_none() {
            let span = front_matter::place(id, file, file.whole(), &["citation"]);
            diagnostics.push(no_style(&name, span));
        }
        style
    });
    let settings = Settings {
        title: title.unwrap_or(default.title),
        description,
        base_url: base_url.map(|url| with_slash(&url.0)),
        language,
        editor,
        rights: own_rights.map_or(default.rights, rights),
        excerpt_budget: excerpt_budget.unwrap_or(default.excerpt_budget),
        external_ignore: external_ignore.unwrap_or_default().given(),
        claim_reviews: claim_reviews.unwrap_or(default.claim_reviews),
        quote_csv_formulas: csv_formulas == Some(CsvFormulas::Quote),
        citation,
        output: output.unwrap_or(default.output),
        extra: extra.unwrap_or_default(),
    };
    (settings, chrome)
}

/// That there is no citation style of a name.
fn no_style(name: &str, span: Span) -> Diagnostic {
    let names = CitationStyle::names();
    let diagnostic = Diagnostic::new(
        Code::FrontMatterInvalid,
        span,
        format!("there is no citation style `{name}`"),
    );
    if names.is_empty() {
        return diagnostic
            .help("this program is built without citation styles: leave `citation` out");
    }
    diagnostic
        .maybe_help(did_you_mean(name, names))
        .help("styles are, among others, `apa`, `chicago-notes`, `ieee`, `modern-language-association`; without `citation` references have a plain form")
}

/// A base URL as the stages expect it: it ends in a slash.
#[must_use]
pub fn with_slash(url: &str) -> String {
    if url.ends_with('/') { url.to_owned() } else { format!("{url}/") }
}

/// The right that front matter names.
#[must_use]
pub fn rights(field: fields::Rights) -> Rights {
    match field {
        fields::Rights::Full => Rights::Full,
        fields::Rights::Excerpt => Rights::Excerpt,
        fields::Rights::Link => Rights::Link,
    }
}
