//! What cannot be read for certain.

/// Why a figure or date cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unreadable {
    /// A separator where none belongs, as in `1,20,0`.
    Grouping,
    /// One separator before three digits, in a language of which it is not known what that means.
    Separator,
    /// More digits than can be held exactly.
    TooLong,
    /// A number in a script that is not read.
    Script,
    /// A word behind a number that may be meant to say how large it is.
    Scale,
    /// Digits written high behind a number: a power, or the sign of a footnote.
    Superscript,
    /// A sign behind a number that may belong to it, as in `5-`, or to a footnote.
    Sign,
    /// Several numbers that are neither a range nor a sum.
    SeveralNumbers,
    /// A range or bound whose lower end is above its upper end.
    Reversed,
    /// Parts of one sum, or ends of one range, in different units.
    MixedUnits,
    /// A sum with a part that has no number, or more than one.
    Part,
    /// A day that the calendar does not have.
    Calendar,
    /// A date in figures that can be read in two ways.
    Date,
    /// It says one thing in the language of the report, and another in that of the briefing.
    TwoLanguages,
}
