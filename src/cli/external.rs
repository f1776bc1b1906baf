//! `sidenote check --external`

use std::fs;
use std::path::Path;

use jiff::Timestamp;

use super::Failure;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::external::{self, Cache};
use crate::load::Folder;
use crate::parse::parse;
use crate::write::rewrite::replace;

/// What is known of links to the web: beside the content, and in no site.
const ANSWERS: &str = ".sidenote-external.json";

/// Diagnostics, and those of links to the web among them.
pub(super) fn with(
    others: Vec<Diagnostic>,
    root: &Path,
    folder: &Folder,
) -> Result<Vec<Diagnostic>, Failure> {
    let path = root.join(ANSWERS);
    let mut cache = Cache::from_text(&fs::read_to_string(&path).unwrap_or_default());
    let now = Timestamp::now().as_second();
    let (parsed, _) = parse(folder);
    let told = external::check(&parsed, &folder.sources, &mut cache, now);
    replace(&path, cache.to_text(now).as_bytes())
        .map_err(|error| Failure::not_written(&path, &error))?;
    let is_accepted = |told: &Diagnostic| parsed.accepted.has(told.span.file, told.code);
    let mut all = Diagnostics::default();
    all.extend(others);
    all.extend(told.into_iter().filter(|told| !is_accepted(told)));
    Ok(all.sorted())
}
