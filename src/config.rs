//! The settings of a briefing: `sidenote.yaml`, read and completed.

use std::fmt;
use std::str::FromStr;

use serde_json::{Map, Value};

use crate::citation::CitationStyle;
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
    /// How much of one report a public build may show, at most.
    pub excerpt_budget: Budget,
    /// Beginnings of addresses of the web that are not asked for.
    pub external_ignore: Vec<String>,
    /// Whether findings are published as schema.org's `ClaimReview`.
    pub claim_reviews: bool,
    /// Whether cells of CSV files that a spreadsheet would read as formulas are written as text.
    pub quote_csv_formulas: bool,
    /// In which style references are printed; none for the plain form.
    pub citation: Option<CitationStyle>,
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
            excerpt_budget: Budget::Words(300),
            external_ignore: Vec::new(),
            claim_reviews: false,
            quote_csv_formulas: false,
            citation: None,
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

/// How much of a report may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Budget {
    /// So many words.
    Words(u64),
    /// So many hundredths of a percent of its words.
    Share(u64),
}

impl Budget {
    /// Whether so many half words of all that a report has may be shown.
    #[must_use]
    pub fn allows(self, shown: u64, all: u64) -> bool {
        match self {
            Self::Words(words) => shown <= words.saturating_mul(2),
            Self::Share(share) => u128::from(shown) * 10_000 <= u128::from(share) * u128::from(all),
        }
    }
}

impl fmt::Display for Budget {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => write!(out, "{words}"),
            Self::Share(share) => {
                let (whole, part) = (share / 100, share % 100);
                let part = format!("{part:02}");
                match part.trim_end_matches('0') {
                    "" => write!(out, "{whole} %"),
                    part => write!(out, "{whole}.{part} %"),
                }
            }
        }
    }
}

/// So many words, as a number, or so much, as a percentage of up to two decimals: `10 %`, `2.5%`.
impl FromStr for Budget {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = |text: &str| match text.bytes().all(|byte| byte.is_ascii_digit()) {
            true => text.parse::<u64>().map_err(drop),
            false => Err(()),
        };
        let Some(percent) = text.strip_suffix('%') else { return digits(text).map(Self::Words) };
        let percent = percent.trim_end();
        let (whole, part) = percent.split_once('.').unwrap_or((percent, "0"));
        if !(1..=2).contains(&part.len()) {
            return Err(());
        }
        let share = digits(whole)?.checked_mul(100).ok_or(())? + digits(&format!("{part:0<2}"))?;
        if share <= 10_000 { Ok(Self::Share(share)) } else { Err(()) }
    }
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
    fn a_budget_is_words_or_a_share() {
        for (text, told) in [
            ("300", "300"),
            ("0", "0"),
            ("10 %", "10 %"),
            ("10%", "10 %"),
            ("2.5 %", "2.5 %"),
            ("0.05%", "0.05 %"),
            ("100 %", "100 %"),
        ] {
            assert_eq!(text.parse().map(|budget: Budget| budget.to_string()), Ok(told.to_owned()));
        }
        for text in ["", "%", "+3", "101 %", "-1", "3.5", "2.555 %", "2. %", ".5 %", "ten", "1e2 %"]
        {
            assert_eq!(text.parse::<Budget>(), Err(()), "{text}");
        }
    }

    #[test]
    fn a_budget_allows_what_it_says_and_no_half_word_more() {
        assert!(Budget::Words(3).allows(6, 100) && !Budget::Words(3).allows(7, 100));
        let tenth = Budget::Share(1_000);
        assert!(tenth.allows(20, 200) && !tenth.allows(21, 200) && !tenth.allows(20, 199));
        assert!(Budget::Words(0).allows(0, 0) && tenth.allows(0, 0));
        assert!(Budget::Share(10_000).allows(u64::MAX, u64::MAX));
    }

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
