//! What each report does with a statement: a mark a report, small enough to stand in a line of text.

use super::svg::{Area, Drawing, Mark, Point};
use crate::collate::Reception;

/// From one mark to the next.
const STEP: f64 = 9.0;
const HEIGHT: f64 = 10.0;

/// Draws the reports in the order in which they are given.
#[must_use]
pub fn carriage(reports: &[Reception]) -> Drawing {
    #[expect(clippy::cast_precision_loss, reason = "a few reports")]
    let mut drawing = Drawing::new(reports.len() as f64 * STEP);
    drawing.height = HEIGHT;
    let mut left = 1.0;
    for report in reports {
        let right = left + STEP - 2.0;
        let bar = |top: f64| Area { left, top, right, bottom: HEIGHT - 1.0 };
        let centre = Point { x: (left + right) / 2.0, y: HEIGHT - 3.0 };
        let class = report.name();
        match report {
            Reception::Prints | Reception::PrintsToo => {
                drawing.marks.push(Mark::Bar { area: bar(1.0), class });
            }
            Reception::OwnWords => drawing.marks.push(Mark::Bar { area: bar(5.0), class }),
            Reception::NotReported | Reception::DoesNotPrint => {
                drawing.marks.push(Mark::Bar { area: bar(HEIGHT - 2.5), class });
            }
            Reception::Before => {
                drawing.circle(Point { y: HEIGHT - 1.75, ..centre }, 1.0, class);
            }
            Reception::NotKnown => drawing.circle(centre, 2.0, class),
        }
        left += STEP;
    }
    drawing
}
