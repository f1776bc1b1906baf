//! Where the nodes of a network stand: near what they are tied to, and nowhere on each other.
//!
//! Distances in the picture follow distances in the network (stress majorisation, Gansner, Koren
//! and North 2004), from a start that is always the same. Then boxes that overlap are pushed
//! apart, and if there is no room, the picture grows. Only sums, products and roots are used, which are the
//! same on every machine.

use super::svg::{Area, Point};

/// Gives each box of a size its middle, within `width`, and the height that it came to.
/// `ties` are pairs of boxes.
pub(super) fn place(
    sizes: &[(f64, f64)],
    ties: &[(usize, usize)],
    width: f64,
    height: f64,
) -> (Vec<Point>, f64) {
    let ideal = spread(sizes.len(), ties);
    // Taller in small steps until all have room; a shelf needs no more than one line a box.
    let mut height = height;
    for _ in 0..24 {
        let mut points = framed(&ideal, sizes, width, height);
        if push_apart(&mut points, sizes, width, height) {
            return (points, height);
        }
        height *= 1.06;
    }
    shelves(sizes, width)
}

/// Rounds that are enough for a few dozen nodes to come to rest.
const ROUNDS: usize = 150;

/// Points whose distances are those in the network, as far as a plane allows.
fn spread(nodes: usize, ties: &[(usize, usize)]) -> Vec<Point> {
    let wanted = distances(nodes, ties);
    let mut points = sunflower(nodes);
    for _ in 0..ROUNDS {
        for one in 0..nodes {
            let (mut x, mut y, mut weight) = (0.0, 0.0, 0.0);
            for other in (0..nodes).filter(|other| *other != one) {
                let far = wanted[one * nodes + other];
                let (dx, dy) = (points[one].x - points[other].x, points[one].y - points[other].y);
                let now = (dx * dx + dy * dy).sqrt().max(1e-6);
                let pull = 1.0 / (far * far);
                x += pull * (points[other].x + far * dx / now);
                y += pull * (points[other].y + far * dy / now);
                weight += pull;
            }
            if weight > 0.0 {
                points[one] = Point { x: x / weight, y: y / weight };
            }
        }
    }
    points
}

/// By pair: how many ties lead from one to the other. What no ties join is a little further away
/// than all that is joined.
#[expect(clippy::cast_precision_loss, reason = "a few dozen nodes")]
fn distances(nodes: usize, ties: &[(usize, usize)]) -> Vec<f64> {
    let mut steps = vec![usize::MAX; nodes * nodes];
    let mut beside = vec![Vec::new(); nodes];
    for (one, other) in ties {
        beside[*one].push(*other);
        beside[*other].push(*one);
    }
    for start in 0..nodes {
        let row = &mut steps[start * nodes..(start + 1) * nodes];
        row[start] = 0;
        let mut queue = std::collections::VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            for next in &beside[node] {
                if row[*next] == usize::MAX {
                    row[*next] = row[node] + 1;
                    queue.push_back(*next);
                }
            }
        }
    }
    let longest = steps.iter().filter(|step| **step != usize::MAX).max().copied().unwrap_or(0);
    let apart = (longest as f64 * 0.6).max(2.0);
    let far = |step: usize| if step == usize::MAX { apart } else { step.max(1) as f64 };
    steps.into_iter().map(far).collect()
}

/// A start in which no two points are near each other: the seeds of a sunflower.
fn sunflower(nodes: usize) -> Vec<Point> {
    // The cosine and sine of the golden angle.
    const TURN: (f64, f64) = (-0.737_368_878_078_32, 0.675_490_294_261_52);
    let mut direction = (1.0, 0.0);
    let mut points = Vec::with_capacity(nodes);
    for node in 0..nodes {
        #[expect(clippy::cast_precision_loss, reason = "a few dozen nodes")]
        let radius = (node as f64 + 0.5).sqrt();
        points.push(Point { x: radius * direction.0, y: radius * direction.1 });
        direction = (
            direction.0 * TURN.0 - direction.1 * TURN.1,
            direction.0 * TURN.1 + direction.1 * TURN.0,
        );
    }
    points
}

/// The points stretched to a frame, so that each box lies within.
fn framed(points: &[Point], sizes: &[(f64, f64)], width: f64, height: f64) -> Vec<Point> {
    let ends = |coordinate: fn(&Point) -> f64| {
        let low = points.iter().map(coordinate).fold(f64::MAX, f64::min);
        let high = points.iter().map(coordinate).fold(f64::MIN, f64::max);
        (low, (high - low).max(1e-6))
    };
    let ((left, wide), (top, high)) = (ends(|point| point.x), ends(|point| point.y));
    points
        .iter()
        .zip(sizes)
        .map(|(point, size)| Point {
            x: size.0 / 2.0 + (point.x - left) / wide * (width - size.0),
            y: size.1 / 2.0 + (point.y - top) / high * (height - size.1),
        })
        .collect()
}

/// Pushes boxes that overlap apart, along the shorter way; tells whether none does any more.
fn push_apart(points: &mut [Point], sizes: &[(f64, f64)], width: f64, height: f64) -> bool {
    const ROUNDS: usize = 300;
    for _ in 0..ROUNDS {
        let mut moved = false;
        for one in 0..points.len() {
            for other in one + 1..points.len() {
                let (dx, dy) = (points[other].x - points[one].x, points[other].y - points[one].y);
                let (a, b) = (sizes[one], sizes[other]);
                let (over_x, over_y) = ((a.0 + b.0) / 2.0 - dx.abs(), (a.1 + b.1) / 2.0 - dy.abs());
                if over_x <= 0.0 || over_y <= 0.0 {
                    continue;
                }
                moved = true;
                // A little further than needed, so that rounding cannot bring them together again.
                if over_x < over_y {
                    let step = (over_x / 2.0 + 0.1) * sign(dx);
                    points[one].x -= step;
                    points[other].x += step;
                } else {
                    let step = (over_y / 2.0 + 0.1) * sign(dy);
                    points[one].y -= step;
                    points[other].y += step;
                }
            }
        }
        if !moved {
            return true;
        }
        for (point, size) in points.iter_mut().zip(sizes) {
            point.x = point.x.clamp(size.0 / 2.0, (width - size.0 / 2.0).max(size.0 / 2.0));
            point.y = point.y.clamp(size.1 / 2.0, (height - size.1 / 2.0).max(size.1 / 2.0));
        }
    }
    false
}

fn sign(length: f64) -> f64 {
    if length < 0.0 { -1.0 } else { 1.0 }
}

/// The last resort: the boxes in rows, one after the other.
fn shelves(sizes: &[(f64, f64)], width: f64) -> (Vec<Point>, f64) {
    let (mut left, mut top, mut bottom) = (0.0, 0.0, 0.0_f64);
    let mut points = Vec::with_capacity(sizes.len());
    for size in sizes {
        if left > 0.0 && left + size.0 > width {
            (left, top) = (0.0, bottom);
        }
        points.push(Point { x: left + size.0 / 2.0, y: top + size.1 / 2.0 });
        left += size.0;
        bottom = bottom.max(top + size.1);
    }
    (points, bottom)
}

impl Area {
    /// A box by its middle and size.
    pub(super) fn around(middle: Point, size: (f64, f64)) -> Self {
        Self {
            left: middle.x - size.0 / 2.0,
            top: middle.y - size.1 / 2.0,
            right: middle.x + size.0 / 2.0,
            bottom: middle.y + size.1 / 2.0,
        }
    }
}
