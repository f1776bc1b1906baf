//! Who says a quotation, and why it is given to its speaker.

use super::speaker::{Newcomer, ToldSpeaker};

/// Why a quotation is given to its speaker: of two, the greater is surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ground {
    /// Nothing tells.
    Nothing,
    /// A pronoun beside it may mean several, or nobody who is named.
    Doubt,
    /// The speaker is named near it, and nothing gives it to anybody.
    Near,
    /// It goes on with the speaker's words.
    GoesOn,
    /// A pronoun beside it means the speaker.
    Pronoun,
    /// The words beside it name the speaker.
    Named,
}

impl Ground {
    /// In words for a message.
    pub(super) fn told(self) -> Option<&'static str> {
        Some(match self {
            Self::Nothing => return None,
            Self::Doubt => "a pronoun beside them may mean more than one, or nobody who is named",
            Self::Near => "named near them, though no verb gives them to anybody",
            Self::GoesOn => "they go on with this speaker’s words",
            Self::Pronoun => "meant by a word beside them",
            Self::Named => "named beside them",
        })
    }
}

/// Who says a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribution {
    pub(super) speaker: ToldSpeaker,
    /// What is told of a speaker without a record.
    pub(super) newcomer: Option<Newcomer>,
    /// The words by which the report names the speaker beside the quotation.
    pub(super) named_as: Option<String>,
    /// Whether words beside the quotation give it to the speaker.
    pub(super) told: bool,
    pub(super) ground: Ground,
    /// Whether it goes on where the quotation before ended.
    pub(super) goes_on: bool,
}

impl Default for Attribution {
    fn default() -> Self {
        Self {
            speaker: ToldSpeaker::Unknown,
            newcomer: None,
            named_as: None,
            told: false,
            ground: Ground::Nothing,
            goes_on: false,
        }
    }
}

impl Attribution {
    /// That of a quotation that goes on with this one.
    pub(super) fn going_on(&self) -> Self {
        Self { goes_on: true, ground: self.ground.min(Ground::GoesOn), ..self.clone() }
    }
}
