//! Where an entity or official is named: each mention in its context, as many on a page as can be read.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{LinkView, Maker};
use crate::collate::Collation;
use crate::html::{first_words, last_words};
use crate::i18n::fill;
use crate::model::{ArticleId, Briefing, Mention, RecordId, TextKind};
use crate::render::engine::Html;
use crate::render::index::Index;

/// The mentions in one report.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MentionsView {
    pub(crate) report: LinkView,
    pub(crate) digest: bool,
    pub(crate) lang: Html,
    pub(crate) lines: Vec<MentionLine>,
    /// How many more there are where the report's words are not shown.
    pub(crate) hidden: Option<String>,
}

/// A mention in its context.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MentionLine {
    pub(crate) before: String,
    pub(crate) name: String,
    pub(crate) after: String,
    pub(crate) href: String,
}

/// A page of mentions, where they are more than stand on one.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MentionPartView {
    /// Which of them it has: "201–400".
    pub(crate) range: String,
    /// The page; none of the one that is looked at.
    pub(crate) href: Option<String>,
}

/// How many characters of context stand on each side of a name.
const CONTEXT: usize = 60;

/// How many mentions stand on one page.
const MOST_ON_A_PAGE: usize = 200;

/// Mentions of one report that stand on one page.
#[derive(Debug)]
struct Stretch<'a> {
    article: ArticleId,
    mentions: &'a [&'a Mention],
    /// How many the report has in all, where none of them stands on a later page.
    in_all: Option<usize>,
}

/// By report, in order: its mentions; of one whose words are withheld perhaps none.
type ByReport<'a> = BTreeMap<ArticleId, Vec<&'a Mention>>;

fn by_report<'a>(
    briefing: &'a Briefing,
    collation: &Collation,
    index: &Index,
    id: RecordId,
) -> ByReport<'a> {
    let mut reports = ByReport::new();
    for mention in &index.mentions[id.index()] {
        let mention = &briefing.mentions[*mention];
        reports.entry(mention.article).or_default().push(mention);
    }
    for named in collation.namings.of(id) {
        if briefing[named.article].share.is_some() {
            reports.entry(named.article).or_default();
        }
    }
    reports
}

/// The pages that mentions are parted into: at least one, in the order of the reports.
fn parted<'a>(reports: &'a ByReport<'a>) -> Vec<Vec<Stretch<'a>>> {
    let (mut pages, mut free) = (vec![Vec::new()], MOST_ON_A_PAGE);
    for (article, mentions) in reports {
        let mut rest = mentions.as_slice();
        loop {
            if free == 0 {
                pages.push(Vec::new());
                free = MOST_ON_A_PAGE;
            }
            let (here, later) = rest.split_at(rest.len().min(free));
            // A report of which no mention is shown has its line, too.
            free -= here.len().max(1);
            let in_all = later.is_empty().then_some(mentions.len());
            if let Some(page) = pages.last_mut() {
                page.push(Stretch { article: *article, mentions: here, in_all });
            }
            rest = later;
            if rest.is_empty() {
                break;
            }
        }
    }
    pages
}

/// How many pages the mentions of a record take.
pub(crate) fn page_count(
    briefing: &Briefing,
    collation: &Collation,
    index: &Index,
    id: RecordId,
) -> usize {
    let most = index.mentions[id.index()].len() + collation.namings.of(id).len();
    if most <= MOST_ON_A_PAGE {
        return 1;
    }
    parted(&by_report(briefing, collation, index, id)).len()
}

impl Maker<'_> {
    /// Of the pages of mentions of a record the one of a number, the first being 0: by report, in order; of
    /// those that are not shown, how many there are. And all the pages, where there are several.
    pub(crate) fn mentions(
        &self,
        id: RecordId,
        page: usize,
    ) -> (Vec<MentionsView>, Vec<MentionPartView>) {
        let site = self.site;
        let reports = by_report(site.briefing, site.collation, site.index, id);
        let pages = parted(&reports);
        let stretches = pages.get(page).into_iter().flatten();
        let mentions = stretches.map(|it| self.mentions_in(id, it)).collect();
        let parts = if pages.len() > 1 { self.mention_parts(id, &pages, page) } else { Vec::new() };
        (mentions, parts)
    }

    fn mentions_in(&self, id: RecordId, stretch: &Stretch<'_>) -> MentionsView {
        let article = &self.site.briefing[stretch.article];
        MentionsView {
            report: self.article_link(stretch.article),
            digest: article.kind == TextKind::Digest,
            lang: self.lang(&article.language),
            hidden: stretch.in_all.and_then(|shown| self.hidden(id, stretch.article, shown)),
            lines: stretch.mentions.iter().filter_map(|it| self.mention_line(it)).collect(),
        }
    }

    fn mention_parts(
        &self,
        id: RecordId,
        pages: &[Vec<Stretch<'_>>],
        here: usize,
    ) -> Vec<MentionPartView> {
        let record = self.site.briefing.record_route(id);
        let mut end = 0;
        let parts = pages.iter().enumerate().map(|(number, stretches)| {
            let start = end + 1;
            end += stretches.iter().map(|it| it.mentions.len()).sum::<usize>();
            MentionPartView {
                range: [start, end].map(|it| self.words().number(it)).join("–"),
                href: (number != here).then(|| self.page.link(&record.mentions(number))),
            }
        });
        parts.collect()
    }

    fn mention_line(&self, mention: &Mention) -> Option<MentionLine> {
        let document = &self.site.briefing[mention.article].shown()?.document;
        let block = &document.blocks[document.block_at(mention.range.start())?];
        let before = document.text.get(block.text.start()..mention.range.start())?;
        let after = document.text.get(mention.range.end()..block.text.end())?;
        Some(MentionLine {
            before: last_words(before, CONTEXT),
            name: document.slice(mention.range).to_owned(),
            after: first_words(after, CONTEXT),
            href: self.page.block(mention.article, &block.id),
        })
    }

    /// How many mentions stand in a report where its words are not shown.
    fn hidden(&self, id: RecordId, article: ArticleId, shown: usize) -> Option<String> {
        self.site.briefing[article].share?;
        let words = self.words();
        let named = self.site.collation.namings.in_article(id, article)?;
        let hidden = named.count().checked_sub(shown).filter(|hidden| *hidden > 0)?;
        let mentions = self.count(&words.mention_one, &words.mention_many, hidden);
        let pattern = match shown {
            0 => &words.mentions_hidden,
            _ => &words.mentions_hidden_more,
        };
        Some(fill(pattern, &[("mentions", &mentions)]))
    }
}
