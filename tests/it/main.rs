//! The program as its users meet it: briefings in folders, and what comes out.

mod explanations;
