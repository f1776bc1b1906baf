//! `sidenote man`

use std::fs;
use std::path::PathBuf;

use clap::{Args, Command};
use clap_mangen::generate_to;

use super::{Failure, Outcome, terminal};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder of the pages, made where there is none.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments, program: Command) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    let written = fs::create_dir_all(folder).and_then(|()| generate_to(program, folder));
    written.map_err(|error| {
        Failure::new(format!("cannot write manual pages to `{}`: {error}", folder.display()))
    })?;
    terminal::say(&format!("Wrote the manual pages into `{}`.", folder.display()));
    Ok(Outcome::Good)
}
