//! Two reports as columns, and what they share as bands: where it stands in each.

use schemars::JsonSchema;
use serde::Serialize;

use super::Maker;
use super::picture::PictureView;
use crate::collate::{SharedPair, SharedRun};
use crate::i18n::fill;
use crate::model::{ArticleId, TextKind};
use crate::picture::{self, BandSide, Bands};

/// The picture, and its table.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SharedPicture {
    pub(crate) picture: PictureView,
    pub(crate) rows: Vec<RunPlace>,
}

/// How long a run is, and where it stands in either report.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RunPlace {
    pub(crate) words: String,
    pub(crate) first: String,
    pub(crate) second: String,
}

impl Maker<'_> {
    /// What two reports share as bands; nothing where not all words of either are here, since where a run
    /// stands is then not known.
    pub(crate) fn shared_picture(&self, pair: &SharedPair) -> Option<SharedPicture> {
        let whole = |id: &ArticleId| {
            let article = &self.site.briefing[*id];
            article.kind == TextKind::Full && article.share.is_none() && article.shown().is_some()
        };
        if pair.in_part || pair.runs.is_empty() || !pair.articles.iter().all(whole) {
            return None;
        }
        let sides = [self.band_side(pair.articles[0])?, self.band_side(pair.articles[1])?];
        let bands: Vec<_> = pair.runs.iter().filter_map(|run| self.run_places(pair, run)).collect();
        let rows = pair.runs.iter().zip(&bands).map(|(run, [first, second])| RunPlace {
            words: self.words().number(run.words),
            first: self.run_place(*first),
            second: self.run_place(*second),
        });
        let rows = rows.collect();
        let drawn = Bands { sides, bands };
        let caption = self.words().shared_caption.clone();
        let picture = self.picture("_bands", caption, |frame| picture::bands(&drawn, frame));
        Some(SharedPicture { picture, rows })
    }

    #[expect(clippy::cast_precision_loss, reason = "lengths of texts")]
    fn band_side(&self, id: ArticleId) -> Option<BandSide> {
        let words = self.site.index.words(self.site.briefing, id)?;
        let (one, many) = (&self.words().word_one, &self.words().word_many);
        Some(BandSide {
            label: self.report_label(id),
            length: words as f64,
            measure: self.count(one, many, words),
        })
    }

    /// Where a run begins and ends in either report, as parts of its text.
    #[expect(clippy::cast_precision_loss, reason = "lengths of texts")]
    fn run_places(&self, pair: &SharedPair, run: &SharedRun) -> Option<[(f64, f64); 2]> {
        let place = |side: usize| {
            let all = self.site.briefing[pair.articles[side]].shown()?.document.text.len().max(1);
            let (first, last) = (run.pieces.first()?[side], run.pieces.last()?[side]);
            Some((first.start() as f64 / all as f64, last.end() as f64 / all as f64))
        };
        Some([place(0)?, place(1)?])
    }

    fn run_place(&self, (first, last): (f64, f64)) -> String {
        let percent = |part: f64| format!("{:.0}", part * 100.0);
        let (first, last) = (percent(first), percent(last));
        match first == last {
            true => fill(&self.words().percent, &[("n", &first)]),
            false => fill(&self.words().run_place, &[("first", &first), ("last", &last)]),
        }
    }
}
