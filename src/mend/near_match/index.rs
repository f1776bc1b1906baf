//! Where the words of failed passages stand in the articles: so that only places which share
//! words with a passage are looked at closely.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::tokens::{is_word, number, tokens};
use crate::resolve::text_map::TextMap;
use crate::slice::Slice;

/// The occurrences, in all articles, of the words that are asked for.
pub struct WordIndex {
    postings: BTreeMap<u32, Vec<Posting>>,
}

/// An occurrence of a word: the article in the upper half, in the lower where it begins in the
/// folded text. One number, since they are put in order by the million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting(u64);

impl Posting {
    /// Nothing where a number does not fit.
    fn new(article: usize, byte: usize) -> Option<Self> {
        let (article, byte) = (u32::try_from(article).ok()?, u32::try_from(byte).ok()?);
        Some(Self(u64::from(article) << 32 | u64::from(byte)))
    }

    fn article(self) -> usize {
        (self.0 >> 32) as usize
    }

    fn byte(self) -> usize {
        (self.0 & u64::from(u32::MAX)) as usize
    }
}

/// Bytes that may stand between two words that follow each other.
const BETWEEN: usize = 3;

/// How many occurrences of words are passed over to find those that follow each other, for each that may
/// be looked at: to pass over one costs a hundredth of that.
const PASSED_OVER: usize = 128;

/// How much a stretch weighs at least, of the heaviest, to be looked at.
const LEAST_WEIGHT: f64 = 0.5;

/// A stretch of an article that shares words with a passage.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// Number of the article.
    pub article: usize,
    /// From the first shared word to the beginning of the last, in folded bytes.
    pub bytes: Range<usize>,
    /// How much they share; rare words count more.
    weight: f64,
}

/// The words that are asked for.
struct Wanted {
    /// Their numbers, in order.
    words: Vec<u32>,
    /// By the first letter, a bit for each length that one of them has: most words of an article
    /// are none of them, and this is the cheapest way to tell.
    lengths: [u64; 128],
    /// A bit for each number, by its lowest bits: the next cheapest.
    marks: Vec<u64>,
}

impl Wanted {
    fn new<'a>(passages: impl IntoIterator<Item = &'a str>) -> Self {
        let mut wanted = Self { words: Vec::new(), lengths: [0; 128], marks: vec![0; 1024] };
        for text in passages {
            for word in tokens(text).map(|token| text.slice(token)).filter(|word| is_word(word)) {
                if let Some((first, length)) = Self::place_of_length(word) {
                    wanted.lengths[first] |= length;
                }
                let word = number(word);
                wanted.marks[(word >> 6 & 1023) as usize] |= 1 << (word & 63);
                wanted.words.push(word);
            }
        }
        wanted.words.sort_unstable();
        wanted.words.dedup();
        wanted
    }

    /// The number of a word that is asked for.
    fn number(&self, word: &str) -> Option<u32> {
        if let Some((first, length)) = Self::place_of_length(word)
            && self.lengths[first] & length == 0
        {
            return None;
        }
        let word = number(word);
        let marked = self.marks[(word >> 6 & 1023) as usize] & 1 << (word & 63) != 0;
        (marked && self.words.binary_search(&word).is_ok()).then_some(word)
    }

    /// Where the bit of a word's length stands, where the word begins with one of the 128 letters:
    /// those keep their length without regard to case.
    fn place_of_length(word: &str) -> Option<(usize, u64)> {
        let first = word.bytes().next().filter(|_| word.is_ascii())?;
        Some((usize::from(first.to_ascii_lowercase()), 1 << word.len().min(63)))
    }
}

impl WordIndex {
    /// Notes where the words of `passages`, which are folded, stand in the articles.
    pub fn new<'a>(maps: &[TextMap<'_>], passages: impl IntoIterator<Item = &'a str>) -> Self {
        let wanted = Wanted::new(passages);
        let found: Vec<Vec<(u32, Posting)>> = maps
            .par_iter()
            .enumerate()
            .map(|(article, map)| {
                let mut found = Vec::new();
                each_word(&map.folded().text, |word, byte| {
                    let place = || Posting::new(article, byte);
                    found.extend(wanted.number(word).and_then(|word| Some((word, place()?))));
                });
                found
            })
            .collect();
        let mut postings: BTreeMap<u32, Vec<Posting>> = BTreeMap::new();
        for (word, posting) in found.into_iter().flatten() {
            postings.entry(word).or_default().push(posting);
        }
        Self { postings }
    }

    /// The stretches that share most with a folded passage, best first: at most `most` of the
    /// article it should stand in, and as many of the others, but none that share far less than
    /// the best of the article or the best of all. At most `budget` occurrences are looked at,
    /// those of rare words first; where there are more, those of two words that follow each other
    /// come before: reports of one event use the same words, but seldom one after the other.
    pub fn windows(
        &self,
        passage: &str,
        own: Option<usize>,
        most: usize,
        budget: usize,
    ) -> Vec<Window> {
        let sought: Vec<(u32, usize)> = tokens(passage)
            .map(|token| passage.slice(token))
            .filter(|word| is_word(word))
            .map(|word| (number(word), word.len()))
            .collect();
        let mut wanted: BTreeMap<u32, usize> = BTreeMap::new();
        sought.iter().for_each(|(word, _)| *wanted.entry(*word).or_default() += 1);
        let mut lists: Vec<(&[Posting], usize)> = wanted
            .iter()
            .filter_map(|(word, &times)| Some((self.postings.get(word)?.as_slice(), times)))
            .collect();
        lists.sort_by_key(|(postings, _)| postings.len());
        let all: usize = lists.iter().map(|(postings, _)| postings.len()).sum();
        let pairs = if all > budget { self.pairs(&sought, budget) } else { Vec::new() };
        lists.splice(0..0, pairs.iter().map(|pair| (pair.as_slice(), 1)));
        let mut left = budget;
        let mut occurrences: Vec<(Posting, usize)> = Vec::new();
        let mut words = Vec::new();
        for (postings, times) in lists {
            if left == 0 {
                break;
            }
            let taken = self.taken(postings, own, left);
            left -= taken.len();
            let weight = 1.0 / (1.0 + (postings.len() as f64).ln_1p());
            occurrences.extend(taken.map(|posting| (posting, words.len())));
            words.push((weight, times));
        }
        occurrences.sort_unstable_by_key(|&(posting, _)| posting);
        // Words may have been left out, or put in.
        let reach = 2 * passage.len() + 32;
        strongest(&occurrences, &words, reach, own, most)
    }

    /// Where two words follow each other that do so in a passage, of which it has the numbers and lengths:
    /// a list each, those that stand in the fewest places first.
    fn pairs(&self, sought: &[(u32, usize)], budget: usize) -> Vec<Vec<Posting>> {
        let mut pairs: Vec<&[(u32, usize)]> = sought.windows(2).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut lists: Vec<(&[Posting], &[Posting], usize)> = pairs
            .into_iter()
            .filter_map(|pair| {
                let &[(one, length), (next, _)] = pair else { return None };
                Some((
                    self.postings.get(&one)?.as_slice(),
                    self.postings.get(&next)?.as_slice(),
                    length,
                ))
            })
            .collect();
        lists.sort_by_key(|(one, next, _)| one.len() + next.len());
        let mut left = budget.saturating_mul(PASSED_OVER);
        let mut pairs = Vec::new();
        for (one, next, length) in lists {
            let cost = one.len() + next.len();
            if cost > left {
                break;
            }
            left -= cost;
            pairs.push(following(one, next, length + BETWEEN));
        }
        pairs.retain(|pair| !pair.is_empty());
        pairs.sort_by_key(Vec::len);
        pairs
    }

    /// The first occurrences of a word, those of the own article before all others.
    fn taken<'a>(
        &self,
        postings: &'a [Posting],
        own: Option<usize>,
        most: usize,
    ) -> impl ExactSizeIterator<Item = Posting> + use<'a> {
        let range = if postings.len() <= most {
            0..postings.len()
        } else {
            let own = own.unwrap_or(0);
            let start = postings.partition_point(|posting| posting.article() < own);
            let start = start.min(postings.len() - most);
            start..start + most
        };
        postings[range].iter().copied()
    }
}

/// The occurrences of one word behind which the other begins within so many bytes.
fn following(one: &[Posting], next: &[Posting], reach: usize) -> Vec<Posting> {
    let mut behind = next.iter().copied().peekable();
    let is_followed = |first: &Posting| {
        while behind.next_if(|it| it <= first).is_some() {}
        behind
            .peek()
            .is_some_and(|it| it.article() == first.article() && it.byte() <= first.byte() + reach)
    };
    one.iter().copied().filter(is_followed).collect()
}

/// Slides a window of `reach` bytes over the occurrences and keeps where it weighs most.
fn strongest(
    occurrences: &[(Posting, usize)],
    words: &[(f64, usize)],
    reach: usize,
    own: Option<usize>,
    most: usize,
) -> Vec<Window> {
    let mut inside = vec![0usize; words.len()];
    let mut weight = 0.0;
    let mut first = 0;
    let mut best: [Vec<Window>; 2] = [Vec::new(), Vec::new()];
    let mut pending: Option<Window> = None;
    for (posting, word) in occurrences {
        inside[*word] += 1;
        if inside[*word] <= words[*word].1 {
            weight += words[*word].0;
        }
        let last = posting.byte();
        while let Some((earliest, gone)) = occurrences.get(first)
            && (earliest.article() != posting.article() || earliest.byte() + reach <= last)
        {
            if inside[*gone] <= words[*gone].1 {
                weight -= words[*gone].0;
            }
            inside[*gone] -= 1;
            first += 1;
        }
        let Some((start, _)) = occurrences.get(first) else { continue };
        let window = Window { article: posting.article(), bytes: start.byte()..last, weight };
        match &mut pending {
            // Where two windows overlap by half, the heavier stands for both.
            Some(kept)
                if kept.article == window.article
                    && window.bytes.end < kept.bytes.start + reach + reach / 2 =>
            {
                if window.weight > kept.weight + 1e-9 {
                    *kept = window;
                }
            }
            _ => {
                let done = pending.replace(window);
                done.into_iter().for_each(|done| keep(&mut best, done, own, most));
            }
        }
    }
    pending.into_iter().for_each(|done| keep(&mut best, done, own, most));
    let heaviest = best.iter().flatten().map(|window| window.weight).fold(0.0, f64::max);
    let [own, others] = best;
    let least = LEAST_WEIGHT * heaviest;
    let first = own.first().map_or(0.0, |window| window.weight);
    let own = own.into_iter().filter(|window| window.weight >= least.min(first));
    let others = others.into_iter().filter(|window| window.weight >= least);
    let mut all: Vec<Window> = own.chain(others).collect();
    all.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    all
}

fn keep(best: &mut [Vec<Window>; 2], window: Window, own: Option<usize>, most: usize) {
    let list = &mut best[usize::from(Some(window.article) != own)];
    // Sums of the same weights in another order differ in their last digits.
    let at = list.partition_point(|kept| kept.weight > window.weight - 1e-9);
    if at < most {
        list.insert(at, window);
        list.truncate(most);
    }
}

/// Each word of a folded text, with the byte at which it begins.
fn each_word(text: &str, mut each: impl FnMut(&str, usize)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        // Most are runs of plain letters, and are read by the byte.
        let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if length > 0 && ends_plain_word(&bytes[at + length..]) {
            each(text.slice(at..at + length), at);
            at += length;
        } else if length == 0 && first.is_ascii() && !first.is_ascii_digit() {
            at += 1;
        } else {
            let rest = text.slice(at..);
            let chunk = rest.slice(..memchr::memchr(b' ', rest.as_bytes()).unwrap_or(rest.len()));
            for token in tokens(chunk).filter(|token| is_word(chunk.slice(token.clone()))) {
                each(chunk.slice(token.clone()), at + token.start);
            }
            at += chunk.len();
        }
    }
}

/// Whether plain letters end as a word before these bytes.
fn ends_plain_word(rest: &[u8]) -> bool {
    match rest {
        [] => true,
        [b'\'', next, ..] => !next.is_ascii_alphabetic() && next.is_ascii(),
        [next, ..] => next.is_ascii() && !next.is_ascii_digit(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::parse::document::Document;
    use crate::parse::fold::fold;
    use crate::parse::other_formats::plain_text;

    /// Reports that all use the same words.
    fn alike(count: usize) -> Vec<Vec<String>> {
        let pick = |seed: usize, list: &[&'static str]| list[seed % list.len()];
        let who = ["lawmakers", "city planners", "port operators", "outside reviewers", "analysts"];
        let did =
            ["rejected", "endorsed", "funded", "challenged", "accelerated", "withdrew", "backed"];
        let what = ["merger", "contract", "shortlist", "forecast", "appeal", "program", "platform"];
        let when = ["last spring", "this month", "after a recess", "in the capital", "next winter"];
        let sentence = |seed: usize| {
            let seed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
            format!(
                "{} and {} {} the {} {}, while {} {} the {}, though critics say the figures remain incomplete.",
                pick(seed, &who),
                pick(seed / 5, &who),
                pick(seed / 25, &did),
                pick(seed / 175, &what),
                pick(seed / 1_225, &when),
                pick(seed / 6_125, &who),
                pick(seed / 30_625, &did),
                pick(seed / 214_375, &what),
            )
        };
        (0..count).map(|it| (0..20).map(|line| sentence(it * 20 + line + 1)).collect()).collect()
    }

    #[test]
    fn a_place_is_found_among_thousands_that_have_the_same_words() {
        let reports = alike(500);
        let documents: Vec<Document> =
            reports.iter().map(|lines| plain_text(&lines.join("\n\n"))).collect();
        let maps: Vec<TextMap<'_>> = documents.iter().map(TextMap::new).collect();
        for (article, lines) in reports.iter().enumerate().step_by(17) {
            let printed = fold(&lines[7]).text;
            let place = maps[article].folded().text.find(&printed).unwrap();
            let wrong = printed.replace(" while ", " indeed ");
            let index = WordIndex::new(&maps, [wrong.as_str()]);
            let windows = index.windows(&wrong, None, 12, 8_000);
            let is_there = |window: &Window| {
                let bytes = &window.bytes;
                window.article == article
                    && bytes.start < place + printed.len()
                    && place < bytes.end
            };
            assert!(windows.iter().any(is_there), "{printed}");
        }
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_tokens(text in "([ab]{1,3}|[\"'.,-]|[ 12]|é|\u{301}|海){0,30}") {
            let mut found = Vec::new();
            each_word(&text, |word, byte| found.push((word.to_owned(), byte)));
            let expected: Vec<(String, usize)> = tokens(&text)
                .filter(|token| is_word(&text[token.clone()]))
                .map(|token| (text[token.clone()].to_owned(), token.start))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
