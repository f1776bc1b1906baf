//! A finished text held against the reports: what it quotes, by whom, and whether they print it so.
//!
//! A draft is read as one more report, so that names, speakers and quotations are read in it as in all
//! others ([`draft`], [`quotations`]); [`judge`] gives each quotation its verdict.

pub mod draft;
#[cfg(feature = "docx")]
mod docx;
pub mod figures;
pub mod judge;
mod loose;
mod named;
pub mod quotations;
mod reports;
pub mod page;
pub mod tell;
pub mod verdict;

pub use judge::{Asked, Checked, verify};
pub use reports::originals;
pub use tell::{Privacy, ToldQuotation};
pub use verdict::Verdict;

use crate::parse::Parsed;
use crate::parse::article::ParsedArticle;
use crate::parse::fields::ArticleFields;
use crate::place::Place;
use draft::Draft;

/// The beginning of the ids under which drafts stand among the articles: none of a file begins so.
const SLUG: &str = ".draft-";

/// Puts drafts among the articles of a briefing that is to be resolved.
pub fn join(parsed: &mut Parsed, drafts: &[Draft], language: &str) {
    for (number, draft) in drafts.iter().enumerate() {
        let yaml =
            format!("title: draft\nrights: full\nlanguage: \"{}\"\n", language.escape_default());
        let Ok(fields) = serde_yaml::from_str::<ArticleFields>(&yaml) else { continue };
        parsed.articles.push(ParsedArticle {
            file: draft.file,
            slug: format!("{SLUG}{number}"),
            fields,
            yaml: Place::new(0..0),
            body: draft.document.clone().into(),
        });
    }
}
