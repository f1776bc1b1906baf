//! What a page is answered.

use axum::body::Bytes;
use axum::http::{Response, StatusCode};
use serde::Serialize;

use crate::compose::Refusal;
use crate::serve::respond::json_response;

/// What a page needs to know.
#[derive(Debug, Serialize)]
pub(super) struct ToldPage {
    /// The report that it shows.
    pub(super) article: Option<ToldArticle>,
    /// The annotation files, by path.
    pub(super) files: Vec<ToldFile>,
    /// The notes that it shows.
    pub(super) notes: Vec<ToldNote>,
    /// Quotations and claims, to which passages can be added.
    pub(super) joinable: Vec<ToldJoinable>,
    /// Who can speak.
    pub(super) speakers: Vec<ToldSpeaker>,
    pub(super) kinds: Vec<ToldKind>,
    pub(super) tags: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct ToldArticle {
    pub(super) id: String,
    pub(super) title: String,
    /// Its own annotation file.
    pub(super) own: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ToldFile {
    pub(super) path: String,
    pub(super) hash: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ToldNote {
    pub(super) id: String,
    /// File and line.
    pub(super) place: String,
    /// What leads there.
    pub(super) edit: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct ToldJoinable {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) kind: &'static str,
    pub(super) file: String,
    /// Whether it has a passage in the report of the page.
    pub(super) is_here: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct ToldSpeaker {
    pub(super) id: String,
    pub(super) name: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ToldKind {
    pub(super) name: &'static str,
    pub(super) keys: &'static [&'static str],
    pub(super) passage_keys: &'static [&'static str],
    pub(super) has_values: bool,
}

/// The block quote of selected words.
#[derive(Debug, Serialize)]
pub(super) struct ToldQuote {
    pub(super) quote: String,
    pub(super) words: String,
}

/// What would be written.
#[derive(Debug, Serialize)]
pub(super) struct ToldPreview {
    pub(super) file: String,
    pub(super) is_new: bool,
    /// Files that are made beside.
    pub(super) beside: Vec<String>,
    pub(super) added: String,
    /// The note's text as pages show it.
    pub(super) html: String,
}

/// What was written.
#[derive(Debug, Serialize)]
pub(super) struct ToldWritten {
    pub(super) file: String,
    pub(super) beside: Vec<String>,
    pub(super) note: String,
    /// Where the site shows it.
    pub(super) page: String,
    pub(super) is_shown: bool,
    /// What the file holds now.
    pub(super) hash: String,
}

/// What was taken back.
#[derive(Debug, Serialize)]
pub(super) struct ToldUndone {
    pub(super) file: String,
    pub(super) note: String,
    pub(super) last: Option<String>,
    /// What the file holds now.
    pub(super) hash: String,
}

/// What could be added, and who is named beside and has no record.
#[derive(Debug, Serialize)]
pub(super) struct ToldSuggestions {
    pub(super) list: Vec<ToldSuggestion>,
    pub(super) newcomers: Vec<ToldSpeaker>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct ToldSuggestion {
    pub(super) key: String,
    pub(super) code: &'static str,
    /// The block of the page beside which it stands.
    pub(super) block: Option<String>,
    /// What it is about, in a few words.
    pub(super) words: String,
    pub(super) reason: String,
    /// The note to whose passages it adds.
    pub(super) joins: Option<String>,
    /// The annotation file that changes, where that is not chosen.
    pub(super) file: Option<String>,
    /// Files that are made beside.
    pub(super) beside: Vec<String>,
    pub(super) text: String,
}

/// Why something was not done.
#[derive(Debug, Serialize)]
struct ToldRefusal<'a> {
    refused: &'a str,
    help: &'a [String],
    /// What the file holds now, where it was changed.
    hash: Option<&'a str>,
}

/// Why something was not done, and what the file holds now where that is why.
pub(super) enum Refused {
    Because(Refusal),
    Changed { file: String, hash: String },
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Because(refusal)
    }
}

/// An answer.
pub(super) fn told(value: &impl Serialize) -> Response<Bytes> {
    json_response(StatusCode::OK, value)
}

/// An answer that it was not done.
pub(super) fn refused(why: &Refused) -> Response<Bytes> {
    match why {
        Refused::Because(Refusal { message, help }) => json_response(
            StatusCode::UNPROCESSABLE_ENTITY,
            &ToldRefusal { refused: message, help, hash: None },
        ),
        Refused::Changed { file, hash } => {
            let message = format!("`{file}` was changed meanwhile, and nothing is written");
            let help = ["Look at what is in it now, then write again.".to_owned()];
            let told = ToldRefusal { refused: &message, help: &help, hash: Some(hash) };
            json_response(StatusCode::CONFLICT, &told)
        }
    }
}
