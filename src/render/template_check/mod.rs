//! Every template held against what it will see, whether a page takes a branch of it or not: a name that
//! there is not is nothing to the engine where it is only asked for, and drops a section in silence.
//!
//! What the views have is read off their types. What a component is given is learnt from those who use it.

mod kinds;
mod reader;

use std::collections::{BTreeMap, BTreeSet};

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;

use super::engine::Templates;
use super::template_text::{TokenKind, tags as tags_of};
use super::view::claim::ClaimView;
use super::view::draft::DraftsView;
use super::view::note::NoteView;
use super::view::who::WhoView;
use super::view::{PageView, SiteView};
use super::{
    article, articles, assets, claim, claims, corrections, entities, entity, front, mentions,
    not_found, officials, own_page, print, redirect, search, shared_pair, shared_pairs,
    stand_alone, status, tag, tags,
};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::i18n::Words;
use crate::load::Asset;
use crate::place::Place;
use crate::route::Route;
use crate::source::{FileId, Span};
use kinds::{Kind, Views, fields, kind};
use reader::{Reader, Unknown};

/// Components are given what others are given: so often are they read to learn it.
const ROUNDS: usize = 4;

/// What templates of a briefing's own ask for and will not find.
#[must_use]
pub fn check(templates: &Templates, files: &BTreeMap<String, Asset>) -> Vec<Diagnostic> {
    let own: BTreeMap<&str, (FileId, &str)> =
        templates.own().map(|(name, file, text)| (name, (file, text))).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let mut told: Vec<Diagnostic> = Vec::new();
    let mut seen = BTreeSet::new();
    for unknown in unknown_names(templates) {
        let Some((file, _)) = own.get(unknown.template.as_str()) else { continue };
        if seen.insert((*file, unknown.range.start)) {
            told.push(unknown_name(*file, &unknown));
        }
    }
    for (file, text) in own.values() {
        told.extend(assets_of(*file, text, files));
    }
    told
}

fn unknown_name(file: FileId, unknown: &Unknown) -> Diagnostic {
    let Unknown { name, of, known, range, .. } = unknown;
    let message = match of {
        Some(of) => format!("`{of}` has no field `{name}`"),
        None => format!("there is no `{name}` here"),
    };
    let known_names = known.iter().map(String::as_str);
    Diagnostic::new(Code::TemplateInvalid, Span::new(file, Place::new(range.clone())), message)
        .maybe_help(did_you_mean(name, known_names))
        .help(format!("there are {}", known.join(", ")))
        .help("docs/templates.md tells what each template sees")
}

/// Names that no template will find, in the built-in ones as in the briefing's own.
fn unknown_names(templates: &Templates) -> Vec<Unknown> {
    let roots = Roots::new();
    let mut texts: BTreeMap<&str, &str> = Templates::built_in().collect();
    texts.extend(templates.own().map(|(name, _, text)| (name, text)));
    let mut reader = Reader {
        views: &roots.views,
        texts: &texts,
        given: roots.given.clone(),
        unknown: Vec::new(),
    };
    let included = included(&texts);
    for _ in 0..ROUNDS {
        reader.unknown.clear();
        let before = reader.given.clone();
        for (name, _) in texts.iter().filter(|(name, _)| !included.contains(**name)) {
            reader.template(name, roots.of(name));
        }
        if reader.given == before {
            break;
        }
    }
    reader.unknown
}

/// Templates that others include see what those see, and nothing of their own.
fn included<'a>(texts: &BTreeMap<&'a str, &'a str>) -> BTreeSet<String> {
    let mut included = BTreeSet::new();
    for tag in texts.values().flat_map(|text| tags_of(text)) {
        let is_include = tag.tokens.iter().any(|token| token.word() == Some("include"));
        if tag.is_statement && is_include {
            included.extend(tag.tokens.into_iter().filter_map(|token| match token.kind {
                TokenKind::Text(name) => Some(name),
                _ => None,
            }));
        }
    }
    included
}

/// Files that `| asset` names and that are not there.
fn assets_of(file: FileId, text: &str, files: &BTreeMap<String, Asset>) -> Vec<Diagnostic> {
    let built_in = || assets::built_in().into_iter().map(|file| file.path());
    let is_there = |path: &str| {
        files.contains_key(path)
            || built_in().any(|known| known == path)
            || path.starts_with("assets/search/")
    };
    let mut told = Vec::new();
    for tag in tags_of(text) {
        for three in tag.tokens.windows(3) {
            let [name, pipe, filter] = three else { continue };
            let TokenKind::Text(written) = &name.kind else { continue };
            let path = Route::asset(written).path();
            // The folder itself may be meant.
            let is_name = pipe.is('|') && filter.word() == Some("asset") && !written.is_empty();
            if !is_name || is_there(&path) {
                continue;
            }
            let all: Vec<String> = built_in().chain(files.keys().cloned()).collect();
            let below = all.iter().filter_map(|path| path.strip_prefix("assets/"));
            let span = Span::new(file, Place::new(name.range.clone()));
            told.push(
                Diagnostic::new(
                    Code::TemplateInvalid,
                    span,
                    format!(
                        "there is no file `{written}` in `static/assets/`, and none of the theme's"
                    ),
                )
                .maybe_help(did_you_mean(written, below)),
            );
        }
    }
    told
}

/// What each page's template sees, and what the program itself gives to components.
struct Roots {
    views: Views,
    pages: BTreeMap<&'static str, BTreeMap<String, Kind>>,
    given: BTreeMap<(String, String), Kind>,
    /// What all pages see.
    common: BTreeMap<String, Kind>,
}

impl Roots {
    fn new() -> Self {
        let mut generator = SchemaGenerator::default();
        let mut views: BTreeMap<&'static str, String> = BTreeMap::new();
        let mut page = |name, schema: schemars::Schema| {
            views.insert(name, view_name(&schema));
        };
        page("front.html", generator.subschema_for::<front::FrontView>());
        page("articles.html", generator.subschema_for::<articles::ArticlesView>());
        page("article.html", generator.subschema_for::<article::ArticleView>());
        page("entities.html", generator.subschema_for::<entities::EntitiesView>());
        page("entity.html", generator.subschema_for::<entity::EntityView>());
        page("official.html", generator.subschema_for::<entity::EntityView>());
        page("officials.html", generator.subschema_for::<officials::OfficialsView>());
        page("claims.html", generator.subschema_for::<claims::ClaimsView>());
        page("tags.html", generator.subschema_for::<tags::TagsView>());
        page("tag.html", generator.subschema_for::<tag::TagPageView>());
        page("mentions.html", generator.subschema_for::<mentions::MentionsPageView>());
        page("claim.html", generator.subschema_for::<claim::ClaimPageView>());
        page("corrections.html", generator.subschema_for::<corrections::CorrectionsView>());
        page("page.html", generator.subschema_for::<own_page::OwnPageView>());
        page("shared.html", generator.subschema_for::<shared_pairs::SharedView>());
        page("shared_pair.html", generator.subschema_for::<shared_pair::SharedPairView>());
        page("print.html", generator.subschema_for::<print::PrintView>());
        page("search.html", generator.subschema_for::<search::SearchView>());
        page("not_found.html", generator.subschema_for::<not_found::NotFoundView>());
        page("redirect.html", generator.subschema_for::<redirect::RedirectView>());
        page("status.html", generator.subschema_for::<status::StatusView>());
        page(stand_alone::DRAFT, generator.subschema_for::<DraftsView>());
        let given = Self::given(&mut generator);
        let common = BTreeMap::from([
            ("site".to_owned(), kind_of::<SiteView>(&mut generator)),
            ("page".to_owned(), kind_of::<PageView>(&mut generator)),
            ("t".to_owned(), Kind::View("Words".to_owned())),
        ]);
        let mut definitions = generator.take_definitions(true);
        let words = Words::ALL.iter().map(|word| (word.name.to_owned(), Value::Bool(true)));
        let words = serde_json::json!({ "properties": words.collect::<serde_json::Map<_, _>>() });
        definitions.insert("Words".to_owned(), words);
        let seen = |view: &String| definitions.get(view).and_then(fields).unwrap_or_default();
        let pages = views.iter().map(|(name, view)| (*name, seen(view))).collect();
        Self { views: Views::new(definitions.iter()), pages, given, common }
    }

    /// What components get that the program renders by themselves.
    fn given(generator: &mut SchemaGenerator) -> BTreeMap<(String, String), Kind> {
        let given = [
            ("list_note", "note", kind_of::<NoteView>(generator)),
            ("whole_report", "report", kind_of::<print::PrintArticle>(generator)),
            ("whole_claim", "claim", kind_of::<ClaimView>(generator)),
            ("whole_record", "entry", kind_of::<print::PrintRecord>(generator)),
            ("preview", "of", kind_of::<WhoView>(generator)),
        ];
        let key = |component: &str, argument: &str| (component.to_owned(), argument.to_owned());
        given.into_iter().map(|(component, it, kind)| (key(component, it), kind)).collect()
    }

    /// What a template sees: a page's what its page has, `base.html` what any has.
    fn of(&self, template: &str) -> BTreeMap<String, Kind> {
        let mut known = self.common.clone();
        if template == stand_alone::DRAFT {
            known.extend(stand_alone::SEEN.map(|name| (name.to_owned(), Kind::Plain)));
        }
        match self.pages.get(template) {
            Some(fields) => known.extend(fields.clone()),
            None => {
                for (name, kind) in self.pages.values().flatten() {
                    let kind = match known.remove(name) {
                        Some(other) => other.or(kind.clone()),
                        None => kind.clone(),
                    };
                    known.insert(name.clone(), kind);
                }
            }
        }
        known
    }
}

fn kind_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Kind {
    kind(generator.subschema_for::<T>().as_value())
}

/// The name of the view that a schema refers to.
fn view_name(schema: &schemars::Schema) -> String {
    match kind(schema.as_value()) {
        Kind::View(name) => name,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceFile, SourceSet};

    /// What is told of a template in the place of a built-in one: the names, and what was likely meant.
    fn told(name: &str, text: &str) -> Vec<String> {
        let mut sources = SourceSet::default();
        // What every page stands on must have the parts that they fill.
        let base =
            Templates::built_in().find(|(built_in, _)| *built_in == name && name == "base.html");
        let text = &[base.map_or("", |(_, base)| base), text].concat();
        let file = sources.add(SourceFile::from_bytes(name.to_owned(), text.as_bytes().to_vec()));
        let own = BTreeMap::from([(name.to_owned(), file)]);
        let (templates, problems) = Templates::new(&sources, &own);
        assert_eq!(problems.into_iter().count(), 0, "{text}");
        let told = check(&templates, &BTreeMap::new());
        told.into_iter().map(|it| sources.text(it.span).to_owned()).collect()
    }

    #[test]
    fn the_built_in_templates_ask_for_nothing_that_there_is_not() {
        let (templates, _) = Templates::new(&SourceSet::default(), &BTreeMap::new());
        let unknown = unknown_names(&templates);
        let unknown: Vec<_> = unknown.iter().map(|it| (&it.template, &it.name, &it.of)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
        // They are really looked at: nearly all that is given to components is known.
        let roots = Roots::new();
        assert!(roots.pages.len() > 15 && roots.pages.values().all(|fields| !fields.is_empty()));
    }

    #[test]
    fn names_are_looked_at_in_branches_that_no_page_takes() {
        for (name, text, wanted) in [
            ("entity.html", "{% if famillies %}x{% endif %}", "famillies"),
            ("entity.html", "{% if false %}{{ page.titel }}{% endif %}", "titel"),
            ("entity.html", "{% for family in families %}{{ family.titel }}{% endfor %}", "titel"),
            ("front.html", "{% if families %}x{% endif %}", "families"),
            ("front.html", "{% if columns and not page.hiden %}x{% endif %}", "hiden"),
            ("base.html", "{{ t.serach }}", "serach"),
            ("base.html", "{{ site.nav[0].labl }}", "labl"),
            ("articles.html", "{% set one = articles[0] %}{{ one.titel }}", "titel"),
            ("articles.html", "{{ 'margn.js' | asset }}", "'margn.js'"),
        ] {
            assert_eq!(told(name, text), [wanted], "{text}");
        }
    }

    #[test]
    fn what_is_there_is_not_told() {
        for (name, text) in [
            (
                "front.html",
                "{{ site.extra.any.thing }}{{ extra.other }}{% if x is defined %}{% endif %}",
            ),
            (
                "base.html",
                "{% if families %}{% for family in families %}{{ family.title }}{% endfor %}{% endif %}",
            ),
            (
                "articles.html",
                "{{ articles[0].title }}{% for a in articles %}{{ loop.index }}{{ a.title | upper }}{% endfor %}",
            ),
            (
                "articles.html",
                "{{ \"report.js\" | asset }}{{ \"\" | asset }}{{ 1 < 2 }}{{ page.title ~ t.search }}",
            ),
            (
                "front.html",
                "{# {{ nothing }} #}{% raw %}{{ nothing }}{% endraw %}{{ page?.nothing }}",
            ),
        ] {
            assert_eq!(told(name, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn components_know_what_they_are_given() {
        let text =
            Templates::built_in().find(|(name, _)| *name == "parts/margin_note.html").unwrap().1;
        let wrong = text.replacen("note.body", "note.bdoy", 1);
        assert_ne!(text, wrong);
        assert_eq!(told("parts/margin_note.html", &wrong), ["bdoy"]);
        let text = Templates::built_in().find(|(name, _)| *name == "parts/link.html").unwrap().1;
        assert_eq!(told("parts/link.html", text), Vec::<String>::new());
    }
}
