//! The tools: what each is for, what it takes, and what it does.

use serde_json::{Value, json};

use super::desk::{Desk, ShownBriefing};
use super::reading;
use crate::mend::find::{FoundPlace, find};
use crate::suggest::{SuggestionSubject, suggest};

/// A tool.
pub(super) struct Tool {
    pub(super) name: &'static str,
    about: &'static str,
    /// Its arguments: name, type, what it is, and whether it must be given.
    takes: &'static [(&'static str, &'static str, &'static str, bool)],
    pub(super) run: fn(&mut Desk, &Value) -> Result<Value, String>,
}

pub(super) const TOOLS: &[Tool] = &[
    Tool {
        name: "verify",
        about: "Hold a finished text against the reports: each quotation in it is exact, typographic, altered, \
                cut, misattributed, unknown or absent, with what the report prints and what differs.",
        takes: &[
            ("text", "string", "The text, with its quotation marks.", true),
            ("format", "string", "markdown (the default), html or text.", false),
            (
                "language",
                "string",
                "The text's language, a BCP 47 tag; else the briefing's.",
                false,
            ),
        ],
        run: verify,
    },
    Tool {
        name: "find",
        about: "Where words stand in the reports, or words like them, each with the passage that quotes them.",
        takes: &[("words", "string", "The words.", true)],
        run: find_words,
    },
    Tool {
        name: "suggest",
        about: "Notes, passages and records that the editor could add, each ready to be pasted.",
        takes: &[("article", "string", "The id of a report: only what concerns it.", false)],
        run: suggestions,
    },
    Tool {
        name: "articles",
        about: "The reports: of each its id, title, publisher, date, address, language, and how much of it is shown.",
        takes: &[],
        run: |desk, _| Ok(reading::articles(&desk.shown().briefing)),
    },
    Tool {
        name: "read_article",
        about: "One report: its reference, and its text as far as it may be shown, a block at a time.",
        takes: &[("id", "string", "Its id.", true)],
        run: |desk, arguments| reading::article(&desk.shown().briefing, text(arguments, "id")?),
    },
    Tool {
        name: "notes",
        about: "The editor's notes: of each its id, title, kind, and the reports that it is about.",
        takes: &[("article", "string", "The id of a report: only the notes on it.", false)],
        run: |desk, arguments| {
            reading::notes(&desk.shown().briefing, arguments["article"].as_str())
        },
    },
    Tool {
        name: "read_note",
        about: "One note: its text, its passages with the words of each report, who speaks, what is answered.",
        takes: &[("id", "string", "Its id.", true)],
        run: |desk, arguments| reading::note(&desk.shown().briefing, text(arguments, "id")?),
    },
    Tool {
        name: "status",
        about: "What is done and what is not: how far each report is annotated, which questions nobody looked up in \
                it, what is left for the desk.",
        takes: &[],
        run: |desk, _| Ok(json!({ "status": desk.status() })),
    },
];

impl Tool {
    /// As a client is told of it.
    pub(super) fn listed(&self) -> Value {
        let argument = |(name, kind, about, _): &(&str, &str, &str, bool)| {
            ((*name).to_owned(), json!({ "type": kind, "description": about }))
        };
        let properties: serde_json::Map<String, Value> = self.takes.iter().map(argument).collect();
        let required: Vec<&str> =
            self.takes.iter().filter(|(.., needed)| *needed).map(|(name, ..)| *name).collect();
        json!({
            "name": self.name,
            "description": self.about,
            "inputSchema": { "type": "object", "properties": properties, "required": required },
            "annotations": { "readOnlyHint": true, "openWorldHint": false },
        })
    }
}

/// An argument that must be there.
fn text<'v>(arguments: &'v Value, name: &str) -> Result<&'v str, String> {
    arguments[name].as_str().ok_or_else(|| format!("`{name}` is missing, or is no text"))
}

fn verify(desk: &mut Desk, arguments: &Value) -> Result<Value, String> {
    let name = match arguments["format"].as_str().unwrap_or("markdown") {
        "markdown" => "draft.md",
        "html" => "draft.html",
        "text" => "draft.txt",
        other => return Err(format!("there is no format `{other}`: write markdown, html or text")),
    };
    desk.verify(text(arguments, "text")?, name, arguments["language"].as_str())
}

fn find_words(desk: &mut Desk, arguments: &Value) -> Result<Value, String> {
    let words = text(arguments, "words")?;
    let ShownBriefing { parsed, .. } = desk.shown();
    let found = find(&parsed.articles, &parsed.settings.language, words);
    let told: Vec<_> = found.places.iter().map(FoundPlace::told).collect();
    Ok(json!({ "places": desk.lines(&told), "count": found.count, "more_like": found.more_like }))
}

fn suggestions(desk: &mut Desk, arguments: &Value) -> Result<Value, String> {
    let ShownBriefing { briefing, parsed } = desk.shown();
    let ids = Desk::ids(&parsed);
    let mut articles = Vec::new();
    if let Some(slug) = arguments["article"].as_str() {
        let found = briefing.articles().find(|(_, article)| article.slug == slug);
        articles.push(found.ok_or_else(|| format!("there is no article `{slug}`"))?.0);
    }
    let sources = &desk.folder().sources;
    let subject =
        SuggestionSubject { briefing: &briefing, sources, ids: &ids, articles: &articles };
    let told: Vec<_> = suggest(&subject).all.iter().map(|it| it.diagnostic(&subject)).collect();
    Ok(json!({ "suggestions": desk.lines(&told) }))
}
