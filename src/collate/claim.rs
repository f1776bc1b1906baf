//! Claims: one question, and each report's answer.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::language::Language;
use crate::model::{ArticleId, Briefing, Claim, NoteId};
use crate::parse::value::{
    Answer, Quantity, Reading, Relation, SumPart, Value, answers, named_parts,
};

/// One `claim` note, its answers compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimTable {
    /// The note.
    pub note: NoteId,
    /// One a passage, in the author's order, then one for each report in which the editor looked
    /// and found no answer. A report without a cell is one of which nothing is known.
    pub cells: Vec<Cell>,
    /// Answers that are the same, together: the group of most reports first.
    pub groups: Vec<AnswerGroup>,
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
    /// How the answer stands to what the editor found, where there is such a finding and that can be told.
    pub finding: Option<AgainstFinding>,
}

/// How an answer stands to what the editor found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgainstFinding {
    /// It cannot be true if the editor's is.
    Contradicts,
    /// A sum that does not come to the claim's total, beside one that does: they are not the same, and the
    /// report may give the parts for a part of it only.
    Differs,
    /// It is the same.
    Agrees,
    /// Both can be true.
    Compatible,
    /// It is in words, or in another kind or unit than a finding in figures or days.
    NotComparable,
}

impl AgainstFinding {
    /// All of them, those that matter most first.
    pub const ALL: [Self; 5] =
        [Self::Contradicts, Self::Differs, Self::Agrees, Self::Compatible, Self::NotComparable];

    /// The word that data has for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Compatible => "compatible",
            Self::NotComparable => "not comparable",
            Self::Differs => "differs",
            Self::Contradicts => "contradicts",
        }
    }
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
pub struct AnswerGroup {
    /// The value, as the author writes it for the earliest of these reports.
    pub value: String,
    /// Numbers of the cells.
    pub cells: Vec<usize>,
    /// Numbers of the first few groups with which it cannot be true together.
    pub contradicts: Vec<usize>,
}

/// How many groups are named that one contradicts.
pub const MOST_CONTRADICTED: usize = 8;

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

impl ClaimTable {
    /// The reports that give an answer, each once, in order of publication.
    #[must_use]
    pub fn reports(&self, group: usize) -> Vec<ArticleId> {
        let cells = self.groups.get(group).into_iter().flat_map(|group| &group.cells);
        let reports = cells.filter_map(|cell| self.cells.get(*cell)).map(|cell| cell.article);
        reports.collect::<BTreeSet<ArticleId>>().into_iter().collect()
    }

    /// Whether an answer contradicts another that as many reports give, or more: of the two it is the one to
    /// be looked at.
    #[must_use]
    pub fn stands_against(&self, group: usize) -> bool {
        let contradicts = self.groups.get(group).into_iter().flat_map(|group| &group.contradicts);
        let given = self.reports(group).len();
        contradicts.into_iter().any(|other| self.reports(*other).len() >= given)
    }
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
            finding: None,
        });
    }
    cells.extend(note.silent.iter().map(|(article, _)| Cell {
        article: *article,
        passage: None,
        group: None,
        status: Status::NotReported,
        sum: None,
        finding: None,
    }));
    let values = note.passages.iter().enumerate();
    let values: Vec<(usize, &Value)> =
        values.filter_map(|(cell, passage)| Some((cell, passage.value.as_ref()?))).collect();
    let language = Language::of(&briefing.settings.language);
    let answers = Answers::of(&values, &cells, claim.unit.as_deref(), language);
    let reports: BTreeSet<ArticleId> =
        values.iter().map(|(cell, _)| cells[*cell].article).collect();
    let alone = reports.len() == 1 && answers.groups.len() == 1;
    for &(cell, group) in &answers.all {
        cells[cell].group = Some(group);
        cells[cell].status = if alone { Status::Only } else { answers.status(group) };
    }
    if let Some(finding) = &claim.finding {
        hold_against(&finding.value, &values, &mut cells, claim.unit.as_deref(), language);
    }
    let groups = answers.groups;
    let verdict = verdict(&cells, groups.len());
    let parts = part_rows(&cells, &values);
    ClaimTable { note: id, cells, groups, parts, verdict }
}

/// Holds each answer against what the editor found, as answers are held against each other. What the
/// reports say to each other does not hang on it.
fn hold_against(
    finding: &Value,
    values: &[(usize, &Value)],
    cells: &mut [Cell],
    unit: Option<&str>,
    language: Language,
) {
    let all: Vec<&Value> = values.iter().map(|(_, value)| *value).chain([finding]).collect();
    let all = answers(&all, unit, language);
    let Some((found, others)) = all.split_last() else { return };
    for ((cell, _), answer) in values.iter().zip(others) {
        let Some(cell) = cells.get_mut(*cell) else { continue };
        // As between reports, a sum that misses the total contradicts nobody.
        let misses = cell.sum.as_ref().is_some_and(|sum| !sum.holds);
        cell.finding = match answer.relation(found) {
            Relation::Contradict if misses => Some(AgainstFinding::Differs),
            Relation::Contradict => Some(AgainstFinding::Contradicts),
            Relation::Same => Some(AgainstFinding::Agrees),
            Relation::Compatible => Some(AgainstFinding::Compatible),
            // Other words may say the same: of a finding in words nothing is known.
            Relation::Differ if found.is_words() => None,
            Relation::Differ => Some(AgainstFinding::NotComparable),
        };
    }
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
    let units = [sum.total.unit, total.unit];
    let same_unit = !matches!(units, [Some(one), Some(other)] if one != other);
    let holds = same_unit && sum.total.possible().meets(&total.possible());
    Some(SumCheck { adds_up_to: sum.total.clone(), total: total.clone(), holds })
}

/// How the answers to one claim stand to each other, the same ones together.
struct Answers {
    /// The cell of each answer, and the number of its group.
    all: Vec<(usize, usize)>,
    groups: Vec<AnswerGroup>,
    /// By group: how it stands to the others at worst.
    worst: Vec<Relation>,
}

impl Answers {
    fn of(
        values: &[(usize, &Value)],
        cells: &[Cell],
        unit: Option<&str>,
        language: Language,
    ) -> Self {
        let only: Vec<&Value> = values.iter().map(|(_, value)| *value).collect();
        let answers = answers(&only, unit, language);
        let mut by_answer: BTreeMap<&Answer, Vec<usize>> = BTreeMap::new();
        for (number, answer) in answers.iter().enumerate() {
            by_answer.entry(answer).or_default().push(number);
        }
        let article = |number: usize| cells[values[number].0].article;
        // Of most reports first, then the earliest.
        let mut grouped: Vec<(&Answer, Vec<usize>)> = by_answer.into_iter().collect();
        grouped.sort_by_key(|(_, numbers)| {
            let reports: BTreeSet<ArticleId> =
                numbers.iter().map(|number| article(*number)).collect();
            (Reverse(reports.len()), reports.first().copied())
        });
        // What a sum that misses the total comes to is the editor's addition: the report may give
        // the parts for a part of it only. So it contradicts nobody.
        let sum = |number: &usize| cells[values[*number].0].sum.as_ref();
        let misses = |numbers: &[usize]| numbers.iter().filter_map(sum).any(|sum| !sum.holds);
        let mut worst = vec![Relation::Same; grouped.len()];
        let mut contradicts = vec![Vec::new(); grouped.len()];
        for (one, (answer, numbers)) in grouped.iter().enumerate() {
            for (other, (against, others)) in grouped.iter().enumerate().skip(one + 1) {
                let relation = match answer.relation(against) {
                    Relation::Contradict if misses(numbers) || misses(others) => Relation::Differ,
                    relation => relation,
                };
                worst[one] = worst[one].max(relation);
                worst[other] = worst[other].max(relation);
                if relation == Relation::Contradict {
                    for (group, against) in [(one, other), (other, one)] {
                        if contradicts[group].len() < MOST_CONTRADICTED {
                            contradicts[group].push(against);
                        }
                    }
                }
            }
        }
        let mut all: Vec<(usize, usize)> = Vec::with_capacity(values.len());
        let groups =
            grouped.iter().zip(contradicts).enumerate().map(|(group, (grouped, contradicts))| {
                let numbers = &grouped.1;
                all.extend(numbers.iter().map(|number| (values[*number].0, group)));
                let first = numbers
                    .iter()
                    .min_by_key(|number| (article(**number), &values[**number].1.raw));
                AnswerGroup {
                    value: first.map(|number| values[*number].1.raw.clone()).unwrap_or_default(),
                    cells: numbers.iter().map(|number| values[*number].0).collect(),
                    contradicts,
                }
            });
        let groups = groups.collect();
        Self { all, groups, worst }
    }

    fn status(&self, group: usize) -> Status {
        match self.worst.get(group) {
            Some(Relation::Contradict) => Status::Disagrees,
            Some(Relation::Differ) => Status::Differs,
            Some(Relation::Compatible) => Status::Compatible,
            Some(Relation::Same) | None => Status::Agrees,
        }
    }
}

/// The named parts across the reports.
fn part_rows(cells: &[Cell], values: &[(usize, &Value)]) -> Vec<PartRow> {
    let mut sums: Vec<(usize, &[SumPart])> = values
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
        order.extend(parts.iter().filter_map(SumPart::key).filter(|key| seen.insert(key.clone())));
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
    use crate::model::{Finding, NoteKind, Reference};

    fn table(total: Option<&str>, values: &[&'static str]) -> ClaimTable {
        let briefing = testing::claim(total, values);
        crate::collate::collate(&briefing, &crate::suggest::Echoes::default()).claims.remove(0)
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

    /// How answers stand to a finding, by the words of data.
    fn against(
        total: Option<&str>,
        finding: &str,
        values: &[&'static str],
    ) -> Vec<Option<&'static str>> {
        let mut briefing = testing::claim(total, values);
        let value = Value::read(finding, &[Language::of("en")]);
        let note = briefing.notes.first_mut().unwrap();
        let (span, NoteKind::Claim(claim)) = (note.span, &mut note.kind) else { panic!() };
        let evidence = Reference::Words("The rule".into());
        claim.finding = Some(Box::new(Finding { value, span, evidence }));
        let told = crate::collate::collate(&briefing, &crate::suggest::Echoes::default());
        told.claims[0].cells.iter().map(|cell| cell.finding.map(AgainstFinding::name)).collect()
    }

    #[test]
    fn of_a_finding_in_words_only_the_same_is_known() {
        assert_eq!(
            against(None, "done", &["Done.", "to come", "28"]),
            [Some("agrees"), None, None]
        );
        assert_eq!(
            against(None, "28", &["several", "27"]),
            [Some("not comparable"), Some("contradicts")]
        );
    }

    #[test]
    fn a_sum_that_misses_the_total_differs_from_a_finding_that_meets_it() {
        let found = "1 department + 19 bureaus + 8 firms";
        let told = against(Some("28"), found, &["18 bureaus + 1 college + 8 firms", found]);
        assert_eq!(told, [Some("differs"), Some("agrees")]);
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
    fn of_two_answers_the_one_of_fewer_reports_stands_against_the_other() {
        let told = table(None, &["28", "31", "28"]);
        assert_eq!([0, 1].map(|group| told.stands_against(group)), [false, true]);
        let even = table(None, &["28", "31"]);
        assert_eq!([0, 1].map(|group| even.stands_against(group)), [true, true]);
        assert!(!table(None, &["several", "many"]).stands_against(0));
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
