//! What messages show of a near match: the words that differ.

use crate::mend::near_match::{Difference, NearMatch, Stake};
use crate::resolve::excerpt::shortened;
use crate::slice::Slice;

/// How many differences of a near match are told.
const MOST_DIFFERENCES: usize = 6;

/// The words that differ, most serious first: `18 → 19 (number)`.
#[must_use]
pub fn differences(sought: &str, found: &NearMatch) -> String {
    let comparison = &found.comparison;
    let mut all: Vec<&Difference> = comparison.differences.iter().collect();
    all.sort_by_key(|difference| difference.stake);
    let mut told: Vec<String> = Vec::new();
    if comparison.reordered {
        told.push("much the same words in another order".to_owned());
    }
    for difference in all.iter().take(MOST_DIFFERENCES) {
        let quoted = shortened(sought.slice(difference.quoted.clone()));
        let printed = shortened(found.printed.slice(difference.printed.clone()));
        let stake = match difference.stake {
            _ if quoted.to_lowercase() == printed.to_lowercase() => " (case)".to_owned(),
            Stake::Wording => String::new(),
            stake => format!(" ({})", stake.name()),
        };
        told.push(match (quoted.is_empty(), printed.is_empty()) {
            (true, _) => format!("the article adds “{printed}”{stake}"),
            (_, true) => format!("the article lacks “{quoted}”{stake}"),
            _ => format!("{quoted} → {printed}{stake}"),
        });
    }
    match all.len().saturating_sub(MOST_DIFFERENCES) {
        0 if told.is_empty() => told.push("it differs in its spaces".to_owned()),
        0 => {}
        1 => told.push("and 1 more difference".to_owned()),
        more => told.push(format!("and {more} more differences")),
    }
    told.join(", ")
}
