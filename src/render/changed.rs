//! When what a page shows was last changed, as far as that is known of all of it.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::dates::days_in_words;
use super::view::Maker;
use crate::date::Days;
use crate::i18n::fill;
use crate::model::{ArticleId, Briefing, NoteId, PageId, RecordId};

impl Maker<'_> {
    /// When a report or one of the notes on it was.
    pub(super) fn report_changed(&self, id: ArticleId) -> Option<String> {
        let briefing = self.site.briefing;
        let notes = self.site.index.notes[id.index()].iter().map(|note| briefing[*note].changed);
        let newest = newest(notes.chain([briefing[id].changed]))?;
        Some(self.told(&self.words().changed_report, newest))
    }

    /// When a profile was.
    pub(super) fn profile_changed(&self, id: RecordId) -> Option<String> {
        Some(self.told(&self.words().changed_profile, self.site.briefing[id].changed?))
    }

    /// When a page of the briefing's own was.
    pub(super) fn own_page_changed(&self, id: PageId) -> Option<String> {
        Some(self.told(&self.words().changed_page, self.site.briefing[id].changed?))
    }

    /// When a note was.
    pub(super) fn note_changed(&self, id: NoteId) -> Option<String> {
        Some(self.told(&self.words().changed_note, self.site.briefing[id].changed?))
    }

    /// When any part of the briefing was.
    pub(super) fn briefing_changed(&self) -> Option<String> {
        Some(self.told(&self.words().changed_briefing, self.site.once.changed?))
    }

    fn told(&self, pattern: &str, time: Timestamp) -> String {
        let day = time.to_zoned(TimeZone::UTC).date();
        let day = days_in_words(Days { first: day, last: day }, self.words());
        fill(pattern, &[("date", &day)])
    }
}

/// When any part of the briefing that this build shows was changed last.
pub(super) fn of_briefing(briefing: &Briefing) -> Option<Timestamp> {
    let articles = briefing.articles.iter().map(|article| article.changed);
    let records = briefing.records.iter().map(|record| record.changed);
    let notes = briefing.notes.iter().map(|note| note.changed);
    let corrections = briefing.corrections.as_ref().map(|corrections| corrections.changed);
    let others = briefing.front_changed.into_iter().chain(corrections);
    let pages = briefing.pages.iter().map(|page| page.changed);
    let tags = briefing.tags.iter().filter_map(|tag| tag.changed);
    newest(articles.chain(records).chain(notes).chain(pages).chain(others).chain(tags))
}

/// The newest; none where one is not known.
fn newest(mut times: impl Iterator<Item = Option<Timestamp>>) -> Option<Timestamp> {
    times.try_fold(None, |newest: Option<Timestamp>, time| Some(newest.max(Some(time?))))?
}
