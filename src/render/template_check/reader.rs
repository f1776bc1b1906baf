//! A template read from its beginning to its end, whichever branch a page takes: what it asks of values,
//! and what it gives to components.

use std::collections::BTreeMap;
use std::ops::Range;

use super::kinds::{Kind, Views};
use crate::render::template_text::{Tag, Token, TokenKind, tags};

/// Words that are no names.
const WORDS: &[&str] = &[
    "and",
    "or",
    "not",
    "in",
    "is",
    "if",
    "else",
    "true",
    "false",
    "none",
    "null",
    "True",
    "False",
    "None",
    "loop",
    "__tera_context",
    "body",
    "rest",
];

/// So deep may templates include one another.
const DEEPEST: usize = 8;

/// A name that there is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unknown {
    /// The template in which it stands.
    pub(super) template: String,
    /// Where.
    pub(super) range: Range<usize>,
    /// The name.
    pub(super) name: String,
    /// Whose field it would be; none of a variable.
    pub(super) of: Option<String>,
    /// What there is.
    pub(super) known: Vec<String>,
}

/// What templates are read with, and what is found.
pub(super) struct Reader<'a> {
    pub(super) views: &'a Views,
    /// Every template by its name: the briefing's own in the place of built-in ones.
    pub(super) texts: &'a BTreeMap<&'a str, &'a str>,
    /// What components are given: by component and argument.
    pub(super) given: BTreeMap<(String, String), Kind>,
    pub(super) unknown: Vec<Unknown>,
}

/// What is known in a part of a template.
#[derive(Debug, Clone)]
struct Scope {
    names: BTreeMap<String, Kind>,
    /// Whether what stands around it is seen in it, too.
    is_open: bool,
}

/// The template that is read, and what is known at the place that is reached.
struct Place<'t> {
    template: &'t str,
    depth: usize,
    scopes: Vec<Scope>,
}

impl Place<'_> {
    /// What a name means; none where it means nothing.
    fn find(&self, name: &str) -> Option<&Kind> {
        for scope in self.scopes.iter().rev() {
            if let Some(kind) = scope.names.get(name) {
                return Some(kind);
            }
            if !scope.is_open {
                return None;
            }
        }
        None
    }

    fn known(&self) -> Vec<String> {
        let mut known = Vec::new();
        for scope in self.scopes.iter().rev() {
            known.extend(scope.names.keys().cloned());
            if !scope.is_open {
                break;
            }
        }
        known.sort();
        known.dedup();
        known
    }

    fn bind(&mut self, name: &str, kind: Kind) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.names.insert(name.to_owned(), kind);
        }
    }

    fn open(&mut self, names: BTreeMap<String, Kind>, is_open: bool) {
        self.scopes.push(Scope { names, is_open });
    }

    fn close(&mut self) {
        if self.scopes.len() > 1 {
            self.scopes.pop();
        }
    }
}

impl Reader<'_> {
    /// Reads a template in which these names are known.
    pub(super) fn template(&mut self, name: &str, known: BTreeMap<String, Kind>) {
        let scopes = vec![Scope { names: known, is_open: false }];
        self.read(&mut Place { template: name, depth: 0, scopes });
    }

    fn read(&mut self, place: &mut Place<'_>) {
        let Some(text) = self.texts.get(place.template).copied() else { return };
        for tag in tags(text) {
            match tag.is_statement {
                true => self.statement(place, &tag),
                false => {
                    self.expression(place, &tag.tokens);
                }
            }
        }
    }

    fn statement(&mut self, place: &mut Place<'_>, tag: &Tag) {
        let tokens: &[Token] = match tag.tokens.as_slice() {
            // White space is trimmed before it.
            [first, rest @ ..] if first.is('-') => rest,
            all => all,
        };
        let Some((first, rest)) = tokens.split_first() else { return };
        if first.is('<') {
            self.expression(place, tokens);
            return;
        }
        match first.word().unwrap_or_default() {
            "for" => self.begin_loop(place, rest),
            "set" | "set_global" => self.set(place, rest),
            "component" => self.component(place, rest),
            "block" | "filter" => place.open(BTreeMap::new(), true),
            "if" => {
                self.expression(place, rest);
                place.open(BTreeMap::new(), true);
            }
            "elif" => {
                self.expression(place, rest);
            }
            "endfor" | "endif" | "endblock" | "endcomponent" | "endfilter" => place.close(),
            "include" => self.include(place, rest),
            _ => {}
        }
    }

    /// `for entry in list`, `for key, value in map`.
    fn begin_loop(&mut self, place: &mut Place<'_>, tokens: &[Token]) {
        let at = tokens.iter().position(|token| token.word() == Some("in"));
        let (names, list) = tokens.split_at(at.unwrap_or(tokens.len()));
        let list = list.get(1..).unwrap_or_default();
        let kind = self.expression(place, list).unwrap_or(Kind::Free);
        let names: Vec<&str> = names.iter().filter_map(Token::word).collect();
        let bound = match names[..] {
            [entry] => BTreeMap::from([(entry.to_owned(), kind.entry())]),
            _ => names.into_iter().map(|name| (name.to_owned(), Kind::Free)).collect(),
        };
        place.open(bound, true);
    }

    fn set(&mut self, place: &mut Place<'_>, tokens: &[Token]) {
        let Some(name) = tokens.first().and_then(Token::word) else { return };
        let value = tokens.iter().position(|token| token.is('=')).map(|at| at + 1);
        let kind = match value.and_then(|at| tokens.get(at..)) {
            Some(value) => self.expression(place, value).unwrap_or(Kind::Free),
            None => Kind::Free,
        };
        place.bind(name, kind);
    }

    /// `component name(argument, other=default, @implicit)`: it sees nothing else.
    fn component(&mut self, place: &mut Place<'_>, tokens: &[Token]) {
        let head = tokens.iter().position(|token| token.is('(')).unwrap_or(tokens.len());
        let name = name_of(tokens.get(..head).unwrap_or_default());
        let mut names = BTreeMap::new();
        let mut is_first = true;
        for (index, token) in tokens.iter().enumerate().skip(head + 1) {
            if let Some(word) = token.word().filter(|_| is_first) {
                let is_implicit = index > 0 && tokens.get(index - 1).is_some_and(|it| it.is('@'));
                let kind = match is_implicit {
                    true => Kind::View("Words".to_owned()),
                    false => {
                        let key = (name.clone(), word.to_owned());
                        self.given.get(&key).cloned().unwrap_or(Kind::Free)
                    }
                };
                let kind = if is_implicit && word != "t" { Kind::Free } else { kind };
                names.insert(word.to_owned(), kind);
                is_first = false;
            }
            is_first |= token.is(',');
        }
        place.open(names, false);
    }

    /// What is included sees what is known here.
    fn include(&mut self, place: &mut Place<'_>, tokens: &[Token]) {
        for token in tokens {
            let TokenKind::Text(name) = &token.kind else { continue };
            if place.depth < DEEPEST && self.texts.contains_key(name.as_str()) {
                let (depth, scopes) = (place.depth + 1, place.scopes.clone());
                let mut inside = Place { template: name, depth, scopes };
                self.read(&mut inside);
            }
        }
    }

    /// Looks at every name of an expression; what it is, where it is one path alone.
    fn expression(&mut self, place: &Place<'_>, tokens: &[Token]) -> Option<Kind> {
        // What is made within brackets of a list has names of its own.
        if tokens.iter().any(|token| token.word() == Some("for")) {
            return None;
        }
        let mut calls: Vec<String> = Vec::new();
        let mut alone = None;
        let mut paths = 0;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            let after = tokens.get(at + 1);
            if token.is('<') && after.is_some_and(|it| it.word().is_some()) && begins(before) {
                let end = path_end(tokens, at + 1);
                calls.push(name_of(tokens.get(at + 1..end).unwrap_or_default()));
                at = end;
                continue;
            }
            let Some(word) = token.word() else {
                at += 1;
                continue;
            };
            if let Some(call) = calls.last().filter(|_| is_argument(tokens, at)) {
                // `argument={path}` gives what the path is.
                let value = after.filter(|it| it.is('=')).and(tokens.get(at + 3));
                let key = (call.clone(), word.to_owned());
                let kind = match value.and_then(Token::word) {
                    Some(_) => {
                        let end = path_end(tokens, at + 3);
                        let is_whole = tokens.get(end).is_some_and(|it| it.is('}'));
                        let path = tokens.get(at + 3..end).unwrap_or_default();
                        self.look_up(place, path, false).filter(|_| is_whole)
                    }
                    None => None,
                };
                self.give(key, kind.unwrap_or(Kind::Plain));
                at += 1;
                continue;
            }
            let end = path_end(tokens, at);
            if !is_name(tokens, at) {
                // The fields of `loop` are the engine's own.
                at = if WORDS.contains(&word) { end } else { at + 1 };
                continue;
            }
            let path = tokens.get(at..end).unwrap_or_default();
            let is_guarded = tokens.get(end).and_then(Token::word) == Some("is")
                && tokens
                    .iter()
                    .skip(end)
                    .any(|it| matches!(it.word(), Some("defined" | "undefined")));
            let kind = self.look_up(place, path, !is_guarded);
            paths += 1;
            alone = kind.filter(|_| at == 0 && end == tokens.len() || is_trimmed(tokens, at, end));
            at = end;
        }
        alone.filter(|_| paths == 1)
    }

    /// Notes what a component is given.
    fn give(&mut self, key: (String, String), kind: Kind) {
        // What is written out, such as a number, tells nothing of the fields that it may have.
        if kind == Kind::Plain {
            return;
        }
        let known = self.given.remove(&key);
        let kind = known.map_or(kind.clone(), |known| known.or(kind));
        self.given.insert(key, kind);
    }

    /// What a path leads to; a name on it that there is not is noted.
    fn look_up(&mut self, place: &Place<'_>, path: &[Token], is_told: bool) -> Option<Kind> {
        let (first, rest) = path.split_first()?;
        let name = first.word()?;
        let Some(kind) = place.find(name) else {
            if is_told {
                self.unknown.push(Unknown {
                    template: place.template.to_owned(),
                    range: first.range.clone(),
                    name: name.to_owned(),
                    of: None,
                    known: place.known(),
                });
            }
            return None;
        };
        let mut kind = kind.clone();
        let mut of = name.to_owned();
        let mut is_optional = false;
        let mut brackets = 0usize;
        for token in rest {
            match &token.kind {
                TokenKind::Sign('[') => {
                    brackets += 1;
                    kind = kind.entry();
                }
                TokenKind::Sign(']') => brackets = brackets.saturating_sub(1),
                _ if brackets > 0 => {}
                TokenKind::Sign('?') => is_optional = true,
                TokenKind::Number => kind = kind.entry(),
                TokenKind::Word(field) => {
                    let Kind::View(view) = &kind else { return Some(Kind::Free) };
                    let Some(fields) = self.views.of(view) else { return Some(Kind::Free) };
                    let Some(next) = fields.get(field) else {
                        if is_told && !is_optional {
                            self.unknown.push(Unknown {
                                template: place.template.to_owned(),
                                range: token.range.clone(),
                                name: field.clone(),
                                of: Some(of),
                                known: fields.keys().cloned().collect(),
                            });
                        }
                        return None;
                    };
                    kind = next.clone();
                    of.clone_from(field);
                }
                _ => {}
            }
        }
        Some(kind)
    }
}

/// The name of a component: words parted by points.
fn name_of(tokens: &[Token]) -> String {
    let words: Vec<&str> = tokens.iter().filter_map(Token::word).collect();
    words.join(".")
}

/// Whether a component may be called here: `<` is no comparison where nothing stands before it.
fn begins(before: Option<&Token>) -> bool {
    before.is_none_or(|token| token.is('-') || token.is('('))
}

/// Whether a word is the name of a component's argument, and no value: it stands in no braces.
fn is_argument(tokens: &[Token], at: usize) -> bool {
    let before = tokens.get(..at).unwrap_or_default();
    let open = before.iter().filter(|token| token.is('{')).count();
    let closed = before.iter().filter(|token| token.is('}')).count();
    open == closed
}

/// Whether a word begins a path: it is no filter, test, function, argument, key or word of the language.
fn is_name(tokens: &[Token], at: usize) -> bool {
    let Some(word) = tokens.get(at).and_then(Token::word) else { return false };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let second = at.checked_sub(2).and_then(|before| tokens.get(before));
    let (after, next) = (tokens.get(at + 1), tokens.get(at + 2));
    let is_test = |token: Option<&Token>| token.and_then(Token::word) == Some("is");
    let is_of_test =
        is_test(before) || before.and_then(Token::word) == Some("not") && is_test(second);
    let is_named = after.is_some_and(|it| it.is('=')) && !next.is_some_and(|it| it.is('='));
    let is_key = after.is_some_and(|it| it.is(':'));
    let is_called = after.is_some_and(|it| it.is('('));
    let is_piped = before.is_some_and(|it| it.is('|'));
    !(WORDS.contains(&word) || is_of_test || is_named || is_key || is_called || is_piped)
}

/// Where the path ends that begins at a token: names parted by points, and what is in square brackets.
fn path_end(tokens: &[Token], start: usize) -> usize {
    let mut at = start + 1;
    loop {
        let is_step = |at: usize| {
            tokens
                .get(at)
                .is_some_and(|token| matches!(token.kind, TokenKind::Word(_) | TokenKind::Number))
        };
        let sign = |at: usize, sign: char| tokens.get(at).is_some_and(|token| token.is(sign));
        at = match () {
            () if sign(at, '.') && is_step(at + 1) => at + 2,
            () if sign(at, '?') && sign(at + 1, '.') && is_step(at + 2) => at + 3,
            () if sign(at, '[') => {
                let closing = tokens.iter().skip(at).position(|token| token.is(']'));
                at + closing.map_or(1, |closing| closing + 1)
            }
            () => return at,
        };
    }
}

/// Whether nothing stands beside a path but the signs that trim white space.
fn is_trimmed(tokens: &[Token], start: usize, end: usize) -> bool {
    let is_sign = |token: &Token| token.is('-');
    tokens.get(..start).unwrap_or_default().iter().all(is_sign)
        && tokens.get(end..).unwrap_or_default().iter().all(is_sign)
}
