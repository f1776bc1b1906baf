//! Tests that are found and not written: one for each folder of `tests/cases`, by its name, and one
//! for each script of `tests/browser`, ignored where there is no browser; and docs/pandas.md, where there
//! is Python; and builds into mounted folders, where something can be mounted.

#![expect(clippy::disallowed_methods, reason = "tests read and write folders of their own")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that panics has failed"
)]

use std::process::ExitCode;

use libtest_mimic::Arguments;

mod browser;
mod cases;
#[cfg(target_os = "linux")]
mod mounts;
mod pandas;
#[path = "../it/program.rs"]
#[allow(dead_code, reason = "the other tests use all of it")]
mod program;
#[path = "../it/support/mod.rs"]
#[allow(dead_code, reason = "the other tests use all of it")]
mod support;

fn main() -> ExitCode {
    let mut trials = cases::trials();
    trials.extend(browser::trials());
    trials.extend(pandas::trials());
    #[cfg(target_os = "linux")]
    trials.extend(mounts::trials());
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
