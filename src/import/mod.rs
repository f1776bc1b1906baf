//! What others have written, read into a briefing: texts and saved web pages become articles, and
//! collections of annotations become notes.
//!
//! Everything that is read here may be anyone's. It is never trusted: only text and the markup
//! that Markdown has for it is taken over, text is escaped so that what was printed is printed,
//! and links lead to the web or nowhere. What is guessed or left out is told.

pub mod annotations;
pub mod article;
pub mod body;
pub mod byline;
pub mod draft;
pub mod furniture;
pub mod html;
pub mod markdown;
#[cfg(feature = "import")]
pub mod page;
pub mod text;
#[cfg(test)]
mod tests;
