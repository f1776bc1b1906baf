//! Sums as stacked segments on one scale: what one leaves out is an empty outline.

use super::Frame;
use super::svg::{Anchor, Area, Drawing, Mark, Point};
use super::text::{self, BOLD, LEADING};

/// Sums that answer one question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sums {
    /// A row an answer.
    pub rows: Vec<SumRow>,
    /// What each should come to, and how that is written.
    pub expected: Option<(f64, String)>,
}

/// A sum.
#[derive(Debug, Clone, PartialEq)]
pub struct SumRow {
    /// The sum written out, with the names of its parts: narrow ones have no room for theirs.
    pub sum: String,
    /// Who gives it.
    pub reports: String,
    /// Its parts, in the order of their roles.
    pub parts: Vec<SumPart>,
    /// What is said of what it lacks.
    pub missing: Option<String>,
}

/// A part of a sum.
#[derive(Debug, Clone, PartialEq)]
pub struct SumPart {
    /// What it is.
    pub name: String,
    /// How many.
    pub count: f64,
    /// That as it is written.
    pub figure: String,
    /// Which part it is: the same in all sums has the same shade.
    pub role: usize,
}

/// More sums than these are not drawn.
pub const MOST_SUMS: usize = 10;

const BAR: f64 = 18.0;
/// Between two segments, and between things that would else touch.
const AIR: f64 = 2.0;
const ROW_AIR: f64 = 14.0;
/// What is missing is seen, however little it is.
const LEAST: f64 = 5.0;
const SHADES: [&str; 5] = ["part-0", "part-1", "part-2", "part-3", "part-4"];

/// Draws the sums, one below another.
#[must_use]
pub fn sums(sums: &Sums, frame: Frame) -> Drawing {
    let width = frame.column();
    let total = |row: &SumRow| row.parts.iter().map(|part| part.count.max(0.0)).sum::<f64>();
    let expected = sums.expected.as_ref().map(|(expected, _)| *expected);
    let largest = sums.rows.iter().map(total).chain(expected).fold(0.0, f64::max);
    let mut drawing = Drawing::new(width);
    if largest <= 0.0 || !largest.is_finite() {
        return drawing;
    }
    let scale = (width - LEAST) / largest;
    let mut top = 0.0;
    for row in sums.rows.iter().take(MOST_SUMS) {
        let bar = heads(&mut drawing, row, top) + 1.6 * LEADING;
        let mut left = 0.0;
        for part in &row.parts {
            let right = left + part.count.max(0.0) * scale;
            segment(&mut drawing, part, (left, right), bar);
            left = right;
        }
        if let Some(expected) = expected.filter(|expected| *expected > total(row)) {
            let right = (expected * scale).max(left + LEAST);
            missing(&mut drawing, (left, right), bar);
        }
        top = bar + BAR + LEADING + ROW_AIR;
    }
    drawing.height = (top - ROW_AIR + 4.0).max(0.0);
    drawing
}

/// The sum and whose it is, each in two lines where one has no room, and beside the last of these what it
/// lacks; gives where that ends.
#[expect(clippy::cast_precision_loss, reason = "two lines")]
fn heads(drawing: &mut Drawing, row: &SumRow, top: f64) -> f64 {
    let sum = text::lines(&row.sum, drawing.width / BOLD, 2);
    let above = sum.len().max(1) as f64;
    for (number, line) in sum.into_iter().enumerate() {
        let y = top + (number as f64 + 0.8) * LEADING;
        drawing.text(Point { x: 0.0, y }, line, Anchor::Start, "date");
    }
    let lacks = row.missing.as_ref().map_or(0.0, |told| text::width(told) * BOLD + 12.0);
    let reports = text::lines(&row.reports, drawing.width - lacks, 2);
    let end = top + (reports.len().max(1) as f64 + above) * LEADING;
    for (number, line) in reports.into_iter().enumerate() {
        let y = top + (number as f64 + above + 0.9) * LEADING;
        drawing.text(Point { x: 0.0, y }, line, Anchor::Start, "head");
    }
    if let Some(told) = &row.missing {
        let at = Point { x: drawing.width - lacks + 12.0, y: end - 0.1 * LEADING };
        drawing.text(at, told.clone(), Anchor::Start, "lacks");
    }
    end
}

/// A part: its figure above, its name below, where there is room for them.
fn segment(drawing: &mut Drawing, part: &SumPart, (left, right): (f64, f64), bar: f64) {
    if right - left < 0.5 {
        return;
    }
    let class = SHADES[part.role % SHADES.len()];
    let end = (right - AIR).max(left + 1.0);
    let area = Area { left, top: bar, right: end, bottom: bar + BAR };
    drawing.marks.push(Mark::Bar { area, class });
    let room = right - left - AIR;
    if text::width(&part.figure) <= room {
        let at = Point { x: left, y: bar - 4.0 };
        drawing.text(at, part.figure.clone(), Anchor::Start, "count");
    }
    let name = text::fit(&part.name, room);
    if name.chars().count() > 4 || *name == *part.name {
        let at = Point { x: left, y: bar + BAR + 0.9 * LEADING };
        if text::width(&name) <= room && !name.is_empty() {
            drawing.text(at, name.into_owned(), Anchor::Start, "head");
        }
    }
}

/// What a sum lacks.
fn missing(drawing: &mut Drawing, (left, right): (f64, f64), bar: f64) {
    let area = Area { left, top: bar + 0.5, right: right - 0.5, bottom: bar + BAR - 0.5 };
    drawing.marks.push(Mark::Bar { area, class: "missing" });
}
