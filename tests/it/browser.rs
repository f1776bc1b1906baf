//! Reads built sites in a browser: `tests/browser` does, where Chromium and its packages are there.

use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_fs::TempDir;

use crate::program::{program, run};
use crate::support;

fn runs(tool: &str, version: &str) -> bool {
    Command::new(tool).arg(version).output().is_ok_and(|output| output.status.success())
}

/// Says what a script misses, as one sentence with what to do; nothing where all is there.
fn missing(folder: &Path, script: &str) -> Option<String> {
    if !runs("node", "--version") {
        return Some("there is no `node`: install Node.js 20 or later".to_owned());
    }
    if script == "print.mjs" && !runs("pdftotext", "-v") {
        return Some(
            "there is no `pdftotext`: install it (`apt-get install poppler-utils`)".to_owned(),
        );
    }
    if !folder.join("node_modules/playwright-core").is_dir()
        || !folder.join("node_modules/axe-core").is_dir()
    {
        return Some("run `npm ci` in tests/browser".to_owned());
    }
    let chromium = env::var_os("SIDENOTE_CHROMIUM").map(PathBuf::from);
    let chromium = chromium.unwrap_or_else(|| PathBuf::from("/usr/bin/chromium"));
    (!chromium.is_file()).then(|| {
        format!(
            "there is no Chromium at {}: install it (`apt-get install chromium`), or name it in SIDENOTE_CHROMIUM",
            chromium.display()
        )
    })
}

/// A script of `tests/browser`, ready to be run; `None` where a browser is neither there nor
/// required.
fn reader(script: &str) -> Option<Command> {
    let folder = support::project().join("tests/browser");
    if let Some(reason) = missing(&folder, script) {
        let required = env::var("SIDENOTE_BROWSER").is_ok_and(|value| value == "required");
        assert!(!required, "the browser tests could not run: {reason}");
        // Past the test runner, which keeps to itself what a test prints that passes.
        let _ = writeln!(std::io::stderr(), "THE BROWSER TESTS WERE NOT RUN: {reason}");
        return None;
    }
    let mut reader = Command::new("node");
    reader.arg(script).current_dir(&folder);
    Some(reader)
}

/// Builds sites, each with its name, folder and flags, and has a script read them; `argument` makes
/// what the script is told of a site of its name and of where it was built.
fn read(script: &str, sites: &[(&str, &Path, &[&str])], argument: impl Fn(&str, &str) -> String) {
    let Some(mut reader) = reader(script) else { return };
    let temporary = TempDir::new().unwrap();
    for (name, root, flags) in sites {
        let out = temporary.path().join(name);
        let out = out.to_string_lossy().into_owned();
        let built = run(&mut program(root, &[&["build", "--out", &out], *flags].concat()));
        assert_eq!(built.status, 0, "{}", built.err);
        reader.arg(argument(name, &out));
    }
    let read = run(&mut reader);
    assert_eq!(read.status, 0, "\n{}{}", read.out, read.err);
}

fn folder_alone(_: &str, out: &str) -> String {
    out.to_owned()
}

fn named(name: &str, out: &str) -> String {
    format!("{name}={out}")
}

#[test]
fn what_is_sought_is_found() {
    let root = support::cases().join("search");
    read("search.mjs", &[("search", &root, &["--private"])], folder_alone);
}

#[test]
fn an_article_is_read_with_its_notes() {
    read("reader.mjs", &[("shipped", support::project(), &[])], folder_alone);
}

#[test]
fn paper_holds_every_note() {
    let hard = support::cases().join("hard");
    let sites = [("shipped", support::project(), &[][..]), ("hard", &hard, &["--private"])];
    read("print.mjs", &sites, named);
}

#[test]
fn every_page_reads_well_in_a_browser() {
    let hard = support::cases().join("hard");
    let sites = [
        ("shipped", support::project(), &[][..]),
        ("hard", &hard, &["--private"]),
        ("public", &hard, &[]),
    ];
    read("read.mjs", &sites, named);
}
