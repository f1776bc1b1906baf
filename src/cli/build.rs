//! `sidenote build`

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use super::briefing::{BriefingArguments, below, is_wrong};
use super::progress::{Counted, Progress};
use super::{Failure, Outcome, terminal};
use crate::build::{Tally, build_into};
use crate::config::Settings;
use crate::diagnostic::Format;
use crate::load::SETTINGS_FILE;
use crate::parse::address::not_a_base;
use crate::write::{WriteError, Writing, Written};

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
    /// Say nothing where all is well; what is wrong is told all the same.
    #[arg(long)]
    quiet: bool,
    /// Say how long each stage took.
    #[arg(long)]
    timings: bool,
}

/// Reads what `--base-url` says as the settings' `base_url` is read.
fn web_address(text: &str) -> Result<String, &'static str> {
    not_a_base(text).map_or_else(|| Ok(text.to_owned()), Err)
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let briefing = &arguments.briefing;
    let progress = Progress::new(!arguments.quiet && briefing.folder.format == Format::Human);
    progress.stage("read");
    let folder = briefing.folder.load_dated(None)?;
    let root = &briefing.folder.root;
    let options = briefing.build_options(arguments.base_url.clone());
    let target = |settings: &Settings| match &arguments.out {
        Some(out) => out.clone(),
        None => below(root, settings.folder(options.audience)),
    };
    let begin = |settings: &Settings| {
        let writing = Writing::begin(&target(settings), options.audience, &sources(root))?;
        Ok::<_, WriteError>(Counted::new(writing, &progress))
    };
    let built = build_into(&folder, &options, begin, &progress)?;
    let good = built.output.filter(|_| !is_wrong(&built.diagnostics, arguments.strict));
    // Nothing is put in the place of the last site before that is known.
    let written = good.map(|counted| {
        progress.stage("write");
        counted.and_then(|counted| counted.sink.finish())
    });
    progress.clear();
    let timings = arguments.timings.then(|| progress.timings());
    briefing.folder.show(&folder.sources, &built.diagnostics)?;
    if let Some(timings) = timings {
        terminal::say(&timings);
    }
    let Some(written) = written else {
        terminal::say("Nothing was written: the last good site, if there is one, stays.");
        return Ok(Outcome::ContentIsWrong);
    };
    let written =
        written.map_err(|error| Failure { help: error.help(), message: error.to_string() })?;
    if !arguments.quiet {
        terminal::say(&summary(written, &built.tally, progress.took()));
        if briefing.private {
            terminal::say("This site may show drafts and whole reports: do not publish it.");
        }
        terminal::say(&format!("Open {}", target(&built.settings).join("index.html").display()));
    }
    Ok(Outcome::Good)
}

/// What the briefing is made of, so that the site is not written there.
fn sources(root: &Path) -> Vec<PathBuf> {
    [SETTINGS_FILE, "content", "templates", "static", "i18n"].map(|name| root.join(name)).into()
}

/// What was made of what, and how long that took.
fn summary(written: Written, tally: &Tally, took: Duration) -> String {
    let Written { files, pages, changed, removed } = written;
    let others = files - pages;
    let milliseconds = took.as_millis();
    let (pages, others) = (count(pages, "page"), count(others, "other file"));
    let mut text = format!("Built {pages} and {others} in {milliseconds} ms: ");
    text.push_str(&match (changed, removed) {
        (0, 0) => "nothing has changed".to_owned(),
        (changed, 0) => format!("{changed} written"),
        (0, removed) => format!("{removed} removed"),
        (changed, removed) => format!("{changed} written, {removed} removed"),
    });
    format!("{text}.\n{}", contents(tally))
}

/// What the briefing has in it.
fn contents(tally: &Tally) -> String {
    const NAMED: usize = 5;
    let mut parts = [count(tally.articles, "report"), count(tally.notes, "note")];
    let of_kind = [(tally.quotations, "quotation"), (tally.claims, "claim")];
    let of_kind: Vec<String> = of_kind
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| count(number, noun))
        .collect();
    if !of_kind.is_empty()
        && let Some(notes) = parts.last_mut()
    {
        notes.push_str(&format!(" ({} among them)", of_kind.join(" and ")));
    }
    let mut text = format!("In it: {}.", parts.join(", "));
    if !tally.disputed.is_empty() {
        let named: Vec<String> =
            tally.disputed.iter().take(NAMED).map(|id| format!("`{id}`")).collect();
        let more = match tally.disputed.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        text.push_str(&format!(" Reports contradict each other on {}{more}.", named.join(", ")));
    }
    text
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_tells_what_is_there_and_nothing_else() {
        let mut tally = Tally { articles: 1, ..Tally::default() };
        assert_eq!(contents(&tally), "In it: 1 report, 0 notes.");
        tally.notes = 9;
        tally.claims = 7;
        tally.disputed = vec!["toll".into()];
        assert_eq!(
            contents(&tally),
            "In it: 1 report, 9 notes (7 claims among them). Reports contradict each other on `toll`."
        );
        tally.quotations = 1;
        tally.disputed = (0..7).map(|number| format!("c{number}")).collect();
        assert_eq!(
            contents(&tally),
            "In it: 1 report, 9 notes (1 quotation and 7 claims among them). Reports contradict \
             each other on `c0`, `c1`, `c2`, `c3`, `c4` and 2 more."
        );
        let written = Written { files: 3, pages: 2, changed: 0, removed: 0 };
        let text = summary(written, &tally, Duration::from_millis(12));
        let first = "Built 2 pages and 1 other file in 12 ms: nothing has changed.\n";
        assert!(text.starts_with(first), "{text}");
    }
}
