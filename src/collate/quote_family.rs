//! Quote families: one utterance, as each report prints it.
//!
//! One printing is the base; every other is aligned to it. So the rows do not depend on one
//! another, nor on their order.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::ops::Range;

use super::align::align;
use super::apparatus::{self, Apparatus, Outcome};
use super::beyond;
use super::difference::Judge;
use super::token::{Class, FormId, Forms, Printing, Token};
use super::{Agreement, Difference, Label};
use crate::language::primary as language;
use crate::memory::Key;
use crate::model::{ArticleId, Briefing, Note, NoteId, Quote, TextKind, Transmission};
use crate::parse::document::Document;
use crate::parse::quotation::quotations_in;
use crate::place::{InContent, Place};

/// One `quote` note, its printings aligned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// The note.
    pub note: NoteId,
    /// The row that the others are held against: the one that the editor chose, else the longest
    /// direct printing. Where there is no direct one, the longest of those that went through
    /// least: translated, then back-translated, then paraphrased. `None` where no row has text.
    pub base: Option<usize>,
    /// The words and marks of the base text.
    pub base_tokens: Vec<BaseToken>,
    /// One a report, in the author's order.
    pub rows: Vec<Row>,
    /// Who changed what, in order of the base text; a change that several reports make stands
    /// once.
    pub changes: Vec<Change>,
    /// Of all rows that could be compared, taken together; `None` where none could.
    pub agreement: Option<Agreement>,
}

/// A word or mark of the base text: a cell of the heat strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseToken {
    /// Bytes in the base article's text.
    pub range: Place<InContent>,
    /// How many reports print other words here, or leave this one out
    /// ([`super::Label::changes_words`]).
    pub differing: usize,
    /// How many reports' printings reach to here.
    pub compared: usize,
}

/// One report's printing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The report.
    pub article: ArticleId,
    /// Its passages, by their numbers in the note, in reading order.
    pub passages: Vec<usize>,
    /// How the words got here: the passage's own route, else the article's; of several, the one
    /// that is furthest from direct.
    pub transmission: Transmission,
    /// How it compares with the base.
    pub comparison: Comparison,
    /// The printing in pieces. Those that are [`Piece::Text`], put together, are exactly the
    /// passages, byte for byte; of a digest's, what of them is the report's own. None where the text
    /// is withheld.
    pub pieces: Vec<Piece>,
    /// In order of the base text. Pieces name them by number.
    pub differences: Vec<Difference>,
}

/// How a row compares with the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// It is the base. Its pieces are single tokens, and what stands between them.
    Base,
    /// It is aligned to the base.
    Aligned {
        /// Whether it prints only a fragment: the words before, after or between that it does not
        /// reach are no omissions.
        partial: bool,
        /// How far the words agree, where it reaches.
        agreement: Agreement,
    },
    /// It has text that cannot be held against the base: one piece, no differences.
    Unaligned(Unaligned),
    /// It has no words but a digest's, which are not the report's.
    Digest,
    /// This build withholds its text.
    Withheld,
}

/// Why a row is not aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unaligned {
    /// It is in another language than the base.
    OtherLanguage,
    /// It has no word in common with the base but such as "the" and "of".
    NothingInCommon,
}

/// A stretch of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Printed text.
    Text {
        /// Bytes in the article's text.
        range: Place<InContent>,
        /// The tokens of the base that stand here; empty for space between words, for additions
        /// and where nothing is compared.
        base: Range<usize>,
        /// Number of the difference in [`Row::differences`], where there is one.
        difference: Option<usize>,
    },
    /// Words of the article stand here that are no part of the printing.
    Gap,
    /// Words or marks of the base that are not printed here. Where the difference's label is
    /// `order` they stand elsewhere in the row, in a [`Piece::Text`] of the same difference.
    Omitted {
        /// The tokens of the base.
        base: Range<usize>,
        /// Number of the difference in [`Row::differences`].
        difference: usize,
    },
    /// Words of the base to which this printing, a fragment, does not reach.
    Unreached {
        /// The tokens of the base.
        base: Range<usize>,
    },
}

/// A change that one report or several make to the base text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The difference, as the first of these reports (by date of publication) prints it.
    pub difference: Difference,
    /// The rows that make it.
    pub rows: Vec<usize>,
}

/// The rows of a family before they are compared: what each report prints.
struct Witness<'a> {
    article: ArticleId,
    passages: Vec<usize>,
    transmission: Transmission,
    language: &'a str,
    printing: Option<Printing<'a>>,
}

/// Collates the passages of a `quote` note.
pub(super) fn collate(briefing: &Briefing, note: NoteId, quote: &Quote) -> Family {
    let mut forms = Forms::default();
    let witnesses = witnesses(briefing, &briefing[note], &mut forms);
    let proper = proper_words(&witnesses);
    let base = base_of(&witnesses, quote.base);
    let mut family = Family {
        note,
        base,
        base_tokens: Vec::new(),
        rows: Vec::new(),
        changes: Vec::new(),
        agreement: None,
    };
    let printed = base.and_then(|row| Some((row, witnesses[row].printing.as_ref()?)));
    if let Some((_, base)) = printed {
        let token = |range| BaseToken { range, differing: 0, compared: 0 };
        family.base_tokens = base.tokens.iter().map(|base| token(base.range)).collect();
    }
    let judge = Judge { forms: &forms, proper: &proper, reported: false };
    for (index, witness) in witnesses.iter().enumerate() {
        let mut row = Row {
            article: witness.article,
            passages: witness.passages.clone(),
            transmission: witness.transmission,
            comparison: match briefing[witness.article].kind {
                TextKind::Digest => Comparison::Digest,
                TextKind::Full | TextKind::Excerpt => Comparison::Withheld,
            },
            pieces: Vec::new(),
            differences: Vec::new(),
        };
        if let (Some((base_row, base)), Some(printing)) = (printed, &witness.printing) {
            let same_language =
                language(witness.language) == language(witnesses[base_row].language);
            if index == base_row {
                row.comparison = Comparison::Base;
                row.pieces = base_pieces(base);
            } else if !same_language {
                row.comparison = Comparison::Unaligned(Unaligned::OtherLanguage);
                row.pieces = plain_pieces(printing);
            } else {
                let read = apparatus::read(base, printing, &align(base, printing, &forms), &judge);
                family.take(&mut row, read, base, printing);
            }
        }
        family.rows.push(row);
    }
    family.changes = changes(&family.rows);
    family
}

impl Family {
    /// How many reports are known to print the words: those that have a passage in words of their
    /// own, and not the digest's or a paraphrase.
    #[must_use]
    pub fn printings(&self) -> usize {
        let prints = |row: &&Row| {
            row.comparison != Comparison::Digest && row.transmission != Transmission::Paraphrase
        };
        self.rows.iter().filter(prints).count()
    }

    /// Turns places in whole texts into places in what is shown of them. `in_part` tells of which
    /// reports not all is shown, `place` where words of a passage stand in what is. What such a report
    /// prints beside its passages is told as words that are left out.
    pub(crate) fn show_in_part(
        &mut self,
        in_part: impl Fn(ArticleId) -> bool,
        place: impl Fn(ArticleId, Place<InContent>) -> Option<Place<InContent>>,
    ) {
        if !self.rows.iter().any(|row| in_part(row.article)) {
            return;
        }
        let base = self.base.and_then(|row| self.rows.get(row)).map(|row| row.article);
        let base = base.filter(|base| in_part(*base));
        if let Some(base) = base {
            for token in &mut self.base_tokens {
                token.range = place(base, token.range).unwrap_or_default();
            }
        }
        for row in &mut self.rows {
            let row_in_part = in_part(row.article);
            if row_in_part {
                let pieces = std::mem::take(&mut row.pieces);
                row.pieces = moved(pieces, |words| place(row.article, words));
            }
            let cuts = row.differences.iter_mut().filter(|it| it.label == Label::Cut);
            for cut in cuts {
                cut.hide_beyond(base.is_some(), row_in_part);
            }
        }
        self.changes = changes(&self.rows);
    }

    /// Takes what was read of a row into the row, the heat strip and the agreement.
    fn take(&mut self, row: &mut Row, read: Apparatus, base: &Printing, printing: &Printing) {
        if !read.related {
            row.comparison = Comparison::Unaligned(Unaligned::NothingInCommon);
            row.pieces = plain_pieces(printing);
            return;
        }
        for stroke in &read.strokes {
            let (compared, differing) = match stroke.outcome {
                Outcome::Unreached => (0, 0),
                Outcome::Same => (1, 0),
                Outcome::Differs(number) => {
                    (1, usize::from(read.differences[number].label.changes_words()))
                }
            };
            for token in &mut self.base_tokens[stroke.base.clone()] {
                token.compared += compared;
                token.differing += differing;
            }
        }
        let total = self.agreement.get_or_insert_default();
        total.same += read.agreement.same;
        total.of += read.agreement.of;
        row.comparison = Comparison::Aligned { partial: read.partial, agreement: read.agreement };
        row.pieces = pieces(&read, base, printing);
        row.differences = read.differences;
    }
}

/// Pieces of a printing with their places moved. White space that has none of its own is what stands
/// between its neighbours.
fn moved(
    pieces: Vec<Piece>,
    place: impl Fn(Place<InContent>) -> Option<Place<InContent>>,
) -> Vec<Piece> {
    let places: Vec<Option<Place<InContent>>> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text { range, .. } => place(*range),
            _ => None,
        })
        .collect();
    let beside = |index: usize| {
        let before = places.get(..index)?.iter().rev().flatten().next()?.end();
        let after = places.get(index + 1..)?.iter().flatten().next()?.start();
        (before < after).then_some(Place::new(before..after))
    };
    let moved = |(index, piece): (usize, Piece)| match piece {
        Piece::Text { base, difference, .. } => {
            let range = (*places.get(index)?).or_else(|| beside(index))?;
            Some(Piece::Text { range, base, difference })
        }
        piece => Some(piece),
    };
    pieces.into_iter().enumerate().filter_map(moved).collect()
}

/// The name of all that a family reads of a report of its passages.
pub(super) fn report_key(briefing: &Briefing, id: ArticleId) -> Key {
    let article = &briefing[id];
    let text = article.shown().map(|prose| prose.document.key());
    Key::of(|it| {
        (text, article.kind, &article.language, article.transmission, &article.quoted).hash(it);
        briefing.mentions_in(id).hash(it);
    })
}

/// One witness a report: the passages of one article are one printing.
fn witnesses<'a>(briefing: &'a Briefing, note: &'a Note, forms: &mut Forms) -> Vec<Witness<'a>> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut row_of: BTreeMap<ArticleId, usize> = BTreeMap::new();
    for (index, passage) in note.passages.iter().enumerate() {
        let row = *row_of.entry(passage.article).or_insert_with(|| {
            rows.push(Vec::new());
            rows.len() - 1
        });
        rows[row].push(index);
    }
    let witness = |mut passages: Vec<usize>| {
        let start = |&index: &usize| note.passages[index].parts().first().map(|part| part.start());
        passages.sort_by_key(start);
        let id = note.passages[passages[0]].article;
        let article = &briefing[id];
        let routes = passages.iter().filter_map(|&index| note.passages[index].transmission);
        let printing = article.shown().and_then(|prose| {
            let text = prose.document.text.as_str();
            let parts = passages.iter().flat_map(|&index| note.passages[index].parts());
            let own = parts.flat_map(|part| article.own_words(*part));
            let parts = joined(own.filter(|part| text.get(part.bytes()).is_some()));
            let mentions = briefing.mentions_in(id);
            let language = language(&article.language);
            let quoted = quoted_near(&prose.document, &parts);
            (!parts.is_empty())
                .then(|| beyond::printing(text, parts, mentions, &quoted, language, forms))
        });
        Witness {
            article: id,
            transmission: routes.max().unwrap_or(article.transmission),
            language: &article.language,
            passages,
            printing,
        }
    };
    rows.into_iter().map(witness).collect()
}

/// What stands in quotation marks in the blocks of some parts, in order.
fn quoted_near(document: &Document, parts: &[Place<InContent>]) -> Vec<Place<InContent>> {
    let mut quoted = Vec::new();
    let mut next = 0;
    for part in parts {
        let first =
            document.blocks.partition_point(|block| block.text.end() < part.start()).max(next);
        next = first;
        let blocks = document.blocks.get(first..).unwrap_or_default();
        for block in blocks.iter().take_while(|block| block.text.start() <= part.end()) {
            let found = quotations_in(document, block.text);
            quoted.extend(found.into_iter().map(|quotation| quotation.words));
            next += 1;
        }
    }
    quoted
}

/// Parts of passages in reading order; those that overlap are one.
fn joined(parts: impl Iterator<Item = Place<InContent>>) -> Vec<Place<InContent>> {
    let mut parts: Vec<Place<InContent>> = parts.collect();
    parts.sort_by_key(|part| (part.start(), part.end()));
    let mut joined: Vec<Place<InContent>> = Vec::with_capacity(parts.len());
    for part in parts {
        match joined.last_mut() {
            Some(last) if part.start() < last.end() => *last = last.cover(part),
            _ => joined.push(part),
        }
    }
    joined
}

/// The row that the others are held against.
fn base_of(witnesses: &[Witness], chosen: Option<ArticleId>) -> Option<usize> {
    let printed = || {
        let rows = witnesses.iter().enumerate();
        rows.filter_map(|(row, witness)| Some((row, witness, witness.printing.as_ref()?)))
    };
    let chosen = printed().find(|(_, witness, _)| Some(witness.article) == chosen);
    let longest = || {
        printed().min_by_key(|(_, witness, printing)| {
            let words = printing.tokens.iter().filter(|token| token.is_word()).count();
            (witness.transmission, Reverse(words), witness.article)
        })
    };
    chosen.or_else(longest).map(|(row, ..)| row)
}

/// Words that are printed with a capital within a sentence, and never without one: names, as far
/// as a family's own printings tell.
fn proper_words(witnesses: &[Witness]) -> BTreeSet<FormId> {
    let tokens = || {
        let printings = witnesses.iter().filter_map(|witness| witness.printing.as_ref());
        printings
            .flat_map(|printing| &printing.tokens)
            .filter(|token| token.class == Class::Content)
    };
    let lower: BTreeSet<FormId> =
        tokens().filter(|token| !token.capital).map(|token| token.key).collect();
    let capital = tokens().filter(|token| token.may_be_name && !token.starts_sentence);
    capital.map(|token| token.key).filter(|key| !lower.contains(key)).collect()
}

/// The pieces of a row that is held against nothing.
fn plain_pieces(printing: &Printing) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for part in &printing.parts {
        if !pieces.is_empty() {
            pieces.push(Piece::Gap);
        }
        pieces.push(Piece::Text { range: *part, base: 0..0, difference: None });
    }
    pieces
}

/// The pieces of the base row: single tokens, and what stands between them.
fn base_pieces(printing: &Printing) -> Vec<Piece> {
    let mut walk = Walk::of(printing);
    for token in 0..printing.tokens.len() {
        walk.token(token..token + 1, None);
    }
    walk.finish()
}

/// The pieces of a row that is aligned to the base.
fn pieces(read: &Apparatus, base_printing: &Printing, printing: &Printing) -> Vec<Piece> {
    let mut walk = Walk::of(printing);
    for stroke in &read.strokes {
        let (base, difference) = (
            stroke.base.clone(),
            match stroke.outcome {
                Outcome::Differs(number) => Some(number),
                Outcome::Same | Outcome::Unreached => None,
            },
        );
        let one_by_one = base.len() == stroke.witness.len();
        for (step, _) in stroke.witness.clone().enumerate() {
            let base = match (one_by_one, step) {
                (true, _) => base.start + step..base.start + step + 1,
                (false, 0) => base.clone(),
                (false, _) => base.end..base.end,
            };
            walk.token(base, difference);
        }
        if stroke.witness.is_empty() {
            // A word that is missing is missed after the space, a comma before it.
            if base_printing.tokens.get(base.start).is_some_and(Token::is_word) {
                walk.space();
            }
            match stroke.outcome {
                Outcome::Differs(difference) => walk.mark(Piece::Omitted { base, difference }),
                Outcome::Unreached => walk.mark(Piece::Unreached { base }),
                Outcome::Same => {}
            }
        }
    }
    merged(walk.finish())
}

/// Goes through a printing token by token, so that no byte of it is left out.
struct Walk<'a> {
    printing: &'a Printing<'a>,
    pieces: Vec<Piece>,
    token: usize,
    part: usize,
    /// The first byte of the part that is not yet in a piece.
    at: usize,
}

impl<'a> Walk<'a> {
    fn of(printing: &'a Printing<'a>) -> Self {
        let at = printing.parts.first().map_or(0, |part| part.start());
        Self { printing, pieces: Vec::new(), token: 0, part: 0, at }
    }

    /// The next token, with the space before it. Space within a difference belongs to it.
    fn token(&mut self, base: Range<usize>, difference: Option<usize>) {
        let Some(token) = self.printing.tokens.get(self.token) else { return };
        while self
            .printing
            .parts
            .get(self.part)
            .is_some_and(|part| part.end() <= token.range.start())
        {
            self.next_part();
        }
        let within = match self.pieces.last() {
            Some(Piece::Text { difference: before, .. }) if *before == difference => difference,
            _ => None,
        };
        self.bytes(token.range.start(), base.start..base.start, within);
        self.bytes(token.range.end(), base, difference);
        self.token += 1;
    }

    /// The space before the next token of this part.
    fn space(&mut self) {
        let next = self.printing.tokens.get(self.token).map(|token| token.range.start());
        let part = self.printing.parts.get(self.part).map(|part| part.end());
        if let Some(start) = next.filter(|start| part.is_some_and(|end| *start < end)) {
            self.bytes(start, 0..0, None);
        }
    }

    fn mark(&mut self, piece: Piece) {
        self.pieces.push(piece);
    }

    fn bytes(&mut self, end: usize, base: Range<usize>, difference: Option<usize>) {
        if self.at < end {
            self.pieces.push(Piece::Text { range: Place::new(self.at..end), base, difference });
            self.at = end;
        }
    }

    fn next_part(&mut self) {
        if let Some(part) = self.printing.parts.get(self.part) {
            self.bytes(part.end(), 0..0, None);
        }
        self.part += 1;
        if let Some(part) = self.printing.parts.get(self.part) {
            self.pieces.push(Piece::Gap);
            self.at = part.start();
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        while self.part < self.printing.parts.len() {
            self.next_part();
        }
        self.pieces
    }
}

/// Joins pieces of text that belong together.
fn merged(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut merged: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if let (
            Some(Piece::Text { range, base, difference }),
            Piece::Text { range: next, base: more, difference: same },
        ) = (merged.last_mut(), &piece)
            && difference == same
            && range.end() == next.start()
        {
            *range = range.cover(*next);
            if base.start == base.end {
                *base = more.clone();
            } else if !more.is_empty() {
                base.end = more.end;
            }
            continue;
        }
        merged.push(piece);
    }
    merged
}

/// The changes of all rows, each once.
fn changes(rows: &[Row]) -> Vec<Change> {
    type ChangePlace = (usize, usize, Label, String);
    let mut places: BTreeMap<ChangePlace, Vec<(usize, &Difference)>> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        for difference in &row.differences {
            let Difference { label, base, text, .. } = difference;
            let same = places.entry((base.start, base.end, *label, text.to_lowercase()));
            same.or_default().push((index, difference));
        }
    }
    let change = |places: Vec<(usize, &Difference)>| {
        let (_, first) = places.iter().min_by_key(|(row, _)| rows[*row].article)?;
        let mut who: Vec<usize> = places.iter().map(|(row, _)| *row).collect();
        who.dedup();
        Some(Change { difference: (*first).clone(), rows: who })
    };
    places.into_values().filter_map(change).collect()
}
