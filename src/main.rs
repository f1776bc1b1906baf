//! The `sidenote` program.

fn main() {}
