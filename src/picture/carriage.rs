//! Which reports carry a statement: a mark a report, small enough to stand in a line of text.

use super::svg::{Area, Drawing, Mark, Point};

/// What a report does with a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carries {
    /// It prints it.
    Carries,
    /// It leaves it out.
    LeavesOut,
    /// It was published before it was said.
    Before,
}

/// From one mark to the next.
const STEP: f64 = 9.0;
const HEIGHT: f64 = 10.0;

/// Draws the reports in the order in which they are given.
#[must_use]
pub fn carriage(reports: &[Carries]) -> Drawing {
    #[expect(clippy::cast_precision_loss, reason = "a few reports")]
    let mut drawing = Drawing::new(reports.len() as f64 * STEP);
    drawing.height = HEIGHT;
    let mut left = 1.0;
    for report in reports {
        let right = left + STEP - 2.0;
        match report {
            Carries::Carries => {
                let area = Area { left, top: 1.0, right, bottom: HEIGHT - 1.0 };
                drawing.marks.push(Mark::Bar { area, class: "carries" });
            }
            Carries::LeavesOut => {
                let area = Area { left, top: HEIGHT - 2.5, right, bottom: HEIGHT - 1.0 };
                drawing.marks.push(Mark::Bar { area, class: "leaves-out" });
            }
            Carries::Before => {
                let centre = Point { x: (left + right) / 2.0, y: HEIGHT - 1.75 };
                drawing.circle(centre, 1.0, "before");
            }
        }
        left += STEP;
    }
    drawing
}
