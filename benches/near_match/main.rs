//! Changes passages of real texts as authors and editors do, and looks whether the place that was
//! meant is the first near match; and how long that takes.
//!
//! `cargo bench --bench near_match [-- FOLDER]`: the texts are the files of a folder, by default
//! those of `content/articles`.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::panic,
    reason = "a program of its own: it reads texts, takes the time and prints a table"
)]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::panic,
    reason = "a bench reads texts, takes the time, prints, and stops where it cannot"
)]

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sidenote::diagnostic::Diagnostics;
use sidenote::parse::document::Document;
use sidenote::parse::fold::fold;
use sidenote::parse::markdown::{WikiLinks, parse};
use sidenote::parse::note::QuotedPart;
use sidenote::resolve::anchor::anchor;
use sidenote::resolve::near_match::{Names, NearMatches};
use sidenote::resolve::text_map::TextMap;
use sidenote::source::{SourceFile, SourceSet};

/// How many passages each kind of change is tried on.
const PASSAGES: usize = 2_000;

/// Numbers that look random and are the same in each run: SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap_or(0)
    }

    fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most.saturating_sub(least) + 1)
    }
}

/// A kind of change: gives the changed words, where it can be made.
type Change = fn(&[&str], &mut Random) -> Option<String>;

const CHANGES: &[(&str, Change)] = &[
    ("typo", typo),
    ("words swapped", words_swapped),
    ("word changed", word_changed),
    ("word dropped", word_dropped),
    ("clause dropped", clause_dropped),
    ("British/American", spelling),
    ("case", case),
    ("sentence moved", sentence_moved),
    ("digit changed", digit),
    ("negation dropped", negation),
];

fn replaced(words: &[&str], at: usize, by: &str) -> String {
    let mut words: Vec<&str> = words.to_vec();
    words[at] = by;
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn typo(words: &[&str], random: &mut Random) -> Option<String> {
    let at = random.below(words.len());
    let mut letters: Vec<char> = words[at].chars().collect();
    if letters.len() < 4 {
        return None;
    }
    let place = random.between(1, letters.len() - 2);
    match random.below(4) {
        0 => letters[place] = char::from(b'a' + u8::try_from(random.below(26)).ok()?),
        1 => letters.swap(place, place + 1),
        2 => {
            letters.remove(place);
        }
        _ => letters.insert(place, letters[place]),
    }
    Some(replaced(words, at, &letters.into_iter().collect::<String>()))
}

fn words_swapped(words: &[&str], random: &mut Random) -> Option<String> {
    let mut words = words.to_vec();
    let at = random.below(words.len() - 1);
    words.swap(at, at + 1);
    Some(words.join(" "))
}

fn word_changed(words: &[&str], random: &mut Random) -> Option<String> {
    const OTHERS: &[&str] =
        &["yesterday", "however", "large", "measure", "officials", "said", "new"];
    let at = random.below(words.len());
    Some(replaced(words, at, OTHERS[random.below(OTHERS.len())]))
}

fn word_dropped(words: &[&str], random: &mut Random) -> Option<String> {
    let at = random.between(1, words.len() - 2);
    Some(replaced(words, at, ""))
}

fn clause_dropped(words: &[&str], random: &mut Random) -> Option<String> {
    let length = random.between(3, (words.len() * 2 / 5).max(3));
    let start = random.between(2, words.len().checked_sub(length + 2)?);
    if start + length + 2 > words.len() {
        return None;
    }
    Some([&words[..start], &words[start + length..]].concat().join(" "))
}

fn spelling(words: &[&str], _: &mut Random) -> Option<String> {
    const PAIRS: &[(&str, &str)] = &[
        ("isation", "ization"),
        ("ization", "isation"),
        ("ising", "izing"),
        ("izing", "ising"),
        ("ised", "ized"),
        ("ized", "ised"),
        ("ence ", "ense "),
        ("ense ", "ence "),
        ("our ", "or "),
        ("avour", "avor"),
        ("abour", "abor"),
        ("olour", "olor"),
        ("entre", "enter"),
        ("enter", "entre"),
        ("ogramme", "ogram"),
        ("elling", "eling"),
        ("illance", "illence"),
        ("analys", "analyz"),
        ("judgement", "judgment"),
        ("grey", "gray"),
        ("towards", "toward"),
        ("learnt", "learned"),
        ("ministry", "Ministry"),
        ("U.S.", "US"),
    ];
    let text = format!("{} ", words.join(" "));
    let (old, new) = PAIRS.iter().find(|(old, _)| text.contains(old))?;
    Some(text.replacen(old, new, 1).trim().to_owned())
}

fn case(words: &[&str], random: &mut Random) -> Option<String> {
    let text = words.join(" ");
    Some(if random.below(2) == 0 { text.to_uppercase() } else { text.to_lowercase() })
}

fn sentence_moved(words: &[&str], _: &mut Random) -> Option<String> {
    let end = words.iter().position(|word| word.ends_with('.'))? + 1;
    if end < 3 || end + 3 > words.len() {
        return None;
    }
    Some([&words[end..], &words[..end]].concat().join(" "))
}

fn digit(words: &[&str], random: &mut Random) -> Option<String> {
    let with: Vec<usize> =
        (0..words.len()).filter(|&at| words[at].contains(|c: char| c.is_ascii_digit())).collect();
    let at = *with.get(random.below(with.len()))?;
    let mut changed = false;
    let word: String = words[at]
        .chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) if !changed => {
                changed = true;
                char::from_digit((digit + 1) % 10, 10).unwrap_or('0')
            }
            _ => c,
        })
        .collect();
    Some(replaced(words, at, &word))
}

fn negation(words: &[&str], _: &mut Random) -> Option<String> {
    let inner = 1..words.len() - 1;
    let at = inner.clone().find(|&at| matches!(words[at], "not" | "no" | "never" | "cannot"))?;
    Some(replaced(words, at, if words[at] == "cannot" { "can" } else { "" }))
}

fn texts(folder: &Path) -> Vec<(PathBuf, Document)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", folder.display()))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text =
                String::from_utf8_lossy(&std::fs::read(&path).unwrap_or_default()).into_owned();
            let body = match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"))
            {
                Some((_, body)) => body,
                None => &text,
            };
            (path, document(body))
        })
        .collect()
}

fn document(text: &str) -> Document {
    let mut sources = SourceSet::default();
    let id = sources.add(SourceFile::from_bytes(String::new(), text.as_bytes().to_vec()));
    parse(id, text, 0, WikiLinks::Off, &mut Diagnostics::default())
}

fn part(text: &str) -> Vec<QuotedPart> {
    vec![QuotedPart { text: text.to_owned(), strong: Vec::new() }]
}

/// Whether two places are the same by more than a half.
fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    2 * shared > a.end.max(b.end) - a.start.min(b.start)
}

fn main() {
    let folder = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"))
        .unwrap_or_else(|| "content/articles".to_owned());
    let texts = texts(Path::new(&folder));
    let maps: Vec<TextMap<'_>> = texts.iter().map(|(_, document)| TextMap::new(document)).collect();
    let bytes: usize = maps.iter().map(|map| map.document.text.len()).sum();
    println!("{} texts, {} kB", maps.len(), bytes / 1000);
    println!(
        "{:<18} {:>8} {:>8} {:>8} {:>9} {:>9} {:>9}",
        "change", "passages", "first", "false", "median", "p99", "most"
    );
    let names = Names::default();
    let mut failed: Vec<(usize, String)> = Vec::new();
    for (name, change) in CHANGES {
        let mut random = Random(7);
        let (mut tried, mut first, mut wrong) = (0, 0, 0);
        let mut times: Vec<Duration> = Vec::new();
        let mut misses: BTreeMap<String, String> = BTreeMap::new();
        for _ in 0..PASSAGES * 60 {
            if tried == PASSAGES {
                break;
            }
            let own = random.below(maps.len());
            let text = &maps[own].document.text;
            let words: Vec<(usize, &str)> = text
                .split_whitespace()
                .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
                .collect();
            let length = random.between(8, 40);
            let start = random.below(words.len().saturating_sub(length));
            let Some(chosen) = words.get(start..start + length) else { continue };
            let place = chosen[0].0..chosen[length - 1].0 + chosen[length - 1].1.len();
            if anchor(&maps[own], &part(&text[place.clone()])) != Ok(vec![place.clone()]) {
                continue;
            }
            let chosen: Vec<&str> = chosen.iter().map(|(_, word)| *word).collect();
            let Some(changed) = change(&chosen, &mut random) else { continue };
            let folded = fold(&changed).text;
            if folded == fold(&text[place.clone()]).text {
                continue;
            }
            tried += 1;
            // Words that by chance stand elsewhere resolve there, and rightly so.
            if let Ok(parts) = anchor(&maps[own], &part(&changed))
                && fold(&text[parts[0].clone()]).text.trim() != folded.trim()
            {
                wrong += 1;
            }
            let begun = Instant::now();
            let own_map = &maps[own..=own];
            let near = NearMatches::new(own_map, &names, &[&folded]).find(&folded, Some(0));
            times.push(begun.elapsed());
            let near_all = NearMatches::new(&maps, &names, &[&folded]).find(&folded, Some(own));
            let found = near_all
                .first()
                .is_some_and(|near| near.article == own && overlap(&near.range, &place));
            first += usize::from(found);
            if !found {
                let there = near_all.first().map_or("nothing", |near| near.printed.as_str());
                misses.insert(changed.clone(), format!("{there} ({})", near.len()));
            }
            failed.push((own, folded));
        }
        times.sort();
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        let p99 = times.get(times.len() * 99 / 100).copied().unwrap_or_default();
        println!(
            "{name:<18} {tried:>8} {:>7.2}% {wrong:>8} {median:>9.1?} {p99:>9.1?} {:>9.1?}",
            100.0 * f64::from(first as u32) / f64::from(tried.max(1) as u32),
            times.last().copied().unwrap_or_default(),
        );
        if std::env::var_os("SHOW_MISSES").is_some() {
            for (changed, found) in misses.iter().take(5) {
                println!("    {changed}\n      → {found}");
            }
        }
    }
    many(&texts, &failed, &names);
}

/// The time over a thousand articles of about 5 kB, made of the same sentences in another order.
fn many(texts: &[(PathBuf, Document)], failed: &[(usize, String)], names: &Names) {
    let mut random = Random(11);
    let sentences: Vec<&str> = texts
        .iter()
        .flat_map(|(_, document)| document.text.split_inclusive(". "))
        .flat_map(str::lines)
        .collect();
    let documents: Vec<Document> = (0..1_000)
        .map(|_| {
            let mut text = String::new();
            while text.len() < 5_000 {
                text.push_str(sentences[random.below(sentences.len())].trim());
                text.push_str(if random.below(5) == 0 { "\n\n" } else { " " });
            }
            document(&text)
        })
        .collect();
    let maps: Vec<TextMap<'_>> = documents.iter().map(TextMap::new).collect();
    let mut alone: Vec<Duration> = Vec::new();
    let sample: Vec<&(usize, String)> =
        failed.iter().step_by((failed.len() / 100).max(1)).collect();
    for (_, passage) in &sample {
        let begun = Instant::now();
        let near = NearMatches::new(&maps, names, &[passage]);
        std::hint::black_box(near.find(passage, Some(500)));
        alone.push(begun.elapsed());
    }
    alone.sort();
    let passages: Vec<&str> = sample.iter().map(|(_, passage)| passage.as_str()).collect();
    let begun = Instant::now();
    let near = NearMatches::new(&maps, names, &passages);
    for passage in &passages {
        std::hint::black_box(near.find(passage, Some(500)));
    }
    let together = begun.elapsed() / u32::try_from(passages.len()).unwrap_or(1);
    println!(
        "1,000 articles: one failed passage {:.1?} (median), {:.1?} (most); each of {} together {together:.1?}",
        alone[alone.len() / 2],
        alone[alone.len() - 1],
        passages.len(),
    );
}
