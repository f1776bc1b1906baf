//! What an incoming note says, and where its links lead.

use url::Url;

use super::desk::Desk;
use super::read::{Incoming, Text};
use super::tags::Tags;
use super::targets::Target;
use crate::import::body::{Block, BlockKind, Body, Destination, Inline, Node, Style, one_line};
use crate::import::html::{convert, safe_url};

/// How a collection's own address ends, before the ids of its annotations.
const COLLECTION: &str = "annotations.jsonld#";

impl Desk<'_> {
    /// A note's text: what has no place, what the annotation says, tags that no note can have.
    pub(super) fn body(&self, incoming: &Incoming, id: &str, lost: &[(&Target, String)]) -> Body {
        let mut body = Body::default();
        for (target, reason) in lost {
            let mut sentence = reason.clone();
            sentence.push(if target.exact.is_empty() { '.' } else { ':' });
            body.nodes.push(Node::Block(Block::paragraph(format!("Not placed: {sentence}"))));
            let words = one_line(&target.exact);
            if !words.is_empty() {
                // In a block quote they would look like a passage.
                body.nodes.push(Node::Block(Block::paragraph(format!("“{words}”"))));
            }
        }
        body.nodes.extend(self.answered(incoming, id).map(Node::Block));
        let mut said = self.bodies(incoming);
        self.leave_out_names(&mut said);
        body.nodes.extend(said.nodes);
        let tags = Tags::of(incoming).rest;
        if !tags.is_empty() {
            let line = format!("Tags: {}", tags.join(", "));
            body.nodes.push(Node::Block(Block::paragraph(line)));
        }
        let asides =
            incoming.asides.iter().map(|aside| Node::Block(Block::paragraph(one_line(aside))));
        body.nodes.extend(asides);
        body
    }

    /// That a note answers one that is not here.
    fn answered(&self, incoming: &Incoming, id: &str) -> Option<Block> {
        let is_reply = incoming.replies_to.is_some() || incoming.keys.contains_key("reply");
        let told = "It answers an annotation that is not in the file it came from.";
        (is_reply && self.answered_by(id).is_none()).then(|| Block::paragraph(told))
    }

    /// Takes down which note of the collection answers which.
    pub(super) fn note_reply(&mut self, incoming: &Incoming, id: &str) {
        let parent = incoming.replies_to.as_ref().or_else(|| incoming.keys.get("reply"));
        let parent = parent.and_then(|parent| self.ids.get(parent));
        if let Some(parent) = parent {
            self.answered.insert(id.to_owned(), parent.clone());
        }
    }

    /// The note that a note of the collection answers; none where they answer each other in a circle, in
    /// which none of them could be shown.
    pub(super) fn answered_by(&self, id: &str) -> Option<&str> {
        const DEEPEST: usize = 1_000;
        let first = self.answered.get(id)?;
        let mut above = Some(first);
        for _ in 0..DEEPEST {
            match above {
                None => return Some(first),
                Some(note) if note == id => return None,
                Some(note) => above = self.answered.get(note),
            }
        }
        None
    }

    /// What an annotation says, without what is added to it.
    pub(super) fn bodies(&self, incoming: &Incoming) -> Body {
        let mut body = Body::default();
        let site = incoming.id.as_deref().and_then(|id| id.split_once(COLLECTION));
        let site = site.map(|(site, _)| site).filter(|site| !site.is_empty());
        let follow = |href: &str| self.follow(href, site);
        for text in &incoming.bodies {
            match text {
                Text::Html(html) => body.nodes.extend(convert(html, &follow).body.nodes),
                Text::Markdown(markdown) => {
                    let mut html = String::new();
                    let options = pulldown_cmark::Options::ENABLE_TABLES
                        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
                    let events = pulldown_cmark::Parser::new_ext(markdown, options);
                    pulldown_cmark::html::push_html(&mut html, events);
                    body.nodes.extend(convert(&html, &follow).body.nodes);
                }
                Text::Plain(text) => body.nodes.extend(paragraphs(text)),
            }
        }
        body
    }

    /// Where a link of a note leads: a page of the briefing, or the web. Pages may be named from
    /// where this briefing's site stands, or that from which the collection is.
    fn follow(&self, href: &str, site: Option<&str>) -> Option<Destination> {
        let href = href.trim();
        let sites = [self.base_url, site];
        let below = sites.into_iter().flatten().find_map(|site| href.strip_prefix(site));
        let relative = || Url::parse(href).is_err().then_some(href);
        match below.or_else(relative).and_then(|path| self.page(path)) {
            Some(page) => Some(Destination::Page(page)),
            None => safe_url(href, None).map(Destination::Url),
        }
    }

    /// What stands in `[[…]]` for a page of the site, or a place in one.
    fn page(&self, path: &str) -> Option<String> {
        let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
        let mut segments = path.trim().rsplit('/');
        let id = segments.next()?.strip_suffix(".html")?;
        let folder = segments.next()?;
        match folder {
            "articles" => {
                let article = self.ground.article(&format!("articles/{id}.html"))?;
                let id = &self.ground.articles[article].slug;
                if self.ground.has_block(article, fragment) {
                    return Some(format!("{id}#{fragment}"));
                }
                // A passage's mark has the number of the passage after its note's id.
                let note = fragment.split_once('_').map_or(fragment, |(note, _)| note);
                Some(self.note_link(note).unwrap_or_else(|| id.clone()))
            }
            "entities" | "officials" => match self.note_link(fragment) {
                Some(note) => Some(note),
                None => self.records.contains_key(id).then(|| id.to_owned()),
            },
            "claims" => self.note_link(id),
            _ => None,
        }
    }

    /// `#id` of a note: of the collection, under the id that it has here, else of the briefing.
    fn note_link(&self, id: &str) -> Option<String> {
        let here = self.ids.get(id).map(String::as_str);
        let id = here.or_else(|| self.titles.contains_key(id).then_some(id))?;
        Some(format!("#{id}"))
    }

    /// Links whose text is what their page is called anyway need not say so.
    fn leave_out_names(&self, body: &mut Body) {
        for node in &mut body.nodes {
            match node {
                Node::Block(block) => self.leave_out_names_of(&mut block.inlines),
                Node::Table(rows) => {
                    rows.iter_mut().flatten().for_each(|cell| self.leave_out_names_of(cell));
                }
                Node::Open(_) | Node::Close | Node::Rule => {}
            }
        }
    }

    fn leave_out_names_of(&self, inlines: &mut [Inline]) {
        let link = |inline: &Inline| match inline {
            Inline::Text(_, style) => style.link.clone(),
            Inline::Break => None,
        };
        let links: Vec<Option<Destination>> = inlines.iter().map(link).collect();
        for (at, inline) in inlines.iter_mut().enumerate() {
            let Inline::Text(text, Style { link: Some(to), .. }) = inline else { continue };
            let Destination::Page(page) = &*to else { continue };
            // A name in several pieces has markup in it, which is to stay.
            let alone = |at: Option<usize>| {
                at.and_then(|at| links.get(at)).is_none_or(|other| other.as_ref() != Some(to))
            };
            if alone(at.checked_sub(1))
                && alone(Some(at + 1))
                && self.name_of(page).is_some_and(|name| one_line(name) == one_line(text))
            {
                *to = Destination::Named(page.clone());
            }
        }
    }

    /// What a link that has no text of its own shows.
    fn name_of(&self, page: &str) -> Option<&str> {
        match page.split_once('#') {
            Some(("", note)) => self.titles.get(note).map(String::as_str),
            Some((article, _)) => self.label(article),
            None => self.records.get(page).copied().or_else(|| self.label(page)),
        }
    }

    fn label(&self, article: &str) -> Option<&str> {
        self.labels.get(self.ground.by_id(article)?).map(String::as_str)
    }
}

/// Plain text: an empty line parts paragraphs, and lines stay lines.
fn paragraphs(text: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut inlines: Vec<Inline> = Vec::new();
    let text = text.replace("\r\n", "\n");
    for line in text.split(['\n', '\r']).chain(std::iter::once("")) {
        let line = one_line(line);
        if !line.is_empty() {
            if !inlines.is_empty() {
                inlines.push(Inline::Break);
            }
            inlines.push(Inline::Text(line, Style::default()));
        } else if !inlines.is_empty() {
            let inlines = std::mem::take(&mut inlines);
            nodes.push(Node::Block(Block { kind: BlockKind::Paragraph, inlines }));
        }
    }
    nodes
}
