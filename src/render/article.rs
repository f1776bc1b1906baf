//! An article with its notes.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::engine::{Filled, Html};
use super::index::Index;
use super::margin::{self, Slot};
use super::view::article::ArticleLine;
use super::view::back_link::BackLinksView;
use super::view::family::FamilyView;
use super::view::note::NoteView;
use super::view::shared_run::ElsewhereView;
use super::view::who::Linked;
use super::view::{LinkView, Maker, PageView};
use super::{Rendered, Site};
use crate::collate::Counted;
use crate::html::{self, Options, Segment};
use crate::i18n::{Words, fill};
use crate::model::{
    ArticleId, Briefing, NoteClass, NoteId, NoteKind, RecordId, RecordKind, Speaker, TagId,
};
use crate::route::{Route, SitePlace};
use serde_json::{Map, Value};

/// `article.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ArticleView<'a> {
    page: PageView,
    article: ArticleLine,
    extra: &'a Map<String, Value>,
    about: Vec<NoteView>,
    segments: Vec<SegmentView>,
    withheld_notes: Vec<NoteView>,
    named: Vec<NamedView>,
    named_label: String,
    /// Where that was counted, if not in the text that is here.
    named_counted: Option<String>,
    elsewhere: Option<ElsewhereView>,
    families: Vec<FamilyView>,
    /// The kinds of the notes beside the text.
    kinds: Vec<KindView>,
    /// The tags of these notes.
    tags: Vec<TagChoice>,
    /// What speaks of the article elsewhere.
    back_links: Option<BackLinksView>,
    /// A reference to the report in the style that the settings name; none in the plain form.
    styled: Option<String>,
    /// A reference to this page.
    citation: String,
    previous: Option<LinkView>,
    next: Option<LinkView>,
}

/// A piece of the text, and the notes that stand beside it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SegmentView {
    pub(super) html: Html,
    pub(super) notes: Vec<NoteView>,
}

/// A kind of note, and how many there are of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct KindView {
    kind: &'static str,
    label: String,
    /// What notes of it are, in a sentence.
    about: String,
    count: String,
}

/// A tag that notes beside the text have.
#[derive(Debug, Serialize, JsonSchema)]
struct TagChoice {
    id: String,
    label: String,
}

/// A record that the article names.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct NamedView {
    record: LinkView,
    count: String,
    official: bool,
}

pub(super) fn render(site: &Site, route: &Route, id: ArticleId) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let article = &site.briefing[id];
    let options =
        Options { headings: Some(2), block_ids: true, permalinks: true, ..Options::default() };
    let segments = beside_their_notes(
        &maker,
        id,
        html::article(&maker.page, id, &site.index.passages[id.index()], &options),
    );
    let about = &site.index.about[id.index()];
    let withheld: Vec<NoteId> = match article.shown() {
        Some(_) => Vec::new(),
        None => site.index.notes[id.index()]
            .iter()
            .copied()
            .filter(|note| !about.contains(note))
            .collect(),
    };
    // A quotation of the article's own words stands beside them already.
    let here: BTreeSet<NoteId> = site.index.notes[id.index()].iter().copied().collect();
    let quotations = maker.quotations(Speaker::Article(id));
    let neighbour = |index: Option<usize>| {
        let id = ArticleId::new(index.filter(|index| *index < site.briefing.articles.len())?);
        Some(maker.article_link(id))
    };
    let line = maker.article_line(id);
    let facts: Vec<String> = line.publisher.iter().cloned().chain([line.date.clone()]).collect();
    let facts = facts.join(&site.words.comma);
    let structured_data = Some(maker.report_data(id, Some(&facts)));
    let what = fill(&site.words.cite_article, &[("report", &line.label)]);
    let about: Vec<NoteView> =
        about.iter().map(|note| maker.beside_title(*note, id, about.len())).collect();
    let beside: Vec<&NoteView> =
        about.iter().chain(segments.iter().flat_map(|segment| &segment.notes)).collect();
    let (named_label, named_counted) = named_head(&maker, id);
    let view = ArticleView {
        page: PageView {
            previews: (!linked_on(site.briefing, site.index, id).is_empty())
                .then(|| maker.page.link(&route.previews())),
            structured_data,
            changed: maker.report_changed(id),
            ..maker.page_view("articles", Some(&article.title), Some(facts))
        },
        article: line,
        extra: &article.extra,
        kinds: kinds(site.words, &beside),
        tags: match beside.is_empty() {
            true => Vec::new(),
            false => tags(site, id),
        },
        about,
        segments,
        withheld_notes: withheld.iter().map(|note| maker.withheld(*note, id)).collect(),
        named: named(&maker, id),
        named_label,
        named_counted,
        elsewhere: maker.elsewhere(id),
        families: quotations
            .iter()
            .filter_map(|note| maker.family(*note, !here.contains(note)))
            .collect(),
        back_links: maker.back_links(&site.index.back.articles[id.index()]),
        styled: maker.styled_reference(article),
        citation: maker.citation(&what, &SitePlace::page(route.clone())),
        previous: neighbour(id.index().checked_sub(1)),
        next: neighbour(id.index().checked_add(1)),
    };
    site.template("article.html", &maker, &view)
}

/// The text with its notes; those for which the margin has room stand open.
fn beside_their_notes(maker: &Maker, id: ArticleId, segments: Vec<Segment>) -> Vec<SegmentView> {
    let mut slots = Vec::new();
    let mut top = 0;
    let views: Vec<(Html, Vec<NoteView>)> = segments
        .into_iter()
        .map(|segment| {
            let notes = segment.notes.into_iter().map(|(number, note)| {
                let view = maker.beside(note, id, Some(number));
                let (folded, open) = maker.height(&view, note);
                let kind = &maker.site.briefing[note].kind;
                let elsewhere = matches!(kind, NoteKind::Quote(_) | NoteKind::Claim(_));
                slots.push(Slot { top, bottom: top + segment.lines, folded, open, elsewhere });
                view
            });
            let notes = notes.collect();
            top += segment.lines + 1;
            (Html::new(&segment.html), notes)
        })
        .collect();
    let mut open = margin::open(&slots).into_iter();
    views
        .into_iter()
        .map(|(html, notes)| {
            let notes = notes.into_iter().zip(open.by_ref());
            SegmentView { html, notes: notes.map(|(note, open)| note.opened(open)).collect() }
        })
        .collect()
}

/// The kinds of some notes.
fn kinds(words: &Words, notes: &[&NoteView]) -> Vec<KindView> {
    let count = |class: NoteClass| notes.iter().filter(|it| it.kind == class.name()).count();
    NoteClass::ALL
        .into_iter()
        .map(|class| (class, count(class)))
        .filter(|(_, count)| *count > 0)
        .map(|(class, count)| KindView {
            kind: class.name(),
            label: words.kind(class).to_owned(),
            about: words.about_kind(class).to_owned(),
            count: words.number(count),
        })
        .collect()
}

/// The tags of an article's notes, in their order.
fn tags(site: &Site, id: ArticleId) -> Vec<TagChoice> {
    let notes = site.index.notes[id.index()].iter();
    let tags: BTreeSet<TagId> =
        notes.flat_map(|note| &site.briefing[*note].tags).copied().collect();
    let choice = |tag: TagId| {
        let tag = &site.briefing[tag];
        TagChoice { id: tag.slug.clone(), label: tag.name.clone() }
    };
    tags.into_iter().map(choice).collect()
}

/// What the article's text and its notes link to. Who is only in the list of the named has no preview.
pub(super) fn linked_on(briefing: &Briefing, index: &Index, id: ArticleId) -> Linked {
    let mentioned = briefing.mentions_in(id).iter().map(|mention| mention.record);
    let notes = index.notes[id.index()].iter();
    Linked::default()
        .records(mentioned)
        .notes(briefing, notes.clone().copied())
        .without_notes(notes)
        .without_article(id)
}

/// Whether there is any of that.
pub(super) fn has_links(briefing: &Briefing, index: &Index, id: ArticleId) -> bool {
    !briefing.mentions_in(id).is_empty() || !linked_on(briefing, index, id).is_empty()
}

/// What previews show on an article's page: a script beside it, since it is the heaviest page and
/// most of them are never asked for. A script, since a page that is opened from a disk can load nothing else.
pub(super) fn previews(site: &Site, id: ArticleId) -> Rendered {
    let maker = Maker::new(site, site.briefing.article_route(id));
    let who = maker.who(&linked_on(site.briefing, site.index, id))?;
    // A list of texts is always JSON.
    let who = serde_json::to_string(&who).unwrap_or_default();
    Ok(Filled::Text(format!("sidenotePreviews({who})\n")))
}

/// What the report names, most often first; where that is not known, what is named here of it.
fn named(maker: &Maker, id: ArticleId) -> Vec<NamedView> {
    let (briefing, namings) = (maker.site.briefing, &maker.site.collation.namings);
    let of = |(record, _)| Some((record, namings.in_article(record, id)?.count()));
    let mut counts: Vec<(RecordId, usize)> = briefing.records().filter_map(of).collect();
    let order = |(record, count): &(RecordId, usize)| {
        (std::cmp::Reverse(*count), briefing.name_order(*record))
    };
    counts.sort_by_cached_key(order);
    counts
        .into_iter()
        .map(|(record, count)| NamedView {
            record: maker.record_link(record),
            count: maker.words().number(count),
            official: matches!(briefing[record].kind, RecordKind::Official { .. }),
        })
        .collect()
}

/// What is said over that, and below.
fn named_head(maker: &Maker, id: ArticleId) -> (String, Option<String>) {
    let words = maker.words();
    match maker.site.collation.namings.counted(id) {
        Some(Counted::Digest) => (words.named_in_digest.clone(), None),
        Some(Counted::Excerpt) => (words.named_in_excerpt.clone(), None),
        Some(Counted::Original | Counted::Whole) | None => {
            let beyond = maker.site.collation.namings.is_beyond(id);
            (words.named_here.clone(), beyond.then(|| words.counted_in_report.clone()))
        }
    }
}
