use proptest::prelude::*;

use super::body::{Block, BlockKind, Body, Container, Destination, Inline, Node, Style};
use super::draft::Draft;
use super::markdown::{Voice, write};
use super::{article, text};
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
fn a_text_tells_what_it_is() {
    let draft = text::read(
        "Flood in the valley\r\n\r\nBy Jane Doe and John Roe\r\n08 October, 2019\r\n3 min read\r\nhttps://example.org/a\r\n\r\n\
         The river rose by two metres on Monday, and the lower town was cut off from the road for a day.\r\n\r\n\
         No bridge left\r\n\r\n\
         Both bridges were closed by noon, said the mayor, who had walked the whole valley in the morning.\r\n\r\n\
         Read more: The year of the rains\r\n\r\n\
         1. This is a line of text.\r\n\r\nSource: Example Press\r\n\r\nAbout the author\r\n\r\nJane writes.\r\n\r\nView all comments",
    );
    assert_eq!(draft.title, "Flood in the valley");
    assert_eq!(draft.authors, ["Jane Doe", "John Roe"]);
    assert_eq!(draft.published.unwrap().to_string(), "2019-10-08");
    assert_eq!(draft.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(draft.agency.as_deref(), Some("Example Press"));
    let told: Vec<String> = draft.findings.iter().map(ToString::to_string).collect();
    assert!(
        told.contains(&"left out: Read more: The year of the rains (line 14)".to_owned()),
        "{told:#?}"
    );
    assert!(told.contains(&"left out: Jane writes. (line 22)".to_owned()), "{told:#?}");
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
    fn any_body_is_printed_as_it_was(body in bodies()) {
        let read = check(body);
        for link in &read.body.links {
            prop_assert!(link.kind == LinkKind::Link);
            prop_assert!(["https://a.b/", "mailto:"].iter().any(|start| link.destination.starts_with(start)));
        }
    }
}
