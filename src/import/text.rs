//! Plain text → a draft: the lines at its head tell title, author and date, the rest is its body.

use super::body::{Block, BlockKind, Node, one_line};
use super::byline::{AMBIGUOUS, Dated, HeadLine, announces_by_line, head_line, people};
use super::draft::{Draft, Finding};
use super::furniture::{LONGEST_AUTHOR_BOX, begins_author_box, followed, is_caption, is_furniture};
use crate::language::{PageWord, is_page_word};
use crate::parse::fold::fold;
use crate::slice::Slice;

/// How many lines at the head of a text may tell of it.
const HEAD: usize = 12;

/// A line that is longer begins the text.
const LONGEST_HEAD_LINE: usize = 160;

/// A title that is longer is a paragraph.
const LONGEST_TITLE: usize = 250;

/// Lines of a text that is broken to one width are not longer.
const WIDEST: usize = 120;

/// A line or paragraph of the text.
#[derive(Debug, Clone)]
struct Line {
    /// Its number, from 1.
    number: usize,
    text: String,
    /// Whether empty lines, or nothing, stand before and after it.
    alone: bool,
}

/// Reads a plain text.
#[must_use]
pub fn read(text: &str) -> Draft {
    let mut draft = Draft::default();
    let mut lines = lines(text, &mut draft);
    leave_out_furniture(&mut lines, &mut draft);
    title(&mut lines, &mut draft);
    head(&mut lines, &mut draft);
    agency(&mut lines, &mut draft);
    let headings = headings(&lines);
    for (line, is_heading) in lines.into_iter().zip(headings) {
        let mut block = Block::paragraph(line.text);
        if is_heading {
            draft.found(Finding::guess("heading", block.text(), place(line.number)));
            block.kind = BlockKind::Heading(2);
        }
        draft.body.nodes.push(Node::Block(block));
    }
    draft
}

fn place(line: usize) -> String {
    format!("line {line}")
}

/// The paragraphs: a line each, or, where the text is broken into lines of one width, several
/// lines up to an empty one.
fn lines(text: &str, draft: &mut Draft) -> Vec<Line> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let raw: Vec<String> = text.split('\n').map(one_line).collect();
    let is_empty = |at: Option<usize>| at.and_then(|at| raw.get(at)).is_none_or(String::is_empty);
    let mut lines: Vec<Line> = raw
        .iter()
        .enumerate()
        .filter(|(_, text)| !text.is_empty())
        .map(|(at, text)| Line {
            number: at + 1,
            text: text.clone(),
            alone: is_empty(at.checked_sub(1)) && is_empty(Some(at + 1)),
        })
        .collect();
    if is_wrapped(&raw) {
        draft.found(Finding::Remark(
            "the text is broken into lines of one width: lines up to an empty one, or to a short one \
             that ends a sentence, were joined"
                .into(),
        ));
        lines = unwrapped(lines, &raw, draft);
    }
    lines
}

/// Lines of one width joined into paragraphs.
fn unwrapped(lines: Vec<Line>, raw: &[String], draft: &mut Draft) -> Vec<Line> {
    let width = raw.iter().map(|line| line.chars().count()).max().unwrap_or(0).min(WIDEST);
    let ends = |line: &str| {
        line.ends_with(['.', '!', '?', '”', '"', '»']) && line.chars().count() * 4 < width * 3
    };
    let words = WordsOf::new(raw);
    let mut joined: Vec<Line> = Vec::new();
    let (mut last, mut ended) = (0, true);
    for line in lines {
        let goes_on = last + 1 == line.number && !ended;
        (last, ended) = (line.number, ends(&line.text));
        match joined.last_mut() {
            Some(paragraph) if goes_on => match words.parted(&paragraph.text, &line.text) {
                Some(part) => {
                    let stem = paragraph.text.len() - part.hyphen;
                    paragraph.text.truncate(stem);
                    if part.keeps_hyphen {
                        paragraph.text.push('-');
                    }
                    paragraph.text.push_str(&line.text);
                    let told = format!("line {}, {}", line.number, part.reason);
                    draft.found(Finding::guess("word", part.word, told));
                }
                None => {
                    paragraph.text.push(' ');
                    paragraph.text.push_str(&line.text);
                }
            },
            _ => joined.push(Line { alone: true, ..line }),
        }
    }
    joined
}

/// The words of a text, to know which of them is parted at a line's end.
struct WordsOf {
    words: std::collections::BTreeSet<String>,
}

/// A word in two lines.
struct Parted {
    word: String,
    /// How long its hyphen is, in bytes.
    hyphen: usize,
    keeps_hyphen: bool,
    reason: &'static str,
}

impl WordsOf {
    fn new(lines: &[String]) -> Self {
        let edges = |c: char| !c.is_alphanumeric();
        // A line's last word may be half a word.
        let whole = lines.iter().flat_map(|line| {
            let cut = line.ends_with(['-', '‐', '\u{ad}']);
            let mut words: Vec<&str> = line.split(' ').collect();
            if cut {
                words.pop();
            }
            words
        });
        Self { words: whole.map(|word| word.trim_matches(edges).to_lowercase()).collect() }
    }

    fn parted(&self, before: &str, after: &str) -> Option<Parted> {
        let hyphen = before.chars().next_back().filter(|c| matches!(c, '-' | '‐' | '\u{ad}'))?;
        let stem = before.trim_end_matches(hyphen).rsplit(' ').next()?;
        let rest = after.split(' ').next()?;
        let letters = stem.ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphabetic);
        if !letters {
            return None;
        }
        let bare = |word: String| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let (whole, hyphened) = (bare(format!("{stem}{rest}")), bare(format!("{stem}-{rest}")));
        let known = |word: &str| self.words.contains(&word.to_lowercase());
        let (word, keeps_hyphen, reason) = if known(&whole) {
            (whole, false, "parted there; elsewhere the text has it whole")
        } else if known(&hyphened) {
            (hyphened, true, "parted there; elsewhere the text has it with its hyphen")
        } else {
            (
                hyphened,
                true,
                "parted there; whether the hyphen is the word's the text does not tell",
            )
        };
        Some(Parted { word, hyphen: hyphen.len_utf8(), keeps_hyphen, reason })
    }
}

/// Whether most lines that another follows are about as long as a page is wide.
fn is_wrapped(lines: &[String]) -> bool {
    let widths: Vec<usize> = lines
        .windows(2)
        .filter(|pair| !pair[0].is_empty() && !pair[1].is_empty())
        .map(|pair| pair[0].chars().count())
        .collect();
    let full = widths.iter().filter(|width| (45..=WIDEST).contains(*width)).count();
    full >= 4 && full * 5 >= widths.len() * 4
}

fn leave_out_furniture(lines: &mut Vec<Line>, draft: &mut Draft) {
    let mut kept = Vec::new();
    let mut rest = std::mem::take(lines).into_iter().peekable();
    while let Some(line) = rest.next() {
        if is_caption(&line.text) {
            let told = format!("{}, the caption of a picture", place(line.number));
            draft.found(Finding::left_out(line.text, told));
            continue;
        }
        if !is_furniture(&line.text) {
            kept.push(line);
            continue;
        }
        let author_box = begins_author_box(&line.text);
        if draft.publisher.is_none()
            && let Some(name) = followed(&line.text)
        {
            let told = format!("line {}, “{}”", line.number, line.text);
            draft.found(Finding::guess("publisher", name.clone(), told));
            draft.publisher = Some(name);
        }
        draft.found(Finding::left_out(line.text, place(line.number)));
        if !author_box {
            continue;
        }
        let mut told = Vec::new();
        while let Some(line) = rest.next_if(|line| !is_furniture(&line.text)) {
            told.push(line);
        }
        if told.len() > LONGEST_AUTHOR_BOX {
            kept.append(&mut told);
        }
        for line in told {
            draft.found(Finding::left_out(line.text, place(line.number)));
        }
    }
    *lines = kept;
}

fn title(lines: &mut Vec<Line>, draft: &mut Draft) {
    let Some(first) = lines.first() else {
        draft.found(Finding::Remark("there is no text in it".into()));
        return;
    };
    if first.text.chars().count() > LONGEST_TITLE {
        let words: Vec<&str> = first.text.split(' ').take(10).collect();
        let words = words.join(" ");
        let end = words.char_indices().nth(LONGEST_TITLE).map_or(words.len(), |(at, _)| at);
        let title = format!("{}…", words.slice(..words.cut_before(end)));
        draft.title = title.clone();
        draft.found(Finding::guess("title", title, "its first words; the text has no title"));
        return;
    }
    let first = lines.remove(0);
    draft.found(Finding::guess("title", first.text.clone(), place(first.number)));
    draft.title = first.text;
    if let Some(second) = lines.first()
        && is_same_headline(&draft.title, &second.text)
    {
        let second = lines.remove(0);
        draft.found(Finding::left_out(
            second.text,
            format!("{}, a second headline", place(second.number)),
        ));
    }
}

/// Whether two lines are one headline, as in a page's title and above its text.
fn is_same_headline(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let folded = fold(&text.to_lowercase()).text;
        let mut words: Vec<String> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        words.sort();
        words.dedup();
        words
    };
    if other.chars().count() > LONGEST_TITLE || other.ends_with('.') {
        return false;
    }
    let (one, other) = (words(one), words(other));
    let shared = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    let all = one.len() + other.len() - shared;
    all > 0 && shared * 5 >= all * 4
}

/// Takes by-line, date and address from the lines above the text.
fn head(lines: &mut Vec<Line>, draft: &mut Draft) {
    let mut at = 0;
    let mut seen = 0;
    while at < lines.len() && seen < HEAD && lines[at].text.chars().count() <= LONGEST_HEAD_LINE {
        seen += 1;
        let line = &lines[at];
        if draft.authors.is_empty()
            && announces_by_line(&line.text)
            && let Some(next) = lines.get(at + 1)
            && let Some(names) = people(&next.text)
        {
            draft.found(Finding::guess("authors", names.join(", "), place(next.number)));
            draft.authors = names;
            lines.drain(at..at + 2);
        } else if let Some(read) = head_line(&line.text)
            && (read.authors.is_empty() || draft.authors.is_empty())
        {
            let line = lines.remove(at);
            take_head_line(read, line, draft);
        } else if draft.url.is_none()
            && !line.text.contains(' ')
            && let Some(url) = super::draft::web_url(&line.text)
        {
            draft.found(Finding::guess("url", url.clone(), place(line.number)));
            draft.url = Some(url);
            lines.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Takes over what a line at the head tells.
fn take_head_line(read: HeadLine, line: Line, draft: &mut Draft) {
    let told = format!("line {}, “{}”", line.number, line.text);
    let HeadLine { authors, dated, source } = read;
    let mut taken = false;
    if let Some(source) = source.filter(|_| draft.agency.is_none()) {
        taken = true;
        draft.found(Finding::guess("agency", source.clone(), told.clone()));
        draft.agency = Some(source);
    }
    if dated == Some(Dated::Ambiguous) && draft.published.is_none() {
        taken = true;
        draft.found(Finding::left_out(
            line.text.clone(),
            format!("{AMBIGUOUS}; {}", place(line.number)),
        ));
    }
    if !authors.is_empty() {
        taken = true;
        draft.found(Finding::guess("authors", authors.join(", "), told.clone()));
        draft.authors = authors;
    }
    if let Some(Dated::Published(date)) = dated
        && draft.published.is_none()
    {
        taken = true;
        draft.found(Finding::guess("published", date.to_string(), told));
        draft.published = Some(date);
    }
    if !taken {
        draft.found(Finding::left_out(line.text, place(line.number)));
    }
}

/// Takes the agency from a last line such as `Source: Example Press`.
fn agency(lines: &mut Vec<Line>, draft: &mut Draft) {
    let Some(last) = lines.last() else { return };
    let Some((word, agency)) = last.text.split_once([':', '：']) else { return };
    let agency = agency.trim();
    if !is_page_word(&word.trim_end().to_lowercase(), PageWord::Source) {
        return;
    }
    let words = agency.split(' ').count();
    if agency.is_empty() || words > 5 || agency.chars().count() > 60 || agency.contains("://") {
        return;
    }
    draft.found(Finding::guess("agency", agency, format!("line {}, “{}”", last.number, last.text)));
    draft.agency = Some(agency.to_owned());
    lines.pop();
}

/// Which lines are headings: short ones that stand alone between paragraphs, and end in no stop.
fn headings(lines: &[Line]) -> Vec<bool> {
    const PARAGRAPH: usize = 80;
    let is_paragraph = |at: Option<usize>| {
        at.and_then(|at| lines.get(at)).is_some_and(|line| line.text.chars().count() >= PARAGRAPH)
    };
    lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let text = &line.text;
            line.alone
                && is_paragraph(at.checked_sub(1))
                && is_paragraph(Some(at + 1))
                && text.chars().count() <= 60
                && text.split(' ').count() <= 8
                && text.starts_with(|c: char| c.is_uppercase())
                && text.ends_with(|c: char| c.is_alphanumeric() || c == '?')
                && !text.contains(['@', '/', ':', '“', '"'])
        })
        .collect()
}
