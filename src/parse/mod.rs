//! Syntax only: front matter, Markdown trees, notes, passages. Nothing here knows of another file.

pub mod document;
pub mod value;
