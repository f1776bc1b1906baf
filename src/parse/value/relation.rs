//! How two values of one claim stand to each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Approximation, Dated, Decimal, End, Interval, Quantity, Reading, SumPart, Unit, Value, name_key,
};
use crate::language::{Language, What, figures};

/// How two answers stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They are the same.
    Same,
    /// They are not the same, and can both be true.
    Compatible,
    /// They are in other words, kinds or units: whether both can be true cannot be told.
    Differ,
    /// They cannot both be true.
    Contradict,
}

/// An answer as it is compared with the others of its claim: answers that are equal are the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    kind: AnswerKind,
    /// The numbers of a sum's parts, in order of size.
    parts: Vec<Interval<Decimal>>,
    /// The parts that sums of the same numbers divide among themselves in different ways.
    divided: Vec<(String, Interval<Decimal>)>,
    named: NamedParts,
}

/// The named parts of a sum and what they may stand for. They make no difference by themselves:
/// answers that name their parts otherwise can be the same.
#[derive(Debug, Clone, Default)]
struct NamedParts(BTreeMap<String, Interval<Decimal>>);

impl PartialEq for NamedParts {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for NamedParts {}

impl PartialOrd for NamedParts {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for NamedParts {
    fn cmp(&self, _: &Self) -> std::cmp::Ordering {
        std::cmp::Ordering::Equal
    }
}

/// What kind of thing an answer is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum AnswerKind {
    /// A number.
    Number(Number),
    /// A stretch of days.
    Days(Dated),
    /// Words.
    Words(String),
}

/// A number in the smallest unit of what it measures.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Number {
    dimension: Option<&'static str>,
    stated: Interval<Decimal>,
    approximation: Option<Approximation>,
    possible: Interval<Decimal>,
    counted: Option<String>,
    is_rate: bool,
}

impl Answer {
    /// Whether it is words, of which none but the same can be held against it.
    #[must_use]
    pub fn is_words(&self) -> bool {
        matches!(self.kind, AnswerKind::Words(_))
    }

    /// How it stands to another answer of the same claim.
    #[must_use]
    pub fn relation(&self, other: &Self) -> Relation {
        if self == other {
            return Relation::Same;
        }
        match (&self.kind, &other.kind) {
            (AnswerKind::Number(one), AnswerKind::Number(another)) => {
                let relation = one.relation(another);
                let apart = self.named.0.iter().any(|(name, number)| {
                    other.named.0.get(name).is_some_and(|theirs| !number.meets(theirs))
                });
                if apart && relation != Relation::Differ { Relation::Contradict } else { relation }
            }
            (AnswerKind::Days(one), AnswerKind::Days(another)) => days(one, another),
            _ => Relation::Differ,
        }
    }
}

impl Number {
    fn relation(&self, other: &Self) -> Relation {
        let counted = match (&self.counted, &other.counted) {
            (None, Some(_)) => !other.is_rate,
            (Some(_), None) => !self.is_rate,
            (one, another) => one == another,
        };
        if self.dimension != other.dimension || !counted {
            return Relation::Differ;
        }
        match self.possible.meets(&other.possible) {
            true => Relation::Compatible,
            false => Relation::Contradict,
        }
    }
}

/// How two stretches of days stand to each other. A date without a year is held against the other in
/// the year of that.
fn days(one: &Dated, other: &Dated) -> Relation {
    let moved = one.in_year_of(other).zip(other.in_year_of(one));
    match moved.is_none_or(|(one, other)| one.days.meets(&other.days)) {
        true => Relation::Compatible,
        false => Relation::Contradict,
    }
}

/// The answers to one claim as they are compared. What only some of them say is meant by the others
/// too: the unit, where all that name one name the same, and what is counted.
#[must_use]
pub fn answers(values: &[&Value], unit: Option<&str>, language: Language) -> Vec<Answer> {
    let context = Context::of(values, unit, language);
    let mut answers: Vec<Answer> = values.iter().map(|value| context.answer(value)).collect();
    divide(&mut answers, values);
    answers
}

/// What the answers to a claim have in common.
struct Context {
    /// The unit of answers that name none.
    unit: Option<Unit>,
    /// The units that are named.
    units: BTreeSet<Unit>,
    /// What need not be named, since the claim says that it is counted, or all that say so say it.
    counted: BTreeSet<String>,
    /// What answers count that do not say what, where the claim says it.
    asked: Option<String>,
    /// Whether an answer is a date.
    dated: bool,
}

impl Context {
    fn of(values: &[&Value], unit: Option<&str>, language: Language) -> Self {
        let quantities = || values.iter().filter_map(|value| value.quantity());
        let units: BTreeSet<Unit> = quantities().filter_map(|quantity| quantity.unit).collect();
        let said: BTreeSet<String> = quantities()
            .filter(|quantity| !quantity.is_rate)
            .filter_map(|quantity| name_key(quantity.counted.as_deref()?))
            .collect();
        let asked = unit.and_then(name_key);
        let others: BTreeSet<&String> =
            said.iter().filter(|said| Some(*said) != asked.as_ref()).collect();
        let mut counted: BTreeSet<String> = asked.clone().into_iter().collect();
        // What one answer counts others that name nothing else may be meant to count; where the
        // claim says what is counted, other words say something else.
        if let (1, None) = (others.len(), &asked) {
            counted.extend(others.into_iter().cloned());
        }
        let own = unit.and_then(|unit| unit_named(unit, language));
        let asked = asked.filter(|_| own.is_none());
        // Where the claim says what is counted, that is what a bare number counts.
        let only = units.first().copied().filter(|_| units.len() == 1 && asked.is_none());
        let dated = values.iter().any(|value| matches!(value.reading, Reading::Days(_)));
        Self { unit: own.or(only), units, counted, asked, dated }
    }

    fn answer(&self, value: &Value) -> Answer {
        let mut answer = Answer {
            kind: AnswerKind::Words(value.wording.clone()),
            parts: Vec::new(),
            divided: Vec::new(),
            named: NamedParts::default(),
        };
        match &value.reading {
            Reading::Days(dated) => answer.kind = AnswerKind::Days(*dated),
            Reading::Quantity(quantity) => {
                // Among dates, `2019` is a year.
                // Four digits and nothing else may be a year, and are in no unit.
                let bare = value.raw.len() == 4 && year(quantity).is_some();
                if let Some(dated) = year(quantity).filter(|_| self.dated) {
                    answer.kind = AnswerKind::Days(dated);
                } else if let Some(number) = self.number(quantity, !bare) {
                    answer.kind = AnswerKind::Number(number);
                }
            }
            Reading::Sum(sum) => {
                if let Some(number) = self.number(&sum.total, true) {
                    answer.kind = AnswerKind::Number(number);
                }
                if sum.parts.len() > 1 {
                    answer.parts = sum.parts.iter().map(|part| part.quantity.stated).collect();
                    answer.parts.sort_unstable();
                    let named = named_parts(&sum.parts).into_iter();
                    answer.named = NamedParts(
                        named.map(|(key, part)| (key, part.quantity.possible())).collect(),
                    );
                }
            }
            Reading::Words | Reading::Unreadable(_) => {}
        }
        answer
    }

    /// A number in the smallest unit of what it measures; `None` where it is too large for that.
    fn number(&self, quantity: &Quantity, takes_unit: bool) -> Option<Number> {
        let key = quantity.counted.as_deref().and_then(name_key);
        let counted = key.filter(|key| quantity.is_rate || !self.counted.contains(key));
        let counted = counted.or_else(|| self.asked.clone());
        let meant = self.unit.filter(|_| takes_unit && quantity.counted.is_none());
        let given = quantity.unit.or(meant);
        // Fifty cents are half a dollar beside dollars.
        let read: BTreeSet<(Unit, i128)> =
            self.units.iter().filter_map(|other| given?.read_as(*other)).collect();
        let (unit, parts) = match read.first().filter(|_| read.len() == 1) {
            Some((unit, parts)) => (Some(*unit), *parts),
            None => (given, 1),
        };
        let size = unit.map_or(1, |unit| unit.size);
        let sized = |interval: Interval<Decimal>| {
            let end = |end: Option<End<Decimal>>| match end {
                Some(end) => end.at.share(1, parts)?.times(size).map(|at| Some(End { at, ..end })),
                None => Some(None),
            };
            Some(Interval { low: end(interval.low)?, high: end(interval.high)? })
        };
        Some(Number {
            dimension: unit.map(|unit| unit.dimension),
            stated: sized(quantity.stated)?,
            approximation: quantity.approximation,
            possible: sized(quantity.possible())?,
            counted,
            is_rate: quantity.is_rate,
        })
    }
}

/// The unit that words name.
fn unit_named(words: &str, language: Language) -> Option<Unit> {
    let text = format!("2 {words}");
    match figures(&text, language).as_slice() {
        [figure] if figure.range == (0..text.len()) => match figure.what {
            What::Amount(amount) => amount.unit,
            _ => None,
        },
        _ => None,
    }
}

/// The days of a year, where a number is one.
fn year(quantity: &Quantity) -> Option<Dated> {
    let plain = quantity.unit.is_none() && quantity.counted.is_none();
    let number = quantity.stated.only().filter(|_| plain)?.as_whole()?;
    let year: i16 = number.try_into().ok().filter(|year| (1000..3000).contains(year))?;
    let dated = Dated::year(year)?;
    Some(match quantity.approximation {
        Some(_) => dated.around(366),
        None => dated,
    })
}

/// Tells sums of the same numbers apart where they name the parts otherwise: `18 bureaus + 19
/// firms` is not `19 bureaus + 18 firms`.
fn divide(answers: &mut [Answer], values: &[&Value]) {
    type Counts = BTreeMap<String, BTreeSet<Interval<Decimal>>>;
    let named: Vec<BTreeMap<String, Interval<Decimal>>> = values
        .iter()
        .map(|value| match &value.reading {
            Reading::Sum(sum) if sum.parts.len() > 1 => named_parts(&sum.parts)
                .into_iter()
                .map(|(name, part)| (name, part.quantity.stated))
                .collect(),
            _ => BTreeMap::new(),
        })
        .collect();
    let mut by_numbers: BTreeMap<Answer, Counts> = BTreeMap::new();
    for (answer, named) in answers.iter().zip(&named).filter(|(_, named)| !named.is_empty()) {
        let counts = by_numbers.entry(answer.clone()).or_default();
        for (name, number) in named {
            counts.entry(name.clone()).or_default().insert(*number);
        }
    }
    for (answer, named) in answers.iter_mut().zip(&named) {
        let Some(counts) = by_numbers.get(answer) else { continue };
        let divided = named
            .iter()
            .filter(|(name, _)| counts.get(*name).is_some_and(|counts| counts.len() > 1));
        answer.divided = divided.map(|(name, number)| (name.clone(), *number)).collect();
    }
}

/// A sum's named parts by their keys, those of one name added up.
#[must_use]
pub fn named_parts(parts: &[SumPart]) -> Vec<(String, SumPart)> {
    let mut named: BTreeMap<String, Option<SumPart>> = BTreeMap::new();
    for part in parts {
        let Some(key) = part.key() else { continue };
        named
            .entry(key)
            .and_modify(|sum| {
                *sum = sum.take().and_then(|sum| {
                    Some(SumPart {
                        quantity: sum.quantity.plus(&part.quantity).ok()?,
                        counted_by_editor: sum.counted_by_editor || part.counted_by_editor,
                        ..sum
                    })
                });
            })
            .or_insert_with(|| Some(part.clone()));
    }
    named.into_iter().filter_map(|(key, part)| Some((key, part?))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PAIRS: &str = include_str!("../../../tests/values/pairs.txt");

    /// How two values are held to stand to each other.
    fn told(language: &str, one: &str, other: &str, unit: Option<&str>) -> &'static str {
        let language = Language::of(language);
        let [one, other] = [one, other].map(|raw| Value::read(raw, &[language]));
        if one.problem().is_some() {
            return "unreadable";
        }
        match answers(&[&one, &other], unit, language).as_slice() {
            [one, other] => match one.relation(other) {
                Relation::Same => "same",
                Relation::Compatible => "compatible",
                Relation::Differ => "differ",
                Relation::Contradict => "contradict",
            },
            _ => "nothing",
        }
    }

    fn pairs() -> impl Iterator<Item = Vec<&'static str>> {
        let lines = PAIRS.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        lines.map(|line| line.split('|').map(str::trim).collect())
    }

    #[test]
    fn values_stand_to_each_other_as_an_editor_says() {
        assert!(pairs().count() >= 300);
        let mut wrong = Vec::new();
        for pair in pairs() {
            let [language, relation, one, other, unit @ ..] = pair.as_slice() else {
                panic!("{pair:?}")
            };
            let unit = unit.first().copied();
            let there = told(language, one, other, unit);
            let back = match *relation {
                "unreadable" => there,
                _ => told(language, other, one, unit),
            };
            if there != *relation || back != *relation {
                wrong.push(format!("{pair:?}: told {there}, and {back} the other way"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_unit_that_a_claim_names_is_meant_by_its_answers() {
        assert_eq!(told("en", "5", "5,000 m", Some("km")), "same");
        assert_eq!(told("en", "28 people", "28", Some("people")), "same");
        assert_eq!(told("en", "28 companies", "28", Some("people")), "differ");
        assert_eq!(told("en", "28 companies", "27", None), "contradict");
    }

    proptest! {
        #[test]
        fn relations_are_the_same_both_ways(
            values in any::<[prop::sample::Index; 2]>(), sides in any::<[bool; 2]>(),
        ) {
            let all: Vec<Vec<&str>> = pairs().collect();
            let [one, other] = [0, 1].map(|at| {
                let pair = values[at].get(&all);
                let value = if sides[at] { pair[2] } else { pair[3] };
                Value::read(value, &[Language::of(pair[0])])
            });
            let english = Language::of("en");
            let there = answers(&[&one, &other], None, english);
            let back = answers(&[&other, &one], None, english);
            prop_assert_eq!(there[0].relation(&there[1]), there[1].relation(&there[0]));
            prop_assert_eq!(there[0].relation(&there[1]), back[0].relation(&back[1]));
            prop_assert_eq!(there[0].relation(&there[0]), Relation::Same);
        }
    }
}
