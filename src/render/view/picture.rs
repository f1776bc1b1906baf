//! Pictures, each with what it shows in a table.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{LinkView, Maker};
use crate::date::Days;
use crate::i18n::{Words, fill};
use crate::model::{ArticleId, NoteKind, RecordId, RecordKind, TextKind};
use crate::picture::{
    self, Coverage, CoverageRow, Drawing, Event, EventKind, Frame, Label, Network, NetworkName,
    Tie, TimeLine, TimeLineWords,
};
use crate::render::dates::{days_in_words, in_words};
use crate::render::engine::Html;

/// A picture in two widths; the page shows the one that it has room for.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PictureView {
    pub(crate) id: String,
    pub(crate) caption: String,
    pub(crate) wide: Html,
    pub(crate) narrow: Html,
}

/// Who is named by which report.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CoverageView {
    pub(crate) picture: PictureView,
    /// The reports with a column of their own; none where they are many.
    pub(crate) columns: Vec<LinkView>,
    pub(crate) rows: Vec<CoverageLine>,
    /// "All 42 names, and who is named together".
    pub(crate) all_named: String,
    /// Where every mention stands, if not every report has a column.
    pub(crate) file: Option<LinkView>,
}

/// A name, and how often each report names it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CoverageLine {
    pub(crate) record: LinkView,
    pub(crate) counts: Vec<Option<String>>,
    pub(crate) all: String,
    pub(crate) reports: String,
}

/// What was said when, and published when.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TimeLineView {
    pub(crate) picture: PictureView,
    pub(crate) rows: Vec<TimeLineRow>,
    pub(crate) undated: Vec<LinkView>,
    pub(crate) undated_more: Option<String>,
}

/// What happened on a day, in a month, in a year.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TimeLineRow {
    pub(crate) date: String,
    pub(crate) said: Vec<LinkView>,
    pub(crate) said_more: Option<String>,
    pub(crate) published: Vec<LinkView>,
    pub(crate) published_more: Option<String>,
}

/// Who is named together.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct NetworkView {
    pub(crate) picture: PictureView,
    pub(crate) rows: Vec<NetworkRow>,
}

/// A name, and those that stand beside it most often.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct NetworkRow {
    pub(crate) record: LinkView,
    pub(crate) others: Vec<NetworkTie>,
}

/// A name, and in how many paragraphs it stands beside another.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct NetworkTie {
    pub(crate) record: LinkView,
    pub(crate) paragraphs: String,
}

/// How much of the coverage is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CoverageExtent {
    /// What is drawn.
    Drawn,
    /// All names.
    Whole,
}

/// How many reports have a column in a table.
const MOST_COLUMNS: usize = 14;
/// How many things a cell of a table names, and how many reports stand aside for want of a date.
const MOST_LISTED: usize = 12;
/// How many names the table of ties has, and how many ties of each.
const MOST_ROWS: usize = 60;
const MOST_TIES: usize = 6;

impl Maker<'_> {
    pub(super) fn picture(
        &self,
        id: &str,
        caption: String,
        draw: impl Fn(Frame) -> Drawing,
    ) -> PictureView {
        let svg = |frame, class| Html::new(&draw(frame).svg(class, id));
        PictureView {
            id: id.to_owned(),
            caption,
            wide: svg(Frame::Wide, "wide"),
            narrow: svg(Frame::Narrow, "narrow"),
        }
    }

    pub(super) fn report_label(&self, id: ArticleId) -> Label {
        Label { text: self.site.briefing[id].label.clone(), href: self.page.article(id) }
    }

    fn record_label(&self, id: RecordId) -> Label {
        Label { text: self.site.briefing[id].name.clone(), href: self.page.record(id) }
    }

    /// Who is named by which report; nothing where nobody is.
    pub(crate) fn coverage(&self, extent: CoverageExtent) -> Option<CoverageView> {
        let (briefing, words) = (self.site.briefing, self.words());
        let namings = &self.site.collation.namings;
        let shown: Vec<ArticleId> =
            self.site.articles().filter(|id| namings.is_whole(*id)).collect();
        let mentions: Vec<usize> = (0..briefing.records.len())
            .map(|index| self.counts(RecordId::new(index)).values().sum())
            .collect();
        let mut records: Vec<RecordId> = (0..briefing.records.len()).map(RecordId::new).collect();
        records.retain(|id| mentions[id.index()] > 0);
        records.sort_by_cached_key(|id| (Reverse(mentions[id.index()]), briefing.name_order(*id)));
        if records.is_empty() {
            return None;
        }
        let left_out = briefing.articles.len() - shown.len();
        let mut caption = vec![words.coverage_caption.clone()];
        if shown.iter().any(|id| namings.is_beyond(*id)) {
            caption.push(words.counted_in_reports.clone());
        }
        if left_out > 0 {
            let reports = self.reports(left_out);
            caption.push(fill(&words.coverage_withheld, &[("reports", &reports)]));
        }
        let drawn: Vec<RecordId> = records.iter().copied().take(picture::MOST_NAMES).collect();
        let all = records.len();
        if extent == CoverageExtent::Drawn {
            records.truncate(picture::MOST_NAMES);
        }
        let drawing = self.coverage_drawing(&drawn, &self.most_naming(&drawn, &shown));
        let few = shown.len() <= MOST_COLUMNS;
        let columns = if few { shown.as_slice() } else { &[] };
        let rows = records.into_iter().map(|id| self.coverage_line(id, columns)).collect();
        let file = || self.page.link(&crate::route::Route::File("mentions.csv".into()));
        Some(CoverageView {
            all_named: match all {
                1 => words.who_is_named.clone(),
                all => fill(
                    if self.are_together() { &words.all_named } else { &words.all_named_only },
                    &[("n", &words.number(all))],
                ),
            },
            picture: self.picture("_coverage", caption.join(" "), |frame| {
                picture::coverage(&drawing, frame)
            }),
            columns: columns.iter().map(|id| self.article_link(*id)).collect(),
            rows,
            file: (!few).then(|| LinkView::new("mentions.csv", &file())),
        })
    }

    /// Of the reports, those that name the records most often, in order of publication.
    fn most_naming(&self, records: &[RecordId], reports: &[ArticleId]) -> Vec<ArticleId> {
        let mut counts: BTreeMap<ArticleId, usize> = BTreeMap::new();
        for (article, count) in records.iter().flat_map(|id| self.counts(*id)) {
            *counts.entry(article).or_default() += count;
        }
        let count = |id: &ArticleId| counts.get(id).copied().unwrap_or(0);
        let mut reports = reports.to_vec();
        reports.sort_by_key(|id| (Reverse(count(id)), *id));
        reports.truncate(picture::MOST_REPORTS);
        reports.sort_unstable();
        reports
    }

    fn coverage_drawing(&self, records: &[RecordId], reports: &[ArticleId]) -> Coverage {
        let row = |id: &RecordId| {
            let counts = self.counts(*id);
            let count = |report: &ArticleId| counts.get(report).copied().unwrap_or(0);
            let counts = reports.iter().map(count).collect();
            CoverageRow { name: self.record_label(*id), counts }
        };
        Coverage {
            reports: reports.iter().map(|id| self.report_label(*id)).collect(),
            rows: records.iter().map(row).collect(),
        }
    }

    /// How often each report names a record: each of which that is known.
    pub(crate) fn counts(&self, id: RecordId) -> BTreeMap<ArticleId, usize> {
        let named = self.site.collation.namings.of(id).iter();
        let known = named.filter(|named| named.counted.in_report());
        known.map(|named| (named.article, named.count())).collect()
    }

    fn coverage_line(&self, id: RecordId, columns: &[ArticleId]) -> CoverageLine {
        let (counts, words) = (self.counts(id), self.words());
        let namings = &self.site.collation.namings;
        let cell = |article: &ArticleId| match counts.get(article) {
            Some(count) => Some(words.number(*count)),
            None if namings.knows(id, *article) => None,
            None => Some(words.not_counted.clone()),
        };
        CoverageLine {
            record: self.record_link(id),
            counts: columns.iter().map(cell).collect(),
            all: words.number(counts.values().sum()),
            reports: words.number(counts.len()),
        }
    }

    /// What was said when, and published when; nothing where no date is known.
    pub(crate) fn time_line(&self) -> Option<TimeLineView> {
        let (briefing, words) = (self.site.briefing, self.words());
        let mut events: Vec<Event> = Vec::new();
        for (id, note) in briefing.notes() {
            let NoteKind::Quote(quote) = &note.kind else { continue };
            let Some(days) = quote.days else { continue };
            let label = Label { text: note.title.clone(), href: self.page.note(id) };
            events.push(Event { days, kind: EventKind::Said, label });
        }
        let mut undated = Vec::new();
        for (id, article) in briefing.articles() {
            let Some(date) = article.published else {
                undated.push(id);
                continue;
            };
            let label = self.report_label(id);
            events.push(Event { days: date.days(), kind: EventKind::Published, label });
        }
        if events.is_empty() {
            return None;
        }
        let line = TimeLine::new(events);
        let rows = line.moments.iter().map(|moment| {
            let (said, said_more) = self.listed_labels(&moment.said);
            let (published, published_more) = self.listed_labels(&moment.published);
            let date = days_in_words(moment.days, words);
            TimeLineRow { date, said, said_more, published, published_more }
        });
        let more = undated.len().saturating_sub(MOST_LISTED);
        let said = line.moments.iter().any(|moment| !moment.said.is_empty());
        let caption = if said { &words.time_line_caption } else { &words.time_line_published };
        Some(TimeLineView {
            rows: rows.collect(),
            picture: self.picture("_time_line", caption.clone(), |frame| {
                picture::time_line(&line, &InWords(words), frame)
            }),
            undated: undated.iter().take(MOST_LISTED).map(|id| self.article_link(*id)).collect(),
            undated_more: self.and_more(more),
        })
    }

    fn listed_labels(&self, labels: &[Label]) -> (Vec<LinkView>, Option<String>) {
        let link = |label: &Label| LinkView::new(&label.text, &label.href);
        let shown = labels.iter().take(MOST_LISTED).map(link).collect();
        (shown, self.and_more(labels.len().saturating_sub(MOST_LISTED)))
    }

    /// Whether any two are named together.
    fn are_together(&self) -> bool {
        let namings = &self.site.collation.namings;
        self.site.briefing.records().any(|(id, _)| !namings.together(id).is_empty())
    }

    /// Who is named together; nothing where nobody is.
    pub(crate) fn network(&self) -> Option<NetworkView> {
        let (briefing, words) = (self.site.briefing, self.words());
        let namings = &self.site.collation.namings;
        let strength = |id: RecordId| namings.together(id).values().sum::<usize>();
        let mut order: Vec<RecordId> = (0..briefing.records.len()).map(RecordId::new).collect();
        order.retain(|id| !namings.together(*id).is_empty());
        order.sort_by_cached_key(|id| (Reverse(strength(*id)), briefing.name_order(*id)));
        order.truncate(MOST_ROWS);
        if order.is_empty() {
            return None;
        }
        let places: BTreeMap<RecordId, usize> =
            order.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        let tie = |one: usize, other: &RecordId, paragraphs: usize| {
            let other = *places.get(other)?;
            (one < other).then_some(Tie { one, other, paragraphs })
        };
        let network = Network {
            nodes: order.iter().map(|id| self.named(*id)).collect(),
            ties: order
                .iter()
                .enumerate()
                .flat_map(|(one, id)| {
                    namings.together(*id).iter().filter_map(move |(other, n)| tie(one, other, *n))
                })
                .collect(),
        };
        let row = |id: &RecordId| NetworkRow {
            record: self.record_link(*id),
            others: self
                .tied(*id)
                .into_iter()
                .take(MOST_TIES)
                .map(|tie| NetworkTie {
                    record: self.record_link(tie.0),
                    paragraphs: words.number(tie.1),
                })
                .collect(),
        };
        let shown = briefing.articles.iter().filter(|article| article.shown().is_some());
        let mut caption = words.together_caption.clone();
        if shown.into_iter().any(|article| article.kind == TextKind::Digest) {
            caption = format!("{caption} {}", words.together_in_digests);
        }
        Some(NetworkView {
            rows: order.iter().map(row).collect(),
            picture: self.picture("_together", caption, |frame| picture::network(&network, frame)),
        })
    }

    fn named(&self, id: RecordId) -> NetworkName {
        let speaks = matches!(self.site.briefing[id].kind, RecordKind::Official { .. });
        NetworkName { label: self.record_label(id), speaks }
    }

    /// What stands in the same paragraphs as a record, most often first, and in how many.
    pub(crate) fn tied(&self, id: RecordId) -> Vec<(RecordId, usize)> {
        let together = self.site.collation.namings.together(id);
        let mut found: Vec<(RecordId, usize)> = together.iter().map(|(id, n)| (*id, *n)).collect();
        let order = |(id, n): &(RecordId, usize)| (Reverse(*n), self.site.briefing.name_order(*id));
        found.sort_by_cached_key(order);
        found
    }

    /// When the reports were published, in a line.
    pub(crate) fn published_between(&self) -> Option<String> {
        let words = self.words();
        let dated = || self.site.briefing.articles.iter().filter_map(|article| article.published);
        let first = dated().min_by_key(|date| date.days().first)?;
        let last = dated().max_by_key(|date| date.days().last)?;
        let undated = self.site.briefing.articles.len() - dated().count();
        let exact = first.day().is_some() && last.day().is_some();
        let dates = match (first == last, exact) {
            (true, _) => in_words(first, words),
            (_, true) => {
                let days = Days { first: first.first_day(), last: last.first_day() };
                days_in_words(days, words)
            }
            _ => {
                let (first, last) = (in_words(first, words), in_words(last, words));
                fill(&words.date_range, &[("first", &first), ("last", &last)])
            }
        };
        if self.site.briefing.articles.len() == 1 {
            return Some(fill(&words.published_one, &[("date", &dates)]));
        }
        let pattern = if undated > 0 { &words.published_undated } else { &words.published_between };
        Some(fill(pattern, &[("dates", &dates), ("n", &words.number(undated))]))
    }

    /// "and 3 more", where there are more.
    pub(crate) fn and_more(&self, more: usize) -> Option<String> {
        (more > 0).then(|| fill(&self.words().and_more, &[("n", &self.words().number(more))]))
    }
}

/// A time line in the interface's words.
struct InWords<'a>(&'a Words);

impl TimeLineWords for InWords<'_> {
    fn date(&self, days: Days) -> String {
        days_in_words(days, self.0)
    }

    fn heading(&self, kind: EventKind) -> String {
        match kind {
            EventKind::Said => self.0.said.clone(),
            EventKind::Published => self.0.published.clone(),
        }
    }

    fn count(&self, kind: EventKind, n: usize) -> String {
        let (one, many) = match kind {
            EventKind::Said => (&self.0.statement_one, &self.0.statement_many),
            EventKind::Published => (&self.0.report_one, &self.0.report_many),
        };
        if n == 1 { one.clone() } else { fill(many, &[("n", &self.0.number(n))]) }
    }
}
