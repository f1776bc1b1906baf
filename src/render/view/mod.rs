//! What templates see: flat structs, each field described in docs/templates.md.

pub(crate) mod adds;
pub(crate) mod apparatus;
pub(crate) mod article;
pub(crate) mod carriage;
pub(crate) mod back_link;
pub(crate) mod bands;
mod cite;
pub(crate) mod draft;
mod link;
mod nav;
pub(crate) mod claim;
pub(crate) mod columns;
mod claim_line;
pub(crate) mod common_text;
pub(crate) mod exhibit;
pub(crate) mod family;
pub(crate) mod finding;
pub(crate) mod matrix;
pub(crate) mod mention;
pub(crate) mod note;
pub(crate) mod picture;
pub(crate) mod record;
pub(crate) mod reply;
pub(crate) mod shared_run;
pub(crate) mod tag;
pub(crate) mod values;
pub(crate) mod standing;
pub(crate) mod who;

use std::borrow::Cow;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::common::{Common, any_folder, viewpoint};
use super::engine::{Html, Shared};
use super::{MadePart, Site};
use crate::config::Audience;
use crate::html::{HtmlPage, Options, escape, first_words, prose};
use crate::i18n::{Words, fill};
use crate::model::{ArticleId, NoteId, Prose, RecordId, Reference, Speaker};
use crate::route::Route;
use crate::slice::Slice;
pub(crate) use link::{LinkView, NavView};

/// The site as one page sees it: `site`.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SiteView<'a> {
    pub(crate) title: &'a str,
    /// The title as the running head of paper has it.
    pub(crate) head: String,
    pub(crate) description: Option<&'a str>,
    pub(crate) language: &'a str,
    pub(crate) direction: &'static str,
    pub(crate) editor: Option<&'a str>,
    pub(crate) edited_by: Option<String>,
    /// That it is for the desk alone, where it is.
    pub(crate) private: Option<&'a str>,
    /// The way to the site's root: what stands before a path from there.
    pub(crate) root: String,
    pub(crate) home: String,
    pub(crate) logo: Option<String>,
    /// The editor's text at the foot of every page.
    pub(crate) footer: Option<Html>,
    pub(crate) print: String,
    pub(crate) nav: Vec<NavView<'a>>,
    pub(crate) data: Vec<LinkView>,
    pub(crate) feed: String,
    /// The page of corrections, where there is one.
    pub(crate) corrections: Option<String>,
    pub(crate) search: String,
    pub(crate) styles: Vec<String>,
    pub(crate) scripts: Vec<String>,
    pub(crate) icon: String,
    pub(crate) card: Option<String>,
    /// The background of pages in light and in dark, where it is a plain colour.
    pub(crate) paper: Option<PaperView>,
    pub(crate) extra: &'a Map<String, Value>,
}

/// The colour of the browser's frame.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct PaperView {
    pub(crate) light: String,
    pub(crate) dark: String,
}

/// The page itself: `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PageView {
    pub(crate) title: String,
    pub(crate) name: String,
    /// The name as the running head of paper has it.
    pub(crate) head: String,
    pub(crate) description: Option<String>,
    pub(crate) section: Cow<'static, str>,
    pub(crate) canonical: Option<String>,
    pub(crate) assets: String,
    pub(crate) hidden: bool,
    /// What the page has as schema.org data, safe to stand in a script element.
    pub(crate) structured_data: Option<Html>,
    /// That what the page shows was last changed on a day, where that is known.
    pub(crate) changed: Option<String>,
    /// Who the entities and officials are to which the page links.
    pub(crate) who: Vec<Html>,
    /// The script that has them instead, where the page is heavy without.
    pub(crate) previews: Option<String>,
}

/// Text in a language of its own.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct TextView {
    pub(crate) text: String,
    pub(crate) language: String,
    /// ` lang="…" dir="…"`, or nothing where it is in the page's language.
    pub(crate) lang: Html,
}

/// Makes the views of one page.
pub(crate) struct Maker<'a> {
    pub(crate) site: &'a Site<'a>,
    pub(crate) page: HtmlPage<'a>,
    /// What the page shares with others that see links as it does; none where they begin at the root.
    common: Option<&'a Common>,
}

impl<'a> Maker<'a> {
    pub(crate) fn new(site: &'a Site<'a>, route: Route) -> Self {
        let common = site.once.common.get(&viewpoint(&route));
        Self { site, page: HtmlPage::new(site.briefing, route, site.words), common }
    }

    /// For a page whose links begin at the host's root, where the briefing has an address.
    pub(crate) fn from_root(site: &'a Site<'a>, route: Route) -> Self {
        let mut page = HtmlPage::new(site.briefing, route, site.words);
        page.base_url = site.briefing.settings.base_path();
        Self { site, page, common: None }
    }

    /// The same for what every page of its folder may show: no link of it stays on one page.
    fn as_any_page_of_its_folder(&self) -> Self {
        let path = self.page.route.path();
        let folder = path.rfind('/').map_or("", |end| path.slice(..end + 1));
        let page = HtmlPage { route: Route::File(format!("{folder}-")), ..self.page.clone() };
        Self { page, ..*self }
    }

    /// What is made once for all pages that have it in common with this one.
    fn common<T: Clone + 'a>(
        &self,
        find: impl Fn(&'a Common) -> Option<&'a OnceLock<T>>,
        make: impl FnOnce() -> T,
    ) -> T {
        match self.common.and_then(find) {
            Some(made) => made.get_or_init(make).clone(),
            None => make(),
        }
    }

    /// `site`
    pub(crate) fn shared_site(&self) -> Shared {
        self.common(|common| Some(&common.site), || Shared::new(&self.site_view()))
    }

    pub(crate) fn words(&self) -> &'a Words {
        self.site.words
    }

    /// The site, seen from this page.
    fn site_view(&self) -> SiteView<'a> {
        let (settings, words) = (&self.site.briefing.settings, self.words());
        let chrome = &self.site.briefing.chrome;
        let data = [
            "briefing.json",
            "annotations.jsonld",
            "quotes.csv",
            "claims.csv",
            "mentions.csv",
            "shared.csv",
            "sources.csl.json",
            "sources.bib",
        ];
        let own = self.site.own.style.then_some("custom.css");
        SiteView {
            title: &settings.title,
            head: running_head(&settings.title),
            description: settings.description.as_deref(),
            language: &settings.language,
            direction: direction(&settings.language),
            editor: settings.editor.as_deref(),
            edited_by: settings
                .editor
                .as_deref()
                .map(|editor| fill(&words.edited_by, &[("editor", editor.trim_end_matches('.'))])),
            private: (self.site.briefing.audience == Audience::Private)
                .then_some(&words.private_site),
            root: self.page.link(&Route::File(String::new())),
            home: self.page.link(&Route::Front),
            logo: chrome.logo.as_ref().map(|path| self.page.link(&Route::File(path.clone()))),
            footer: chrome.footer.as_ref().map(|footer| self.body(footer, "_footer_", Some(2))),
            print: self.page.link(&Route::Print),
            nav: self.nav(),
            data: data
                .into_iter()
                .map(|name| LinkView::new(name, &self.page.link(&Route::File(name.to_owned()))))
                .collect(),
            feed: self.page.link(&Route::File("feed.xml".into())),
            corrections: (self.site.briefing.corrections.as_ref())
                .map(|_| self.page.link(&Route::Corrections)),
            styles: ["theme.css", "print.css"]
                .into_iter()
                .chain(own)
                .map(|name| self.page.link(&Route::asset(name)))
                .collect(),
            search: self.page.link(&Route::Search),
            scripts: vec![self.page.link(&Route::asset("search.js"))],
            icon: self.page.link(&Route::asset("icon.svg")),
            card: settings
                .base_url
                .as_deref()
                .filter(|_| self.site.own.card)
                .map(|base| Route::asset("card.png").absolute(base)),
            paper: (self.site.own.paper.clone()).map(|[light, dark]| PaperView { light, dark }),
            extra: &settings.extra,
        }
    }

    /// What the head of this page tells; `title` comes before the briefing's.
    pub(crate) fn page_view(
        &self,
        section: impl Into<Cow<'static, str>>,
        title: Option<&str>,
        description: Option<String>,
    ) -> PageView {
        let settings = &self.site.briefing.settings;
        let description = description.or_else(|| settings.description.clone());
        PageView {
            head: running_head(title.unwrap_or(&settings.title)),
            structured_data: Some(self.page_data(title, description.as_deref())),
            title: match title {
                Some(title) => format!("{title} · {}", settings.title),
                None => settings.title.clone(),
            },
            name: title.unwrap_or(&settings.title).to_owned(),
            description,
            section: section.into(),
            canonical: settings.base_url.as_deref().map(|base| self.page.route.absolute(base)),
            assets: self.page.link(&Route::asset("")),
            hidden: false,
            changed: self.briefing_changed(),
            who: Vec::new(),
            previews: None,
        }
    }

    /// A body of the editor's.
    pub(crate) fn body(&self, body: &Prose, prefix: &str, headings: Option<u8>) -> Html {
        Html::new(&prose(&self.page, body, &Options { headings, prefix, ..Options::default() }))
    }

    /// A note's body.
    pub(crate) fn note_body(&self, id: NoteId) -> Html {
        let note = &self.site.briefing[id];
        let make = |maker: &Maker| maker.body(&note.body, &format!("_{}_", note.slug), None);
        match in_folder(&self.page.route) {
            true => {
                let made = || make(&Maker::new(self.site, any_folder()));
                self.site.once.bodies[id.index()].get_or_init(made).clone()
            }
            false => make(self),
        }
    }

    /// A note in a list of a page in a folder, rendered once for all of them.
    pub(crate) fn listed(&self, id: NoteId) -> MadePart {
        let note = || Maker::new(self.site, any_folder()).note(id, false);
        let make = || self.site.component("list_note", ("note", &note()));
        self.site.once.listed[id.index()].get_or_init(make).clone()
    }

    /// The start of a body, as plain text, for a description.
    pub(crate) fn beginning(&self, body: &Prose) -> Option<String> {
        const LONGEST: usize = 160;
        let text = self.page.plain(body);
        let text = text.trim();
        let Some((longest, _)) = text.char_indices().nth(LONGEST) else {
            return (!text.is_empty()).then(|| text.to_owned());
        };
        let cut = text.slice(..longest).rfind(char::is_whitespace);
        let cut = cut.unwrap_or_else(|| text.cut_before(longest));
        Some(format!("{}…", text.slice(..cut).trim_end_matches([',', ';', ':', ' ', '–', '—'])))
    }

    /// An article by its short name.
    pub(crate) fn article_link(&self, id: ArticleId) -> LinkView {
        self.common(
            |common| common.articles.get(id.index()),
            || LinkView::new(&self.site.briefing[id].label, &self.page.article(id)),
        )
    }

    /// An entity or official by its name.
    pub(crate) fn record_link(&self, id: RecordId) -> LinkView {
        self.common(
            |common| common.records.get(id.index()),
            || LinkView::new(&self.site.briefing[id].name, &self.page.record(id)),
        )
    }

    pub(crate) fn speaker_link(&self, speaker: Speaker) -> LinkView {
        match speaker {
            Speaker::Record(id) => self.record_link(id),
            Speaker::Article(id) => self.article_link(id),
        }
    }

    pub(crate) fn speaker_links(&self, speakers: &[Speaker]) -> Vec<LinkView> {
        speakers.iter().map(|speaker| self.speaker_link(*speaker)).collect()
    }

    /// What something rests on.
    pub(crate) fn reference(&self, reference: &Reference) -> LinkView {
        match reference {
            Reference::Article(id) => self.article_link(*id),
            Reference::Record(id) => self.record_link(*id),
            Reference::Url(url) => {
                let label = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
                LinkView::new(label.trim_end_matches('/'), url)
            }
            Reference::Words(words) => LinkView::words(words),
        }
    }

    /// The attributes of text in `language`.
    pub(crate) fn lang(&self, language: &str) -> Html {
        let here = &self.site.briefing.settings.language;
        if language.eq_ignore_ascii_case(here) {
            return Html::default();
        }
        let mut out = format!(" lang=\"{}\"", escape::escape(language));
        if direction(language) != direction(here) {
            out.push_str(&format!(" dir=\"{}\"", direction(language)));
        }
        Html::new(&out)
    }

    pub(crate) fn text(&self, text: &str, language: &str) -> TextView {
        TextView {
            text: text.to_owned(),
            language: self.language(language).to_owned(),
            lang: self.lang(language),
        }
    }

    /// A language's name, or its tag where it is not known.
    fn language<'b>(&self, tag: &'b str) -> &'b str
    where
        'a: 'b,
    {
        let primary = tag.split('-').next().unwrap_or(tag);
        let mut known =
            self.words().languages.split(", ").filter_map(|known| known.split_once(' '));
        known.find(|(code, _)| *code == primary).map_or(tag, |(_, name)| name)
    }

    /// Words that keep to themselves in a sentence, where one of the two may be written from right to left:
    /// else a number beside them would seem to belong to what is on its other side.
    pub(crate) fn isolated(&self, words: &str) -> String {
        let turned = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
        let rtl = direction(&self.site.briefing.settings.language) == "rtl";
        match rtl || words.contains(turned) {
            true => format!("\u{2068}{words}\u{2069}"),
            false => words.to_owned(),
        }
    }

    /// `1 report`, `12 reports`.
    pub(crate) fn count(&self, one: &str, many: &str, n: usize) -> String {
        if n == 1 { one.to_owned() } else { fill(many, &[("n", &self.words().number(n))]) }
    }

    pub(crate) fn reports(&self, n: usize) -> String {
        self.count(&self.words().report_one, &self.words().report_many, n)
    }

    /// `A, B and C`.
    pub(crate) fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                let first = first.join(&self.words().comma);
                fill(&self.words().list_last, &[("first", &first), ("last", last)])
            }
        }
    }
}

/// Whether a page stands in a folder of the site, and not at its root.
fn in_folder(route: &Route) -> bool {
    match route {
        Route::Front | Route::Print | Route::Search | Route::NotFound => false,
        Route::Corrections => false,
        Route::Articles | Route::Article(_) | Route::Claims | Route::Claim(_) => true,
        Route::Entities | Route::Entity(_) | Route::Officials | Route::Official(_) => true,
        Route::Shared | Route::SharedPair(..) | Route::OwnPage(_) | Route::Tags | Route::Tag(_) => {
            true
        }
        Route::File(path) => path.contains('/'),
    }
}

/// The direction that a language is written in.
pub(crate) fn direction(language: &str) -> &'static str {
    const RIGHT_TO_LEFT: &[&str] = &[
        "ar", "arc", "arz", "ckb", "dv", "fa", "he", "ks", "mzn", "nqo", "pnb", "ps", "sd", "syr",
        "ug", "ur", "yi",
    ];
    let mut tags = language.split(['-', '_']);
    let first = tags.next().unwrap_or_default().to_ascii_lowercase();
    // A script in the tag decides: Uyghur and Azeri are written in several.
    let script = tags.next().filter(|tag| tag.len() == 4).map(str::to_ascii_lowercase);
    let right_to_left = match script.as_deref() {
        Some(script) => matches!(script, "arab" | "hebr" | "syrc" | "thaa" | "nkoo" | "adlm"),
        None => RIGHT_TO_LEFT.contains(&first.as_str()),
    };
    if right_to_left { "rtl" } else { "ltr" }
}

/// A title as the running head of paper has it, where nothing breaks a word that is too long for its
/// column: its first words, and of a long word its first letters.
fn running_head(title: &str) -> String {
    const LONGEST: usize = 60;
    const LONGEST_WORD: usize = 28;
    let words = first_words(title, LONGEST);
    let words = words.split(' ').map(|word| match word.char_indices().nth(LONGEST_WORD) {
        Some((at, _)) => format!("{}…", word.slice(..word.cut_before(at))),
        None => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_running_head_fits_its_column() {
        assert_eq!(running_head("A short title"), "A short title");
        let long = running_head(&"word ".repeat(40));
        assert!(long.chars().count() <= 62 && long.ends_with('…'), "{long}");
        let word = running_head(&format!("A {} word", "Donaudampfschiff".repeat(3)));
        assert_eq!(word, "A DonaudampfschiffDonaudampfsc… word");
    }

    #[test]
    fn directions() {
        assert_eq!(
            ["en", "ug", "ug-Latn", "ar-EG", "az-Arab"].map(direction),
            ["ltr", "rtl", "ltr", "rtl", "rtl"]
        );
    }
}
