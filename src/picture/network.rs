//! Who is named together: names as nodes, tied where they stand in the same paragraphs.

use std::cmp::Reverse;

use super::layout::place;
use super::svg::{Anchor, Area, Drawing, Line, Point};
use super::text::{self, LEADING};
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
    /// How often it is mentioned.
    pub mentions: usize,
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
    /// How many names are drawn at most, how high the picture is at first, and how much room a
    /// name has.
    fn network(self) -> (usize, f64, f64) {
        match self {
            Self::Wide => (30, 460.0, 128.0),
            Self::Narrow => (16, 440.0, 104.0),
        }
    }
}

/// How many ties are drawn for every two names, taken together.
const TIES_FOR_TWO: usize = 3;
const LARGEST_DOT: f64 = 9.0;
const SMALLEST_DOT: f64 = 3.5;
const WIDEST_TIE: f64 = 5.0;
const MOST_LINES: usize = 2;
/// Space around a node.
const AIR: (f64, f64) = (10.0, 8.0);

/// Draws the names with most ties, and their strongest ties.
#[must_use]
pub fn network(network: &Network, frame: Frame) -> Drawing {
    let (most, height, room) = frame.network();
    let (nodes, ties) = strongest(network, most);
    let most_mentions = nodes.iter().map(|node| node.mentions).max().unwrap_or(1);
    let shapes: Vec<Shape> =
        nodes.iter().map(|node| Shape::new(node, most_mentions, room)).collect();
    let sizes: Vec<(f64, f64)> = shapes.iter().map(|shape| shape.size).collect();
    let pairs: Vec<(usize, usize)> = ties.iter().map(|tie| (tie.one, tie.other)).collect();
    // A few names need less room.
    #[expect(clippy::cast_precision_loss, reason = "a few dozen names")]
    let names = nodes.len() as f64;
    let (width, height) = (frame.width().min(120.0 * names), height.min(60.0 + 30.0 * names));
    let (middles, height) = place(&sizes, &pairs, width, height);

    let mut drawing = Drawing::new(frame.width());
    drawing.height = height;
    let dots: Vec<Point> =
        shapes.iter().zip(&middles).map(|(shape, middle)| shape.dot(*middle)).collect();
    let widest = ties.iter().map(|tie| tie.paragraphs).max().unwrap_or(1);
    // The strongest are drawn last, over the others.
    for tie in ties.iter().rev() {
        let width = 1.0 + (WIDEST_TIE - 1.0) * share(tie.paragraphs, widest);
        drawing.rule(dots[tie.one], dots[tie.other], width, "tie");
    }
    for ((node, shape), (middle, dot)) in nodes.iter().zip(&shapes).zip(middles.iter().zip(&dots)) {
        let class = if node.speaks { "dot speaks" } else { "dot" };
        drawing.circle(*dot, shape.radius, class);
        shape.label(&mut drawing, &node.label, *middle);
    }
    drawing
}

/// The names with most ties, and the strongest of these ties; a name that is left without one is
/// left out.
fn strongest(network: &Network, most: usize) -> (Vec<&NetworkName>, Vec<Tie>) {
    let mut strength = vec![0; network.nodes.len()];
    for tie in &network.ties {
        strength[tie.one] += tie.paragraphs;
        strength[tie.other] += tie.paragraphs;
    }
    let mut order: Vec<usize> = (0..network.nodes.len()).collect();
    order.sort_by_key(|node| (Reverse(strength[*node]), *node));
    order.truncate(most);
    let chosen = |node: usize| order.iter().position(|known| *known == node);
    let mut ties: Vec<Tie> = network
        .ties
        .iter()
        .filter_map(|tie| {
            let (one, other) = (chosen(tie.one)?, chosen(tie.other)?);
            Some(Tie { one: one.min(other), other: one.max(other), paragraphs: tie.paragraphs })
        })
        .collect();
    ties.sort_by_key(|tie| (Reverse(tie.paragraphs), tie.one, tie.other));
    let ties = with_every_name(&ties, order.len());
    let tied: Vec<bool> = (0..order.len())
        .map(|node| ties.iter().any(|tie| tie.one == node || tie.other == node))
        .collect();
    let place: Vec<usize> = tied
        .iter()
        .scan(0, |next, tied| {
            let place = *next;
            *next += usize::from(*tied);
            Some(place)
        })
        .collect();
    let nodes = order.iter().zip(&tied).filter(|(_, tied)| **tied);
    let nodes = nodes.map(|(node, _)| &network.nodes[*node]).collect();
    let moved = |tie: Tie| Tie { one: place[tie.one], other: place[tie.other], ..tie };
    (nodes, ties.into_iter().map(moved).collect())
}

/// Of ties from the strongest down: those that join what no stronger ones join, so that no name
/// is cut off, and as many of the others as leave the picture readable.
fn with_every_name(ties: &[Tie], names: usize) -> Vec<Tie> {
    let mut group: Vec<usize> = (0..names).collect();
    let mut room = names * TIES_FOR_TWO / 2;
    let joins: Vec<bool> = ties
        .iter()
        .map(|tie| {
            let (one, other) = (group[tie.one], group[tie.other]);
            if one != other {
                group.iter_mut().filter(|known| **known == other).for_each(|known| *known = one);
            }
            one != other
        })
        .collect();
    room = room.saturating_sub(joins.iter().filter(|joins| **joins).count());
    ties.iter()
        .zip(joins)
        .filter(|(_, joins)| {
            let more = !joins && room > 0;
            room -= usize::from(more);
            *joins || more
        })
        .map(|(tie, _)| *tie)
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn share(count: usize, most: usize) -> f64 {
    if most > 1 { (count.max(1) - 1) as f64 / (most - 1) as f64 } else { 0.0 }
}

/// A dot with its name below.
struct Shape {
    radius: f64,
    lines: Vec<String>,
    size: (f64, f64),
}

impl Shape {
    fn new(node: &NetworkName, most: usize, room: f64) -> Self {
        let least = (SMALLEST_DOT / LARGEST_DOT).powi(2);
        let radius = LARGEST_DOT * (least + (1.0 - least) * share(node.mentions, most)).sqrt();
        let lines = text::lines(&node.label.text, room, MOST_LINES);
        let wide = lines.iter().map(|line| text::width(line)).fold(2.0 * radius, f64::max);
        #[expect(clippy::cast_precision_loss, reason = "two lines")]
        let high = 2.0 * radius + lines.len() as f64 * LEADING;
        Self { radius, lines, size: (wide + AIR.0, high + AIR.1) }
    }

    fn dot(&self, middle: Point) -> Point {
        let area = Area::around(middle, self.size);
        Point { x: middle.x, y: area.top + AIR.1 / 2.0 + self.radius }
    }

    fn label(&self, drawing: &mut Drawing, label: &Label, middle: Point) {
        let mut y = self.dot(middle).y + self.radius + text::ASCENT * text::SIZE + 1.0;
        let lines = self.lines.iter().map(|text| {
            let at = Point { x: middle.x, y };
            y += LEADING;
            Line {
                at,
                text: text.clone(),
                anchor: Anchor::Middle,
                turned: false,
                class: "name halo",
            }
        });
        let lines = lines.collect();
        drawing.link(label, lines);
    }
}
