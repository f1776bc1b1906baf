//! What the commands do, say and return.

use std::fs;

use crate::program::{BROKEN_NOTE, BriefingFolder, article, run};
use crate::support::site::Site;

#[test]
fn a_new_briefing_builds_without_a_word_of_complaint() {
    let place = BriefingFolder::new();
    let new = place.run(&["new", "briefing", "deep/bridge"]);
    assert_eq!((new.status, new.out.as_str()), (0, ""));
    assert!(new.err.contains("sidenote serve --open --root deep/bridge"), "{}", new.err);
    for private in [&["--private"][..], &[]] {
        let check = ["check", "--strict", "--format", "json", "--root", "deep/bridge"];
        let check = place.run(&[&check, private].concat());
        assert_eq!((check.status, check.out.as_str()), (0, ""), "{}", check.err);
    }
    let build = place.run(&["build", "--strict", "--root", "deep/bridge"]);
    assert_eq!(build.status, 0, "{}", build.err);
    assert!(build.err.contains("Open deep/bridge/_site/index.html"), "{}", build.err);
    assert!(place.path("deep/bridge/_site/index.html").is_file());
    let ignored = place.text("deep/bridge/.gitignore");
    assert!(ignored.lines().any(|line| line == "/_site"), "the site is not committed");
}

#[test]
fn a_new_briefing_takes_no_folder_that_is_not_empty() {
    let place = BriefingFolder::new();
    fs::create_dir(place.path("empty")).unwrap();
    assert_eq!(place.run(&["new", "briefing", "empty"]).status, 0);
    place.put("mine/thesis.txt", "thesis");
    for (folder, reason) in [("mine", "is not empty"), ("mine/thesis.txt", "cannot read")] {
        let new = place.run(&["new", "briefing", folder]);
        assert_eq!(new.status, 2);
        assert!(new.err.contains(reason), "{}", new.err);
    }
    assert_eq!(fs::read_dir(place.path("mine")).unwrap().count(), 1);
}

#[test]
fn new_files_are_valid_as_they_are() {
    let place = BriefingFolder::with_briefing();
    for (what, id, path) in [
        ("article", "second-report", "content/articles/second-report.md"),
        ("annotation", "remarks", "content/annotations/remarks.md"),
        ("annotation", "p-3fa92c", "content/annotations/p-3fa92c.md"),
        ("entity", "harbour-trust", "content/entities/harbour-trust.md"),
        ("entity", "2024", "content/entities/2024.md"),
        ("official", "ines-calder", "content/officials/ines-calder.md"),
    ] {
        let new = place.run(&["new", what, id]);
        assert_eq!((new.status, new.err), (0, format!("Started `{path}`.\n")));
        assert!(place.path(path).is_file());
    }
    assert!(place.text("content/entities/harbour-trust.md").contains("name: \"Harbour Trust\""));
    // Nothing is wrong with them but what is to be replaced.
    let check = place.run(&["check", "--private", "--format", "json"]);
    assert_eq!(check.status, 0, "{}", check.out);
    let told = check.told();
    assert!(told.iter().all(|it| it.starts_with("placeholder ")), "{told:?}");
    for path in [
        "content/articles/second-report.md:2:",
        "content/articles/second-report.md:11:",
        "content/annotations/remarks.md:10:",
        "content/annotations/remarks.md:14:",
        "content/annotations/p-3fa92c.md:10:",
        "content/entities/harbour-trust.md:12:",
        "content/entities/2024.md:12:",
        "content/officials/ines-calder.md:9:",
    ] {
        assert!(told.iter().any(|it| it.contains(path)), "{path}: {told:?}");
    }
    // The notes are drafts, which a public build leaves out.
    let public = place.run(&["check", "--format", "json"]).told();
    assert!(public.len() < told.len() && public.iter().all(|it| !it.contains("annotations")));
    assert_eq!(place.run(&["check", "--strict"]).status, 1);
    assert_eq!(place.run(&["build", "--strict"]).status, 1);
}

#[test]
fn new_notes_quote_the_report_of_their_id() {
    let place = BriefingFolder::with_briefing();
    assert_eq!(place.run(&["new", "article", "wire"]).status, 0);
    for (id, article, words) in [
        ("first", "first", "> The bridge is shut."),
        ("wire", "wire", "> Here goes"),
        ("x", "first", "> The"),
    ] {
        assert_eq!(place.run(&["new", "annotation", id]).status, 0);
        let notes = place.text(&format!("content/annotations/{id}.md"));
        assert!(notes.contains(&format!("\narticle: {article}\n")), "{notes}");
        assert!(notes.contains(words) && notes.contains("\nstatus: draft "), "{notes}");
    }
    let told = place.run(&["check", "--private", "--format", "json"]).told();
    assert!(told.iter().all(|it| it.starts_with("placeholder ")), "{told:?}");
}

#[test]
fn what_is_to_be_replaced_is_told_wherever_it_stands() {
    let place = BriefingFolder::with_briefing();
    for (what, id) in
        [("article", "wire"), ("annotation", "wire"), ("entity", "trust"), ("official", "ines")]
    {
        assert_eq!(place.run(&["new", what, id]).status, 0);
    }
    // Every line that is offered in a comment, taken as it is.
    for path in ["articles/wire", "annotations/wire", "entities/trust", "officials/ines"] {
        let path = format!("content/{path}.md");
        let lines = place.text(&path);
        let taken =
            lines.lines().filter(|line| !line.contains("an-entity") && !line.contains("YYYY"));
        let taken = taken.map(|line| match line.strip_prefix("# ").or(line.strip_prefix("#   ")) {
            Some(offered) if offered.contains(": ") && !offered.contains('`') => {
                line.replacen("# ", "", 1)
            }
            _ => line.to_owned(),
        });
        let text: String = taken.map(|line| line.replace("#   -", "  -") + "\n").collect();
        place.put(&path, text.replace("# facts:", "facts:").replace("status: draft", "# draft"));
    }
    let check = place.run(&["check", "--format", "json"]);
    let told = check.told();
    // What is offered as a passage is most of what is offered as a report.
    let offered = ["placeholder ", "excerpt-over-half content/articles/wire.md"];
    let expected = |it: &String| offered.iter().any(|offered| it.starts_with(offered));
    assert!(told.iter().all(expected), "{told:?}");
    let words: Vec<String> = check
        .diagnostics()
        .iter()
        .map(|it| it["message"].as_str().unwrap().split('`').nth(1).unwrap().to_owned())
        .collect();
    for wanted in [
        "Here goes the headline of the report",
        "Here goes the text of the report, word for word.",
        "The Daily Example",
        "First Author",
        "Second Author",
        "https://example.org/the-report",
        "Here goes the title of the note",
        "Here goes what there is to say of these words.",
        "Your initials",
        "Here goes who or what it is, in a few sentences.",
        "The Example Company Limited",
        "The Example Company",
        "Example Co.",
        "https://example.org/its-history",
        "https://example.org/its-website",
        "Here goes who it is, in a few sentences.",
        "Office or profession",
        "Surname",
    ] {
        assert!(words.iter().any(|it| it == wanted), "{wanted}: {words:#?}");
    }
}

#[test]
fn an_empty_briefing_has_nothing_of_the_example() {
    let place = BriefingFolder::new();
    let new = place.run(&["new", "briefing", "--empty", "deep/port-ellery"]);
    assert_eq!((new.status, new.out.as_str()), (0, ""), "{}", new.err);
    let root = ["--root", "deep/port-ellery"];
    for private in [&["--private"][..], &[]] {
        let check =
            place.run(&[&["check", "--strict", "--format", "json"][..], &root, private].concat());
        assert_eq!((check.status, check.out.as_str()), (0, ""), "{}", check.err);
    }
    assert_eq!(place.run(&[&["build", "--strict"][..], &root].concat()).status, 0);
    let site = Site::read(&place.path("deep/port-ellery/_site"));
    assert_eq!(site.problems(None), Vec::<String>::new());
    assert!(site.text("index.html").contains("<title>Port Ellery</title>"));
    for bytes in site.files.values() {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("Sallow") && !text.contains("Here goes"));
    }
    assert!(place.path("deep/port-ellery/.github/workflows/pages.yml").is_file());
}

#[test]
fn a_language_is_started_and_completed() {
    let place = BriefingFolder::with_briefing();
    let path = "i18n/nl.yaml";
    let new = place.run(&["new", "language", "nl"]);
    assert_eq!((new.status, new.err), (0, format!("Started `{path}`.\n")));
    let all = place.text(path);
    assert!(all.contains("\n# search: \"Search\"\n"), "{all}");

    place.put("sidenote.yaml", "language: nl\n");
    place.put(
        path,
        all.replace("# ", "")
            .lines()
            .filter(|line| line.contains(": \""))
            .fold(String::new(), |text, line| text + line + "\n"),
    );
    let check = place.run(&["check", "--format", "json"]);
    assert_eq!((check.status, check.out.as_str()), (0, ""), "every word can be translated");

    place.put(path, "search: Zoeken\n");
    let new = place.run(&["new", "language", "nl"]);
    assert!(new.err.starts_with("Added "), "{}", new.err);
    let added = place.text(path);
    assert!(added.starts_with("search: Zoeken\n\n# ") && !added.contains("# search:"), "{added}");
    let again = place.run(&["new", "language", "nl"]);
    assert!(again.err.starts_with("Added 0 words"), "{}", again.err);
    assert_eq!(place.text(path), added);
}

#[test]
fn new_files_replace_nothing() {
    let place = BriefingFolder::with_briefing();
    place.put("content/officials/deep/calder.md", "---\nname: Calder\n---\n");
    for (what, id, reason) in [
        ("article", "first", "taken by `content/articles/first.md`"),
        ("entity", "calder", "taken by `content/officials/deep/calder.md`"),
        ("entity", "Über Bahn", "Did you mean `uber-bahn`?"),
        ("official", "../../escape", "`../../escape` is no id"),
        ("entity", "index", "`index` is the page that lists the others"),
    ] {
        let new = place.run(&["new", what, id]);
        assert_eq!(new.status, 2);
        assert!(new.err.contains(reason), "{}", new.err);
    }
    let elsewhere = BriefingFolder::new();
    assert_eq!(elsewhere.run(&["new", "article", "first"]).status, 2);
    elsewhere.put("sidenote.yaml", "");
    let new = elsewhere.run(&["new", "annotation", "remarks"]);
    assert_eq!(new.status, 2);
    assert!(new.err.contains("sidenote new article ID"), "{}", new.err);
}

#[test]
fn errors_in_the_content_leave_the_last_good_site() {
    let place = BriefingFolder::with_briefing();
    let build = ["build", "--private", "--format", "json"];
    let good = place.run(&build);
    assert_eq!((good.status, good.out.as_str()), (0, ""), "{}", good.err);
    let page = place.text("_site-private/articles/first.html");
    place.put("content/articles/first.md", article("The bridge was shut."));
    place.put("content/annotations/note.md", BROKEN_NOTE);
    let failed = place.run(&build);
    assert_eq!(failed.status, 1);
    let told = failed.diagnostics();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["code"], "passage-not-found");
    assert_eq!(told[0]["file"], "content/annotations/note.md");
    assert_eq!(told[0]["line"], 7);
    assert_eq!(place.text("_site-private/articles/first.html"), page);

    let check = place.run(&["check"]);
    assert_eq!((check.status, check.out.as_str()), (1, ""), "words for people go elsewhere");
    assert!(check.err.contains("content/annotations/note.md:7:"), "{}", check.err);
    assert!(!check.err.contains('\u{1b}'), "no colours where there is no terminal");
}

#[test]
fn colours_are_shown_where_they_are_asked_for_and_nowhere_else() {
    let place = BriefingFolder::with_briefing();
    place.put("content/annotations/note.md", BROKEN_NOTE);
    let coloured = |format: &str, set: &[(&str, &str)]| {
        let mut check = place.program(&["check", "--format", format]);
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            check.env_remove(name);
        }
        let ended = run(check.envs(set.iter().copied()));
        assert_eq!(ended.status, 1);
        format!("{}{}", ended.out, ended.err).contains('\u{1b}')
    };
    assert!(!coloured("human", &[]));
    assert!(coloured("human", &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured("human", &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    for format in ["json", "github", "sarif"] {
        assert!(!coloured(format, &[("CLICOLOR_FORCE", "1")]), "{format}");
    }
}

#[test]
fn warnings_fail_a_strict_build_and_no_other() {
    let place = BriefingFolder::with_briefing();
    place.put("content/notes.txt", "a file that is not read");
    let strict = place.run(&["build", "--strict"]);
    assert_eq!(strict.status, 1);
    assert!(!place.path("_site").exists());
    assert_eq!(place.run(&["check", "--strict"]).status, 1);
    assert_eq!(place.run(&["check"]).status, 0);
    assert_eq!(place.run(&["build"]).status, 0);
    assert!(place.path("_site/index.html").is_file() || place.path("_site/404.html").is_file());
}

#[test]
fn the_site_goes_where_it_is_told_to() {
    let place = BriefingFolder::new();
    place.put("briefing/content/articles/first.md", article("Words."));
    assert_eq!(place.run(&["build", "--root", "briefing"]).status, 0);
    assert!(place.path("briefing/_site/articles/first.html").is_file());
    assert_eq!(place.run(&["build", "--root", "briefing", "--out", "here/site"]).status, 0);
    assert!(place.path("here/site/articles/first.html").is_file());
    place.put("briefing/sidenote.yaml", "output: ../there\n");
    assert_eq!(place.run(&["build", "--root", "briefing"]).status, 0);
    assert!(place.path("there/articles/first.html").is_file());
}

#[test]
fn a_private_site_has_a_folder_of_its_own_and_says_what_it_is() {
    let place = BriefingFolder::with_briefing();
    let address = ["--base-url", "https://example.org/b/"];
    let build = |more: &[&str]| place.run(&[&["build"][..], &address, more].concat());
    assert_eq!(build(&[]).status, 0);
    let public = Site::read(&place.path("_site"));
    let private = build(&["--private"]);
    assert_eq!(private.status, 0, "{}", private.err);
    assert!(private.err.contains("Open _site-private/index.html"), "{}", private.err);
    assert_eq!(Site::read(&place.path("_site")).files, public.files);
    assert_eq!(place.text("_site-private/.gitignore"), "*\n");
    assert!(place.text("_site-private/robots.txt").contains("Disallow: /\n"));
    assert!(place.text("_site/robots.txt").contains("Allow: /\n"));
    let told = "Private: this site may show drafts and whole reports";
    for (site, is_private) in [(Site::read(&place.path("_site-private")), true), (public, false)] {
        assert_eq!(site.problems(Some(address[1])), Vec::<String>::new());
        for (path, page) in &site.pages {
            assert_eq!(page.text.contains(told), is_private, "{path}");
            let noindex = site.text(path).contains("<meta name=\"robots\" content=\"noindex");
            let never = ["404.html", "print.html", "search.html"].contains(&path.as_str());
            assert_eq!(noindex, is_private || never, "{path}");
        }
    }
}

#[test]
fn a_private_site_and_a_public_one_never_share_a_folder() {
    let place = BriefingFolder::with_briefing();
    assert_eq!(place.run(&["build"]).status, 0);
    assert_eq!(place.run(&["build", "--private"]).status, 0);
    place.put("content/articles/first.md", article("It is open again."));
    for (out, private) in [
        ("_site", true),
        ("_site/desk", true),
        ("./_site/../_site", true),
        ("_site-private", false),
        ("_site-private/articles/site", false),
    ] {
        let before = (Site::read(&place.path("_site")), Site::read(&place.path("_site-private")));
        let flags: &[&str] = if private { &["--private"] } else { &[] };
        let build = place.run(&[&["build", "--out", out][..], flags].concat());
        assert_eq!(build.status, 2, "{out}");
        let (this, that) = if private { ("private", "public") } else { ("public", "private") };
        let told = format!("error: the {this} site cannot be written to `{out}`: ");
        assert!(build.err.contains(&told) && build.err.contains(that), "{}", build.err);
        assert!(build.err.contains("help: "), "{}", build.err);
        assert_eq!(before.0.files, Site::read(&place.path("_site")).files);
        assert_eq!(before.1.files, Site::read(&place.path("_site-private")).files);
    }
    place.put("sidenote.yaml", "title: T\noutput: public/\n");
    assert_eq!(place.run(&["build", "--private"]).status, 0);
    assert!(place.path("public-private/index.html").is_file() && !place.path("public").exists());
    assert_eq!(place.run(&["build", "--private", "--out", "desk"]).status, 0);
    assert!(place.path("desk/.gitignore").is_file());
}

#[test]
fn folders_that_are_no_place_for_a_site_are_refused() {
    let place = BriefingFolder::with_briefing();
    place.put("mine/thesis.txt", "thesis");
    for (out, reason) in [
        ("mine", "`thesis.txt`"),
        (".", "sidenote.yaml"),
        ("content/site", "`./content`"),
        ("content/articles/first.md", "content"),
    ] {
        let build = place.run(&["build", "--out", out]);
        assert_eq!(build.status, 2, "{out}");
        assert!(build.err.contains(reason) && build.err.contains("help: "), "{}", build.err);
    }
    assert_eq!(place.text("mine/thesis.txt"), "thesis");
}

#[test]
fn wrong_usage_is_told_apart_from_wrong_content() {
    let place = BriefingFolder::new();
    for arguments in [
        &["build"][..],
        &["check"],
        &["serve"],
        &["check", "--root", "nowhere"],
        &["check", "--format", "xml"],
        &["explain", "passage-not-fund"],
        &["build", "--base-url", "example.org/briefing"],
        &["build", "--base-url", ""],
        &["biuld"],
        &[],
    ] {
        let run = place.run(arguments);
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(!run.err.is_empty() && run.out.is_empty(), "{arguments:?}");
    }
    assert!(place.run(&["build"]).err.contains("sidenote new briefing DIR"));
    assert!(place.run(&["explain", "passage-not-fund"]).err.contains("passage-not-found"));
    let briefing = BriefingFolder::with_briefing();
    let check = run(briefing.program(&["check"]).env("SIDENOTE_ORIGINALS", "nowhere"));
    assert_eq!(check.status, 2);
    assert!(check.err.contains("SIDENOTE_ORIGINALS"), "{}", check.err);
    assert_eq!(run(briefing.program(&["check"]).env("SIDENOTE_ORIGINALS", "")).status, 0);
    assert_eq!(briefing.run(&["check", "--originals", "nowhere"]).status, 2);
}

#[test]
fn an_explanation_is_what_was_asked_for() {
    let explain = BriefingFolder::new().run(&["explain", "passage-not-found"]);
    assert_eq!((explain.status, explain.err.as_str()), (0, ""));
    assert!(explain.out.starts_with("passage-not-found (error)"), "{}", explain.out);
    let list = BriefingFolder::new().run(&["explain"]);
    assert_eq!((list.status, list.err.as_str()), (0, ""));
    assert!(list.out.lines().any(|line| line.starts_with("passage-not-found ")), "{}", list.out);
}

#[test]
fn a_reader_who_has_had_enough_is_no_failure() {
    let place = BriefingFolder::with_briefing();
    place.put("content/annotations/note.md", BROKEN_NOTE);
    for (arguments, status) in
        [(&["explain", "passage-not-found"][..], 0), (&["check", "--format", "json"], 1)]
    {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let child = place
            .program(arguments)
            .stdout(writer)
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let status = BriefingFolder::new()
        .program(&["explain", "passage-not-found"])
        .stdout(full)
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(2));
}

#[test]
fn a_build_says_what_it_made_or_nothing_or_how_long_each_stage_took() {
    let place = BriefingFolder::with_briefing();
    let build = place.run(&["build", "--timings"]);
    assert_eq!((build.status, build.out.as_str()), (0, ""));
    for words in
        ["In it: 1 report, 0 notes.", "parse", "pages", "write", "in all", "Open _site/index.html"]
    {
        assert!(build.err.contains(words), "{words}: {}", build.err);
    }
    let quiet = place.run(&["build", "--quiet"]);
    assert_eq!((quiet.status, quiet.err.as_str()), (0, ""));
    assert_eq!(place.run(&["check", "--quiet"]).err, "");
    place.put("content/annotations/a.md", BROKEN_NOTE);
    for command in ["build", "check"] {
        let wrong = place.run(&[command, "--quiet"]);
        assert_eq!(wrong.status, 1);
        assert!(wrong.err.contains("passage-not-found"), "{}", wrong.err);
    }
}

#[test]
fn shells_and_manuals_know_every_command() {
    let place = BriefingFolder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = place.run(&["completions", shell]);
        assert_eq!(script.status, 0, "{}", script.err);
        assert!(script.out.contains("reanchor") && script.out.contains("base-url"), "{shell}");
    }
    assert_eq!(place.run(&["man", "deep/man1"]).status, 0);
    let page = place.text("deep/man1/sidenote-build.1");
    assert!(page.contains("timings") && page.contains("Examples:"), "{page}");
    assert!(place.text("deep/man1/sidenote.1").contains("sidenote"));
    let help = place.run(&["build", "--help"]);
    assert!(help.out.contains("Examples:"), "{}", help.out);
}
