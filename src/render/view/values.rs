//! A claim's answers, drawn: sums as segments, numbers and dates as stretches of an axis. What cannot be
//! held against each other on one scale is not drawn.

use std::collections::BTreeMap;

use super::Maker;
use super::claim::Given;
use super::picture::PictureView;
use crate::collate::ClaimTable;
use crate::date::Days;
use crate::i18n::fill;
use crate::language::{Decimal, Interval};
use crate::model::{ArticleId, NoteId};
use crate::parse::value::{Approximation, Quantity, Reading, Sum, Value};
use crate::picture::{
    self, IntervalRow, Intervals, MOST_INTERVALS, MOST_SUMS, SumPart, SumRow, Sums, Told,
};
use crate::render::dates::days_in_words;

/// A row names so many reports.
const NAMED: usize = 3;

/// The id of what names the picture on a page that has but one.
pub(crate) const PICTURE: &str = "_values";

/// Places of an axis of numbers, about.
const TICKS: f64 = 4.0;

/// An answer, and what is needed to draw it.
struct Answered<'a> {
    value: &'a Value,
    reports: String,
}

/// An end of an answer, and whether it belongs to it.
type DrawnEnd = Option<(f64, bool)>;

/// What is drawn.
enum Values {
    Sums(Sums),
    Intervals(Intervals),
}

impl Maker<'_> {
    /// The picture of a claim's answers, where they have a common scale; `name` is the id of what names it.
    pub(crate) fn values(&self, id: NoteId, name: &str) -> Option<PictureView> {
        let table = self.site.collation.claim(id)?;
        let given = self.by_value(table).into_iter();
        let answered: Vec<Answered> = given.filter_map(|it| self.answered_by(table, it)).collect();
        let words = self.words();
        let values = self
            .sums(table, &self.by_words(table))
            .or_else(|| self.quantities(&answered))
            .or_else(|| self.days(&answered))?;
        Some(match values {
            Values::Sums(sums) => {
                self.picture(name, words.sums_caption.clone(), |frame| picture::sums(&sums, frame))
            }
            Values::Intervals(intervals) => {
                let caption = words.values_caption.clone();
                self.picture(name, caption, |frame| picture::intervals(&intervals, frame))
            }
        })
    }

    fn answered_by(&self, table: &ClaimTable, given: Given) -> Option<Answered<'_>> {
        let value = self.value_of(table, given.cell)?;
        let reports = self.named_reports(&given.reports, NAMED);
        Some(Answered { value, reports })
    }

    /// The answers, those of the same words together: parts of other names make another sum.
    fn by_words(&self, table: &ClaimTable) -> Vec<Answered<'_>> {
        let mut found: Vec<(&Value, Vec<ArticleId>)> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for cell in table.groups.iter().flat_map(|group| &group.cells) {
            let Some(value) = self.value_of(table, *cell) else { continue };
            let place = *places.entry(&value.raw).or_insert(found.len());
            if place == found.len() {
                found.push((value, Vec::new()));
            }
            found[place].1.push(table.cells[*cell].article);
        }
        let answered = found.into_iter().map(|(value, mut reports)| {
            reports.sort_unstable();
            reports.dedup();
            Answered { value, reports: self.named_reports(&reports, NAMED) }
        });
        answered.collect()
    }

    fn sums(&self, table: &ClaimTable, answered: &[Answered]) -> Option<Values> {
        let words = self.words();
        let roles: BTreeMap<String, usize> =
            table.parts.iter().enumerate().map(|(n, part)| (part.name.to_lowercase(), n)).collect();
        let check = table.cells.iter().find_map(|cell| cell.sum.as_ref());
        let expected = check.and_then(|check| exactly(&check.total));
        let mut rows = Vec::new();
        for answer in answered.iter().take(MOST_SUMS) {
            let Reading::Sum(sum) = &answer.value.reading else { continue };
            let parts = self.sum_parts(sum, &roles)?;
            let all: f64 = parts.iter().map(|part| part.count).sum();
            let lacks = expected.map(|expected| expected - all).filter(|lacks| *lacks > 0.0);
            rows.push(SumRow {
                sum: match sum.parts.len() {
                    1 => answer.value.raw.clone(),
                    _ => format!("{} = {}", answer.value.raw, self.quantity(&sum.total)),
                },
                reports: answer.reports.clone(),
                parts,
                missing: lacks.map(|lacks| fill(&words.sum_lacks, &[("n", &self.figure(lacks))])),
            });
        }
        in_one_order(&mut rows);
        if rows.len() < 2 && !rows.iter().any(|row| row.missing.is_some()) {
            return None;
        }
        let expected = expected.map(|expected| (expected, self.figure(expected)));
        Some(Values::Sums(Sums { rows, expected }))
    }

    fn sum_parts(&self, sum: &Sum, roles: &BTreeMap<String, usize>) -> Option<Vec<SumPart>> {
        let mut parts = Vec::new();
        for (index, part) in sum.parts.iter().enumerate() {
            let name = part.name.clone().unwrap_or_default();
            let role = roles.get(&name.to_lowercase()).copied();
            parts.push(SumPart {
                count: exactly(&part.quantity)?,
                figure: self.part(part),
                role: role.unwrap_or(index),
                name,
            });
        }
        Some(parts)
    }

    /// Numbers and bounds of one kind; each answer must be one.
    fn quantities(&self, answered: &[Answered]) -> Option<Values> {
        let quantity = |answer: &Answered| match &answer.value.reading {
            Reading::Quantity(quantity) => Some(quantity.clone()),
            _ => None,
        };
        let quantities: Vec<Quantity> =
            answered.iter().map(quantity).collect::<Option<Vec<Quantity>>>()?;
        let first = quantities.first().filter(|_| quantities.len() > 1)?;
        let of_one_kind = |it: &Quantity| {
            (it.unit, &it.counted, it.is_rate) == (first.unit, &first.counted, first.is_rate)
        };
        if !quantities.iter().all(of_one_kind) {
            return None;
        }
        let end = |end: Option<crate::language::End<Decimal>>| {
            end.and_then(|end| Some((number(end.at)?, end.inclusive)))
        };
        let rows: Vec<IntervalRow> = answered
            .iter()
            .zip(&quantities)
            .take(MOST_INTERVALS)
            .map(|(answer, quantity)| {
                let Interval { low, high } = quantity.stated;
                self.interval_row(answer, (end(low), end(high)), told(quantity))
            })
            .collect();
        let ticks = self.number_ticks(&rows)?;
        Some(Values::Intervals(Intervals { rows, ticks }))
    }

    fn days(&self, answered: &[Answered]) -> Option<Values> {
        let words = self.words();
        let mut places: BTreeMap<i64, String> = BTreeMap::new();
        let mut rows = Vec::new();
        for answer in answered.iter().take(MOST_INTERVALS) {
            let Reading::Days(dated) = &answer.value.reading else { return None };
            if dated.yearless {
                return None;
            }
            let ends = [dated.days.low, dated.days.high].map(|end| {
                let end = end?;
                let day = day_number(end.at);
                if !dated.vague {
                    let name = days_in_words(Days { first: end.at, last: end.at }, words);
                    places.insert(day, name);
                }
                #[expect(clippy::cast_precision_loss, reason = "days of nine thousand years")]
                Some((day as f64, end.inclusive))
            });
            let told = if dated.vague { Told::Within } else { Told::Exactly };
            rows.push(self.interval_row(answer, (ends[0], ends[1]), told));
        }
        if rows.len() < 2 {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "days of nine thousand years")]
        let ticks = places.into_iter().map(|(day, name)| (day as f64, name)).collect();
        Some(Values::Intervals(Intervals { rows, ticks }))
    }

    fn interval_row(
        &self,
        answer: &Answered,
        (low, high): (DrawnEnd, DrawnEnd),
        told: Told,
    ) -> IntervalRow {
        let reports = answer.reports.clone();
        IntervalRow { value: answer.value.raw.clone(), reports, low, high, told }
    }

    /// Round numbers over all of the answers, and beyond those that have no end.
    fn number_ticks(&self, rows: &[IntervalRow]) -> Option<Vec<(f64, String)>> {
        let ends = || rows.iter().flat_map(|row| [row.low, row.high]).flatten().map(|(at, _)| at);
        let mut low = ends().fold(f64::INFINITY, f64::min);
        let mut high = ends().fold(f64::NEG_INFINITY, f64::max);
        if !(high - low).is_finite() {
            return None;
        }
        // What has no lower end begins at nothing.
        if rows.iter().any(|row| row.low.is_none()) && low > 0.0 {
            low = 0.0;
        }
        let reach = if high > low { high - low } else { high.abs().max(1.0) };
        if rows.iter().any(|row| row.high.is_none()) || high <= low {
            high += reach / 4.0;
        }
        let step = round_step((high - low) / TICKS)?;
        // Between whole numbers nobody counts halves.
        let whole = ends().all(|at| at.fract() == 0.0);
        let step = if whole { step.max(1.0) } else { step };
        let first = (low / step).floor();
        let mut ticks = Vec::new();
        let mut n = first;
        while n * step < high + step && ticks.len() < 12 {
            ticks.push((n * step, self.figure(n * step)));
            n += 1.0;
        }
        Some(ticks)
    }

    /// A number of a picture, with as many places as it needs.
    fn figure(&self, number: f64) -> String {
        let rounded = (number * 1e6).round() / 1e6;
        if rounded.fract() == 0.0 && (0.0..1e15).contains(&rounded) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a whole number below 10^15"
            )]
            return self.words().number(rounded as usize);
        }
        rounded.to_string()
    }
}

/// Parts that several sums have stand in one order in all of them; others where their report has them.
fn in_one_order(rows: &mut [SumRow]) {
    let mut sums: BTreeMap<usize, usize> = BTreeMap::new();
    for part in rows.iter().flat_map(|row| &row.parts) {
        *sums.entry(part.role).or_default() += 1;
    }
    for row in rows {
        let common = |part: &SumPart| sums.get(&part.role).is_some_and(|sums| *sums > 1);
        let mut sorted: Vec<SumPart> =
            row.parts.iter().filter(|part| common(part)).cloned().collect();
        sorted.sort_by_key(|part| part.role);
        let mut sorted = sorted.into_iter();
        for part in row.parts.iter_mut().filter(|part| common(part)) {
            if let Some(next) = sorted.next() {
                *part = next;
            }
        }
    }
}

/// How exactly a number is told.
fn told(quantity: &Quantity) -> Told {
    match quantity.approximation {
        None => Told::Exactly,
        Some(approximation) => Told::About {
            less: approximation != Approximation::Above,
            more: approximation != Approximation::Below,
        },
    }
}

/// A plain number.
fn exactly(quantity: &Quantity) -> Option<f64> {
    let low = quantity.stated.low?;
    (quantity.stated.high?.at == low.at).then(|| number(low.at)).flatten()
}

/// For drawing: to the pixel, not to the last place.
fn number(decimal: Decimal) -> Option<f64> {
    decimal.to_string().parse().ok().filter(|number: &f64| number.is_finite())
}

/// One, two or five of the power of ten that is nearest below.
fn round_step(step: f64) -> Option<f64> {
    let power = 10f64.powf(step.log10().floor());
    let times = step / power;
    let round = if times <= 1.0 {
        1.0
    } else if times <= 2.0 {
        2.0
    } else if times <= 5.0 {
        5.0
    } else {
        10.0
    };
    (power.is_normal()).then_some(round * power)
}

/// Days since the first of the calendar.
fn day_number(date: jiff::civil::Date) -> i64 {
    let since = date.duration_since(jiff::civil::Date::MIN);
    since.as_hours() / 24
}
