//! The stages, in order.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::io;

use crate::check::{self, Subject};
use crate::collate::{Collation, collate};
use crate::config::{Audience, Budget, Settings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::export::{self, Edition};
use crate::load::Folder;
use crate::mend::mend;
use crate::model::{Briefing, Share};
use crate::output::{Collector, Nothing, Output, Paths, Sink};
use crate::parse::{parse, with_slash};
use crate::render::{self, Templates};
use crate::resolve::resolve;
use crate::route::Route;
use crate::source::{FileId, Span};
use crate::suggest::echoes;
use crate::withhold::{self, Extent};

/// How to build.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// Whom the site is for.
    pub audience: Audience,
    /// Where it will stand, if not where the settings say.
    pub base_url: Option<String>,
}

/// What a build gives: of the site, what `S` makes of its files.
#[derive(Debug, Clone)]
pub struct Built<S = Output> {
    /// The briefing's settings.
    pub settings: Settings,
    /// The site; none where there are errors.
    pub output: Option<S>,
    /// Everything to tell, in order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds a site in memory.
///
/// # Errors
/// Where a file of the site cannot be made, which no content is known to cause.
pub fn build(folder: &Folder, options: &BuildOptions) -> io::Result<Built> {
    let begin = |_: &Settings| Ok::<_, Infallible>(Collector::default());
    let Built { settings, output, diagnostics } = build_into(folder, options, begin)?;
    Ok(Built { settings, output: output.map(|Ok(sink)| sink.finish()), diagnostics })
}

/// What is found without a site.
#[derive(Debug, Clone)]
pub struct CheckResult {
    /// Everything that a build would tell, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// How much of one report may be shown.
    pub budget: Budget,
    /// The reports of which a public build shows passages, by id, and how much that is.
    pub excerpts: Vec<(String, Share)>,
}

/// Finds everything that a build would tell, and how much of each report it would show.
///
/// # Errors
/// As [`build`].
pub fn check(folder: &Folder, options: &BuildOptions) -> io::Result<CheckResult> {
    let mut checked = examine(folder, options);
    let slug = |extent: &Extent| checked.briefing[extent.article].slug.clone();
    let excerpts = checked.extents.iter().map(|it| (slug(it), it.share)).collect();
    if !checked.diagnostics.has_errors() {
        publish(folder, &mut checked, &Nothing)?;
    }
    let budget = checked.briefing.settings.excerpt_budget;
    Ok(CheckResult { diagnostics: checked.diagnostics.sorted(), budget, excerpts })
}

/// Builds a site, and hands each file as it is made to the sink that `begin` gives. Where the
/// content has errors none is asked for; where pages cannot be made the sink is not given back,
/// and what it has taken is no site.
///
/// # Errors
/// As [`build`]. Why there is no sink stands in the place of the site.
pub fn build_into<S: Sink, E>(
    folder: &Folder,
    options: &BuildOptions,
    begin: impl FnOnce(&Settings) -> Result<S, E>,
) -> io::Result<Built<Result<S, E>>> {
    let mut checked = examine(folder, options);
    let mut output = None;
    if !checked.diagnostics.has_errors() {
        let sink = begin(&checked.briefing.settings);
        if let Ok(sink) = &sink {
            publish(folder, &mut checked, sink)?;
        }
        output = Some(sink);
    }
    let good = !checked.diagnostics.has_errors();
    Ok(Built {
        settings: checked.briefing.settings,
        output: output.filter(|_| good),
        diagnostics: checked.diagnostics.sorted(),
    })
}

struct Checked {
    briefing: Briefing,
    collation: Collation,
    extents: Vec<Extent>,
    templates: Templates,
    diagnostics: Diagnostics,
}

fn examine(folder: &Folder, options: &BuildOptions) -> Checked {
    let (mut parsed, mut diagnostics) = parse(folder);
    if let Some(base_url) = &options.base_url {
        parsed.settings.base_url = Some(with_slash(base_url));
    }
    let resolved = resolve(parsed, folder, options.audience, &mut diagnostics);
    let mut briefing = mend(resolved, &folder.sources, &mut diagnostics);
    let (echoes, told) = echoes(&briefing, &folder.sources);
    told.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    let mut collation = collate(&briefing, &echoes);
    let (templates, problems) = Templates::new(&folder.sources, &folder.templates);
    diagnostics.extend(problems);
    let subject = Subject { briefing: &briefing, collation: &collation, folder };
    check::check(&subject, &mut diagnostics);
    // From here on nothing has a word that may not be published.
    let mut extents = Vec::new();
    if options.audience == Audience::Public {
        extents = withhold::extents(&briefing);
        withhold::tell(&briefing, &extents, &mut diagnostics);
        withhold::withhold(&mut briefing, &mut collation, &extents);
    }
    let diagnostics = check::without_accepted(diagnostics, &briefing);
    Checked { briefing, collation, extents, templates, diagnostics }
}

/// Makes every page and file of the site.
fn publish(folder: &Folder, checked: &mut Checked, sink: &impl Sink) -> io::Result<()> {
    let Checked { briefing, collation, templates, diagnostics, .. } = checked;
    let brings = |name| folder.assets.contains_key(&Route::asset(name).path());
    let own = render::OwnAssets { style: brings("custom.css"), card: brings("card.png") };
    let mut made = Paths::default();
    // What exports need while they are made is free again before the pages take their room.
    made.extend(export::export(&Edition::new(briefing, collation), sink)?);
    let (pages, problems) = render::render(briefing, collation, templates, own, sink);
    made.extend(pages);
    diagnostics.extend(problems);
    let mut built_in = BTreeSet::new();
    for file in render::assets::built_in() {
        let path = file.path();
        if folder.assets.get(&path).is_none_or(|own| file.is(&own.bytes)) {
            sink.bytes(&path, &file.published());
            made.insert(path.clone());
            built_in.insert(path);
        }
    }
    for (path, asset) in folder.assets.iter().filter(|(path, _)| !built_in.contains(*path)) {
        if let Some(taken) = made.collision(path) {
            let other = folder.assets.get(taken).filter(|_| taken != path).map(|other| other.file);
            diagnostics.push(collision(asset.file, path, taken, other));
        } else {
            sink.bytes(path, &asset.bytes);
            made.insert(path);
        }
    }
    Ok(())
}

/// That a file cannot stand where the site has another: one of `static/`, or the build's own.
fn collision(asset: FileId, path: &str, taken: &str, other: Option<FileId>) -> Diagnostic {
    let message = match other {
        Some(_) => format!("`{path}` and `{taken}` are one file on Windows and macOS"),
        None if path.eq_ignore_ascii_case(taken) && path != taken => format!(
            "the build itself writes `{taken}`, which on Windows and macOS is the same file as `{path}`"
        ),
        None => {
            format!("the build itself writes `{taken}`, so that this file cannot stand there")
        }
    };
    let told = Diagnostic::new(Code::OutputCollision, Span::whole(asset), message)
        .help("give it another name, or put it into a folder of its own");
    match other {
        Some(other) => told.related(Span::whole(other), "the other file"),
        None => told,
    }
}
