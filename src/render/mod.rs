//! Pages: views of the model, put through templates.
//!
//! Templates decide nothing: they see the flat structs of `view`, each field of which is
//! described in docs/templates.md. Every page is made by itself: all of them in parallel, or the one
//! that somebody looks at.

mod article;
mod articles;
pub mod assets;
mod back_links;
mod claim;
mod changed;
mod claims;
mod common;
mod corrections;
pub(crate) mod dates;
mod engine;
mod entities;
mod entity;
mod front;
mod index;
mod margin;
mod mentions;
mod not_found;
mod official;
mod own_page;
mod officials;
mod print;
mod redirect;
mod search;
mod shared_pairs;
mod shared_pair;
mod site;
mod stand_alone;
mod status;
mod structured_data;
mod style_check;
mod tag;
mod tags;
mod template_check;
mod template_text;
#[cfg(test)]
mod tests;
mod view;

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

pub use engine::Templates;
pub use site::{MadeOnce, OwnAssets};
pub(crate) use stand_alone::{DRAFT, stand_alone};
pub use status::DeskView;
pub use style_check::check as check_styles;
pub use template_check::check as check_templates;
pub(crate) use view::apparatus::label_word;
pub(crate) use view::draft::{DraftView, DraftsView, PieceView, RowView, VerdictView};

use crate::collate::Collation;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{ArticleId, Briefing, RecordKind};
use crate::output::{Nothing, Sink, buffered};
use crate::route::Route;
use common::{Common, none_of, viewpoint};
use engine::{MadePart, Rendered, Shared};
use index::Index;
use site::Site;
use view::Maker;

impl MadeOnce {
    /// Turns a briefing round, and makes room for what is made when it is asked for.
    #[must_use]
    pub fn new(briefing: &Briefing, collation: &Collation) -> Self {
        let index = Index::new(briefing, &collation.shared);
        let any_folder = common::any_folder();
        let routes = routes(briefing, collation, &index);
        let viewpoints: BTreeSet<String> =
            routes.iter().map(|(route, _)| route).chain([&any_folder]).map(viewpoint).collect();
        drop(routes);
        Self {
            index,
            changed: changed::of_briefing(briefing),
            words: Shared::new(&briefing.words),
            common: viewpoints.into_iter().map(|it| (it, Common::new(briefing))).collect(),
            bodies: none_of(&briefing.notes),
            listed: none_of(&briefing.notes),
        }
    }
}

/// Every page of a state of a briefing, each made when it is asked for.
pub struct Pages<'a> {
    site: Site<'a>,
    routes: Vec<(Route, Make<'a>)>,
}

impl<'a> Pages<'a> {
    /// The pages of a briefing, of which `once` was made.
    #[must_use]
    pub fn new(
        briefing: &'a Briefing,
        collation: &'a Collation,
        templates: &'a Templates,
        own: OwnAssets,
        once: &'a MadeOnce,
    ) -> Self {
        let (index, words) = (&once.index, &briefing.words);
        let routes = routes(briefing, collation, index);
        Self { site: Site { briefing, collation, index, words, templates, own, once }, routes }
    }

    /// Where they stand, in the order in which a build makes them.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        self.routes.iter().map(|(route, _)| route.path())
    }

    /// Makes every page.
    pub fn make_all(&self, sink: &impl Sink) -> Diagnostics {
        let make = |(route, make): &(Route, Make)| {
            let page = make(&self.site, route);
            let write =
                |page| sink.file(&route.path(), |out| self.site.templates.render(page, out));
            page.and_then(write).err().unwrap_or_default()
        };
        // The page that holds the whole briefing is made alone: what it needs is free again before the
        // others take their room.
        let (whole, others) = self.routes.split_at(1);
        let mut problems: Vec<Vec<Diagnostic>> = whole.iter().map(make).collect();
        problems.par_extend(others.par_iter().map(make));
        let mut diagnostics = Diagnostics::default();
        problems.into_iter().for_each(|problems| diagnostics.extend(problems));
        diagnostics
    }

    /// Makes page after page until `is_enough`, only to know what is wrong with their templates.
    pub fn problems(&self, is_enough: impl Fn() -> bool) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for (route, make) in self.routes.iter().take_while(|_| !is_enough()) {
            let write = |page| Nothing.file("", |out| self.site.templates.render(page, out));
            let made = make(&self.site, route).and_then(write);
            problems.extend(made.err().unwrap_or_default());
        }
        problems
    }

    /// Makes the page at a path, where there is one, or tells what is wrong with its template.
    #[must_use]
    pub fn make(&self, path: &str) -> Option<Result<Vec<u8>, Vec<Diagnostic>>> {
        let (route, make) = self.routes.iter().find(|(route, _)| route.path() == path)?;
        let mut bytes = Vec::new();
        let write = |page| buffered(&mut bytes, |out| self.site.templates.render(page, out));
        Some(make(&self.site, route).and_then(write).map(|()| bytes))
    }
}

/// Makes the page of what is done and what is not.
pub fn status_page(
    briefing: &Briefing,
    collation: &Collation,
    templates: &Templates,
    own: OwnAssets,
    desk: &DeskView<'_>,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let once = MadeOnce::new(briefing, collation);
    let pages = Pages::new(briefing, collation, templates, own, &once);
    let route = Route::status();
    let page = status::render(&pages.site, &route, desk)?;
    let mut bytes = Vec::new();
    buffered(&mut bytes, |out| templates.render(page, out))?;
    Ok(bytes)
}

type Make<'b> = Box<dyn Fn(&Site, &Route) -> Rendered + Sync + 'b>;

/// Every page there is, in the order in which they are made, and what makes it: first the one that
/// holds the whole briefing.
fn routes<'b>(
    briefing: &'b Briefing,
    collation: &'b Collation,
    index: &'b Index,
) -> Vec<(Route, Make<'b>)> {
    let mut routes: Vec<(Route, Make)> = vec![
        (Route::Front, Box::new(front::render)),
        (Route::Articles, Box::new(articles::render)),
        (Route::Entities, Box::new(entities::render)),
        (Route::Officials, Box::new(officials::render)),
        (Route::Claims, Box::new(claims::render)),
        (Route::Shared, Box::new(shared_pairs::render)),
        (Route::Print, Box::new(print::render)),
        (Route::Search, Box::new(search::render)),
        (Route::NotFound, Box::new(not_found::render)),
    ];
    if let Some(own) = &briefing.corrections {
        let make: Make = Box::new(move |site, route| corrections::render(site, route, own));
        routes.push((Route::Corrections, make));
    }
    for (id, _) in briefing.pages() {
        let make: Make = Box::new(move |site, route| own_page::render(site, route, id));
        routes.push((briefing.page_route(id), make));
    }
    for (id, article) in briefing.articles() {
        let to = briefing.article_route(id);
        for earlier in &article.redirect_from {
            let to = to.clone();
            routes.push((
                Route::Article(earlier.clone()),
                Box::new(move |site, route| redirect::render(site, route, &to)),
            ));
        }
        if !article::linked_on(briefing, index, id).is_empty() {
            routes.push((to.previews(), Box::new(move |site, _| article::previews(site, id))));
        }
        routes.push((to, Box::new(move |site, route| article::render(site, route, id))));
    }
    for (id, record) in briefing.records() {
        let make: Make = match record.kind {
            RecordKind::Entity => Box::new(move |site, route| entity::render(site, route, id)),
            RecordKind::Official { .. } => {
                Box::new(move |site, route| official::render(site, route, id))
            }
        };
        let route = briefing.record_route(id);
        for number in 1..view::mention::page_count(briefing, collation, index, id) {
            let make: Make = Box::new(move |site, route| mentions::render(site, route, id, number));
            routes.push((route.mentions(number), make));
        }
        routes.push((route, make));
    }
    for id in &index.claims {
        routes.push((
            Route::Claim(briefing[*id].slug.clone()),
            Box::new(move |site, route| claim::render(site, route, *id)),
        ));
    }
    if !briefing.tags.is_empty() {
        routes.push((Route::Tags, Box::new(tags::render)));
    }
    for (id, _) in briefing.tags() {
        let make: Make = Box::new(move |site, route| tag::render(site, route, id));
        routes.push((briefing.tag_route(id), make));
    }
    for pair in collation.shared.with_pages() {
        routes.push((
            briefing.shared_route(pair.articles),
            Box::new(move |site, route| shared_pair::render(site, route, pair)),
        ));
    }
    routes.sort_by_cached_key(|(route, _)| (*route != Route::Print, route.path()));
    routes
}

impl Site<'_> {
    /// Fills a template with a view, for the page at `route`.
    fn template(&self, name: &'static str, maker: &Maker, view: &impl Serialize) -> Rendered {
        self.templates.fill(name, &[("t", &self.once.words), ("site", &maker.shared_site())], view)
    }

    /// Renders a component with one argument.
    fn component(&self, name: &'static str, argument: (&'static str, &impl Serialize)) -> MadePart {
        self.templates.component(name, argument, &self.once.words)
    }

    /// Articles in order of publication.
    fn articles(&self) -> impl Iterator<Item = ArticleId> {
        (0..self.briefing.articles.len()).map(ArticleId::new)
    }
}
