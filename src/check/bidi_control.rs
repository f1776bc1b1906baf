//! `bidi-control`: characters that turn the direction of text, so that an author or a reader sees words in
//! another order than they have.

use rayon::prelude::*;

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::parse::kind_of;
use crate::place::Place;
use crate::source::{FileId, Span};
use crate::unseen::{Turning, first_turning, occurs_in, point_and_name};

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let sources = &subject.folder.sources;
    let of_file = |id: &FileId| {
        let file = sources.file(*id);
        let is_read = kind_of(&file.path).is_some() && occurs_in(&file.text);
        if is_read { found(*id, &file.text) } else { Vec::new() }
    };
    let files = subject.folder.settings.par_iter().chain(&subject.folder.content);
    let told: Vec<Vec<Diagnostic>> = files.map(of_file).collect();
    diagnostics.extend(told.into_iter().flatten());
}

/// The first such character of each block.
fn found(id: FileId, text: &str) -> Vec<Diagnostic> {
    let mut start = 0;
    let mut found = Vec::new();
    for block in blocks(text) {
        if let Some((at, c, what)) = first_turning(block) {
            let place = Place::new(start + at..start + at + c.len_utf8());
            found.push(told(Span::new(id, place), c, what));
        }
        start += block.len();
    }
    found
}

fn told(span: Span, c: char, what: Turning) -> Diagnostic {
    let name = point_and_name(c);
    let message = match what {
        Turning::Overrides => format!(
            "here is {name}, which is not seen: what follows is shown in another order than it has"
        ),
        Turning::Open => format!(
            "here is {name}, which is not seen and has no end in its paragraph: what follows may be shown in \
             another order than it has"
        ),
    };
    let help = match (what, c) {
        (Turning::Overrides, _) => {
            "take it out: text in every script has its direction without it".to_owned()
        }
        (Turning::Open, '\u{202a}' | '\u{202b}') => {
            format!("take it out, or write its end, {}", point_and_name('\u{202c}'))
        }
        (Turning::Open, _) => {
            format!("take it out, or write its end, {}", point_and_name('\u{2069}'))
        }
    };
    Diagnostic::new(Code::BidiControl, span, message).help(help)
}

/// A text in parts that a page shows apart from one another, as far as lines tell: a block begins after an
/// empty line, and with a heading, an item of a list, a row of a table or a key.
fn blocks(text: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let (mut start, mut end) = (0, 0);
    // Of front matter each line.
    let mut in_yaml = text.starts_with("---");
    for line in text.split_inclusive('\n') {
        let seen = line.trim();
        in_yaml &= end == 0 || seen != "---";
        if (in_yaml || seen == "---" || begins(seen)) && start < end {
            blocks.extend(text.get(start..end));
            start = end;
        }
        end += line.len();
    }
    blocks.extend(text.get(start..end));
    blocks
}

fn begins(line: &str) -> bool {
    let after_number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.is_empty()
        || line.starts_with(['#', '|'])
        || ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
        || (after_number.len() < line.len() && after_number.starts_with([')', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_what_a_page_shows_apart() {
        assert_eq!(
            blocks("---\ntitle: T\nallow: a\n---\nOne\ntwo\n\n# Three\nfour\n- five\n1. six\n"),
            [
                "---\n",
                "title: T\n",
                "allow: a\n",
                "---\nOne\ntwo\n",
                "\n",
                "# Three\nfour\n",
                "- five\n",
                "1. six\n"
            ]
        );
        assert_eq!(blocks(""), [""]);
    }
}
