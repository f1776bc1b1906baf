//! What authors, editors and typesetters do to the words of a passage.

/// Numbers that look random and are the same in each run: SplitMix64.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap_or(0)
    }

    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most.saturating_sub(least) + 1)
    }
}

/// A kind of change: gives the changed words, where it can be made.
type Change = fn(&[&str], &mut Random) -> Option<String>;

pub(crate) const CHANGES: &[(&str, Change)] = &[
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

/// A letter of a word that is another, twice there, missing, or in the place of the next.
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

/// Two words that change places.
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

/// Three words or more, up to two in five, from the middle.
fn clause_dropped(words: &[&str], random: &mut Random) -> Option<String> {
    let length = random.between(3, (words.len() * 2 / 5).max(3));
    let start = random.between(2, words.len().checked_sub(length + 2)?);
    if start + length + 2 > words.len() {
        return None;
    }
    Some([&words[..start], &words[start + length..]].concat().join(" "))
}

fn spelling(words: &[&str], random: &mut Random) -> Option<String> {
    const PAIRS: &[(&str, &str)] = &[
        ("isation", "ization"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ise ", "ize "),
        ("fence", "fense"),
        ("cence ", "cense "),
        ("our ", "or "),
        ("avour", "avor"),
        ("abour", "abor"),
        ("olour", "olor"),
        ("ehaviour", "ehavior"),
        ("centre", "center"),
        ("metre", "meter"),
        ("rogramme", "rogram"),
        ("elling", "eling"),
        ("elled", "eled"),
        ("nalyse", "nalyze"),
        ("judgement", "judgment"),
        ("grey", "gray"),
        ("owards", "oward"),
        ("learnt", "learned"),
        ("kerb", "curb"),
        ("tonnes", "tons"),
        ("plough", "plow"),
        ("U.S.", "US"),
        ("per cent", "percent"),
    ];
    let text = format!("{} ", words.join(" "));
    let first = random.below(PAIRS.len());
    let pairs = PAIRS[first..].iter().chain(&PAIRS[..first]);
    let (old, new) = pairs
        .flat_map(|&(british, american)| [(british, american), (american, british)])
        .find(|(old, _)| text.contains(old))?;
    Some(text.replacen(old, new, 1).trim().to_owned())
}

fn case(words: &[&str], random: &mut Random) -> Option<String> {
    let text = words.join(" ");
    Some(if random.below(2) == 0 { text.to_uppercase() } else { text.to_lowercase() })
}

/// A sentence's beginning after its successor.
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
    let is_negation =
        |word: &str| matches!(word, "not" | "no" | "never" | "cannot" | "without" | "nor");
    let at = (1..words.len() - 1).find(|&at| is_negation(words[at]))?;
    Some(replaced(words, at, if words[at] == "cannot" { "can" } else { "" }))
}
