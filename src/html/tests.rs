use std::ops::Range;

use proptest::prelude::*;

use super::*;
use crate::config::{Audience, Rights, Settings};
use crate::i18n::Words;
use crate::model::*;
use crate::parse::document::*;
use crate::place::Place;
use crate::route::{Route, SitePlace};
use crate::source::{SourceFile, SourceSet, Span};

/// Builds a document from blocks as one would read it out.
#[derive(Default)]
struct Draft {
    document: Document,
    targets: Vec<Target>,
}

enum Bit<'a> {
    Text(&'a str),
    Open(Markup),
    Close,
    Break,
    Note(usize, usize),
}
use Bit::{Break, Close, Note as FootnoteRef, Open, Text};

impl Draft {
    fn node(mut self, node: Node) -> Self {
        self.document.nodes.push(node);
        self
    }

    fn block(mut self, kind: BlockKind, bits: &[Bit]) -> Self {
        let document = &mut self.document;
        if !document.blocks.is_empty() {
            document.text.push('\n');
        }
        let start = document.text.len();
        let mut inlines = Vec::new();
        for bit in bits {
            inlines.push(match bit {
                Text(text) => {
                    let from = document.text.len();
                    document.text.push_str(text);
                    Inline::Text(Place::new(from..document.text.len()))
                }
                Open(markup) => Inline::Open(markup.clone()),
                Close => Inline::Close,
                Break => Inline::Break,
                FootnoteRef(number, occurrence) => {
                    Inline::FootnoteReference { number: *number, occurrence: *occurrence }
                }
            });
        }
        let text = start..document.text.len();
        let number = document.blocks.len();
        let id = if text.is_empty() { String::new() } else { format!("p-{number:06x}") };
        document.blocks.push(Block {
            kind,
            id,
            text: Place::new(text),
            inlines,
            source: Place::new(0..0),
        });
        document.nodes.push(Node::Block(number));
        self
    }

    fn paragraph(self, bits: &[Bit]) -> Self {
        self.block(BlockKind::Paragraph, bits)
    }

    fn link(mut self, destination: &str, kind: LinkKind, target: Target) -> Self {
        let destination = destination.to_owned();
        self.document.links.push(Link { destination, title: None, kind, source: Place::new(0..0) });
        self.targets.push(target);
        self
    }

    fn done(self) -> Prose {
        Prose { document: self.document.into(), targets: self.targets }
    }
}

fn span() -> Span {
    Span::whole(SourceSet::default().add(SourceFile::from_bytes("a.md".into(), Vec::new())))
}

fn briefing(text: Prose) -> Briefing {
    let record = Record {
        changed: None,
        slug: "ross".into(),
        span: span(),
        name: "Wilbur Ross".into(),
        full_name: None,
        aliases: Vec::new(),
        short: Vec::new(),
        except: Vec::new(),
        names: vec![("zh".into(), "罗斯".into())],
        entity_kind: None,
        part_of: None,
        facts: Vec::new(),
        links: Vec::new(),
        kind: RecordKind::Official { role: None, affiliation: None, capacity: None },
        profile: Prose::default(),
        extra: Default::default(),
    };
    let article = Article {
        changed: None,
        slug: "itweb".into(),
        span: span(),
        title: "A title".into(),
        publisher: None,
        authors: Vec::new(),
        published: None,
        accessed: None,
        url: None,
        archive_url: None,
        language: "en".into(),
        kind: TextKind::Full,
        transmission: Transmission::Direct,
        agency: None,
        rights: Rights::Full,
        original: None,
        redirect_from: Vec::new(),
        except: Vec::new(),
        label: "ITWeb".into(),
        text: ArticleText::Whole(text),
        share: None,
        pin: None,
        quoted: Vec::new(),
        extra: Default::default(),
    };
    Briefing {
        unplaced: Vec::new(),
        memory: crate::memory::Memory::default(),
        front_changed: None,
        corrections: None,
        pages: Vec::new(),
        front_page: crate::model::FrontPage::default(),
        chrome: crate::model::Chrome::default(),
        audience: Audience::Public,
        words: Words::default(),
        settings: Settings::default(),
        front: Prose::default(),
        articles: vec![article],
        records: vec![record],
        pins: None,
        notes: Vec::new(),
        tags: Vec::new(),
        mentions: Vec::new(),
        misspellings: Vec::new(),
        accepted: Default::default(),
    }
}

impl Briefing {
    fn with_note(mut self, slug: &str, kind: NoteKind, parts: &[&[Range<usize>]]) -> Self {
        let passages = parts
            .iter()
            .map(|parts| Passage {
                article: ArticleId::new(0),
                span: span(),
                value_span: None,
                position: Position::At(parts.iter().cloned().map(Place::new).collect()),
                value: None,
                transmission: None,
                named_as: None,
                via: None,
            })
            .collect();
        self.notes.push(Note {
            changed: None,
            slug: slug.into(),
            span: span(),
            extent: span(),
            title: format!("About \"{slug}\""),
            kind,
            draft: false,
            author: None,
            allow: Vec::new(),
            tags: Vec::new(),
            reply: None,
            reviewed: None,
            passages,
            about: None,
            silent: Vec::new(),
            body: Prose::default(),
            extra: None,
        });
        self
    }

    fn with_mention(mut self, range: Range<usize>) -> Self {
        self.mentions.push(Mention {
            article: ArticleId::new(0),
            record: RecordId::new(0),
            range: Place::new(range),
        });
        self
    }

    fn html(&self) -> Vec<Segment> {
        let words = Words::default();
        let page = HtmlPage::new(self, Route::Article("itweb".into()), &words);
        let passages: Vec<PassageId> = self
            .notes()
            .flat_map(|(id, note)| (0..note.passages.len()).map(move |passage| (id, passage)))
            .collect();
        let options = Options { headings: Some(2), block_ids: true, ..Options::default() };
        article(&page, ArticleId::new(0), &passages, &options)
    }

    fn joined(&self) -> String {
        self.html().into_iter().map(|segment| segment.html).collect()
    }
}

/// What a browser gives as the `textContent` of a piece of our HTML.
fn text_content(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        rest = after.split_once('>').unwrap().1;
    }
    out.push_str(rest);
    for (entity, text) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")] {
        out = out.replace(entity, text);
    }
    out.replace("&amp;", "&")
}

fn marks(html: &str) -> Vec<(&str, String)> {
    html.split("<mark")
        .skip(1)
        .map(|piece| {
            let (attributes, rest) = piece.split_once('>').unwrap();
            (attributes, text_content(rest.split_once("</mark>").unwrap().0))
        })
        .collect()
}

fn plain(text: &str) -> Prose {
    Draft::default().paragraph(&[Text(text)]).done()
}

#[test]
fn overlapping_passages_become_flat_marks() {
    let briefing = briefing(plain("one two three four"))
        .with_note("a", NoteKind::Note, &[&[0..7]])
        .with_note("b", NoteKind::Context, &[&[4..13]])
        .with_note("c", NoteKind::Question, &[&[4..13]]);
    let html = briefing.joined();
    let marks = marks(&html);
    let pieces: Vec<&str> = marks.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(pieces, ["one ", "two", " three"]);
    assert_eq!(marks[0].0, " id=\"a_1\" class=\"k-note\" data-notes=\"a\"");
    assert_eq!(
        marks[1].0,
        " id=\"c_1\" class=\"k-note k-context k-question\" data-notes=\"a b c\""
    );
    // Two passages begin in one segment: the other's id stands in an empty element.
    assert!(html.contains("<span id=\"b_1\"></span><mark id=\"c_1\""));
    assert_eq!(html.matches("class=\"ref ").count(), 3);
    assert_eq!(text_content(&html), "one two three four");
}

#[test]
fn a_reference_has_no_text_and_one_name() {
    let briefing = briefing(plain("one two")).with_note("a", NoteKind::Note, &[&[0..3]]);
    assert_eq!(
        briefing.joined(),
        "<p id=\"p-000000\"><mark id=\"a_1\" class=\"k-note\" data-notes=\"a\">one</mark>\
         <a class=\"ref k-note\" href=\"#a\" data-n=\"1\" \
         aria-label=\"Note 1, note: About &quot;a&quot;\"></a> two</p>"
    );
}

#[test]
fn a_block_links_to_itself_without_a_word() {
    let briefing = briefing(plain("one two"));
    let words = Words::default();
    let page = HtmlPage::new(&briefing, Route::Article("itweb".into()), &words);
    let options = Options { block_ids: true, permalinks: true, ..Options::default() };
    let [segment] = &article(&page, ArticleId::new(0), &[], &options)[..] else { panic!() };
    assert!(segment.html.contains("href=\"#p-000000\""), "{}", segment.html);
    assert_eq!(text_content(&segment.html), "one two");
    // Nor is it in the way of those who hear the page, or go through it by key.
    assert!(segment.html.contains("tabindex=\"-1\" aria-hidden=\"true\""));
}

#[test]
fn a_passage_runs_over_markup_and_blocks() {
    let text = Draft::default()
        .paragraph(&[Text("see "), Open(Markup::Emphasis), Text("the"), Close, Text(" list")])
        .paragraph(&[Text("AT"), Text("&"), Text("T")])
        .done();
    let end = text.document.text.len();
    let briefing = briefing(text).with_note("a", NoteKind::Note, &[&[4..end]]);
    let segments = briefing.html();
    assert_eq!(segments.len(), 2);
    assert_eq!(segments[0].notes, [(1, NoteId::new(0))]);
    assert!(segments[0].html.contains("<em><mark id=\"a_1\""));
    assert!(!segments[0].html.contains("class=\"ref"), "the reference stands at the end");
    assert!(segments[1].html.ends_with("></a></p>"));
    // What comes in pieces is one mark.
    assert_eq!(marks(&segments[1].html)[0].1, "AT&T");
}

#[test]
fn a_passage_in_parts_has_one_reference() {
    let briefing =
        briefing(plain("one two three")).with_note("a", NoteKind::Note, &[&[0..3, 8..13]]);
    let html = briefing.joined();
    assert_eq!(marks(&html).len(), 2);
    assert_eq!(html.matches("id=\"a_1\"").count(), 1);
    assert_eq!(html.matches("class=\"ref").count(), 1);
    assert!(
        html.find("class=\"ref") > html.find("three"),
        "the reference stands after the last part"
    );
}

#[test]
fn numbers_follow_the_text() {
    let briefing = briefing(plain("one two three"))
        .with_note("late", NoteKind::Note, &[&[8..13], &[4..7]])
        .with_note("early", NoteKind::Note, &[&[0..3]]);
    let segments = briefing.html();
    assert_eq!(segments[0].notes, [(1, NoteId::new(1)), (2, NoteId::new(0))]);
    // The number of the id is the passage's in its note, in the author's order.
    assert!(segments[0].html.find("id=\"late_2\"") < segments[0].html.find("id=\"late_1\""));
}

#[test]
fn references_count_up_as_they_are_read_where_passages_nest() {
    let briefing = briefing(plain("one two three four"))
        .with_note("outer", NoteKind::Note, &[&[0..18]])
        .with_note("middle", NoteKind::Note, &[&[4..13]])
        .with_note("inner", NoteKind::Note, &[&[4..7]]);
    let segments = briefing.html();
    let numbers: Vec<&str> =
        segments[0].html.split(" data-n=\"").skip(1).map(|rest| &rest[..1]).collect();
    assert_eq!(numbers, ["1", "2", "3"]);
    let notes = [2, 1, 0].map(NoteId::new);
    assert_eq!(segments[0].notes, [(1, notes[0]), (2, notes[1]), (3, notes[2])]);
}

#[test]
fn a_mention_is_one_link_around_its_marks() {
    let briefing = briefing(plain("Mr Wilbur Ross said"))
        .with_note("a", NoteKind::Note, &[&[3..9]])
        .with_mention(3..14);
    assert!(briefing.joined().contains(
        "Mr <a class=\"mention\" href=\"../officials/ross.html\"><mark id=\"a_1\" class=\"k-note\" \
         data-notes=\"a\">Wilbur</mark> Ross</a><a class=\"ref"
    ));
}

#[test]
fn a_mention_crosses_no_markup_and_stands_in_no_link() {
    let text = Draft::default()
        .link("https://a.b", LinkKind::Link, Target::External("https://a.b".into()))
        .paragraph(&[Open(Markup::Strong), Text("Wilbur"), Close, Text(" Ross, ")])
        .paragraph(&[Open(Markup::Link(0)), Text("Mr Ross"), Close, Text(" 罗斯")])
        .done();
    let end = text.document.text.len();
    let briefing = briefing(text)
        .with_note("a", NoteKind::Note, &[&[18..21]])
        .with_mention(0..11)
        .with_mention(17..21)
        .with_mention(end - 6..end);
    let html = briefing.joined();
    assert!(html.contains(
        "<strong><a class=\"mention\" href=\"../officials/ross.html\">Wilbur</a></strong>"
    ));
    assert!(html.contains("tabindex=\"-1\"> Ross</a>, "));
    assert!(html.contains("rel=\"noopener external\">Mr R<mark"));
    assert!(html.contains("</mark></a><a class=\"ref"), "no link in a link: {html}");
    assert!(html.contains("lang=\"zh\" tabindex=\"-1\">罗斯</a>"));
}

#[test]
fn headings_skip_no_level() {
    let text = [2, 4, 3, 2, 1, 6]
        .into_iter()
        .fold(Draft::default(), |text, level| text.block(BlockKind::Heading(level), &[Text("x")]))
        .done();
    let html = briefing(text).joined();
    let levels: Vec<&str> = html.split("<h").skip(1).map(|heading| &heading[..1]).collect();
    assert_eq!(levels, ["2", "3", "3", "2", "2", "3"]);
}

#[test]
fn code_is_coloured_and_marked() {
    let text = Draft::default()
        .block(BlockKind::Code { language: Some("rust".into()) }, &[Text("\nlet a = \"b\";\n")])
        .done();
    let html = briefing(text).with_note("a", NoteKind::Note, &[&[7..11]]).joined();
    assert_eq!(text_content(&html), "\nlet a = \"b\";\n");
    assert!(html.starts_with("<pre id=\"p-000000\"><code>\n"));
    let pieces: Vec<String> = marks(&html).into_iter().map(|(_, text)| text).collect();
    assert_eq!(pieces.concat(), "= \"b");
    assert!(html.contains("<span class=\"hl-string\">&quot;b</span></mark>"), "{html}");
}

#[test]
fn footnotes_stand_at_the_end_with_their_notes() {
    let text = Draft::default()
        .paragraph(&[Text("one"), FootnoteRef(1, 1), Text(" two"), FootnoteRef(1, 2)])
        .node(Node::Open(Container::Footnote { number: 1 }))
        .paragraph(&[Text("small print")])
        .node(Node::Close)
        .paragraph(&[Text("three")])
        .done();
    let segments = briefing(text).with_note("a", NoteKind::Note, &[&[8..13]]).html();
    assert_eq!(segments.len(), 3);
    assert_eq!(text_content(&segments[0].html), "one two");
    assert!(segments[0].html.contains("id=\"_fnref_1_2\" href=\"#_fn_1\""));
    assert!(
        segments[2].html.starts_with("<div class=\"footnotes\"><ol><li id=\"_fn_1\" value=\"1\">")
    );
    assert!(segments[2].html.contains("href=\"#_fnref_1_2\""));
    assert_eq!(segments[2].notes, [(1, NoteId::new(0))]);
}

#[test]
fn tables_are_named_and_tight_items_hold_only_their_text() {
    let cell = |head| BlockKind::Cell { head, alignment: Alignment::Right };
    let text = Draft::default()
        .node(Node::Open(Container::Table))
        .node(Node::Open(Container::TableHead))
        .block(cell(true), &[Text("A & B")])
        .block(cell(true), &[])
        .node(Node::Close)
        .node(Node::Open(Container::TableRow))
        .block(cell(false), &[Text("1")])
        .block(cell(false), &[])
        .node(Node::Close)
        .node(Node::Close)
        .node(Node::Open(Container::List { start: Some(3) }))
        .node(Node::Open(Container::Item))
        .block(BlockKind::TightItem, &[Text("item"), Break, Text(" more")])
        .node(Node::Close)
        .node(Node::Close)
        .done();
    let segments = briefing(text).html();
    assert_eq!(
        segments[0].html,
        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table: A &amp; B\"><table>\
         <thead><tr><th scope=\"col\" id=\"p-000000\" class=\"right\">A &amp; B</th>\
         <td class=\"right\"></td></tr></thead><tbody><tr><td id=\"p-000002\" class=\"right\">1</td>\
         <td class=\"right\"></td></tr></tbody></table></div>"
    );
    assert_eq!(
        segments[1].html,
        "<ol start=\"3\"><li><span id=\"p-000004\">item<br> more</span></li></ol>"
    );
}

#[test]
fn links_show_what_they_lead_to() {
    let text = Draft::default()
        .link("ross", LinkKind::Wiki, Target::Record(RecordId::new(0)))
        .link("#gone", LinkKind::WikiLabelled, Target::Nowhere)
        .link(
            "itweb#p-000000",
            LinkKind::Wiki,
            Target::Article(ArticleId::new(0), Some("p-000000".into())),
        )
        .paragraph(&[
            Open(Markup::Link(0)),
            Text("ross"),
            Close,
            Text(", "),
            Open(Markup::Link(1)),
            Text("a draft"),
            Close,
            Text(", "),
            Open(Markup::Link(2)),
            Close,
        ])
        .done();
    let briefing = briefing(plain("x"));
    let words = Words::default();
    let page = HtmlPage::new(&briefing, Route::Front, &words);
    assert_eq!(
        prose(&page, &text, &Options::default()),
        "<p><a href=\"officials/ross.html\" class=\"to-record\">Wilbur Ross</a>, a draft, \
         <a href=\"articles/itweb.html#p-000000\">ITWeb</a></p>"
    );
    assert_eq!(page.plain(&text), "Wilbur Ross, a draft, ITWeb");
    let print = HtmlPage::new(&briefing, Route::Print, &words);
    let html = prose(&print, &text, &Options::default());
    assert!(html.contains("href=\"#_record_ross\"") && html.contains("href=\"#itweb_p-000000\""));
    let feed = HtmlPage {
        base_url: Some("https://a.b/"),
        ..HtmlPage::new(&briefing, Route::Front, &words)
    };
    assert!(
        prose(&feed, &text, &Options::default()).contains("\"https://a.b/officials/ross.html\"")
    );
}

#[test]
fn pictures_are_local() {
    let place = Target::Internal(SitePlace::page(Route::asset("a.png")));
    let mut text = Draft::default()
        .link("a.png", LinkKind::Image, place)
        .link("https://a.b/c.png", LinkKind::Image, Target::Nowhere)
        .paragraph(&[]);
    text.document.blocks[0].inlines = vec![
        Inline::Image { link: 0, alt: "A \"map\"".into() },
        Inline::Image { link: 1, alt: "Elsewhere".into() },
    ];
    let html = briefing(text.done()).joined();
    assert_eq!(
        html,
        "<p><img src=\"../assets/a.png\" alt=\"A &quot;map&quot;\" loading=\"lazy\">\
         <span class=\"picture\" role=\"img\" aria-label=\"Elsewhere\"></span></p>"
    );
}

#[test]
fn withheld_text_is_not_written() {
    let mut briefing = briefing(plain("secret")).with_note("a", NoteKind::Note, &[&[0..3]]);
    briefing.articles[0].text = ArticleText::Withheld;
    assert!(briefing.html().is_empty());
}

/// A range of characters as bytes, from two places in a text of any length.
fn range_in(text: &str, (a, b): (usize, usize)) -> Option<Range<usize>> {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (a, b) = (places[a % places.len()], places[b % places.len()]);
    (a != b).then(|| a.min(b)..a.max(b))
}

proptest! {
    #[test]
    fn marks_cover_their_passages_and_leave_the_text_alone(
        text in "[a-d &<\"海]{1,40}",
        passages in prop::collection::vec((any::<usize>(), any::<usize>()), 1..8),
        mention in (any::<usize>(), any::<usize>()),
        cut in any::<usize>(),
    ) {
        let cut = range_in(&text, (0, cut)).map_or(0, |range| range.end);
        let document = Draft::default()
            .paragraph(&[Text(&text[..cut]), Open(Markup::Emphasis), Text(&text[cut..]), Close])
            .done();
        let mut briefing = briefing(document);
        let mut parts = Vec::new();
        for (number, places) in passages.into_iter().enumerate() {
            if let Some(part) = range_in(&text, places) {
                briefing = briefing.with_note(&format!("n{number}"), NoteKind::Note, &[std::slice::from_ref(&part)]);
                parts.push((format!("n{number}"), part));
            }
        }
        if let Some(mention) = range_in(&text, mention) {
            briefing = briefing.with_mention(mention);
        }
        let html = briefing.joined();
        prop_assert_eq!(text_content(&html), text.clone());
        for piece in html.split("<mark").skip(1) {
            prop_assert!(!piece.split("</mark>").next().unwrap().contains("<mark"));
        }
        let marks = marks(&html);
        for (note, part) in parts {
            let marked: String = marks
                .iter()
                .filter(|(attributes, _)| {
                    let notes = attributes.split_once("data-notes=\"").unwrap().1;
                    notes.trim_end_matches('"').split(' ').any(|named| named == note)
                })
                .map(|(_, text)| text.as_str())
                .collect();
            prop_assert_eq!(&marked, &text[part]);
            let (id, reference) = (format!(" id=\"{note}_1\""), format!("href=\"#{note}\""));
            prop_assert_eq!(html.matches(&id).count(), 1);
            prop_assert_eq!(html.matches(&reference).count(), 1);
        }
    }
}
