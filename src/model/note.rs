//! A note and its passages.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Map, Value as Json};

use super::{
    ArticleId, NoteClass, NoteId, PartialDate, Prose, RecordId, Reference, TagId, Transmission,
};
use crate::date::Days;
use crate::diagnostic::Code;
use crate::language::{FigureReader, Language, What};
use crate::parse::value::Value;
use crate::place::{InContent, Place};
use crate::source::Span;

/// One note.
#[derive(Debug, Clone)]
pub struct Note {
    /// Its id, unique in the briefing.
    pub slug: String,
    /// Its heading.
    pub span: Span,
    /// All of it, heading and body.
    pub extent: Span,
    /// Its title, as plain text.
    pub title: String,
    /// What kind it is, with what that kind says.
    pub kind: NoteKind,
    /// Whether it is a draft; a public build has none.
    pub draft: bool,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was written or last changed.
    pub changed: Option<Timestamp>,
    /// Lints that the editor has accepted here.
    pub allow: Vec<Code>,
    /// The note that it answers.
    pub reply: Option<NoteId>,
    /// Who has looked at it besides its author.
    pub reviewed: Option<String>,
    /// What it is about, each once: its file's tags, then its own.
    pub tags: Vec<TagId>,
    /// Its passages, in the author's order. A note with none is about [`Self::about`].
    pub passages: Vec<Passage>,
    /// The article that a note without passages is about.
    pub about: Option<ArticleId>,
    /// Reports in which the editor looked and found no answer, with the place of the line.
    pub silent: Vec<(ArticleId, Span)>,
    /// The note itself.
    pub body: Prose,
    /// What the author wrote under `extra:` of its file.
    pub extra: Option<Arc<Map<String, Json>>>,
}

impl Note {
    /// Whether it is shown under the note that it answers, and nowhere else.
    #[must_use]
    pub fn is_under_another(&self) -> bool {
        let has_page = matches!(self.kind, NoteKind::Claim(_) | NoteKind::Quote(_));
        self.reply.is_some() && self.passages.is_empty() && !has_page
    }

    /// What a correction, or the editor's own answer to a claim, rests on.
    #[must_use]
    pub fn evidence(&self) -> Option<&Reference> {
        match &self.kind {
            NoteKind::Correction(correction) => Some(&correction.evidence),
            NoteKind::Claim(claim) => claim.finding.as_ref().map(|finding| &finding.evidence),
            _ => None,
        }
    }

    /// The articles that it stands beside, each once, in order of its passages.
    #[must_use]
    pub fn articles(&self) -> Vec<ArticleId> {
        let mut articles: Vec<ArticleId> = Vec::new();
        for id in self.passages.iter().map(|passage| passage.article).chain(self.about) {
            if !articles.contains(&id) {
                articles.push(id);
            }
        }
        articles
    }
}

/// The kinds of note, with what a note of each says beside its passages and body.
#[derive(Debug, Clone)]
pub enum NoteKind {
    /// A comment.
    Note,
    /// One utterance as each report prints it.
    Quote(Quote),
    /// One question and each report's answer.
    Claim(Claim),
    /// Background that the reports don't give.
    Context,
    /// The editor's finding that a report is wrong.
    Correction(Correction),
    /// Open, for the desk.
    Question,
}

impl NoteKind {
    /// The kind alone.
    #[must_use]
    pub fn class(&self) -> NoteClass {
        match self {
            Self::Note => NoteClass::Note,
            Self::Quote(_) => NoteClass::Quote,
            Self::Claim(_) => NoteClass::Claim,
            Self::Context => NoteClass::Context,
            Self::Correction(_) => NoteClass::Correction,
            Self::Question => NoteClass::Question,
        }
    }
}

/// What a `quote` says of its utterance.
#[derive(Debug, Clone)]
pub struct Quote {
    /// Who said it: one, or several together, each once; a link to it leads to the first.
    pub speakers: Vec<Speaker>,
    /// Date or occasion.
    pub said: Option<String>,
    /// The days on any of which it was said, where that is a date.
    pub days: Option<Days>,
    /// The printing that the others are held against, where the editor chose one.
    pub base: Option<ArticleId>,
}

impl Quote {
    /// The officials and entities among its speakers.
    pub fn records(&self) -> impl Iterator<Item = RecordId> {
        self.speakers.iter().filter_map(|speaker| match speaker {
            Speaker::Record(id) => Some(*id),
            Speaker::Article(_) => None,
        })
    }
}

/// The days on any of which something was said, where that names one date, perhaps with words
/// around it: "7 October 2019, press release".
#[must_use]
pub fn said_on(said: &str, language: Language) -> Option<Days> {
    let said = said.trim();
    if let Ok(date) = said.parse::<PartialDate>() {
        return Some(date.days());
    }
    let reader = FigureReader::new(said, language);
    let mut dates = reader.figures().iter().filter_map(|figure| match figure.what {
        What::Date(dated) if !dated.yearless => Some((figure, dated)),
        _ => None,
    });
    let (first, from) = dates.next()?;
    let (low, mut high) = (from.days.low?.at, from.days.high?.at);
    if let Some((last, to)) = dates.next() {
        let joined = reader.joins(first.range.end..last.range.start);
        high = to.days.high.filter(|end| joined && end.at >= low)?.at;
    }
    // A bound may be any day.
    let bounded = reader.bound_before_days(first.range.start).is_some();
    (!bounded && dates.next().is_none()).then_some(Days { first: low, last: high })
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speaker {
    /// An official or entity.
    Record(RecordId),
    /// An article, in its own words.
    Article(ArticleId),
}

/// What a `claim` says of its question.
#[derive(Debug, Clone)]
pub struct Claim {
    /// What is counted.
    pub unit: Option<String>,
    /// What the parts of a sum should add up to.
    pub total: Option<Box<Value>>,
    /// Where it is written.
    pub total_span: Option<Span>,
    /// The editor's own answer, where there is one.
    pub finding: Option<Box<Finding>>,
}

/// What the editor found to be the answer to a claim's question.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The answer.
    pub value: Value,
    /// Where it is written.
    pub span: Span,
    /// What it rests on.
    pub evidence: Reference,
}

/// What a `correction` says.
#[derive(Debug, Clone)]
pub struct Correction {
    /// What the finding rests on.
    pub evidence: Reference,
    /// What the report should say.
    pub reads: Option<String>,
}

/// One passage of one article.
#[derive(Debug, Clone)]
pub struct Passage {
    /// The article.
    pub article: ArticleId,
    /// The block quote in the annotation file.
    pub span: Span,
    /// What [`Self::value`] is read from, in the annotation file.
    pub value_span: Option<Span>,
    /// Where it stands.
    pub position: Position,
    /// A claim's answer, as the author reads it.
    pub value: Option<Value>,
    /// How its words got into the article's language, where the passage says so itself.
    pub transmission: Option<Transmission>,
    /// How the report names the speaker.
    pub named_as: Option<String>,
    /// Through whom the report has it: an id or words.
    pub via: Option<Reference>,
}

/// Where a passage stands in its article's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Position {
    /// Parts of the article's [`crate::parse::document::Document::text`], in order, none empty,
    /// none overlapping.
    At(Vec<Place<InContent>>),
    /// Found, but of an article whose text this build withholds.
    Withheld,
}

impl Passage {
    /// Its parts in the article's text; none where the text is withheld.
    #[must_use]
    pub fn parts(&self) -> &[Place<InContent>] {
        match &self.position {
            Position::At(parts) => parts,
            Position::Withheld => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_on_a_date_has_its_days() {
        let days = |said: &str| {
            said_on(said, Language::of("en")).map(|days| format!("{} {}", days.first, days.last))
        };
        let day = Some("2019-10-07 2019-10-07".to_owned());
        assert_eq!(days("7 October 2019, press release"), day);
        assert_eq!(days("in force 7 October 2019"), day);
        assert_eq!(days(" 2019-10-07 "), day);
        let month = Some("2019-09-01 2019-09-30".to_owned());
        assert_eq!(days("September 2019, at the UN General Assembly"), month);
        assert_eq!(days("2019"), Some("2019-01-01 2019-12-31".to_owned()));
        assert_eq!(days("at the Vatican"), None);
        assert_eq!(days("before 7 October 2019"), None);
        assert_eq!(days("31 February 2019"), None);
    }
}
