//! What is known of languages: how a text writes figures and dates, and what makes a bound of them;
//! what its words do in a sentence, and where one ends; and which spellings are one word.
//!
//! This room knows texts and no briefing. Figures and dates are read here and nowhere else, each with
//! its place in the text; what cannot be read for certain is [`What::Unreadable`], and never read in
//! part. The words of each language are lists in `data/`, a file a language.

mod amount;
mod bound;
mod calendar;
mod clock;
mod cut;
mod decimal;
mod denial;
mod digits;
mod figure;
mod inflection;
mod interval;
mod known;
mod lexicon;
mod listed;
mod lists;
mod number_words;
mod quotation_marks;
mod numeral;
mod figure_reader;
mod reporting;
mod role;
mod roles;
mod scan;
mod segment;
mod sentence;
mod spelling;
mod tag;
mod scan_token;
mod unit;
mod unreadable;
mod numeral_style;
mod word_bounds;
mod pages;
pub mod plural;

pub use bound::Bound;
pub use calendar::Dated;
pub use clock::tells_time;
pub use cut::{Cut, cut};
pub use decimal::Decimal;
pub use digits::is_digit;
pub use figure::{Amount, Figure, What, has_digit};
pub use figure_reader::{FigureReader, day_meant, figure_across, figures};
pub use inflection::{inflected, inflecting};
pub use interval::{End, Interval};
pub use pages::{PageWord, begins_with_page_word, is_page_word, page_words};
pub use quotation_marks::{is_quotation_mark, may_be_quotation_mark};
pub use reporting::{ReportWords, Telling};
pub use role::Role;
pub use roles::{Roles, Spoken, read as roles};
pub use segment::{is_unspaced, may_be_words};
pub use sentence::sentence_ends;
pub use spelling::{expanded, key as spelling_key, sound};
pub use tag::{Language, knows_words, not_a_tag, primary};
pub use unit::Unit;
pub use unreadable::Unreadable;
pub use word_bounds::word_bounds;

#[cfg(test)]
pub(crate) mod spellings;
#[cfg(test)]
mod tests;
