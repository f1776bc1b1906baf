//! What the commands that read a briefing have in common.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{Failure, terminal};
use crate::build::BuildOptions;
use crate::config::Audience;
use crate::diagnostic::{Diagnostic, Format, Severity};
use crate::load::{Folder, LoadOptions, SETTINGS_FILE, load};
use crate::source::SourceSet;

/// Where the folder of originals is named, if not by an argument.
const ORIGINALS: &str = "SIDENOTE_ORIGINALS";

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
    use crate::diagnostic::Code;
    use crate::source::{SourceFile, Span};

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
