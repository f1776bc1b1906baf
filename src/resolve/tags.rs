//! Tags: what notes are about, by the ids that their names make.

use std::collections::BTreeMap;

use super::links::{Linker, Voice};
use super::notes::NamedParsedNote;
use crate::config::Audience;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::history::History;
use crate::model::{Prose, Tag, TagId};
use crate::parse::attributes::Attribute;
use crate::parse::front_matter::YamlPlaces;
use crate::parse::slug::{is_slug, no_page};
use crate::parse::tag::{self, ParsedTag};
use crate::source::{SourceSet, Span};
use crate::unseen;

/// A tag of this build, with the file that describes it, where there is one.
pub struct GatheredTag {
    slug: String,
    name: String,
    file: Option<ParsedTag>,
}

impl GatheredTag {
    /// The tag, with the links of its text followed.
    pub fn described(
        self,
        linker: &Linker<'_>,
        history: &History,
        diagnostics: &mut Diagnostics,
    ) -> Tag {
        let Self { slug, name, file } = self;
        let Some(ParsedTag { file, fields, body, .. }) = file else {
            return Tag {
                slug,
                name,
                description: None,
                order: None,
                body: Prose::default(),
                changed: None,
                extra: Default::default(),
            };
        };
        Tag {
            slug,
            name,
            description: fields.description,
            order: fields.order,
            body: linker.prose(file, Voice::Editor, body, diagnostics),
            changed: Some(history.of(Span::whole(file))),
            extra: fields.extra.unwrap_or_default(),
        }
    }
}

/// What is known of one tag from all notes, drafts among them: what is told of names that are alike
/// must know that a draft has one, too.
struct Use {
    /// As it is first written in a note that this build shows, else in a draft.
    name: String,
    /// Where that is.
    place: Span,
    /// How many notes have it, and how many of these this build shows.
    notes: usize,
    shown: usize,
}

/// A tag as a note or a file of notes has it.
struct PlacedTag<'a> {
    slug: String,
    name: &'a str,
    place: Span,
}

/// Gives the notes of this build their tags, and gives these in their order. A tag that only drafts
/// have, which this build leaves out, is none: neither its name nor its file is shown.
pub fn gather(
    notes: &mut [NamedParsedNote],
    files: Vec<ParsedTag>,
    sources: &SourceSet,
    audience: Audience,
    diagnostics: &mut Diagnostics,
) -> Vec<GatheredTag> {
    let files = by_id(files, sources, diagnostics);
    let left_out = |note: &NamedParsedNote| note.draft && audience == Audience::Public;
    let mut uses: BTreeMap<String, Use> = BTreeMap::new();
    let mut tags_of: Vec<Vec<String>> = Vec::with_capacity(notes.len());
    for note in notes.iter() {
        let mut slugs: Vec<String> = Vec::new();
        for tag in written(note, sources, diagnostics) {
            if slugs.contains(&tag.slug) {
                continue;
            }
            let is_shown = !left_out(note);
            let name = tag.name.to_owned();
            let known = uses.entry(tag.slug.clone()).or_insert_with(|| Use {
                name: name.clone(),
                place: tag.place,
                notes: 0,
                shown: 0,
            });
            // A draft's way to write it is told nowhere.
            if is_shown && known.shown == 0 {
                (known.name, known.place) = (name, tag.place);
            }
            known.notes += 1;
            known.shown += usize::from(is_shown);
            slugs.push(tag.slug);
        }
        tags_of.push(slugs);
    }
    diagnostics.extend(alike(&uses, &files));
    diagnostics.extend(unused(&uses, &files));
    let mut files = files;
    let mut gathered: Vec<GatheredTag> = uses
        .into_iter()
        .filter(|(_, known)| known.shown > 0)
        .map(|(slug, known)| {
            let file = files.remove(&slug);
            let own = file.as_ref().and_then(|file| file.fields.name.clone());
            GatheredTag { name: own.unwrap_or(known.name), slug, file }
        })
        .collect();
    let order = |tag: &GatheredTag| tag.file.as_ref().and_then(|file| file.fields.order);
    gathered.sort_by(|one, other| {
        let key = |tag: &GatheredTag| (order(tag).is_none(), order(tag));
        (key(one), &one.slug).cmp(&(key(other), &other.slug))
    });
    let slugs = gathered.iter().enumerate().map(|(index, tag)| (&*tag.slug, TagId::new(index)));
    let ids: BTreeMap<&str, TagId> = slugs.collect();
    for (note, slugs) in notes.iter_mut().zip(tags_of) {
        if !left_out(note) {
            note.tags = slugs.iter().filter_map(|slug| ids.get(slug.as_str()).copied()).collect();
        }
    }
    gathered
}

/// Files of tags by their ids; two with one id are told.
fn by_id(
    files: Vec<ParsedTag>,
    sources: &SourceSet,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, ParsedTag> {
    let mut by_id: BTreeMap<String, ParsedTag> = BTreeMap::new();
    for file in files {
        match by_id.get(&file.slug) {
            Some(first) => {
                let path = &sources.file(first.file).path;
                let message = format!("the tag `{}` has the file `{path}` already", file.slug);
                diagnostics.push(
                    Diagnostic::new(Code::DuplicateId, Span::whole(file.file), message)
                        .help("keep one of the two files")
                        .related(Span::whole(first.file), "the other file"),
                );
            }
            None => {
                by_id.insert(file.slug.clone(), file);
            }
        }
    }
    by_id
}

/// The tags of a note: its file's, then its own. What is wrong with them is told; of a file's it is
/// found out by each of its notes, and told once, since equal diagnostics are one.
fn written<'a>(
    note: &'a NamedParsedNote,
    sources: &SourceSet,
    diagnostics: &mut Diagnostics,
) -> Vec<PlacedTag<'a>> {
    let mut found = Vec::new();
    let of_file = note.defaults.as_ref().and_then(|defaults| defaults.tags.as_ref());
    if let (Some(tags), Some(yaml)) = (of_file, note.yaml) {
        let places = YamlPlaces::new(note.file, sources.file(note.file), yaml);
        let mut told =
            Reading { is_draft: note.draft, code: Code::FrontMatterInvalid, diagnostics };
        for (index, text) in tags.0.iter().enumerate() {
            let place = places.of(&["tags", &index.to_string()]);
            found.extend(told.read(text, place, &found));
        }
    }
    let first_own = found.len();
    let own = note.note.attributes.iter().find_map(|(attribute, range)| match attribute {
        Attribute::Pair(key, value) if key == "tags" => Some((value, *range)),
        _ => None,
    });
    if let Some((value, range)) = own {
        let place = Span::new(note.note.heading.file, range);
        let mut told = Reading { is_draft: note.draft, code: Code::AttributesInvalid, diagnostics };
        let read = told.read(value, place, found.get(first_own..).unwrap_or_default());
        found.extend(read);
    }
    found
}

/// What is needed to read tags.
struct Reading<'d> {
    /// Whether they are a draft's.
    is_draft: bool,
    /// What is told of those that are none.
    code: Code,
    diagnostics: &'d mut Diagnostics,
}

impl Reading<'_> {
    /// The tags in a value, each with the place of the whole value.
    fn read<'a>(
        &mut self,
        value: &'a str,
        place: Span,
        earlier: &[PlacedTag<'a>],
    ) -> Vec<PlacedTag<'a>> {
        let mut found: Vec<PlacedTag<'a>> = Vec::new();
        for tag::WrittenTag { name, slug, .. } in tag::written(value) {
            let is_second = earlier.iter().chain(&found).any(|tag| tag.slug == slug);
            match self.problem(name, &slug, is_second, place) {
                Some(told) => self.diagnostics.push(told),
                None => found.push(PlacedTag { slug, name, place }),
            }
        }
        found
    }

    fn problem(&self, name: &str, slug: &str, is_second: bool, place: Span) -> Option<Diagnostic> {
        let told = |message: String| Diagnostic::new(self.code, place, message);
        if unseen::is_blank(name) {
            let message = "between two commas, or at an end, stands no tag".to_owned();
            return Some(told(message).help(
                "part tags by one comma each: `tags=\"trade, camps\"`; without any, leave `tags` out",
            ));
        }
        if slug.is_empty() {
            let message = format!("`{name}` is no tag: it has no letter or digit");
            return Some(told(message).help("name the topic in words: its page is named after it"));
        }
        if let Some(reason) = no_page(slug) {
            let message = format!("`{name}` can be no tag: {reason}");
            return Some(told(message).help("give the tag another name"));
        }
        if !self.is_draft && matches!(slug, "draft" | "drafts") {
            let message = format!("the tag `{name}` makes no draft, and the note is published");
            return Some(
                told(message)
                    .help("for a draft, write `status=draft`")
                    .help("if it is what the note is about, add a word to it"),
            );
        }
        is_second.then(|| {
            told(format!("the tag `{slug}` stands here a second time")).help("keep one of the two")
        })
    }
}

/// Files of tags that no note has.
fn unused(uses: &BTreeMap<String, Use>, files: &BTreeMap<String, ParsedTag>) -> Vec<Diagnostic> {
    // Of a name that is no id something else is told.
    let is_unused = |file: &&ParsedTag| is_slug(&file.slug) && !uses.contains_key(&file.slug);
    let used = || uses.iter().filter(|(_, known)| known.shown > 0).map(|(slug, _)| slug.as_str());
    let told = |file: &ParsedTag| {
        let message = format!("no note has the tag `{}`, so that it has no page", file.slug);
        Diagnostic::new(Code::TagUnused, Span::whole(file.file), message)
            .maybe_help(did_you_mean(&file.slug, used()))
            .help(format!("give it to a note: `tags=\"{}\"` in its heading", file.slug))
    };
    files.values().filter(is_unused).map(told).collect()
}

/// Tags of one note alone that are one letter from another: probably the same, misspelt. One that has
/// a file of its own is meant.
fn alike(uses: &BTreeMap<String, Use>, files: &BTreeMap<String, ParsedTag>) -> Vec<Diagnostic> {
    // Of two that are both the tag of one note, the later one is told.
    let rank = |slug: &str| match uses.get(slug) {
        Some(known) if known.notes == 1 && !files.contains_key(slug) => {
            (1, Some((known.place.file, known.place.start)))
        }
        _ => (0, None),
    };
    // What a draft has is not told with a note that is shown.
    let is_told = |slug: &str| uses.get(slug).is_none_or(|known| known.shown > 0);
    let known = uses.keys().chain(files.keys()).map(String::as_str).filter(|slug| is_told(slug));
    let mut near: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for slug in known {
        for short in with_one_less(slug) {
            let slugs = near.entry(short).or_default();
            if slugs.last() != Some(&slug) {
                slugs.push(slug);
            }
        }
    }
    let mut told = Vec::new();
    for (slug, known) in uses {
        let (1, Some(place)) = rank(slug) else { continue };
        if known.shown == 0 {
            continue;
        }
        let shorts = with_one_less(slug);
        let others = shorts.iter().filter_map(|short| near.get(short)).flatten();
        let is_another = |other: &&str| {
            *other != slug
                && rank(other) < (1, Some(place))
                && strsim::osa_distance(slug, other) == 1
        };
        let notes = |other: &str| uses.get(other).map_or(0, |known| known.notes);
        let best = others
            .copied()
            .filter(is_another)
            .max_by_key(|other| (notes(other), std::cmp::Reverse(*other)));
        told.extend(best.map(|other| {
            let message = format!("only this note has the tag `{slug}`, one letter from `{other}`");
            Diagnostic::new(Code::TagLikeAnother, known.place, message)
                .help(format!("did you mean `{other}`?"))
                .help(format!(
                    "if it is another topic, say so in a file of its own: `sidenote new tag {slug}`"
                ))
        }));
    }
    told
}

/// A word, and all that it can become by losing a letter: two words that are one edit apart have one
/// of these in common.
fn with_one_less(word: &str) -> Vec<String> {
    // No page is named after a longer one, and the time for one stays bounded.
    let bounds = word.char_indices();
    let less = bounds.map(|(at, c)| {
        let (before, after) = word.split_at(at);
        [before, after.strip_prefix(c).unwrap_or_default()].concat()
    });
    std::iter::once(word.to_owned()).chain(less).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_one_edit_apart_meet() {
        let meet = |one: &str, other: &str| {
            let others = with_one_less(other);
            with_one_less(one).iter().any(|short| others.contains(short))
        };
        for (one, other) in
            [("trade", "trad"), ("trade", "traide"), ("trade", "tirade"), ("trade", "trdae")]
        {
            assert!(meet(one, other) && meet(other, one), "{one} {other}");
        }
        assert!(!meet("trade", "camps"));
    }
}
