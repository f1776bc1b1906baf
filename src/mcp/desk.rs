//! The briefing as a client may see it.

use std::collections::BTreeSet;

use crate::collate::{Collation, collate};
use crate::config::Audience;
use crate::diagnostic::{Diagnostic, Diagnostics, Format, emit};
use crate::load::Folder;
use crate::mend::mend;
use crate::model::Briefing;
use crate::parse::{Parsed, parse};
use crate::resolve::resolve;
use crate::status::{StatusLines, status};
use crate::suggest::Echoes;
use crate::verify::draft::{Draft, read};
use crate::verify::tell::Teller;
use crate::verify::{Asked, Privacy, join, originals, verify};
use crate::withhold::{Extent, extents, withhold};
use serde_json::{Value, json};

/// A briefing's folder, and how much of it is shown.
pub struct Desk {
    folder: Folder,
    private: bool,
}

/// A briefing from which is taken what may not be shown.
pub(super) struct ShownBriefing {
    pub(super) briefing: Briefing,
    pub(super) parsed: Parsed,
}

impl Desk {
    /// A desk of a folder; `private` shows all of it.
    #[must_use]
    pub fn new(folder: Folder, private: bool) -> Self {
        Self { folder, private }
    }

    fn audience(&self) -> Audience {
        if self.private { Audience::Private } else { Audience::Public }
    }

    /// The briefing with all its words, which is not to be shown, and what of it is.
    fn whole(&self, parsed: Parsed) -> (Briefing, Vec<Extent>) {
        let mut told = Diagnostics::default();
        let resolved = resolve(parsed, &self.folder, self.audience(), &mut told);
        let briefing = mend(resolved, &self.folder.sources, &mut told);
        let extents = if self.private { Vec::new() } else { extents(&briefing) };
        (briefing, extents)
    }

    /// The briefing as it is shown.
    pub(super) fn shown(&self) -> ShownBriefing {
        let (mut parsed, _) = parse(&self.folder);
        let (mut briefing, extents) = self.whole(parsed.clone());
        if !self.private {
            withhold(&mut briefing, &mut Collation::default(), &extents);
        }
        for article in &mut parsed.articles {
            let shown = briefing.articles.iter().find(|it| it.slug == article.slug);
            let shown = shown.and_then(|it| it.shown()).map(|prose| prose.document.clone());
            article.body = shown.unwrap_or_default();
        }
        ShownBriefing { briefing, parsed }
    }

    /// The ids of all files.
    pub(super) fn ids(parsed: &Parsed) -> BTreeSet<String> {
        parsed.declared.iter().map(|it| it.slug.clone()).collect()
    }

    /// The files.
    pub(super) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// What is done of the briefing and what is not: of all of it where that is shown, else of what a public
    /// build shows, without drafts and without what is wrong, which may be told in words that are not shown.
    pub(super) fn status(&self) -> Vec<Value> {
        let mut told = Diagnostics::default();
        let briefing = if self.private {
            let (parsed, found) = parse(&self.folder);
            told.extend(found);
            let resolved = resolve(parsed, &self.folder, self.audience(), &mut told);
            mend(resolved, &self.folder.sources, &mut told)
        } else {
            self.shown().briefing
        };
        let collation = collate(&briefing, &Echoes::default());
        let status = status(&briefing, &collation, &told.sorted(), None);
        let sources = &self.folder.sources;
        StatusLines { briefing: &briefing, status: &status, sources }.all()
    }

    /// Diagnostics as programs read them.
    pub(super) fn lines(&self, told: &[Diagnostic]) -> Vec<Value> {
        let mut out = Vec::new();
        // Nothing fails that writes into memory.
        let _ = emit(Format::Json, &self.folder.sources, told, "", &mut out);
        let lines = String::from_utf8_lossy(&out).into_owned();
        lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }

    /// Holds a text against the reports, and tells no more than may be told.
    pub(super) fn verify(
        &mut self,
        text: &str,
        name: &str,
        language: Option<&str>,
    ) -> Result<Value, String> {
        let draft: Draft = read(name, text.as_bytes(), &mut self.folder.sources)
            .map_err(|(what, help)| format!("the text {what}. {help}"))?;
        let (mut parsed, _) = parse(&self.folder);
        let language = language.map_or_else(|| parsed.settings.language.clone(), str::to_owned);
        join(&mut parsed, std::slice::from_ref(&draft), &language);
        let (briefing, extents) = self.whole(parsed);
        let originals = originals(&briefing, &self.folder);
        let checked = verify(&Asked { briefing: &briefing, originals: &originals, drafts: 1 });
        let privacy = if self.private { Privacy::Editor } else { Privacy::Public(&extents) };
        let teller = Teller { briefing: &briefing, sources: &self.folder.sources, privacy };
        let checked = checked.into_iter().next().unwrap_or_default();
        let quotations: Vec<Value> = checked
            .quotations
            .iter()
            .map(|it| serde_json::to_value(teller.quotation(&draft, &checked, it)))
            .collect::<Result<_, _>>()
            .map_err(|error| error.to_string())?;
        let figures: Vec<Diagnostic> =
            checked.figures.iter().map(|figure| teller.figure(&draft, figure)).collect();
        Ok(json!({
            "quotations": quotations,
            "too_short": checked.short,
            "figures": self.lines(&figures),
        }))
    }
}
