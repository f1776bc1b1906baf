//! `sidenote build`

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::briefing::{BriefingArguments, below, is_wrong};
use super::{Failure, Outcome, terminal};
use crate::build::build_into;
use crate::config::Settings;
use crate::load::SETTINGS_FILE;
use crate::parse::address::not_a_base;
use crate::write::{Writing, Written};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    briefing: BriefingArguments,
    /// The site's folder; else the briefing's settings name it, and a private site's beside it.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where the site will stand, in the place of what the settings say.
    #[arg(long, value_name = "URL", value_parser = web_address)]
    base_url: Option<String>,
    /// Fail on warnings too.
    #[arg(long)]
    strict: bool,
}

/// Reads what `--base-url` says as the settings' `base_url` is read.
fn web_address(text: &str) -> Result<String, &'static str> {
    not_a_base(text).map_or_else(|| Ok(text.to_owned()), Err)
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let briefing = &arguments.briefing;
    let folder = briefing.folder.load(None)?;
    let root = &briefing.folder.root;
    let options = briefing.build_options(arguments.base_url.clone());
    let target = |settings: &Settings| match &arguments.out {
        Some(out) => out.clone(),
        None => below(root, settings.folder(options.audience)),
    };
    let built = build_into(&folder, &options, |settings| {
        Writing::begin(&target(settings), options.audience, &sources(root))
    })?;
    briefing.folder.show(&folder.sources, &built.diagnostics)?;
    let good = built.output.filter(|_| !is_wrong(&built.diagnostics, arguments.strict));
    let Some(writing) = good else {
        terminal::say("Nothing was written: the last good site, if there is one, stays.");
        return Ok(Outcome::ContentIsWrong);
    };
    let written = writing
        .and_then(Writing::finish)
        .map_err(|error| Failure { help: error.help(), message: error.to_string() })?;
    let milliseconds = start.elapsed().as_millis();
    terminal::say(&format!("{} in {milliseconds} ms.", summary(written)));
    if briefing.private {
        terminal::say("This site may show drafts and whole reports: do not publish it.");
    }
    terminal::say(&format!("Open {}", target(&built.settings).join("index.html").display()));
    Ok(Outcome::Good)
}

/// What the briefing is made of, so that the site is not written there.
fn sources(root: &Path) -> Vec<PathBuf> {
    [SETTINGS_FILE, "content", "templates", "static", "i18n"].map(|name| root.join(name)).into()
}

fn summary(written: Written) -> String {
    let Written { files, pages, changed, removed } = written;
    let others = files - pages;
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
