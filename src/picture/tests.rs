use std::collections::BTreeMap;

use proptest::prelude::*;

use super::svg::{Anchor, Area, Line, Mark, Point};
use super::text::{self, SIZE};
use super::*;
use crate::collate::Reception;
use crate::date::{Days, PartialDate};

const FRAMES: [Frame; 2] = [Frame::Wide, Frame::Narrow];

fn label(text: &str) -> Label {
    Label { text: text.to_owned(), href: format!("{text}.html") }
}

/// The room that a line of text takes at most.
fn line_area(line: &Line) -> Area {
    let bold = if line.class == "date" { text::BOLD } else { 1.0 };
    let width = text::width(&line.text) * bold;
    let before = if line.anchor == Anchor::Middle { width / 2.0 } else { 0.0 };
    let (above, below) = (text::ASCENT * SIZE, 0.3 * SIZE);
    let Point { x, y } = line.at;
    if line.turned {
        return Area { left: x - above, top: y - width, right: x + below, bottom: y };
    }
    Area { left: x - before, top: y - above, right: x - before + width, bottom: y + below }
}

/// The boxes of all that must not overlap: texts, dots and bars. The lines of one link are one.
fn boxes(drawing: &Drawing) -> Vec<(String, Area)> {
    let mut boxes = Vec::new();
    for mark in &drawing.marks {
        match mark {
            Mark::Rule { .. } | Mark::Shape { .. } => {}
            Mark::Circle { centre, radius, .. } => {
                let size = (2.0 * radius, 2.0 * radius);
                boxes.push((format!("dot at {centre:?}"), Area::around(*centre, size)));
            }
            Mark::Bar { area, .. } => boxes.push(("bar".to_owned(), *area)),
            Mark::Text(line) => boxes.push((line.text.clone(), line_area(line))),
            Mark::Link { lines, .. } => {
                let areas = lines.iter().map(line_area);
                let all = areas.reduce(|a, b| Area {
                    left: a.left.min(b.left),
                    top: a.top.min(b.top),
                    right: a.right.max(b.right),
                    bottom: a.bottom.max(b.bottom),
                });
                let name = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>();
                boxes.extend(all.map(|area| (name.join(" "), area)));
            }
        }
    }
    boxes
}

/// What is wrong with a drawing: boxes that overlap, or stand outside.
fn faults(drawing: &Drawing) -> Vec<String> {
    let boxes = boxes(drawing);
    let mut faults = Vec::new();
    for (number, (name, a)) in boxes.iter().enumerate() {
        // The room below the last line is the room of letters that reach below it.
        if a.left < -0.5
            || a.right > drawing.width + 0.5
            || a.top < -1.0
            || a.bottom > drawing.height + 1.0
        {
            faults.push(format!("{name} is outside: {a:?} of {}", drawing.height));
        }
        for (other, b) in &boxes[number + 1..] {
            let (x, y) = (
                a.right.min(b.right) - a.left.max(b.left),
                a.bottom.min(b.bottom) - a.top.max(b.top),
            );
            if x > 0.5 && y > 0.5 {
                faults.push(format!("{name} and {other} overlap: {a:?}, {b:?}"));
            }
        }
    }
    faults
}

const NONE: [String; 0] = [];

fn days(text: &str) -> Days {
    text.parse::<PartialDate>().unwrap().days()
}

fn event(date: &str, kind: EventKind, name: &str) -> Event {
    Event { days: days(date), kind, label: label(name) }
}

struct Plain;

impl TimeLineWords for Plain {
    fn date(&self, days: Days) -> String {
        format!("{} {}", days.first, days.last)
    }

    fn heading(&self, kind: EventKind) -> String {
        format!("{kind:?}")
    }

    fn count(&self, _: EventKind, n: usize) -> String {
        format!("{n} things")
    }
}

#[test]
fn text_is_cut_where_there_is_no_room() {
    assert_eq!(text::fit("Hikvision", 200.0), "Hikvision");
    let cut = text::fit("Addition of Certain Entities to the Entity List", 150.0);
    assert!(cut.starts_with("Addition of") && cut.ends_with('…') && !cut.ends_with(" …"), "{cut}");
    assert!(text::width(&cut) <= 150.0);
    assert_eq!(text::lines("The New York Times", 90.0, 3), ["The New", "York Times"]);
    let long = text::lines("Addition of Certain Entities to the Entity List", 90.0, 2);
    assert!(long.len() == 2 && long[1].ends_with('…'), "{long:?}");
    let chinese = text::lines("新疆维吾尔自治区公安厅", 80.0, 3);
    assert_eq!(chinese.concat(), "新疆维吾尔自治区公安厅");
    assert_eq!(text::lines("", 80.0, 2), [""; 0]);
}

#[test]
fn the_larger_the_dot_the_more_often() {
    let rows = [("Hikvision", vec![9, 0, 4]), ("Huawei", vec![1, 1, 0])];
    let rows = rows.map(|(name, counts)| CoverageRow { name: label(name), counts });
    let reports = ["One", "Two", "Three"].map(label).to_vec();
    for frame in FRAMES {
        let drawing = coverage(&Coverage { reports: reports.clone(), rows: rows.to_vec() }, frame);
        let radii: Vec<f64> = drawing
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Circle { radius, .. } => Some(*radius),
                _ => None,
            })
            .collect();
        let [nine, four, one, again] = radii[..] else { panic!("{radii:?}") };
        assert!(nine > four && four > one && (one - again).abs() < 1e-9, "{radii:?}");
        let svg = drawing.svg("wide", "_coverage");
        assert!(
            svg.contains(">9</text>") && svg.contains(">4</text>") && !svg.contains(">1</text>")
        );
        assert!(svg.contains("<a href=\"Hikvision.html\">"));
        assert_eq!(faults(&drawing), NONE);
    }
}

#[test]
fn what_has_no_room_is_left_out_of_the_coverage() {
    let row = |n: usize| CoverageRow {
        name: label(&format!("Name {n} of an office that has a long one")),
        counts: (0..40)
            .map(|column| if column == 7 { 100 + n } else { (n + column) % 3 })
            .collect(),
    };
    let all = Coverage {
        reports: (0..40).map(|n| label(&format!("The Daily Report of Day {n}"))).collect(),
        rows: (0..100).map(row).collect(),
    };
    for (frame, rows) in [(Frame::Wide, 24), (Frame::Narrow, 16)] {
        let drawing = coverage(&all, frame);
        assert_eq!(faults(&drawing), NONE);
        let svg = drawing.svg("", "");
        assert!(svg.contains("Day 7"), "the report that names most has a column");
        assert_eq!(svg.matches("class=\"name\"").count(), rows);
        // A name that is cut can be read whole.
        assert!(svg.contains("<title>Name 0 of an office that has a long one</title>"));
    }
}

/// Names of all lengths, tied as the numbers say.
fn network_of(names: &[String], ties: &[(usize, usize, usize)]) -> Network {
    let node = |(number, name): (usize, &String)| NetworkName {
        label: label(name),
        speaks: number.is_multiple_of(3),
    };
    let ties: BTreeMap<(usize, usize), usize> = ties
        .iter()
        .map(|(one, other, paragraphs)| ((one % names.len(), other % names.len()), *paragraphs))
        .filter(|((one, other), _)| one < other)
        .collect();
    let tie = |((one, other), paragraphs)| Tie { one, other, paragraphs };
    Network {
        nodes: names.iter().enumerate().map(node).collect(),
        ties: ties.into_iter().map(tie).collect(),
    }
}

#[test]
fn the_most_tied_are_drawn_in_order_and_each_tie_once() {
    let names: Vec<String> = (0..80).map(|n| format!("Name {n:02}")).collect();
    // A chain, in which the first are tied most, and a pair apart from it.
    let mut ties: Vec<(usize, usize, usize)> =
        (0..60).map(|n| (n, n + 1, if n < 20 { 50 - n } else { 1 })).collect();
    ties.push((70, 71, 90));
    let network_of = network_of(&names, &ties);
    for (frame, most) in [(Frame::Wide, 26), (Frame::Narrow, 12)] {
        let drawing = network(&network_of, frame);
        assert_eq!(faults(&drawing), NONE);
        let svg = drawing.svg("", "");
        let drawn: Vec<&str> = svg.split(">Name ").skip(1).map(|rest| &rest[..2]).collect();
        assert_eq!(drawn.len(), most);
        // The pair is tied most after the first of the chain.
        assert_eq!(drawn[..4], ["01", "02", "03", "04"]);
        assert!(["70", "71"].iter().all(|name| drawn.contains(name)), "{drawn:?}");
        assert!(!drawn.contains(&"75"), "without ties");
        // Of the chain one tie fewer than names, and that of the pair.
        assert_eq!(svg.matches("class=\"tie\"").count(), most - 2);
    }
}

#[test]
fn what_two_texts_share_goes_from_where_it_stands_in_one_to_where_it_stands_in_the_other() {
    let side = |name: &str, length| BandSide {
        label: label(name),
        length,
        measure: format!("{length} words"),
    };
    let drawn = Bands {
        sides: [side("A report of an agency with a long name", 400.0), side("B", 100.0)],
        bands: vec![[(0.0, 0.25), (0.5, 1.0)], [(0.9, 0.9), (0.0, 0.0)]],
    };
    for (frame, high) in [(Frame::Wide, 260.0), (Frame::Narrow, 220.0)] {
        let drawing = bands(&drawn, frame);
        assert_eq!(faults(&drawing), NONE);
        let shapes = drawing.marks.iter().filter_map(|mark| match mark {
            Mark::Shape { corners, .. } => Some(corners),
            _ => None,
        });
        let heights: Vec<(f64, f64)> = shapes
            .map(|corners| (corners[7].y - corners[0].y, corners[4].y - corners[3].y))
            .collect();
        // Half of a text that is a quarter as long is as high as an eighth of it.
        assert_eq!(heights[0], (high / 4.0, high / 8.0));
        assert!(heights[1].0 > 1.0 && heights[1].1 > 1.0, "the least is seen: {heights:?}");
    }
}

#[test]
fn days_that_are_many_are_taken_together() {
    let daily = (1..=28).flat_map(|day| {
        let date = format!("2019-02-{day:02}");
        [event(&date, EventKind::Said, "A word"), event(&date, EventKind::Published, "A report")]
    });
    let mut events: Vec<Event> = daily.collect();
    events.push(event("2019-04", EventKind::Published, "Late"));
    let line = TimeLine::new(events);
    let moments: Vec<(Days, usize, usize)> =
        line.moments.iter().map(|m| (m.days, m.said.len(), m.published.len())).collect();
    assert_eq!(moments, [(days("2019-02"), 28, 28), (days("2019-04"), 0, 1)]);
    for frame in FRAMES {
        let drawing = time_line(&line, &Plain, frame);
        let svg = drawing.svg("", "");
        assert!(svg.contains("28 things") && svg.contains(">Late<"));
        assert_eq!(faults(&drawing), NONE);
    }
}

#[test]
fn moments_are_in_order_and_know_how_exact_they_are() {
    let line = TimeLine::new(vec![
        event("2019-10-08", EventKind::Published, "Second"),
        event("2019", EventKind::Said, "In the year"),
        event("2019-10-07", EventKind::Published, "First"),
        event("2019-10-07", EventKind::Said, "The word"),
        event("2019-10", EventKind::Said, "In the month"),
    ]);
    let order: Vec<Days> = line.moments.iter().map(|moment| moment.days).collect();
    assert_eq!(order, ["2019", "2019-10", "2019-10-07", "2019-10-08"].map(days));
    for frame in FRAMES {
        let drawing = time_line(&line, &Plain, frame);
        assert_eq!(faults(&drawing), NONE);
        let marks = |wanted: fn(&&Mark) -> bool| drawing.marks.iter().filter(wanted).count();
        assert_eq!(marks(|mark| matches!(mark, Mark::Bar { class: "dot", .. })), 2);
        assert_eq!(marks(|mark| matches!(mark, Mark::Circle { .. })), 2);
    }
}

#[test]
fn long_stretches_break_the_line() {
    let line = TimeLine::new(vec![
        event("2019-10-07", EventKind::Said, "A"),
        event("2019-10-08", EventKind::Said, "B"),
        event("2022-03-14", EventKind::Published, "C"),
    ]);
    let svg = time_line(&line, &Plain, Frame::Narrow).svg("", "");
    assert_eq!((svg.matches("\"axis\"").count(), svg.matches("\"axis broken\"").count()), (1, 1));
}

#[test]
fn a_mark_a_report() {
    let all = Reception::ALL;
    let svg = carriage(&all).ornament("marks");
    let count = |class: &str| svg.matches(&format!("class=\"{class}\"")).count();
    assert_eq!(all.map(|reception| count(reception.name())), [1; 7]);
    assert!(svg.starts_with("<svg aria-hidden=\"true\""));
}

#[test]
fn nothing_in_a_name_is_markup() {
    let rows = vec![CoverageRow { name: label("<b>&\"A\""), counts: vec![1] }];
    let svg = coverage(&Coverage { reports: vec![label("<i>")], rows }, Frame::Wide).svg("x", "y");
    assert!(
        svg.contains("&lt;b&gt;&amp;&quot;A&quot;") && !svg.contains("<b>") && !svg.contains("<i>")
    );
    assert!(!svg.contains("style="));
}

fn names() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[A-Zm海 ]{1,12}( [a-zA-Z]{1,14}){0,4}", 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_network_has_anything_on_anything_else(
        names in names(),
        ties in proptest::collection::vec((0..40_usize, 0..40_usize, 1..9_usize), 0..120),
    ) {
        for frame in FRAMES {
            prop_assert_eq!(faults(&network(&network_of(&names, &ties), frame)), NONE);
        }
    }

    #[test]
    fn no_coverage_has_anything_on_anything_else(
        names in names(),
        reports in names(),
        counts in proptest::collection::vec(0..130_usize, 40),
    ) {
        let rows = names.iter().enumerate().map(|(number, name)| CoverageRow {
            name: label(name),
            counts: (0..reports.len()).map(|r| counts[(r + number) % counts.len()]).collect(),
        });
        let reports = reports.iter().map(|name| label(name)).collect();
        let coverage_of = Coverage { reports, rows: rows.collect() };
        for frame in FRAMES {
            prop_assert_eq!(faults(&coverage(&coverage_of, frame)), NONE);
        }
    }

    #[test]
    fn no_time_line_has_anything_on_anything_else(
        names in names(),
        dates in proptest::collection::vec((1000..2100_i16, 1..13_i8, 1..29_i8, 0..3_u8), 1..60),
    ) {
        let events = dates.iter().enumerate().map(|(number, (year, month, day, exact))| {
            let date = match exact {
                0 => format!("{year:04}"),
                1 => format!("{year:04}-{month:02}"),
                _ => format!("{year:04}-{month:02}-{day:02}"),
            };
            let kind = if number % 2 == 0 { EventKind::Said } else { EventKind::Published };
            event(&date, kind, &names[number % names.len()])
        });
        let line = TimeLine::new(events.collect());
        for frame in FRAMES {
            prop_assert_eq!(faults(&time_line(&line, &Plain, frame)), NONE);
        }
    }
}

fn part(name: &str, count: f64, role: usize) -> SumPart {
    SumPart { name: name.to_owned(), count, figure: count.to_string(), role }
}

fn bars<'a>(drawing: &'a Drawing, wanted: &'a str) -> impl Iterator<Item = Area> + 'a {
    drawing.marks.iter().filter_map(move |mark| match mark {
        Mark::Bar { area, class } if class.starts_with(wanted) => Some(*area),
        _ => None,
    })
}

#[test]
fn a_sum_that_lacks_something_has_an_empty_outline() {
    let row = |sum: &str, parts: Vec<SumPart>, missing: Option<&str>| SumRow {
        sum: sum.to_owned(),
        reports: "The Courier".to_owned(),
        parts,
        missing: missing.map(str::to_owned),
    };
    let whole = row("1 + 27 = 28", vec![part("bureau", 1.0, 0), part("bodies", 27.0, 1)], None);
    let short = row(
        "26 + 1 = 27",
        vec![part("bodies", 26.0, 1), part("bureau", 1.0, 0)],
        Some("1 missing"),
    );
    let drawn = Sums { rows: vec![whole, short], expected: Some((28.0, "28".to_owned())) };
    for frame in FRAMES {
        let drawing = sums(&drawn, frame);
        assert_eq!(bars(&drawing, "part-").count(), 4);
        let outlines: Vec<Area> = bars(&drawing, "missing").collect();
        let [outline] = outlines[..] else { panic!("{outlines:?}") };
        // It stands where the other sum goes on.
        let end = bars(&drawing, "part-").map(|area| area.right).fold(0.0, f64::max);
        assert!(outline.right >= end - 3.0 && outline.left < end, "{outline:?}, {end}");
        let shade = |name: usize| bars(&drawing, ["part-0", "part-1"][name]).count();
        assert_eq!((shade(0), shade(1)), (2, 2), "parts of one name have one shade");
        assert_eq!(faults(&drawing), NONE);
    }
    assert_eq!(sums(&Sums::default(), Frame::Wide).marks, []);
}

#[test]
fn an_end_that_does_not_belong_to_an_answer_is_a_ring() {
    let row = |value: &str, low, high| IntervalRow {
        value: value.to_owned(),
        reports: "The Courier and The Post".to_owned(),
        low,
        high,
        told: Told::Exactly,
    };
    let about = |value: &str, end, less, more| IntervalRow {
        told: Told::About { less, more },
        ..row(value, end, end)
    };
    let rows = vec![
        row("more than 40", Some((40.0, false)), None),
        row("up to 40", None, Some((40.0, true))),
        row("40", Some((40.0, true)), Some((40.0, true))),
        row("30–35", Some((30.0, true)), Some((35.0, true))),
        about("about 30", Some((30.0, true)), true, true),
        about("nearly 40", Some((40.0, true)), true, false),
        IntervalRow {
            told: Told::Within,
            ..row("in the early thirties", Some((30.0, true)), Some((34.0, true)))
        },
    ];
    let ticks = [0.0, 20.0, 40.0, 60.0].map(|at| (at, at.to_string())).to_vec();
    for frame in FRAMES {
        let drawing = intervals(&Intervals { rows: rows.clone(), ticks: ticks.clone() }, frame);
        let circles = |wanted: &str| {
            let dot = |mark: &&Mark| matches!(mark, Mark::Circle { class, .. } if *class == wanted);
            drawing.marks.iter().filter(dot).count()
        };
        assert_eq!((circles("speaks"), circles("dot")), (1, 4), "no end that nobody told is a dot");
        let dashes = |mark: &&Mark| matches!(mark, Mark::Rule { class: "range dashes", .. });
        assert_eq!(drawing.marks.iter().filter(dashes).count(), 4);
        assert_eq!(faults(&drawing), NONE);
    }
    // All at one place: there is no axis.
    let one =
        Intervals { rows: vec![row("4", Some((4.0, true)), Some((4.0, true)))], ticks: vec![] };
    assert_eq!(intervals(&one, Frame::Wide).marks, []);
}

#[test]
fn each_report_has_its_place_in_every_answer() {
    let of =
        |given: &[bool]| bars(&answers(given), "gives").map(|area| area.left).collect::<Vec<_>>();
    assert_eq!(of(&[true, false, true]), [0.0, 18.0]);
    assert_eq!(of(&[false, false, true]), [18.0]);
    // Two hundred have as much room, and those side by side are one mark.
    let many: Vec<bool> = (0..200).map(|n| n < 50 || n == 199).collect();
    let drawing = answers(&many);
    assert!(drawing.width <= 216.1, "{}", drawing.width);
    assert_eq!(bars(&drawing, "gives").count(), 2);
    assert_eq!(answers(&[]).marks.len(), 1);
}
