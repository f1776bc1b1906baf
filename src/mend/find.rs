//! Where words stand in the articles, and what to paste to quote them.

use crate::diagnostic::{Code, Diagnostic};
use crate::mend::explain_failure::differences;
use crate::mend::near_match::{KnownNames, NearMatches};
use crate::mend::select::select;
use crate::parse::article::ParsedArticle;
use crate::parse::fold::fold;
use crate::place::{InContent, Place};
use crate::resolve::text_map::TextMap;
use crate::slice::Slice;
use crate::source::Span;

/// How many places are told where the very words stand.
pub const MOST_PLACES: usize = 100;

/// Where words stand, or nearly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPlace {
    /// The article's id.
    pub article: String,
    /// The place in its file.
    pub span: Span,
    /// What stands there.
    pub text: String,
    /// Of a near match, how much is alike in percent, and what differs.
    pub near: Option<(u16, String)>,
    /// A passage, ready to be pasted, that anchors there; nothing where no quotation decides.
    pub passage: Option<String>,
}

impl FoundPlace {
    /// How like the words it is.
    #[must_use]
    pub fn likeness(&self) -> String {
        match &self.near {
            None => "the very words".to_owned(),
            Some((percent, differences)) => format!("{percent} % alike: {differences}"),
        }
    }

    /// The passage to paste, or that there is none.
    #[must_use]
    pub fn selector(&self) -> &str {
        self.passage.as_deref().unwrap_or("no short quotation tells this place from others")
    }

    /// The place as a diagnostic.
    #[must_use]
    pub fn told(&self) -> Diagnostic {
        let article = &self.article;
        let message = match &self.near {
            None => format!("`{article}` has the very words"),
            Some(_) => format!("`{article}` has words that are {}", self.likeness()),
        };
        Diagnostic::new(Code::WordsFound, self.span, message).help(self.selector())
    }
}

/// What is found.
#[derive(Debug)]
pub struct Found {
    /// The places that are told.
    pub places: Vec<FoundPlace>,
    /// How many have the very words.
    pub count: usize,
    /// How many more at least are like the words, and are not told.
    pub more_like: usize,
}

/// The places of `words`: the very words first, in the articles' order, then what is like them. Of
/// the former there may be more than are told. Articles that name no language are in `language`.
#[must_use]
pub fn find(articles: &[ParsedArticle], language: &str, words: &str) -> Found {
    let maps: Vec<TextMap<'_>> = articles
        .iter()
        .map(|article| {
            let own = article.fields.language.as_deref();
            TextMap::new(&article.body).in_language(own.unwrap_or(language))
        })
        .collect();
    let folded = fold(words).text;
    let needle = folded.trim();
    let place = |article: usize, range: Place<InContent>, near: Option<(u16, String)>| {
        let (map, parsed) = (&maps[article], &articles[article]);
        let quote = select(map, range);
        FoundPlace {
            article: parsed.slug.clone(),
            span: Span::new(parsed.file, map.document.source_of(range)),
            text: map.document.text.slice(range.bytes()).to_owned(),
            near,
            passage: quote.map(|quote| format!("{quote}\n> — [[{}]]", parsed.slug)),
        }
    };
    let mut found = Vec::new();
    let mut count = 0;
    for (article, map) in maps.iter().enumerate() {
        for range in map.places(needle, map.folded().whole(), usize::MAX) {
            count += 1;
            if found.len() < MOST_PLACES {
                found.push(place(article, range, None));
            }
        }
    }
    let names = KnownNames::default();
    let near = NearMatches::new(&maps, &names, &[needle]);
    let near = near.find(needle, None);
    let more_like = near.first().map_or(0, |near| near.more);
    for near in near {
        let told = (near.comparison.similarity.percent(), differences(needle, &near));
        found.push(place(near.article, near.range, Some(told)));
    }
    Found { places: found, count, more_like }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::parse::article::parse;
    use crate::source::{SourceFile, SourceSet};

    #[test]
    fn the_very_words_first_and_what_is_like_them_after() {
        let mut sources = SourceSet::default();
        let mut diagnostics = Diagnostics::default();
        let mut article = |slug: &str, body: &str| {
            let text = format!("---\ntitle: T\n---\n{body}\n");
            let file = SourceFile::from_bytes(format!("{slug}.md"), text.into_bytes());
            let id = sources.add(file);
            parse(id, slug, sources.file(id), &mut diagnostics).unwrap()
        };
        let articles = [
            article("a", "The council will close the ferry in May, for 18 reasons."),
            article("b", "They close the ferry in May. We close the *ferry* in May."),
        ];
        let Found { places: found, count, .. } = find(&articles, "en", "close  the ferry in May");
        let told: Vec<_> = found
            .iter()
            .map(|found| (found.article.as_str(), found.passage.as_deref().unwrap()))
            .collect();
        assert_eq!(count, 3);
        assert_eq!(
            told,
            [
                ("a", "> close the ferry in May\n> — [[a]]"),
                ("b", "> They **close the ferry in May**\n> — [[b]]"),
                ("b", "> We **close the ferry in May**\n> — [[b]]"),
            ]
        );
        let Found { places: found, count, .. } = find(&articles, "en", "for 19 reasons");
        assert_eq!((count, found.len()), (0, 1));
        assert_eq!(found[0].near, Some((93, "19 → 18 (number)".to_owned())));
        assert_eq!(find(&articles, "en", " ").places, []);
        let many = "We count 11 reasons. ".repeat(2) + &"They count 12 reasons. ".repeat(3);
        let found = find(&[article("c", &many)], "en", "count 19 reasons");
        assert_eq!((found.places.len(), found.more_like), (3, 2));
    }
}
