//! What all pages are made of.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::Timestamp;

use super::common::Common;
use super::engine::{Html, MadePart, Shared, Templates};
use super::index::Index;
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

/// Which files that pages name only where they are there the briefing has in `static/assets/`.
#[derive(Debug, Clone, Copy, Default)]
pub struct OwnAssets {
    /// `custom.css`, loaded after the theme.
    pub style: bool,
    /// `card.png`, shown where the address of a page is shared.
    pub card: bool,
}
