//! The program as its users meet it: briefings in folders, and what comes out.

mod support;

mod bad_input;
mod cases;
mod explanations;
mod sites;
