//! What an author could add: notes for quotations and figures that have none, passages for quote
//! notes, records for names. Each with its reason, ready to be pasted; nothing is written.
//!
//! Whatever is proposed can be pasted together, in any order: ids are new, and every passage selects
//! the words that it was made of.

mod all;
mod attributed;
mod attribution;
mod claim;
mod context;
mod directory;
mod echo;
mod entity;
mod figure;
mod name_run;
mod told_beside;
mod unrecorded;
mod new_file;
mod noted;
mod occurrence;
mod meant;
mod passage;
mod full_names;
mod gender;
mod people;
mod plain_name;
mod plain_tag;
mod postings;
mod quoted;
mod printing;
mod quotation;
mod reading;
mod record;
mod speaker;
mod speech_tag;
mod taken;
#[cfg(test)]
mod tests;
mod title;
mod utterance;
mod vocabulary;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Related};
use crate::mend::block_quote::attribution;
use crate::model::{ArticleId, Briefing, Mention, Misspelling, NoteId, RecordId};
use crate::parse::yaml_scalar::scalar;
use crate::source::{SourceSet, Span};
pub use all::{QuotationInReport, quotations_in_reports, suggest};
pub use echo::{Echo, Echoes, echoes};
pub use new_file::NewFile;
pub use noted::Noted;
pub use taken::note_id;
pub use told_beside::{ToldBeside, told_beside};

/// How many suggestions of one code are made at most, and how many reports one is about.
pub const MOST: usize = 50;

/// The codes of suggestions, in the order in which they are made.
pub const CODES: [Code; 4] = [
    Code::PrintingWithoutPassage,
    Code::QuotationWithoutNote,
    Code::FiguresWithoutClaim,
    Code::NameWithoutRecord,
];

/// What suggestions are made for.
#[derive(Debug, Clone, Copy)]
pub struct SuggestionSubject<'a> {
    /// The briefing, with nothing withheld.
    pub briefing: &'a Briefing,
    /// Its files.
    pub sources: &'a SourceSet,
    /// The ids of all files, those that cannot be read among them.
    pub ids: &'a BTreeSet<String>,
    /// The articles that it is asked about; none stands for all.
    pub articles: &'a [ArticleId],
}

/// Something that an author could add.
#[derive(Debug, Clone)]
pub struct Suggestion {
    /// What kind it is: one of [`CODES`].
    pub code: Code,
    /// The words that it is about.
    pub span: Span,
    /// Why.
    pub reason: String,
    /// The other places that it is about.
    pub related: Vec<Related>,
    /// The articles that it is about.
    pub articles: Vec<ArticleId>,
    /// What to add.
    pub proposal: Proposal,
}

/// What to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposal {
    /// A note.
    Note {
        /// Files that must be there first.
        needs: Vec<NewFile>,
        /// The note.
        text: String,
    },
    /// Passages of a note that there is.
    Passages {
        /// The note.
        note: NoteId,
        /// Where its passages end.
        after: Span,
        /// The article that its passages are in by default: they need an attribution then.
        unattributed: Option<String>,
        /// The passages.
        text: String,
    },
    /// A file for a name.
    Record(NewFile),
    /// Forms of the name of a record that there is.
    Forms {
        /// The record.
        record: RecordId,
        /// The key of its front matter.
        key: &'static str,
        /// What stands there then: the forms that it has, and the new one.
        forms: Vec<String>,
    },
}

/// A text to be pasted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Paste {
    /// Where to, as what to do.
    pub place: String,
    /// The text, with its last line end.
    pub text: String,
}

/// What is suggested.
#[derive(Debug, Clone, Default)]
pub struct Suggestions {
    /// In the order of [`CODES`]; of each, the best first.
    pub all: Vec<Suggestion>,
    /// By code, how many more there are than [`MOST`].
    pub left_out: BTreeMap<Code, usize>,
}

/// By article: where it names records by names that are nearly theirs.
fn misspelled(briefing: &Briefing) -> Vec<Vec<Mention>> {
    let mut misspelled: Vec<Vec<Mention>> = vec![Vec::new(); briefing.articles.len()];
    for Misspelling { record, article, places, .. } in &briefing.misspellings {
        let mentions = places.iter().map(|range| Mention {
            article: *article,
            record: *record,
            range: *range,
        });
        if let Some(misspelled) = misspelled.get_mut(article.index()) {
            misspelled.extend(mentions);
        }
    }
    misspelled
}

/// What one kind of suggestion finds.
struct Ranked {
    best: Vec<Suggestion>,
    left_out: usize,
}

impl Ranked {
    /// Makes suggestions of the best of some candidates, which are in order: of those that are about
    /// an article that was asked for, and that the editor has not looked at and declined, in the
    /// front matter of the first article that it is about or at the note that it is for.
    fn best<C>(
        subject: &SuggestionSubject<'_>,
        code: Code,
        candidates: Vec<C>,
        articles: impl Fn(&C) -> Vec<ArticleId>,
        mut suggestion: impl FnMut(C) -> Option<Suggestion>,
    ) -> Self {
        let asked: BTreeSet<ArticleId> = subject.articles.iter().copied().collect();
        let is_wanted = |candidate: &C| {
            let about = articles(candidate);
            let file = about.first().map(|article| subject.briefing[*article].span.file);
            file.is_none_or(|file| !subject.briefing.accepted.has(file, code))
                && (asked.is_empty() || about.iter().any(|article| asked.contains(article)))
        };
        let mut candidates = candidates.into_iter().filter(is_wanted);
        let mut best = Vec::new();
        while best.len() < MOST
            && let Some(candidate) = candidates.next()
        {
            best.extend(suggestion(candidate).filter(|it| !subject.declines(it)));
        }
        Self { best, left_out: candidates.count() }
    }
}

impl SuggestionSubject<'_> {
    /// Whether the note that a suggestion is for accepts what it tells.
    fn declines(&self, suggestion: &Suggestion) -> bool {
        match suggestion.proposal {
            Proposal::Passages { note, .. } => self.briefing[note].allow.contains(&suggestion.code),
            _ => false,
        }
    }
}

impl Suggestion {
    /// What is to be pasted, in order.
    #[must_use]
    pub fn pastes(&self, subject: &SuggestionSubject<'_>) -> Vec<Paste> {
        let new_file = |file: &NewFile| Paste {
            place: format!("write `{}`", file.path),
            text: file.text.clone(),
        };
        match &self.proposal {
            Proposal::Note { needs, text } => {
                let place = "paste into a file in `content/annotations/`".to_owned();
                let note = Paste { place, text: text.clone() };
                needs.iter().map(new_file).chain([note]).collect()
            }
            Proposal::Passages { note, after, unattributed, text } => {
                let file = subject.sources.file(after.file);
                let line = file.position(after.start).line;
                let slug = &subject.briefing[*note].slug;
                let under = unattributed.as_ref().map(|article| Paste {
                    place: format!(
                        "write under each passage of `#{slug}`, since one in another report needs it"
                    ),
                    text: format!("{}\n", attribution(article, None, &[])),
                });
                let place = format!(
                    "paste after the passages of `#{slug}`, below line {line} of `{}`",
                    file.path
                );
                under.into_iter().chain([Paste { place, text: text.clone() }]).collect()
            }
            Proposal::Record(file) => vec![new_file(file)],
            Proposal::Forms { record, key, forms } => {
                let path = &subject.sources.file(subject.briefing[*record].span.file).path;
                let instead = if forms.len() > 1 {
                    format!(" instead of its `{key}`")
                } else {
                    String::new()
                };
                let place = format!("write into the front matter of `{path}`{instead}");
                vec![Paste { place, text: format!("{key}: [{}]\n", listed(forms)) }]
            }
        }
    }

    /// Whether it is a note that can stand by itself.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        matches!(&self.proposal, Proposal::Note { needs, .. } if needs.is_empty())
    }

    /// As a diagnostic. Its last help is what to paste; what must be written first stands before it,
    /// and a file below its name.
    #[must_use]
    pub fn diagnostic(&self, subject: &SuggestionSubject<'_>) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(self.code, self.span, &self.reason);
        let mut pastes = self.pastes(subject);
        let last = match self.proposal {
            Proposal::Note { .. } | Proposal::Passages { .. } | Proposal::Forms { .. } => {
                pastes.pop()
            }
            Proposal::Record(_) => None,
        };
        for Paste { place, text } in pastes {
            diagnostic = diagnostic.help(format!("{place}:\n{}", text.trim_end()));
        }
        diagnostic = diagnostic.maybe_help(last.map(|paste| paste.text.trim_end().to_owned()));
        diagnostic.related = self.related.clone();
        diagnostic
    }
}

/// The values of a list in front matter.
fn listed(values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| scalar(value)).collect();
    values.join(", ")
}

/// The suggestions that are notes by themselves as an annotation file of drafts, each with its
/// reason in a comment; nothing where there are none.
#[must_use]
pub fn drafts(suggestions: &[Suggestion]) -> Option<String> {
    let mut file = String::from("---\nstatus: draft\n---\n");
    let mut any = false;
    for suggestion in suggestions.iter().filter(|suggestion| suggestion.is_draft()) {
        let Proposal::Note { text, .. } = &suggestion.proposal else { continue };
        let reason = suggestion.reason.replace("--", "–").replace('>', "");
        file.push_str(&format!("\n{text}\n<!-- {reason} -->\n"));
        any = true;
    }
    any.then_some(file)
}
