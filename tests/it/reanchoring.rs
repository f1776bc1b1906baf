//! `sidenote reanchor`: an article is edited, and its notes follow it, as far as they may.

use std::fs;

use crate::program::{BriefingFolder, article};

const BEFORE: &str = "The council will close the small ferry in May, after 118 years.\n\n\
    The harbour trust of Ellery cannot pay for a new one.";

/// Its notes, as an editor on another system may have left them: with a byte-order mark, lines that
/// end in two characters, and spaces at their ends.
const NOTES: &[u8] = b"\xef\xbb\xbf---\r\narticle: wire\r\nauthor: AB  \r\n---\r\n\r\n\
    ## The ferry {#ferry}\r\n\r\n> The council will close the\r\n>   small ferry \r\n\r\nA *body*, with trailing spaces  \r\n\tand a tab.\r\n\r\n\
    ## The age {#age}\r\n\r\n> in May, after 118 years  \r\n> \xe2\x80\x94 [[wire]]\r\n\r\n\
    ## Money {#money}\r\n\r\n> cannot pay for a new one\r\n\r\n\
    ## Who {#who}\r\n\r\n> The harbour trust of Ellery\r\n\r\nNo line end";

/// What the article says after an edit: other words, another number, a negation less, another name.
const AFTER: &str = "The council will shut the old small ferry in May, after 116 years.\n\n\
    The harbour trust of Torsk can pay for a new one.";

const FILE: &str = "content/annotations/ferry.md";

fn edited() -> BriefingFolder {
    let place = BriefingFolder::new();
    place.put("content/articles/wire.md", article(BEFORE));
    place.put("content/entities/ellery.md", "---\nname: Ellery\n---\n");
    place.put("content/entities/torsk.md", "---\nname: Torsk\n---\n");
    place.put(FILE, NOTES);
    let check = place.run(&["check", "--strict"]);
    assert_eq!(check.status, 0, "{}", check.err);
    let same = place.run(&["reanchor"]);
    assert_eq!((same.status, same.err.as_str()), (0, "Every passage has its place.\n"));
    place.put("content/articles/wire.md", article(AFTER));
    place
}

/// The notes with these bytes in the place of others, each of which stands there once.
fn notes_with(changes: &[(&str, &str)]) -> String {
    let mut notes = String::from_utf8(NOTES.to_vec()).unwrap();
    for (old, new) in changes {
        assert_eq!(notes.matches(old).count(), 1, "{old}");
        notes = notes.replace(old, new);
    }
    notes
}

#[test]
fn check_tells_the_likely_new_wording() {
    let check = edited().run(&["check", "--format", "json"]);
    assert_eq!(check.status, 1);
    let told = check.diagnostics();
    let near: Vec<&str> =
        told.iter().map(|it| it["related"][0]["message"].as_str().unwrap()).collect();
    assert_eq!(told.len(), 4, "{near:#?}");
    let help = told[0]["help"].to_string();
    assert!(help.contains("> The council will shut the old small ferry"), "{help}");
    for (near, words) in near.iter().zip([
        "close → shut, the article adds “old”",
        "118 → 116",
        "cannot → can",
        "Ellery → Torsk",
    ]) {
        assert!(near.contains(words), "{words}: {near}");
    }
}

#[test]
fn a_dry_run_shows_the_change_and_writes_nothing() {
    let place = edited();
    let run = place.run(&["reanchor", "--dry-run"]);
    assert_eq!(run.status, 1);
    let changes: Vec<&str> = run
        .out
        .lines()
        .filter(|line| line.starts_with(['+', '-']))
        .map(|line| line.trim_end_matches('\r'))
        .collect();
    assert_eq!(
        changes,
        [
            &format!("--- {FILE}"),
            &format!("+++ {FILE}"),
            "-> The council will close the",
            "+> The council will shut the old",
        ]
    );
    for words in [
        "note `ferry`, in `wire`: close → shut",
        "note `age`, in `wire`: 118 → 116",
        "look whether the note still holds, then `sidenote reanchor age`",
        "`sidenote reanchor money`",
        "`sidenote reanchor who`",
    ] {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
    assert_eq!(fs::read(place.path(FILE)).unwrap(), NOTES);
    // Nobody is at the terminal who could agree.
    let asked = place.run(&["reanchor"]);
    assert_eq!(asked.status, 1);
    assert!(asked.err.contains("add `--yes`"), "{}", asked.err);
    assert_eq!(fs::read(place.path(FILE)).unwrap(), NOTES);
}

#[test]
fn only_the_quoted_words_are_rewritten_and_only_those_that_may_be() {
    let place = edited();
    let run = place.run(&["reanchor", "--yes"]);
    assert_eq!(run.status, 1, "three are left: {}", run.err);
    let ferry = [("close the\r\n", "shut the old\r\n")];
    assert_eq!(place.text(FILE), notes_with(&ferry));
    let left: Vec<String> = place.run(&["check", "--format", "json"]).told();
    assert_eq!(left.len(), 3, "{left:?}");
    let files = fs::read_dir(place.path("content/annotations")).unwrap().count();
    assert_eq!(files, 1, "nothing else is left in the folder");
}

#[test]
fn what_counts_is_rewritten_where_its_note_is_named() {
    let place = edited();
    let run = place.run(&["reanchor", "--yes", "age", "money"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(
        place.text(FILE),
        notes_with(&[("118 years  ", "116 years  "), ("> cannot pay", "> can pay")])
    );
    let wrong = place.run(&["reanchor", "--yes", "farry"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("`ferry`"), "{}", wrong.err);
}

#[test]
fn programs_are_told_what_is_rewritten_and_what_is_left() {
    let place = edited();
    let run = place.run(&["reanchor", "--dry-run", "--format", "json"]);
    assert_eq!(run.status, 1);
    assert_eq!(
        run.told(),
        [
            format!("passage-reworded {FILE}:8:3"),
            format!("passage-not-found {FILE}:16:3"),
            format!("passage-not-found {FILE}:21:3"),
            format!("passage-not-found {FILE}:25:3"),
        ]
    );
    let told = run.diagnostics();
    assert_eq!(told[0]["severity"], "advice");
    assert_eq!(told[0]["help"][0], "> The council will shut the old\r\n>   small ferry");
    assert_eq!(
        told[3]["help"][0],
        "look whether the note still holds, then `sidenote reanchor who`"
    );
    assert_eq!(fs::read(place.path(FILE)).unwrap(), NOTES);
    let written = place.run(&["reanchor", "--yes", "--format", "json"]);
    assert_eq!((written.status, written.out == run.out), (1, true));
    assert!(place.text(FILE).contains("will shut the old\r\n"));
}

/// A figure that changed is never rewritten unasked, however it is written; one that is only spelled
/// otherwise is.
#[test]
fn no_figure_is_rewritten_into_another() {
    for (language, quoted, printed) in [
        ("en", "-3 people were counted that day", "3 people were counted that day"),
        ("en", "it counted 3 peeple on the first day", "it counted -3 people on the first day"),
        ("en", "1,5 million people were counted", "15 million people were counted"),
        ("en", "the home side won 2-1 last night", "the home side won 21 last night"),
        ("en", "it cost $3.8 billion in the end", "it cost $3.8 million in the end"),
        ("en", "it cost $40 million in the end", "it cost €40 million in the end"),
        ("en", "they gave 10 mg to each of them", "they gave 10 g to each of them"),
        ("ar", "كان هناك ٢٥ شخصا في القاعة", "كان هناك ٢٧ شخصا في القاعة"),
        ("de", "es kamen drei Millionen Menschen", "es kamen drei Milliarden Menschen"),
        ("en", "half of the people were counted", "all of the people were counted"),
    ] {
        let (notes, status, left) = reanchored(language, quoted, printed);
        assert_eq!((status, left), (1, notes), "{quoted}");
    }
    for (language, quoted, printed) in [
        ("en", "it cost £3bn in the end, they say", "it cost £3 billion in the end, they say"),
        ("en", "it was his 21st day at sea", "it was his twenty-first day at sea"),
        ("de", "es kamen 1.200 Menschen zum Fest", "es kamen 1200 Menschen zum Fest"),
    ] {
        let (notes, status, left) = reanchored(language, quoted, printed);
        let mended = notes.replace(quoted, printed);
        assert_eq!((status, left), (0, mended), "{quoted}");
    }
}

/// Runs `reanchor --yes` on a note that quotes other words than its report prints: the note's file
/// before, the exit status, and the file after.
fn reanchored(language: &str, quoted: &str, printed: &str) -> (String, i32, String) {
    let place = BriefingFolder::new();
    let text = format!("---\ntitle: T\nrights: full\nlanguage: {language}\n---\n{printed}.\n");
    place.put("content/articles/wire.md", text);
    let notes = format!("---\narticle: wire\n---\n\n## The count {{#count}}\n\n> {quoted}\n");
    place.put(FILE, notes.clone());
    let run = place.run(&["reanchor", "--yes"]);
    (notes, run.status, place.text(FILE))
}
