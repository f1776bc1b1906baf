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
mod page_list;
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
use page_list::{Listed, PageList, Showing};
use site::Site;
use view::Maker;

impl MadeOnce {
    /// Turns a briefing round, and makes room for what is made when it is asked for.
    #[must_use]
    pub fn new(briefing: &Briefing, collation: &Collation) -> Self {
        let index = Index::new(briefing, &collation.shared);
        let any_folder = common::any_folder();
        let list = list(briefing, collation, &index);
        let routes = list.all().iter().map(|listed| &listed.route);
        let viewpoints: BTreeSet<String> = routes.chain([&any_folder]).map(viewpoint).collect();
        Self {
            index,
            list,
            changed: changed::of_briefing(briefing),
            words: Shared::new(&briefing.words),
            common: viewpoints.into_iter().map(|it| (it, Common::new(briefing))).collect(),
            bodies: none_of(&briefing.notes),
            listed: none_of(&briefing.notes),
        }
    }

    /// Where all pages stand, in the order in which a build makes them.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.list.all().iter().map(|listed| listed.path.as_str())
    }
}

/// Every page of a state of a briefing, each made when it is asked for.
pub struct Pages<'a> {
    site: Site<'a>,
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
        Self { site: Site { briefing, collation, index, words, templates, own, once } }
    }

    /// Makes every page.
    pub fn make_all(&self, sink: &impl Sink) -> Diagnostics {
        let write = |it: &Listed| {
            let page = make(it.showing, &self.site, &it.route);
            let write = |page| sink.file(&it.path, |out| self.site.templates.render(page, out));
            page.and_then(write).err().unwrap_or_default()
        };
        // The page that holds the whole briefing is made alone: what it needs is free again before the
        // others take their room.
        let (whole, others) = self.site.once.list.all().split_at(1);
        let mut problems: Vec<Vec<Diagnostic>> = whole.iter().map(write).collect();
        problems.par_extend(others.par_iter().map(write));
        let mut diagnostics = Diagnostics::default();
        problems.into_iter().for_each(|problems| diagnostics.extend(problems));
        diagnostics
    }

    /// Makes page after page until `is_enough`, only to know what is wrong with their templates.
    pub fn problems(&self, is_enough: impl Fn() -> bool) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for it in self.site.once.list.all().iter().take_while(|_| !is_enough()) {
            let write = |page| Nothing.file("", |out| self.site.templates.render(page, out));
            let made = make(it.showing, &self.site, &it.route).and_then(write);
            problems.extend(made.err().unwrap_or_default());
        }
        problems
    }

    /// Makes the page at a path, where there is one, or tells what is wrong with its template.
    #[must_use]
    pub fn make(&self, path: &str) -> Option<Result<Vec<u8>, Vec<Diagnostic>>> {
        let it = self.site.once.list.at(path)?;
        let mut bytes = Vec::new();
        let write = |page| buffered(&mut bytes, |out| self.site.templates.render(page, out));
        Some(make(it.showing, &self.site, &it.route).and_then(write).map(|()| bytes))
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

/// Every page there is.
fn list(briefing: &Briefing, collation: &Collation, index: &Index) -> PageList {
    let mut list = Vec::new();
    let mut add = |route: Route, showing| list.push(Listed::new(route, showing));
    let plain = [
        (Route::Front, Showing::Front),
        (Route::Articles, Showing::Articles),
        (Route::Entities, Showing::Entities),
        (Route::Officials, Showing::Officials),
        (Route::Claims, Showing::Claims),
        (Route::Shared, Showing::SharedPairs),
        (Route::Print, Showing::Print),
        (Route::Search, Showing::Search),
        (Route::NotFound, Showing::NotFound),
    ];
    plain.into_iter().for_each(|(route, showing)| add(route, showing));
    if briefing.corrections.is_some() {
        add(Route::Corrections, Showing::Corrections);
    }
    for (id, _) in briefing.pages() {
        add(briefing.page_route(id), Showing::Own(id));
    }
    for (id, article) in briefing.articles() {
        for earlier in &article.redirect_from {
            add(Route::Article(earlier.clone()), Showing::Redirect(id));
        }
        let route = briefing.article_route(id);
        if article::has_links(briefing, index, id) {
            add(route.previews(), Showing::Previews(id));
        }
        add(route, Showing::Article(id));
    }
    for (id, _) in briefing.records() {
        let route = briefing.record_route(id);
        for number in 1..view::mention::page_count(briefing, collation, index, id) {
            add(route.mentions(number), Showing::Mentions(id, number));
        }
        add(route, Showing::Record(id));
    }
    for id in &index.claims {
        add(Route::Claim(briefing[*id].slug.clone()), Showing::Claim(*id));
    }
    if !briefing.tags.is_empty() {
        add(Route::Tags, Showing::Tags);
    }
    for (id, _) in briefing.tags() {
        add(briefing.tag_route(id), Showing::Tag(id));
    }
    for (number, pair) in collation.shared.with_pages() {
        add(briefing.shared_route(pair.articles), Showing::SharedPair(number));
    }
    PageList::new(list)
}

/// Makes the page that shows something, which stands at `route`.
fn make(showing: Showing, site: &Site, route: &Route) -> Rendered {
    match showing {
        Showing::Front => front::render(site, route),
        Showing::Articles => articles::render(site, route),
        Showing::Entities => entities::render(site, route),
        Showing::Officials => officials::render(site, route),
        Showing::Claims => claims::render(site, route),
        Showing::SharedPairs => shared_pairs::render(site, route),
        Showing::Print => print::render(site, route),
        Showing::Search => search::render(site, route),
        Showing::NotFound => not_found::render(site, route),
        Showing::Corrections => match &site.briefing.corrections {
            Some(own) => corrections::render(site, route, own),
            None => not_found::render(site, route),
        },
        Showing::Tags => tags::render(site, route),
        Showing::Own(id) => own_page::render(site, route, id),
        Showing::Article(id) => article::render(site, route, id),
        Showing::Previews(id) => article::previews(site, id),
        Showing::Redirect(id) => redirect::render(site, route, &site.briefing.article_route(id)),
        Showing::Record(id) => match site.briefing[id].kind {
            RecordKind::Entity => entity::render(site, route, id),
            RecordKind::Official { .. } => official::render(site, route, id),
        },
        Showing::Mentions(id, number) => mentions::render(site, route, id, number),
        Showing::Claim(id) => claim::render(site, route, id),
        Showing::Tag(id) => tag::render(site, route, id),
        Showing::SharedPair(number) => match site.collation.shared.listed().get(number) {
            Some(pair) => shared_pair::render(site, route, pair),
            None => not_found::render(site, route),
        },
    }
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
