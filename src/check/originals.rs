//! The originals of digests and excerpts, in the folder of originals.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::load::{Folder, composed};
use crate::model::Article;
use crate::parse::front_matter;
use crate::source::{FileId, Span};

/// The original of an article that names it as `name`; `originals` is the folder of originals.
///
/// # Errors
/// Where there is none, or it is no text: what to tell.
pub fn original(
    folder: &Folder,
    originals: &BTreeMap<String, FileId>,
    article: &Article,
    name: &str,
) -> Result<FileId, Box<Diagnostic>> {
    let slug = &article.slug;
    let Some(&file) = originals.get(&composed(name)) else {
        let message =
            format!("the original of `{slug}`, `{name}`, is not in the folder of originals");
        return Err(Box::new(
            Diagnostic::new(Code::OriginalMissing, place(folder, article), message)
                .maybe_help(did_you_mean(name, originals.keys().map(String::as_str)))
                .help("write `original:` as the file is named, with its ending, or put the file into the folder of originals"),
        ));
    };
    let Some(offset) = folder.sources.file(file).invalid_at else { return Ok(file) };
    // Words after the byte would be told as missing.
    let message = format!(
        "the original of `{slug}`, `{name}`, is not UTF-8: the byte at offset {offset} begins no character"
    );
    Err(Box::new(
        Diagnostic::new(Code::FileNotUtf8, place(folder, article), message)
            .help("save it as UTF-8"),
    ))
}

/// Where an article names its original; else the article.
#[must_use]
pub fn place(folder: &Folder, article: &Article) -> Span {
    let (id, file) = (article.span.file, folder.sources.file(article.span.file));
    let yaml = front_matter::split(id, file).ok().and_then(|parts| parts.yaml);
    yaml.map_or(article.span, |yaml| front_matter::place(id, file, yaml, &["original"]))
}
