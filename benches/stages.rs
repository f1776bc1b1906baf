//! What each stage costs, over a briefing that is made up here: 200 reports, 1,200 notes.

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use sidenote::build::{BuildOptions, build};
use sidenote::collate::collate;
use sidenote::config::Audience;
use sidenote::diagnostic::Diagnostics;
use sidenote::export::{self, Edition};
use sidenote::load::Folder;
use sidenote::output::Nothing;
use sidenote::parse::parse;
use sidenote::render::{MadeOnce, OwnAssets, Pages, Templates};
use sidenote::resolve::resolve;
use sidenote::source::{SourceFile, SourceSet};
use sidenote::suggest::echoes;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ARTICLES: usize = 200;
const SENTENCES: usize = 60;
const NOTES: usize = 6;
const WORDS: &[&str] = &[
    "bridge",
    "council",
    "report",
    "ferry",
    "closed",
    "spokesman",
    "harbour",
    "repairs",
    "winter",
    "engineers",
    "warned",
    "traffic",
    "cost",
    "million",
    "residents",
    "delayed",
    "inspection",
    "steel",
    "under",
    "before",
    "after",
    "against",
    "because",
    "several",
    "northern",
    "agreed",
];

/// A generator of numbers, the same every time (Knuth's MMIX constants).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % end
    }
}

fn sentence(numbers: &mut Numbers, article: usize, index: usize) -> String {
    let mut words: Vec<&str> = (0..11).map(|_| WORDS[numbers.below(WORDS.len())]).collect();
    words.insert(numbers.below(words.len()), ["Halden Works", "Port of Sallow"][index % 2]);
    format!("In case {article}-{index}, {}.", words.join(" "))
}

fn folder() -> Folder {
    let mut numbers = Numbers(1);
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    files.insert("content/index.md".into(), "# Made up\n\nSee [[halden]].\n".into());
    files.insert("content/entities/halden.md".into(), "---\nname: Halden Works\n---\n".into());
    files.insert("content/entities/sallow.md".into(), "---\nname: Port of Sallow\n---\n".into());
    files.insert("content/officials/vale.md".into(), "---\nname: Ida Vale\n---\n".into());
    for article in 0..ARTICLES {
        let sentences: Vec<String> =
            (0..SENTENCES).map(|index| sentence(&mut numbers, article, index)).collect();
        let paragraphs: Vec<String> = sentences.chunks(4).map(|some| some.join(" ")).collect();
        files.insert(
            format!("content/articles/a{article:04}.md"),
            format!(
                "---\ntitle: Report {article}\nrights: full\n---\n{}\n",
                paragraphs.join("\n\n")
            ),
        );
        let mut notes = format!("---\narticle: a{article:04}\n---\n");
        for note in 0..NOTES {
            let kind = if note % 3 == 0 { " .quote by=vale" } else { "" };
            notes.push_str(&format!(
                "\n## Note {note} {{#a{article}-{note}{kind}}}\n\n> {}\n\nOn [[halden]].\n",
                sentences[note * 9]
            ));
        }
        files.insert(format!("content/annotations/a{article:04}.md"), notes);
    }
    let mut folder = Folder { sources: SourceSet::default(), ..Folder::default() };
    for (path, text) in files {
        folder.content.push(folder.sources.add(SourceFile::from_bytes(path, text.into_bytes())));
    }
    folder
}

fn stages(criterion: &mut Criterion) {
    let folder = folder();
    let options = BuildOptions { audience: Audience::Public, base_url: None };
    let resolved = || {
        let (parsed, mut diagnostics) = parse(&folder);
        resolve(parsed, &folder, Audience::Public, &mut diagnostics).briefing
    };
    let briefing = resolved();
    let (found, _) = echoes(&briefing, &folder.sources);
    let collation = collate(&briefing, &found);
    let (templates, _) = Templates::new(&folder.sources, &folder.templates);

    let mut group = criterion.benchmark_group("200 reports");
    group.sample_size(20);
    group.bench_function("parse", |bench| bench.iter(|| parse(black_box(&folder))));
    group.bench_function("resolve", |bench| {
        bench.iter_batched(
            || parse(&folder).0,
            |parsed| {
                resolve(parsed, &folder, Audience::Public, &mut Diagnostics::default()).briefing
            },
            BatchSize::LargeInput,
        );
    });
    group.bench_function("echoes", |bench| {
        bench.iter(|| echoes(black_box(&briefing), &folder.sources));
    });
    group.bench_function("collate", |bench| bench.iter(|| collate(black_box(&briefing), &found)));
    group.bench_function("render", |bench| {
        bench.iter(|| {
            let once = MadeOnce::new(black_box(&briefing), &collation);
            let own = OwnAssets::default();
            Pages::new(&briefing, &collation, &templates, own, &once).make_all(&Nothing)
        });
    });
    group.bench_function("export", |bench| {
        bench.iter(|| export::export(&Edition::new(black_box(&briefing), &collation), &Nothing));
    });
    group.bench_function("build", |bench| bench.iter(|| build(black_box(&folder), &options)));
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
