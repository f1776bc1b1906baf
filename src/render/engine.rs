//! The template engine: the only user of tera.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use super::template_text::{components_made, components_used, never_closed};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::memory::{Content, Memory};
use crate::output::Out;
use crate::place::Place;
use crate::slice::Slice;
use crate::source::{FileId, SourceSet, Span};

macro_rules! built_in {
    ($($name:literal)+) => {
        /// The built-in templates: name and text.
        const BUILT_IN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../templates/", $name)))),+];
    };
}

built_in! {
    "base.html"
    "front.html"
    "articles.html"
    "article.html"
    "entities.html"
    "entity.html"
    "officials.html"
    "official.html"
    "claims.html"
    "claim.html"
    "tags.html"
    "tag.html"
    "mentions.html"
    "corrections.html"
    "shared.html"
    "shared_pair.html"
    "status.html"
    "print.html"
    "search.html"
    "not_found.html"
    "page.html"
    "redirect.html"
    "verify.html"
    "parts/article_line.html"
    "parts/carriage.html"
    "parts/back_links.html"
    "parts/cite.html"
    "parts/claim_table.html"
    "parts/columns.html"
    "parts/concordance.html"
    "parts/exhibit.html"
    "parts/facts.html"
    "parts/family.html"
    "parts/finding.html"
    "parts/forms.html"
    "parts/link.html"
    "parts/link_list.html"
    "parts/margin_note.html"
    "parts/matrix.html"
    "parts/note.html"
    "parts/note_head.html"
    "parts/picture.html"
    "parts/previews.html"
    "parts/replies.html"
    "parts/search.html"
    "parts/tags.html"
    "parts/tools.html"
    "parts/whole.html"
}

/// HTML in a view: templates print it as it is. A copy shares its text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Html(Value);

impl Html {
    pub(crate) fn new(html: &str) -> Self {
        Self(Value::safe_string(html))
    }
}

impl Default for Html {
    fn default() -> Self {
        Self::new("")
    }
}

/// To templates it is a text.
impl JsonSchema for Html {
    fn schema_name() -> Cow<'static, str> {
        "Html".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A view made once for many pages.
#[derive(Debug, Clone)]
pub(crate) struct Shared(Value);

impl Shared {
    /// Makes a view into a value.
    pub(crate) fn new(view: &impl Serialize) -> Self {
        Self(Value::from_serializable(view))
    }
}

impl Serialize for Shared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// What is to be written: a template with all that it sees, or text that is ready.
pub(crate) enum Filled {
    Template { template: &'static str, context: Context },
    Text(String),
}

/// The templates of a build: the built-in ones, and what the briefing puts in their place.
#[derive(Clone)]
pub struct Templates {
    tera: Tera,
    /// The briefing's own, by name.
    overrides: BTreeMap<String, Override>,
}

#[derive(Debug, Clone)]
struct Override {
    file: FileId,
    text: String,
}

impl Templates {
    /// The same as [`Self::new`], and what is told of them, as they were made for the same files before.
    #[must_use]
    pub fn remembered(
        sources: &SourceSet,
        overrides: &BTreeMap<String, FileId>,
        memory: &Memory,
    ) -> Arc<(Arc<Self>, Diagnostics)> {
        let input = |it: &mut Content| {
            overrides.iter().for_each(|(name, id)| (name, id, sources.file(*id).key()).hash(it));
        };
        memory.recall("templates", input, || {
            let (templates, told) = Self::new(sources, overrides);
            (Arc::new(templates), told)
        })
    }

    /// The built-in templates, with the briefing's own, by their names in its `templates/` folder,
    /// put in the place of those of the same name, or added. One that cannot be used is told of,
    /// and left out.
    #[must_use]
    pub fn new(sources: &SourceSet, overrides: &BTreeMap<String, FileId>) -> (Self, Diagnostics) {
        let mut diagnostics = Diagnostics::default();
        let mut tera = Tera::default();
        // Templates are checked against the filters that there are when they are added.
        tera.register_filter("asset", asset);
        let mut templates = Self { tera, overrides: BTreeMap::new() };
        if let Err(error) = templates.tera.add_raw_templates(BUILT_IN.iter().copied()) {
            // A test holds that this cannot be.
            diagnostics.extend(overrides.values().next().map(|file| {
                Diagnostic::new(Code::TemplateInvalid, Span::whole(*file), error.to_string())
            }));
            return (templates, diagnostics);
        }
        for (name, id) in overrides {
            let file = sources.file(*id);
            // One that is not UTF-8 is told of as that, and has only the text before.
            if file.invalid_at.is_none() {
                let text = file.text.clone();
                templates.overrides.insert(name.clone(), Override { file: *id, text });
            }
        }
        diagnostics.extend(templates.strays());
        // They may need one another, so they are added together; each round leaves one out.
        while !templates.overrides.is_empty() {
            let texts = templates.overrides.iter().map(|(name, own)| (name, &own.text));
            let Err(error) = templates.tera.add_raw_templates(texts) else {
                break;
            };
            let found = templates.diagnose(&error);
            let bad: Vec<FileId> = found.iter().map(|problem| problem.span.file).collect();
            let before = templates.overrides.len();
            templates.overrides.retain(|_, own| !bad.contains(&own.file));
            diagnostics.extend(found);
            if templates.overrides.len() == before {
                templates.overrides.clear();
            }
        }
        (templates, diagnostics)
    }

    /// Whether the briefing has templates of its own: no other can fail.
    #[must_use]
    pub fn has_own(&self) -> bool {
        !self.overrides.is_empty()
    }

    /// The built-in templates: name and text.
    pub(crate) fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
        BUILT_IN.iter().copied()
    }

    /// The briefing's own templates that can be used: name, file and text.
    pub(crate) fn own(&self) -> impl Iterator<Item = (&str, FileId, &str)> {
        self.overrides.iter().map(|(name, own)| (name.as_str(), own.file, own.text.as_str()))
    }

    /// Tells of templates that nothing uses: they take the place of no built-in one, and none of
    /// the briefing's own names them.
    fn strays(&self) -> Vec<Diagnostic> {
        let built_in = || BUILT_IN.iter().map(|(name, _)| *name);
        let texts = || self.overrides.values();
        let named: BTreeSet<&str> =
            texts().flat_map(|own| own.text.split(['"', '\'', '`'])).collect();
        // A file of components is used where one of them is.
        let all = || BUILT_IN.iter().map(|(_, text)| *text).chain(texts().map(|own| &*own.text));
        let used: BTreeSet<String> = all().flat_map(components_used).collect();
        self.overrides
            .iter()
            .filter(|(name, _)| built_in().all(|own| own != *name) && !named.contains(name.as_str()))
            .filter(|(_, own)| components_made(&own.text).iter().all(|it| !used.contains(it)))
            .map(|(name, own)| {
                Diagnostic::new(
                    Code::StrayFile,
                    Span::whole(own.file),
                    format!("there is no built-in template `{name}`, and no template of the briefing includes this one"),
                )
                .maybe_help(did_you_mean(name, built_in()))
                .help("name it as the built-in template that it replaces; docs/templates.md lists them")
            })
            .collect()
    }

    /// Makes a template ready: it will see the fields of `view`, and the shared values by their
    /// names.
    pub(crate) fn fill(
        &self,
        template: &'static str,
        shared: &[(&'static str, &Shared)],
        view: &impl Serialize,
    ) -> Result<Filled, Vec<Diagnostic>> {
        let mut context = Context::from_serialize(view).map_err(|error| self.diagnose(&error))?;
        for (name, value) in shared {
            context.insert_value(*name, value.0.clone());
        }
        Ok(Filled::Template { template, context })
    }

    /// Renders a component with one argument, for templates to print as it is.
    pub(crate) fn component(
        &self,
        name: &'static str,
        (argument, value): (&'static str, &impl Serialize),
        words: &Shared,
    ) -> Result<Html, Vec<Diagnostic>> {
        let (mut arguments, mut implicit) = (Context::new(), Context::new());
        arguments.insert(argument, value);
        implicit.insert_value("t", words.0.clone());
        self.tera
            .render_component_with_implicits(name, &arguments, &implicit, None, true)
            .map(|html| Html::new(&html))
            .map_err(|error| self.diagnose(&error))
    }

    /// Renders a template that was made ready.
    pub(crate) fn render(&self, page: Filled, out: &mut Out<'_>) -> Result<(), Vec<Diagnostic>> {
        match page {
            Filled::Template { template, context } => {
                self.tera.render_to(template, &context, out).map_err(|error| self.diagnose(&error))
            }
            Filled::Text(text) => {
                // What cannot be written is told of when the file is finished, as of a page.
                let _ = out.write_all(text.as_bytes());
                Ok(())
            }
        }
    }

    /// What is wrong, at its place in the briefing's own template. What a built-in template
    /// reports can only come of an override beside it.
    fn diagnose(&self, error: &tera::Error) -> Vec<Diagnostic> {
        let problems = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![Problem {
                template: report.filename().to_owned(),
                place: TemplatePlace::Bytes(report.span().range.clone()),
                message: report.message().to_owned(),
            }],
            kind => Problem::read(&kind.to_string()),
        };
        problems
            .into_iter()
            .filter_map(|problem| {
                let own = self.overrides.get(&problem.template);
                let (message, help) = match problem.message.split_once(". Available") {
                    Some((message, there)) => {
                        (message.to_owned(), Some(format!("there are{}", after_colon(there))))
                    }
                    None => (problem.message.trim_end_matches('.').to_owned(), None),
                };
                let (span, message) = match own {
                    Some(own) => {
                        let place = problem.place.bytes(&own.text);
                        // What is never closed is found where something around it ends.
                        let ends = own.text.slice(place.clone()).trim_start_matches("{%");
                        let is_at_end = place.start >= own.text.trim_end().len()
                            || ends.trim_start_matches(['-', ' ']).starts_with("end");
                        match never_closed(&own.text).filter(|_| is_at_end) {
                            Some((open, close)) => {
                                let tag = own.text.slice(open.clone());
                                let message = format!(
                                    "`{tag}` is never closed: write `{{% {close} %}}` where it ends"
                                );
                                (Span::new(own.file, Place::new(open)), message)
                            }
                            None => (Span::new(own.file, Place::new(place)), message),
                        }
                    }
                    None => {
                        let cause = self.missing(&message)?;
                        let message =
                            format!("other templates need what this one no longer has: {message}");
                        (Span::whole(cause.file), message)
                    }
                };
                Some(
                    Diagnostic::new(Code::TemplateInvalid, span, message)
                        .maybe_help(help)
                        .help("docs/templates.md tells what each template sees"),
                )
            })
            .collect()
    }

    /// The override in whose place the built-in template has the component that is missed; else
    /// the first.
    fn missing(&self, message: &str) -> Option<&Override> {
        let definition = format!("component {}(", quoted(message));
        let defines = |name: &String| {
            BUILT_IN.iter().any(|(known, text)| known == name && text.contains(&definition))
        };
        let cause = self.overrides.iter().find(|(name, _)| defines(name));
        cause.or(self.overrides.iter().next()).map(|(_, own)| own)
    }
}

fn after_colon(text: &str) -> &str {
    text.split_once(':').map_or(text, |(_, after)| after)
}

/// One thing that tera reports.
struct Problem {
    template: String,
    place: TemplatePlace,
    message: String,
}

enum TemplatePlace {
    Bytes(Range<usize>),
    /// A line and a column, both from 1.
    Line(usize, usize),
    Unknown,
}

impl TemplatePlace {
    /// The bytes in a template's text, never past its end.
    fn bytes(self, text: &str) -> Range<usize> {
        match self {
            Self::Bytes(range) => {
                let end = text.floor_char_boundary(range.end.min(text.len()));
                text.floor_char_boundary(range.start.min(end))..end
            }
            Self::Line(line, column) => {
                let before: usize =
                    text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
                let rest = text.slice(before..).lines().next().unwrap_or_default();
                let at = rest.char_indices().nth(column.saturating_sub(1));
                let start = before + at.map_or(rest.len(), |(at, _)| at);
                start..before + rest.len()
            }
            Self::Unknown => 0..0,
        }
    }
}

impl Problem {
    /// Reads tera's reports of templates that are put together wrongly, which come as text only.
    fn read(reports: &str) -> Vec<Self> {
        let mut found = Vec::new();
        for report in reports.split("\n\n") {
            let mut lines = report.lines();
            let first = lines.next().unwrap_or_default();
            let locus = lines.find_map(|line| line.trim_start().strip_prefix("--> "));
            let mut parts = locus.unwrap_or_default().rsplitn(3, ':');
            let column = parts.next().and_then(|column| column.parse().ok());
            let line = parts.next().and_then(|line| line.parse().ok());
            let (template, place) = match (parts.next(), line, column) {
                (Some(name), Some(line), Some(column)) => {
                    (name.to_owned(), TemplatePlace::Line(line, column))
                }
                _ => (quoted(first), TemplatePlace::Unknown),
            };
            let message = first.strip_prefix("error: ").unwrap_or(first).to_owned();
            found.push(Self { template, place, message });
        }
        found
    }
}

/// The first name in quotation marks or backticks.
fn quoted(message: &str) -> String {
    message.split(['\'', '`']).nth(1).unwrap_or_default().to_owned()
}

/// `{{ "logo.svg" | asset }}`: a link from this page to a file of `static/assets/`.
fn asset(name: &str, _: Kwargs, state: &State) -> tera::TeraResult<String> {
    let page: Option<Value> = state.get("page")?;
    let assets = page.as_ref().and_then(|page| page.get_from_path("assets"));
    Ok(format!("{}{name}", assets.and_then(Value::as_str).unwrap_or_default()))
}

/// A page that is to be written, or why it could not be made.
pub(crate) type Rendered = Result<Filled, Vec<Diagnostic>>;

/// A part of pages, or why it could not be made.
pub(crate) type MadePart = Result<Html, Vec<Diagnostic>>;
