//! The workflow that publishes the site.

use super::facts::Facts;
use super::finding::Finding;
use crate::diagnostic::Severity;

pub(super) fn findings(facts: &Facts) -> Vec<Finding> {
    if facts.workflows.is_empty()
        && let Some(path) = &facts.misplaced_workflow
    {
        let message = "the workflow stands where GitHub does not look for one: the repository begins in a folder above";
        let told = Finding::new(Severity::Warning, "no-workflow", message).file(path.clone());
        return vec![told.help(
            "move it to `.github/workflows/` where the repository begins, and name the briefing's folder in it: `--root` of `sidenote`, `path` of what is uploaded",
        )];
    }
    if facts.workflows.is_empty() {
        let message = "no workflow of GitHub publishes the site";
        let told = Finding::new(Severity::Advice, "no-workflow", message);
        return vec![told.help(
            "`sidenote new briefing` writes one, `.github/workflows/pages.yml`; any other host serves the built folder as it is",
        )];
    }
    facts.workflows.iter().flat_map(|(path, text)| of_workflow(facts, path, text)).collect()
}

fn of_workflow(facts: &Facts, path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let told = |severity, code, message: String| Finding::new(severity, code, message).file(path);
    let (release, sha256) = (value(text, "SIDENOTE_RELEASE"), value(text, "SIDENOTE_SHA256"));
    let repository = value(text, "SIDENOTE_REPOSITORY");
    let is_given = |value: Option<&str>| value.is_some_and(|value| !value.is_empty());
    if is_given(release) {
        let is_hash =
            |hash: &str| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !sha256.is_some_and(is_hash) {
            let message = "the released program is not held against its SHA-256".to_owned();
            findings.push(told(Severity::Error, "workflow-checksum", message).help(
                "write the 64 digits that stand beside the release after `SIDENOTE_SHA256:`",
            ));
        }
    } else if repository.is_some() && !is_given(repository) {
        let message = "the workflow is not told where the program comes from".to_owned();
        findings.push(
            told(Severity::Error, "workflow-program", message)
                .help("write the address of a released archive after `SIDENOTE_RELEASE:`, with its SHA-256, or that of the program's repository after `SIDENOTE_REPOSITORY:`"),
        );
    }
    if text.contains("actions/checkout") && !text.contains("fetch-depth: 0") {
        let message =
            "the workflow fetches no history, so that the site cannot say when what was changed"
                .to_owned();
        findings.push(
            told(Severity::Advice, "workflow-shallow", message)
                .help("below `actions/checkout` write `with:` and `fetch-depth: 0`"),
        );
    }
    if let Some(branch) = facts.repository.as_ref().and_then(|it| it.branch.as_deref())
        && text.contains("branches: [")
        && !names_branch(text, branch)
    {
        let message =
            format!("the workflow does not run for the branch `{branch}`, which is checked out");
        findings.push(
            told(Severity::Warning, "workflow-branch", message)
                .help(format!("write `branches: [{branch}]`, or push the branch that it names")),
        );
    }
    findings
}

/// What a key at the beginning of a line is given, without quotation marks.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines().find_map(|line| {
        let value = line.trim_start().strip_prefix(key)?.strip_prefix(':')?;
        let value = value.split(" #").next().unwrap_or_default();
        Some(value.trim().trim_matches(['"', '\'']))
    })
}

fn names_branch(text: &str, branch: &str) -> bool {
    let lists = text.split("branches: [").skip(1).filter_map(|rest| rest.split(']').next());
    let mut names = lists.flat_map(|list| list.split(','));
    names.any(|name| name.trim().trim_matches(['"', '\'']) == branch)
}
