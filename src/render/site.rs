//! What all pages are made of.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::Timestamp;

use super::common::Common;
use super::engine::{Html, MadePart, Shared, Templates};
use super::index::Index;
use super::page_list::PageList;
use super::style_check::paper;
use crate::collate::Collation;
use crate::i18n::Words;
use crate::model::Briefing;

/// What all pages are made of.
pub(crate) struct Site<'a> {
    pub(crate) briefing: &'a Briefing,
    pub(crate) collation: &'a Collation,
    pub(crate) index: &'a Index,
    pub(crate) words: &'a Words,
    pub(crate) templates: &'a Templates,
    pub(crate) own: OwnAssets,
    pub(super) once: &'a MadeOnce,
}

/// What many pages of one state of a briefing have, made once for all of them: when it is first asked
/// for, if it is much.
#[derive(Debug)]
pub struct MadeOnce {
    pub(super) index: Index,
    pub(super) list: PageList,
    /// When any part of the briefing was last changed.
    pub(super) changed: Option<Timestamp>,
    /// `t`
    pub(super) words: Shared,
    /// By viewpoint: see [`super::common::viewpoint`].
    pub(super) common: BTreeMap<String, Common>,
    /// By note: its body and its place in a list, as pages in folders show them.
    pub(super) bodies: Vec<OnceLock<Html>>,
    pub(super) listed: Vec<OnceLock<MadePart>>,
}

/// What pages take from a briefing's `static/assets/`: which files that they name only where they are there,
/// and a token.
#[derive(Debug, Clone, Default)]
pub struct OwnAssets {
    /// `custom.css`, loaded after the theme.
    pub style: bool,
    /// `card.png`, shown where the address of a page is shared.
    pub card: bool,
    /// The background of pages in light and in dark, where it is a plain colour.
    pub paper: Option<[String; 2]>,
}

impl OwnAssets {
    /// What there is among files of a site, which `text` gives by their names in the folder of assets.
    #[must_use]
    pub fn new(text: impl Fn(&str) -> Option<String>) -> Self {
        let (style, theme) = (text("custom.css"), text("theme.css"));
        let theme = theme.unwrap_or_else(super::assets::theme);
        let paper = paper(style.as_deref().into_iter().chain([theme.as_str()]));
        Self { style: style.is_some(), card: text("card.png").is_some(), paper }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_of_a_browser_has_the_colour_of_the_paper() {
        let own = |custom: Option<&str>| {
            let custom = custom.map(str::to_owned);
            OwnAssets::new(|name| custom.clone().filter(|_| name == "custom.css"))
        };
        assert_eq!(own(None).paper, Some(["#fbfaf6".to_owned(), "#151411".to_owned()]));
        let white = own(Some(":root { --paper: white; }"));
        assert_eq!(white.paper, Some(["white".to_owned(), "white".to_owned()]));
        // What it comes to only a browser knows.
        assert_eq!(own(Some(":root { --paper: var(--mine); }")).paper, None);
    }
}
