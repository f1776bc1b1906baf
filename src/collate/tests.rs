//! Families as a reader meets them, and what holds for any text.

use std::collections::BTreeSet;
use std::ops::Range;

use proptest::prelude::*;

use super::testing::{self, Report, quote, report};
use super::*;
use crate::model::{ArticleId, Transmission};
use crate::place::{InContent, Place};
use crate::suggest::Echoes;

fn family(briefing: &Briefing) -> Family {
    collate(briefing, &Echoes::default()).families.remove(0)
}

/// What each fixture of the table says, and what comes of it.
#[test]
fn differences_have_the_labels_of_the_table() {
    let table = include_str!("testdata/differences.txt");
    let mut told = Vec::new();
    let mut expected = Vec::new();
    for case in table.split("\n\n") {
        let lines: Vec<&str> = case.lines().filter(|line| !line.starts_with('#')).collect();
        let field = |name: &str| lines.iter().find_map(|line| line.strip_prefix(name));
        let (Some(base), Some(print)) = (field("base: "), field("print: ")) else { continue };
        let names: Vec<Vec<&str>> = field("names: ")
            .map(|names| names.split(", ").map(|forms| forms.split(" / ").collect()).collect())
            .unwrap_or_default();
        let language = match field("language: ") {
            Some("de") => "de",
            Some("zh") => "zh",
            _ => "en",
        };
        let reports = [base, print].map(|text| Report { language, ..report(text) });
        let family = family(&quote(&reports, Some(0), &names));
        let row = &family.rows[1];
        let mut found: Vec<String> = row
            .differences
            .iter()
            .map(|difference| {
                let Difference { label, base_text, text, .. } = difference;
                let line = format!("{}: {base_text} > {text}", label.name());
                line.replace("  ", " ").trim_end().to_owned()
            })
            .collect();
        match row.comparison {
            Comparison::Aligned { partial: true, .. } => found.push("partial".into()),
            Comparison::Unaligned(_) => found.push("unaligned".into()),
            _ => {}
        }
        let fields = ["base: ", "print: ", "names: ", "language: "];
        let mut lines: Vec<String> = lines
            .iter()
            .filter(|line| !fields.iter().any(|field| line.starts_with(field)))
            .map(|line| line.trim_end().to_owned())
            .collect();
        lines.sort();
        found.sort();
        told.push(format!("{print}\n{}", found.join("\n")));
        expected.push(format!("{print}\n{}", lines.join("\n")));
    }
    pretty(&told, &expected);
    assert!(expected.iter().flat_map(|case| case.lines().skip(1)).count() > 75);
}

fn pretty(told: &[String], expected: &[String]) {
    let wrong: Vec<String> = told
        .iter()
        .zip(expected)
        .filter(|(told, expected)| told != expected)
        .map(|(told, expected)| format!("told: {told}\nexpected: {expected}\n"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The differences of `tests/differences`, by the language that they are in.
const BENCH: [(&str, &str); 7] = [
    ("en", include_str!("../../tests/differences/en.txt")),
    ("de", include_str!("../../tests/differences/de.txt")),
    ("fr", include_str!("../../tests/differences/fr.txt")),
    ("es", include_str!("../../tests/differences/es.txt")),
    ("ru", include_str!("../../tests/differences/ru.txt")),
    ("zh", include_str!("../../tests/differences/zh.txt")),
    ("ar", include_str!("../../tests/differences/ar.txt")),
];

/// The labels of two printings as a line of the bench has them, and what they stand on.
fn labels(language: &'static str, base: &str, print: &str) -> (Vec<&'static str>, String) {
    let reports = [base, print].map(|text| Report { language, ..report(text) });
    let family = family(&quote(&reports, Some(0), &[]));
    let row = &family.rows[1];
    let mut found: Vec<&str> = row.differences.iter().map(|it| it.label.name()).collect();
    found.sort_unstable();
    if found.is_empty() {
        found.push(match row.comparison {
            Comparison::Aligned { partial: false, .. } => "same",
            Comparison::Aligned { partial: true, .. } => "fragment",
            _ => "unaligned",
        });
    }
    let told: Vec<String> = row
        .differences
        .iter()
        .map(|it| format!("{}: {} > {}", it.label.name(), it.base_text, it.text))
        .collect();
    (found, told.join("; "))
}

/// The differences of the bench have the labels that an editor gave them. Where they do not they are
/// listed here.
#[test]
fn differences_between_newspapers_have_the_labels_of_an_editor() {
    let (mut all, mut right, mut wrong) = (0, 0, Vec::new());
    for (language, lines) in BENCH {
        for line in lines.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split(" | ").collect();
            let [expected, base, print] = fields[..] else { continue };
            let mut expected: Vec<&str> = expected.split(' ').collect();
            expected.sort_unstable();
            let (found, told) = labels(language, base, print);
            let same = expected.iter().filter(|label| found.contains(label)).count();
            all += expected.len();
            if expected == found {
                right += expected.len();
            } else {
                right += same.saturating_sub(found.len().saturating_sub(expected.len()));
                wrong.push(format!("{language}: {line}\n    {} [{told}]", found.join(" ")));
            }
        }
    }
    assert!(all >= 400, "{all}");
    assert!(100 * right >= 98 * all, "{right} of {all}:\n{}", wrong.join("\n"));
}

const ROSS: [&str; 5] = [
    "The US Government and the Department of Commerce cannot and will not tolerate the brutal suppression of ethnic minorities within China,",
    "cannot and will not tolerate the brutal suppression of ethnic minorities within China,",
    "The US government and Department of Commerce cannot and will not tolerate the brutal suppression of ethnic minorities within China.",
    "The U.S. government and Department of Commerce cannot and will not tolerate the brutal suppression of ethnic minorities within China,",
    "The government and the US Department of Commerce cannot and will not tolerate the brutal crackdown on ethnic minorities in China,",
];

/// A row as a page might show it: differences in braces, what is left out in brackets.
fn shown(family: &Family, row: usize, briefing: &Briefing) -> String {
    let row = &family.rows[row];
    let text = |range: &Range<usize>| {
        let prose = briefing[row.article].shown().unwrap();
        prose.document.text[range.clone()].to_owned()
    };
    let pieces = row.pieces.iter().map(|piece| match piece {
        Piece::Text { range, difference: Some(number), .. } => {
            format!("{{{}: {}}}", row.differences[*number].label.name(), text(&range.bytes()))
        }
        Piece::Text { range, .. } => text(&range.bytes()),
        Piece::Gap => " […] ".to_owned(),
        Piece::Omitted { difference, .. } => {
            let Difference { label, base_text, .. } = &row.differences[*difference];
            format!("<{}: {base_text}>", label.name())
        }
        Piece::Unreached { .. } => "<…>".to_owned(),
    });
    pieces.collect()
}

#[test]
fn a_sentence_in_five_printings_shows_who_changed_what() {
    let mut reports = ROSS.map(report);
    reports[4].transmission = Transmission::BackTranslated;
    let briefing = quote(&reports, Some(3), &[]);
    let family = family(&briefing);
    let rows: Vec<String> = (0..5).map(|row| shown(&family, row, &briefing)).collect();
    assert_eq!(
        rows,
        [
            "The {spelling: US} {case: Government} and {addition: the} Department of Commerce cannot and will not tolerate the brutal suppression of ethnic minorities within China,",
            "<…>cannot and will not tolerate the brutal suppression of ethnic minorities within China,",
            "The {spelling: US} government and Department of Commerce cannot and will not tolerate the brutal suppression of ethnic minorities within China.",
            ROSS[3],
            "The <order: U.S.>government and {addition: the} {order: US} Department of Commerce cannot and will not tolerate the brutal {wording: crackdown on} ethnic minorities {wording: in} China,",
        ]
    );
    let heat: Vec<(usize, usize)> =
        family.base_tokens.iter().map(|token| (token.differing, token.compared)).collect();
    assert_eq!(heat[1], (1, 3), "U.S. stands elsewhere in one of the three that reach it");
    assert_eq!(heat[13..16], [(0, 4), (1, 4), (1, 4)], "brutal suppression of");
    let agreements: Vec<Option<(bool, u8)>> = family
        .rows
        .iter()
        .map(|row| match row.comparison {
            Comparison::Aligned { partial, agreement } => Some((partial, agreement.percent())),
            _ => None,
        })
        .collect();
    assert_eq!(
        agreements,
        [Some((false, 95)), Some((true, 100)), Some((false, 100)), None, Some((false, 76))]
    );
    let changes: Vec<(Label, &str, &[usize])> = family
        .changes
        .iter()
        .map(|change| (change.difference.label, change.difference.text.as_str(), &*change.rows))
        .collect();
    assert_eq!(changes[0], (Label::Order, "US", &[4][..]));
    assert_eq!(changes[1], (Label::Spelling, "US", &[0, 2][..]));
    assert!(changes.contains(&(Label::Addition, "the", &[0, 4][..])));
}

#[test]
fn a_gap_stands_where_the_report_speaks_itself() {
    let base = "We urge the US to correct its mistakes. China will continue to resolutely safeguard its sovereignty.";
    let briefing = quote(
        &[
            report(base),
            report(
                "“We urge the US to correct its mistakes,” […] “China will continue to safeguard its sovereignty.”",
            ),
        ],
        None,
        &[],
    );
    let family = family(&briefing);
    assert_eq!(
        shown(&family, 1, &briefing),
        "“We urge the US to correct its mistakes,” […] “China will continue to <omission: resolutely>safeguard its sovereignty.”"
    );
    assert!(matches!(family.rows[1].comparison, Comparison::Aligned { partial: false, .. }));
}

#[test]
fn a_quotation_that_a_paragraph_opens_anew_is_no_difference() {
    let printings = [
        "“We will not tolerate this. This action will ensure that",
        "“We will not tolerate this.\n“This action will ensure that",
    ];
    let family = family(&quote(&printings.map(report), Some(0), &[]));
    assert_eq!(family.rows[1].differences, []);
}

#[test]
fn space_at_the_ends_of_a_passage_is_kept() {
    let printings =
        ["  One two, three.  […]   […]  Four five.  ", "  One two,  three  […]  four.   "];
    let briefing = quote(&printings.map(report), Some(0), &[]);
    rows_are_their_spans(&briefing, &family(&briefing));
}

#[test]
fn the_base_is_the_longest_direct_printing() {
    let printings = ["one two", "one two three", "one two three four", "one two four"];
    let mut reports = printings.map(report);
    reports[2].transmission = Transmission::Translated;
    assert_eq!(family(&quote(&reports, None, &[])).base, Some(1));
    // The editor may choose another.
    assert_eq!(family(&quote(&reports, Some(2), &[])).base, Some(2));
    // Where all went through hands, the longest of those that went through fewest.
    for report in &mut reports {
        report.transmission = Transmission::BackTranslated;
    }
    reports[3].transmission = Transmission::Translated;
    assert_eq!(family(&quote(&reports, None, &[])).base, Some(3));
}

#[test]
fn of_a_language_that_is_not_known_no_kind_of_difference_is_told() {
    for (base, print) in [
        ("Hallitus ei hyväksy tätä päätöstä", "Hallitus hyväksyy tämän päätöksen"),
        ("Hallitus ehkä hyväksyy tämän", "Hallitus hyväksyy tämän"),
        ("Helsinki hyväksyy tämän", "Tampere hyväksyy tämän"),
        ("Paikalla oli 300 ihmistä", "Paikalla oli 400 ihmistä"),
        ("Paikalla oli monta ihmistä", "Paikalla oli ihmistä monta"),
    ] {
        let (found, told) = labels("fi", base, print);
        assert!(found.iter().all(|label| *label == "unread"), "{told}");
    }
    // What the letters and marks show is no matter of the language.
    assert_eq!(labels("fi", "Hallitus, ja me", "Hallitus ja me").0, ["punctuation"]);
    assert_eq!(labels("fi", "Se on Hallitus", "Se on hallitus").0, ["case"]);
}

#[test]
fn what_cannot_be_compared_is_told() {
    let mut reports = [
        report("The government will not tolerate this"),
        Report { language: "zh-Hans", ..report("政府不会容忍") },
        report("Nobody may ever accept what happens there"),
        Report { withheld: true, ..report("The government will not tolerate this") },
    ];
    let told: Vec<Comparison> =
        family(&quote(&reports, Some(0), &[])).rows.iter().map(|row| row.comparison).collect();
    assert_eq!(
        told,
        [
            Comparison::Base,
            Comparison::Unaligned(Unaligned::OtherLanguage),
            Comparison::Unaligned(Unaligned::NothingInCommon),
            Comparison::Withheld,
        ]
    );
    for report in &mut reports {
        report.withheld = true;
    }
    let all = family(&quote(&reports, Some(0), &[]));
    assert_eq!((all.base, all.agreement, all.rows.len()), (None, None, 4));
    assert!(all.rows.iter().all(|row| row.pieces.is_empty()));
}

#[test]
fn a_family_of_one_has_nothing_to_say() {
    let family = family(&quote(&[report("Only this.")], None, &[]));
    assert_eq!((family.base, family.agreement), (Some(0), None));
    assert!(family.changes.is_empty());
}

#[test]
fn a_long_witness_is_cut_at_words_that_both_have_once() {
    let words: Vec<String> =
        (0..6000).map(|n| if n % 3 == 0 { format!("word{n}") } else { "of".to_owned() }).collect();
    let mut changed = words.clone();
    changed[3000] = "other".into();
    changed.remove(4500);
    let family = family(&quote(&[report(&words.join(" ")), report(&changed.join(" "))], None, &[]));
    let labels: Vec<Label> = family.rows[1].differences.iter().map(|d| d.label).collect();
    assert_eq!(labels.len(), 2, "{:?}", family.rows[1].differences);
}

#[test]
fn long_witnesses_without_a_word_of_their_own_are_no_trouble() {
    let many = |count| "of the same ".repeat(count);
    let reports = [report(&many(3000)), report(&many(2990))];
    let family = family(&quote(&reports, None, &[]));
    assert_eq!(family.rows[1].differences, []);
    assert!(matches!(family.rows[1].comparison, Comparison::Aligned { partial: true, .. }));
}

/// Words of which printings are made: some alike, some that differ in each way.
fn printings() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(vec![
        "the",
        "of",
        "and",
        "will",
        "not",
        "cannot",
        "could",
        "China",
        "Beijing",
        "Uighurs",
        "Uyghurs",
        "U.S.",
        "US",
        "18",
        "19",
        "eight",
        "8",
        "suppression",
        "crackdown",
        "labor",
        "labour",
        "Government",
        "government",
        ",",
        ".",
        "“",
        "”",
        "-",
        "—",
        "[…]",
        "in",
        "per",
        "cent",
        "%",
        "minorities",
        "(",
        "?",
        "海",
        "康",
        "1966-76",
        "\u{301}",
        "isn’t",
        "is",
    ]);
    let printing = prop::collection::vec((word, prop::bool::weighted(0.8)), 1..25);
    let printing = printing.prop_map(|words| {
        let spaced =
            |(word, space): (&str, bool)| format!("{word}{}", if space { " " } else { "" });
        words.into_iter().map(spaced).collect::<String>()
    });
    prop::collection::vec(printing, 1..5)
}

/// The family of printings with the passages in an order.
fn ordered(printings: &[String], order: &[usize]) -> Family {
    let reports: Vec<Report> = printings.iter().map(|text| report(text)).collect();
    let names = [vec!["China", "Beijing"], vec!["Uighurs"]];
    family(&testing::briefing(&reports, order, &names, testing::quote_kind(None)))
}

/// Holds that each row's texts, put together, are its passages, byte for byte.
fn rows_are_their_spans(briefing: &Briefing, family: &Family) {
    for row in family.rows.iter().filter(|row| !row.pieces.is_empty()) {
        let mut put_together: Vec<Option<Range<usize>>> = vec![None];
        let mut base = 0;
        for piece in &row.pieces {
            match piece {
                Piece::Text { range, base: tokens, .. } => {
                    assert!(range.start() < range.end());
                    assert!(tokens.start <= tokens.end && tokens.end <= family.base_tokens.len());
                    let part = put_together.last_mut().unwrap();
                    let part = part.get_or_insert(range.start()..range.start());
                    assert_eq!(part.end, range.start(), "nothing is left out or printed twice");
                    part.end = range.end();
                    if tokens.start < tokens.end {
                        assert!(base <= tokens.start, "in order of the base");
                        base = tokens.end;
                    }
                }
                Piece::Gap => put_together.push(None),
                Piece::Omitted { .. } | Piece::Unreached { .. } => {}
            }
        }
        let parts = briefing.notes[0].passages[row.passages[0]].parts();
        let put_together: Vec<Place<InContent>> =
            put_together.into_iter().flatten().map(Place::new).collect();
        assert_eq!(put_together, parts);
    }
}

proptest! {
    #[test]
    fn rows_put_together_are_their_spans(printings in printings()) {
        let reports: Vec<Report> = printings.iter().map(|text| report(text)).collect();
        let briefing = quote(&reports, None, &[]);
        rows_are_their_spans(&briefing, &family(&briefing));
    }

    #[test]
    fn any_text_can_be_collated(texts in prop::collection::vec("\\PC{0,40}", 1..4)) {
        let reports: Vec<Report> = texts.iter().map(|text| report(text)).collect();
        let briefing = quote(&reports, None, &[]);
        rows_are_their_spans(&briefing, &family(&briefing));
    }

    #[test]
    fn the_order_of_passages_changes_only_the_order_of_rows(
        (printings, order) in printings().prop_flat_map(|printings| {
            let order: Vec<usize> = (0..printings.len()).collect();
            (Just(printings), Just(order).prop_shuffle())
        }),
    ) {
        let straight: Vec<usize> = (0..printings.len()).collect();
        let (one, other) = (ordered(&printings, &straight), ordered(&printings, &order));
        prop_assert_eq!(&one.base_tokens, &other.base_tokens);
        prop_assert_eq!(one.agreement, other.agreement);
        for row in &other.rows {
            let same = one.rows.iter().find(|same| same.article == row.article).unwrap();
            prop_assert_eq!(&same.pieces, &row.pieces);
            prop_assert_eq!(&same.differences, &row.differences);
            prop_assert_eq!(same.comparison, row.comparison);
        }
        let who = |family: &Family| -> Vec<(Difference, BTreeSet<ArticleId>)> {
            let articles = |change: &Change| {
                change.rows.iter().map(|row| family.rows[*row].article).collect()
            };
            let changes = family.changes.iter();
            changes.map(|change| (change.difference.clone(), articles(change))).collect()
        };
        prop_assert_eq!(who(&one), who(&other));
    }

    #[test]
    fn identical_printings_have_no_difference(printings in printings(), count in 2usize..5) {
        let same = vec![printings[0].clone(); count];
        let order: Vec<usize> = (0..count).collect();
        let family = ordered(&same, &order);
        prop_assert!(family.changes.is_empty());
        for row in &family.rows {
            let partial = matches!(row.comparison, Comparison::Aligned { partial: true, .. });
            prop_assert!(!partial);
            if let Comparison::Aligned { agreement, .. } = row.comparison {
                prop_assert_eq!(agreement.same, agreement.of);
            }
        }
    }

    /// Words that are cut at an end have the label of what they say of those that are left, whatever
    /// else is cut.
    #[test]
    fn words_cut_at_an_end_have_the_labels_of_what_was_cut(
        (head, head_label) in prop::sample::select(vec![
            ("", ""),
            ("I do not think that ", "negation"),
            ("There is no evidence that ", "negation"),
            ("It may be that ", "negation"),
            ("We all believe that ", "negation"),
            ("Unless the rain stops, ", "condition"),
            ("If parliament approves, ", "condition"),
            ("Fewer than ", "number"),
            ("We did not sleep. ", ""),
            ("The minister said on Tuesday that ", ""),
        ]),
        core in prop::sample::select(vec![
            "300 people left the town",
            "40 soldiers were killed in the north",
            "12 bridges will not be rebuilt",
        ]),
        (tail, tail_label) in prop::sample::select(vec![
            ("", ""),
            (", I think.", "negation"),
            (", officials fear.", "negation"),
            (" if the road is open.", "condition"),
            (", provided that the truce holds.", "condition"),
            (". We do not know why.", ""),
            (", and the council met without them.", ""),
        ]),
    ) {
        let whole = format!("{head}{core}{tail}");
        let mut expected: Vec<&str> = [head_label, tail_label]
            .into_iter()
            .filter(|label| !label.is_empty())
            .collect();
        expected.sort_unstable();
        let (found, told) = labels("en", &whole, core);
        let found: Vec<&str> =
            found.into_iter().filter(|label| !matches!(*label, "same" | "fragment")).collect();
        prop_assert_eq!(found, expected, "{}: {}", whole, told);
    }

    /// What one printing drops, the other adds, and every other label is the same.
    #[test]
    fn one_against_another_mirrors_the_other_against_the_one(printings in printings()) {
        let [one, other] = [0, printings.len() - 1].map(|number| printings[number].clone());
        mirrors([one, other]);
    }
}

/// Holds what is told of two printings against what is told of them the other way round.
fn mirrors(texts: [String; 2]) {
    let against = |base: usize| {
        let reports = texts.clone().map(|text| report(&text));
        family(&quote(&reports, Some(base), &[]))
    };
    let told = |family: &Family, row: usize, mirrored: bool| {
        let mut told: Vec<(Label, String, String)> = family.rows[row]
            .differences
            .iter()
            .map(|difference| {
                let Difference { label, base_text, text, .. } = difference.clone();
                match (mirrored, label) {
                    (false, _) => (label, base_text, text),
                    (true, Label::Addition) => (Label::Omission, text, base_text),
                    (true, Label::Omission) => (Label::Addition, text, base_text),
                    (true, _) => (label, text, base_text),
                }
            })
            .collect();
        told.sort();
        told
    };
    let (forth, back) = (against(0), against(1));
    let reaches = |family: &Family, row: usize| {
        !family.rows[row].pieces.iter().any(|piece| matches!(piece, Piece::Unreached { .. }))
    };
    let whole = !texts.iter().any(|text| text.contains("[…]"));
    if whole && reaches(&forth, 1) && reaches(&back, 0) {
        assert_eq!(told(&forth, 1, false), told(&back, 0, true), "{texts:?}");
    }
}

#[test]
fn labels_are_the_same_whichever_is_the_base() {
    for [one, other] in [
        ["the Uighurs BeijingU.S.", "Uighurs Uighursthe“not 18"],
        ["isn’t\u{301} will U.S.", "will%isn’t"],
        ["thethe,will Beijing,isn’t", "the Beijing."],
    ] {
        mirrors([one.to_owned(), other.to_owned()]);
    }
}
