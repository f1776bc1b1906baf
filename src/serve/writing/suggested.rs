//! What could be added on a report, as its page shows it: a line each.

use std::hash::Hash;

use super::told::{ToldSpeaker, ToldSuggestion};
use crate::compose::Desk;
use crate::diagnostic::Code;
use crate::load::Folder;
use crate::memory::Key;
use crate::model::{Article, ArticleId};
use crate::slice::Slice;
use crate::source::Span;
use crate::suggest::{NewFile, Proposal, Suggestion, SuggestionSubject, suggest};

/// How much of the words is told, in characters.
const WORDS: usize = 80;

/// What could be added on one report.
pub(super) struct Offers {
    /// Of which state of the briefing that is so.
    state: (Key, String),
    pub(super) all: Vec<Offer>,
    /// Files of records that somebody who speaks could have.
    pub(super) newcomers: Vec<NewFile>,
}

/// One thing that could be added.
pub(super) struct Offer {
    pub(super) told: ToldSuggestion,
    pub(super) needs: Vec<NewFile>,
}

impl Offers {
    /// What could be added to a briefing as it is read.
    pub(super) fn of(folder: &Folder, desk: &Desk<'_>, article: &str) -> Self {
        let briefing = desk.briefing();
        let state = (state(folder), article.to_owned());
        let Some((id, report)) = briefing.articles().find(|(_, it)| it.slug == article) else {
            return Self { state, all: Vec::new(), newcomers: Vec::new() };
        };
        let articles: [ArticleId; 1] = [id];
        let (sources, ids) = (&folder.sources, desk.ids());
        let subject = SuggestionSubject { briefing, sources, ids, articles: &articles };
        let found = suggest(&subject).all;
        let all: Vec<Offer> = found.iter().filter_map(|it| offer(&subject, report, it)).collect();
        let mut newcomers: Vec<NewFile> = Vec::new();
        for file in all.iter().flat_map(|offer| &offer.needs) {
            if !newcomers.contains(file) {
                newcomers.push(file.clone());
            }
        }
        Self { state, all, newcomers }
    }

    /// Whether they are of this state and report.
    pub(super) fn are_of(&self, folder: &Folder, article: &str) -> bool {
        self.state.1 == article && self.state.0 == state(folder)
    }

    /// Those who are named and have no record.
    pub(super) fn speakers(&self) -> Vec<ToldSpeaker> {
        self.newcomers.iter().filter_map(speaker).collect()
    }
}

/// A name of all that a folder's texts say.
fn state(folder: &Folder) -> Key {
    Key::of(|it| folder.content.iter().for_each(|id| folder.sources.file(*id).key().hash(it)))
}

/// Who has a record in a file.
fn speaker(file: &NewFile) -> Option<ToldSpeaker> {
    let id = file.path.rsplit('/').next()?.strip_suffix(".md")?;
    let name = file.text.lines().find_map(|line| line.strip_prefix("name: "))?;
    Some(ToldSpeaker { id: id.to_owned(), name: name.trim_matches(['"', '\'']).to_owned() })
}

fn offer(
    subject: &SuggestionSubject<'_>,
    report: &Article,
    suggestion: &Suggestion,
) -> Option<Offer> {
    if suggestion.code == Code::NameWithoutRecord {
        return None;
    }
    let (joins, file, needs, text) = match &suggestion.proposal {
        Proposal::Note { needs, text } => (None, None, needs.clone(), text),
        Proposal::Passages { note, after, text, .. } => {
            let note = subject.briefing[*note].slug.clone();
            let path = subject.sources.file(after.file).path.clone();
            (Some(note), Some(path), Vec::new(), text)
        }
        Proposal::Record(_) | Proposal::Forms { .. } => return None,
    };
    let related = suggestion.related.iter().map(|related| related.span);
    let here = std::iter::once(suggestion.span).chain(related);
    let here = { here }.find(|span| span.file == report.span.file);
    let told = ToldSuggestion {
        key: Key::of(|it| (suggestion.code.slug(), text).hash(it)).to_string(),
        code: suggestion.code.slug(),
        block: here.and_then(|span| block(report, span)),
        words: words(subject, here.unwrap_or(suggestion.span)),
        reason: suggestion.reason.clone(),
        joins,
        file,
        beside: needs.iter().map(|file| file.path.clone()).collect(),
        text: text.clone(),
    };
    Some(Offer { told, needs })
}

/// The block of a report in which a place of its file stands.
fn block(report: &Article, span: Span) -> Option<String> {
    let blocks = report.shown().map_or(&[][..], |prose| &prose.document.blocks);
    let block = blocks.iter().find(|block| block.source.contains(span.start))?;
    (!block.id.is_empty()).then(|| block.id.clone())
}

/// The first of the words at a place.
fn words(subject: &SuggestionSubject<'_>, span: Span) -> String {
    let text = subject.sources.text(span);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(WORDS) {
        Some((at, _)) => format!("{}…", text.slice(..at).trim_end()),
        None => text,
    }
}
