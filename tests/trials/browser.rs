//! Reads built sites in a browser: `tests/browser` does, where Chromium and its packages are there.

use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_fs::TempDir;
use libtest_mimic::{Failed, Trial};

use crate::program::{BriefingFolder, program, run};
use crate::support;
use crate::support::hostile::{keep_what_builds, payloads, put};
use crate::support::server::Server;

/// Whether there is a program of this name to run.
fn is_there(tool: &str) -> bool {
    let name = format!("{tool}{}", env::consts::EXE_SUFFIX);
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).any(|folder| folder.join(&name).is_file())
}

/// Says what a script misses, as one sentence with what to do; nothing where all is there.
fn missing(folder: &Path, script: &str) -> Option<String> {
    if !is_there("node") {
        return Some("there is no `node`: install Node.js 20 or later".to_owned());
    }
    if script == "print.mjs" && !is_there("pdftotext") {
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

/// Whether a test without a browser is a failure.
fn required() -> bool {
    env::var("SIDENOTE_BROWSER").is_ok_and(|value| value == "required")
}

/// A site that a script reads: its name, its folder, and flags of its build.
type Built<'a> = (&'a str, &'a Path, &'a [&'a str]);

/// Builds sites, and has a script read them; `argument` makes what the script is told of a site of
/// its name and of where it was built.
fn read(script: &str, sites: &[Built], argument: impl Fn(&str, &str) -> String) {
    let folder = support::project().join("tests/browser");
    let mut reader = Command::new("node");
    reader.arg(script).current_dir(&folder);
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

/// A briefing of so many reports.
fn crowd_of(reports: usize) -> TempDir {
    let folder = TempDir::new().unwrap();
    support::crowd::write(folder.path(), reports);
    folder
}

fn folder_alone(_: &str, out: &str) -> String {
    out.to_owned()
}

fn named(name: &str, out: &str) -> String {
    format!("{name}={out}")
}

/// A test for each script. Where it cannot be run it is ignored, and what is missing is its kind;
/// with `SIDENOTE_BROWSER=required` it fails with that.
pub(crate) fn trials() -> Vec<Trial> {
    SCRIPTS
        .iter()
        .map(|&(name, script, test)| {
            let missing = missing(&support::project().join("tests/browser"), script);
            let ignored = missing.is_some() && !required();
            if let (true, Some(reason)) = (ignored, &missing) {
                // Past the test runner, and past its filters: no one should take this for a pass.
                let _ = writeln!(std::io::stderr(), "NOT RUN: browser::{name}: {reason}");
            }
            let trial = Trial::test(format!("browser::{name}"), move || match missing {
                Some(reason) => Err(Failed::from(format!("it could not run: {reason}"))),
                None => {
                    test(script);
                    Ok(())
                }
            });
            trial.with_ignored_flag(ignored)
        })
        .collect()
}

type Script = (&'static str, &'static str, fn(&str));

/// What is tested, the script that does it, and on which sites.
const SCRIPTS: &[Script] = &[
    ("what_is_sought_is_found", "search.mjs", |script| {
        let root = support::cases().join("search");
        read(script, &[("search", &root, &["--private"])], folder_alone);
    }),
    ("an_article_is_read_with_its_notes", "reader.mjs", |script| {
        read(script, &[("shipped", support::project(), &[])], folder_alone);
    }),
    ("lists_are_sorted_and_narrowed", "lists.mjs", |script| {
        let crowd = crowd_of(200);
        let sites = [("shipped", support::project(), &[][..]), ("crowd", crowd.path(), &[])];
        read(script, &sites, named);
    }),
    ("paper_holds_every_note", "print.mjs", |script| {
        let hard = support::cases().join("hard");
        let sites = [("shipped", support::project(), &[][..]), ("hard", &hard, &["--private"])];
        read(script, &sites, named);
    }),
    ("every_page_reads_well_in_a_browser", "read.mjs", |script| {
        let hard = support::cases().join("hard");
        let sites = [
            ("shipped", support::project(), &[][..]),
            ("hard", &hard, &["--private"]),
            ("public", &hard, &[]),
        ];
        read(script, &sites, named);
    }),
    ("two_hundred_reports_read_well", "read.mjs", |script| {
        let crowd = crowd_of(200);
        // One page of each kind: they are all alike.
        read(script, &[("crowd", crowd.path(), &[])], |name, out| format!("{name}={out}=few"));
    }),
    ("crowded_and_foreign_briefings_read_well", "read.mjs", |script| {
        let cases = ["many-notes", "many-printings", "arabic", "chinese"];
        let roots = cases.map(|case| support::cases().join(case));
        let sites: Vec<Built> =
            cases.iter().zip(&roots).map(|(name, root)| (*name, root.as_path(), &[][..])).collect();
        read(script, &sites, named);
    }),
    ("no_text_does_anything_in_a_browser", "hostile.mjs", |script| {
        // All of them are looked at without a browser, which needs a second a page.
        let texts: Vec<String> = payloads().into_iter().step_by(4).collect();
        let (site, served) = (BriefingFolder::new(), BriefingFolder::new());
        put(&site, &texts);
        keep_what_builds(&site);
        let built = site.run(&["build", "--private", "--quiet"]);
        assert_eq!(built.status, 0, "{}", built.err);
        // Here what is refused is told, in every page.
        put(&served, &texts);
        let server = Server::start(&served);
        let mut reader = Command::new("node");
        reader
            .arg(script)
            .arg(site.path("_site-private"))
            .arg(format!("http://{}/", server.address));
        let read = run(reader.current_dir(support::project().join("tests/browser")));
        assert_eq!(read.status, 0, "\n{}{}", read.out, read.err);
    }),
    ("notes_are_written_where_one_reads", "write.mjs", |script| {
        let place = TempDir::new().unwrap();
        let mut writer = Command::new("node");
        writer.arg(script).current_dir(support::project().join("tests/browser"));
        writer.arg(env!("CARGO_BIN_EXE_sidenote")).arg(place.path());
        let written = run(&mut writer);
        assert_eq!(written.status, 0, "\n{}{}", written.out, written.err);
    }),
    ("notes_come_to_their_passages", "focus.mjs", |script| {
        let root = support::cases().join("many-notes");
        let sites = [("shipped", support::project(), &[][..]), ("many-notes", &root, &[])];
        read(script, &sites, named);
    }),
];
