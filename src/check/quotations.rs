//! `quotation-not-in-original`: what a digest puts in quotation marks is the report's, and must
//! stand in it. Checked where the folder of originals is at hand.

use std::ops::Range;

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::model::{Article, TextKind};
use crate::parse::document::Document;
use crate::parse::fold::fold;
use crate::source::Span;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let Some(originals) = &subject.folder.originals else { return };
    for article in &subject.briefing.articles {
        let (Some(name), TextKind::Digest) = (&article.original, article.kind) else { continue };
        let Some(prose) = article.shown() else { continue };
        let Some(&original) = originals.get(name) else {
            diagnostics.push(missing(article, name, originals.keys().map(String::as_str)));
            continue;
        };
        let report = fold(&subject.folder.sources.file(original).text).text;
        for quotation in quotations(&prose.document) {
            let words = &prose.document.text[quotation.clone()];
            if !stands_in(&report, words) {
                let place = prose.document.source_of(quotation.clone());
                diagnostics.push(
                    Diagnostic::new(
                        Code::QuotationNotInOriginal,
                        Span::new(article.span.file, place),
                        format!("`{name}` does not have these words: “{}”", words.trim()),
                    )
                    .help(
                        "quote exactly what the report prints, or write it without quotation marks",
                    ),
                );
            }
        }
    }
}

fn missing<'a>(article: &Article, name: &str, names: impl Iterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::new(
        Code::OriginalMissing,
        article.span,
        format!("the original of `{}`, `{name}`, is not in the folder of originals", article.slug),
    )
    .maybe_help(did_you_mean(name, names))
    .help("write `original:` as the file is named, with its ending, or put the file into the folder of originals")
}

/// Whether a folded report has these words. A gap of the digest's own parts them. A comma or full
/// stop at the end may be the digest's: it stands inside the marks by custom.
fn stands_in(report: &str, words: &str) -> bool {
    let folded = fold(words).text;
    let mut from = 0;
    for part in folded.split("[…]") {
        let part = part.trim();
        let bare = part.strip_suffix([',', '.']).unwrap_or(part);
        let found = report[from..]
            .find(part)
            .map(|at| at + part.len())
            .or_else(|| report[from..].find(bare).map(|at| at + bare.len()));
        match found {
            Some(end) => from += end,
            None => return false,
        }
    }
    true
}

/// What stands in quotation marks: bytes of the text, without the marks. A quotation that does
/// not end in its block runs to the block's end, as one does that goes on in the next paragraph.
fn quotations(document: &Document) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for block in &document.blocks {
        let text = &document.text[block.text.clone()];
        let mut open: Option<(usize, char)> = None;
        let mut before = ' ';
        for (at, c) in text.char_indices() {
            let after = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
            match open {
                Some((start, closing)) if closes(c, closing, after) => {
                    found.push(block.text.start + start..block.text.start + at);
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
            found.push(block.text.start + start..block.text.end);
        }
    }
    found.retain(|range| !document.text[range.clone()].trim().is_empty());
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
    use crate::parse::markdown::{WikiLinks, parse};
    use crate::source::{SourceFile, SourceSet};

    fn quoted(text: &str) -> Vec<String> {
        let mut sources = SourceSet::default();
        let id = sources.add(SourceFile::from_bytes("a.md".into(), text.as_bytes().to_vec()));
        let document = parse(id, text, 0, WikiLinks::Off, &mut Diagnostics::default());
        quotations(&document).into_iter().map(|range| document.text[range].to_owned()).collect()
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

    #[test]
    fn holds_them_against_the_report() {
        let report = fold("“We cannot, and will not,” he said. “It’s late...the end.”").text;
        assert!(stands_in(&report, "It's late...the end"));
        assert!(stands_in(&report, "We cannot, and will not."));
        assert!(stands_in(&report, "We cannot, […] the end"));
        assert!(!stands_in(&report, "We can, and will not"));
        assert!(!stands_in(&report, "the end […] We cannot"));
    }
}
