//! Two reports as columns, each as high as it is long, and what they share as bands from one to the other.

use super::svg::{Anchor, Drawing, Line, Mark, Point};
use super::text::{self, LEADING};
use super::{Frame, Label};

/// Two texts, and what stands in both.
#[derive(Debug, Clone, PartialEq)]
pub struct Bands {
    /// The texts.
    pub sides: [BandSide; 2],
    /// What they share: where it begins and ends in each, as parts of its length.
    pub bands: Vec<[(f64, f64); 2]>,
}

/// One of the texts.
#[derive(Debug, Clone, PartialEq)]
pub struct BandSide {
    /// Its name.
    pub label: Label,
    /// How long it is, in the same measure as the other.
    pub length: f64,
    /// That in words.
    pub measure: String,
}

const COLUMN: f64 = 40.0;
/// The lowest band, and the lowest column.
const LEAST: f64 = 1.5;
const LOWEST: f64 = 24.0;
const MOST_LINES: usize = 2;

/// Draws both columns and the bands between them.
#[must_use]
pub fn bands(bands: &Bands, frame: Frame) -> Drawing {
    let width = frame.column();
    let tallest = match frame {
        Frame::Wide => 260.0,
        Frame::Narrow => 220.0,
    };
    let longest = bands.sides.iter().map(|side| side.length).fold(1.0, f64::max);
    let mut drawing = Drawing::new(width);
    let top = heads(&mut drawing, bands, width);
    let heights = [0, 1].map(|side| {
        let height: f64 = tallest * bands.sides[side].length / longest;
        height.max(LOWEST)
    });
    for (side, height) in heights.iter().enumerate() {
        let x = middle(side, width);
        let (from, to) = (Point { x, y: top }, Point { x, y: top + height });
        drawing.rule(from, to, COLUMN, "column");
    }
    for band in &bands.bands {
        let mut corners = Vec::with_capacity(8);
        let [(left, left_end), (right, right_end)] = [0, 1].map(|side| {
            let (from, to) = band[side];
            let y = top + heights[side] * from;
            (y, (top + heights[side] * to).max(y + LEAST))
        });
        let (one, other) = (middle(0, width), middle(1, width));
        let half = COLUMN / 2.0;
        for (x, y) in [
            (one - half, left),
            (one + half, left),
            (other - half, right),
            (other + half, right),
            (other + half, right_end),
            (other - half, right_end),
            (one + half, left_end),
            (one - half, left_end),
        ] {
            corners.push(Point { x, y });
        }
        drawing.marks.push(Mark::Shape { corners, class: "band" });
    }
    drawing.height = top + heights[0].max(heights[1]) + 1.0;
    drawing
}

/// The middle of a column.
fn middle(side: usize, width: f64) -> f64 {
    if side == 0 { width / 4.0 } else { width * 3.0 / 4.0 }
}

/// The names over the columns, and how long each is; gives where the columns begin.
#[expect(clippy::cast_precision_loss, reason = "two lines")]
fn heads(drawing: &mut Drawing, bands: &Bands, width: f64) -> f64 {
    let room = width / 2.0 - 8.0;
    let names = bands.sides.each_ref().map(|side| text::lines(&side.label.text, room, MOST_LINES));
    let most = names.iter().map(Vec::len).max().unwrap_or(1);
    for (number, (side, lines)) in bands.sides.iter().zip(names).enumerate() {
        let x = middle(number, width);
        let first = most - lines.len();
        let lines = lines.into_iter().enumerate().map(|(n, text)| {
            let at = Point { x, y: ((first + n) as f64 + 0.85) * LEADING };
            Line { at, text, anchor: Anchor::Middle, turned: false, class: "name" }
        });
        drawing.link(&side.label, lines.collect());
        let at = Point { x, y: (most as f64 + 0.9) * LEADING };
        drawing.text(at, text::fit(&side.measure, room), Anchor::Middle, "count");
    }
    (most as f64 + 1.0) * LEADING + 8.0
}
