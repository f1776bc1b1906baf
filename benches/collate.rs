//! What it costs to hold reports against each other: families of five printings that differ as
//! reports do, and reports that copy paragraphs from one another.

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use sidenote::collate::collate;
use sidenote::config::Audience;
use sidenote::load::Folder;
use sidenote::model::Briefing;
use sidenote::parse::parse;
use sidenote::resolve::resolve;
use sidenote::source::{SourceFile, SourceSet};
use sidenote::suggest::Echoes;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const FAMILIES: usize = 10_000;
/// Articles are this many times five; each holds its share of the families.
const SETS: usize = 20;
const WORDS: [&str; 32] = [
    "bridge",
    "council",
    "the",
    "ferry",
    "closed",
    "of",
    "harbour",
    "repairs",
    "and",
    "engineers",
    "warned",
    "to",
    "cost",
    "million",
    "residents",
    "delayed",
    "inspection",
    "will",
    "under",
    "before",
    "not",
    "against",
    "because",
    "several",
    "northern",
    "agreed",
    "organised",
    "18",
    "with",
    "Halden",
    "could",
    "in",
];

/// A generator of numbers, the same every time (Knuth's MMIX constants).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % end
    }
}

/// A printing with a few words changed, dropped or added.
fn changed(numbers: &mut Numbers, words: &[&'static str]) -> String {
    let mut words = words.to_vec();
    for _ in 0..numbers.below(5) {
        let place = 1 + numbers.below(words.len() - 1);
        match numbers.below(3) {
            0 => words[place] = WORDS[numbers.below(WORDS.len())],
            1 => words.insert(place, WORDS[numbers.below(WORDS.len())]),
            _ => drop(words.remove(place)),
        }
    }
    words.join(" ")
}

fn briefing(families: usize) -> Briefing {
    let mut numbers = Numbers(1);
    let mut articles: BTreeMap<String, String> = BTreeMap::new();
    let mut notes = String::new();
    for family in 0..families {
        let length = 20 + numbers.below(21);
        let words: Vec<&str> = (0..length).map(|_| WORDS[numbers.below(WORDS.len())]).collect();
        notes.push_str(&format!("\n## Said {family} {{#said-{family} .quote by=vale}}\n"));
        for report in 0..5 {
            let id = format!("a{}-{report}", family % SETS);
            let text = format!("case-{family} {}", changed(&mut numbers, &words));
            notes.push_str(&format!("\n> {text}\n> — [[{id}]]\n"));
            let body =
                articles.entry(id).or_insert_with(|| "---\ntitle: T\nrights: full\n---\n".into());
            body.push_str(&format!("{text}.\n\n"));
        }
    }
    let mut folder = Folder { sources: SourceSet::default(), ..Folder::default() };
    let mut add = |path: String, text: String| {
        folder.content.push(folder.sources.add(SourceFile::from_bytes(path, text.into_bytes())));
    };
    add("content/annotations/said.md".into(), notes);
    for (id, text) in articles {
        add(format!("content/articles/{id}.md"), text);
    }
    add("content/officials/vale.md".into(), "---\nname: Ida Vale\n---\n".into());
    let (parsed, mut diagnostics) = parse(&folder);
    resolve(parsed, &folder, Audience::Public, &mut diagnostics).briefing
}

const REPORTS: usize = 1_000;
const REPORT_WORDS: usize = 700;
/// Of the paragraphs, one in so many is another report's.
const COPIED: usize = 10;

/// Reports of words that are rare and common as in any language, of which some paragraphs are
/// copied from earlier reports, with a word changed here and there.
fn copying_reports(reports: usize, words: usize) -> Briefing {
    const PARAGRAPH: usize = 70;
    let mut numbers = Numbers(2);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut folder = Folder { sources: SourceSet::default(), ..Folder::default() };
    for report in 0..reports {
        let mut body = String::from("---\ntitle: T\nrights: full\n---\n");
        for _ in 0..words / PARAGRAPH {
            let copied = !paragraphs.is_empty() && numbers.below(COPIED) == 0;
            let paragraph = if copied {
                let from = numbers.below(paragraphs.len());
                let changed = format!("{} ", WORDS[numbers.below(WORDS.len())]);
                paragraphs[from].replacen("the ", &changed, 1)
            } else {
                let mut word = || match numbers.below(3) {
                    0 => WORDS[numbers.below(WORDS.len())].to_owned(),
                    _ => format!("word{}", numbers.below(1 + numbers.0 as usize % 20_000)),
                };
                (0..PARAGRAPH).map(|_| word() + " ").collect()
            };
            body.push_str(&paragraph);
            body.push_str("\n\n");
            paragraphs.push(paragraph);
        }
        body.push_str("All rights reserved. This text may not be published or sold.\n");
        let path = format!("content/articles/a{report}.md");
        folder.content.push(folder.sources.add(SourceFile::from_bytes(path, body.into_bytes())));
    }
    let (parsed, mut diagnostics) = parse(&folder);
    resolve(parsed, &folder, Audience::Public, &mut diagnostics).briefing
}

/// Reports of which one in five prints an agency's text, with a paragraph left out or put between.
fn agency_reports(reports: usize, words: usize) -> Briefing {
    const PARAGRAPH: usize = 70;
    let mut numbers = Numbers(3);
    let mut own = |count: usize| -> String {
        (0..count).map(|_| format!("word{} ", numbers.below(20_000))).collect()
    };
    let copy: Vec<String> = (0..words / PARAGRAPH).map(|_| own(PARAGRAPH)).collect();
    let mut folder = Folder { sources: SourceSet::default(), ..Folder::default() };
    for report in 0..reports {
        let mut paragraphs: Vec<String> = match report % 5 {
            0 => copy.clone(),
            _ => copy.iter().map(|_| own(PARAGRAPH)).collect(),
        };
        let place = report / 5 % paragraphs.len();
        paragraphs[place] = own(PARAGRAPH);
        let body = format!("---\ntitle: T\nrights: full\n---\n{}\n", paragraphs.join("\n\n"));
        let path = format!("content/articles/a{report}.md");
        folder.content.push(folder.sources.add(SourceFile::from_bytes(path, body.into_bytes())));
    }
    let (parsed, mut diagnostics) = parse(&folder);
    resolve(parsed, &folder, Audience::Public, &mut diagnostics).briefing
}

fn agency(criterion: &mut Criterion) {
    let briefing = agency_reports(REPORTS, REPORT_WORDS);
    let found = collate(&briefing, &Echoes::default()).shared;
    assert_eq!((found.text_count, found.texts[0].printings.len()), (1, REPORTS / 5));
    let mut group = criterion.benchmark_group("collate");
    group.sample_size(10);
    group.bench_function("1,000 reports of which 200 print one text", |bench| {
        bench.iter(|| collate(black_box(&briefing), &Echoes::default()));
    });
    group.finish();
}

fn shared(criterion: &mut Criterion) {
    let briefing = copying_reports(REPORTS, REPORT_WORDS);
    assert!(collate(&briefing, &Echoes::default()).shared.pair_count > REPORTS / 2);
    let mut group = criterion.benchmark_group("collate");
    group.sample_size(10);
    group.bench_function("shared words of 1,000 reports of 700 words", |bench| {
        bench.iter(|| collate(black_box(&briefing), &Echoes::default()));
    });
    group.finish();
}

fn families(criterion: &mut Criterion) {
    let briefing = briefing(FAMILIES);
    assert_eq!(collate(&briefing, &Echoes::default()).families.len(), FAMILIES);
    let mut group = criterion.benchmark_group("collate");
    group.sample_size(10);
    group.bench_function("10,000 families of five", |bench| {
        bench.iter(|| collate(black_box(&briefing), &Echoes::default()));
    });
    group.finish();
}

criterion_group!(benches, families, shared, agency);
criterion_main!(benches);
