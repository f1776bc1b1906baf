//! Many reports that were brought in, a line each.

use crate::import::draft::{Draft, Finding};
use crate::slice::Slice;

/// The longest id that is shown whole, in characters.
const WIDEST_ID: usize = 40;

/// What was made of a report.
pub(super) struct Row {
    id: String,
    words: usize,
    left_out: usize,
    missing: String,
    look: Vec<String>,
}

fn words(text: &str) -> usize {
    let signs = text.chars().filter(|c| *c >= '\u{2e80}').count();
    text.split_whitespace().count().max(signs / 2)
}

impl Row {
    pub(super) fn new(id: String, draft: &Draft, missing: &[&str]) -> Self {
        let left_out = draft.findings.iter().map(|finding| match finding {
            Finding::LeftOut { text, .. } => words(text),
            _ => 0,
        });
        let look = draft.findings.iter().filter_map(|finding| match finding {
            Finding::Remark(remark) => Some(remark.clone()),
            Finding::Guess { what: "language", value, reason } if reason.starts_with("guessed") => {
                Some(format!("language {value} is a guess"))
            }
            Finding::Guess { what: "formula" | "word", value, .. } => Some(value.clone()),
            _ => None,
        });
        Self {
            words: words(&draft.body.text()),
            left_out: left_out.sum(),
            missing: missing.join(", "),
            look: look.collect(),
            id,
        }
    }
}

/// The table, and what it comes to.
pub(super) fn lines(rows: &[Row], failed: usize) -> Vec<String> {
    const MOST_LOOKS: usize = 2;
    let shown = |id: &str| match id.char_indices().nth(WIDEST_ID) {
        Some((end, _)) => format!("{}…", id.slice(..end)),
        None => id.to_owned(),
    };
    let width = rows.iter().map(|row| shown(&row.id).chars().count()).max().unwrap_or(0).max(6);
    let missing = rows.iter().map(|row| row.missing.chars().count()).max().unwrap_or(0).max(9);
    let mut lines = vec![format!(
        "{:width$}  {:>6}  {:>8}  {:missing$}  look at",
        "report", "words", "left out", "not found"
    )];
    for row in rows {
        let more = row.look.len().saturating_sub(MOST_LOOKS);
        let mut look = row.look.iter().take(MOST_LOOKS).cloned().collect::<Vec<_>>().join("; ");
        if more > 0 {
            look.push_str(&format!("; {more} more"));
        }
        let line = format!(
            "{:width$}  {:>6}  {:>8}  {:missing$}  {look}",
            shown(&row.id),
            row.words,
            row.left_out,
            row.missing
        );
        lines.push(line.trim_end().to_owned());
    }
    let lacking = |key: &str| rows.iter().filter(|row| row.missing.contains(key)).count();
    lines.push(format!(
        "{} reports, {failed} files not brought in; without authors {}, without a date {}. What was guessed \
         and left out of each: `--details`, or `--keep`, which keeps it in the files",
        rows.len(),
        lacking("authors"),
        lacking("published"),
    ));
    lines
}
