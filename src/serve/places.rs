//! Where the site shows what stands in the author's files, and what an edit changed.

use std::collections::HashMap;

use serde::Serialize;

use crate::load::Folder;
use crate::memory::Key;
use crate::model::{ArticleId, Briefing, Note, NoteId, RecordId};
use crate::place::{InSource, Place};
use crate::route::{Route, SitePlace};
use crate::source::{FileId, Span};

/// Where files of the briefing are shown as they are written.
pub(super) const SOURCE_PATH: &str = "/.sidenote/source/";

/// How many things that were edited are told of.
const MOST_EDITED: usize = 3;

/// Something that was edited, and where the site shows it.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Edited {
    pub(super) page: String,
    pub(super) title: String,
}

/// The page of the site that shows what stands at a place of a file, as a link from its root.
pub(super) fn page_of(briefing: &Briefing, span: Span) -> Option<String> {
    let unplaced = briefing.unplaced.iter().find(|(_, passage)| *passage == span);
    let place = unplaced.map(|(article, _)| SitePlace::page(briefing.article_route(*article)));
    let place = place.or_else(|| {
        let mut notes = briefing.notes();
        let (id, _) = notes.find(|(_, note)| holds(note, span))?;
        Some(note_page(briefing, id))
    });
    let place = place.or_else(|| of_file(briefing, span).map(|(place, _)| place));
    Some(place?.absolute("/"))
}

/// Whether a place of a file is a part of a note.
pub(super) fn holds(note: &Note, span: Span) -> bool {
    let Span { file, start, end } = note.extent;
    file == span.file && (start..end.max(start + 1)).contains(&span.start)
}

/// Where a note stands: one of whose passages has no place, at the head of the article where that is shown.
fn note_page(briefing: &Briefing, id: NoteId) -> SitePlace {
    let note = &briefing[id];
    let unplaced = briefing.unplaced.iter().find(|(_, passage)| holds(note, *passage));
    match unplaced.filter(|_| note.passages.is_empty()) {
        Some((article, _)) => SitePlace::page(briefing.article_route(*article)),
        None => briefing.note_place(id),
    }
}

/// The page of an article or record, by a place in its file, and what it is called.
fn of_file(briefing: &Briefing, span: Span) -> Option<(SitePlace, &str)> {
    if let Some((id, article)) = briefing.articles().find(|(_, it)| it.span.file == span.file) {
        return Some((in_article(briefing, id, span.place()), &article.title));
    }
    let (id, record): (RecordId, _) =
        briefing.records().find(|(_, it)| it.span.file == span.file)?;
    Some((SitePlace::page(briefing.record_route(id)), &record.name))
}

/// The block of an article that stands at a place of its file; its page, where none does.
fn in_article(briefing: &Briefing, id: ArticleId, at: Place<InSource>) -> SitePlace {
    let route = briefing.article_route(id);
    let blocks = briefing[id].shown().map_or(&[][..], |prose| &prose.document.blocks);
    let block = blocks.iter().find(|block| block.source.contains(at.start()));
    match block.filter(|block| !block.id.is_empty()) {
        Some(block) => SitePlace::at(route, block.id.clone()),
        None => SitePlace::page(route),
    }
}

/// A link to a line of a file as it is written; none to a file outside of the briefing.
pub(super) fn source_link(path: &str, line: usize) -> Option<String> {
    let is_outside = std::path::Path::new(path).is_absolute();
    (!is_outside)
        .then(|| format!("{}#line-{line}", Route::File(path.to_owned()).absolute(SOURCE_PATH)))
}

/// What differs of the texts of a briefing from those that were there before, by where the site shows it.
pub(super) fn edited(before: &Folder, folder: &Folder, briefing: &Briefing) -> Vec<Edited> {
    let old: HashMap<&str, (FileId, Key)> =
        before.sources.iter().map(|(id, file)| (&*file.path, (id, file.key()))).collect();
    let mut edited = Vec::new();
    for &id in &folder.content {
        let file = folder.sources.file(id);
        let there = old.get(&*file.path);
        if there.is_some_and(|(_, key)| *key == file.key()) {
            continue;
        }
        let text = there.map_or("", |(id, _)| &before.sources.file(*id).text);
        let mut notes = briefing.notes().filter(|(_, note)| note.extent.file == id).peekable();
        if notes.peek().is_none() {
            let of_file = of_file(briefing, Span::whole(id));
            edited.extend(of_file.map(|(place, title)| Edited {
                page: place.absolute("/"),
                title: title.to_owned(),
            }));
        }
        let changed = notes.filter(|(_, note)| !text.contains(folder.sources.text(note.extent)));
        edited.extend(changed.map(|(id, note)| Edited {
            page: note_page(briefing, id).absolute("/"),
            title: note.title.clone(),
        }));
        if edited.len() >= MOST_EDITED {
            break;
        }
    }
    edited.truncate(MOST_EDITED);
    edited
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::testing::shown;

    const REPORT: &str =
        "---\ntitle: A\nrights: full\n---\nThe ferry runs.\n\nThe bridge is shut.\n";

    fn notes(second: &str) -> String {
        format!(
            "---\narticle: a\n---\n\n## One\n\n> The ferry\n\nX.\n\n## Two\n\n> {second}\n\nY.\n"
        )
    }

    #[test]
    fn an_edit_is_told_by_the_note_that_it_changed() {
        let state = |second: &str| {
            shown(&[
                ("content/articles/a.md", REPORT),
                ("content/annotations/a.md", &notes(second)),
            ])
        };
        let (before, after) = (state("The bridge"), state("bridge is"));
        let told = edited(&before.folder, &after.folder, after.publication.briefing());
        let two = Edited { page: "/articles/a.html#two_1".into(), title: "Two".into() };
        assert_eq!(told, [two]);
        assert_eq!(edited(&after.folder, &after.folder, after.publication.briefing()), []);
    }

    #[test]
    fn places_of_files_lead_to_pages() {
        let state = shown(&[
            ("content/articles/a.md", REPORT),
            ("content/annotations/a.md", &notes("PASSAGE-NOT-THERE")),
            ("content/entities/sallow.md", "---\nname: Port of Sallow\n---\n"),
        ]);
        let (sources, briefing) = (&state.folder.sources, state.publication.briefing());
        let page = |path: &str, words: &str| {
            let (id, file) = sources.iter().find(|(_, file)| file.path == path).unwrap();
            let start = file.text.find(words).unwrap();
            page_of(briefing, Span::new(id, Place::new(start..start + words.len())))
        };
        let one = page("content/annotations/a.md", "The ferry");
        assert_eq!(one.as_deref(), Some("/articles/a.html#one_1"));
        let block = page("content/articles/a.md", "bridge is").unwrap();
        assert!(block.starts_with("/articles/a.html#p-"), "{block}");
        let record = page("content/entities/sallow.md", "Sallow");
        assert_eq!(record.as_deref(), Some("/entities/sallow.html"));
        // The note that has nothing but a passage without a place stands where that is told.
        let two = page("content/annotations/a.md", "Y.");
        assert_eq!(two.as_deref(), Some("/articles/a.html"));
        assert_eq!(briefing.unplaced.len(), 1);
        let (article, passage) = briefing.unplaced[0];
        assert_eq!(page_of(briefing, passage).as_deref(), Some("/articles/a.html"));
        assert_eq!(briefing[article].slug, "a");
        let source = "/.sidenote/source/content/a%20b.md#line-7";
        assert_eq!(source_link("content/a b.md", 7).as_deref(), Some(source));
        assert_eq!(source_link("/etc/passwd", 1), None);
    }
}
