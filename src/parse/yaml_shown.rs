//! Values of YAML as they can be shown: U+FFFD for what no page can hold, and, in what is words for
//! readers, no character that none of them would miss. In ids, dates and addresses each character
//! counts, and one that stands in the way is told there.

use std::borrow::Cow;
use std::ops::Range;

use super::tree::printable;
use super::yaml_tree::{self, NodeKind, Tree};
use crate::slice::Slice;
use crate::unseen;

/// The keys whose values are words for readers.
const WORDS: &[&str] = &[
    "agency",
    "aliases",
    "author",
    "authors",
    "description",
    "editor",
    "except",
    "footer",
    "full_name",
    "label",
    "name",
    "names",
    "publisher",
    "role",
    "short",
    "tags",
    "title",
    "unreported",
    "value",
];

/// YAML of which each value can be shown. Nearly always it is the text itself.
pub(super) fn shown(yaml: &str) -> Cow<'_, str> {
    let suspect = yaml.contains('\\') || printable(yaml) != yaml || unseen::occurs_in(yaml);
    // The reader with places takes no byte-order mark; another character of its length stands in.
    let read = || yaml_tree::parse(&yaml.replace('\u{feff}', "\u{2060}")).ok();
    let Some(tree) = suspect.then(read).flatten() else {
        return Cow::Borrowed(yaml);
    };
    let mut changes = Vec::new();
    find(&tree, yaml, &mut changes);
    if changes.is_empty() {
        return Cow::Borrowed(yaml);
    }
    let mut out = String::with_capacity(yaml.len());
    let mut at = 0;
    for (range, value) in changes {
        out.push_str(yaml.slice(at..range.start));
        out.push_str(&value);
        at = range.end;
    }
    out.push_str(yaml.slice(at..));
    Cow::Owned(out)
}

/// What is to be written instead of which bytes, in order.
fn find(tree: &Tree, yaml: &str, changes: &mut Vec<(Range<usize>, String)>) {
    // A list of what is still to be looked at, since YAML nests as deep as it likes.
    let mut open = vec![(tree, false)];
    while let Some((node, words)) = open.pop() {
        match &node.kind {
            NodeKind::Alias => {}
            NodeKind::List(items) => open.extend(items.iter().rev().map(|item| (item, words))),
            NodeKind::Map(entries) => open.extend(
                entries
                    .iter()
                    .rev()
                    .map(|entry| (&entry.value, words || WORDS.contains(&entry.key.as_str()))),
            ),
            NodeKind::Scalar { text, .. } => {
                let written = yaml.slice(node.range.clone());
                let seen = |text: &str| match words {
                    true => printable(&unseen::without(text)),
                    false => printable(text),
                };
                let value = match written.starts_with('"') && written.ends_with('"') {
                    true if seen(text) != *text => serde_json::Value::from(seen(text)).to_string(),
                    true => continue,
                    false => seen(written),
                };
                if value != written {
                    changes.push((node.range.clone(), value));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_can_be_shown() {
        for (yaml, expected) in [
            ("title: \"a\\x07b\\0\"\nx: 'c\\x07'", "title: \"a\u{fffd}b\u{fffd}\"\nx: 'c\\x07'"),
            (
                "name: Hik\u{ad}vision\narticle: n\u{200b}yt",
                "name: Hikvision\narticle: n\u{200b}yt",
            ),
            ("aliases: [\"H\\u200Bik\", 'V\u{200b}']", "aliases: [\"Hik\", 'V']"),
            ("names: {fa: می\u{200c}خواهم}", "names: {fa: می\u{200c}خواهم}"),
            ("title: |\n  a\u{200b}b\n  c", "title: |\n  ab\n  c"),
            ("title: \"a \\u00e9\"", "title: \"a \\u00e9\""),
            ("extra: {a: [\"\\e\"]}", "extra: {a: [\"\u{fffd}\"]}"),
            ("title: a\u{feff}b\narticle: n\u{feff}yt", "title: ab\narticle: n\u{feff}yt"),
            ("title: \"open", "title: \"open"),
        ] {
            assert_eq!(shown(yaml), expected);
        }
    }
}
