//! The scripts of a release, and the workflows, as far as they can be tried on one computer.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use serde_yaml::Value;

use crate::program::{BriefingFolder, Run, run};
use crate::support::project;

fn bash(script: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
    let mut bash = Command::new("bash");
    run(bash.arg(project().join(script)).args(arguments).envs(environment.iter().copied()))
}

/// A release for this computer, of a program that only tells its version: where it is.
fn released(place: &BriefingFolder) -> String {
    let target = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let out = place.path("packed").display().to_string();
    let program = format!("#!/bin/sh\necho sidenote {}\n", env!("CARGO_PKG_VERSION"));
    place.put("built/sidenote", program);
    let built = place.path("built/sidenote");
    fs::set_permissions(&built, fs::Permissions::from_mode(0o755)).unwrap();
    let packed = bash("release/package", &[&target, &built.display().to_string(), &out], &[]);
    assert_eq!(packed.status, 0, "{}", packed.err);
    let address = format!("file://{out}");
    let made = bash("release/installers", &[&address, &out], &[]);
    assert_eq!(made.status, 0, "{}", made.err);
    address
}

#[test]
fn the_installer_takes_what_was_released_and_nothing_else() {
    if std::env::consts::OS != "linux" {
        return;
    }
    let place = BriefingFolder::new();
    released(&place);
    let folder = place.path("bin").display().to_string();
    let install = || {
        let mut sh = Command::new("sh");
        run(sh.arg(place.path("packed/install.sh")).env("SIDENOTE_INSTALL_DIR", &folder))
    };
    let installed = install();
    assert_eq!(installed.status, 0, "{}", installed.err);
    let version = format!("sidenote {}", env!("CARGO_PKG_VERSION"));
    assert!(installed.out.contains(&version), "{}", installed.out);
    let shown = run(Command::new(place.path("bin/sidenote")).arg("--version"));
    assert_eq!(shown.out.trim(), version);

    // Another archive under the same name.
    fs::remove_file(place.path("bin/sidenote")).unwrap();
    let archive = fs::read_dir(place.path("packed")).unwrap().map(|it| it.unwrap().path());
    let archive = archive.into_iter().find(|path| path.extension().is_some_and(|it| it == "gz"));
    fs::write(archive.unwrap(), "another").unwrap();
    let refused = install();
    assert_ne!(refused.status, 0);
    assert!(refused.err.contains("nothing is installed"), "{}", refused.err);
    assert!(!place.path("bin/sidenote").exists());
    let script = fs::read_to_string(place.path("packed/install.ps1")).unwrap();
    assert!(!script.contains("@SUMS@") && !script.contains("@ADDRESS@"));
}

#[test]
fn npm_runs_the_program_of_this_system() {
    let has_npm = Command::new("npm").arg("--version").output().is_ok();
    if std::env::consts::OS != "linux" || !has_npm {
        return;
    }
    let place = BriefingFolder::new();
    released(&place);
    let version = env!("CARGO_PKG_VERSION");
    let packed = place.path("packed").display().to_string();
    let made = bash("release/npm/pack", &[version, &packed], &[]);
    assert_eq!(made.status, 0, "{}", made.err);
    place.put("clean/package.json", "{}");
    let packages = fs::read_dir(place.path("packed")).unwrap().map(|it| it.unwrap().path());
    let packages = packages.filter(|path| path.extension().is_some_and(|it| it == "tgz"));
    let mut npm = Command::new("npm");
    npm.args(["install", "--offline", "--no-audit", "--no-fund"]).args(packages);
    let installed = run(npm.current_dir(place.path("clean")));
    assert_eq!(installed.status, 0, "{}", installed.err);
    let program = place.path("clean/node_modules/.bin/sidenote");
    let shown = run(&mut Command::new(&program));
    assert_eq!((shown.status, shown.out.trim()), (0, &*format!("sidenote {version}")));
    // Without the package of this system it says so.
    let other =
        fs::read_dir(place.path("clean/node_modules")).unwrap().map(|it| it.unwrap().path());
    let mut other = other.filter(|path| path.to_string_lossy().contains("briefing-linux-"));
    fs::remove_dir_all(other.next().unwrap()).unwrap();
    let lacking = run(&mut Command::new(&program));
    assert_eq!(lacking.status, 2);
    assert!(lacking.err.contains("sidenote-briefing-linux-"), "{}", lacking.err);
}

fn workflow(path: &Path) -> Value {
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The steps of all jobs.
fn steps(workflow: &Value) -> Vec<&Value> {
    let jobs = workflow["jobs"].as_mapping().unwrap();
    jobs.values().flat_map(|job| job["steps"].as_sequence().unwrap()).collect()
}

#[test]
fn a_briefings_workflow_takes_the_program_that_its_hash_names() {
    if std::env::consts::OS != "linux" {
        return;
    }
    let place = BriefingFolder::new();
    let address = released(&place);
    let path = project().join("scaffold/.github/workflows/pages.yml");
    let workflow = workflow(&path);
    let step =
        steps(&workflow).into_iter().find(|step| step["name"] == "Take the released program");
    let script = step.unwrap()["run"].as_str().unwrap();
    // Here it is no address of the web.
    let script = script.replace("--proto '=https' --tlsv1.2 ", "");
    let target = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let archive = format!("sidenote-{target}.tar.gz");
    let sums = place.text(&format!("packed/{archive}.sha256"));
    let home = place.path("home");
    fs::create_dir(&home).unwrap();
    let take = |sum: &str| {
        let mut bash = Command::new("bash");
        bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script]);
        bash.env("HOME", &home).env("RUNNER_TEMP", place.path("")).env("SIDENOTE_SHA256", sum);
        bash.env("SIDENOTE_RELEASE", format!("{address}/{archive}"));
        run(bash.env("GITHUB_PATH", place.path("path")))
    };
    let refused = take(&"0".repeat(64));
    assert_ne!(refused.status, 0);
    assert!(!home.join(".cargo/bin/sidenote").exists());
    let taken = take(sums.split(' ').next().unwrap());
    assert_eq!(taken.status, 0, "{}", taken.err);
    let version = run(Command::new(home.join(".cargo/bin/sidenote")).arg("--version"));
    assert_eq!(version.status, 0);
    assert_eq!(fs::read_dir(home.join(".cargo/bin")).unwrap().count(), 1, "the program alone");
}

#[test]
fn workflows_pin_what_they_run_and_keep_no_rights_that_they_do_not_need() {
    for path in ["scaffold/.github/workflows/pages.yml", ".github/workflows/release.yml"] {
        let path = project().join(path);
        if !path.exists() {
            // A package has the first alone.
            continue;
        }
        let workflow = workflow(&path);
        assert_eq!(workflow["permissions"]["contents"], "read");
        for step in steps(&workflow) {
            if let Some(action) = step["uses"].as_str() {
                let (_, commit) = action.split_once('@').unwrap();
                let is_commit =
                    commit.len() == 40 && commit.bytes().all(|it| it.is_ascii_hexdigit());
                assert!(is_commit, "{action}");
            }
            // What others may write, such as a title, is no part of a script.
            let script = step["run"].as_str().unwrap_or_default();
            assert!(!script.contains("${{"), "{script}");
        }
    }
}

#[test]
fn the_package_has_what_builds_the_program_what_tries_it_and_what_its_users_read() {
    const BELONGS: [&str; 17] = [
        ".cargo_vcs_info.json",
        ".gitignore",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "Cargo.lock",
        "Cargo.toml",
        "Cargo.toml.orig",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "SECURITY.md",
        "sidenote.yaml",
        "benches",
        "content",
        "docs",
        "scaffold",
    ];
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["package", "--list", "--allow-dirty", "--offline"]).current_dir(project());
    let run = run(&mut cargo);
    assert_eq!(run.status, 0, "{}", run.err);
    let first = |path: &str| path.split(['/', '\\']).next().unwrap_or_default().to_owned();
    let belongs = |path: &&str| {
        let first = first(path);
        let is_known = BELONGS.contains(&first.as_str());
        is_known || matches!(first.as_str(), "src" | "static" | "templates" | "tests")
    };
    let others: Vec<&str> = run.out.lines().filter(|path| !belongs(path)).collect();
    assert!(others.is_empty(), "{others:#?}");
    assert!(run.out.lines().any(|path| first(path) == "templates"));
    // Its one remark is said in CONTRIBUTING.md.
    let remarks = run.err.lines().filter(|line| line.starts_with("warning"));
    let remarks: Vec<&str> =
        remarks.filter(|line| !line.contains("homepage or repository")).collect();
    assert!(remarks.is_empty(), "{remarks:#?}");
}
