//! Syntax only: front matter, Markdown trees, notes, passages. Nothing here knows of another file.

pub mod article;
pub mod attributes;
pub mod document;
pub mod fields;
pub mod fold;
pub mod front_matter;
pub mod inline;
pub mod links;
pub mod markdown;
pub mod note;
mod raw_html;
pub mod record;
pub mod slug;
mod tree;
pub mod value;
pub mod yaml_tree;
