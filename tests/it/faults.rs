//! What goes wrong outside the program: disks that are full, files that may not be read, programs that
//! are killed, things in folders that are no files. The last good site stays whole, nothing of the
//! author's is touched, and the message says what to do.
//!
//! The steps of a build on disk, one by one, are in `src/write/tests/faults.rs`; what needs a mounted
//! folder is in `tests/trials/mounts.rs`.

mod cut_short;
mod full;
mod no_files;
mod overlap;
mod permission;
mod sizes;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use walkdir::WalkDir;

use crate::program::{BriefingFolder, article};

/// The files below a folder, with what is in them; a link with what it leads to.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut tree = BTreeMap::new();
    for entry in WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        if entry.file_type().is_file() {
            tree.insert(path, fs::read(entry.path()).unwrap());
        } else if entry.file_type().is_symlink() {
            tree.insert(
                path,
                fs::read_link(entry.path()).unwrap().to_string_lossy().into_owned().into_bytes(),
            );
        } else if !entry.file_type().is_dir() {
            tree.insert(path, b"no file".to_vec());
        }
    }
    tree
}

/// What the author has in a briefing's folder: all but the site.
fn own(place: &BriefingFolder) -> BTreeMap<String, Vec<u8>> {
    let mut tree = tree(&place.path(""));
    tree.retain(|path, _| !path.starts_with("_site/"));
    tree
}

/// A briefing with a site of it, and then with other words: the next build would change every page.
fn changed_since() -> (BriefingFolder, BTreeMap<String, Vec<u8>>) {
    let place = BriefingFolder::with_briefing();
    place.put("content/articles/second.md", article("The bridge is open."));
    assert_eq!(place.run(&["build"]).status, 0);
    let before = tree(&place.path("_site"));
    place.put("sidenote.yaml", "title: Another briefing\n");
    place.put("content/articles/third.md", article("The bridge is shut again."));
    (place, before)
}

/// The site that the briefing has now.
fn site_now(place: &BriefingFolder) -> BTreeMap<String, Vec<u8>> {
    let elsewhere = BriefingFolder::new();
    let out = elsewhere.path("site").to_string_lossy().into_owned();
    assert_eq!(place.run(&["build", "--out", &out]).status, 0);
    tree(&elsewhere.path("site"))
}

/// Runs the program within limits of the shell, such as `ulimit -f 8`.
fn within(place: &BriefingFolder, limits: &str, arguments: &[&str]) -> Command {
    let program = place.program(arguments);
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{limits}; exec \"$@\"")).arg("sh").arg(program.get_program());
    shell.args(program.get_args()).current_dir(place.path(""));
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell
}
