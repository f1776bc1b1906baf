//! `name-without-record`: names that reports print again and again, and that no record has.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::reading::Reading;
use super::record::entity_file;
use super::taken::Taken;
use super::unrecorded::{NameWithForms, UnrecordedNames, is_person, without_company};
use super::{Proposal, Ranked, Suggestion, SuggestionSubject};
use crate::diagnostic::{Code, Related};
use crate::model::{ArticleId, Briefing, RecordId};

/// How often one report must print a name that no other has.
const OFTEN: usize = 3;

/// How many names are told at most that are perhaps none.
const MOST_UNSURE: usize = 10;

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
    let records = RecordForms::new(subject.briefing, naming);
    let mut ranked: Vec<&NameWithForms> = naming
        .all
        .iter()
        .filter(|named| is_worth_a_record(named) || records.has(named, readings))
        .filter(|named| !elsewhere.contains(&named.name))
        .collect();
    let unsure = |named: &NameWithForms| is_unsure(named) && !records.has(named, readings);
    ranked.sort_by_cached_key(|named| (unsure(named), Reverse(weight(named)), &named.name));
    let sure = ranked.iter().filter(|named| !unsure(named)).count();
    let unsure = ranked.split_off(ranked.len().min(sure + MOST_UNSURE)).len();
    let articles = |named: &&NameWithForms| -> Vec<_> {
        let readings_of: BTreeSet<usize> = named.places.iter().map(|place| place.0).collect();
        readings_of.into_iter().map(|reading| readings[reading].id).collect()
    };
    // A second line for one key would have to know of the first.
    let mut told: BTreeSet<(RecordId, &str)> = BTreeSet::new();
    let mut best = Ranked::best(subject, Code::NameWithoutRecord, ranked, articles, |named| {
        match records.of(named, readings) {
            RecordOfForm::None => suggestion(named, readings, taken),
            RecordOfForm::One(record, key) => told
                .insert((record, key))
                .then(|| form(subject, named, readings, record, key))
                .flatten(),
            RecordOfForm::Several => None,
        }
    });
    best.left_out += unsure;
    best
}

/// What no word tells the kind of is perhaps no name, where it is but one word or in but one report.
fn is_unsure(named: &NameWithForms) -> bool {
    named.kind().is_none() && (!named.name.contains(' ') || named.reports() == 1)
}

/// Whose form a name may be.
enum RecordOfForm {
    None,
    /// A record, and the key of front matter that the form belongs into.
    One(RecordId, &'static str),
    /// Of whom, is not certain: it is no name of its own, and no form to be proposed.
    Several,
}

/// The forms of records that these do not list: the surname of a person, a company without what ends
/// its name.
struct RecordForms {
    /// Nothing where several have it.
    short: BTreeMap<String, Option<RecordId>>,
    names: BTreeMap<String, RecordId>,
    /// By record, the articles that name it.
    named_in: BTreeMap<RecordId, BTreeSet<ArticleId>>,
}

impl RecordForms {
    fn new(briefing: &Briefing, naming: &UnrecordedNames) -> Self {
        let mut forms =
            Self { short: BTreeMap::new(), names: BTreeMap::new(), named_in: BTreeMap::new() };
        for (id, record) in briefing.records() {
            forms.names.insert(record.name.clone(), id);
            let surname = || record.name.rsplit_once(' ').map(|(_, last)| last.to_owned());
            let short = match is_person(record) {
                true => surname(),
                false => without_company(&record.name),
            };
            if let Some(short) = short.filter(|short| !short.is_empty()) {
                let one = forms.short.entry(short).or_insert(Some(id));
                *one = one.filter(|other| *other == id);
            }
        }
        // Another of that surname, who has no record.
        for (_, last) in naming.all.iter().filter_map(|named| named.name.rsplit_once(' ')) {
            forms.short.entry(last.to_owned()).and_modify(|one| *one = None);
        }
        for (article, _) in briefing.articles() {
            for mention in briefing.mentions_in(article) {
                forms.named_in.entry(mention.record).or_default().insert(article);
            }
        }
        forms
    }

    /// Whether a name is a form of a record, printed more than once.
    fn has(&self, named: &NameWithForms, readings: &[Reading<'_>]) -> bool {
        named.places.len() > 1
            && named.certain > 0
            && matches!(self.of(named, readings), RecordOfForm::One(..))
    }

    fn of(&self, named: &NameWithForms, readings: &[Reading<'_>]) -> RecordOfForm {
        let long = without_company(&named.name);
        let long = long.and_then(|base| self.names.get(&base));
        let (record, key) = match (long, self.short.get(&named.name)) {
            (Some(record), _) => (*record, "aliases"),
            (None, Some(Some(record))) => (*record, "short"),
            (None, Some(None)) => return RecordOfForm::Several,
            (None, None) => return RecordOfForm::None,
        };
        let articles = self.named_in.get(&record);
        let beside = named.places.iter().any(|(reading, _)| {
            let article = readings.get(*reading).map(|reading| reading.id);
            articles.is_some_and(|articles| article.is_some_and(|it| articles.contains(&it)))
        });
        // Where no report has both, the form is perhaps of another.
        if beside { RecordOfForm::One(record, key) } else { RecordOfForm::Several }
    }
}

/// A form of a name that a record does not list.
fn form(
    subject: &SuggestionSubject<'_>,
    named: &NameWithForms,
    readings: &[Reading<'_>],
    id: RecordId,
    key: &'static str,
) -> Option<Suggestion> {
    let record = &subject.briefing[id];
    let (first, range) = named.places.first()?;
    let listed = if key == "short" { &record.short } else { &record.aliases };
    let forms = listed.iter().chain([&named.name]).cloned().collect();
    let reports: BTreeSet<ArticleId> =
        named.places.iter().filter_map(|(at, _)| Some(readings.get(*at)?.id)).collect();
    let times = match named.places.len() {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    };
    let beside = "likely a form of the name that stands in full in the same report";
    let reason = format!(
        "{} is printed {times}, and `{}` has no such form: {beside}",
        named.name, record.slug
    );
    let message = format!("`{}`", record.slug);
    Some(Suggestion {
        code: Code::NameWithoutRecord,
        span: readings.get(*first)?.span(*range),
        reason,
        related: vec![Related { span: record.span, message }],
        articles: reports.into_iter().collect(),
        proposal: Proposal::Forms { record: id, key, forms },
    })
}

fn is_worth_a_record(named: &NameWithForms) -> bool {
    let single = !named.name.contains(' ');
    let often = named.reports() > 1 || named.places.len() >= OFTEN;
    // What stands mostly where sentences begin has its capital from there.
    let often = often && !(single && named.certain * 3 < named.places.len());
    often && named.certain >= if single { 2 } else { 1 }
}

/// What tells the kind of a name, in words for a message.
fn why(named: &NameWithForms) -> String {
    match named.kind() {
        _ if named.person => "a person, as the words beside it tell".to_owned(),
        Some(kind) => format!("the kind `{kind}` is guessed from its words, or those before it"),
        None if is_unsure(named) => "what it is, no word tells: perhaps no name".to_owned(),
        None => "what it is, no word tells".to_owned(),
    }
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
        "{} is named {times} in {reports} ({}{more}) and has no record; {}",
        named.name,
        slugs.join(", "),
        why(named)
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
