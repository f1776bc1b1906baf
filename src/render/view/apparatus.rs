//! A quotation's printings as one apparatus: the base with the places that others change, each change
//! under a number that the base, its line and the printings share, and printings that have the same
//! words together.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{LinkView, Maker};
use crate::collate::{Change, Comparison, Difference, Family, Label, Piece, Row};
use crate::html::{escape, first_words, last_words};
use crate::i18n::{Words, fill};
use crate::language::Language;
use crate::model::{ArticleId, NoteId, TextKind};
use crate::render::engine::Html;
use crate::slice::Slice;

/// A report that prints the same words as another.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SameView {
    pub(crate) report: LinkView,
    /// To its sentence.
    pub(crate) href: Option<String>,
    pub(crate) lang: Html,
    pub(crate) route: RouteView,
    pub(crate) digest: bool,
    /// What it spells or capitalises otherwise.
    pub(crate) typography: Option<String>,
    /// Where in the words it begins or ends, if it has not all of them.
    pub(crate) extent: Option<String>,
    pub(crate) named_as: Option<String>,
}

/// How words got into a report.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RouteView {
    pub(crate) name: &'static str,
    pub(crate) label: Option<String>,
}

/// A difference, and who prints it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct DifferenceView {
    /// What the base and the printings call it, too; none where it is no change of words.
    pub(crate) number: Option<usize>,
    pub(crate) label: &'static str,
    pub(crate) label_text: String,
    /// In words, for those who do not see it drawn.
    pub(crate) text: String,
    /// What the base prints, and what these reports print instead; either may be empty.
    pub(crate) instead: String,
    pub(crate) printed: String,
    /// Where words stand that are added, or moved.
    pub(crate) place: Option<String>,
    pub(crate) lang: Html,
    pub(crate) reports: Vec<LinkView>,
    /// "and 20 more".
    pub(crate) reports_more: Option<String>,
}

/// A change names so many reports.
const NAMED: usize = 5;

/// So many changes at one word have a number there.
const MOST_AT_A_WORD: usize = 12;

/// Letters of a word that says where a printing begins or ends.
const LONGEST_WORD: usize = 24;

/// What makes two differences one change.
type ChangeKey = (usize, usize, Label, String);

fn key(difference: &Difference) -> ChangeKey {
    let Difference { label, base, text, .. } = difference;
    (base.start, base.end, *label, text.to_lowercase())
}

/// The changes of a family that change words, numbered from 1 in order of the base text.
pub(super) struct Changes<'a> {
    family: &'a Family,
    numbers: BTreeMap<ChangeKey, usize>,
    /// By token of the base, and one for its end: what is changed there, and what is added before it.
    changed: Vec<Vec<usize>>,
    added: Vec<Vec<usize>>,
}

impl<'a> Changes<'a> {
    pub(super) fn of(family: &'a Family) -> Self {
        let tokens = family.base_tokens.len() + 1;
        let mut changes = Self {
            family,
            numbers: BTreeMap::new(),
            changed: vec![Vec::new(); tokens],
            added: vec![Vec::new(); tokens],
        };
        let of_words =
            family.changes.iter().filter(|change| change.difference.label.changes_words());
        for (index, change) in of_words.enumerate() {
            let difference = &change.difference;
            changes.numbers.insert(key(difference), index + 1);
            let places = match difference.base.is_empty() {
                true => changes.added.get_mut(difference.base.start..).map(|rest| &mut rest[..1]),
                false => changes.changed.get_mut(difference.base.clone()),
            };
            for place in places.into_iter().flatten() {
                if place.len() < MOST_AT_A_WORD {
                    place.push(index + 1);
                }
            }
        }
        changes
    }

    fn number(&self, difference: &Difference) -> Option<usize> {
        self.numbers.get(&key(difference)).copied()
    }
}

/// Whether a printing has no word that the base has not, and lacks none where it reaches.
pub(super) fn is_same(row: &Row) -> bool {
    matches!(row.comparison, Comparison::Aligned { .. })
        && !row.differences.iter().any(|difference| difference.label.changes_words())
}

/// Numbers of changes, as an attribute that the style sheet and the script read.
fn push_numbers(out: &mut String, numbers: &[usize]) {
    out.push_str(" data-at=\"");
    for (index, number) in numbers.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        out.push_str(&number.to_string());
    }
    out.push('"');
}

impl Maker<'_> {
    /// The words of the base: what others print otherwise is marked, the stronger the more do, and
    /// what some add has a sign.
    pub(super) fn base_text(&self, changes: &Changes, row: &Row) -> String {
        let Some(prose) = self.site.briefing[row.article].shown() else {
            return String::new();
        };
        let text = &prose.document.text;
        let mut out = String::new();
        let mut open: Option<(usize, &[usize])> = None;
        // What parts two words belongs to a mark that goes on after it.
        let mut between = String::new();
        for piece in &row.pieces {
            match piece {
                Piece::Text { range, base, .. } if base.is_empty() => {
                    escape::push(&mut between, &text.slice(range.bytes()).replace('\n', " "));
                }
                Piece::Text { range, base, .. } => {
                    let numbers = changes.changed.get(base.start).map_or(&[][..], Vec::as_slice);
                    let heat = heat(changes.family, base.start).map(|heat| (heat, numbers));
                    let added = changes.added.get(base.start).map_or(&[][..], Vec::as_slice);
                    if open.is_some() && (open != heat || !added.is_empty()) {
                        out.push_str("</span>");
                        open = None;
                    }
                    out.push_str(&std::mem::take(&mut between));
                    push_added(&mut out, added);
                    if let (None, Some((heat, numbers))) = (open, heat) {
                        out.push_str(&format!("<span class=\"heat-{heat}\""));
                        push_numbers(&mut out, numbers);
                        out.push('>');
                        open = Some((heat, numbers));
                    }
                    escape::push(&mut out, &text.slice(range.bytes()).replace('\n', " "));
                }
                Piece::Gap => between.push_str(" […] "),
                Piece::Omitted { .. } | Piece::Unreached { .. } => {}
            }
        }
        if open.is_some() {
            out.push_str("</span>");
        }
        out.push_str(&between);
        if let Some(added) = changes.added.last() {
            push_added(&mut out, added);
        }
        out
    }

    /// Another printing's words, unbroken: what it changes is marked, and what stood there is told by
    /// attributes that the style sheet draws.
    pub(super) fn row_text(&self, changes: &Changes, row: &Row) -> String {
        let Some(prose) = self.site.briefing[row.article].shown() else {
            return String::new();
        };
        let text = &prose.document.text;
        let mut out = String::new();
        let mut open: Option<usize> = None;
        let mut unreached = false;
        for piece in &row.pieces {
            let was_unreached = std::mem::replace(&mut unreached, false);
            let difference = match piece {
                Piece::Text { difference, .. } => *difference,
                _ => None,
            };
            if open != difference {
                if open.is_some() {
                    out.push_str("</b>");
                }
                if let Some(difference) = difference.and_then(|d| row.differences.get(d)) {
                    push_difference(&mut out, changes, difference);
                }
                open = difference;
            }
            match piece {
                Piece::Text { range, .. } => {
                    escape::push(&mut out, &text.slice(range.bytes()).replace('\n', " "));
                }
                Piece::Gap => out.push_str(" […] "),
                Piece::Omitted { difference, .. } => {
                    if let Some(left_out) = row.differences.get(*difference) {
                        out.push_str("<span class=\"omitted\" data-words=\"");
                        escape::push(&mut out, left_out.base_text.trim());
                        out.push('"');
                        if let Some(number) = changes.number(left_out) {
                            push_numbers(&mut out, &[number]);
                        }
                        out.push_str("></span>");
                    }
                }
                Piece::Unreached { .. } => {
                    unreached = true;
                    if !was_unreached {
                        out.push_str("<span class=\"unreached\"></span>");
                    }
                }
            }
        }
        if open.is_some() {
            out.push_str("</b>");
        }
        out
    }

    /// A report that prints the same words.
    pub(super) fn same(&self, id: NoteId, row: &Row) -> SameView {
        let article = &self.site.briefing[row.article];
        SameView {
            report: self.article_link(row.article),
            href: row.passages.first().map(|number| self.page.passage(id, *number)),
            lang: self.lang(&article.language),
            route: self.route_view(row),
            digest: article.kind == TextKind::Digest,
            typography: typography(row),
            extent: self.extent_of(row),
            named_as: self.named_as(id, row),
        }
    }

    pub(super) fn route_view(&self, row: &Row) -> RouteView {
        RouteView { name: row.transmission.name(), label: self.route(row.transmission) }
    }

    /// How a report names who speaks.
    pub(super) fn named_as(&self, id: NoteId, row: &Row) -> Option<String> {
        let passages = &self.site.briefing[id].passages;
        let mut here = row.passages.iter().filter_map(|number| passages.get(*number));
        let name = here.find_map(|passage| passage.named_as.as_deref())?;
        Some(fill(&self.words().named_as, &[("name", name)]))
    }

    /// Where a fragment begins and ends.
    fn extent_of(&self, row: &Row) -> Option<String> {
        if !matches!(row.comparison, Comparison::Aligned { partial: true, .. }) {
            return None;
        }
        let words = self.words();
        let prose = self.site.briefing[row.article].shown()?;
        let text = |piece: &Piece| match piece {
            Piece::Text { range, .. } => Some(prose.document.text.slice(range.bytes())),
            _ => None,
        };
        let printed: String = row.pieces.iter().filter_map(text).collect();
        let word = |word: Option<&str>| {
            let word = word?.trim_matches(|c: char| !c.is_alphanumeric());
            (!word.is_empty()).then(|| first_words(word, LONGEST_WORD))
        };
        let unreached = |piece: Option<&Piece>| matches!(piece, Some(Piece::Unreached { .. }));
        let begins = unreached(row.pieces.first()).then(|| word(printed.split_whitespace().next()));
        let ends =
            unreached(row.pieces.last()).then(|| word(printed.split_whitespace().next_back()));
        let told = [(begins, &words.same_from), (ends, &words.same_up_to)]
            .map(|(word, pattern)| word.flatten().map(|word| fill(pattern, &[("word", &word)])));
        match told {
            [None, None] => Some(words.partial.clone()),
            told => Some(told.into_iter().flatten().collect::<Vec<_>>().join(" ")),
        }
    }

    /// The changes of words, each as a line, and those that are a report's house style.
    pub(super) fn differences(
        &self,
        family: &Family,
    ) -> (Vec<DifferenceView>, Vec<DifferenceView>) {
        let base = family.base.and_then(|base| family.rows.get(base));
        let language = base.map(|base| self.site.briefing[base.article].language.as_str());
        let language = Language::of(language.unwrap_or_default());
        let lang = base.map(|base| self.lang(&self.site.briefing[base.article].language));
        let lang = lang.unwrap_or_default();
        let mut number = 0;
        let views = family.changes.iter().map(|change| {
            let label = change.difference.label;
            let of_words = label.changes_words();
            number += usize::from(of_words);
            let rows = change.rows.iter().filter_map(|row| family.rows.get(*row));
            let mut reports: Vec<ArticleId> = rows.map(|row| row.article).collect();
            reports.sort_unstable();
            let printed = change.difference.text.trim();
            let instead = change.difference.base_text.trim();
            // Words that stand elsewhere are the same words.
            let moved = is_moved(&change.difference);
            let place = self.place_of(family, change);
            let view = DifferenceView {
                number: of_words.then_some(number),
                label: label.name(),
                label_text: self.difference_label(label).to_owned(),
                text: match &place {
                    Some(place) => {
                        let text = self.difference_text(&change.difference);
                        [text.as_str(), place].join(&self.words().comma)
                    }
                    None => self.difference_text(&change.difference),
                },
                place,
                instead: if moved { String::new() } else { instead.to_owned() },
                printed: printed.to_owned(),
                lang: lang.clone(),
                reports_more: self.and_more(reports.len().saturating_sub(NAMED)),
                reports: reports.into_iter().take(NAMED).map(|id| self.article_link(id)).collect(),
            };
            ((is_light(&change.difference, language), label), view)
        });
        let (mut words, style): (Vec<_>, Vec<_>) =
            views.partition(|((_, label), _)| label.changes_words());
        // The gravest first: who reads no further has read that. Words such as an article come last.
        words.sort_by_key(|(weight, _)| *weight);
        let views = |all: Vec<((bool, Label), DifferenceView)>| all.into_iter().map(|(_, it)| it);
        (views(words).collect(), views(style).collect())
    }

    /// Where words stand that are added or moved: after which word, or before which, as all these reports
    /// have it.
    fn place_of(&self, family: &Family, change: &Change) -> Option<String> {
        let (words, difference) = (self.words(), &change.difference);
        let added = difference.base.is_empty() && !difference.text.trim().is_empty();
        let [after, before] = match (is_moved(difference), added) {
            (true, _) => [&words.stands_after, &words.stands_before],
            (false, true) => [&words.added_after, &words.added_before],
            (false, false) => return None,
        };
        let mut rows = change.rows.iter().filter_map(|row| family.rows.get(*row));
        let place = self.neighbours(rows.next()?, difference)?;
        let same = |row: &Row| self.neighbours(row, difference).as_ref() == Some(&place);
        if !rows.all(same) {
            return None;
        }
        let told = |pattern, word: &String| fill(pattern, &[("word", word)]);
        match &place {
            (Some(word), _) => Some(told(after, word)),
            (None, Some(word)) => Some(told(before, word)),
            (None, None) => None,
        }
    }

    /// The words before and after a difference in a printing, where nothing is left out between.
    fn neighbours(
        &self,
        row: &Row,
        difference: &Difference,
    ) -> Option<(Option<String>, Option<String>)> {
        let text = &self.site.briefing[row.article].shown()?.document.text;
        let here = row.differences.iter().position(|it| key(it) == key(difference))?;
        let is_here = |piece: &Piece| matches!(piece, Piece::Text { difference: Some(it), .. } if *it == here);
        let first = row.pieces.iter().position(is_here)?;
        let last = row.pieces.iter().rposition(is_here)?;
        let word = |piece: &Piece, last: bool| match piece {
            Piece::Text { range, .. } => {
                let mut words = text.slice(range.bytes()).split_whitespace();
                let is_word = |word: &&str| word.contains(char::is_alphanumeric);
                let word = if last { words.rfind(is_word) } else { words.find(is_word) };
                let word = word?.trim_matches(|c: char| !c.is_alphanumeric());
                Some(Some(match last {
                    true => last_words(word, LONGEST_WORD),
                    false => first_words(word, LONGEST_WORD),
                }))
            }
            Piece::Gap => Some(None),
            Piece::Omitted { .. } | Piece::Unreached { .. } => None,
        };
        let mut before = row.pieces.get(..first)?.iter().rev();
        let before = before.find_map(|piece| word(piece, true)).flatten();
        let mut after = row.pieces.get(last + 1..)?.iter();
        let after = after.find_map(|piece| word(piece, false)).flatten();
        Some((before, after))
    }

    fn difference_text(&self, difference: &Difference) -> String {
        let words = self.words();
        let (base, printed) = (difference.base_text.trim(), difference.text.trim());
        if is_moved(difference) {
            return fill(&words.quoted, &[("words", printed)]);
        }
        let told = matches!(difference.label, Label::Addition | Label::Omission | Label::Insertion);
        match (base.is_empty(), printed.is_empty()) {
            // The label says it.
            (_, true) if told => fill(&words.quoted, &[("words", base)]),
            (true, false) if told => fill(&words.quoted, &[("words", printed)]),
            (_, true) => fill(&words.left_out, &[("words", base)]),
            (true, false) => fill(&words.added, &[("words", printed)]),
            (false, false) => fill(&words.printed_for, &[("words", printed), ("base", base)]),
        }
    }

    pub(super) fn difference_label(&self, label: Label) -> &str {
        label_word(self.words(), label)
    }
}

/// Whether all that is other is words such as articles, which say nothing by themselves.
fn is_light(difference: &Difference, language: Language) -> bool {
    let mut words = [&difference.base_text, &difference.text]
        .into_iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty());
    matches!(difference.label, Label::Wording | Label::Omission | Label::Addition | Label::Order)
        && words.all(|word| language.is_function(&word.to_lowercase()))
}

/// Whether the same words stand elsewhere.
fn is_moved(difference: &Difference) -> bool {
    difference.label == Label::Order && !difference.text.trim().is_empty()
}

/// The interface's word for a kind of difference.
pub(crate) fn label_word(words: &Words, label: Label) -> &str {
    match label {
        Label::Number => &words.label_number,
        Label::Negation => &words.label_negation,
        Label::Condition => &words.label_condition,
        Label::Name => &words.label_name,
        Label::Wording => &words.label_wording,
        Label::Omission => &words.label_omission,
        Label::Addition => &words.label_addition,
        Label::Order => &words.label_order,
        Label::Unread => &words.label_unread,
        Label::Cut => &words.label_cut,
        Label::Insertion => &words.label_insertion,
        Label::Spelling => &words.label_spelling,
        Label::Case => &words.label_case,
        Label::Punctuation => &words.label_punctuation,
    }
}

/// Opens the element of a difference.
fn push_difference(out: &mut String, changes: &Changes, difference: &Difference) {
    let label = difference.label;
    out.push_str("<b class=\"diff d-");
    out.push_str(label.name());
    out.push('"');
    let instead = difference.base_text.trim();
    if label.changes_words() && label != Label::Order && !instead.is_empty() {
        out.push_str(" data-instead=\"");
        escape::push(out, instead);
        out.push('"');
    }
    if let Some(number) = changes.number(difference) {
        push_numbers(out, &[number]);
    }
    out.push('>');
}

/// A sign where some add words.
fn push_added(out: &mut String, numbers: &[usize]) {
    if !numbers.is_empty() {
        out.push_str("<span class=\"added-here\"");
        push_numbers(out, numbers);
        out.push_str("></span>");
    }
}

/// What a printing has in its own house style: the words, not the points and commas.
fn typography(row: &Row) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    for difference in &row.differences {
        let word = difference.text.trim();
        if word.chars().any(char::is_alphanumeric) && !words.contains(&word) {
            words.push(word);
        }
    }
    (!words.is_empty()).then(|| words.join(", "))
}

/// How warm a word of the base is: from 1, where few print it otherwise, to 3, where most do.
fn heat(family: &Family, token: usize) -> Option<usize> {
    let token = family.base_tokens.get(token)?;
    let share = (3 * token.differing).div_ceil(token.compared.max(1));
    (share > 0).then(|| share.min(3))
}
