//! A drawing, and its SVG.

use std::fmt::Write;

use super::Label;
use super::text::SIZE;
use crate::html::escape;

/// A point, in pixels from the upper left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A box, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// A box by its middle and size.
    pub(super) fn around(middle: Point, (width, height): (f64, f64)) -> Self {
        Self {
            left: middle.x - width / 2.0,
            top: middle.y - height / 2.0,
            right: middle.x + width / 2.0,
            bottom: middle.y + height / 2.0,
        }
    }
}

/// Where a text stands from its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) at: Point,
    pub(super) text: String,
    pub(super) anchor: Anchor,
    /// Read from below upwards.
    pub(super) turned: bool,
    pub(super) class: &'static str,
}

/// A piece of a drawing. A class is what the theme gives its colour to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    Rule {
        from: Point,
        to: Point,
        width: f64,
        class: &'static str,
    },
    Circle {
        centre: Point,
        radius: f64,
        class: &'static str,
    },
    Bar {
        area: Area,
        class: &'static str,
    },
    Shape {
        corners: Vec<Point>,
        class: &'static str,
    },
    Text(Line),
    /// Lines of text that are one link. `whole` is its text, where the lines are cut.
    Link {
        href: String,
        lines: Vec<Line>,
        whole: Option<String>,
    },
}

/// A picture: marks on a sheet of a size.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) marks: Vec<Mark>,
}

impl Drawing {
    pub(super) fn new(width: f64) -> Self {
        Self { width, height: 0.0, marks: Vec::new() }
    }

    pub(super) fn rule(&mut self, from: Point, to: Point, width: f64, class: &'static str) {
        self.marks.push(Mark::Rule { from, to, width, class });
    }

    pub(super) fn circle(&mut self, centre: Point, radius: f64, class: &'static str) {
        self.marks.push(Mark::Circle { centre, radius, class });
    }

    pub(super) fn text(
        &mut self,
        at: Point,
        text: impl Into<String>,
        anchor: Anchor,
        class: &'static str,
    ) {
        let text = text.into();
        self.marks.push(Mark::Text(Line { at, text, anchor, turned: false, class }));
    }

    /// A label's lines as one link.
    pub(super) fn link(&mut self, label: &Label, lines: Vec<Line>) {
        let shown: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        let cut = shown.join(" ") != label.text;
        let whole = cut.then(|| label.text.clone());
        self.marks.push(Mark::Link { href: label.href.clone(), lines, whole });
    }

    /// The drawing as an element that can stand in a page, with a class of its own. `labelled_by`
    /// is the id of what names it there.
    #[must_use]
    pub fn svg(&self, class: &str, labelled_by: &str) -> String {
        let mut out = String::with_capacity(self.marks.len() * 96);
        out.push_str("<svg role=\"group\"");
        escape::attribute(&mut out, "class", &[class]);
        escape::attribute(&mut out, "aria-labelledby", &[labelled_by]);
        self.size(&mut out);
        for mark in &self.marks {
            out.push('\n');
            mark.write(&mut out);
        }
        out.push_str("\n</svg>");
        out
    }

    /// The drawing as an element that says nothing to those who do not see it: beside it stands
    /// what it shows in words.
    #[must_use]
    pub fn ornament(&self, class: &str) -> String {
        let mut out = String::from("<svg aria-hidden=\"true\"");
        escape::attribute(&mut out, "class", &[class]);
        self.size(&mut out);
        for mark in &self.marks {
            mark.write(&mut out);
        }
        out.push_str("</svg>");
        out
    }

    fn size(&self, out: &mut String) {
        let (width, height) = (Pixels(self.width), Pixels(self.height));
        // A page that is read from right to left would turn the texts' anchors round.
        let _ = write!(
            out,
            " viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
             direction=\"ltr\" font-size=\"{SIZE}\" fill=\"currentColor\">"
        );
    }
}

impl Mark {
    fn write(&self, out: &mut String) {
        // Writing to a string cannot fail.
        let _ = match self {
            Self::Rule { from, to, width, class } => write!(
                out,
                "<line class=\"{class}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" \
                 stroke=\"currentColor\" stroke-width=\"{}\"/>",
                Pixels(from.x),
                Pixels(from.y),
                Pixels(to.x),
                Pixels(to.y),
                Pixels(*width)
            ),
            Self::Circle { centre, radius, class } => write!(
                out,
                "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                Pixels(centre.x),
                Pixels(centre.y),
                Pixels(*radius)
            ),
            Self::Bar { area, class } => write!(
                out,
                "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                Pixels(area.left),
                Pixels(area.top),
                Pixels(area.right - area.left),
                Pixels(area.bottom - area.top)
            ),
            Self::Shape { corners, class } => {
                let _ = write!(out, "<polygon class=\"{class}\" points=\"");
                for (number, Point { x, y }) in corners.iter().enumerate() {
                    let space = if number > 0 { " " } else { "" };
                    let _ = write!(out, "{space}{},{}", Pixels(*x), Pixels(*y));
                }
                out.push_str("\"/>");
                Ok(())
            }
            Self::Text(line) => {
                line.write(out);
                Ok(())
            }
            Self::Link { href, lines, whole } => {
                out.push_str("<a");
                escape::attribute(out, "href", &[href]);
                out.push('>');
                if let Some(whole) = whole {
                    out.push_str("<title>");
                    escape::push(out, whole);
                    out.push_str("</title>");
                }
                for (number, line) in lines.iter().enumerate() {
                    // To those who listen, and in a copy, the lines are words of one name.
                    if number > 0 {
                        out.push(' ');
                    }
                    line.write(out);
                }
                out.push_str("</a>");
                Ok(())
            }
        };
    }
}

impl Line {
    fn write(&self, out: &mut String) {
        let (x, y) = (Pixels(self.at.x), Pixels(self.at.y));
        let _ = write!(out, "<text class=\"{}\" x=\"{x}\" y=\"{y}\"", self.class);
        if self.anchor == Anchor::Middle {
            out.push_str(" text-anchor=\"middle\"");
        }
        if self.turned {
            let _ = write!(out, " transform=\"rotate(-90 {x} {y})\"");
        }
        out.push('>');
        escape::push(out, &self.text);
        out.push_str("</text>");
    }
}

/// A length with one decimal place, as short as it can be written.
struct Pixels(f64);

impl std::fmt::Display for Pixels {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = (self.0 * 10.0).round();
        // The sum with zero takes the sign from a zero.
        write!(out, "{}", (tenths + 0.0) / 10.0)
    }
}
