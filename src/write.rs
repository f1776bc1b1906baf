//! Puts a site on disk, so that its folder holds at every moment a whole site.
//!
//! 1. `target` finds the folder and refuses one that holds the briefing, or people's own files;
//!    `audience` one that holds a site for others than this one is for.
//! 2. `manifest` tells which of its files an earlier build wrote, `found` what is there.
//! 3. [`Writing`] takes the files of the new site as they are made. `incoming` holds each against
//!    the old one; it is kept nowhere if it is the same, else in a folder aside (`staging`).
//! 4. When all are there, `plan` tells what becomes of the rest of the folder.
//! 5. `swap` completes the new site in the folder aside and exchanges the two in one step.
//!    Where the system cannot do that, `in_place` replaces file by file.
//!
//! [`mod@rewrite`] is for files of the briefing itself, which a person wrote.
//!
//! A file that has not changed keeps its time; a file that no build wrote is never touched.
//!
//! **What is flushed.** A killed build or a full disk cannot harm the last good site, since
//! nothing in it is written to. A power failure is another matter: only the manifest is flushed
//! (`fsync`), not each page, which would make a build of a thousand pages wait for as many disk
//! writes. Whatever is lost then can be made again from the briefing: the next build trusts no
//! file's name or time, compares bytes, and makes anew what is empty or ends in zeros. The manifest alone cannot be
//! made again, so it alone is flushed.

#![expect(clippy::disallowed_methods, reason = "this is the module that writes to disk")]

mod audience;
mod disk;
mod error;
mod found;
mod in_place;
mod incoming;
mod kept;
mod manifest;
mod names;
mod plan;
pub mod rewrite;
mod staging;
mod swap;
mod target;
mod site_folder;
mod writing;

pub use error::{WriteError, what_to_do};
pub use writing::Writing;

/// What a build did to its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Files of the site.
    pub files: usize,
    /// Those of them that are pages.
    pub pages: usize,
    /// Files that are new or differ from the last build's.
    pub changed: usize,
    /// Files of an earlier build that the site no longer has.
    pub removed: usize,
}

#[cfg(test)]
mod tests;
