//! Sentences of texts, damaged in the ways in which quotations are.

use std::path::Path;

/// A quotation, and the verdict that it should get.
pub(super) struct Quoted {
    pub(super) verdict: &'static str,
    words: String,
    says: &'static str,
}

impl Quoted {
    fn new(verdict: &'static str, words: impl Into<String>) -> Self {
        Self { verdict, words: words.into(), says: "" }
    }

    /// As it stands in a draft, a paragraph of its own.
    pub(super) fn paragraph(&self) -> String {
        match self.says {
            "" => format!("It was put like this: “{}”", self.words),
            says => format!("“{}” said {says}.", self.words),
        }
    }
}

/// Numbers that look random and are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }
}

/// The sentences of the articles in a folder that have no quotation marks in them.
fn sentences(folder: &Path) -> Vec<String> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    let mut sentences = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path).unwrap();
        let body = text.split_once("\n---\n").unwrap().1;
        for sentence in body.split(['\n']).flat_map(|line| line.split_inclusive(". ")) {
            let sentence = sentence.trim();
            let plain = !sentence.contains(['“', '”']) && sentence.ends_with('.');
            if plain && sentence.split(' ').count() >= 6 {
                sentences.push(sentence.to_owned());
            }
        }
    }
    sentences
}

/// Quotations of every verdict that a draft of whole reports can get.
pub(super) fn quoted(folder: &Path) -> Vec<Quoted> {
    let sentences = sentences(folder);
    let mut random = Random(11);
    let mut all = Vec::new();
    for sentence in &sentences {
        all.push(Quoted::new("exact", sentence));
        all.extend(typographic(sentence).into_iter().map(|it| Quoted::new("typographic", it)));
        all.extend(altered(sentence, &mut random).into_iter().map(|it| Quoted::new("altered", it)));
        all.extend(cut(sentence).into_iter().map(|it| Quoted::new("cut", it)));
    }
    all.extend(
        MISATTRIBUTED.iter().map(|(words, says)| Quoted {
            says,
            ..Quoted::new("misattributed", format!("{words},"))
        }),
    );
    all.extend(ABSENT.iter().map(|words| Quoted::new("absent", *words)));
    all
}

fn typographic(sentence: &str) -> Vec<String> {
    let mut changed = Vec::new();
    let first = sentence.chars().next().unwrap();
    if !sentence.starts_with("I ") {
        changed.push(format!("{}{}", first.to_lowercase(), &sentence[first.len_utf8()..]));
    }
    changed.push(format!("{},", sentence.trim_end_matches('.')));
    if sentence.contains('\'') {
        changed.push(sentence.replace('\'', "’"));
    }
    if sentence.contains("--") {
        changed.push(sentence.replace("--", "—"));
    }
    changed
}

/// As authors, editors and typesetters change words: one changed, dropped, put in, two that change places,
/// a letter, a figure, a negation.
fn altered(sentence: &str, random: &mut Random) -> Vec<String> {
    const OTHERS: &[&str] = &["yesterday", "however", "large", "measure", "officials", "new"];
    let words: Vec<&str> = sentence.split(' ').collect();
    let inner = |random: &mut Random| 1 + random.below(words.len() - 2);
    let mut changed = Vec::new();
    let with = |at: usize, by: &[&str], drop: usize| -> String {
        let mut words = words.clone();
        words.splice(at..at + drop, by.iter().copied());
        words.join(" ")
    };
    let at = inner(random);
    if words[at].len() > 4 && !words[at].ends_with([',', ';', ':']) {
        changed.push(with(at, &[OTHERS[random.below(OTHERS.len())]], 1));
        let letters: String = words[at].chars().rev().collect();
        if letters != words[at] {
            changed.push(with(at, &[&letters], 1));
        }
    }
    let at = inner(random);
    if words[at] != words[at - 1] && words[at].chars().all(char::is_alphabetic) {
        changed.push(with(at, &[], 1));
    }
    changed.push(with(inner(random), &[OTHERS[random.below(OTHERS.len())]], 0));
    let at = inner(random);
    if at + 1 < words.len() - 1
        && words[at] != words[at + 1]
        && words[at..at + 2].iter().all(|it| it.chars().all(char::is_alphabetic))
    {
        changed.push(with(at, &[words[at + 1], words[at]], 2));
    }
    if let Some(at) = words.iter().position(|word| matches!(*word, "not" | "never" | "no")) {
        changed.push(with(at, &[], 1));
    }
    if let Some(digit) = sentence.find(|c: char| c.is_ascii_digit()) {
        let other = if sentence[digit..].starts_with('9') { '4' } else { '9' };
        let mut figures = sentence.to_owned();
        figures.replace_range(digit..=digit, &other.to_string());
        changed.push(figures);
    }
    changed
}

/// Up to a condition, and from a denial on.
fn cut(sentence: &str) -> Vec<String> {
    let mut cuts = Vec::new();
    for turn in [", but ", ", unless ", ", though ", " if ", " unless "] {
        if let Some((before, _)) = sentence.split_once(turn) {
            let before = before.trim_end_matches(',');
            if before.split(' ').count() >= 4 {
                cuts.push(before.to_owned());
            }
        }
    }
    for denial in [" not ", " never ", " cannot "] {
        if let Some((_, after)) = sentence.split_once(denial) {
            let after = after.trim_end_matches('.');
            let adds = after.starts_with("only") || after.starts_with("to ");
            if after.split(' ').count() >= 4 && !adds {
                cuts.push(after.to_owned());
            }
        }
    }
    cuts
}

const MISATTRIBUTED: &[(&str, &str)] = &[
    ("Our children go to school on that boat, and our sick go to hospital on it", "Ada Roe"),
    ("It is not a luxury for us, it is a road", "Carl Dahl"),
    ("It is not a luxury for us, it is a road", "Mona Berg"),
    ("We cannot pay for a boat that nobody uses in winter", "Tom Hale"),
    ("Nobody asked us before the vote", "Tom Hale"),
    ("Nobody asked us before the vote", "Ada Roe"),
    (
        "If the boat stops in May, we will have to fly out every patient who needs a surgeon",
        "Carl Dahl",
    ),
    ("I will look at the figures, but I make no promise today", "Ada Roe"),
    ("I will look at the figures, but I make no promise today", "Mona Berg"),
    ("but we will keep it running if the state helps us", "Carl Dahl"),
];

const ABSENT: &[&str] = &[
    "The lighthouse keeper painted every window green before breakfast",
    "Our orchestra has sold more tickets than any football club this season",
    "Bread prices fell for the third month in a row, bakers say",
    "A comet visible to the naked eye surprised astronomers in Chile",
    "She inherited three violins and a debt from her uncle in Prague",
    "Vaccines against the fever reached the mountain villages by mule",
    "The judge dismissed every complaint about the noisy parrot",
    "Coral reefs recover faster where sharks are protected",
    "His memoir devotes one chapter to pickled herring",
    "Thieves took the museum's clocks and left its paintings",
    "Engineers drained the tunnel with pumps borrowed from a brewery",
    "Snow closed both runways shortly after midnight",
    "Teachers ask for smaller classes and longer holidays",
    "Banks raised their fees twice since the merger",
    "The novel prize went to a poet from Lagos",
];
