//! What is told of the words that reports share.

use crate::collate::Agreement;
use crate::model::ArticleId;
use crate::place::{InContent, Place};

/// What the reports' texts have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SharedWords {
    /// By article: how much of it stands elsewhere; none where its own words are neither here nor
    /// pinned.
    pub reports: Vec<Option<Elsewhere>>,
    /// The strongest pairs, those that share most words first.
    pub pairs: Vec<SharedPair>,
    /// How many pairs there are.
    pub pair_count: usize,
    /// Texts that several reports print in whole or in part, such as an agency's copy, those of most
    /// words printed first: the first of them.
    pub texts: Vec<CommonText>,
    /// How many such texts there are.
    pub text_count: usize,
    /// What many reports print at one end and is short, the most widely printed first: the first of
    /// it.
    pub boilerplate: Vec<Boilerplate>,
    /// How many stretches of it there are.
    pub boilerplate_count: usize,
    /// Whether stretches of it are left out since their words are not shown.
    pub boilerplate_in_part: bool,
}

/// How much of a report stands in others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// Its words.
    pub words: usize,
    /// Words that stand in a run, in a text that very many print, or in boilerplate; none where only
    /// pairs were counted.
    pub shared: Option<usize>,
    /// Words that stand in boilerplate.
    pub boilerplate: usize,
    /// Reports with which it shares runs.
    pub reports: usize,
}

/// Two reports that share words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPair {
    /// The two, in order of publication.
    pub articles: [ArticleId; 2],
    /// Words that both print.
    pub words: usize,
    /// Words of the longest run.
    pub longest: usize,
    /// How many runs there are.
    pub run_count: usize,
    /// The longest runs, the longest first; none but of the strongest pairs whose words are here.
    pub runs: Vec<SharedRun>,
    /// Whether it was counted in originals: figures are all that is known then.
    pub pinned: bool,
    /// Whether runs are kept only as far as the words of both reports are shown.
    pub in_part: bool,
}

/// Words in a row that two reports both print, over small gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedRun {
    /// How many words are the same.
    pub words: usize,
    /// What is the same, in order: bytes of the text of either report. What lies between two is a
    /// gap, of a word or two in at least one of the reports.
    pub pieces: Vec<[Place<InContent>; 2]>,
    /// Other reports that print eight words of it or more.
    pub also: Vec<ArticleId>,
}

/// A text that several reports print, in whole or in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommonText {
    /// Who prints how many words of it, those who print most of it first.
    pub printings: Vec<(ArticleId, usize)>,
    /// Bytes of the first one's text: the longest stretch of it there; none where one of these
    /// reports is not shown whole, since that would show what it prints.
    pub range: Option<Place<InContent>>,
    /// Whether so many print it that it makes no pair of any two of them.
    pub is_widespread: bool,
}

/// Words in a row that many reports print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boilerplate {
    /// The first report that prints them.
    pub article: ArticleId,
    /// Bytes of its text.
    pub range: Place<InContent>,
    /// How many words.
    pub words: usize,
    /// How many reports print them.
    pub reports: usize,
}

impl SharedWords {
    /// How many reports are compared: those whose own words are here, or were pinned.
    #[must_use]
    pub fn compared(&self) -> usize {
        self.reports.iter().flatten().count()
    }

    /// The pairs that have a page, those whose runs are kept, each with its number among all.
    pub fn with_pages(&self) -> impl Iterator<Item = (usize, &SharedPair)> {
        self.listed().iter().enumerate().filter(|(_, pair)| !pair.runs.is_empty())
    }

    /// The pairs that a page lists: the strongest.
    #[must_use]
    pub fn listed(&self) -> &[SharedPair] {
        self.pairs.get(..PAIRS_LISTED).unwrap_or(&self.pairs)
    }

    /// How much of a report stands in others.
    #[must_use]
    pub fn elsewhere(&self, article: ArticleId) -> Option<Elsewhere> {
        self.reports.get(article.index()).copied().flatten()
    }

    /// What share of each of the two reports stands in the other; none where it is not known how
    /// many words the report has.
    #[must_use]
    pub fn shares(&self, pair: &SharedPair) -> [Option<Agreement>; 2] {
        pair.articles.map(|article| Some(self.elsewhere(article)?.share(pair.words)))
    }
}

impl Elsewhere {
    /// What share of the report some of its words are.
    #[must_use]
    pub fn share(self, words: usize) -> Agreement {
        Agreement { same: words, of: self.words }
    }
}

/// Pairs that a page lists, and whose runs are kept.
pub(super) const PAIRS_LISTED: usize = 200;
