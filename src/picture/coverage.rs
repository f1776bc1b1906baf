//! Who and what each report names: a row a name, a column a report, a dot the larger the more often.

use std::cmp::Reverse;

use super::svg::{Anchor, Drawing, Line, Point};
use super::text::{self, LEADING};
use super::{Frame, Label};

/// What is drawn of the names and reports: the rows from the most named down, the columns in order
/// of publication.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The reports.
    pub reports: Vec<Label>,
    /// The names.
    pub rows: Vec<CoverageRow>,
}

/// A name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageRow {
    /// The name.
    pub name: Label,
    /// How often each report names it.
    pub counts: Vec<usize>,
}

/// More names and reports than these are never drawn.
pub const MOST_NAMES: usize = 24;
/// See [`MOST_NAMES`].
pub const MOST_REPORTS: usize = 14;

impl Frame {
    /// How many reports have a column at most, and how many names a row.
    fn coverage(self) -> (usize, usize) {
        match self {
            Self::Wide => (MOST_REPORTS, MOST_NAMES),
            Self::Narrow => (7, 16),
        }
    }
}

const ROW: f64 = 24.0;
/// The radius of the dot of a single mention, and of the largest.
const SMALLEST: f64 = 3.0;
const LARGEST: f64 = 8.0;
/// From a dot to its number.
const BESIDE: f64 = 3.0;
/// Space between things that would else touch.
const AIR: f64 = 8.0;

/// Draws the most named, by the reports that name most.
#[must_use]
pub fn coverage(coverage: &Coverage, frame: Frame) -> Drawing {
    let (most_columns, most_rows) = frame.coverage();
    let rows: Vec<&CoverageRow> = coverage.rows.iter().take(most_rows).collect();
    let most = rows.iter().flat_map(|row| &row.counts).copied().max().unwrap_or(1);
    let layout = Layout::new(frame, &rows, coverage.reports.len().min(most_columns), most);
    let columns = fullest(&rows, coverage.reports.len(), layout.columns);
    let mut drawing = Drawing::new(frame.width());

    let mut top = layout.heads(&mut drawing, coverage, &columns);
    for row in rows {
        layout.row(&mut drawing, row, &columns, top);
        top += ROW;
    }
    drawing.height = top + 1.0;
    drawing
}

/// The columns with most mentions, in their order.
fn fullest(rows: &[&CoverageRow], reports: usize, most: usize) -> Vec<usize> {
    let count =
        |column: &usize| -> usize { rows.iter().filter_map(|r| r.counts.get(*column)).sum() };
    let mut columns: Vec<usize> = (0..reports).collect();
    columns.sort_by_cached_key(|column| (Reverse(count(column)), *column));
    columns.truncate(most);
    columns.sort_unstable();
    columns
}

/// Where the columns stand.
struct Layout {
    width: f64,
    /// Where the first column begins.
    left: f64,
    column: f64,
    columns: usize,
    /// The most mentions in one place, and how wide they are as a number.
    most: usize,
    number: f64,
}

impl Layout {
    /// As many of the columns as there is room for beside the names.
    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
    fn new(frame: Frame, rows: &[&CoverageRow], columns: usize, most: usize) -> Self {
        let width = frame.width();
        let (least_name, most_name, widest) = match frame {
            Frame::Wide => (150.0, 300.0, 96.0),
            Frame::Narrow => (112.0, 190.0, 56.0),
        };
        let number = text::width(&most.to_string());
        let least = 2.0 * LARGEST + BESIDE + number + 2.0;
        let longest = rows.iter().map(|row| text::width(&row.name.text)).fold(0.0, f64::max);
        let mut fitting = columns.max(1);
        while fitting > 1 && width - fitting as f64 * least < least_name {
            fitting -= 1;
        }
        let left = (longest.min(most_name) + 2.0 * AIR).min(width - fitting as f64 * least);
        let column = ((width - left) / fitting as f64).min(widest);
        Self { width, left, column, columns: columns.min(fitting), most, number }
    }

    /// The middle of a column.
    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
    fn middle(&self, column: usize) -> f64 {
        self.left + (column as f64 + 0.5) * self.column
    }

    /// The middle of a column's dots: they and their numbers are in the middle together.
    fn dots(&self, column: usize) -> f64 {
        self.middle(column) - (BESIDE + self.number) / 2.0
    }

    /// The reports' names, upright where their words fit; gives where the rows begin.
    fn heads(&self, drawing: &mut Drawing, coverage: &Coverage, columns: &[usize]) -> f64 {
        const TALLEST: f64 = 200.0;
        const MOST_LINES: usize = 3;
        let room = self.column - AIR;
        let reports = || columns.iter().filter_map(|column| coverage.reports.get(*column));
        let upright = reports().all(|report| {
            let lines = text::lines(&report.text, room, MOST_LINES);
            lines.join(" ") == report.text
        });
        let bottom;
        if upright {
            let lines: Vec<Vec<String>> =
                reports().map(|report| text::lines(&report.text, room, MOST_LINES)).collect();
            #[expect(clippy::cast_precision_loss, reason = "a few lines")]
            let most = lines.iter().map(Vec::len).max().unwrap_or(0) as f64;
            bottom = most * LEADING + AIR;
            for ((column, report), lines) in reports().enumerate().zip(lines) {
                #[expect(clippy::cast_precision_loss, reason = "a few lines")]
                let mut y = (most - lines.len() as f64 + 0.8) * LEADING;
                let lines = lines.into_iter().map(|text| {
                    let at = Point { x: self.middle(column), y };
                    y += LEADING;
                    Line { at, text, anchor: Anchor::Middle, turned: false, class: "head" }
                });
                drawing.link(report, lines.collect());
            }
        } else {
            let shown: Vec<String> =
                reports().map(|report| text::fit(&report.text, TALLEST).into_owned()).collect();
            bottom = shown.iter().map(|name| text::width(name)).fold(0.0, f64::max) + AIR;
            for ((column, report), text) in reports().enumerate().zip(shown) {
                let at = Point { x: self.dots(column) + 4.0, y: bottom - AIR };
                let line = Line { at, text, anchor: Anchor::Start, turned: true, class: "head" };
                drawing.link(report, vec![line]);
            }
        }
        drawing.rule(Point { x: 0.0, y: bottom }, Point { x: self.width, y: bottom }, 1.0, "hair");
        bottom
    }

    fn row(&self, drawing: &mut Drawing, row: &CoverageRow, columns: &[usize], top: f64) {
        let base = top + ROW / 2.0 + 4.0;
        let name = Line {
            at: Point { x: 0.0, y: base },
            text: text::fit(&row.name.text, self.left - AIR).into_owned(),
            anchor: Anchor::Start,
            turned: false,
            class: "name",
        };
        drawing.link(&row.name, vec![name]);
        for (column, report) in columns.iter().enumerate() {
            let count = row.counts.get(*report).copied().unwrap_or(0);
            if count == 0 {
                continue;
            }
            let radius = radius(count, self.most);
            let x = self.dots(column);
            drawing.circle(Point { x, y: top + ROW / 2.0 }, radius, "dot");
            if count > 1 {
                let at = Point { x: x + LARGEST + BESIDE, y: base };
                drawing.text(at, count.to_string(), Anchor::Start, "count");
            }
        }
        let y = top + ROW;
        drawing.rule(Point { x: 0.0, y }, Point { x: self.width, y }, 1.0, "hair");
    }
}

/// A dot's area grows with the count.
#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn radius(count: usize, most: usize) -> f64 {
    let least = (SMALLEST / LARGEST).powi(2);
    let share = if most > 1 { (count - 1) as f64 / (most - 1) as f64 } else { 0.0 };
    LARGEST * (least + (1.0 - least) * share).sqrt()
}
