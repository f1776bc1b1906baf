//! What stands between a briefing's folder and a published site.
//!
//! [`Facts`] are what was found, on the disk and by the stages; [`examine`] makes [`Finding`]s of them,
//! each with what to do, and looks at nothing itself.

mod content;
mod facts;
mod finding;
mod hosting;
mod repository;
mod workflow;

pub use facts::{Facts, Report, SiteSize};
pub use finding::Finding;

/// Everything that is found, the worst first.
#[must_use]
pub fn examine(facts: &Facts) -> Vec<Finding> {
    let mut findings = content::findings(facts);
    findings.extend(repository::findings(facts));
    findings.extend(workflow::findings(facts));
    findings.extend(hosting::findings(facts));
    findings.sort_by_key(|finding| finding.severity);
    findings
}
