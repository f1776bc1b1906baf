//! A claim: one question, the reports side by side.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::back_link::BackLinksView;
use super::view::claim::ClaimView;
use super::view::picture::PictureView;
use super::view::values::PICTURE;
use super::view::who::Linked;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::i18n::fill;
use crate::model::NoteId;
use crate::route::{Route, SitePlace};

/// `claim.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ClaimPageView {
    page: PageView,
    claim: Option<ClaimView>,
    /// Its answers drawn, where they have a common scale.
    values: Option<PictureView>,
    /// What speaks of the claim elsewhere.
    back_links: Option<BackLinksView>,
    /// A reference to this page.
    citation: String,
}

pub(super) fn render(site: &Site, route: &Route, id: NoteId) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let note = &site.briefing[id];
    let description = maker.beginning(&note.body);
    let structured_data = Some(maker.claim_data(id, description.as_deref()));
    let reports = maker.reports(note.articles().len());
    let what = fill(&site.words.cite_claim, &[("title", &note.title), ("reports", &reports)]);
    let view = ClaimPageView {
        page: PageView {
            who: maker.who(&Linked::default().notes(site.briefing, [id]))?,
            structured_data,
            changed: maker.note_changed(id),
            ..maker.page_view("claims", Some(&note.title), description)
        },
        claim: maker.claim(id),
        values: maker.values(id, PICTURE),
        back_links: maker.back_links(&site.index.back.notes[id.index()]),
        citation: maker.citation(&what, &SitePlace::page(route.clone())),
    };
    site.template("claim.html", &maker, &view)
}
