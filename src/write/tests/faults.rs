//! A build that is killed, or whose disk fails, at each step that changes something.

use super::*;
use crate::write::disk::fault::{self, Fault};

/// What other people have in the folder of a site.
const OTHERS: &[(&str, &str)] =
    &[("CNAME", "example.org"), ("articles/mine.txt", "mine"), ("empty/inside", "/")];

/// Beside what is new and what is gone: a file that stays, one that becomes longer, one that becomes a
/// folder, and a folder that becomes a file.
const BEFORE: &[(&str, &str)] = &[
    ("articles/a.html", "A1"),
    ("articles/b.html", "B1"),
    ("assets/theme.css", "the same"),
    ("claims", "a file"),
    ("index.html", "front"),
    ("tags/t.html", "T1"),
];
const AFTER: &[(&str, &str)] = &[
    ("articles/a.html", "A2"),
    ("assets/theme.css", "the same"),
    ("claims/c.html", "C2"),
    ("index.html", "front, and more of it"),
    ("tags", "a file"),
];

/// A folder in which a site stands already, of both kinds.
fn place(is_in_place: bool) -> (TempDir, PathBuf) {
    let root = TempDir::new().unwrap();
    let target = root.path().join("_site");
    if is_in_place {
        force_in_place(&target);
    }
    write_to(&target, BEFORE).unwrap();
    put(&target.join("CNAME"), "example.org");
    put(&target.join("articles/mine.txt"), "mine");
    fs::create_dir_all(target.join("empty/inside")).unwrap();
    (root, target)
}

/// The site in a folder, held against what is the others'.
fn site_of(target: &Path) -> BTreeMap<String, String> {
    let mut site = without_git(tree(target));
    site.retain(|path, _| !path.starts_with(".sidenote"));
    for (path, text) in OTHERS {
        assert_eq!(site.remove(*path).as_deref(), Some(*text), "{path} is somebody's");
    }
    site
}

fn beside(root: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(root.path()).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Has a build fail at its first step, its second, and so on until it comes through; `after` is told
/// how each ended. How many steps that took is given.
fn at_each_step(
    is_in_place: bool,
    fault: fn(usize) -> Fault,
    after: impl Fn(&TempDir, &Path, Result<Written, WriteError>),
) -> usize {
    for step in 1.. {
        let (root, target) = place(is_in_place);
        let (written, came) = fault::with(fault(step), || write_to(&target, AFTER));
        if !came {
            written.unwrap();
            return step - 1;
        }
        after(&root, &target, written);
    }
    0
}

/// The next build, of either site, makes all good.
fn assert_mended(root: &TempDir, target: &Path) {
    for next in [AFTER, BEFORE] {
        write_to(target, next).unwrap();
        assert_eq!(site_of(target), expect(next));
        assert_eq!(beside(root), ["_site"], "nothing is left lying about");
        assert!(fs::read_dir(target).unwrap().all(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            name == names::MANIFEST || !name.starts_with(".sidenote")
        }));
    }
}

#[test]
fn a_build_killed_at_any_step_leaves_the_old_site_or_the_new_one() {
    let steps = at_each_step(false, Fault::KilledAt, |root, target, _| {
        let site = site_of(target);
        assert!(site == expect(BEFORE) || site == expect(AFTER), "{site:?}");
        assert_mended(root, target);
    });
    assert!(steps > 30, "{steps}");
}

#[test]
fn a_build_in_place_killed_at_any_step_leaves_pages_that_are_whole() {
    let steps = at_each_step(true, Fault::KilledAt, |root, target, _| {
        let (before, after) = (expect(BEFORE), expect(AFTER));
        for (path, text) in site_of(target) {
            let is_whole = [&before, &after].iter().any(|site| site.get(&path) == Some(&text));
            let is_made = text == "/" && after.keys().any(|page| page.starts_with(&path));
            assert!(is_whole || is_made, "{path}: {text}");
        }
        assert_mended(root, target);
    });
    assert!(steps > 30, "{steps}");
}

#[test]
fn a_disk_that_fails_at_any_step_leaves_the_last_good_site() {
    at_each_step(false, Fault::FailsAt, |root, target, written| {
        let site = site_of(target);
        match written {
            Ok(_) => assert_eq!(site, expect(AFTER)),
            Err(error) => {
                assert_eq!(site, expect(BEFORE), "{error}");
                assert!(error.to_string().starts_with("cannot "), "{error}");
                assert_eq!(
                    error.help().as_deref(),
                    Some("The disk is full. Make room and try again.")
                );
                assert_eq!(beside(root), ["_site"], "{error}");
            }
        }
        assert_mended(root, target);
    });
}

#[test]
fn a_disk_that_fails_at_any_step_in_place_is_told_and_can_be_gone_on_with() {
    at_each_step(true, Fault::FailsAt, |root, target, written| {
        match written {
            Ok(_) => assert_eq!(site_of(target), expect(AFTER)),
            Err(error) => assert!(error.to_string().starts_with("cannot "), "{error}"),
        }
        assert_mended(root, target);
    });
}

#[test]
fn a_first_build_that_is_cut_short_leaves_nothing_in_the_way_of_the_next() {
    for own in [&[][..], &["CNAME"], &[".git/HEAD"]] {
        for fault in [Fault::KilledAt, Fault::FailsAt] {
            for step in 1.. {
                let root = TempDir::new().unwrap();
                let target = root.path().join("deep/_site");
                own.iter().for_each(|name| put(&target.join(name), "mine"));
                let (written, came) = fault::with(fault(step), || write_to(&target, BEFORE));
                let failed = matches!(fault(step), Fault::FailsAt(_)) && written.is_err();
                if failed && own.is_empty() {
                    assert_eq!(tree(root.path()), BTreeMap::new(), "{step}");
                }
                write_to(&target, AFTER).unwrap();
                let mut site = site_in(&target);
                for name in own {
                    assert_eq!(site.remove(*name).as_deref(), Some("mine"));
                }
                assert_eq!(site, expect(AFTER));
                assert_eq!(fs::read_dir(root.path().join("deep")).unwrap().count(), 1);
                if !came {
                    break;
                }
            }
        }
    }
}
