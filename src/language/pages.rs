//! The words of pages: of by-lines and dates above reports, and of what is printed around them. A file a
//! language in `data/pages/`; whoever asks does not know the language of a line, and so all are asked.

use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};

use super::listed::forms;
use super::segment::is_unspaced;

/// What words of a page do: a section of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageWord {
    /// They begin a by-line before names of people.
    By,
    /// They name the author before a colon.
    Author,
    /// They name the source before a colon.
    Source,
    /// They stand between two names.
    And,
    /// They begin a line that says when a report was published.
    Published,
    /// They begin one that says when it was changed.
    Changed,
    /// They stand between these and the day.
    On,
    /// They name a work, and nobody who does it.
    Job,
    /// They are a line of furniture.
    Line,
    /// They begin one whose rest may be anything.
    Beginning,
    /// They begin a line that leads to another page, and ends in no stop.
    Lead,
    /// They begin a line that asks readers for something.
    Prompt,
    /// What readers are asked for.
    Prompted,
    /// They begin the credit of a picture, before a colon.
    Credit,
    /// They head the box about an author.
    AuthorBox,
    /// They say how long a text takes to read.
    Reading,
    /// They stand at the foot of pages.
    Imprint,
}

impl PageWord {
    fn of(section: &str) -> Option<Self> {
        Some(match section {
            "by" => Self::By,
            "authors" => Self::Author,
            "sources" => Self::Source,
            "and" => Self::And,
            "published" => Self::Published,
            "changed" => Self::Changed,
            "on" => Self::On,
            "jobs" => Self::Job,
            "lines" => Self::Line,
            "beginnings" => Self::Beginning,
            "leads" => Self::Lead,
            "prompts" => Self::Prompt,
            "prompted" => Self::Prompted,
            "credits" => Self::Credit,
            "author boxes" => Self::AuthorBox,
            "reading" => Self::Reading,
            "imprint" => Self::Imprint,
            _ => return None,
        })
    }
}

macro_rules! pages {
    ($($tag:literal)+) => {
        const LISTS: &[(&str, &str)] =
            &[$(($tag, include_str!(concat!("data/pages/", $tag, ".txt")))),+];
    };
}

pages! { "en" "de" "fr" "es" "ru" "zh" "ar" }

/// Words of one kind: all in order, and each to be found at once.
#[derive(Debug, Default)]
struct Words {
    all: Vec<&'static str>,
    set: HashSet<&'static str>,
}

static WORDS: LazyLock<HashMap<PageWord, Words>> = LazyLock::new(|| {
    let mut words: HashMap<PageWord, Words> = HashMap::default();
    let listed = LISTS.iter().flat_map(|(_, list)| forms(list));
    for (section, form) in listed {
        let Some(kind) = PageWord::of(section) else { continue };
        let of_kind = words.entry(kind).or_default();
        if of_kind.set.insert(form) {
            of_kind.all.push(form);
        }
    }
    words
});

/// The words of a kind in every language that is known, in small letters.
#[must_use]
pub fn page_words(kind: PageWord) -> &'static [&'static str] {
    WORDS.get(&kind).map(|words| words.all.as_slice()).unwrap_or_default()
}

/// Whether words in small letters are of a kind in any language that is known.
#[must_use]
pub fn is_page_word(words: &str, kind: PageWord) -> bool {
    WORDS.get(&kind).is_some_and(|known| known.set.contains(words))
}

/// Whether a line in small letters begins with words of a kind, and these end where a word does.
#[must_use]
pub fn begins_with_page_word(line: &str, kind: PageWord) -> bool {
    page_words(kind).iter().any(|words| {
        line.strip_prefix(words).is_some_and(|rest| {
            let last = words.chars().next_back();
            let parted = !rest.starts_with(char::is_alphanumeric);
            parted || last.is_some_and(|c| is_unspaced(c) || !c.is_alphanumeric())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_read_and_no_words_stand_twice_in_one() {
        for (tag, list) in LISTS {
            let mut seen = std::collections::BTreeSet::new();
            for (section, form) in forms(list) {
                assert!(PageWord::of(section).is_some(), "{tag}: {section}");
                assert!(seen.insert((section, form)), "{tag}: {section}: {form}");
                assert_eq!(form, form.to_lowercase(), "{tag}: {section}");
            }
        }
    }

    #[test]
    fn a_line_begins_with_whole_words() {
        for (line, is) in [
            ("follow us on mastodon", true),
            ("follow usage", false),
            ("关注我们", true),
            ("jetzt anmelden", true),
            ("jetztzeit", false),
        ] {
            assert_eq!(begins_with_page_word(line, PageWord::Prompt), is, "{line}");
        }
    }
}
