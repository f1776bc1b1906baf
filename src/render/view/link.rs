//! Links, as pages have them.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::engine::Shared;

/// A link of the navigation.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct NavView<'a> {
    pub(crate) section: Cow<'static, str>,
    pub(crate) label: &'a str,
    pub(crate) href: String,
}

/// A link, or words that lead nowhere. A copy shares its text.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(transparent)]
pub(crate) struct LinkView(#[schemars(with = "LinkFields<'static>")] Shared);

#[derive(Serialize, JsonSchema)]
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
