//! What was said when, and published when: from above down, a moment a day.
//!
//! Where there are more days than can be told apart, a moment is a month, a year, a decade. Long
//! stretches without anything are shortened, and the line through them is broken.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::svg::{Anchor, Area, Drawing, Line, Mark, Point};
use super::text::{self, LEADING};
use super::{Frame, Label};
use crate::date::Days;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When: one day, or any of several.
    pub days: Days,
    /// What.
    pub kind: EventKind,
    /// Its name.
    pub label: Label,
}

/// What can happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// A statement is made.
    Said,
    /// A report is published.
    Published,
}

/// What happened, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimeLine {
    /// The moments.
    pub moments: Vec<Moment>,
}

/// What happened on one day, or on any of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub days: Days,
    /// What was said.
    pub said: Vec<Label>,
    /// What was published.
    pub published: Vec<Label>,
}

/// More moments than this are taken together.
const MOST_MOMENTS: usize = 20;

/// More names than this are not listed at one moment: a bar tells how many they are.
const MOST_NAMES: usize = 6;

impl TimeLine {
    /// Events in order; those of the same days together.
    #[must_use]
    pub fn new(events: Vec<Event>) -> Self {
        let steps = [Step::Days, Step::Month, Step::Years(1), Step::Years(10), Step::Years(100)];
        let few = |step: &&Step| {
            let mut days: Vec<Days> = events.iter().map(|event| step.holding(event.days)).collect();
            days.sort_unstable();
            days.dedup();
            days.len() <= MOST_MOMENTS
        };
        let step = steps.iter().find(few).copied().unwrap_or(Step::Years(1000));
        let mut moments: BTreeMap<Days, Moment> = BTreeMap::new();
        for event in events {
            let days = step.holding(event.days);
            let moment = moments.entry(days).or_insert_with(|| Moment {
                days,
                said: Vec::new(),
                published: Vec::new(),
            });
            match event.kind {
                EventKind::Said => moment.said.push(event.label),
                EventKind::Published => moment.published.push(event.label),
            }
        }
        Self { moments: moments.into_values().collect() }
    }
}

/// How long a moment is.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// As long as its events say.
    Days,
    Month,
    Years(i16),
}

impl Step {
    /// The moment that some days begin in.
    fn holding(self, days: Days) -> Days {
        let first = days.first;
        match self {
            Self::Days => days,
            Self::Month => Days { first: first.first_of_month(), last: first.last_of_month() },
            Self::Years(years) => {
                let from = first.year() - first.year().rem_euclid(years);
                let to = from.saturating_add(years - 1);
                Days {
                    first: Date::new(from, 1, 1).unwrap_or(first),
                    last: Date::new(to, 12, 31).unwrap_or(Date::MAX),
                }
            }
        }
    }
}

/// The words that a time line is drawn with.
pub trait TimeLineWords {
    /// A moment's date.
    fn date(&self, days: Days) -> String;
    /// The heading over what happens.
    fn heading(&self, kind: EventKind) -> String;
    /// How many things happen, in words.
    fn count(&self, kind: EventKind, n: usize) -> String;
}

/// Draws a time line.
#[must_use]
pub fn time_line(line: &TimeLine, words: &dyn TimeLineWords, frame: Frame) -> Drawing {
    let most = |names: fn(&Moment) -> &Vec<Label>| {
        line.moments.iter().map(|moment| names(moment).len()).max().unwrap_or(1)
    };
    let mut pen = Pen {
        drawing: Drawing::new(frame.width()),
        words,
        frame,
        top: 0.0,
        speaks: line.moments.iter().any(|moment| !moment.said.is_empty()),
        most: most(|moment| &moment.said).max(most(|moment| &moment.published)),
    };
    if frame == Frame::Wide {
        let kinds = [EventKind::Said, EventKind::Published];
        for kind in kinds.into_iter().filter(|kind| pen.speaks || *kind != EventKind::Said) {
            let at = Point { x: pen.column(kind).0, y: LEADING };
            pen.drawing.text(at, words.heading(kind), Anchor::Start, "kind");
        }
        pen.top = LEADING + 10.0;
    }
    let mut before: Option<(&Moment, f64)> = None;
    for moment in &line.moments {
        let y = pen.moment(moment, before.map(|(before, _)| before));
        if let Some((before, from)) = before {
            pen.line(before, moment, from, y);
        }
        before = Some((moment, y));
    }
    pen.drawing.height = pen.top + 4.0;
    pen.drawing
}

/// What a time line is drawn with.
struct Pen<'a> {
    drawing: Drawing,
    words: &'a dyn TimeLineWords,
    frame: Frame,
    /// Where the next moment begins.
    top: f64,
    /// Whether anything is said; else its column is not there.
    speaks: bool,
    /// The most that happens at one moment.
    most: usize,
}

/// Where the line itself stands.
const AXIS_WIDE: f64 = 162.0;
const AXIS_NARROW: f64 = 7.0;
/// Half the height of the mark of a day, and of the mark of several.
const DAY: f64 = 4.0;
const DAYS: f64 = 7.0;

impl Pen<'_> {
    fn axis(&self) -> f64 {
        match self.frame {
            Frame::Wide => AXIS_WIDE,
            Frame::Narrow => AXIS_NARROW,
        }
    }

    /// Where what happens is named: from the left, and how far.
    fn column(&self, kind: EventKind) -> (f64, f64) {
        match (self.frame, kind) {
            (Frame::Wide, EventKind::Published) if self.speaks => (AXIS_WIDE + 280.0, 262.0),
            (Frame::Wide, _) => (AXIS_WIDE + 16.0, 252.0),
            (Frame::Narrow, _) => (AXIS_NARROW + 15.0, 258.0),
        }
    }

    /// Draws a moment; gives where its mark stands.
    fn moment(&mut self, moment: &Moment, before: Option<&Moment>) -> f64 {
        self.top +=
            before.map_or(0.0, |before| 8.0 + 4.0 * days_between(before, moment).sqrt().min(7.0));
        let (top, y) = (self.top, self.top + LEADING * 0.55);
        let centre = Point { x: self.axis(), y };
        if moment.days.first == moment.days.last {
            self.drawing.circle(centre, DAY, "dot");
        } else {
            let area = Area::around(centre, (6.0, 2.0 * DAYS));
            self.drawing.marks.push(Mark::Bar { area, class: "dot" });
        }
        let below = self.date(&self.words.date(moment.days), top);
        match self.frame {
            Frame::Wide => {
                let said = self.names(EventKind::Said, &moment.said, top);
                let published = self.names(EventKind::Published, &moment.published, top);
                self.top = said.max(published).max(below);
            }
            Frame::Narrow => {
                let x = self.column(EventKind::Said).0;
                let mut top = below;
                for (kind, names) in
                    [(EventKind::Said, &moment.said), (EventKind::Published, &moment.published)]
                {
                    if names.is_empty() {
                        continue;
                    }
                    top += 2.0;
                    let at = Point { x, y: top + LEADING * 0.85 };
                    self.drawing.text(at, self.words.heading(kind), Anchor::Start, "kind");
                    top = self.names(kind, names, top + LEADING);
                }
                self.top = top;
            }
        }
        y
    }

    /// A date, in bold; gives where it ends.
    fn date(&mut self, date: &str, top: f64) -> f64 {
        let (x, room) = match self.frame {
            Frame::Wide => (0.0, AXIS_WIDE - 12.0),
            Frame::Narrow => self.column(EventKind::Said),
        };
        let mut y = top;
        for line in text::lines(date, room / text::BOLD, 3) {
            let at = Point { x, y: y + LEADING * 0.85 };
            self.drawing.text(at, line, Anchor::Start, "date");
            y += LEADING;
        }
        y
    }

    /// Names what happened, or, where that is too much, tells how much; gives where that ends.
    fn names(&mut self, kind: EventKind, names: &[Label], top: f64) -> f64 {
        const MOST_LINES: usize = 2;
        let (x, room) = self.column(kind);
        if names.len() > MOST_NAMES {
            let count = self.words.count(kind, names.len());
            let left = x + text::width(&count) + 8.0;
            #[expect(clippy::cast_precision_loss, reason = "counts of reports")]
            let share = names.len() as f64 / self.most as f64;
            let right = left + (x + room - left).max(0.0) * share;
            let area = Area { left, top: top + 3.0, right, bottom: top + LEADING - 2.0 };
            self.drawing.text(Point { x, y: top + LEADING * 0.85 }, count, Anchor::Start, "name");
            self.drawing.marks.push(Mark::Bar { area, class: "bar" });
            return top + LEADING + 2.0;
        }
        let mut y = top;
        for name in names {
            let lines = text::lines(&name.text, room, MOST_LINES).into_iter().map(|text| {
                let at = Point { x, y: y + LEADING * 0.85 };
                y += LEADING;
                Line { at, text, anchor: Anchor::Start, turned: false, class: "name" }
            });
            let lines = lines.collect();
            self.drawing.link(name, lines);
            y += 2.0;
        }
        y
    }

    /// The line from one moment's mark to the next: broken where more than a day lies between.
    fn line(&mut self, before: &Moment, after: &Moment, from: f64, to: f64) {
        let half =
            |moment: &Moment| 3.0 + if moment.days.first == moment.days.last { DAY } else { DAYS };
        let (from, to) = (from + half(before), to - half(after));
        if from < to {
            let class = if days_between(before, after) > 1.0 { "axis broken" } else { "axis" };
            let x = self.axis();
            self.drawing.rule(Point { x, y: from }, Point { x, y: to }, 1.0, class);
        }
    }
}

/// From the last day of one to the first of another.
fn days_between(before: &Moment, after: &Moment) -> f64 {
    let days = (after.days.first - before.days.last).get_days();
    f64::from(days.max(0))
}
