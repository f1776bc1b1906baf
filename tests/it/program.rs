//! Runs the program in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_fs::TempDir;
use serde_json::Value;

/// A folder that is removed at the end, with files to be put in.
pub(crate) struct BriefingFolder {
    folder: TempDir,
}

/// How a run of the program ended.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// The diagnostics of a run with `--format json`.
    pub(crate) fn diagnostics(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// `code file:line:column` of each.
    pub(crate) fn told(&self) -> Vec<String> {
        let place = |it: &Value| {
            let text = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
            format!("{} {}:{}:{}", text("code"), text("file"), it["line"], it["column"])
        };
        self.diagnostics().iter().map(place).collect()
    }
}

impl BriefingFolder {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A briefing of one article without notes.
    pub(crate) fn with_briefing() -> Self {
        let place = Self::new();
        place.put("sidenote.yaml", "title: A briefing\n");
        place.put("content/articles/first.md", article("The bridge is shut."));
        place
    }

    pub(crate) fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// The program, to be run in the folder.
    pub(crate) fn program(&self, arguments: &[&str]) -> Command {
        program(self.folder.path(), arguments)
    }

    /// Runs the program in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run(&mut self.program(arguments))
    }
}

/// The program, to be run in a folder.
pub(crate) fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sidenote"));
    program.args(arguments).current_dir(folder).env_remove("SIDENOTE_ORIGINALS");
    // A case of this repository is none of its history.
    let above = folder.parent().unwrap_or(folder);
    program.env("GIT_CEILING_DIRECTORIES", above);
    // What is asked of this computer is asked of no other.
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"]
    {
        program.env_remove(name);
    }
    program
}

pub(crate) fn run(program: &mut Command) -> Run {
    let Output { status, stdout, stderr } = program.output().unwrap();
    Run {
        status: status.code().expect("no signal ended it"),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// Has git do something in a folder.
pub(crate) fn git(place: &BriefingFolder, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.arg("-C").arg(place.path("")).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]);
    let run = run(git.args(arguments));
    assert_eq!(run.status, 0, "{}", run.err);
}

/// An article of this text.
pub(crate) fn article(text: &str) -> String {
    format!("---\ntitle: A report\nrights: full\n---\n\n{text}\n")
}

/// A note on words that [`BriefingFolder::with_briefing`]'s article does not have.
pub(crate) const BROKEN_NOTE: &str =
    "---\narticle: first\n---\n\n## A note\n\n> The bridge is open.\n\nIt is not.\n";
