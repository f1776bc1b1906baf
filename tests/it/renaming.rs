//! `sidenote rename`: an id is given another, everywhere it is used and nowhere else.

use std::fs;

use crate::program::BriefingFolder;

/// A briefing in which the report, the record and the note to be renamed stand in every place where an
/// id can, and their words where none is meant.
const FILES: &[(&str, &str)] = &[
    (
        "content/articles/north/wire.md",
        "---\r\ntitle: The wire  \r\nrights: full\r\nexcept:\r\n  - \"ellery\" # a street\r\n---\r\n\r\n\
         The council will close the small ferry in May.\r\n\r\nEllery pays [no](wire.md). Say [[wire]] or [[ellery]].  \r\n",
    ),
    (
        "content/articles/herald.md",
        "---\ntitle: The herald\nrights: full\nredirect_from: old-herald\n---\nThe wire says: the ferry shuts, said Ellery.\n",
    ),
    (
        "content/entities/ellery.md",
        "\u{feff}---\nname: Ellery\npart_of: harbour\nfacts:\n  - {label: Wire, value: wire, source: wire}\n---\n\
         By [[wire]], [[ wire|wire]] and [the wire](../articles/north/wire.md \"wire\"): wire, `[[wire]]`.\n",
    ),
    (
        "content/entities/harbour.md",
        "---\nname: Harbour\n---\nOf [[ellery]]. See [it][1].\n\n```\n[1]: #wire\n```\n\n<!--\n[1]: #wire\n-->\n\n    [1]: #wire\n\n[1]: #wire\n",
    ),
    ("content/officials/lund.md", "---\nname: Lund\naffiliation: ellery\n---\n"),
    ("content/index.md", "Of [[#wire]], [[#wire|the ferry]], [a note](#wire) and [[wire]].\n"),
    (
        "content/annotations/a.md",
        "---\narticle: 'wire'\n---\n\n## Wire\n\n> close the small ferry\n> — [[wire]]\n\nOf [[ellery]].\n\n\
         ## The ferry {#ferry .quote by=ellery base=wire}\n\n> close the small ferry\n> — [[wire]] {via=ellery}\n\n\
         > the ferry shuts\n> — [[ herald ]] {via=\"ellery\"}\n\nThe wire of [[wire]].\n\n\
         ## Money {.correction evidence=\"wire\"}\n\n> — [[wire]], [[herald]]\n\nBy [[#ferry]].\n",
    ),
    (
        "content/corrections.md",
        "- 2026-03-01: wire, not post: [[wire]], [[#wire]] and [this](#wire).\n",
    ),
    ("templates/own.html", "wire\n"),
];

fn briefing() -> BriefingFolder {
    let place = BriefingFolder::new();
    for (path, text) in FILES {
        place.put(path, text);
    }
    place
}

/// What is told of a briefing, without the places.
fn codes(place: &BriefingFolder) -> Vec<String> {
    let check = place.run(&["check", "--private", "--format", "json"]);
    let told = check.diagnostics();
    told.iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect()
}

/// A file as it was, but for these changes, each of which stands there once.
fn with(path: &str, changes: &[(&str, &str)]) -> String {
    let (_, text) = FILES.iter().find(|(name, _)| *name == path).unwrap();
    let mut text = (*text).to_owned();
    for (old, new) in changes {
        assert_eq!(text.matches(old).count(), 1, "{old} in {path}");
        text = text.replace(old, new);
    }
    text
}

#[test]
fn an_article_is_renamed_everywhere_and_keeps_its_old_address() {
    let place = briefing();
    let before = codes(&place);
    let run = place.run(&["rename", "wire", "north-wire", "--yes"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(!place.path("content/articles/north/wire.md").exists());
    assert_eq!(
        place.text("content/articles/north/north-wire.md"),
        with(
            "content/articles/north/wire.md",
            &[
                ("# a street\r\n", "# a street\r\nredirect_from: [wire]\r\n"),
                ("(wire.md)", "(north-wire.md)")
            ]
        )
    );
    assert_eq!(
        place.text("content/entities/ellery.md"),
        with(
            "content/entities/ellery.md",
            &[
                ("source: wire", "source: north-wire"),
                ("By [[wire]]", "By [[north-wire]]"),
                ("[[ wire|wire]]", "[[ north-wire|wire]]"),
                ("north/wire.md", "north/north-wire.md"),
            ]
        )
    );
    assert_eq!(
        place.text("content/index.md"),
        with("content/index.md", &[("and [[wire]]", "and [[north-wire]]")])
    );
    assert_eq!(
        place.text("content/corrections.md"),
        with("content/corrections.md", &[("[[wire]]", "[[north-wire]]")])
    );
    let notes = with(
        "content/annotations/a.md",
        &[
            ("article: 'wire'", "article: 'north-wire'"),
            ("base=wire", "base=north-wire"),
            ("— [[wire]] {", "— [[north-wire]] {"),
            ("— [[wire]]\n\nOf", "— [[north-wire]]\n\nOf"),
            ("The wire of [[wire]]", "The wire of [[north-wire]]"),
            ("evidence=\"wire\"", "evidence=\"north-wire\""),
            ("— [[wire]], [[herald]]", "— [[north-wire]], [[herald]]"),
        ],
    );
    assert_eq!(place.text("content/annotations/a.md"), notes);
    for same in ["content/articles/herald.md", "content/entities/harbour.md", "templates/own.html"]
    {
        assert_eq!(place.text(same), with(same, &[]), "{same}");
    }
    assert!(run.err.contains("`templates/own.html` has `wire` in it"), "{}", run.err);
    assert_eq!(codes(&place), before, "nothing is wrong that was not");
    let folder = fs::read_dir(place.path("content/articles/north")).unwrap().count();
    assert_eq!(folder, 1, "nothing else is left in the folder");

    // Back again: the two ids change places.
    let run = place.run(&["rename", "north-wire", "wire", "--yes"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(place.text("content/articles/north/wire.md").contains("redirect_from: [north-wire]"));
    assert_eq!(place.text("content/annotations/a.md"), with("content/annotations/a.md", &[]));
}

#[test]
fn a_record_is_renamed_where_it_is_meant() {
    let place = briefing();
    let run = place.run(&["rename", "ellery", "ellery-trust", "--yes"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.err.contains("links to the old one lead nowhere"), "{}", run.err);
    let text = place.text("content/articles/north/wire.md");
    assert!(text.contains("- \"ellery-trust\" # a street\r\n"), "{text}");
    assert!(text.contains("or [[ellery]].  \r\n"), "in a report brackets are text: {text}");
    assert!(place.text("content/officials/lund.md").contains("affiliation: ellery-trust\n"));
    let notes = place.text("content/annotations/a.md");
    assert_eq!(notes.matches("ellery-trust").count(), 4, "{notes}");
    assert!(notes.contains("{via=\"ellery-trust\"}"), "{notes}");
    let bytes = fs::read(place.path("content/entities/ellery-trust.md")).unwrap();
    assert_eq!(bytes, with("content/entities/ellery.md", &[]).as_bytes(), "its mark too");
}

#[test]
fn a_note_has_its_new_id_in_its_braces() {
    let place = briefing();
    let run = place.run(&["rename", "#wire", "#closing", "--yes"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(
        place.text("content/annotations/a.md"),
        with("content/annotations/a.md", &[("## Wire\n", "## Wire {#closing}\n")])
    );
    assert_eq!(
        place.text("content/index.md"),
        "Of [[#closing]], [[#closing|the ferry]], [a note](#closing) and [[wire]].\n"
    );
    let harbour = place.text("content/entities/harbour.md");
    assert!(harbour.ends_with("[1]: #closing\n"), "{harbour}");
    assert_eq!(harbour.matches("[1]: #wire\n").count(), 3, "code and comments stay: {harbour}");
    let corrections = place.text("content/corrections.md");
    assert!(
        corrections.ends_with("[[wire]], [[#closing]] and [this](#closing).\n"),
        "{corrections}"
    );
    assert_eq!(place.run(&["rename", "#money", "sum", "--yes"]).status, 0);
    assert_eq!(place.run(&["rename", "#ferry", "boat", "--yes"]).status, 0);
    let notes = place.text("content/annotations/a.md");
    assert!(notes.contains("## Money {#sum .correction evidence=\"wire\"}"), "{notes}");
    assert!(notes.contains("{#boat .quote by=") && notes.contains("By [[#boat]]."), "{notes}");
}

#[test]
fn the_old_address_is_kept_however_redirect_from_is_written() {
    for (written, expected) in [
        ("redirect_from: a", "redirect_from: [a, wire]"),
        ("redirect_from: [a, b] # once", "redirect_from: [a, b, wire] # once"),
        ("redirect_from: []", "redirect_from: [wire]"),
        (
            "redirect_from:\n  - a # once\n  - b # twice",
            "redirect_from:\n  - a # once\n  - b # twice\n  - wire",
        ),
        ("redirect_from:\n- a", "redirect_from:\n- a\n- wire"),
        ("publisher: P", "publisher: P\nredirect_from: [wire]"),
    ] {
        let place = BriefingFolder::new();
        let text = |keys: &str| format!("---\ntitle: T\n{keys}\n---\nText.\n");
        place.put("content/articles/wire.md", text(written));
        let run = place.run(&["rename", "wire", "post", "--yes"]);
        assert_eq!(run.status, 0, "{written}: {}", run.err);
        assert_eq!(place.text("content/articles/post.md"), text(expected));
    }
    let place = briefing();
    assert_eq!(place.run(&["rename", "wire", "post", "--yes", "--no-redirect"]).status, 0);
    assert!(!place.text("content/articles/north/post.md").contains("redirect_from"));
}

#[test]
fn the_change_is_shown_first_and_what_is_not_sure_is_not_done() {
    let place = briefing();
    let run = place.run(&["rename", "wire", "post", "--dry-run"]);
    assert_eq!(run.status, 0, "{}", run.err);
    for line in [
        "rename from content/articles/north/wire.md",
        "rename to content/articles/north/post.md",
        "--- content/index.md",
        "-Of [[#wire]], [[#wire|the ferry]], [a note](#wire) and [[wire]].",
        "+Of [[#wire]], [[#wire|the ferry]], [a note](#wire) and [[post]].",
    ] {
        assert!(run.out.lines().any(|it| it == line), "{line}: {}", run.out);
    }
    // Nobody is at the terminal who could agree.
    let asked = place.run(&["rename", "wire", "post"]);
    assert_eq!((asked.status, asked.err.contains("add `--yes`")), (1, true), "{}", asked.err);
    let json = place.run(&["rename", "wire", "post", "--dry-run", "--format", "json"]);
    let told = json.told();
    assert_eq!(told[0], "id-renamed content/articles/north/wire.md:1:1");
    assert_eq!(told.len(), 16, "{told:#?}");
    for (arguments, words) in [
        (["wire", "Post"], "write `post`"),
        (["wire", "herald"], "the id `herald` is taken"),
        (["wire", "old-herald"], "is an earlier id of `herald`"),
        (["wir", "post"], "did you mean `wire`?"),
        (["ferry", "post"], "sidenote rename '#ferry'"),
        (["#herald", "post"], "a page's id has no `#`"),
        (["#wire", "ferry"], "the id `ferry` is taken"),
        (["#wire", "p-3fa92c"], "looks like the id of a block"),
        (["wire", "index"], "lists the others"),
    ] {
        let run = place.run(&["rename", arguments[0], arguments[1], "--yes"]);
        assert_eq!((run.status, run.err.contains(words)), (2, true), "{arguments:?}: {}", run.err);
    }
    for (path, _) in FILES {
        assert_eq!(place.text(path), with(path, &[]), "{path}");
    }
    // A flow map has no line of its own for a new key; an encoded path is not read as one.
    place.put("content/articles/flow.md", "---\n{title: T}\n---\nX\n");
    place.put("content/entities/x.md", "---\nname: X\n---\n[a](../articles/fl%6Fw.md)\n");
    let run = place.run(&["rename", "flow", "post", "--yes"]);
    assert_eq!((run.status, run.err.contains("for certain")), (2, true), "{}", run.err);
    let run = place.run(&["rename", "flow", "post", "--yes", "--no-redirect"]);
    assert_eq!(
        (run.status, run.err.contains("entities/x.md:4 would be wrong")),
        (2, true),
        "{}",
        run.err
    );
    assert!(place.path("content/articles/flow.md").exists());
}

#[test]
fn pins_are_kept() {
    let place = BriefingFolder::new();
    place.put("content/articles/wire.md", "---\ntitle: T\n---\nEllery is here.\n");
    place.put("content/articles/herald.md", "---\ntitle: U\n---\nIt is here.\n");
    place.put("content/entities/ellery.md", "---\nname: Ellery\n---\n");
    let pins = |article: &str, entity: &str| {
        format!(
            "herald:\n  sha256: aa\n  shared:\n    {article}: {{words: 8, runs: 1, longest: 8}}\n\
             {article}:\n  sha256: bb\n  names:\n    {entity}: {{Ellery: 1}}\n"
        )
    };
    place.put("content/pins.yaml", pins("wire", "ellery"));
    assert_eq!(place.run(&["rename", "wire", "post", "--yes"]).status, 0);
    assert_eq!(place.run(&["rename", "ellery", "trust", "--yes"]).status, 0);
    assert_eq!(place.text("content/pins.yaml"), pins("post", "trust"));
}

#[test]
fn a_page_is_renamed_in_links_the_menu_and_the_foot() {
    let place = BriefingFolder::new();
    let page = "---\ntitle: About\n---\nSee [[about]] and [[wire]].\n";
    place.put("content/pages/about.md", page);
    place.put("content/articles/wire.md", "---\ntitle: about\n---\nWords about it.\n");
    place.put("content/index.md", "Of [[about|us]], about [it](pages/about.md).\n");
    let settings = "title: about\nnav: [reports, about]\nfooter: |\n  By [[about]], [[about|us]] and [[about-all]]: about.\n";
    place.put("sidenote.yaml", settings);
    place.put("content/pages/about-all.md", "---\ntitle: All\n---\n");
    let run = place.run(&["rename", "about", "who-we-are", "--yes"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(
        place.text("content/pages/who-we-are.md"),
        page.replace("[[about]]", "[[who-we-are]]")
    );
    assert_eq!(
        place.text("content/index.md"),
        "Of [[who-we-are|us]], about [it](pages/who-we-are.md).\n"
    );
    assert_eq!(
        place.text("sidenote.yaml"),
        "title: about\nnav: [reports, who-we-are]\nfooter: |\n  By [[who-we-are]], [[who-we-are|us]] and [[about-all]]: about.\n"
    );
    let run = place.run(&["check", "--strict"]);
    assert_eq!(run.status, 0, "{}", run.err);
}

#[test]
fn a_tag_is_renamed_however_notes_write_it() {
    let place = BriefingFolder::new();
    place.put("content/articles/wire.md", "---\ntitle: trade\n---\nWords on foreign trade.\n");
    place.put("content/tags/foreign-trade.md", "---\norder: 1\n---\nOn [[wire]].\n");
    let notes = |tag: &str, other: &str| {
        format!(
            "---\narticle: wire\ntags: [{tag}, dam]\n---\n\n## One\n\n> Words\n\nOn foreign trade.\n\n\
             ## Two {{#of-trade tags=\"camps, #{other}\"}}\n\n> trade\n"
        )
    };
    let of_file =
        |tag: &str| format!("---\narticle: wire\ntags: \"{tag}, foreign\"\n---\n\n## Three\n");
    place.put("content/annotations/a.md", notes("Foreign trade", "foreign-trade"));
    place.put("content/annotations/b.md", of_file("foreign Trade"));
    let before = codes(&place);
    for (arguments, words) in [
        (["foreign-trade", "commerce"], "sidenote rename tags/foreign-trade"),
        (["tags/foreign-trad", "commerce"], "did you mean `foreign-trade`?"),
        (["tags/foreign-trade", "dam"], "the id `dam` is taken"),
        (["tags/foreign-trade", "Com merce"], "write `com-merce`"),
    ] {
        let run = place.run(&["rename", arguments[0], arguments[1], "--yes"]);
        assert_eq!((run.status, run.err.contains(words)), (2, true), "{arguments:?}: {}", run.err);
    }
    let run = place.run(&["rename", "tags/foreign-trade", "tags/commerce", "--yes"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.err.contains("links to the old one lead nowhere"), "{}", run.err);
    // Of the words of a report and of a note nothing changes.
    let renamed = notes("commerce", "commerce").replace("On commerce", "On foreign trade");
    assert_eq!(place.text("content/annotations/a.md"), renamed);
    assert_eq!(place.text("content/annotations/b.md"), of_file("commerce"));
    assert_eq!(place.text("content/tags/commerce.md"), "---\norder: 1\n---\nOn [[wire]].\n");
    assert!(!place.path("content/tags/foreign-trade.md").exists());
    assert_eq!(codes(&place), before);

    // YAML may write a letter by its number: of that no place is known, and nothing is done.
    let odd = "---\narticle: wire\ntags: [\"c\\u006fmmerce\"]\n---\n\n## Four\n";
    place.put("content/annotations/c.md", odd);
    let run = place.run(&["rename", "tags/commerce", "trade", "--yes"]);
    assert_eq!((run.status, run.err.contains("for certain")), (2, true), "{}", run.err);
    assert_eq!(place.text("content/annotations/a.md"), renamed);
}
