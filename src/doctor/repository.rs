//! What git keeps, and whoever can read the repository with it.

use super::facts::Facts;
use super::finding::{Finding, list};
use super::hosting::{LARGEST, megabytes};
use crate::config::Rights;
use crate::diagnostic::Severity;
use crate::git::Repository;
use crate::model::TextKind;

/// What to know before something is taken out.
const HISTORY: &str = "what was pushed stays in the history, and can be read there";

pub(super) fn findings(facts: &Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(repository) = &facts.repository else {
        let message = "the folder is in no repository of git";
        findings.push(
            Finding::new(Severity::Advice, "no-repository", message).help(
                "to publish by GitHub: `git init --initial-branch main`, then `git add .` and `git commit`",
            ),
        );
        return findings;
    };
    findings.extend(private_site(facts, repository));
    findings.extend(withheld(facts, repository));
    findings.extend(originals(facts, repository));
    for (path, bytes) in &facts.large_files {
        let message = format!(
            "`{path}` has {}, and GitHub takes no file above {}",
            megabytes(*bytes),
            megabytes(LARGEST)
        );
        findings.push(
            Finding::new(Severity::Error, "file-too-large", message)
                .file(path.clone())
                .help("make it smaller, or let the site link to it elsewhere"),
        );
    }
    if repository.origin.is_none() {
        let message = "the repository has no `origin` to be pushed to";
        findings.push(
            Finding::new(Severity::Advice, "no-origin", message).help(
                "make an empty repository on GitHub, then `git remote add origin git@github.com:YOU/NAME.git`",
            ),
        );
    }
    findings
}

/// Files of a private site that git has, would take, or had.
fn private_site(facts: &Facts, repository: &Repository) -> Option<Finding> {
    let private = format!("{}/", facts.private_folder);
    let tracked = repository.files.iter().filter(|path| path.starts_with(&private)).count();
    let message = format!(
        "{tracked} files of the private site are in the repository, or would be with `git add .`"
    );
    if tracked == 0 && facts.had_private_site {
        let message = "the history of the repository has files of the private site";
        return Some(
            Finding::new(Severity::Warning, "private-site-in-history", message)
                .file(facts.private_folder.clone())
                .help("keep the repository private, or begin a new one with the files as they are"),
        );
    }
    (tracked > 0).then(|| {
        Finding::new(Severity::Error, "private-site-in-repository", message)
            .file(facts.private_folder.clone())
            .help(format!("take them out: `git rm -r --cached {}`", facts.private_folder))
            .help(HISTORY)
    })
}

/// Reports that the site does not show whole.
fn withheld(facts: &Facts, repository: &Repository) -> Option<Finding> {
    let has = |path: &str| repository.files.binary_search_by(|it| it.as_str().cmp(path)).is_ok();
    let withheld: Vec<&str> = facts
        .reports
        .iter()
        .filter(|it| it.rights != Rights::Full && it.kind != TextKind::Digest && has(&it.file))
        .map(|report| report.id.as_str())
        .collect();
    let message = format!(
        "the repository has the text of reports that the site does not show whole: {}",
        list(&withheld)
    );
    (!withheld.is_empty()).then(|| {
        Finding::new(Severity::Warning, "text-in-repository", message)
            .help("keep the repository private, or write digests, with the reports in a folder of originals outside it")
            .help(HISTORY)
    })
}

/// Originals, or the folder of them.
fn originals(facts: &Facts, repository: &Repository) -> Option<Finding> {
    let named =
        |path: &str, original: &str| path == original || path.ends_with(&format!("/{original}"));
    let is_original = |path: &&String| {
        let mut originals = facts.reports.iter().filter_map(|it| it.original.as_deref());
        originals.any(|original| named(path, original))
    };
    let originals: Vec<&str> =
        repository.files.iter().filter(is_original).map(String::as_str).collect();
    if !originals.is_empty() {
        let message = format!("originals of reports are in the repository: {}", list(&originals));
        return Some(
            Finding::new(Severity::Error, "originals-in-repository", message)
                .help("keep them in a folder outside it, and name that with `--originals DIR`"),
        );
    }
    let folder = facts.originals_inside.as_ref()?;
    let message = format!("the folder of originals, `{folder}`, stands inside the repository");
    Some(
        Finding::new(Severity::Warning, "originals-in-repository", message)
            .help("move it out, so that no `git add` takes an original with it"),
    )
}
