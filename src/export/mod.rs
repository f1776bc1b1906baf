//! The site's data: the briefing for other programs to read. `docs/data.md` describes each file.
//!
//! Of an article's text nothing is read but what [`crate::model::Article::shown`] and
//! [`crate::model::Passage::parts`] give: what a build withholds is in no file.

mod annotations;
mod authored;
mod bibtex;
mod claims;
mod edition;
mod feed;
mod formats;
#[cfg(test)]
mod fixture;
mod json;
mod mentions;
mod block_text;
mod quotes;
mod robots;
mod search;
mod shared_words;
mod sitemap;
mod sources;

use std::io;

use bytes::Bytes;
use rayon::prelude::*;

use crate::model::Briefing;
use crate::output::{Out, Sink, buffered};
use crate::route::Route;
pub use edition::Edition;
use formats::{Csv, xml_text, xml_writer};

/// A file of data.
struct Export {
    /// Its path; at the site's root, so that relative links are the same in all of them.
    path: &'static str,
    /// Whether it can only be made where the site's address is known.
    needs_base_url: bool,
    write: fn(&Edition, &mut Out<'_>) -> io::Result<()>,
}

impl Export {
    const fn new(path: &'static str, write: fn(&Edition, &mut Out<'_>) -> io::Result<()>) -> Self {
        Self { path, needs_base_url: false, write }
    }
}

/// Every file of data.
const EXPORTS: &[Export] = &[
    Export::new(annotations::PATH, annotations::write),
    Export::new(json::PATH, json::write),
    Export::new(json::SCHEMA_PATH, json::write_schema),
    Export::new(quotes::PATH, quotes::write),
    Export::new(claims::PATH, claims::write),
    Export::new(mentions::PATH, mentions::write),
    Export::new(shared_words::PATH, shared_words::write),
    Export::new(sources::PATH, sources::write),
    Export::new(bibtex::PATH, bibtex::write),
    Export::new(feed::PATH, feed::write),
    Export { path: sitemap::PATH, needs_base_url: true, write: sitemap::write },
    Export::new(robots::PATH, robots::write),
    // Tells GitHub Pages to serve the folder as it is.
    Export::new(".nojekyll", |_, _| Ok(())),
];

/// The files that a briefing can have.
fn possible(briefing: &Briefing) -> impl ParallelIterator<Item = &'static Export> {
    let has_address = briefing.settings.base_url.is_some();
    EXPORTS.par_iter().filter(move |export| !export.needs_base_url || has_address)
}

/// The paths of all files of data but those of the search's index, which are as many as it needs.
#[must_use]
pub fn paths(briefing: &Briefing) -> Vec<&'static str> {
    possible(briefing).map(|export| export.path).collect()
}

/// Whether a path is where the search's index stands.
#[must_use]
pub fn is_of_search(path: &str) -> bool {
    path.starts_with(&Route::asset("search/").path())
}

/// Makes all files of data, and gives their paths.
///
/// # Errors
///
/// None that is known: writing to a sink does not fail.
pub fn export(edition: &Edition, sink: &impl Sink) -> io::Result<Vec<String>> {
    let mut paths: Vec<String> = possible(edition.briefing)
        .map(|export| {
            sink.file(export.path, |out| (export.write)(edition, out))?;
            Ok(export.path.to_owned())
        })
        .collect::<io::Result<_>>()?;
    for (path, bytes) in search(edition) {
        sink.bytes(&path, &bytes);
        paths.push(path);
    }
    Ok(paths)
}

/// Makes the file of data at a path, where there is one.
///
/// # Errors
///
/// As [`export`].
pub fn make(edition: &Edition, path: &str) -> Option<io::Result<Vec<u8>>> {
    let export = possible(edition.briefing).find_any(|export| export.path == path)?;
    let mut bytes = Vec::new();
    Some(buffered(&mut bytes, |out| (export.write)(edition, out)).map(|()| bytes))
}

/// The files of the search's index, with their paths.
pub fn search(edition: &Edition) -> impl Iterator<Item = (String, Bytes)> {
    search::files(edition).into_iter().map(|(route, bytes)| (route.path(), bytes.into()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::output::Collector;
    use fixture::briefing;

    const WITHHELD: &str = "---\ntitle: T\nrights: link\n---\nXyzzy said Plugh to 28 people.";
    const SHOWN: &str = "---\ntitle: T\nrights: full\n---\nSome say 27 people.";
    const NOTES: &str = "## One {.quote by=plugh}\n\n> Xyzzy said\n> — [[a]]\n\n\
        ## Two {.claim}\n\n> 28 people\n> — [[a]]: 28\n\n> 27 people\n> — [[b]]: 27\n";

    fn files() -> [(&'static str, &'static str); 4] {
        [
            ("articles/a.md", WITHHELD),
            ("articles/b.md", SHOWN),
            ("officials/plugh.md", "---\nname: Plugh\n---\n"),
            ("annotations/a.md", NOTES),
        ]
    }

    #[test]
    fn files_have_names_of_their_own_and_the_same_bytes_each_time() {
        let mut briefing = briefing(&files());
        briefing.settings.base_url = Some("https://a.b/".into());
        let collation = crate::collate::collate(&briefing, &crate::suggest::Echoes::default());
        let edition = Edition::new(&briefing, &collation);
        let (first, again) = (Collector::default(), Collector::default());
        let paths = export(&edition, &first).unwrap();
        let different: BTreeSet<&str> = paths.iter().map(String::as_str).collect();
        assert_eq!(paths.len(), different.len());
        export(&edition, &again).unwrap();
        let first = first.finish();
        assert!(first.iter().map(|(path, _)| path).eq(different));
        assert_eq!(again.finish(), first);
    }

    #[test]
    fn nothing_withheld_is_in_any_file() {
        let briefing = briefing(&files());
        for Export { path, .. } in EXPORTS {
            let text = fixture::export(&briefing, path).unwrap_or_default();
            assert!(!text.contains("Xyzzy") && !text.contains("28 people"), "{path}: {text}");
        }
        assert!(fixture::export(&briefing, "briefing.json").unwrap().contains("27 people"));
    }
}
