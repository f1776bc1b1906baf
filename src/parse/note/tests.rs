use super::*;
use crate::diagnostic::{Code, Diagnostics};
use crate::parse::attributes::Attribute;
use crate::source::{SourceFile, SourceSet};

fn read(text: &str) -> (AnnotationFile, Vec<(Code, String)>) {
    let mut sources = SourceSet::default();
    let id = sources.add(SourceFile::from_bytes("a.md".into(), text.as_bytes().to_vec()));
    let mut diagnostics = Diagnostics::default();
    let file = parse(id, sources.file(id), &mut diagnostics);
    let told = diagnostics
        .sorted()
        .into_iter()
        .map(|diagnostic| (diagnostic.code, sources.text(diagnostic.span).to_owned()))
        .collect();
    (file, told)
}

#[test]
fn a_note_has_title_attributes_passages_and_body() {
    let (file, told) = read(
        "---\narticle: nyt\n---\n\n## Ross: *cannot* {#tolerate .quote by=wilbur-ross}\n\n> cannot and\n> will not\n> — [[nyt]] {route=direct}\n\n> second\n> -- [[itweb]]: 18 + 1\n\nThe note.\n\n> no passage\n\n## Next\n",
    );
    assert_eq!(told, []);
    assert_eq!(file.defaults.unwrap().article.as_deref(), Some("nyt"));
    assert_eq!(file.notes.len(), 2);
    let note = &file.notes[0];
    assert_eq!(note.title, "Ross: cannot");
    assert_eq!(note.attributes.len(), 3);
    assert_eq!(note.passages.len(), 2);
    assert_eq!(
        note.passages[0].parts[0].text.split_whitespace().collect::<Vec<_>>(),
        ["cannot", "and", "will", "not"]
    );
    let attribution = note.passages[0].attribution.as_ref().unwrap();
    assert_eq!(attribution.articles[0].0, "nyt");
    assert_eq!(attribution.attributes[0].0, Attribute::Pair("route".into(), "direct".into()));
    let attribution = note.passages[1].attribution.as_ref().unwrap();
    assert_eq!(attribution.value.as_ref().unwrap().0, "18 + 1");
    assert!(note.body.text.contains("The note.") && note.body.text.contains("no passage"));
}

#[test]
fn in_a_passage_only_inline_markdown_counts() {
    let (file, told) =
        read("## N\n\n> # no heading\n> 1. no list\n> ---\n>     no *code*\n\nBody\n");
    assert_eq!(told, []);
    let words: Vec<_> = file.notes[0].passages[0].parts[0].text.split_whitespace().collect();
    assert_eq!(words.join(" "), "# no heading 1. no list --- no code");
}

#[test]
fn gaps_and_context() {
    let (file, _) = read("## N\n\n> one **two** […] three \\[…\\] [...] `[…]`\n");
    let parts = &file.notes[0].passages[0].parts;
    let texts: Vec<_> = parts.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(texts, ["one two", "three […]", "[…]"]);
    assert_eq!(&parts[0].text[parts[0].strong[0].bytes()], "two");
}

#[test]
fn several_articles_may_be_silent() {
    let (file, told) = read("## N {.claim}\n\n> — [[fortunly]], [[itweb]]: not\u{a0}reported\n");
    assert_eq!(told, []);
    let passage = &file.notes[0].passages[0];
    assert!(passage.parts.is_empty());
    let attribution = passage.attribution.as_ref().unwrap();
    assert_eq!(attribution.articles.len(), 2);
}

#[test]
fn a_line_that_begins_with_a_dash_may_be_text() {
    let (file, told) = read("## N\n\n> he said\n> — and left\n");
    assert_eq!(told, []);
    assert!(file.notes[0].passages[0].attribution.is_none());
}

#[test]
fn mistakes_are_told_at_their_place() {
    for (text, code, place) in [
        ("words\n\n## N\n", Code::TextBeforeNote, "words"),
        ("## N\n\nwords\n---\n", Code::SetextHeading, "words\n---"),
        ("## N {quote}\n", Code::AttributesInvalid, "quote"),
        ("## N\n\n> a\nb\n", Code::PassageContinues, "b"),
        ("## N\n\n> a\n> — [[x]]\nb\nc\n", Code::PassageContinues, "b\nc"),
        ("## N {#n .quote\n", Code::AttributesInvalid, "{#n .quote"),
        ("## N\n\n> # a\nb\n", Code::PassageContinues, "b"),
        ("# N\n\n> a\n", Code::TextBeforeNote, "# N"),
        ("## N\n\nb\n\n> a\n> — [[x]]\n", Code::PassageAfterText, "> a\n> — [[x]]"),
        ("## N\n\n> a\n> - [[x]]\n", Code::AttributionInvalid, "- [[x]]"),
        ("## N\n\n> a\n> — [[x]] and more\n", Code::AttributionInvalid, "and more"),
        ("## N\n\n> a\n> — [[x\n", Code::AttributionInvalid, "[[x"),
        ("## N\n\n> a\n> — [[x]: 3 {route=direct}\n", Code::AttributionInvalid, "[[x"),
        ("## N\n\n> # a\n— [[x]]\n", Code::PassageContinues, "— [[x]]"),
        ("---\nauthor: A\n", Code::FrontMatterInvalid, "---"),
        ("---\nauthr: A\n---\n", Code::FrontMatterInvalid, "authr"),
    ] {
        let (_, told) = read(text);
        assert_eq!(told, [(code, place.to_owned())], "{text}");
    }
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    const PIECES: &[&str] = &[
        "\n",
        "\n\n",
        "word ",
        "*",
        "**",
        "- ",
        "[1]",
        "[x][1]",
        "[1][]",
        "![x][1]",
        "[^1]",
        "\n\n[1]: https://a.b\n\n",
        "\n\n[1]: https://c.d \"t\"\n\n",
        "\n\n[^1]: note\n\n",
        "`",
        "> ",
        "| a |\n|---|\n",
        "<b>",
        "</b>",
        "<title>",
        "\\",
        "    ",
    ];

    fn bodies() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(PIECES), 0..14)
            .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn a_note_says_in_a_file_what_it_says_alone(
            before in bodies(), own in bodies(), after in bodies(),
        ) {
            let note = format!("## Own\n\nText.\n\n{own}\n");
            let file = format!("## Before\n\n{before}\n\n{note}\n## After\n\n{after}\n");
            let (file, _) = read(&file);
            let (alone, _) = read(&note);
            // What a body swallows is told.
            prop_assume!(file.notes.len() == 3 && alone.notes.len() == 1);
            let shown = |note: &ParsedNote| {
                let links = note.body.links.iter().map(|link| link.destination.clone());
                (note.body.text.clone(), note.body.nodes.clone(), links.collect::<Vec<_>>())
            };
            prop_assert_eq!(shown(&file.notes[1]), shown(&alone.notes[0]));
        }
    }
}
