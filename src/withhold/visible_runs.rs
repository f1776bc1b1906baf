//! Of the words that two reports share, those that may be shown: figures are told of the whole
//! texts, and a run is shown as far as both reports' words are.

use std::cmp::Reverse;

use super::places_left::PlacesLeft;
use crate::collate::{SHORTEST_RUN, SharedRun, SharedWords, counted_words};
use crate::model::{ArticleId, Briefing};
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// What of a report's text is shown.
#[derive(Debug)]
pub(super) enum Sight<'a> {
    /// All of it.
    Whole,
    /// What has a place here.
    Part(&'a PlacesLeft),
    /// Nothing.
    Nothing,
}

impl Sight<'_> {
    /// Where words that are shown stand in what is shown.
    pub(super) fn of(&self, words: Place<InContent>) -> Option<Place<InContent>> {
        match self {
            Self::Whole => Some(words),
            Self::Part(places) => places.of(words),
            Self::Nothing => None,
        }
    }
}

/// Takes out of what reports share the places of words that are not shown. `briefing` still has all
/// words.
pub(super) fn withhold<'a>(
    shared: &mut SharedWords,
    briefing: &Briefing,
    sight: impl Fn(ArticleId) -> Sight<'a>,
) {
    for pair in &mut shared.pairs {
        let sights = pair.articles.map(&sight);
        // That another report prints the same words is told only where it shows all of its own.
        for run in &mut pair.runs {
            run.also.retain(|other| matches!(sight(*other), Sight::Whole));
        }
        if sights.iter().all(|it| matches!(it, Sight::Whole)) {
            continue;
        }
        pair.in_part = true;
        let keeper = Keeper { briefing, articles: pair.articles, sights: &sights };
        pair.runs = pair.runs.iter().flat_map(|run| keeper.shown(run)).collect();
        pair.runs.sort_by_key(|run| (Reverse(run.words), place(run)));
    }
    for text in &mut shared.texts {
        if !text.printings.iter().all(|(id, _)| matches!(sight(*id), Sight::Whole)) {
            text.range = None;
        }
    }
    let stretches = shared.boilerplate.len();
    shared.boilerplate.retain_mut(|found| {
        let shown = sight(found.article).of(found.range);
        found.range = shown.unwrap_or_default();
        shown.is_some()
    });
    shared.boilerplate_in_part = shared.boilerplate.len() < stretches;
}

/// Where a run begins.
fn place(run: &SharedRun) -> Option<[usize; 2]> {
    Some(run.pieces.first()?.each_ref().map(|piece| piece.start()))
}

/// Words as two reports print them: their bytes in either.
type Both = [Place<InContent>; 2];

struct Keeper<'a> {
    briefing: &'a Briefing,
    articles: [ArticleId; 2],
    sights: &'a [Sight<'a>; 2],
}

/// Words of a run that stand together in what both reports show.
#[derive(Default)]
struct VisibleRun {
    /// Each with the number of the piece that it is of.
    pieces: Vec<(usize, Both)>,
    halves: u32,
}

impl Keeper<'_> {
    /// What of a run may be shown: stretches that would be runs by themselves.
    fn shown(&self, run: &SharedRun) -> Vec<SharedRun> {
        let mut stretches: Vec<VisibleRun> = Vec::new();
        let mut before: Option<Both> = None;
        for (number, piece) in run.pieces.iter().enumerate() {
            for (word, halves) in self.words(piece) {
                let Some(shown) = self.place(&word) else {
                    before = None;
                    continue;
                };
                let goes_on = before.is_some_and(|before| {
                    self.place(&[0, 1].map(|side| before[side].cover(word[side]))).is_some()
                });
                before = Some(word);
                if !goes_on {
                    stretches.push(VisibleRun::default());
                }
                if let Some(stretch) = stretches.last_mut() {
                    stretch.add(number, shown, halves);
                }
            }
        }
        let is_run = |stretch: &VisibleRun| stretch.halves >= 2 * SHORTEST_RUN;
        let run = |stretch: VisibleRun| SharedRun {
            words: stretch.halves as usize / 2,
            pieces: stretch.pieces.into_iter().map(|(_, piece)| piece).collect(),
            also: run.also.clone(),
        };
        stretches.into_iter().filter(is_run).map(run).collect()
    }

    /// Where words that both reports show stand in what they show.
    fn place(&self, words: &Both) -> Option<Both> {
        let [one, other] = self.sights;
        Some([one.of(words[0])?, other.of(words[1])?])
    }

    /// The words of a piece of a run, and for how many half words each counts.
    fn words(&self, piece: &Both) -> Vec<(Both, u32)> {
        let words = |side: usize| {
            let prose = self.briefing[self.articles[side]].shown();
            let text = prose.map(|prose| prose.document.text.as_str()).unwrap_or_default();
            counted_words(text.slice(piece[side].bytes()))
                .map(move |(word, halves)| (piece[side].part(word), halves))
        };
        words(0).zip(words(1)).map(|((one, halves), (other, _))| ([one, other], halves)).collect()
    }
}

impl VisibleRun {
    fn add(&mut self, number: usize, word: Both, halves: u32) {
        self.halves += halves;
        match self.pieces.last_mut() {
            Some((last, [one, other])) if *last == number => {
                let [first, second] = word;
                (*one, *other) = (one.cover(first), other.cover(second));
            }
            _ => self.pieces.push((number, word)),
        }
    }
}
