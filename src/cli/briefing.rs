//! What the commands that read a briefing have in common.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{Failure, terminal};
use crate::build::BuildOptions;
use crate::config::Audience;
use crate::diagnostic::{Code, Diagnostic, Format, Severity, did_you_mean};
use crate::load::{Folder, LoadOptions, SETTINGS_FILE, load};
use crate::model::{ArticleId, Briefing};
use crate::place::Place;
use crate::source::{SourceFile, SourceSet, Span};

/// Where the folder of originals is named, if not by an argument.
pub(super) const ORIGINALS: &str = "SIDENOTE_ORIGINALS";

/// Which briefing is read, and how its diagnostics are shown.
#[derive(Debug, Args)]
pub(super) struct FolderArguments {
    /// The briefing's folder.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// How to tell what is found: to people, or as diagnostics on standard output.
    #[arg(long, value_name = "FORMAT", default_value = Format::Human.name(), value_parser = format())]
    pub(super) format: Format,
}

/// What is asked of a briefing that is built.
#[derive(Debug, Args)]
pub(super) struct BriefingArguments {
    #[command(flatten)]
    pub(super) folder: FolderArguments,
    /// Show everything: drafts, and reports whatever their rights. Such a site has a folder of its
    /// own, and is not to be published.
    #[arg(long)]
    pub(super) private: bool,
}

fn format() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name))
        .map(|name| Format::from_name(&name).unwrap_or(Format::Human))
}

impl BriefingArguments {
    pub(super) fn build_options(&self, base_url: Option<String>) -> BuildOptions {
        let audience = if self.private { Audience::Private } else { Audience::Public };
        BuildOptions { audience, base_url }
    }
}

impl FolderArguments {
    /// Reads the briefing.
    pub(super) fn load(&self, originals: Option<PathBuf>) -> Result<Folder, Failure> {
        require_briefing(&self.root)?;
        let originals = find_originals(originals)?;
        let options = LoadOptions { root: &self.root, originals: originals.as_deref() };
        load(&options).map_err(|error| not_read(&error))
    }

    /// Reads the briefing, and when its files and notes were last changed, as a build shows it.
    pub(super) fn load_dated(&self, originals: Option<PathBuf>) -> Result<Folder, Failure> {
        let mut folder = self.load(originals)?;
        folder.ask_history(&self.root);
        Ok(folder)
    }

    /// Shows diagnostics of the briefing.
    pub(super) fn show(
        &self,
        sources: &SourceSet,
        diagnostics: &[Diagnostic],
    ) -> Result<(), Failure> {
        terminal::show(self.format, sources, diagnostics, &self.root)
    }
}

pub(super) fn not_read(error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot read the briefing: {error}"))
}

/// That a folder is a briefing at all.
pub(super) fn require_briefing(root: &Path) -> Result<(), Failure> {
    if root.join("content").is_dir() || root.join(SETTINGS_FILE).is_file() {
        return Ok(());
    }
    let shown = root.display();
    if !root.is_dir() {
        return Err(Failure::new(format!("there is no folder `{shown}`")));
    }
    let here = if root == Path::new(".") { "this folder".into() } else { format!("`{shown}`") };
    Err(Failure::new(format!(
        "{here} is no briefing: it has neither `content/` nor `{SETTINGS_FILE}`"
    ))
    .help("Name a briefing's folder with `--root DIR`, or start one: `sidenote new briefing DIR`."))
}

/// A path below a briefing's folder, without `./` where that is the current one.
pub(super) fn below(root: &Path, path: impl AsRef<Path>) -> PathBuf {
    if root == Path::new(".") { path.as_ref().to_owned() } else { root.join(path) }
}

/// The folder of originals, where one is named: by the argument, else by the environment.
pub(super) fn find_originals(argument: Option<PathBuf>) -> Result<Option<PathBuf>, Failure> {
    let from_environment = || {
        let value = std::env::var_os(ORIGINALS).filter(|value| !value.is_empty());
        value.map(|value| (PathBuf::from(value), ORIGINALS))
    };
    match argument.map(|path| (path, "--originals")).or_else(from_environment) {
        Some((path, named)) if !path.is_dir() => Err(Failure::new(format!(
            "there is no folder `{}`, which `{named}` names as that of the originals",
            path.display()
        ))),
        found => Ok(found.map(|(path, _)| path)),
    }
}

/// The articles that are named on the command line of `command`, or what is wrong with these names.
pub(super) fn named_articles(
    command: &str,
    names: &[String],
    briefing: &Briefing,
    folder: &mut Folder,
) -> Result<Vec<ArticleId>, Vec<Diagnostic>> {
    let mut found = Vec::new();
    let mut unknown = Vec::new();
    // What is wrong stands in no file, and has its place in the command all the same.
    let mut command = command.to_owned();
    for name in names {
        command.push(' ');
        let start = command.len();
        command.push_str(name);
        match briefing.articles().find(|(_, article)| article.slug == *name) {
            Some((id, _)) => found.push(id),
            None => unknown.push((name, start..command.len())),
        }
    }
    if unknown.is_empty() {
        return Ok(found);
    }
    let file = SourceFile::from_bytes("command line".to_owned(), command.into_bytes());
    let file = folder.sources.add(file);
    let slugs = || briefing.articles.iter().map(|article| article.slug.as_str());
    let diagnostic = |(name, range): (&String, std::ops::Range<usize>)| {
        let record = briefing.records.iter().any(|record| record.slug == *name);
        let message = match record {
            true => format!("`{name}` is no article"),
            false => format!("there is no article `{name}`"),
        };
        Diagnostic::new(Code::UnknownArticle, Span::new(file, Place::new(range)), message)
            .maybe_help(did_you_mean(name, slugs()))
    };
    Err(unknown.into_iter().map(diagnostic).collect())
}

/// Whether diagnostics are a reason to fail.
pub(super) fn is_wrong(diagnostics: &[Diagnostic], strict: bool) -> bool {
    diagnostics.iter().any(|diagnostic| match diagnostic.severity {
        Severity::Error => true,
        Severity::Warning => strict,
        Severity::Advice => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_fail_where_that_is_asked_for_and_advice_never() {
        let file = SourceSet::default().add(SourceFile::from_bytes("a.md".into(), Vec::new()));
        let wrong = |code: Code, strict: bool| {
            is_wrong(&[Diagnostic::new(code, Span::whole(file), "x")], strict)
        };
        assert!(wrong(Code::UnknownId, false) && wrong(Code::UnknownId, true));
        assert!(!wrong(Code::StrayFile, false) && wrong(Code::StrayFile, true));
        assert!(!wrong(Code::ClaimsDisagree, false) && !wrong(Code::ClaimsDisagree, true));
        assert!(!is_wrong(&[], true));
    }
}
