//! Names of files, links and addresses, on this system and on others.

use crate::program::{BriefingFolder, article};
use crate::support::site::Site;

/// What `check` tells: `severity code file`.
fn told(place: &BriefingFolder, more: &[&str]) -> Vec<String> {
    let check = place.run(&[&["check", "--format", "json"][..], more].concat());
    assert!(check.status < 2, "{}", check.err);
    let text = |it: &serde_json::Value, key: &str| it[key].as_str().unwrap_or_default().to_owned();
    let line = |it: &serde_json::Value| {
        format!("{} {} {}", text(it, "severity"), text(it, "code"), text(it, "file"))
    };
    check.diagnostics().iter().map(line).collect()
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_and_locks_of_editors_stop_no_build() {
    use std::os::unix::fs::symlink;
    let place = BriefingFolder::with_briefing();
    place.put("originals/a.txt", "a");
    for (to, from) in [
        ("ed@host.1:2", "content/articles/.#first.md"),
        ("ed@host.1:2", "static/.#logo.png"),
        ("ed@host.1:2", "originals/.#a.txt"),
    ] {
        std::fs::create_dir_all(place.path(from).parent().unwrap()).unwrap();
        symlink(to, place.path(from)).unwrap();
    }
    for left in
        ["content/articles/#first.md#", "content/articles/first.md~", "templates/base.html~"]
    {
        place.put(left, "left by an editor");
    }
    place.put("content/articles/.first.md.swp", [0xff]);
    assert_eq!(place.run(&["build", "--strict"]).status, 0);

    for (to, from) in [
        ("nowhere.md", "content/articles/gone.md"),
        ("me.md", "content/annotations/me.md"),
        ("..", "content/articles/round"),
        ("nowhere", "static/gone.png"),
        ("nowhere", "originals/gone.txt"),
    ] {
        std::fs::create_dir_all(place.path(from).parent().unwrap()).unwrap();
        symlink(to, place.path(from)).unwrap();
    }
    let broken = |path: &str| format!("warning stray-file {path}");
    let mut expected = [
        "content/annotations/me.md",
        "content/articles/gone.md",
        "content/articles/round",
        "static/gone.png",
    ]
    .map(broken)
    .to_vec();
    assert_eq!(told(&place, &[]), expected);
    expected.push(broken("originals/gone.txt"));
    expected.sort();
    let mut all = told(&place, &["--originals", "originals"]);
    all.sort();
    assert_eq!(all, expected);
    assert_eq!(place.run(&["build"]).status, 0);
    assert_eq!(place.run(&["new", "article", "second"]).status, 0, "nor what looks for ids");

    std::fs::remove_file(place.path("sidenote.yaml")).unwrap();
    symlink("nowhere.yaml", place.path("sidenote.yaml")).unwrap();
    assert!(told(&place, &[]).contains(&"error stray-file sidenote.yaml".to_owned()));
}

#[test]
fn names_are_the_same_however_their_accents_are_written() {
    let (apart, whole) = ("re\u{301}sume\u{301}", "r\u{e9}sum\u{e9}");
    for (on_disk, written) in [(apart, whole), (whole, apart)] {
        let place = BriefingFolder::with_briefing();
        place.put(&format!("static/{on_disk}.pdf"), "pdf");
        place.put(&format!("originals/{on_disk}.txt"), "The bridge is “shut for good”.");
        place.put(
            "content/articles/digest.md",
            format!(
                "---\ntitle: D\ntext: digest\noriginal: {written}.txt\nallow: [quotation-without-note]\n---\n\nIt is “shut for good”.\n"
            ),
        );
        place.put(
            "content/index.md",
            format!("[One]({written}.pdf), [two](../static/{written}.pdf).\n"),
        );
        let told = told(&place, &["--strict", "--originals", "originals"]);
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(place.run(&["build"]).status, 0);
        let site = Site::read(&place.path("_site"));
        assert_eq!(site.problems(None), Vec::<String>::new());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_are_one_elsewhere_are_told() {
    for (files, told_of, words) in [
        (&["static/Logo.png", "static/logo.png"][..], "static/logo.png", "`Logo.png`"),
        (
            &["static/a.b/É.png", "static/a.b/e\u{301}.png"],
            "static/a.b/e\u{301}.png",
            "are one file",
        ),
        (&["static/Index.html"], "static/Index.html", "`index.html`"),
        (&["static/404.HTML"], "static/404.HTML", "`404.html`"),
        (&["static/ARTICLES"], "static/ARTICLES", "articles/"),
        (&["static/assets/Theme.css"], "static/assets/Theme.css", "`assets/theme.css`"),
        (&["static/Briefing.json"], "static/Briefing.json", "`briefing.json`"),
    ] {
        let place = BriefingFolder::with_briefing();
        files.iter().for_each(|file| place.put(file, "x"));
        let check = place.run(&["check", "--format", "json"]);
        let found = check.diagnostics();
        assert_eq!((check.status, found.len()), (1, 1), "{files:?}: {}", check.out);
        assert_eq!(
            (&found[0]["code"], &found[0]["file"]),
            (&"output-collision".into(), &told_of.into())
        );
        assert!(found[0]["message"].as_str().unwrap().contains(words), "{}", found[0]);
    }
    let place = BriefingFolder::with_briefing();
    place.put("static/assets/theme.css", "/* mine */");
    place.put("static/Pictures/a.png", "a");
    place.put("static/pictures/b.png", "b");
    assert_eq!(told(&place, &["--strict"]), Vec::<String>::new());
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_other_systems_cannot_hold_are_told() {
    for file in [
        "content/articles/con.md",
        "content/entities/nul.md",
        "content/officials/com1.md",
        "content/annotations/aux.md",
        "content/annotations/notes?.md",
        "content/articles/aux/wire.md",
        "static/con.png",
        "static/AUX",
        "static/lpt1/a.png",
        "static/a:b.png",
        "static/what?.png",
        "static/a*.png",
        "static/a\\b.png",
        "static/end.",
        "static/end ",
        "static/a\nb.png",
    ] {
        let place = BriefingFolder::with_briefing();
        let text = if file.contains("annotations") { "" } else { "---\ntitle: T\n---\n" };
        place.put(
            file,
            text.replace("title", if file.contains("articles") { "title" } else { "name" }),
        );
        let told = told(&place, &[]);
        assert!(told.contains(&format!("error file-name-invalid {file}")), "{file:?}: {told:?}");
        assert_eq!(
            told.iter().filter(|it| it.contains("file-name-invalid")).count(),
            1,
            "{told:?}"
        );
    }
    let place = BriefingFolder::with_briefing();
    place.put(
        "content/annotations/claims.md",
        "---\narticle: first\n---\n\n## How many {#con .claim}\n\n> bridge\n> — [[first]]: 1\n",
    );
    assert_eq!(told(&place, &[]), ["error note-id-invalid content/annotations/claims.md"]);
}

#[test]
fn an_address_of_a_site_is_a_folders() {
    for wrong in [
        "https://example.org/briefing/?a=b",
        "https://example.org/briefing?",
        "https://example.org/briefing/#top",
        "https://example.org/briefing#",
        "https://example.org/briefing/index.html",
        "https://example.org/index.htm",
        "https://ed:secret@example.org/",
        "https://ed@example.org/",
        "https://example.org/a b/",
        "https://example.org/a/../b/",
        "https://example.org\\b",
        " https://example.org/",
        "ftp://example.org/",
        "//example.org/briefing/",
        "example.org/briefing/",
        "https://",
        "",
    ] {
        let place = BriefingFolder::with_briefing();
        let build = place.run(&["build", "--base-url", wrong]);
        assert_eq!(build.status, 2, "{wrong}");
        assert!(!place.path("_site").exists());
        if wrong.is_empty() {
            continue;
        }
        place.put("sidenote.yaml", format!("title: T\nbase_url: '{wrong}'\n"));
        assert_eq!(told(&place, &[]), ["error front-matter-invalid sidenote.yaml"], "{wrong}");
    }
    for right in [
        "https://example.org",
        "https://example.org/",
        "http://localhost:8080/briefing",
        "https://example.org/v1.2",
        "https://example.org/my.folder/",
        "https://example.org/@desk/briefing/",
    ] {
        let place = BriefingFolder::with_briefing();
        assert_eq!(place.run(&["build", "--strict", "--base-url", right]).status, 0, "{right}");
        let with_slash = format!("{}/", right.trim_end_matches('/'));
        let site = Site::read(&place.path("_site"));
        assert_eq!(site.problems(Some(&with_slash)), Vec::<String>::new(), "{right}");
    }
}

#[test]
fn the_page_for_lost_addresses_loads_its_parts_from_any_host() {
    let place = BriefingFolder::with_briefing();
    for (address, path) in [("https://example.org/briefing/", "/briefing/"), ("https://e.org", "/")]
    {
        assert_eq!(place.run(&["build", "--base-url", address]).status, 0);
        let page = place.text("_site/404.html");
        assert!(page.contains(&format!("href=\"{path}assets/theme.css\"")), "{page}");
        assert!(page.contains(&format!("src=\"{path}assets/theme.js\"")), "{page}");
        assert!(!page.contains(address), "{page}");
    }
}

#[test]
fn what_has_one_line_is_printed_on_one() {
    let place = BriefingFolder::new();
    place.put(
        "sidenote.yaml",
        "title: |\n  Two\n  lines\ndescription: \"One\\n\\ntwo\\u2028three\"\neditor: |\n  The\n  desk\n\
         base_url: https://example.org/\n",
    );
    place.put(
        "content/articles/first.md",
        "---\ntitle: |\n  Bridge\n  shut\npublisher: |-\n  The\n  Wire\nauthors: [\"A\\nB\"]\nrights: full\n\
         agency: \"R\\r\\nT\"\n---\n\nThe bridge of Ada Byron is shut.\n",
    );
    place.put(
        "content/officials/ada.md",
        "---\nname: |\n  Ada\n  Byron\nrole: |\n  Chief\n  engineer\nfacts:\n- label: \"a\\nb\"\n  value: \"c\\nd\"\n---\n",
    );
    let check = place.run(&["check", "--strict", "--format", "json"]);
    assert_eq!((check.status, check.out.as_str()), (0, ""));
    assert_eq!(place.run(&["build"]).status, 0);
    let site = Site::read(&place.path("_site"));
    assert_eq!(site.problems(Some("https://example.org/")), Vec::<String>::new());
    let references = site.json("sources.csl.json");
    assert_eq!(references[0]["title"], "Bridge shut");
    assert_eq!(references[0]["container-title"], "The Wire");
    assert!(site.text("feed.xml").contains("<title>Two lines</title>"));
    let briefing = site.text("briefing.json");
    for words in [
        "Two lines",
        "One two three",
        "The desk",
        "Bridge shut",
        "Ada Byron",
        "Chief engineer",
        "A B",
        "R T",
        "a b",
        "c d",
    ] {
        assert!(briefing.contains(&format!("\"{words}\"")), "{words}");
    }
    assert!(site.text("mentions.csv").contains("ada,"), "a name on two lines is found on one");
}

#[test]
fn an_article_that_is_not_titled_on_one_line_is_found_by_its_title() {
    let place = BriefingFolder::with_briefing();
    place.put(
        "content/articles/second.md",
        article("Words.").replace("A report", "|\n  Another\n  report"),
    );
    assert_eq!(place.run(&["build"]).status, 0);
    assert!(place.text("_site/articles/second.html").contains("<h1>Another report</h1>"));
}
