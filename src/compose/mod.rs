//! Notes written into the author's files: from words that somebody selected in a page, and what a form says of
//! them, to the new text of an annotation file. Nothing is written here: what comes out is a text, with what
//! stood there before.
//!
//! 1. `selection` leads from a place in a page to the place in the report, `passage` to the block quote that selects
//!    just that.
//! 2. `form` is what the author says of a new note, `heading` how it is written.
//! 3. `insert` puts a note at the end of a file, or passages into a note, and leaves every other byte.
//! 4. `read_back` reads the file as a build would: it holds the notes that were there, and what was meant, or it is
//!    refused.
//! 5. `desk` does all of that for one state of a briefing.

mod desk;
mod form;
mod heading;
mod insert;
mod passage;
mod read_back;
mod refusal;
mod selection;
mod target;
#[cfg(test)]
mod tests;

pub use desk::{Change, Composed, Desk};
pub use form::{Joining, NewNote, NoteForm, PassageForm, Pasted};
pub use passage::Quoted;
pub use refusal::Refusal;
pub use selection::{Edge, Selection};
