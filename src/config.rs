//! The settings of a briefing: `sidenote.yaml`, read and completed.

use serde_json::{Map, Value};

use crate::slice::Slice;

/// What `sidenote.yaml` says, with what it leaves out filled in.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The briefing's title.
    pub title: String,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// Where it will stand: an absolute URL that ends in a slash.
    pub base_url: Option<String>,
    /// Language of the interface and, where they don't say, of articles: a BCP 47 tag.
    pub language: String,
    /// Who answers for it.
    pub editor: Option<String>,
    /// What a public build may show of an article that does not say.
    pub rights: Rights,
    /// Words of one report that a public build may show, at most.
    pub excerpt_budget: u64,
    /// Folder of the site, from the briefing's root.
    pub output: String,
    /// What the author wrote under `extra:`.
    pub extra: Map<String, Value>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Untitled briefing".into(),
            description: None,
            base_url: None,
            language: "en".into(),
            editor: None,
            rights: Rights::Excerpt,
            excerpt_budget: 300,
            output: "_site".into(),
            extra: Map::new(),
        }
    }
}

/// What a public build may show of a report's own text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rights {
    /// All of it.
    Full,
    /// Quoted passages.
    Excerpt,
    /// Nothing but its reference.
    Link,
}

impl Rights {
    /// As authors write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Excerpt => "excerpt",
            Self::Link => "link",
        }
    }
}

impl Settings {
    /// Where the site will stand on its host: the path of its address, between slashes.
    #[must_use]
    pub fn base_path(&self) -> Option<&str> {
        let (_, after) = self.base_url.as_deref()?.split_once("://")?;
        Some(after.find('/').map_or("/", |slash| after.slice(slash..)))
    }

    /// The folder of the site that a build makes for `audience`, from the briefing's root.
    #[must_use]
    pub fn folder(&self, audience: Audience) -> String {
        match audience {
            Audience::Public => self.output.clone(),
            Audience::Private => format!("{}-private", self.output.trim_end_matches(['/', '\\'])),
        }
    }
}

/// Whom a build is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everyone: no drafts, and of reports no more than their rights allow.
    Public,
    /// The desk: everything.
    Private,
}

impl Audience {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Public, Self::Private];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_audience_has_a_folder_of_its_own() {
        for (output, private) in [
            ("_site", "_site-private"),
            ("public/", "public-private"),
            ("../a/b//", "../a/b-private"),
        ] {
            let settings = Settings { output: output.into(), ..Settings::default() };
            assert_eq!(Audience::ALL.map(|it| settings.folder(it)), [output, private]);
        }
    }
}
