//! `pin-outdated`: what was pinned has changed since. Originals are looked at where their folder is
//! at hand; elsewhere a pin is trusted.

use super::Subject;
use super::originals::original;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::model::pin::{hash_of, hash_of_body};
use crate::model::{Article, Pin, TextKind};
use crate::parse::front_matter::YamlPlaces;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let Some(file) = subject.briefing.pins else { return };
    let mut outdated = Vec::new();
    for article in &subject.briefing.articles {
        let Some(pin) = &article.pin else { continue };
        if hash(subject, article).is_some_and(|hash| !pin.is_of(&hash)) {
            outdated.push((article, pin));
        }
    }
    if outdated.is_empty() {
        return;
    }
    let source = subject.folder.sources.file(file);
    let places = YamlPlaces::new(file, source, source.whole());
    for (article, pin) in outdated {
        let mut diagnostic = told(article, pin, &places);
        if article.kind == TextKind::Full {
            diagnostic.severity = Severity::Warning;
        }
        diagnostics.push(diagnostic);
    }
}

/// The hash of what an article's pin was made of; none where that is not at hand.
fn hash(subject: &Subject<'_>, article: &Article) -> Option<String> {
    let sources = &subject.folder.sources;
    if article.kind == TextKind::Full {
        return Some(hash_of_body(sources, article.span.file));
    }
    let originals = subject.folder.originals.as_ref()?;
    let file = original(subject.folder, originals, article, article.original.as_ref()?).ok()?;
    Some(hash_of(&sources.file(file).text))
}

fn told(article: &Article, pin: &Pin, places: &YamlPlaces) -> Diagnostic {
    let Article { slug, kind, original, .. } = article;
    let since = pin.pinned.map_or_else(String::new, |date| format!(", on {date}"));
    let (message, help) = match (kind, original) {
        (TextKind::Digest | TextKind::Excerpt, Some(name)) => (
            format!("`{name}`, the original of `{slug}`, has changed since it was pinned{since}"),
            format!(
                "see what has changed, and measure again: `sidenote pin {slug} --originals DIR`"
            ),
        ),
        _ => (
            format!("the text of `{slug}` has changed since it was pinned{since}"),
            format!("see whether it should have, and pin it again: `sidenote pin {slug}`"),
        ),
    };
    Diagnostic::new(Code::PinOutdated, places.of_key(slug), message).help(help)
}
