//! `sidenote man`

use std::path::PathBuf;

use clap::{Args, Command};
use clap_mangen::Man;

use super::new_files::put;
use super::{Failure, Outcome, terminal};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder of the pages, made where there is none.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments, program: Command) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    let mut program = program.disable_help_subcommand(true);
    program.build();
    let mut waiting = vec![program];
    while let Some(command) = waiting.pop() {
        let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
        waiting.extend(shown.cloned());
        let page = Man::new(command);
        let mut text = Vec::new();
        page.render(&mut text)?;
        put(&folder.join(page.get_filename()), &text)?;
    }
    terminal::say(&format!("Wrote the manual pages into `{}`.", folder.display()));
    Ok(Outcome::Good)
}
