//! What language-model programs may ask of a briefing, by the Model Context Protocol: to find words, to
//! verify texts, to suggest, to read, and to see what is done. Nothing is ever written.
//!
//! [`Server`] speaks the protocol, a JSON object a line; `tools` are what it offers; `desk` is the
//! briefing as it may be shown. Without `private` that is what a public build shows: tools but one see a
//! briefing from which all else has been taken out, and `verify`, which must see the whole, tells through
//! [`crate::verify::Privacy`].

mod desk;
mod reading;
mod server;
mod tools;

pub use desk::Desk;
pub use server::Server;
