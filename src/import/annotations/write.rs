//! Incoming annotations → annotation files.

use std::collections::BTreeMap;

use super::desk::{Desk, Remark};
use super::kind::{ClassWithKeys, allowed, pair};
use super::passage::{Passage, Placed};
use super::place::Ground;
use super::read::Incoming;
use super::tags::Tags;
use crate::import::body::{Block, Container, Node, one_line};
use crate::import::markdown::{self, Voice};
use crate::model::NoteClass;
use crate::parse::Parsed;
use crate::parse::slug::{is_slug, looks_like_block, slug};
use crate::parse::yaml_scalar::scalar;
use crate::resolve::articles::labels;
use crate::slice::Slice;

/// A title that is made of other words has so many, and so many characters.
const TITLE_WORDS: usize = 8;
const TITLE_CHARACTERS: usize = 200;

/// The longest title that is taken over.
const LONGEST_TITLE: usize = 1_000;

/// The longest id that is made of a title, and the longest that is taken over.
const LONGEST_ID: usize = 60;
const LONGEST_OWN_ID: usize = 200;

/// A note's title and id.
pub(super) struct TitleAndId {
    title: String,
    pub(super) id: String,
    /// Whether its own id is taken, or cannot be one.
    renamed: bool,
}

/// A note as it will stand in a file.
pub(super) struct Written {
    /// The article that it is about, where it has no passage.
    about: Option<usize>,
    /// Its lines.
    text: String,
}

impl<'a> Desk<'a> {
    /// Prepares a briefing whose notes have these titles.
    pub(super) fn new(parsed: &'a Parsed, titles: BTreeMap<String, String>) -> Self {
        let records = parsed.records.iter();
        Self {
            ground: Ground::new(parsed),
            labels: labels(&parsed.articles),
            records: records
                .map(|record| (record.slug.as_str(), record.fields.name.as_str()))
                .collect(),
            titles,
            ids: BTreeMap::new(),
            answered: BTreeMap::new(),
            base_url: parsed.settings.base_url.as_deref(),
            remarks: Vec::new(),
            unplaced: 0,
            next: BTreeMap::new(),
        }
    }

    /// Gives an annotation its title and id; nothing where it is about no article of the briefing.
    pub(super) fn name(&mut self, incoming: &Incoming) -> Option<TitleAndId> {
        incoming.targets.iter().find(|target| self.ground.article_of(target).is_some())?;
        let title = self.title(incoming);
        let own = incoming.id.as_deref().and_then(|id| id.rsplit_once('#')).map(|(_, id)| id);
        let id = self.id(own, &title);
        self.titles.insert(id.clone(), title.clone());
        if let Some(whole) = &incoming.id {
            self.ids.entry(whole.clone()).or_insert_with(|| id.clone());
        }
        if let Some(own) = own {
            self.ids.entry(own.to_owned()).or_insert_with(|| id.clone());
        }
        let renamed = own.is_some_and(|own| own != id);
        Some(TitleAndId { title, id, renamed })
    }

    /// Tells of an annotation that is about no article of the briefing.
    pub(super) fn refuse(&mut self, incoming: &Incoming) {
        self.unplaced += 1;
        let source = incoming.targets.first().map_or("nothing", |target| &target.source);
        let source = if source.is_empty() { "a page that it does not name" } else { source };
        let title = self.title(incoming);
        self.remarks.push(Remark {
            message: format!(
                "not placed: “{title}”, since {source} is no report of this briefing; it stands \
                 in a comment at the end of the file"
            ),
            unplaced: true,
            line: comment(incoming).trim_end().to_owned(),
        });
    }

    /// Writes an annotation as a note.
    pub(super) fn note(&mut self, incoming: &Incoming, named: &TitleAndId) -> Written {
        let TitleAndId { title, id, renamed } = named;
        let placed = self.ground.place(incoming);
        let mut remarks = placed.remarks.clone();
        let kind = self.kind(incoming, &placed.passages, title, &mut remarks);
        if *renamed {
            remarks
                .push(format!("“{title}” has the id `{id}`: its own is taken, or cannot be one"));
        }
        let silent = self.silent(incoming, &placed.passages, &kind, title, &mut remarks);
        let draft = !placed.lost.is_empty()
            || incoming.keys.get("status").is_some_and(|status| status == "draft");
        let answered = self.answered_by(id);
        let heading = heading(incoming, named, &kind, (draft, answered));
        let mut text = format!("{heading}\n");
        for passage in &placed.passages {
            let article = &self.ground.articles[passage.article].slug;
            let line = kind.line(self, passage, &mut remarks);
            text.push_str(&format!("\n{}\n> — [[{article}]]{line}\n", passage.quote));
        }
        if !silent.is_empty() {
            text.push_str(&format!("\n> — {}: not reported\n", silent.join(", ")));
        }
        self.tell(&placed, remarks, title, &heading);
        let mut body = self.body(incoming, id, &placed.lost);
        let answers =
            kind.answers.iter().map(|answer| Node::Block(Block::paragraph(answer.clone())));
        body.nodes.extend(answers);
        if !body.nodes.is_empty() {
            text.push('\n');
            // A quotation that begins a note's text would be read as a passage.
            if body.nodes[0] == Node::Open(Container::Quote) {
                text.push_str("<!-- the note -->\n\n");
            }
            text.push_str(&markdown::write(&body, Voice::Note));
        }
        let has_passages = !placed.passages.is_empty() || !silent.is_empty();
        let stands = has_passages || self.answered_by(id).is_some();
        Written { about: placed.about.filter(|_| !stands), text }
    }

    /// The reports in which the editor looked and found no answer, as links.
    fn silent(
        &self,
        incoming: &Incoming,
        passages: &[Passage<'_>],
        kind: &ClassWithKeys,
        title: &str,
        remarks: &mut Vec<String>,
    ) -> Vec<String> {
        let mut silent = Vec::new();
        for id in incoming.silent.iter().filter(|_| kind.class.may_be_silent()) {
            match self.ground.by_id(id) {
                Some(article) if passages.iter().any(|it| it.article == article) => {
                    remarks.push(format!(
                        "“{title}” says that `{id}` is silent, and has a passage of it: that it is silent is left out"
                    ));
                }
                Some(article) => {
                    silent.push(format!("[[{}]]", self.ground.articles[article].slug));
                }
                None => remarks.push(format!(
                    "“{title}” says that `{id}` is silent, which is no report of this briefing"
                )),
            }
        }
        silent
    }

    fn tell(&mut self, placed: &Placed<'_>, remarks: Vec<String>, title: &str, line: &str) {
        let line = line.to_owned();
        self.unplaced += usize::from(!placed.lost.is_empty());
        self.remarks.extend(placed.lost.iter().map(|(target, reason)| Remark {
            message: format!(
                "not placed: “{}” of “{title}”: {reason}; it stands in a draft",
                one_line(&target.exact)
            ),
            unplaced: true,
            line: line.clone(),
        }));
        let rest = remarks.into_iter();
        self.remarks.extend(rest.map(|message| Remark {
            message,
            unplaced: false,
            line: line.clone(),
        }));
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
            Some((end, _)) => format!("{}…", title.slice(..title.cut_before(end))),
            None => title,
        }
    }

    /// An id for a note: its own, where that is one, else made of its title; never one that is
    /// taken.
    fn id(&mut self, own: Option<&str>, title: &str) -> String {
        let usable = |id: &str| is_slug(id) && !looks_like_block(id);
        let own = own.filter(|id| usable(id) && id.len() <= LONGEST_OWN_ID);
        let base = own.map(str::to_owned).unwrap_or_else(|| {
            let slug: String = slug(&first_words(title)).chars().take(LONGEST_ID).collect();
            let slug = slug.trim_end_matches('-').to_owned();
            if usable(&slug) { slug } else { "imported".to_owned() }
        });
        let mut id = base.clone();
        let number = self.next.entry(base.clone()).or_insert(2);
        while self.titles.contains_key(&id) {
            id = format!("{base}-{number}");
            *number += 1;
        }
        id
    }
}

/// The heading of a note, with its attributes.
fn heading(
    incoming: &Incoming,
    named: &TitleAndId,
    kind: &ClassWithKeys,
    (draft, answered): (bool, Option<&str>),
) -> String {
    let mut attributes = format!("#{}", named.id);
    if kind.class != NoteClass::Note {
        attributes.push_str(&format!(" .{}", kind.class.name()));
    }
    let author = incoming.author.as_deref().map(one_line).filter(|author| !author.is_empty());
    let own = kind.keys.iter().map(|(key, value)| (*key, value.clone()));
    let author = author.map(|author| ("author", author));
    let allow = allowed(incoming).map(|codes| ("allow", codes));
    let tags = Tags::of(incoming).fit.join(", ");
    let tags = (!tags.is_empty()).then_some(("tags", tags));
    let reply = answered.map(|note| ("reply", note.to_owned()));
    // An answer is a draft unless the collection, made by this program, says that it is none.
    let published = incoming.keys.get("status").is_some_and(|status| status == "published");
    let status = match (draft, published && reply.is_some()) {
        (true, _) => Some(("status", "draft".to_owned())),
        (false, true) => Some(("status", "published".to_owned())),
        (false, false) => None,
    };
    for (key, value) in own.chain(reply).chain(tags).chain(author).chain(allow).chain(status) {
        attributes.push(' ');
        attributes.push_str(&pair(key, &value));
    }
    // A heading that begins as a passage does is refused, since one may have been meant.
    let escape = if named.title.starts_with('>') { "\\" } else { "" };
    format!("## {escape}{} {{{attributes}}}", markdown::escape_line(&named.title))
}

fn first_words(text: &str) -> String {
    let mut words = text.split(' ').filter(|word| !word.is_empty());
    let title: Vec<&str> = words.by_ref().take(TITLE_WORDS).collect();
    let more = if words.next().is_some() { "…" } else { "" };
    let title = title.join(" ");
    let end = title.char_indices().nth(TITLE_CHARACTERS).map_or(title.len(), |(at, _)| at);
    format!("{}{more}", title.slice(..title.cut_before(end)))
}

/// An annotation that is about no article, whole, as a comment: it is printed nowhere.
pub(super) fn comment(incoming: &Incoming) -> String {
    // Two hyphens could end a comment. In JSON they stand in strings alone.
    let json = incoming.json.replace("--", "-\\u002d").replace("--", "-\\u002d");
    // Nor may it look like a note's attributes: in JSON a brace begins so within strings alone.
    let json = json.replace("{.", "\\u007b.").replace("{#", "\\u007b#").replace('=', "\\u003d");
    format!("<!-- not placed: {json} -->\n")
}

/// Annotation files by name: the first of all notes with passages, with those about the first
/// article; one more for each further article that notes are about as a whole.
pub(super) fn files(
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
