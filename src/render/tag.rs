//! A tag: what it is about, its claims side by side, and its notes by kind.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::engine::Html;
use super::view::matrix::MatrixView;
use super::view::tag::TagLine;
use super::view::who::Linked;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::diagnostic::Diagnostic;
use crate::i18n::fill;
use crate::model::{NoteClass, NoteId, TagId};
use crate::route::Route;

/// `tag.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct TagPageView<'a> {
    page: PageView,
    tag: TagLine,
    /// The editor's text on it.
    body: Html,
    extra: &'a Map<String, Value>,
    /// Its claims; none where it has none.
    matrix: Option<MatrixView>,
    /// Its other notes.
    kinds: Vec<TaggedView>,
}

/// Its notes of one kind.
#[derive(Debug, Serialize, JsonSchema)]
struct TaggedView {
    kind: &'static str,
    /// What they are, and how many.
    label: String,
    notes: Vec<Html>,
}

pub(super) fn render(site: &Site, route: &Route, id: TagId) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let tag = &site.briefing[id];
    let notes = &site.index.tagged[id.index()];
    let of = |class: NoteClass| -> Vec<NoteId> {
        let notes = notes.iter().copied();
        notes.filter(|note| site.briefing[*note].kind.class() == class).collect()
    };
    let claims = of(NoteClass::Claim);
    let description = tag.description.clone().or_else(|| maker.beginning(&tag.body));
    let view = TagPageView {
        page: PageView {
            who: maker.who(&linked_on(&maker, id))?,
            ..maker.page_view("tags", Some(&tag.name), description)
        },
        tag: maker.tag_line(id),
        body: maker.body(&tag.body, "", Some(2)),
        extra: &tag.extra,
        matrix: (!claims.is_empty()).then(|| maker.matrix(&claims)),
        kinds: NoteClass::ALL
            .into_iter()
            .filter(|class| *class != NoteClass::Claim)
            .map(|class| (class, of(class)))
            .filter(|(_, notes)| !notes.is_empty())
            .map(|(class, notes)| tagged(&maker, class, &notes))
            .collect::<Result<_, _>>()?,
    };
    site.template("tag.html", &maker, &view)
}

fn tagged(
    maker: &Maker,
    class: NoteClass,
    notes: &[NoteId],
) -> Result<TaggedView, Vec<Diagnostic>> {
    Ok(TaggedView {
        kind: class.name(),
        label: fill(
            &maker.words().kind_counted,
            &[("kind", maker.words().kinds_of(class)), ("n", &maker.words().number(notes.len()))],
        ),
        notes: notes.iter().map(|note| maker.listed(*note)).collect::<Result<_, _>>()?,
    })
}

/// What the page links to.
fn linked_on(maker: &Maker, id: TagId) -> Linked {
    let briefing = maker.site.briefing;
    let notes = maker.site.index.tagged[id.index()].iter();
    Linked::default().prose(&briefing[id].body).notes(briefing, notes.copied())
}
