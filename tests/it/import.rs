//! `sidenote import`: what it writes, says and refuses.

use std::fs;

use crate::program::BriefingFolder;

const REPORT: &str = "Flood in the valley\n\nBy Jane Doe\n8 October 2019\n\n\
    1. The river rose by two metres on Monday, said the mayor.\n\n\
    The lower town was cut off. # So it went.\n\nShare this article\n";

#[test]
fn a_text_becomes_an_article_and_each_guess_is_told() {
    let place = BriefingFolder::with_briefing();
    place.put("in/flood.txt", REPORT);
    let run = place.run(&["import", "in/flood.txt"]);
    assert_eq!((run.status, run.out.as_str()), (0, ""), "{}", run.err);
    let text = place.text("content/articles/flood-in-the-valley.md");
    assert_eq!(
        text,
        "---\ntitle: Flood in the valley\nauthors: Jane Doe\npublished: 2019-10-08\nlanguage: en\ntext: full\n---\n\n\
         1\\. The river rose by two metres on Monday, said the mayor.\n\n\
         The lower town was cut off. # So it went.\n"
    );
    for words in [
        "Wrote `content/articles/flood-in-the-valley.md` from `in/flood.txt`",
        "title: Flood in the valley (line 1)",
        "authors: Jane Doe (line 3, “By Jane Doe”)",
        "left out: Share this article (line 10)",
        "not found: publisher, url",
    ] {
        assert!(run.err.contains(words), "{}", run.err);
    }
    let check = place.run(&["check", "--strict", "--format", "json"]);
    assert_eq!((check.status, check.out.as_str()), (0, ""), "{}", check.err);
}

#[test]
fn nothing_is_overwritten() {
    let place = BriefingFolder::with_briefing();
    place.put("flood.txt", REPORT);
    place.put("content/entities/flood-in-the-valley.md", "---\nname: The flood\n---\n");
    let run = place.run(&["import", "flood.txt"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let told = "id: `flood-in-the-valley-2`, since `flood-in-the-valley` is taken";
    assert!(run.err.contains(told), "{}", run.err);
    let files = || fs::read_dir(place.path("content/articles")).unwrap().count();
    assert_eq!(files(), 2);
    assert_eq!(place.run(&["import", "flood.txt", "--id", "flood"]).status, 0);
    let before = place.text("content/articles/flood.md");
    assert_eq!(place.run(&["import", "flood.txt", "--id", "flood"]).status, 1);
    assert_eq!((place.text("content/articles/flood.md"), files()), (before, 3));
    let wrong = place.run(&["import", "flood.txt", "--id", "No id"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("`no-id`"), "{}", wrong.err);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_brought_in() {
    let place = BriefingFolder::with_briefing();
    place.put("flood.txt", REPORT);
    fs::write(place.path("latin.txt"), b"caf\xe9").unwrap();
    place.put("empty.txt", "\n");
    place.put("list.json", "[]");
    let run =
        place.run(&["import", "latin.txt", "none.txt", "empty.txt", "list.json", "flood.txt"]);
    assert_eq!(run.status, 1);
    for words in [
        "`latin.txt` is not UTF-8",
        "cannot read `none.txt`",
        "cannot import `empty.txt`",
        "there are no annotations in it",
        "Wrote `content/articles/flood-in-the-valley.md`",
    ] {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
    // Where nothing else is wrong, it was the command.
    assert_eq!(place.run(&["import", "none.txt"]).status, 2);
    assert_eq!(place.run(&["import", "content"]).status, 2);
}

#[test]
fn annotations_come_with_the_report_that_they_are_on() {
    let place = BriefingFolder::with_briefing();
    place.put("flood.txt", REPORT);
    place.put(
        "My Notes.json",
        r#"{"rows": [
            {"id": "x1", "user": "acct:ab@hypothes.is", "uri": "https://a.b/articles/flood-in-the-valley.html",
             "text": "How **high**?", "tags": [], "target": [{"source": "https://a.b/articles/flood-in-the-valley.html",
             "selector": [{"type": "TextQuoteSelector", "exact": "two metres", "prefix": "rose by ", "suffix": " on"}]}]},
            {"uri": "https://elsewhere.org/", "text": "Other", "target": [{"source": "https://elsewhere.org/"}]}
        ]}"#,
    );
    let run = place.run(&["import", "My Notes.json", "flood.txt"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.err.contains("2 annotations, 1 of them without a place"), "{}", run.err);
    let text = place.text("content/annotations/imported-my-notes.md");
    assert!(
        text.starts_with(
            "## How high? {#how-high author=ab}\n\n> two metres\n> — [[flood-in-the-valley]]\n\nHow **high**?\n"
        ),
        "{text}"
    );
    assert!(text.contains("<!-- not placed: {\"uri\":\"https://elsewhere.org/\""), "{text}");
    // The sentence of the passage is more than half of so short a report.
    let check = place.run(&["check", "--private", "--strict", "--format", "json"]);
    assert_eq!((check.status, check.out.as_str()), (0, ""), "{}", check.err);
    assert_eq!(place.run(&["import", "My Notes.json"]).status, 1);
}

#[test]
fn programs_are_told_each_guess_at_its_place() {
    let place = BriefingFolder::with_briefing();
    place.put("in/flood.txt", REPORT);
    place.put("in/list.json", "[]");
    let run = place.run(&["import", "in/flood.txt", "in/list.json", "--format", "json"]);
    assert_eq!(run.status, 1);
    assert_eq!(
        run.told(),
        [
            "import-guessed content/articles/flood-in-the-valley.md:2:8",
            "import-guessed content/articles/flood-in-the-valley.md:3:10",
            "import-guessed content/articles/flood-in-the-valley.md:4:12",
            "import-guessed content/articles/flood-in-the-valley.md:5:11",
            "import-guessed in/flood.txt:10:1",
            "import-guessed content/articles/flood-in-the-valley.md:1:1",
            "import-failed in/list.json:1:1",
        ]
    );
    let told = run.diagnostics();
    assert_eq!(told[3]["message"], "language: en (guessed from the words of the text)");
    assert_eq!(told[4]["message"], "left out: Share this article (line 10)");
    assert_eq!(told[5]["message"], "not found: publisher, url");
}

#[test]
fn programs_are_told_of_annotations_without_a_place() {
    let place = BriefingFolder::with_briefing();
    place.put(
        "notes.json",
        r#"[{"type": "Annotation", "label": "A", "target": {"source": "articles/first.html",
            "selector": {"type": "TextQuoteSelector", "exact": "The bridge is open"}}},
            {"type": "Annotation", "label": "B", "target": "https://elsewhere.org/"}]"#,
    );
    let run = place.run(&["import", "notes.json", "--format", "json"]);
    assert_eq!(run.status, 0);
    assert_eq!(
        run.told(),
        [
            "annotation-unplaced content/annotations/imported-notes.md:5:1",
            "annotation-unplaced content/annotations/imported-notes.md:11:1",
        ]
    );
    let help = "`sidenote find \"…\"` tells where such words stand, and what to paste";
    assert_eq!(run.diagnostics()[1]["help"][0], help);
    let human = place.run(&["import", "notes.json", "--id", "other"]);
    assert_eq!((human.status, human.out.as_str()), (0, ""));
}

/// A page with all that may go wrong in silence.
const PAGE: &str = "<!doctype html><html lang=en><head><title>Flood | The Paper</title>\
    <link rel=canonical href=https://web.archive.org/web/2023/https://paper.example/flood>\
    <meta property=og:site_name content='The Paper'><meta property=article:modified_time content=2023-05-09></head><body>\
    <nav><a href=/>Home</a><a href=/w>World</a></nav><article><h1>Flood</h1><div class=byline>By Jane Doe and John Roe | 8 May 2023</div>\
    <p>It was <a rel=author href=/j>Jane Doe</a> who saw the river rise on Monday, by two metres, as she wrote in the evening.</p>\
    <h2 class=social>By Land and Sea</h2>\
    <p>Subscribe to the idea that a river has rights, she wrote, and the law of the valley has to change before the winter.</p>\
    <p>About 3 × 10<sup>4</sup> litres a second came down, or <span class=katex><span class=katex-mathml><math><semantics><mrow><msup><mn>10</mn><mn>5</mn></msup></mrow>\
    <annotation encoding='application/x-tex'>10^5</annotation></semantics></math></span><span class=katex-html aria-hidden=true>105</span></span> in the night, as the office says.</p>\
    <table><tr><th>Town</th><th>Year</th><th>Metres</th></tr><tr><td rowspan=2>Lower</td><td>2022</td><td>1</td></tr><tr><td>2023</td><td>2</td></tr></table>\
    <p>Both bridges were closed by noon, said the mayor, who had walked the whole valley in the morning.</p>\
    <aside><p>A box -- with <b>words</b> --> of its own.</p></aside><div class=newsletter><p>Get our newsletter.</p></div></article>\
    <footer>Imprint</footer></body></html>";

#[cfg(feature = "import")]
#[test]
fn nothing_of_a_page_is_lost_in_silence() {
    let place = BriefingFolder::with_briefing();
    place.put("flood.html", PAGE);
    let run = place.run(&["import", "flood.html", "--keep"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let text = place.text("content/articles/flood.md");
    for words in [
        "title: Flood\npublisher: The Paper\nauthors: [Jane Doe, John Roe]\npublished: 2023-05-08\nurl: \"https://paper.example/flood\"\narchive_url: \"https://web.archive.org/",
        "It was [Jane Doe](https://paper.example/j) who saw",
        "\n## By Land and Sea\n",
        "Subscribe to the idea that",
        "3 × 10⁴ litres",
        "or 10⁵ in the night",
        "| Lower | 2022 | 1 |\n|  | 2023 | 2 |",
        "<!-- Left out when this was brought in:",
        "beside the text: A box - - with words - -› of its own.",
        "the page's navigation: Home World",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    for told in [
        "left out: Home World (the page's navigation)",
        "left out: Get our newsletter. (in a box that the page calls “newsletter”)",
        "left out: Imprint (the foot of the page)",
        "formula: 10⁵ (written in a line)",
    ] {
        assert!(run.err.contains(told), "{told}: {}", run.err);
    }
    let check = place.run(&["check", "--strict", "--format", "json"]);
    assert_eq!((check.status, check.out.as_str()), (0, ""), "{}", check.err);
    assert_eq!(place.run(&["build", "--out", "out"]).status, 0);
    assert!(!place.text("out/articles/flood.html").contains("of its own"));
}

#[test]
fn files_that_are_no_text_are_named() {
    let place = BriefingFolder::with_briefing();
    for (name, bytes, told) in [
        ("a.pdf", &b"%PDF-1.7\n\x00\x01"[..], "`a.pdf` is a PDF"),
        ("b.docx", b"PK\x03\x04word/document.xml", "`b.docx` is a Word document (DOCX)"),
        (
            "c.txt",
            b"WEBVTT\n\n00:01.000 --> 00:02.000\nThe river rose.\n",
            "`c.txt` is a file of subtitles (VTT)",
        ),
    ] {
        fs::write(place.path(name), bytes).unwrap();
        let run = place.run(&["import", name]);
        assert_eq!(run.status, 1);
        assert!(run.err.contains(told) && run.err.contains("import that"), "{}", run.err);
    }
}

#[test]
fn an_archive_is_one_command_and_one_table() {
    let place = BriefingFolder::with_briefing();
    let mut arguments = vec!["import".to_owned()];
    for number in 0..8 {
        let name = format!("in/report-{number}.txt");
        place.put(
            &name,
            REPORT.replace(
                "So it went.",
                &format!(
                    "So it went, as {} people said who have lived there for many years.",
                    number + 20
                ),
            ),
        );
        arguments.push(name);
    }
    place.put("in/report-8.pdf", "%PDF-1.7");
    arguments.push("in/report-8.pdf".to_owned());
    let run = place.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(run.status, 1);
    assert!(run.err.lines().count() < 20, "{}", run.err);
    for words in [
        "report                  words  left out  not found       look at",
        "id: `flood-in-the-valley-8`, since `flood-in-the-valley` is taken",
        "language en is a guess",
        "8 reports, 1 files not brought in; without authors 0, without a date 0",
        "`in/report-8.pdf` is a PDF",
    ] {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
    let by_name = place.run(&["import", "in/report-3.txt", "--id-from", "file"]);
    assert_eq!(by_name.status, 0, "{}", by_name.err);
    assert!(place.text("content/articles/report-3.md").contains("23 people"));
}

#[test]
fn references_become_articles_without_text_and_none_is_made_twice() {
    let place = BriefingFolder::with_briefing();
    let known = |keys: &str| format!("---\ntitle: Known\nrights: full\n{keys}\n---\nText.\n");
    place.put("content/articles/known.md", known("url: https://www.a.example/known/?utm_source=x"));
    place.put("content/articles/study.md", known("url: https://journal.example/doi/10.1000/ABC"));
    let csl = r#"[
        {"id": "one", "type": "webpage", "title": "Known", "URL": "http://a.example/known"},
        {"id": "two", "type": "article-journal", "title": "A study", "DOI": "10.1000/abc"},
        {"id": "ferry-2019", "type": "article-newspaper", "title": "The ferry", "URL": "https://b.example/ferry",
         "container-title": "The Wire", "note": "Read it again"},
        {"id": "four", "type": "webpage", "title": "The ferry, again", "URL": "https://b.example/ferry/"}]"#;
    place.put("sources.json", csl);
    let run = place.run(&["import", "sources.json"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(
        place.text("content/articles/ferry-2019.md"),
        "---\ntitle: The ferry\npublisher: The Wire\nurl: \"https://b.example/ferry\"\ntext: excerpt\nrights: link\n---\n"
    );
    for words in [
        "not made a second time: “Known” has the address of `known`",
        "not made a second time: “A study” has the DOI of `study`",
        "not made a second time: “The ferry, again” has the address of `ferry-2019`",
        "left out: note: Read it again (no key of an article is for it)",
        "not found: authors, published",
    ] {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
    assert_eq!(fs::read_dir(place.path("content/articles")).unwrap().count(), 4);
    let check = place.run(&["check", "--strict", "--format", "json"]);
    assert_eq!((check.status, check.out.as_str()), (0, ""), "{}", check.err);
    // A second time all are there.
    let again = place.run(&["import", "sources.json", "--format", "json"]);
    assert_eq!((again.status, again.told().len()), (0, 4), "{}", again.out);
    let several = place.run(&["import", "sources.json", "--id", "x"]);
    assert_eq!((several.status, several.err.contains("for one report")), (1, true));
}

#[test]
fn what_the_site_gives_out_comes_back() {
    let place = BriefingFolder::new();
    let article = |title: &str, keys: &str| {
        format!("---\ntitle: {title}\nrights: full\n{keys}\n---\nText.\n")
    };
    place.put(
        "content/articles/wire-1.md",
        article(
            "'50% of {A_B} & C\\D #1 ~ $5^2'",
            "publisher: The Paper & Co\nauthors: [Ana Swanson, 'King, Martin Luther Jr.']\n\
             published: 2019-10-07\naccessed: 2026-11-20\nurl: https://a.example/c_d\nlanguage: en",
        ),
    );
    assert_eq!(place.run(&["build"]).status, 0);
    for name in ["sources.bib", "sources.csl.json"] {
        let other = BriefingFolder::new();
        other.put("sidenote.yaml", "title: Another\n");
        other.put(name, place.text(&format!("_site/{name}")));
        let run = other.run(&["import", name]);
        assert_eq!(run.status, 0, "{name}: {}", run.err);
        assert_eq!(
            other.text("content/articles/wire-1.md"),
            "---\ntitle: \"50% of {A_B} & C\\\\D #1 ~ $5^2\"\npublisher: \"The Paper & Co\"\n\
             authors: [Ana Swanson, Martin Luther King Jr.]\npublished: 2019-10-07\naccessed: 2026-11-20\n\
             url: \"https://a.example/c_d\"\nlanguage: en\ntext: excerpt\nrights: link\n---\n",
            "{name}"
        );
    }
}
