//! The words that reports share, as they stand in `briefing.json`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::collate;
use crate::export::Edition;
use crate::model::ArticleId;
use crate::place::{InContent, Place};
use crate::route::SitePlace;

/// What the reports' texts have in common: runs of at least eight words that two of them print.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SharedWords<'a> {
    /// The reports that are compared: those whose own words are here, shown or not, or were counted
    /// in originals.
    reports: Vec<Elsewhere<'a>>,
    /// The pairs of reports that share most words, the strongest first; `shared.csv` has more.
    pairs: Vec<SharedPair<'a>>,
    /// How many pairs share words.
    pair_count: usize,
    /// Texts that three reports or more print, in whole or in part, those of most words printed first.
    texts: Vec<CommonText<'a>>,
    /// How many such texts there are.
    text_count: usize,
    /// What many reports print at the same end of their text, and is short, the most widely printed
    /// first. No two reports are a pair for it.
    boilerplate: Vec<Boilerplate<'a>>,
    /// How many stretches of it there are.
    boilerplate_count: usize,
}

/// How much of a report stands in others.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Elsewhere<'a> {
    /// Id of the report.
    article: &'a str,
    /// Its words. In scripts that are written without spaces a character is half a word.
    words: usize,
    /// Words that stand in others too; left out where only pairs were counted, in originals.
    #[serde(skip_serializing_if = "Option::is_none")]
    shared: Option<usize>,
    /// Of these, words that many reports print.
    boilerplate: usize,
    /// How many reports it is a pair with.
    reports: usize,
}

/// Two reports that share words.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SharedPair<'a> {
    /// Ids of the two, in the order of `articles`.
    articles: [&'a str; 2],
    /// Where it was counted: in the texts that are here, or in originals. Of the latter there are
    /// figures alone.
    #[schemars(extend("enum" = ["texts", "originals"]))]
    counted: &'static str,
    /// The page that shows the runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    /// Words that both print.
    words: usize,
    /// What share of each report that is, in percent, 0 where it is less than half a percent; left out where it is not known how many words
    /// one of them has.
    #[serde(skip_serializing_if = "Option::is_none")]
    percent: Option<[u8; 2]>,
    /// Words of the longest run.
    longest: usize,
    /// How many runs there are.
    run_count: usize,
    /// Whether `runs` has them only as far as the words of both reports are shown.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(with = "Option<bool>")]
    in_part: bool,
    /// The longest of them, the longest first.
    runs: Vec<SharedRun<'a>>,
}

/// Words in a row that both reports print, over gaps of a word or two.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SharedRun<'a> {
    /// How many words are the same.
    words: usize,
    /// How many gaps are bridged.
    gaps: usize,
    /// Where it stands in either report, gaps and all.
    stretches: [Stretch<'a>; 2],
    /// Ids of other reports that print at least eight words of it.
    also: Vec<&'a str>,
}

/// Text from one place to another, over blocks.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Stretch<'a> {
    /// Id of the block in which it begins.
    first_block: &'a str,
    /// Code points of that block's text before it.
    start: usize,
    /// Id of the block in which it ends.
    last_block: &'a str,
    /// Code points of that block's text up to its end.
    end: usize,
}

/// A text that several reports print, in whole or in part.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CommonText<'a> {
    /// The list of such texts, at this one.
    url: String,
    /// Whether more than twenty reports print it: then no two of them are a pair for it.
    widespread: bool,
    /// Who prints how much of it, those who print most of it first.
    printings: Vec<Printing<'a>>,
    /// The longest stretch of it in the first of them; left out where that text is not shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    stretch: Option<Stretch<'a>>,
}

/// What a report prints of a text that several print.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Printing<'a> {
    /// Id of the report.
    article: &'a str,
    /// Whose copy it is said to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<&'a str>,
    /// How many words of the text it prints.
    words: usize,
    /// What share of the report that is, in percent: 0 where it is less than half a percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    percent: Option<u8>,
}

/// Words in a row that many reports print.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Boilerplate<'a> {
    /// How many words.
    words: usize,
    /// How many reports print them.
    reports: usize,
    /// Id of the first report that does.
    article: &'a str,
    /// Where it prints them.
    stretch: Stretch<'a>,
}

impl Edition<'_> {
    pub(super) fn shared_words(&self) -> SharedWords<'_> {
        let shared = &self.collation.shared;
        let elsewhere = |(id, _)| {
            let found = shared.elsewhere(id)?;
            Some(Elsewhere {
                article: self.slug(id),
                words: found.words,
                shared: found.shared,
                boilerplate: found.boilerplate,
                reports: found.reports,
            })
        };
        SharedWords {
            reports: self.briefing.articles().filter_map(elsewhere).collect(),
            pairs: shared.listed().iter().map(|pair| self.shared_pair(pair)).collect(),
            pair_count: shared.pair_count,
            texts: {
                let texts = shared.texts.iter().enumerate();
                texts.map(|(number, text)| self.common_text(number, text)).collect()
            },
            text_count: shared.text_count,
            boilerplate: shared
                .boilerplate
                .iter()
                .filter_map(|found| {
                    Some(Boilerplate {
                        words: found.words,
                        reports: found.reports,
                        article: self.slug(found.article),
                        stretch: self.stretch(found.article, found.range)?,
                    })
                })
                .collect(),
            boilerplate_count: shared.boilerplate_count,
        }
    }

    fn common_text(&self, number: usize, text: &collate::CommonText) -> CommonText<'_> {
        let shared = &self.collation.shared;
        let printing = |(id, words): &(ArticleId, usize)| Printing {
            article: self.slug(*id),
            agency: self.briefing[*id].agency.as_deref(),
            words: *words,
            percent: shared.elsewhere(*id).map(|elsewhere| elsewhere.share(*words).rounded()),
        };
        let first = text.printings.first();
        CommonText {
            url: self.page.link_to(&SitePlace::common_text(number)),
            widespread: text.is_widespread,
            printings: text.printings.iter().map(printing).collect(),
            stretch: first.and_then(|(id, _)| self.stretch(*id, *text.range.as_ref()?)),
        }
    }

    fn shared_pair<'b>(&'b self, pair: &collate::SharedPair) -> SharedPair<'b> {
        SharedPair {
            articles: pair.articles.map(|id| self.slug(id)),
            counted: if pair.pinned { "originals" } else { "texts" },
            page: (!pair.runs.is_empty())
                .then(|| self.page.link(&self.briefing.shared_route(pair.articles))),
            words: pair.words,
            percent: match self.collation.shared.shares(pair) {
                [Some(one), Some(other)] => Some([one.rounded(), other.rounded()]),
                _ => None,
            },
            longest: pair.longest,
            run_count: pair.run_count,
            in_part: pair.in_part,
            runs: pair.runs.iter().filter_map(|run| self.shared_run(pair, run)).collect(),
        }
    }

    fn shared_run<'b>(
        &'b self,
        pair: &collate::SharedPair,
        run: &collate::SharedRun,
    ) -> Option<SharedRun<'b>> {
        let (first, last) = (run.pieces.first()?, run.pieces.last()?);
        let [one, other] = [0, 1].map(|side| {
            self.stretch(pair.articles[side], Place::new(first[side].start()..last[side].end()))
        });
        Some(SharedRun {
            words: run.words,
            gaps: run.pieces.len() - 1,
            stretches: [one?, other?],
            also: run.also.iter().map(|id| self.slug(*id)).collect(),
        })
    }

    /// Where bytes of an article's text begin and end.
    fn stretch(&self, article: ArticleId, range: Place<InContent>) -> Option<Stretch<'_>> {
        let text = self.texts.get(article.index())?.as_ref()?;
        let (first_block, start) = text.point(range.start())?;
        let (last_block, end) = text.point(range.end())?;
        Some(Stretch { first_block, start, last_block, end })
    }
}
