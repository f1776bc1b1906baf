//! Numbers, bounds and dates as stretches of one axis.

use super::Frame;
use super::svg::{Anchor, Drawing, Line, Point};
use super::text::{self, BOLD, LEADING};

/// Answers on one axis.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Intervals {
    /// A row an answer.
    pub rows: Vec<IntervalRow>,
    /// Places of the axis, in order, and what they are called.
    pub ticks: Vec<(f64, String)>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct IntervalRow {
    /// As it is written.
    pub value: String,
    /// Who gives it.
    pub reports: String,
    /// Where it begins, and whether that belongs to it; from wherever the axis begins, if not told.
    pub low: Option<(f64, bool)>,
    /// Where it ends.
    pub high: Option<(f64, bool)>,
    /// How exactly that is told.
    pub told: Told,
}

/// How exactly the ends of an answer are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// They are its ends.
    Exactly,
    /// It is about so many: less, more or either, nobody says how far.
    About {
        /// Whether it may be less.
        less: bool,
        /// Whether it may be more.
        more: bool,
    },
    /// Within them, and nobody gave them.
    Within,
}

/// More answers than these are not drawn.
pub const MOST_INTERVALS: usize = 12;

const DOT: f64 = 4.5;
/// How far dashes go out of a number that is about so many, and how high it is drawn.
const DASHES: f64 = 24.0;
const UPRIGHT: f64 = 6.0;
/// The words beside the axis, where there is room for them.
const WORDS: f64 = 200.0;
const AIR: f64 = 8.0;

/// Draws the answers, one below another, over an axis.
#[must_use]
pub fn intervals(intervals: &Intervals, frame: Frame) -> Drawing {
    let mut drawing = Drawing::new(frame.column());
    let rows = || intervals.rows.iter().take(MOST_INTERVALS);
    let Some(axis) = Axis::new(intervals, frame) else { return drawing };
    let mut top = 0.0;
    for row in rows() {
        top = axis.row(&mut drawing, row, top);
    }
    axis.ticks(&mut drawing, &intervals.ticks, top);
    drawing.height = top + 1.6 * LEADING;
    drawing
}

struct Axis {
    /// Where the axis begins and ends, in pixels and in what it measures.
    left: f64,
    right: f64,
    low: f64,
    high: f64,
    beside: bool,
}

impl Axis {
    fn new(intervals: &Intervals, frame: Frame) -> Option<Self> {
        let rows = || intervals.rows.iter().take(MOST_INTERVALS);
        let ends = rows().flat_map(|row| [row.low, row.high]).flatten().map(|(at, _)| at);
        let ends = || ends.clone().chain(intervals.ticks.iter().map(|(at, _)| *at));
        let (low, high) =
            (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
        if !(high - low).is_finite() || high <= low {
            return None;
        }
        let beside = frame == Frame::Wide;
        let left = if beside { WORDS + DOT } else { DOT };
        Some(Self { left, right: frame.column() - DOT - 1.0, low, high, beside })
    }

    fn place(&self, at: f64) -> f64 {
        self.left + (at - self.low) / (self.high - self.low) * (self.right - self.left)
    }

    /// One answer; gives where the next begins.
    fn row(&self, drawing: &mut Drawing, row: &IntervalRow, top: f64) -> f64 {
        let (room, most) = if self.beside { (WORDS - AIR, 1) } else { (drawing.width, 2) };
        let value = text::fit(&row.value, room / BOLD).into_owned();
        drawing.text(Point { x: 0.0, y: top + 0.9 * LEADING }, value, Anchor::Start, "date");
        let mut words = 1.4 * LEADING;
        for line in text::lines(&row.reports, room, most) {
            let y = top + words + 0.6 * LEADING;
            drawing.text(Point { x: 0.0, y }, line, Anchor::Start, "head");
            words += LEADING;
        }
        let (middle, bottom) = match self.beside {
            true => (top + words / 2.0, top + words + 0.7 * LEADING),
            false => (top + words + 0.6 * LEADING, top + words + 1.9 * LEADING),
        };
        self.stretch(drawing, row, middle);
        let (from, to) =
            (Point { x: 0.0, y: bottom - 4.0 }, Point { x: drawing.width, y: bottom - 4.0 });
        drawing.rule(from, to, 1.0, "hair");
        bottom
    }

    /// What the answer covers: a full dot for an end that belongs to it, a ring for one that does not,
    /// an arrow where there is none; dashes where it is not told how far it goes.
    fn stretch(&self, drawing: &mut Drawing, row: &IntervalRow, y: f64) {
        let low = row.low.map_or(self.left, |(at, _)| self.place(at));
        let high = row.high.map_or(self.right, |(at, _)| self.place(at));
        let rule = |drawing: &mut Drawing, from, to, class| {
            drawing.rule(Point { x: from, y }, Point { x: to, y }, 3.0, class);
        };
        if row.told == Told::Within {
            rule(drawing, low, high, "range dashes");
            return;
        }
        let about = match row.told {
            Told::About { less, more } => Some([less, more]),
            _ => None,
        };
        let class = |belongs: bool| if belongs { "dot" } else { "speaks" };
        if let (Some((_, belongs)), Some(_), None) = (row.low, row.high, about)
            && high - low < 2.0 * DOT + 2.0
        {
            drawing.circle(Point { x: f64::midpoint(low, high), y }, DOT, class(belongs));
            return;
        }
        if high > low {
            rule(drawing, low, high, "range");
        }
        for (side, end, x, back) in [(0, row.low, low, 1.0), (1, row.high, high, -1.0)] {
            match (end, about) {
                (Some(_), Some(open)) => {
                    let (top, bottom) = (Point { x, y: y - UPRIGHT }, Point { x, y: y + UPRIGHT });
                    drawing.rule(top, bottom, 2.0, "range");
                    if open[side] {
                        let out = (x - back * DASHES).clamp(self.left, self.right);
                        rule(drawing, x, out, "range dashes");
                    }
                }
                (Some((_, belongs)), None) => drawing.circle(Point { x, y }, DOT, class(belongs)),
                (None, _) => {
                    for up in [-1.0, 1.0] {
                        let from = Point { x: x + back * 7.0, y: y + up * 5.0 };
                        drawing.rule(from, Point { x, y }, 2.0, "range");
                    }
                }
            }
        }
    }

    /// The axis: its places, as many as there is room for.
    fn ticks(&self, drawing: &mut Drawing, ticks: &[(f64, String)], y: f64) {
        let mut taken = f64::NEG_INFINITY;
        for (at, text) in ticks {
            let (x, width) = (self.place(*at), text::width(text));
            let left = (x - width / 2.0).clamp(0.0, (drawing.width - width).max(0.0));
            if left < taken + AIR {
                continue;
            }
            taken = left + width;
            let line = Line {
                at: Point { x: left, y: y + LEADING },
                text: text.clone(),
                anchor: Anchor::Start,
                turned: false,
                class: "count",
            };
            drawing.marks.push(super::svg::Mark::Text(line));
            let (from, to) = (Point { x, y: 0.0 }, Point { x, y: y - 4.0 });
            if self.beside {
                drawing.rule(from, to, 1.0, "hair");
            }
        }
    }
}
