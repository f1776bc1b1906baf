//! Claims: one question, and each report's answer.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::{ArticleId, Briefing, Claim, NoteId};
use crate::parse::fold::fold;
use crate::parse::value::{Approximation, Decimal, Interval, Part, Quantity, Reading, Value};

/// One `claim` note, its answers compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimTable {
    /// The note.
    pub note: NoteId,
    /// One a passage, in the author's order, then one for each report in which the editor looked
    /// and found no answer. A report without a cell is one in which nobody looked.
    pub cells: Vec<Cell>,
    /// Answers that are the same, together: the group of most reports first.
    pub groups: Vec<Group>,
    /// Part by part, where sums have named parts: in order of the parts' first appearance in the
    /// earliest report.
    pub parts: Vec<PartRow>,
    /// What comes of it.
    pub verdict: Verdict,
}

/// One report's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The report.
    pub article: ArticleId,
    /// Number of the passage in the note; `None` where the report is silent.
    pub passage: Option<usize>,
    /// Number in [`ClaimTable::groups`], where there is an answer.
    pub group: Option<usize>,
    /// How the answer stands to the others.
    pub status: Status,
    /// Of a sum, whether it comes to the claim's total, where there is one.
    pub sum: Option<SumCheck>,
}

/// How a cell stands to the others of its claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Every other answer is the same.
    Agrees,
    /// It and every other answer can both be true, though they are not the same.
    Compatible,
    /// Another answer is in other words, or of another kind, or in another unit: whether both can
    /// be true cannot be told from the values.
    Differs,
    /// It and some other answer cannot both be true.
    Disagrees,
    /// No other report answers.
    Only,
    /// The passage is given without a value.
    Unvalued,
    /// The editor looked, and the report does not say.
    NotReported,
}

impl Status {
    /// The words that pages and data print.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Compatible => "compatible",
            Self::Differs => "differs",
            Self::Disagrees => "disagrees",
            Self::Only => "only answer",
            Self::Unvalued => "no value",
            Self::NotReported => "not reported",
        }
    }
}

/// Answers that are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The value, as the author writes it for the earliest of these reports.
    pub value: String,
    /// Numbers of the cells.
    pub cells: Vec<usize>,
}

/// What the answers come to together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// No report answers.
    Unanswered,
    /// One does.
    Only,
    /// All that answer give the same answer.
    Agree,
    /// They are not the same, and can all be true.
    Compatible,
    /// Some are in other words, kinds or units.
    Differ,
    /// Some cannot both be true.
    Contradict,
}

/// Whether the parts of a sum come to the claim's total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumCheck {
    /// What the parts add up to.
    pub adds_up_to: Quantity,
    /// What they should.
    pub total: Quantity,
    /// Whether the two can be the same.
    pub holds: bool,
}

/// One named part across the reports' sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRow {
    /// The part's name, as the author first writes it.
    pub name: String,
    /// By cell, for each in [`ClaimTable::cells`]: how many, where its sum has the part.
    pub counts: Vec<Option<PartCount>>,
    /// Whether two of the counts cannot both be true.
    pub disputed: bool,
}

/// How many of a part one report has. Parts of one sum with the same name are added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartCount {
    /// How many.
    pub quantity: Quantity,
    /// Whether the editor counted them.
    pub counted_by_editor: bool,
}

/// Compares the answers to a `claim` note.
pub(super) fn collate(briefing: &Briefing, id: NoteId, claim: &Claim) -> ClaimTable {
    let note = &briefing[id];
    let mut cells: Vec<Cell> = Vec::with_capacity(note.passages.len() + note.silent.len());
    for (number, passage) in note.passages.iter().enumerate() {
        let sum = passage.value.as_ref().and_then(|value| sum_check(value, claim.total.as_ref()?));
        cells.push(Cell {
            article: passage.article,
            passage: Some(number),
            group: None,
            status: Status::Unvalued,
            sum,
        });
    }
    cells.extend(note.silent.iter().map(|(article, _)| Cell {
        article: *article,
        passage: None,
        group: None,
        status: Status::NotReported,
        sum: None,
    }));
    let values = note.passages.iter().enumerate();
    let values: Vec<(usize, &Value)> =
        values.filter_map(|(cell, passage)| Some((cell, passage.value.as_ref()?))).collect();
    let answers = Answers::of(&values);
    let groups = answers.groups(&cells);
    for (number, group) in groups.iter().enumerate() {
        for &cell in &group.cells {
            cells[cell].group = Some(number);
        }
    }
    let reports: BTreeSet<ArticleId> =
        values.iter().map(|(cell, _)| cells[*cell].article).collect();
    let alone = reports.len() == 1 && groups.len() == 1;
    for answer in &answers.all {
        cells[answer.cell].status = match alone {
            true => Status::Only,
            false => answers.status(answer, groups.len()),
        };
    }
    let verdict = verdict(&cells, groups.len());
    let parts = part_rows(&cells, &values);
    ClaimTable { note: id, cells, groups, parts, verdict }
}

fn verdict(cells: &[Cell], groups: usize) -> Verdict {
    let any = |status| cells.iter().any(|cell| cell.status == status);
    match () {
        () if any(Status::Disagrees) => Verdict::Contradict,
        () if any(Status::Differs) => Verdict::Differ,
        () if any(Status::Only) => Verdict::Only,
        () if groups == 0 => Verdict::Unanswered,
        () if groups == 1 => Verdict::Agree,
        () => Verdict::Compatible,
    }
}

/// Whether the parts of a sum come to the total; one part alone is none.
fn sum_check(value: &Value, total: &Value) -> Option<SumCheck> {
    let Reading::Sum(sum) = &value.reading else { return None };
    let total = total.quantity()?;
    if sum.parts.len() < 2 {
        return None;
    }
    let units = [&sum.total.unit, &total.unit].map(Option::as_ref);
    let same_unit = !matches!(units, [Some(one), Some(other)] if one != other);
    let holds = same_unit && sum.total.possible().meets(&total.possible());
    Some(SumCheck { adds_up_to: sum.total.clone(), total: total.clone(), holds })
}

/// What kind of thing an answer is: answers of one kind can be held against each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    /// A number, in a unit.
    Number(Option<String>),
    /// A stretch of days.
    Days,
    /// Words.
    Words,
}

/// What is the same about two answers that are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    sort: Sort,
    number: Option<(Interval<Decimal>, Option<Approximation>)>,
    days: Option<Interval<Date>>,
    words: Option<String>,
    /// The numbers of a sum's parts, in order of size.
    parts: Vec<Interval<Decimal>>,
    /// The parts that sums of the same numbers divide among themselves in different ways.
    divided: Vec<(String, Interval<Decimal>)>,
}

/// An answer as it is compared.
struct Answer<'a> {
    cell: usize,
    value: &'a Value,
    key: Key,
    /// The named parts of its sum.
    named: Vec<(String, Quantity)>,
}

/// The answers to one claim, with what no answer of a dimension may pass: an answer disagrees
/// with another if it lies wholly above the least upper end, or below the greatest lower end.
struct Answers<'a> {
    all: Vec<Answer<'a>>,
    numbers: BTreeMap<(Sort, String), Interval<Decimal>>,
    days: Option<Interval<Date>>,
    sorts: usize,
    wordings: usize,
}

impl<'a> Answers<'a> {
    fn of(values: &[(usize, &'a Value)]) -> Self {
        let unit = only_unit(values);
        let dated = values.iter().any(|(_, value)| matches!(value.reading, Reading::Days(_)));
        let mut all: Vec<Answer> =
            values.iter().map(|&(cell, value)| answer(cell, value, unit.as_ref(), dated)).collect();
        divide(&mut all);
        let mut answers = Self {
            sorts: all.iter().map(|answer| &answer.key.sort).collect::<BTreeSet<_>>().len(),
            wordings: all
                .iter()
                .filter_map(|a| a.key.words.as_ref())
                .collect::<BTreeSet<_>>()
                .len(),
            all: Vec::new(),
            numbers: BTreeMap::new(),
            days: None,
        };
        for answer in &all {
            for (dimension, interval) in answer.dimensions() {
                let limits = answers.numbers.entry(dimension).or_insert(interval);
                *limits = limits.within(&interval);
            }
            if let Some(days) = answer.key.days {
                let limits = answers.days.get_or_insert(days);
                *limits = limits.within(&days);
            }
        }
        answers.all = all;
        answers
    }

    fn status(&self, answer: &Answer, groups: usize) -> Status {
        let number = answer.dimensions().into_iter().any(|(dimension, interval)| {
            self.numbers.get(&dimension).is_some_and(|limits| !interval.meets(limits))
        });
        let days = answer
            .key
            .days
            .is_some_and(|days| self.days.as_ref().is_some_and(|limits| !days.meets(limits)));
        if number || days {
            return Status::Disagrees;
        }
        match (self.sorts, &answer.key.sort, groups) {
            (2.., ..) => Status::Differs,
            (_, Sort::Words, _) if self.wordings > 1 => Status::Differs,
            (_, _, 1) => Status::Agrees,
            _ => Status::Compatible,
        }
    }

    /// Answers that are the same, together: of most reports first, then the earliest.
    fn groups(&self, cells: &[Cell]) -> Vec<Group> {
        let mut groups: BTreeMap<&Key, Vec<&Answer>> = BTreeMap::new();
        for answer in &self.all {
            groups.entry(&answer.key).or_default().push(answer);
        }
        let article = |answer: &Answer| cells[answer.cell].article;
        let mut groups: Vec<Vec<&Answer>> = groups.into_values().collect();
        groups.sort_by_key(|group| {
            let reports: BTreeSet<ArticleId> = group.iter().map(|answer| article(answer)).collect();
            (Reverse(reports.len()), reports.first().copied())
        });
        let group = |group: Vec<&Answer>| {
            let first = group.iter().min_by_key(|answer| (article(answer), &answer.value.raw));
            Group {
                value: first.map(|answer| answer.value.raw.clone()).unwrap_or_default(),
                cells: group.iter().map(|answer| answer.cell).collect(),
            }
        };
        groups.into_iter().map(group).collect()
    }
}

impl Answer<'_> {
    /// What can be held against other answers: the number, and each named part.
    fn dimensions(&self) -> Vec<((Sort, String), Interval<Decimal>)> {
        let sort = || self.key.sort.clone();
        let number = self.key.number.map(|(stated, approximation)| {
            let possible = approximation.map_or(stated, |how| how.widen(stated));
            ((sort(), String::new()), possible)
        });
        let parts =
            self.named.iter().map(|(name, quantity)| ((sort(), name.clone()), quantity.possible()));
        number.into_iter().chain(parts).collect()
    }
}

/// The unit of all answers that name one, if it is the same: it is meant by the others too.
fn only_unit(values: &[(usize, &Value)]) -> Option<String> {
    let units: BTreeSet<&str> = values.iter().filter_map(|(_, value)| value.unit()).collect();
    match units.len() {
        1 => units.first().map(|unit| (*unit).to_owned()),
        _ => None,
    }
}

fn answer<'a>(cell: usize, value: &'a Value, unit: Option<&String>, dated: bool) -> Answer<'a> {
    let mut key = Key {
        sort: Sort::Words,
        number: None,
        days: None,
        words: None,
        parts: Vec::new(),
        divided: Vec::new(),
    };
    let mut named = Vec::new();
    match &value.reading {
        Reading::Days(days) => key.days = Some(*days),
        // Among dates, `2019` is a year.
        Reading::Quantity(quantity) if dated && year(quantity).is_some() => {
            key.days = year(quantity)
        }
        Reading::Quantity(quantity) => key.number = Some((quantity.stated, quantity.approximation)),
        Reading::Sum(sum) => {
            key.number = Some((sum.total.stated, sum.total.approximation));
            if sum.parts.len() > 1 {
                key.parts = sum.parts.iter().map(|part| part.quantity.stated).collect();
                key.parts.sort_unstable();
                named = named_parts(&sum.parts)
                    .into_iter()
                    .map(|(key, part)| (key, part.quantity))
                    .collect();
            }
        }
        Reading::Words | Reading::Unreadable(_) => key.words = Some(folded_words(&value.raw)),
    }
    key.sort = match (&key.number, &key.days) {
        (Some(_), _) => Sort::Number(value.unit().map(str::to_owned).or_else(|| unit.cloned())),
        (_, Some(_)) => Sort::Days,
        _ => Sort::Words,
    };
    Answer { cell, value, key, named }
}

/// The days of a year, where a number is one.
fn year(quantity: &Quantity) -> Option<Interval<Date>> {
    let plain = quantity.unit.is_none() && quantity.approximation.is_none();
    let number = quantity.stated.only().filter(|_| plain)?.as_whole()?;
    let year: i16 = number.try_into().ok().filter(|year| (1000..3000).contains(year))?;
    let first = Date::new(year, 1, 1).ok()?;
    Some(Interval::between(first, first.last_of_year()))
}

/// Words for comparison: in lower case, without punctuation.
fn folded_words(raw: &str) -> String {
    let folded = fold(raw).text.to_lowercase();
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { folded } else { words.join(" ") }
}

/// Tells sums of the same numbers apart where they name the parts otherwise: `18 bureaus + 19
/// firms` is not `19 bureaus + 18 firms`.
fn divide(answers: &mut [Answer]) {
    type Counts = BTreeMap<String, BTreeSet<Interval<Decimal>>>;
    let mut by_numbers: BTreeMap<Key, Counts> = BTreeMap::new();
    for answer in answers.iter().filter(|answer| !answer.named.is_empty()) {
        let counts = by_numbers.entry(answer.key.clone()).or_default();
        for (name, quantity) in &answer.named {
            counts.entry(name.clone()).or_default().insert(quantity.stated);
        }
    }
    for answer in answers {
        let Some(counts) = by_numbers.get(&answer.key) else { continue };
        let divided = answer
            .named
            .iter()
            .filter(|(name, _)| counts.get(name).is_some_and(|counts| counts.len() > 1));
        answer.key.divided =
            divided.map(|(name, quantity)| (name.clone(), quantity.stated)).collect();
    }
}

/// A sum's named parts by their keys, those of one name added up.
fn named_parts(parts: &[Part]) -> Vec<(String, Part)> {
    let mut named: BTreeMap<String, Option<Part>> = BTreeMap::new();
    for part in parts {
        let Some(key) = part.key() else { continue };
        named
            .entry(key)
            .and_modify(|sum| {
                *sum = sum.take().and_then(|sum| {
                    Some(Part {
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

/// The named parts across the reports.
fn part_rows(cells: &[Cell], values: &[(usize, &Value)]) -> Vec<PartRow> {
    let mut sums: Vec<(usize, &[Part])> = values
        .iter()
        .filter_map(|(cell, value)| match &value.reading {
            Reading::Sum(sum) => Some((*cell, sum.parts.as_slice())),
            _ => None,
        })
        .collect();
    sums.sort_by_key(|(cell, _)| (cells[*cell].article, *cell));
    let (mut order, mut seen) = (Vec::new(), BTreeSet::new());
    let mut rows: BTreeMap<String, PartRow> = BTreeMap::new();
    for (cell, parts) in sums {
        order.extend(parts.iter().filter_map(Part::key).filter(|key| seen.insert(key.clone())));
        for (key, part) in named_parts(parts) {
            let row = rows.entry(key).or_insert_with(|| PartRow {
                name: part.name.clone().unwrap_or_default(),
                counts: vec![None; cells.len()],
                disputed: false,
            });
            row.counts[cell] = Some(PartCount {
                quantity: part.quantity,
                counted_by_editor: part.counted_by_editor,
            });
        }
    }
    for row in rows.values_mut() {
        let counts = || row.counts.iter().flatten().map(|count| count.quantity.possible());
        let limits = counts().reduce(|limits, count| limits.within(&count));
        row.disputed =
            counts().any(|count| limits.as_ref().is_some_and(|limits| !count.meets(limits)));
    }
    order.into_iter().filter_map(|key| rows.remove(&key)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::testing;

    fn table(total: Option<&str>, values: &[&'static str]) -> ClaimTable {
        let briefing = testing::claim(total, values);
        crate::collate::collate(&briefing).claims.remove(0)
    }

    fn statuses(values: &[&'static str]) -> Vec<&'static str> {
        table(None, values).cells.iter().map(|cell| cell.status.name()).collect()
    }

    #[test]
    fn bounds_that_cannot_both_hold_disagree() {
        let told = table(
            None,
            &[
                "more than 1,000,000",
                "around 1,000,000",
                "over a million",
                "up to one million",
                "not reported",
            ],
        );
        let status: Vec<Status> = told.cells.iter().map(|cell| cell.status).collect();
        assert_eq!(
            status,
            [
                Status::Disagrees,
                Status::Compatible,
                Status::Disagrees,
                Status::Disagrees,
                Status::NotReported,
            ]
        );
        assert_eq!(told.verdict, Verdict::Contradict);
        let groups: Vec<(&str, &[usize])> = told
            .groups
            .iter()
            .map(|group| (group.value.as_str(), group.cells.as_slice()))
            .collect();
        assert_eq!(
            groups,
            [
                ("more than 1,000,000", &[0, 2][..]),
                ("around 1,000,000", &[1][..]),
                ("up to one million", &[3][..]),
            ]
        );
    }

    #[test]
    fn answers_that_can_all_be_true_are_compatible() {
        assert_eq!(statuses(&["28", "28 entities", "twenty-eight"]), ["agrees"; 3]);
        assert_eq!(statuses(&["28", "more than 20", "18 + 10"]), ["compatible"; 3]);
        assert_eq!(statuses(&["October 2019", "7 October 2019", "2019"]), ["compatible"; 3]);
        assert_eq!(statuses(&["28", "27"]), ["disagrees"; 2]);
        assert_eq!(statuses(&["7 October 2019", "8 October 2019"]), ["disagrees"; 2]);
        assert_eq!(statuses(&["between 20 and 30", "25", "at least 31"]), ["disagrees"; 3]);
        assert_eq!(statuses(&["nearly 30 %", "28 %"]), ["compatible"; 2]);
        assert_eq!(statuses(&["nearly 30 %", "30 %"]), ["disagrees"; 2]);
    }

    #[test]
    fn what_cannot_be_weighed_differs() {
        assert_eq!(statuses(&["groundless", "Groundless.", "justified"]), ["differs"; 3]);
        assert_eq!(statuses(&["groundless", "“Groundless”"]), ["agrees"; 2]);
        assert_eq!(statuses(&["28", "several"]), ["differs"; 2]);
        assert_eq!(statuses(&["$5 million", "€5 million"]), ["differs"; 2]);
        assert_eq!(statuses(&["3 weeks", "3 months"]), ["differs"; 2]);
    }

    #[test]
    fn a_unit_that_only_some_name_is_meant_by_all() {
        assert_eq!(statuses(&["$620 million", "620 million"]), ["agrees"; 2]);
        assert_eq!(statuses(&["30 %", "30 percent", "30"]), ["agrees"; 3]);
    }

    #[test]
    fn silence_and_a_missing_value_are_no_answers() {
        let told = table(None, &["28", "", "not reported"]);
        let status: Vec<Status> = told.cells.iter().map(|cell| cell.status).collect();
        assert_eq!(status, [Status::Only, Status::Unvalued, Status::NotReported]);
        assert_eq!(told.verdict, Verdict::Only);
        assert_eq!(table(None, &["not reported"]).verdict, Verdict::Unanswered);
    }

    #[test]
    fn sums_are_held_against_the_total() {
        let told = table(
            Some("28"),
            &["18 bureaus + 1 college + 8 firms", "1 department + 19 bureaus + [8 firms]", "28"],
        );
        let holds: Vec<Option<bool>> =
            told.cells.iter().map(|cell| cell.sum.as_ref().map(|sum| sum.holds)).collect();
        assert_eq!(holds, [Some(false), Some(true), None]);
        let wrong = told.cells[0].sum.as_ref().unwrap();
        assert_eq!(
            (wrong.adds_up_to.to_string(), wrong.total.to_string()),
            ("27".into(), "28".into())
        );
    }

    #[test]
    fn parts_are_compared_by_their_names() {
        let told = table(
            Some("28"),
            &[
                "18 bureaus + 1 college + 8 firms",
                "1 department + 19 Bureaus + 8 firms",
                "1 department + 19 bureaus + [8 firms]",
                "28",
            ],
        );
        let row = |name: &str| told.parts.iter().find(|row| row.name == name).unwrap();
        let counts: Vec<Option<String>> = row("bureaus")
            .counts
            .iter()
            .map(|count| count.as_ref().map(|count| count.quantity.to_string()))
            .collect();
        assert_eq!(counts, [Some("18".into()), Some("19".into()), Some("19".into()), None]);
        assert!(row("bureaus").disputed && !row("firms").disputed);
        let by_editor: Vec<bool> =
            row("firms").counts.iter().flatten().map(|count| count.counted_by_editor).collect();
        assert_eq!(by_editor, [false, false, true]);
        let names: Vec<&str> = told.parts.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["bureaus", "college", "firms", "department"]);
        // The two ways to 28 that name the same parts are one answer.
        assert_eq!(told.groups[0].cells, [1, 2]);
    }

    #[test]
    fn sums_of_the_same_numbers_divide_them_as_they_say() {
        let told = table(None, &["18 bureaus + 19 firms", "19 bureaus + 18 firms", "18 + 19"]);
        assert_eq!(told.groups.len(), 3);
        let status: Vec<Status> = told.cells.iter().map(|cell| cell.status).collect();
        assert_eq!(status, [Status::Disagrees, Status::Disagrees, Status::Compatible]);
        // Parts that only one of them names so are no dispute.
        let told = table(None, &["1 bureau + 19 agencies", "1 bureau + 19 elements"]);
        assert_eq!(told.verdict, Verdict::Agree);
    }

    #[test]
    fn the_order_of_reports_changes_only_the_order_of_cells() {
        let forth = table(None, &["28", "27", "28", "several"]);
        let back = table(None, &["several", "28", "27", "28"]);
        assert_eq!(forth.verdict, back.verdict);
        let values = |table: &ClaimTable| -> Vec<(String, usize)> {
            table.groups.iter().map(|group| (group.value.clone(), group.cells.len())).collect()
        };
        assert_eq!(values(&forth)[0], values(&back)[0]);
    }
}
