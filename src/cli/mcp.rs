//! `sidenote mcp`

use std::io::{self, BufRead, Read, Write};
use std::path::PathBuf;

use clap::Args;

use super::briefing::{find_originals, require_briefing};
use super::{Failure, Outcome};
use crate::load::{LoadOptions, load};
use crate::mcp::Server;

/// The longest line that is read, in bytes.
const LONGEST: u64 = 64 << 20;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The briefing's folder.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The folder of originals, which `verify` searches too; else SIDENOTE_ORIGINALS.
    #[arg(long, value_name = "DIR")]
    originals: Option<PathBuf>,
    /// Show drafts, and reports whatever their rights. Where the program that asks sends what it reads,
    /// nobody knows.
    #[arg(long)]
    private: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    require_briefing(&arguments.root)?;
    let originals = find_originals(arguments.originals.clone())?;
    let read = || {
        let options = LoadOptions { root: &arguments.root, originals: originals.as_deref() };
        load(&options).map_err(|error| format!("cannot read the briefing: {error}"))
    };
    let mut server = Server::new(read, arguments.private);
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = (&mut input).take(LONGEST).read_until(b'\n', &mut line)?;
        if length == 0 {
            return Ok(Outcome::Good);
        }
        let text = String::from_utf8_lossy(&line);
        if text.trim().is_empty() {
            continue;
        }
        if let Some(answer) = server.answer(&text) {
            let written = writeln!(output, "{answer}").and_then(|()| output.flush());
            // A client that has gone asks for nothing more.
            if written.is_err() {
                return Ok(Outcome::Good);
            }
        }
    }
}
