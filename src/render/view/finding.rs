//! What the editor found to be the answer to a claim, and how the reports' answers stand to it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{LinkView, Maker};
use crate::collate::{AgainstFinding, ClaimTable};
use crate::model::{ArticleId, Finding, NoteId, NoteKind};

/// The editor's own answer.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FindingView {
    pub(crate) value: String,
    pub(crate) evidence: LinkView,
    /// The reports that answer, by how their answers stand to it.
    pub(crate) relations: Vec<RelationView>,
}

/// Reports whose answers stand to it alike.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RelationView {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    pub(crate) reports: Vec<LinkView>,
}

/// The editor's own answer in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FindingLine {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) finding: FindingView,
}

impl<'a> Maker<'a> {
    /// What the editor found of a claim.
    pub(crate) fn found(&self, id: NoteId) -> Option<&'a Finding> {
        match &self.site.briefing[id].kind {
            NoteKind::Claim(claim) => claim.finding.as_deref(),
            _ => None,
        }
    }

    /// The same with the reports that answer.
    pub(crate) fn finding(&self, table: &ClaimTable) -> Option<FindingView> {
        let finding = self.found(table.note)?;
        let relations = AgainstFinding::ALL.into_iter().filter_map(|relation| {
            let cells = table.cells.iter().filter(|cell| cell.finding == Some(relation));
            let mut reports: Vec<ArticleId> = cells.map(|cell| cell.article).collect();
            reports.sort_unstable();
            reports.dedup();
            let (name, label) = self.against_finding(relation);
            (!reports.is_empty()).then(|| RelationView {
                name,
                label: label.to_owned(),
                reports: reports.into_iter().map(|id| self.article_link(id)).collect(),
            })
        });
        Some(FindingView {
            value: finding.value.raw.clone(),
            evidence: self.reference(&finding.evidence),
            relations: relations.collect(),
        })
    }

    /// What the editor found, a line a claim, in the order of the claims' tags.
    pub(crate) fn findings(&self) -> Vec<FindingLine> {
        let mut claims = self.site.index.claims.clone();
        claims.sort_by_key(|id| self.site.briefing.tag_order(*id));
        let line = |id: NoteId| {
            Some(FindingLine {
                title: self.site.briefing[id].title.clone(),
                href: self.page.note(id),
                finding: self.finding(self.site.collation.claim(id)?)?,
            })
        };
        claims.into_iter().filter_map(line).collect()
    }

    fn against_finding(&self, relation: AgainstFinding) -> (&'static str, &'a str) {
        let words = self.words();
        match relation {
            AgainstFinding::Agrees => ("agrees", &words.finding_agrees),
            AgainstFinding::Compatible => ("compatible", &words.finding_compatible),
            AgainstFinding::NotComparable => ("apart", &words.finding_apart),
            AgainstFinding::Differs => ("differs", &words.finding_differs),
            AgainstFinding::Contradicts => ("contradicts", &words.finding_contradicts),
        }
    }
}
