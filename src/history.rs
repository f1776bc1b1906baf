//! When each file of a briefing, and each note, was last changed, as far as git knows it.
//!
//! A file of annotations is parted where a line begins a note, so that a change of one is none of the
//! others; any other file is one piece. A piece was last changed by the newest commit that has it and
//! before which it was not there. One that is not committed as it is, or of which a shallow clone may
//! have lost the beginning, has no time.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash as _;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use crate::git::{self, Commit};
use crate::memory::{Content, Memory};
use crate::slice::Slice;
use crate::source::{FileId, SourceSet, Span};

/// The folder whose files hold several notes.
const NOTES: &str = "content/annotations/";

type Hash = [u8; 32];

/// When the files of a briefing were last changed.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// Of each file its pieces, by where they begin.
    pieces: BTreeMap<FileId, Vec<(usize, Option<Timestamp>)>>,
}

impl History {
    /// Asks git about files below `content/` of a folder.
    #[must_use]
    pub fn read(folder: &Path, content: &[FileId], sources: &SourceSet, memory: &Memory) -> Self {
        let search = || Search::new(content, sources, memory);
        if content.is_empty() {
            return Self::default();
        }
        if !memory.is_keeping() {
            return Log::default().find(folder, search());
        }
        // What was before a state is the same however often it is asked for.
        let Some(head) = git::commit(folder, "HEAD") else { return Self::default() };
        let input = |it: &mut Content| (folder, &head).hash(it);
        let log = memory.recall("log", input, Mutex::<Log>::default);
        log.lock().unwrap_or_else(PoisonError::into_inner).find(folder, search())
    }

    /// When what stands in a part of a file was last changed; none where that is not known of all of it.
    /// Of a note, what the whole file says of its notes counts, too.
    #[must_use]
    pub fn of(&self, span: Span) -> Option<Timestamp> {
        let pieces = self.pieces.get(&span.file)?;
        let first = pieces.partition_point(|(start, _)| *start <= span.start).saturating_sub(1);
        let within = pieces.iter().skip(first).take_while(|(start, _)| *start < span.end.max(1));
        let mut newest = pieces.first()?.1?;
        for (_, time) in within {
            newest = newest.max((*time)?);
        }
        Some(newest)
    }
}

/// What git told of a state: as far back as it was asked.
#[derive(Default)]
struct Log {
    steps: Vec<Step>,
    is_whole: bool,
}

/// What one commit did to the pieces of files.
struct Step {
    time: Option<Timestamp>,
    cut_off: bool,
    /// By path: the pieces before and after.
    changes: Vec<(String, BTreeSet<Hash>, BTreeSet<Hash>)>,
}

impl Log {
    /// Looks for pieces, and asks git for what is not known yet.
    fn find(&mut self, folder: &Path, mut search: Search) -> History {
        let mut is_open = self.steps.iter().all(|step| search.go_back(step));
        if is_open && !self.is_whole {
            let (known, steps) = (self.steps.len(), &mut self.steps);
            let asked = git::history(folder, "content", known, |commit| {
                let step = Step::of(commit);
                is_open = search.go_back(&step);
                steps.push(step);
                is_open
            });
            let Some(is_whole) = asked else { return History::default() };
            self.is_whole = is_whole;
        }
        if search.cut_off { History::default() } else { search.found() }
    }
}

impl Step {
    fn of(commit: &Commit) -> Self {
        let hashes = |path: &str, text: &Option<String>| -> BTreeSet<Hash> {
            let text = text.as_deref().map(|text| pieces(path, text));
            text.into_iter().flatten().map(|(_, hash)| hash).collect()
        };
        let changes = commit
            .changes
            .iter()
            .map(|it| (it.path.clone(), hashes(&it.path, &it.before), hashes(&it.path, &it.after)));
        let time = Timestamp::from_second(commit.time).ok();
        Self { time, cut_off: commit.cut_off, changes: changes.collect() }
    }
}

/// A piece of a file that is looked for.
struct Piece {
    file: FileId,
    start: usize,
    hash: Hash,
    state: State,
}

enum State {
    /// No commit has touched its file so far.
    Unseen,
    /// It stands in the newest commits that were looked at.
    There,
    Done(Option<Timestamp>),
}

struct Search {
    pieces: Vec<Piece>,
    /// Those that are not done, by the file that they stand in at this point of the history.
    places: BTreeMap<String, Vec<usize>>,
    open: usize,
    cut_off: bool,
}

impl Search {
    fn new(content: &[FileId], sources: &SourceSet, memory: &Memory) -> Self {
        let mut search =
            Self { pieces: Vec::new(), places: BTreeMap::new(), open: 0, cut_off: false };
        for &file in content {
            let source = sources.file(file);
            let input = |it: &mut Content| source.key().hash(it);
            let found = memory.recall("pieces", input, || pieces(&source.path, &source.text));
            let first = search.pieces.len();
            let piece = |&(start, hash)| Piece { file, start, hash, state: State::Unseen };
            search.pieces.extend(found.iter().map(piece));
            search.places.insert(source.path.clone(), (first..search.pieces.len()).collect());
        }
        search.open = search.pieces.len();
        search
    }

    /// Goes back over one commit, and tells whether there is more to look for.
    fn go_back(&mut self, step: &Step) -> bool {
        self.cut_off |= step.cut_off;
        let (time, changes) = (step.time, &step.changes);
        let mut moved = Vec::new();
        for (path, before, after) in changes {
            for index in self.places.remove(path).unwrap_or_default() {
                let Some(piece) = self.pieces.get_mut(index) else { continue };
                let hash = piece.hash;
                let from = || changes.iter().find(|(_, before, _)| before.contains(&hash));
                if !after.contains(&hash) {
                    // It is not committed as it is.
                    piece.state = State::Done(None);
                } else if before.contains(&hash) {
                    piece.state = State::There;
                    moved.push((path.clone(), index));
                } else if let Some((other, ..)) = from() {
                    piece.state = State::There;
                    moved.push((other.clone(), index));
                } else {
                    piece.state = State::Done(time);
                }
                if matches!(piece.state, State::Done(_)) {
                    self.open -= 1;
                }
            }
        }
        for (path, index) in moved {
            self.places.entry(path).or_default().push(index);
        }
        self.open > 0 && !self.cut_off
    }

    fn found(self) -> History {
        let mut found: BTreeMap<FileId, Vec<(usize, Option<Timestamp>)>> = BTreeMap::new();
        for piece in self.pieces {
            let time = match piece.state {
                State::Done(time) => time,
                State::Unseen | State::There => None,
            };
            found.entry(piece.file).or_default().push((piece.start, time));
        }
        History { pieces: found }
    }
}

/// Where the pieces of a file begin, and what each says, whatever its lines end in.
fn pieces(path: &str, text: &str) -> Vec<(usize, Hash)> {
    let mut starts = vec![0];
    if path.starts_with(NOTES) {
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let begins = line.trim_start_matches(' ').strip_prefix("##");
            if at > 0 && begins.is_some_and(|rest| rest.starts_with([' ', '\t'])) {
                starts.push(at);
            }
            at += line.len();
        }
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let piece = |(start, end): (&usize, usize)| {
        let mut hasher = blake3::Hasher::new();
        let text = text.slice(*start..end);
        for line in text.trim_start_matches('\u{feff}').trim().lines() {
            hasher.update(line.trim_end().as_bytes()).update(b"\n");
        }
        (*start, *hasher.finalize().as_bytes())
    };
    starts.iter().zip(ends).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::Change;
    use crate::source::SourceFile;

    /// A time, and the files changed then: path, text before and after.
    type Told<'a> = (i64, &'a [(&'a str, &'a str, &'a str)]);

    /// When each piece of the files was last changed, by these commits, the newest first.
    fn times(files: &[(&str, &str)], commits: &[Told<'_>]) -> Vec<Option<i64>> {
        let mut sources = SourceSet::default();
        let ids: Vec<FileId> = files
            .iter()
            .map(|(path, text)| {
                sources.add(SourceFile::from_bytes((*path).to_owned(), text.as_bytes().to_vec()))
            })
            .collect();
        let mut search = Search::new(&ids, &sources, &Memory::default());
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        for (time, changes) in commits {
            let changes = changes.iter().map(|(path, before, after)| Change {
                path: (*path).to_owned(),
                before: text(before),
                after: text(after),
            });
            let commit = Commit { time: *time, cut_off: false, changes: changes.collect() };
            if !search.go_back(&Step::of(&commit)) {
                break;
            }
        }
        let found = search.found().pieces.into_values().flatten();
        found.map(|(_, time)| time.map(Timestamp::as_second)).collect()
    }

    #[test]
    fn a_note_has_the_time_of_its_own_change() {
        let path = "content/annotations/a.md";
        let now = "---\narticle: a\n---\n\n## A\r\n\r\nOne.\r\n\n## B\n\nTwo.\n\n## C\n\nNew.\n";
        let second = "---\narticle: a\n---\n\n## A\n\nOne.\n\n## B\n\nTwo.\n";
        let first = "---\narticle: a\n---\n\n## B\n\n2.\n\n## A\n\nOne.\n";
        let commits: &[Told<'_>] = &[
            (40, &[("content/articles/x.md", "", "X")]),
            (30, &[(path, first, second)]),
            (10, &[(path, "", first)]),
        ];
        // The front matter, A, B, and C, which is not committed.
        assert_eq!(times(&[(path, now)], commits), [Some(10), Some(10), Some(30), None]);
    }

    #[test]
    fn what_is_moved_is_not_changed() {
        let (old, new) = ("content/annotations/a.md", "content/annotations/b/c.md");
        let text = "---\narticle: a\n---\n\n## A\n\nOne.\n";
        let commits: &[Told<'_>] =
            &[(30, &[(new, "", text), (old, text, "")]), (10, &[(old, "", text)])];
        assert_eq!(times(&[(new, text)], commits), [Some(10), Some(10)]);
        // What was taken back is there since that was done.
        let commits: &[Told<'_>] =
            &[(30, &[("r.md", "y", "x")]), (20, &[("r.md", "x", "y")]), (10, &[("r.md", "", "x")])];
        assert_eq!(times(&[("r.md", "x")], commits), [Some(30)]);
        assert_eq!(times(&[("r.md", "z")], commits), [None]);
        assert_eq!(times(&[("other.md", "z")], commits), [None]);
    }
}
