//! Texts that are meant to do something, in every place where a briefing can have a text, and what no page may
//! have of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::json;

use super::page::{Element, Page};
use super::project;
use super::site::Site;
use crate::program::BriefingFolder;

/// The lines of `tests/payloads.txt`, as they are meant.
pub(crate) fn payloads() -> Vec<String> {
    let text = fs::read_to_string(project().join("tests/payloads.txt")).unwrap();
    let (_, text) = text.split_once("\n::").unwrap();
    let lines = text.lines().skip(1).filter(|line| !line.is_empty() && !line.starts_with(":: "));
    lines.map(unescaped).collect()
}

fn unescaped(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        let Some(escape) = (c == '\\').then(|| rest.next()) else {
            text.push(c);
            continue;
        };
        text.push(match escape.expect("something is escaped") {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'u' => {
                let digits: String = rest.by_ref().skip(1).take_while(|c| *c != '}').collect();
                char::from_u32(u32::from_str_radix(&digits, 16).unwrap()).unwrap()
            }
            other => other,
        });
    }
    text
}

/// A text as a value of YAML.
fn value(text: &str) -> String {
    // YAML reads what JSON writes, but for what neither a file nor a page can hold.
    json!(text).to_string()
}

/// A text of which Markdown makes just these letters.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_alphanumeric() { c.to_string() } else { format!("&#{};", u32::from(c)) })
        .collect()
}

/// A text on one line, as it is.
fn line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// A value of an attribute of a note.
fn attribute(text: &str) -> String {
    format!("\"{}\"", line(text).replace('\\', "\\\\").replace('"', "\\\""))
}

type Make = fn(usize, &str) -> String;

/// Kinds of files by how their names begin, each with a text in all of its places.
const KINDS: &[(&str, Make)] = &[
    ("articles/a", |_, it| {
        let (text, shown) = (value(it), plain(it));
        format!(
            "---\ntitle: {text}\npublisher: {text}\nauthors: [{text}, {text}]\nagency: {text}\nrights: full\n\
             extra: {{a: {text}}}\n---\n\nIt begins with {shown} and goes on.\n\n## {}\n\n{it}\n\n\
             | a | b |\n|---|---|\n| {} | c |\n\n![{}](https://evil.invalid/x.png \"{}\") `{}`\n",
            line(it),
            line(it),
            line(it),
            line(it),
            line(it)
        )
    }),
    ("articles/k", |_, it| {
        let text = line(it);
        format!(
            "---\ntitle: T\nrights: full\n---\n\n[a]({text}) [b](<{text}>) ![c]({text})\n\n[d][1]\n\n[1]: {text}\n"
        )
    }),
    ("articles/u", |_, it| {
        let text = value(it);
        format!("---\ntitle: T\nurl: {text}\narchive_url: {text}\nrights: full\n---\n\nWords.\n")
    }),
    ("articles/r", |_, it| {
        let text = value(it);
        format!(
            "---\ntitle: T\nredirect_from: [{text}]\noriginal: {text}\nlanguage: {text}\nrights: full\n---\n\nWords.\n"
        )
    }),
    ("articles/d", |_, it| {
        format!(
            "---\ntitle: T\ntext: digest\nallow: [quotation-without-note]\n---\n\nIt says “{}”, and “{}”.\n\n{it}\n",
            plain(it),
            line(it)
        )
    }),
    ("annotations/n", |number, it| {
        format!(
            "---\narticle: first\nauthor: {}\n---\n\n## {} {{#n{number} .context author={}}}\n\n> The bridge\n\n{it}\n",
            value(it),
            plain(it),
            attribute(it)
        )
    }),
    ("annotations/h", |number, it| {
        format!("---\narticle: first\n---\n\n## {} {{#h{number}}}\n\nOf {}.\n", line(it), line(it))
    }),
    ("annotations/q", |number, it| {
        let (shown, text) = (plain(it), attribute(it));
        format!(
            "## Said {{#q{number} .quote by=petra said={text}}}\n\n> It begins with {shown} and goes\n> — [[a{number}]] {{as={text} via={text}}}\n\n\
             > The bridge is\n> — [[first]]\n\nSo {shown}.\n\n\
             ## Asked {shown} {{#c{number} .claim unit={text} allow=\"claims-disagree\"}}\n\n> begins with {shown} and\n> — [[a{number}]]: {shown}\n\n\
             > The bridge\n> — [[first]]: {}\n\nIt is {it}\n",
            line(it)
        )
    }),
    ("annotations/t", |number, it| {
        format!(
            "---\narticle: first\ntags: [{}]\n---\n\n## Tagged {{#t{number} tags={}}}\n\nWords.\n",
            value(it),
            attribute(it)
        )
    }),
    ("entities/e", |_, it| {
        let text = value(it);
        format!(
            "---\nname: {text}\nfull_name: {text}\naliases: [{text}]\nshort: [{text}]\nfacts:\n- {{label: {text}, value: {text}, source: {text}}}\n\
             extra: {{a: {text}}}\n---\n\n{it}\n"
        )
    }),
    ("entities/l", |number, it| {
        let text = value(it);
        format!(
            "---\nname: Entity {number}\nlinks: {{website: {text}, {text}: \"https://example.org/\"}}\n---\n\n{}\n",
            line(it)
        )
    }),
    ("officials/o", |_, it| {
        let text = value(it);
        format!("---\nname: {text}\nrole: {text}\naffiliation: works\n---\n\n{it}\n")
    }),
    ("pages/p", |_, it| {
        format!(
            "---\ntitle: {}\nextra: {{a: 1}}\n---\n\n{it}\n\n[[first|{}]]\n",
            value(it),
            line(it)
        )
    }),
    ("tags/g", |_, it| {
        format!("---\nname: {}\ndescription: {}\n---\n\n{it}\n", value(it), value(it))
    }),
];

/// Kinds of files of which each text has one; of the others it has one by turns, so that the pages can be made in
/// a minute.
const ALWAYS: [&str; 4] = ["articles/a", "annotations/n", "annotations/h", "annotations/q"];

/// Puts every text in an article with its notes, and in a file of another kind.
pub(crate) fn put(place: &BriefingFolder, texts: &[String]) {
    place.put("sidenote.yaml", "title: A briefing\nrights: full\nclaim_reviews: true\n");
    // Where a text loads a file of the site, there is one.
    place.put("static/x", "x");
    place.put(
        "content/articles/first.md",
        "---\ntitle: First\nrights: full\n---\n\nThe bridge is shut.\n",
    );
    place.put("content/officials/petra.md", "---\nname: Petra Lund\n---\n");
    place.put("content/entities/works.md", "---\nname: Northwater\n---\n");
    let (always, by_turns): (Vec<_>, Vec<_>) =
        KINDS.iter().partition(|(start, _)| ALWAYS.contains(start));
    for (number, text) in texts.iter().enumerate() {
        for (start, make) in always.iter().chain([&by_turns[number % by_turns.len()]]) {
            place.put(&format!("content/{start}{number}.md"), make(number, text));
        }
        // As the name of a file, where the system has such names.
        let name = text.replace(['/', '\0'], "-");
        let path = match number % 3 {
            0 => place.path("static").join(format!("{name}.txt")),
            1 => place.path("content/articles").join(format!("{name}.md")),
            _ => place.path("content/tags").join(format!("{name}.md")),
        };
        let _ = fs::create_dir_all(path.parent().unwrap())
            .and_then(|()| fs::write(path, "---\ntitle: T\n---\n"));
    }
}

/// How many files of each kind there are.
pub(crate) fn count(place: &BriefingFolder) -> BTreeMap<&'static str, usize> {
    let files = |folder: &str| {
        fs::read_dir(place.path("content").join(folder)).into_iter().flatten().flatten()
    };
    let of_kind = |start: &'static str| {
        let (folder, start_of_name) = start.split_once('/').unwrap();
        let is_one = |name: &str| {
            name.strip_prefix(start_of_name)
                .and_then(|it| it.strip_suffix(".md"))
                .is_some_and(|it| it.parse::<usize>().is_ok())
        };
        files(folder).filter(|it| it.file_name().to_str().is_some_and(is_one)).count()
    };
    KINDS.iter().map(|(start, _)| (*start, of_kind(start))).collect()
}

/// Takes away every file in which an error is told, until there is none.
pub(crate) fn keep_what_builds(place: &BriefingFolder) {
    loop {
        let checked = place.run(&["check", "--format", "json"]);
        assert!(checked.status < 2, "{}", checked.err);
        let told = checked.diagnostics();
        let wrong: BTreeSet<&str> = told
            .iter()
            .filter(|it| it["severity"] == "error")
            .map(|it| it["file"].as_str().unwrap())
            .collect();
        if wrong.is_empty() {
            return;
        }
        for file in &wrong {
            fs::remove_file(place.path(file)).unwrap_or_else(|error| panic!("{file:?}: {error}"));
        }
    }
}

/// What stands in a site's pages that could do something.
pub(crate) fn dangers(site: &Site) -> Vec<String> {
    let of_page = |(path, page): (&String, &Page)| {
        let found = page.elements.iter().filter_map(danger);
        found.map(|what| format!("{path}: {what}")).collect::<Vec<_>>()
    };
    site.pages.iter().flat_map(of_page).collect()
}

/// Elements that no body may have, and what the theme has of them.
fn is_own(element: &Element) -> bool {
    let get = |name: &str| element.get(name).unwrap_or_default();
    match element.name.as_str() {
        "script" => {
            let src = get("src").trim_start_matches("../").trim_start_matches('/');
            get("type") == "application/ld+json"
                || src.starts_with("assets/")
                || src.ends_with(".preview.js") && !get("src").contains(':')
        }
        "link" => {
            ["stylesheet", "icon", "alternate", "canonical", "search", "next", "prev", "license"]
                .contains(&get("rel"))
        }
        "meta" => ["", "content-security-policy", "refresh"]
            .contains(&get("http-equiv").to_lowercase().as_str()),
        // What bodies bring has no id that begins so.
        "template" => get("id").starts_with('_'),
        "form" => {
            // The one that narrows a list sends nothing anywhere.
            let is_known = get("role") == "search" || get("class") == "narrow";
            is_known && element.get("action").is_none_or(|it| it.ends_with("search.html"))
        }
        _ => false,
    }
}

fn danger(element: &Element) -> Option<String> {
    const ACTIVE: &[&str] = &[
        "script",
        "iframe",
        "frame",
        "frameset",
        "object",
        "embed",
        "applet",
        "base",
        "meta",
        "link",
        "style",
        "form",
        "math",
        "portal",
        "fencedframe",
        "template",
        "foreignObject",
        "animate",
        "set",
        "handler",
        "use",
        "image",
        "audio",
        "video",
        "source",
        "xml",
        "slot",
        "isindex",
        "keygen",
        "layer",
        "bgsound",
        "marquee",
    ];
    const ADDRESSES: &[&str] = &[
        "href",
        "src",
        "action",
        "formaction",
        "xlink:href",
        "cite",
        "data",
        "poster",
        "background",
        "ping",
        "longdesc",
        "manifest",
        "srcset",
        "lowsrc",
        "dynsrc",
        "usemap",
        "codebase",
        "content",
    ];
    if ACTIVE.contains(&element.name.as_str()) && !is_own(element) {
        return Some(format!("{element:?}"));
    }
    for (name, value) in &element.attributes {
        let is_handler = name.starts_with("on")
            || ["style", "srcdoc", "formaction", "ping", "background", "is"]
                .contains(&name.as_str());
        let plain: String = value.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
        let plain = plain.trim_start_matches(|c: char| c <= ' ').to_lowercase();
        let scheme = plain.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
            scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
                && !scheme.is_empty()
        });
        let is_address = ADDRESSES.contains(&name.as_str())
            && !(name == "content" && element.get("http-equiv").is_none_or(|it| it != "refresh"));
        let known = scheme.is_none_or(|it| ["http", "https", "mailto", "tel"].contains(&it));
        if is_handler || is_address && !known {
            return Some(format!("{element:?}"));
        }
    }
    None
}

#[test]
fn what_could_do_something_is_seen() {
    let found = |html: &str| Page::read(html).elements.iter().filter_map(danger).count();
    for html in [
        "<script>evil()</script>",
        "<script src=\"https://evil.invalid/assets/x.js\"></script>",
        "<p onclick=\"evil()\">x</p>",
        "<a href=\" java\tscript:evil()\">x</a>",
        "<a href=\"data:text/html,x\">x</a>",
        "<p style=\"color:red\">x</p>",
        "<base href=\"//evil.invalid/\">",
        "<meta http-equiv=\"refresh\" content=\"javascript:evil()\">",
        "<form action=\"https://evil.invalid/\"></form>",
        "<svg><animate></animate></svg>",
    ] {
        assert_eq!(found(html), 1, "{html}");
    }
    for html in [
        "<script src=\"../assets/theme.js\"></script>",
        "<a href=\"https://example.org/a:b\">x</a>",
        "<a href=\"a/b.html#c:d\" title=\"javascript:evil()\">x</a>",
        "<form role=\"search\" action=\"../search.html\"></form>",
    ] {
        assert_eq!(found(html), 0, "{html}");
    }
}
