//! Links, as pages have them.

use serde::Serialize;

use crate::render::engine::Shared;

/// A link, or words that lead nowhere. A copy shares its text.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub(crate) struct LinkView(Shared);

#[derive(Serialize)]
struct LinkFields<'a> {
    label: &'a str,
    href: Option<&'a str>,
}

impl LinkView {
    /// A link.
    pub(crate) fn new(label: &str, href: &str) -> Self {
        Self(Shared::new(&LinkFields { label, href: Some(href) }))
    }

    /// Words alone.
    pub(crate) fn words(label: &str) -> Self {
        Self(Shared::new(&LinkFields { label, href: None }))
    }
}
