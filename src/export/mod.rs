//! The site's data: the briefing for other programs to read. `docs/data.md` describes each file.
//!
//! Of an article's text nothing is read but what [`crate::model::Article::shown`] and
//! [`crate::model::Passage::parts`] give: what a build withholds is in no file.

mod annotations;
mod authored;
mod claims;
mod feed;
#[cfg(test)]
mod fixture;
mod json;
mod mentions;
mod place;
mod quotes;
mod robots;
mod search;
mod shared;
mod sitemap;
mod sources;

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::collate::Collation;
use crate::html::{self, Page};
use crate::model::{ArticleId, Briefing, NoteId, Passage, Prose};
use crate::output::{Out, Sink};
use crate::route::Route;
use place::{Located, Piece, joined};

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
const EXPORTS: [Export; 12] = [
    Export::new(annotations::PATH, annotations::write),
    Export::new(json::PATH, json::write),
    Export::new(json::SCHEMA_PATH, json::write_schema),
    Export::new(quotes::PATH, quotes::write),
    Export::new(claims::PATH, claims::write),
    Export::new(mentions::PATH, mentions::write),
    Export::new(shared::PATH, shared::write),
    Export::new(sources::PATH, sources::write),
    Export::new(feed::PATH, feed::write),
    Export { path: sitemap::PATH, needs_base_url: true, write: sitemap::write },
    Export::new(robots::PATH, robots::write),
    // Tells GitHub Pages to serve the folder as it is.
    Export::new(".nojekyll", |_, _| Ok(())),
];

/// What the files of data are made of.
pub struct Edition<'a> {
    briefing: &'a Briefing,
    collation: &'a Collation,
    /// Where links start: all files of data stand at the site's root.
    page: Page<'a>,
    /// By article; `None` where its text is withheld.
    texts: Vec<Option<Located<'a>>>,
    /// By note: its body as HTML, which more than one file has.
    bodies: Vec<OnceLock<String>>,
}

impl<'a> Edition<'a> {
    /// A briefing, and what comes of comparing its reports.
    #[must_use]
    pub fn new(briefing: &'a Briefing, collation: &'a Collation) -> Self {
        let page = Page {
            base_url: briefing.settings.base_url.as_deref(),
            ..Page::new(briefing, Route::File(json::PATH.to_owned()), &briefing.words)
        };
        let texts = briefing
            .articles
            .iter()
            .map(|article| article.shown().map(|prose| Located::new(&prose.document)))
            .collect();
        let bodies = briefing.notes.iter().map(|_| OnceLock::new()).collect();
        Self { briefing, collation, page, texts, bodies }
    }

    fn slug(&self, article: ArticleId) -> &'a str {
        &self.briefing[article].slug
    }

    /// Prose as HTML whose ids begin with `prefix`.
    fn html(&self, prose: &Prose, prefix: &str) -> String {
        let options = html::Options { headings: Some(3), prefix, ..html::Options::default() };
        html::prose(&self.page, prose, &options)
    }

    /// A note's body as HTML that can share a page with other notes'.
    fn note_html(&self, id: NoteId) -> &str {
        let note = &self.briefing[id];
        self.bodies[id.0].get_or_init(|| self.html(&note.body, &format!("{}_", note.slug)))
    }

    /// Bytes of an article's text, block by block; nothing where it is withheld.
    fn pieces(&self, article: ArticleId, part: &Range<usize>) -> impl Iterator<Item = Piece<'a>> {
        let text = self.texts.get(article.0).and_then(Option::as_ref);
        text.into_iter().flat_map(|text| text.pieces(part))
    }

    /// Bytes of an article's text; nothing where it is withheld.
    fn text(&self, article: ArticleId, range: &Range<usize>) -> &'a str {
        let shown = self.briefing[article].shown();
        shown.and_then(|prose| prose.document.text.get(range.clone())).unwrap_or_default()
    }

    /// What a report prints of passages, in order, with `[…]` between parts: of a digest's words those
    /// that are the report's.
    fn printed<'b>(&self, passages: impl IntoIterator<Item = &'b Passage>) -> String {
        let parts = passages.into_iter().flat_map(|passage| {
            let own = |part| self.briefing[passage.article].own_words(part);
            passage.parts().iter().flat_map(own).map(|part| (passage.article, part))
        });
        self.put_together(parts)
    }

    /// Passages as a digest has them, where not all of it is the report's own words; else nothing.
    fn digest<'b>(&self, passages: impl IntoIterator<Item = &'b Passage>) -> String {
        let parts = passages.into_iter().flat_map(|passage| {
            let article = &self.briefing[passage.article];
            let own = passage.parts().iter().all(|part| article.is_own(part));
            let parts = passage.parts().iter().filter(move |_| !own);
            parts.map(|part| (passage.article, part.clone()))
        });
        self.put_together(parts)
    }

    fn put_together(&self, parts: impl Iterator<Item = (ArticleId, Range<usize>)>) -> String {
        let text = |(article, part)| {
            let pieces: Vec<Piece> = self.pieces(article, &part).collect();
            joined(&pieces).into_owned()
        };
        parts.map(text).collect::<Vec<_>>().join(" […] ")
    }
}

/// Makes all files of data, and gives their paths.
///
/// # Errors
///
/// None that is known: writing to a sink does not fail.
pub fn export(edition: &Edition, sink: &impl Sink) -> io::Result<Vec<String>> {
    let mut paths: Vec<String> = EXPORTS
        .par_iter()
        .filter(|export| !export.needs_base_url || edition.briefing.settings.base_url.is_some())
        .map(|export| {
            sink.file(export.path, |out| (export.write)(edition, out))?;
            Ok(export.path.to_owned())
        })
        .collect::<io::Result<_>>()?;
    for (route, bytes) in search::files(edition) {
        paths.push(route.path());
        sink.bytes(&route.path(), &bytes.into());
    }
    Ok(paths)
}

/// Lines end as RFC 4180 has it.
fn csv_writer<W: Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out)
}

fn xml_writer<W: Write>(out: W) -> quick_xml::Writer<W> {
    quick_xml::Writer::new_with_indent(out, b' ', 2)
}

/// Text without the characters that XML cannot hold.
fn xml_text(text: &str) -> Cow<'_, str> {
    let unknown = |c| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    match text.contains(unknown) {
        true => text.replace(unknown, "\u{fffd}").into(),
        false => text.into(),
    }
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
