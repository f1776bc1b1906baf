//! Pages: views of the model, put through templates.
//!
//! Templates decide nothing: they see the flat structs of `view`, each field of which is
//! described in docs/templates.md. Every page is made by itself, so they are made in parallel.

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
mod not_found;
mod official;
mod officials;
mod print;
mod redirect;
mod search;
mod shared_pairs;
mod shared_pair;
mod site;
mod structured_data;
#[cfg(test)]
mod tests;
mod view;

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

pub use engine::Templates;
pub use site::OwnAssets;

use crate::collate::Collation;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{ArticleId, Briefing, RecordKind};
use crate::output::Sink;
use crate::route::Route;
use common::{Common, none_of, viewpoint};
use engine::{MadePart, Rendered, Shared};
use index::Index;
use site::Site;
use view::Maker;

/// Makes every page of the site, and gives their paths.
pub fn render(
    briefing: &Briefing,
    collation: &Collation,
    templates: &Templates,
    own: OwnAssets,
    sink: &impl Sink,
) -> (Vec<String>, Diagnostics) {
    let (index, words) = (Index::new(briefing, &collation.shared), &briefing.words);
    let routes = routes(briefing, collation, &index);
    let any_folder = common::any_folder();
    let viewpoints: BTreeSet<String> =
        routes.iter().map(|(route, _)| route).chain([&any_folder]).map(viewpoint).collect();
    let site = Site {
        briefing,
        collation,
        index: &index,
        words,
        templates,
        own,
        changed: changed::of_briefing(briefing),
        shared_words: Shared::new(words),
        common: viewpoints.into_iter().map(|it| (it, Common::new(briefing))).collect(),
        bodies: none_of(&briefing.notes),
        listed: none_of(&briefing.notes),
    };

    let write = |(route, make): &(Route, Make)| {
        let path = route.path();
        let page = make(&site, route);
        let written = page.and_then(|page| sink.file(&path, |out| templates.render(page, out)));
        (path, written.err().unwrap_or_default())
    };
    // The page that holds the whole briefing is made alone: what it needs is free again before the
    // others take their room.
    let (whole, others) = routes.split_at(1);
    let mut made: Vec<(String, Vec<Diagnostic>)> = whole.iter().map(write).collect();
    made.par_extend(others.par_iter().map(write));
    let (paths, problems): (Vec<String>, Vec<Vec<Diagnostic>>) = made.into_iter().unzip();
    let mut diagnostics = Diagnostics::default();
    problems.into_iter().for_each(|problems| diagnostics.extend(problems));
    (paths, diagnostics)
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
    for (id, article) in briefing.articles() {
        let to = briefing.article_route(id);
        for earlier in &article.redirect_from {
            let to = to.clone();
            routes.push((
                Route::Article(earlier.clone()),
                Box::new(move |site, route| redirect::render(site, route, &to)),
            ));
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
        routes.push((briefing.record_route(id), make));
    }
    for id in &index.claims {
        routes.push((
            Route::Claim(briefing[*id].slug.clone()),
            Box::new(move |site, route| claim::render(site, route, *id)),
        ));
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
        self.templates.fill(
            name,
            &[("t", &self.shared_words), ("site", &maker.shared_site())],
            view,
        )
    }

    /// Renders a component with one argument.
    fn component(&self, name: &'static str, argument: (&'static str, &impl Serialize)) -> MadePart {
        self.templates.component(name, argument, &self.shared_words)
    }

    /// Articles in order of publication.
    fn articles(&self) -> impl Iterator<Item = ArticleId> {
        (0..self.briefing.articles.len()).map(ArticleId::new)
    }
}
