//! Links to the web: whether what they lead to is still there.
//!
//! No build asks this, since a site depends on nothing but its folder: `sidenote check --external` does.
//! `links` finds the addresses, `ask` asks their servers, several at once and each but one thing at a
//! time, [`Cache`] remembers the answers for a day, and `tell` says what was found.

mod answer;
mod ask;
mod cache;
mod links;
mod tell;

use crate::diagnostic::Diagnostic;
use crate::parse::Parsed;
use crate::source::SourceSet;
pub use answer::Answer;
pub use cache::Cache;

/// Asks about every address of a briefing that the settings do not leave out and that `cache` does not
/// know, and tells what is not there. `now` is the time in seconds.
pub fn check(parsed: &Parsed, sources: &SourceSet, cache: &mut Cache, now: i64) -> Vec<Diagnostic> {
    let links = links::links(parsed, sources);
    let mut unknown: Vec<&str> = links
        .iter()
        .map(|link| link.address.as_str())
        .filter(|address| cache.get(address, now).is_none())
        .collect();
    unknown.sort_unstable();
    unknown.dedup();
    for (address, answer) in ask::ask(&unknown) {
        cache.put(address, answer, now);
    }
    let answer = |address: &str| cache.get(address, now).cloned();
    links.iter().filter_map(|link| tell::tell(link, &answer(&link.address)?)).collect()
}
