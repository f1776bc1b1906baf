//! References that others have written, in CSL-JSON or BibTeX: each becomes an article without text.

#[cfg(feature = "import")]
mod bibtex;
mod csl;
pub mod doi;
mod entry;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::draft::Draft;
use entry::Entry;

/// A reference as an article without text, and by which name its file calls it.
#[derive(Debug, Clone)]
pub struct Reference {
    /// What it is called in its file: `doe2019`.
    pub key: String,
    /// The article.
    pub draft: Draft,
}

/// What a file of references has.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Its references, in order.
    pub references: Vec<Reference>,
    /// Why others cannot be read.
    pub unread: Vec<String>,
}

/// Whether a text is JSON that holds references and no annotations.
#[must_use]
pub fn are_in(json: &str) -> bool {
    serde_json::from_str::<Value>(json).is_ok_and(|json| csl::is_csl(&json))
}

/// The references of a file in CSL-JSON.
///
/// # Errors
/// Where it cannot be read, or has none; the message says why.
pub fn from_csl(text: &str) -> Result<Found, String> {
    let json = serde_json::from_str(text).map_err(|error| error.to_string())?;
    found(csl::read(&json), Vec::new())
}

/// The references of a file in BibTeX.
///
/// # Errors
/// Where it cannot be read, or has none; the message says why.
pub fn from_bibtex(text: &str) -> Result<Found, String> {
    let (entries, unread) = bibtex(text)?;
    found(entries, unread)
}

fn found(entries: Vec<Entry>, unread: Vec<String>) -> Result<Found, String> {
    if entries.is_empty() && unread.is_empty() {
        return Err("there are no references in it".to_owned());
    }
    let reference = |entry: Entry| Reference { key: entry.key.clone(), draft: entry.draft() };
    Ok(Found { references: entries.into_iter().map(reference).collect(), unread })
}

#[cfg(feature = "import")]
fn bibtex(text: &str) -> Result<(Vec<Entry>, Vec<String>), String> {
    bibtex::read(text)
}

#[cfg(not(feature = "import"))]
fn bibtex(_text: &str) -> Result<(Vec<Entry>, Vec<String>), String> {
    Err("it is BibTeX, and this program was built without the feature `import` that reads it: \
         export the references as CSL-JSON"
        .to_owned())
}
