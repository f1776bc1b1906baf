use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use assert_fs::TempDir;
use walkdir::WalkDir;

use super::manifest::Manifest;
use super::*;
use crate::config::Audience;
use crate::output::{Output, Sink};

mod faults;
mod streamed;

/// A site of these files.
fn site(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (path, text) in files {
        output.insert(*path, text.as_bytes().to_vec());
    }
    output
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The files below a folder with their text, a link as `-> where`, an empty folder as `/`.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut tree = BTreeMap::new();
    for entry in WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_dir() {
            if fs::read_dir(entry.path()).unwrap().next().is_none() {
                tree.insert(path, "/".into());
            }
        } else if entry.file_type().is_symlink() {
            let to = fs::read_link(entry.path()).unwrap();
            tree.insert(path, format!("-> {}", to.display()));
        } else {
            tree.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
    tree
}

/// [`tree`] without the manifest, which must be there.
fn site_in(folder: &Path) -> BTreeMap<String, String> {
    let mut tree = tree(folder);
    assert!(tree.remove(names::MANIFEST).is_some(), "no manifest in {tree:?}");
    tree
}

fn expect(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect()
}

fn write(output: &Output, target: &Path, protect: &[PathBuf]) -> Result<Written, WriteError> {
    let writing = Writing::begin(target, Audience::Public, protect)?;
    output.iter().for_each(|(path, bytes)| writing.bytes(path, bytes));
    writing.finish()
}

fn write_to(folder: &Path, files: &[(&str, &str)]) -> Result<Written, WriteError> {
    write(&site(files), folder, &[])
}

/// Makes the next builds replace file by file: a repository's folder is never swapped.
fn force_in_place(target: &Path) {
    put(&target.join(".git/HEAD"), "ref: refs/heads/site");
}

const LONG: &str = concat!(
    "a-name-that-is-longer-than-any-file-system-allows-",
    "a-name-that-is-longer-than-any-file-system-allows-",
    "a-name-that-is-longer-than-any-file-system-allows-",
    "a-name-that-is-longer-than-any-file-system-allows-",
    "a-name-that-is-longer-than-any-file-system-allows-",
    "a-name-that-is-longer-than-any-file-system-allows.html"
);

const FIRST: &[(&str, &str)] =
    &[("articles/a.html", "A1"), ("articles/b.html", "B1"), ("index.html", "front 1")];

#[test]
fn a_site_is_written_where_there_was_nothing() {
    let root = TempDir::new().unwrap();
    let target = root.path().join("deep/down/_site");
    let written = write_to(&target, FIRST).unwrap();
    assert_eq!(written, Written { files: 3, pages: 3, changed: 3, removed: 0 });
    assert_eq!(site_in(&target), expect(FIRST));
    assert_eq!(fs::read_dir(root.path().join("deep/down")).unwrap().count(), 1);
}

#[test]
fn a_site_is_written_where_there_is_no_room_for_a_name_beside_it() {
    let root = TempDir::new().unwrap();
    let target = root.path().join("s".repeat(250));
    for files in [FIRST, &[("index.html", "2")]] {
        write_to(&target, files).unwrap();
        assert_eq!(site_in(&target), expect(files));
    }
}

/// Runs a test once with a folder that is swapped, and once with one that is not.
fn both_ways(test: impl Fn(&Path)) {
    for in_place in [false, true] {
        let root = TempDir::new().unwrap();
        let target = root.path().join("_site");
        if in_place {
            force_in_place(&target);
        }
        write_to(&target, FIRST).unwrap();
        test(&target);
        let names: Vec<_> =
            fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["_site"], "nothing is left lying about");
        if in_place {
            assert!(target.join(".git/HEAD").is_file(), "the repository stays");
        }
    }
}

fn without_git(mut tree: BTreeMap<String, String>) -> BTreeMap<String, String> {
    tree.remove(".git/HEAD");
    tree
}

#[test]
fn a_later_build_writes_what_changed_and_removes_what_is_gone() {
    both_ways(|target| {
        let second =
            [("articles/a.html", "A2"), ("claims/c.html", "C2"), ("index.html", "front 1")];
        let written = write_to(target, &second).unwrap();
        assert_eq!(written, Written { files: 3, pages: 3, changed: 2, removed: 1 });
        assert_eq!(without_git(site_in(target)), expect(&second));
        write_to(target, &[("index.html", "x")]).unwrap();
        assert_eq!(without_git(site_in(target)), expect(&[("index.html", "x")]), "no empty folder");
    });
}

#[test]
fn unchanged_files_keep_their_time() {
    both_ways(|target| {
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        for path in ["articles/a.html", "index.html"] {
            File::options()
                .write(true)
                .open(target.join(path))
                .unwrap()
                .set_modified(long_ago)
                .unwrap();
        }
        let second = [("articles/a.html", "A1"), ("articles/b.html", "B2"), ("index.html", "2")];
        write_to(target, &second).unwrap();
        let time = |path: &str| fs::metadata(target.join(path)).unwrap().modified().unwrap();
        assert_eq!(time("articles/a.html"), long_ago);
        assert_ne!(time("index.html"), long_ago);
    });
}

#[test]
fn a_build_that_changes_nothing_touches_nothing() {
    both_ways(|target| {
        let time = || fs::metadata(target).unwrap().modified().unwrap();
        let before = time();
        let written = write_to(target, FIRST).unwrap();
        assert_eq!(written, Written { files: 3, pages: 3, changed: 0, removed: 0 });
        assert_eq!(time(), before);
    });
}

#[test]
fn a_page_that_was_damaged_is_made_whole() {
    for left in ["", "fro\0\0\0\0\0"] {
        both_ways(|target| {
            put(&target.join("index.html"), left);
            assert_eq!(write_to(target, FIRST).unwrap().changed, 1);
            assert_eq!(without_git(site_in(target)), expect(FIRST));
        });
    }
}

#[test]
fn a_page_that_somebody_changed_is_not_overwritten() {
    both_ways(|target| {
        put(&target.join("index.html"), "front, with my remarks");
        let before = tree(target);
        for second in [FIRST, &[("index.html", "2")]] {
            let error = write_to(target, second).unwrap_err();
            assert!(matches!(&error, WriteError::Edited(path) if path.ends_with("index.html")));
        }
        assert_eq!(tree(target), before);
        // What the build would write all the same is no loss.
        write_to(target, &[("index.html", "front, with my remarks")]).unwrap();
    });
}

#[test]
fn files_of_other_people_survive() {
    both_ways(|target| {
        put(&target.join("CNAME"), "example.org");
        put(&target.join("articles/mine.txt"), "mine");
        put(&target.join("work/draft.txt"), "draft");
        fs::create_dir_all(target.join("empty/inside")).unwrap();
        write_to(target, &[("index.html", "2")]).unwrap();
        let expected = expect(&[
            ("CNAME", "example.org"),
            ("articles/mine.txt", "mine"),
            ("empty/inside", "/"),
            ("index.html", "2"),
            ("work/draft.txt", "draft"),
        ]);
        assert_eq!(without_git(site_in(target)), expected);
    });
}

#[test]
fn a_page_that_somebody_made_their_own_is_not_removed() {
    both_ways(|target| {
        put(&target.join("articles/b.html"), "B1, with my remarks");
        write_to(target, &[("index.html", "2")]).unwrap();
        let expected = expect(&[("articles/b.html", "B1, with my remarks"), ("index.html", "2")]);
        assert_eq!(without_git(site_in(target)), expected);
    });
}

#[test]
fn what_no_build_wrote_is_not_overwritten() {
    both_ways(|target| {
        put(&target.join("notes.html"), "my notes");
        let before = tree(target);
        for second in [[("notes.html", "a page")], [("notes.html/x", "a page in it")]] {
            let error = write_to(target, &second).unwrap_err();
            assert!(matches!(&error, WriteError::InTheWay(path) if path.ends_with("notes.html")));
        }
        put(&target.join("mine/x"), "x");
        let error = write_to(target, &[("mine", "a file")]).unwrap_err();
        assert!(matches!(&error, WriteError::InTheWay(path) if path.ends_with("mine")));
        fs::remove_dir_all(target.join("mine")).unwrap();
        assert_eq!(tree(target), before);
        // The same text is no loss.
        write_to(target, &[("notes.html", "my notes")]).unwrap();
    });
}

#[test]
fn files_become_folders_and_folders_files() {
    both_ways(|target| {
        let second = [("articles", "a file"), ("index.html/x", "in a folder")];
        write_to(target, &second).unwrap();
        assert_eq!(without_git(site_in(target)), expect(&second));
        write_to(target, FIRST).unwrap();
        assert_eq!(without_git(site_in(target)), expect(FIRST));
    });
}

#[test]
fn a_build_that_fails_halfway_leaves_the_last_good_site() {
    both_ways(|target| {
        let before = tree(target);
        let second = [("articles/a.html", "A2"), ("index.html", "2"), (LONG, "too long")];
        let error = write_to(target, &second).unwrap_err();
        assert!(error.to_string().starts_with("cannot write `"), "{error}");
        assert!(error.to_string().contains(LONG), "{error}");
        assert_eq!(tree(target), before);
    });
}

#[test]
fn a_first_build_that_fails_leaves_nothing() {
    let root = TempDir::new().unwrap();
    for target in ["_site", "deep/down/_site"] {
        write_to(&root.path().join(target), &[("index.html", "1"), (LONG, "x")]).unwrap_err();
        assert_eq!(tree(root.path()), BTreeMap::new());
    }
}

#[test]
fn a_folder_with_other_peoples_files_is_refused() {
    let root = TempDir::new().unwrap();
    put(&root.path().join("b.txt"), "work of years");
    let before = tree(root.path());
    let error = write_to(root.path(), FIRST).unwrap_err();
    assert!(error.to_string().ends_with("has files that no build wrote: `b.txt`"), "{error}");
    assert!(error.help().unwrap().contains("--out"));
    for name in ["a", "c", "d", "e"] {
        put(&root.path().join(name), "");
    }
    let error = write_to(root.path(), FIRST).unwrap_err();
    assert!(error.to_string().ends_with("`a`, `b.txt`, `c`, 2 more"), "{error}");
    for name in ["a", "c", "d", "e"] {
        fs::remove_file(root.path().join(name)).unwrap();
    }
    assert_eq!(tree(root.path()), before);
}

#[test]
fn an_empty_folder_and_a_checkout_are_taken() {
    let root = TempDir::new().unwrap();
    write_to(root.path(), FIRST).unwrap();
    let root = TempDir::new().unwrap();
    let target = root.path().join("_site");
    put(&target.join(".git"), "gitdir: ../.git/worktrees/site");
    put(&target.join("CNAME"), "example.org");
    write_to(&target, FIRST).unwrap();
    let mut expected = expect(FIRST);
    expected.insert(".git".into(), "gitdir: ../.git/worktrees/site".into());
    expected.insert("CNAME".into(), "example.org".into());
    assert_eq!(site_in(&target), expected);
}

#[test]
fn a_first_build_leaves_nothing_beside_the_site() {
    for own in [&[".git"][..], &["CNAME"], &[]] {
        let root = TempDir::new().unwrap();
        let target = root.path().join("_site");
        fs::create_dir(&target).unwrap();
        own.iter().for_each(|name| put(&target.join(name), "x"));
        write_to(&target, FIRST).unwrap();
        let names: Vec<_> =
            fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["_site"], "{own:?}");
    }
}

#[test]
fn the_briefing_itself_is_never_written_to() {
    let root = TempDir::new().unwrap();
    let content = root.path().join("content");
    put(&content.join("index.md"), "words");
    let before = tree(root.path());
    let protect = [content.clone(), root.path().join("static")];
    let refused = [
        root.path().to_owned(),
        content.clone(),
        content.join("site"),
        content.join("../content/site"),
        root.path().join("nowhere/../content"),
        root.path().join("static"),
        root.path().parent().unwrap().to_owned(),
    ];
    for target in refused {
        let error = write(&site(FIRST), &target, &protect).unwrap_err();
        assert!(matches!(error, WriteError::Protected { .. }), "{}: {error}", target.display());
    }
    assert_eq!(tree(root.path()), before);
    write(&site(FIRST), &root.path().join("content-site"), &protect).unwrap();
}

#[test]
fn a_file_is_no_folder() {
    let root = TempDir::new().unwrap();
    put(&root.path().join("_site"), "a file");
    let error = write_to(&root.path().join("_site"), FIRST).unwrap_err();
    assert!(matches!(error, WriteError::NotAFolder(_)));
    let error = write_to(&root.path().join("_site/below"), FIRST).unwrap_err();
    assert!(matches!(error, WriteError::Io { .. }), "{error}");
    assert_eq!(tree(root.path()), expect(&[("_site", "a file")]));
}

#[test]
fn a_manifest_that_cannot_be_understood_is_refused() {
    for text in ["", "rubbish", "Files that sidenote wrote\nzz index.html\n", "\u{0}"] {
        both_ways(|target| {
            let manifest = target.join(names::MANIFEST);
            let good = fs::read_to_string(&manifest).unwrap();
            fs::write(&manifest, text).unwrap();
            let before = tree(target);
            let error = write_to(target, &[("index.html", "2")]).unwrap_err();
            assert!(matches!(error, WriteError::ManifestUnreadable(_)), "{error}");
            assert_eq!(tree(target), before);
            fs::write(&manifest, good).unwrap();
        });
    }
}

#[test]
fn a_manifest_cannot_lead_outside_or_to_other_peoples_files() {
    both_ways(|target| {
        let outside = TempDir::new().unwrap();
        let precious = outside.path().join("precious.txt");
        put(&precious, "precious");
        put(&target.join("mine.txt"), "mine");
        let manifest = target.join(names::MANIFEST);
        let mut text = fs::read_to_string(&manifest).unwrap();
        let hash = blake3::hash(b"precious").to_hex();
        let name = outside.path().file_name().unwrap().to_str().unwrap();
        for path in [
            precious.to_str().unwrap(),
            &format!("../../{name}/precious.txt"),
            &format!("articles/../../../{name}/precious.txt"),
            "mine.txt",
            "..",
            ".",
            "",
        ] {
            text.push_str(&format!("{hash} {path}\n"));
        }
        fs::write(&manifest, text).unwrap();
        write_to(target, &[("index.html", "2")]).unwrap();
        assert_eq!(fs::read_to_string(&precious).unwrap(), "precious");
        let expected = expect(&[("index.html", "2"), ("mine.txt", "mine")]);
        assert_eq!(without_git(site_in(target)), expected);
    });
}

#[test]
fn sites_with_impossible_paths_are_refused() {
    let root = TempDir::new().unwrap();
    let target = root.path().join("_site");
    for path in [
        "",
        "/a",
        "a/",
        "a//b",
        "../a",
        "a/../b",
        "a/..",
        "./a",
        "a\nb",
        "a\0b",
        ".sidenote-manifest",
        ".sidenote-new-1-1/a",
    ] {
        let error = write_to(&target, &[("index.html", "1"), (path, "x")]).unwrap_err();
        assert!(matches!(error, WriteError::PathInvalid(_)), "{path:?}");
    }
    // Between the two, in the order of bytes, stands a third.
    let both = [("a", "file"), ("a.html", "x"), ("a/b/c", "in it")];
    let error = write_to(&target, &both).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the site has a file `a` and a file `a/b/c`: one is in the other"
    );
    assert!(!target.exists());
}

#[test]
fn what_a_killed_build_left_is_cleaned_up() {
    let root = TempDir::new().unwrap();
    let target = root.path().join("_site");
    write_to(&target, FIRST).unwrap();
    put(&target.join("mine.txt"), "mine");
    // Killed while the site was being made:
    put(&root.path().join(".sidenote-_site-1-0/.sidenote-unfinished"), "");
    put(&root.path().join(".sidenote-_site-1-0/articles/a.html"), "half");
    fs::create_dir(root.path().join(".sidenote-_site-5-0")).unwrap();
    // Killed after the swap, with somebody's file that is not in the site:
    let old = root.path().join(".sidenote-_site-2-0");
    put(&old.join("index.html"), "front 0");
    put(&old.join("new-work.txt"), "new work");
    fs::hard_link(target.join("mine.txt"), old.join("mine.txt")).unwrap();
    let hash = blake3::hash(b"front 0").to_hex();
    let header = fs::read_to_string(target.join(names::MANIFEST)).unwrap();
    let header = header.lines().next().unwrap();
    put(&old.join(names::MANIFEST), &format!("{header}\n{hash} index.html\n"));
    // Killed while working in place:
    put(&target.join(".sidenote-new-3-0/.sidenote-unfinished"), "");
    put(&target.join(".sidenote-new-3-0/0"), "half");
    // Not ours, for all that the names say:
    put(&root.path().join(".sidenote-_site-4-0/thesis.txt"), "thesis");
    put(&root.path().join(".sidenote-_site-notes/.sidenote-unfinished"), "");

    write_to(&target, &[("index.html", "2")]).unwrap();
    let expected = expect(&[
        (".sidenote-_site-4-0/thesis.txt", "thesis"),
        (".sidenote-_site-notes/.sidenote-unfinished", ""),
        ("_site/index.html", "2"),
        ("_site/mine.txt", "mine"),
        ("_site/new-work.txt", "new work"),
    ]);
    let mut found = tree(root.path());
    found.remove("_site/.sidenote-manifest");
    assert_eq!(found, expected);
}

#[test]
fn a_build_in_place_that_was_killed_can_be_gone_on_with() {
    let root = TempDir::new().unwrap();
    let target = root.path().join("_site");
    force_in_place(&target);
    write_to(&target, FIRST).unwrap();
    // What a build writes before it touches a page, and the first page:
    let old = Manifest::read_from(&target).unwrap().unwrap();
    let second = [("articles/a.html", "A2"), ("claims/c.html", "C2"), ("index.html", "2")];
    fs::remove_file(target.join(names::MANIFEST)).unwrap();
    let elsewhere = root.path().join("elsewhere");
    write_to(&elsewhere, &second).unwrap();
    let new = Manifest::read_from(&elsewhere).unwrap().unwrap();
    old.union(&new).write_to(&target.join(names::MANIFEST)).unwrap();
    put(&target.join("claims/c.html"), "C2");
    // The next build is of something else again.
    let third = [("claims/c.html", "C3"), ("index.html", "3")];
    assert_eq!(write_to(&target, &third).unwrap().removed, 2);
    assert_eq!(without_git(site_in(&target)), expect(&third));
}

#[test]
fn a_build_in_place_that_fails_halfway_can_be_gone_on_with() {
    let root = TempDir::new().unwrap();
    let target = root.path().join("_site");
    force_in_place(&target);
    write_to(&target, FIRST).unwrap();
    // Pages take their places in order; this one's is taken by folders.
    fs::create_dir_all(target.join("z.html/inside")).unwrap();
    let second = [("articles/a.html", "A2"), ("claims/c.html", "C2"), ("z.html", "Z2")];
    let error = write_to(&target, &second).unwrap_err();
    assert!(error.to_string().starts_with("cannot replace `"), "{error}");
    assert!(target.join("claims/c.html").is_file());
    fs::remove_dir_all(target.join("z.html")).unwrap();
    write_to(&target, &[("index.html", "3")]).unwrap();
    assert_eq!(without_git(site_in(&target)), expect(&[("index.html", "3")]));
}

#[test]
fn two_builds_at_once_leave_one_of_them_whole() {
    let root = TempDir::new().unwrap();
    let target = root.path().join("_site");
    let versions: Vec<Vec<(String, String)>> = (0..8)
        .map(|version| (0..20).map(|page| (format!("{page}.html"), format!("{version}"))).collect())
        .collect();
    std::thread::scope(|scope| {
        for version in &versions {
            let target = &target;
            scope.spawn(move || {
                let files: Vec<(&str, &str)> =
                    version.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
                for _ in 0..5 {
                    write_to(target, &files).unwrap();
                }
            });
        }
    });
    let found = site_in(&target);
    let last = found["0.html"].clone();
    assert_eq!(found.len(), 20);
    assert!(found.values().all(|text| *text == last), "{found:?}");
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
}

#[test]
fn two_builds_of_one_site_are_the_same_byte_for_byte() {
    let root = TempDir::new().unwrap();
    let (a, b) = (root.path().join("a"), root.path().join("b"));
    write_to(&a, FIRST).unwrap();
    write_to(&b, &[("x", "1"), ("index.html", "0")]).unwrap();
    write_to(&b, FIRST).unwrap();
    assert_eq!(tree(&a), tree(&b));
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_target_may_be_a_link_to_a_folder() {
        let root = TempDir::new().unwrap();
        let real = root.path().join("real");
        fs::create_dir(&real).unwrap();
        let target = root.path().join("_site");
        symlink("real", &target).unwrap();
        write_to(&target, FIRST).unwrap();
        write_to(&target, &[("index.html", "2")]).unwrap();
        assert_eq!(fs::read_link(&target).unwrap(), Path::new("real"));
        assert_eq!(site_in(&real), expect(&[("index.html", "2")]));
    }

    #[test]
    fn a_link_that_leads_nowhere_is_refused() {
        let root = TempDir::new().unwrap();
        let target = root.path().join("_site");
        symlink("nowhere", &target).unwrap();
        let error = write_to(&target, FIRST).unwrap_err();
        assert!(matches!(error, WriteError::Io { .. }), "{error}");
        assert!(!root.path().join("nowhere").exists());
    }

    #[test]
    fn a_link_does_not_hide_the_briefing() {
        let root = TempDir::new().unwrap();
        let content = root.path().join("content");
        fs::create_dir(&content).unwrap();
        let target = root.path().join("_site");
        symlink("content", &target).unwrap();
        let error = write(&site(FIRST), &target, &[content]).unwrap_err();
        assert!(matches!(error, WriteError::Protected { .. }), "{error}");
    }

    #[test]
    fn links_in_a_site_are_never_followed() {
        both_ways(|target| {
            let outside = TempDir::new().unwrap();
            put(&outside.path().join("b.html"), "B1");
            // A folder of the site that somebody replaced by a link:
            fs::remove_dir_all(target.join("articles")).unwrap();
            symlink(outside.path(), target.join("articles")).unwrap();
            let error = write_to(target, FIRST).unwrap_err();
            assert!(matches!(&error, WriteError::InTheWay(path) if path.ends_with("articles")));
            // No page of it is removed through the link:
            write_to(target, &[("index.html", "2")]).unwrap();
            assert_eq!(tree(outside.path()), expect(&[("b.html", "B1")]));
            assert!(target.join("articles").is_symlink());
            // A page that is a link:
            fs::remove_file(target.join("index.html")).unwrap();
            symlink(outside.path().join("b.html"), target.join("index.html")).unwrap();
            let error = write_to(target, &[("index.html", "3")]).unwrap_err();
            assert!(matches!(&error, WriteError::InTheWay(path) if path.ends_with("index.html")));
            assert_eq!(tree(outside.path()), expect(&[("b.html", "B1")]));
        });
    }

    #[test]
    fn the_manifest_is_not_read_through_a_link() {
        both_ways(|target| {
            let elsewhere = TempDir::new().unwrap();
            let manifest = target.join(names::MANIFEST);
            fs::copy(&manifest, elsewhere.path().join("list")).unwrap();
            fs::remove_file(&manifest).unwrap();
            symlink(elsewhere.path().join("list"), &manifest).unwrap();
            let error = write_to(target, FIRST).unwrap_err();
            assert!(matches!(error, WriteError::ManifestUnreadable(_)), "{error}");
        });
    }

    #[test]
    fn folders_keep_their_permissions() {
        both_ways(|target| {
            for folder in ["", "articles"] {
                let folder = target.join(folder);
                fs::set_permissions(folder, fs::Permissions::from_mode(0o2750)).unwrap();
            }
            write_to(target, &[("articles/a.html", "A2"), ("index.html", "2")]).unwrap();
            for folder in ["", "articles"] {
                let mode = fs::metadata(target.join(folder)).unwrap().permissions().mode();
                assert_eq!(mode & 0o7777, 0o2750, "{folder:?}");
            }
        });
    }
}

fn write_for(
    audience: Audience,
    folder: &Path,
    files: &[(&str, &str)],
) -> Result<Written, WriteError> {
    let writing = Writing::begin(folder, audience, &[])?;
    site(files).iter().for_each(|(path, bytes)| writing.bytes(path, bytes));
    writing.finish()
}

#[test]
fn a_private_site_is_kept_out_of_the_repository() {
    for in_place in [false, true] {
        let root = TempDir::new().unwrap();
        let target = root.path().join("_site-private");
        if in_place {
            force_in_place(&target);
        }
        for files in [FIRST, &[("index.html", "2")]] {
            write_for(Audience::Private, &target, files).unwrap();
            assert_eq!(fs::read_to_string(target.join(".gitignore")).unwrap(), "*\n");
        }
    }
}

#[test]
fn a_private_site_and_a_public_one_keep_apart() {
    use Audience::{Private, Public};
    for (first, second) in [(Public, Private), (Private, Public)] {
        for in_place in [false, true] {
            let root = TempDir::new().unwrap();
            let target = root.path().join("out/site");
            if in_place {
                force_in_place(&target);
            }
            write_for(first, &target, FIRST).unwrap();
            // Around it, as a folder that could be taken: one of the second's own.
            let around = root.path().join("out");
            fs::rename(&around, root.path().join("aside")).unwrap();
            write_for(second, &around, &[("index.html", "around")]).unwrap();
            fs::rename(root.path().join("aside/site"), &target).unwrap();
            let before = tree(root.path());
            for folder in ["out/site", "out/site/deep/down", "out/site/articles", "out"] {
                let refused = write_for(second, &root.path().join(folder), &[("index.html", "2")]);
                let told = refused.as_ref().err().map(ToString::to_string).unwrap_or_default();
                assert!(
                    matches!(refused, Err(WriteError::OtherAudience { .. })),
                    "{folder}: {told}"
                );
                assert!(told.contains(first.name()) && told.contains("site`"), "{told}");
            }
            let inside = write_for(first, &target, FIRST);
            assert!(matches!(inside, Err(WriteError::OtherAudience { .. })), "in the second's");
            assert_eq!(tree(root.path()), before);
        }
    }
}

#[test]
fn a_list_that_does_not_say_for_whom_is_a_public_sites() {
    let root = TempDir::new().unwrap();
    let target = root.path().join("_site");
    write_to(&target, FIRST).unwrap();
    let list = target.join(names::MANIFEST);
    let text = fs::read_to_string(&list).unwrap();
    let unmarked = text.replacen("(list 2, of a public site)", "(list 1)", 1);
    assert_ne!(text, unmarked);
    fs::write(&list, &unmarked).unwrap();
    let refused = write_for(Audience::Private, &target, FIRST);
    assert!(matches!(refused, Err(WriteError::OtherAudience { .. })));
    assert_eq!(fs::read_to_string(&list).unwrap(), unmarked);
    write_to(&target, FIRST).unwrap();
    assert_eq!(fs::read_to_string(&list).unwrap(), text, "now it says so");
}
