//! What links and footnotes lead to, and is defined in another note than they stand in. Each note is
//! read for itself, so that they would lead nowhere.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, Tag};

use super::Understood;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::parse::markdown::{WikiLinks, may_define, options};
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::source::{FileId, Span};

/// A note as far as its definitions matter.
#[derive(Debug, Clone)]
pub struct NoteExtent {
    /// Its place, to the next note's heading.
    pub place: Place<InSource>,
    /// Whether its own heading makes it a draft.
    pub is_draft: bool,
}

/// A label, as two of them are compared. That of a footnote begins with `^`.
type Label = String;

fn label(name: &str, is_footnote: bool) -> Label {
    let words: Vec<&str> = name.split_whitespace().collect();
    let mark = if is_footnote { "^" } else { "" };
    format!("{mark}{}", words.join(" ").to_lowercase())
}

/// What a note defines and refers to, in bytes of the file.
#[derive(Default)]
struct Labels {
    /// Where each label is defined, the place that counts first.
    defined: BTreeMap<Label, Vec<Place<InSource>>>,
    /// Those that the note itself refers to.
    used: BTreeSet<Label>,
    /// References to what the note does not define.
    missing: Vec<(Label, Place<InSource>)>,
}

/// Every definition and reference of a file's notes that do not meet, and labels that are defined
/// twice in one note.
pub fn check(
    file: FileId,
    text: &str,
    notes: &[NoteExtent],
    understood: &Understood,
) -> Vec<Diagnostic> {
    if !notes.iter().any(|note| may_define(text.slice(note.place.bytes()))) {
        return Vec::new();
    }
    let read = |note: &NoteExtent| definitions(text, note, understood);
    let mut labels: Vec<Labels> = notes.iter().map(read).collect();
    let footnotes: BTreeSet<Label> = labels
        .iter()
        .flat_map(|labels| labels.defined.keys())
        .filter(|label| label.starts_with('^'))
        .cloned()
        .collect();
    for (note, labels) in notes.iter().zip(&mut labels) {
        references(text, note, &footnotes, understood, labels);
    }
    let mut told = Vec::new();
    for labels in &labels {
        told.extend(twice(file, labels));
    }
    told.extend(apart(file, notes, &labels));
    told
}

/// What a note defines, in the order of the file.
fn definitions(text: &str, note: &NoteExtent, understood: &Understood) -> Labels {
    let mut labels = Labels::default();
    let part = text.slice(note.place.bytes());
    let start = note.place.start();
    let parser = Parser::new_ext(part, options(WikiLinks::On)).into_offset_iter();
    let links: Vec<(Label, Place<InSource>)> = parser
        .reference_definitions()
        .iter()
        // So comments are made: nothing is to refer to them.
        .filter(|(_, it)| !matches!(it.dest.as_ref(), "#" | ""))
        .map(|(name, it)| (label(name, false), note.place.part(it.span.clone())))
        .collect();
    for (name, range) in links {
        labels.defined.entry(name).or_default().push(range);
    }
    let mut leaves: Vec<Place<InSource>> = Vec::new();
    for (event, range) in parser {
        let range = start + range.start..start + range.end;
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let end = text
                    .slice(range.clone())
                    .find("]:")
                    .map_or(range.end, |at| range.start + at + 2);
                labels
                    .defined
                    .entry(label(&name, true))
                    .or_default()
                    .push(Place::new(range.start..end));
            }
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::Table(_),
            ) => leaves.push(Place::new(range)),
            Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. })
                if matches!(
                    link_type,
                    LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
                ) && !in_passage(understood, range.start) =>
            {
                labels.used.insert(label(&id, false));
            }
            _ => {}
        }
    }
    again(text, note.place, &leaves, understood, &mut labels);
    labels
}

/// Adds the definitions of labels that are defined already: they are no part of the text's tree.
fn again(
    text: &str,
    note: Place<InSource>,
    leaves: &[Place<InSource>],
    understood: &Understood,
    labels: &mut Labels,
) {
    let mut at = note.start();
    for line in text.slice(note.bytes()).split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '>', '-', '*', '+']);
        let start = at + (line.len() - words.len());
        at += line.len();
        let Some((name, _)) = words.strip_prefix('[').and_then(|rest| rest.split_once("]:")) else {
            continue;
        };
        let before = leaves.partition_point(|leaf| leaf.start() <= start);
        let is_text = leaves.get(before.wrapping_sub(1)).is_some_and(|leaf| start < leaf.end());
        if is_text || in_passage(understood, start) {
            continue;
        }
        if let Some(places) = labels.defined.get_mut(&label(name, false))
            && !places.iter().any(|place| place.start() == start)
        {
            places.push(Place::new(start..start + words.trim_end().len()));
        }
    }
}

fn in_passage(understood: &Understood, at: usize) -> bool {
    understood.passages.iter().any(|passage| passage.contains(at))
}

/// Adds what a note refers to: footnotes that any note of the file defines, and links without a
/// definition of its own.
fn references(
    text: &str,
    note: &NoteExtent,
    footnotes: &BTreeSet<Label>,
    understood: &Understood,
    labels: &mut Labels,
) {
    let start = note.place.start();
    let mut part = text.slice(note.place.bytes()).to_owned();
    let length = part.len();
    let own = |name: &Label| labels.defined.contains_key(name);
    // What has no definition is no footnote, and is not seen as one.
    for name in footnotes.iter().filter(|name| !own(name)) {
        part.push_str(&format!("\n\n[{name}]: x"));
    }
    let mut missing: Vec<(Label, Place<InSource>)> = Vec::new();
    let mut broken = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        missing.push((label(&link.reference, false), Place::new(link.span)));
        None
    };
    let mut found: Vec<(Label, Place<InSource>)> = Vec::new();
    let parser =
        Parser::new_with_broken_link_callback(&part, options(WikiLinks::On), Some(&mut broken));
    for (event, range) in parser.into_offset_iter() {
        if let Event::FootnoteReference(name) = event {
            found.push((label(&name, true), Place::new(range)));
        }
    }
    for (name, range) in missing.into_iter().chain(found) {
        let range = start + range.start()..start + range.end();
        if range.end > start + length || in_passage(understood, range.start) {
            continue;
        }
        if labels.defined.contains_key(&name) {
            labels.used.insert(name);
        } else {
            labels.missing.push((name, Place::new(range)));
        }
    }
}

fn written(name: &Label) -> String {
    format!("[{name}]")
}

/// Labels that are defined twice in one note. Of a link's that nothing refers to nothing is read.
fn twice(file: FileId, labels: &Labels) -> Vec<Diagnostic> {
    let counts = |name: &Label| name.starts_with('^') || labels.used.contains(name);
    let again = labels.defined.iter().filter(|(name, places)| counts(name) && places.len() > 1);
    again
        .filter_map(|(name, places)| {
            let (first, second) = (places.first()?, places.get(1)?);
            let label = written(name);
            let message = format!("`{label}` is defined here a second time in this note");
            Some(
                Diagnostic::new(Code::DefinitionMisplaced, Span::new(file, *second), message)
                    .help("give one of the two another label, here and where it is referred to")
                    .related(Span::new(file, *first), "here the first time"),
            )
        })
        .collect()
}

/// Definitions and references that stand in different notes, each pair told at one of the two.
fn apart(file: FileId, notes: &[NoteExtent], labels: &[Labels]) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    // Labels whose definition is told: their references need not be.
    let mut moved: BTreeSet<&Label> = BTreeSet::new();
    for (note, own) in notes.iter().zip(labels) {
        for (name, places) in &own.defined {
            let Some(place) = places.first().filter(|_| !own.used.contains(name)) else { continue };
            let wanted =
                labels.iter().flat_map(|other| &other.missing).filter(|(it, _)| it == name);
            let mut wanted = wanted.peekable();
            if wanted.peek().is_none() {
                told.extend(unused(file, name, *place));
            } else if !note.is_draft {
                moved.insert(name);
                told.push(wanted.fold(elsewhere(file, name, *place), |told, (_, reference)| {
                    told.related(Span::new(file, *reference), "it is referred to here")
                }));
            }
        }
    }
    for (name, reference) in labels.iter().flat_map(|labels| &labels.missing) {
        let defined = labels.iter().find_map(|other| other.defined.get(name)?.first());
        let Some(defined) = defined.filter(|_| !moved.contains(name)) else { continue };
        let (label, bare) = (written(name), name.trim_start_matches('^'));
        let what = if name.starts_with('^') { "footnote" } else { "link" };
        let message =
            format!("the {what} `{label}` is defined in another note, and counts there alone");
        let span = Span::new(file, *reference);
        told.push(
            Diagnostic::new(Code::DefinitionMisplaced, span, message)
                .help(format!("define it in this note as well: a line `{label}: …` at its end"))
                .help(format!(
                    "if it is text, write `\\[{}{bare}\\]`",
                    if what == "footnote" { "^" } else { "" }
                ))
                .related(Span::new(file, *defined), "it is defined here"),
        );
    }
    told
}

/// That only another note refers to what a note defines.
fn elsewhere(file: FileId, name: &Label, place: Place<InSource>) -> Diagnostic {
    let what = if name.starts_with('^') { "footnote" } else { "link" };
    let message = format!(
        "this {what} is defined here, and another note refers to it: each note is read alone"
    );
    Diagnostic::new(Code::DefinitionMisplaced, Span::new(file, place), message)
        .help("move the definition to the end of the note that refers to it")
}

/// That nothing refers to a footnote: it is printed all the same.
fn unused(file: FileId, name: &Label, place: Place<InSource>) -> Option<Diagnostic> {
    name.starts_with('^').then_some(())?;
    let label = written(name);
    let message = "nothing refers to this footnote, and it is printed all the same";
    let span = Span::new(file, place);
    let mut told = Diagnostic::new(Code::DefinitionMisplaced, span, message)
        .help(format!("write `{label}` in the note's text where it belongs, or take it out"));
    told.severity = Severity::Warning;
    Some(told)
}
