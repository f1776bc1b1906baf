//! The kind of an incoming note and the keys of its heading and passages, as far as the briefing
//! can hold them: a quotation needs a speaker that it knows, a correction its evidence.

use std::collections::BTreeSet;

use super::desk::Desk;
use super::passage::Passage;
use super::read::Incoming;
use crate::diagnostic::{Code, nearest};
use crate::import::body::one_line;
use crate::mend::block_quote::key_and_value;
use crate::model::{NoteClass, Transmission};
use crate::parse::accepted::accepted_code;
use crate::parse::address::is_web_url;
use crate::parse::comma_list;
use crate::parse::comment;
use crate::parse::slug::is_slug;
use crate::unseen;

/// How many `{` a value may have: those around attributes are sought among a few.
const MOST_BRACES: usize = 6;

/// A kind with the keys of its own, in the order in which they are written.
pub(super) struct ClassWithKeys {
    pub(super) class: NoteClass,
    pub(super) keys: Vec<(&'static str, String)>,
    /// What its passages answer, where a note of this kind has no values: told in its text.
    pub(super) answers: Vec<String>,
}

impl ClassWithKeys {
    fn new(class: NoteClass, keys: Vec<(&'static str, String)>) -> Self {
        Self { class, keys, answers: Vec::new() }
    }

    /// What stands after a passage's attribution.
    pub(super) fn line(
        &self,
        desk: &Desk<'_>,
        passage: &Passage<'_>,
        remarks: &mut Vec<String>,
    ) -> String {
        let keys = &passage.target.keys;
        let via = keys.get("via").filter(|_| self.class == NoteClass::Quote);
        let unknown = via.filter(|via| desk.is_nearly_an_id(via));
        remarks.extend(unknown.map(|via| {
            format!("a passage came through `{via}`, which has no page in this briefing")
        }));
        match self.class {
            NoteClass::Claim => keys.get("value").map(|value| format!(": {}", plain(value))),
            NoteClass::Quote => {
                let route = |route: &&String| Transmission::from_name(route).is_some();
                let pairs = [
                    ("route", keys.get("route").filter(route)),
                    ("as", keys.get("as")),
                    ("via", via.filter(|_| unknown.is_none())),
                ];
                let pairs: Vec<String> =
                    pairs.into_iter().filter_map(|(key, value)| Some(pair(key, value?))).collect();
                (!pairs.is_empty()).then(|| format!(" {{{}}}", pairs.join(" ")))
            }
            _ => None,
        }
        .unwrap_or_default()
    }
}

impl Desk<'_> {
    /// The kind that an annotation stands for. Where it lacks what its kind must have, it is a
    /// `note`, which is told.
    pub(super) fn kind(
        &self,
        incoming: &Incoming,
        passages: &[Passage<'_>],
        title: &str,
        remarks: &mut Vec<String>,
    ) -> ClassWithKeys {
        let own = incoming.keys.get("kind").and_then(|kind| NoteClass::from_name(kind));
        let meant = || NoteClass::from_motivation(incoming.motivation.as_deref()?);
        let class = own.or_else(meant).unwrap_or(NoteClass::Note);
        let kind = match class {
            NoteClass::Note | NoteClass::Context | NoteClass::Question => {
                Ok(ClassWithKeys::new(class, Vec::new()))
            }
            NoteClass::Quote => self.quote(incoming, passages, title, remarks),
            NoteClass::Claim if passages.iter().any(says_nothing) => {
                Err("of words that it quotes it says that they are not reported".to_owned())
            }
            NoteClass::Claim if own.is_some() && !passages.iter().all(has_value) => {
                Err("of words that it quotes it does not say the value".to_owned())
            }
            NoteClass::Claim if own.is_some() => {
                let mut keys = copied(incoming, &["unit", "total"]);
                keys.extend(self.finding(incoming, title, remarks));
                Ok(ClassWithKeys::new(class, keys))
            }
            NoteClass::Claim => Err("the file does not say the values".to_owned()),
            NoteClass::Correction => self.correction(incoming),
        };
        kind.unwrap_or_else(|why| {
            let name = class.name();
            remarks.push(format!("“{title}” may be a `{name}`; {why}, so that it became a `note`"));
            let answers = match class {
                NoteClass::Claim => passages.iter().filter_map(answer).collect(),
                _ => Vec::new(),
            };
            ClassWithKeys { answers, ..ClassWithKeys::new(NoteClass::Note, Vec::new()) }
        })
    }

    fn quote(
        &self,
        incoming: &Incoming,
        passages: &[Passage<'_>],
        title: &str,
        remarks: &mut Vec<String>,
    ) -> Result<ClassWithKeys, String> {
        let Some(by) = incoming.keys.get("by") else {
            return Err("the file does not say who speaks".to_owned());
        };
        let known = |(_, by): (_, &str)| {
            let unknown = || format!("`{by}`, who speaks, has no page in this briefing");
            self.known(by).map(str::to_owned).ok_or_else(unknown)
        };
        let mut speakers: Vec<String> =
            comma_list::items(by).map(known).collect::<Result<_, _>>()?;
        let mut seen = BTreeSet::new();
        speakers.retain(|speaker| seen.insert(speaker.clone()));
        let mut keys = vec![("by", speakers.join(","))];
        keys.extend(copied(incoming, &["said"]));
        if let Some(base) = incoming.keys.get("base") {
            let article = self.ground.by_id(base);
            match article.filter(|base| passages.iter().any(|passage| passage.article == *base)) {
                Some(article) => keys.push(("base", self.ground.articles[article].slug.clone())),
                None => remarks.push(format!(
                    "“{title}” has lost its base: no passage of it stands in `{base}`"
                )),
            }
        }
        Ok(ClassWithKeys::new(NoteClass::Quote, keys))
    }

    /// The editor's own answer to a claim, where the briefing has what it rests on.
    fn finding(
        &self,
        incoming: &Incoming,
        title: &str,
        remarks: &mut Vec<String>,
    ) -> Vec<(&'static str, String)> {
        let Some(finding) = incoming.keys.get("finding") else { return Vec::new() };
        let evidence = incoming.keys.get("evidence").map_or("", String::as_str);
        let known = self.known(evidence).or_else(|| is_web_url(evidence).then_some(evidence));
        let Some(known) = known else {
            remarks.push(format!(
                "“{title}” has lost its finding, “{finding}”: `{evidence}`, on which it rests, has no page in this briefing"
            ));
            return Vec::new();
        };
        vec![("finding", finding.clone()), ("evidence", known.to_owned())]
    }

    fn correction(&self, incoming: &Incoming) -> Result<ClassWithKeys, String> {
        let Some(evidence) = incoming.keys.get("evidence") else {
            return Err("the file does not say what it rests on".to_owned());
        };
        let known = self.known(evidence).or_else(|| is_web_url(evidence).then_some(evidence));
        let Some(known) = known else {
            return Err(format!("`{evidence}`, on which it rests, has no page in this briefing"));
        };
        let mut keys = vec![("evidence", known.to_owned())];
        keys.extend(copied(incoming, &["reads"]));
        Ok(ClassWithKeys::new(NoteClass::Correction, keys))
    }

    /// The id of an article or record, where there is one of this id.
    fn known(&self, id: &str) -> Option<&str> {
        match self.records.get_key_value(id) {
            Some((id, _)) => Some(id),
            None => Some(self.ground.articles[self.ground.by_id(id)?].slug.as_str()),
        }
    }

    /// Whether words would be taken for an id that is misspelt.
    fn is_nearly_an_id(&self, words: &str) -> bool {
        let articles = self.ground.articles.iter().map(|article| article.slug.as_str());
        let ids = articles.chain(self.records.keys().copied());
        is_slug(words) && self.known(words).is_none() && nearest(words, ids).is_some()
    }
}

fn copied(incoming: &Incoming, keys: &[&'static str]) -> Vec<(&'static str, String)> {
    let found = |key: &&'static str| Some((*key, incoming.keys.get(*key)?.clone()));
    keys.iter().filter_map(found).collect()
}

/// The lints that an annotation's author has accepted, as far as there are such.
pub(super) fn allowed(incoming: &Incoming) -> Option<String> {
    let codes = incoming.keys.get("allow")?.split(' ').filter_map(|code| accepted_code(code).ok());
    let codes: Vec<&str> = codes.map(Code::slug).collect();
    (!codes.is_empty()).then(|| codes.join(" "))
}

/// Whether a passage has words, and a value that says that its report has none.
fn says_nothing(passage: &Passage<'_>) -> bool {
    let value = passage.target.keys.get("value");
    value.is_some_and(|it| it.split_whitespace().map(str::to_lowercase).eq(["not", "reported"]))
}

/// Whether a passage has a value that an attribution can hold: what looks like a comment it cannot.
fn has_value(passage: &Passage<'_>) -> bool {
    let value = passage.target.keys.get("value");
    value.is_some_and(|it| !unseen::is_blank(it) && comment::openings(it).next().is_none())
}

/// What a passage answers, as a sentence of a note.
fn answer(passage: &Passage<'_>) -> Option<String> {
    let value = passage.target.keys.get("value")?;
    Some(format!("Of “{}” it says: {value}", one_line(&passage.target.exact)))
}

/// A key with its value, as they stand in braces.
pub(super) fn pair(key: &str, value: &str) -> String {
    match value.matches('{').count() > MOST_BRACES {
        true => key_and_value(key, &plain(value)),
        false => key_and_value(key, value),
    }
}

/// A value without braces, which could be read as those around attributes.
fn plain(value: &str) -> String {
    value.replace('{', "(").replace('}', ")")
}
