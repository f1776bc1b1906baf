//! What an import found, as diagnostics at their place: in the file that was written, or in that
//! which was read.

use std::collections::BTreeMap;
use std::ops::Range;

use super::annotations::Remark;
use super::draft::Finding;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::front_matter::{self, YamlPlaces};
use crate::place::Place;
use crate::source::{FileId, SourceSet, Span};

const LOOK: &str = "look whether that is so, and mend it here if not";

/// What was found of a report: `written` is its file in the briefing, `read` the text or page.
#[must_use]
pub fn article(
    findings: &[Finding],
    missing: &[&str],
    written: FileId,
    read: FileId,
    sources: &SourceSet,
) -> Vec<Diagnostic> {
    let file = sources.file(written);
    let yaml = front_matter::split(written, file).ok().and_then(|parts| parts.yaml);
    let keys = yaml.map(|yaml| YamlPlaces::new(written, file, yaml));
    let (after, before) = (Lines::new(written, sources), Lines::new(read, sources));
    let tell = |finding: &Finding| {
        let (span, help) = match finding {
            Finding::Guess { what, value, .. } => {
                let key = keys.as_ref().map(|keys| keys.of(&[what]));
                let key = key.filter(|span| span.start < span.end);
                (key.unwrap_or_else(|| after.place(&format!("## {value}"))), Some(LOOK))
            }
            Finding::LeftOut { text, .. } => {
                (before.place(text), Some("if it is the report's own text, put it back"))
            }
            Finding::Remark(_) => (Span::whole(written), None),
        };
        Diagnostic::new(Code::ImportGuessed, span, finding.to_string())
            .maybe_help(help.map(str::to_owned))
    };
    let mut told: Vec<Diagnostic> = findings.iter().map(tell).collect();
    if !missing.is_empty() {
        let message = format!("not found: {}", missing.join(", "));
        let help = "add to the front matter what you know of it";
        told.push(Diagnostic::new(Code::ImportGuessed, Span::whole(written), message).help(help));
    }
    told
}

/// What was found of annotations, in the files that were written.
#[must_use]
pub fn annotations(remarks: &[Remark], written: &[FileId], sources: &SourceSet) -> Vec<Diagnostic> {
    let files: Vec<Lines<'_>> = written.iter().map(|file| Lines::new(*file, sources)).collect();
    let tell = |remark: &Remark| {
        let span = files.iter().find_map(|lines| lines.find(&remark.line));
        let span = span.or_else(|| Some(Span::whole(*written.first()?)))?;
        let (code, help) = match remark.unplaced {
            true => (
                Code::AnnotationUnplaced,
                "`sidenote find \"…\"` tells where such words stand, and what to paste",
            ),
            false => (Code::ImportGuessed, LOOK),
        };
        Some(Diagnostic::new(code, span, &remark.message).help(help))
    };
    remarks.iter().filter_map(tell).collect()
}

/// The lines of a file by what they say, the first of each.
struct Lines<'a> {
    file: FileId,
    places: BTreeMap<&'a str, Range<usize>>,
}

impl<'a> Lines<'a> {
    fn new(file: FileId, sources: &'a SourceSet) -> Self {
        let mut places = BTreeMap::new();
        let mut at = 0;
        for line in sources.file(file).text.split_inclusive('\n') {
            let words = line.trim();
            let start = at + line.len() - line.trim_start().len();
            places.entry(words).or_insert(start..start + words.len());
            at += line.len();
        }
        Self { file, places }
    }

    fn find(&self, words: &str) -> Option<Span> {
        let range = self.places.get(words.trim()).filter(|range| !range.is_empty())?;
        Some(Span::new(self.file, Place::new(range.clone())))
    }

    /// As `find`; where there is no such line, the file as a whole.
    fn place(&self, words: &str) -> Span {
        self.find(words).unwrap_or_else(|| Span::whole(self.file))
    }
}
