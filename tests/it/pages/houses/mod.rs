//! Houses that publish reports, each in its own manner.

mod offices;
mod others;
mod papers;

use super::gold::{GoldPage, Text};

pub(super) const HOUSES: &[fn(&Text) -> GoldPage] = &[
    papers::courier,
    papers::wire,
    papers::lantern,
    papers::gazette,
    papers::quarterly,
    papers::kettle,
    offices::ministry,
    offices::lore,
    offices::statistics,
    offices::institute,
    others::beacon,
    others::ecran,
    others::dispatch,
    others::portal,
    others::letter,
    others::state,
];

/// A page in the making.
struct Make<'a> {
    text: &'a Text,
    html: String,
    body: Vec<String>,
    shown: Vec<String>,
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

impl<'a> Make<'a> {
    fn new(text: &'a Text) -> Self {
        Self { text, html: String::new(), body: Vec::new(), shown: Vec::new() }
    }

    fn raw(&mut self, html: &str) -> &mut Self {
        self.html.push_str(html);
        self.html.push('\n');
        self
    }

    /// A part of the report: `{}` is its words.
    fn gold(&mut self, pattern: &str, words: &str) -> &mut Self {
        self.body.push(words.to_owned());
        self.raw(&pattern.replace("{}", &escaped(words)))
    }

    /// What stands around it.
    fn around(&mut self, pattern: &str, words: &str) -> &mut Self {
        self.shown.push(words.to_owned());
        self.raw(&pattern.replace("{}", &escaped(words)))
    }

    /// Paragraphs of the report.
    fn paragraphs(&mut self, pattern: &str, which: std::ops::Range<usize>) -> &mut Self {
        for words in &self.text.all("p")[which] {
            self.gold(pattern, words);
        }
        self
    }

    fn heading(&mut self, pattern: &str, at: usize) -> &mut Self {
        self.gold(pattern, &self.text.all("heading")[at])
    }

    fn items(&mut self, before: &str, after: &str) -> &mut Self {
        self.raw(before);
        for words in self.text.all("li") {
            self.gold("<li>{}</li>", words);
        }
        self.raw(after)
    }

    /// The menu of the page.
    fn menu(&mut self, before: &str, pattern: &str, after: &str) -> &mut Self {
        self.raw(before);
        for words in self.text.list("nav") {
            self.around(pattern, words);
        }
        self.raw(after)
    }

    fn teasers(&mut self, before: &str, pattern: &str, after: &str) -> &mut Self {
        self.raw(before);
        for words in self.text.list("teasers") {
            self.around(pattern, words);
        }
        self.raw(after)
    }

    fn page(self, house: &str, publisher: &str) -> GoldPage {
        GoldPage {
            name: format!("{house}-{}.html", self.text.language),
            bytes: self.html.into_bytes(),
            title: self.text.get("title").to_owned(),
            authors: self.text.list("authors").into_iter().map(str::to_owned).collect(),
            published: Some(self.text.get("iso").to_owned()),
            publisher: publisher.to_owned(),
            language: self.text.language.to_owned(),
            body: self.body,
            shown: self.shown,
        }
    }
}
