//! `sidenote explain`

use clap::Args;

use super::{Failure, Outcome, terminal};
use crate::diagnostic::{explain, list};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The code, such as `passage-not-found`.
    code: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match explain(&arguments.code) {
        Ok(explanation) => {
            terminal::print(&format!("{}\n", explanation.trim_end()))?;
            Ok(Outcome::Good)
        }
        Err(meant) => {
            let failure = Failure::new(format!("there is no code `{}`", arguments.code));
            Err(match meant {
                Some(meant) => failure.help(format!("Did you mean `{meant}`?")),
                None => failure.help(format!("These are the codes:\n\n{}", list().trim_end())),
            })
        }
    }
}
