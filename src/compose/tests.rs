//! Notes written into files of every shape.

use proptest::prelude::*;

use super::insert::line_end;
use super::*;
use crate::load::Folder;
use crate::parse::document::Document;
use crate::place::{InContent, Place};
use crate::source::SourceFile;
use crate::suggest::NewFile;

const REPORT: &str = "---\ntitle: A\nrights: full\nlanguage: en\n---\n\
    The mayor said no on Monday. “It is *not* safe,” she said. The bridge is shut.\n\n\
    He said no on Friday, too: 18 bureaus [sic] and 1 college. The bridge is shut.\n";
const OTHER: &str =
    "---\ntitle: B\nrights: full\nlanguage: en\n---\nShe says no. The bridge is closed.\n";
const MAYOR: &str = "---\nname: The Mayor\n---\n";

fn folder(files: &[(&str, &str)]) -> Folder {
    let mut folder = Folder::default();
    let own = [
        ("content/articles/a.md", REPORT),
        ("content/articles/b.md", OTHER),
        ("content/officials/mayor.md", MAYOR),
    ];
    for (path, text) in own.iter().chain(files) {
        let file = SourceFile::from_bytes((*path).to_owned(), text.as_bytes().to_vec());
        let id = folder.sources.add(file);
        folder.content.push(id);
    }
    folder
}

const FILE: &str = "content/annotations/a.md";

fn document(desk: &Desk<'_>, article: &str) -> Document {
    let mut articles = desk.briefing().articles.iter();
    let article = articles.find(|it| it.slug == article).unwrap();
    (*article.shown().unwrap().document).clone()
}

/// What a page tells of the bytes of a report's text.
fn selected(document: &Document, place: Place<InContent>) -> Selection {
    let edge = |at: usize, is_end: bool| {
        let holds = |text: Place<InContent>| match is_end {
            true => text.start() < at && at <= text.end(),
            false => text.start() <= at && at < text.end(),
        };
        let block = document.blocks.iter().find(|block| holds(block.text)).unwrap();
        let before = &document.text[block.text.start()..at];
        Edge { block: block.id.clone(), offset: before.chars().count() }
    };
    let text = document.slice(place).to_owned();
    Selection { start: edge(place.start(), false), end: edge(place.end(), true), text }
}

/// The `index`th place of some words, as a page tells of it.
fn words(desk: &Desk<'_>, article: &str, words: &str, index: usize) -> Selection {
    let document = document(desk, article);
    let (at, _) = document.text.match_indices(words).nth(index).unwrap();
    selected(&document, Place::new(at..at + words.len()))
}

fn form(kind: &str, keys: &[(&str, &str)], text: &str) -> NoteForm {
    let keys = keys.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    NoteForm {
        kind: kind.to_owned(),
        title: "A [title], really".to_owned(),
        keys: keys.collect(),
        draft: false,
        text: text.to_owned(),
    }
}

fn wanted<'a>(form: NoteForm, parts: Vec<Selection>) -> NewNote<'a> {
    let passage = PassageForm { parts, ..PassageForm::default() };
    let passage = (!passage.parts.is_empty()).then_some(passage);
    NewNote { form, article: "a".into(), passage, file: FILE.into(), offered: &[] }
}

fn after(composed: &Result<Composed, Refusal>) -> String {
    composed.as_ref().unwrap().changes.last().unwrap().after.clone()
}

#[test]
fn a_first_note_makes_its_file() {
    let folder = folder(&[]);
    let desk = Desk::new(&folder);
    assert_eq!(desk.own_file("a"), FILE);
    let parts = vec![words(&desk, "a", "It is not safe", 0)];
    let composed = desk.new_note(&wanted(form("quote", &[("by", "mayor")], "See [[b]]."), parts));
    assert_eq!(
        after(&composed),
        "---\narticle: a\n---\n\n## A \\[title\\], really {#a-title-really .quote by=mayor}\n\n\
         > It is not safe\n\nSee [[b]].\n"
    );
}

#[test]
fn a_passage_is_told_from_others_and_has_its_gaps() {
    let folder = folder(&[]);
    let desk = Desk::new(&folder);
    let quote = |parts: &[(&str, usize)]| {
        let parts: Vec<_> = parts.iter().map(|(it, at)| words(&desk, "a", it, *at)).collect();
        desk.quote("a", &parts).map(|quoted| quoted.line)
    };
    assert_eq!(quote(&[("said no", 0)]).unwrap(), "> mayor **said no**");
    assert_eq!(quote(&[("said no", 1)]).unwrap(), "> He **said no**");
    assert_eq!(quote(&[("18 bureaus [sic]", 0)]).unwrap(), "> 18 bureaus \\[sic\\]");
    assert_eq!(quote(&[("It is", 0), ("The bridge", 0)]).unwrap(), "> It is […] The bridge");
    // As they are selected, in whatever order.
    assert_eq!(quote(&[("college", 0), ("18 bureaus", 0)]).unwrap(), "> 18 bureaus […] college");
    // The words after a gap are those that come first, unless more of them are quoted.
    let shut = quote(&[("mayor", 0), ("The bridge is shut", 1)]).unwrap();
    assert_eq!(shut, "> mayor […] college. **The bridge is shut**");
    assert_eq!(quote(&[("safe,”", 0)]).unwrap(), "> safe,”");
    assert!(quote(&[("bridge is", 0), ("is shut", 0)]).is_err());
    let stale = Selection { text: "no such words".into(), ..words(&desk, "a", "said no", 0) };
    assert!(desk.quote("a", &[stale]).is_err());
    // Over blocks.
    let document = document(&desk, "a");
    let from = document.text.find("is shut").unwrap();
    let to = document.text.find("on Friday").unwrap();
    let across = selected(&document, Place::new(from..to));
    assert_eq!(desk.quote("a", &[across]).unwrap().line, "> is shut. He said no");
}

#[test]
fn a_page_that_shows_a_part_of_a_report_tells_its_words() {
    let folder = folder(&[]);
    let desk = Desk::new(&folder);
    let mut part = words(&desk, "a", "18 bureaus", 0);
    part.start.offset = 3;
    part.end.offset = 13;
    assert_eq!(desk.quote("a", &[part]).unwrap().line, "> 18 bureaus");
    let mut twice = words(&desk, "a", "n", 0);
    twice.start.offset = 3;
    twice.end.offset = 3;
    assert!(desk.quote("a", &[twice]).is_err());
}

#[test]
fn each_kind_says_what_it_needs() {
    let folder = folder(&[(FILE, "---\narticle: a\nauthor: AB\nstatus: draft\n---\n")]);
    let desk = Desk::new(&folder);
    let parts = || vec![words(&desk, "a", "18 bureaus", 0)];
    let mut claim = wanted(form("claim", &[("unit", "bodies"), ("author", "AB")], ""), parts());
    let refused = desk.new_note(&claim).unwrap_err();
    assert!(refused.message.contains("needs its value"), "{refused:?}");
    claim.passage.as_mut().unwrap().value = "18 bureaus + 1 college".into();
    claim.form.title = "How many {.x} there are".into();
    let written = after(&desk.new_note(&claim));
    assert!(
        written.ends_with(
            "---\n\n## How many \\{.x} there are {#how-many-x-there-are .claim unit=bodies status=published}\n\n\
             > 18 bureaus\n> — [[a]]: 18 bureaus + 1 college\n"
        ),
        "{written}"
    );
    let reads = ("reads", "Huawei \\ & “affiliates”, its \"spokesman\"");
    let written = after(
        &desk.new_note(&wanted(form("correction", &[reads, ("evidence", "b")], ""), parts())),
    );
    let value = r#" reads="Huawei \\ & “affiliates”, its \"spokesman\"" "#;
    assert!(written.contains(value), "{written}");
    let mut draft = wanted(form("note", &[], "Yes."), parts());
    draft.form.draft = true;
    assert!(after(&desk.new_note(&draft)).ends_with("{#a-title-really}\n\n> 18 bureaus\n\nYes.\n"));
    for (kind, keys, told) in [
        ("quote", &[][..], "by="),
        ("quote", &[("by", "nobody")][..], "nobody"),
        ("correction", &[][..], "evidence"),
        ("note", &[("by", "mayor")][..], "has no key `by`"),
        ("note", &[("date", "{x}")][..], "cannot hold"),
        ("remark", &[][..], "no kind of note"),
    ] {
        let refused = desk.new_note(&wanted(form(kind, keys, ""), parts())).unwrap_err();
        let all = format!("{} {:?}", refused.message, refused.help);
        assert!(all.contains(told), "{kind}: {all}");
    }
}

#[test]
fn a_report_is_named_where_the_file_names_it_or_it_must_be() {
    let written = |notes: &str| {
        let text = format!("---\narticle: a\n---\n\n{notes}");
        let folder = folder(&[(FILE, &text)]);
        let desk = Desk::new(&folder);
        let parts = vec![words(&desk, "a", "18 bureaus", 0)];
        after(&desk.new_note(&wanted(form("note", &[], "Yes."), parts)))
    };
    let (plain, named) = ("> 18 bureaus\n\nYes.\n", "> 18 bureaus\n> — [[a]]\n\nYes.\n");
    assert!(written("## One\n\n> no on Monday\n").ends_with(plain));
    assert!(written("## One {.claim}\n\n> no on Monday\n> — [[a]]: no\n").ends_with(plain));
    let both = "## One\n\n> no on Monday\n> — [[a]]\n\n> says no\n> — [[b]]\n";
    assert!(written(both).ends_with(plain));
    assert!(written("## One\n\n> no on Monday\n> — [[a]]\n").ends_with(named));
}

#[test]
fn what_would_be_read_as_something_else_is_refused() {
    let folder = folder(&[]);
    let desk = Desk::new(&folder);
    for text in [
        "> A block quote",
        "## Another note",
        "See [[nothing]].",
        "{.quote}",
        "<!-- a comment",
        "One.\n\n## Two {#two}\n\nThree.",
        "Under\n---\n",
        // All notes below would be a part of it.
        "```\ncode",
    ] {
        let parts = vec![words(&desk, "a", "18 bureaus", 0)];
        assert!(desk.new_note(&wanted(form("note", &[], text), parts)).is_err(), "{text}");
    }
    // The file's own last note has what never ends.
    let folder = self::folder(&[(FILE, "---\narticle: a\n---\n## One\n\n```\ncode\n")]);
    let desk = Desk::new(&folder);
    let parts = vec![words(&desk, "a", "18 bureaus", 0)];
    let refused = desk.new_note(&wanted(form("note", &[], "Yes."), parts)).unwrap_err();
    assert!(refused.message.contains("never ends"), "{refused:?}");
    assert!(refused.message.ends_with(&format!("(in `{FILE}:6`)")), "{refused:?}");
    let mut elsewhere = wanted(form("note", &[], "Yes."), Vec::new());
    elsewhere.file = "content/articles/a.md".into();
    assert!(desk.new_note(&elsewhere).unwrap_err().message.contains("no annotation file"));
}

#[test]
fn who_has_no_record_gets_the_one_that_is_offered() {
    let folder = folder(&[]);
    let desk = Desk::new(&folder);
    let text = "---\nname: Ann Lee\n---\n".to_owned();
    let offered = [NewFile { path: "content/officials/ann-lee.md".into(), text }];
    let parts = vec![words(&desk, "a", "It is not safe", 0)];
    let mut wanted = wanted(form("quote", &[("by", "ann-lee")], ""), parts);
    assert!(desk.new_note(&wanted).is_err());
    wanted.offered = &offered;
    let paths: Vec<_> =
        desk.new_note(&wanted).unwrap().changes.into_iter().map(|it| it.path).collect();
    assert_eq!(paths, ["content/officials/ann-lee.md", FILE]);
}

fn joining(desk: &Desk<'_>, article: &str, quoted: &str, value: &str) -> Joining {
    let parts = vec![words(desk, article, quoted, 0)];
    let passage = PassageForm { parts, value: value.into(), ..PassageForm::default() };
    Joining { note: "one".into(), article: article.into(), passage }
}

#[test]
fn a_passage_joins_a_note_and_the_others_then_say_where_they_stand() {
    let note = "---\r\narticle: a\r\n---\r\n\r\n## One {#one .quote by=mayor}\r\n\r\n  >It is not\r\n  >safe\r\n\r\nText.\r\n\r\n## Two\r\n\r\n> no on Monday\r\n";
    let folder = folder(&[(FILE, note)]);
    let desk = Desk::new(&folder);
    let joined = after(&desk.joined(&joining(&desk, "b", "She says no", "")));
    assert_eq!(
        joined,
        note.replace(">safe\r\n", ">safe\r\n  > — [[a]]\r\n\r\n> She says no\r\n> — [[b]]\r\n")
    );
    // In the same report nothing more need be said.
    let joined = after(&desk.joined(&joining(&desk, "a", "The bridge", "")));
    assert_eq!(joined, note.replace(">safe\r\n", ">safe\r\n\r\n> said. **The bridge**\r\n"));
    let mut unknown = joining(&desk, "b", "She says no", "");
    unknown.note = "none".into();
    assert!(desk.joined(&unknown).is_err());
}

#[test]
fn a_claim_takes_an_answer_unless_it_says_that_there_is_none() {
    let claim = |silence: &str| {
        format!("## One {{#one .claim}}\n> 18 bureaus\n> — [[a]]: 18\n{silence}Text.\n")
    };
    let text = claim("\n");
    let folder = folder(&[(FILE, &text)]);
    let desk = Desk::new(&folder);
    let joined = after(&desk.joined(&joining(&desk, "b", "closed", "none")));
    assert_eq!(joined, text.replace(": 18\n", ": 18\n\n> closed\n> — [[b]]: none\n"));
    let text = claim("\n> — [[b]]: not reported\n\n");
    let folder = self::folder(&[(FILE, &text)]);
    let desk = Desk::new(&folder);
    let refused = desk.joined(&joining(&desk, "b", "closed", "none")).unwrap_err();
    assert!(refused.message.contains("does not report it"), "{refused:?}");
}

#[test]
fn what_is_suggested_is_taken_as_it_is() {
    let folder =
        folder(&[(FILE, "## One {#one .quote by=mayor}\n\n> It is not safe\n> — [[a]]\n")]);
    let desk = Desk::new(&folder);
    let passages = "> She says no\n> — [[b]] {as=\"She\"}\n";
    let joined = after(&desk.joined_as_written("one", passages));
    assert!(joined.ends_with("> — [[a]]\n\n> She says no\n> — [[b]] {as=\"She\"}\n"), "{joined}");
    assert!(desk.joined_as_written("one", "Text.").is_err());
    let pasted = |text: &str| {
        let (text, article, file) = (text.to_owned(), "a".into(), FILE.into());
        desk.pasted(&Pasted { text, article, file, needs: &[] })
    };
    let note = "## Two {#two .question}\n\n> no on Monday\n> — [[a]]\n";
    assert!(after(&pasted(note)).ends_with(&format!("\n\n{note}")));
    assert!(pasted(&format!("{note}\n{note}")).is_err());
    assert!(pasted("## Two {#one}\n\nText.\n").unwrap_err().message.contains("already"));
    assert!(pasted("Text.").is_err());
}

/// Pieces of annotation files, as authors and others write them.
const PIECES: &[&str] = &[
    "## One {#one .quote by=mayor}\n\n> It is *not* safe\n",
    "> — [[a]]\n",
    "\n> no on Monday\n> — [[a]] {as=\"the mayor\"}\n",
    "\nText with [a link][x] and a note.[^1]\n\n[x]: https://a.b/\n\n[^1]: Below.\n",
    "\n- a list\n  - in it\n\n### Heading\n",
    "\n```\n## no note\n```\n",
    "\n<!-- ## no note -->\n",
    "\n\n\n",
    "   ",
    "## Two {#two .claim}\n> 18 bureaus\n> — [[a]]: 18\n\n> — [[b]]: not reported\n",
    "## Three\n\n> mayor **said no**\n>\n\nText.",
    "\n~~~\nopen",
    "\n<!-- open",
    "## Four {#four",
    "\ta tab\n",
    "> lazy\ngoes on\n",
    "## 海康 {#five tags=\"x, y\"}\n\nÄ.\n",
];

const FRONTS: &[&str] =
    &["", "---\narticle: a\n---\n", "---\narticle: b\nstatus: draft\ntags: [x]\n---\n\n"];

const TEXTS: &[&str] = &[
    "",
    "Plain.",
    "A [link](https://a.b/) and [[b]].\n\n- a list\n- of two",
    "1. one\n\n   more\n\n> a quote in the text",
    "```\n## code\n```",
    "[x]: https://other.example/\n\nSee [x].",
    "A footnote.[^1]\n\n[^1]: Here.",
    "| a | b |\n|---|---|\n| c | d |",
    "Ends in a backslash\\",
];

const TITLES: &[&str] =
    &["A title", "# {x}", "*a* _b_ `c` [d](e) <f>", "C#", "…", "\\", "&amp; {#a}", "海康威视"];

fn file() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..6);
    (prop::sample::select(FRONTS), pieces, any::<bool>()).prop_map(|(front, pieces, is_windows)| {
        let text = format!("{front}{}", pieces.concat());
        if is_windows { text.replace('\n', "\r\n") } else { text }
    })
}

fn parts() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0usize..170, 1usize..60), 0..3)
}

/// Places of a report's text, cut between letters.
fn places(document: &Document, parts: &[(usize, usize)]) -> Vec<Place<InContent>> {
    let text = &document.text;
    let cut = |at: usize| text.floor_char_boundary(at.min(text.len()));
    let all = parts.iter().map(|(start, length)| cut(*start)..cut(start + length));
    let is_whole = |range: &std::ops::Range<usize>| !text[range.clone()].trim().is_empty();
    all.filter(is_whole)
        .map(|range| {
            let slice = &text[range.clone()];
            let start = range.start + slice.len() - slice.trim_start().len();
            Place::new(start..start + slice.trim().len())
        })
        .collect()
}

/// Whether all lines of a text stand in another, in order.
fn is_within(before: &str, after: &str) -> bool {
    let mut lines = after.split('\n');
    before.split('\n').all(|line| lines.any(|other| other == line))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// Whatever stands in a file: after a note was written, what stood there stands there, and the note is what
    /// was meant.
    #[test]
    fn every_other_byte_stays_and_the_note_is_the_one_that_was_meant(
        file in file(),
        parts in parts(),
        title in prop::sample::select(TITLES),
        text in prop::sample::select(TEXTS),
        draft in any::<bool>(),
    ) {
        let folder = folder(&[(FILE, &file)]);
        let desk = Desk::new(&folder);
        let document = document(&desk, "a");
        let places = places(&document, &parts);
        let parts: Vec<Selection> = places.iter().map(|place| selected(&document, *place)).collect();
        let form = NoteForm { title: title.into(), draft, ..form("context", &[], text) };
        if let Ok(composed) = desk.new_note(&wanted(form, parts)) {
            let [change] = &composed.changes[..] else { panic!("one file changes") };
            prop_assert_eq!(change.before.as_deref(), Some(&*file));
            prop_assert!(change.after.starts_with(&file));
            let ends = change.after.matches("\r\n").count();
            prop_assert!(line_end(&file) == "\n" || ends == change.after.matches('\n').count());
            let read = folder.with_text(FILE, &change.after);
            let read = Desk::new(&read);
            prop_assert_eq!(read.briefing().notes.len(), desk.briefing().notes.len() + 1);
            let note = read.briefing().notes.iter().find(|note| note.slug == composed.note).unwrap();
            prop_assert_eq!(&note.title, title);
            prop_assert_eq!(note.draft, draft);
            let stands: Vec<_> = note.passages.iter().flat_map(|passage| passage.parts().to_vec()).collect();
            let mut meant = places;
            meant.sort_unstable_by_key(|place| place.start());
            prop_assert_eq!(stands.len(), meant.len());
            // What folding takes as one with the words belongs to them.
            for (stands, meant) in stands.iter().zip(&meant) {
                prop_assert!(stands.covers(*meant) && stands.len() <= meant.len() + 4);
            }
        }
    }

    /// The same of passages that join a note.
    #[test]
    fn a_note_is_joined_and_every_other_byte_stays(file in file(), parts in parts(), other in any::<bool>()) {
        let folder = folder(&[(FILE, &file)]);
        let desk = Desk::new(&folder);
        let article = if other { "b" } else { "a" };
        let document = document(&desk, article);
        let places = places(&document, &parts);
        let parts: Vec<Selection> = places.iter().map(|place| selected(&document, *place)).collect();
        for note in ["one", "two", "three"] {
            let passage = PassageForm { parts: parts.clone(), value: "18".into(), ..PassageForm::default() };
            let joining = Joining { note: note.into(), article: article.into(), passage };
            let Ok(composed) = desk.joined(&joining) else { continue };
            let [change] = &composed.changes[..] else { panic!("one file changes") };
            prop_assert!(is_within(&file, &change.after), "{}", change.after);
            let read = folder.with_text(FILE, &change.after);
            let read = Desk::new(&read);
            let count = |desk: &Desk<'_>, note: &str| {
                let mut notes = desk.briefing().notes.iter();
                notes.find(|it| it.slug == note).map(|note| note.passages.len())
            };
            // One that lacked its attribution had no place before, and now has.
            prop_assert!(count(&read, note) > count(&desk, note));
            for same in ["one", "two", "three", "five"].into_iter().filter(|it| *it != note) {
                prop_assert_eq!(count(&read, same), count(&desk, same));
            }
        }
    }
}
