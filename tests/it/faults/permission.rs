//! What may not be read, and where nothing may be written.

use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use walkdir::WalkDir;

use super::{changed_since, tree};
use crate::program::{BriefingFolder, Run, run};

/// Somebody of whom no system has files.
const NOBODY: u32 = 65_534;

/// For the one who may do everything no permission is refused: then the program is run as somebody else, to
/// whom the folder is given. Where that cannot be done there is nothing to test, and the reason is said.
fn as_somebody(place: &BriefingFolder) -> Option<impl Fn(&[&str]) -> Run> {
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    if is_root {
        for entry in WalkDir::new(place.path("")) {
            chown(entry.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        let mut try_it = Command::new(env!("CARGO_BIN_EXE_sidenote"));
        let found = try_it.arg("--version").uid(NOBODY).gid(NOBODY).output();
        if !found.is_ok_and(|output| output.status.success()) {
            let _ = writeln!(
                std::io::stderr(),
                "NOT RUN: the program is in a folder that only root may enter"
            );
            return None;
        }
    }
    Some(move |arguments: &[&str]| {
        let mut program = place.program(arguments);
        if is_root {
            program.uid(NOBODY).gid(NOBODY);
        }
        run(&mut program)
    })
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn what_may_not_be_read_is_named_and_no_site_is_made_without_it() {
    let (place, before) = changed_since();
    place.put("static/a.txt", "a");
    place.put("templates/parts/x.html", "x");
    place.put("i18n/fr.yaml", "");
    let Some(sidenote) = as_somebody(&place) else { return };
    for path in [
        "content/articles/first.md",
        "content/articles",
        "content",
        "static/a.txt",
        "static",
        "templates/parts",
        "i18n/fr.yaml",
        "sidenote.yaml",
    ] {
        let path_on_disk = place.path(path);
        let mode = fs::metadata(&path_on_disk).unwrap().permissions().mode();
        allow(&path_on_disk, 0);
        for command in ["build", "check"] {
            let ran = sidenote(&[command]);
            assert_eq!(ran.status, 2, "{path}: {}", ran.err);
            assert!(ran.err.contains(path) && ran.err.contains("ermission"), "{path}: {}", ran.err);
        }
        allow(&path_on_disk, mode);
        assert_eq!(tree(&place.path("_site")), before, "{path}");
    }
    assert_eq!(sidenote(&["build"]).status, 0);
}

#[test]
fn where_nothing_may_be_written_the_last_good_site_stays_and_nothing_is_left() {
    let (place, before) = changed_since();
    let Some(sidenote) = as_somebody(&place) else { return };
    let beside = || {
        let entries = fs::read_dir(place.path("")).unwrap();
        let mut names: Vec<String> =
            entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    let names = beside();
    for closed in ["_site", "_site/articles", "_site/assets"] {
        allow(&place.path(closed), 0o555);
        let built = sidenote(&["build"]);
        allow(&place.path(closed), 0o755);
        assert_eq!(built.status, 2, "{closed}: {}", built.err);
        assert!(built.err.contains("You may not write there"), "{closed}: {}", built.err);
        assert!(built.err.contains("--out"), "{closed}: {}", built.err);
        assert_eq!(tree(&place.path("_site")), before, "{closed}");
        assert_eq!(beside(), names, "{closed}");
    }
    // A site's folder that may be written to, in one that may not.
    allow(&place.path(""), 0o555);
    let built = sidenote(&["build"]);
    allow(&place.path(""), 0o755);
    assert_eq!(built.status, 0, "{}", built.err);
    assert_ne!(tree(&place.path("_site")), before);
    assert_eq!(beside(), names);
    // No folder for it can be made.
    allow(&place.path(""), 0o555);
    let built = sidenote(&["build", "--out", "deep/site"]);
    let started = sidenote(&["new", "briefing", "deep/briefing"]);
    allow(&place.path(""), 0o755);
    for ran in [built, started] {
        assert_eq!(ran.status, 2, "{}", ran.err);
        assert!(ran.err.contains("You may not write there"), "{}", ran.err);
    }
    assert_eq!(beside(), names);
}

#[test]
fn a_page_that_may_not_be_read_is_not_replaced_unseen() {
    let (place, before) = changed_since();
    let Some(sidenote) = as_somebody(&place) else { return };
    allow(&place.path("_site/index.html"), 0);
    let built = sidenote(&["build"]);
    allow(&place.path("_site/index.html"), 0o644);
    assert_eq!(built.status, 2, "{}", built.err);
    assert!(built.err.contains("cannot read `_site/index.html`"), "{}", built.err);
    assert_eq!(tree(&place.path("_site")), before);
}
