//! Who speaks, in a collection of made-up reports whose quotations are annotated: how many are
//! found, and how many speakers are right.

use std::collections::{BTreeMap, BTreeSet};

use sidenote::config::Audience;
use sidenote::diagnostic::{Code, Diagnostics};
use sidenote::load::Folder;
use sidenote::parse::parse;
use sidenote::resolve::resolve;
use sidenote::source::SourceFile;
use sidenote::suggest::{Proposal, SuggestionSubject, suggest};

const COLLECTION: &str = include_str!("../quotations/english.txt");

/// A quotation as the collection has it.
struct Annotated {
    /// Its letters and figures.
    words: String,
    /// Those who are right; `?` for somebody who is not named, `-` for nobody.
    speakers: Vec<String>,
    /// Its paragraph without what stands in quotation marks.
    around: String,
}

/// A report of the collection.
#[derive(Default)]
struct Report {
    title: String,
    files: BTreeMap<String, String>,
    paragraphs: Vec<String>,
    quotations: Vec<Annotated>,
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn collection() -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    for line in COLLECTION.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(title) = line.strip_prefix("=== ") {
            reports.push(Report { title: title.to_owned(), ..Report::default() });
            continue;
        }
        let report = reports.last_mut().unwrap();
        let record = line.strip_prefix('@').and_then(|line| line.split_once(' '));
        if let Some((kind, name)) = record {
            let folder = if kind == "official" { "officials" } else { "entities" };
            let id = name.to_lowercase().replace(' ', "-");
            let text = format!("---\nname: {name}\n---\n");
            report.files.insert(format!("content/{folder}/{id}.md"), text);
            continue;
        }
        let (mut printed, mut around) = (String::new(), String::new());
        let mut found: Vec<(Vec<String>, String)> = Vec::new();
        for (number, piece) in line.split('[').enumerate() {
            let Some((speakers, rest)) = piece.split_once(']').filter(|_| number > 0) else {
                printed.push_str(piece);
                around.push_str(piece);
                continue;
            };
            let end = closing(rest, printed.ends_with('‘'));
            let speakers = speakers.split('/').map(str::to_owned).collect();
            found.push((speakers, bare(&rest[..end])));
            printed.push_str(rest);
            around.push_str(&rest[end..]);
        }
        let quotations = found.into_iter();
        report.quotations.extend(quotations.map(|(speakers, words)| Annotated {
            words,
            speakers,
            around: around.clone(),
        }));
        report.paragraphs.push(printed);
    }
    reports
}

/// Where a quotation ends; in single marks an apostrophe does not end it.
fn closing(rest: &str, single: bool) -> usize {
    let is_end = |(at, c): &(usize, char)| {
        let after = rest[at + c.len_utf8()..].chars().next();
        match single {
            true => *c == '’' && !after.is_some_and(char::is_alphanumeric),
            false => matches!(c, '”' | '"'),
        }
    };
    rest.char_indices().find(is_end).map_or(rest.len(), |(at, _)| at)
}

/// The speakers that are proposed, `?` for a question, each with the words.
fn proposed(report: &Report) -> Vec<(String, String)> {
    let mut folder = Folder::default();
    let front = format!("---\ntitle: {}\nlanguage: en\n---\n\n", report.title);
    let text = format!("{front}{}\n", report.paragraphs.join("\n\n"));
    let article = ("content/articles/wire.md".to_owned(), text);
    for (path, text) in report.files.clone().into_iter().chain([article]) {
        let file = SourceFile::from_bytes(path, text.into_bytes());
        folder.content.push(folder.sources.add(file));
    }
    let (parsed, _) = parse(&folder);
    let ids: BTreeSet<String> = parsed.declared.iter().map(|it| it.slug.clone()).collect();
    let briefing =
        resolve(parsed, &folder, Audience::Private, &mut Diagnostics::default()).briefing;
    let (briefing, sources) = (&briefing, &folder.sources);
    let subject = SuggestionSubject { briefing, sources, ids: &ids, articles: &[] };
    let notes = suggest(&subject).all.into_iter();
    let notes = notes.filter(|it| it.code == Code::QuotationWithoutNote);
    notes
        .filter_map(|suggestion| {
            let Proposal::Note { text, .. } = suggestion.proposal else { return None };
            let heading = text.lines().next()?.strip_prefix("## ")?;
            let speaker = match heading.contains(" .question}") {
                true => "?",
                false => heading.split_once(": “")?.0,
            };
            let quoted = text.lines().filter(|line| line.starts_with('>') && !line.contains("[["));
            Some((speaker.to_owned(), bare(&quoted.collect::<String>())))
        })
        .collect()
}

#[test]
#[expect(clippy::disallowed_macros, reason = "the figures are for docs/benchmarks.md")]
fn speakers_are_found_and_none_is_wrong_beside_the_right_one() {
    let (mut all, mut found, mut named, mut right) = (0, 0, 0, 0);
    let mut beside = Vec::new();
    let mut wrong = Vec::new();
    let reports = collection();
    for report in &reports {
        let proposed = proposed(report);
        for it in &report.quotations {
            let speaker = proposed.iter().find(|(_, words)| words.contains(&it.words));
            let speaker = speaker.map(|(speaker, _)| speaker.as_str());
            let told = || format!("{}: {:?} {speaker:?} {}", report.title, it.speakers, it.words);
            let is = |name: &str| it.speakers.iter().any(|speaker| speaker == name);
            if is("-") {
                if speaker.is_some() {
                    wrong.push(told());
                }
                continue;
            }
            all += 1;
            found += usize::from(speaker.is_some());
            let is_named = it.speakers.iter().any(|speaker| speaker != "?");
            named += usize::from(is_named);
            if speaker.is_some_and(is) {
                right += usize::from(is_named);
                continue;
            }
            wrong.push(told());
            let last = |name: &String| name.rsplit(' ').next().map(str::to_owned);
            let stands = it.speakers.iter().filter_map(last).any(|it_| it.around.contains(&it_));
            if speaker.is_some_and(|speaker| speaker != "?") && stands {
                beside.push(told());
            }
        }
    }
    println!(
        "{} reports; {found} of {all} quotations found; {right} of {named} named speakers right; {} \
         wrong beside the right one\n{}",
        reports.len(),
        beside.len(),
        wrong.join("\n")
    );
    assert!(reports.len() >= 25 && all >= 150, "the collection is large enough to tell");
    assert!(found * 100 >= all * 97, "{found} of {all} quotations found");
    assert!(right * 100 >= named * 93, "{right} of {named} speakers right");
    assert_eq!(beside, [""; 0], "wrong speakers where the right one stands in the paragraph");
}
