//! Builds into folders that are mounted: one of their own, one that can only be read, one that is full. Where
//! nothing can be mounted these tests are ignored, and the reason is said.

use std::io::Write as _;
use std::process::Command;

use libtest_mimic::Trial;

use crate::program::{BriefingFolder, Run, article, run};
use crate::support::site::Site;

/// A shell in which folders can be mounted that nobody else sees.
fn shell() -> Option<Vec<&'static str>> {
    let ways = [&["unshare", "--mount"][..], &["unshare", "--user", "--map-root-user", "--mount"]];
    let works = |way: &&&[&str]| {
        let mut command = Command::new(way[0]);
        command.args(&way[1..]).args(["sh", "-c", "mount -t tmpfs none /mnt"]);
        command.output().is_ok_and(|output| output.status.success())
    };
    ways.iter().find(works).map(|way| [*way, &["sh", "-c"]].concat())
}

/// A test each; `browser::` says the same of what it misses.
pub(crate) fn trials() -> Vec<Trial> {
    let shell = shell();
    TESTS
        .iter()
        .map(|&(name, test)| {
            let Some(shell) = shell.clone() else {
                let _ = writeln!(
                    std::io::stderr(),
                    "NOT RUN: mounts::{name}: `unshare --mount` may not mount anything here"
                );
                return Trial::test(format!("mounts::{name}"), || Ok(())).with_ignored_flag(true);
            };
            Trial::test(format!("mounts::{name}"), move || {
                test(&Mounts { shell: &shell });
                Ok(())
            })
        })
        .collect()
}

struct Mounts<'a> {
    shell: &'a [&'static str],
}

impl Mounts<'_> {
    /// Mounts something, then builds.
    fn build(&self, place: &BriefingFolder, mounts: &str, then: &str) -> Run {
        let program = place.program(&[]);
        let mut command = Command::new(self.shell[0]);
        let script =
            format!("{mounts} || exit 99; \"$1\" build --quiet; status=$?; {then}; exit $status");
        command.args(&self.shell[1..]).arg(script).arg("sh").arg(program.get_program());
        let ran = run(command
            .current_dir(place.path(""))
            .env("GIT_CEILING_DIRECTORIES", place.path("..")));
        assert_ne!(ran.status, 99, "{}", ran.err);
        ran
    }
}

type Test = (&'static str, fn(&Mounts<'_>));

const TESTS: &[Test] = &[
    ("a_folder_that_is_mounted_in_its_place_takes_the_site", |mounts| {
        let place = BriefingFolder::with_briefing();
        place.put("elsewhere/CNAME", "example.org");
        std::fs::create_dir(place.path("_site")).unwrap();
        for words in ["It is shut.", "It is open."] {
            place.put("content/articles/first.md", article(words));
            let built = mounts.build(&place, "mount --bind elsewhere _site", ":");
            assert_eq!(built.status, 0, "{}", built.err);
            assert!(place.text("elsewhere/articles/first.html").contains(words));
            assert_eq!(place.text("elsewhere/CNAME"), "example.org");
            assert!(std::fs::read_dir(place.path("_site")).unwrap().next().is_none());
            let beside = std::fs::read_dir(place.path("")).unwrap().count();
            assert_eq!(beside, 4, "nothing is left lying about");
        }
    }),
    ("a_folder_that_can_only_be_read_keeps_its_site", |mounts| {
        let place = BriefingFolder::with_briefing();
        assert_eq!(place.run(&["build"]).status, 0);
        let before = Site::read(&place.path("_site")).files;
        place.put("content/articles/first.md", article("It is open."));
        for mount in [
            "mount --bind _site _site && mount -o remount,bind,ro _site",
            "mount --bind . . && mount -o remount,bind,ro . && cd \"$PWD\"",
        ] {
            let built = mounts.build(&place, mount, ":");
            assert_eq!(built.status, 2, "{mount}: {}", built.err);
            assert!(built.err.contains("can only be read"), "{mount}: {}", built.err);
            assert!(built.err.contains("--out"), "{mount}: {}", built.err);
            assert!(Site::read(&place.path("_site")).files == before, "{mount}");
            let beside = std::fs::read_dir(place.path("")).unwrap().count();
            assert_eq!(beside, 3, "{mount}: nothing is left lying about");
        }
    }),
    ("a_disk_that_is_full_keeps_its_site", |mounts| {
        let place = BriefingFolder::with_briefing();
        assert_eq!(place.run(&["build"]).status, 0);
        let before = Site::read(&place.path("_site")).files;
        place.put("content/articles/first.md", article("It is open."));
        std::fs::create_dir_all(place.path("disk")).unwrap();
        place.put("sidenote.yaml", "title: Another\noutput: disk/_site\n");
        // The old site is on the disk, and then there is room for so much more.
        for room in ["4k", "16k", "64k"] {
            let mount = format!(
                "size=$(($(du -sk _site | cut -f1) + 64)) && mount -t tmpfs -o size=${{size}}k none disk && \
                 cp -a _site disk/_site && head -c 100000000 /dev/zero > disk/filler 2> /dev/null; \
                 truncate -s -{room} disk/filler"
            );
            let then = "cp -a disk/_site kept; ls -A disk | wc -l";
            let built = mounts.build(&place, &mount, then);
            assert_eq!(built.status, 2, "{room}: {}", built.err);
            assert!(built.err.contains("The disk is full. Make room"), "{room}: {}", built.err);
            assert!(Site::read(&place.path("kept")).files == before, "{room}");
            assert_eq!(built.out.trim(), "2", "{room}: nothing is left lying about");
            std::fs::remove_dir_all(place.path("kept")).unwrap();
        }
    }),
];
