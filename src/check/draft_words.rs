//! `looks-like-a-draft`: what says of itself that it is a draft, and is published.

use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::memory::Content;
use crate::model::Note;
use crate::parse::front_matter;
use crate::parse::strays::has_draft;
use crate::place::Place;
use crate::slice::Slice;
use crate::source::Span;

/// What is said of what is not to be published. A longer line speaks of something else.
const PHRASES: [&str; 4] =
    ["not for publication", "do not publish", "don't publish", "not to be published"];

/// How many words such a line has at most.
const MOST_WORDS: usize = 8;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let errors: Vec<Span> =
        diagnostics.iter().filter(|it| it.severity == Severity::Error).map(|it| it.span).collect();
    // What is an error already need not be told as this, too.
    let is_told = |told: &Diagnostic| {
        let (start, end) = (told.span.start, told.span.end);
        errors.iter().any(|it| it.file == told.span.file && it.start < end && start < it.end)
    };
    diagnostics.extend(found(subject).into_iter().filter(|told| !is_told(told)));
}

/// Everything that says of itself that it is a draft.
fn found(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let of_file = |notes: &[Note]| {
        let input = |it: &mut Content| {
            for note in notes {
                let file = subject.folder.sources.file(note.span.file).key();
                (file, note.draft, note.span, note.extent, &note.author).hash(it);
            }
        };
        subject.briefing.memory.recall("drafts", input, || found_in(subject, notes))
    };
    let files: Vec<&[Note]> =
        subject.briefing.notes.chunk_by(|a, b| a.span.file == b.span.file).collect();
    let found: Vec<Arc<Vec<Diagnostic>>> = files.into_par_iter().map(of_file).collect();
    found.iter().flat_map(|it| it.iter().cloned()).collect()
}

/// The same in some notes of one file.
fn found_in(subject: &Subject<'_>, notes: &[Note]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let sources = &subject.folder.sources;
    let mut is_first = true;
    for note in notes.iter().filter(|note| !note.draft) {
        let file = note.span.file;
        if std::mem::take(&mut is_first) && is_of_drafts(&sources.file(file).path) {
            let message = "this file's name says that its notes are drafts, and they are published";
            diagnostics.push(
                Diagnostic::new(Code::LooksLikeADraft, Span::whole(file), message)
                    .help("for drafts, add `status: draft` to its front matter; if not, move it"),
            );
        }
        let heading = sources.text(note.span);
        if says_draft(heading) {
            diagnostics.push(told(note.span, "this title says that the note is a draft"));
        } else if note.author.as_deref().is_some_and(has_draft) {
            let place = author(subject, note, heading);
            diagnostics.push(told(place, "the author's name says that the note is a draft"));
        }
        let body = note.span.end..note.extent.end.max(note.span.end);
        let text = sources.file(file).text.slice(body.clone());
        diagnostics.extend(lines(text).map(|line| {
            let span = Span::new(file, Place::new(body.start + line.start..body.start + line.end));
            told(span, "this line says that the note is not to be published")
        }));
    }
    diagnostics
}

fn told(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::LooksLikeADraft, span, format!("{what}, and it is published"))
        .help("for a draft, write `status=draft` in the braces that end the note's heading")
        .help("if it is to be published, take the word out, or `allow` this code")
}

/// Where the author's name stands.
fn author(subject: &Subject<'_>, note: &Note, heading: &str) -> Span {
    let file = subject.folder.sources.file(note.span.file);
    let parts = front_matter::split(note.span.file, file).ok();
    match parts.and_then(|parts| parts.yaml).filter(|_| !heading.contains("author")) {
        Some(yaml) => front_matter::place(note.span.file, file, yaml, &["author"]),
        None => note.span,
    }
}

/// Whether a file of notes has a name by which other programs keep drafts apart.
fn is_of_drafts(path: &str) -> bool {
    let path = path.strip_prefix("content/annotations/").unwrap_or(path);
    let mut parts = path.strip_suffix(".md").unwrap_or(path).split('/');
    let is_folder = |part: &str| matches!(part.trim_matches('_'), "draft" | "drafts");
    let last = parts.next_back().unwrap_or_default();
    let ends = [".draft", "-draft", "_draft"].iter().any(|end| last.ends_with(end));
    let mut folders = parts.chain([last]);
    ends || folders.any(|part| part.starts_with('_') || is_folder(part))
}

/// Whether a title calls itself a draft: in capitals, in brackets, with a mark before it or a colon
/// behind. A title may well be about one.
fn says_draft(title: &str) -> bool {
    let lower = title.to_ascii_lowercase();
    let in_capitals = title.split(|c: char| !c.is_alphanumeric()).any(|word| word == "DRAFT");
    let marked = ["(draft)", "[draft]", "[[draft]]", "<!-- draft", "draft -->"];
    let in_word = |c: char| c.is_alphanumeric() || c == '-';
    let tagged = lower.split("#draft").skip(1).any(|after| !after.starts_with(in_word));
    let title = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let after = title.strip_prefix("draft").unwrap_or_default().trim_start();
    in_capitals
        || tagged
        || marked.iter().any(|mark| lower.contains(mark))
        || after.starts_with([':', '–', '—', '-'])
}

/// The lines of a note's text that say that it is not to be published; what it quotes may say so.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    let mut in_code = false;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let words = line.trim();
        in_code ^= words.starts_with("```") || words.starts_with("~~~");
        if in_code || words.starts_with('>') {
            return None;
        }
        let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = bare.to_lowercase();
        let rest = lower.strip_prefix("draft").unwrap_or("x");
        let is_short = bare.split_whitespace().nth(MOST_WORDS).is_none();
        let is_item = words.starts_with(['-', '+']) || words.starts_with("* ");
        let in_capitals = bare.starts_with("DRAFT");
        let says = rest.is_empty() && !is_item
            || in_capitals && rest.trim_start().starts_with([':', '–', '—', '-']) && is_short
            || is_short
                && PHRASES.iter().any(|phrase| {
                    lower.starts_with(phrase) || in_capitals && lower.contains(phrase)
                });
        let start = start + (line.len() - line.trim_start().len());
        says.then(|| start..start + words.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_calls_itself_a_draft_is_seen_and_what_is_about_one_is_not() {
        for title in [
            "## DRAFT: x",
            "## x (draft)",
            "## [DRAFT] x",
            "## x #draft",
            "## Draft – x",
            "## x <!-- draft -->",
            "## x [[draft]]",
        ] {
            assert!(says_draft(title), "{title}");
        }
        for title in ["## The draft resolution", "## Who drafted it {#draft-law}", "## Draft law"] {
            assert!(!says_draft(title), "{title}");
        }
    }

    #[test]
    fn lines_that_keep_a_note_back_are_seen() {
        let found = |text: &str| lines(text).next().map(|range| text[range].to_owned());
        for text in
            ["**DRAFT – not for publication**", "draft", "<!-- draft -->", "Do not publish!"]
        {
            assert_eq!(found(&format!("Words.\n\n{text}\n")).as_deref(), Some(text));
        }
        for text in [
            "> DRAFT",
            "```\nDRAFT\n```",
            "The draft of the law was not for publication, says the ministry of the interior.",
            "Drafted in May.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn files_of_drafts_are_known_by_their_names() {
        for path in ["_drafts/t", "drafts/t", "_t", "t.draft", "a/_b/t", "draft"] {
            assert!(is_of_drafts(&format!("content/annotations/{path}.md")), "{path}");
        }
        for path in ["t", "draft-law", "2026/may", "drafting"] {
            assert!(!is_of_drafts(&format!("content/annotations/{path}.md")), "{path}");
        }
    }
}
