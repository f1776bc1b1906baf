//! Source code → coloured stretches.

use std::ops::Range;
use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

/// Loaded at the first code block; its regular expressions are compiled at first use, so that
/// pages without code pay nothing.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Scopes that are shown, most telling first, with the class that the theme colours.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    [
        ("comment", "hl-comment"),
        ("string", "hl-string"),
        ("constant", "hl-constant"),
        ("entity.name", "hl-name"),
        ("entity.other.attribute-name", "hl-name"),
        ("support", "hl-name"),
        ("keyword", "hl-keyword"),
        ("storage", "hl-keyword"),
        ("markup.deleted", "hl-deleted"),
        ("markup.inserted", "hl-inserted"),
    ]
    .into_iter()
    .filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, class)))
    .collect()
});

/// Longer code, or code with longer lines, stays plain: grammars backtrack.
const LONGEST_CODE: usize = 64 * 1024;
const LONGEST_LINE: usize = 2_000;

/// The stretches of `code` that have a colour, in order, with their classes; none for a language
/// that is not known.
pub(crate) fn stretches(code: &str, language: &str) -> Vec<(Range<usize>, &'static str)> {
    let lines = || code.split_inclusive('\n');
    if code.len() > LONGEST_CODE || lines().any(|line| line.len() > LONGEST_LINE) {
        return Vec::new();
    }
    let Some(syntax) = SYNTAXES.find_syntax_by_token(language) else {
        return Vec::new();
    };
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    let mut add = |range: Range<usize>, stack: &ScopeStack| {
        let Some(class) = class(stack) else { return };
        match found.last_mut() {
            Some((last, same)) if last.end == range.start && *same == class => last.end = range.end,
            _ if !range.is_empty() => found.push((range, class)),
            _ => {}
        }
    };
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut line_start = 0;
    for line in lines() {
        let Ok(operations) = state.parse_line(line, &SYNTAXES) else {
            break;
        };
        let mut at = 0;
        for (next, operation) in operations {
            let next = next.clamp(at, line.len());
            add(line_start + at..line_start + next, &stack);
            at = next;
            if stack.apply(&operation).is_err() {
                return found;
            }
        }
        add(line_start + at..line_start + line.len(), &stack);
        line_start += line.len();
    }
    found
}

/// The class of the innermost scope that has one.
fn class(stack: &ScopeStack) -> Option<&'static str> {
    stack.as_slice().iter().rev().find_map(|scope| {
        CLASSES.iter().find(|(known, _)| known.is_prefix_of(*scope)).map(|(_, class)| *class)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_what_it_knows() {
        let code = "let a = \"b\"; // c\n";
        let found = stretches(code, "rust");
        let of = |class: &str| -> Vec<&str> {
            found.iter().filter(|(_, c)| *c == class).map(|(r, _)| &code[r.clone()]).collect()
        };
        assert_eq!(of("hl-string"), ["\"b\""]);
        assert_eq!(of("hl-comment"), ["// c\n"]);
        assert!(found.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start));
        assert!(stretches(code, "no such language").is_empty());
    }
}
