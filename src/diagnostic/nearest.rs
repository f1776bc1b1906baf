//! What an author may have meant by a word that is not known.

use foldhash::{HashMap, HashMapExt};

/// Longer words are not compared: no id, key or slug is as long, and the time for one word stays
/// bounded whatever it is.
const LONGEST: usize = 100;

/// The best of `candidates` for what was typed as `word`, as `did you mean …?`; nothing where
/// none is near.
#[must_use]
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(word, candidates).map(meant)
}

/// The candidate that is one slip away; else the one that goes on where the word ends, or ends where
/// the word goes on, give or take its last letter; else the one with the fewest changed letters, at
/// most a third of the word's. Of equals it is the first in alphabetical order. What has more than
/// 100 letters is near to nothing.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.chars().nth(LONGEST).is_some() {
        return None;
    }
    let search = Search::new(word);
    let mut best: Option<(Nearness, &str)> = None;
    for candidate in candidates {
        if let Some(nearness) = search.nearness(candidate, best.map(|(nearness, _)| nearness))
            && best.is_none_or(|best| (nearness, candidate) < best)
        {
            best = Some((nearness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Words among which several are sought: what tells most of them apart from a word is found out once.
#[derive(Debug, Clone, Default)]
pub struct KnownWords {
    /// In the order of their lengths.
    words: Vec<KnownWord>,
    /// The numbers of those that begin with three letters.
    by_beginning: HashMap<[char; 3], Vec<usize>>,
}

#[derive(Debug, Clone)]
struct KnownWord {
    word: String,
    length: usize,
    letters: u64,
}

impl KnownWords {
    /// All that there are.
    #[must_use]
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let known = |word: &str| KnownWord {
            length: word.chars().count(),
            letters: letter_set(word.chars().map(lower)),
            word: word.to_owned(),
        };
        let mut words: Vec<KnownWord> = words.into_iter().map(known).collect();
        words.retain(|known| known.length <= LONGEST);
        words.sort_by_key(|known| known.length);
        let mut by_beginning: HashMap<[char; 3], Vec<usize>> = HashMap::new();
        for (number, known) in words.iter().enumerate() {
            if let Some(beginning) = beginning(&known.word) {
                by_beginning.entry(beginning).or_default().push(number);
            }
        }
        Self { words, by_beginning }
    }

    /// The same as [`nearest`], of those that `fits`.
    #[must_use]
    pub fn nearest(&self, word: &str, fits: impl Fn(&str) -> bool) -> Option<&str> {
        if word.chars().nth(LONGEST).is_some() {
            return None;
        }
        let search = Search::new(word);
        let mut best: Option<(Nearness, &str)> = None;
        let hold = |known: &'_ KnownWord, best: Option<(Nearness, &str)>| {
            let nearness = search.nearness(&known.word, best.map(|(nearness, _)| nearness))?;
            let is_best = best.is_none_or(|best| (nearness, known.word.as_str()) < best);
            (is_best && fits(&known.word)).then_some(nearness)
        };
        let alike = beginning(word).and_then(|beginning| self.by_beginning.get(&beginning));
        for known in alike.into_iter().flatten().filter_map(|number| self.words.get(*number)) {
            if let Some(nearness) = hold(known, best) {
                best = Some((nearness, &known.word));
            }
        }
        let from = self.words.partition_point(|it| it.length + search.allowed < search.length);
        let near = self.words.iter().skip(from);
        for known in near.take_while(|it| it.length <= search.length + search.allowed) {
            let limit = search.limit(best.map(|(nearness, _)| nearness));
            if search.may_be_within(known.length, known.letters, limit)
                && let Some(nearness) = hold(known, best)
            {
                best = Some((nearness, &known.word));
            }
        }
        best.map(|(_, word)| word)
    }

    /// The same as [`did_you_mean`], of those that `fits`.
    #[must_use]
    pub fn did_you_mean(&self, word: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
        self.nearest(word, fits).map(meant)
    }
}

fn beginning(word: &str) -> Option<[char; 3]> {
    let mut letters = word.chars().map(lower);
    Some([letters.next()?, letters.next()?, letters.next()?])
}

fn meant(word: &str) -> String {
    format!("did you mean `{word}`?")
}

/// How near a candidate is, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// At most one letter is changed, or two neighbours have changed places.
    Slip(usize),
    /// The two begin alike: how many letters follow in both together.
    Beginning(usize),
    /// So many letters are changed.
    Changed(usize),
}

/// The word that is sought, in small letters, against which candidates are held one by one.
struct Search {
    word: String,
    length: usize,
    letters: u64,
    allowed: usize,
}

impl Search {
    fn new(word: &str) -> Self {
        let word: String = word.chars().map(lower).collect();
        let length = word.chars().count();
        Self { letters: letter_set(word.chars()), allowed: (length / 3).max(1), length, word }
    }

    /// How near a candidate is to the word, where that is near enough and may be nearer than
    /// `best`.
    fn nearness(&self, candidate: &str, best: Option<Nearness>) -> Option<Nearness> {
        let length = candidate.chars().count();
        if length > LONGEST {
            return None;
        }
        let beginning = self.beginning(candidate, length);
        let limit = if beginning.is_some() { 1 } else { self.limit(best) };
        match self.distance(candidate, length, limit) {
            Some(distance @ 0..=1) => Some(Nearness::Slip(distance)),
            Some(distance) => Some(Nearness::Changed(distance)),
            None => beginning,
        }
    }

    /// How many letters of a candidate may be changed, where one is found that is as near as `best`.
    fn limit(&self, best: Option<Nearness>) -> usize {
        match best {
            Some(Nearness::Slip(_) | Nearness::Beginning(_)) => 1,
            Some(Nearness::Changed(distance)) => distance.min(self.allowed),
            None => self.allowed,
        }
    }

    /// Whether at most `limit` letters can be changed, as far as that is cheap to see: each change
    /// alters the length by one at most, and mends at most one letter that only one of the two has.
    fn may_be_within(&self, length: usize, letters: u64, limit: usize) -> bool {
        let missing =
            (self.letters & !letters).count_ones().max((letters & !self.letters).count_ones());
        self.length.abs_diff(length) <= limit && missing as usize <= limit
    }

    /// Whether the shorter of the two, but for a fifth letter or a later one at its end, is how
    /// the longer one begins.
    fn beginning(&self, candidate: &str, length: usize) -> Option<Nearness> {
        let letters = candidate.chars().map(lower);
        let alike = self.word.chars().zip(letters).take_while(|(a, b)| a == b).count();
        let shorter = self.length.min(length);
        let near = alike >= 3 && alike == shorter || alike >= 4 && alike + 1 == shorter;
        near.then_some(Nearness::Beginning(self.length + length - 2 * alike))
    }

    /// How many letters are changed, where that is at most `limit`; a swap of neighbours counts
    /// once.
    fn distance(&self, candidate: &str, length: usize, limit: usize) -> Option<usize> {
        let letters = candidate.chars().map(lower);
        if !self.may_be_within(length, letter_set(letters.clone()), limit) {
            return None;
        }
        let distance = strsim::osa_distance(&self.word, &letters.collect::<String>());
        (distance <= limit).then_some(distance)
    }
}

fn lower(letter: char) -> char {
    if letter.is_ascii() {
        letter.to_ascii_lowercase()
    } else {
        letter.to_lowercase().next().unwrap_or(letter)
    }
}

/// Which letters a word has, by their last six bits.
fn letter_set(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0, |set, letter| set | 1 << (u32::from(letter) % 64))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_suggestion_is_near_or_not_made() {
        let keys = ["publisher", "published", "title"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Title", keys), Some("title"));
        assert_eq!(nearest("publish", keys), Some("published"));
        assert_eq!(nearest("weather", keys), None);
        assert_eq!(nearest("", keys), None);
        assert_eq!(did_you_mean("titel", keys).as_deref(), Some("did you mean `title`?"));
    }

    #[test]
    fn the_order_of_candidates_changes_nothing() {
        assert_eq!(nearest("cat", ["cart", "bat", "car"]), Some("bat"));
        assert_eq!(nearest("cat", ["car", "cart", "bat"]), Some("bat"));
        assert_eq!(nearest("wire", ["wires", "wir", "wire"]), Some("wire"));
    }

    #[test]
    fn swaps_count_once() {
        assert_eq!(nearest("hte", ["the"]), Some("the"));
        assert_eq!(nearest("aritcle", ["article"]), Some("article"));
        assert_eq!(nearest("海康威视", ["海康视威"]), Some("海康视威"));
    }

    #[test]
    fn a_beginning_is_enough() {
        assert_eq!(
            nearest("xin", ["xinjiang-production-corps"]),
            Some("xinjiang-production-corps")
        );
        assert_eq!(nearest("xi", ["xinjiang-production-corps"]), None);
        assert_eq!(nearest("herald-2019-report", ["herald", "wire"]), Some("herald"));
        assert_eq!(nearest("newsroom", ["new-york-times"]), None);
    }

    #[test]
    fn a_beginning_says_more_than_many_changed_letters_and_less_than_a_slip() {
        assert_eq!(nearest("quotation", ["question", "quote", "note"]), Some("quote"));
        assert_eq!(nearest("titel", ["tit", "title"]), Some("title"));
        assert_eq!(nearest("quotation", ["quotations", "quote"]), Some("quotations"));
    }

    #[test]
    fn a_word_beyond_measure_is_near_to_nothing() {
        let word = "é".repeat(1_000_000);
        assert_eq!(nearest(&word, [word.as_str(), "title"]), None);
    }

    proptest! {
        #[test]
        fn of_many_the_same_is_nearest(
            words in prop::collection::vec("[ab]{0,3}[a-dA-Cé]{0,6}", 0..30),
            word in "[ab]{0,3}[a-dA-Cé]{0,6}",
        ) {
            let known = KnownWords::new(words.iter().map(String::as_str));
            let all = words.iter().map(String::as_str);
            prop_assert_eq!(known.nearest(&word, |_| true), nearest(&word, all.clone()));
            let fits = |it: &str| it.len().is_multiple_of(2);
            prop_assert_eq!(known.nearest(&word, fits), nearest(&word, all.filter(|it| fits(it))));
        }

        #[test]
        fn one_slip_is_always_understood(
            word in "[A-Za-z0-9é海-]{3,40}",
            at in 0usize..40,
            letter in "[a-z海]",
            slip in 0usize..4,
        ) {
            let mut letters: Vec<char> = word.chars().collect();
            let at = at % (letters.len() - 1);
            let letter = letter.chars().next().unwrap();
            match slip {
                0 => letters[at] = letter,
                1 => letters.insert(at, letter),
                2 => { letters.remove(at); }
                _ => letters.swap(at, at + 1),
            }
            let typed: String = letters.into_iter().collect();
            prop_assert_eq!(nearest(&typed, ["===============", &word]), Some(word.as_str()));
        }
    }
}
