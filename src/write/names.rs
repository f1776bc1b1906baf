//! The names that the writer keeps to itself, and those that files of a site can have.

use std::io;
use std::path::{Component, Path};

use super::WriteError;

/// The name of the manifest in a site.
pub(super) const MANIFEST: &str = ".sidenote-manifest";

/// How names of staging folders inside a target begin.
pub(super) const INNER: &str = ".sidenote-new-";

/// Whether a name at the top of a target is that of a staging folder.
pub(super) fn is_inner_name(name: &str) -> bool {
    is_name(name, INNER)
}

pub(super) fn is_name(name: &str, prefix: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    name.strip_prefix(prefix)
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(process, number)| is_number(process) && is_number(number))
}

/// A path as the site writes it; `None` for one that no site can have.
pub(super) fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

/// Refuses a path that no file of a site can have.
pub(super) fn check_path(path: &str) -> Result<(), WriteError> {
    let parts = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let relative = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    // The manifest has a path a line.
    let one_line = !path.contains(char::is_control);
    if !parts || !relative || !one_line || path.starts_with(".sidenote") {
        return Err(WriteError::PathInvalid(path.to_owned()));
    }
    Ok(())
}

/// Whether an error says that something is not there.
pub(super) fn is_missing<T>(result: &io::Result<T>) -> bool {
    result.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}
