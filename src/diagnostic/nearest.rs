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

/// The candidate with the fewest changed letters, at most a third of the word's, or else the one
/// that goes on where the word ends; of equals the first in alphabetical order. A word of more
/// than 100 letters is near to nothing.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.chars().nth(LONGEST).is_some() {
        return None;
    }
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let mut search = Search { allowed: (word.len() / 3).max(1), word, ..Search::default() };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let limit = best.map_or(usize::MAX, |(distance, _)| distance);
        if let Some(distance) = search.distance(candidate, limit)
            && best.is_none_or(|best| (distance, candidate) < best)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The word that is sought, and the room in which candidates are held against it one by one.
#[derive(Default)]
struct Search {
    word: Vec<char>,
    allowed: usize,
    candidate: Vec<char>,
    rows: [Vec<usize>; 3],
}

impl Search {
    /// How far a candidate is from the word, where that is near enough and at most `limit`.
    fn distance(&mut self, candidate: &str, limit: usize) -> Option<usize> {
        if candidate.chars().nth(LONGEST).is_some() {
            return None;
        }
        let limit_for_others = limit.min(self.allowed);
        let length = candidate.chars().count();
        if length + limit_for_others < self.word.len() {
            return None;
        }
        self.candidate.clear();
        self.candidate.extend(candidate.chars().flat_map(char::to_lowercase));
        if self.word.len() >= 3 && self.candidate.starts_with(&self.word) {
            return Some(self.candidate.len() - self.word.len());
        }
        if self.candidate.len() > self.word.len() + limit_for_others {
            return None;
        }
        self.edit_distance(limit_for_others)
    }

    /// Edit distance over characters in which a swap of neighbours counts once (optimal string
    /// alignment), where it is at most `limit`.
    fn edit_distance(&mut self, limit: usize) -> Option<usize> {
        let (a, b) = (&self.word, &self.candidate);
        let [before, last, row] = &mut self.rows;
        last.clear();
        last.extend(0..=b.len());
        before.clear();
        before.resize(b.len() + 1, usize::MAX);
        let mut nearest_before = 0;
        for i in 1..=a.len() {
            row.clear();
            row.push(i);
            let mut nearest = i;
            for j in 1..=b.len() {
                let changed = usize::from(a[i - 1] != b[j - 1]);
                let mut best = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + changed);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(before[j - 2] + 1);
                }
                nearest = nearest.min(best);
                row.push(best);
            }
            // A swap reaches back over one row, so that two in a row must be too far.
            if nearest.min(nearest_before) > limit {
                return None;
            }
            nearest_before = nearest;
            std::mem::swap(before, last);
            std::mem::swap(last, row);
        }
        last.last().copied().filter(|&distance| distance <= limit)
    }
}

#[cfg(test)]
mod tests {
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
    }

    #[test]
    fn a_word_beyond_measure_is_near_to_nothing() {
        let word = "é".repeat(1_000_000);
        assert_eq!(nearest(&word, [word.as_str(), "title"]), None);
    }
}
