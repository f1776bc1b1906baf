//! What the reports are known to agree in, to contradict each other in, and what one alone has: a line
//! each.

use schemars::JsonSchema;
use serde::Serialize;

use super::Maker;
use super::adds::answered_alone;
use crate::collate::sources::independent;
use crate::collate::{ClaimTable, Verdict};
use crate::i18n::fill;
use crate::model::{ArticleId, NoteId, NoteKind, Speaker};
use crate::render::engine::Html;

/// How many lines each list has at most; what is left out is a link away.
pub(crate) const MOST_LINES: usize = 5;

/// How many of the quotations come before the claims that one report alone answers.
const MOST_QUOTED: usize = 3;

/// A note that one report alone has, and who speaks.
type Alone = (NoteId, ArticleId, Option<String>);

/// A question, and who answers what.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct StandingView {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) answers: Html,
    pub(crate) contradiction: bool,
}

/// What one report alone has.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AloneView {
    pub(crate) title: String,
    pub(crate) href: String,
    /// "Wilbur Ross, only in ITWeb."
    pub(crate) told: String,
}

/// What is told of the claims, each list at its longest.
#[derive(Debug, Default)]
pub(crate) struct Standing {
    /// Two sources or more answer, and all that answer give the same answer.
    pub(crate) agreed: Vec<StandingView>,
    /// Answers that cannot all be true.
    pub(crate) disputed: Vec<StandingView>,
    /// Answers of which it cannot be told whether they can.
    pub(crate) different: Vec<StandingView>,
}

impl Maker<'_> {
    /// How the answers stand to each other, in the order of their tags.
    pub(crate) fn standing(&self) -> Standing {
        let claims = &self.site.collation.claims;
        let of = |is_meant: &dyn Fn(&ClaimTable) -> bool| {
            let mut tables: Vec<_> = claims.iter().filter(|table| is_meant(table)).collect();
            tables.sort_by_key(|table| self.site.briefing.tag_order(table.note));
            tables.into_iter().take(MOST_LINES).map(|table| self.standing_line(table)).collect()
        };
        Standing {
            agreed: of(&|table| self.is_agreed(table)),
            disputed: of(&|table| table.verdict == Verdict::Contradict),
            different: of(&|table| table.verdict == Verdict::Differ),
        }
    }

    /// Whether two sources or more give one answer, and nobody another. A sum that does not come to its
    /// total is nothing to agree in.
    fn is_agreed(&self, table: &ClaimTable) -> bool {
        let [group] = table.groups.as_slice() else { return false };
        let cells = || group.cells.iter().filter_map(|cell| table.cells.get(*cell));
        let mut reports: Vec<ArticleId> = cells().map(|cell| cell.article).collect();
        reports.sort_unstable();
        reports.dedup();
        table.verdict == Verdict::Agree
            && cells().all(|cell| cell.sum.as_ref().is_none_or(|sum| sum.holds))
            && independent(self.site.briefing, &self.site.collation.shared, &reports) > 1
    }

    fn standing_line(&self, table: &ClaimTable) -> StandingView {
        StandingView {
            title: self.site.briefing[table.note].title.clone(),
            href: self.page.note(table.note),
            answers: self.dispute(table),
            contradiction: table.verdict == Verdict::Contradict,
        }
    }

    /// What is said, or answered, in one report alone: where all others are known to have it not.
    pub(crate) fn said_alone(&self) -> Vec<AloneView> {
        let (briefing, collation) = (self.site.briefing, self.site.collation);
        let all = briefing.articles.len();
        if all < 2 {
            return Vec::new();
        }
        let quoted = briefing.notes().filter_map(|(id, note)| match &note.kind {
            NoteKind::Quote(quote) => {
                let report = collation.receptions.alone(id)?;
                let name = |speaker: &Speaker| match speaker {
                    Speaker::Record(id) => briefing[*id].name.clone(),
                    Speaker::Article(id) => briefing[*id].label.clone(),
                };
                let names: Vec<String> = quote.speakers.iter().map(name).collect();
                Some((id, report, Some(self.list(&names))))
            }
            _ => None,
        });
        let answered = collation.claims.iter();
        let answered =
            answered.filter_map(|table| Some((table.note, answered_alone(table, all)?, None)));
        // Of both some, where there are both.
        let mut quoted: Vec<Alone> = quoted.collect();
        let rest = quoted.split_off(MOST_QUOTED.min(quoted.len()));
        let all = quoted.into_iter().chain(answered).chain(rest).take(MOST_LINES);
        all.map(|(id, report, who)| self.alone_line(id, report, who)).collect()
    }

    fn alone_line(&self, id: NoteId, report: ArticleId, who: Option<String>) -> AloneView {
        let briefing = self.site.briefing;
        let only = fill(&self.words().only_in, &[("report", &briefing[report].label)]);
        AloneView {
            title: briefing[id].title.clone(),
            href: self.page.note(id),
            told: match who {
                Some(who) => format!("{who}, {only}"),
                None => only,
            },
        }
    }
}
