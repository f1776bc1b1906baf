//! Annotations as other programs write them: every kind of selector and body has a place, or is told and
//! its words are kept.

use serde_json::{Value, json};

use super::{Imported, import};
use crate::load::Folder;
use crate::parse::{Parsed, parse};
use crate::source::SourceFile;

const ARTICLE: &str = "---\ntitle: Flood\nurl: https://example.org/flood\n---\n\
    The river rose by two metres. The mayor said no.\n\nThe mayor said no. It is 18 bridges.\n\nThe end.\n";

const PAGE: &str = "https://example.org/flood";

fn parsed() -> Parsed {
    let mut folder = Folder::default();
    for (path, text) in [
        ("content/articles/flood.md", ARTICLE),
        ("content/articles/rain.md", "---\ntitle: Rain\n---\nIt rained all day.\n"),
    ] {
        let file = SourceFile::from_bytes(path.into(), text.as_bytes().to_vec());
        folder.content.push(folder.sources.add(file));
    }
    parse(&folder).0
}

fn all(value: &Value) -> Imported {
    import(&value.to_string(), "x", &parsed()).unwrap()
}

fn file(value: &Value) -> String {
    all(value).files.values().cloned().collect()
}

fn with(selector: Value) -> Value {
    json!({"type": "Annotation", "label": "A", "bodyValue": "Said & kept.",
        "target": {"source": PAGE, "selector": selector}})
}

fn block(at: usize) -> String {
    parsed().articles[0].body.blocks[at].id.clone()
}

#[test]
fn selectors_lead_to_their_words() {
    let quote = |exact: &str| json!({"type": "TextQuoteSelector", "exact": exact});
    let one = block(0);
    for (selector, passage) in [
        (json!([{"type": ["TextQuoteSelector"], "exact": "two metres"}]), "> two metres"),
        (
            json!({"type": "FragmentSelector", "value": "x", "refinedBy": quote("two metres")}),
            "> two metres",
        ),
        (
            json!({"type": "XPathSelector", "value": "/p[1]", "refinedBy": {"type": "CssSelector", "value": "p", "refinedBy": quote("two metres")}}),
            "> two metres",
        ),
        (
            json!({"type": "Choice", "items": [quote("two metres"), {"type": "SvgSelector", "value": "<svg/>"}]}),
            "> two metres",
        ),
        (
            json!({"type": "RangeSelector", "startSelector": quote("The river"), "endSelector": quote("18 bridges")}),
            "> The river […] 18 bridges",
        ),
        (json!({"type": "FragmentSelector", "value": ":~:text=two%20metres"}), "> two metres"),
        (
            json!({"type": "FragmentSelector", "value": one}),
            "> The river rose by two metres. The mayor said no.",
        ),
        (json!([{"quote": "two metres", "start": 18, "end": 28}]), "> two metres"),
    ] {
        let text = file(&with(selector.clone()));
        assert!(text.contains(&format!("{passage}\n> — [[flood]]")), "{selector}: {text}");
        assert!(text.contains("Said & kept."), "{text}");
        assert!(!text.contains("status=draft"), "{selector}: {text}");
    }
}

#[test]
fn a_position_tells_two_places_apart_and_says_so() {
    for (start, context) in [(31, "metres."), (50, "no. **The mayor")] {
        let imported = all(&with(json!([
            {"type": "TextQuoteSelector", "exact": "The mayor said no"},
            {"type": "TextPositionSelector", "start": start, "end": start + 17}
        ])));
        let text = &imported.files["x"];
        assert!(text.contains(context), "{start}: {text}");
        assert!(
            imported.remarks[0].message.contains("nearest to the position"),
            "{:?}",
            imported.remarks
        );
    }
}

#[test]
fn a_place_that_no_words_tell_is_kept_in_a_draft() {
    for selector in [
        json!({"type": "TextPositionSelector", "start": 12, "end": 20}),
        json!({"type": "SvgSelector", "value": "<svg><rect x=\"1\"/></svg>"}),
        json!({"type": "FragmentSelector", "value": "xywh=pixel:1,2,3,4"}),
        json!({"type": "DataPositionSelector", "start": 4096, "end": 4104}),
    ] {
        let imported = all(&with(selector.clone()));
        let text = &imported.files["x"];
        assert!(text.contains("status=draft"), "{selector}: {text}");
        assert!(text.contains("are meant the file does not say"), "{text}");
        assert!(text.contains("Said & kept."), "{text}");
        assert_eq!(imported.unplaced, 1, "{selector}");
    }
}

#[test]
fn targets_in_lists_are_each_read() {
    let target = |exact: &str| json!({"source": PAGE, "selector": {"type": "TextQuoteSelector", "exact": exact}});
    for kind in ["Composite", "List", "Independents", "Choice"] {
        let text = file(&json!({"type": "Annotation", "label": "A",
            "target": {"type": kind, "items": [target("two metres"), target("The end")]}}));
        assert!(text.contains("> two metres […] The end"), "{kind}: {text}");
    }
}

#[test]
fn bodies_are_kept_whole() {
    let target =
        json!({"source": PAGE, "selector": {"type": "TextQuoteSelector", "exact": "two metres"}});
    let text = file(&json!({"type": "Annotation", "label": "A", "target": target, "body": [
        {"type": "Choice", "items": [{"type": "TextualBody", "value": "One.", "language": "en"},
            {"type": "TextualBody", "value": "<p>Eins<sup>2</sup> <math><mi>x</mi></math>.</p>", "format": ["text/html"]}]},
        {"type": "SpecificResource", "source": "https://a.b/tag", "purpose": ["tagging"]},
        {"id": "https://a.b/film"},
        {"type": "Dataset", "value": {"score": 3}},
    ]}));
    for words in ["One.", "Eins2 x.", "Tags: https://a.b/tag", "https://a.b/film", "score"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn exports_of_other_programs_are_read() {
    let recogito = file(&json!([{"id": "r1", "bodies": [
            {"id": "b1", "purpose": "commenting", "value": "How high?", "creator": {"id": "u", "name": "AB"}},
            {"id": "b2", "purpose": "tagging", "value": "water"}],
        "target": {"annotation": "r1", "selector": [{"quote": "two metres", "start": 18, "end": 28}]}}]));
    for words in ["> two metres\n> — [[flood]]", "How high?", "tags=water", "author=AB"] {
        assert!(recogito.contains(words), "{words}: {recogito}");
    }
    let annotorious = all(&json!([
        {"type": "Annotation", "body": [{"type": "TextualBody", "value": "A crack"}],
         "target": {"source": "https://a.b/bridge.jpg", "selector": {"type": "FragmentSelector", "value": "xywh=1,2,3,4"}}},
        {"type": "Annotation", "body": "B", "target": {"source": format!("https://via.hypothes.is/{PAGE}"),
         "selector": {"type": "TextQuoteSelector", "exact": "The end"}}}]));
    assert_eq!((annotorious.annotations, annotorious.unplaced), (2, 1));
    let text = &annotorious.files["x"];
    assert!(text.contains("> The end\n> — [[flood]]") && text.contains("A crack"), "{text}");
}

#[test]
fn a_reply_says_what_it_answers() {
    let target = json!([{"source": PAGE, "selector": [{"type": "TextQuoteSelector", "exact": "two metres"}]}]);
    let text = file(&json!({"rows": [
        {"id": "h1", "uri": PAGE, "user": "acct:ab@hypothes.is", "text": "How high?", "tags": ["water"], "target": target},
        {"id": "h2", "uri": PAGE, "user": "acct:cd@hypothes.is", "text": "Very.", "references": ["h1"], "target": [{"source": PAGE}]},
        {"id": "h3", "uri": PAGE, "user": "acct:cd@hypothes.is", "text": "Indeed.", "references": ["h0"], "target": [{"source": PAGE}]},
    ]}));
    assert!(text.contains("reply=how-high") && text.contains("Very."), "{text}");
    assert!(
        text.contains("It answers an annotation that is not in the file it came from."),
        "{text}"
    );
    assert!(text.contains("tags=water"), "{text}");
}
