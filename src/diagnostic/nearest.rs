//! What an author may have meant by a word that is not known.

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
    nearest(word, candidates).map(|best| format!("did you mean `{best}`?"))
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
        let limit = match (beginning, best) {
            (Some(_), _) | (_, Some(Nearness::Slip(_) | Nearness::Beginning(_))) => 1,
            (None, Some(Nearness::Changed(distance))) => distance.min(self.allowed),
            (None, None) => self.allowed,
        };
        match self.distance(candidate, length, limit) {
            Some(distance @ 0..=1) => Some(Nearness::Slip(distance)),
            Some(distance) => Some(Nearness::Changed(distance)),
            None => beginning,
        }
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
        // Most candidates are told apart by what is cheap to see: each change alters the length
        // by one at most, and mends at most one letter that only one of the two has.
        if self.length.abs_diff(length) > limit {
            return None;
        }
        let letters = candidate.chars().map(lower);
        let set = letter_set(letters.clone());
        let missing = (self.letters & !set).count_ones().max((set & !self.letters).count_ones());
        if missing as usize > limit {
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
