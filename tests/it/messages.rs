//! What authors are told of slips that are easily made.

use serde_json::Value;

use crate::program::{BriefingFolder, article};

/// What is told of a briefing that has these files beside an article, `valley-herald`, an entity
/// and two officials.
fn told(files: &[(&str, &str)]) -> Vec<Value> {
    let place = BriefingFolder::new();
    let report = "About 2,400 people were told to leave. Nobody was hurt.";
    let report = article(report).replace("A report", "A report\npublisher: The Valley Herald");
    place.put("content/articles/valley-herald.md", &report);
    place.put("content/entities/orrin-dam.md", "---\nname: The dam\n---\n");
    place.put("content/officials/petra-lund.md", "---\nname: Petra Lund\n---\n");
    place.put("content/officials/jon-lund.md", "---\nname: Jon Lund\n---\n");
    files.iter().for_each(|(path, text)| place.put(path, text));
    let run = place.run(&["check", "--private", "--format", "json"]);
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What is told of a file of notes.
fn of_notes(text: &str) -> Vec<Value> {
    told(&[("content/annotations/notes.md", text)])
}

/// The only thing that is told of a note: its code, and the first help.
fn of_note(heading: &str, rest: &str) -> (String, String) {
    let found = of_notes(&format!("## A note {heading}\n\n{rest}\n"));
    assert_eq!(found.len(), 1, "{found:#?}");
    (text(&found[0]["code"]), text(&found[0]["help"][0]))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

const PASSAGE: &str = "> Nobody was hurt\n> — [[valley-herald]]";

#[test]
fn slips_in_a_note_are_told_with_what_to_write() {
    for (heading, rest, code, help) in [
        (
            "",
            "> Nobody was hurt\n> — valley-herald",
            "attribution-missing",
            "the last line looks like an attribution, but has no brackets: write `— [[valley-herald]]`",
        ),
        (
            "{.claim}",
            "> Nobody was hurt\n> — The Valley Herald: nobody",
            "attribution-missing",
            "the last line looks like an attribution, but has no brackets: write `— [[valley-herald]]: nobody`",
        ),
        (
            "",
            "> Nobody was hurt\n> [[valley-herald]]",
            "attribution-missing",
            "the last line looks like an attribution, but has no dash: write `— [[valley-herald]]`",
        ),
        (
            "{.claim}",
            "> Nobody was hurt\n> — [valley-herald]: nobody",
            "attribution-missing",
            "the last line looks like an attribution, but has single brackets: write `— [[valley-herald]]: nobody`",
        ),
        (
            "",
            "> Nobody was hurt\n> ‑ [[valley-herald]]",
            "attribution-invalid",
            "begin the line with `—` or `--`",
        ),
        (
            "",
            "> “Nobody was hurt”\n> — [[valley-herald]]",
            "passage-not-found",
            "leave out quotation marks that the report does not print",
        ),
        (
            "",
            "> Nobody was hurt\n> — [[petra-lund]]",
            "unknown-article",
            "name the report in which the words stand; who speaks goes into the heading: `by=petra-lund`",
        ),
        (
            "",
            "> Nobody was hurt\n> — [[valley-herald]] 2,400",
            "attribution-invalid",
            "a value follows a colon: `— [[valley-herald]]: 2,400`",
        ),
        (
            "",
            "> Nobody was hurt\n— [[valley-herald]]",
            "passage-continues",
            "this is the passage's attribution: begin it with `> `",
        ),
        (
            "{.claim}",
            "> Nobody was hurt\n> — [[valley-herald: nobody",
            "attribution-invalid",
            "write `— [[valley-herald]]`",
        ),
        (
            "",
            "> Nobody was hurt\n> — [[valley-herald]]\nThe text goes on,\nand on.",
            "passage-continues",
            "if they belong to the passage, begin each with `> `",
        ),
        (
            "{#stain quote by=petra-lund}",
            "> Nobody was hurt\n> — [[valley-herald]] {as=\"the engineer\"}",
            "attributes-invalid",
            "for a kind of note, write `.quote`",
        ),
        (
            "{#stain .quote by=petra-lund",
            PASSAGE,
            "attributes-invalid",
            "write `{#id .kind key=value key=\"two words\"}`; a brace that is text has a backslash before it",
        ),
        (
            "",
            "> - Nobody was hurt\n> — [[valley-herald]]",
            "passage-not-found",
            "leave out the mark `-`, which is no text of the report: `> Nobody was hurt`",
        ),
        (
            "",
            "> About 2,400 people ... Nobody was hurt\n> — [[valley-herald]]",
            "passage-not-found",
            "for words that are left out, write `[…]`: `> About 2,400 people […] Nobody was hurt`",
        ),
        (
            "",
            "> Nobody was hurt […] About 2,400 people\n> — [[valley-herald]]",
            "passage-not-found",
            "in the article's order: `> About 2,400 people […] Nobody was hurt`",
        ),
        (
            "",
            "> Nobody was hurt",
            "attribution-missing",
            "it stands in `valley-herald`: add a last line to it, `> — [[valley-herald]]`",
        ),
        (
            "",
            "> Nobody was hurt\n> — [[valley-herald]]\n\nText.\n\n### More {#more}\n\n> Nobody was hurt\n> — [[valley-herald]]",
            "attributes-misplaced",
            "if a note begins here, write `## More {#more}`",
        ),
        (
            "",
            "> Nobody was hurt\n> — [[valley-herald]]\n\nText.\n\n### More\n\n> Nobody was hurt\n> — [[valley-herald]]",
            "passage-after-text",
            "a note's heading has two `#`: `## More`",
        ),
        (
            "{.correction evidence=\"The county's plan\"}",
            PASSAGE,
            "unknown-id",
            "write an id, or an address `https://…`; for a document, `sidenote new entity …`",
        ),
        (
            "{.quote by=lund}",
            PASSAGE,
            "unknown-official",
            "ids with this word: `jon-lund`, `petra-lund`",
        ),
        ("{.quotation}", PASSAGE, "unknown-kind", "did you mean `quote`?"),
        (
            "{allow=passage-not-found}",
            PASSAGE,
            "unknown-code",
            "take the code out of `allow`, and mend what it tells of",
        ),
        ("{allow=weather}", PASSAGE, "unknown-code", "`sidenote explain` lists the codes"),
        (
            "",
            "> Nobody was hurt\n> — [[valley-herald]]\n\nSee [it](www.example.org).",
            "unknown-file",
            "for a page on the web, write `https://www.example.org`",
        ),
        (
            "",
            "> Nobody was hurt\n> — [[valley-herald]]\n\nSee [it](example.org/map).",
            "unknown-file",
            "for a page on the web, write `https://example.org/map`",
        ),
    ] {
        let found = of_note(heading, rest);
        assert_eq!(found, (code.to_owned(), help.to_owned()), "{heading}\n{rest}");
    }
}

#[test]
fn an_attribution_without_its_mark_is_told_once_whatever_stands_above_it() {
    let found = of_notes("## A note\n\n> # Nobody was hurt\n— [[valley-herald]]\n");
    let codes: Vec<String> = found.iter().map(|it| text(&it["code"])).collect();
    assert_eq!(codes, ["passage-not-found", "passage-continues"]);
}

#[test]
fn no_gap_is_proposed_that_would_hide_a_negation() {
    let report = article("They were not told to leave in the night.");
    let notes = |quoted: &str| format!("---\narticle: post\n---\n\n## A note\n\n> {quoted}\n");
    for (quoted, helps) in [
        ("They were told to leave", &["to quote line 6: `> They were not told to leave`"][..]),
        (
            "told to in the night",
            &[
                "to quote line 6: `> told to leave in the night`",
                "to quote line 6, with a gap for what is left out: `> told to […] in the night`",
            ],
        ),
    ] {
        let notes = notes(quoted);
        let found = told(&[
            ("content/articles/post.md", report.as_str()),
            ("content/annotations/notes.md", notes.as_str()),
        ]);
        let told: Vec<&str> =
            found[0]["help"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!(told[..helps.len().min(told.len())], *helps, "{found:#?}");
        assert!(helps.len() > 1 || !told.iter().any(|it| it.contains("gap")), "{told:?}");
    }
}

#[test]
fn an_unknown_kind_is_met_with_every_kind() {
    for kind in ["quotation", "weather"] {
        let found = of_notes(&format!("## A note {{.{kind}}}\n\n{PASSAGE}\n"));
        let help = found[0]["help"].as_array().unwrap().last().unwrap();
        assert!(text(help).starts_with("the kinds are `.note`, `.quote`,"), "{help}");
    }
}

#[test]
fn a_passage_that_looks_like_an_attribution_and_is_found_is_not_told_of() {
    let found = of_notes("---\narticle: valley-herald\n---\n\n## A note\n\n> Nobody was hurt\n");
    assert_eq!(found, [] as [Value; 0]);
    let found = of_notes(
        "---\narticle: valley-herald\n---\n\n## A note\n\n> Nobody was hurt\n> — valley-herald\n",
    );
    assert_eq!(text(&found[0]["code"]), "passage-not-found");
    assert!(text(&found[0]["help"][0]).ends_with("write `— [[valley-herald]]`"), "{found:#?}");
}

#[test]
fn a_heading_of_another_level_does_not_begin_a_note() {
    for heading in ["# Title", "### Title"] {
        let found = of_notes(&format!("{heading}\n\n{PASSAGE}\n"));
        assert_eq!(found.len(), 1);
        assert_eq!(text(&found[0]["code"]), "text-before-note");
        assert_eq!(text(&found[0]["help"][0]), "a note begins with two `#`: `## Title`");
    }
}

#[test]
fn one_slip_in_front_matter_is_told_once_and_not_at_each_passage() {
    let found = of_notes(
        "---\narticle: valley-herald\nautor: A\n---\n\n## One\n\n> Nobody was hurt\n\n## Two\n\nWords.\n",
    );
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(text(&found[0]["code"]), "front-matter-invalid");
    assert_eq!(text(&found[0]["help"][0]), "did you mean `author`?");
}

#[test]
fn a_code_in_allow_is_told_where_it_stands() {
    let notes = "---\narticle: valley-herald\nauthor: weather\nallow: [claims-disagree, weather]\n---\n\n## A note\n\n> Nobody was hurt\n";
    let found = of_notes(notes);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(text(&found[0]["message"]), "there is no code `weather`");
    assert_eq!((&found[0]["line"], &found[0]["column"]), (&Value::from(4), &Value::from(26)));
    let found = told(&[("content/index.md", "---\nallow: unknown-id\n---\n\nWords.\n")]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        text(&found[0]["message"]),
        "`unknown-id` is an error, and errors cannot be accepted"
    );
    assert_eq!((&found[0]["line"], &found[0]["column"]), (&Value::from(2), &Value::from(8)));
}

#[test]
fn links_in_tables_lead_where_others_lead() {
    let found = of_notes(&format!(
        "## A note\n\n{PASSAGE}\n\n| who |\n|---|\n| [[petra-lund\\|the engineer]] |\n"
    ));
    assert_eq!(found, [] as [Value; 0]);
}

#[test]
fn a_template_that_nothing_uses_is_told_of() {
    let found = told(&[("templates/artcle.html", "<p>Mine.</p>")]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(text(&found[0]["code"]), "stray-file");
    assert_eq!(text(&found[0]["file"]), "templates/artcle.html");
    assert_eq!(text(&found[0]["help"][0]), "did you mean `article.html`?");
    let found = told(&[
        ("templates/not_found.html", "<p>{% include 'parts/own.html' %}</p>"),
        ("templates/parts/own.html", "Not here."),
    ]);
    assert_eq!(found, [] as [Value; 0]);
}

#[test]
fn an_earlier_id_that_is_in_use_is_told_with_both_ways_out() {
    let second = "---\ntitle: Second\nredirect_from: [valley-herald]\n---\n\nWords.\n";
    let found = told(&[("content/articles/second.md", second)]);
    assert_eq!(text(&found[0]["code"]), "redirect-conflict");
    assert_eq!(
        text(&found[0]["help"][0]),
        "take it out of `redirect_from`, or rename the file that has it"
    );
}

#[test]
fn an_original_that_is_missing_is_told_with_both_ways_out() {
    let place = BriefingFolder::new();
    let digest = "---\ntitle: A\ntext: digest\noriginal: wire\n---\n\nWords.\n";
    place.put("content/articles/wire.md", digest);
    place.put("originals/other.txt", "Words.");
    let run = place.run(&["check", "--format", "json", "--originals", "originals"]);
    assert!(run.out.contains("with its ending, or put the file into the folder"), "{}", run.out);
}

#[test]
fn services_that_show_a_repository_are_told_paths_from_its_root() {
    let place = BriefingFolder::new();
    place.put("sub/content/articles/first.md", "no front matter\n");
    for (root, path) in [("sub", "sub/content/"), ("./sub/", "sub/content/")] {
        let run = |format| place.run(&["check", "--root", root, "--format", format]).out;
        assert!(run("github").contains(&format!("::error file={path}articles/first.md,")));
        let sarif: Value = serde_json::from_str(&run("sarif")).unwrap();
        let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], format!("{path}articles/first.md"));
        assert!(run("json").contains("\"file\":\"content/articles/first.md\""));
    }
}
