//! Pictures for those who would look rather than read, drawn as SVG.
//!
//! A picture is given plain data and a frame, and gives a [`Drawing`]: the same for the same data,
//! on every machine. There are no font metrics at hand, so that `text` estimates widths, wide
//! rather than narrow; the tests hold that nothing overlaps by these estimates, and the browser's
//! tests that nothing does in truth. Colours are the theme's: marks have classes, not colours.
//!
//! Whatever is drawn stands in a table as well, which has what a picture leaves out.

mod answers;
mod bands;
mod carriage;
mod coverage;
mod intervals;
mod network;
mod sums;
mod svg;
#[cfg(test)]
mod tests;
mod text;
mod time_line;

pub use answers::answers;
pub use bands::{BandSide, Bands, bands};
pub use carriage::carriage;
pub use coverage::{Coverage, CoverageRow, MOST_NAMES, MOST_REPORTS, coverage};
pub use intervals::{IntervalRow, Intervals, MOST_INTERVALS, Told, intervals};
pub use network::{Network, NetworkName, Tie, network};
pub use sums::{MOST_SUMS, SumPart, SumRow, Sums, sums};
pub use svg::Drawing;
pub use time_line::{Event, EventKind, Moment, TimeLine, TimeLineWords, time_line};

/// What a picture names, and where that leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The name.
    pub text: String,
    /// The link.
    pub href: String,
}

/// The room that there is for a picture. Text is as large in both: a narrow picture shows less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// A page of 768 pixels, or more.
    Wide,
    /// A page of 320 pixels.
    Narrow,
}

impl Frame {
    /// Its width in pixels.
    fn width(self) -> f64 {
        match self {
            Self::Wide => 704.0,
            Self::Narrow => 280.0,
        }
    }

    /// The width of a picture in the column of the text.
    fn column(self) -> f64 {
        match self {
            Self::Wide => 544.0,
            Self::Narrow => 280.0,
        }
    }
}
