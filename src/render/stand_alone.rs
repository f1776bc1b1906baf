//! A page that is no part of a site: it brings its style with it, and links to nothing.

use serde::Serialize;

use super::assets::theme;
use super::engine::{Html, Shared, Templates};
use super::view::direction;
use crate::diagnostic::Diagnostic;
use crate::output::buffered;

/// The page of `sidenote verify --html`.
pub(crate) const DRAFT: &str = "verify.html";

/// What such a page sees beside its view.
pub(super) const SEEN: [&str; 3] = ["language", "direction", "style"];

/// Makes such a page of a template.
pub(crate) fn stand_alone(
    templates: &Templates,
    template: &'static str,
    language: &str,
    view: &impl Serialize,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let style = Shared::new(&Html::new(&theme()));
    let shared = [
        ("language", &Shared::new(&language)),
        ("direction", &Shared::new(&direction(language))),
        ("style", &style),
    ];
    let filled = templates.fill(template, &shared, view)?;
    let mut page = Vec::new();
    buffered(&mut page, |out| templates.render(filled, out))?;
    Ok(page)
}
