//! What must be true of every site, whatever its briefing: of the one that the project ships, and
//! of one that is full of difficult things.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use assert_fs::TempDir;

use crate::program::{BriefingFolder, program, run};
use crate::support::{self, crowd, site::Site};

/// The shipped briefing and the difficult one.
fn briefings() -> [PathBuf; 2] {
    [support::project().to_owned(), support::cases().join("hard")]
}

/// Builds a briefing into a folder of its own.
fn build(briefing: &Path, flags: &[&str], threads: &str) -> (TempDir, Site) {
    let temporary = TempDir::new().unwrap();
    let out = temporary.path().join("site");
    let out_flag = out.to_string_lossy().into_owned();
    let arguments = [&["build", "--out", &out_flag], flags].concat();
    let built = run(program(briefing, &arguments).env("RAYON_NUM_THREADS", threads));
    assert_eq!(built.status, 0, "{}: {}", briefing.display(), built.err);
    let site = Site::read(&out);
    (temporary, site)
}

#[test]
fn links_lead_somewhere_ids_are_unique_and_passages_stand_where_they_are_said_to() {
    const BASE: &str = "https://example.org/a/b/";
    for briefing in briefings() {
        for audience in [&[][..], &["--private"]] {
            for (address, base_url) in [(&[][..], None), (&["--base-url", BASE], Some(BASE))] {
                let (_kept, site) = build(&briefing, &[audience, address].concat(), "2");
                let problems = site.problems(base_url);
                let name = briefing.display();
                assert!(problems.is_empty(), "{name}:\n{}", problems.join("\n"));
                assert!(site.pages.len() > 10 && !site.annotations().is_empty(), "{name}");
            }
        }
    }
}

#[test]
fn two_builds_are_the_same_byte_for_byte_with_one_thread_and_with_two() {
    for briefing in briefings() {
        let (_one, one) = build(&briefing, &["--private"], "1");
        let (_two, two) = build(&briefing, &["--private"], "2");
        let differing: BTreeMap<_, _> = one
            .files
            .iter()
            .filter(|(path, bytes)| two.files.get(*path) != Some(bytes))
            .map(|(path, bytes)| (path, bytes.len()))
            .collect();
        assert!(differing.is_empty(), "{differing:?}");
        assert_eq!(one.files.len(), two.files.len());
    }
}

#[test]
fn the_shipped_briefing_is_without_a_warning() {
    let root = support::project();
    for audience in [&[][..], &["--private"]] {
        let arguments = [&["check", "--strict", "--format", "json"], audience].concat();
        let checked = run(&mut program(root, &arguments));
        let severe = checked.diagnostics().iter().any(|it| it["severity"] != "advice");
        assert!(checked.status == 0 && !severe, "{}{}", checked.out, checked.err);
    }
}

#[test]
fn a_build_from_another_folder_gives_the_same_site() {
    let root = support::project();
    let (_here, here) = build(root, &[], "2");
    let elsewhere = TempDir::new().unwrap();
    let root = root.to_string_lossy().into_owned();
    let (_there, there) = build(elsewhere.path(), &["--root", &root], "2");
    assert!(here.files == there.files);
}

#[test]
fn two_hundred_reports_are_listed_by_month_and_printed_in_parts() {
    const REPORTS: usize = 200;
    let folder = TempDir::new().unwrap();
    crowd::write(folder.path(), REPORTS);
    let (_kept, site) = build(folder.path(), &[], "2");
    let problems = site.problems(None);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let page = |path: &str| String::from_utf8_lossy(&site.files[path]).into_owned();
    let reports = page("articles/index.html");
    assert!(reports.contains("<h2 id=\"_2025-03\">March 2025</h2>"), "{reports}");
    assert_eq!(reports.matches("class=\"entry\"").count(), REPORTS);
    // The marks of so many reports have no columns: a figure tells how many they are.
    let officials = page("officials/index.html");
    assert!(!officials.contains("class=\"mark") && officials.contains(" of 200</td>"));
    let cover = page("print.html");
    // Each of its pages prints with all that belongs to it.
    let records = ["entities/", "officials/"].iter().flat_map(|folder| {
        site.files.keys().filter(move |path| {
            path.starts_with(folder) && !path.ends_with("index.html") && !path.contains('_')
        })
    });
    let parts: Vec<&String> = records.collect();
    assert!(!parts.is_empty());
    for part in parts.into_iter().map(String::as_str).chain(["articles/report-000.html"]) {
        assert!(cover.contains(&format!("href=\"{part}\"")), "{part}");
    }
    assert!(!cover.contains("class=\"endnotes\""));
}

#[test]
fn references_are_in_the_style_that_the_settings_name() {
    const PLAIN: &str = "title: The ferry\neditor: Desk\nbase_url: https://example.org/\n";
    let place = BriefingFolder::new();
    let report = "---\ntitle: The last ferry\npublisher: The Wire\nauthors: [Ann Lee]\n\
        published: 2026-05-03\nurl: https://wire.example/a\n---\nWords.\n";
    place.put("content/articles/wire.md", report);
    place.put("sidenote.yaml", PLAIN);
    assert_eq!(place.run(&["build"]).status, 0);
    let plain = place.text("_site/articles/wire.html");
    assert!(plain.contains("The Wire, with notes. In: The ferry."), "{plain}");
    place.put("sidenote.yaml", format!("{PLAIN}citation: apa\n"));
    assert_eq!(place.run(&["build"]).status, 0);
    let styled = place.text("_site/articles/wire.html");
    for words in [
        "Lee, A. (2026, May 3). The last ferry. The Wire. https://wire.example/a",
        "The Wire, with notes. The Ferry. Retrieved https://example.org/articles/wire.html",
    ] {
        assert!(styled.contains(words), "{words}: {styled}");
    }
}
