//! The tags of an incoming annotation: those that notes can have, and the rest.

use super::read::Incoming;
use crate::import::body::one_line;
use crate::parse::address::is_web_url;
use crate::parse::comma_list;
use crate::parse::comment;
use crate::parse::slug::{no_page, slug};

/// The tags of an annotation.
#[derive(Default)]
pub(super) struct Tags {
    /// Those that a note can have, each once.
    pub(super) fit: Vec<String>,
    /// The others, which stand in its text.
    pub(super) rest: Vec<String>,
}

impl Tags {
    pub(super) fn of(incoming: &Incoming) -> Self {
        // What this program wrote says how they are told apart.
        let given: Vec<String> = match incoming.keys.get("tags") {
            Some(own) => comma_list::items(own).map(|(_, item)| item.to_owned()).collect(),
            None => incoming.tags.clone(),
        };
        let (mut tags, mut slugs) = (Self::default(), Vec::new());
        for tag in given.iter().map(|tag| one_line(tag)).filter(|tag| !tag.is_empty()) {
            let words: Vec<&str> =
                comma_list::items(&tag).map(|(_, item)| item).filter(|it| !it.is_empty()).collect();
            let name = words.join(" ").trim_start_matches('#').to_owned();
            let slug = slug(&name);
            let is_fit = !slug.is_empty()
                && !is_web_url(&tag)
                && no_page(&slug).is_none()
                && !matches!(slug.as_str(), "draft" | "drafts")
                && !name.contains(['{', '}'])
                && comment::openings(&name).next().is_none();
            match is_fit {
                true if slugs.contains(&slug) => {}
                true => {
                    tags.fit.push(name);
                    slugs.push(slug);
                }
                false => tags.rest.push(tag),
            }
        }
        tags
    }
}
