//! Every text of `tests/payloads.txt` in every place that can have a text: the pages that come of it hold
//! nothing that could run, load or lead to an address that acts.

use std::collections::BTreeMap;
use std::fs;

use serde_json::json;

use crate::program::BriefingFolder;
use crate::support::hostile::{count, dangers, keep_what_builds, payloads, put};
use crate::support::site::Site;

const BASE: &str = "https://example.org/";

/// Builds the briefing, and reads the site of it.
fn built(place: &BriefingFolder) -> Site {
    let build = place.run(&["build", "--private", "--quiet", "--base-url", BASE]);
    assert_eq!(build.status, 0, "{}", build.err);
    Site::read(&place.path("_site-private"))
}

fn assert_harmless(site: &Site) {
    let found = dangers(site);
    assert!(
        found.is_empty(),
        "{} dangers:\n{}",
        found.len(),
        found[..found.len().min(20)].join("\n")
    );
    // A control character stays as it was typed, though a parser finds fault with it.
    let of_characters = ["Bad character", "Invalid numeric character reference"];
    let mut problems = site.problems(Some(BASE));
    problems.retain(|problem| !of_characters.iter().any(|fault| problem.contains(fault)));
    assert!(problems.is_empty(), "{}", problems[..problems.len().min(20)].join("\n"));
    for feed in ["feed.xml", "sitemap.xml"] {
        let text = site.text(feed);
        let mut reader = quick_xml::Reader::from_str(&text);
        while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
    }
}

#[test]
fn no_text_does_anything_wherever_it_stands() {
    let texts = payloads();
    assert!(texts.len() >= 300, "{}", texts.len());
    let (mut all, mut kept, mut pages) = (BTreeMap::new(), BTreeMap::new(), 0);
    // A hundred at a time: every page of a site is held against every other.
    for some in texts.chunks(100) {
        let place = BriefingFolder::new();
        put(&place, some);
        add(&mut all, count(&place));
        keep_what_builds(&place);
        add(&mut kept, count(&place));
        let site = built(&place);
        pages += site.pages.len();
        assert_harmless(&site);
    }
    assert!(pages > texts.len(), "{pages}");
    // What is refused is not looked at here. Of addresses, and of what notes may look like, that is most.
    for (kind, count) in &kept {
        let least = match *kind {
            "articles/u" | "articles/r" | "articles/k" | "entities/l" | "annotations/t" => 0,
            "annotations/h" | "annotations/q" => all[kind] / 4,
            _ => all[kind] / 2,
        };
        assert!(*count >= least, "{kind}: {kept:?} of {all:?}");
    }
}

fn add(sums: &mut BTreeMap<&'static str, usize>, counts: BTreeMap<&'static str, usize>) {
    for (kind, count) in counts {
        *sums.entry(kind).or_default() += count;
    }
}

#[test]
fn no_text_of_the_settings_or_the_front_page_does_anything() {
    let texts = payloads();
    for some in texts.chunks(40) {
        let place = BriefingFolder::with_briefing();
        let (joined, lines) = (some.join(" "), some.join("\n\n"));
        let all = json!(joined);
        place.put(
            "sidenote.yaml",
            format!("title: {all}\ndescription: {all}\neditor: {all}\nextra: {{a: {all}}}\nfooter: {}\n", json!(lines)),
        );
        place
            .put("content/index.md", format!("---\nunreported: {}\n---\n\n{lines}\n", json!(some)));
        place.put("content/corrections.md", format!("## 2026-01-01\n\n{joined}\n"));
        let words = "reports: ALL\nnotes: ALL\nsearch: ALL\n".replace("ALL", &all.to_string());
        place.put("i18n/en.yaml", words);
        for file in ["content/corrections.md", "i18n/en.yaml", "content/index.md", "sidenote.yaml"]
        {
            let checked = place.run(&["check", "--format", "json"]);
            let wrong = checked.diagnostics().iter().any(|it| it["severity"] == "error");
            if !wrong {
                break;
            }
            let at_fault = checked
                .diagnostics()
                .iter()
                .any(|it| it["severity"] == "error" && it["file"] == file);
            if at_fault {
                fs::remove_file(place.path(file)).unwrap();
            }
        }
        assert_harmless(&built(&place));
    }
}

#[test]
fn values_of_settings_that_are_no_text_are_refused_or_harmless() {
    let texts = payloads();
    let mut refused = 0;
    for key in ["base_url", "logo", "nav", "language", "output", "external_ignore", "csv_formulas"]
    {
        for text in texts.iter().step_by(61) {
            let place = BriefingFolder::with_briefing();
            place.put("sidenote.yaml", format!("{key}: {}\n", json!(text)));
            let before = fs::read_dir(place.path("")).unwrap().count();
            let build = place.run(&["build", "--private"]);
            assert!(build.status <= 2, "{key} {text:?}: {}", build.err);
            if build.status > 0 {
                refused += 1;
                assert_eq!(fs::read_dir(place.path("")).unwrap().count(), before, "{key} {text:?}");
            } else if key != "output" {
                assert_eq!(
                    dangers(&Site::read(&place.path("_site-private"))),
                    Vec::<String>::new()
                );
            }
        }
    }
    assert!(refused > 25, "{refused}");
}

#[cfg(feature = "import")]
#[test]
fn no_text_that_is_imported_does_anything() {
    let texts = payloads();
    let place = BriefingFolder::with_briefing();
    let words = "The river rose by two metres on Monday, and the lower town was cut off from the road, said the \
        mayor, who had walked the whole valley in the morning. ";
    let mut files = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let name = format!("saved/p{number}.html");
        let attribute = text.replace('&', "&amp;").replace('"', "&quot;");
        place.put(
            &name,
            format!(
                "<!doctype html><meta charset=utf-8><title>{attribute}</title><meta property=og:site_name content=\"{attribute}\">\
                 <meta name=author content=\"{attribute}\"><link rel=canonical href=\"{attribute}\">\
                 <article><h1>{attribute} {number}</h1><p>{}</p><p>{text}</p>\n<p><a href=\"{attribute}\">x</a></p><p>{}</p></article>",
                words.repeat(3), words.repeat(2)
            ),
        );
        files.push(name);
    }
    let annotations = json!(
        texts
            .iter()
            .map(|text| json!({
                "type": "Annotation", "creator": text, "created": text,
                "body": [{"type": "TextualBody", "value": text, "format": "text/markdown"}, {"type": "TextualBody", "purpose": "tagging", "value": text}],
                "target": {"source": "first", "selector": [{"type": "TextQuoteSelector", "exact": "bridge", "prefix": text}]},
            }))
            .collect::<Vec<_>>()
    );
    place.put("saved/notes.json", annotations.to_string());
    let mut arguments = vec!["import", "--id-from", "file"];
    arguments.extend(files.iter().map(String::as_str));
    let imported = place.run(&arguments);
    assert!(imported.status < 2, "{}", imported.err);
    let imported = place.run(&["import", "saved/notes.json"]);
    assert!(imported.status < 2, "{}", imported.err);
    let articles = || fs::read_dir(place.path("content/articles")).unwrap().count();
    let before = articles();
    assert!(before * 4 > texts.len() * 3, "{before}");
    keep_what_builds(&place);
    assert_eq!(articles(), before, "what `import` writes builds");
    assert_harmless(&built(&place));
}
