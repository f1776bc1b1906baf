//! What a public build shows of reports: out of the model goes whatever it must not show, before
//! the first page is made, so that no later stage has to remember.
//!
//! The reports are read against each other first, with all their words: what is told *about* a text
//! (how many words, how often a name is printed and in which form, how many words two reports share)
//! is no text. Then a report whose rights are `link` has none; one whose rights are `excerpt` has
//! a tree built anew of the passages of notes ([`ArticleText::Part`]); and every place that pointed
//! into words that are gone is gone with them.

mod document;
mod extent;
mod places_left;
mod visible_runs;
mod tell;
#[cfg(test)]
mod tests;
mod counted;

pub use extent::Extent;
pub use tell::tell;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::collate::Collation;
#[cfg(test)]
use crate::collate::collate;
use crate::config::Rights;
use crate::model::{
    Article, ArticleId, ArticleText, Briefing, NoteId, Position, Prose, Share, Target, TextKind,
};
use crate::parse::document::Document;
use crate::place::{InContent, Place};
use crate::slice::Slice;
#[cfg(test)]
use crate::suggest::Echoes;
use counted::CountedWords;
use places_left::PlacesLeft;
use visible_runs::Sight;

/// What a public build shows of each report whose rights are `excerpt` and that has passages, in
/// order. Nothing is withheld from `briefing` yet.
#[must_use]
pub fn extents(briefing: &Briefing) -> Vec<Extent> {
    let passages = extent::passages(briefing);
    let articles: Vec<(ArticleId, &Article)> = briefing.articles().collect();
    let extent = |(id, article): &(ArticleId, &Article)| {
        let passages = passages.get(id).filter(|_| rights_to(article) == Rights::Excerpt)?;
        let document = &article.shown()?.document;
        let words = CountedWords::new(&document.text);
        Some(Extent::new(
            briefing.settings.excerpt_budget,
            (*id, article),
            document,
            &words,
            passages,
        ))
    };
    articles.par_iter().filter_map(extent).collect()
}

/// What a public build may show of an article. A digest is the editor's own text.
fn rights_to(article: &Article) -> Rights {
    match article.kind {
        TextKind::Digest => Rights::Full,
        TextKind::Full | TextKind::Excerpt => article.rights,
    }
}

/// Takes out of a briefing, and out of what its reports make of one another, whatever a public build
/// must not show. `extents` is what it shows of excerpts.
pub fn withhold(briefing: &mut Briefing, collation: &mut Collation, extents: &[Extent]) {
    let left = left(briefing, extents);
    if left.is_empty() {
        return;
    }
    let sight = |id: ArticleId| match left.get(&id) {
        None => Sight::Whole,
        Some(Left { part: Some((_, places)), .. }) => Sight::Part(places),
        Some(Left { part: None, .. }) => Sight::Nothing,
    };
    visible_runs::withhold(Arc::make_mut(&mut collation.shared), briefing, sight);
    collation.namings.withhold(|id| left.contains_key(&id));
    // What reports print of an utterance is compared in their whole texts, as in a private build;
    // a report that shows nothing has no part in it.
    let silenced = silence(briefing, |id| matches!(sight(id), Sight::Nothing));
    collation.compare_anew(briefing, |note| silenced.contains(&note));
    for family in &mut collation.families {
        let in_part = |id: ArticleId| left.contains_key(&id);
        family.show_in_part(in_part, |id, words| shown_at(briefing, id, &sight(id), words));
    }
    move_places(briefing, sight);
    for (id, Left { share, part }) in left {
        let article = &mut briefing.articles[id.index()];
        article.share = Some(share);
        article.text = match part {
            Some((document, _)) => {
                ArticleText::Part(Prose { document: document.into(), targets: Vec::new() })
            }
            None => ArticleText::Withheld,
        };
    }
    cut_links(briefing);
}

/// Takes the passages of reports that show nothing from their places; gives their notes.
fn silence(briefing: &mut Briefing, shows_nothing: impl Fn(ArticleId) -> bool) -> BTreeSet<NoteId> {
    let mut silenced = BTreeSet::new();
    for (index, note) in briefing.notes.iter_mut().enumerate() {
        for passage in note.passages.iter_mut().filter(|it| shows_nothing(it.article)) {
            passage.position = Position::Withheld;
            silenced.insert(NoteId::new(index));
        }
    }
    silenced
}

/// Where words of a passage stand in what is shown of their report, perhaps without the white space
/// at their ends.
fn shown_at(
    briefing: &Briefing,
    id: ArticleId,
    sight: &Sight<'_>,
    words: Place<InContent>,
) -> Option<Place<InContent>> {
    let text = || Some(&briefing[id].shown()?.document.text);
    sight.of(words).or_else(|| sight.of(trimmed(text()?, words)))
}

/// What the reports of a briefing make of one another, where it is published as it is: nothing is
/// told of how much is shown.
#[cfg(test)]
pub(crate) fn published(briefing: &mut Briefing, echoes: &Echoes) -> Collation {
    let mut collation = collate(briefing, echoes);
    let extents = extents(briefing);
    withhold(briefing, &mut collation, &extents);
    collation
}

/// What is left of an article of which not all is shown.
struct Left {
    share: Share,
    /// The tree of what is shown, where anything is.
    part: Option<(Document, PlacesLeft)>,
}

/// By article: what is left of those of which not all is shown.
fn left(briefing: &Briefing, extents: &[Extent]) -> BTreeMap<ArticleId, Left> {
    let extents: BTreeMap<ArticleId, &Extent> =
        extents.iter().map(|extent| (extent.article, extent)).collect();
    let articles: Vec<(ArticleId, &Article)> = briefing
        .articles()
        .filter(|(_, article)| rights_to(article) != Rights::Full && article.shown().is_some())
        .collect();
    let left = |(id, article): &(ArticleId, &Article)| {
        let document = &article.shown()?.document;
        let words = CountedWords::new(&document.text);
        let extent = extents.get(id).filter(|extent| !extent.parts.is_empty());
        let part = extent.map(|extent| document::reduced(document, &words, &extent.parts));
        let share = Share { shown: 0, of: counted::whole(words.all()) };
        Some((*id, Left { share: extent.map_or(share, |extent| extent.share), part }))
    };
    articles.par_iter().filter_map(left).collect()
}

/// Moves passages, mentions and misspellings to where they stand in what is left; those that are not
/// shown go.
fn move_places<'a>(briefing: &mut Briefing, sight: impl Fn(ArticleId) -> Sight<'a>) {
    let Briefing { articles, notes, mentions, misspellings, .. } = briefing;
    for passage in notes.iter_mut().flat_map(|note| &mut note.passages) {
        let here = sight(passage.article);
        let Position::At(parts) = &passage.position else { continue };
        let text =
            articles[passage.article.index()].shown().map(|prose| prose.document.text.as_str());
        let moved: Option<Vec<Place<InContent>>> =
            parts.iter().map(|part| here.of(trimmed(text.unwrap_or_default(), *part))).collect();
        if !matches!(here, Sight::Whole) {
            passage.position = moved.map_or(Position::Withheld, Position::At);
        }
    }
    mentions.retain_mut(|mention| match sight(mention.article).of(mention.range) {
        Some(range) => {
            mention.range = range;
            true
        }
        None => false,
    });
    misspellings.retain_mut(|misspelling| {
        let here = sight(misspelling.article);
        misspelling.places = misspelling.places.iter().filter_map(|it| here.of(*it)).collect();
        !misspelling.places.is_empty()
    });
}

/// A part without the white space at its ends, which may not be shown.
fn trimmed(text: &str, part: Place<InContent>) -> Place<InContent> {
    let words = text.slice(part.bytes());
    let start = part.start() + words.len() - words.trim_start().len();
    Place::new(start..(part.start() + words.trim_end().len()).max(start))
}

/// A block's id is made from its words: links to one that is not shown lead to the page instead.
fn cut_links(briefing: &mut Briefing) {
    let Briefing {
        front,
        articles,
        records,
        notes,
        corrections,
        pages,
        chrome,
        front_page,
        tags,
        ..
    } = briefing;
    let is_there = |id: ArticleId, block: &str| {
        let prose = articles.get(id.index()).and_then(Article::shown);
        prose.is_some_and(|prose| prose.document.blocks.iter().any(|it| it.id == block))
    };
    let prose = std::iter::once(front)
        .chain(records.iter_mut().map(|record| &mut record.profile))
        .chain(notes.iter_mut().map(|note| &mut note.body))
        .chain(corrections.iter_mut().map(|corrections| &mut corrections.text))
        .chain(pages.iter_mut().map(|page| &mut page.text))
        .chain(&mut front_page.unreported)
        .chain(&mut chrome.footer)
        .chain(tags.iter_mut().map(|tag| &mut tag.body));
    for target in prose.flat_map(|prose: &mut Prose| &mut prose.targets) {
        if let Target::Article(article, there) = target
            && there.as_ref().is_some_and(|block| !is_there(*article, block))
        {
            *there = None;
        }
    }
}
