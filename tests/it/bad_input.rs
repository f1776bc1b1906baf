//! Input that is too large, too deep or no text: an error at its place, in proportion.

use std::fs;

use crate::program::{BriefingFolder, Run};
use crate::support::site::Site;

const ARTICLE: &str = "---\ntitle: Council closes the ferry\nrights: full\n---\n\
                       The council will close the ferry in May.\n\nThe “last” boat sails.\n";
const NOTES: &str =
    "---\narticle: wire\n---\n\n## When\n\n> the ferry\n> in May\n\nSee [[wire]].\n";

fn check(place: &BriefingFolder) -> Run {
    place.run(&["check", "--format", "json"])
}

/// What is told of an article of this text.
fn told_of_article(text: impl AsRef<[u8]>) -> Vec<String> {
    let place = BriefingFolder::new();
    place.put("content/articles/wire.md", text);
    let run = check(&place);
    assert_eq!(run.status, 1, "{}", run.err);
    run.told()
}

#[test]
fn front_matter_has_at_most_64_kibibytes() {
    let of_length = |length: usize| {
        let start = "title: Council closes the ferry\npublisher: ";
        format!("---\n{start}{}\n---\nText.\n", "x".repeat(length - start.len() - 1))
    };
    let place = BriefingFolder::new();
    place.put("content/articles/wire.md", of_length(64 * 1024 - 8));
    assert_eq!(check(&place).told(), Vec::<String>::new());
    let told = told_of_article(of_length(64 * 1024 + 8));
    assert_eq!(told, ["front-matter-invalid content/articles/wire.md:1:1"]);
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut text =
        "---\ntitle: Bomb\nextra:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        text.push_str(&format!("  a{level}: &a{level} [{aliases}]\n"));
    }
    text.push_str("---\nText.\n");
    let told = told_of_article(&text);
    assert_eq!(told.len(), 1, "{told:?}");
    // The place is the line whose aliases are too much; the message is of them.
    assert_eq!(told, ["front-matter-invalid content/articles/wire.md:15:1"]);
}

#[test]
fn nesting_is_bounded() {
    const DEEP: usize = 20_000;
    let front = "---\ntitle: Deep\nrights: full\n---\n";
    for text in [
        format!("{}x\n", "> ".repeat(DEEP)),
        format!("{}x\n", "- ".repeat(DEEP)),
        format!("{}x{}\n", "*a ".repeat(DEEP), " a*".repeat(DEEP)),
        format!("{}x{}\n", "[".repeat(DEEP), "](https://e.org)".repeat(DEEP)),
        format!("a {}x{}\n", "<b>".repeat(DEEP), "</b>".repeat(DEEP)),
        format!("{}x{}\n", "<div>".repeat(DEEP), "</div>".repeat(DEEP)),
    ] {
        let place = BriefingFolder::new();
        place.put("content/articles/deep.md", format!("{front}{text}"));
        place
            .put("content/annotations/deep.md", format!("---\narticle: deep\n---\n## A\n\n{text}"));
        let run = check(&place);
        // What Markdown does not read as nested is text, and there is nothing to tell.
        assert!(matches!(run.status, 0 | 1), "{}: {}", &text[..20], run.err);
        // A passage of a text that could not be read is not told as well.
        let deep = |line: &String| line.starts_with("nesting-too-deep ");
        assert!(run.told().iter().all(deep), "{}: {:?}", &text[..20], run.told());
    }
    let told = told_of_article(format!("{front}{}x\n", "> ".repeat(DEEP)));
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("nesting-too-deep content/articles/wire.md:5:"), "{told:?}");
    let yaml = format!("---\ntitle: Deep\nextra: {}\n---\n", "[".repeat(DEEP));
    let place = BriefingFolder::new();
    place.put("content/articles/wire.md", yaml);
    let run = check(&place);
    let told = run.told();
    assert!(told[0].starts_with("front-matter-invalid content/articles/wire.md:3:"), "{told:?}");
    assert!(run.out.contains("stand in each other") && run.out.len() < 1000, "{}", run.out);
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_offset() {
    let text = b"---\ntitle: Caf\xe9\n---\nText.\n";
    let place = BriefingFolder::new();
    for file in ["sidenote.yaml", "content/index.md", "content/articles/wire.md"] {
        place.put(file, text);
    }
    place.put("content/annotations/notes.md", text);
    place.put("content/entities/ferry.md", text);
    place.put("templates/article.html", text);
    let run = check(&place);
    assert_eq!(run.status, 1);
    let told = run.diagnostics();
    assert_eq!(told.len(), 6);
    for diagnostic in told {
        assert_eq!(diagnostic["code"], "file-not-utf8");
        assert_eq!((&diagnostic["line"], &diagnostic["column"]), (&2.into(), &11.into()));
        assert!(diagnostic["message"].as_str().unwrap().contains("offset 14"), "{diagnostic}");
    }
}

#[test]
fn a_byte_order_mark_and_foreign_line_ends_change_nothing() {
    let settings = "title: A briefing\n";
    let plain = BriefingFolder::new();
    let foreign = BriefingFolder::new();
    for (path, text) in [
        ("sidenote.yaml", settings),
        ("content/index.md", "Read\nthis.\n"),
        ("content/articles/wire.md", ARTICLE),
        ("content/annotations/notes.md", NOTES),
    ] {
        plain.put(path, text);
        foreign.put(path, format!("\u{feff}{}", text.replace('\n', "\r\n")));
    }
    for place in [&plain, &foreign] {
        let run = place.run(&["build", "--format", "json", "--strict"]);
        assert_eq!((run.status, run.out.as_str()), (0, ""), "{}", run.err);
    }
    let site = |place: &BriefingFolder| crate::support::site::Site::read(&place.path("_site"));
    let (plain, foreign) = (site(&plain), site(&foreign));
    assert!(plain.files.keys().eq(foreign.files.keys()));
    for (path, bytes) in &plain.files {
        assert!(foreign.files[path] == *bytes, "{path} differs");
    }
}

#[test]
fn odd_bytes_and_lines_are_no_reason_to_stop() {
    let line = "word ".repeat(100_000);
    for text in [
        "\u{0}\u{1}\u{7f}\u{feff} control characters",
        "\u{202e}override\u{2066}isolate",
        "| a |\n|---|\n| \u{0} | b | c |",
        "[^1] [^1]\n\n[^1]: x [^1]\n[^2]: never used",
        "<!-- a comment -->\n\n<![CDATA[x]]>\n\n<?php x ?>",
        "&#0; &#xD800; &#x110000; &nosuch;",
        "```\nnever closed",
        line.as_str(),
    ] {
        let place = BriefingFolder::new();
        let article = format!("---\ntitle: Odd\nrights: full\n---\n{text}\n");
        place.put("content/articles/odd.md", article);
        place.put(
            "content/annotations/odd.md",
            format!("---\narticle: odd\n---\n\n## A\n\n{text}\n"),
        );
        let run = place.run(&["build", "--format", "json"]);
        let warnings = run.diagnostics().iter().all(|it| it["severity"] == "warning");
        assert!(run.status == 0 && warnings, "{}: {}{}", &text[..9], run.out, run.err);
    }
}

#[test]
fn a_template_with_an_error_is_told_at_its_line_and_leaves_the_last_good_site() {
    let place = BriefingFolder::with_briefing();
    assert_eq!(place.run(&["build"]).status, 0);
    let site = || Site::read(&place.path("_site")).files;
    let before = site();
    place.put("content/index.md", "Other words on the front page.\n");
    let built_in = crate::support::project().join("templates/article.html");
    let built_in = fs::read_to_string(built_in).unwrap();
    for (text, line) in [
        (format!("{built_in}\n{{% if x %}}never ends\n"), None),
        ("one\ntwo {{ no.such.field }}\n".to_owned(), Some(2)),
    ] {
        place.put("templates/article.html", &text);
        let run = place.run(&["build", "--format", "json"]);
        assert_eq!(run.status, 1, "{}", run.err);
        let told = run.diagnostics();
        assert_eq!(told[0]["code"], "template-invalid");
        assert_eq!(told[0]["file"], "templates/article.html");
        if let Some(line) = line {
            assert_eq!(told[0]["line"], line);
        }
        assert!(site() == before);
        assert!(fs::read_dir(place.path("")).unwrap().all(|entry| {
            !entry.unwrap().file_name().to_string_lossy().starts_with(".sidenote")
        }));
    }
}

/// On a disk that takes no byte, which a limit on the size of files stands for here.
#[cfg(unix)]
#[test]
fn what_cannot_be_written_whole_is_not_written_at_all() {
    use std::process::Command;

    let place = BriefingFolder::with_briefing();
    place.put("flood.txt", "Flood in the valley\n\nThe river rose by two metres on Monday.\n");
    place.put("draft.md", "“The bridge is shut today.”\n");
    let files = || {
        let all = walkdir::WalkDir::new(place.path("")).into_iter().map(Result::unwrap);
        all.filter(|it| it.file_type().is_file()).map(|it| it.into_path()).collect::<Vec<_>>()
    };
    let before = files().len();
    for arguments in [
        "new article ferry",
        "new annotation ferry",
        "new language de",
        "import flood.txt",
        "verify draft.md --html page.html",
        "schema --vscode",
    ] {
        let shell = format!(
            "trap '' XFSZ; ulimit -f 0; exec {} {arguments}",
            env!("CARGO_BIN_EXE_sidenote")
        );
        let run =
            Command::new("sh").args(["-c", &shell]).current_dir(place.path("")).output().unwrap();
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_ne!(run.status.code(), Some(0), "{arguments}: {told}");
        assert!(told.contains("cannot write"), "{arguments}: {told}");
        assert_eq!(files().len(), before, "{arguments}: {:?}", files());
    }
}
