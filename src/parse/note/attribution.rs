//! Attributions: which reports print a passage, and what else is said of them.

use super::Attribution;
use super::lines::{HYPHENS, after_dash, instead_of_value, is_attribution, trimmed};
use super::reader::NoteReader;
use crate::diagnostic::Code;
use crate::parse::comment;
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::source::Span;
use crate::unseen;

impl NoteReader<'_> {
    /// Reads a line as an attribution: a dash, articles in `[[…]]`, then perhaps `: value`, then
    /// perhaps attributes. A line that only begins with a dash is text.
    pub(super) fn attribution(&mut self, line: Place<InSource>) -> Option<Attribution> {
        let line = trimmed(self.text, line);
        let text = self.slice(line);
        let after_dash = after_dash(text).filter(|_| is_attribution(text))?;
        if text.starts_with(HYPHENS) && !text.starts_with("--") {
            self.tell(
                Code::AttributionInvalid,
                line,
                "an attribution begins with a long dash, and this one is a hyphen",
                &["begin the line with `—` or `--`"],
            );
        }
        let (articles, at) = self.attributed(line.end() - after_dash.len(), line.end());
        let rest = line.since(at);
        let (end, attributes, _) = self.attributes(rest);
        self.understood.done.push(line.since(at + end));
        let words = trimmed(self.text, rest.part(0..end));
        if self.has_comment(words) {
            self.refuse_comment(words);
            self.understood.done.push(words);
            self.misattributed = true;
        }
        let value = self.value(line.until(rest.start()), words);
        Some(Attribution { span: Span::new(self.id, line), articles, value, attributes })
    }

    /// The articles in `[[…]]` from a place on, and where they end.
    fn attributed(&mut self, mut at: usize, end: usize) -> (Vec<(String, Span)>, usize) {
        let mut articles = Vec::new();
        while let Some(inside) = self.text.slice(at..end).strip_prefix("[[") {
            let Some(length) = inside.find("]]") else {
                let id =
                    inside.split([' ', ':', '{', '}', ']', ')', '|']).next().unwrap_or_default();
                let start = at + 2;
                self.tell(
                    Code::AttributionInvalid,
                    Place::new(at..start + id.len()),
                    "this `[[` has no `]]`",
                    &[&format!("write `— [[{}]]`", if id.is_empty() { "article-id" } else { id })],
                );
                // What is meant is plain, so that nothing more need be told of it.
                articles
                    .push((id.to_owned(), Span::new(self.id, Place::new(start..start + id.len()))));
                at = start + id.len();
                let rest = self.text.slice(at..end);
                at += rest.len() - rest.trim_start_matches([']', '}', ')']).len();
                break;
            };
            let id = inside.slice(..length).split('|').next().unwrap_or_default();
            let start = at + 2;
            if id.contains([',', ';']) {
                let each: Vec<&str> = id.split([',', ';']).map(str::trim).collect();
                let links =
                    each.iter().map(|id| format!("[[{id}]]")).collect::<Vec<_>>().join(", ");
                self.tell(
                    Code::AttributionInvalid,
                    Place::new(start..start + id.len()),
                    "each report has brackets of its own",
                    &[&format!("write `— {links}`")],
                );
                let span = Span::new(self.id, Place::new(start..start + id.len()));
                articles.extend(each.into_iter().map(|id| (id.to_owned(), span)));
            } else {
                articles.push((
                    id.trim().to_owned(),
                    Span::new(self.id, Place::new(start..start + id.len())),
                ));
            }
            at = start + length + 2;
            let rest = self.text.slice(at..end).trim_start();
            match rest.strip_prefix(',') {
                Some(more) => at = end - more.trim_start().len(),
                None => return (articles, end - rest.len()),
            }
        }
        (articles, at)
    }

    /// What an attribution gives as the passage's value: the words after `before`.
    fn value(&mut self, before: Place<InSource>, words: Place<InSource>) -> Option<(String, Span)> {
        match self.slice(words).strip_prefix([':', '：']) {
            Some(_) if self.has_comment(words) => None,
            Some(value) => {
                let bytes = trimmed(self.text, Place::new(words.end() - value.len()..words.end()));
                let value = unseen::without(self.slice(bytes)).into_owned();
                (!value.is_empty()).then(|| (value, Span::new(self.id, bytes)))
            }
            None if words.is_empty() => None,
            None if self.has_comment(words) => None,
            None => {
                let (before, value) = (self.slice(before), self.slice(words));
                let before = before.trim_end().trim_end_matches(',');
                let colon = instead_of_value(before, value);
                self.tell(
                    Code::AttributionInvalid,
                    words,
                    format!("`{value}` is no part of an attribution"),
                    &[
                        &colon,
                        "write `— [[article-id]]`, then perhaps `: value`, then perhaps `{key=value}`",
                    ],
                );
                None
            }
        }
    }

    pub(super) fn has_comment(&self, bytes: Place<InSource>) -> bool {
        comment::openings(self.slice(bytes)).next().is_some()
    }

    /// Tells of a comment in what is read as it stands.
    pub(super) fn refuse_comment(&mut self, bytes: Place<InSource>) {
        self.tell(
            Code::CommentInvalid,
            bytes,
            "a comment is none here: it would be read as part of the value, and printed",
            &["put it on a line of its own in the note's text, or leave it out"],
        );
    }
}
