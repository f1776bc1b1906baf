//! What to tell of how much of reports a public build shows.

use super::Extent;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Briefing;

/// How many notes a message names.
const MOST_NAMED: usize = 8;

/// Tells of reports of which more is shown than the budget allows, or more than half.
pub fn tell(briefing: &Briefing, extents: &[Extent], diagnostics: &mut Diagnostics) {
    for extent in extents {
        if extent.is_over {
            diagnostics.push(over_budget(briefing, extent));
        } else if extent.is_most {
            diagnostics.push(over_half(briefing, extent));
        }
    }
}

fn over_budget(briefing: &Briefing, extent: &Extent) -> Diagnostic {
    let article = &briefing[extent.article];
    let budget = briefing.settings.excerpt_budget;
    let shown = extent.share.shown;
    let told = Diagnostic::new(
        Code::RightsBudgetExceeded,
        article.span,
        format!(
            "the passages of `{}` show {} of its {}, more than `excerpt_budget: {budget}` allows: {}",
            article.slug,
            words(shown),
            words(extent.share.of),
            named(briefing, extent),
        ),
    )
    .help("shorten the passages, or leave words out of them with `[…]`")
    .help("raise `excerpt_budget` in sidenote.yaml, if you may publish more of each report")
    .help("write `rights: full` into the article’s front matter, if you may publish all of it");
    with_notes(briefing, extent, told)
}

fn over_half(briefing: &Briefing, extent: &Extent) -> Diagnostic {
    let article = &briefing[extent.article];
    let (shown, of) = (extent.share.shown, extent.share.of);
    let told = Diagnostic::new(
        Code::ExcerptOverHalf,
        article.span,
        format!("a public build shows {shown} of the {} of `{}`", words(of), article.slug),
    )
    .help("shorten the passages, or leave words out of them with `[…]`")
    .help("if you may publish so much of it, write `allow: [excerpt-over-half]` into its front matter");
    with_notes(briefing, extent, told)
}

/// The heaviest notes, each with its words.
fn named(briefing: &Briefing, extent: &Extent) -> String {
    let notes = extent.notes.iter().take(MOST_NAMED);
    let mut named: Vec<String> = notes
        .map(|(note, count)| format!("`{}` {}", briefing[*note].slug, words(*count)))
        .collect();
    let more = extent.notes.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        named.push(format!("and {more} more"));
    }
    named.join(", ")
}

/// The same, with the place of each note.
fn with_notes(briefing: &Briefing, extent: &Extent, told: Diagnostic) -> Diagnostic {
    extent.notes.iter().fold(told, |told, (note, count)| {
        let note = &briefing[*note];
        told.related(note.span, format!("`{}` shows {}", note.slug, words(*count)))
    })
}

fn words(count: usize) -> String {
    format!("{count} {}", if count == 1 { "word" } else { "words" })
}
