//! Incoming annotations → annotation files.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use url::Url;

use super::place::{Ground, Lost};
use super::read::{Incoming, Target, Text};
use crate::import::body::{Block, Body, Container, Destination, Inline, Node, Style, one_line};
use crate::import::draft::Finding;
use crate::import::html::{convert, safe_url};
use crate::import::markdown::{self, Voice};
use crate::parse::note::read_passage;
use crate::parse::scalar::scalar;
use crate::parse::slug::{is_slug, looks_like_block, slug};
use crate::resolve::anchor::{FARTHEST, anchor};
use crate::resolve::select::{line, select, selectable};

/// How many parts one passage has at most.
const MOST_PARTS: usize = 32;

/// A title that is made of other words has so many.
const TITLE_WORDS: usize = 8;

/// The longest title.
const LONGEST_TITLE: usize = 200;

/// What notes are written against.
pub struct Desk<'a> {
    /// The articles.
    pub ground: Ground<'a>,
    /// Ids of entities and officials.
    pub records: BTreeSet<&'a str>,
    /// Ids of notes that are taken.
    pub notes: BTreeSet<String>,
    /// The number that the next note of an id gets that is taken.
    pub next: BTreeMap<String, usize>,
    /// Where the site stands.
    pub base_url: Option<&'a str>,
    /// What is told.
    pub findings: Vec<Finding>,
    /// How many annotations have no place.
    pub unplaced: usize,
}

/// A note as it will stand in a file.
pub struct Written {
    /// The article that it is about, where it has no passage.
    pub about: Option<usize>,
    /// Its lines.
    pub text: String,
}

/// A passage in the making: an article and parts of its text, with the quotation that selects them.
struct Passage {
    article: usize,
    parts: Vec<Range<usize>>,
    quote: String,
}

impl Desk<'_> {
    /// Writes an annotation as a note; nothing where it is about no article of the briefing.
    pub fn note(&mut self, incoming: &Incoming) -> Option<Written> {
        let title = self.title(incoming);
        let mut about = None;
        let mut passages: Vec<Passage> = Vec::new();
        let mut lost: Vec<(&Target, String)> = Vec::new();
        for target in &incoming.targets {
            let Some(article) = self.ground.article(&target.source) else {
                lost.push((target, format!("{} is no report of this briefing", target.source)));
                continue;
            };
            about = about.or(Some(article));
            if target.exact.trim().is_empty() {
                continue;
            }
            let name = &self.ground.articles[article].slug;
            let found = match self.ground.find(article, target) {
                Ok(found) => found,
                Err(Lost::NotFound) => {
                    lost.push((target, format!("these words do not stand in `{name}`")));
                    continue;
                }
                Err(Lost::Ambiguous(places)) => {
                    let reason = format!(
                        "these words stand in `{name}` {places} times, and what stands around \
                         them does not tell which is meant"
                    );
                    lost.push((target, reason));
                    continue;
                }
            };
            if found.moved {
                self.findings.push(Finding::guess(
                    "passage",
                    target.exact.clone(),
                    format!("in `{name}` other words stand around it than in the annotation"),
                ));
            }
            if !self.add_passage(&mut passages, article, found.range) {
                lost.push((target, format!("no quotation selects these words in `{name}`")));
            }
        }
        let Some(about) = about else {
            self.unplaced += 1;
            let source = incoming.targets.first().map_or("nothing", |target| &target.source);
            self.findings.push(Finding::Remark(format!(
                "not placed: “{title}”, since {source} is no report of this briefing; it stands \
                 in a comment at the end of the file"
            )));
            return None;
        };
        if !lost.is_empty() {
            self.unplaced += 1;
        }
        for (target, reason) in &lost {
            self.findings.push(Finding::Remark(format!(
                "not placed: “{}” of “{title}”: {reason}; it stands in a draft",
                one_line(&target.exact)
            )));
        }
        let kind = self.kind(incoming, &title);
        let id = self.id(incoming, &title);
        let author = incoming.author.as_deref().map(one_line).filter(|author| !author.is_empty());
        let mut attributes = format!("#{id}");
        if let Some(kind) = kind {
            attributes.push_str(&format!(" .{kind}"));
        }
        if let Some(author) = author {
            // Braces in a value would have to be told from those around the attributes.
            let author = author.replace('{', "(").replace('}', ")");
            let author = author.replace('\\', "\\\\").replace('"', "\\\"");
            attributes.push_str(&format!(" author=\"{author}\""));
        }
        if !lost.is_empty() {
            attributes.push_str(" status=draft");
        }
        let mut text = format!("## {} {{{attributes}}}\n", markdown::escape_line(&title));
        for passage in &passages {
            let article = &self.ground.articles[passage.article].slug;
            text.push_str(&format!("\n{}\n> — [[{article}]]\n", passage.quote));
        }
        let body = self.body(incoming, &lost);
        if !body.nodes.is_empty() {
            text.push('\n');
            // A quotation that begins a note's text would be read as a passage.
            if body.nodes[0] == Node::Open(Container::Quote) {
                text.push_str("<!-- the note -->\n\n");
            }
            text.push_str(&markdown::write(&body, Voice::Note));
        }
        let about = passages.is_empty().then_some(about);
        Some(Written { about, text })
    }

    /// Adds a place: as a further part of the last passage where that is within reach, else as a
    /// passage of its own. False where no quotation selects it.
    fn add_passage(
        &self,
        passages: &mut Vec<Passage>,
        article: usize,
        range: Range<usize>,
    ) -> bool {
        let map = self.ground.map(article);
        let Some(place) = selectable(map, range) else { return false };
        if let Some(last) = passages.last_mut()
            && last.article == article
            && last.parts.len() < MOST_PARTS
            && let Some(quote) = self.extended(last, &place)
        {
            last.parts.push(place);
            last.quote = quote;
            return true;
        }
        let Some(quote) = select(map, place.clone()) else { return false };
        passages.push(Passage { article, parts: vec![place], quote });
        true
    }

    /// The quotation of a passage with one more part.
    fn extended(&self, passage: &Passage, place: &Range<usize>) -> Option<String> {
        let map = self.ground.map(passage.article);
        let text = &map.document.text;
        let between = text.get(passage.parts.last()?.end..place.start)?;
        if between.trim().is_empty() || between.chars().nth(FARTHEST).is_some() {
            return None;
        }
        let mut wanted = passage.parts.clone();
        wanted.push(place.clone());
        let plain = Some(line(&text[place.clone()]));
        let longer = || select(map, place.clone()).map(|quote| quote[2..].to_owned());
        std::iter::once(plain).chain(std::iter::once_with(longer)).flatten().find_map(|words| {
            let quote = format!("{} […] {words}", passage.quote);
            let selected = anchor(map, &read_passage(&quote));
            (selected.as_ref() == Ok(&wanted)).then_some(quote)
        })
    }

    fn title(&self, incoming: &Incoming) -> String {
        let own = incoming.title.as_deref().map(one_line).filter(|title| !title.is_empty());
        let words = || {
            let body = self.bodies(incoming).text();
            let body = body.lines().next().unwrap_or_default();
            let exact = incoming.targets.iter().map(|target| target.exact.as_str());
            std::iter::once(body)
                .chain(exact)
                .map(one_line)
                .find(|text| !text.is_empty())
                .map(|text| first_words(&text))
        };
        let title = own.or_else(words).unwrap_or_else(|| "Annotation".to_owned());
        match title.char_indices().nth(LONGEST_TITLE) {
            Some((end, _)) => format!("{}…", &title[..end]),
            None => title,
        }
    }

    /// The kind that a motivation stands for, where it is another than `note`.
    fn kind(&mut self, incoming: &Incoming, title: &str) -> Option<&'static str> {
        let (kind, lacks) = match incoming.motivation.as_deref()? {
            "describing" => return Some("context"),
            "questioning" => return Some("question"),
            "identifying" => ("quote", "who speaks"),
            "assessing" => ("claim", "the values"),
            "editing" => ("correction", "what it rests on"),
            _ => return None,
        };
        self.findings.push(Finding::Remark(format!(
            "“{title}” may be a `{kind}`; the file does not say {lacks}, so that it became a `note`"
        )));
        None
    }

    /// An id for a note: its own, where that is one, else made of its title; never one that is
    /// taken.
    fn id(&mut self, incoming: &Incoming, title: &str) -> String {
        const LONGEST: usize = 60;
        let own = incoming.id.as_deref().and_then(|id| id.rsplit_once('#')).map(|(_, id)| id);
        let usable = |id: &str| is_slug(id) && !looks_like_block(id) && id.len() <= LONGEST;
        let base = own.filter(|id| usable(id)).map(str::to_owned).unwrap_or_else(|| {
            let slug: String = slug(&first_words(title)).chars().take(LONGEST).collect();
            let slug = slug.trim_end_matches('-').to_owned();
            if usable(&slug) { slug } else { "imported".to_owned() }
        });
        let mut id = base.clone();
        let number = self.next.entry(base.clone()).or_insert(2);
        while self.notes.contains(&id) {
            id = format!("{base}-{number}");
            *number += 1;
        }
        if own.is_some_and(|own| own != id) {
            self.findings.push(Finding::Remark(format!(
                "“{title}” has the id `{id}`: its own is taken, or cannot be one"
            )));
        }
        self.notes.insert(id.clone());
        id
    }

    fn body(&self, incoming: &Incoming, lost: &[(&Target, String)]) -> Body {
        let mut body = Body::default();
        for (target, reason) in lost {
            let mut sentence = reason.clone();
            sentence.push(if target.exact.is_empty() { '.' } else { ':' });
            body.nodes.push(Node::Block(Block::paragraph(format!("Not placed: {sentence}"))));
            let words = one_line(&target.exact);
            if !words.is_empty() {
                body.nodes.push(Node::Open(Container::Quote));
                body.nodes.push(Node::Block(Block::paragraph(words)));
                body.nodes.push(Node::Close);
            }
        }
        body.nodes.extend(self.bodies(incoming).nodes);
        let tags: Vec<String> =
            incoming.tags.iter().map(|tag| one_line(tag)).filter(|tag| !tag.is_empty()).collect();
        if !tags.is_empty() {
            let line = format!("Tags: {}", tags.join(", "));
            body.nodes.push(Node::Block(Block::paragraph(line)));
        }
        body
    }

    /// What an annotation says, without what is added to it.
    fn bodies(&self, incoming: &Incoming) -> Body {
        let mut body = Body::default();
        let follow = |href: &str| self.follow(href);
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

    /// Where a link of a note leads: a page of the briefing, or the web.
    fn follow(&self, href: &str) -> Option<Destination> {
        let below_base = self.base_url.and_then(|base| href.trim().strip_prefix(base));
        let relative = Url::parse(href.trim()).is_err();
        if let Some(path) = below_base.or(relative.then_some(href)) {
            return self.page(path).map(Destination::Page);
        }
        safe_url(href, None).map(Destination::Url)
    }

    /// What stands in `[[…]]` for a page of the site.
    fn page(&self, path: &str) -> Option<String> {
        let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
        let mut segments = path.trim().rsplit('/');
        let id = segments.next()?.strip_suffix(".html")?;
        match segments.next()? {
            "articles" => {
                let article = self.ground.article(&format!("articles/{id}.html"))?;
                let id = &self.ground.articles[article].slug;
                let block = self.ground.has_block(article, fragment) && !fragment.is_empty();
                Some(if block { format!("{id}#{fragment}") } else { id.clone() })
            }
            "entities" | "officials" if self.records.contains(id) => Some(id.to_owned()),
            "claims" if self.notes.contains(id) => Some(format!("#{id}")),
            _ => None,
        }
    }
}

fn first_words(text: &str) -> String {
    let mut words = text.split(' ').filter(|word| !word.is_empty());
    let title: Vec<&str> = words.by_ref().take(TITLE_WORDS).collect();
    let more = if words.next().is_some() { "…" } else { "" };
    let title: String = title.join(" ").chars().take(LONGEST_TITLE).collect();
    format!("{title}{more}")
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
            let kind = crate::import::body::BlockKind::Paragraph;
            nodes.push(Node::Block(Block { kind, inlines }));
        }
    }
    nodes
}

/// An annotation that is about no article, whole, as a comment: it is printed nowhere.
#[must_use]
pub fn comment(incoming: &Incoming) -> String {
    // Two hyphens could end a comment. In JSON they stand in strings alone.
    format!(
        "<!-- not placed: {} -->\n",
        incoming.json.replace("--", "-\\u002d").replace("--", "-\\u002d")
    )
}

/// Annotation files by name: the first of all notes with passages, with those about the first
/// article; one more for each further article that notes are about as a whole.
#[must_use]
pub fn files(
    name: &str,
    ground: &Ground<'_>,
    notes: Vec<Written>,
    comments: &[String],
) -> BTreeMap<String, String> {
    let default = notes.iter().find_map(|note| note.about);
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let front_matter = |article: Option<usize>| match article {
        Some(article) => format!("---\narticle: {}\n---\n", scalar(&ground.articles[article].slug)),
        None => String::new(),
    };
    for note in notes {
        let (file, article) = match note.about {
            Some(about) if Some(about) != default => {
                (format!("{name}-{}", ground.articles[about].slug), Some(about))
            }
            _ => (name.to_owned(), default),
        };
        let text = files.entry(file).or_insert_with(|| front_matter(article));
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&note.text);
    }
    if let Some(text) = files.values_mut().next() {
        for comment in comments {
            text.push('\n');
            text.push_str(comment);
        }
    }
    files
}
