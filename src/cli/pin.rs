//! `sidenote pin`

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::briefing::{FolderArguments, ORIGINALS, below, named_articles};
use super::{Failure, Outcome, terminal};
use crate::config::Audience;
use crate::date::PartialDate;
use crate::diagnostic::{Diagnostic, Format, Severity};
use crate::mend::mend;
use crate::model::TextKind;
use crate::parse::fields::Rights;
use crate::parse::{PINS_FILE, parse};
use crate::pin::{Asked, file, measure, renewed};
use crate::resolve::resolve;
use crate::source::SourceSet;
use crate::write::rewrite::replace;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Articles, by their ids; without any, all digests and excerpts that name an original. Pins of
    /// others are kept.
    #[arg(value_name = "ARTICLE")]
    articles: Vec<String>,
    /// The folder of originals; else SIDENOTE_ORIGINALS.
    #[arg(long, value_name = "DIR")]
    originals: Option<PathBuf>,
    #[command(flatten)]
    folder: FolderArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut folder = arguments.folder.load(arguments.originals.clone())?;
    let (mut parsed, mut diagnostics) = parse(&folder);
    for article in &mut parsed.articles {
        // What may not be published may be measured.
        article.fields.rights = Some(Rights::Full);
    }
    let earlier = parsed.pins.as_ref().map(|pins| pins.entries.clone()).unwrap_or_default();
    let briefing = mend(
        resolve(parsed, &folder, Audience::Public, &mut diagnostics),
        &folder.sources,
        &mut diagnostics,
    );
    let errors: Vec<Diagnostic> =
        diagnostics.sorted().into_iter().filter(|it| it.severity == Severity::Error).collect();
    let articles = match named_articles("sidenote pin", &arguments.articles, &briefing, &mut folder)
    {
        Ok(articles) => articles,
        Err(unknown) => {
            let told: Vec<Diagnostic> = unknown.into_iter().chain(errors).collect();
            return refused(arguments, &folder.sources, &told);
        }
    };
    if !errors.is_empty() {
        return refused(arguments, &folder.sources, &errors);
    }
    let whole =
        !articles.is_empty() && articles.iter().all(|id| briefing[*id].kind == TextKind::Full);
    if folder.originals.is_none() && !whole {
        return Err(Failure::new("the folder of originals is not named")
            .help(format!("Name it with `--originals DIR`, or by the variable {ORIGINALS}.")));
    }
    let asked = if articles.is_empty() { Asked::All } else { Asked::Articles(&articles) };
    let measured = measure(&briefing, &folder, asked);
    if !measured.failed.is_empty() {
        return refused(arguments, &folder.sources, &measured.failed);
    }
    if arguments.folder.format == Format::Human {
        for left_out in &measured.not_compared {
            terminal::warn(&format!("not compared with the others: {}", left_out.message));
        }
    } else {
        let mut told = measured.not_compared.clone();
        told.iter_mut().for_each(|it| it.severity = Severity::Advice);
        arguments.folder.show(&folder.sources, &told)?;
    }
    if measured.pins.is_empty() {
        terminal::say("No digest or excerpt names an `original:`: there is nothing to measure.");
        return Ok(Outcome::Good);
    }
    let told: Vec<String> = measured
        .pins
        .iter()
        .map(|(id, pin)| match pin.words {
            Some(words) => format!("  {}: {words} words", briefing[*id].slug),
            None => format!("  {}: its own text", briefing[*id].slug),
        })
        .collect();
    let text = file(&renewed(earlier, &briefing, measured, today()?));
    let path = below(&arguments.folder.root, Path::new("content").join(PINS_FILE));
    let shown = path.display();
    if fs::read(&path).is_ok_and(|bytes| bytes == text.as_bytes()) {
        terminal::say(&format!("`{shown}` is as it should be:"));
    } else {
        replace(&path, text.as_bytes()).map_err(|error| Failure::not_written(&path, &error))?;
        terminal::say(&format!("Wrote `{shown}`:"));
    }
    told.iter().for_each(|line| terminal::say(line));
    Ok(Outcome::Good)
}

/// Shows why nothing is written.
fn refused(
    arguments: &Arguments,
    sources: &SourceSet,
    told: &[Diagnostic],
) -> Result<Outcome, Failure> {
    arguments.folder.show(sources, told)?;
    terminal::say("Nothing is written.");
    Ok(Outcome::ContentIsWrong)
}

fn today() -> Result<PartialDate, Failure> {
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date().to_string();
    today.parse().map_err(|_| Failure::new(format!("the clock says that it is {today}")))
}
