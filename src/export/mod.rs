//! The site's data: the briefing for other programs to read. `docs/data.md` describes each file.
//!
//! Of an article's text nothing is read but what [`crate::model::Article::shown`] and
//! [`crate::model::Passage::parts`] give: what a build withholds is in no file.

mod annotations;
mod feed;
#[cfg(test)]
mod fixture;
mod json;
mod mentions;
mod place;
mod robots;
mod sitemap;
mod sources;
mod view;

use std::io;
use std::ops::Range;

use rayon::prelude::*;

use crate::model::{ArticleId, Briefing, Prose};
use crate::route::{Place, Route};
use place::{Located, Piece};

/// A file of data.
struct Export {
    /// Its path; at the site's root, so that relative links are the same in all of them.
    path: &'static str,
    /// Whether it can only be made where the site's address is known.
    needs_base_url: bool,
    write: fn(&Edition, &mut Vec<u8>) -> io::Result<()>,
}

impl Export {
    const fn new(path: &'static str, write: fn(&Edition, &mut Vec<u8>) -> io::Result<()>) -> Self {
        Self { path, needs_base_url: false, write }
    }
}

/// Every file of data.
const EXPORTS: [Export; 9] = [
    Export::new(annotations::PATH, annotations::write),
    Export::new(json::PATH, json::write),
    Export::new(json::SCHEMA_PATH, json::write_schema),
    Export::new(mentions::PATH, mentions::write),
    Export::new(sources::PATH, sources::write),
    Export::new(feed::PATH, feed::write),
    Export { path: sitemap::PATH, needs_base_url: true, write: sitemap::write },
    Export::new(robots::PATH, robots::write),
    // Tells GitHub Pages to serve the folder as it is.
    Export::new(".nojekyll", |_, _| Ok(())),
];

/// Writes prose as HTML, and as plain text.
pub type WriteProse<'a> = &'a (dyn Fn(&Prose) -> (String, String) + Sync);

/// What the files of data are made of.
pub struct Edition<'a> {
    briefing: &'a Briefing,
    prose: WriteProse<'a>,
    /// By article; `None` where its text is withheld.
    texts: Vec<Option<Located<'a>>>,
}

impl<'a> Edition<'a> {
    /// A briefing, and how its prose is written.
    #[must_use]
    pub fn new(briefing: &'a Briefing, prose: WriteProse<'a>) -> Self {
        let texts = briefing
            .articles
            .iter()
            .map(|article| article.shown().map(|prose| Located::new(&prose.document)))
            .collect();
        Self { briefing, prose, texts }
    }

    /// The address of a place: absolute under the site's address, else relative to the site's
    /// root, where all files of data stand.
    fn url(&self, place: &Place) -> String {
        match &self.briefing.settings.base_url {
            Some(base_url) => place.absolute(base_url),
            None => Route::File(String::new()).link_to(place),
        }
    }

    fn page_url(&self, route: Route) -> String {
        self.url(&Place::page(route))
    }

    /// Bytes of an article's text, block by block; nothing where it is withheld.
    fn pieces(&self, article: ArticleId, part: &Range<usize>) -> Vec<Piece<'a>> {
        match self.texts.get(article.0) {
            Some(Some(text)) => text.pieces(part),
            _ => Vec::new(),
        }
    }
}

/// All files of data, in a fixed order.
///
/// # Errors
///
/// None that is known: writing to memory does not fail. A caller tells of it as of a file that
/// could not be written.
pub fn files(edition: &Edition) -> io::Result<Vec<(Route, Vec<u8>)>> {
    EXPORTS
        .par_iter()
        .filter(|export| !export.needs_base_url || edition.briefing.settings.base_url.is_some())
        .map(|export| {
            let mut bytes = Vec::new();
            (export.write)(edition, &mut bytes)?;
            Ok((Route::File(export.path.to_owned()), bytes))
        })
        .collect()
}

/// Lines end as RFC 4180 has it.
fn csv_writer(out: &mut Vec<u8>) -> csv::Writer<&mut Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out)
}

fn xml_writer(out: &mut Vec<u8>) -> quick_xml::Writer<&mut Vec<u8>> {
    quick_xml::Writer::new_with_indent(out, b' ', 2)
}

/// Text without the characters that XML cannot hold.
fn xml_text(text: &str) -> String {
    let allowed = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if allowed(&c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::NoteKind;
    use fixture::{article, briefing, note, passage, withheld};

    #[test]
    fn files_have_names_of_their_own_and_the_same_bytes_each_time() {
        let mut briefing = briefing(
            vec![article("a", &["One two."]), withheld("b")],
            vec![note("n", NoteKind::Note, vec![passage(1, vec![])])],
        );
        briefing.settings.base_url = Some("https://a.b/".into());
        let prose = |_: &Prose| (String::new(), String::new());
        let edition = Edition::new(&briefing, &prose);
        let first = files(&edition).unwrap();
        let paths: BTreeSet<String> = first.iter().map(|(route, _)| route.path()).collect();
        assert_eq!(paths.len(), EXPORTS.len());
        assert_eq!(files(&edition).unwrap(), first);
    }
}
