//! Which reports give an answer: a mark each, always in the same place, so that answers can be read
//! down.

use super::svg::{Area, Drawing, Mark, Point};

const HEIGHT: f64 = 10.0;
/// From one mark to the next, at most; and all of them, at most.
const STEP: f64 = 9.0;
const WIDEST: f64 = 216.0;

/// Draws the reports in the order in which they are given: whether each gives the answer.
#[must_use]
pub fn answers(given: &[bool]) -> Drawing {
    #[expect(clippy::cast_precision_loss, reason = "reports of one event")]
    let step = (WIDEST / given.len().max(1) as f64).min(STEP);
    #[expect(clippy::cast_precision_loss, reason = "reports of one event")]
    let place = |index: usize| index as f64 * step;
    let mut drawing = Drawing::new(place(given.len()));
    drawing.height = HEIGHT;
    let y = HEIGHT - 0.5;
    drawing.rule(Point { x: 0.0, y }, Point { x: drawing.width, y }, 1.0, "axis");
    let air = if step > 4.0 { 2.0 } else { 0.0 };
    let mut index = 0;
    while index < given.len() {
        let length = given[index..].iter().take_while(|given| **given).count();
        // Where marks are too narrow to be told apart, those side by side are one.
        let taken = if air > 0.0 { length.min(1) } else { length };
        if taken > 0 {
            let (left, right) = (place(index), place(index + taken) - air);
            let area = Area { left, top: 1.0, right: right.max(left + 1.0), bottom: HEIGHT - 1.0 };
            drawing.marks.push(Mark::Bar { area, class: "gives" });
        }
        index += taken.max(1);
    }
    drawing
}
