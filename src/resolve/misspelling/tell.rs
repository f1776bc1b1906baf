//! What to tell of a form that is nearly the name of an entity or official.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Briefing, Misspelling, Record, Slip};
use crate::parse::yaml_scalar::scalar;
use crate::place::Place;
use crate::source::{SourceSet, Span};

/// Tells of each likely misspelling at its place, but of those that the editor corrects.
pub fn tell(briefing: &Briefing, sources: &SourceSet) -> Vec<Diagnostic> {
    let open = briefing.misspellings.iter().filter(|it| it.corrected_by.is_none());
    open.filter_map(|misspelling| told(briefing, sources, misspelling)).collect()
}

fn told(briefing: &Briefing, sources: &SourceSet, misspelling: &Misspelling) -> Option<Diagnostic> {
    let article = &briefing[misspelling.article];
    let record = &briefing[misspelling.record];
    let document = &article.shown()?.document;
    let place = misspelling.places.first()?;
    let printed = document.text.get(place.bytes())?;
    let (known, slug) = (&misspelling.known, &record.slug);
    let times = match misspelling.places.len() {
        1 => String::new(),
        times => format!(", and stands {times} times in this report"),
    };
    let file = sources.file(record.span.file);
    let diagnostic = Diagnostic::new(
        Code::LikelyMisspelling,
        Span::new(article.span.file, document.source_of(*place)),
        format!("`{printed}` {} `{known}`, a name of `{slug}`{times}", resembles(misspelling.slip)),
    )
    .help(format!(
        "if it is `{slug}`, let {} say `aliases: [{}]`: it then counts as a mention",
        file.path,
        aliases(record, printed)
    ))
    .help(format!(
        "if the report is wrong, a `.correction` of the passage that links to `[[{slug}]]` says so to readers too"
    ))
    .help("if it is something else, write `allow: [likely-misspelling]` into the article’s front matter");
    let there = file.text.find(known.as_str());
    Some(match there {
        Some(at) => diagnostic.related(
            Span::new(record.span.file, Place::new(at..at + known.len())),
            format!("`{slug}` has the name here"),
        ),
        None => diagnostic,
    })
}

fn resembles(slip: Slip) -> &'static str {
    match slip {
        Slip::Letter => "is one letter off",
        Slip::Swapped => "has two letters the other way round than",
        Slip::Sound => "is one word off, by one that sounds alike,",
        Slip::Division => "is divided otherwise than",
        Slip::Capitals => "is capitalised otherwise than",
    }
}

/// What stands between the brackets of `aliases` with one more.
fn aliases(record: &Record, printed: &str) -> String {
    let all = record.aliases.iter().map(String::as_str).chain([printed]);
    all.map(scalar).collect::<Vec<_>>().join(", ")
}
