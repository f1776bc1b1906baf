//! The stages, in order.

use crate::check::{self, Subject};
use crate::collate::{Collation, collate};
use crate::config::{Audience, Settings};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::Folder;
use crate::model::Briefing;
use crate::output::Output;
use crate::parse::{parse, with_slash};
use crate::resolve::resolve;

/// How to build.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// Whom the site is for.
    pub audience: Audience,
    /// Where it will stand, if not where the settings say.
    pub base_url: Option<String>,
}

/// What a build gives.
#[derive(Debug, Clone)]
pub struct Built {
    /// The briefing's settings.
    pub settings: Settings,
    /// The site; none where there are errors.
    pub output: Option<Output>,
    /// Everything to tell, in order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds a site.
#[must_use]
pub fn build(folder: &Folder, options: &BuildOptions) -> Built {
    let checked = examine(folder, options);
    let output = if checked.diagnostics.has_errors() { None } else { Some(Output::default()) };
    Built { settings: checked.briefing.settings, output, diagnostics: checked.diagnostics.sorted() }
}

/// Finds everything that a build would tell.
#[must_use]
pub fn check(folder: &Folder, options: &BuildOptions) -> Vec<Diagnostic> {
    build(folder, options).diagnostics
}

struct Checked {
    briefing: Briefing,
    collation: Collation,
    diagnostics: Diagnostics,
}

fn examine(folder: &Folder, options: &BuildOptions) -> Checked {
    let (mut parsed, mut diagnostics) = parse(folder);
    if let Some(base_url) = &options.base_url {
        parsed.settings.base_url = Some(with_slash(base_url));
    }
    let allow = std::mem::take(&mut parsed.allow);
    let briefing = resolve(parsed, folder, options.audience, &mut diagnostics);
    let collation = collate(&briefing);
    let subject = Subject { briefing: &briefing, collation: &collation, folder };
    check::check(&subject, &mut diagnostics);
    let diagnostics = check::without_accepted(diagnostics, &briefing, &allow);
    Checked { briefing, collation, diagnostics }
}
