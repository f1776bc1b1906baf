//! Parts of pages that hold no report: what their elements are, or are called.

use dom_query::NodeRef;

/// Why an element holds no text of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Region {
    /// What it is.
    Is(&'static str),
    /// What the page calls it, and whether that says little by itself.
    Called(String, bool),
    /// It is not shown.
    Hidden,
}

impl Region {
    /// Whether it may hold sentences of the report all the same.
    pub(super) fn is_weak(&self) -> bool {
        matches!(self, Self::Called(_, true))
    }
}

impl std::fmt::Display for Region {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Is(what) => out.write_str(what),
            Self::Called(name, _) => write!(out, "in a box that the page calls “{name}”"),
            Self::Hidden => out.write_str("the page does not show it"),
        }
    }
}

/// Words in names of classes and ids that say what a box holds.
const BOXES: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "cmp",
    "comment",
    "commentlist",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "gdpr",
    "menu",
    "metadata",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "paywall",
    "popular",
    "popup",
    "promo",
    "promotion",
    "recirc",
    "recirculation",
    "recommendations",
    "recommended",
    "related",
    "relatedposts",
    "replies",
    "respond",
    "share",
    "sharedaddy",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "taglist",
    "teaser",
    "teasers",
    "toolbar",
    "trending",
    "widget",
    "mostread",
    "editsection",
    "navbox",
    "catlinks",
    "printfooter",
    "authorbox",
    "bio",
];

/// Those of them in which no sentence is the report's.
const STRONG: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "commentlist",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "newsletter",
    "recommendations",
    "recommended",
    "related",
    "relatedposts",
    "replies",
    "respond",
    "share",
    "sharedaddy",
    "signup",
    "mostread",
    "trending",
    "authorbox",
    "bio",
    "outbrain",
    "taboola",
    "editsection",
    "navbox",
];

/// Names of two words, of which one alone says little.
const PAIRS: &[(&str, &str)] = &[
    ("author", "box"),
    ("author", "bio"),
    ("about", "author"),
    ("author", "info"),
    ("most", "read"),
    ("read", "more"),
    ("read", "also"),
    ("more", "stories"),
    ("more", "news"),
    ("more", "on"),
    ("see", "also"),
    ("mw", "editsection"),
    ("screen", "reader"),
    ("visually", "hidden"),
    ("sr", "only"),
    ("skip", "link"),
    ("tag", "list"),
    ("post", "tags"),
    ("article", "tags"),
    ("up", "next"),
    ("latest", "news"),
    ("site", "footer"),
    ("site", "header"),
    ("page", "footer"),
    ("page", "header"),
];

/// The region that an element begins.
pub(super) fn region(node: &NodeRef<'_>, name: &str) -> Option<Region> {
    if is_hidden(node) {
        return Some(Region::Hidden);
    }
    let what = match name {
        "nav" => "the page's navigation",
        "aside" => "beside the text",
        "footer" => "the foot of the page",
        "form" | "select" | "button" | "fieldset" | "label" => "a form",
        "dialog" => "a dialogue of the page",
        "noscript" => "shown only where no scripts run",
        _ => match node.attr("role").as_deref() {
            Some("navigation") => "the page's navigation",
            Some("complementary") => "beside the text",
            Some("contentinfo") => "the foot of the page",
            Some("dialog" | "alertdialog") => "a dialogue of the page",
            Some("search") => "a form",
            _ => return called(node, name),
        },
    };
    Some(Region::Is(what))
}

fn called(node: &NodeRef<'_>, name: &str) -> Option<Region> {
    // What a heading or a quotation is called says how it looks.
    const TEXT: &[&str] = &[
        "html",
        "body",
        "main",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "q",
        "td",
        "th",
        "tr",
        "em",
        "strong",
        "b",
        "i",
    ];
    if TEXT.contains(&name) {
        return None;
    }
    let names = node.class().into_iter().chain(node.id_attr());
    let names: Vec<String> = names
        .flat_map(|list| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let found = names.into_iter().find(|name| {
        let tokens = tokens(name);
        // `has-sidebar`, `no-comments` say what is elsewhere.
        let about = tokens.first().is_some_and(|first| {
            matches!(first.as_str(), "has" | "no" | "with" | "is" | "js" | "wp")
        });
        !about
            && (tokens.iter().any(|token| BOXES.contains(&token.as_str()))
                || tokens
                    .windows(2)
                    .any(|two| PAIRS.iter().any(|(a, b)| two[0] == *a && two[1] == *b)))
    })?;
    let strong = tokens(&found).iter().any(|token| STRONG.contains(&token.as_str()));
    Some(Region::Called(found, !strong))
}

/// The words of a name, in small letters: `relatedPosts-list` has three.
fn tokens(name: &str) -> Vec<String> {
    let mut tokens = vec![String::new()];
    let mut small = false;
    for c in name.chars().take(80) {
        if !c.is_alphanumeric() || (c.is_uppercase() && small) {
            tokens.push(String::new());
        }
        small = c.is_lowercase();
        if c.is_alphanumeric()
            && let Some(token) = tokens.last_mut()
        {
            token.extend(c.to_lowercase());
        }
    }
    tokens.retain(|token| !token.is_empty());
    tokens
}

/// Whether the text of an element opens the report.
pub(super) fn leads(node: &NodeRef<'_>) -> bool {
    const LEADS: &[&str] = &[
        "standfirst",
        "dek",
        "lead",
        "lede",
        "intro",
        "introduction",
        "subtitle",
        "subheadline",
        "subhead",
        "chapo",
        "bajada",
        "entradilla",
        "vorspann",
        "abstract",
        "teasertext",
        "kicker",
        "deck",
    ];
    node.class().is_some_and(|class| {
        class
            .split_whitespace()
            .any(|name| tokens(name).iter().any(|it| LEADS.contains(&it.as_str())))
    })
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").unwrap_or_default().replace(' ', "").to_lowercase();
    node.has_attr("hidden")
        || node.attr("aria-hidden").is_some_and(|value| &*value == "true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}
