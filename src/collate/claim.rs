//! Claims: one question, and each report's answer.

use crate::model::{ArticleId, NoteId};
use crate::parse::value::Quantity;

/// One `claim` note, its answers compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimTable {
    /// The note.
    pub note: NoteId,
    /// One a passage, in the author's order, then one for each report in which the editor looked
    /// and found no answer. A report without a cell is one in which nobody looked.
    pub cells: Vec<Cell>,
    /// Answers that are the same, together: the group of most reports first.
    pub groups: Vec<Group>,
    /// Part by part, where sums have named parts: in order of the parts' first appearance in the
    /// earliest report.
    pub parts: Vec<PartRow>,
    /// What comes of it.
    pub verdict: Verdict,
}

/// One report's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The report.
    pub article: ArticleId,
    /// Number of the passage in the note; `None` where the report is silent.
    pub passage: Option<usize>,
    /// Number in [`ClaimTable::groups`], where there is an answer.
    pub group: Option<usize>,
    /// How the answer stands to the others.
    pub status: Status,
    /// Of a sum, whether it comes to the claim's total, where there is one.
    pub sum: Option<SumCheck>,
}

/// How a cell stands to the others of its claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Every other answer is the same.
    Agrees,
    /// It and every other answer can both be true, though they are not the same.
    Compatible,
    /// Another answer is in other words, or of another kind, or in another unit: whether both can
    /// be true cannot be told from the values.
    Differs,
    /// It and some other answer cannot both be true.
    Disagrees,
    /// No other report answers.
    Only,
    /// The passage is given without a value.
    Unvalued,
    /// The editor looked, and the report does not say.
    NotReported,
}

impl Status {
    /// The words that pages and data print.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Compatible => "compatible",
            Self::Differs => "differs",
            Self::Disagrees => "disagrees",
            Self::Only => "only answer",
            Self::Unvalued => "no value",
            Self::NotReported => "not reported",
        }
    }
}

/// Answers that are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The value, as the author writes it for the earliest of these reports.
    pub value: String,
    /// Numbers of the cells.
    pub cells: Vec<usize>,
}

/// What the answers come to together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// No report answers.
    Unanswered,
    /// One does.
    Only,
    /// All that answer give the same answer.
    Agree,
    /// They are not the same, and can all be true.
    Compatible,
    /// Some are in other words, kinds or units.
    Differ,
    /// Some cannot both be true.
    Contradict,
}

/// Whether the parts of a sum come to the claim's total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumCheck {
    /// What the parts add up to.
    pub adds_up_to: Quantity,
    /// What they should.
    pub total: Quantity,
    /// Whether the two can be the same.
    pub holds: bool,
}

/// One named part across the reports' sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRow {
    /// The part's name, as the author first writes it.
    pub name: String,
    /// By cell, for each in [`ClaimTable::cells`]: how many, where its sum has the part.
    pub counts: Vec<Option<PartCount>>,
    /// Whether two of the counts cannot both be true.
    pub disputed: bool,
}

/// How many of a part one report has. Parts of one sum with the same name are added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartCount {
    /// How many.
    pub quantity: Quantity,
    /// Whether the editor counted them.
    pub counted_by_editor: bool,
}
