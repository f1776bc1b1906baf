//! The stages, in order.

use std::convert::Infallible;
use std::io;

use crate::check::{self, Subject};
use crate::collate::{Collation, Verdict, collate};
use crate::config::{Audience, Budget, Settings};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::git::Change;
use crate::load::Folder;
use crate::mend::mend;
use crate::model::{Briefing, NoteClass, Share};
use crate::output::{Collector, Nothing, Output, Sink};
use crate::parse::{parse, with_slash};
pub use crate::progress::{Stage, Unwatched, Watch};
use crate::publication::Publication;
use crate::render::{Templates, check_styles, check_templates};
use crate::resolve::resolve;
use crate::source::SourceSet;
use crate::status::{Status, changed, status};
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

/// What a briefing has in it, in numbers, of what a build shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Reports.
    pub articles: usize,
    /// Notes of every kind.
    pub notes: usize,
    /// Those that are quotations.
    pub quotations: usize,
    /// Those that are claims.
    pub claims: usize,
    /// Claims of which some answers cannot both be true, by their ids.
    pub disputed: Vec<String>,
}

/// What a build gives: of the site, what `S` makes of its files.
#[derive(Debug, Clone)]
pub struct Built<S = Output> {
    /// The briefing's settings.
    pub settings: Settings,
    /// What the briefing has in it.
    pub tally: Tally,
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
    let built = build_into(folder, options, begin, &Unwatched)?;
    let Built { settings, tally, output, diagnostics } = built;
    Ok(Built { settings, tally, output: output.map(|Ok(sink)| sink.finish()), diagnostics })
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
    /// The published notes that nobody but their author has seen: told only where that is asked for.
    pub unreviewed: Vec<Diagnostic>,
}

/// Finds everything that a build would tell, and how much of each report it would show.
///
/// # Errors
/// As [`build`].
pub fn check(folder: &Folder, options: &BuildOptions) -> io::Result<CheckResult> {
    let Checked { publication, extents, mut diagnostics } = examine(folder, options, &Unwatched);
    let briefing = publication.briefing();
    let slug = |extent: &Extent| briefing[extent.article].slug.clone();
    let excerpts = extents.iter().map(|it| (slug(it), it.share)).collect();
    if !diagnostics.has_errors() {
        diagnostics.extend(publication.publish(&Nothing, &Unwatched)?);
    }
    let budget = briefing.settings.excerpt_budget;
    let unreviewed = check::reviewed::unreviewed(briefing);
    let unreviewed = check::without_accepted(unreviewed, briefing).sorted();
    Ok(CheckResult { diagnostics: diagnostics.sorted(), budget, excerpts, unreviewed })
}

/// Builds a site, and hands each file as it is made to the sink that `begin` gives. Where the
/// content has errors none is asked for; where pages cannot be made the sink is not given back,
/// and what it has taken is no site. `watch` is told what the build is at.
///
/// # Errors
/// As [`build`]. Why there is no sink stands in the place of the site.
pub fn build_into<S: Sink, E>(
    folder: &Folder,
    options: &BuildOptions,
    begin: impl FnOnce(&Settings) -> Result<S, E>,
    watch: &dyn Watch,
) -> io::Result<Built<Result<S, E>>> {
    let Checked { publication, mut diagnostics, .. } = examine(folder, options, watch);
    let mut output = None;
    if !diagnostics.has_errors() {
        let sink = begin(&publication.briefing().settings);
        if let Ok(sink) = &sink {
            diagnostics.extend(publication.publish(sink, watch)?);
        }
        output = Some(sink);
    }
    let good = !diagnostics.has_errors();
    Ok(Built {
        tally: tally(publication.briefing(), publication.collation()),
        settings: publication.into_settings(),
        output: output.filter(|_| good),
        diagnostics: diagnostics.sorted(),
    })
}

fn tally(briefing: &Briefing, collation: &Collation) -> Tally {
    let count = |class| briefing.notes.iter().filter(|note| note.kind.class() == class).count();
    let disputed = collation.claims.iter().filter(|it| it.verdict == Verdict::Contradict);
    Tally {
        articles: briefing.articles.len(),
        notes: briefing.notes.len(),
        quotations: count(NoteClass::Quote),
        claims: count(NoteClass::Claim),
        disputed: disputed.map(|table| briefing[table.note].slug.clone()).collect(),
    }
}

/// A briefing as its desk sees it: nothing withheld, with its drafts, and what is done of it.
pub struct Desk {
    publication: Publication,
    /// What is done and what is not.
    pub status: Status,
    /// Everything that a private build would tell before it makes pages, in order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Looks at what is done of a briefing. `before` is what files had in them in the state since which
/// changes are told.
#[must_use]
pub fn desk(folder: &Folder, before: Option<&[Change]>) -> Desk {
    let options = BuildOptions { audience: Audience::Private, base_url: None };
    let Checked { publication, diagnostics, .. } = examine(folder, &options, &Unwatched);
    let diagnostics = diagnostics.sorted();
    let changes = before.map(|before| changed(folder, before));
    let (briefing, collation) = (publication.briefing(), publication.collation());
    let status = status(briefing, collation, &diagnostics, changes);
    Desk { publication, status, diagnostics }
}

impl Desk {
    /// The briefing.
    #[must_use]
    pub fn briefing(&self) -> &Briefing {
        self.publication.briefing()
    }

    /// What its reports make of one another.
    #[must_use]
    pub fn collation(&self) -> &Collation {
        self.publication.collation()
    }

    /// The page of what is done and what is not, at [`Route::status`](crate::route::Route::status); no
    /// build writes it.
    ///
    /// # Errors
    /// Where its template is wrong.
    pub fn page(&self, sources: &SourceSet) -> Result<Vec<u8>, Vec<Diagnostic>> {
        self.publication.status_page(&self.status, sources)
    }
}

/// What the stages make of a folder.
pub struct Checked {
    /// The site, of which nothing is made yet. Where there are errors it is what can be shown all the same,
    /// for its author alone.
    pub publication: Publication,
    /// What a public build shows of reports.
    pub extents: Vec<Extent>,
    /// What there is to tell so far.
    pub diagnostics: Diagnostics,
}

/// Runs all stages but the last, which makes the files.
#[must_use]
pub fn examine(folder: &Folder, options: &BuildOptions, watch: &dyn Watch) -> Checked {
    watch.begins(Stage::Parse);
    let (mut parsed, mut diagnostics) = parse(folder);
    if let Some(base_url) = &options.base_url {
        parsed.settings.base_url = Some(with_slash(base_url));
    }
    watch.begins(Stage::Resolve);
    let resolved = resolve(parsed, folder, options.audience, &mut diagnostics);
    let mut briefing = mend(resolved, &folder.sources, &mut diagnostics);
    watch.begins(Stage::Echoes);
    let (echoes, told) = echoes(&briefing, &folder.sources);
    told.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    watch.begins(Stage::Collate);
    let mut collation = collate(&briefing, &echoes);
    watch.begins(Stage::Check);
    let read = Templates::remembered(&folder.sources, &folder.templates, &folder.memory);
    let (templates, problems) = &*read;
    diagnostics.extend(problems.iter().cloned());
    diagnostics.extend(check_templates(templates, &folder.assets));
    diagnostics.extend(check_styles(&folder.assets));
    let subject = Subject { briefing: &briefing, collation: &collation, folder };
    check::check(&subject, &mut diagnostics);
    watch.begins(Stage::Withhold);
    // From here on nothing has a word that may not be published.
    let mut extents = Vec::new();
    if options.audience == Audience::Public {
        extents = withhold::extents(&briefing);
        withhold::tell(&briefing, &extents, &mut diagnostics);
        withhold::withhold(&mut briefing, &mut collation, &extents);
    }
    let diagnostics = check::without_accepted(diagnostics, &briefing);
    let publication = Publication::new(briefing, collation, templates.clone(), &folder.assets);
    Checked { publication, extents, diagnostics }
}
