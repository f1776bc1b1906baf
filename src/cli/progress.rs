//! What a build is at, for the person who waits: a bar where it takes long, and how long each stage took.

use std::io::{self, IsTerminal};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::build::{Stage, Watch};
use crate::output::{Out, Sink};

/// What takes less is over before a bar is looked at.
const SOON: Duration = Duration::from_millis(500);

/// Watches a build.
pub(super) struct Progress {
    start: Instant,
    /// The stages so far, with when each began.
    begun: Mutex<Vec<(&'static str, Instant)>>,
    bar: ProgressBar,
}

impl Progress {
    /// Begins now. A bar is shown where that is wanted and somebody sits at a terminal.
    pub(super) fn new(is_shown: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        bar.set_style(style("{spinner} {msg}"));
        if is_shown && io::stderr().is_terminal() {
            let bar = bar.clone();
            thread::spawn(move || {
                thread::sleep(SOON);
                if !bar.is_finished() {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(Duration::from_millis(100));
                }
            });
        }
        Self { start: Instant::now(), begun: Mutex::default(), bar }
    }

    /// A stage begins, and the one before ends.
    pub(super) fn stage(&self, name: &'static str) {
        self.bar.set_message(name);
        self.begun.lock().unwrap_or_else(PoisonError::into_inner).push((name, Instant::now()));
    }

    /// Everything is done that can be waited for: what is said from here on stands on its own lines.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }

    pub(super) fn took(&self) -> Duration {
        self.start.elapsed()
    }

    /// How long each stage took, a line each; the last one lasts until now.
    pub(super) fn timings(&self) -> String {
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let ends = begun.iter().skip(1).map(|(_, begin)| *begin).chain([now]);
        let stages = begun.iter().zip(ends).map(|((name, begin), end)| (*name, end - *begin));
        let all: Vec<(&str, Duration)> = stages.chain([("in all", now - self.start)]).collect();
        let lines = all
            .iter()
            .map(|(name, took)| format!("{name:10}{:>9.1} ms\n", took.as_secs_f64() * 1_000.0));
        lines.collect::<String>().trim_end().to_owned()
    }
}

impl Watch for Progress {
    fn begins(&self, stage: Stage) {
        if let Stage::Pages(count) = stage {
            self.bar.set_length(count as u64);
            self.bar.set_style(style("{msg} {wide_bar} {pos} of about {len}"));
        } else {
            self.bar.set_style(style("{spinner} {msg}"));
        }
        self.stage(match stage {
            Stage::Parse => "parse",
            Stage::Resolve => "resolve",
            Stage::Echoes => "echoes",
            Stage::Collate => "collate",
            Stage::Check => "check",
            Stage::Withhold => "withhold",
            Stage::Data => "data",
            Stage::Pages(_) => "pages",
            Stage::Assets => "assets",
        });
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// A sink that moves the bar on by each page that another takes.
pub(super) struct Counted<S> {
    pub(super) sink: S,
    bar: ProgressBar,
}

impl<S> Counted<S> {
    pub(super) fn new(sink: S, progress: &Progress) -> Self {
        Self { sink, bar: progress.bar.clone() }
    }
}

impl<S: Sink> Sink for Counted<S> {
    fn file<T>(&self, path: &str, make: impl FnOnce(&mut Out<'_>) -> T) -> T {
        let made = self.sink.file(path, make);
        if path.ends_with(".html") {
            self.bar.inc(1);
        }
        made
    }

    fn bytes(&self, path: &str, bytes: &bytes::Bytes) {
        self.sink.bytes(path, bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_lasts_until_the_next_begins() {
        let progress = Progress::new(false);
        progress.stage("read");
        progress.begins(Stage::Parse);
        progress.begins(Stage::Pages(3));
        let timings = progress.timings();
        let names: Vec<&str> =
            timings.lines().map(|line| line.split("  ").next().unwrap().trim()).collect();
        assert_eq!(names, ["read", "parse", "pages", "in all"]);
        assert!(timings.lines().all(|line| line.ends_with(" ms")));
    }
}
