//! `sidenote suggest`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::briefing::{FolderArguments, named_articles};
use super::new_files::create;
use super::{Failure, Outcome, terminal};
use crate::config::Audience;
use crate::diagnostic::{Code, Diagnostic, Format, Severity};
use crate::mend::mend;
use crate::parse::parse;
use crate::resolve::resolve;
use crate::source::Span;
use crate::suggest::{CODES, Paste, Suggestion, SuggestionSubject, Suggestions, drafts, suggest};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Articles, by their ids: only what concerns one of these is suggested.
    #[arg(value_name = "ARTICLE")]
    articles: Vec<String>,
    /// Write the notes that can stand by themselves into this new file, as drafts.
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    #[command(flatten)]
    folder: FolderArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    if let Some(path) = arguments.write.as_ref().filter(|path| path.symlink_metadata().is_ok()) {
        return Err(Failure::new(format!("there is a file `{}` already", path.display()))
            .help("Name a new one: nothing is overwritten."));
    }
    let mut folder = arguments.folder.load(None)?;
    let (parsed, mut diagnostics) = parse(&folder);
    let ids: BTreeSet<String> = parsed.declared.iter().map(|it| it.slug.clone()).collect();
    let briefing = mend(
        resolve(parsed, &folder, Audience::Private, &mut diagnostics),
        &folder.sources,
        &mut diagnostics,
    );
    let articles =
        match named_articles("sidenote suggest", &arguments.articles, &briefing, &mut folder) {
            Ok(articles) => articles,
            Err(unknown) => {
                arguments.folder.show(&folder.sources, &unknown)?;
                return Ok(Outcome::ContentIsWrong);
            }
        };
    let subject = SuggestionSubject {
        briefing: &briefing,
        sources: &folder.sources,
        ids: &ids,
        articles: &articles,
    };
    let suggestions = suggest(&subject);
    let written = match &arguments.write {
        Some(path) => write_drafts(path, &suggestions)?,
        None => false,
    };
    let errors: Vec<Diagnostic> =
        diagnostics.sorted().into_iter().filter(|it| it.severity == Severity::Error).collect();
    if arguments.folder.format == Format::Human {
        let shown = |suggestion: &&Suggestion| !(written && suggestion.is_draft());
        let shown: Vec<&Suggestion> = suggestions.all.iter().filter(shown).collect();
        terminal::print(&printed(&subject, &shown))?;
        tell(&suggestions, errors.len());
    } else {
        let advice = suggestions.all.iter().map(|suggestion| suggestion.diagnostic(&subject));
        let told: Vec<Diagnostic> = errors.iter().cloned().chain(advice).collect();
        arguments.folder.show(&folder.sources, &told)?;
    }
    Ok(if errors.is_empty() { Outcome::Good } else { Outcome::ContentIsWrong })
}

/// Writes the notes that can stand by themselves; false where there are none.
fn write_drafts(path: &Path, suggestions: &Suggestions) -> Result<bool, Failure> {
    let Some(text) = drafts(&suggestions.all) else {
        terminal::say("No suggestion is a note by itself: nothing is written.");
        return Ok(false);
    };
    create(&[(path.to_owned(), &text)])?;
    let shown = path.display();
    let count = suggestions.all.iter().filter(|suggestion| suggestion.is_draft()).count();
    let notes = if count == 1 { "1 note".to_owned() } else { format!("{count} notes") };
    terminal::say(&format!("Wrote `{shown}`: {notes}, as drafts."));
    Ok(true)
}

/// The suggestions for people: of each kind the best first, and what is to be pasted on lines that
/// have nothing else.
fn printed(subject: &SuggestionSubject<'_>, suggestions: &[&Suggestion]) -> String {
    let mut out = String::new();
    let mut told: BTreeSet<Paste> = BTreeSet::new();
    for code in CODES {
        let of_code: Vec<&&Suggestion> =
            suggestions.iter().filter(|suggestion| suggestion.code == code).collect();
        if of_code.is_empty() {
            continue;
        }
        let title = format!("{} ({}; {})", title(code), of_code.len(), code.slug());
        out.push_str(&format!("{title}\n{}\n\n", "=".repeat(title.chars().count())));
        for suggestion in of_code {
            let place = |span: Span| {
                let file = subject.sources.file(span.file);
                let position = file.position(span.start);
                format!("{}:{}:{}", file.path, position.line, position.column)
            };
            out.push_str(&format!("{}: {}\n", place(suggestion.span), suggestion.reason));
            for related in &suggestion.related {
                out.push_str(&format!("  {}: {}\n", place(related.span), related.message));
            }
            for paste in suggestion.pastes(subject) {
                let Paste { place, text } = &paste;
                match told.contains(&paste) {
                    false => out.push_str(&format!("  {place}:\n\n{text}\n")),
                    true => out.push_str(&format!("  {place}, as above\n")),
                }
                told.insert(paste);
            }
        }
    }
    out.retain(|c| c == '\n' || !c.is_control());
    out
}

fn title(code: Code) -> &'static str {
    match code {
        Code::PrintingWithoutPassage => "Other printings of what is quoted",
        Code::QuotationWithoutNote => "Quotations",
        Code::FiguresWithoutClaim => "Figures",
        _ => "Names",
    }
}

/// How much there is, and what is left out.
fn tell(suggestions: &Suggestions, errors: usize) {
    if suggestions.all.is_empty() {
        terminal::say("Nothing is suggested.");
    }
    for (code, count) in &suggestions.left_out {
        let slug = code.slug();
        let listed = suggestions.all.iter().filter(|it| it.code == *code).count();
        terminal::say(&format!(
            "`{slug}`: the best {listed} are listed, {count} more are not; name an ARTICLE to see \
             what concerns it."
        ));
    }
    if errors > 0 {
        let counted = if errors == 1 { "1 error".to_owned() } else { format!("{errors} errors") };
        terminal::warn(&format!(
            "the briefing has {counted}, and what that concerns is not looked at: `sidenote check` \
             tells more"
        ));
    }
}
