use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::config::Audience;
use crate::diagnostic::{Code, Severity};
use crate::i18n::Words;
use crate::load::Folder;
use crate::model::NoteClass;
use crate::output::Collector;
use crate::parse::parse;
use crate::resolve::resolve;
use crate::source::SourceFile;
use crate::suggest::Echoes;
use crate::withhold::published;

/// A briefing of hard cases.
const FILES: &[(&str, &str)] = &[
    ("sidenote.yaml", "title: Hard <cases>\nbase_url: https://a.b/c/\neditor: The desk\n"),
    ("content/index.md", "Of [[one]], [[ross]], [[#count]] and [[#words]].\n"),
    (
        "content/articles/one.md",
        "---\ntitle: One & all\npublisher: The One\npublished: 2019-10-07\nrights: full\nredirect_from: [eins]\n---\n\n\
         # Top\n\nHikvision said 18 bureaus & <one> college.[^a] *Hikvision* 海康威视 is here.\n\n\
         ### Deep\n\n> Quoted **words** of Ross.\n\n- tight\n  - nested\n- item\n\n\
         | Who | |\n|:--|--:|\n| Ross | 2 |\n\n```rust\nlet a = \"Ross\";\n```\n\n\
         [^a]: A footnote on Ross.\n",
    ),
    (
        "content/articles/two.md",
        "---\ntitle: Two\npublisher: The Two\nlanguage: ar\nrights: full\n---\n\n\
         Wilbur Ross: cannot and will not tolerate. 19 bureaus. \u{623}\u{647}\u{644}\u{627}\n",
    ),
    (
        "content/articles/three.md",
        "---\ntitle: Three\npublisher: The Three\nrights: link\n---\n\nA clandestine: will not tolerate, 20 bureaus.\n",
    ),
    (
        "content/annotations/notes.md",
        "---\nauthor: AB\n---\n\n## Bureaus {#count .claim unit=bureaus}\n\n> 18 bureaus\n> — [[one]]: 18\n\n\
         > 19 bureaus\n> — [[two]]: 19\n\n> 20 bureaus\n> — [[three]]: 20\n\nThe count, with [[ross]].[^n]\n\n[^n]: Footnote of a note.\n\n\
         ## Words {#words .quote by=ross base=two}\n\n> Quoted words\n> — [[one]]\n\n\
         > cannot and will not tolerate\n> — [[two]] {route=translated as=\"Mr Ross\"}\n\n\
         > will not tolerate\n> — [[three]]\n\nThe words. See [[hikvision]].\n\n\
         ## Over it all {#over .correction evidence=hikvision reads=\"19 bureaus\"}\n\n\
         > said 18 bureaus & <one> college. Hikvision 海康威视 is here. Deep Quoted\n> — [[one]]\n\nToo long. [[ross]] again.\n\n\
         ## On the whole {#whole .question}\n\n> tight\n> — [[one]]\n\nWhy?\n\n\
         ## In code {#code}\n\n> a = \"Ross\"\n> — [[one]]\n\nCode.\n",
    ),
    (
        "content/annotations/about.md",
        "---\narticle: two\n---\n\n## About two {#about-two .context}\n\nAbout it.\n",
    ),
    (
        "content/entities/hikvision.md",
        "---\nname: Hikvision\nkind: company\nnames: {zh: 海康威视}\nfacts:\n  - {label: Staff, value: many, source: one, as_of: 2019-10}\nlinks: {website: \"https://h.example\"}\n---\n\n## A profile\n\nMakes cameras.\n",
    ),
    (
        "content/officials/ross.md",
        "---\nname: Wilbur Ross\nrole: Secretary\naffiliation: hikvision\ncapacity: official\nshort: [Ross]\n---\n\nThe secretary.\n",
    ),
];

struct Made {
    briefing: Briefing,
    pages: BTreeMap<String, String>,
    /// What stands beside pages.
    scripts: BTreeMap<String, String>,
    problems: Vec<(String, usize, String)>,
}

fn make(extra: &[(&str, &str)]) -> Made {
    make_with(extra, OwnAssets::default())
}

fn make_with(extra: &[(&str, &str)], own: OwnAssets) -> Made {
    let mut files: BTreeMap<&str, &str> = FILES.iter().copied().collect();
    files.extend(extra.iter().copied());
    let mut folder = Folder::default();
    for (path, text) in files {
        let id = folder.sources.add(SourceFile::from_bytes(path.into(), text.into()));
        match path.split_once('/') {
            None => folder.settings = Some(id),
            Some(("templates", name)) => {
                folder.templates.insert(name.to_owned(), id);
            }
            Some(_) => folder.content.push(id),
        }
    }
    let (parsed, mut diagnostics) = parse(&folder);
    let mut briefing = resolve(parsed, &folder, Audience::Public, &mut diagnostics).briefing;
    let collation = published(&mut briefing, &Echoes::default());
    let told: Vec<String> = diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| d.message.clone())
        .collect();
    assert_eq!(told, [""; 0]);
    let (templates, mut problems) = Templates::new(&folder.sources, &folder.templates);
    let sink = Collector::default();
    let once = MadeOnce::new(&briefing, &collation);
    let more = Pages::new(&briefing, &collation, &templates, own, &once).make_all(&sink);
    problems.extend(more);
    let problems = problems
        .sorted()
        .into_iter()
        .map(|problem| {
            assert_eq!(problem.code, Code::TemplateInvalid);
            let file = folder.sources.file(problem.span.file);
            let line = file.position(problem.span.start).line;
            (file.path.clone(), line, format!("{}: {}", problem.message, problem.help.join("; ")))
        })
        .collect();
    let (pages, scripts) = sink
        .finish()
        .iter()
        .map(|(path, bytes)| (path.to_owned(), String::from_utf8(bytes.to_vec()).unwrap()))
        .partition(|(path, _): &(String, String)| path.ends_with(".html"));
    Made { briefing, pages, scripts, problems }
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(&start).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect()
}

/// What a browser gives as the `textContent` of the element with an id.
fn text_content(html: &str, id: &str) -> Option<String> {
    let (before, after) = html.split_once(&format!(" id=\"{id}\""))?;
    let name = before.rsplit_once('<')?.1.split(' ').next()?;
    let mut rest = after.split_once('>')?.1;
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut depth = 1;
    let mut text = String::new();
    while depth > 0 {
        let (words, tag) = rest.split_once('<')?;
        text.push_str(words);
        let tag_and_rest = format!("<{tag}");
        depth += usize::from(tag_and_rest.starts_with(&open));
        depth -= usize::from(tag_and_rest.starts_with(&close));
        rest = tag.split_once('>')?.1;
    }
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")] {
        text = text.replace(entity, character);
    }
    Some(text.replace("&amp;", "&"))
}

#[test]
fn every_link_leads_somewhere_and_ids_are_unique() {
    let made = make(&[]);
    assert_eq!(made.problems, []);
    let ids: BTreeMap<&str, BTreeSet<&str>> = made
        .pages
        .iter()
        .map(|(path, html)| {
            let all = values(html, "id");
            let unique: BTreeSet<&str> = all.iter().copied().collect();
            assert_eq!(all.len(), unique.len(), "ids are unique in {path}");
            (path.as_str(), unique)
        })
        .collect();
    for (path, html) in &made.pages {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for href in values(html, "href") {
            let from_root = ["https://a.b/c/", "/c/"].iter().find_map(|it| href.strip_prefix(it));
            let href = from_root.map_or(href.to_owned(), |rest| {
                format!("{}{rest}", if folder.is_empty() { "" } else { "../" })
            });
            if href.starts_with("https://") {
                continue;
            }
            let (file, fragment) = match href.split_once('#') {
                Some((file, fragment)) => (file, Some(fragment)),
                None => (href.as_str(), None),
            };
            let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for part in file.split('/').filter(|part| !part.is_empty()) {
                if part == ".." {
                    parts.pop();
                } else {
                    parts.push(part);
                }
            }
            let target = if file.is_empty() { path.clone() } else { parts.join("/") };
            if !target.ends_with(".html") {
                continue;
            }
            let there = ids.get(target.as_str());
            assert!(there.is_some(), "{path} leads to {target}");
            if let Some(fragment) = fragment {
                assert!(there.unwrap().contains(fragment), "{path} leads to {target}#{fragment}");
            }
        }
    }
}

#[test]
fn every_page_is_reached_from_the_front_page() {
    let made = make(&[]);
    let mut seen = BTreeSet::from(["index.html".to_owned()]);
    let mut open = vec!["index.html".to_owned()];
    while let Some(path) = open.pop() {
        let from = made.briefing.settings.base_url.clone().unwrap();
        let base = url::Url::parse(&from).unwrap().join(&path).unwrap();
        for href in values(&made.pages[&path], "href") {
            let target = base.join(href).unwrap();
            let target = target.path().trim_start_matches("/c/").to_owned();
            if made.pages.contains_key(&target) && seen.insert(target.clone()) {
                open.push(target);
            }
        }
    }
    let hidden = ["404.html", "articles/eins.html"];
    let all: BTreeSet<String> =
        made.pages.keys().filter(|path| !hidden.contains(&path.as_str())).cloned().collect();
    assert_eq!(seen, all);
}

#[test]
fn the_element_of_a_block_holds_its_text_and_nothing_else() {
    let made = make(&[]);
    let mut blocks = 0;
    for article in &made.briefing.articles {
        let Some(prose) = article.shown() else { continue };
        for block in prose.document.blocks.iter().filter(|block| !block.id.is_empty()) {
            let text = &prose.document.text[block.text.bytes()];
            let page = &made.pages[&format!("articles/{}.html", article.slug)];
            assert_eq!(text_content(page, &block.id).as_deref(), Some(text));
            let id = format!("{}_{}", article.slug, block.id);
            assert_eq!(text_content(&made.pages["print.html"], &id).as_deref(), Some(text));
            blocks += 1;
        }
    }
    assert!(blocks > 10);
}

#[test]
fn each_page_has_one_title_and_its_headings_in_order() {
    for (path, html) in &make(&[]).pages {
        let levels: Vec<u8> = html
            .split("<h")
            .skip(1)
            .filter_map(|rest| rest.as_bytes().first().filter(|byte| byte.is_ascii_digit()))
            .map(|digit| digit - b'0')
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{path}");
        let mut before = 0;
        for level in levels {
            assert!(level <= before + 1, "{path} skips from {before} to {level}");
            before = level;
        }
        // What the page's policy lets pass: scripts in files, and blocks of data.
        let passing = ["<script src=", "<script type=\"application/ld+json\">"];
        let passing: usize = passing.iter().map(|start| html.matches(start).count()).sum();
        assert!(!html.contains(" style=") && html.matches("<script").count() == passing, "{path}");
        let policy = "content=\"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'\"";
        assert!(html.contains(policy), "{path}");
    }
}

#[test]
fn withheld_words_are_on_no_page_and_their_notes_are() {
    let made = make(&[]);
    for (path, html) in &made.pages {
        assert!(!html.contains("clandestine"), "{path}");
    }
    let page = &made.pages["articles/three.html"];
    assert!(!page.contains("will not tolerate"));
    assert!(page.contains("id=\"words\"") && page.contains("The words."));
    assert!(page.contains(&Words::default().withheld));
}

#[test]
fn a_speakers_page_has_each_printing_unbroken() {
    let made = make(&[]);
    let page = &made.pages["officials/ross.html"];
    let at = page.find("id=\"words\"").unwrap();
    let words: Vec<String> = page[at..]
        .split("<blockquote")
        .skip(1)
        .map(|rest| {
            let inner = rest.split_once("</blockquote>").unwrap().0;
            text_content(&format!("<i id=\"x\"><b{inner}</b></i>"), "x").unwrap()
        })
        .collect();
    // The base first.
    assert_eq!(words, ["cannot and will not tolerate", "Quoted words"]);
    assert!(page.contains("translated") && page.contains("as “Mr Ross”"));
    // Notes that link to him stand there whole.
    assert!(page.contains("id=\"over\"") && page.contains("Too long."));
}

#[test]
fn a_disputed_passage_names_the_other_values() {
    let made = make(&[]);
    let page = &made.pages["articles/one.html"];
    assert!(page.contains("Here 18; The Three: 20; The Two: 19"), "{page}");
    let page = &made.pages["claims/count.html"];
    assert!(
        page.contains("<q>18 bureaus</q>")
            && page.contains("<q lang=\"ar\" dir=\"rtl\">19 bureaus</q>")
    );
    assert!(!page.contains("20 bureaus"));
    let dispute = "<bdi>The One</bdi>: <span class=\"value\">18</span>; \
                   <bdi>The Three</bdi>: <span class=\"value\">20</span>; \
                   <bdi>The Two</bdi>: <span class=\"value\">19</span>.";
    assert!(made.pages["index.html"].contains(dispute));
}

#[test]
fn pictures_stand_beside_their_tables() {
    let front = &make(&[]).pages["index.html"];
    let coverage = front.split_once("id=\"_coverage\"").unwrap().1;
    assert_eq!(coverage.matches("<svg role=\"group\"").count(), 2);
    assert_eq!(coverage.matches("aria-labelledby=\"_coverage\"").count(), 2);
    // What may not be shown is counted, and that is said.
    assert!(!coverage.contains("Not counted:"));
    assert!(
        coverage.contains(
            "Where not all of a report is here: counted in the text of the report itself."
        )
    );
    assert!(coverage.contains("The Three"));
    let row = "<tr><th scope=\"row\"><a href=\"officials/ross.html\">Wilbur Ross</a></th>\
               <td class=\"right\"></td><td class=\"right\"></td><td class=\"right\">1</td>";
    assert!(coverage.contains(row), "{coverage}");
    let time_line = front.split_once("id=\"_time_line\"").unwrap().1;
    assert!(time_line.contains(">7 October 2019</text>"));
    assert!(time_line.contains(
        "Date of first publication not known: <a href=\"articles/three.html\">The Three</a>, "
    ));
}

#[test]
fn reports_stand_in_order_of_publication_wherever_they_are_listed() {
    let early = "---\ntitle: Early\npublisher: The Early\npublished: 2019-10-01\nrights: full\n---\n\n\
                 Cannot and will not tolerate, he said. 17 bureaus.\n";
    let notes = "## Bureaus {#more .claim}\n\n> 19 bureaus\n> — [[two]]: 19\n\n> 18 bureaus\n> — [[one]]: 18\n\n\
                 > 17 bureaus\n> — [[early]]: 17\n\n\
                 ## Not {#not .quote by=ross said=2019-10-05 base=two}\n\n> tolerate\n> — [[two]]\n\n\
                 > Quoted words\n> — [[one]]\n\n> tolerate\n> — [[early]] {route=paraphrase}\n";
    let files = [("content/articles/early.md", early), ("content/annotations/more.md", notes)];
    let made = make(&files);
    let order = |page: &str, names: &[&str]| {
        let page = page.split_once("<main").unwrap().1;
        let places: Vec<Option<usize>> = names.iter().map(|name| page.find(name)).collect();
        assert!(places.is_sorted() && places[0].is_some(), "{names:?} {places:?}");
    };
    order(
        &made.pages["claims/more.html"],
        &["The Early</a></th>", "The One</a></th>", "The Two</a></th>"],
    );
    let page = &made.pages["officials/ross.html"];
    let family = page.split_once("id=\"not\"").unwrap().1.split_once("</article>").unwrap().0;
    let reports = ["The Two</a>", "The Early</a>", "The One</a>"]
        .map(|name| family.find(&format!("\">{name}\n<span class=\"witness-facts\">")).unwrap());
    assert!(reports.is_sorted(), "the base, then the others: {reports:?}");
    let routes: Vec<&str> =
        values(family, "class").into_iter().filter(|class| class.starts_with("route ")).collect();
    assert_eq!(routes, ["route r-paraphrase"], "of the others no more is known");
    assert!(family.contains("Found in 3 of 4 reports."));
    assert!(family.contains("Not known: <a href=\"../articles/three.html\">"));
    // So is each note beside such a passage.
    assert!(
        made.pages["articles/early.html"]
            .contains("<span class=\"route r-paraphrase\">paraphrase</span>")
    );
}

#[test]
fn entities_are_listed_by_name() {
    let entity = |name: &str| format!("---\nname: {name}\nkind: company\n---\n");
    let (one, two) = (entity("Zhejiang Dahua"), entity("\u{c4}hnlich AG"));
    let files = [("content/entities/a-firm.md", &*one), ("content/entities/zz.md", &*two)];
    let made = make(&files);
    let list = made.pages["entities/index.html"].split_once("<main").unwrap().1;
    let places = ["Ähnlich AG</a>", "Hikvision</a>", "Zhejiang Dahua</a>"].map(|it| list.find(it));
    assert!(places.is_sorted() && places[0].is_some(), "{places:?}");
}

#[test]
fn a_page_carries_who_the_names_are_to_which_it_links() {
    let made = make(&[]);
    let carried =
        |html: &str| -> Vec<String> { html.split("data-href=").skip(1).map(text_of).collect() };
    let who = |path: &str| -> Vec<String> {
        carried(made.pages[path].split_once("id=\"_who\"").unwrap_or_default().1)
    };
    let hikvision = "Company Hikvision Makes cameras.";
    let ross = "Secretary, Hikvision Wilbur Ross The secretary.";
    // The heaviest page has them in a script beside it.
    assert!(who("articles/one.html").is_empty());
    assert!(made.pages["articles/one.html"].contains(" data-from=\"one_previews.js\""));
    let script = &made.scripts["articles/one_previews.js"];
    let list = script.strip_prefix("sidenotePreviews(").unwrap().strip_suffix(")\n").unwrap();
    let list: Vec<String> = serde_json::from_str(list).unwrap();
    assert_eq!(carried(&list.concat()), [hikvision, ross]);
    assert_eq!(who("officials/ross.html"), [hikvision]);
    assert_eq!(who("claims/count.html"), [ross]);
    assert!(who("articles/index.html").is_empty());
}

/// The words of a piece of HTML that begins within a tag.
fn text_of(html: &str) -> String {
    let (inside, _) = html.split_once("</div>").unwrap();
    let words = inside.split('>').skip(1).filter_map(|piece| piece.split('<').next());
    words.filter(|words| !words.trim().is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_page_tells_what_speaks_of_it_with_the_sentence() {
    let made = make(&[]);
    let sentence = |path: &str, sentence: &str| {
        let html = &made.pages[path];
        assert!(html.contains(&format!("<q class=\"sentence\">{sentence}</q>")), "{html}");
    };
    sentence("claims/count.html", "Of The One, Wilbur Ross, <b>Bureaus</b> and Words.");
    sentence("officials/ross.html", "Of The One, <b>Wilbur Ross</b>, Bureaus and Words.");
    sentence("officials/ross.html", "Of The One, Wilbur Ross, Bureaus and <b>Words</b>.");
    sentence("articles/one.html", "Of <b>The One</b>, Wilbur Ross, Bureaus and Words.");
    // What stands on the page in full is not told again.
    assert!(!made.pages["entities/hikvision.html"].contains("class=\"sentence\""));
}

#[test]
fn a_page_tells_how_to_refer_to_it() {
    let made = make(&[]);
    let told = |path: &str, reference: &str| {
        let reference =
            format!("{reference}. In: Hard &lt;cases&gt;. Edited by The desk. https://a.b/c/");
        assert!(made.pages[path].contains(&reference), "{}", made.pages[path]);
    };
    told("articles/one.html", "The One, with notes");
    told("claims/count.html", "Bureaus: answers from 3 reports");
    told("officials/ross.html", "Words: Wilbur Ross, as noted in 3 reports");
}

#[test]
fn sites_that_share_a_page_are_told_what_it_is() {
    let pages = make(&[]).pages;
    let page = &pages["articles/one.html"];
    assert!(
        page.contains("<meta property=\"og:url\" content=\"https://a.b/c/articles/one.html\">")
    );
    assert!(page.contains("<meta property=\"og:type\" content=\"article\">"));
    assert!(pages["index.html"].contains("<meta property=\"og:type\" content=\"website\">"));
    assert!(!pages["404.html"].contains("og:"));
}

#[test]
fn sums_that_come_to_the_same_by_other_parts_do_not_look_alike() {
    let notes = "## Bodies {#bodies .claim}\n\n> 19 bureaus\n> — [[two]]: 19\n\n\
                 > 18 bureaus\n> — [[one]]: 18 bureaus + 1 college\n";
    let made = make(&[("content/annotations/bodies.md", notes)]);
    let row = made.pages["claims/index.html"].split_once("bodies.html").unwrap().1;
    let row = row.split_once("</tr>").unwrap().0;
    assert!(row.contains(">19</a>") && row.contains(">18 + 1 = 19</a>"), "{row}");
}

#[test]
fn a_card_of_the_briefing_is_shown_where_a_page_is_shared() {
    let image = "<meta property=\"og:image\" content=\"https://a.b/c/assets/card.png\">";
    let own = OwnAssets { card: true, ..OwnAssets::default() };
    assert!(make_with(&[], own).pages["articles/one.html"].contains(image));
    assert!(!make(&[]).pages["articles/one.html"].contains("og:image"));
}

#[test]
fn an_earlier_id_leads_on() {
    let page = &make(&[]).pages["articles/eins.html"];
    assert!(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=one.html\">"));
    assert!(page.contains("<link rel=\"canonical\" href=\"https://a.b/c/articles/one.html\">"));
    assert!(page.contains("noindex"));
}

#[test]
fn the_page_for_lost_addresses_works_at_any_depth() {
    let page = &make(&[]).pages["404.html"];
    let links = values(page, "href");
    assert!(links.iter().all(|href| href.starts_with("/c/") || *href == "#_main"), "{links:?}");
}

#[test]
fn the_same_input_gives_the_same_pages() {
    assert_eq!(make(&[]).pages, make(&[]).pages);
}

#[test]
fn a_template_can_be_replaced_alone() {
    let made = make(&[(
        "templates/articles.html",
        "{% extends \"base.html\" %}{% block main %}{{ articles[0].title }} {{ \"a.png\" | asset }} {{ site.title }}{% endblock %}",
    )]);
    assert_eq!(made.problems, []);
    assert!(
        made.pages["articles/index.html"]
            .contains("One &amp; all ../assets/a.png Hard &lt;cases&gt;")
    );
    assert_eq!(made.pages["articles/one.html"], make(&[]).pages["articles/one.html"]);
}

#[test]
fn a_template_error_is_told_at_its_line_with_what_there_is() {
    let told = |name: &str, text: &str| {
        let path = format!("templates/{name}");
        make(&[(path.as_str(), text)]).problems
    };
    let [(file, line, message)] = &told("claims.html", "a\n{{ page.titel }}")[..] else {
        panic!("one problem, however many pages")
    };
    assert_eq!((file.as_str(), *line), ("templates/claims.html", 2));
    assert!(
        message.contains("`titel`") && message.contains("there are assets, canonical"),
        "{message}"
    );

    let [(_, line, message)] = &told("article.html", "a\n\n{% if %}")[..] else { panic!() };
    assert_eq!(*line, 3, "{message}");

    let text = "{% block a %}\n{% if page.title %}x\n{% endblock %}\n";
    let [(_, line, message)] = &told("article.html", text)[..] else { panic!() };
    assert_eq!(*line, 2, "{message}");

    let problems = told("article.html", "a\n{{ 1 | nonsense }}\n{{ <lost/> }}");
    let lines: Vec<usize> = problems.iter().map(|(_, line, _)| *line).collect();
    assert_eq!(lines, [2, 3], "{problems:?}");
    assert!(problems[0].2.contains("nonsense"));

    // Taking away what other templates need is told where it was taken away.
    let [(file, _, message)] = &told("parts/link.html", "nothing")[..] else { panic!() };
    assert_eq!(file, "templates/parts/link.html");
    assert!(message.contains("`link`"), "{message}");
}

/// What no compiler leads to: a kind's colour and line, on screen and in print, and the tables of it.
#[test]
fn every_kind_of_note_is_drawn_and_documented() {
    let theme = include_str!("../../static/assets/theme.css");
    let print = include_str!("../../static/assets/print.css");
    let [format, data, theming] = [
        include_str!("../../docs/format.md"),
        include_str!("../../docs/data.md"),
        include_str!("../../docs/theming.md"),
    ];
    for class in NoteClass::ALL {
        let name = class.name();
        for (place, text, wanted) in [
            ("theme.css", theme, format!("--{name}: ")),
            ("theme.css", theme, format!(".k-{name} {{ --kind: var(--{name}); --line: ")),
            ("print.css", print, format!("--{name}: ")),
            ("docs/format.md", format, format!("| `{name}` | ")),
            ("docs/data.md", data, format!("| `{name}` | `{}`", class.motivation())),
            ("docs/theming.md", theming, format!("`--{name}`")),
        ] {
            assert!(text.contains(&wanted), "{place} lacks `{wanted}`");
        }
    }
}

#[test]
fn the_documentation_names_every_field() {
    let documentation = include_str!("../../docs/templates.md");
    let sources = [
        include_str!("article.rs"),
        include_str!("articles.rs"),
        include_str!("claim.rs"),
        include_str!("claims.rs"),
        include_str!("entities.rs"),
        include_str!("entity.rs"),
        include_str!("front.rs"),
        include_str!("officials.rs"),
        include_str!("own_page.rs"),
        include_str!("print.rs"),
        include_str!("redirect.rs"),
        include_str!("status.rs"),
        include_str!("tag.rs"),
        include_str!("tags.rs"),
        include_str!("view/finding.rs"),
        include_str!("view/matrix.rs"),
        include_str!("view/reply.rs"),
        include_str!("view/tag.rs"),
        include_str!("view/mod.rs"),
        include_str!("view/adds.rs"),
        include_str!("view/apparatus.rs"),
        include_str!("view/article.rs"),
        include_str!("view/carriage.rs"),
        include_str!("view/columns.rs"),
        include_str!("view/back_link.rs"),
        include_str!("view/claim.rs"),
        include_str!("view/claim_line.rs"),
        include_str!("view/exhibit.rs"),
        include_str!("view/family.rs"),
        include_str!("view/nav.rs"),
        include_str!("view/note.rs"),
        include_str!("view/picture.rs"),
        include_str!("view/record.rs"),
        include_str!("view/standing.rs"),
        include_str!("view/who.rs"),
    ];
    let mut fields = 0;
    for part in sources.iter().flat_map(|source| source.split("#[derive(").skip(1)) {
        let Some((derived, rest)) = part.split_once(")]") else { continue };
        if !derived.contains("Serialize") {
            continue;
        }
        // One that only wraps another has no fields of its own.
        let Some((head, body)) = rest.split_once("{\n") else { continue };
        assert!(!head.contains(';'), "{head}");
        let body = body.split_once("\n}").unwrap().0;
        for line in body.lines().filter(|line| line.ends_with(',')) {
            let (name, _) = line.trim().split_once(": ").unwrap();
            let name = name.rsplit(' ').next().unwrap();
            assert!(documentation.contains(&format!("`{name}`")), "{name} of {}", rest.trim());
            fields += 1;
        }
    }
    assert!(fields > 100);
}

#[test]
fn a_share_that_rounds_to_nothing_is_under_one_percent() {
    let words = |from: usize, count: usize| -> String {
        (from..from + count).map(|word| format!("w{word} ")).collect()
    };
    let report = |own: &str| {
        format!(
            "---\ntitle: T\nrights: full\n---\n{own} alpha beta gamma delta eta theta iota kappa\n"
        )
    };
    let (long, short) = (report(&words(0, 1700)), report(&words(2000, 42)));
    let files = [("content/articles/long.md", &*long), ("content/articles/short.md", &*short)];
    let made = make(&files);
    let page = &made.pages["shared/index.html"];
    assert!(page.contains(">under 1 %<") && page.contains(">16 %<"), "{page}");
    let told = |page: &str, sentence: &str| made.pages[page].contains(sentence);
    assert!(told("articles/long.html", "Of its words, under 1 % stand in other reports too."));
    assert!(told("articles/short.html", "Of its words, 16 % stand in other reports too."));
    assert!(!told("articles/one.html", "stand in other reports"));
}

#[test]
fn a_change_has_one_number_in_the_base_its_line_and_the_printing() {
    let report = |words: &str| format!("---\ntitle: T\nrights: full\n---\n“{words}.”\n");
    let base = "We will not leave the brutal suppression of it in silence";
    let changed = base.replace("suppression of", "crackdown on");
    let pages = [
        ("content/articles/a.md", report(base)),
        ("content/articles/b.md", report(&changed)),
        ("content/articles/c.md", report(&base.replace("brutal", "Brutal"))),
        ("content/articles/d.md", report(&changed)),
        ("content/officials/x.md", "---\nname: Ada Wren\n---\n".to_owned()),
        (
            "content/annotations/n.md",
            format!(
                "## Q {{.quote by=x base=a}}\n\n> {base}\n> — [[a]]\n\n> {changed}\n> — [[b]]\n\n\
                 > {}\n> — [[c]]\n\n> {changed}\n> — [[d]]\n",
                base.replace("brutal", "Brutal")
            ),
        ),
    ];
    let files: Vec<(&str, &str)> =
        pages.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let made = make(&files);
    let page = &made.pages["officials/x.html"];
    assert!(page.contains("data-at=\"1\">suppression of</span>"), "{page}");
    assert!(page.contains("<li data-at=\"1\"><span class=\"label\">wording</span>"), "{page}");
    assert!(page.contains("<del>suppression of</del> <ins>crackdown on</ins>"), "{page}");
    assert!(
        page.contains("data-instead=\"suppression of\" data-at=\"1\">crackdown on</b>"),
        "{page}"
    );
    // Who prints the same words shares a row, and so do two that change the same.
    assert_eq!(page.matches("<blockquote").count(), 2, "{page}");
    assert!(page.contains("Same words") && page.contains("(<i>Brutal</i>)"), "{page}");
    assert!(page.contains("The same in"), "{page}");
}

/// Over 200 mentions are parted into pages that lead to each other, and each stands on one of them.
#[test]
fn many_mentions_have_pages_of_their_own() {
    let report = |times: usize| {
        let paragraphs: Vec<String> =
            (1..=times).map(|it| format!("On day {it} Birch Rail ran.")).collect();
        format!("---\ntitle: T\nrights: full\n---\n\n{}\n", paragraphs.join("\n\n"))
    };
    let (many, few, some) = (report(300), report(5), report(145));
    let record = "---\nname: Birch Rail\n---\n\nA railway.\n";
    let files = [
        ("content/articles/a-many.md", many.as_str()),
        ("content/articles/b-few.md", few.as_str()),
        ("content/articles/c-some.md", some.as_str()),
        ("content/entities/birch-rail.md", record),
    ];
    let made = make(&files);
    assert!(made.problems.is_empty(), "{:?}", made.problems);
    let paths = [
        "entities/birch-rail.html",
        "entities/birch-rail_mentions-2.html",
        "entities/birch-rail_mentions-3.html",
    ];
    let counts = paths.map(|path| made.pages[path].matches("class=\"hit\"").count());
    assert_eq!(counts, [200, 200, 50]);
    assert!(!made.pages.contains_key("entities/birch-rail_mentions-4.html"));
    assert!(!made.pages.contains_key("entities/hikvision_mentions-2.html"));
    for path in paths {
        let page = &made.pages[path];
        for other in paths {
            let link = format!("<a href=\"{}\">", &other["entities/".len()..]);
            assert_eq!(page.contains(&format!("<li>{link}")), other != path, "{path} → {other}");
        }
        assert!(page.contains("<span aria-current=\"page\">"), "{path}");
    }
    assert!(made.pages[paths[1]].contains("201–400") && made.pages[paths[2]].contains("401–450"));
}

/// An answer that some reports share and others do not is told with who shares it, and only then.
#[test]
fn who_gives_the_same_answer_is_told_where_not_all_do() {
    let claim = |third: &str| {
        let report = |name: &str| {
            format!("---\ntitle: T\npublisher: {name}\nrights: full\n---\n\nThe car of {name}.\n")
        };
        let reports = ["Aaa", "Bbb", "Ccc"].map(report);
        let notes = format!(
            "## Colour {{#colour .claim}}\n\n> The car of Aaa\n> — [[aaa]]: dark red\n\n\
             > The car of Bbb\n> — [[bbb]]: dark red\n\n> The car of Ccc\n> — [[ccc]]: {third}\n"
        );
        let files = [
            ("content/articles/aaa.md", reports[0].as_str()),
            ("content/articles/bbb.md", reports[1].as_str()),
            ("content/articles/ccc.md", reports[2].as_str()),
            ("content/annotations/colour.md", notes.as_str()),
        ];
        make(&files).pages["claims/colour.html"].clone()
    };
    let (some, all) = (claim("pale blue"), claim("dark red"));
    let said = |page: &str, words: &str| {
        page.matches(&format!("<span class=\"status\">{words}</span>")).count()
    };
    assert_eq!(said(&some, "also in Bbb"), 1);
    assert_eq!(said(&some, "also in Aaa"), 1);
    assert_eq!(said(&some, "different words"), 1);
    assert!(some.contains("<span>Answered in different words</span>"));
    assert_eq!((said(&all, "agrees"), all.contains("also in")), (3, false));
}

/// Three reports, and what each answers to one question.
fn answered(total: &str, values: [&str; 3]) -> Made {
    let names = ["Aaa", "Bbb", "Ccc"];
    let reports = names.map(|name| {
        format!("---\ntitle: T\npublisher: {name}\nrights: full\n---\n\nThe tally of {name}.\n")
    });
    let passages = names.iter().zip(values).map(|(name, value)| {
        format!("\n> The tally of {name}\n> — [[{}]]: {value}\n", name.to_lowercase())
    });
    let note = format!("## Tally {{#tally .claim{total}}}\n{}", passages.collect::<String>());
    make(&[
        ("content/articles/aaa.md", reports[0].as_str()),
        ("content/articles/bbb.md", reports[1].as_str()),
        ("content/articles/ccc.md", reports[2].as_str()),
        ("content/annotations/tally.md", note.as_str()),
    ])
}

#[test]
fn a_contradiction_is_marked_at_the_answer_of_fewer_reports() {
    let made = answered("", ["28", "31", "28"]);
    let page = &made.pages["claims/tally.html"];
    assert_eq!(page.matches("<tr class=\"disputed\">").count(), 1);
    assert!(page.contains("<span class=\"status\">contradicts 28</span>"), "{page}");
    assert_eq!(page.matches("<span class=\"status\">contradicted by Bbb</span>").count(), 2);
    // As many on either side: each contradicts the other.
    let even = &answered("", ["28", "31", "28 to 31"]).pages["claims/tally.html"];
    assert_eq!(even.matches("<tr class=\"disputed\">").count(), 2);
}

#[test]
fn of_a_number_and_words_nothing_is_said_as_if_all_were_words_or_one_number() {
    let mixed = &answered("", ["28 bureaus", "several", "many"]).pages["claims/tally.html"];
    assert!(!mixed.contains("different words"), "{mixed}");
    let bound = &answered("", ["28", "more than 20", "28"]).pages["claims/tally.html"];
    assert!(bound.contains("can all be true") && !bound.contains("The same number"), "{bound}");
}

#[test]
fn what_the_editor_counted_keeps_its_brackets() {
    let made = answered(" total=9", ["1 bureau + [8 firms]", "1 bureau + 8 firms", "9"]);
    for path in ["claims/tally.html", "claims/index.html"] {
        let page = &made.pages[path];
        assert!(page.contains("1 + [8] = 9") && page.contains("1 + 8 = 9"), "{path}: {page}");
    }
    let page = &made.pages["claims/tally.html"];
    assert!(page.contains("The same number, put together differently"), "{page}");
    assert!(page.contains(">1 bureau + [8 firms] = 9</text>"), "{page}");
}

#[test]
fn only_signs_that_there_are_are_explained() {
    let page = &make(&[]).pages["claims/index.html"];
    assert!(page.contains("<table class=\"matrix\">"));
    for (sign, there) in [
        ("contradicts", "class=\"disputed\" data-report"),
        ("silent", "class=\"silence\""),
        ("unknown", "class=\"silence unknown\""),
    ] {
        let explained = page.contains(&format!("<span class=\"sign {sign}\">"));
        assert_eq!(explained, page.contains(there), "{sign}: {page}");
    }
}

#[test]
fn an_added_word_is_told_with_its_place() {
    let report = |name: &str, words: &str| {
        format!("---\ntitle: T\npublisher: {name}\nrights: full\n---\n\n{words}\n")
    };
    let (plain, longer) =
        ("We will repair the old harbour wall.", "We will repair the old harbour wall soon.");
    let first = "Soon we will repair the old harbour wall.";
    let place = |other: &str, shown: &str| {
        let notes = format!(
            "## Wall {{#wall .quote by=ross base=aaa}}\n\n> {plain}\n> — [[aaa]]\n\n> {other}\n> — [[bbb]]\n"
        );
        let made = make(&[
            ("content/articles/aaa.md", report("Aaa", plain).as_str()),
            ("content/articles/bbb.md", report("Bbb", other).as_str()),
            ("content/annotations/wall.md", notes.as_str()),
        ]);
        let page = &made.pages["officials/ross.html"];
        assert!(page.contains(&format!("aria-hidden=\"true\">{shown}</span>")), "{page}");
    };
    place(longer, "after “wall”");
    place(first, "before “we”");
}

#[test]
fn somebody_is_called_by_the_capacity_in_which_they_speak() {
    let kicker = |capacity: &str| {
        let record = format!("---\nname: Ida Stone\n{capacity}---\n\nA profile.\n");
        make(&[("content/officials/stone.md", record.as_str())]).pages["officials/stone.html"]
            .clone()
    };
    for (capacity, word) in [
        ("capacity: spokesperson\n", "Spokesperson"),
        ("capacity: expert\n", "Expert"),
        ("", "Speaker"),
    ] {
        let page = kicker(capacity);
        assert!(page.contains(&format!("<p class=\"kicker\">{word}</p>")), "{page}");
    }
}
