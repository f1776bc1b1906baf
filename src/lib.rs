//! Turns reports and hand-written notes into an annotated briefing: a static, cross-linked site.
//!
//! The pipeline is the order of the modules. [`load`] reads a folder into [`source`] files,
//! [`parse`] gives each file's syntax, [`resolve`] makes one [`model::Briefing`] of them,
//! [`collate`] holds its quotations and claims against each other, and [`check`] looks for what is
//! worth telling. [`mod@mend`] and [`mod@suggest`] help to write notes and to keep them, [`compose`] writes them.
//! [`build`] runs the stages in order, [`publication`] is the site as its files are asked for, [`mod@write`]
//! puts it on disk, [`serve`] shows it while it is written, [`import`] reads what others have written, [`pin`]
//! measures originals, [`mod@verify`] holds a finished text against the reports, [`doctor`] tells what stands in
//! the way of a published site, [`mcp`] answers other programs, [`cli`] is the command line. Each module
//! imports only from those above it.
//!
//! The stages take data and give data, so that a site can be built without a disk:
//!
//! ```
//! use sidenote::build::{BuildOptions, build};
//! use sidenote::config::Audience;
//! use sidenote::load::Folder;
//! use sidenote::source::SourceFile;
//!
//! let mut folder = Folder::default();
//! let report = "---\ntitle: A report\nrights: full\n---\nThe bridge is closed.\n";
//! let file = SourceFile::from_bytes("content/articles/wire.md".into(), report.into());
//! folder.content.push(folder.sources.add(file));
//!
//! let options = BuildOptions { audience: Audience::Public, base_url: None };
//! let built = build(&folder, &options)?;
//! assert!(built.diagnostics.is_empty());
//! assert!(built.output.is_some_and(|site| site.get("articles/wire.html").is_some()));
//! # Ok::<(), std::io::Error>(())
//! ```

#![cfg_attr(test, allow(clippy::string_slice, reason = "a test that cuts wrongly should fail"))]

pub mod slice;
pub mod memory;
pub mod place;
pub mod unseen;
pub mod source;
pub mod language;
pub mod diagnostic;
pub mod citation;
pub mod config;
pub mod i18n;
pub mod route;
pub mod date;
pub mod git;
pub mod history;
pub mod load;
pub mod parse;
pub mod schema;
pub mod model;
pub mod resolve;
pub mod mend;
pub mod suggest;
pub mod compose;
pub mod collate;
pub mod check;
pub mod status;
pub mod withhold;
pub mod html;
pub mod picture;
pub mod output;
pub mod render;
pub mod export;
pub mod progress;
pub mod publication;
pub mod build;
pub mod write;
pub mod serve;
pub mod import;
pub mod pin;
pub mod verify;
pub mod doctor;
pub mod mcp;
#[cfg(feature = "external")]
pub mod external;
pub mod cli;
