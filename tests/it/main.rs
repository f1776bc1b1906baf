//! The program as its users meet it: briefings in folders, and what comes out.

#![expect(clippy::disallowed_methods, reason = "tests read and write folders of their own")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that panics has failed"
)]

mod asking;
mod bad_input;
mod changing;
mod commands;
mod doctoring;
mod explanations;
#[cfg(feature = "external")]
mod external;
#[cfg(unix)]
mod faults;
mod file_names;
mod finding;
#[cfg(feature = "import")]
mod hostile;
mod import;
#[cfg(feature = "import")]
mod pages;
mod layering;
mod messages;
mod pasting;
mod payloads;
mod pinning;
mod program;
mod readme;
mod reanchoring;
mod releasing;
mod renaming;
mod schemas;
mod serving;
mod sites;
mod slips;
mod speakers;
mod status;
mod suggesting;
mod supply;
mod support;
mod unseen;
mod verifying;
mod withholding;
mod writing;
