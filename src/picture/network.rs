//! Who is named together, as half a table: each name stands where its row and its column meet, and a square
//! in the row of one and the column of another tells in how many paragraphs both stand.

use std::cmp::Reverse;

use super::svg::{Anchor, Area, Drawing, Line, Mark, Point};
use super::text;
use super::{Frame, Label};

/// Names and their ties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Network {
    /// The names.
    pub nodes: Vec<NetworkName>,
    /// The ties.
    pub ties: Vec<Tie>,
}

/// A name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkName {
    /// The name.
    pub label: Label,
    /// Whether it is that of someone who is quoted.
    pub speaks: bool,
}

/// Two names that stand in the same paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tie {
    /// A number in [`Network::nodes`].
    pub one: usize,
    /// Another.
    pub other: usize,
    /// In how many paragraphs.
    pub paragraphs: usize,
}

impl Frame {
    /// How many names are drawn at most, and how large a place of the table is.
    fn network(self) -> (usize, f64) {
        match self {
            Self::Wide => (26, 19.0),
            Self::Narrow => (12, 14.0),
        }
    }
}

const DOT: f64 = 4.0;
/// The side of the smallest square.
const SMALLEST: f64 = 4.0;
/// Around the largest square, and between a dot and its name.
const AIR: f64 = 1.5;

/// Draws the names with most ties, the most tied first.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a few dozen names")]
pub fn network(network: &Network, frame: Frame) -> Drawing {
    let (most, place) = frame.network();
    let (nodes, ties) = strongest(network, most);
    // Where names are tall, places are no lower than a line.
    let row = place.max(text::LEADING + 1.0);
    let mut drawing = Drawing::new(frame.width());
    let bottom = nodes.len() as f64 * row;
    drawing.height = bottom + 1.0;
    for number in 0..nodes.len() {
        let (edge, y) = ((number + 1) as f64 * place, (number + 1) as f64 * row);
        let (left, right) = (Point { x: 0.0, y }, Point { x: edge, y });
        drawing.rule(left, right, 1.0, "hair");
        if number + 1 < nodes.len() {
            drawing.rule(right, Point { x: edge, y: bottom }, 1.0, "hair");
        }
    }
    let widest = ties.iter().map(|tie| tie.paragraphs).max().unwrap_or(1);
    for tie in &ties {
        let largest = place.min(row) - 2.0 * AIR;
        let share = tie.paragraphs as f64 / widest as f64;
        let side = SMALLEST.max(largest * share.sqrt());
        let middle = Point { x: (tie.one as f64 + 0.5) * place, y: (tie.other as f64 + 0.5) * row };
        let area = Area::around(middle, (side, side));
        drawing.marks.push(Mark::Bar { area, class: "tie" });
    }
    for (number, node) in nodes.iter().enumerate() {
        let middle = Point { x: (number as f64 + 0.5) * place, y: (number as f64 + 0.5) * row };
        drawing.circle(middle, DOT, if node.speaks { "dot speaks" } else { "dot" });
        let x = (number + 1) as f64 * place + 2.0 * AIR;
        let at = Point { x, y: middle.y + text::SIZE * (text::ASCENT - 0.3) / 2.0 };
        let text = text::fit(&node.label.text, frame.width() - x).into_owned();
        let line = Line { at, text, anchor: Anchor::Start, turned: false, class: "name" };
        drawing.link(&node.label, vec![line]);
    }
    drawing
}

/// The names with most ties, and the ties between these, each from the earlier to the later; a name that is
/// left without one is left out.
fn strongest(network: &Network, most: usize) -> (Vec<&NetworkName>, Vec<Tie>) {
    let mut strength = vec![0; network.nodes.len()];
    for tie in &network.ties {
        strength[tie.one] += tie.paragraphs;
        strength[tie.other] += tie.paragraphs;
    }
    let mut order: Vec<usize> = (0..network.nodes.len()).collect();
    order.sort_by_key(|node| (Reverse(strength[*node]), *node));
    order.truncate(most);
    let chosen = order.clone();
    order.retain(|node| {
        let ends = |tie: &Tie| match *node {
            node if node == tie.one => Some(tie.other),
            node if node == tie.other => Some(tie.one),
            _ => None,
        };
        network.ties.iter().filter_map(ends).any(|other| chosen.contains(&other))
    });
    let mut place = vec![None; network.nodes.len()];
    for (number, node) in order.iter().enumerate() {
        place[*node] = Some(number);
    }
    let ties = network.ties.iter().filter_map(|tie| {
        let (one, other) = (place[tie.one]?, place[tie.other]?);
        Some(Tie { one: one.min(other), other: one.max(other), paragraphs: tie.paragraphs })
    });
    let ties = ties.collect();
    (order.iter().map(|node| &network.nodes[*node]).collect(), ties)
}
