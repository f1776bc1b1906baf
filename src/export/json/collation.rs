//! The collation → its part of `briefing.json`.

use super::view;
use crate::collate::{
    AgainstFinding, Agreement, BaseToken, Cell, Change, ClaimTable, Comparison, Difference, Family,
    PartRow, Piece, Reception, Row, SumCheck, Unaligned, Verdict,
};
use crate::export::Edition;
use crate::model::{ArticleId, NoteId};
use crate::parse::value::{Approximation, Dated, Decimal, End, Quantity, Reading, Value};

/// Up to so many reports that do the same with an utterance are listed: in a large briefing every
/// quotation would list every report.
const MOST_LISTED: usize = 100;

impl Edition<'_> {
    pub(super) fn family<'b>(&'b self, family: &'b Family) -> view::Family<'b> {
        let base = family.base.and_then(|row| family.rows.get(row));
        let tokens = base.map_or_else(Vec::new, |base| {
            family.base_tokens.iter().map(|token| self.base_token(base.article, token)).collect()
        });
        view::Family {
            note: &self.briefing[family.note].slug,
            base: base.map(|row| self.slug(row.article)),
            tokens,
            rows: family.rows.iter().map(|row| self.row(row)).collect(),
            changes: family.changes.iter().map(|change| self.change(family, change)).collect(),
            agreement: family.agreement.map(agreement),
            receptions: self.receptions(family.note),
        }
    }

    /// What reports do with an utterance.
    fn receptions(&self, note: NoteId) -> Vec<view::Reception<'_>> {
        let receptions = &self.collation.receptions;
        let counts = receptions.counts(note).into_iter().flatten();
        let reception = |(reception, count): (Reception, usize)| {
            let articles = || receptions.which(note, reception).into_iter();
            let listed = count <= MOST_LISTED;
            view::Reception {
                reception: reception.name(),
                count,
                articles: listed.then(|| articles().map(|id| self.slug(id)).collect()),
            }
        };
        counts.map(reception).collect()
    }

    fn base_token(&self, article: ArticleId, token: &BaseToken) -> view::BaseToken<'_> {
        view::BaseToken {
            text: self.text(article, token.range),
            differing: token.differing,
            compared: token.compared,
        }
    }

    fn row<'b>(&'b self, row: &'b Row) -> view::Row<'b> {
        let (comparison, aligned) = match row.comparison {
            Comparison::Base => ("base", None),
            Comparison::Aligned { partial, agreement } => ("aligned", Some((partial, agreement))),
            Comparison::Unaligned(Unaligned::OtherLanguage) => ("other-language", None),
            Comparison::Unaligned(Unaligned::NothingInCommon) => ("nothing-in-common", None),
            Comparison::Digest => ("digest", None),
            Comparison::Withheld => ("withheld", None),
        };
        view::Row {
            article: self.slug(row.article),
            passages: &row.passages,
            route: row.transmission.name(),
            comparison,
            partial: aligned.map(|(partial, _)| partial),
            agreement: aligned.map(|(_, words)| agreement(words)),
            pieces: stretches(&row.pieces).iter().map(|it| self.piece(row.article, it)).collect(),
            differences: row.differences.iter().map(difference).collect(),
        }
    }

    fn piece<'b>(&'b self, article: ArticleId, piece: &Piece) -> view::Piece<'b> {
        match piece {
            Piece::Text { range, base, difference } => view::Piece::Text {
                text: self.text(article, *range),
                base: base.into(),
                difference: *difference,
            },
            Piece::Gap => view::Piece::Gap {},
            Piece::Omitted { base, difference } => {
                view::Piece::Omitted { base: base.into(), difference: *difference }
            }
            Piece::Unreached { base } => view::Piece::Unreached { base: base.into() },
        }
    }

    fn change<'b>(&'b self, family: &'b Family, change: &'b Change) -> view::Change<'b> {
        let rows = change.rows.iter().filter_map(|row| family.rows.get(*row));
        view::Change {
            difference: difference(&change.difference),
            articles: rows.map(|row| self.slug(row.article)).collect(),
        }
    }

    pub(super) fn claim_table<'b>(&'b self, table: &'b ClaimTable) -> view::ClaimTable<'b> {
        let groups = table.groups.iter();
        view::ClaimTable {
            note: &self.briefing[table.note].slug,
            verdict: match table.verdict {
                Verdict::Unanswered => "unanswered",
                Verdict::Only => "only answer",
                Verdict::Agree => "agree",
                Verdict::Compatible => "compatible",
                Verdict::Differ => "differ",
                Verdict::Contradict => "contradict",
            },
            cells: table.cells.iter().map(|cell| self.cell(table, cell)).collect(),
            groups: groups
                .map(|group| view::AnswerGroup { value: &group.value, cells: &group.cells })
                .collect(),
            parts: table.parts.iter().map(part_row).collect(),
        }
    }

    fn cell<'b>(&'b self, table: &ClaimTable, cell: &'b Cell) -> view::Cell<'b> {
        let passages = &self.briefing[table.note].passages;
        let passage = cell.passage.and_then(|index| passages.get(index));
        let value = passage.and_then(|passage| passage.value.as_ref());
        view::Cell {
            article: self.slug(cell.article),
            passage: cell.passage,
            value: value.map(|value| value.raw.as_str()),
            range: value.and_then(range),
            group: cell.group,
            status: cell.status.name(),
            sum: cell.sum.as_ref().map(sum_check),
            finding: cell.finding.map(AgainstFinding::name),
        }
    }
}

/// Pieces with neighbouring text in one, where it is of one difference or of none: the model has a
/// piece for each word.
fn stretches(pieces: &[Piece]) -> Vec<Piece> {
    let mut stretches: Vec<Piece> = Vec::new();
    for piece in pieces {
        if let Piece::Text { range, base, difference } = piece
            && let Some(Piece::Text { range: before, base: tokens, difference: of }) =
                stretches.last_mut()
            && (before.end(), tokens.end, &*of) == (range.start(), base.start, difference)
        {
            (*before, tokens.end) = (before.cover(*range), base.end);
        } else {
            stretches.push(piece.clone());
        }
    }
    stretches
}

fn agreement(words: Agreement) -> view::Agreement {
    view::Agreement { same: words.same, of: words.of, percent: words.percent() }
}

fn difference(difference: &Difference) -> view::Difference<'_> {
    view::Difference {
        label: difference.label.name(),
        base: (&difference.base).into(),
        base_text: &difference.base_text,
        text: &difference.text,
    }
}

fn sum_check(sum: &SumCheck) -> view::SumCheck<'_> {
    view::SumCheck {
        adds_up_to: quantity(&sum.adds_up_to),
        total: quantity(&sum.total),
        holds: sum.holds,
    }
}

fn part_row(part: &PartRow) -> view::PartRow<'_> {
    let counts = part.counts.iter().enumerate().filter_map(|(cell, count)| {
        let count = count.as_ref()?;
        Some(view::PartCount {
            cell,
            quantity: quantity(&count.quantity),
            counted_by_editor: count.counted_by_editor,
        })
    });
    view::PartRow { name: &part.name, counts: counts.collect(), disputed: part.disputed }
}

fn range(value: &Value) -> Option<view::Quantity<'_>> {
    match &value.reading {
        Reading::Days(dated) => Some(view::Quantity {
            low: dated.days.low.map(|end| day(dated, end)),
            high: dated.days.high.map(|end| day(dated, end)),
            approximation: None,
            unit: None,
        }),
        _ => value.quantity().map(quantity),
    }
}

fn day(dated: &Dated, end: End<jiff::civil::Date>) -> view::End {
    view::End { at: dated.print(end.at), inclusive: end.inclusive }
}

fn end(end: End<Decimal>) -> view::End {
    view::End { at: end.at.to_string(), inclusive: end.inclusive }
}

fn quantity(quantity: &Quantity) -> view::Quantity<'_> {
    view::Quantity {
        low: quantity.stated.low.map(end),
        high: quantity.stated.high.map(end),
        approximation: quantity.approximation.map(|approximation| match approximation {
            Approximation::Around => "around",
            Approximation::Below => "below",
            Approximation::Above => "above",
        }),
        unit: quantity.unit.map(|unit| unit.name),
    }
}
