//! Stand-in until the real one is merged.

use crate::config::{Audience, Settings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::Folder;
use crate::output::Output;
use crate::source::Span;

/// How to build.
pub struct BuildOptions {
    /// For whom.
    pub audience: Audience,
    /// Where it will stand, if not where the settings say.
    pub base_url: Option<String>,
}

/// What a build gives.
pub struct Built {
    /// The settings.
    pub settings: Settings,
    /// The site; none when there are errors.
    pub output: Option<Output>,
    /// Everything to tell.
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds.
#[must_use]
pub fn build(folder: &Folder, options: &BuildOptions) -> Built {
    let mut output = Output::default();
    let diagnostics = check(folder, options);
    for (_, file) in folder.sources.iter() {
        let path = file.path.trim_start_matches("content/").replace(".md", ".html");
        let page = format!(
            "<!doctype html><html><head><meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; style-src 'self'; base-uri 'none'\"><title>x</title>\
             </head><body><pre>{}</pre></body></html>",
            file.text
        );
        output.insert(path, page.into_bytes());
    }
    output.insert("404.html", b"<!doctype html><head></head><a href=index.html>x</a>".to_vec());
    let failed = diagnostics.iter().any(|one| one.severity == crate::diagnostic::Severity::Error);
    Built { settings: Settings::default(), output: (!failed).then_some(output), diagnostics }
}

/// Checks.
#[must_use]
pub fn check(folder: &Folder, _options: &BuildOptions) -> Vec<Diagnostic> {
    let mut diagnostics = Diagnostics::default();
    for (id, file) in folder.sources.iter() {
        for (code, word) in [
            (Code::PassageNotFound, "PASSAGE-NOT-THERE"),
            (Code::StrayFile, "STRAY"),
            (Code::ClaimsDisagree, "DISAGREE"),
        ] {
            if let Some(at) = file.text.find(word) {
                let span = Span::new(id, at..at + word.len());
                diagnostics.push(Diagnostic::new(code, span, word).help("Do something else."));
            }
        }
    }
    diagnostics.sorted()
}
