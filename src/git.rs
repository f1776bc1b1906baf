//! What git knows of a folder: the only caller of it. Where there is no git, or no repository, nothing is
//! known, and nothing is told.
#![expect(clippy::disallowed_methods, reason = "this module asks git for all others")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder in a repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repository {
    /// Where the repository's working tree begins.
    pub top: PathBuf,
    /// The files below the folder that are in the repository, or would be with `git add .`, by their
    /// paths from the folder.
    pub files: Vec<String>,
    /// The address of `origin`.
    pub origin: Option<String>,
    /// The branch that is checked out.
    pub branch: Option<String>,
}

/// The repository that a folder is in.
#[must_use]
pub fn repository(folder: &Path) -> Option<Repository> {
    let line = |arguments: &[&str]| {
        let out = String::from_utf8(ask(folder, arguments)?).ok()?;
        Some(out.trim_end_matches(['\n', '\r']).to_owned()).filter(|line| !line.is_empty())
    };
    let top = PathBuf::from(line(&["rev-parse", "--show-toplevel"])?);
    let listed = ask(folder, &["ls-files", "-z", "--cached", "--others", "--exclude-standard"])?;
    let mut files: Vec<String> = listed
        .split(|byte| *byte == 0)
        .filter(|path| !path.is_empty())
        .map(|path| String::from_utf8_lossy(path).into_owned())
        .collect();
    files.sort();
    files.dedup();
    let origin = line(&["config", "--get", "remote.origin.url"]);
    let branch = line(&["symbolic-ref", "--short", "HEAD"]);
    Some(Repository { top, files, origin, branch })
}

/// Whether a state of any branch had a file at a path, or below it, of a folder.
#[must_use]
pub fn ever_had(folder: &Path, path: &str) -> bool {
    let arguments =
        ["log", "--all", "--full-history", "--max-count=1", "--format=%H", "--no-show-signature"];
    let found = ask(folder, &[arguments.as_slice(), &["--", path]].concat());
    found.is_some_and(|commit| !commit.is_empty())
}

/// What git answers, where it is there and succeeds. Nothing that a repository's own settings name is
/// run, and nothing of it is written.
fn ask(folder: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let output = command(folder).args(arguments).output().ok()?;
    output.status.success().then_some(output.stdout)
}

fn command(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(["-c", "core.fsmonitor=false", "-c", "core.quotePath=false"]);
    git.stdin(Stdio::null()).stderr(Stdio::null());
    // A hook of one repository may ask about a folder in another.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        git.env_remove(name);
    }
    // What a partial clone lacks is not fetched: nothing is asked of another computer.
    git.env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0");
    git.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    git
}

/// A state of the branch that is checked out, and what it changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Commit {
    /// When it was made, in seconds.
    pub time: i64,
    /// Whether what was before it is not here: the clone is a shallow one.
    pub cut_off: bool,
    /// The files that it changed.
    pub changes: Vec<Change>,
}

/// A file that was changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Its path from the folder.
    pub path: String,
    /// Its text before; none where it was not there.
    pub before: Option<String>,
    /// Its text after.
    pub after: Option<String>,
}

/// What a tree has that is empty: before the first commit there was nothing.
const EMPTY: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/// The state of a folder's repository that a commit's name means.
#[must_use]
pub fn commit(folder: &Path, name: &str) -> Option<String> {
    let name = format!("{name}^{{commit}}");
    let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &name];
    hash(ask(folder, &arguments)?)
}

/// The state in which a day began, by its date in the order of ISO 8601.
#[must_use]
pub fn at_beginning_of(folder: &Path, day: &str) -> Option<String> {
    commit(folder, "HEAD")?;
    let before = format!("--before={day}T00:00:00");
    let last = ask(folder, &["rev-list", "--max-count=1", &before, "HEAD"])?;
    hash(last).or_else(|| Some(EMPTY.to_owned()))
}

fn hash(printed: Vec<u8>) -> Option<String> {
    let printed = String::from_utf8(printed).ok()?;
    Some(printed.trim().to_owned()).filter(|hash| !hash.is_empty())
}

/// The files below some paths of a folder that are not as a state has them, each with the text that it had
/// there: those that git follows, and those that `git add` would add.
#[must_use]
pub fn changed_since(folder: &Path, state: &str, below: &[&str]) -> Option<Vec<Change>> {
    let settings = ["-c", "diff.suppressBlankEmpty=false", "diff"];
    let printed = ask(folder, &[&settings, WHOLE_FILES, &[state, "--"], below].concat())?;
    let mut reader = LogReader::default();
    // As if a commit had been told before.
    reader.line("\u{1}0 ");
    for line in printed.split_inclusive(|byte| *byte == b'\n') {
        reader.line(&String::from_utf8_lossy(line));
    }
    let mut changes = reader.end().map(|commit| commit.changes).unwrap_or_default();
    changes.retain(|change| !change.path.is_empty());
    let others = ["ls-files", "-z", "--others", "--exclude-standard", "--"];
    let others = ask(folder, &[&others, below].concat())?;
    let new = others.split(|byte| *byte == 0).filter(|path| !path.is_empty());
    changes.extend(new.map(|path| Change {
        path: String::from_utf8_lossy(path).into_owned(),
        ..Change::default()
    }));
    Some(changes)
}

/// How changes are printed: whole files, so that what is a change can be asked of their text; whatever
/// settings say.
const WHOLE_FILES: &[&str] = &[
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--relative",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    "--unified=1000000",
];

/// Goes back through what the branch that is checked out had below a path of a folder, the newest first
/// but those that are `known`, until `each` has had enough: then it gives false, and true where there is no
/// more. Of what was merged into it only the merge counts: that is when it came to
/// be there. It is one call of git, and nothing is read that was not changed below the path.
pub fn history(
    folder: &Path,
    below: &str,
    known: usize,
    mut each: impl FnMut(&Commit) -> bool,
) -> Option<bool> {
    let mut git = command(folder);
    git.args(["-c", "log.showRoot=true", "-c", "log.showSignature=false"]);
    git.args(["-c", "diff.suppressBlankEmpty=false", "log", "--first-parent", "-m", "-p"]);
    git.args(WHOLE_FILES).args(["--decorate=short", "--format=%x01%ct %D"]);
    git.arg(format!("--skip={known}")).args(["--", below]);
    let mut git = git.stdout(Stdio::piped()).spawn().ok()?;
    let mut lines = BufReader::new(git.stdout.take()?);
    let mut reader = LogReader::default();
    let mut line = Vec::new();
    let mut enough = false;
    while !enough && lines.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        if let Some(commit) = reader.line(&String::from_utf8_lossy(&line)) {
            enough = !each(&commit);
        }
        line.clear();
    }
    if enough {
        // It has more to say that nobody hears.
        let _ = git.kill();
        let _ = git.wait();
        return Some(false);
    }
    git.wait().ok().filter(std::process::ExitStatus::success)?;
    if let Some(commit) = reader.end() {
        each(&commit);
    }
    Some(true)
}

/// Reads what git prints of commits.
#[derive(Default)]
struct LogReader {
    commit: Option<Commit>,
    /// How many lines of the text before and after are still to come.
    left: (usize, usize),
}

impl LogReader {
    /// Takes a line, and gives the commit that ends before it.
    fn line(&mut self, line: &str) -> Option<Commit> {
        if self.left != (0, 0) {
            self.text(line);
            return None;
        }
        let line = line.trim_end_matches(['\n', '\r']);
        if let Some(head) = line.strip_prefix('\u{1}') {
            let (time, names) = head.split_once(' ').unwrap_or((head, ""));
            let cut_off = names.split(", ").any(|name| name == "grafted");
            let next = Commit { time: time.parse().unwrap_or(0), cut_off, changes: Vec::new() };
            return self.commit.replace(next);
        }
        let changes = &mut self.commit.as_mut()?.changes;
        if line.starts_with("diff --git ") {
            changes.push(Change::default());
        } else if let Some(path) = line.strip_prefix("--- a/").or(line.strip_prefix("+++ b/")) {
            if let Some(change) = changes.last_mut() {
                path.trim_end_matches('\t').clone_into(&mut change.path);
                match line.starts_with('-') {
                    true => change.before = Some(String::new()),
                    false => change.after = Some(String::new()),
                }
            }
        } else if let Some(counts) = line.strip_prefix("@@ -") {
            let count = |part: &str| match part.split_once(',') {
                Some((_, count)) => count.parse().unwrap_or(0),
                None => 1,
            };
            let mut parts = counts.split(' ');
            let before = parts.next().map_or(0, count);
            self.left = (before, parts.next().map_or(0, count));
        }
        None
    }

    /// Takes a line of a file's text.
    fn text(&mut self, line: &str) {
        let change = self.commit.as_mut().and_then(|commit| commit.changes.last_mut());
        let Some(Change { before, after, .. }) = change else { return };
        let mut sign = line.chars();
        let first = sign.next();
        let (is_before, is_after) = match first {
            Some('-') => (true, false),
            Some('+') => (false, true),
            // Such as that the last line has no end.
            Some('\\') => return,
            _ => (true, true),
        };
        if is_before {
            before.get_or_insert_default().push_str(sign.as_str());
            self.left.0 = self.left.0.saturating_sub(1);
        }
        if is_after {
            after.get_or_insert_default().push_str(sign.as_str());
            self.left.1 = self.left.1.saturating_sub(1);
        }
    }

    fn end(self) -> Option<Commit> {
        self.commit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_prints_is_read_by_the_lines_that_it_counts() {
        let printed = "\u{1}20 HEAD -> main, tag: v1\n\ndiff --git a/x y.md b/x y.md\nindex 1..2 100644\n\
            --- a/x y.md\t\n+++ b/x y.md\t\n@@ -1,3 +1,3 @@\n same\n--- a/no\n+++ b/no\n last\n\\ No newline at end of file\n\
            diff --git a/new b/new\nnew file mode 100644\n--- /dev/null\n+++ b/new\n@@ -0,0 +1 @@\n+\u{1}1 x\n\
            \u{1}10 grafted\n\ndiff --git a/b b/b\nBinary files a/b and b/b differ\n";
        let mut reader = LogReader::default();
        let first: Vec<Commit> =
            printed.split_inclusive('\n').filter_map(|line| reader.line(line)).collect();
        let change = |path: &str, before: Option<&str>, after: Option<&str>| Change {
            path: path.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let expected = Commit {
            time: 20,
            cut_off: false,
            changes: vec![
                change("x y.md", Some("same\n-- a/no\nlast\n"), Some("same\n++ b/no\nlast\n")),
                change("new", None, Some("\u{1}1 x\n")),
            ],
        };
        assert_eq!(first, [expected]);
        let last = Commit { time: 10, cut_off: true, changes: vec![Change::default()] };
        assert_eq!(reader.end(), Some(last));
    }
}
