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
mod parts;
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
use crate::output::{Collector, Nothing, Out, Sink};
use crate::route::Route;
pub use edition::Edition;
use formats::{Csv, xml_text, xml_writer};
use parts::{Parts, is_part};

/// A file of data.
struct Export {
    /// Its path; at the site's root, so that relative links are the same in all of them.
    path: &'static str,
    /// Whether it can only be made where the site's address is known.
    needs_base_url: bool,
    write: Write,
}

/// How a file of data is written.
enum Write {
    /// As one file, whatever its size.
    Whole(fn(&Edition, &mut Out<'_>) -> io::Result<()>),
    /// In parts, with an index in its place, where it would be too large.
    Parted(fn(&Edition, &mut Parts<'_>) -> io::Result<()>),
}

impl Export {
    const fn whole(
        path: &'static str,
        write: fn(&Edition, &mut Out<'_>) -> io::Result<()>,
    ) -> Self {
        Self { path, needs_base_url: false, write: Write::Whole(write) }
    }

    const fn parted(
        path: &'static str,
        write: fn(&Edition, &mut Parts<'_>) -> io::Result<()>,
    ) -> Self {
        Self { path, needs_base_url: false, write: Write::Parted(write) }
    }

    /// Whether a file at a path is this one, or a part of it.
    fn makes(&self, path: &str) -> bool {
        path == self.path || matches!(self.write, Write::Parted(_)) && is_part(path, self.path)
    }

    /// Makes the file, or its parts and their index, and gives their paths.
    fn make(&self, edition: &Edition, sink: &impl Sink) -> io::Result<Vec<String>> {
        let mut paths = Vec::new();
        match self.write {
            Write::Whole(write) => {
                sink.file(self.path, |out| write(edition, out))?;
                paths.push(self.path.to_owned());
            }
            Write::Parted(write) => {
                let mut take = |path: &str, bytes: Vec<u8>| {
                    sink.bytes(path, &bytes.into());
                    paths.push(path.to_owned());
                };
                write(edition, &mut Parts::new(self.path, edition.most_bytes, &mut take))?;
            }
        }
        Ok(paths)
    }
}

/// Every file of data.
const EXPORTS: &[Export] = &[
    Export::parted(annotations::PATH, annotations::write),
    Export::parted(json::PATH, json::write),
    Export::whole(json::SCHEMA_PATH, json::write_schema),
    Export::parted(quotes::PATH, quotes::write),
    Export::parted(claims::PATH, claims::write),
    Export::parted(mentions::PATH, mentions::write),
    Export::parted(shared_words::PATH, shared_words::write),
    Export::whole(sources::PATH, sources::write),
    Export::whole(bibtex::PATH, bibtex::write),
    Export::whole(feed::PATH, feed::write),
    Export { needs_base_url: true, ..Export::whole(sitemap::PATH, sitemap::write) },
    Export::whole(robots::PATH, robots::write),
    // Tells GitHub Pages to serve the folder as it is.
    Export::whole(".nojekyll", |_, _| Ok(())),
];

/// The files that a briefing can have.
fn possible(briefing: &Briefing) -> impl ParallelIterator<Item = &'static Export> {
    let has_address = briefing.settings.base_url.is_some();
    EXPORTS.par_iter().filter(move |export| !export.needs_base_url || has_address)
}

/// The paths of all files of data but those of the search's index, which are as many as it needs. Where a
/// file is too large its index stands there.
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
        .map(|export| export.make(edition, sink))
        .collect::<io::Result<Vec<_>>>()?
        .concat();
    for (path, bytes) in search(edition) {
        sink.bytes(&path, &bytes);
        paths.push(path);
    }
    Ok(paths)
}

/// Whether a path may be that of a file of data, or of a part of one.
#[must_use]
pub fn may_have(briefing: &Briefing, path: &str) -> bool {
    possible(briefing).any(|export| export.makes(path))
}

/// Makes the file of data at a path, where there is one.
///
/// # Errors
///
/// As [`export`].
pub fn make(edition: &Edition, path: &str) -> io::Result<Option<Bytes>> {
    let Some(export) = possible(edition.briefing).find_any(|export| export.makes(path)) else {
        return Ok(None);
    };
    let files = Collector::default();
    export.make(edition, &files)?;
    Ok(files.finish().get(path).cloned())
}

/// The paths of all files of data but those of the search's index, the parts of large ones too: they are
/// known only when they are made.
///
/// # Errors
///
/// As [`export`].
pub fn paths_with_parts(edition: &Edition) -> io::Result<Vec<String>> {
    let made = possible(edition.briefing).map(|export| export.make(edition, &Nothing));
    Ok(made.collect::<io::Result<Vec<_>>>()?.concat())
}

/// The files of the search's index, with their paths.
pub fn search(edition: &Edition) -> impl Iterator<Item = (String, Bytes)> {
    search::files(edition).into_iter().map(|(route, bytes)| (route.path(), bytes.into()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

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

    /// The files of a briefing of some notes and reports, of which none may have more bytes than `most`.
    fn files_of_at_most(most: usize) -> Vec<(String, String)> {
        let reports: Vec<(String, String)> = (0..9)
            .map(|it| {
                let text = format!(
                    "---\ntitle: T\nrights: full\n---\n{it} Xyzzy said \"much\", Plugh said."
                );
                (format!("articles/a{it}.md"), text)
            })
            .collect();
        let notes: String = (0..9)
            .map(|it| format!("## N{it} {{.quote by=plugh}}\n\n> {it} Xyzzy said\n> — [[a{it}]]\n\nWhat, \"N\"?\n\n"))
            .collect();
        let mut files: Vec<(&str, &str)> =
            reports.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        files.push(("officials/plugh.md", "---\nname: Plugh\n---\n"));
        files.push(("annotations/a.md", &notes));
        let briefing = briefing(&files);
        let collation = crate::collate::collate(&briefing, &crate::suggest::Echoes::default());
        let edition = Edition { most_bytes: most, ..Edition::new(&briefing, &collation) };
        let sink = Collector::default();
        let mut paths = export(&edition, &sink).unwrap();
        let files = sink.finish();
        let text = |bytes: &Bytes| String::from_utf8(bytes.to_vec()).unwrap();
        let all: Vec<(String, String)> =
            files.iter().map(|(path, bytes)| (path.to_owned(), text(bytes))).collect();
        paths.sort();
        assert!(paths.iter().eq(all.iter().map(|(path, _)| path)), "{paths:?}");
        let mut same = paths_with_parts(&edition).unwrap();
        same.extend(search(&edition).map(|(path, _)| path));
        same.sort();
        assert_eq!(same, paths);
        for (path, text) in all.iter().filter(|(path, _)| !is_of_search(path)) {
            assert!(may_have(&briefing, path), "{path}");
            let alone = make(&edition, path).unwrap().unwrap();
            assert_eq!(alone, text.as_bytes(), "{path}");
        }
        all
    }

    #[test]
    fn what_is_too_large_for_one_file_comes_in_parts_that_hold_the_same() {
        const MOST: usize = 500;
        let (whole, parted) = (files_of_at_most(1 << 20), files_of_at_most(MOST));
        let text = |files: &[(String, String)], path: &str| -> String {
            let file = files.iter().find(|(other, _)| other == path);
            file.unwrap_or_else(|| panic!("no {path}")).1.clone()
        };
        let json = |files: &[(String, String)], path: &str| -> Value {
            serde_json::from_str(&text(files, path)).unwrap()
        };
        for (path, text) in parted.iter().filter(|(path, _)| path.ends_with(".csv")) {
            assert!(text.len() <= MOST, "{path} has {} bytes", text.len());
        }

        // A list of its own files has an item a line.
        let (all, mut index) = (json(&whole, "briefing.json"), json(&parted, "briefing.json"));
        let mut lists = 0;
        for (name, list) in index.as_object_mut().unwrap() {
            let Some(parts) = list.get("parts").cloned() else { continue };
            let parts = parts.as_array().unwrap();
            let lines = parts.iter().map(|part| text(&parted, part.as_str().unwrap()));
            let lines = lines.collect::<String>();
            let items: Vec<Value> =
                lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(list["count"], items.len());
            assert!(name != "notes" || parts.len() > 1);
            *list = items.into();
            lists += 1;
        }
        assert_eq!((&index, lists), (&all, 6));

        // A page of annotations leads to the next.
        let all = json(&whole, "annotations.jsonld");
        let index = json(&parted, "annotations.jsonld");
        assert_eq!((&index["total"], &index["id"]), (&all["total"], &all["id"]));
        let (mut items, mut next, mut before) = (Vec::new(), index["first"].clone(), Value::Null);
        while let Some(path) = next.as_str().map(str::to_owned) {
            let page = json(&parted, &path);
            assert_eq!((&page["id"], &page["partOf"]), (&next, &index["id"]));
            assert_eq!((&page["prev"], &page["startIndex"]), (&before, &items.len().into()));
            let lines = text(&parted, &path).lines().count();
            assert_eq!(lines, page["items"].as_array().unwrap().len() + 2);
            items.extend(page["items"].as_array().unwrap().clone());
            before = std::mem::replace(&mut next, page["next"].clone());
        }
        assert_eq!(index["last"], before);
        assert_eq!(all["first"]["items"], Value::from(items));

        // Each part of a table has the names of its columns.
        for name in ["quotes", "mentions"] {
            let mut rows = String::new();
            let index = text(&parted, &format!("{name}.csv"));
            let parts: Vec<&str> = index.lines().skip(1).collect();
            assert!(index.starts_with("part,records\r\n") && parts.len() > 1, "{index}");
            for part in parts {
                let (path, records) = part.split_once(',').unwrap();
                let part = text(&parted, path);
                let (head, rest) = part.split_once("\r\n").unwrap();
                assert_eq!(records, rest.lines().count().to_string());
                if rows.is_empty() {
                    rows = format!("{head}\r\n");
                }
                assert!(rows.starts_with(head));
                rows.push_str(rest);
            }
            assert_eq!(rows, text(&whole, &format!("{name}.csv")));
        }
    }
}
