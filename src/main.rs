//! The `sidenote` program.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use sidenote::cli::Arguments;

/// A build is many small strings that live as long as a page: the system's allocator costs a third
/// of its time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    Arguments::parse().run()
}
