//! `sidenote check`

use std::path::PathBuf;

use clap::Args;

use super::briefing::{BriefingArguments, is_wrong};
use super::{Failure, Outcome, terminal};
use crate::build::check;
use crate::diagnostic::Format;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    briefing: BriefingArguments,
    /// Fail on warnings too.
    #[arg(long)]
    strict: bool,
    /// The folder of originals, against which quotations are held; else SIDENOTE_ORIGINALS.
    #[arg(long, value_name = "DIR")]
    originals: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let briefing = &arguments.briefing;
    let folder = briefing.folder.load(arguments.originals.clone())?;
    let diagnostics = check(&folder, &briefing.build_options(None))?;
    briefing.folder.show(&folder.sources, &diagnostics)?;
    if is_wrong(&diagnostics, arguments.strict) {
        return Ok(Outcome::ContentIsWrong);
    }
    if diagnostics.is_empty() && briefing.folder.format == Format::Human {
        terminal::say("Nothing is wrong.");
    }
    Ok(Outcome::Good)
}
