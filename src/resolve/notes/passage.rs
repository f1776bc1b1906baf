//! Passages: the article in which each stands, its place there, and what its attribution says.

use std::hash::Hash;
use std::sync::Arc;

use super::default_article::DefaultArticle;
use super::keys::refuse_keys;
use super::{Lowering, NoteFaults};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::language::figure_across;
use crate::memory::Content;
use crate::model::{ArticleId, NoteClass, Passage, Position, Transmission};
use crate::parse::attributes::Attribute;
use crate::parse::note::{Attribution, ParsedPassage};
use crate::parse::value::Value;
use crate::place::{InContent, Place};
use crate::resolve::anchor::anchor;
use crate::resolve::excerpt::surroundings;
use crate::resolve::failures::{FailedPassage, Unattributed, Why};
use crate::resolve::records::reference;
use crate::resolve::text_map::TextMap;
use crate::slice::Slice;
use crate::source::Span;

impl Lowering<'_> {
    /// A passage of a note of a kind, where that is known, and of what it counts. What of it is wrong is told, and left out.
    pub(super) fn passage(
        &self,
        passage: &ParsedPassage,
        (class, unit): (Option<NoteClass>, Option<&str>),
        default: Option<&DefaultArticle>,
        told: &mut NoteFaults,
    ) -> Option<Passage> {
        let NoteFaults { diagnostics, failed, unattributed } = told;
        let line = passage.attribution.as_ref();
        let may_be_silent = class.is_some_and(NoteClass::may_be_silent);
        let contradicts = may_be_silent && !passage.parts.is_empty() && passage.is_silence();
        if let (Some(class), Some(line)) = (class, line) {
            refuse_keys(class, line, diagnostics);
            diagnostics.extend(match contradicts {
                true => Some(contradiction(line)),
                false => refuse_value(class, line),
            });
        }
        let attribute = |wanted: &str| {
            line.into_iter().flat_map(|line| &line.attributes).find_map(|(attribute, range)| {
                match attribute {
                    Attribute::Pair(key, value) if key == wanted => {
                        Some((value.as_str(), Span::new(passage.span.file, *range)))
                    }
                    _ => None,
                }
            })
        };
        let transmission =
            attribute("route").and_then(|(route, span)| route_of(route, span, diagnostics));
        let named = |wanted| attribute(wanted).filter(|(value, _)| !value.trim().is_empty());
        let via = named("via")
            .and_then(|(via, span)| reference(via, self.linker.ids, || span, diagnostics));
        let article = self.article_of(passage, default, diagnostics, unattributed);
        if passage.parts.is_empty() && passage.misattributed {
            return None;
        }
        if passage.parts.is_empty() {
            let silent = "or, if you looked and they are silent, end it in `: not reported`";
            diagnostics.push(
                Diagnostic::new(Code::PassageEmpty, passage.span, "this passage quotes no words")
                    .help("quote the words of the article above the attribution")
                    .maybe_help(may_be_silent.then(|| silent.to_owned())),
            );
            return None;
        }
        let article = article?;
        let has_values = class.is_some_and(NoteClass::has_values);
        let value = line.and_then(|line| line.value.as_ref());
        let value = value.filter(|_| !contradicts);
        if has_values && !contradicts && value.is_none() && !passage.misattributed {
            diagnostics.push(self.without_value(passage, article));
        }
        let parts = self.place(article, passage, diagnostics, failed)?;
        Some(Passage {
            article,
            span: passage.span,
            value_span: value.map(|(_, span)| *span),
            position: Position::At(parts),
            value: value.filter(|_| has_values).map(|(value, _)| {
                let languages = [self.maps[article.index()].language, self.language];
                Value::read_of(value, unit, &languages)
            }),
            transmission,
            named_as: named("as").map(|(name, _)| name.to_owned()),
            via,
        })
    }

    /// The article in which a passage stands, as its attribution says, or its file.
    fn article_of(
        &self,
        passage: &ParsedPassage,
        default: Option<&DefaultArticle>,
        diagnostics: &mut Diagnostics,
        unattributed: &mut Vec<Unattributed>,
    ) -> Option<ArticleId> {
        let line = passage.attribution.as_ref();
        match (line.map(|line| (line, line.articles.as_slice())), default) {
            (Some((_, [(id, span)])), _) => {
                let article = self.article(id, *span);
                if let Err(Some(unknown)) = article {
                    unattributed.push(Unattributed {
                        span: *span,
                        parts: passage.parts.clone(),
                        after_dash: passage.after_dash.clone(),
                        why: Why::Unknown(unknown),
                    });
                    None
                } else {
                    article.ok()
                }
            }
            (Some((line, _)), _) => {
                diagnostics.push(
                    Diagnostic::new(
                        Code::AttributionInvalid,
                        line.span,
                        "one passage stands in one article",
                    )
                    .help("write a passage for each article; only `: not reported` goes for several at once"),
                );
                None
            }
            (None, Some(DefaultArticle::Is(article))) => Some(*article),
            (None, Some(DefaultArticle::Broken)) => None,
            // What is wrong with its attribution is told.
            (None, Some(DefaultArticle::Missing) | None) if passage.misattributed => None,
            (None, Some(DefaultArticle::Missing) | None) => {
                unattributed.push(Unattributed {
                    span: passage.span,
                    parts: passage.parts.clone(),
                    after_dash: passage.after_dash.clone(),
                    why: Why::Missing { others_are: default.is_none() },
                });
                None
            }
        }
    }

    /// That a passage of a claim says what a report answers, and the note does not.
    fn without_value(&self, passage: &ParsedPassage, article: ArticleId) -> Diagnostic {
        let span = passage.attribution.as_ref().map_or(passage.span, |line| line.span);
        let slug = &self.articles[article.index()].slug;
        Diagnostic::new(Code::MissingKey, span, "this passage of a `claim` has no value")
            .help(format!("write what the report answers behind a colon: `> — [[{slug}]]: 28`"))
            .help("or words, `: not counted`; a note that compares no answers is no `.claim`")
    }

    /// Finds a passage in its article, or notes why it has no place there.
    fn place(
        &self,
        article: ArticleId,
        passage: &ParsedPassage,
        diagnostics: &mut Diagnostics,
        failed: &mut Vec<FailedPassage>,
    ) -> Option<Vec<Place<InContent>>> {
        let (map, document) = (&self.maps[article.index()], &self.articles[article.index()].body);
        let language = &self.articles[article.index()].fields.language;
        let input = |it: &mut Content| {
            (document.key(), &passage.parts, language, &self.settings_language).hash(it);
        };
        let found = self.memory.recall("anchor", input, || {
            let parts = anchor(map, &passage.parts)?;
            let split = split_number(map, &parts);
            Ok((parts, split))
        });
        match Arc::unwrap_or_clone(found) {
            Ok((parts, split)) => {
                diagnostics.extend(split.map(|whole| splits_number(&whole, passage.span)));
                Some(parts)
            }
            Err(failure) => {
                failed.push(FailedPassage {
                    article,
                    span: passage.span,
                    parts: passage.parts.clone(),
                    after_dash: passage.after_dash.clone(),
                    failure,
                });
                None
            }
        }
    }
}

/// That a passage quotes words of a report, and says that the report has none.
fn contradiction(line: &Attribution) -> Diagnostic {
    let span = line.value.as_ref().map_or(line.span, |(_, span)| *span);
    let message = "here words of the report are quoted, and `not reported` says that it has none";
    Diagnostic::new(Code::AttributionInvalid, span, message)
        .help("if it has them, take `: not reported` away, or write what it answers")
        .help("if it is silent, take the quoted words away, or attribute them to the report that has them")
}

/// Tells of a value that the kind of note has none of.
fn refuse_value(class: NoteClass, line: &Attribution) -> Option<Diagnostic> {
    let (value, span) = line.value.as_ref().filter(|_| !class.has_values())?;
    let message = format!(
        "only the passages of a `claim` have a value, and this note is a `{}`",
        class.name()
    );
    Some(
        Diagnostic::new(Code::AttributionInvalid, *span, message)
            .help(format!("take `: {value}` away, or make the note a `.claim`")),
    )
}

/// How a passage says that its words got into the report's language.
fn route_of(route: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<Transmission> {
    let found = Transmission::from_name(route);
    if found.is_none() {
        let names = Transmission::ALL.map(Transmission::name);
        let help = did_you_mean(route, names).unwrap_or_else(|| {
            format!("write {}", names.map(|name| format!("`{name}`")).join(", "))
        });
        diagnostics.push(
            Diagnostic::new(Code::AttributesInvalid, span, format!("`route` cannot be `{route}`"))
                .help(help),
        );
    }
    found
}

/// The figure of which a passage takes a part: "8 bureaus" stands in "18 bureaus", and "3 people" in "-3
/// people", and says something else.
fn split_number(map: &TextMap<'_>, parts: &[Place<InContent>]) -> Option<String> {
    let text = &map.document.text;
    let cuts = |at: usize| {
        let block = map.document.block_at(at).and_then(|block| map.document.blocks.get(block));
        let Some(block) = block.map(|block| block.text) else { return false };
        let inside = at.saturating_sub(block.start());
        figure_across(text.slice(block.bytes()), inside, map.language).is_some()
    };
    let part = parts.iter().find(|part| cuts(part.start()) || cuts(part.end()))?;
    Some(surroundings(text, *part))
}

/// Tells of such a passage.
fn splits_number(whole: &str, span: Span) -> Diagnostic {
    let message = format!("this passage begins or ends inside a number: {whole}");
    Diagnostic::new(Code::PassageSplitsNumber, span, message)
        .help("quote the whole number, with its sign, scale and currency")
}
