//! What the briefing itself had wrong, and since when it is right.

use schemars::JsonSchema;
use serde::Serialize;

use super::dates::in_words;
use super::engine::Html;
use super::view::{Maker, PageView};
use super::{Rendered, Site};
use crate::i18n::Words;
use crate::model::{Corrections, Prose};
use crate::parse::corrections::CorrectionEntry;
use crate::parse::document::{Document, Inline};
use crate::place::Place;
use crate::route::Route;

/// `corrections.html`
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CorrectionsView {
    page: PageView,
    body: Html,
}

pub(super) fn render(site: &Site, route: &Route, corrections: &Corrections) -> Rendered {
    let maker = Maker::new(site, route.clone());
    let view = CorrectionsView {
        page: maker.page_view("corrections", Some(&site.words.corrections), None),
        body: maker.body(&with_days_in_words(corrections, site.words), "", Some(2)),
    };
    site.template("corrections.html", &maker, &view)
}

/// The text, in which each entry begins with its day as the language of the site has it.
fn with_days_in_words(corrections: &Corrections, words: &Words) -> Prose {
    let mut document = Document::clone(&corrections.text.document);
    for CorrectionEntry { date, written, .. } in &corrections.entries {
        let block = document.block_at(written.start());
        let Some(block) = block.and_then(|block| document.blocks.get_mut(block)) else { continue };
        // It stands at the text's end, where no block is, and is printed in the place of what is written.
        let start = document.text.len();
        document.text.push_str(&in_words(*date, words));
        let mut day = Some(Inline::Text(Place::new(start..document.text.len())));
        let mut inlines = Vec::with_capacity(block.inlines.len() + 2);
        for inline in block.inlines.drain(..) {
            let Inline::Text(text) = inline else {
                inlines.push(inline);
                continue;
            };
            if text.meet(*written).is_empty() {
                inlines.push(inline);
                continue;
            }
            let before = Place::new(text.start()..written.start().max(text.start()));
            let after = Place::new(written.end().min(text.end())..text.end());
            inlines.extend((!before.is_empty()).then_some(Inline::Text(before)));
            inlines.extend(day.take());
            inlines.extend((!after.is_empty()).then_some(Inline::Text(after)));
        }
        block.inlines = inlines;
    }
    Prose { document: document.into(), targets: corrections.text.targets.clone() }
}
