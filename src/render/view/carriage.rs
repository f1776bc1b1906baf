//! Which reports carry a statement, and which leave it out.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{LinkView, Maker};
use crate::date::Days;
use crate::model::{ArticleId, NoteId, NoteKind, Speaker};
use crate::picture::{self, Carries};
use crate::render::engine::Html;
use crate::words::fill;

/// Up to so many reports are named, and up to so many have a mark each.
const MOST_NAMED: usize = 8;
const MOST_MARKS: usize = 24;

/// Which reports carry a statement.
#[derive(Debug, Serialize)]
pub(crate) struct CarriageView {
    /// "Carried by 4 of 5.", and "4 of 5".
    pub(crate) carried: String,
    pub(crate) short: String,
    pub(crate) left_out: Option<ReportsView>,
    /// Those that were published before it was said.
    pub(crate) before: Option<ReportsView>,
    /// A mark a report; none where the reports are many.
    pub(crate) marks: Html,
}

/// Reports by name, or, where they are many, by number.
#[derive(Debug, Serialize)]
pub(crate) struct ReportsView {
    pub(crate) reports: Vec<LinkView>,
    pub(crate) count: String,
}

/// Who carries a statement, before anything is said of those who do not.
pub(crate) struct Carriage {
    /// The reports that print it, in order of publication.
    pub(crate) carried: BTreeSet<ArticleId>,
    said: Option<Days>,
}

impl Maker<'_> {
    /// Whether each report has a mark beside the statements.
    pub(crate) fn marks(&self) -> bool {
        (2..=MOST_MARKS).contains(&self.site.briefing.articles.len())
    }

    /// Which reports carry a statement; nothing of one that is no other's to carry: a report's own
    /// words, or the only report's.
    pub(crate) fn carriage(&self, id: NoteId) -> Option<CarriageView> {
        let all = self.site.briefing.articles.len();
        let carriage = Carriage::of(self, id).filter(|_| all > 1)?;
        let (carried, words) = (carriage.carried.len(), self.words());
        let before = carriage.count_before(self);
        let left_out = all - carried - before;
        let values = [("n", &*words.number(carried)), ("all", &*words.number(all))];
        let pattern = if carried == all { &words.carried_by_all } else { &words.carried_by };
        let marks: Vec<Carries> = if self.marks() {
            self.site.articles().map(|article| carriage.by(self, article)).collect()
        } else {
            Vec::new()
        };
        Some(CarriageView {
            carried: fill(pattern, &values),
            short: fill(&words.carried_short, &values),
            left_out: self.which(&carriage, Carries::LeavesOut, left_out),
            before: self.which(&carriage, Carries::Before, before),
            marks: match marks.is_empty() {
                true => Html::default(),
                false => Html::new(&picture::carriage(&marks).ornament("marks")),
            },
        })
    }

    /// The `count` reports that do something with a statement.
    fn which(&self, carriage: &Carriage, what: Carries, count: usize) -> Option<ReportsView> {
        let reports = || {
            let does = self.site.articles().filter(|article| carriage.by(self, *article) == what);
            does.map(|article| self.article_link(article)).collect()
        };
        (count > 0).then(|| ReportsView {
            reports: if count <= MOST_NAMED { reports() } else { Vec::new() },
            count: self.reports(count),
        })
    }
}

impl Carriage {
    /// Who carries a quotation; nothing where a report quotes itself.
    pub(crate) fn of(maker: &Maker, id: NoteId) -> Option<Self> {
        let NoteKind::Quote(quote) = &maker.site.briefing[id].kind else { return None };
        let Speaker::Record(_) = quote.speaker else { return None };
        let family = maker.site.collation.family(id)?;
        let carried = family.rows.iter().map(|row| row.article).collect();
        Some(Self { carried, said: quote.days })
    }

    /// What a report does with it. One whose date allows both is held to leave it out.
    fn by(&self, maker: &Maker, article: ArticleId) -> Carries {
        let published = maker.site.briefing[article].published.map(|date| date.days().last);
        match (self.said, published) {
            _ if self.carried.contains(&article) => Carries::Carries,
            (Some(said), Some(published)) if published < said.first => Carries::Before,
            _ => Carries::LeavesOut,
        }
    }

    /// How many reports were published before it was said, without a look at each.
    fn count_before(&self, maker: &Maker) -> usize {
        let Some(said) = self.said else { return 0 };
        let published = &maker.site.index.published;
        let all = published.partition_point(|published| *published < said.first);
        let early = |article: &&ArticleId| {
            let date = maker.site.briefing[**article].published;
            date.is_some_and(|date| date.days().last < said.first)
        };
        all - self.carried.iter().filter(early).count()
    }
}
