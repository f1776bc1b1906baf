//! The words that a passage quotes, part by part.

use super::QuotedPart;
use super::lines::trimmed;
use crate::parse::document::{Document, Inline, Markup};
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// Cuts what is quoted at its gaps. `\[…\]` is none, nor is one in code.
pub(super) fn quoted_parts(quoted: &Document, source: &str) -> Vec<QuotedPart> {
    let mut strong: Vec<Place<InContent>> = Vec::new();
    let mut code: Vec<Place<InContent>> = Vec::new();
    for block in &quoted.blocks {
        let mut open: Vec<&Markup> = Vec::new();
        for inline in &block.inlines {
            match inline {
                Inline::Open(markup) => open.push(markup),
                Inline::Close => {
                    open.pop();
                }
                Inline::Text(range) => {
                    if open.contains(&&Markup::Strong) {
                        match strong.last_mut() {
                            Some(last) if last.end() == range.start() => *last = last.cover(*range),
                            _ => strong.push(*range),
                        }
                    }
                    if open.contains(&&Markup::Code) {
                        code.push(*range);
                    }
                }
                _ => {}
            }
        }
    }
    let escaped = |at: usize, mark: &str| {
        let place = quoted.source_of(Place::new(at..at + mark.len())).start();
        source.get(place..place + 1) != Some(mark)
            || source.slice(..place).bytes().rev().take_while(|&byte| byte == b'\\').count() % 2
                == 1
    };
    let mut gaps: Vec<Place<InContent>> = ["[…]", "[...]"]
        .iter()
        .flat_map(|gap| quoted.text.match_indices(gap))
        .map(|(at, gap)| Place::new(at..at + gap.len()))
        .filter(|gap| !code.iter().any(|code| code.overlaps(*gap)))
        .filter(|gap| !escaped(gap.start(), "[") && !escaped(gap.end() - 1, "]"))
        .collect();
    gaps.sort_by_key(|gap| gap.start());
    gaps.push(Place::new(quoted.text.len()..quoted.text.len()));
    let mut parts = Vec::new();
    let mut start = 0;
    for gap in gaps {
        let bytes: Place<InContent> = trimmed(&quoted.text, Place::new(start..gap.start()));
        start = gap.end();
        if bytes.is_empty() {
            continue;
        }
        let strong = strong
            .iter()
            .map(|range| trimmed(&quoted.text, range.meet(bytes)))
            .filter(|range| !range.is_empty())
            .map(|range| Place::new(range.start() - bytes.start()..range.end() - bytes.start()))
            .collect();
        parts.push(QuotedPart { text: quoted.slice(bytes).to_owned(), strong });
    }
    parts
}
