//! Changes passages of real texts as authors and editors do, and looks whether one is ever placed
//! where its words do not stand, whether the place that was meant is the first near match, and how
//! long that takes.
//!
//! `cargo bench --bench near_match [-- FOLDER] [--misses]`: the texts are the files of a folder, by
//! default those of `content/articles`.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::panic,
    reason = "a bench reads texts, takes the time, prints, and stops where it cannot"
)]

mod changes;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use changes::{CHANGES, Random};
use sidenote::diagnostic::Diagnostics;
use sidenote::mend::near_match::{KnownNames, NearMatch, NearMatches};
use sidenote::parse::document::Document;
use sidenote::parse::fold::fold;
use sidenote::parse::markdown::{WikiLinks, parse};
use sidenote::parse::note::QuotedPart;
use sidenote::place::Place;
use sidenote::resolve::anchor::anchor;
use sidenote::resolve::text_map::TextMap;
use sidenote::slice::Slice;
use sidenote::source::{SourceFile, SourceSet};

/// How many passages each kind of change is tried on.
const PASSAGES: usize = 2_000;

/// How many are tried before it is taken that no more can be changed so.
const TRIES: usize = 100 * PASSAGES;

/// How many words a passage has.
const WORDS: (usize, usize) = (8, 40);

/// On how many passages the search of many articles is timed.
const TIMED: usize = 200;

/// How many articles are many, and how many bytes each has where they are made up.
const MANY: usize = 1_000;
const BYTES: usize = 5_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.iter().find(|argument| !argument.starts_with("--"));
    let show_misses = arguments.iter().any(|argument| argument == "--misses");
    let texts = texts(Path::new(folder.map_or("content/articles", String::as_str)));
    let maps: Vec<TextMap<'_>> = texts.iter().map(TextMap::new).collect();
    let bytes: usize = maps.iter().map(|map| map.document.text.len()).sum();
    println!("{} texts, {} kB\n", maps.len(), bytes / 1000);
    println!("| change | passages | placed elsewhere | true place first | median | 99 % |");
    println!("|---|---|---|---|---|---|");
    let names = KnownNames::default();
    let mut all = Vec::new();
    for (number, (name, _)) in CHANGES.iter().enumerate() {
        let lost = lost(&maps, number);
        let outcome = Outcome::of(&lost, &maps, &names);
        println!("| {name} | {outcome} |");
        for (passage, found) in outcome.misses.iter().take(if show_misses { 10 } else { 0 }) {
            println!("    {passage}\n      → {found}");
        }
        all.extend(lost);
    }
    let step = (all.len() / TIMED).max(1);
    let sample: Vec<&Lost> = all.iter().step_by(step).collect();
    if maps.len() < MANY {
        let made_up = made_up(&texts);
        let maps: Vec<TextMap<'_>> = made_up.iter().map(TextMap::new).collect();
        time_many(&maps, &sample, &names);
    } else {
        time_many(&maps, &sample, &names);
    }
}

/// A passage that an article lost: the changed words, and where the right ones stand.
struct Lost {
    words: String,
    folded: String,
    article: usize,
    place: Range<usize>,
}

/// Passages changed in one way. Those that stand in an article by chance when they are changed are
/// left out: they are not lost.
fn lost(maps: &[TextMap<'_>], change: usize) -> Vec<Lost> {
    let mut random = Random(7);
    let mut lost = Vec::new();
    for _ in 0..TRIES {
        if lost.len() == PASSAGES {
            break;
        }
        let article = random.below(maps.len());
        let text = &maps[article].document.text;
        let words: Vec<&str> = text.split_whitespace().collect();
        let length = random.between(WORDS.0, WORDS.1);
        let start = random.below(words.len().saturating_sub(length));
        let Some(chosen) = words.get(start..start + length) else { continue };
        let Some(words) = (CHANGES[change].1)(chosen, &mut random) else { continue };
        let at = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        let place = at(chosen[0])..at(chosen[length - 1]) + chosen[length - 1].len();
        let stands_once = anchor(&maps[article], &part(text.slice(place.clone())));
        let folded = fold(&words).text;
        let finder = memchr::memmem::Finder::new(&folded);
        let stands = |map: &TextMap<'_>| {
            let found = anchor(map, &part(&words)).unwrap_or_default();
            found.first().is_some_and(|found| {
                letters(map.document.text.slice(found.bytes())).eq(letters(&words))
            })
        };
        let mut others = maps.iter().enumerate().filter(|(number, _)| *number != article);
        if stands_once == Ok(vec![Place::new(place.clone())])
            && !stands(&maps[article])
            && !others.any(|(_, map)| finder.find(map.folded().text.as_bytes()).is_some())
        {
            lost.push(Lost { words, folded, article, place });
        }
    }
    lost
}

/// What of a text must be the same, letter for letter, where a passage stands.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// What became of lost passages.
struct Outcome {
    passages: usize,
    elsewhere: usize,
    first: usize,
    median: Duration,
    most_of_all: Duration,
    misses: Vec<(String, String)>,
}

impl Outcome {
    fn of(lost: &[Lost], maps: &[TextMap<'_>], names: &KnownNames) -> Self {
        let folded: Vec<&str> = lost.iter().map(|lost| lost.folded.as_str()).collect();
        let all = NearMatches::new(maps, names, &folded);
        let mut times: Vec<Duration> = Vec::new();
        let (mut elsewhere, mut first, mut misses) = (0, 0, Vec::new());
        for passage in lost {
            let own = passage.article;
            elsewhere += usize::from(anchor(&maps[own], &part(&passage.words)).is_ok());
            let begun = Instant::now();
            let one = NearMatches::new(&maps[own..=own], names, &[&passage.folded]);
            std::hint::black_box(one.find(&passage.folded, Some(0)));
            times.push(begun.elapsed());
            let near = all.find(&passage.folded, Some(own));
            if near.first().is_some_and(|near| is_place(near, passage)) {
                first += 1;
            } else {
                let there = near.first().map_or("nothing", |near| near.printed.as_str());
                misses.push((passage.words.clone(), there.to_owned()));
            }
        }
        times.sort();
        let after = |percent: usize| times.get(times.len() * percent / 100).copied();
        Self {
            passages: lost.len(),
            elsewhere,
            first,
            median: after(50).unwrap_or_default(),
            most_of_all: after(99).unwrap_or_default(),
            misses,
        }
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = 100.0 * self.first as f64 / self.passages.max(1) as f64;
        write!(
            f,
            "{} | {} | {share:.2} % | {:.2?} | {:.2?}",
            self.passages, self.elsewhere, self.median, self.most_of_all
        )
    }
}

/// Whether a near match is the place of a lost passage, by more than a half.
fn is_place(near: &NearMatch, lost: &Lost) -> bool {
    let (a, b) = (&near.range, &lost.place);
    let shared = a.end().min(b.end).saturating_sub(a.start().max(b.start));
    near.article == lost.article && 2 * shared > a.end().max(b.end) - a.start().min(b.start)
}

/// The time for a passage over many articles, sought alone and with others.
fn time_many(maps: &[TextMap<'_>], sample: &[&Lost], names: &KnownNames) {
    let mut alone: Vec<Duration> = Vec::new();
    for passage in sample {
        let begun = Instant::now();
        let near = NearMatches::new(maps, names, &[&passage.folded]);
        std::hint::black_box(near.find(&passage.folded, Some(passage.article)));
        alone.push(begun.elapsed());
    }
    alone.sort();
    let passages: Vec<&str> = sample.iter().map(|passage| passage.folded.as_str()).collect();
    let begun = Instant::now();
    let near = NearMatches::new(maps, names, &passages);
    for passage in sample {
        std::hint::black_box(near.find(&passage.folded, Some(passage.article)));
    }
    let count = passages.len().max(1);
    println!(
        "\n{} articles: one lost passage {:.1?} (median), {:.1?} (99 %); each of {count} {:.2?}",
        maps.len(),
        alone.get(count / 2).copied().unwrap_or_default(),
        alone.get(count * 99 / 100).copied().unwrap_or_default(),
        begun.elapsed() / u32::try_from(count).unwrap_or(1),
    );
}

/// Many articles of the sentences of some, in another order.
fn made_up(texts: &[Document]) -> Vec<Document> {
    let mut random = Random(11);
    let sentences: Vec<&str> = texts
        .iter()
        .flat_map(|document| document.text.split_inclusive(". "))
        .flat_map(str::lines)
        .collect();
    let article = |_| {
        let mut text = String::new();
        while text.len() < BYTES {
            text.push_str(sentences[random.below(sentences.len())].trim());
            text.push_str(if random.below(5) == 0 { "\n\n" } else { " " });
        }
        document(&text)
    };
    (0..MANY).map(article).collect()
}

/// The files of a folder, without their front matter.
fn texts(folder: &Path) -> Vec<Document> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", folder.display()))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
        document(body.map_or(&text, |(_, body)| body))
    };
    paths.into_iter().map(read).collect()
}

fn document(text: &str) -> Document {
    let mut sources = SourceSet::default();
    let id = sources.add(SourceFile::from_bytes(String::new(), text.as_bytes().to_vec()));
    parse(id, text, 0, WikiLinks::Off, &mut Diagnostics::default())
}

fn part(text: &str) -> Vec<QuotedPart> {
    vec![QuotedPart { text: text.to_owned(), strong: Vec::new() }]
}
