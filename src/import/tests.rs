use proptest::prelude::*;

use super::body::{Block, BlockKind, Body, Container, Destination, Inline, Node, Style};
use super::draft::{Draft, Finding};
use super::markdown::{Voice, write};
use super::{FileKind, article, text};
use crate::load::Folder;
use crate::parse::article::ParsedArticle;
use crate::parse::document::{LinkKind, Node as TreeNode};
use crate::parse::fold::fold;
use crate::parse::parse;
use crate::source::SourceFile;

/// What the program reads in an article's file; it has nothing to say of it.
fn read_back(file: &str) -> ParsedArticle {
    let mut folder = Folder::default();
    let path = "content/articles/a.md".to_owned();
    folder.content.push(folder.sources.add(SourceFile::from_bytes(path, file.into())));
    let (parsed, diagnostics) = parse(&folder);
    let told: Vec<String> = diagnostics.iter().map(|told| told.message.clone()).collect();
    assert!(told.is_empty(), "{told:?}\n{file}");
    parsed.articles.into_iter().next().unwrap()
}

fn folded(text: &str) -> String {
    fold(text).text.trim().to_owned()
}

/// Writes a body as an article and holds what is read against it.
fn check(body: Body) -> ParsedArticle {
    let draft = Draft { title: "T".into(), body, ..Draft::default() };
    let file = article::file(&draft);
    let read = read_back(&file);
    assert_eq!(folded(&read.body.text), folded(&draft.body.text()), "{file}");
    read
}

fn styled(text: &str, style: Style) -> Inline {
    Inline::Text(text.into(), style)
}

fn paragraph(text: &str) -> Node {
    Node::Block(Block::paragraph(text))
}

#[test]
fn what_looks_like_markup_stays_text() {
    for text in [
        "1. October was dry",
        "# one",
        "- a dash",
        "+ plus",
        "> more",
        "* star",
        "*a* _b_ `c` ~~d~~",
        "[a](https://b.c)",
        "[a]: https://b.c",
        "[^1]",
        "![x](y)",
        "<b>x</b>",
        "<!-- x -->",
        "&amp; &copy; AT&T",
        "a\\b",
        "\\",
        "===",
        "---",
        "***",
        "| a | b |",
        ":--|--:",
        "    four",
        "[[a]]",
        "```",
        "~~~",
        "a  b",
        "5 * 3 * 2",
        "snake_case _x_",
        "1) x",
        "123456789. x",
        "$5 - $6",
        "- - -",
        "!",
        "http://a.b",
        "<https://a.b>",
        "x <y",
        "trailing\\",
        "12.",
        "#",
    ] {
        let read = check(Body { nodes: vec![paragraph(text)] });
        assert_eq!(read.body.blocks.len(), 1, "{text}");
        assert!(read.body.links.is_empty(), "{text}");
        assert_eq!(read.body.text.trim(), text.trim(), "{text}");
    }
}

#[test]
fn plain_words_are_not_escaped() {
    for text in [
        "[Getty] said “no” - and 18% of $5 (or so); A & B: it's #1!",
        "the co-op's snake_case 5 < 6",
        "2019 was dry",
        "-5 degrees",
        "~5 km",
    ] {
        let body = Body { nodes: vec![paragraph(text)] };
        let written = write(&body, Voice::Report);
        assert_eq!(written.trim_end(), text);
    }
}

#[test]
fn markup_is_written_as_markdown() {
    let strong = Style { strong: true, ..Style::default() };
    let emphasis = Style { emphasis: true, ..Style::default() };
    let both = Style { strong: true, emphasis: true, ..Style::default() };
    let link = Style {
        link: Some(Destination::Url("https://a.b/(c)?d=1&amp;".into())),
        ..Style::default()
    };
    let inlines = vec![
        styled("One ", Style::default()),
        styled("two ", strong.clone()),
        styled("three", both),
        styled(" four ", strong),
        styled("five", emphasis),
        styled(" and [six]", link),
        Inline::Break,
        styled("1. seven", Style::default()),
    ];
    let body = Body { nodes: vec![Node::Block(Block { kind: BlockKind::Paragraph, inlines })] };
    assert_eq!(
        write(&body, Voice::Report),
        "One **two *three* four** *five* [and \\[six\\]](https://a.b/%28c%29?d=1\\&amp;)\\\n1\\. seven\n"
    );
    check(body);
}

#[test]
fn lists_and_quotes_stand_in_each_other() {
    use Container::{Item, List, Quote};
    let open = Node::Open;
    let nodes = vec![
        open(List { start: None }),
        open(Item),
        paragraph("a"),
        Node::Close,
        open(Item),
        paragraph("b"),
        Node::Close,
        Node::Close,
        open(List { start: None }),
        open(Item),
        paragraph("other"),
        Node::Close,
        Node::Close,
        open(Quote),
        paragraph("c"),
        open(List { start: Some(7) }),
        open(Item),
        paragraph("d"),
        paragraph("e"),
        Node::Close,
        open(Item),
        paragraph("f"),
        Node::Close,
        Node::Close,
        Node::Close,
        open(Quote),
        paragraph("g"),
        Node::Close,
        paragraph("h"),
    ];
    let body = Body { nodes };
    let written = write(&body, Voice::Report);
    assert_eq!(
        written,
        "- a\n- b\n\n+ other\n\n> c\n>\n> 7. d\n>\n>    e\n>\n> 8. f\n\n> g\n\nh\n"
    );
    let read = check(body);
    let lists = read.body.nodes.iter().filter(|node| {
        matches!(node, TreeNode::Open(crate::parse::document::Container::List { .. }))
    });
    assert_eq!(lists.count(), 3);
}

#[test]
fn the_last_line_of_a_text_names_the_agency_in_the_languages_of_by_lines() {
    for (line, agency) in [
        ("Quelle: dpa", "dpa"),
        ("Source\u{a0}: Agence Exemple", "Agence Exemple"),
        ("Fuente: Agencia Ejemplo", "Agencia Ejemplo"),
        ("Источник: Пример", "Пример"),
        ("来源：示例社", "示例社"),
        ("المصدر: وكالة", "وكالة"),
    ] {
        let draft = text::read(&format!("Der Fluss\n\nDer Fluss stieg am Montag.\n\n{line}\n"));
        assert_eq!(draft.agency.as_deref(), Some(agency), "{line}");
    }
    let draft = text::read("Der Fluss\n\nDer Fluss stieg am Montag.\n\nDie Lage: ernst\n");
    assert_eq!(draft.agency, None);
}

#[test]
fn a_text_tells_what_it_is() {
    let draft = text::read(
        "Flood in the valley\r\n\r\nBy Jane Doe and John Roe\r\n08 October, 2019\r\n3 min read\r\nhttps://example.org/a\r\n\r\n\
         The river rose by two metres on Monday, and the lower town was cut off from the road for a day.\r\n\r\n\
         No bridge left\r\n\r\n\
         Both bridges were closed by noon, said the mayor, who had walked the whole valley in the morning.\r\n\r\n\
         The river on Monday [Getty]\r\n\r\n\
         Read more: The year of the rains\r\n\r\n\
         1. This is a line of text.\r\n\r\nSource: Example Press\r\n\r\nAbout the author\r\n\r\nJane writes.\r\n\r\nView all comments\r\nFollow us on Twitter: @The_ValleyHerald",
    );
    assert_eq!(draft.title, "Flood in the valley");
    assert_eq!(draft.publisher.as_deref(), Some("The Valley Herald"));
    assert_eq!(draft.authors, ["Jane Doe", "John Roe"]);
    assert_eq!(draft.published.unwrap().to_string(), "2019-10-08");
    assert_eq!(draft.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(draft.agency.as_deref(), Some("Example Press"));
    let told: Vec<String> = draft.findings.iter().map(ToString::to_string).collect();
    assert!(
        told.contains(&"left out: Read more: The year of the rains (line 16)".to_owned()),
        "{told:#?}"
    );
    assert!(told.contains(&"left out: Jane writes. (line 24)".to_owned()), "{told:#?}");
    assert!(told.contains(&"heading: No bridge left (line 10)".to_owned()), "{told:#?}");
    let file = article::file(&draft);
    let read = read_back(&file);
    assert_eq!(read.body.blocks.len(), 4, "{file}");
    assert_eq!(read.fields.authors.unwrap().0, ["Jane Doe", "John Roe"]);
    assert!(file.contains("\n1\\. This is"), "{file}");
}

#[test]
fn lines_of_one_width_are_joined() {
    let wrapped = "Title\n\nThe river rose by two metres on Monday, and then\nthe lower town was cut off from the road for a day,\nwhich had not happened in forty years, people said,\nand would not happen again if the dam was built as\nplanned.\n\nThe end.\n";
    let draft = text::read(wrapped);
    assert_eq!(draft.body.nodes.len(), 2);
    assert!(draft.body.text().contains("and then the lower"));
    let lines = text::read("Title\n\nShort line\nAnother\nThird\nFourth\nFifth\n");
    assert_eq!(lines.body.nodes.len(), 5);
}

#[test]
fn words_that_a_line_s_end_parts_are_joined_as_the_text_has_them() {
    let draft = text::read(
        "Title\n\nThe river rose by two metres on Monday, and the inter-\n\
         national bridge was closed, as was in the night the long-\n\
         term road that leads to the north of the valley and re-\n\
         servoir, people said. The international bridge is the one\n\
         that they use, and a long-term closure would cost them.\n\nThe end.\n",
    );
    let text = draft.body.text();
    assert!(text.contains("the international bridge was"), "{text}");
    assert!(text.contains("the long-term road"), "{text}");
    assert!(text.contains("and re-servoir,"), "{text}");
    let told: Vec<String> = draft.findings.iter().map(ToString::to_string).collect();
    let doubtful = "word: re-servoir (line 6, parted there; whether the hyphen is the word's the text does not tell)";
    assert!(told.contains(&doubtful.to_owned()), "{told:#?}");
}

#[test]
fn html_becomes_markdown() {
    let html = "<p>One <b>two <i>three</i></b><br>four <a href='https://a.b/x'>five</a> <a href='javascript:x'>six</a>\
        <a href=' java\nscript:x'>seven</a> <a href='//c.d/e'>eight</a> <a href='#top'>top</a></p>\
        <script>alert('<p>no</p>')</script><style>p{}</style><svg><text>no</text></svg>\
        <h1 onclick='x()'>Head</h1><ul><li>a<li><p>b</p><ol start=3><li>c</ol></ul>\
        <blockquote><p>q &lt;b&gt; &amp;amp; <q>r</q></p></blockquote>\
        <pre>let x;\n  # y</pre><hr><p>1. x<p>- y<table><tr><th>A<th>B|<tr><td>c<td></table>\
        <b>un<i>closed</b> on</i> <code>co`de</code> <code>d</code> <img src=x alt='a picture'><p></p>";
    let base = url::Url::parse("https://z.z/").unwrap();
    let follow = |href: &str| super::html::safe_url(href, Some(&base)).map(Destination::Url);
    let converted = super::html::convert(html, &follow);
    assert_eq!(converted.pictures, ["a picture"]);
    assert_eq!(
        write(&converted.body, Voice::Report),
        "One **two *three***\\\nfour [five](https://a.b/x) sixseven [eight](https://c.d/e) top\n\n\
         ## Head\n\n- a\n\n- b\n\n  3. c\n\n> q \\<b> \\&amp; “r”\n\n```\nlet x;\n  # y\n```\n\n***\n\n\
         1\\. x\n\n\\- y\n\n| A | B\\| |\n| --- | --- |\n| c |  |\n\n**un*closed*** *on* co\\`de `d`\n"
    );
    check(converted.body);
}

#[cfg(feature = "import")]
mod pages {
    use super::super::page::{PageError, read};
    use super::*;

    fn page(head: &str, body: &str) -> String {
        let text = "The river rose by two metres on Monday, and the lower town was cut off from the road, \
            said the mayor, who had walked the valley, with a <a href=\"../map?a=1&amp;b=2\">map</a> in her hand. ";
        format!(
            "<!doctype html><html lang=\"en-GB\"><head>{head}</head><body><nav><a href=/>Home</a></nav>\
             <article>{body}<p>{}</p><p>{}</p><p>3. Nobody was hurt, and <em>nobody</em> wants to go \
             through it again, people said in the evening, when the water had gone.</p>\
             <p>Read more: The dam</p><p>Share this article</p></article><script>x('</article>')</script>\
             <footer>Imprint</footer></body></html>",
            text.repeat(2),
            text.repeat(3)
        )
    }

    #[test]
    fn a_page_tells_what_it_is() {
        let head = "<title>Flood - Paper</title><meta property=\"og:title\" content=\"Not this\">\
            <script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"W\"},\
            {\"@type\":[\"NewsArticle\"],\"headline\":\"Flood &amp; rain: the \\\"day\\\"\",\"author\":[{\"@type\":\"Person\",\"name\":\"Jane Doe\"},{\"name\":\"John Roe\"}],\
            \"publisher\":{\"name\":\"The Paper\"},\"datePublished\":\"2019-10-08T10:00:00Z\",\"mainEntityOfPage\":{\"@id\":\"https://paper.example/news/flood\"}}]}</script>";
        let body = "<h1>Flood &amp; rain: the \"day\"</h1><p>By Jane Doe and John Roe</p><p>8 October 2019</p>";
        let draft = read(&page(head, body)).unwrap();
        let file = article::file(&draft);
        let read = read_back(&file);
        assert_eq!(read.fields.title, "Flood & rain: the \"day\"");
        assert_eq!(read.fields.authors.unwrap().0, ["Jane Doe", "John Roe"]);
        assert_eq!(read.fields.publisher.as_deref(), Some("The Paper"));
        assert_eq!(read.fields.published.unwrap().0.to_string(), "2019-10-08");
        assert_eq!(read.fields.url.unwrap().0, "https://paper.example/news/flood");
        assert_eq!(read.fields.language.as_deref(), Some("en-GB"));
        assert_eq!(folded(&read.body.text), folded(&draft.body.text()));
        assert!(file.contains("[map](https://paper.example/map?a=1&b=2)"), "{file}");
        assert!(file.contains("3\\. Nobody was hurt, and *nobody* wants"), "{file}");
        for left_out in ["Read more", "Share", "By Jane", "8 October", "Home", "Imprint", "alert"] {
            assert!(!read.body.text.contains(left_out), "{left_out} {file}");
        }
        let told: Vec<String> = draft.findings.iter().map(ToString::to_string).collect();
        assert!(
            told.contains(&"title: Flood & rain: the \"day\" (the page's JSON-LD)".to_owned()),
            "{told:#?}"
        );
        assert!(
            told.iter().any(|told| told.starts_with("left out: Read more: The dam")),
            "{told:#?}"
        );
    }

    #[test]
    fn meta_elements_do_where_there_is_no_data() {
        let head = "<!-- saved from url=(0030)https://paper.example/news/one --><title>Flood | Paper</title>\
            <meta property=og:site_name content='The Paper'><meta name=author content='Jane Doe'>\
            <meta property=article:published_time content='2019-10-08T23:00:00+02:00'><script type=application/ld+json>{]</script>";
        let draft = read(&page(head, "<h1>Flood</h1><time>8 Oct</time>")).unwrap();
        assert_eq!(
            (draft.publisher.as_deref(), draft.authors.as_slice()),
            (Some("The Paper"), &["Jane Doe".to_owned()][..])
        );
        assert_eq!(draft.url.as_deref(), Some("https://paper.example/news/one"));
        assert_eq!(draft.published.unwrap().to_string(), "2019-10-08");
        assert!(!draft.title.is_empty() && !draft.body.text().contains("8 Oct"));
    }

    #[test]
    fn the_day_of_a_change_or_a_film_is_not_that_of_publication() {
        let head = "<meta property=og:updated_time content=2023-05-09><meta property=article:modified_time content=2023-05-09>\
            <script type=application/ld+json>/*<![CDATA[*/ {\"@type\": \"NewsArticle\", \"headline\": \"Flood\", \"dateModified\": \"2023-05-09\",\
            \"video\": {\"@type\": \"VideoObject\", \"datePublished\": \"2020-01-01\", \"uploadDate\": \"2020-01-01\"}}; /*]]>*/</script>";
        let draft =
            read(&page(head, "<h1>Flood</h1><time class=updated datetime=2023-05-09>9 May</time>"))
                .unwrap();
        assert_eq!((draft.title.as_str(), draft.published), ("Flood", None));
        let late = "<meta property=article:published_time content=2023-05-08T23:10:00Z>";
        let there = "<h1>Flood</h1><p><time datetime=2023-05-08T23:10:00Z>9 May 2023</time></p>";
        assert_eq!(read(&page(late, there)).unwrap().published.unwrap().to_string(), "2023-05-09");
        let dated = read(&page(head, "<h1>Flood</h1><p>Published 8 May 2023</p>")).unwrap();
        assert_eq!(dated.published.unwrap().to_string(), "2023-05-08");
    }

    #[test]
    fn names_are_what_a_by_line_has() {
        let data = |json: &str| format!("<script type=application/ld+json>{json}</script>");
        for (json, authors, agency, publisher) in [
            (
                r##"{"@type":"LiveBlogPosting","author":{"name":["Jane Doe"]},"publisher":{"name":"The Paper | News that shines"}}"##,
                "Jane Doe",
                None,
                Some("The Paper"),
            ),
            (
                r##"{"@type":["Report"],"author":"By Jane Doe and John Roe, Staff Writers"}"##,
                "Jane Doe, John Roe",
                None,
                None,
            ),
            (
                r##"{"@type":"SocialMediaPosting","author":[{"name":"AFP"},{"name":"Jane Doe"}],"publisher":"https://paper.example"}"##,
                "Jane Doe",
                Some("AFP"),
                None,
            ),
            (
                r##"{"@type":"NewsArticle","author":{"name":"The Paper"},"publisher":{"name":"The Paper"}}"##,
                "",
                None,
                Some("The Paper"),
            ),
            (
                r##"{"@type":"NewsArticle","author":{"url":"https://paper.example/author/jane-doe"}}"##,
                "Jane Doe",
                None,
                None,
            ),
            (
                r##"{"@graph":[{"@type":"NewsArticle","author":{"@id":"#j"}},{"@id":"#j","@type":"Person","givenName":"Jane","familyName":"Doe"}]}"##,
                "Jane Doe",
                None,
                None,
            ),
        ] {
            let draft = read(&page(&data(json), "<h1>Flood</h1>")).unwrap();
            assert_eq!(draft.authors.join(", "), authors, "{json}");
            assert_eq!(
                (draft.agency.as_deref(), draft.publisher.as_deref()),
                (agency, publisher),
                "{json}"
            );
        }
    }

    #[test]
    fn a_language_is_guessed_from_the_words_and_told() {
        let text = "<p>Der Fluss stieg in der Nacht zum Dienstag so schnell, dass die Brücke gesperrt werden musste, sagte die Bürgermeisterin am Morgen danach.</p>".repeat(6);
        for (head, told) in [
            ("<html>", "language: de (guessed from the words of the text)"),
            (
                "<html lang=en>",
                "language: de (guessed from the words of the text; the page declares `en`)",
            ),
        ] {
            let html = format!("{head}<body><article>{text}</article></body></html>");
            let draft = super::super::article(super::super::FileKind::Page, &html).unwrap();
            let all: Vec<String> = draft.findings.iter().map(ToString::to_string).collect();
            assert!(all.contains(&told.to_owned()), "{all:#?}");
        }
    }

    #[test]
    fn a_page_that_nests_everything_costs_no_more_than_its_length() {
        let deep = |open: &str, close: &str, inner: &str| {
            format!("{}{inner}{}", open.repeat(100), close.repeat(100))
        };
        let many = "<p>A paragraph of some words, as they come.</p><time>1</time><sup>2</sup><figcaption>c</figcaption>".repeat(500);
        for (open, close) in [
            ("<div class='ad related'>", "</div>"),
            ("<table><tr><td>", "</td></tr></table>"),
            ("<math><mrow>", "</mrow></math>"),
            ("<sup>", "</sup>"),
            ("<figure>", "</figure>"),
        ] {
            let html = page("", &deep(open, close, &many));
            assert!(read(&html).is_ok(), "{open}");
        }
    }

    #[test]
    fn what_is_no_report_is_refused() {
        assert_eq!(read("<html><body></body></html>").unwrap_err(), PageError::NoArticle);
        assert_eq!(read(&"<div>".repeat(100_000)).unwrap_err(), PageError::TooDeep);
        assert_eq!(
            read(&" ".repeat(super::super::page::LARGEST + 1)).unwrap_err(),
            PageError::TooLarge
        );
    }

    fn tags() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<a href='https://a.b/?c&d'>",
            "<a href=\"JavaScript:x\">",
            "</a>",
            "<ul>",
            "</ul>",
            "<ol start=99999999999>",
            "</ol>",
            "<li>",
            "</li>",
            "<blockquote>",
            "</blockquote>",
            "<h2>",
            "</h2>",
            "<pre>",
            "</pre>",
            "<code>",
            "</code>",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "</td>",
            "<th>",
            "<br>",
            "<hr>",
            "<q>",
            "</q>",
            "<s>",
            "</s>",
            "<script>",
            "</script>",
            "<textarea>",
            "</textarea>",
            "<svg>",
            "</svg>",
            "<select>",
            "</select>",
            "&amp;",
            "&lt;b&gt;",
            "&#0;",
            "&#x2028;",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?x",
            "word ",
            " two",
            "1. ",
            "# ",
            "- ",
            "*",
            "`",
            "[[a]]",
            "\n",
            "  ",
            "|",
            "\\",
            "海",
            "<img alt='x y'>",
            "<article>",
            "</article>",
            "long words of a text, with commas, ".repeat(6).leak(),
        ]);
        prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_html_is_printed_as_it_was(html in tags()) {
            let follow = |href: &str| super::super::html::safe_url(href, None).map(Destination::Url);
            let read = check(super::super::html::convert(&html, &follow).body);
            for link in &read.body.links {
                prop_assert!(link.destination.starts_with("https://a.b/"));
            }
        }

        #[test]
        fn any_page_is_read_or_refused(html in tags(), around in any::<bool>()) {
            let html = if around { page("", &html) } else { html };
            if let Ok(draft) = read(&html) {
                let read = read_back(&article::file(&draft));
                prop_assert_eq!(folded(&read.body.text), folded(&draft.body.text()));
            }
        }
    }
}

/// Texts made of what Markdown, YAML and the importers look for.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "# ",
        "- ",
        "  ",
        "    ",
        "> ",
        "\n",
        "\n\n",
        "word ",
        "Two",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "| a | b |\n|---|---|\n",
        "[x](y)",
        "![x](y)",
        "[^1]",
        "[^1]: ",
        "[[a|b]]",
        "]",
        "[",
        "(",
        ")",
        "<b>",
        "</b>",
        "<div>",
        "<!-- c -->",
        "&amp;",
        "&",
        ";",
        "\\",
        "~",
        "~~",
        "海",
        "\u{301}",
        "\u{e000}0\u{e001}",
        "1. ",
        "2) ",
        "---\n",
        "===\n",
        "\r\n",
        "\t",
        "\0",
        "\u{feff}",
        "\u{a0}",
        "\u{2028}",
        ":",
        "!",
        "\"",
        "“",
        "By Jane Doe\n",
        "8 October 2019\n",
        "Read more: x\n",
        "{",
        "}",
        "About author\n",
        "Source: x",
        "+",
        "=",
        "|",
        "$",
        "\u{c}",
        "\u{85}",
        ".",
        "…",
        "https://a.b\n",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let style = (any::<[bool; 4]>(), prop::option::of(0usize..3)).prop_map(|(is, link)| Style {
        strong: is[0],
        emphasis: is[1],
        strikethrough: is[2],
        code: is[3],
        link: link.map(|number| {
            Destination::Url(
                ["https://a.b/", "https://a.b/(x)_*&lt;", "mailto:a@b.c"][number].into(),
            )
        }),
    });
    let text = pieces()
        .prop_map(|text| text.chars().filter_map(super::body::keepable).collect::<String>());
    let inline = prop_oneof![
        6 => (text, style).prop_map(|(text, style)| Inline::Text(text, style)),
        1 => Just(Inline::Break),
    ];
    prop::collection::vec(inline, 0..8)
}

fn bodies() -> impl Strategy<Value = Body> {
    let kind = prop::sample::select(vec![
        BlockKind::Paragraph,
        BlockKind::Paragraph,
        BlockKind::Heading(1),
        BlockKind::Heading(6),
        BlockKind::Code,
    ]);
    let step = prop_oneof![
        8 => (kind, inlines()).prop_map(|(kind, inlines)| Some(Node::Block(Block { kind, inlines }))),
        1 => prop::collection::vec(prop::collection::vec(inlines(), 1..4), 2..4).prop_map(|rows| Some(Node::Table(rows))),
        1 => Just(Some(Node::Rule)),
        2 => Just(Some(Node::Open(Container::Quote))),
        2 => prop::option::of(0u64..3_000_000_000).prop_map(|start| Some(Node::Open(Container::List { start }))),
        4 => Just(Some(Node::Open(Container::Item))),
        6 => Just(None),
    ];
    prop::collection::vec(step, 0..24).prop_map(|steps| {
        let mut nodes = Vec::new();
        let mut open: Vec<Container> = Vec::new();
        for step in steps {
            match step {
                Some(Node::Open(container)) => {
                    let in_list = matches!(open.last(), Some(Container::List { .. }));
                    if (container == Container::Item) == in_list {
                        open.push(container);
                        nodes.push(Node::Open(container));
                    }
                }
                Some(_) if matches!(open.last(), Some(Container::List { .. })) => {}
                Some(node) => nodes.push(node),
                None => nodes.extend(open.pop().map(|_| Node::Close)),
            }
        }
        nodes.extend(open.iter().map(|_| Node::Close));
        Body { nodes }
    })
}

proptest! {
    #[test]
    fn any_text_is_printed_as_it_was(text in pieces()) {
        let draft = text::read(&text);
        let file = article::file(&draft);
        let read = read_back(&file);
        prop_assert_eq!(folded(&read.body.text), folded(&draft.body.text()), "{}", file);
        prop_assert!(read.body.links.is_empty());
        if !draft.title.is_empty() {
            prop_assert_eq!(read.fields.title, draft.title);
        }
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,80}|[\\x00-\\x7f]{0,80}") {
        let draft = text::read(&text);
        let read = read_back(&article::file(&draft));
        prop_assert_eq!(folded(&read.body.text), folded(&draft.body.text()));
    }

    #[test]
    fn any_body_is_printed_as_it_was(body in bodies()) {
        let read = check(body);
        for link in &read.body.links {
            prop_assert!(link.kind == LinkKind::Link);
            prop_assert!(["https://a.b/", "mailto:"].iter().any(|start| link.destination.starts_with(start)));
        }
    }
}

#[cfg(feature = "import")]
#[test]
fn a_page_that_leads_to_reports_is_none() {
    let links: String = (1..=10)
        .map(|number| {
            format!(
                "<h3><a href=\"/{number}\">The council of Ellery votes for the {number}th time on \
                 its harbour</a></h3><p>Boats stay where they are, and the mayor is not pleased with \
                 that at all.</p>"
            )
        })
        .collect();
    let page = |text: &str| {
        format!("<!doctype html><title>News</title><main><h1>News</h1>{text}{links}</main>")
    };
    let told = article(FileKind::Page, &page("")).unwrap_err();
    assert!(told.contains("a list of links to others"), "{told}");
    let paragraph = "<p>The council of Ellery voted on Tuesday to close the old harbour, after a debate of \
                     nine hours in which nobody changed a mind.</p>";
    let read = article(FileKind::Page, &page(&paragraph.repeat(4))).unwrap();
    assert!(read.body.text().contains("nobody changed a mind"));
}

#[test]
fn a_line_with_labels_tells_and_a_date_that_may_be_two_is_left_out() {
    let text = "河谷的雨\n2026年3月3日 来源：河谷日报 作者：林晓雯\n雨下了三天。\n";
    let read = article(FileKind::Text, text).unwrap();
    assert_eq!(read.authors, ["林晓雯"]);
    assert_eq!(read.agency.as_deref(), Some("河谷日报"));
    assert_eq!(read.published.map(|date| date.to_string()).as_deref(), Some("2026-03-03"));
    let read = article(FileKind::Text, "Rain\n03/04/2024\nIt rained for three days.\n").unwrap();
    assert_eq!(read.published, None);
    let told = |finding: &Finding| matches!(finding, Finding::LeftOut { text, reason } if text == "03/04/2024" && reason.contains("month"));
    assert!(read.findings.iter().any(told), "{:?}", read.findings);
}
