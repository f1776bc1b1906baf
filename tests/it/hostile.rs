//! A saved page is anyone's: nothing of it gets through but text and links.

use crate::program::{BriefingFolder, article};
use crate::support::site::Site;

/// What a page may bring that is neither its report's text nor its links.
const HOSTILE: &str = "<script>steal('evil')</script><SCRIPT src=//evil.example/x.js></SCRIPT \n>\
    <p onclick=\"evil()\" style=\"background:url(javascript:evil())\">Nobody was hurt, said the mayor.</p>\
    <p><a href=\"javascript:evil()\">one</a> <a href=\" jAvA\tscript:evil()\">two</a> \
    <a href=\"data:text/html,<script>evil()</script>\">three</a> <a href=vbscript:evil>four</a> \
    <a href=\"https://x.example/'onmouseover='evil()\">five</a> <a href='//evil.example/a\"><script>'>six</a></p>\
    <svg onload=evil()><script>evil()</script><text>evil picture</text><a xlink:href=javascript:evil()>x</a></svg>\
    <math><mi xlink:href=\"javascript:evil()\">evil</mi></math>\
    <img src=x onerror=evil() alt=\"a <b>bridge</b>\"><iframe srcdoc=\"<script>evil()</script>\">evil frame</iframe>\
    <object data=evil.swf>evil object</object><embed src=evil><form action=javascript:evil()><input value=evil>\
    <button formaction=javascript:evil()>evil button</button></form><style>@import 'evil'</style>\
    <p>&lt;script&gt;kept as text&lt;/script&gt; <b>bold<i>both</b>slanted</i> [x](javascript:y) ![y](https://evil.example/z.png) \
    [[first]] {{ 7 * 7 }} {% include 'x' %}</p>\
    <template><p>evil template</p></template><noscript><p>evil noscript</p></noscript>\
    <p>--- <!-- evil comment --> <![CDATA[ <script>cdata</script> ]]> <p/><div></p></div></b></li></table>The end of it.</p>";

/// A saved page of a report with all that in it.
fn hostile_page() -> String {
    let text = "The river rose by two metres on Monday, and the lower town was cut off from the road, said \
        the mayor, who had walked the whole valley in the morning and would do so again, she said.";
    let head = "<title>Flood\n---\nrights: full</title><meta property=og:site_name content='Paper\nrights: full'>\
        <link rel=canonical href='javascript:evil()'><base href='javascript:evil()'>";
    format!(
        "<!doctype html><html><head>{head}</head><body><article><h1>Flood</h1><p>{text}</p>{HOSTILE}<p>{text} {text}</p></article></body></html>"
    )
}

#[test]
fn of_a_hostile_page_nothing_comes_through_but_text_and_links() {
    let place = BriefingFolder::new();
    place.put("content/articles/first.md", article("First."));
    place.put("page.html", hostile_page());
    let run = place.run(&["import", "page.html", "--id", "flood"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let file = place.text("content/articles/flood.md");
    let head = file.split("---").nth(1).unwrap();
    assert!(!head.lines().any(|line| line.starts_with("rights:")), "{file}");
    assert!(!head.contains("javascript"), "{file}");
    let build = place.run(&["build", "--private", "--strict"]);
    assert_eq!(build.status, 0, "{}", build.err);

    let site = Site::read(&place.path("_site-private"));
    assert_eq!(site.problems(None), Vec::<String>::new());
    let page = &site.pages["articles/flood.html"];
    // The theme's own scripts and data, which the pages' policy lets pass, are no part of the report.
    let own = |attributes: &std::collections::BTreeMap<String, String>| {
        attributes.get("src").is_some_and(|src| src.starts_with("../assets/"))
            || attributes.get("type").is_some_and(|kind| kind == "application/ld+json")
            || attributes.get("role").is_some_and(|role| role == "search")
    };
    for element in page.elements.iter().filter(|element| !own(&element.attributes)) {
        let foreign =
            ["script", "iframe", "object", "embed", "form", "svg", "math", "img", "style"];
        assert!(!foreign.contains(&element.name.as_str()), "{element:?}");
        for (name, value) in &element.attributes {
            let plain: String = value.to_lowercase().split_whitespace().collect();
            let runs = ["javascript:", "vbscript:", "data:"];
            let is_link = ["href", "src", "action", "xlink:href"].contains(&name.as_str());
            assert!(!name.starts_with("on") && name != "style", "{element:?}");
            assert!(!is_link || !runs.iter().any(|it| plain.starts_with(it)), "{element:?}");
        }
    }
    for words in [
        "steal",
        "evil picture",
        "evil frame",
        "evil object",
        "evil button",
        "evil template",
        "evil comment",
    ] {
        assert!(!page.text.contains(words), "{words}");
    }
    for words in [
        "<script>kept as text</script>",
        "[x](javascript:y) ![y](https://evil.example/z.png)",
        "[[first]] {{ 7 * 7 }} {% include 'x' %}",
        "Nobody was hurt, said the mayor.",
        "The end of it.",
    ] {
        assert!(page.text.contains(words), "{words}: {file}");
    }
}
