//! Where every page and file of the site stands, and how one links to another.
//!
//! No other module builds a path or a URL of the site: what cannot be built elsewhere cannot be
//! built wrongly there.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a path keeps as it is: RFC 3986's unreserved characters and the slash.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A page or file of the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// The front page.
    Front,
    /// The list of articles.
    Articles,
    /// An article, by id; an earlier id's page too.
    Article(String),
    /// The list of entities.
    Entities,
    /// An entity, by id.
    Entity(String),
    /// The list of officials.
    Officials,
    /// An official, by id.
    Official(String),
    /// The list of claims.
    Claims,
    /// A claim, by its note's id.
    Claim(String),
    /// The list of reports that share words.
    Shared,
    /// The words that two reports share, by the reports' ids.
    SharedPair(String, String),
    /// The whole briefing on one page.
    Print,
    /// The page for searching.
    Search,
    /// The page for an address that there is not.
    NotFound,
    /// A file by its path: a feed, an export, an asset.
    File(String),
}

impl Route {
    /// A file of the theme or of the briefing's `static/` folder in `assets/`.
    #[must_use]
    pub fn asset(name: &str) -> Self {
        Self::File(format!("assets/{name}"))
    }

    /// Path from the site's root, as the file is named on disk.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Front => "index.html".into(),
            Self::Articles => "articles/index.html".into(),
            Self::Article(id) => format!("articles/{id}.html"),
            Self::Entities => "entities/index.html".into(),
            Self::Entity(id) => format!("entities/{id}.html"),
            Self::Officials => "officials/index.html".into(),
            Self::Official(id) => format!("officials/{id}.html"),
            Self::Claims => "claims/index.html".into(),
            Self::Claim(id) => format!("claims/{id}.html"),
            Self::Shared => "shared/index.html".into(),
            Self::SharedPair(one, other) => format!("shared/{}.html", pair_name(one, other)),
            Self::Print => "print.html".into(),
            Self::Search => "search.html".into(),
            Self::NotFound => "404.html".into(),
            Self::File(path) => path.clone(),
        }
    }

    /// A relative reference from this page to another, naming its file.
    #[must_use]
    pub fn link(&self, to: &Self) -> String {
        let (from, to) = (self.path(), to.path());
        let mut shared = 0;
        let mut here = from.split('/');
        let mut there = to.split('/');
        while let (Some(mine), Some(theirs)) = (here.next(), there.next())
            && mine == theirs
            && to.len() > shared + mine.len()
            && from.len() > shared + mine.len()
        {
            shared += mine.len() + 1;
        }
        let up = from[shared..].matches('/').count();
        let mut link = "../".repeat(up);
        link.extend(utf8_percent_encode(&to[shared..], PATH));
        link
    }

    /// A relative reference to a place in another page; to one in this page, the fragment alone.
    #[must_use]
    pub fn link_to(&self, to: &Place) -> String {
        match &to.fragment {
            None => self.link(&to.route),
            Some(fragment) if *self == to.route => format!("#{}", encode(fragment)),
            Some(fragment) => format!("{}#{}", self.link(&to.route), encode(fragment)),
        }
    }

    /// The absolute URL under `base_url`, which ends in a slash.
    #[must_use]
    pub fn absolute(&self, base_url: &str) -> String {
        format!("{base_url}{}", encode(&self.path()))
    }
}

/// A place in the site: a page, and an element's id in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The page.
    pub route: Route,
    /// The element's id.
    pub fragment: Option<String>,
}

impl Place {
    /// The top of a page.
    #[must_use]
    pub fn page(route: Route) -> Self {
        Self { route, fragment: None }
    }

    /// An element of a page.
    #[must_use]
    pub fn at(route: Route, fragment: impl Into<String>) -> Self {
        Self { route, fragment: Some(fragment.into()) }
    }

    /// The absolute URL under `base_url`, which ends in a slash.
    #[must_use]
    pub fn absolute(&self, base_url: &str) -> String {
        let page = self.route.absolute(base_url);
        match &self.fragment {
            Some(fragment) => format!("{page}#{}", encode(fragment)),
            None => page,
        }
    }
}

/// The name of the page of two reports. No id has an underscore. A disk has room for names of 255
/// bytes, so that of long ids only the beginning is told.
fn pair_name(one: &str, other: &str) -> String {
    const LONGEST: usize = 100;
    if one.len() <= LONGEST && other.len() <= LONGEST {
        return format!("{one}_{other}");
    }
    let hash = blake3::hash(format!("{one}_{other}").as_bytes()).to_hex();
    let beginning = |id: &str| id.chars().take(LONGEST).collect::<String>();
    format!("{}_{}_{}", beginning(one), beginning(other), &hash[..16])
}

fn encode(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_reports_have_a_page_of_their_own() {
        let path = |one: &str, other: &str| Route::SharedPair(one.into(), other.into()).path();
        assert_eq!(path("a", "b-c"), "shared/a_b-c.html");
        assert_ne!(path("a", "b--c"), path("a--b", "c"));
        let long = "a".repeat(250);
        let (one, other) = (path(&long, "b"), path(&format!("{long}a"), "b"));
        assert!(one != other && one.len() < 255 && one.starts_with("shared/aaaa"), "{one}");
    }

    #[test]
    fn links_are_relative_and_name_files() {
        let article = Route::Article("itweb".into());
        assert_eq!(article.link(&Route::Front), "../index.html");
        assert_eq!(article.link(&Route::Article("nyt".into())), "nyt.html");
        assert_eq!(article.link(&Route::Articles), "index.html");
        assert_eq!(Route::Front.link(&article), "articles/itweb.html");
        assert_eq!(article.link(&Route::asset("a b.css")), "../assets/a%20b.css");
        let place = Place::at(article.clone(), "p-3fa92c");
        assert_eq!(article.link_to(&place), "#p-3fa92c");
        assert_eq!(Route::Print.link_to(&place), "articles/itweb.html#p-3fa92c");
        assert_eq!(place.absolute("https://a.b/c/"), "https://a.b/c/articles/itweb.html#p-3fa92c");
    }
}
