//! Whose the quotations of one text are, as far as the words beside them tell.

use super::attributed::Ground;
use super::attribution::attributions;
use super::directory::Directory;
use super::reading::Reading;
use super::speaker::{Speakers, ToldSpeaker};
use super::unrecorded::UnrecordedNames;
use crate::model::{ArticleId, Briefing, RecordId};
use crate::place::{InContent, Place};

/// A quotation, with who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToldBeside {
    /// Its words.
    pub words: Place<InContent>,
    /// Who is named for it; nobody where the words beside it name none, or none with a record.
    pub speaker: Option<RecordId>,
}

/// The quotations of an English text, each with the record to which the words beside it give it. What is
/// near a quotation and gives it to nobody tells nothing.
#[must_use]
pub fn told_beside(briefing: &Briefing, article: ArticleId) -> Vec<ToldBeside> {
    let reading = Reading::new(briefing, article, &[]).filter(Reading::is_english);
    let Some(reading) = reading else { return Vec::new() };
    let naming = UnrecordedNames::new(briefing, std::slice::from_ref(&reading));
    let directory = Directory::new(briefing);
    let speakers = Speakers::new(briefing, &naming, &directory, &reading);
    let told = attributions(&reading, &speakers);
    let quotations = reading.quotations.iter().zip(told);
    let beside = quotations.map(|(quotation, told)| ToldBeside {
        words: quotation.words,
        speaker: match told.speaker {
            ToldSpeaker::Record(record) if told.ground > Ground::Near => Some(record),
            _ => None,
        },
    });
    beside.collect()
}
