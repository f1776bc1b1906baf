//! Stand-in until the real one is merged.

use crate::config::{Audience, Settings};
use crate::diagnostic::Diagnostic;
use crate::load::Folder;
use crate::output::Output;

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
    let (parsed, mut diagnostics) = crate::parse::parse(folder);
    let briefing = crate::resolve::resolve(parsed, folder, options.audience, &mut diagnostics);
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
    let failed = diagnostics.has_errors();
    Built {
        settings: briefing.settings,
        output: (!failed).then_some(output),
        diagnostics: diagnostics.sorted(),
    }
}

/// Checks.
#[must_use]
pub fn check(folder: &Folder, options: &BuildOptions) -> Vec<Diagnostic> {
    build(folder, options).diagnostics
}
