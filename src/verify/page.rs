//! A page for people: the draft, and beside each quotation its verdict and its source.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::judge::Checked;
use super::tell::Teller;
use super::verdict::{JudgedQuotation, Verdict, Wrongly};
use crate::diagnostic::Diagnostic;
use crate::i18n::{Words, fill};
use crate::model::Speaker;
use crate::parse::document::{Container, Node};
use crate::place::{InContent, Place};
use crate::render::{
    DRAFT, DraftView, DraftsView, PieceView, RowView, Templates, VerdictView, label_word,
    stand_alone,
};
use crate::slice::Slice;
use crate::source::FileId;

/// The page of some drafts, in the theme; `overrides` are the briefing's own templates.
///
/// # Errors
/// Where the briefing's own template cannot be used: what to tell.
pub fn page(
    teller: &Teller<'_>,
    drafts: &[(&Draft, &Checked)],
    overrides: &BTreeMap<String, FileId>,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let mut number = 0;
    let views: Vec<DraftView> =
        drafts.iter().map(|(draft, checked)| view(teller, draft, checked, &mut number)).collect();
    let title = views.first().map_or_else(String::new, |draft| draft.title.clone());
    let view = DraftsView { title, drafts: views };
    let (templates, told) = Templates::new(teller.sources, overrides);
    if told.has_errors() {
        return Err(told.sorted());
    }
    stand_alone(&templates, DRAFT, &teller.briefing.settings.language, &view)
}

fn view(teller: &Teller<'_>, draft: &Draft, checked: &Checked, number: &mut usize) -> DraftView {
    let words = &teller.briefing.words;
    let name = &teller.sources.file(draft.file).path;
    let name = name.rsplit('/').next().unwrap_or(name);
    let first = *number;
    *number += checked.quotations.len();
    let mut rows = Vec::new();
    let mut depth = 0usize;
    let mut open = Vec::new();
    for node in &draft.document.nodes {
        match node {
            Node::Open(container) => {
                let quote = matches!(container, Container::Quote);
                depth += usize::from(quote);
                open.push(quote);
            }
            Node::Close => depth -= usize::from(open.pop() == Some(true)),
            Node::Block(block) => {
                let Some(block) = draft.document.blocks.get(*block) else { continue };
                let row = row(teller, (draft, checked), block.text, first);
                rows.push(RowView { quote: depth > 0, ..row });
            }
            Node::Rule | Node::LeftOut(_) => {}
        }
    }
    DraftView {
        title: fill(&words.draft_title, &[("draft", name)]),
        summary: summary(words, checked),
        rows,
    }
}

/// A block with its quotations, each marked as far as it stands in it.
fn row(
    teller: &Teller<'_>,
    (draft, checked): (&Draft, &Checked),
    block: Place<InContent>,
    first: usize,
) -> RowView {
    let document = &draft.document;
    let mut row = RowView::default();
    let mut at = block.start();
    let plain = |from: usize, to: usize| PieceView {
        text: document.text.slice(from..to).to_owned(),
        number: None,
        class: "",
        ends: false,
    };
    for (index, judged) in checked.quotations.iter().enumerate() {
        let number = first + index + 1;
        let last = judged.quotation.parts.last().map(|part| part.words);
        for part in judged.quotation.parts.iter().map(|part| part.words) {
            let here = part.meet(block);
            if here.is_empty() || here.start() < at {
                continue;
            }
            row.pieces.push(plain(at, here.start()));
            row.pieces.push(PieceView {
                text: document.slice(here).to_owned(),
                number: Some(number),
                class: class(judged.verdict),
                ends: last == Some(part),
            });
            at = here.end();
        }
        if block.contains(judged.quotation.place.start()) {
            row.verdicts.push(verdict(teller, judged, number));
        }
    }
    row.pieces.push(plain(at, block.end()));
    row
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        _ if verdict.is_wrong() => "is-wrong",
        Verdict::Unknown => "is-open",
        _ => "is-right",
    }
}

fn verdict(teller: &Teller<'_>, judged: &JudgedQuotation, number: usize) -> VerdictView {
    let briefing = teller.briefing;
    let words = &briefing.words;
    let name = |speaker: Speaker| match speaker {
        Speaker::Record(record) => briefing[record].name.as_str(),
        Speaker::Article(article) => briefing[article].label.as_str(),
    };
    let report = judged.article.map(|article| {
        let article = &briefing[article];
        let label = match article.title == article.label {
            true => article.title.clone(),
            false => format!("{}, {}", article.label, article.title),
        };
        fill(&words.draft_prints, &[("report", &label)])
    });
    let mut lines: Vec<String> = Vec::new();
    if let Some((_, lost)) = &judged.lost {
        lines.push(fill(&words.draft_lost, &[("words", lost)]));
    }
    let said = judged.speaker.or(match judged.wrongly {
        Some(Wrongly::Speaker(_, said)) => Some(said),
        _ => None,
    });
    lines.extend(said.map(|speaker| fill(&words.draft_said_by, &[("speaker", name(speaker))])));
    for it in &judged.differences {
        let change = match (it.printed.is_empty(), it.quoted.is_empty()) {
            (true, _) => fill(&words.added, &[("words", &it.quoted)]),
            (_, true) => fill(&words.left_out, &[("words", &it.printed)]),
            _ => fill(&words.printed_for, &[("words", &it.quoted), ("base", &it.printed)]),
        };
        lines.push(format!("{change} ({})", label_word(words, it.label)));
    }
    let same = judged.verdict == Verdict::Exact;
    VerdictView {
        number,
        verdict: word(words, judged.verdict).to_owned(),
        report,
        printed: judged.printed.clone().filter(|_| !same),
        lines,
    }
}

fn word(words: &Words, verdict: Verdict) -> &str {
    match verdict {
        Verdict::Misattributed => &words.draft_misattributed,
        Verdict::Cut => &words.draft_cut,
        Verdict::Exact => &words.draft_exact,
        Verdict::Typographic => &words.draft_typographic,
        Verdict::Altered => &words.draft_altered,
        Verdict::Unknown => &words.draft_unknown,
        Verdict::Absent => &words.draft_absent,
    }
}

fn summary(words: &Words, checked: &Checked) -> String {
    let counted = Verdict::ALL.into_iter().filter_map(|verdict| {
        let count = checked.quotations.iter().filter(|it| it.verdict == verdict).count();
        (count > 0).then(|| format!("{count} {}", word(words, verdict)))
    });
    let mut summary = counted.collect::<Vec<_>>().join(" · ");
    if checked.short > 0 {
        let short = words.number(checked.short);
        summary = format!("{summary}. {}", fill(&words.draft_short, &[("n", &short)]));
    }
    summary
}
