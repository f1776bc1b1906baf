//! Where every page and file of the site stands, and how one links to another.
//!
//! No other module builds a path or a URL of the site: what cannot be built elsewhere cannot be
//! built wrongly there.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::slice::Slice;

/// What a path keeps as it is: RFC 3986's unreserved characters and the slash.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// How the name of a script ends that has what the previews of a page show.
const PREVIEWS: &str = "_previews.js";

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
    /// The list of tags.
    Tags,
    /// A tag, by id.
    Tag(String),
    /// The list of reports that share words.
    Shared,
    /// The words that two reports share, by its name: see [`Route::shared_pair`].
    SharedPair(String),
    /// The whole briefing on one page.
    Print,
    /// A page of the briefing's own, by id.
    OwnPage(String),
    /// Corrections of the briefing itself.
    Corrections,
    /// The page for searching.
    Search,
    /// The page for an address that there is not.
    NotFound,
    /// A file by its path: a feed, an export, an asset.
    File(String),
}

impl Route {
    /// The page of the words that two reports share. No id has an underscore. A disk has room for
    /// names of 255 bytes, so that of long ids only the beginning is told.
    #[must_use]
    pub fn shared_pair(one: &str, other: &str) -> Self {
        const LONGEST: usize = 100;
        let name = format!("{one}_{other}");
        if one.len() <= LONGEST && other.len() <= LONGEST {
            return Self::SharedPair(name);
        }
        let hash = blake3::hash(name.as_bytes()).to_hex();
        let beginning = |id: &str| id.chars().take(LONGEST).collect::<String>();
        Self::SharedPair(format!("{}_{}_{}", beginning(one), beginning(other), hash.slice(..16)))
    }

    /// The script beside a page that has what its previews show. No id has an underscore.
    #[must_use]
    pub fn previews(&self) -> Self {
        let (folder, name, _) = self.parts();
        Self::File([folder, name, PREVIEWS].concat())
    }

    /// Of the pages with the mentions of a record, whose page this is, the one of a number: the first, 0, is
    /// this page. No id has an underscore.
    #[must_use]
    pub fn mentions(&self, number: usize) -> Self {
        let (folder, name, end) = self.parts();
        match number {
            0 => self.clone(),
            _ => Self::File(format!("{folder}{name}_mentions-{}{end}", number + 1)),
        }
    }

    /// Whether a path is that of such a script.
    #[must_use]
    pub fn is_of_previews(path: &str) -> bool {
        path.ends_with(PREVIEWS)
    }

    /// A file of the theme or of the briefing's `static/` folder in `assets/`.
    #[must_use]
    pub fn asset(name: &str) -> Self {
        Self::File(format!("assets/{name}"))
    }

    /// The page of what is done and what is not, which only the server shows. Its folder is one that no
    /// site has.
    #[must_use]
    pub fn status() -> Self {
        Self::File(".sidenote/status.html".to_owned())
    }

    /// Its folder with a slash, its name there, and how that ends.
    fn parts(&self) -> (&str, &str, &'static str) {
        match self {
            Self::Front => ("", "index", ".html"),
            Self::Articles => ("articles/", "index", ".html"),
            Self::Article(id) => ("articles/", id, ".html"),
            Self::Entities => ("entities/", "index", ".html"),
            Self::Entity(id) => ("entities/", id, ".html"),
            Self::Officials => ("officials/", "index", ".html"),
            Self::Official(id) => ("officials/", id, ".html"),
            Self::Claims => ("claims/", "index", ".html"),
            Self::Claim(id) => ("claims/", id, ".html"),
            Self::Tags => ("tags/", "index", ".html"),
            Self::Tag(id) => ("tags/", id, ".html"),
            Self::Shared => ("shared/", "index", ".html"),
            Self::SharedPair(name) => ("shared/", name, ".html"),
            Self::Print => ("", "print", ".html"),
            Self::OwnPage(id) => ("pages/", id, ".html"),
            Self::Corrections => ("", "corrections", ".html"),
            Self::Search => ("", "search", ".html"),
            Self::NotFound => ("", "404", ".html"),
            Self::File(path) => {
                let (folder, name) = path.split_at(path.rfind('/').map_or(0, |slash| slash + 1));
                (folder, name, "")
            }
        }
    }

    /// Path from the site's root, as the file is named on disk.
    #[must_use]
    pub fn path(&self) -> String {
        let (folder, name, end) = self.parts();
        [folder, name, end].concat()
    }

    /// A relative reference from this page to another, naming its file.
    #[must_use]
    pub fn link(&self, to: &Self) -> String {
        self.link_with_room(to, 0)
    }

    /// The same, with room for some bytes more.
    fn link_with_room(&self, to: &Self, more: usize) -> String {
        let ((here, ..), (there, name, end)) = (self.parts(), to.parts());
        let same = here.bytes().zip(there.bytes()).take_while(|(mine, theirs)| mine == theirs);
        // A folder's name ends in a slash: what is the same after the last one is none.
        let shared =
            here.slice(..here.floor_char_boundary(same.count())).rfind('/').map_or(0, |at| at + 1);
        let mut link =
            String::with_capacity("../".len() + there.len() + name.len() + end.len() + more);
        here.slice(shared..)
            .bytes()
            .filter(|byte| *byte == b'/')
            .for_each(|_| link.push_str("../"));
        push(&mut link, there.slice(shared..));
        push(&mut link, name);
        link.push_str(end);
        link
    }

    /// A relative reference to a place in another page; to one in this page, the fragment alone.
    #[must_use]
    pub fn link_to(&self, to: &SitePlace) -> String {
        let Some(fragment) = &to.fragment else { return self.link(&to.route) };
        let room = "#".len() + fragment.len();
        let mut link = match *self == to.route {
            true => String::with_capacity(room),
            false => self.link_with_room(&to.route, room),
        };
        link.push('#');
        push(&mut link, fragment);
        link
    }

    /// The absolute URL under `base_url`, which ends in a slash.
    #[must_use]
    pub fn absolute(&self, base_url: &str) -> String {
        self.absolute_with_room(base_url, 0)
    }

    /// The same, with room for some bytes more.
    fn absolute_with_room(&self, base_url: &str, more: usize) -> String {
        let (folder, name, end) = self.parts();
        let parts = [folder, name, end];
        let length: usize = parts.iter().map(|part| part.len()).sum();
        let mut url = String::with_capacity(base_url.len() + length + more);
        url.push_str(base_url);
        parts.iter().for_each(|part| push(&mut url, part));
        url
    }
}

/// A place in the site: a page, and an element's id in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePlace {
    /// The page.
    pub route: Route,
    /// The element's id.
    pub fragment: Option<String>,
}

impl SitePlace {
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

    /// A text that several reports print, by its place in the list of such texts.
    #[must_use]
    pub fn common_text(number: usize) -> Self {
        Self::at(Route::Shared, format!("text-{}", number + 1))
    }

    /// The absolute URL under `base_url`, which ends in a slash.
    #[must_use]
    pub fn absolute(&self, base_url: &str) -> String {
        let Some(fragment) = &self.fragment else { return self.route.absolute(base_url) };
        let mut url = self.route.absolute_with_room(base_url, "#".len() + fragment.len());
        url.push('#');
        push(&mut url, fragment);
        url
    }
}

/// Appends a part of a path as it stands in a URL.
fn push(url: &mut String, part: &str) {
    url.extend(utf8_percent_encode(part, PATH));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_reports_have_a_page_of_their_own() {
        let path = |one: &str, other: &str| Route::shared_pair(one, other).path();
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
        assert_eq!(Route::asset("a/b/c").link(&Route::asset("a/d/e.woff2")), "../d/e.woff2");
        assert_eq!(Route::asset("a/b").link(&Route::asset("ab/c")), "../ab/c");
        assert_eq!(Route::asset("a/b").link(&Route::File("assets/a".into())), "../a");
        let place = SitePlace::at(article.clone(), "p-3fa92c");
        assert_eq!(article.link_to(&place), "#p-3fa92c");
        assert_eq!(Route::Print.link_to(&place), "articles/itweb.html#p-3fa92c");
        assert_eq!(place.absolute("https://a.b/c/"), "https://a.b/c/articles/itweb.html#p-3fa92c");
    }
}
