//! `sidenote explain`

use clap::Args;

use super::{Failure, Outcome, terminal};
use crate::diagnostic::{explain, list};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The code, such as `passage-not-found`; without one, all are listed.
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let Some(code) = &arguments.code else {
        terminal::print(&list())?;
        return Ok(Outcome::Good);
    };
    match explain(code) {
        Ok(explanation) => {
            terminal::print(&format!("{}\n", explanation.trim_end()))?;
            Ok(Outcome::Good)
        }
        Err(meant) => {
            let failure = Failure::new(format!("there is no code `{code}`"));
            Err(match meant {
                Some(meant) => failure.help(format!("Did you mean `{meant}`?")),
                None => failure.help(format!("These are the codes:\n\n{}", list().trim_end())),
            })
        }
    }
}
