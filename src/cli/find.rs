//! `sidenote find`

use std::path::PathBuf;

use clap::Args;

use super::briefing::{not_read, require_briefing};
use super::{Failure, Outcome, terminal};
use crate::find::{MOST_PLACES, find};
use crate::load::{LoadOptions, load};
use crate::parse::parse;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The words, in quotation marks of the shell.
    words: String,
    /// The briefing's folder.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    require_briefing(&arguments.root)?;
    let options = LoadOptions { root: &arguments.root, originals: None };
    let folder = load(&options).map_err(|error| not_read(&error))?;
    let (parsed, _) = parse(&folder);
    let (found, count) = find(&parsed.articles, &arguments.words);
    let mut out = String::new();
    for found in &found {
        let file = folder.sources.file(found.span.file);
        let position = file.position(found.span.start);
        let how = match &found.near {
            None => "the very words".to_owned(),
            Some((percent, differences)) => format!("{percent} % alike: {differences}"),
        };
        let passage = match &found.passage {
            Some(passage) => passage.replace('\n', "\n    "),
            None => "no short quotation tells this place from others".to_owned(),
        };
        let place = format!("{}:{}:{}", file.path, position.line, position.column);
        out.push_str(&format!("{place}: {how}\n\n    {passage}\n\n"));
    }
    terminal::print(&out)?;
    if count > MOST_PLACES {
        terminal::say(&format!("The first {MOST_PLACES} of {count} places are listed."));
    }
    if found.is_empty() {
        terminal::say("No article has words like these.");
    }
    Ok(if found.is_empty() { Outcome::ContentIsWrong } else { Outcome::Good })
}
