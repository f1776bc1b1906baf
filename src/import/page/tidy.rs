//! What stands in the text and is none of it: its title, by-line and date once more, furniture.

use crate::import::body::{Block, BlockKind, Body, Node, one_line};
use crate::import::byline::{
    AMBIGUOUS, Dated, HeadLine, announces_by_line, date, head_line, is_date_label, people,
};
use crate::import::draft::{Draft, Finding};
use crate::import::furniture::{LONGEST_AUTHOR_BOX, begins_author_box, is_caption, is_furniture};
use crate::parse::fold::fold;

/// So many blocks at the head of the text may tell of it.
const HEAD: usize = 8;

/// Leaves out of the text what is furniture or stands in the front matter.
pub(super) fn tidy(draft: &mut Draft) {
    let nodes = std::mem::take(&mut draft.body.nodes);
    let mut kept = Vec::new();
    let mut depth = 0usize;
    let mut blocks = 0;
    // How many paragraphs more may tell of the author.
    let mut author_box = 0;
    for node in nodes {
        match &node {
            Node::Open(_) => depth += 1,
            Node::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        let Node::Block(block) = &node else {
            kept.push(node);
            continue;
        };
        blocks += 1;
        let text = one_line(&block.text());
        let is_heading = matches!(block.kind, BlockKind::Heading(_));
        let reason = if is_furniture(&text) {
            author_box = if begins_author_box(&text) { LONGEST_AUTHOR_BOX } else { 0 };
            Some("page furniture")
        } else if is_caption(&text) {
            Some("the caption of a picture")
        } else if author_box > 0 && depth == 0 {
            author_box -= 1;
            Some("about the author")
        } else if blocks > HEAD {
            None
        } else if is_heading {
            is_title(block, &text, draft).then_some("the title")
        } else {
            of_head(&text, draft)
        };
        match reason {
            Some(reason) => draft.found(Finding::left_out(text, reason)),
            None => kept.push(node),
        }
    }
    draft.body = Body { nodes: without_empty(kept) };
}

/// A body without lists and quotations in which nothing is left, and rules that part nothing.
fn without_empty(nodes: Vec<Node>) -> Vec<Node> {
    let mut kept: Vec<Node> = Vec::new();
    for node in nodes {
        let parts = matches!(kept.last(), None | Some(Node::Rule | Node::Open(_)));
        match (&node, kept.last()) {
            (Node::Close, Some(Node::Open(_))) => {
                kept.pop();
            }
            (Node::Rule, _) if parts => {}
            _ => kept.push(node),
        }
    }
    while kept.last() == Some(&Node::Rule) {
        kept.pop();
    }
    kept
}

/// The same of a line in parts that stand apart by their looks.
pub(super) fn of_head_parts(parts: &[String], draft: &mut Draft) -> Option<&'static str> {
    if let Some(reason) = of_head(&parts.join(" "), draft) {
        return Some(reason);
    }
    let known = |part: &str, draft: &Draft| {
        let names = people(part).unwrap_or_default();
        !names.is_empty() && names.iter().all(|name| draft.authors.contains(name))
    };
    let joins = |part: &str| !part.chars().any(char::is_alphanumeric);
    let mut changed = draft.clone();
    let mut any = false;
    for part in parts {
        let told =
            known(part, &changed) || is_furniture(part) || of_head(part, &mut changed).is_some();
        if !told && !joins(part) && !announces_by_line(part) {
            return None;
        }
        any |= told;
    }
    any.then(|| {
        *draft = changed;
        "the by-line and the date"
    })
}

/// Why a line above the text is none of it; what it tells is taken over where nothing was known.
fn of_head(text: &str, draft: &mut Draft) -> Option<&'static str> {
    if is_published(text, draft) {
        return Some("the date");
    }
    if draft.publisher.as_deref().is_some_and(|name| name.to_lowercase() == text.to_lowercase()) {
        return Some("the publisher");
    }
    if is_date_label(text) {
        return Some("the date");
    }
    let names_authors = !draft.authors.is_empty() && people(text).as_ref() == Some(&draft.authors);
    if names_authors {
        return Some("the by-line");
    }
    let HeadLine { authors, dated, source } = head_line(text)?;
    // Where the page says who wrote it, a line that names others is text.
    let same = authors
        .iter()
        .any(|name| draft.authors.iter().any(|known| known.to_lowercase() == name.to_lowercase()));
    if !authors.is_empty() && !draft.authors.is_empty() && !same {
        return None;
    }
    if let Some(Dated::Published(date)) = dated
        && draft.published.is_none()
    {
        draft.found(Finding::guess("published", date.to_string(), format!("“{text}”")));
        draft.published = Some(date);
    }
    if dated == Some(Dated::Ambiguous) && draft.published.is_none() {
        if authors.is_empty() && source.is_none() {
            return Some(AMBIGUOUS);
        }
        draft.found(Finding::left_out(text, AMBIGUOUS));
    }
    if let Some(source) = source.filter(|_| draft.agency.is_none() && draft.publisher.is_none()) {
        draft.found(Finding::guess("agency", source.clone(), format!("“{text}”")));
        draft.agency = Some(source);
    }
    if authors.is_empty() {
        return Some("the date");
    }
    if draft.authors.is_empty() {
        draft.found(Finding::guess("authors", authors.join(", "), format!("“{text}”")));
        draft.authors = authors;
    }
    Some("the by-line")
}

/// Whether a line is the date that is known already, perhaps without its year.
fn is_published(text: &str, draft: &Draft) -> bool {
    const LONGEST: usize = 30;
    let Some(published) = draft.published.filter(|_| text.len() <= LONGEST) else { return false };
    [text.to_owned(), format!("{text} {}", published.year())]
        .iter()
        .any(|text| date(text) == Some(published))
}

fn is_title(block: &Block, text: &str, draft: &Draft) -> bool {
    matches!(block.kind, BlockKind::Heading(_))
        && fold(&text.to_lowercase()).text.trim() == fold(&draft.title.to_lowercase()).text.trim()
}
