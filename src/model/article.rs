//! A report.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{PartialDate, Pin, Prose, RecordId};
use crate::config::Rights;
use crate::place::{InContent, Place};
use crate::source::Span;

/// One report, or a digest of it.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its id, as in `[[id]]` and in its page's name.
    pub slug: String,
    /// Its file, as a whole.
    pub span: Span,
    /// Headline.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// By-line.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// When the editor read it.
    pub accessed: Option<PartialDate>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// An archived copy.
    pub archive_url: Option<String>,
    /// Language of its text, a BCP 47 tag.
    pub language: String,
    /// Whose words the text is.
    pub kind: TextKind,
    /// How its words got into its language.
    pub transmission: Transmission,
    /// Whose copy it is, where not its own.
    pub agency: Option<String>,
    /// What a public build may show of it.
    pub rights: Rights,
    /// Name of its source in the folder of originals.
    pub original: Option<String>,
    /// Earlier ids, whose pages lead here.
    pub redirect_from: Vec<String>,
    /// Records that are not meant where their names stand in it.
    pub except: Vec<RecordId>,
    /// When its file was last changed.
    pub changed: Option<Timestamp>,
    /// How other pages call it in short: its publisher, or its title where that is in doubt.
    pub label: String,
    /// The text.
    pub text: ArticleText,
    /// How much of the text this build shows, where that is not all of it.
    pub share: Option<Share>,
    /// What was measured in the report itself.
    pub pin: Option<Pin>,
    /// Of a digest, what stands in quotation marks: bytes of its text, in order.
    pub quoted: Vec<Place<InContent>>,
    /// What the author wrote under `extra:`.
    pub extra: Map<String, Value>,
}

impl Article {
    /// As much of the text as this build shows, where that is anything.
    #[must_use]
    pub fn shown(&self) -> Option<&Prose> {
        match &self.text {
            ArticleText::Whole(prose) | ArticleText::Part(prose) => Some(prose),
            ArticleText::Withheld => None,
        }
    }

    /// Whether this build shows all of its text.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        matches!(self.text, ArticleText::Whole(_))
    }

    /// What of a part of its text is the report's own words: of a digest what it puts in quotation
    /// marks, else all.
    #[must_use]
    pub fn own_words(&self, part: Place<InContent>) -> Vec<Place<InContent>> {
        match self.kind {
            TextKind::Full | TextKind::Excerpt => vec![part],
            TextKind::Digest => within(&self.quoted, part),
        }
    }

    /// Whether all of a part of its text is the report's own words: of a digest, whether all but its
    /// white space and punctuation stands in quotation marks.
    #[must_use]
    pub fn is_own(&self, part: Place<InContent>) -> bool {
        let Some(prose) = self.shown() else { return self.kind != TextKind::Digest };
        let mut at = part.start();
        let own = self.own_words(part);
        let ends = own.iter().map(|own| (own.start(), own.end())).chain([(part.end(), part.end())]);
        let wordless = |words: &str| !words.contains(char::is_alphanumeric);
        ends.into_iter().all(|(start, end)| {
            let between = prose.document.text.get(at..start);
            at = end;
            between.is_none_or(wordless)
        }) && !own.is_empty()
    }
}

/// What of ranges, which are in order and do not overlap, lies within another.
#[must_use]
pub fn within(ranges: &[Place<InContent>], part: Place<InContent>) -> Vec<Place<InContent>> {
    let first = ranges.partition_point(|range| range.end() <= part.start());
    let ranges = ranges.get(first..).unwrap_or_default().iter();
    let inside = ranges.take_while(|range| range.start() < part.end());
    inside.map(|range| range.meet(part)).filter(|range| !range.is_empty()).collect()
}

/// As much of an article's text as this build may show. What is withheld is not in the model, so
/// that no later stage can publish it.
#[derive(Debug, Clone)]
pub enum ArticleText {
    /// All of it.
    Whole(Prose),
    /// The passages of notes, in their own blocks: [`crate::withhold`] makes it of the whole.
    Part(Prose),
    /// Nothing: only the reference may be published.
    Withheld,
}

/// How much of a report's own text is shown, in words as they are counted for shared words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Words that are shown.
    pub shown: usize,
    /// Words that the text has.
    pub of: usize,
}

/// Whose words an article's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextKind {
    /// The report's own, whole.
    Full,
    /// The report's own, in part.
    Excerpt,
    /// The editor's summary of it.
    Digest,
}

impl TextKind {
    /// As authors write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Excerpt => "excerpt",
            Self::Digest => "digest",
        }
    }
}

/// How words got into the language that they are printed in: the format's `route`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Transmission {
    /// They were said in it.
    Direct,
    /// Translated.
    Translated,
    /// Translated into another language and back.
    BackTranslated,
    /// Told in the report's words; only a passage can be.
    Paraphrase,
}

impl Transmission {
    /// Every one.
    pub const ALL: [Self; 4] =
        [Self::Direct, Self::Translated, Self::BackTranslated, Self::Paraphrase];

    /// The one of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|route| route.name() == name)
    }

    /// As authors write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Translated => "translated",
            Self::BackTranslated => "back-translated",
            Self::Paraphrase => "paraphrase",
        }
    }
}
