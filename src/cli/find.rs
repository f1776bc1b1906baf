//! `sidenote find`

use clap::Args;

use super::briefing::FolderArguments;
use super::{Failure, Outcome, terminal};
use crate::diagnostic::{Diagnostic, Format};
use crate::mend::find::{Found, FoundPlace, MOST_PLACES, find};
use crate::parse::parse;
use crate::source::SourceSet;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The words, in quotation marks of the shell.
    words: String,
    #[command(flatten)]
    folder: FolderArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let folder = arguments.folder.load(None)?;
    let (parsed, _) = parse(&folder);
    let Found { places: found, count, more_like } =
        find(&parsed.articles, &parsed.settings.language, &arguments.words);
    if arguments.folder.format == Format::Human {
        terminal::print(&printed(&found, &folder.sources))?;
    } else {
        let told: Vec<Diagnostic> = found.iter().map(FoundPlace::told).collect();
        arguments.folder.show(&folder.sources, &told)?;
    }
    if count > MOST_PLACES {
        terminal::say(&format!("The first {MOST_PLACES} of {count} places are listed."));
    }
    if more_like > 0 {
        let places = if more_like == 1 { "place is" } else { "places are" };
        terminal::say(&format!(
            "At least {more_like} more {places} like these words: quote more of them to see which."
        ));
    }
    if found.is_empty() {
        terminal::say("No article has words like these.");
    }
    Ok(if found.is_empty() { Outcome::ContentIsWrong } else { Outcome::Good })
}

/// Each place with the passage to paste, on lines of its own.
fn printed(found: &[FoundPlace], sources: &SourceSet) -> String {
    let mut out = String::new();
    for found in found {
        let file = sources.file(found.span.file);
        let position = file.position(found.span.start);
        let place = format!("{}:{}:{}", file.path, position.line, position.column);
        let passage = found.selector().replace('\n', "\n    ");
        out.push_str(&format!("{place}: {}\n\n    {passage}\n\n", found.likeness()));
    }
    out
}
