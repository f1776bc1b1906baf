//! `sidenote completions`

use clap::{Args, Command};
use clap_complete::{Shell, generate};

use super::{Failure, Outcome, terminal};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The shell.
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments, mut program: Command) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    generate(arguments.shell, &mut program, "sidenote", &mut script);
    terminal::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Good)
}
