//! What is done and what is not as programs read it: objects, each with a `kind`.

use serde_json::{Value, json};

use super::{Changed, ClaimStatus, MentionInContext, Status, mentions_of};
use crate::model::{ArticleId, Briefing, NoteId, RecordId};
use crate::place::{InContent, Place};
use crate::resolve::excerpt::shortened;
use crate::slice::Slice;
use crate::source::{SourceSet, Span};

/// Makes the objects.
#[derive(Debug, Clone, Copy)]
pub struct StatusLines<'a> {
    /// The briefing.
    pub briefing: &'a Briefing,
    /// What is done of it and what is not.
    pub status: &'a Status,
    /// Its files.
    pub sources: &'a SourceSet,
}

impl<'a> StatusLines<'a> {
    /// Everything but mentions.
    #[must_use]
    pub fn all(&self) -> Vec<Value> {
        let mut lines: Vec<Value> =
            self.briefing.articles().flat_map(|(id, _)| self.report(id)).collect();
        lines.extend(self.claims());
        lines.extend(self.notes());
        lines.extend(self.changes());
        lines
    }

    fn slug(&self, id: ArticleId) -> &'a str {
        &self.briefing[id].slug
    }

    fn note_slug(&self, id: NoteId) -> &'a str {
        &self.briefing[id].slug
    }

    /// A part of a report's text, on one line.
    pub(crate) fn words(&self, article: ArticleId, place: Place<InContent>) -> String {
        let prose = self.briefing[article].shown();
        let text = prose.map_or("", |prose| prose.document.text.slice(place.bytes()));
        let words: Vec<&str> = text.split_whitespace().collect();
        shortened(&words.join(" "))
    }

    /// An object with the place of a span.
    fn placed(&self, kind: &str, span: Option<Span>, mut more: Value) -> Value {
        let mut line = json!({ "kind": kind });
        if let (Some(line), Some(more)) = (line.as_object_mut(), more.as_object_mut()) {
            line.append(more);
            let file = span.map(|span| self.sources.file(span.file));
            let position = file.zip(span).map(|(file, span)| file.position(span.start));
            line.insert("file".into(), json!(file.map(|file| &file.path)));
            line.insert("line".into(), json!(position.map(|it| it.line)));
            line.insert("column".into(), json!(position.map(|it| it.column)));
        }
        line
    }

    /// How far a report is annotated, and what of it no note is about.
    #[must_use]
    pub fn report(&self, id: ArticleId) -> Vec<Value> {
        let Some(report) = self.status.reports.get(id.index()) else { return Vec::new() };
        let article = &self.briefing[id];
        let slug = &article.slug;
        let unlooked: Vec<&str> =
            report.not_looked_up.iter().map(|note| self.note_slug(*note)).collect();
        let counts = json!({
            "id": slug,
            "title": article.title,
            "text": article.kind.name(),
            "paragraphs": report.paragraphs.all,
            "paragraphs_with_notes": report.paragraphs.with(),
            "quotations": report.quotations.all,
            "quotations_with_notes": report.quotations.with(),
            "claims_looked_up": report.looked_up,
            "claims_not_looked_up": unlooked,
            "notes": report.notes,
            "drafts": report.drafts,
        });
        let mut lines = vec![self.placed("report", Some(Span::whole(article.span.file)), counts)];
        for (kind, coverage) in
            [("paragraph", &report.paragraphs), ("quotation", &report.quotations)]
        {
            lines.extend(coverage.without.iter().map(|part| {
                let words = self.words(id, part.place);
                let more = json!({ "article": slug, "block": part.block, "words": words });
                self.placed(kind, Some(part.span), more)
            }));
        }
        lines
    }

    fn claims(&self) -> Vec<Value> {
        let claim = |claim: &ClaimStatus| {
            let note = &self.briefing[claim.note];
            let cells = claim.cells.iter().enumerate();
            let reports: serde_json::Map<String, Value> = cells
                .map(|(at, look)| (self.slug(ArticleId::new(at)).to_owned(), look.name().into()))
                .collect();
            let more = json!({ "id": note.slug, "title": note.title, "reports": reports });
            self.placed("claim", Some(note.span), more)
        };
        self.status.claims.iter().map(claim).collect()
    }

    fn notes(&self) -> Vec<Value> {
        let status = self.status;
        let note = |kind: &'static str| {
            move |id: &NoteId| {
                let note = &self.briefing[*id];
                let more = json!({ "id": note.slug, "title": note.title });
                self.placed(kind, Some(note.span), more)
            }
        };
        let drafts = status.drafts.iter().map(note("draft"));
        let questions = status.questions.iter().map(note("question"));
        let broken = status.broken.iter().map(|told| {
            let more = json!({ "code": told.code.slug(), "message": told.message });
            self.placed("broken", Some(told.span), more)
        });
        drafts.chain(questions).chain(broken).collect()
    }

    fn changes(&self) -> Vec<Value> {
        let changes = self.status.changes.iter().flatten();
        let line = |change: &Changed| {
            let more = json!({ "what": change.what, "id": change.id, "how": change.how.name() });
            self.placed("change", change.span, more)
        };
        changes.map(line).collect()
    }

    /// Where reports name a record.
    #[must_use]
    pub fn mentions(&self, id: RecordId) -> Vec<Value> {
        let slug = &self.briefing[id].slug;
        let mentions = mentions_of(self.briefing, id);
        let line = |mention: &MentionInContext| {
            let article = self.slug(mention.article);
            let more = json!({
                "record": slug,
                "article": article,
                "form": mention.form,
                "context": mention.context,
            });
            self.placed("mention", Some(mention.span), more)
        };
        mentions.iter().map(line).collect()
    }
}
