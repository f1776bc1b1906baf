//! A note, beside its passage or in a list.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::claim::Given;
use super::reply::ReplyView;
use super::{LinkView, Maker, TextView};
use crate::collate::ClaimTable;
use crate::html::first_words;
use crate::i18n::fill;
use crate::model::{ArticleId, NoteId, NoteKind};
use crate::render::engine::Html;

/// A note. It has no more than twelve fields: templates ask for them again and again, and the
/// engine looks through a few faster than it hashes a name.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct NoteView {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    /// With a word more where it is a draft.
    pub(crate) kind_label: String,
    pub(crate) title: String,
    /// What it comes to, in a line.
    pub(crate) brief: Option<String>,
    pub(crate) body: Html,
    pub(crate) author: Option<String>,
    /// Where it is at home, if that is not here.
    pub(crate) href: Option<String>,
    /// What a quotation or a correction says besides.
    pub(crate) facts: Option<FactsLine>,
    /// Beside its passage.
    pub(crate) beside: Option<BesideView>,
    /// In a list.
    pub(crate) listed: Option<ListedView>,
    /// What it is about, what answers it, and what its file says for templates; none where there is nothing of it.
    pub(crate) more: Option<MoreView>,
}

/// What stands below a note's text.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MoreView {
    pub(crate) tags: Vec<LinkView>,
    pub(crate) replies: Vec<ReplyView>,
    /// What the author wrote under `extra:` of its file.
    pub(crate) extra: Map<String, Value>,
}

/// What a list says of a note besides.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ListedView {
    /// Where its passages stand.
    pub(crate) places: Vec<LinkView>,
    /// The first words that it stands beside; of quotations and claims none, which have theirs on
    /// pages of their own.
    pub(crate) quoted: Option<QuotedView>,
}

/// Words that a note stands beside: of a digest, those are not in quotation marks that it has not in
/// them.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct QuotedView {
    pub(crate) words: TextView,
    pub(crate) digest: bool,
}

/// What a quotation or a correction says besides its body.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(crate) struct FactsLine {
    /// Who said a quotation.
    pub(crate) speakers: Vec<LinkView>,
    pub(crate) said: Option<String>,
    /// How many reports print a quotation, where no line in brief tells that.
    pub(crate) reports: Option<String>,
    /// How the words got into the report that it stands beside.
    pub(crate) route: Option<&'static str>,
    pub(crate) route_label: Option<String>,
    /// What a correction rests on.
    pub(crate) evidence: Option<LinkView>,
}

/// A note's place in the margin.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct BesideView {
    /// Its number in the article; a note on the whole of it has none.
    pub(crate) number: Option<usize>,
    /// Whether there is room for all of it.
    pub(crate) open: bool,
    /// The ids of its tags, parted by spaces.
    pub(crate) tag_ids: Option<String>,
    /// To its passage.
    pub(crate) back: Option<String>,
    /// To all printings of a quotation, or all answers to a claim.
    pub(crate) to_all: Option<LinkView>,
}

/// Characters of a passage, at most, that a list shows of a note.
const QUOTED: usize = 180;

/// A note names at most so many reports of one answer: it stands beside each of them.
const NAMED_REPORTS: usize = 6;

impl Maker<'_> {
    /// A note as it stands in a list, which may be its place.
    pub(crate) fn note(&self, id: NoteId, at_home: bool) -> NoteView {
        let note = &self.site.briefing[id];
        let apart = matches!(note.kind, NoteKind::Quote(_) | NoteKind::Claim(_));
        NoteView {
            body: self.note_body(id),
            listed: Some(ListedView {
                places: self.places(id),
                quoted: (!apart).then(|| self.quoted(id)).flatten(),
            }),
            more: self.more(id, at_home),
            ..self.head(id, None)
        }
    }

    /// What stands below a note's text.
    fn more(&self, id: NoteId, at_home: bool) -> Option<MoreView> {
        let (tags, replies) = (self.tags(id), self.replies(id, at_home));
        let extra = self.site.briefing[id].extra.as_deref().cloned().unwrap_or_default();
        let is_empty = tags.is_empty() && replies.is_empty() && extra.is_empty();
        (!is_empty).then_some(MoreView { tags, replies, extra })
    }

    /// A note of an article whose text is withheld, in the list that takes its place.
    pub(crate) fn withheld(&self, id: NoteId, article: ArticleId) -> NoteView {
        let more = self.more(id, true);
        NoteView { body: self.note_body(id), more, ..self.head(id, Some(article)) }
    }

    /// A note in the list after an article on the page that holds the whole briefing; without its
    /// body, where that stands elsewhere.
    pub(crate) fn endnote(&self, id: NoteId, article: ArticleId, whole: bool) -> NoteView {
        let head = self.head(id, Some(article));
        match whole {
            true => {
                let more = self.more(id, true);
                NoteView { body: self.note_body(id), href: None, more, ..head }
            }
            false => NoteView { href: Some(self.page.note(id)), ..head },
        }
    }

    /// A note beside its passage in an article, or, with no number, beside its title. Whether
    /// there is room for it is for others to say.
    pub(crate) fn beside(&self, id: NoteId, article: ArticleId, number: Option<usize>) -> NoteView {
        let head = self.head(id, Some(article));
        let to_all = match self.site.briefing[id].kind {
            NoteKind::Quote(_) => Some(&self.words().to_family),
            NoteKind::Claim(_) => Some(&self.words().to_claim),
            _ => None,
        };
        let to_all = to_all.and_then(|label| Some(LinkView::new(label, head.href.as_deref()?)));
        let back = self.back(id, article);
        NoteView {
            body: self.note_body(id),
            more: self.more(id, true),
            beside: Some(BesideView {
                number,
                open: false,
                tag_ids: self.tag_ids(id),
                back,
                to_all,
            }),
            ..head
        }
    }

    /// A note beside an article's title, where there is room for a few.
    pub(crate) fn beside_title(&self, id: NoteId, article: ArticleId, there: usize) -> NoteView {
        const ROOM: usize = 2;
        self.beside(id, article, None).opened(there <= ROOM)
    }

    /// What stands over a note; with the article that it stands beside, seen from there.
    fn head(&self, id: NoteId, beside: Option<ArticleId>) -> NoteView {
        let (note, words) = (&self.site.briefing[id], self.words());
        let label = words.kind(note.kind.class());
        let href = self.page.note(id);
        let brief = self.brief(id, beside);
        NoteView {
            id: note.slug.clone(),
            kind: note.kind.class().name(),
            kind_label: match note.draft {
                true => format!("{label} · {}", words.draft),
                false => label.to_owned(),
            },
            title: note.title.clone(),
            body: Html::default(),
            author: note.author.clone(),
            href: (!href.starts_with('#')).then_some(href),
            facts: self.facts_line(id, beside, brief.is_some()),
            brief,
            beside: None,
            listed: None,
            more: None,
        }
    }

    fn facts_line(
        &self,
        id: NoteId,
        beside: Option<ArticleId>,
        in_brief: bool,
    ) -> Option<FactsLine> {
        let note = &self.site.briefing[id];
        match &note.kind {
            NoteKind::Quote(quote) => {
                let rows = self.site.collation.family(id).map(|family| family.rows.iter());
                let row = rows.into_iter().flatten().find(|row| Some(row.article) == beside);
                Some(FactsLine {
                    speakers: self.speaker_links(&quote.speakers),
                    said: self.said(quote),
                    reports: (!in_brief).then(|| self.reports(note.articles().len())),
                    route: row.map(|row| row.transmission.name()),
                    route_label: row.and_then(|row| self.route(row.transmission)),
                    evidence: None,
                })
            }
            NoteKind::Correction(correction) => Some(FactsLine {
                evidence: Some(self.reference(&correction.evidence)),
                ..FactsLine::default()
            }),
            _ => None,
        }
    }

    /// Where a note stands: a link to its first passage in each article.
    fn places(&self, id: NoteId) -> Vec<LinkView> {
        let (briefing, note) = (self.site.briefing, &self.site.briefing[id]);
        if note.passages.is_empty() {
            return note.about.into_iter().map(|article| self.article_link(article)).collect();
        }
        let mut passages: Vec<_> = note.passages.iter().enumerate().collect();
        passages.sort_by_key(|(_, passage)| passage.article);
        let label = |article: ArticleId| &briefing[article].label;
        passages
            .dedup_by(|(_, later), (_, earlier)| label(later.article) == label(earlier.article));
        passages
            .into_iter()
            .map(|(number, passage)| {
                LinkView::new(label(passage.article), &self.page.passage(id, number))
            })
            .collect()
    }

    /// To the first passage of a note in an article.
    fn back(&self, id: NoteId, article: ArticleId) -> Option<String> {
        let passages = self.site.briefing[id].passages.iter().enumerate();
        let here = passages.filter(|(_, passage)| passage.article == article);
        let first = here
            .filter_map(|(number, passage)| Some((passage.parts().first()?.start(), number)))
            .min();
        first.map(|(_, number)| self.page.passage(id, number))
    }

    /// The first passage of a note whose words are shown.
    fn quoted(&self, id: NoteId) -> Option<QuotedView> {
        self.site.briefing[id].passages.iter().find_map(|passage| {
            let digest = self.digest_words(passage.article, passage.parts());
            let is_digest = digest.is_some();
            let words = digest.or_else(|| self.printed(passage.article, passage.parts()))?;
            let language = &self.site.briefing[passage.article].language;
            let words = self.text(&first_words(&words, QUOTED), language);
            Some(QuotedView { words, digest: is_digest })
        })
    }

    /// Lines of the text that a note takes in the margin: its head, and the whole of it.
    pub(crate) fn height(&self, view: &NoteView, id: NoteId) -> (usize, usize) {
        const MARGIN_LINE: usize = 46;
        let lines = |characters: usize| 1 + characters / MARGIN_LINE;
        let head = view.kind_label.chars().count() + view.title.chars().count() + 4;
        let brief = view.brief.as_ref().map_or(0, |brief| lines(brief.chars().count()));
        let folded = lines(head) + brief;
        let note = &self.site.briefing[id];
        let body = note.body.document.text.chars().count();
        let facts = match note.kind {
            NoteKind::Quote(_) => 1,
            NoteKind::Correction(_) => 3,
            _ => 0,
        };
        let replies = view.more.iter().flat_map(|more| &more.replies);
        let replies: usize = replies.map(|reply| 2 + lines(reply.length)).sum();
        let tags = usize::from(!note.tags.is_empty());
        (folded, folded + lines(body) + facts + tags + replies + 1)
    }

    /// What a note comes to, in a line.
    fn brief(&self, id: NoteId, beside: Option<ArticleId>) -> Option<String> {
        let (note, words) = (&self.site.briefing[id], self.words());
        match &note.kind {
            NoteKind::Claim(_) => self.answered(self.site.collation.claim(id)?, beside),
            NoteKind::Correction(correction) => {
                let reads = correction.reads.as_deref()?;
                Some(fill(&words.brief_reads, &[("words", reads)]))
            }
            NoteKind::Quote(_) => {
                let family = self.site.collation.family(id)?;
                let agreement = self.agreement(family).filter(|_| family.rows.len() > 1)?;
                Some(format!("{} · {agreement}", self.reports(note.articles().len())))
            }
            _ => None,
        }
    }

    /// What is answered here and elsewhere.
    fn answered(&self, table: &ClaimTable, beside: Option<ArticleId>) -> Option<String> {
        let words = self.words();
        let mut here: Vec<String> = Vec::new();
        let mut others: Vec<(String, String)> = Vec::new();
        for Given { value, reports, .. } in self.by_value(table) {
            let value = self.isolated(&value);
            if reports.iter().any(|id| Some(*id) == beside) {
                here.push(value.clone());
            }
            let elsewhere: Vec<ArticleId> =
                reports.into_iter().filter(|id| Some(*id) != beside).collect();
            if !elsewhere.is_empty() {
                others.push((value, self.isolated(&self.named_reports(&elsewhere, NAMED_REPORTS))));
            }
        }
        let (same, others): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|(value, _)| here == [value.as_str()]);
        let here = here.join("; ");
        let mut parts: Vec<String> = match same.first() {
            Some((_, reports)) => {
                vec![fill(&words.brief_same, &[("value", here.as_str()), ("reports", reports)])]
            }
            None if here.is_empty() => Vec::new(),
            None => vec![fill(&words.brief_here, &[("value", &here)])],
        };
        parts.extend(others.iter().map(|(value, reports)| {
            fill(&words.brief_there, &[("value", value), ("reports", reports)])
        }));
        parts.extend(
            self.found(table.note)
                .map(|found| fill(&words.brief_finding, &[("value", &found.value.raw)])),
        );
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

impl NoteView {
    /// The same, folded or not.
    pub(crate) fn opened(mut self, open: bool) -> Self {
        if let Some(beside) = &mut self.beside {
            beside.open = open;
        }
        self
    }
}
