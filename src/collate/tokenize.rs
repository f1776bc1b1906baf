//! Cuts a printing into tokens.

use std::ops::Range;
use std::rc::Rc;

use super::aside;
use super::token::{Bounding, Class, Forms, Printing, Token};
use crate::language::{
    Bound, Figure, FigureReader, Language, Role, Roles, Spoken, is_quotation_mark, knows_words,
    roles, sound, spelling_key, word_bounds,
};
use crate::model::Mention;
use crate::parse::fold::fold;
use crate::place::{InContent, Place};
use crate::slice::Slice;

/// Signs that are read as words.
const SIGNS: &str = "%$€£¥₹₽₩₺₴&+=<>§@#°";

/// Cuts a printing into tokens; `language` is a primary subtag. What the report prints at its edges
/// is read by [`super::beyond`].
pub(super) fn printing<'a>(
    text: &'a str,
    parts: Vec<Place<InContent>>,
    mentions: &[Mention],
    language: &'a str,
    forms: &mut Forms,
) -> Printing<'a> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut edges = vec![0];
    let (mut stated, mut bounds) = (Vec::new(), Vec::new());
    let tongue = Language::of(language);
    for part in &parts {
        let first = tokens.len();
        let reader = FigureReader::new(text.slice(part.bytes()), tongue);
        bounds.extend(bounds_of(&reader, part.start()));
        let read: Vec<Figure> =
            reader.figures().iter().map(|figure| figure.clone().moved(part.start())).collect();
        for (range, figure) in ranges(text, *part, &read, language) {
            let mut token = bare(text.slice(range.bytes()), range, forms);
            if let Some(figure) = figure {
                let key = figure.without_measure().key(text);
                token.class = Class::Number;
                token.key = forms.id(key.trim_start_matches('#').trim_end());
            }
            tokens.push(token);
        }
        stated.extend(read);
        let near = mentions.partition_point(|mention| mention.range.end() <= part.start());
        name_tokens(&mut tokens[first..], &mentions[near..]);
        classify(&mut tokens[first..], first, (language, tongue), forms);
        aside::mark(&mut tokens[first..], forms);
        edges.push(tokens.len());
    }
    let known = knows_words(language);
    let mut is_edge = vec![false; tokens.len() + 1];
    for edge in edges {
        is_edge[edge] = true;
    }
    let mut breaks = is_edge.clone();
    for (place, pair) in tokens.windows(2).enumerate() {
        let between = text.get(pair[0].range.end()..pair[1].range.start()).unwrap_or_default();
        breaks[place + 1] |= between.contains('\n');
    }
    Printing {
        text,
        parts,
        tokens,
        edges: is_edge,
        breaks,
        figures: stated,
        bounds,
        beyond: Vec::new(),
        language,
        known,
    }
}

/// The words beside figures and dates that make bounds of them; of a part of a text that begins at
/// a byte.
fn bounds_of(reader: &FigureReader<'_>, start: usize) -> Vec<Bounding> {
    let mut bounds = Vec::new();
    for figure in reader.figures() {
        let Range { start: from, end: to } = figure.range.clone();
        if let Some((bound, begins)) =
            reader.bound_before(from).or_else(|| reader.bound_before_days(from))
        {
            // Of "only 3" and "exactly 3" neither is another number.
            if bound != Bound::Exactly {
                bounds.push(Bounding {
                    bound,
                    range: Place::new(start + begins..start + from),
                    after: false,
                });
            }
        }
        // `300 or more`, `300 people or more`.
        let counted = reader.words_from(to).next().map(|word| word.end);
        for from in [Some(to), counted].into_iter().flatten() {
            if let Some((bound, ends)) = reader.bound_after(from) {
                bounds.push(Bounding {
                    bound,
                    range: Place::new(start + from..start + ends),
                    after: true,
                });
                break;
            }
        }
    }
    bounds
}

/// The places of the tokens in a part of a text: words as Unicode bounds them, with what reports
/// write as one though Unicode parts it (`U.S.`, `--`, `...`, `J. K.`, `[t]he`), and parted what
/// French joins. A figure or date is one token, whatever it is written with; a word that is mostly
/// no number is as other words are.
fn ranges<'f>(
    text: &str,
    part: Place<InContent>,
    figures: &'f [Figure],
    language: &str,
) -> Vec<(Place<InContent>, Option<&'f Figure>)> {
    let mut ranges: Vec<(Place<InContent>, Option<&'f Figure>)> = Vec::new();
    let mut figures = figures.iter().filter(|figure| !figure.weak).peekable();
    let mut whole = part.start();
    for range in segments(text, part, language) {
        let segment = text.slice(range.bytes());
        while figures.next_if(|figure| figure.core.end <= range.start()).is_some() {}
        let figure = figures.peek().copied().filter(|figure| figure.core.start < range.end());
        let opens = bracketed(text, part, range.start()).filter(|_| segment == "[");
        if let Some((last, of)) = ranges.last_mut() {
            let goes_on = match (figure, *of) {
                (Some(figure), Some(last)) => std::ptr::eq(figure, last),
                (None, None) => {
                    let between = text.slice(last.end()..range.start());
                    let after = text.slice(range.end()..part.end());
                    let word = between.is_empty()
                        && text.slice(last.bytes()).ends_with(char::is_alphabetic);
                    range.start() < whole
                        || (opens.is_some() && word)
                        || joins(text.slice(last.bytes()), between, segment, after)
                }
                _ => false,
            };
            if goes_on {
                *last = last.cover(range);
                whole = opens.map_or(whole, |end| end);
                continue;
            }
        }
        // A word that begins in brackets, and one in brackets alone.
        whole = opens.filter(|end| !text.slice(..*end).ends_with(']')).unwrap_or(whole);
        ranges.push((range, figure));
    }
    ranges
}

/// The segments of a part of a text that are no white space.
fn segments(text: &str, part: Place<InContent>, language: &str) -> Vec<Place<InContent>> {
    let bounds = word_bounds(text.slice(part.bytes()), language).into_iter();
    bounds.map(|range| part.part(range)).collect()
}

/// Where a word ends of which an editor has put a part in brackets, such as `[t]he` or `walk[ed]`,
/// if there is a bracket at a byte that opens one.
fn bracketed(text: &str, part: Place<InContent>, at: usize) -> Option<usize> {
    let rest = text.slice(at..part.end()).strip_prefix('[')?;
    // A script without small and large letters writes no spaces: there brackets are no part of words.
    let letters = |text: &str| {
        let is_end = |c: char| !c.is_lowercase() && !c.is_uppercase();
        text.find(is_end).unwrap_or(text.len())
    };
    const FEW: usize = 3;
    let inside = letters(rest);
    let after = rest.slice(inside..).strip_prefix(']')?;
    let few = inside > 0 && rest.slice(..inside).chars().count() <= FEW;
    let joined = letters(after) > 0 || text.slice(part.start()..at).ends_with(char::is_lowercase);
    (few && joined).then(|| at + 2 + inside + letters(after))
}

fn joins(last: &str, between: &str, next: &str, after: &str) -> bool {
    match (between, next) {
        ("", ".") if is_abbreviation(last) || (is_initial(last) && begins_initial(after)) => true,
        ("", "-" | ".") => last.len() < 3 && last.bytes().all(|byte| next.as_bytes() == [byte]),
        // The next of several initials.
        (" " | "\u{a0}" | "\u{202f}" | "\u{2009}", _) => {
            let before = last.strip_suffix('.').unwrap_or_default();
            is_initial(next)
                && after.starts_with('.')
                && !before.is_empty()
                && before.split('.').all(|part| is_initial(part.trim()))
        }
        _ => false,
    }
}

/// Whether a text is one large letter.
fn is_initial(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// Whether a text begins with a large letter and a full stop, after a space or none.
fn begins_initial(text: &str) -> bool {
    let mut letters = text.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}']).chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.')
}

/// Whether a full stop after it, or in it, belongs to it: `U.S`, `Mr`.
fn is_abbreviation(text: &str) -> bool {
    const SHORT: [&str; 23] = [
        "Aug", "Co", "Corp", "Dec", "Dept", "Dr", "Feb", "Gen", "Gov", "Govt", "Inc", "Jan", "Jr",
        "Ltd", "Mr", "Mrs", "Ms", "Nov", "Oct", "Rep", "Sen", "Sept", "St",
    ];
    let text = text.strip_suffix('.').unwrap_or(text);
    let letters = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    SHORT.contains(&text) || (text.contains('.') && text.split('.').all(|it| letters(it.trim())))
}

/// A token of which nothing is known but how it is printed.
fn bare(text: &str, range: Place<InContent>, forms: &mut Forms) -> Token {
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let mut exact = if plain { text.to_owned() } else { fold(text).text };
    if exact.len() > 1 && exact.contains('[') {
        exact.retain(|c| !matches!(c, '[' | ']'));
    } else if exact.contains(' ') && is_abbreviation(&exact) {
        exact.retain(|c| c != ' ');
    }
    let capital = exact.chars().any(char::is_uppercase);
    let exact = forms.id(&exact);
    Token {
        range,
        class: Class::Content,
        exact,
        prefix: 0,
        key: exact,
        sound: None,
        capital,
        roles: Roles::default(),
        calendar: false,
        may_be_name: false,
        begins_name: false,
        aside: None,
        starts_sentence: false,
        record: None,
    }
}

/// Tells of the tokens of a part what they do, what they weigh and what they are compared by.
/// `first` is the number of the first.
fn classify(
    tokens: &mut [Token],
    first: usize,
    (language, tongue): (&str, Language),
    forms: &mut Forms,
) {
    let exact: Vec<Rc<str>> = tokens.iter().map(|token| forms.shared(token.exact)).collect();
    let small: Vec<String> = exact.iter().map(|exact| exact.to_lowercase()).collect();
    let mut starts_sentence = true;
    for (token, exact) in tokens.iter_mut().zip(&exact) {
        token.starts_sentence = starts_sentence;
        let mark = token.class != Class::Number && !exact.contains(char::is_alphanumeric);
        let is_sign = mark && exact.chars().all(|c| SIGNS.contains(c));
        starts_sentence = mark
            && !is_sign
            && (matches!(&**exact, "." | "!" | "?" | "…" | ":" | "。") || starts_sentence);
    }
    let spoken: Vec<Spoken<'_>> = tokens
        .iter()
        .zip(exact.iter().zip(&small))
        .map(|(token, (exact, small))| Spoken {
            exact,
            small,
            begins: token.starts_sentence,
            named: token.record.is_some() || token.class == Class::Number,
        })
        .collect();
    let roles = roles(&spoken, language);
    for (index, token) in tokens.iter_mut().enumerate() {
        token.roles = roles.get(index).copied().unwrap_or_default();
        token.roles.form += first;
        if token.class == Class::Number {
            token.prefix = prefix(forms.text(token.key));
            continue;
        }
        let (class, key) = class_and_key(&exact[index], &small[index], token, language);
        token.class = class;
        if token.capital && class == Class::Content && language != "de" {
            token.sound = sound(&key).map(|sound| forms.id(&sound));
        }
        // Of either article an elision leaves the same.
        if language == "fr" && matches!(key.as_str(), "le" | "la") {
            token.sound = Some(forms.id("l'"));
        }
        token.prefix = prefix(&key);
        token.key = forms.id(&key);
    }
    for (token, small) in tokens.iter_mut().zip(&small) {
        let capital = token.capital || matches!(language, "fr" | "es" | "ru");
        token.calendar = capital
            && token.class == Class::Content
            && !token.roles.is_modal()
            && tongue.is_calendar_word(small);
    }
    names(tokens, language);
}

/// Tells of which tokens the capital may be a name's. In German every noun has one: there a name is
/// told by a title before it, or by a second one beside it.
fn names(tokens: &mut [Token], language: &str) {
    let content = |token: &Token| token.capital && token.class == Class::Content && !token.calendar;
    let title = |token: &Token| token.roles.has(Role::Title);
    for at in 0..tokens.len() {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let beside = |token: Option<&Token>| {
            token.is_some_and(|token| content(token) && !token.starts_sentence && !title(token))
        };
        let token = &tokens[at];
        let alone = content(token) && !title(token);
        let next = beside(tokens.get(at + 1));
        let german = language == "de";
        let begins_name = !german && token.starts_sentence && alone && next;
        let may_be_name = alone
            && (!german
                || before.is_some_and(title)
                || ((beside(before) || next) && !token.starts_sentence));
        (tokens[at].begins_name, tokens[at].may_be_name) = (begins_name, may_be_name);
    }
}

fn class_and_key(exact: &str, small: &str, token: &Token, language: &str) -> (Class, String) {
    if !exact.contains(char::is_alphanumeric) {
        let sign = exact.chars().all(|c| SIGNS.contains(c));
        let key = match exact {
            "%" => "percent",
            "&" => "and",
            "$" => "dollars",
            "€" => "euros",
            "£" => "pounds",
            _ if exact.chars().all(is_quotation_mark) => "\"",
            _ => exact,
        };
        let class = match (sign, exact) {
            (false, _) => Class::Mark,
            (true, "&") => Class::Function,
            (true, _) => Class::Content,
        };
        return (class, key.to_owned());
    }
    let roles = token.roles;
    if roles.is_modal() {
        return (Class::Modal, spelling_key(small, token.capital, language));
    }
    let letters = if is_abbreviation(exact) { small.replace('.', "") } else { small.to_owned() };
    // "US" and "us" are two words, and so on.
    let shouted = exact.chars().all(|c| !c.is_lowercase());
    if language == "en" && matches!(letters.as_str(), "us" | "it" | "who") && shouted {
        return (Class::Content, letters.to_uppercase());
    }
    let class = if roles.has(Role::Function) { Class::Function } else { Class::Content };
    (class, spelling_key(&letters, token.capital, language))
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
        while mentions.get(next).is_some_and(|mention| mention.range.end() <= token.range.start()) {
            next += 1;
        }
        token.record = mentions
            .get(next)
            .filter(|mention| mention.range.start() < token.range.end())
            .map(|mention| mention.record);
    }
}
