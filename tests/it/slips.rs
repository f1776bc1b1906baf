//! One slip in a file publishes no draft and ends no program: properties, since no list of slips is
//! complete.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use rayon::prelude::*;
use sidenote::build::{BuildOptions, Built, build, check};
use sidenote::config::Audience;
use sidenote::diagnostic::{Diagnostic, Format, emit};
use sidenote::load::Folder;
use sidenote::parse::parse;
use sidenote::resolve::resolve;
use sidenote::source::SourceFile;

const ARTICLE: &str = "---\ntitle: Council closes the ferry\npublisher: The Wire\nrights: full\n---\n\
    The council will close the ferry in May. The school stays open all year.\n";

/// What no file of a site may have in it: the words of a draft, its title's and its id's.
const SECRET: &str = "zanzibar";

/// A file of notes, of which the second is a draft.
const DRAFT_AMONG_OTHERS: &str = "---\narticle: wire\nauthor: AB\n---\n\n## The date {#date}\n\n> in May\n\n\
    Words of *it*:\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n\n\
    ## The zanzibar source {#zanzibar .question status=draft author=\"A B\"}\n\n\
    > The school stays\n> — [[wire]]\n\nIt is zanzibar who said so.\n\n```\nzanzibar\n```\n\n\
    ## The year {.context}\n\n> open all year\n> — [[wire]]\n\nMore words.\n";

/// A file of drafts alone.
const DRAFTS: &str = "---\narticle: wire\nstatus: draft\nauthor: AB\n---\n\n\
    ## The zanzibar source {#zanzibar .question}\n\n> The school stays\n\nIt is zanzibar.\n";

const PUBLISHED: &str = "---\narticle: wire\n---\n\n## Open\n\n> The council\n\nWords.\n";

fn folder(files: &[(&str, &str)]) -> Folder {
    let mut folder = Folder::default();
    for (path, text) in files {
        let source = SourceFile::from_bytes((*path).to_owned(), text.as_bytes().to_vec());
        let id = folder.sources.add(source);
        match *path {
            "sidenote.yaml" => folder.settings = Some(id),
            _ => folder.content.push(id),
        }
    }
    folder
}

fn options(audience: Audience) -> BuildOptions {
    BuildOptions { audience, base_url: None }
}

/// A slip of the hand: what is done at a place.
#[derive(Debug, Clone)]
enum Slip {
    Delete(usize),
    Insert(&'static str),
    Replace(&'static str),
    /// Two neighbours change places.
    Swap,
    /// A line goes on where the next begins.
    Join,
    /// What the line begins with.
    Before(&'static str),
    /// A line of its own above.
    Above(&'static str),
    Twice,
    Upper,
}

const ODD: &[&str] = &[
    " ", "\u{a0}", "\u{200b}", "\u{feff}", "\u{3000}", "\u{2028}", "\t", "\n", "\n\n", "\r", "é",
    "海", "“", "”", "\"", "'", "`", "``", "*", "**", "_", "[", "]", "[[", "]]", "|", "\\", "{",
    "}", "{}", "(", ")", "<", ">", "<!--", "&", "=", ":", ": ", ",", ";", ".", "-", "—", "~", "~~",
    "!", "#x", "/", "\0", "x",
];

/// Not `## `: it begins another note, which may be meant to be one.
const BEGINNINGS: &[&str] = &[
    " ", "   ", "    ", "\t", "> ", ">", "- ", "* ", "1. ", "# ", "##", "\u{a0}", "\u{200b}",
    "<b>", "<div>", "[^1]: ", "| ", "**", "\\", "`",
];

const LINES: &[&str] = &[
    "```",
    "~~~",
    "````text",
    "<!--",
    "<div>",
    "<pre>",
    "<script>",
    "<?php",
    "<![CDATA[",
    "---",
    "===",
    "***",
    "- item",
    "| a |\n|---|",
    "> quoted",
    "text",
    "",
];

fn slip() -> impl Strategy<Value = Slip> {
    prop_oneof![
        (1usize..4).prop_map(Slip::Delete),
        select(ODD).prop_map(Slip::Insert),
        select(ODD).prop_map(Slip::Replace),
        Just(Slip::Swap),
        Just(Slip::Join),
        select(BEGINNINGS).prop_map(Slip::Before),
        select(LINES).prop_map(Slip::Above),
        Just(Slip::Twice),
        Just(Slip::Upper),
    ]
}

/// The text with one slip in it, somewhere after byte `from`.
fn slipped(text: &str, from: usize, at: Index, slip: &Slip) -> String {
    let places: Vec<usize> =
        text.char_indices().map(|(at, _)| at).filter(|at| *at >= from).collect();
    let at = places[at.index(places.len())];
    let (before, after) = text.split_at(at);
    let rest = |count: usize| after.chars().skip(count).collect::<String>();
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let line_end = after.find('\n').map_or(text.len(), |end| at + end);
    let (above, line) = (&text[..line_start], &text[line_start..]);
    match slip {
        Slip::Delete(count) => format!("{before}{}", rest(*count)),
        Slip::Insert(odd) => format!("{before}{odd}{after}"),
        Slip::Replace(odd) => format!("{before}{odd}{}", rest(1)),
        Slip::Swap => {
            let two: String = after.chars().take(2).collect::<Vec<_>>().into_iter().rev().collect();
            format!("{before}{two}{}", rest(2))
        }
        Slip::Join => format!("{}{}", &text[..line_end], text[line_end..].trim_start_matches('\n')),
        Slip::Before(mark) => format!("{above}{mark}{line}"),
        Slip::Above(new) => format!("{above}{new}\n{line}"),
        Slip::Twice => format!("{above}{}\n{line}", &text[line_start..line_end]),
        Slip::Upper => {
            let first: String = after.chars().take(1).collect();
            format!("{before}{}{}", first.to_uppercase(), rest(1))
        }
    }
}

fn has_secret(built: &Built) -> Option<String> {
    let files = built.output.as_ref()?.iter();
    let is_in = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        text.contains(SECRET)
    };
    let mut found = files.filter(|(path, bytes)| is_in(bytes) || is_in(path.as_bytes()));
    found.next().map(|(path, _)| path.to_owned())
}

/// What of a text with a slip takes the draft's mark away altogether: no program can know.
fn is_no_draft_anymore(text: &str) -> bool {
    // A line that is a comment, or no line of the front matter, is not there.
    text.lines().any(|line| line.trim_start().starts_with('#') && line.contains("status: draft"))
}

/// Builds of a whole site are slow, and what the model does not have cannot be in one: a site is
/// made of one text in so many.
const SITES: usize = 24;

fn publishes_nothing(text: &str) {
    if is_no_draft_anymore(text) {
        return;
    }
    let folder = folder(&[
        ("content/articles/wire.md", ARTICLE),
        ("content/annotations/open.md", PUBLISHED),
        ("content/annotations/notes.md", text),
    ]);
    let (parsed, mut told) = parse(&folder);
    let briefing = resolve(parsed, &folder, Audience::Public, &mut told).briefing;
    if told.has_errors() {
        return;
    }
    assert!(!format!("{briefing:?}").to_lowercase().contains(SECRET), "{text}");
    if text.len().is_multiple_of(SITES) {
        let built = build(&folder, &options(Audience::Public)).unwrap();
        assert_eq!(has_secret(&built), None, "{text}");
    }
}

#[test]
fn without_a_slip_the_site_is_built_and_has_no_draft() {
    for text in [DRAFT_AMONG_OTHERS, DRAFTS] {
        let folder = folder(&[
            ("content/articles/wire.md", ARTICLE),
            ("content/annotations/notes.md", text),
        ]);
        let built = build(&folder, &options(Audience::Public)).unwrap();
        assert!(built.output.is_some(), "{:?}", built.diagnostics);
        assert_eq!(has_secret(&built), None);
        let private = build(&folder, &options(Audience::Private)).unwrap();
        assert!(has_secret(&private).is_some());
    }
}

#[test]
fn no_character_that_is_missing_publishes_a_draft() {
    for text in [DRAFT_AMONG_OTHERS, DRAFTS] {
        let places: Vec<(usize, char)> = text.char_indices().collect();
        places.par_iter().for_each(|&(at, c)| {
            publishes_nothing(&format!("{}{}", &text[..at], &text[at + c.len_utf8()..]));
        });
    }
}

#[test]
fn an_end_of_code_that_is_mistyped_publishes_no_draft() {
    for end in ["``", "    ```", "```text", "~~~", "```.", "´´´", ""] {
        publishes_nothing(&DRAFT_AMONG_OTHERS.replacen("code\n```", &format!("code\n{end}"), 1));
        publishes_nothing(&DRAFT_AMONG_OTHERS.replacen("```\ncode", &format!("{end}\ncode"), 1));
    }
}

/// Files of every kind, to be spoilt.
const FILES: &[(&str, &str)] = &[
    (
        "sidenote.yaml",
        "title: A: briefing\u{3000}\nrights: full\nbase_url: https://e.org/\nextra: {a: [1, “x]}\n",
    ),
    (
        "content/index.md",
        "---\nallow: [claims-disagree]\n---\nSee [[wire|the “wire”]] and [[#date]].\n",
    ),
    ("content/articles/wire.md", ARTICLE),
    (
        "content/officials/ann.md",
        "---\nname: Ann Moor\u{2028}\naliases: [Moor, \"安\"]\nlinks: {website: https://e.org}\n---\nÀ mayor.\n",
    ),
    ("content/annotations/notes.md", DRAFT_AMONG_OTHERS),
    (
        "content/annotations/quotes.md",
        "## Ann: “ja” {#ja .quote by=ann said=“7 Mai” base=wire}\n\n> The **council** […] in May\n\
         > — [[wire]] {route=direct as=\"die “é”\" via=é}\n\n## Wieviel {.claim unit=Leute total=2}\n\n\
         > — [[wire]]: not reported\n\n> in May\n> — [[wire]]: 1 + 1\u{a0}\n",
    ),
];

/// Every place of a diagnostic is in its file, from one character to another.
fn is_well_placed(folder: &Folder, told: &Diagnostic) -> bool {
    let spans = std::iter::once(told.span).chain(told.related.iter().map(|it| it.span));
    spans
        .into_iter()
        .all(|span| folder.sources.file(span.file).text.get(span.place().bytes()).is_some())
}

proptest! {
    #[test]
    fn a_slip_in_a_file_of_notes_publishes_no_draft(at in any::<Index>(), slip in slip()) {
        publishes_nothing(&slipped(DRAFT_AMONG_OTHERS, 0, at, &slip));
    }

    #[test]
    fn a_slip_in_the_heading_of_a_draft_publishes_nothing(at in any::<Index>(), slip in slip()) {
        let heading = DRAFT_AMONG_OTHERS.find("\n## The zanzibar").unwrap();
        let (file, rest) = DRAFT_AMONG_OTHERS.split_at(heading + 100);
        let text = slipped(file, heading - 8, at, &slip);
        publishes_nothing(&format!("{text}{rest}"));
    }

    #[test]
    fn a_slip_in_the_front_matter_of_drafts_publishes_nothing(at in any::<Index>(), slip in slip()) {
        let (front, rest) = DRAFTS.split_at(DRAFTS.find("## ").unwrap());
        publishes_nothing(&format!("{}{rest}", slipped(front, 0, at, &slip)));
    }

    #[test]
    fn spoilt_files_are_told_of_at_places_that_are_there(
        slips in prop::collection::vec((any::<Index>(), any::<Index>(), slip()), 1..5),
    ) {
        let mut texts: Vec<String> = FILES.iter().map(|(_, text)| (*text).to_owned()).collect();
        for (file, at, slip) in &slips {
            let file = file.index(texts.len());
            if !texts[file].is_empty() {
                texts[file] = slipped(&texts[file], 0, *at, slip);
            }
        }
        let files: Vec<(&str, &str)> =
            FILES.iter().zip(&texts).map(|((path, _), text)| (*path, text.as_str())).collect();
        let folder = folder(&files);
        let told = check(&folder, &options(Audience::Public)).unwrap().diagnostics;
        for diagnostic in &told {
            prop_assert!(is_well_placed(&folder, diagnostic), "{diagnostic:?}");
        }
        for format in Format::ALL {
            emit(format, &folder.sources, &told, "", &mut Vec::new()).unwrap();
        }
    }
}
