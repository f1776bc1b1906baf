//! `sidenote suggest`: what it proposes, says and writes; and that all of it can be pasted.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use proptest::prelude::*;
use sidenote::build::{BuildOptions, check};
use sidenote::config::Audience;
use sidenote::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use sidenote::load::Folder;
use sidenote::model::{Briefing, NoteId};
use sidenote::parse::parse;
use sidenote::resolve::resolve;
use sidenote::source::{SourceFile, SourceSet, Span};
use sidenote::suggest::{Proposal, SuggestionSubject, Suggestions, suggest};

use crate::program::{BriefingFolder, article};
use crate::support;

const REPORT: &str = "“We will keep the ferry,” said Ines Calder, the mayor. 1,200 people left.";

fn place() -> BriefingFolder {
    let place = BriefingFolder::new();
    place.put("content/articles/wire.md", article(REPORT));
    place.put("content/officials/ines-calder.md", "---\nname: Ines Calder\n---\n");
    place
}

const NOTE: &str = "## Ines Calder: “We will keep the ferry” {#ines-calder-we-will-keep-the-ferry \
                    .quote by=ines-calder}\n\n> We will keep the ferry\n> — [[wire]] {as=\"Ines \
                    Calder, the mayor\"}\n";

#[test]
fn a_suggestion_has_its_place_its_reason_and_lines_to_paste() {
    let run = place().run(&["suggest"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(
        run.out,
        format!(
            "Quotations (1; quotation-without-note)\n\
             ======================================\n\n\
             content/articles/wire.md:6:2: `wire` quotes words that no quote note has; the speaker is \
             likely `ines-calder` (“Ines Calder, the mayor”): named beside them\n  \
             paste into a file in `content/annotations/`:\n\n{NOTE}\n"
        )
    );
}

#[test]
fn programs_read_suggestions_as_advice_and_paste_their_last_help() {
    let place = place();
    let run = place.run(&["suggest", "--format", "json"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let told = run.diagnostics();
    assert_eq!(run.told(), ["quotation-without-note content/articles/wire.md:6:2"]);
    assert_eq!(told[0]["severity"], "advice");
    assert_eq!(told[0]["end_column"], 24);
    place.put("content/annotations/a.md", told[0]["help"][0].as_str().unwrap());
    let check = place.run(&["check", "--strict", "--format", "json"]);
    assert_eq!((check.status, check.out.as_str()), (0, ""));
    let run = place.run(&["suggest"]);
    assert_eq!(
        (run.status, run.out.as_str(), run.err.as_str()),
        (0, "", "Nothing is suggested.\n")
    );
    let sarif = place.run(&["suggest", "--format", "sarif"]);
    assert!(sarif.out.contains("\"results\": []"), "{}", sarif.out);
}

#[test]
fn nothing_is_written_but_to_a_new_file_that_is_named() {
    let place = place();
    place
        .put("content/articles/post.md", article("“It is over,” said Tom Brack, a sailor, today."));
    place.run(&["suggest"]);
    assert!(!place.path("content/annotations").exists());
    let file = "content/annotations/drafts/suggested.md";
    let run = place.run(&["suggest", "--write", file]);
    assert_eq!(
        (run.status, run.err.as_str()),
        (0, &*format!("Wrote `{file}`: 1 note, as drafts.\n"))
    );
    assert!(!run.out.contains("keep the ferry"), "what is written is not shown: {}", run.out);
    assert!(run.out.contains("content/officials/tom-brack.md"), "the rest is: {}", run.out);
    let text = place.text(file);
    assert!(text.starts_with(&format!("---\nstatus: draft\n---\n\n{NOTE}\n<!-- `wire`")), "{text}");
    for flags in [&["check", "--strict"][..], &["check", "--strict", "--private"]] {
        let check = place.run(&[flags, &["--format", "json"]].concat());
        assert_eq!((check.status, check.out.as_str()), (0, ""));
    }
    let again = place.run(&["suggest", "--write", file]);
    assert_eq!((again.status, again.out.as_str()), (2, ""));
    assert!(again.err.contains("there is a file"), "{}", again.err);
    assert_eq!(place.text(file), text);
    let none = place.run(&["suggest", "--write", "more.md"]);
    assert_eq!(none.status, 0);
    assert!(none.err.contains("nothing is written") && !place.path("more.md").exists());
}

#[test]
fn an_article_that_there_is_not_is_told() {
    let place = place();
    for (name, message, help) in [
        ("wier", "there is no article `wier`", "did you mean `wire`?"),
        ("ines-calder", "`ines-calder` is no article", ""),
    ] {
        let run = place.run(&["suggest", "wire", name, "--format", "json"]);
        assert_eq!((run.status, run.err.as_str()), (1, ""));
        let told = run.diagnostics();
        assert_eq!(run.told(), ["unknown-article command line:1:23"]);
        assert_eq!(told[0]["message"], message);
        assert_eq!(told[0]["help"][0].as_str().unwrap_or_default(), help);
    }
    let run = place.run(&["suggest", "wier"]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(run.err.contains("sidenote suggest wier"), "{}", run.err);
    assert!(place.run(&["suggest", "wire"]).out.contains(NOTE));
}

#[test]
fn errors_in_the_content_are_told_too() {
    let place = place();
    place
        .put("content/annotations/a.md", "---\narticle: wire\n---\n\n## N\n\n> We won’t keep it\n");
    let run = place.run(&["suggest"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains(NOTE) && run.err.contains("1 error"), "{}", run.err);
    let run = place.run(&["suggest", "--format", "json"]);
    assert_eq!(run.status, 1);
    assert_eq!(
        run.told(),
        [
            "passage-not-found content/annotations/a.md:7:3",
            "quotation-without-note content/articles/wire.md:6:2"
        ]
    );
}

#[test]
fn the_shipped_briefing_has_no_quotation_or_figure_left_to_note() {
    let run = BriefingFolder::new().run(&[
        "suggest",
        "--format",
        "json",
        "--root",
        env!("CARGO_MANIFEST_DIR"),
    ]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    for told in run.diagnostics() {
        assert_eq!(told["code"], "name-without-record", "{told:#}");
    }
}

/// Paths and texts.
type Files = BTreeMap<String, String>;

/// The files below `content/` of a case.
fn case(name: &str) -> Files {
    let folder = support::cases().join(name).join("content");
    let walk = walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap);
    let files = walk.filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
        (format!("content/{path}"), std::fs::read_to_string(entry.path()).unwrap())
    };
    files.map(read).collect()
}

/// Reports with these texts.
fn reports(texts: &[String]) -> Files {
    let names = ('a'..='z').map(|name| format!("content/articles/{name}.md"));
    names.zip(texts).map(|(path, text)| (path, article(text))).collect()
}

fn folder(files: &Files) -> Folder {
    let mut folder = Folder::default();
    for (path, text) in files {
        let file = SourceFile::from_bytes(path.clone(), text.clone().into_bytes());
        folder.content.push(folder.sources.add(file));
    }
    folder
}

fn suggested<T>(files: &Files, look: impl FnOnce(&SuggestionSubject<'_>, &Suggestions) -> T) -> T {
    let folder = folder(files);
    let (parsed, _) = parse(&folder);
    let ids: BTreeSet<String> = parsed.declared.iter().map(|it| it.slug.clone()).collect();
    let briefing =
        resolve(parsed, &folder, Audience::Private, &mut Diagnostics::default()).briefing;
    let (briefing, sources) = (&briefing, &folder.sources);
    let subject = SuggestionSubject { briefing, sources, ids: &ids, articles: &[] };
    look(&subject, &suggest(&subject))
}

/// The briefing after everything that is suggested has been pasted.
fn with_all(files: &Files) -> Files {
    suggested(files, |subject, suggestions| {
        let mut pasted = files.clone();
        let mut notes = String::new();
        let mut inserts: Vec<(String, usize, String)> = Vec::new();
        let mut attributed: BTreeSet<NoteId> = BTreeSet::new();
        let path = |span: Span| subject.sources.file(span.file).path.clone();
        for suggestion in &suggestions.all {
            match &suggestion.proposal {
                Proposal::Note { needs, text } => {
                    for file in needs {
                        let other = pasted.insert(file.path.clone(), file.text.clone());
                        assert!(other.is_none_or(|other| other == file.text), "{}", file.path);
                    }
                    notes.push_str(&format!("{text}\n"));
                }
                Proposal::Passages { note, after, unattributed, text } => {
                    inserts.push((path(*after), after.start, format!("\n\n{}", text.trim_end())));
                    let new = unattributed.as_ref().filter(|_| attributed.insert(*note));
                    for passage in &subject.briefing[*note].passages {
                        inserts.extend(new.map(|article| {
                            (path(passage.span), passage.span.end, format!("\n> — [[{article}]]"))
                        }));
                    }
                }
                Proposal::Forms { record, key, forms } => {
                    let text = pasted.get_mut(&path(subject.briefing[*record].span)).unwrap();
                    let kept = text.lines().filter(|line| !line.starts_with(&format!("{key}:")));
                    let kept: String = kept.skip(1).map(|line| format!("{line}\n")).collect();
                    *text = format!("---\n{key}: [{}]\n{kept}", forms.join(", "));
                }
                Proposal::Record(file) => {
                    assert_eq!(pasted.insert(file.path.clone(), file.text.clone()), None);
                }
            }
        }
        // From the end on, so that places stay; an attribution comes before the next passage.
        inserts.sort_by_key(|(path, at, text)| (path.clone(), *at, !text.starts_with("\n>")));
        for (path, at, text) in inserts.into_iter().rev() {
            pasted.get_mut(&path).unwrap().insert_str(at, &text);
        }
        if !notes.is_empty() {
            pasted.insert("content/annotations/suggested.md".to_owned(), notes);
        }
        pasted
    })
}

/// Errors and warnings of a briefing.
fn wrong(files: &Files) -> Vec<String> {
    let options = BuildOptions { audience: Audience::Private, base_url: None };
    let told = check(&folder(files), &options).unwrap().diagnostics;
    let wrong = |it: &Diagnostic| it.severity != Severity::Advice;
    told.iter()
        .filter(|it| wrong(it))
        .map(|it| format!("{}: {}", it.code.slug(), it.message))
        .collect()
}

/// Whether a suggestion's place is covered by a passage, in the file of this path.
fn is_passage(briefing: &Briefing, sources: &SourceSet, path: &str, place: &Range<usize>) -> bool {
    briefing.notes.iter().flat_map(|note| &note.passages).any(|passage| {
        let article = &briefing[passage.article];
        let document = &article.shown().unwrap().document;
        let parts = passage.parts().iter().map(|part| document.source_of(*part));
        let inside = |part: &Range<usize>| place.start <= part.start && part.end <= place.end;
        sources.file(article.span.file).path == path
            && parts.into_iter().any(|part| inside(&part.bytes()))
    })
}

/// Pastes all that is suggested: the briefing builds as before, each place that was told of is a
/// passage's, and no place is suggested again.
fn holds(files: &Files) {
    let places: Vec<(String, Range<usize>)> = suggested(files, |subject, suggestions| {
        let notes = suggestions.all.iter().filter(|it| it.code != Code::NameWithoutRecord);
        let spans = notes.flat_map(|it| {
            let others = it.related.iter().map(|it| it.span);
            let others = others.filter(|span| {
                subject.sources.file(span.file).path.starts_with("content/articles/")
            });
            others.chain([it.span]).collect::<Vec<_>>()
        });
        spans.map(|it| (subject.sources.file(it.file).path.clone(), it.place().bytes())).collect()
    });
    let after = with_all(files);
    assert_eq!(wrong(&after), wrong(files), "{after:#?}");
    let folder = folder(&after);
    let (parsed, _) = parse(&folder);
    let briefing =
        resolve(parsed, &folder, Audience::Private, &mut Diagnostics::default()).briefing;
    for (path, place) in &places {
        assert!(is_passage(&briefing, &folder.sources, path, place), "{path} {place:?} {after:#?}");
    }
    // A record that is new may tell who said what was nobody's before; nothing is told twice.
    suggested(&after, |subject, suggestions| {
        let again = suggestions.all.iter().filter(|it| it.code != Code::NameWithoutRecord);
        let again: Vec<&str> = again
            .filter(|it| {
                let path = &subject.sources.file(it.span.file).path;
                places
                    .iter()
                    .any(|(known, place)| known == path && *place == it.span.place().bytes())
            })
            .map(|suggestion| suggestion.reason.as_str())
            .collect();
        assert!(again.is_empty(), "{again:#?}\n{after:#?}");
    });
}

#[test]
fn all_that_is_suggested_can_be_pasted() {
    holds(&case("suggestions"));
    // Ids and files that are taken already.
    let mut files = case("suggestions");
    files.insert("content/entities/tom-brack.md".into(), "---\nname: Somebody else\n---\n".into());
    let note = "## We have lowered the lake {#ada-fennimore-we-have-lowered-the-lake}\n\nTaken.\n";
    files.insert("content/annotations/z.md".into(), format!("---\narticle: wire\n---\n\n{note}"));
    holds(&files);
}

/// Reports made of sentences with quotations, names and figures, and of marks that mean something.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let speakers = vec![
        "Ada Roe",
        "Mayor Tom Brack",
        "the ministry",
        "Acme Co.",
        "an Acme spokesman",
        "he",
        "U.S. officials",
        "X",
        "*Ada* Roe",
        "Ада Роу",
    ];
    let words = vec![
        "we will go home now",
        "there is [no] danger",
        "the water {stood} in Mill Street",
        "a *disgrace*",
        "1,200 people left Ellery",
        "it cost $12 million — \"so what\"",
        "no",
        "we said […] it all",
        "the <b>bold</b> answer",
        "`code` and \\* stars",
        "the list: “of” things",
        "they’re here, said Bob",
        "&amp; so on",
        "[[a]] and {x=y}",
    ];
    let forms = vec![
        "“W,” said S.",
        "S said: “W.”",
        "\"W,\" S said. \"W.\"",
        "“W”",
        "S called it “W”.",
        "According to S, W.",
        "W.",
        "«W», said S.",
        "'W,' said S.",
        "S called it 'W'.",
        "About 1,400 people left Ellery, S said.",
        "It cost $15 million in Ellery, W.",
        "“W.\n\n“W.”",
        "# W\n\nS",
        "> “W,” said S.",
        "- “W,” said S.",
    ];
    let pick = prop::sample::select;
    let sentence = (pick(forms), pick(words), pick(speakers)).prop_map(|(form, words, speaker)| {
        let parts: Vec<String> = form.split('W').map(|part| part.replace('S', speaker)).collect();
        parts.join(words)
    });
    let breaks = pick(vec![" ", "\n\n", "\n"]);
    let text = (prop::collection::vec(sentence, 1..8), breaks)
        .prop_map(|(sentences, breaks)| sentences.join(breaks));
    prop::collection::vec(text, 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn whatever_is_suggested_anchors_where_it_came_from(texts in texts()) {
        holds(&reports(&texts));
    }
}
