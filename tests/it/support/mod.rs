//! What the tests have in common: the program, the sites that it writes, and their pages.

pub mod page;
pub mod site;

use std::path::{Path, PathBuf};
use std::process::Command;

use assert_fs::TempDir;
use assert_fs::prelude::*;
use serde_json::Value;

/// The folder of this project.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the fixtures, each a briefing and what must come out of it.
pub fn cases() -> PathBuf {
    project().join("tests/cases")
}

/// How the program ended.
#[derive(Debug)]
pub struct Run {
    /// Its exit status.
    pub status: i32,
    /// What it wrote on standard output.
    pub stdout: String,
    /// What it wrote on standard error.
    pub stderr: String,
}

impl Run {
    /// The diagnostics of a run with `--format json`.
    pub fn diagnostics(&self) -> Vec<Value> {
        self.stdout
            .lines()
            .map(|line| match serde_json::from_str(line) {
                Ok(value) => value,
                Err(error) => panic!("not a diagnostic: {error}: {line}\n{}", self.stderr),
            })
            .collect()
    }

    /// `code file:line:column` of each diagnostic.
    pub fn told(&self) -> Vec<String> {
        self.diagnostics()
            .iter()
            .map(|it| {
                let text = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
                format!("{} {}:{}:{}", text("code"), text("file"), it["line"], it["column"])
            })
            .collect()
    }
}

/// The program, to be run in a folder; the tests' own surroundings don't reach it.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sidenote"));
    command.current_dir(folder).args(arguments).env_remove("SIDENOTE_ORIGINALS");
    command
}

/// Runs the program in a folder.
pub fn sidenote(folder: &Path, arguments: &[&str]) -> Run {
    finish(&mut command(folder, arguments))
}

/// Runs a command to its end.
pub fn finish(command: &mut Command) -> Run {
    let output = command.output().expect("the program starts");
    Run {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
    }
}

/// A folder with these files in it.
pub fn briefing(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("there is room for a folder");
    for (path, text) in files {
        folder.child(path).write_str(text).expect("there is room for a file");
    }
    folder
}
