//! Turns reports and hand-written notes into an annotated briefing: a static, cross-linked site.
//!
//! The pipeline is the order of the modules: [`source`] and [`parse`] read what authors write,
//! [`model`] holds it resolved, [`collate`] reads the reports against each other. Each module imports only from those above it.

pub mod source;
pub mod diagnostic;
pub mod config;
pub mod route;
pub mod date;
pub mod parse;
pub mod model;
pub mod collate;
pub mod html;
pub mod output;
pub mod render;
