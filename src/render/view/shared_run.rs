//! Words that reports share: pairs of reports, and their runs side by side; texts that several print.

use schemars::JsonSchema;
use serde::Serialize;

use super::{LinkView, Maker};
use crate::collate::{Agreement, Boilerplate, SharedPair, SharedRun};
use crate::html::escape;
use crate::i18n::fill;
use crate::model::{Article, ArticleId, PartialDate};
use crate::parse::document::Document;
use crate::place::{InContent, Place};
use crate::render::dates::in_words;
use crate::render::engine::Html;
use crate::route::Route;
use crate::slice::Slice;

/// Other reports that a run names.
const REPORTS_OF_A_RUN: usize = 5;

/// Of a run that is longer, only so much is shown, in bytes: its beginning and its end.
const LONGEST_SHOWN: usize = 4_000;
const BEGINNING: usize = 2_400;
const END: usize = 1_200;

/// Two reports that share words, in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PairLine {
    pub(crate) title: String,
    pub(crate) href: Option<String>,
    /// Both names, each a link, for a pair that has no page.
    pub(crate) names: Html,
    /// What tells the two apart: of the first and of the second, or of one of them by its name.
    pub(crate) facts: Vec<String>,
    pub(crate) first: SideView,
    pub(crate) second: SideView,
    pub(crate) words: String,
    pub(crate) runs: String,
    pub(crate) longest: String,
}

/// One of the two.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SideView {
    pub(crate) report: LinkView,
    pub(crate) date: String,
    pub(crate) agency: Option<String>,
    pub(crate) kind_label: Option<String>,
    /// None where it is not known how many words the report has.
    pub(crate) share: Option<String>,
    pub(crate) share_label: Option<String>,
}

/// A run, as both reports print it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RunView {
    pub(crate) words: String,
    pub(crate) sides: Vec<RunSide>,
    pub(crate) also: Vec<AlsoView>,
    pub(crate) also_more: Option<String>,
}

/// Another report that prints much of a run.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AlsoView {
    pub(crate) report: LinkView,
    pub(crate) agency: Option<String>,
}

/// A run as one of them prints it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RunSide {
    pub(crate) report: LinkView,
    pub(crate) link_label: String,
    pub(crate) text: Html,
    pub(crate) lang: Html,
}

/// What many reports print.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct BoilerplateView {
    pub(crate) text: Html,
    pub(crate) lang: Html,
    pub(crate) facts: String,
    pub(crate) report: LinkView,
}

/// What of an article stands in other reports.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ElsewhereView {
    /// None where not all of it is known.
    pub(crate) summary: Option<String>,
    /// Where it was counted, if not in the texts that are here.
    pub(crate) counted: Option<String>,
    pub(crate) boilerplate: Option<String>,
    pub(crate) reports: Vec<ElsewhereLine>,
    pub(crate) more: Option<String>,
    /// What it prints of texts that several print.
    pub(crate) texts: Vec<LinkView>,
    pub(crate) href: String,
}

/// Another report, and what it shares with the article.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ElsewhereLine {
    pub(crate) report: LinkView,
    pub(crate) kind_label: Option<String>,
    pub(crate) words: String,
    pub(crate) share: Option<String>,
}

impl Maker<'_> {
    /// Two reports that share words.
    pub(crate) fn pair_line(&self, pair: &SharedPair) -> PairLine {
        let [first, second] = self.sides(pair);
        PairLine {
            title: self.pair_title(pair),
            href: self.pair_href(pair),
            names: self.pair_names(pair),
            facts: self.facts_of_sides(pair, [&first, &second]),
            first,
            second,
            words: self.words().number(pair.words),
            runs: self.words().number(pair.run_count),
            longest: self.words().number(pair.longest),
        }
    }

    /// What two reports are called together.
    pub(crate) fn pair_title(&self, pair: &SharedPair) -> String {
        let [first, second] = pair.articles.map(|id| self.site.briefing[id].label.as_str());
        fill(&self.words().pair, &[("first", first), ("second", second)])
    }

    /// The same with a link to each of them.
    fn pair_names(&self, pair: &SharedPair) -> Html {
        let [first, second] = pair.articles.map(|id| {
            let mut link = String::from("<a");
            escape::attribute(&mut link, "href", &[&self.page.article(id)]);
            link.push('>');
            escape::push(&mut link, &self.site.briefing[id].label);
            link + "</a>"
        });
        let pattern = escape::escape(&self.words().pair);
        Html::new(&fill(&pattern, &[("first", &first), ("second", &second)]))
    }

    /// The date, the agency and the kind of text of each of two reports, as far as one of them has any and
    /// both have not the same.
    fn facts_of_sides(&self, pair: &SharedPair, sides: [&SideView; 2]) -> Vec<String> {
        let dated = pair.articles.iter().any(|id| self.site.briefing[*id].published.is_some());
        let [one, other] = sides;
        let facts = |side: &SideView| {
            let kind = side.kind_label.clone().filter(|_| one.kind_label != other.kind_label);
            let date = dated.then(|| side.date.clone());
            let facts = kind.into_iter().chain(date).chain(side.agency.clone());
            facts.collect::<Vec<_>>().join(&self.words().comma)
        };
        match sides.map(facts) {
            [first, second] if first.is_empty() || second.is_empty() => {
                let labels = pair.articles.map(|id| &self.site.briefing[id].label);
                let told = labels.into_iter().zip([first, second]);
                let told = told.filter(|(_, facts)| !facts.is_empty());
                told.map(|(label, facts)| format!("{label}: {facts}")).collect()
            }
            both => both.to_vec(),
        }
    }

    /// The page of a pair, where it has one.
    fn pair_href(&self, pair: &SharedPair) -> Option<String> {
        let page = self.site.briefing.shared_route(pair.articles);
        (!pair.runs.is_empty()).then(|| self.page.link(&page))
    }

    fn sides(&self, pair: &SharedPair) -> [SideView; 2] {
        let shares = self.site.collation.shared.shares(pair);
        [0, 1].map(|side| {
            let share = shares[side].map(|share| self.share(share));
            let label = |share: &String| fill(&self.words().share_of_words, &[("share", share)]);
            SideView {
                report: self.article_link(pair.articles[side]),
                date: self.date_of(pair.articles[side]),
                agency: self.agency(pair.articles[side]),
                kind_label: self.kind_label(pair.articles[side]),
                share_label: share.as_ref().map(label),
                share,
            }
        })
    }

    /// A share in percent: `27 %`, `under 1 %`.
    pub(crate) fn share(&self, share: Agreement) -> String {
        match share.rounded() {
            0 if share.same > 0 => self.words().under_one.clone(),
            n => fill(&self.words().percent, &[("n", &n.to_string())]),
        }
    }

    pub(super) fn date_of(&self, id: ArticleId) -> String {
        match self.site.briefing[id].published {
            Some(date) => in_words(date, self.words()),
            None => self.words().undated.clone(),
        }
    }

    /// `312 words in 14 runs, the longest of 41 words`.
    pub(crate) fn pair_facts(&self, pair: &SharedPair) -> String {
        let words = self.words();
        let count = |n| self.count(&words.word_one, &words.word_many, n);
        let runs = self.count(&words.run_one, &words.run_many, pair.run_count);
        let all = fill(&words.words_in_runs, &[("words", &count(pair.words)), ("runs", &runs)]);
        match pair.run_count {
            1 => all,
            _ => {
                let longest = fill(&words.longest_run, &[("words", &count(pair.longest))]);
                format!("{all}, {longest}")
            }
        }
    }

    /// Which of the two came first, as far as that is known.
    pub(crate) fn precedence(&self, pair: &SharedPair) -> String {
        let briefing = self.site.briefing;
        let dates = pair.articles.map(|id| briefing[id].published);
        let before = |one: Option<PartialDate>, other: Option<PartialDate>| {
            one.zip(other).is_some_and(|(one, other)| one.is_before(other))
        };
        let [one, other] = pair.articles;
        let words = self.words();
        let (pattern, first, second) = match dates {
            [date, later] if before(date, later) => (&words.came_first, one, other),
            [later, date] if before(date, later) => (&words.came_first, other, one),
            [Some(date), Some(same)] if date == same && date.day().is_some() => {
                (&words.came_together, one, other)
            }
            _ => (&words.came_unknown, one, other),
        };
        let (first, second) = (&briefing[first].label, &briefing[second].label);
        fill(pattern, &[("first", first), ("second", second)])
    }

    /// The agency that both give as their source.
    pub(crate) fn common_agency(&self, pair: &SharedPair) -> Option<String> {
        let [one, other] = pair.articles.map(|id| self.site.briefing[id].agency.as_deref());
        let agency = one.filter(|_| one == other)?;
        Some(fill(&self.words().both_agency, &[("agency", agency)]))
    }

    /// Both reports of a pair, with their facts.
    pub(crate) fn pair_sides(&self, pair: &SharedPair) -> Vec<SideView> {
        self.sides(pair).into()
    }

    /// A run, as both reports print it.
    pub(crate) fn run(&self, pair: &SharedPair, run: &SharedRun) -> RunView {
        let words = self.words();
        let side = |side: usize| {
            let id = pair.articles[side];
            let document = &self.site.briefing[id].shown()?.document;
            let pieces: Vec<&Place<InContent>> =
                run.pieces.iter().map(|piece| &piece[side]).collect();
            let Article { label, language, .. } = &self.site.briefing[id];
            Some(RunSide {
                report: self.block_link(id, document, pieces.first()?.start()),
                link_label: fill(&words.to_paragraph, &[("report", label)]),
                text: Html::new(&run_text(&document.text, &pieces)),
                lang: self.lang(language),
            })
        };
        let more = run.also.len().saturating_sub(REPORTS_OF_A_RUN);
        RunView {
            words: self.count(&words.word_one, &words.word_many, run.words),
            sides: [0, 1].into_iter().filter_map(side).collect(),
            also: run.also.iter().take(REPORTS_OF_A_RUN).map(|id| self.also(*id)).collect(),
            also_more: (more > 0)
                .then(|| fill(&words.elsewhere_more, &[("reports", &self.reports(more))])),
        }
    }

    fn also(&self, id: ArticleId) -> AlsoView {
        AlsoView { report: self.article_link(id), agency: self.agency(id) }
    }

    /// Whose copy an article is.
    fn agency(&self, id: ArticleId) -> Option<String> {
        let agency = self.site.briefing[id].agency.as_deref()?;
        Some(fill(&self.words().agency_copy, &[("agency", agency)]))
    }

    /// An article by its short name, at the block that holds a byte of its text.
    pub(super) fn block_link(&self, id: ArticleId, document: &Document, at: usize) -> LinkView {
        let block = document.block_at(at).and_then(|block| document.blocks.get(block));
        match block.filter(|block| !block.id.is_empty()) {
            Some(block) => {
                LinkView::new(&self.site.briefing[id].label, &self.page.block(id, &block.id))
            }
            None => self.article_link(id),
        }
    }

    /// What many reports print.
    pub(crate) fn boilerplate(&self, found: &Boilerplate) -> Option<BoilerplateView> {
        let words = self.words();
        let article = &self.site.briefing[found.article];
        let document = &article.shown()?.document;
        let count = self.count(&words.word_one, &words.word_many, found.words);
        let reports = self.reports(found.reports);
        Some(BoilerplateView {
            text: Html::new(&run_text(&document.text, &[&found.range])),
            lang: self.lang(&article.language),
            facts: fill(&words.boilerplate_in, &[("words", &count), ("reports", &reports)]),
            report: self.block_link(found.article, document, found.range.start()),
        })
    }

    /// What of an article stands in other reports; nothing where that is not known.
    pub(crate) fn elsewhere(&self, id: ArticleId) -> Option<ElsewhereView> {
        let (shared, words) = (&self.site.collation.shared, self.words());
        let elsewhere = shared.elsewhere(id).filter(|_| shared.compared() > 1)?;
        let share = |words| self.share(elsewhere.share(words));
        let pairs: Vec<&SharedPair> = self.site.index.pairs[id.index()]
            .iter()
            .filter_map(|pair| shared.pairs.get(*pair))
            .collect();
        let pinned = pairs.iter().any(|pair| pair.pinned);
        let all = shared.compared() == self.site.briefing.articles.len();
        let summary = match elsewhere.shared {
            Some(0) | None if elsewhere.reports == 0 => all.then(|| words.elsewhere_none.clone()),
            Some(same) => Some(fill(&words.elsewhere_share, &[("share", &share(same))])),
            None => None,
        };
        if summary.is_none() && pairs.is_empty() {
            return None;
        }
        let more = elsewhere.reports.saturating_sub(pairs.len());
        Some(ElsewhereView {
            summary,
            counted: pinned.then(|| words.words_counted_in_reports.clone()),
            boilerplate: (elsewhere.boilerplate > 0).then(|| {
                fill(&words.elsewhere_boilerplate, &[("share", &share(elsewhere.boilerplate))])
            }),
            reports: pairs.into_iter().map(|pair| self.elsewhere_line(id, pair)).collect(),
            more: (more > 0)
                .then(|| fill(&words.elsewhere_more, &[("reports", &self.reports(more))])),
            texts: self.texts_of(id),
            href: self.page.link(&Route::Shared),
        })
    }

    fn elsewhere_line(&self, id: ArticleId, pair: &SharedPair) -> ElsewhereLine {
        let side = usize::from(pair.articles[1] == id);
        let other = pair.articles[1 - side];
        let share = self.site.collation.shared.shares(pair)[side];
        let (words, report) = (self.words(), &self.site.briefing[other]);
        ElsewhereLine {
            report: match self.pair_href(pair) {
                Some(href) => LinkView::new(&report.label, &href),
                None => self.article_link(other),
            },
            kind_label: self.kind_label(other),
            words: self.count(&words.word_one, &words.word_many, pair.words),
            share: share.map(|share| self.share(share)),
        }
    }
}

/// A run as a report prints it. Words that only this report has stand in `b`, and where only the
/// other has words, an empty element keeps their place.
pub(super) fn run_text(text: &str, pieces: &[&Place<InContent>]) -> String {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return String::new() };
    let mut out = String::new();
    for (number, window) in windows(text, first.cover(**last)).into_iter().enumerate() {
        if number > 0 {
            out.push_str(" […] ");
        }
        for (index, piece) in pieces.iter().enumerate() {
            push(&mut out, text, **piece, window);
            let Some(next) = pieces.get(index + 1) else { continue };
            let gap = text.slice(piece.end()..next.start());
            let words = gap.trim_matches(|c: char| !c.is_alphanumeric());
            let before = gap.find(words).unwrap_or(0);
            let start = piece.end() + before;
            push(&mut out, text, Place::new(piece.end()..start), window);
            if window.contains(start) {
                match words {
                    "" => out.push_str("<span class=\"absent\"></span>"),
                    words => {
                        out.push_str("<b>");
                        escape::push(&mut out, words);
                        out.push_str("</b>");
                    }
                }
            }
            push(&mut out, text, Place::new(start + words.len()..next.start()), window);
        }
    }
    out
}

/// What is shown of a stretch of text: all, or the beginning and the end.
fn windows(text: &str, all: Place<InContent>) -> Vec<Place<InContent>> {
    if all.len() <= LONGEST_SHOWN {
        return vec![all];
    }
    let space = |from: usize| {
        let from = text.floor_char_boundary(from);
        text.slice(from..).find(char::is_whitespace).map_or(from, |at| from + at)
    };
    let beginning = space(all.start() + BEGINNING).min(all.end());
    let end = space(all.end() - END).clamp(beginning, all.end());
    vec![all.until(beginning), all.since(end)]
}

fn push(out: &mut String, text: &str, range: Place<InContent>, window: Place<InContent>) {
    let (start, end) = (range.start().max(window.start()), range.end().min(window.end()));
    if start < end {
        escape::push(out, &text.slice(start..end).replace('\n', " "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_one_prints_is_marked() {
        let text = "One <two>, three.\nFour";
        assert_eq!(
            run_text(text, &[&Place::new(0..3), &Place::new(11..16)]),
            "One &lt;<b>two</b>&gt;, three"
        );
        // What the other report has stands before the stop, or after it: that is not known.
        assert_eq!(
            run_text(text, &[&Place::new(11..16), &Place::new(18..22)]),
            "three<span class=\"absent\"></span>. Four"
        );
    }

    #[test]
    fn a_long_run_is_shown_by_its_beginning_and_its_end() {
        let text = "海 word ".repeat(2000);
        let shown = run_text(&text, &[&Place::new(0..9_000), &Place::new(9_009..text.len())]);
        let (beginning, end) = shown.split_once(" […] ").unwrap();
        assert!(beginning.ends_with("word") && end.starts_with(" 海"), "{shown}");
        assert!(shown.len() < LONGEST_SHOWN);
    }
}
