//! The interface's words in another language: a file of `i18n/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::encoding::not_utf8;
use super::front_matter::{self, Field, Shape, YamlPlaces};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::i18n::{InterfaceWord, Words, months, names, numbered_forms, with_rules};
use crate::language::not_a_tag;
use crate::language::plural::Plurals;
use crate::load::Folder;
use crate::place::Place;
use crate::source::{FileId, SourceFile, Span};
use crate::unseen::is_blank;

/// How many words that have no translation are named.
const NAMED: usize = 5;

/// How many months there are in `months`.
const MONTHS: usize = 12;

static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| {
    Words::ALL.iter().map(|word| Field::optional(word.name, Shape::Text)).collect()
});

/// The words for a language: those of its own file, else of the language that it is a variety of,
/// in English where they have none.
pub(super) fn read(folder: &Folder, language: &str, diagnostics: &mut Diagnostics) -> Words {
    let primary = language.split('-').next().unwrap_or(language);
    let known =
        |tag: &str| folder.languages.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag));
    for (tag, file) in &folder.languages {
        diagnostics.extend(not_a_tag(tag).map(|help| {
            let message = format!("`{tag}` is no language's tag, so nothing reads this file");
            Diagnostic::new(Code::StrayFile, Span::whole(*file), message).help(help)
        }));
    }
    let mut words = Words::default();
    match known(language).or_else(|| known(primary)) {
        Some((tag, file)) => {
            let source = folder.sources.file(*file);
            translate(&mut words, *file, source, tag, diagnostics);
        }
        None if primary.eq_ignore_ascii_case("en") => {}
        None => diagnostics.extend(folder.settings.map(|settings| {
            let place = front_matter::place(
                settings,
                folder.sources.file(settings),
                folder.sources.file(settings).whole(),
                &["language"],
            );
            Diagnostic::new(
                Code::WordsMissing,
                place,
                format!(
                    "the words of the interface are English: there is no `i18n/{language}.yaml`"
                ),
            )
            .help(format!("`sidenote new language {primary}` starts that file"))
        })),
    }
    words
}

fn translate(
    words: &mut Words,
    id: FileId,
    source: &SourceFile,
    language: &str,
    diagnostics: &mut Diagnostics,
) {
    if let Some(diagnostic) = not_utf8(id, source) {
        diagnostics.push(diagnostic);
        return;
    }
    let yaml = 0..source.text.len();
    // Keys that are no words are found with their places, as those of any file.
    let own: Option<KnownWords> =
        front_matter::read(id, source, Place::new(yaml.clone()), &FIELDS, diagnostics);
    let Some(KnownWords(mut own)) = own else { return };
    let places = YamlPlaces::new(id, source, Place::new(yaml.clone()));
    let plurals = Plurals::of(language);
    let mut missing = Vec::new();
    let own_months = own.get("months").cloned();
    for word in Words::ALL {
        match own.remove(word.name) {
            Some(text) => match wrong(word, &text).or_else(|| wrong_forms(word, &text, &plurals)) {
                Some(told) => diagnostics.push(
                    Diagnostic::new(Code::FrontMatterInvalid, places.of(&[word.name]), told)
                        .help(english(word)),
                ),
                None => {
                    diagnostics.extend(lost(word, &text).map(|told| {
                        let span = places.of(&[word.name]);
                        let told = Diagnostic::new(Code::FrontMatterInvalid, span, told)
                            .help(english(word));
                        Diagnostic { severity: Severity::Warning, ..told }
                    }));
                    words.set(word.name, as_shown(word, text, language, &plurals));
                }
            },
            // The form of a month is most often the same everywhere.
            None if word.name == "months_of_day" && own_months.is_some() => {
                words.set(word.name, words.months.clone());
            }
            None => missing.push(word.name),
        }
    }
    let english = language.split('-').next().is_some_and(|tag| tag.eq_ignore_ascii_case("en"));
    if !missing.is_empty() && !english {
        diagnostics.push(untranslated(id, language, &missing));
    }
}

fn untranslated(id: FileId, language: &str, missing: &[&str]) -> Diagnostic {
    let named: Vec<String> = missing.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    let more = if missing.len() > NAMED { " and others" } else { "" };
    let message = format!("not translated, so shown in English: {}{more}", named.join(", "));
    Diagnostic::new(Code::WordsMissing, Span::whole(id), message).help(format!(
        "`sidenote new language {language}` adds them to this file, to be translated"
    ))
}

/// What may part the thousands of a number.
const PARTING: &[&str] =
    &["", ",", ".", " ", "'", "’", "\u{a0}", "\u{202f}", "\u{2009}", "٬", "，"];

/// What it is in English: of a long list its beginning.
fn english(word: &InterfaceWord) -> String {
    const LONGEST: usize = 120;
    let shown: String = word.english.chars().take(LONGEST).collect();
    let more = if shown.len() < word.english.len() { "…" } else { "" };
    format!("the English is \"{shown}{more}\"")
}

/// What cannot be shown of a translation.
fn wrong(word: &InterfaceWord, text: &str) -> Option<String> {
    let known = names(word.english);
    let braces = |names: Vec<&str>| {
        names.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>().join(", ")
    };
    if let Some(unknown) = names(text).into_iter().find(|name| !known.contains(name)) {
        return Some(match known.is_empty() {
            true => format!("nothing fills in `{{{unknown}}}` here"),
            false => format!(
                "nothing fills in `{{{unknown}}}` here; there is {}",
                braces(known.into_iter().collect())
            ),
        });
    }
    if word.name == "thousands" {
        let is_known = PARTING.contains(&text);
        return (!is_known).then(|| "no language parts the thousands of a number so".to_owned());
    }
    if is_blank(text) {
        return Some("this has no words".to_owned());
    }
    match word.name {
        "months" | "months_of_day" if months(text).count() != MONTHS => {
            Some("this is not twelve months, parted by single spaces, or by commas".to_owned())
        }
        "comma" if text.chars().any(char::is_alphanumeric) => {
            Some("no language parts the items of a list so".to_owned())
        }
        "languages" => text.split(", ").find_map(|entry| {
            let (tag, name) = entry.split_once(' ').unwrap_or((entry, ""));
            let is_name = !is_blank(name) && not_a_tag(tag).is_none();
            (!is_name).then(|| {
                format!("`{entry}` is no language's tag and its name, parted from others by `, `")
            })
        }),
        _ => None,
    }
}

/// Words that a script fills in, which knows no forms.
const BY_SCRIPTS: &[&str] =
    &["note_at", "note_count", "kinds_told", "search_some", "search_meant", "narrowed"];

/// What is wrong with forms that go with a number.
fn wrong_forms(word: &InterfaceWord, text: &str, plurals: &Plurals) -> Option<String> {
    numbered_forms(text).find_map(|forms| {
        if BY_SCRIPTS.contains(&word.name) {
            return Some("a script fills this in, and it has one form for all numbers".to_owned());
        }
        if forms.iter().any(|form| is_blank(form)) {
            return Some("a form of it is empty".to_owned());
        }
        let examples = plurals.examples();
        (forms.len() != examples.len()).then(|| {
            let number =
                |n: usize| if n == 1 { "one form".to_owned() } else { format!("{n} forms") };
            let needed: Vec<String> = examples.iter().map(|it| format!("for {it}")).collect();
            format!(
                "here {} {}, and the language has {}: {}",
                if forms.len() == 1 { "is" } else { "are" },
                number(forms.len()),
                number(examples.len()),
                needed.join("; ")
            )
        })
    })
}

/// A translation as pages need it.
fn as_shown(word: &InterfaceWord, text: String, language: &str, plurals: &Plurals) -> String {
    match word.name {
        // What it leaves out keeps its English name.
        "languages" => format!("{text}, {}", word.english),
        _ if text.contains('|') => with_rules(&text, language, plurals),
        _ => text,
    }
}

/// What a translation loses: a reader would miss the number, or the name.
fn lost(word: &InterfaceWord, text: &str) -> Option<String> {
    let own = names(text);
    let lost = names(word.english).into_iter().find(|name| !own.contains(name))?;
    Some(format!("`{{{lost}}}` is lost here: what it stands for is not shown"))
}

/// The words of a file; a key that is none is an error, as in a struct that denies it.
struct KnownWords(BTreeMap<String, String>);

impl<'de> serde::Deserialize<'de> for KnownWords {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = BTreeMap::<String, String>::deserialize(deserializer)?;
        let is_word = |name: &String| Words::ALL.iter().any(|word| word.name == name);
        match words.keys().find(|name| !is_word(name)) {
            Some(unknown) => Err(serde::de::Error::custom(format!("unknown key `{unknown}`"))),
            None => Ok(Self(words)),
        }
    }
}
