//! What stands in quotation marks.

use std::ops::Range;

use super::document::Document;

/// What stands in quotation marks: bytes of the document's text, in order, without the marks.
#[must_use]
pub fn quoted(document: &Document) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for block in &document.blocks {
        let start = block.text.start;
        let here = quoted_in(&document.text[block.text.clone()]);
        found.extend(here.into_iter().map(|range| start + range.start..start + range.end));
    }
    found
}

/// What stands in quotation marks in a block's text. A quotation that does not end in its block
/// runs to the block's end, as one does that goes on in the next paragraph.
#[must_use]
pub fn quoted_in(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        match open {
            Some((start, closing)) if closes(c, closing, after) => {
                found.push(start..at);
                open = None;
            }
            Some(_) => {}
            None => {
                if let Some(closing) = opens(c, before, after) {
                    open = Some((at + c.len_utf8(), closing));
                }
            }
        }
        before = c;
    }
    if let Some((start, _)) = open {
        found.push(start..text.len());
    }
    found.retain(|range| !text[range.clone()].trim().is_empty());
    found
}

/// What closes the quotation that a character opens, if it opens one.
fn opens(c: char, before: char, after: char) -> Option<char> {
    let starts = !before.is_alphanumeric() && !after.is_whitespace();
    match c {
        '“' | '„' => Some('”'),
        '"' => Some('"'),
        '‘' if starts => Some('’'),
        '«' => Some('»'),
        '「' => Some('」'),
        '『' => Some('』'),
        _ => None,
    }
}

fn closes(c: char, closing: char, after: char) -> bool {
    match closing {
        '”' => matches!(c, '”' | '"') || (c == '“' && !after.is_alphanumeric()),
        '"' => matches!(c, '"' | '”'),
        // An apostrophe stands between letters.
        '’' => c == '’' && !after.is_alphanumeric(),
        _ => c == closing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::parse::markdown::{WikiLinks, parse};
    use crate::source::{SourceFile, SourceSet};

    fn words(text: &str) -> Vec<String> {
        let mut sources = SourceSet::default();
        let id = sources.add(SourceFile::from_bytes("a.md".into(), text.as_bytes().to_vec()));
        let document = parse(id, text, 0, WikiLinks::Off, &mut Diagnostics::default());
        quoted(&document).into_iter().map(|range| document.text[range].to_owned()).collect()
    }

    #[test]
    fn finds_what_stands_in_quotation_marks() {
        assert_eq!(words("He said “a, b” and \"c\" of China’s ‘d’s e’.\n"), ["a, b", "c", "d’s e"]);
        assert_eq!(words("„deutsch“ «français» 「日本」\n"), ["deutsch", "français", "日本"]);
        assert_eq!(words("“begins\n\n“goes on” here\n"), ["begins", "goes on"]);
        assert_eq!(words("the 1990s’ end isn’t quoted\n"), Vec::<String>::new());
    }
}
