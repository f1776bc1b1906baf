//! Keeps a site for the desk and a site for everyone apart.

use std::path::{Path, PathBuf};

use super::WriteError;
use super::found::FolderContent;
use super::manifest::Manifest;
use super::names;
use super::target::Target;
use crate::config::Audience;

/// Refuses a target inside a folder that holds a site for another audience.
pub(super) fn refuse_inside_another(target: &Target, audience: Audience) -> Result<(), WriteError> {
    let around = target.path.ancestors().skip(1).find(|folder| is_for_another(folder, audience));
    around.map_or(Ok(()), |folder| Err(refused(target, audience, folder.to_owned())))
}

/// Refuses a target that holds a site for another audience, or in which one stands.
pub(super) fn refuse_around_another(
    target: &Target,
    before: Option<&Manifest>,
    found: &FolderContent,
    audience: Audience,
) -> Result<(), WriteError> {
    if before.is_some_and(|before| before.audience() != audience) {
        return Err(refused(target, audience, target.shown.clone()));
    }
    let lists = found.files.keys().filter(|path| path.ends_with(names::MANIFEST));
    let mut inside = lists.filter_map(|path| path.parent());
    let other = inside.find(|folder| is_for_another(&target.path.join(folder), audience));
    other.map_or(Ok(()), |folder| Err(refused(target, audience, target.shown(folder))))
}

fn is_for_another(folder: &Path, audience: Audience) -> bool {
    matches!(Manifest::read_from(folder), Ok(Some(list)) if list.audience() != audience)
}

fn refused(target: &Target, audience: Audience, other: PathBuf) -> WriteError {
    WriteError::OtherAudience { target: target.shown.clone(), audience, other }
}
