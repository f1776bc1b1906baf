//! `sidenote check`

use std::cmp::Reverse;
use std::path::PathBuf;

use clap::Args;

use super::briefing::{BriefingArguments, is_wrong};
use super::{Failure, Outcome, terminal};
use crate::build::{CheckResult, check};
use crate::config::Budget;
use crate::diagnostic::Format;
use crate::model::Share;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    briefing: BriefingArguments,
    /// Fail on warnings too.
    #[arg(long)]
    strict: bool,
    /// Say nothing where all is well; what is wrong is told all the same.
    #[arg(long)]
    quiet: bool,
    /// The folder of originals, against which quotations are held; else SIDENOTE_ORIGINALS.
    #[arg(long, value_name = "DIR")]
    originals: Option<PathBuf>,
    /// Tell which published notes nobody but their author has seen.
    #[arg(long)]
    reviewed: bool,
    /// Ask whether links to the web lead somewhere. Answers are kept for a day.
    #[cfg(feature = "external")]
    #[arg(long)]
    external: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let briefing = &arguments.briefing;
    let folder = briefing.folder.load_dated(arguments.originals.clone())?;
    let CheckResult { mut diagnostics, budget, excerpts, unreviewed } =
        check(&folder, &briefing.build_options(None))?;
    if arguments.reviewed {
        diagnostics.extend(unreviewed);
    }
    #[cfg(feature = "external")]
    let diagnostics = match arguments.external {
        true => super::external::with(diagnostics, &briefing.folder.root, &folder)?,
        false => diagnostics,
    };
    briefing.folder.show(&folder.sources, &diagnostics)?;
    let is_told = !arguments.quiet && briefing.folder.format == Format::Human;
    if !excerpts.is_empty() && is_told {
        terminal::say(&shown(budget, &excerpts));
    }
    if is_wrong(&diagnostics, arguments.strict) {
        return Ok(Outcome::ContentIsWrong);
    }
    if diagnostics.is_empty() && is_told {
        terminal::say("Nothing is wrong.");
    }
    Ok(Outcome::Good)
}

/// How much of each report a public build shows, the most first, beside what it may.
fn shown(budget: Budget, excerpts: &[(String, Share)]) -> String {
    let mut excerpts: Vec<&(String, Share)> = excerpts.iter().collect();
    excerpts.sort_by_key(|(article, share)| (Reverse(share.shown), article));
    let width = excerpts.iter().map(|(article, _)| article.len()).max().unwrap_or_default();
    let of_each = match budget {
        Budget::Words(1) => "1 word".to_owned(),
        Budget::Words(words) => format!("{words} words"),
        Budget::Share(_) => budget.to_string(),
    };
    let mut lines = vec![format!("A public build may show {of_each} of each excerpt, and shows")];
    lines.extend(excerpts.into_iter().map(|(article, Share { shown, of })| {
        let percent = (100 * shown).checked_div(*of).unwrap_or_default();
        format!("  {article:width$}  {shown} of {of} words, {percent} %")
    }));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_stands_beside_the_budget() {
        let excerpts = [
            ("wire".to_owned(), Share { shown: 20, of: 199 }),
            ("courier".to_owned(), Share { shown: 120, of: 1_000 }),
        ];
        assert_eq!(
            shown(Budget::Share(1_250), &excerpts),
            "A public build may show 12.5 % of each excerpt, and shows\n  \
             courier  120 of 1000 words, 12 %\n  wire     20 of 199 words, 10 %"
        );
    }
}
