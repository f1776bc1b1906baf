//! What is told of a draft: to programs, a line a quotation, and to people.

use serde::Serialize;

use super::draft::Draft;
use super::figures::FigureDiffers;
use super::judge::Checked;
use super::verdict::{JudgedQuotation, Verdict, Wrongly};
use crate::config::Rights;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Cut;
use crate::model::{Article, ArticleId, Briefing, Speaker, TextKind};
use crate::place::{InContent, Place};
use crate::source::{SourceSet, Span};
use crate::withhold::Extent;

/// To whom a report's words may be told.
#[derive(Debug, Clone, Copy)]
pub enum Privacy<'a> {
    /// To the editor, whose reports they are.
    Editor,
    /// To a program that the editor runs: all but those of reports whose rights are `link`.
    Program,
    /// To a program of which nobody knows where it sends them: what a public build shows.
    Public(&'a [Extent]),
}

impl Privacy<'_> {
    /// Whether the words of a report at some places may be told.
    #[must_use]
    pub fn shows(
        self,
        briefing: &Briefing,
        article: ArticleId,
        places: &[Place<InContent>],
        original: bool,
    ) -> bool {
        let report: &Article = &briefing[article];
        // A digest is the editor's own text; the report's whole text is not.
        let own = report.kind == TextKind::Digest && !original;
        let link = report.rights == Rights::Link && !own;
        match self {
            Self::Editor => true,
            Self::Program => !link,
            Self::Public(_) if link => false,
            Self::Public(_) if own || (report.rights == Rights::Full && !original) => true,
            Self::Public(extents) => {
                let extent = extents.iter().find(|extent| extent.article == article);
                !original && extent.is_some_and(|extent| extent.shows(places))
            }
        }
    }
}

/// A quotation for programs. The keys and their order are part of the format; all are always there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldQuotation {
    /// The verdict's name.
    pub verdict: &'static str,
    /// The words as the draft has them.
    pub quoted: String,
    /// The draft.
    pub file: String,
    /// Where they begin, from 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// The report that prints them, or words like them: its id.
    pub article: Option<String>,
    /// Who said them, by a quote note: an id.
    pub speaker: Option<String>,
    /// What the report prints.
    pub printed: Option<String>,
    /// What differs.
    pub differences: Vec<ToldDifference>,
    /// What to do, a sentence each.
    pub help: Vec<String>,
}

/// A difference for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldDifference {
    /// What kind of thing it is: a label of [`crate::collate::Label`].
    pub kind: &'static str,
    /// In the draft.
    pub quoted: String,
    /// In the report.
    pub printed: String,
}

/// What is needed to tell of a draft.
#[derive(Debug, Clone, Copy)]
pub struct Teller<'a> {
    /// The briefing, drafts among its articles.
    pub briefing: &'a Briefing,
    /// The files.
    pub sources: &'a SourceSet,
    /// To whom it is told.
    pub privacy: Privacy<'a>,
}

impl Teller<'_> {
    /// A quotation of a draft.
    #[must_use]
    pub fn quotation(
        &self,
        draft: &Draft,
        checked: &Checked,
        judged: &JudgedQuotation,
    ) -> ToldQuotation {
        let file = self.sources.file(draft.file);
        let source = draft.document.source_of(judged.quotation.place);
        let position = file.position(source.start());
        let shown = self.shows(judged);
        let article = judged.article.filter(|_| shown);
        let speaker = judged.speaker.filter(|_| shown).map(|speaker| self.id(speaker));
        let differences = judged.differences.iter().filter(|_| shown).map(|it| ToldDifference {
            kind: it.label.name(),
            quoted: it.quoted.clone(),
            printed: it.printed.clone(),
        });
        ToldQuotation {
            verdict: judged.verdict.name(),
            quoted: judged.quotation.shown.clone(),
            file: file.path.clone(),
            line: position.line,
            column: position.column,
            article: article.map(|article| self.briefing[article].slug.clone()),
            speaker,
            printed: judged.printed.clone().filter(|_| shown),
            differences: differences.collect(),
            help: if shown { self.help(checked, judged) } else { Vec::new() },
        }
    }

    fn shows(&self, judged: &JudgedQuotation) -> bool {
        judged.article.is_none_or(|article| {
            // What is told beside the words: those left out between them, and those lost at their ends.
            let all = judged.places.iter().copied().reduce(Place::cover);
            let between = all.filter(|_| !judged.differences.is_empty());
            let lost = judged.lost.as_ref().map(|(cut, _)| Place::new(cut.lost()));
            let places: Vec<Place<InContent>> =
                judged.places.iter().copied().chain(between).chain(lost).collect();
            self.privacy.shows(self.briefing, article, &places, judged.original)
        })
    }

    fn id(&self, speaker: Speaker) -> String {
        match speaker {
            Speaker::Record(record) => self.briefing[record].slug.clone(),
            Speaker::Article(article) => self.briefing[article].slug.clone(),
        }
    }

    fn slug(&self, article: Option<ArticleId>) -> String {
        article.map_or_else(String::new, |article| format!("`{}`", self.briefing[article].slug))
    }

    /// What to do about a verdict.
    fn help(&self, checked: &Checked, judged: &JudgedQuotation) -> Vec<String> {
        let slug = self.slug(judged.article);
        let printed = judged.printed.as_deref().unwrap_or_default();
        match judged.verdict {
            Verdict::Exact => Vec::new(),
            Verdict::Typographic => vec![format!("{slug} prints: “{printed}”")],
            Verdict::Altered => {
                vec![format!("{slug} prints: “{printed}”"), "quote what is printed, or write it without quotation marks".to_owned()]
            }
            Verdict::Misattributed => self.wrongly(judged, &slug),
            Verdict::Cut => vec![self.lost(judged, &slug)],
            Verdict::Unknown => {
                let reports = if checked.in_part == 1 { "1 report".to_owned() } else { format!("{} reports", checked.in_part) };
                vec![format!(
                    "of {reports} only a part is here: look it up there, or name the folder of originals with `--originals DIR`"
                )]
            }
            Verdict::Absent => vec![
                "no report here has words like these: write it without quotation marks, or add the report that has them"
                    .to_owned(),
            ],
        }
    }

    fn wrongly(&self, judged: &JudgedQuotation, slug: &str) -> Vec<String> {
        match &judged.wrongly {
            Some(Wrongly::Speaker(told, said)) => {
                let said = match said {
                    Speaker::Record(record) => self.briefing[*record].name.clone(),
                    Speaker::Article(article) => {
                        format!("the report `{}` itself", self.briefing[*article].slug)
                    }
                };
                let told = &self.briefing[*told].name;
                vec![format!("the draft gives these words to {told}, and the notes to {said}")]
            }
            Some(Wrongly::Report(named)) => {
                let named = &self.briefing[*named].slug;
                vec![format!(
                    "`{named}` is here as a whole and does not have these words: {slug} has them"
                )]
            }
            None => Vec::new(),
        }
    }

    fn lost(&self, judged: &JudgedQuotation, slug: &str) -> String {
        match &judged.lost {
            Some((Cut::Before(_), lost)) => {
                format!("in {slug} it goes on with “{lost}”: quote that, too")
            }
            Some((Cut::After(_), lost)) => {
                format!("in {slug} “{lost}” stands before it: quote that, too")
            }
            Some((Cut::Gap(_), lost)) => {
                format!("what it leaves out has “{lost}” in {slug}: quote that, too")
            }
            Some((Cut::Question(_), _)) => {
                format!("in {slug} it is a question: quote its mark, too")
            }
            None => String::new(),
        }
    }

    /// A quotation as a diagnostic, where there is something to tell.
    #[must_use]
    pub fn diagnostic(
        &self,
        draft: &Draft,
        checked: &Checked,
        judged: &JudgedQuotation,
    ) -> Option<Diagnostic> {
        let code = match judged.verdict {
            Verdict::Misattributed => Code::QuotationMisattributed,
            Verdict::Cut => Code::QuotationCut,
            Verdict::Altered => Code::QuotationAltered,
            Verdict::Unknown => Code::QuotationUnknown,
            Verdict::Absent => Code::QuotationAbsent,
            Verdict::Exact | Verdict::Typographic => return None,
        };
        let span = Span::new(draft.file, draft.document.source_of(judged.quotation.place));
        let told = self.quotation(draft, checked, judged);
        let slug = told.article.map_or_else(|| "a report".to_owned(), |slug| format!("`{slug}`"));
        let message = match judged.verdict {
            Verdict::Misattributed => "these words are another’s, or another report’s".to_owned(),
            Verdict::Cut => format!("without what {slug} prints with it, this says something else"),
            Verdict::Altered => format!("{slug} prints this otherwise"),
            Verdict::Unknown => "no report that is here as a whole prints this".to_owned(),
            _ => "none of these reports prints this".to_owned(),
        };
        let mut diagnostic = Diagnostic::new(code, span, message);
        for it in told.differences {
            diagnostic = diagnostic.help(match (it.quoted.is_empty(), it.printed.is_empty()) {
                (true, _) => format!("left out: “{}” ({})", it.printed, it.kind),
                (_, true) => format!("not printed: “{}” ({})", it.quoted, it.kind),
                _ => format!("{} → {} ({})", it.quoted, it.printed, it.kind),
            });
        }
        diagnostic.help.extend(told.help);
        Some(diagnostic)
    }

    /// A figure that claims have otherwise. The answers are the editor's words, and no report's.
    #[must_use]
    pub fn figure(&self, draft: &Draft, figure: &FigureDiffers) -> Diagnostic {
        let span = Span::new(draft.file, draft.document.source_of(figure.place));
        let note = &self.briefing[figure.claim];
        let visible = figure.answers.iter().filter(|(_, article)| match self.privacy {
            Privacy::Editor => true,
            _ => self.briefing[*article].rights != Rights::Link,
        });
        let answers: Vec<String> = visible
            .map(|(value, article)| format!("{value} (`{}`)", self.briefing[*article].slug))
            .collect();
        let message = format!(
            "no report gives `{}` for “{}” (`#{}`)",
            figure.figure.trim(),
            note.title,
            note.slug
        );
        let answers = (!answers.is_empty()).then(|| format!("they have: {}", answers.join("; ")));
        Diagnostic::new(Code::FigureDiffers, span, message).maybe_help(answers)
    }
}
