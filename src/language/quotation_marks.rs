//! The quotation marks of all languages. What opens and closes with them is read by
//! [`crate::parse::quotation`].

/// Marks that are nothing else.
const MARKS: &str = "\"“”„‟«»‹›「」『』｢｣〝〞〟＂❝❞";

/// Marks that may be apostrophes as well.
const SINGLE: &str = "'‘’‚‛＇";

/// Whether a character stands around quotations and is no apostrophe.
#[must_use]
pub fn is_quotation_mark(c: char) -> bool {
    MARKS.contains(c)
}

/// Whether a character may stand around a quotation: it may be an apostrophe as well.
#[must_use]
pub fn may_be_quotation_mark(c: char) -> bool {
    is_quotation_mark(c) || SINGLE.contains(c)
}
