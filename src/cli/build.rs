//! `sidenote build`

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::briefing::{BriefingArguments, below, is_wrong};
use super::{Failure, Outcome, terminal};
use crate::build::build;
use crate::load::SETTINGS_FILE;
use crate::output::Output;
use crate::write::{Written, write};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    briefing: BriefingArguments,
    /// The site's folder; else the briefing's settings name it.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where the site will stand, in the place of what the settings say.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Fail on warnings too.
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let briefing = &arguments.briefing;
    let folder = briefing.folder.load(None)?;
    let built = build(&folder, &briefing.build_options(arguments.base_url.clone()))?;
    briefing.folder.show(&folder.sources, &built.diagnostics)?;
    let good = built.output.filter(|_| !is_wrong(&built.diagnostics, arguments.strict));
    let Some(output) = good else {
        terminal::say("Nothing was written: the last good site, if there is one, stays.");
        return Ok(Outcome::ContentIsWrong);
    };
    let root = &briefing.folder.root;
    let target = match &arguments.out {
        Some(out) => out.clone(),
        None => below(root, &built.settings.output),
    };
    let written = write(&output, &target, &sources(root))
        .map_err(|error| Failure { help: error.help(), message: error.to_string() })?;
    let milliseconds = start.elapsed().as_millis();
    terminal::say(&format!("{} in {milliseconds} ms.", summary(&output, written)));
    if briefing.private {
        terminal::say("This site shows drafts and whole reports: do not publish it.");
    }
    terminal::say(&format!("Open {}", target.join("index.html").display()));
    Ok(Outcome::Good)
}

/// What the briefing is made of, so that the site is not written there.
fn sources(root: &Path) -> Vec<PathBuf> {
    [SETTINGS_FILE, "content", "templates", "static", "i18n"].map(|name| root.join(name)).into()
}

fn summary(output: &Output, written: Written) -> String {
    let pages = output.iter().filter(|(path, _)| path.ends_with(".html")).count();
    let others = written.files - pages;
    let Written { changed, removed, .. } = written;
    let mut text = format!("Built {} and {}: ", count(pages, "page"), count(others, "other file"));
    text.push_str(&match (changed, removed) {
        (0, 0) => "nothing has changed".to_owned(),
        (changed, 0) => format!("{changed} written"),
        (0, removed) => format!("{removed} removed"),
        (changed, removed) => format!("{changed} written, {removed} removed"),
    });
    text
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
