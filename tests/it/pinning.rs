//! `sidenote pin`: what is measured in originals, and what is told where that cannot be.

use std::fs;

use assert_fs::TempDir;
use walkdir::WalkDir;

use crate::program::{BriefingFolder, Run, article};
use crate::support;

const PINS: &str = "content/pins.yaml";

/// The briefing of the case `pins`, with its originals.
fn place() -> BriefingFolder {
    let place = BriefingFolder::new();
    let from = support::cases().join("pins");
    for entry in WalkDir::new(&from).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&from).unwrap();
            place.put(&path.to_string_lossy(), fs::read(entry.path()).unwrap());
        }
    }
    place
}

fn pin(place: &BriefingFolder, more: &[&str]) -> Run {
    place.run(&[&["pin", "--originals", "originals"], more].concat())
}

/// What `check --strict` tells of pins where the originals are at hand.
fn told(place: &BriefingFolder) -> Vec<String> {
    let check = ["check", "--strict", "--originals", "originals", "--format", "json"];
    let run = place.run(&check);
    let told = run.diagnostics();
    let codes = told.iter().map(|it| it["code"].as_str().unwrap().to_owned());
    codes.filter(|code| code.starts_with("pin-")).collect()
}

/// The lines of one article's pin.
fn entry(place: &BriefingFolder, article: &str) -> Vec<String> {
    let text = place.text(PINS);
    let lines = text.lines().skip_while(|line| *line != format!("{article}:"));
    let own = lines.skip(1).take_while(|line| line.starts_with(' '));
    own.map(str::to_owned).collect()
}

#[test]
fn what_has_not_changed_is_written_the_same_again() {
    let place = place();
    let committed = place.text(PINS);
    let run = pin(&place, &[]);
    assert_eq!((run.status, run.out.as_str()), (0, ""), "{}", run.err);
    assert_eq!(place.text(PINS), committed);
    assert_eq!(told(&place), Vec::<String>::new());
}

#[test]
fn what_is_pinned_is_clean_and_has_no_word_of_the_originals() {
    let place = place();
    fs::remove_file(place.path(PINS)).unwrap();
    let run = pin(&place, &[]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.err.contains("wire: 65 words"), "{}", run.err);
    let text = place.text(PINS);
    for canary in ["Heliotrope", "Marmaduke", "zircon", "council", "draft", "news:\n  sha256"] {
        assert!(!text.contains(canary), "{canary} stands in\n{text}");
    }
    assert_eq!(told(&place), Vec::<String>::new());
    pin(&place, &["wire", "post"]);
    assert_eq!(place.text(PINS), text);
}

#[test]
fn only_the_articles_that_are_named_are_measured() {
    let place = place();
    let wire = entry(&place, "wire");
    let original = place.text("originals/wire.txt");
    place.put("originals/wire.txt", original.replace("Mayor Holm", "Ada Holm"));
    place.put("content/entities/dog.md", "---\nname: The Dog\n---\nNobody names it.\n");
    assert_eq!(told(&place), ["pin-behind", "pin-behind", "pin-outdated"]);

    assert_eq!(pin(&place, &["post"]).status, 0);
    assert_eq!(entry(&place, "wire"), wire);
    assert_eq!(told(&place), ["pin-behind", "pin-outdated"]);

    assert_eq!(pin(&place, &["wire"]).status, 0);
    assert!(entry(&place, "wire").contains(&"    ada-holm: {Ada Holm: 2}".to_owned()));
    assert_eq!(told(&place), Vec::<String>::new());
}

#[test]
fn an_article_that_is_here_whole_may_be_pinned_by_its_name() {
    let place = place();
    let news = "content/articles/news.md";
    place.put(news, place.text(news).replace("and that was it", "and that was that"));
    assert_eq!(told(&place), ["pin-outdated"]);
    // It needs no originals.
    let run = place.run(&["pin", "news"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(entry(&place, "news").len(), 2);
    assert_eq!(told(&place), Vec::<String>::new());
}

#[test]
fn pins_of_what_there_is_no_longer_go() {
    let place = place();
    place.put(PINS, format!("{}zephyr:\n  sha256: ab\n", place.text(PINS)));
    assert_eq!(told(&place), ["pin-behind"]);
    assert_eq!(pin(&place, &["wire"]).status, 0);
    assert_eq!(entry(&place, "zephyr"), Vec::<String>::new());
    assert_eq!(told(&place), Vec::<String>::new());
}

#[test]
fn what_cannot_be_measured_is_told_and_nothing_is_written() {
    let place = place();
    place.put("content/articles/open.md", "---\ntitle: T\ntext: digest\n---\nA digest.\n");
    place.put(
        "content/articles/gone.md",
        "---\ntitle: U\ntext: digest\noriginal: wyre.txt\n---\nA digest.\n",
    );
    let before = place.text(PINS);
    for (name, code, words) in [
        ("open", "original-missing", "does not say which file"),
        ("gone", "original-missing", "did you mean `wire.txt`?"),
        ("wyre", "unknown-article", "did you mean `wire`?"),
        ("ada-holm", "unknown-article", "`ada-holm` is no article"),
    ] {
        let run = pin(&place, &[name, "--format", "json"]);
        let told = run.diagnostics();
        assert_eq!((run.status, told.len()), (1, 1), "{name}: {}", run.out);
        assert!(told[0]["code"] == code && run.out.contains(words), "{name}: {}", run.out);
    }
    assert_eq!(pin(&place, &[]).status, 1);
    fs::remove_file(place.path("content/articles/gone.md")).unwrap();
    for (bytes, code) in [(b"caf\xe9".as_slice(), "file-not-utf8"), (b"\n", "import-failed")] {
        place.put("originals/wire.txt", bytes);
        let run = pin(&place, &["--format", "json"]);
        assert_eq!(run.status, 1, "{}", run.out);
        assert!(run.out.contains(code), "{}", run.out);
        // Others can be measured, and are told to be compared with less.
        let run = pin(&place, &["post", "--format", "json"]);
        assert!(run.status == 0 && run.out.contains("\"severity\":\"advice\""), "{}", run.out);
        place.put(PINS, &before);
    }
    place.put("content/annotations/lost.md", "## Lost\n\n> no such words\n> — [[news]]\n");
    let run = pin(&place, &["post", "--format", "json"]);
    assert!(run.status == 1 && run.out.contains("passage-not-found"), "{}", run.out);
    assert_eq!(place.text(PINS), before);
}

#[test]
fn the_folder_of_originals_is_named_by_the_argument_or_the_environment() {
    let place = place();
    let run = place.run(&["pin"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("--originals DIR") && run.err.contains("SIDENOTE_ORIGINALS"));
    let mut program = place.program(&["pin"]);
    program.env("SIDENOTE_ORIGINALS", "originals");
    assert_eq!(crate::program::run(&mut program).status, 0);
}

#[test]
fn a_briefing_without_digests_has_nothing_to_measure() {
    let place = BriefingFolder::new();
    place.put("content/articles/first.md", article("The bridge is shut."));
    let originals = TempDir::new().unwrap();
    let folder = originals.path().to_string_lossy().into_owned();
    let run = place.run(&["pin", "--originals", &folder]);
    assert_eq!(run.status, 0);
    assert!(!place.path(PINS).exists() && run.err.contains("nothing to measure"), "{}", run.err);
}
