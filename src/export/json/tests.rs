//! Tests of the file, of its schema, and of both together.

use serde_json::json;

use super::*;
use crate::collate::{
    Agreement, AnswerGroup, BaseToken, Cell, Change, ClaimTable, Collation, Comparison, Difference,
    Family, Label, PartCount, PartRow, Piece, Row, Status, SumCheck, Unaligned, Verdict,
};
use crate::export::fixture::{self, export, export_collated};
use crate::model::{ArticleId, Briefing, NoteId, Transmission};
use crate::parse::value::{Quantity, Value as Answer};
use crate::place::Place;

const NOTES: &str = "\
## Said {#said .quote by=ross said=\"7 October\" base=a author=AB}

> One […] two. Three
> — [[a]] {as=\"Mr Ross\" via=Reuters}

> One
> — [[b]]

See [[hikvision]].

## Count {#count .claim unit=people total=3}

> One two
> — [[a]]: 1 man + more than [2 women]

> Three
> — [[a]]: around $2

> — [[c]]: not reported

## Wrong {#wrong .correction evidence=https://a.b/ reads=Two}

> One
> — [[a]]

## Also wrong {.correction evidence=hikvision}

> One
> — [[a]]
";

/// Every kind of thing that a briefing can hold.
fn briefing() -> Briefing {
    fixture::briefing(&[
        ("sidenote.yaml", "title: Title\ndescription: In a sentence\neditor: The desk\n"),
        ("index.md", "Welcome."),
        (
            "articles/a.md",
            "---\ntitle: T\npublisher: P\nauthors: A B\npublished: 2019-10-07\nurl: https://a.b/\n\
             rights: full\nredirect_from: [old]\n---\n\
             ## 海康 One two.\n\n- Three 海康.\n- Four.\n\n```\ncode\n```\n\n|h|\n|-|\n|c|\n",
        ),
        ("articles/b.md", "---\ntitle: T\nrights: link\nagency: R\n---\nOne."),
        ("articles/c.md", "---\ntitle: T\ntext: digest\nroute: translated\n---\nNone."),
        (
            "entities/hikvision.md",
            "---\nname: Hikvision\nkind: company\nnames: {zh: 海康}\nlinks: {site: 'https://h.k/'}\n\
             facts:\n- {label: L, value: V, source: a, as_of: 2019-10}\n\
             - {label: L, value: V, source: ross}\n- {label: L, value: V, source: the firm}\n\
             - {label: L, value: V, source: 'https://a.b/'}\n---\nProfile.",
        ),
        (
            "officials/ross.md",
            "---\nname: Ross\nrole: Secretary\naffiliation: hikvision\ncapacity: expert\n---\n",
        ),
        ("annotations/a.md", NOTES),
        (
            "annotations/b.md",
            "---\narticle: a\n---\n## Plain\n\n## More {.context}\n\n## Why {.question}\n",
        ),
    ])
}

fn parsed(briefing: &Briefing, path: &str) -> Value {
    serde_json::from_str(&export(briefing, path).unwrap()).unwrap()
}

/// What is wrong with a file by a schema.
fn problem(schema: &Value, file: &Value) -> Option<String> {
    const ID: &str = "https://example.org/briefing.schema.json";
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource(ID, schema.clone()).unwrap();
    let compiled = compiler.compile(ID, &mut schemas).unwrap();
    schemas.validate(file, compiled).err().map(|error| format!("{error:#}"))
}

#[test]
fn the_file_is_what_its_schema_says() {
    let briefing = briefing();
    let (file, schema) = (parsed(&briefing, PATH), parsed(&briefing, SCHEMA_PATH));
    assert_eq!(problem(&schema, &file), None);
    for (pointer, wrong) in [
        ("/articles/0/rights", json!("none")),
        ("/articles/0/blocks/0/level", json!(7)),
        ("/notes/0/passages/0/parts/0/ranges/0/start", json!("0")),
        ("/notes/0/quote/speaker", json!({"article": "a", "record": "b"})),
        ("/notes/0/author", json!(null)),
        ("/settings/title", json!(null)),
    ] {
        let mut file = file.clone();
        match file.pointer_mut(pointer) {
            Some(value) => *value = wrong,
            None => {
                let (parent, name) = pointer.rsplit_once('/').unwrap();
                file.pointer_mut(parent).unwrap()[name] = wrong;
            }
        }
        assert!(problem(&schema, &file).is_some(), "{pointer}");
    }
}

fn quantity(written: &str) -> Quantity {
    Answer::read(written, &[crate::language::Language::of("en")]).quantity().unwrap().clone()
}

/// A family and a claim with one of everything that can be in them.
fn collation() -> Collation {
    let agreement = Agreement { same: 2, of: 3 };
    let difference = Difference {
        label: Label::Omission,
        base: 0..1,
        base_text: "One".into(),
        text: String::new(),
    };
    let row = |article, comparison, pieces| Row {
        article: ArticleId::new(article),
        passages: vec![0],
        transmission: Transmission::BackTranslated,
        comparison,
        pieces,
        differences: vec![difference.clone()],
    };
    let family = Family {
        note: NoteId::new(0),
        base: Some(0),
        base_tokens: vec![BaseToken { range: Place::new(7..10), differing: 1, compared: 1 }],
        rows: vec![
            row(
                0,
                Comparison::Base,
                vec![
                    Piece::Text { range: Place::new(7..10), base: 0..1, difference: None },
                    Piece::Gap,
                    Piece::Omitted { base: 0..1, difference: 0 },
                    Piece::Unreached { base: 0..1 },
                ],
            ),
            row(0, Comparison::Aligned { partial: true, agreement }, Vec::new()),
            row(0, Comparison::Unaligned(Unaligned::OtherLanguage), Vec::new()),
            row(0, Comparison::Unaligned(Unaligned::NothingInCommon), Vec::new()),
            row(0, Comparison::Digest, Vec::new()),
            row(1, Comparison::Withheld, Vec::new()),
        ],
        changes: vec![Change { difference: difference.clone(), rows: vec![1] }],
        agreement: Some(agreement),
    };
    let cell = |passage, status, sum| Cell {
        article: ArticleId::new(0),
        passage,
        group: passage,
        status,
        sum,
        finding: None,
    };
    let sum = SumCheck { adds_up_to: quantity("more than 3"), total: quantity("3"), holds: false };
    let claim = ClaimTable {
        note: NoteId::new(1),
        cells: vec![
            cell(Some(0), Status::Disagrees, Some(sum)),
            cell(Some(1), Status::Disagrees, None),
            cell(None, Status::NotReported, None),
        ],
        groups: vec![AnswerGroup { value: "2".into(), cells: vec![1], contradicts: Vec::new() }],
        parts: vec![PartRow {
            name: "women".into(),
            counts: vec![
                Some(PartCount { quantity: quantity("around $2"), counted_by_editor: true }),
                None,
            ],
            disputed: false,
        }],
        verdict: Verdict::Contradict,
    };
    Collation { families: vec![family], claims: vec![claim], ..Collation::default() }
}

#[test]
fn what_comes_of_comparing_is_in_the_file_as_its_schema_says() {
    let briefing = briefing();
    let schema = parsed(&briefing, SCHEMA_PATH);
    let file = export_collated(&briefing, &collation(), PATH).unwrap();
    let file: Value = serde_json::from_str(&file).unwrap();
    assert_eq!(problem(&schema, &file), None);

    let family = &file["families"][0];
    let tokens = json!({"start": 0, "end": 1});
    assert_eq!(
        family["rows"][0]["pieces"],
        json!([
            {"kind": "text", "text": "One", "base": tokens},
            {"kind": "gap"},
            {"kind": "omitted", "base": tokens, "difference": 0},
            {"kind": "unreached", "base": tokens},
        ])
    );
    assert_eq!(family["base"], "a");
    assert_eq!(family["rows"][1]["agreement"], json!({"same": 2, "of": 3, "percent": 67}));

    let claim = &file["claims"][0];
    let more_than_three = json!({"low": {"at": "3", "inclusive": false}});
    assert_eq!(claim["cells"][0]["range"], more_than_three);
    assert_eq!(claim["cells"][1]["range"]["unit"], "USD");
    assert_eq!(claim["cells"][0]["sum"]["adds_up_to"], more_than_three);
    let two = json!({"at": "2", "inclusive": true});
    assert_eq!(
        claim["parts"][0]["counts"],
        json!([{
            "cell": 0,
            "quantity": {"low": two, "high": two, "approximation": "around", "unit": "USD"},
            "counted_by_editor": true,
        }])
    );
}

#[test]
fn words_without_a_difference_are_one_piece() {
    let briefing = fixture::briefing(&[
        ("articles/a.md", "---\ntitle: A\nrights: full\n---\nWe will not wait, she said."),
        ("articles/b.md", "---\ntitle: B\nrights: full\n---\nWe shall not now wait, she said."),
        ("officials/ross.md", "---\nname: Ross\n---\n"),
        (
            "annotations/a.md",
            "## Said {.quote by=ross base=a}\n\n> We will not wait\n> — [[a]]\n\n\
             > We shall not now wait\n> — [[b]]\n",
        ),
    ]);
    let family = &parsed(&briefing, PATH)["families"][0];
    let token = |text: &str, differing: usize| match differing {
        0 => json!({"text": text, "compared": 1}),
        _ => json!({"text": text, "differing": differing, "compared": 1}),
    };
    let tokens = [("We", 0), ("will", 1), ("not", 0), ("wait", 0)];
    assert_eq!(family["tokens"], json!(tokens.map(|(text, differing)| token(text, differing))));
    let text = |text: &str, start: usize, end: usize| json!({"kind": "text", "text": text, "base": {"start": start, "end": end}});
    assert_eq!(family["rows"][0]["pieces"], json!([text("We will not wait", 0, 4)]));
    let differing = |mut piece: Value, difference: usize| {
        piece["difference"] = json!(difference);
        piece
    };
    assert_eq!(
        family["rows"][1]["pieces"],
        json!([
            text("We ", 0, 1),
            differing(text("shall", 1, 2), 0),
            text(" not ", 2, 3),
            differing(text("now", 3, 3), 1),
            text(" wait", 3, 4),
        ])
    );
}

#[test]
fn every_field_is_described() {
    let schema = parsed(&briefing(), SCHEMA_PATH);
    let types = schema["$defs"].as_object().unwrap();
    for (name, definition) in types.iter().chain([(&"Briefing".to_owned(), &schema)]) {
        assert!(definition["description"].is_string(), "{name}");
        for (field, rule) in definition["properties"].as_object().into_iter().flatten() {
            assert!(rule["description"].is_string(), "{name}.{field}");
        }
    }
}

#[test]
fn parts_say_where_they_stand() {
    let file = parsed(&briefing(), PATH);
    let block = |index: usize| file["articles"][0]["blocks"][index]["id"].clone();
    assert_eq!(
        file["notes"][0]["passages"][0]["parts"],
        json!([
            {"exact": "One", "ranges": [{"block": block(0), "start": 3, "end": 6}]},
            {"exact": "two.\nThree", "ranges": [
                {"block": block(0), "start": 7, "end": 11},
                {"block": block(1), "start": 0, "end": 5},
            ]},
        ])
    );
    assert_eq!(file["notes"][0]["passages"][0]["as"], "Mr Ross");
    assert_eq!(file["mentions"][0]["printed"], "海康");
    let withheld = file["articles"].as_array().unwrap().iter().find(|article| article["id"] == "b");
    assert_eq!(withheld.unwrap()["withheld"], true);
    assert_eq!(withheld.unwrap()["blocks"], json!([]));
}
