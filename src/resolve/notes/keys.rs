//! A note's kind and keys, held against what there is.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::date::PartialDate;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, nearest};
use crate::model::NoteClass;
use crate::parse::accepted::accepted_codes;
use crate::parse::attributes::Attribute;
use crate::parse::note::{Attribution, ParsedNote};
use crate::parse::odd;
use crate::parse::strays::draft_mark;
use crate::place::{InSource, Place};
use crate::source::Span;
use crate::unseen;

/// A note's kind and keys, held against what there is.
pub(super) struct Keys<'a> {
    note: &'a ParsedNote,
    /// Nothing where its author meant one that is not known.
    pub(super) class: Option<NoteClass>,
}

impl<'a> Keys<'a> {
    pub(super) fn new(note: &'a ParsedNote, diagnostics: &mut Diagnostics) -> Self {
        let span = |range: &Place<InSource>| Span::new(note.heading.file, *range);
        let mut class = None;
        let mut ids = 0;
        for (attribute, range) in &note.attributes {
            match attribute {
                Attribute::Class(name) => match NoteClass::from_name(name) {
                    None => diagnostics.push(unknown_class(name, span(range))),
                    Some(_) if class.is_some() => diagnostics.push(
                        Diagnostic::new(
                            Code::AttributesInvalid,
                            span(range),
                            "a note is of one kind",
                        )
                        .help("take one of the kinds away"),
                    ),
                    found => class = found,
                },
                Attribute::Id(id) => {
                    let is_draft = note.attributes.iter().any(|(it, _)| it.is_draft());
                    if !is_draft && matches!(id.as_str(), "draft" | "drafts" | "status-draft") {
                        let message = format!("`#{id}` makes no draft, but an id");
                        diagnostics.push(
                            Diagnostic::new(Code::AttributesInvalid, span(range), message)
                                .help("for a draft, write `status=draft`")
                                .help("if it is to be the note's id, add a word to it"),
                        );
                    }
                    ids += 1;
                    if ids == 2 {
                        diagnostics.push(
                            Diagnostic::new(
                                Code::AttributesInvalid,
                                span(range),
                                "a note has one id",
                            )
                            .help("take one of the two away"),
                        );
                    }
                }
                Attribute::Pair(..) => {}
            }
        }
        let is_plain = || !note.attributes.iter().any(|(it, _)| matches!(it, Attribute::Class(_)));
        let class =
            class.or_else(|| is_plain().then_some(NoteClass::Note)).filter(|_| !note.unread);
        let keys = Self { note, class };
        if let Some(class) = class {
            keys.refuse_unknown(class, diagnostics);
        }
        keys
    }

    fn refuse_unknown(&self, class: NoteClass, diagnostics: &mut Diagnostics) {
        let known = || class.keys().iter().chain(NoteClass::COMMON_KEYS).copied();
        let mut seen: Vec<&str> = Vec::new();
        for (attribute, range) in &self.note.attributes {
            let Attribute::Pair(key, value) = attribute else { continue };
            let span = Span::new(self.note.heading.file, *range);
            if seen.contains(&key.as_str()) {
                diagnostics.push(second(key, span));
            } else if !known().any(|known| known == key) {
                let has = |keys: &[&str]| keys.contains(&key.as_str());
                let of: Vec<&str> = NoteClass::ALL
                    .into_iter()
                    .filter(|class| has(class.keys()))
                    .map(NoteClass::name)
                    .collect();
                let help = match of[..] {
                    [name, ..] => {
                        let all: Vec<String> =
                            of.iter().map(|name| format!("a `{name}`")).collect();
                        let all = all.join(" or ");
                        let own = format!("{all} has it: write `.{name}` too");
                        Some(if of.len() > 1 { format!("{all} has it") } else { own })
                    }
                    [] if NoteClass::ALL.iter().any(|class| has(class.passage_keys())) => Some(
                        "it stands after a passage's attribution: `> — [[article-id]] {…}`"
                            .to_owned(),
                    ),
                    [] if makes_a_draft(key, value) => {
                        Some("for a draft, write `status=draft`".to_owned())
                    }
                    [] => did_you_mean(key, known()).or_else(|| {
                        let all: Vec<_> = known().map(|key| format!("`{key}`")).collect();
                        Some(format!("its keys are {}", all.join(", ")))
                    }),
                };
                let message = format!("a `{}` has no key `{key}`", class.name());
                diagnostics.push(Diagnostic::new(Code::UnknownKey, span, message).maybe_help(help));
            } else if key == "author" && value.eq_ignore_ascii_case("draft") {
                let message = "`author` is who wrote the note, and makes no draft";
                diagnostics.push(
                    Diagnostic::new(Code::AttributesInvalid, span, message)
                        .help("for a draft, write `status=draft`"),
                );
            } else if key == "status" && !matches!(value.as_str(), "draft" | "published") {
                diagnostics.push(no_status(value, span));
            }
            seen.push(key);
        }
    }

    pub(super) fn get(&self, wanted: &str) -> Option<(&'a str, Span)> {
        self.note.attributes.iter().find_map(|(attribute, range)| match attribute {
            Attribute::Pair(key, value) if key == wanted => {
                Some((value.as_str(), Span::new(self.note.heading.file, *range)))
            }
            _ => None,
        })
    }

    /// The value of a key, where there is anything in it.
    pub(super) fn given(&self, wanted: &str) -> Option<(&'a str, Span)> {
        self.get(wanted).filter(|(value, _)| !value.trim().is_empty())
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.given(key).map(|(value, _)| unseen::without(value).into_owned())
    }

    /// The beginning of a day that a key names.
    pub(super) fn day(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Timestamp> {
        let (written, span) = self.given(key)?;
        let date = written.trim().parse::<PartialDate>().ok().filter(|date| date.day().is_some());
        let Some(date) = date else {
            let message = format!("`{key}` wants a day, and `{written}` is none");
            let told = Diagnostic::new(Code::AttributesInvalid, span, message);
            diagnostics.push(told.help("write it as year, month and day: `2026-11-30`"));
            return None;
        };
        TimeZone::UTC.to_timestamp(date.first_day().at(0, 0, 0, 0)).ok()
    }

    pub(super) fn span(&self, key: &str) -> Span {
        self.get(key).map_or(self.note.heading, |(_, span)| span)
    }

    pub(super) fn allow(&self, diagnostics: &mut Diagnostics) -> Vec<Code> {
        let Some((allow, span)) = self.get("allow") else { return Vec::new() };
        accepted_codes(allow, |_| span, diagnostics)
    }
}

/// Whether a key that there is not was meant to make a draft.
fn makes_a_draft(key: &str, value: &str) -> bool {
    draft_mark(&format!("{key}={value}")).is_some()
}

fn unknown_class(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::UnknownKind, span, format!("there is no kind of note `{name}`"))
        .maybe_help(draft_meant(name))
        .maybe_help(did_you_mean(name, NoteClass::ALL.map(NoteClass::name)))
        .help(every_kind())
}

fn no_status(value: &str, span: Span) -> Diagnostic {
    let message = match odd::first_named(value) {
        Some(odd) => format!("in the value of `status` stands {odd}"),
        None => format!("`status` cannot be `{value}`"),
    };
    Diagnostic::new(Code::AttributesInvalid, span, message)
        .help("write `status=draft`, or leave it out to publish the note; an answer to another note is published by `status=published`")
}

/// What to write instead of a kind that is none, where a draft is meant.
fn draft_meant(class: &str) -> Option<String> {
    nearest(class, ["draft"]).map(|_| "for a draft, write `status=draft`".to_owned())
}

fn every_kind() -> String {
    let all = NoteClass::ALL.map(|class| format!("`.{}`", class.name()));
    format!("the kinds are {}", all.join(", "))
}

/// That a key stands twice in one pair of braces.
pub(super) fn second(key: &str, span: Span) -> Diagnostic {
    let message = format!("`{key}` stands here a second time");
    Diagnostic::new(Code::AttributesInvalid, span, message).help("keep one of the two")
}

/// Tells of the keys of an attribution that a passage of the kind does not have.
pub(super) fn refuse_keys(class: NoteClass, line: &Attribution, diagnostics: &mut Diagnostics) {
    let known = class.passage_keys();
    let mut seen: Vec<&str> = Vec::new();
    for (attribute, range) in &line.attributes {
        let span = Span::new(line.span.file, *range);
        match attribute {
            Attribute::Pair(key, _) if seen.contains(&key.as_str()) => {
                diagnostics.push(second(key, span));
            }
            Attribute::Pair(key, _) if known.contains(&key.as_str()) => seen.push(key),
            Attribute::Pair(key, _) => {
                diagnostics.push(unknown_key(class, key, span));
            }
            Attribute::Id(_) | Attribute::Class(_) => diagnostics.push(
                Diagnostic::new(
                    Code::UnknownKey,
                    span,
                    "a passage has neither an id nor a kind of its own",
                )
                .help("ids and kinds stand in the note's heading"),
            ),
        }
    }
}

fn unknown_key(class: NoteClass, key: &str, span: Span) -> Diagnostic {
    let known = class.passage_keys();
    let has = |keys: &[&str]| keys.contains(&key);
    let other = NoteClass::ALL.into_iter().find(|class| has(class.passage_keys()));
    let is_of_notes =
        has(NoteClass::COMMON_KEYS) || NoteClass::ALL.iter().any(|class| has(class.keys()));
    let help = match other.filter(|_| known.is_empty()) {
        Some(other) => Some(format!("the passages of a `{}` have it", other.name())),
        None if is_of_notes => Some(format!("it is a note's: write `{key}=…` in its heading")),
        None => did_you_mean(key, known.iter().copied()),
    };
    let message = format!("a passage of a `{}` has no key `{key}`", class.name());
    Diagnostic::new(Code::UnknownKey, span, message).maybe_help(help)
}
