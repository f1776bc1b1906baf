//! The verdict on each quotation of a draft.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::SLUG;
use super::figures::{FigureDiffers, figures};
use super::loose::Loose;
use super::named::{ReportNames, may_be_one, speaker};
use super::quotations::{Joint, Quotation, quoted};
use super::reports::{Placement, Report, placements, texts};
use super::verdict::{JudgedQuotation, QuotedDifference, Verdict, Wrongly};
use crate::collate::{Label, compare};
use crate::language::{Cut, primary};
use crate::mend::near_match::{KnownNames, NearMatch, NearMatches, Similarity};
use crate::model::{ArticleId, Briefing, NoteKind, Quote, RecordId, Speaker};
use crate::parse::document::Document;
use crate::parse::fold::fold;
use crate::place::{InContent, Place};
use crate::resolve::text_map::TextMap;
use crate::slice::Slice;
use crate::suggest::told_beside;

/// What came of a draft.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Its quotations, in order.
    pub quotations: Vec<JudgedQuotation>,
    /// How many more are too short to be judged.
    pub short: usize,
    /// Figures that claims have otherwise.
    pub figures: Vec<FigureDiffers>,
    /// How many reports it was held against.
    pub reports: usize,
    /// How many of these are here only in part.
    pub in_part: usize,
}

/// What is asked: a briefing with drafts among its articles ([`super::join`]), and nothing withheld.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The briefing.
    pub briefing: &'a Briefing,
    /// The originals at hand, by article.
    pub originals: &'a [Option<Document>],
    /// How many drafts there are.
    pub drafts: usize,
}

/// Words that are less like than that are other words.
const LEAST_ALIKE: Similarity = Similarity::from_percent(60);

/// Holds each draft against the reports.
#[must_use]
pub fn verify(asked: &Asked<'_>) -> Vec<Checked> {
    let briefing = asked.briefing;
    let number = |number: usize| {
        let slug = format!("{SLUG}{number}");
        briefing.articles().find(|(_, article)| article.slug == slug).map(|(id, _)| id)
    };
    let drafts: Vec<Option<ArticleId>> = (0..asked.drafts).map(number).collect();
    let known: Vec<ArticleId> = drafts.iter().flatten().copied().collect();
    let texts = texts(briefing, asked.originals, &known);
    let maps: Vec<TextMap<'_>> = texts.par_iter().map(|text| text.map(briefing)).collect();
    let reports: Vec<Report<'_>> =
        texts.par_iter().zip(&maps).map(|(text, map)| Report::new(briefing, text, map)).collect();
    let names = ReportNames::new(briefing, &known);
    let judge = Judge { briefing, maps: &maps, reports: &reports, names, said: said(briefing) };
    drafts
        .iter()
        .map(|draft| draft.map_or_else(Checked::default, |draft| judge.draft(draft)))
        .collect()
}

/// By article: the words of quote notes, as they are compared, each with who said it.
fn said(briefing: &Briefing) -> BTreeMap<ArticleId, Vec<(String, Speaker)>> {
    let mut said: BTreeMap<ArticleId, Vec<(String, Speaker)>> = BTreeMap::new();
    for note in &briefing.notes {
        let NoteKind::Quote(Quote { speakers, .. }) = &note.kind else { continue };
        for passage in &note.passages {
            let Some(prose) = briefing[passage.article].shown() else { continue };
            for words in passage.parts().iter().map(|part| plain(prose.document.slice(*part))) {
                let each = speakers.iter().map(|speaker| (words.clone(), *speaker));
                said.entry(passage.article).or_default().extend(each);
            }
        }
    }
    said
}

/// Words as they are compared whatever marks stand around and between them.
fn plain(text: &str) -> String {
    let loose = Loose::new(&fold(text).text).text.to_lowercase();
    loose.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

struct Judge<'a> {
    briefing: &'a Briefing,
    maps: &'a [TextMap<'a>],
    reports: &'a [Report<'a>],
    names: ReportNames,
    said: BTreeMap<ArticleId, Vec<(String, Speaker)>>,
}

impl Judge<'_> {
    fn draft(&self, id: ArticleId) -> Checked {
        let article = &self.briefing[id];
        let Some(prose) = article.shown() else { return Checked::default() };
        let draft = &prose.document;
        let quoted = quoted(draft, primary(&article.language));
        let told = told_beside(self.briefing, id);
        let found: Vec<Vec<Placement>> =
            quoted.quotations.par_iter().map(|it| placements(self.reports, draft, it)).collect();
        let lost: Vec<String> = quoted
            .quotations
            .iter()
            .zip(&found)
            .map(|(it, found)| if found.is_empty() { sought(draft, it) } else { String::new() })
            .collect();
        let near = self.near(&lost);
        let judged =
            quoted.quotations.into_iter().zip(found).zip(near).map(|((quotation, found), near)| {
                let named = self.names.beside(self.briefing, draft, &quotation);
                let speaker = speaker(self.briefing, id, draft, &told, &quotation);
                match found.is_empty() {
                    false => self.found(quotation, &found, &named, speaker),
                    true => self.not_found(draft, quotation, near, &named),
                }
            });
        let quotations: Vec<JudgedQuotation> = judged.collect();
        let figures = figures(self.briefing, id, draft, &quotations);
        let in_part = self.reports.iter().filter(|report| !report.whole).count();
        let in_part = in_part + self.unread();
        let reports = self.reports.len();
        Checked { quotations, short: quoted.short, figures, reports, in_part }
    }

    /// How many reports have no text here at all.
    fn unread(&self) -> usize {
        let articles = self.briefing.articles().filter(|(_, it)| !it.slug.starts_with(SLUG));
        articles.count().saturating_sub(self.reports.len())
    }

    /// The places that look like words that stand nowhere.
    fn near(&self, lost: &[String]) -> Vec<Vec<NearMatch>> {
        let wanted: Vec<&str> =
            lost.iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
        if wanted.is_empty() {
            return vec![Vec::new(); lost.len()];
        }
        let names = KnownNames::of_records(&self.briefing.records);
        let near = NearMatches::new(self.maps, &names, &wanted).by_words();
        let find = |words: &String| match words.is_empty() {
            true => Vec::new(),
            false => near.find(words, None),
        };
        lost.par_iter().map(find).collect()
    }

    /// Who said the words at a place, by quote notes.
    fn speakers(&self, placement: &Placement) -> Vec<Speaker> {
        let Some(report) = self.reports.get(placement.report) else { return Vec::new() };
        let said = self.said.get(&report.article).map(Vec::as_slice).unwrap_or_default();
        let parts: Vec<String> =
            placement.parts.iter().map(|part| plain(report.map.document.slice(*part))).collect();
        let is_of = |words: &str| {
            parts.iter().any(|part| {
                words.contains(part.as_str()) || (words.contains(' ') && part.contains(words))
            })
        };
        let mut speakers: Vec<Speaker> =
            said.iter().filter(|(words, _)| is_of(words)).map(|(_, speaker)| *speaker).collect();
        speakers.sort_unstable();
        speakers.dedup();
        speakers
    }

    fn found(
        &self,
        quotation: Quotation,
        found: &[Placement],
        named: &[ArticleId],
        told: Option<RecordId>,
    ) -> JudgedQuotation {
        let article =
            |placement: &Placement| self.reports.get(placement.report).map(|it| it.article);
        let is_named =
            |placement: &&Placement| article(placement).is_some_and(|it| named.contains(&it));
        let speakers: Vec<Speaker> = found.iter().flat_map(|it| self.speakers(it)).collect();
        let is_meant = |speaker: &Speaker| match (told, speaker) {
            (Some(told), Speaker::Record(said)) => may_be_one(self.briefing, told, *said),
            (Some(_), Speaker::Article(_)) => false,
            (None, _) => true,
        };
        let anothers = told.zip(speakers.first()).filter(|_| !speakers.iter().any(is_meant));
        let elsewhere = self.named_without(named, found);
        let mut candidates: Vec<&Placement> = found.iter().filter(is_named).collect();
        if candidates.is_empty() {
            candidates = found.iter().collect();
        }
        let judged = candidates.into_iter().map(|placement| {
            let cut = self.reports.get(placement.report).and_then(|report| report.cut(placement));
            (placement, cut)
        });
        let best = judged.min_by_key(|(placement, cut)| {
            (cut.is_some(), placement.omitted.is_some(), !placement.exact)
        });
        let Some((placement, cut)) = best else {
            return JudgedQuotation::bare(quotation, Verdict::Absent);
        };
        let wrongly = anothers
            .map(|(told, said)| Wrongly::Speaker(told, *said))
            .or_else(|| elsewhere.map(Wrongly::Report));
        let verdict = match (&wrongly, &cut, placement.omitted) {
            (Some(_), ..) => Verdict::Misattributed,
            (None, Some(_), _) => Verdict::Cut,
            (None, None, Some(_)) => Verdict::Altered,
            _ if placement.exact => Verdict::Exact,
            _ => Verdict::Typographic,
        };
        let meant = |speaker: &&Speaker| wrongly.is_some() || is_meant(speaker);
        let speaker =
            self.speakers(placement).iter().find(meant).or(speakers.iter().find(meant)).copied();
        self.at(
            JudgedQuotation { speaker, wrongly, ..JudgedQuotation::bare(quotation, verdict) },
            placement,
            cut,
        )
    }

    /// A report that is named, is here as a whole, and has not the words that stand in another.
    fn named_without(&self, named: &[ArticleId], found: &[Placement]) -> Option<ArticleId> {
        let has = |article: ArticleId| {
            found
                .iter()
                .any(|it| self.reports.get(it.report).is_some_and(|it| it.article == article))
        };
        let whole = |article: &ArticleId| {
            self.reports.iter().any(|report| report.article == *article && report.whole)
        };
        let lacks = !named.is_empty() && named.iter().all(|it| whole(it) && !has(*it));
        lacks.then(|| named.first().copied())?
    }

    fn at(
        &self,
        judged: JudgedQuotation,
        placement: &Placement,
        cut: Option<Cut>,
    ) -> JudgedQuotation {
        let Some(report) = self.reports.get(placement.report) else { return judged };
        let document = report.map.document;
        let printed: Vec<&str> = placement.parts.iter().map(|part| document.slice(*part)).collect();
        let joined = judged
            .quotation
            .parts
            .iter()
            .skip(1)
            .any(|part| matches!(part.joint, Joint::Gap | Joint::Brackets));
        let between = if joined { " […] " } else { " " };
        let words = |place: Place<InContent>| {
            let text = document.slice(place);
            text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
        };
        let omission = placement.omitted.map(|place| QuotedDifference {
            label: Label::Omission,
            quoted: String::new(),
            printed: words(place),
        });
        let lost = cut.map(|cut| {
            let lost = document.text.slice(cut.lost()).to_owned();
            (cut, lost)
        });
        JudgedQuotation {
            article: Some(report.article),
            places: placement.parts.clone(),
            original: report.original,
            printed: Some(one_line(&printed.join(between))),
            differences: omission.into_iter().collect(),
            lost: lost.filter(|_| judged.verdict == Verdict::Cut),
            ..judged
        }
    }

    fn not_found(
        &self,
        draft: &Document,
        quotation: Quotation,
        near: Vec<NearMatch>,
        named: &[ArticleId],
    ) -> JudgedQuotation {
        let owned = |near: &NearMatch| {
            self.reports.get(near.article).is_some_and(|report| report.owns(near.range))
        };
        let alike =
            near.into_iter().filter(|it| it.comparison.similarity >= LEAST_ALIKE && owned(it));
        let is_named = |near: &NearMatch| {
            self.reports.get(near.article).is_some_and(|it| named.contains(&it.article))
        };
        let mut alike: Vec<NearMatch> = alike.collect();
        // Of places that are nearly as like, that of a report which the draft names.
        if let Some(at) = alike.iter().position(is_named) {
            alike.swap(0, at);
        }
        let Some((near, report)) =
            alike.first().and_then(|near| Some((near, self.reports.get(near.article)?)))
        else {
            let verdict = match self.reports.iter().all(|it| it.whole) && self.unread() == 0 {
                true => Verdict::Absent,
                false => Verdict::Unknown,
            };
            return JudgedQuotation::bare(quotation, verdict);
        };
        let sought = sought(draft, &quotation);
        let language = report.language;
        let differences = compare(&near.printed, &sought, language);
        let tags = self.tags(report, near);
        let verdict = if tags { Verdict::Typographic } else { Verdict::Altered };
        let differences = differences.into_iter().map(|it| QuotedDifference {
            label: it.label,
            quoted: it.text,
            printed: it.base_text,
        });
        JudgedQuotation {
            article: Some(report.article),
            places: vec![near.range],
            original: report.original,
            printed: Some(one_line(report.map.document.slice(near.range))),
            differences: differences.filter(|_| !tags).collect(),
            ..JudgedQuotation::bare(quotation, verdict)
        }
    }

    /// Whether all that a report prints otherwise is who speaks, between two parts of what is said.
    fn tags(&self, report: &Report<'_>, near: &NearMatch) -> bool {
        let start = report.map.folded().folded(near.range).start();
        let mut added = Vec::new();
        for difference in &near.comparison.differences {
            let word = |c: char| c.is_alphanumeric();
            let printed = near.printed.slice(difference.printed.clone());
            if !difference.quoted.is_empty() {
                return false;
            }
            if printed.contains(word) {
                let lead = printed.len() - printed.trim_start_matches(|c| !word(c)).len();
                let tail = printed.len() - printed.trim_end_matches(|c| !word(c)).len();
                let place =
                    start + difference.printed.start + lead..start + difference.printed.end - tail;
                added.push(report.map.folded().raw(Place::new(place)));
            }
        }
        report.only_tags(&added)
    }
}

/// A quotation's words as words like them are sought.
fn sought(draft: &Document, quotation: &Quotation) -> String {
    let parts: Vec<&str> = quotation.parts.iter().map(|part| draft.slice(part.words)).collect();
    fold(&parts.join(" ")).text.trim().to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
