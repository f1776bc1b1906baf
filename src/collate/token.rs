//! The first step of a collation: a printing cut into words and marks, each with what it is
//! compared by.

use std::rc::Rc;

use foldhash::HashMap;

use crate::language::{Bound, Figure, Roles};
use crate::model::RecordId;
use crate::place::{InContent, Place};

/// What a token weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// A mark of punctuation.
    Mark,
    /// A word that only holds the sentence together.
    Function,
    /// A word that denies or hedges.
    Modal,
    /// A figure or date.
    Number,
    /// Any other word, and signs such as `%`.
    Content,
}

/// A form: its number in a [`Forms`].
pub(super) type FormId = u32;

/// A word or mark of a printing.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// Bytes in the article's text.
    pub(super) range: Place<InContent>,
    /// What it weighs.
    pub(super) class: Class,
    /// As printed, but for the typography that the format folds.
    pub(super) exact: FormId,
    /// The same for all spellings of one word.
    pub(super) key: FormId,
    /// The same for all transliterations of one name; only of words with a capital.
    pub(super) sound: Option<FormId>,
    /// The first letters of the key, packed.
    pub(super) prefix: u64,
    /// Whether it has a capital letter.
    pub(super) capital: bool,
    /// What it does in its sentence.
    pub(super) roles: Roles,
    /// Whether it is a month or a day of the week.
    pub(super) calendar: bool,
    /// Whether its capital may be that of a name, as far as the language tells.
    pub(super) may_be_name: bool,
    /// Whether a sentence begins with it and its capital is that of a name all the same, since the
    /// next word has one too.
    pub(super) begins_name: bool,
    /// Whether it stands in the utterance without being of it.
    pub(super) aside: Option<Aside>,
    /// Whether a capital here tells nothing, since a sentence or the printing starts with it.
    pub(super) starts_sentence: bool,
    /// Whose name it is part of.
    pub(super) record: Option<RecordId>,
}

impl Token {
    /// Whether it is a word and no mark.
    pub(super) fn is_word(&self) -> bool {
        self.class != Class::Mark
    }

    /// Whether another token is the same but for a capital that only the beginning of a sentence
    /// gives it.
    pub(super) fn begins_as(&self, other: &Self) -> bool {
        self.key == other.key
            && self.capital != other.capital
            && (if self.capital { self } else { other }).starts_sentence
            && self.starts_sentence != other.starts_sentence
    }

    /// Whether it carries a meaning by itself.
    pub(super) fn has_meaning(&self) -> bool {
        matches!(self.class, Class::Content | Class::Number)
    }
}

/// One report's printing.
#[derive(Debug, Clone)]
pub(super) struct Printing<'a> {
    /// The article's text.
    pub(super) text: &'a str,
    /// Its parts in that text, in order, none overlapping.
    pub(super) parts: Vec<Place<InContent>>,
    /// Its tokens, in order.
    pub(super) tokens: Vec<Token>,
    /// By number of tokens before it: whether a part begins or ends at a place.
    pub(super) edges: Vec<bool>,
    /// Likewise: whether a part or a paragraph begins or ends there.
    pub(super) breaks: Vec<bool>,
    /// Its figures and dates, in order, at their places in the text.
    pub(super) figures: Vec<Figure>,
    /// The words that make bounds of these, in order.
    pub(super) bounds: Vec<Bounding>,
    /// What the report prints at its edges.
    pub(super) beyond: Vec<Beyond>,
    /// The primary subtag of its language.
    pub(super) language: &'a str,
    /// Whether it is known what that language's words do.
    pub(super) known: bool,
}

/// Words that make a bound of a figure: "more than".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bounding {
    /// What they make of it.
    pub(super) bound: Bound,
    /// Their bytes in the text.
    pub(super) range: Place<InContent>,
    /// Whether they stand after the figure.
    pub(super) after: bool,
}

/// The forms of a family's tokens, each once.
#[derive(Debug, Default)]
pub(super) struct Forms {
    ids: HashMap<Rc<str>, FormId>,
    texts: Vec<Rc<str>>,
}

impl Forms {
    pub(super) fn id(&mut self, text: &str) -> FormId {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = FormId::try_from(self.texts.len()).unwrap_or(FormId::MAX);
        let text: Rc<str> = text.into();
        self.ids.insert(text.clone(), id);
        self.texts.push(text);
        id
    }

    pub(super) fn shared(&self, id: FormId) -> Rc<str> {
        self.texts.get(id as usize).cloned().unwrap_or_default()
    }

    /// The form's text.
    pub(super) fn text(&self, id: FormId) -> &str {
        self.texts.get(id as usize).map_or("", |text| text)
    }
}

/// Why a token is not of the utterance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aside {
    /// It stands in square brackets.
    Brackets,
    /// It is of the words that give the others to a speaker: "he said".
    Tag,
}

/// What stands at an edge of a printing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Beyond {
    /// How many tokens of the printing stand before it.
    pub(super) place: usize,
    pub(super) edge: Edge,
    /// Its words, by their keys.
    pub(super) words: Vec<FormId>,
    /// As printed.
    pub(super) text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Head,
    Gap,
    Tail,
}
