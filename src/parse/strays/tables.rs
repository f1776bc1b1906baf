//! Links in tables that the bar within them cuts in two.

use super::searched_text::SearchedText;
use crate::diagnostic::{Code, Diagnostic};
use crate::place::{InSource, Place};
use crate::slice::Slice;

/// Every link with a bar of its own in a row of a table, or of what would be one without it.
pub(super) fn check(page: &SearchedText<'_>) -> Vec<Diagnostic> {
    let meant = page.paragraphs.iter().filter(|paragraph| is_table(page.slice(**paragraph)));
    let mut told = Vec::new();
    for table in page.tables.iter().chain(meant) {
        let mut at = table.start();
        for line in page.slice(*table).split_inclusive('\n') {
            told.extend(links(page, at, line).into_iter().map(|link| tell(page, link)));
            at += line.len();
        }
    }
    told
}

/// Whether lines would be a table if their first had as many cells as their second.
fn is_table(text: &str) -> bool {
    let mut lines = text.lines();
    let first = lines.next().is_some_and(|line| line.contains('|') && line.contains("[["));
    let is_rule = |line: &str| line.contains('-') && line.chars().all(|c| "|-: \t".contains(c));
    first && lines.next().is_some_and(is_rule)
}

/// The links of a line that have a bar without a backslash.
fn links(page: &SearchedText<'_>, start: usize, line: &str) -> Vec<Place<InSource>> {
    let mut links = Vec::new();
    let mut at = 0;
    while let Some(open) = line.slice(at..).find("[[").map(|open| at + open) {
        let Some(length) = line.slice(open..).find("]]") else { break };
        let inside = line.slice(open + 2..open + length);
        at = open + length + 2;
        let bare = inside.match_indices('|').any(|(bar, _)| !inside.slice(..bar).ends_with('\\'));
        let is_link = bare
            && !inside.contains("[[")
            && !page.in_code(start + open)
            && !page.is_done(start + open);
        if is_link {
            links.push(Place::new(start + open..start + at));
        }
    }
    links
}

fn tell(page: &SearchedText<'_>, link: Place<InSource>) -> Diagnostic {
    let written = page.slice(link);
    let message = "the bar in this link ends the table's cell, so that half of the link is lost";
    Diagnostic::new(Code::LinkInTable, page.span(link), message)
        .help(format!("write a backslash before the bar: `{}`", written.replacen('|', "\\|", 1)))
}
