//! `figures-without-claim`: figures that different reports give for what looks like the same thing.

use std::collections::{BTreeMap, BTreeSet};

use super::figure::{Figure, Near, figures};
use super::passage::{attribution, quote};
use super::printing::{end_of_passages, unattributed};
use super::reading::Reading;
use super::{Found, MOST, Proposal, Subject, Suggestion, Taken};
use crate::diagnostic::{Code, Related};
use crate::model::{NoteId, NoteKind};

/// With how many figures before it, of those that share a word, one is held against.
const NEIGHBOURS: usize = 8;

/// How alike the words around two figures must be: of what is counted, of what has a unit alone, and
/// of figures that are the same.
const COUNTED: f64 = 0.22;
const MEASURED: f64 = 0.3;
const SAME: f64 = 0.4;

/// Claims for figures that have none, and answers for claims that lack them; best first.
pub(super) fn claims(subject: &Subject<'_>, readings: &[Reading<'_>], taken: &mut Taken) -> Found {
    let figures = figures(subject.briefing, readings);
    let weights = weights(readings.len(), &figures);
    let pairs = alike(&figures, &weights);
    let mut ranked: Vec<(f64, Vec<usize>)> = together(&figures, &pairs);
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let groups: Vec<Vec<&Figure>> = ranked
        .into_iter()
        .map(|(_, group)| group.into_iter().take(MOST).map(|index| &figures[index]).collect())
        .collect();
    let articles =
        |group: &Vec<&Figure>| group.iter().map(|figure| readings[figure.reading].id).collect();
    Found::best(subject, Code::FiguresWithoutClaim, groups, articles, |group| {
        let notes: BTreeSet<NoteId> = group.iter().filter_map(|figure| figure.claim).collect();
        match notes.first() {
            None => new_claim(readings, &group, &weights, taken),
            Some(note) if notes.len() == 1 => answer(subject, readings, &group, *note),
            Some(_) => None,
        }
    })
}

/// How much a word tells: the more, the fewer articles have it beside a figure.
fn weights(articles: usize, figures: &[Figure]) -> BTreeMap<String, f64> {
    let mut having: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for figure in figures {
        for near in &figure.context {
            having.entry(&near.word).or_default().insert(figure.reading);
        }
    }
    having
        .into_iter()
        .map(|(word, having)| (word.to_owned(), (1.0 + articles as f64 / having.len() as f64).ln()))
        .collect()
}

/// Figures of different articles that look like answers to one question, with how much: the most
/// alike first.
fn alike(figures: &[Figure], weights: &BTreeMap<String, f64>) -> Vec<(f64, usize, usize)> {
    let mut sharing: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (index, figure) in figures.iter().enumerate() {
        for near in &figure.context {
            let before = sharing.entry((&figure.unit, &near.word)).or_default();
            let others = before.iter().rev().take(NEIGHBOURS);
            let others = others.filter(|&&other| figures[other].reading != figure.reading);
            pairs.extend(others.map(|&other| (other, index)));
            before.push(index);
        }
    }
    let mut scored: Vec<(f64, usize, usize)> = pairs
        .into_iter()
        .filter_map(|(a, b)| {
            let score = likeness(&figures[a], &figures[b], weights);
            let least = match (&figures[a].noun, figures[a].quantity == figures[b].quantity) {
                (_, true) => SAME,
                (Some(_), _) => COUNTED,
                (None, _) => MEASURED,
            };
            (score >= least).then_some((score, a, b))
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    scored
}

/// How alike what is said around two figures is, from 0 to 1.
fn likeness(a: &Figure, b: &Figure, weights: &BTreeMap<String, f64>) -> f64 {
    let weight =
        |words: &[&Near]| -> f64 { words.iter().filter_map(|near| weights.get(&near.word)).sum() };
    let of_a: Vec<&Near> = a.context.iter().collect();
    let of_b: Vec<&Near> = b.context.iter().collect();
    let in_b = |near: &Near| of_b.binary_search_by(|it| it.word.cmp(&near.word)).is_ok();
    let shared: Vec<&Near> = a.context.iter().filter(|near| in_b(near)).collect();
    let all = (weight(&of_a) * weight(&of_b)).sqrt();
    if all == 0.0 || shared.len() < if a.noun.is_some() { 1 } else { 2 } {
        return 0.0;
    }
    let common = weight(&shared) / all;
    let modifiers = a.modifiers.iter().filter(|word| b.modifiers.contains(word)).count();
    // The farther apart the figures are, the less likely they count the same.
    let size = |figure: &Figure| {
        let end = figure.quantity.stated.low.or(figure.quantity.stated.high);
        end.and_then(|end| end.at.to_string().parse::<f64>().ok()).unwrap_or(0.0)
    };
    let (low, high) = (size(a).min(size(b)).max(0.001), size(a).max(size(b)).max(0.001));
    let apart = (high / low).ln();
    // "bureaus" and "bureaus and companies" are not the same number of things.
    let (joined, bonus) = match (&a.with, &b.with) {
        (None, None) => (1.0, 0.0),
        (Some(one), Some(other)) if one == other => (1.0, 0.15),
        (Some(_), Some(_)) => (0.9, 0.0),
        _ => (0.5, 0.0),
    };
    // A large number is seldom the same by chance.
    let large = if low == high && low >= 1_000.0 { 0.1 } else { 0.0 };
    let modified = 0.15 * modifiers.min(2) as f64;
    (common + modified + bonus + large) * joined / (1.0 + apart / 2.0)
}

/// Puts figures together that are alike, the most alike first, one of each article.
fn together(figures: &[Figure], pairs: &[(f64, usize, usize)]) -> Vec<(f64, Vec<usize>)> {
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
        let (Some(&first), Some(&second)) = (group_of.get(&a), group_of.get(&b)) else { continue };
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

fn new_claim(
    readings: &[Reading<'_>],
    group: &[&Figure],
    weights: &BTreeMap<String, f64>,
    taken: &mut Taken,
) -> Option<Suggestion> {
    let blocks = blocks(readings, group)?;
    let first = group.first()?;
    let about = about(group, weights);
    let noun = first.noun.as_deref();
    let question = match noun {
        Some(noun) => format!("How many {}{noun}?", common_modifiers(group)),
        None => "How much?".to_owned(),
    };
    let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
    let title = format!("{question}{about}");
    let id = taken.note(&title);
    let unit = noun.map(|noun| match noun.chars().all(|c| c.is_ascii_alphanumeric()) {
        true => format!(" unit={noun}"),
        false => format!(" unit=\"{noun}\""),
    });
    let title = crate::resolve::quotation::line(&title);
    let heading = format!("## {title} {{#{id} .claim{}}}", unit.unwrap_or_default());
    let mut suggestion = suggestion(readings, group, "what looks like the same question")?;
    suggestion.proposal =
        Proposal::Note { needs: Vec::new(), text: format!("{heading}\n\n{}", blocks.join("\n")) };
    Some(suggestion)
}

/// Answers for a claim that there is.
fn answer(
    subject: &Subject<'_>,
    readings: &[Reading<'_>],
    group: &[&Figure],
    id: NoteId,
) -> Option<Suggestion> {
    let note = &subject.briefing[id];
    let NoteKind::Claim(_) = note.kind else { return None };
    let known = |figure: &&&Figure| {
        let article = readings[figure.reading].id;
        note.passages.iter().any(|passage| passage.article == article)
            || note.silent.iter().any(|(silent, _)| *silent == article)
    };
    let missing: Vec<&Figure> = group.iter().filter(|figure| !known(figure)).copied().collect();
    let blocks = blocks(readings, &missing)?;
    let told = format!("`#{}`, which has no passage there", note.slug);
    let mut suggestion = suggestion(readings, &missing, &told)?;
    suggestion.related.push(Related { span: note.span, message: format!("`#{}`", note.slug) });
    suggestion.proposal = Proposal::Passages {
        note: id,
        unattributed: unattributed(subject, note),
        after: end_of_passages(subject, note),
        text: blocks.join("\n"),
    };
    Some(suggestion)
}

/// The passages with their values.
fn blocks(readings: &[Reading<'_>], group: &[&Figure]) -> Option<Vec<String>> {
    let block = |figure: &&Figure| {
        let reading = &readings[figure.reading];
        let quoted = quote(reading, std::slice::from_ref(&figure.range))?;
        let under = attribution(&reading.article.slug, Some(&figure.value.raw), &[]);
        Some(format!("{}\n{under}\n", quoted.first()?.line))
    };
    group.iter().map(block).collect()
}

/// The words before what is counted that several reports have.
fn common_modifiers(group: &[&Figure]) -> String {
    let shared =
        |word: &&String| group.iter().filter(|figure| figure.modifiers.contains(word)).count() > 1;
    let most =
        group.iter().map(|figure| figure.modifiers.iter().filter(shared).collect::<Vec<_>>());
    let most = most.max_by_key(Vec::len).unwrap_or_default();
    most.into_iter().map(|word| format!("{word} ")).collect()
}

/// What the figures are about: the words that stand nearest to most of them.
fn about(group: &[&Figure], weights: &BTreeMap<String, f64>) -> Vec<String> {
    let mut words: BTreeMap<&str, (usize, f64, &str)> = BTreeMap::new();
    let modifiers: BTreeSet<&String> = group.iter().flat_map(|it| &it.modifiers).collect();
    let near = group.iter().flat_map(|figure| &figure.context);
    for near in near.filter(|near| !modifiers.contains(&near.printed.to_lowercase())) {
        let weight = weights.get(&near.word).copied().unwrap_or(0.0);
        let entry = words.entry(&near.word).or_insert((0, 0.0, &near.printed));
        let (count, nearness, printed) = entry;
        // The first capital may be that of a sentence.
        *printed = (*printed).max(&near.printed);
        *count += 1;
        *nearness += weight / (2.0 + near.distance as f64);
    }
    let mut words: Vec<(usize, f64, &str)> =
        words.into_values().filter(|(count, ..)| *count > 1).collect();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.2.cmp(b.2)));
    words.into_iter().take(3).map(|(.., printed)| printed.to_owned()).collect()
}

fn suggestion(readings: &[Reading<'_>], group: &[&Figure], question: &str) -> Option<Suggestion> {
    let first = group.first()?;
    let answer = |figure: &&Figure| {
        let reading = &readings[figure.reading];
        format!("`{}` “{}”", reading.article.slug, reading.text(figure.range.clone()))
    };
    let answers: Vec<String> = group.iter().take(6).map(answer).collect();
    let more = group.len().saturating_sub(answers.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some(Suggestion {
        code: Code::FiguresWithoutClaim,
        span: readings[first.reading].span(first.range.clone()),
        reason: format!("figures for {question}: {}{more}", answers.join(", ")),
        related: group[1..]
            .iter()
            .map(|figure| {
                let reading = &readings[figure.reading];
                let span = reading.span(figure.range.clone());
                Related { span, message: answer(figure) }
            })
            .collect(),
        articles: group.iter().map(|figure| readings[figure.reading].id).collect(),
        proposal: Proposal::Note { needs: Vec::new(), text: String::new() },
    })
}
