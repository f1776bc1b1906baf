//! `name-without-record`: names that reports print again and again, and that no record has.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::reading::Reading;
use super::record::entity_file;
use super::taken::Taken;
use super::unrecorded::{NameWithForms, UnrecordedNames};
use super::{Proposal, Ranked, Suggestion, SuggestionSubject};
use crate::diagnostic::{Code, Related};

/// How often one report must print a name that no other has.
const OFTEN: usize = 3;

/// How many other places are told.
const MOST_PLACES: usize = 5;

/// Entities for names without a record, best first; those in `elsewhere` are proposed already.
pub(super) fn entities(
    subject: &SuggestionSubject<'_>,
    readings: &[Reading<'_>],
    naming: &UnrecordedNames,
    elsewhere: &BTreeSet<String>,
    taken: &mut Taken,
) -> Ranked {
    let mut ranked: Vec<&NameWithForms> = naming
        .all
        .iter()
        .filter(|named| is_worth_a_record(named) && !elsewhere.contains(&named.name))
        .collect();
    ranked.sort_by_cached_key(|named| (Reverse(weight(named)), &named.name));
    let articles = |named: &&NameWithForms| -> Vec<_> {
        let readings_of: BTreeSet<usize> = named.places.iter().map(|place| place.0).collect();
        readings_of.into_iter().map(|reading| readings[reading].id).collect()
    };
    Ranked::best(subject, Code::NameWithoutRecord, ranked, articles, |named| {
        suggestion(named, readings, taken)
    })
}

fn is_worth_a_record(named: &NameWithForms) -> bool {
    let single = !named.name.contains(' ');
    let often = named.reports() > 1 || named.places.len() >= OFTEN;
    often && named.certain >= if single { 2 } else { 1 }
}

/// What many reports name comes first; a name that tells what it names before one that does not.
fn weight(named: &NameWithForms) -> usize {
    let long = usize::from(named.name.contains(' '));
    let kind = usize::from(named.kind().is_some());
    10 * named.reports().min(50) + named.places.len().min(50) + 4 * long + 3 * kind
}

fn suggestion(
    named: &NameWithForms,
    readings: &[Reading<'_>],
    taken: &mut Taken,
) -> Option<Suggestion> {
    let (first, range) = named.places.first()?;
    let mut related = Vec::new();
    let mut slugs: Vec<String> = Vec::new();
    let mut articles = Vec::new();
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for (index, range) in &named.places {
        let reading = &readings[*index];
        if !told.insert(*index) {
            continue;
        }
        articles.push(reading.id);
        if slugs.len() < MOST_PLACES {
            slugs.push(format!("`{}`", reading.article.slug));
            if index != first {
                let message = format!("`{}` names it here", reading.article.slug);
                related.push(Related { span: reading.span(*range), message });
            }
        }
    }
    let more = if articles.len() > slugs.len() { ", …" } else { "" };
    let reports = match articles.len() {
        1 => "1 report".to_owned(),
        count => format!("{count} reports"),
    };
    let times = match named.places.len() {
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    };
    let reason = format!(
        "{} is named {times} in {reports} ({}{more}) and has no record",
        named.name,
        slugs.join(", ")
    );
    Some(Suggestion {
        code: Code::NameWithoutRecord,
        span: readings[*first].span(*range),
        reason,
        related,
        articles,
        proposal: Proposal::Record(entity_file(named, taken)),
    })
}
