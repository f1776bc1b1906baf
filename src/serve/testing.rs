//! Briefings for tests of the server.

use super::site::Shown;
use crate::build::{BuildOptions, Checked, Unwatched, examine};
use crate::config::Audience;
use crate::load::{Asset, Folder};
use crate::source::SourceFile;

pub(super) fn options() -> BuildOptions {
    BuildOptions { audience: Audience::Private, base_url: None }
}

/// What is shown of a briefing of these files.
pub(super) fn shown(files: &[(&str, &str)]) -> Shown {
    let mut folder = Folder::default();
    for (path, text) in files {
        let id = folder.sources.add(SourceFile::from_bytes((*path).into(), (*text).into()));
        if let Some(name) = path.strip_prefix("static/") {
            let bytes = bytes::Bytes::from(text.as_bytes().to_vec()).into();
            folder.assets.insert(name.to_owned(), Asset { file: id, bytes });
        } else if path.starts_with("content/") {
            folder.content.push(id);
        } else {
            folder.settings = Some(id);
        }
    }
    let Checked { publication, .. } = examine(&folder, &options(), &Unwatched);
    Shown::new(None, folder, publication)
}
