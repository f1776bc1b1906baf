//! The whole new site is made in a folder beside the old one; then the two change places in one
//! step. Whatever is unchanged is linked into the new folder, not copied.

use std::fs;
use std::path::Path;

use super::WriteError;
use super::disk;
use super::manifest::Manifest;
use super::names;
use super::plan::Plan;
use super::staging::{self, Staging};
use super::target::Target;

/// Whether another folder can take the place of a target, as far as can be told beforehand.
pub(super) fn is_possible(target: &Target) -> bool {
    if !target.exists {
        return true;
    }
    // A shell or a server that stands in the folder would go on standing in the old one.
    let stood_in = std::env::current_dir()
        .and_then(fs::canonicalize)
        .is_ok_and(|current| current.starts_with(&target.path));
    // A repository has thousands of files of its own, and git may be at work on them.
    let repository =
        fs::symlink_metadata(target.path.join(".git")).is_ok_and(|found| found.is_dir());
    cfg!(target_os = "linux") && !stood_in && !repository
}

/// Swaps the new site in. `false`: the system, or this folder, does not allow it, and nothing has
/// been changed.
pub(super) fn swap(
    target: &Target,
    plan: &Plan<'_>,
    after: &Manifest,
    staging: &mut Staging,
) -> Result<bool, WriteError> {
    if !staging.is_beside {
        return Ok(false);
    }
    let folder = |path: &Path| {
        disk::create_folders(&staging.path.join(path))
            .map_err(WriteError::io("make", target.shown(path)))
    };
    plan.folders.iter().try_for_each(|path| folder(Path::new(path)))?;
    plan.foreign_folders.iter().try_for_each(|path| folder(path))?;
    let unchanged = plan.keep.iter().map(Path::new);
    for path in unchanged.chain(plan.foreign.iter().map(AsRef::as_ref)) {
        if disk::link(&target.path.join(path), &staging.path.join(path)).is_err() {
            return Ok(false);
        }
    }
    if target.exists && !keep_permissions(target, plan, staging) {
        return Ok(false);
    }
    let manifest = staging.path.join(names::MANIFEST);
    after.write_to(&manifest).map_err(WriteError::io("write", target.shown(names::MANIFEST)))?;
    staging.finish().map_err(WriteError::io("finish", &target.shown))?;
    if target.exists {
        if disk::exchange(&staging.path, &target.path).is_err() {
            staging.take_back();
            return Ok(false);
        }
        staging::retire(&staging.path, target);
    } else if let Err(error) = disk::rename(&staging.path, &target.path) {
        staging.take_back();
        return Err(WriteError::io("make", &target.shown)(error));
    }
    Ok(true)
}

/// Gives the new folders the permissions of the old ones; `false` where that is not possible.
fn keep_permissions(target: &Target, plan: &Plan<'_>, staging: &Staging) -> bool {
    let root = [Path::new("")];
    let folders = plan.folders.iter().map(Path::new);
    let others = plan.foreign_folders.iter().map(AsRef::as_ref);
    folders.chain(others).chain(root).all(|path| {
        match fs::symlink_metadata(target.path.join(path)) {
            Ok(old) if old.is_dir() => {
                disk::set_permissions(&staging.path.join(path), old.permissions()).is_ok()
            }
            _ => true,
        }
    })
}
