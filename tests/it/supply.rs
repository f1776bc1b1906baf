//! Where what is not ours comes from: crates, and what runs in the workflows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use walkdir::WalkDir;

use crate::support::project;

fn text(path: &str) -> String {
    fs::read_to_string(project().join(path)).unwrap()
}

/// What stands between quotation marks after `key = ` in a line.
fn quoted<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.split_once(&format!("{key} = \""))?.1.split('"').next()
}

/// The part of a version that says with which others it goes together.
fn compatible(version: &str) -> String {
    let mut parts = version.split('.');
    match parts.next() {
        Some("0") => format!("0.{}", parts.next().unwrap_or_default()),
        major => major.unwrap_or_default().to_owned(),
    }
}

#[test]
fn every_crate_that_is_there_twice_has_its_reason() {
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let lock = text("Cargo.lock");
    for package in lock.split("[[package]]").skip(1) {
        let get =
            |key: &str| package.lines().find_map(|line| quoted(line, key)).unwrap().to_owned();
        versions.entry(get("name")).or_default().push(get("version"));
    }
    let number = |version: &String| -> Vec<u64> {
        version.split('.').map(|part| part.parse().unwrap_or_default()).collect()
    };
    let mut twice = BTreeSet::new();
    for (name, mut versions) in versions {
        versions.sort_by_key(number);
        versions.pop();
        twice.extend(versions.iter().map(|version| format!("{name}@{}", compatible(version))));
    }
    let deny = text("deny.toml");
    let skipped = deny.lines().filter(|line| line.contains("{ crate = "));
    let skipped: BTreeSet<String> =
        skipped.map(|line| quoted(line, "crate").unwrap().to_owned()).collect();
    assert_eq!(
        twice, skipped,
        "each with its reason in deny.toml, and none that is no longer there"
    );
}

#[test]
fn every_exception_says_when_it_was_looked_at() {
    let deny = text("deny.toml");
    let exceptions: Vec<&str> =
        deny.lines().filter(|line| line.trim_start().starts_with("{ ")).collect();
    assert!(exceptions.len() > 5);
    for line in exceptions {
        let reason = quoted(line, "reason").unwrap_or_else(|| panic!("{line}"));
        let date = reason.rsplit_once('(').and_then(|(_, date)| date.strip_suffix(')'));
        let is_date = |date: &str| {
            date.split_once('-').is_some_and(|(year, month)| {
                year.parse::<u16>().is_ok_and(|it| it > 2025)
                    && month.parse::<u8>().is_ok_and(|it| it < 13)
            })
        };
        assert!(date.is_some_and(is_date), "{line}");
    }
}

/// A tag can be moved to other code; a commit cannot.
#[test]
fn workflows_use_actions_by_their_commits() {
    let mut used = 0;
    for folder in [".github", "scaffold/.github"] {
        for entry in WalkDir::new(project().join(folder)) {
            let entry = entry.unwrap();
            if !entry.file_type().is_file() {
                continue;
            }
            let text = fs::read_to_string(entry.path()).unwrap();
            for line in text.lines().filter(|line| line.contains("uses: ")) {
                let (_, action) = line.split_once("uses: ").unwrap();
                let commit =
                    action.split_once('@').map(|(_, rest)| rest.split(' ').next().unwrap());
                let is_commit =
                    |it: &str| it.len() == 40 && it.bytes().all(|byte| byte.is_ascii_hexdigit());
                assert!(commit.is_some_and(is_commit), "{}: {line}", entry.path().display());
                assert!(action.contains(" # v"), "it says which version that is: {line}");
                used += 1;
            }
        }
    }
    assert!(used > 5, "{used}");
}
