//! The fallback: file by file, in the folder itself.
//!
//! All new files are written before the first old one is touched, so that a full disk harms
//! nothing. Then each takes its place in one step, what pages refer to before the pages, and the
//! front page last. A build that is killed in between leaves every page readable, some of them
//! old and some new; the manifest lists both until it is done, so the next build can go on.

use std::path::Path;

use super::WriteError;
use super::disk;
use super::manifest::Manifest;
use super::names;
use super::plan::Plan;
use super::staging::Staging;
use super::target::Target;

/// The name of a list that is to take its place; no file of a site has such a name.
const LIST: &str = ".sidenote-list";

/// Makes the folder hold the new site, whose new files stand in `staging`.
pub(super) fn replace(
    target: &Target,
    plan: &Plan<'_>,
    before: &Manifest,
    after: &Manifest,
    staging: &Staging,
) -> Result<(), WriteError> {
    let make = |path: &str| {
        disk::create_folders(&target.path.join(path))
            .map_err(WriteError::io("make", target.shown(path)))
    };
    list(&before.union(after), target, staging)?;

    let (in_the_way, other): (Vec<&str>, Vec<&str>) =
        plan.stale.iter().map(String::as_str).partition(|path| is_in_the_way(path, plan));
    in_the_way.into_iter().try_for_each(|path| remove(target, path))?;
    plan.folders.iter().try_for_each(|path| make(path))?;
    let mut order = plan.write.clone();
    order.sort_by_key(|path| (path.ends_with(".html"), *path == "index.html"));
    for path in order {
        let place = target.path.join(path);
        if place.is_dir() {
            // An empty one: the plan would have refused any other.
            disk::remove_folder(&place).map_err(WriteError::io("replace", target.shown(path)))?;
        }
        disk::rename(&staging.path.join(path), &place)
            .map_err(WriteError::io("write", target.shown(path)))?;
    }
    other.into_iter().try_for_each(|path| remove(target, path))?;
    list(after, target, staging)
}

/// Puts a manifest in its place in one step.
fn list(manifest: &Manifest, target: &Target, staging: &Staging) -> Result<(), WriteError> {
    let new = staging.path.join(LIST);
    manifest
        .write_to(&new)
        .and_then(|()| disk::rename(&new, &target.path.join(names::MANIFEST)))
        .map_err(WriteError::io("write", target.shown(names::MANIFEST)))
}

/// Whether an old file stands where the site has a folder, or in a folder where it has a file.
fn is_in_the_way(stale: &str, plan: &Plan<'_>) -> bool {
    plan.folders.contains(stale)
        || Path::new(stale).ancestors().skip(1).any(|folder| {
            folder.to_str().is_some_and(|folder| plan.write.binary_search(&folder).is_ok())
        })
}

/// Removes an old file, and the folders that are empty without it.
fn remove(target: &Target, path: &str) -> Result<(), WriteError> {
    disk::remove(&target.path.join(path)).map_err(WriteError::io("remove", target.shown(path)))?;
    for folder in Path::new(path).ancestors().skip(1) {
        if folder == Path::new("") || disk::remove_folder(&target.path.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
}
