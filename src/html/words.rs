//! The interface's words, in one place: English is built in.

use serde::Serialize;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident $english:literal;)+) => {
        /// The words that the program itself puts into pages. Templates see them as `t`.
        #[derive(Debug, Clone, Serialize)]
        pub struct Words {
            $($(#[$doc])* pub $name: String,)+
        }

        impl Default for Words {
            fn default() -> Self {
                Self { $($name: $english.into(),)+ }
            }
        }
    };
}

words! {
    /// Name of a note's reference: its number, kind and title.
    note_reference "Note {n}, {kind}: {title}";
    /// Name of a footnote's reference.
    footnote_reference "Footnote {n}";
    /// Name of a link from a footnote to where it is referred to.
    footnote_back "Back to the text of footnote {n}";
    /// Name of a table: the heads of its columns.
    table "Table: {columns}";
    /// Name of a table without heads.
    table_plain "Table";
    /// The kind `note`.
    kind_note "Note";
    /// The kind `quote`.
    kind_quote "Quotation";
    /// The kind `claim`.
    kind_claim "Claim";
    /// The kind `context`.
    kind_context "Context";
    /// The kind `correction`.
    kind_correction "Correction";
    /// The kind `question`.
    kind_question "Question";
}

/// A pattern with its `{names}` filled in.
#[must_use]
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let filled = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, after))
        });
        rest = match filled {
            Some((value, after)) => {
                out.push_str(value);
                after
            }
            None => {
                out.push('{');
                after
            }
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_what_it_has() {
        assert_eq!(fill("{n} of {m}, {x}", &[("n", "1"), ("m", "{n}")]), "1 of {n}, {x}");
    }
}
