//! The `sidenote` program.

use std::process::ExitCode;

use clap::Parser;
use sidenote::cli::Arguments;

fn main() -> ExitCode {
    Arguments::parse().run()
}
