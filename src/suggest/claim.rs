//! `figures-without-claim`: figures that different reports give for what looks like the same thing.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Contexts;
use super::figure::{Figure, figures};
use super::passage::quote;
use super::printing::{end_of_passages, unattributed};
use super::reading::Reading;
use super::taken::Taken;
use super::{MOST, Proposal, Ranked, Suggestion, SuggestionSubject};
use crate::diagnostic::{Code, Related};
use crate::mend::block_quote::attribution;
use crate::model::{NoteId, NoteKind};

/// Claims for figures that have none, and answers for claims that lack them; best first.
pub(super) fn claims(
    subject: &SuggestionSubject<'_>,
    readings: &[Reading<'_>],
    taken: &mut Taken,
) -> Ranked {
    let figures = figures(subject.briefing, readings);
    let contexts = Contexts::new(readings.len(), &figures);
    let groups: Vec<Vec<&Figure>> = contexts
        .questions()
        .into_iter()
        .map(|group| group.into_iter().take(MOST).map(|index| &figures[index]).collect())
        .collect();
    let articles =
        |group: &Vec<&Figure>| group.iter().map(|figure| readings[figure.reading].id).collect();
    Ranked::best(subject, Code::FiguresWithoutClaim, groups, articles, |group| {
        let notes: BTreeSet<NoteId> = group.iter().filter_map(|figure| figure.claim).collect();
        match notes.first() {
            None => new_claim(readings, &group, &contexts, taken),
            Some(note) if notes.len() == 1 => answer(subject, readings, &group, *note),
            Some(_) => None,
        }
    })
}

fn new_claim(
    readings: &[Reading<'_>],
    group: &[&Figure],
    contexts: &Contexts<'_>,
    taken: &mut Taken,
) -> Option<Suggestion> {
    let blocks = blocks(readings, group)?;
    let first = group.first()?;
    let about = about(group, contexts);
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
    let title = crate::mend::block_quote::line(&title);
    let heading = format!("## {title} {{#{id} .claim{}}}", unit.unwrap_or_default());
    let mut suggestion = suggestion(readings, group, "what looks like the same question")?;
    suggestion.proposal =
        Proposal::Note { needs: Vec::new(), text: format!("{heading}\n\n{}", blocks.join("\n")) };
    Some(suggestion)
}

/// Answers for a claim that there is.
fn answer(
    subject: &SuggestionSubject<'_>,
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
fn about(group: &[&Figure], contexts: &Contexts<'_>) -> Vec<String> {
    let mut words: BTreeMap<&str, (usize, f64, &str)> = BTreeMap::new();
    let modifiers: BTreeSet<&String> = group.iter().flat_map(|it| &it.modifiers).collect();
    let near = group.iter().flat_map(|figure| &figure.context);
    for near in near.filter(|near| !modifiers.contains(&near.printed.to_lowercase())) {
        let weight = contexts.weight(&near.word);
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
        format!("`{}` “{}”", reading.article.slug, reading.text(figure.range))
    };
    let answers: Vec<String> = group.iter().take(6).map(answer).collect();
    let more = group.len().saturating_sub(answers.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some(Suggestion {
        code: Code::FiguresWithoutClaim,
        span: readings[first.reading].span(first.range),
        reason: format!("figures for {question}: {}{more}", answers.join(", ")),
        related: group[1..]
            .iter()
            .map(|figure| {
                let reading = &readings[figure.reading];
                let span = reading.span(figure.range);
                Related { span, message: answer(figure) }
            })
            .collect(),
        articles: group.iter().map(|figure| readings[figure.reading].id).collect(),
        proposal: Proposal::Note { needs: Vec::new(), text: String::new() },
    })
}
