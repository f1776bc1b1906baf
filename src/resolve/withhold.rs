//! Takes out of the model what a public build must not show, so that no later stage can.

use crate::config::Rights;
use crate::model::{Article, ArticleText, Briefing, Position, Prose, Target, TextKind};

/// Withholds the text of every article that may not be published: reports whose rights are not
/// `full`. Digests are the editor's own text.
pub fn withhold(briefing: &mut Briefing) {
    let withheld: Vec<bool> = briefing
        .articles
        .iter()
        .map(|article: &Article| article.kind != TextKind::Digest && article.rights != Rights::Full)
        .collect();
    if !withheld.contains(&true) {
        return;
    }
    for (article, _) in
        briefing.articles.iter_mut().zip(&withheld).filter(|(_, withheld)| **withheld)
    {
        article.text = ArticleText::Withheld;
    }
    briefing.mentions.retain(|mention| !withheld[mention.article.0]);
    briefing.misspellings.retain(|misspelling| !withheld[misspelling.article.0]);
    for passage in briefing.notes.iter_mut().flat_map(|note| &mut note.passages) {
        if withheld[passage.article.0] {
            passage.position = Position::Withheld;
        }
    }
    // A block's id is made from its words; links to one lead to the page instead.
    let prose = std::iter::once(&mut briefing.front)
        .chain(briefing.records.iter_mut().map(|record| &mut record.profile))
        .chain(briefing.notes.iter_mut().map(|note| &mut note.body))
        .chain(briefing.articles.iter_mut().filter_map(|article| match &mut article.text {
            ArticleText::Whole(prose) => Some(prose),
            ArticleText::Withheld => None,
        }));
    for target in prose.flat_map(|prose: &mut Prose| &mut prose.targets) {
        if let Target::Article(article, block) = target
            && withheld[article.0]
        {
            *block = None;
        }
    }
}
