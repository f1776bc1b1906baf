//! The stages, in order.

use std::io;

use crate::check::{self, Subject};
use crate::collate::{Collation, collate};
use crate::config::{Audience, Settings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::export::{self, Edition};
use crate::load::Folder;
use crate::model::Briefing;
use crate::output::Output;
use crate::parse::{parse, with_slash};
use crate::render::{self, Templates};
use crate::resolve::resolve;
use crate::route::Route;
use crate::source::Span;

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
///
/// # Errors
/// Where a file of the site cannot be made, which no content is known to cause.
pub fn build(folder: &Folder, options: &BuildOptions) -> io::Result<Built> {
    let mut checked = examine(folder, options);
    let output = match checked.diagnostics.has_errors() {
        true => None,
        false => Some(publish(folder, &mut checked)?),
    };
    let good = !checked.diagnostics.has_errors();
    Ok(Built {
        settings: checked.briefing.settings,
        output: output.filter(|_| good),
        diagnostics: checked.diagnostics.sorted(),
    })
}

/// Finds everything that a build would tell.
///
/// # Errors
/// As [`build`].
pub fn check(folder: &Folder, options: &BuildOptions) -> io::Result<Vec<Diagnostic>> {
    build(folder, options).map(|built| built.diagnostics)
}

struct Checked {
    briefing: Briefing,
    collation: Collation,
    templates: Templates,
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
    let (templates, problems) = Templates::new(&folder.sources, &folder.templates);
    diagnostics.extend(problems);
    let subject = Subject { briefing: &briefing, collation: &collation, folder };
    check::check(&subject, &mut diagnostics);
    let diagnostics = check::without_accepted(diagnostics, &briefing, &allow);
    Checked { briefing, collation, templates, diagnostics }
}

/// Makes every page and file of the site.
fn publish(folder: &Folder, checked: &mut Checked) -> io::Result<Output> {
    let (briefing, collation) = (&checked.briefing, &checked.collation);
    let own_style = folder.assets.contains_key(&Route::asset("custom.css").path());
    let mut output = Output::default();
    // What exports need while they are made is free again before the pages take their room.
    let files = export::files(&Edition::new(briefing, collation))?;
    let (pages, problems) = render::render(briefing, collation, &checked.templates, own_style);
    checked.diagnostics.extend(problems);
    for (route, bytes) in files.into_iter().chain(pages) {
        output.insert(route.path(), bytes);
    }
    for (path, asset) in &folder.assets {
        if let Some(taken) = output.collision(path) {
            checked.diagnostics.push(
                Diagnostic::new(
                    Code::OutputCollision,
                    Span::whole(asset.file),
                    format!(
                        "the build itself writes `{taken}`, so that this file cannot stand there"
                    ),
                )
                .help("give it another name, or put it into a folder of its own"),
            );
            continue;
        }
        output.insert(path, asset.bytes.clone());
    }
    for (route, bytes) in render::assets::built_in() {
        if output.get(&route.path()).is_none() {
            output.insert(route.path(), bytes);
        }
    }
    Ok(output)
}
