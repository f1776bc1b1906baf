//! Briefings for the tests of this module, made by hand: texts may be anything.

use crate::config::{Audience, Rights, Settings};
use crate::language::Language;
use crate::model::{
    Article, ArticleId, ArticleText, Briefing, Claim, Mention, Note, NoteKind, Passage, Position,
    Prose, Quote, RecordId, Speaker, TextKind, Transmission,
};
use crate::parse::document::Document;
use crate::parse::value::Value;
use crate::place::{InContent, Place};
use crate::source::{SourceFile, SourceSet, Span};

/// What stands in an article between two parts of a printing.
const ELSEWHERE: &str = "\nElsewhere it says more.\n";

/// One report and what it prints.
#[derive(Debug, Clone)]
pub(super) struct Report {
    /// The printing; `[…]` is a gap.
    pub(super) printed: String,
    pub(super) transmission: Transmission,
    pub(super) language: &'static str,
    pub(super) withheld: bool,
    /// A claim's value, or `not reported`.
    pub(super) value: Option<&'static str>,
}

/// A report in English, direct.
pub(super) fn report(printed: &str) -> Report {
    Report {
        printed: printed.to_owned(),
        transmission: Transmission::Direct,
        language: "en",
        withheld: false,
        value: None,
    }
}

fn span() -> Span {
    let mut sources = SourceSet::default();
    Span::whole(sources.add(SourceFile::from_bytes("a.md".into(), Vec::new())))
}

/// The article's text, and the parts of the printing in it, without one space on either side.
fn text(printed: &str) -> (String, Vec<Place<InContent>>) {
    let mut text = String::from("He said: ");
    let mut parts = Vec::new();
    for part in printed.split("[…]") {
        let start = text.len();
        let part = part.strip_prefix(' ').unwrap_or(part);
        text.push_str(part.strip_suffix(' ').unwrap_or(part));
        if text.len() > start {
            parts.push(Place::new(start..text.len()));
            text.push_str(ELSEWHERE);
        }
    }
    (text, parts)
}

/// A briefing with one note, on which each report has one passage. `order` lists the reports'
/// numbers in the order of the passages; `names` are forms, each of a record of its own.
pub(super) fn briefing(
    reports: &[Report],
    order: &[usize],
    names: &[Vec<&str>],
    kind: NoteKind,
) -> Briefing {
    let mut briefing = Briefing {
        unplaced: Vec::new(),
        memory: crate::memory::Memory::default(),
        front_changed: None,
        corrections: None,
        pages: Vec::new(),
        front_page: crate::model::FrontPage::default(),
        chrome: crate::model::Chrome::default(),
        audience: Audience::Public,
        words: crate::i18n::Words::default(),
        settings: Settings::default(),
        front: Prose::default(),
        articles: Vec::new(),
        records: Vec::new(),
        pins: None,
        notes: Vec::new(),
        tags: Vec::new(),
        mentions: Vec::new(),
        misspellings: Vec::new(),
        accepted: Default::default(),
    };
    let mut passages: Vec<Option<Passage>> = Vec::new();
    let mut silent = Vec::new();
    for (number, report) in reports.iter().enumerate() {
        let (text, parts) = text(&report.printed);
        let id = ArticleId::new(number);
        let mut mentions: Vec<Mention> = Vec::new();
        for (record, form) in names
            .iter()
            .enumerate()
            .flat_map(|(record, forms)| forms.iter().map(move |form| (record, form)))
        {
            mentions.extend(text.match_indices(form).map(|(at, form)| Mention {
                article: id,
                record: RecordId::new(record),
                range: Place::new(at..at + form.len()),
            }));
        }
        mentions.sort_by_key(|mention| mention.range.start());
        briefing.mentions.extend(mentions);
        let prose = {
            let document = Document { text, ..Document::default() }.into();
            Prose { document, ..Prose::default() }
        };
        briefing.articles.push(Article {
            changed: None,
            slug: format!("a{number}"),
            span: span(),
            title: String::new(),
            publisher: None,
            authors: Vec::new(),
            published: None,
            accessed: None,
            url: None,
            archive_url: None,
            language: report.language.into(),
            kind: TextKind::Full,
            transmission: report.transmission,
            agency: None,
            rights: Rights::Full,
            original: None,
            redirect_from: Vec::new(),
            except: Vec::new(),
            label: String::new(),
            quoted: Vec::new(),
            text: if report.withheld { ArticleText::Withheld } else { ArticleText::Whole(prose) },
            share: None,
            pin: None,
            extra: serde_json::Map::new(),
        });
        if report.value == Some("not reported") {
            silent.push((id, span()));
            passages.push(None);
            continue;
        }
        passages.push(Some(Passage {
            article: id,
            span: span(),
            value_span: None,
            position: if report.withheld { Position::Withheld } else { Position::At(parts) },
            value: report.value.map(|value| Value::read(value, &[Language::of(report.language)])),
            transmission: None,
            named_as: None,
            via: None,
        }));
    }
    briefing.notes.push(Note {
        changed: None,
        slug: "note".into(),
        span: span(),
        extent: span(),
        title: String::new(),
        kind,
        draft: false,
        author: None,
        allow: Vec::new(),
        tags: Vec::new(),
        reply: None,
        reviewed: None,
        passages: order.iter().filter_map(|&number| passages[number].clone()).collect(),
        about: None,
        silent,
        body: Prose::default(),
        extra: None,
    });
    briefing
}

/// A `quote` note on reports, in their order.
pub(super) fn quote(reports: &[Report], base: Option<usize>, names: &[Vec<&str>]) -> Briefing {
    let order: Vec<usize> = (0..reports.len()).collect();
    briefing(reports, &order, names, quote_kind(base))
}

/// What a `quote` note says, with the editor's choice of a base.
pub(super) fn quote_kind(base: Option<usize>) -> NoteKind {
    let speakers = vec![Speaker::Article(ArticleId::new(0))];
    NoteKind::Quote(Quote { speakers, said: None, days: None, base: base.map(ArticleId::new) })
}

/// A `claim` note on reports that only answer.
pub(super) fn claim(total: Option<&str>, values: &[&'static str]) -> Briefing {
    let reports: Vec<Report> = values
        .iter()
        .map(|value| Report {
            value: Some(*value).filter(|value| !value.is_empty()),
            ..report("It says so.")
        })
        .collect();
    let order: Vec<usize> = (0..reports.len()).collect();
    let kind = NoteKind::Claim(Claim {
        unit: None,
        total: total.map(|total| Box::new(Value::read(total, &[Language::of("en")]))),
        total_span: None,
        finding: None,
    });
    briefing(&reports, &order, &[], kind)
}
