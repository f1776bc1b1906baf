//! Runs what docs/pandas.md says, where Python and its packages are there.

use std::env;
use std::process::Command;

use assert_fs::TempDir;
use assert_fs::prelude::*;
use libtest_mimic::Trial;

use crate::program::{program, run};
use crate::support;

/// The interpreter: `python3`, or what SIDENOTE_PYTHON names.
fn python() -> String {
    env::var("SIDENOTE_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// A test. Where it cannot be run it is ignored, and what is missing is its kind.
pub(crate) fn trials() -> Vec<Trial> {
    let packages = Command::new(python()).args(["-c", "import pandas, matplotlib"]).output();
    let there = packages.is_ok_and(|output| output.status.success());
    let trial = Trial::test("pandas::what_the_page_says_runs", || {
        what_the_page_says_runs();
        Ok(())
    });
    let missing = "run `pip install pandas matplotlib`, or name an interpreter in SIDENOTE_PYTHON";
    vec![if there { trial } else { trial.with_kind(missing).with_ignored_flag(true) }]
}

fn what_the_page_says_runs() {
    let site = TempDir::new().unwrap();
    let out = site.path().to_string_lossy().into_owned();
    let built = run(&mut program(support::project(), &["build", "--out", &out]));
    assert_eq!(built.status, 0, "{}", built.err);
    let drafts = support::project().join("tests/drafts");
    site.child("draft.md")
        .write_str("“Hostilities exist today.” “The island has 840 inhabitants.”")
        .unwrap();
    let draft = site.path().join("draft.md").to_string_lossy().into_owned();
    let verified = run(&mut program(&drafts, &["verify", &draft, "--format", "json"]));
    assert_eq!(verified.status, 1, "{}", verified.err);
    site.child("draft.jsonl").write_str(&verified.out).unwrap();
    let page = std::fs::read_to_string(support::project().join("docs/pandas.md")).unwrap();
    let blocks: Vec<&str> =
        page.split("```python\n").skip(1).map(|block| block.split("```").next().unwrap()).collect();
    assert_eq!(blocks.len(), 5);
    for block in blocks {
        let mut python = Command::new(python());
        python.args(["-c", block]).current_dir(site.path()).env("MPLBACKEND", "Agg");
        let told = run(&mut python);
        assert_eq!(told.status, 0, "{block}\n{}", told.err);
        assert!(!told.out.trim().is_empty(), "{block}");
    }
    assert!(site.path().join("claims.png").is_file(), "the plot");
}
