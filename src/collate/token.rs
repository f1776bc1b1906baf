//! The first step of a collation: a printing cut into words and marks, each with what it is
//! compared by.

use std::ops::Range;
use std::rc::Rc;

use foldhash::HashMap;
use unicode_segmentation::UnicodeSegmentation;

use super::{spelling, words};
use crate::model::{Mention, RecordId};
use crate::parse::fold::fold;
use crate::parse::value::Decimal;
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
    /// A number in figures.
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
    for part in &parts {
        let first = tokens.len();
        let mut starts_sentence = true;
        for range in ranges(text, part.clone()) {
            let mut token = token(text.slice(range.clone()), range, language, forms);
            if let Some(year) = whole_year(&tokens[first..], &token, text) {
                token.key = forms.id(&year);
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
    Printing { text, parts, tokens, edges: is_edge, breaks }
}

/// The places of the tokens in a part of a text: words as Unicode bounds them, with what reports
/// write as one though Unicode parts it: `U.S.`, `34 000`, `--`, `...`.
fn ranges(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, segment) in text.slice(part.clone()).split_word_bound_indices() {
        if segment.chars().all(char::is_whitespace) {
            continue;
        }
        let range = part.start + at..part.start + at + segment.len();
        if let Some(last) = ranges.last_mut()
            && joins(text.slice(last.clone()), text.slice(last.end..range.start), segment)
        {
            last.end = range.end;
            continue;
        }
        ranges.push(range);
    }
    ranges
}

fn joins(last: &str, between: &str, next: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match (between, next) {
        ("", ".") if is_abbreviation(last) => true,
        ("", "-" | ".") => last.len() < 3 && last.bytes().all(|byte| next.as_bytes() == [byte]),
        (" " | "\u{a0}" | "\u{2009}" | "\u{202f}", _) if next.len() == 3 && digits(next) => {
            let mut groups = last.split_whitespace();
            let first = groups.next().unwrap_or_default();
            (1..=3).contains(&first.len())
                && digits(first)
                && groups.all(|group| group.len() == 3 && digits(group))
        }
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
    if let Some(number) = figure(exact) {
        return (Class::Number, number.to_string());
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

/// The number that figures write, thousands parted or not.
pub(super) fn figure(text: &str) -> Option<Decimal> {
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    if !whole.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digits: String = whole.chars().filter(|&c| c != ',' && !c.is_whitespace()).collect();
    Decimal::from_digits(&digits, places)
}

/// The whole of a year of which a stretch of years gives only the last figures, as in `1966-76`.
fn whole_year(before: &[Token], token: &Token, text: &str) -> Option<String> {
    let [.., year, dash] = before else { return None };
    let (year_text, short) = (text.slice(year.range.clone()), text.slice(token.range.clone()));
    let figures =
        |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let joined = dash.class == Class::Mark
        && matches!(text.slice(dash.range.clone()), "-" | "–" | "—" | "‐" | "‑" | "−")
        && year.range.end == dash.range.start
        && dash.range.end == token.range.start;
    (joined && figures(year_text, 4) && figures(short, 2))
        .then(|| format!("{}{short}", year_text.slice(..2)))
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
