//! What the tests have in common: the fixtures, the sites that are made of them, and their pages.

pub(crate) mod crowd;
pub(crate) mod hostile;
pub(crate) mod page;
pub(crate) mod server;
pub(crate) mod site;
pub(crate) mod structured_data;

use std::path::{Path, PathBuf};

/// The folder of this project.
pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the fixtures, each a briefing and what must come out of it.
pub(crate) fn cases() -> PathBuf {
    project().join("tests/cases")
}
