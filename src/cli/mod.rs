//! The command line: one file a command.

#![expect(
    clippy::disallowed_methods,
    reason = "it reads the environment, writes to the terminal and starts new files"
)]

mod agreed;
mod briefing;
mod build;
mod check;
mod completions;
mod doctor;
mod examples;
mod explain;
#[cfg(feature = "external")]
mod external;
mod find;
mod import;
mod man;
mod mcp;
mod new;
mod new_files;
mod outcome;
mod pin;
mod progress;
mod reanchor;
mod rename;
mod scaffold;
mod schema;
mod serve;
mod status;
mod suggest;
mod terminal;
mod verify;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

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
    #[command(after_help = examples::BUILD)]
    Build(build::Arguments),
    /// Show the site while it is written: build and reload at each change.
    #[command(after_help = examples::SERVE)]
    Serve(serve::Arguments),
    /// Tell what is wrong, and build nothing.
    #[command(after_help = examples::CHECK)]
    Check(check::Arguments),
    /// Start a briefing, or a file in one.
    #[command(after_help = examples::NEW)]
    New(new::Arguments),
    /// Bring in reports and annotations: plain texts, saved web pages, W3C or Hypothesis files.
    #[command(after_help = examples::IMPORT)]
    Import(import::Arguments),
    /// Find words in the articles, and what to paste to quote them.
    #[command(after_help = examples::FIND)]
    Find(find::Arguments),
    /// Mend the passages that lost their place when an article changed.
    #[command(after_help = examples::REANCHOR)]
    Reanchor(reanchor::Arguments),
    /// Give an article, entity, official or note another id, everywhere it is used.
    #[command(after_help = examples::RENAME)]
    Rename(rename::Arguments),
    /// Measure the originals of digests and excerpts, for what pages tell of the reports.
    #[command(after_help = examples::PIN)]
    Pin(pin::Arguments),
    /// Hold a finished text against the reports: what it quotes, and whether they print it so.
    #[command(after_help = examples::VERIFY)]
    Verify(verify::Arguments),
    /// Suggest notes, passages and records that could be added, each ready to be pasted.
    #[command(after_help = examples::SUGGEST)]
    Suggest(suggest::Arguments),
    /// Tell what is done and what is not: reports without notes, questions nobody looked up, drafts.
    #[command(after_help = examples::STATUS)]
    Status(status::Arguments),
    /// Tell what stands between this folder and a published site.
    #[command(after_help = examples::DOCTOR)]
    Doctor(doctor::Arguments),
    /// Answer language-model programs over standard input and output: find, verify, suggest, read.
    #[command(after_help = examples::MCP)]
    Mcp(mcp::Arguments),
    /// Explain a diagnostic by its code.
    #[command(after_help = examples::EXPLAIN)]
    Explain(explain::Arguments),
    /// Print JSON Schemas of front matter, settings and pins, for editors.
    #[command(after_help = examples::SCHEMA)]
    Schema(schema::Arguments),
    /// Print what makes a shell complete commands and options.
    #[command(after_help = examples::COMPLETIONS)]
    Completions(completions::Arguments),
    /// Write manual pages, one a command.
    #[command(after_help = examples::MAN)]
    Man(man::Arguments),
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
            Command::Verify(arguments) => verify::run(&arguments),
            Command::Status(arguments) => status::run(&arguments),
            Command::Doctor(arguments) => doctor::run(&arguments),
            Command::Mcp(arguments) => mcp::run(&arguments),
            Command::Explain(arguments) => explain::run(&arguments),
            Command::Schema(arguments) => schema::run(&arguments),
            Command::Completions(arguments) => completions::run(&arguments, Self::command()),
            Command::Man(arguments) => man::run(&arguments, Self::command()),
        };
        match result {
            Ok(Outcome::Good) => ExitCode::SUCCESS,
            Ok(Outcome::ContentIsWrong) => ExitCode::from(1),
            Ok(Outcome::NotThere) => ExitCode::from(2),
            Err(failure) => {
                terminal::fail(&failure);
                ExitCode::from(2)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_make_sense() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_is_documented() {
        let [format, readme] =
            [include_str!("../../docs/format.md"), include_str!("../../README.md")];
        for command in Arguments::command().get_subcommands() {
            let named = format!("`sidenote {}", command.get_name());
            assert!(format.contains(&named) && readme.contains(&named), "{named}");
        }
    }

    #[test]
    fn every_command_has_examples_that_can_be_run() {
        for command in Arguments::command().get_subcommands() {
            let name = command.get_name();
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let examples: Vec<&str> =
                help.lines().filter_map(|line| line.strip_prefix("  sidenote ")).collect();
            assert!(!examples.is_empty(), "{name} has no examples");
            for example in examples {
                // What follows two spaces says what it does; what follows an angle is the shell's.
                let typed = example.split("  ").next().unwrap().split(" > ").next().unwrap();
                let mut words = vec!["sidenote".to_owned()];
                for (number, part) in typed.split('"').enumerate() {
                    match number % 2 {
                        0 => words.extend(part.split_whitespace().map(str::to_owned)),
                        _ => words.push(part.to_owned()),
                    }
                }
                assert_eq!(words[1], name, "{example}");
                if let Err(error) = Arguments::try_parse_from(&words) {
                    panic!("{example}: {error}");
                }
            }
        }
    }
}
