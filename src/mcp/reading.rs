//! Articles and notes as clients read them.

use serde_json::{Value, json};

use crate::model::{
    Article, ArticleText, Briefing, Note, NoteKind, Passage, Reference, Speaker, TextKind,
};

/// The reports.
pub(super) fn articles(briefing: &Briefing) -> Value {
    let articles: Vec<Value> = briefing.articles.iter().map(reference).collect();
    json!({ "articles": articles })
}

fn reference(article: &Article) -> Value {
    let shown = match (&article.text, article.kind) {
        (ArticleText::Withheld, _) => "nothing",
        (ArticleText::Part(_), _) => "passages",
        (ArticleText::Whole(_), TextKind::Digest) => "a digest in the editor's words",
        (ArticleText::Whole(_), TextKind::Excerpt) => "an excerpt",
        (ArticleText::Whole(_), TextKind::Full) => "all",
    };
    json!({
        "id": article.slug,
        "title": article.title,
        "publisher": article.publisher,
        "authors": article.authors,
        "published": article.published.map(|date| date.to_string()),
        "url": article.url,
        "language": article.language,
        "shown": shown,
    })
}

/// One report.
pub(super) fn article(briefing: &Briefing, slug: &str) -> Result<Value, String> {
    let found = briefing.articles.iter().find(|article| article.slug == slug);
    let article = found.ok_or_else(|| format!("there is no article `{slug}`"))?;
    let blocks: Vec<Value> = article.shown().map_or_else(Vec::new, |prose| {
        let blocks = prose.document.blocks.iter();
        blocks
            .map(|block| json!({ "id": block.id, "text": prose.document.slice(block.text) }))
            .collect()
    });
    let mut told = reference(article);
    told["blocks"] = Value::Array(blocks);
    Ok(told)
}

/// The notes, of one report or of all.
pub(super) fn notes(briefing: &Briefing, article: Option<&str>) -> Result<Value, String> {
    let asked = match article {
        None => None,
        Some(slug) => {
            let found = briefing.articles().find(|(_, article)| article.slug == slug);
            Some(found.ok_or_else(|| format!("there is no article `{slug}`"))?.0)
        }
    };
    let is_asked = |note: &&Note| asked.is_none_or(|asked| note.articles().contains(&asked));
    let notes: Vec<Value> = briefing
        .notes
        .iter()
        .filter(is_asked)
        .map(|note| {
            let articles: Vec<&str> =
                note.articles().into_iter().map(|id| briefing[id].slug.as_str()).collect();
            json!({
                "id": note.slug,
                "title": note.title,
                "kind": note.kind.class().name(),
                "articles": articles,
            })
        })
        .collect();
    Ok(json!({ "notes": notes }))
}

/// One note.
pub(super) fn note(briefing: &Briefing, slug: &str) -> Result<Value, String> {
    let found = briefing.notes.iter().find(|note| note.slug == slug);
    let note = found.ok_or_else(|| format!("there is no note `{slug}`"))?;
    let passages: Vec<Value> = note.passages.iter().map(|it| passage(briefing, it)).collect();
    let silent: Vec<&str> = note.silent.iter().map(|(id, _)| briefing[*id].slug.as_str()).collect();
    let mut told = json!({
        "id": note.slug,
        "title": note.title,
        "kind": note.kind.class().name(),
        "author": note.author,
        "tags": note.tags.iter().filter_map(|tag| briefing.tags.get(tag.index())).map(|tag| &tag.slug).collect::<Vec<_>>(),
        "passages": passages,
        "not_reported": silent,
        "text": note.body.document.text,
    });
    match &note.kind {
        NoteKind::Quote(quote) => {
            let id = |speaker: &Speaker| match speaker {
                Speaker::Record(record) => briefing[*record].slug.clone(),
                Speaker::Article(article) => briefing[*article].slug.clone(),
            };
            told["speakers"] = quote.speakers.iter().map(id).collect();
            told["said"] = json!(quote.said);
        }
        NoteKind::Claim(claim) => {
            told["unit"] = json!(claim.unit);
            told["finding"] = json!(claim.finding.as_ref().map(|finding| &finding.value.raw));
        }
        NoteKind::Correction(correction) => {
            told["reads"] = json!(correction.reads);
            told["evidence"] = json!(evidence(briefing, &correction.evidence));
        }
        NoteKind::Note | NoteKind::Context | NoteKind::Question => {}
    }
    Ok(told)
}

fn passage(briefing: &Briefing, passage: &Passage) -> Value {
    let article = &briefing[passage.article];
    let words: Vec<&str> = article.shown().map_or_else(Vec::new, |prose| {
        passage.parts().iter().map(|part| prose.document.slice(*part)).collect()
    });
    // Of a report that shows nothing, neither words nor what they answer.
    let value = passage.value.as_ref().filter(|_| article.shown().is_some());
    json!({
        "article": article.slug,
        "words": words.join(" […] "),
        "value": value.map(|value| &value.raw),
    })
}

fn evidence(briefing: &Briefing, reference: &Reference) -> String {
    match reference {
        Reference::Article(article) => briefing[*article].slug.clone(),
        Reference::Record(record) => briefing[*record].slug.clone(),
        Reference::Url(url) => url.clone(),
        Reference::Words(words) => words.clone(),
    }
}
