//! Drafts that this build leaves out, where their ids would be printed. An id is made from the title,
//! and tells it: so that is an error.

use std::ops::Range;

use super::ids::{Ids, NamedNote};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::load::Folder;
use crate::parse::front_matter;
use crate::parse::yaml_tree::{self, NodeKind, Tree};
use crate::slice::Slice;
use crate::source::Span;

/// What is said of a link to a draft that shows no words of its own.
#[must_use]
pub fn without_words(mut diagnostic: Diagnostic, id: &str) -> Diagnostic {
    diagnostic.severity = Severity::Error;
    diagnostic
        .help(format!(
            "give the link words of its own, `[[#{id}|…]]`: else its id would be printed"
        ))
        .help("or publish the note, or take the link out")
}

/// Whose words are looked at for the ids of drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// A report's, which are printed as they are.
    Report,
    /// What is said of a note, a record or the briefing.
    Said,
    /// The editor's text.
    Text,
}

/// Tells of each draft that a text names as a link would, though no link is read there.
pub fn tell(
    text: &str,
    words: Words,
    ids: &Ids,
    place: impl Fn(Range<usize>) -> Span,
    diagnostics: &mut Diagnostics,
) {
    if !ids.has_drafts {
        return;
    }
    for range in named(text, words, ids) {
        let id = text.slice(range.clone()).trim_start_matches(['[', '#', '@']);
        let message =
            format!("this would print the id of the draft `{id}`: links are not read here");
        let mut told = Diagnostic::new(Code::LinkToDraft, place(range), message)
            .help("take it out, or publish the note");
        told.severity = Severity::Error;
        diagnostics.push(told);
    }
}

/// Where a text has a draft's id as a link to it has it: `[[#id`, `[#id`, `[@id`, `#id`, and the end of
/// an address of this site.
fn named(text: &str, words: Words, ids: &Ids) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for at in memchr::memchr2_iter(b'#', b'@', text.as_bytes()) {
        let sign = text.slice(at..=at);
        let rest = text.slice(at + 1..);
        let length = rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
        let id = rest.slice(..length).trim_end_matches('-');
        if id.is_empty() || ids.notes.get(id) != Some(&NamedNote::Draft) {
            continue;
        }
        let before = text.slice(..at);
        let brackets = before.len() - before.trim_end_matches('[').len();
        let is_named = match (sign, brackets) {
            ("#", 2) => true,
            (_, 1..) => words != Words::Report,
            ("@", _) => false,
            _ if before.ends_with(|c: char| !c.is_whitespace() && !"([*_\"'“‘".contains(c)) => {
                words != Words::Report && is_of_the_site(before)
            }
            _ => words == Words::Text,
        };
        if is_named {
            found.push(at - brackets.min(2)..at + 1 + id.len());
        }
    }
    found
}

/// Whether a text ends in the address of a page that has notes.
fn is_of_the_site(text: &str) -> bool {
    const FOLDERS: [&str; 5] = ["articles", "entities", "officials", "claims", "tags"];
    let address = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let mut parts = address.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let folder = parts.next().unwrap_or_default();
    file.ends_with(".html") && (FOLDERS.contains(&folder) || file == "print.html")
}

/// The draft to which an address of this site would lead: on a page that has notes, or on its own.
#[must_use]
pub fn of_address<'a>(address: &'a str, ids: &Ids) -> Option<&'a str> {
    let (page, fragment) = address.split_once('#').unwrap_or((address, ""));
    let claim = page.rsplit_once("/claims/").and_then(|(_, file)| file.strip_suffix(".html"));
    let of_note = Some(fragment).filter(|_| is_of_the_site(page));
    let mut named = of_note.into_iter().chain(claim);
    named.find(|id| ids.notes.get(*id) == Some(&NamedNote::Draft))
}

/// The same for what front matter and settings say.
pub fn tell_in_front_matter(folder: &Folder, ids: &Ids, diagnostics: &mut Diagnostics) {
    if !ids.has_drafts {
        return;
    }
    let content = folder.content.iter().filter_map(|&id| {
        let parts = front_matter::split(id, folder.sources.file(id)).ok()?;
        Some((id, parts.yaml?))
    });
    let settings = folder.settings.map(|id| (id, folder.sources.file(id).whole()));
    for (file, yaml) in content.chain(settings) {
        let text = folder.sources.file(file).slice(yaml);
        if !text.contains(['#', '@']) {
            continue;
        }
        let mut open: Vec<Tree> = yaml_tree::parse(text).into_iter().collect();
        while let Some(tree) = open.pop() {
            match tree.kind {
                NodeKind::Scalar { .. } => {
                    let value = Span::new(file, yaml.part(tree.range.clone()));
                    let place = |it: Range<usize>| value.part(it);
                    tell(text.slice(tree.range.clone()), Words::Said, ids, place, diagnostics);
                }
                NodeKind::List(items) => open.extend(items),
                NodeKind::Map(entries) => open.extend(entries.into_iter().map(|entry| entry.value)),
                NodeKind::Alias => {}
            }
        }
    }
}
