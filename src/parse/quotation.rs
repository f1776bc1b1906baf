//! Quotation marks in a text, and what stands between them.

use std::ops::Range;

use super::document::Document;

/// Words in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Bytes of the document's text, without the marks.
    pub words: Range<usize>,
    /// Whether it ends in its block. One that goes on in the next paragraph does not.
    pub closed: bool,
}

/// What stands in quotation marks, in order. A quotation that does not end in its block runs to the
/// block's end.
#[must_use]
pub fn quotations(document: &Document) -> Vec<Quotation> {
    let blocks = document.blocks.iter();
    blocks.flat_map(|block| quotations_in(document, block.text.clone())).collect()
}

/// The same, of one block: `block` is its bytes in the document's text.
#[must_use]
pub fn quotations_in(document: &Document, block: Range<usize>) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let text = &document.text[block.clone()];
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        match open {
            Some((start, closing)) if closes(c, closing, after) => {
                found
                    .push(Quotation { words: block.start + start..block.start + at, closed: true });
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
        found.push(Quotation { words: block.start + start..block.end, closed: false });
    }
    found.retain(|quotation| !document.text[quotation.words.clone()].trim().is_empty());
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

    fn quoted(text: &str) -> Vec<String> {
        let mut sources = SourceSet::default();
        let id = sources.add(SourceFile::from_bytes("a.md".into(), text.as_bytes().to_vec()));
        let document = parse(id, text, 0, WikiLinks::Off, &mut Diagnostics::default());
        quotations(&document)
            .into_iter()
            .map(|quotation| document.text[quotation.words].to_owned())
            .collect()
    }

    #[test]
    fn finds_what_stands_in_quotation_marks() {
        assert_eq!(
            quoted("He said “a, b” and \"c\" of China’s ‘d’s e’.\n"),
            ["a, b", "c", "d’s e"]
        );
        assert_eq!(quoted("„deutsch“ «français» 「日本」\n"), ["deutsch", "français", "日本"]);
        assert_eq!(quoted("“begins\n\n“goes on” here\n"), ["begins", "goes on"]);
        assert_eq!(quoted("the 1990s’ end isn’t quoted\n"), Vec::<String>::new());
    }
}
