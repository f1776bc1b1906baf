//! The command line: one file a command.

#![expect(
    clippy::disallowed_methods,
    reason = "it reads the environment, writes to the terminal and starts new files"
)]

mod briefing;
mod build;
mod check;
mod doctor;
mod explain;
#[cfg(feature = "external")]
mod external;
mod find;
mod import;
mod new;
mod outcome;
mod pin;
mod reanchor;
mod rename;
mod rewrite;
mod scaffold;
mod serve;
mod suggest;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use outcome::{Failure, Outcome};

/// Turns reports and hand-written notes into an annotated briefing: a static, cross-linked site.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site.
    Build(build::Arguments),
    /// Show the site while it is written: build and reload at each change.
    Serve(serve::Arguments),
    /// Tell what is wrong, and build nothing.
    Check(check::Arguments),
    /// Start a briefing, or a file in one.
    New(new::Arguments),
    /// Bring in reports and annotations: plain texts, saved web pages, W3C or Hypothesis files.
    Import(import::Arguments),
    /// Find words in the articles, and what to paste to quote them.
    Find(find::Arguments),
    /// Mend the passages that lost their place when an article changed.
    Reanchor(reanchor::Arguments),
    /// Give an article, entity, official or note another id, everywhere it is used.
    Rename(rename::Arguments),
    /// Measure the originals of digests and excerpts, for what pages tell of the reports.
    Pin(pin::Arguments),
    /// Suggest notes, passages and records that could be added, each ready to be pasted.
    Suggest(suggest::Arguments),
    /// Tell what stands between this folder and a published site.
    Doctor(doctor::Arguments),
    /// Explain a diagnostic by its code.
    Explain(explain::Arguments),
}

impl Arguments {
    /// Runs the command. The exit status is 0 where nothing is wrong, 1 for errors in the
    /// content, 2 for wrong usage or a failing file system.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let result = match self.command {
            Command::Build(arguments) => build::run(&arguments),
            Command::Serve(arguments) => serve::run(arguments),
            Command::Check(arguments) => check::run(&arguments),
            Command::New(arguments) => new::run(&arguments),
            Command::Import(arguments) => import::run(&arguments),
            Command::Find(arguments) => find::run(&arguments),
            Command::Reanchor(arguments) => reanchor::run(&arguments),
            Command::Rename(arguments) => rename::run(&arguments),
            Command::Pin(arguments) => pin::run(&arguments),
            Command::Suggest(arguments) => suggest::run(&arguments),
            Command::Doctor(arguments) => doctor::run(&arguments),
            Command::Explain(arguments) => explain::run(&arguments),
        };
        match result {
            Ok(Outcome::Good) => ExitCode::SUCCESS,
            Ok(Outcome::ContentIsWrong) => ExitCode::from(1),
            Err(failure) => {
                terminal::fail(&failure);
                ExitCode::from(2)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_make_sense() {
        Arguments::command().debug_assert();
    }
}
