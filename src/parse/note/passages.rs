//! Block quotes that are passages, with their attributions.

use super::ParsedPassage;
use super::lines::{
    ATTRIBUTION_MARKS, after_dash, is_attribution, is_whole_attribution, lines_of, quote_marker,
    trimmed,
};
use super::quoted::quoted_parts;
use super::reader::NoteReader;
use super::top_level::{TopLevel, TopLevelKind};
use crate::diagnostic::Code;
use crate::parse::inline;
use crate::place::{InSource, Place};
use crate::slice::Slice;
use crate::source::Span;

impl NoteReader<'_> {
    /// Reads a block quote as a passage; one in which a passage ends and another begins, as each of
    /// them.
    pub(super) fn passages(
        &mut self,
        quote: &TopLevel,
        next: Option<&TopLevel>,
        passages: &mut Vec<ParsedPassage>,
    ) {
        let block = trimmed(self.text, quote.bytes);
        let first = passages.len();
        self.misattributed = false;
        self.understood.passages.push(quote.bytes);
        let mut lines = self.passage_lines(block);
        if let Some(next) = next
            && next.kind == TopLevelKind::Paragraph
            && self.text.slice(block.end()..next.bytes.start()).matches('\n').count() < 2
        {
            let line = self.slice(next.bytes).lines().next().unwrap_or_default();
            let range = next.bytes.start()..next.bytes.start() + line.len();
            self.refuse_continuation(Place::new(range.clone()));
            if is_attribution(line) {
                lines.push(Place::new(range));
            }
        }
        self.drop_empty_lines(&mut lines);
        let mut touching = false;
        while let Some(end) = self.ends_early(&mut lines) {
            let rest = lines.split_off(end);
            passages.push(self.passage(lines, block));
            lines = rest;
            touching = true;
        }
        let last = self.passage(lines, block);
        // Where it stands is not said, and may be what is told already.
        if last.attribution.is_some() || !touching {
            passages.push(last);
        }
        for passage in passages.iter_mut().skip(first) {
            passage.misattributed = self.misattributed;
        }
    }

    /// How many lines the first passage has where others follow its attribution, which is told.
    /// Lines that were meant as a part of it are put where they belong.
    pub(super) fn ends_early(&mut self, lines: &mut Vec<Place<InSource>>) -> Option<usize> {
        let is_attribution = |line: &Place<InSource>| is_attribution(self.slice(*line));
        let at = lines.iter().position(is_attribution)?;
        let is_full = |line: &&Place<InSource>| !self.slice(**line).trim().is_empty();
        let next = *lines[at + 1..].iter().find(is_full)?;
        let is_first = !lines[..at].iter().any(|line| is_full(&line));
        let is_only = !lines[at + 1..].iter().any(is_attribution);
        let (line, words) = (self.slice(lines[at]).trim(), self.slice(next).trim());
        if words.starts_with(['{', ':']) {
            let space = if words.starts_with('{') { " " } else { "" };
            let help = format!("write both on one line: `> {line}{space}{words}`");
            self.tell(
                Code::AttributionInvalid,
                next,
                "this belongs to the attribution above, and an attribution is one line",
                &[&help],
            );
            self.understood.done.push(next);
            lines.retain(|line| *line != next);
            return self.ends_early(lines);
        }
        if is_first && is_only {
            let help = format!("move it below the words: `> {line}`");
            self.tell(
                Code::AttributionInvalid,
                lines[at],
                "an attribution is the last line of its passage, and this is the first",
                &[&help],
            );
            let first = lines.remove(at);
            lines.push(first);
            return None;
        }
        let quoted = format!("leave an empty line above `> {words}`");
        self.tell(
            Code::PassagesTouch,
            next,
            "a second passage begins here, and the empty line between the two is missing",
            &[
                &quoted,
                "if these words belong to the passage above, move its attribution below them",
            ],
        );
        Some(at + 1)
    }

    pub(super) fn passage(
        &mut self,
        mut lines: Vec<Place<InSource>>,
        block: Place<InSource>,
    ) -> ParsedPassage {
        self.drop_empty_lines(&mut lines);
        self.part_attribution(&mut lines);
        let attribution = lines.last().cloned().and_then(|line| self.attribution(line));
        let last = lines.last().filter(|_| attribution.is_none());
        let last = last.map(|line| self.slice(*line).trim());
        let bracket = last.filter(|line| line.starts_with('['));
        let after_dash = last.and_then(after_dash).or(bracket).map(str::to_owned);
        if attribution.is_some() {
            lines.pop();
            self.drop_empty_lines(&mut lines);
        }
        let bytes = match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => trimmed(self.text, first.cover(*last)),
            _ => block,
        };
        let quoted = inline::parse(self.id, self.text, &lines, self.diagnostics);
        let parts = quoted_parts(&quoted, self.text);
        ParsedPassage {
            span: Span::new(self.id, bytes),
            lines,
            parts,
            attribution,
            after_dash,
            misattributed: false,
        }
    }

    /// Parts an attribution from what stands on one line with it, which is told: the words before it, or
    /// markup around it.
    pub(super) fn part_attribution(&mut self, lines: &mut Vec<Place<InSource>>) {
        let Some(last) = lines.last().cloned() else { return };
        let text = self.slice(last);
        if is_attribution(text) {
            return;
        }
        let Some(link) = text.find("[[") else { return };
        let before = text.slice(..link).trim_end_matches(ATTRIBUTION_MARKS);
        let dash = before.trim_end_matches(['—', '–', '―', '-']);
        let words = dash.trim_end_matches(ATTRIBUTION_MARKS);
        let line = text.slice(words.len()..).trim_matches(ATTRIBUTION_MARKS);
        let plain = line.replace(['*', '_', '(', ')'], "");
        if dash.len() == before.len() || !is_whole_attribution(&plain) {
            return;
        }
        let start = last.start() + words.len();
        let start = start
            + (text.slice(words.len()..).len() - text.slice(words.len()..).trim_start().len());
        let bytes = trimmed(self.text, last.since(start));
        let message = match words.is_empty() {
            true => "this attribution stands in other markup, and is read as words of the passage",
            false => "this attribution stands behind the words, and is a line of its own",
        };
        let help = format!("write it on a line of its own: `> {}`", plain.trim());
        self.tell(Code::AttributionInvalid, bytes, message, &[&help]);
        // What is meant is plain, so that nothing more need be told of it.
        lines.pop();
        if !words.trim().is_empty() {
            lines.push(last.part(0..words.len()));
        }
        let from = self.slice(bytes).find(['—', '–', '―', '-']).unwrap_or(0);
        let to = self.slice(bytes).trim_end_matches(ATTRIBUTION_MARKS).len();
        let line = bytes.start() + from..bytes.start() + to.max(from);
        if is_attribution(self.text.slice(line.clone())) {
            lines.push(Place::new(line));
        }
    }

    /// The lines of a passage, without their `>`. Those that have none are told; at the end they are
    /// no part of it, unless one of them is its attribution.
    pub(super) fn passage_lines(&mut self, block: Place<InSource>) -> Vec<Place<InSource>> {
        let mut lines: Vec<Place<InSource>> = Vec::new();
        // How many lines at the end have no `>`.
        let mut lazy = 0;
        for range in lines_of(self.text, block) {
            match quote_marker(self.slice(range)) {
                Some(marker) => {
                    self.refuse_continuations(&lines, std::mem::take(&mut lazy));
                    lines.push(range.since(range.start() + marker));
                }
                None => {
                    lazy += 1;
                    lines.push(range);
                }
            }
        }
        self.refuse_continuations(&lines, lazy);
        let kept = lines.len() - lazy;
        if !lines[kept..].iter().any(|line| is_attribution(self.slice(*line))) {
            lines.truncate(kept);
        }
        lines
    }

    pub(super) fn refuse_continuations(&mut self, lines: &[Place<InSource>], count: usize) {
        if let [first, .., last] = &lines[lines.len() - count..] {
            self.refuse_continuation(first.cover(*last));
        } else if let [line] = &lines[lines.len() - count..] {
            self.refuse_continuation(*line);
        }
    }

    pub(super) fn drop_empty_lines(&self, lines: &mut Vec<Place<InSource>>) {
        while lines.last().is_some_and(|line| self.slice(*line).trim().is_empty()) {
            lines.pop();
        }
    }

    pub(super) fn refuse_continuation(&mut self, lines: Place<InSource>) {
        let lines = trimmed(self.text, lines);
        self.understood.done.push(lines);
        let text = self.slice(lines);
        let (message, belongs) = match text.contains('\n') {
            false => (
                "this line continues the passage above without its `>`",
                "if it belongs to the passage, begin it with `> `",
            ),
            true => (
                "these lines continue the passage above without their `>`",
                "if they belong to the passage, begin each with `> `",
            ),
        };
        let help: &[&str] = if is_attribution(text) {
            &["this is the passage's attribution: begin it with `> `"]
        } else {
            &[belongs, "if the note's own text begins here, leave an empty line above it"]
        };
        self.tell(Code::PassageContinues, lines, message, help);
    }
}
