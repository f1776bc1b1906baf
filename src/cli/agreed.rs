//! Asks before files are rewritten.

use std::io::{self, BufRead, IsTerminal, Write};

use super::terminal;

/// Asks the person at the terminal; where there is none, the answer is no.
pub(super) fn agreed(question: &str) -> bool {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        terminal::say("To write this, add `--yes`.");
        return false;
    }
    let mut err = io::stderr();
    let mut answer = String::new();
    let asked = write!(err, "{question} [y/N] ").and_then(|()| err.flush());
    asked.is_ok()
        && stdin.lock().read_line(&mut answer).is_ok()
        && matches!(answer.trim(), "y" | "Y" | "yes")
}
