//! Figures of different reports that look like answers to one question, by the words around them.

use std::collections::{BTreeMap, BTreeSet};

use super::figure::Figure;

/// With how many figures before it, of those that share a word, one is held against, and with the
/// first.
const NEIGHBOURS: usize = 8;

/// How alike the words around two figures must be: of what is counted, of what has a unit alone, and
/// of figures that are the same.
const COUNTED: f64 = 0.22;
const MEASURED: f64 = 0.3;
const SAME: f64 = 0.4;

/// The words around the figures of all articles, by number.
pub(super) struct Contexts<'a> {
    figures: &'a [Figure],
    numbers: BTreeMap<&'a str, usize>,
    /// How much each word tells: the more, the fewer articles have it beside a figure.
    weights: Vec<f64>,
    /// By figure: its words, in order.
    words: Vec<Vec<usize>>,
    /// By figure: what its words tell together.
    totals: Vec<f64>,
    /// By figure: how large it is.
    sizes: Vec<f64>,
}

/// How alike two figures are, and which.
type Pair = (f64, usize, usize);

impl<'a> Contexts<'a> {
    pub(super) fn new(articles: usize, figures: &'a [Figure]) -> Self {
        let mut having: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for figure in figures {
            for near in &figure.context {
                having.entry(&near.word).or_default().insert(figure.reading);
            }
        }
        let weight = |having: &BTreeSet<usize>| (1.0 + articles as f64 / having.len() as f64).ln();
        let weights: Vec<f64> = having.values().map(weight).collect();
        let numbers: BTreeMap<&str, usize> = having.into_keys().zip(0..).collect();
        let number = |word: &str| numbers.get(word).copied();
        let words: Vec<Vec<usize>> = figures
            .iter()
            .map(|figure| figure.context.iter().filter_map(|near| number(&near.word)).collect())
            .collect();
        let total = |words: &Vec<usize>| words.iter().map(|&word| weights[word]).sum();
        let totals = words.iter().map(total).collect();
        let sizes = figures.iter().map(size).collect();
        Self { figures, numbers, weights, words, totals, sizes }
    }

    /// How much a word tells.
    pub(super) fn weight(&self, word: &str) -> f64 {
        self.numbers.get(word).map_or(0.0, |&number| self.weights[number])
    }

    /// The figures that look like answers to one question, one of each article: the question that is
    /// most worth asking first.
    pub(super) fn questions(&self) -> Vec<Vec<usize>> {
        let mut ranked = self.together(&self.alike());
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        ranked.into_iter().map(|(_, group)| group).collect()
    }

    /// Figures of different articles that look like answers to one question, the most alike first.
    fn alike(&self) -> Vec<Pair> {
        let mut sharing: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (index, figure) in self.figures.iter().enumerate() {
            for &word in &self.words[index] {
                let before = sharing.entry((word, &figure.unit)).or_default();
                let others = before.iter().rev().take(NEIGHBOURS).chain(before.first());
                let others = others.filter(|&&other| self.figures[other].reading != figure.reading);
                pairs.extend(others.map(|&other| (other, index)));
                before.push(index);
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let scored = |(a, b): (usize, usize)| {
            let score = self.likeness(a, b);
            let (first, second) = (&self.figures[a], &self.figures[b]);
            let least = match (&first.noun, first.quantity == second.quantity) {
                (_, true) => SAME,
                (Some(_), _) => COUNTED,
                (None, _) => MEASURED,
            };
            (score >= least).then_some((score, a, b))
        };
        let mut scored: Vec<Pair> = pairs.into_iter().filter_map(scored).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
        scored
    }

    /// How alike what is said around two figures is, from 0 to 1.
    fn likeness(&self, one: usize, other: usize) -> f64 {
        let (a, b) = (&self.figures[one], &self.figures[other]);
        let words = &self.words[other];
        let in_both = self.words[one].iter().filter(|&word| words.binary_search(word).is_ok());
        let (count, shared) =
            in_both.fold((0, 0.0), |(count, sum), &word| (count + 1, sum + self.weights[word]));
        let all = (self.totals[one] * self.totals[other]).sqrt();
        if all == 0.0 || count < if a.noun.is_some() { 1 } else { 2 } {
            return 0.0;
        }
        let common = shared / all;
        let modifiers = a.modifiers.iter().filter(|word| b.modifiers.contains(word)).count();
        // The farther apart the figures are, the less likely they count the same.
        let (low, high) =
            (self.sizes[one].min(self.sizes[other]), self.sizes[one].max(self.sizes[other]));
        let apart = (high.max(0.001) / low.max(0.001)).ln();
        // "bureaus" and "bureaus and companies" are not the same number of things.
        let (joined, bonus) = match (&a.with, &b.with) {
            (None, None) => (1.0, 0.0),
            (Some(one), Some(other)) if one == other => (1.0, 0.15),
            (Some(_), Some(_)) => (0.6, 0.0),
            _ => (0.7, 0.0),
        };
        // A large number is seldom the same by chance.
        let large = if low == high && low >= 1_000.0 { 0.1 } else { 0.0 };
        let modified = 0.15 * modifiers.min(2) as f64;
        (common + modified + bonus + large) * joined / (1.0 + apart / 2.0)
    }

    /// Puts figures together that are alike, the most alike first, one of each article; with how much
    /// that is worth.
    fn together(&self, pairs: &[Pair]) -> Vec<(f64, Vec<usize>)> {
        let figures = self.figures;
        let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
        let mut groups: Vec<(f64, Vec<usize>)> = Vec::new();
        let mut articles: Vec<BTreeSet<usize>> = Vec::new();
        for &(score, a, b) in pairs {
            for index in [a, b] {
                group_of.entry(index).or_insert_with(|| {
                    groups.push((0.0, vec![index]));
                    articles.push(BTreeSet::from([figures[index].reading]));
                    groups.len() - 1
                });
            }
            let (Some(&first), Some(&second)) = (group_of.get(&a), group_of.get(&b)) else {
                continue;
            };
            // The smaller group joins the larger, so that none is moved often.
            let larger = groups[first].1.len() >= groups[second].1.len();
            let (first, second) = if larger { (first, second) } else { (second, first) };
            if first == second || !articles[first].is_disjoint(&articles[second]) {
                continue;
            }
            let (best, joined) = std::mem::take(&mut groups[second]);
            for &index in &joined {
                group_of.insert(index, first);
            }
            groups[first].1.extend(joined);
            groups[first].0 = groups[first].0.max(best).max(score);
            let joined = std::mem::take(&mut articles[second]);
            articles[first].extend(joined);
        }
        let mut found: Vec<(f64, Vec<usize>)> =
            groups.into_iter().filter(|(_, group)| group.len() > 1).collect();
        for (score, group) in &mut found {
            group.sort_unstable();
            let differ =
                group.windows(2).any(|pair| figures[pair[0]].quantity != figures[pair[1]].quantity);
            // What reports disagree on is worth more than what they agree on.
            *score += if differ { 2.0 } else { 0.0 } + 0.1 * group.len().min(10) as f64;
        }
        found
    }
}

/// How large a figure is: its lower end, if it has one.
fn size(figure: &Figure) -> f64 {
    let end = figure.quantity.stated.low.or(figure.quantity.stated.high);
    end.and_then(|end| end.at.to_string().parse().ok()).unwrap_or(0.0)
}
