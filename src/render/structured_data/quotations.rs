//! Quotations: an utterance at its speaker's page, its printings in the reports.

use super::Writer;
use super::node::Node;
use crate::collate::{Family, Row};
use crate::model::{ArticleId, NoteId, NoteKind, Speaker, Transmission};

impl Writer<'_> {
    /// What a speaker said.
    pub(super) fn utterances(&self, speaker: Speaker) -> Vec<Node> {
        let notes = self.maker.quotations(speaker).iter();
        notes.filter_map(|note| self.utterance(*note)).collect()
    }

    /// What a report says in its own words, as others print it.
    pub(super) fn own_words(&self, id: ArticleId) -> Vec<Node> {
        self.utterances(Speaker::Article(id))
    }

    /// One utterance, in the words of the base text.
    fn utterance(&self, id: NoteId) -> Option<Node> {
        let NoteKind::Quote(quote) = &self.site.briefing[id].kind else { return None };
        let family = self.site.collation.family(id)?;
        let base = family.rows.get(family.base?)?;
        let node = Node::new("Quotation")
            .with("@id", self.utterance_id(id))
            .with("name", self.site.briefing[id].title.as_str())
            .with("text", self.words_of(family, base)?)
            .list("keywords", self.keywords(&[id]));
        let of = |translated: bool| -> Vec<Node> {
            let rows = family.rows.iter().filter(|row| is_translated(row) == translated);
            let rows = rows.filter(|row| self.words_of(family, row).is_some());
            rows.map(|row| Node::id(self.printing_id(family, row))).collect()
        };
        Some(
            self.said_by(node, &quote.speakers)
                .list("workExample", of(false))
                .list("workTranslation", of(true)),
        )
    }

    /// The quotations that a report prints, in the order of their notes.
    pub(super) fn printings(&self, id: ArticleId) -> Vec<Node> {
        let notes = self.site.index.notes[id.index()].iter();
        let families = notes.filter_map(|note| self.site.collation.family(*note));
        let rows = families.flat_map(|family| family.rows.iter().map(move |row| (family, row)));
        let mine = rows.filter(|(_, row)| row.article == id);
        mine.filter_map(|(family, row)| self.printing(family, row)).collect()
    }

    /// What one report prints of an utterance.
    fn printing(&self, family: &Family, row: &Row) -> Option<Node> {
        let article = &self.site.briefing[row.article];
        let NoteKind::Quote(quote) = &self.site.briefing[family.note].kind else { return None };
        // Of a digest it is not known but what the editor took over.
        let node = Node::new("Quotation")
            .with("@id", self.printing_id(family, row))
            .with("text", self.words_of(family, row)?)
            .with("inLanguage", article.language.as_str())
            .with("isPartOf", Node::id(self.text_id(row.article)));
        let utterance = Node::id(self.utterance_id(family.note));
        let relation = if is_translated(row) { "translationOfWork" } else { "exampleOfWork" };
        Some(self.said_by(node, &quote.speakers).with(relation, utterance))
    }

    /// The words of a printing. A paraphrase is in the report's, and no quotation.
    fn words_of(&self, family: &Family, row: &Row) -> Option<String> {
        if row.transmission == Transmission::Paraphrase {
            return None;
        }
        let passages = &self.site.briefing[family.note].passages;
        let mine = row.passages.iter().filter_map(|number| passages.get(*number));
        let parts: Vec<_> = mine.flat_map(|passage| passage.parts()).copied().collect();
        self.maker.printed(row.article, &parts)
    }

    fn utterance_id(&self, id: NoteId) -> String {
        self.page.link_to(&self.site.briefing.note_place(id))
    }

    fn printing_id(&self, family: &Family, row: &Row) -> String {
        let first = row.passages.first().copied().unwrap_or(0);
        self.page.link_to(&self.site.briefing.passage_place(family.note, first))
    }
}

fn is_translated(row: &Row) -> bool {
    matches!(row.transmission, Transmission::Translated | Transmission::BackTranslated)
}
