//! The first step of a collation: a printing cut into words and marks, each with what it is
//! compared by.

use std::ops::Range;
use std::rc::Rc;

use foldhash::HashMap;
use unicode_segmentation::UnicodeSegmentation;

use super::{spelling, words};
use crate::language::{Figure, Language, figures};
use crate::model::{Mention, RecordId};
use crate::parse::fold::fold;
use crate::slice::Slice;

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
    pub(super) range: Range<usize>,
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
    /// Whether it says only that something is to come: "will".
    pub(super) future: bool,
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
}

/// One report's printing.
#[derive(Debug, Clone)]
pub(super) struct Printing<'a> {
    /// The article's text.
    pub(super) text: &'a str,
    /// Its parts in that text, in order, none overlapping.
    pub(super) parts: Vec<Range<usize>>,
    /// Its tokens, in order.
    pub(super) tokens: Vec<Token>,
    /// By number of tokens before it: whether a part begins or ends at a place.
    pub(super) edges: Vec<bool>,
    /// Likewise: whether a part or a paragraph begins or ends there.
    pub(super) breaks: Vec<bool>,
    /// Its figures and dates, in order, at their places in the text.
    pub(super) figures: Vec<Figure>,
}

/// The forms of a family's tokens, each once.
#[derive(Debug, Default)]
pub(super) struct Forms {
    ids: HashMap<Rc<str>, FormId>,
    texts: Vec<Rc<str>>,
}

impl Forms {
    fn id(&mut self, text: &str) -> FormId {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = FormId::try_from(self.texts.len()).unwrap_or(FormId::MAX);
        let text: Rc<str> = text.into();
        self.ids.insert(text.clone(), id);
        self.texts.push(text);
        id
    }

    /// The form's text.
    pub(super) fn text(&self, id: FormId) -> &str {
        self.texts.get(id as usize).map_or("", |text| text)
    }
}

/// Signs that are read as words.
const SIGNS: &str = "%$€£¥₹₽₩₺₴&+=<>§@#°";

/// Quotation marks, where folding does not make them `"` or `'`.
const QUOTES: &str = "\"'«»‹›「」『』";

/// Cuts a printing into tokens.
pub(super) fn printing<'a>(
    text: &'a str,
    parts: Vec<Range<usize>>,
    mentions: &[Mention],
    language: &str,
    forms: &mut Forms,
) -> Printing<'a> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut edges = vec![0];
    let mut stated = Vec::new();
    for part in &parts {
        let first = tokens.len();
        let mut starts_sentence = true;
        let read = figures(text.slice(part.clone()), Language::of(language));
        let read: Vec<Figure> = read.into_iter().map(|figure| figure.moved(part.start)).collect();
        for (range, figure) in ranges(text, part.clone(), &read) {
            let mut token = token(text.slice(range.clone()), range, language, forms);
            if let Some(figure) = figure {
                let key = figure.without_measure().key(text);
                token.class = Class::Number;
                token.key = forms.id(key.trim_start_matches('#').trim_end());
                (token.sound, token.capital) = (None, false);
            }
            token.starts_sentence = starts_sentence;
            let exact = forms.text(token.exact);
            starts_sentence = match token.class {
                Class::Mark => {
                    matches!(exact, "." | "!" | "?" | "…" | ":" | "。") || starts_sentence
                }
                _ => false,
            };
            tokens.push(token);
        }
        stated.extend(read);
        let near = mentions.partition_point(|mention| mention.range.end <= part.start);
        name_tokens(&mut tokens[first..], &mentions[near..]);
        edges.push(tokens.len());
    }
    let mut is_edge = vec![false; tokens.len() + 1];
    for edge in edges {
        is_edge[edge] = true;
    }
    let mut breaks = is_edge.clone();
    for (place, pair) in tokens.windows(2).enumerate() {
        let between = text.get(pair[0].range.end..pair[1].range.start).unwrap_or_default();
        breaks[place + 1] |= between.contains('\n');
    }
    Printing { text, parts, tokens, edges: is_edge, breaks, figures: stated }
}

/// The places of the tokens in a part of a text: words as Unicode bounds them, with what reports
/// write as one though Unicode parts it: `U.S.`, `--`, `...`. A figure or date is one token,
/// whatever it is written with; a word that is mostly no number is as other words are.
fn ranges<'f>(
    text: &str,
    part: Range<usize>,
    figures: &'f [Figure],
) -> Vec<(Range<usize>, Option<&'f Figure>)> {
    let mut ranges: Vec<(Range<usize>, Option<&'f Figure>)> = Vec::new();
    let mut figures = figures.iter().filter(|figure| !figure.weak).peekable();
    for (at, segment) in text.slice(part.clone()).split_word_bound_indices() {
        if segment.chars().all(char::is_whitespace) {
            continue;
        }
        let range = part.start + at..part.start + at + segment.len();
        while figures.next_if(|figure| figure.core.end <= range.start).is_some() {}
        let figure = figures.peek().copied().filter(|figure| figure.core.start < range.end);
        if let Some((last, of)) = ranges.last_mut() {
            let goes_on = match (figure, *of) {
                (Some(figure), Some(last)) => std::ptr::eq(figure, last),
                (None, None) => {
                    let between = text.slice(last.end..range.start);
                    joins(text.slice(last.clone()), between, segment)
                }
                _ => false,
            };
            if goes_on {
                last.end = range.end;
                continue;
            }
        }
        ranges.push((range, figure));
    }
    ranges
}

fn joins(last: &str, between: &str, next: &str) -> bool {
    match (between, next) {
        ("", ".") if is_abbreviation(last) => true,
        ("", "-" | ".") => last.len() < 3 && last.bytes().all(|byte| next.as_bytes() == [byte]),
        _ => false,
    }
}

/// Whether a full stop after it, or in it, belongs to it: `U.S`, `Mr`.
fn is_abbreviation(text: &str) -> bool {
    const SHORT: [&str; 23] = [
        "Aug", "Co", "Corp", "Dec", "Dept", "Dr", "Feb", "Gen", "Gov", "Govt", "Inc", "Jan", "Jr",
        "Ltd", "Mr", "Mrs", "Ms", "Nov", "Oct", "Rep", "Sen", "Sept", "St",
    ];
    let text = text.strip_suffix('.').unwrap_or(text);
    let letters = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    SHORT.contains(&text) || (text.contains('.') && text.split('.').all(letters))
}

fn token(text: &str, range: Range<usize>, language: &str, forms: &mut Forms) -> Token {
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let exact = if plain { text.to_owned() } else { fold(text).text };
    let capital = exact.chars().any(char::is_uppercase);
    let (class, key) = class_and_key(&exact, language);
    let sound = if capital && class == Class::Content { spelling::sound(&key) } else { None };
    let exact_id = forms.id(&exact);
    Token {
        range,
        class,
        exact: exact_id,
        prefix: prefix(&key),
        key: if key == exact { exact_id } else { forms.id(&key) },
        sound: sound.map(|sound| forms.id(&sound)),
        capital,
        future: words::is_future(&key),
        starts_sentence: false,
        record: None,
    }
}

fn class_and_key(exact: &str, language: &str) -> (Class, String) {
    if !exact.contains(char::is_alphanumeric) {
        let sign = exact.chars().all(|c| SIGNS.contains(c));
        let key = match exact {
            "%" => "percent",
            "&" => "and",
            "$" => "dollars",
            "€" => "euros",
            "£" => "pounds",
            _ if exact.chars().all(|c| c != '\'' && QUOTES.contains(c)) => "\"",
            _ => exact,
        };
        let class = match (sign, exact) {
            (false, _) => Class::Mark,
            (true, "&") => Class::Function,
            (true, _) => Class::Content,
        };
        return (class, key.to_owned());
    }
    let lower = exact.to_lowercase();
    if words::is_modal(&lower, language) {
        return (Class::Modal, spelling::key(&lower));
    }
    let letters = if is_abbreviation(exact) { lower.replace('.', "") } else { lower };
    // "US" and "us" are two words, and so on.
    if matches!(letters.as_str(), "us" | "it" | "who") && exact.chars().all(|c| !c.is_lowercase()) {
        return (Class::Content, letters.to_uppercase());
    }
    let class = if words::is_function(&letters) { Class::Function } else { Class::Content };
    (class, spelling::key(&letters))
}

/// The first eight bytes of a text, the first the highest.
fn prefix(text: &str) -> u64 {
    text.bytes()
        .take(8)
        .enumerate()
        .fold(0, |packed, (index, byte)| packed | u64::from(byte) << (56 - 8 * index))
}

/// Tells the tokens that stand in a mention whose name they are part of.
fn name_tokens(tokens: &mut [Token], mentions: &[Mention]) {
    let mut next = 0;
    for token in tokens {
        while mentions.get(next).is_some_and(|mention| mention.range.end <= token.range.start) {
            next += 1;
        }
        token.record = mentions
            .get(next)
            .filter(|mention| mention.range.start < token.range.end)
            .map(|mention| mention.record);
    }
}
