//! Texts without quotation marks, in which words are sought whatever marks a report or a draft puts
//! around what is quoted within.

use memchr::memmem::Finder;

use crate::language::{is_quotation_mark, is_unspaced};
use crate::parse::fold::Folded;
use crate::place::{InFolded, Place};
use crate::slice::Slice;

/// Marks that end what is quoted and may be the writer's.
pub(super) const SIGNS: [char; 14] =
    [',', '.', ';', ':', '!', '?', '…', '-', '，', '。', '；', '！', '？', '،'];

/// How many places of the first words are looked at.
const MOST_PLACES: usize = 64;

/// A folded text without quotation marks, and the way back.
#[derive(Debug, Clone, Default)]
pub(super) struct Loose {
    pub(super) text: String,
    /// From here on a byte of the loose text stands so many bytes later in the folded one.
    steps: Vec<(u32, u32)>,
}

impl Loose {
    pub(super) fn new(folded: &str) -> Self {
        let mut loose = Self { text: String::with_capacity(folded.len()), steps: vec![(0, 0)] };
        let (mut start, mut before) = (0, ' ');
        for (at, c) in folded.char_indices().filter(|(_, c)| is_candidate(*c)) {
            if at > 0 {
                before = folded.slice(start..at).chars().next_back().unwrap_or(before);
            }
            let after = folded.slice(at + c.len_utf8()..).chars().next();
            // An apostrophe stands between letters.
            let apostrophe =
                c == '\'' && before.is_alphanumeric() && after.is_some_and(char::is_alphanumeric);
            if apostrophe {
                continue;
            }
            loose.keep(folded.slice(start..at), start);
            start = at + c.len_utf8();
            // No second space where a mark stood between two.
            if folded.slice(start..).starts_with(' ')
                && (loose.text.is_empty() || loose.text.ends_with(' '))
            {
                start += 1;
            }
        }
        loose.keep(folded.slice(start..), start);
        loose
    }

    fn keep(&mut self, text: &str, at: usize) {
        let own = self.text.len();
        let moved = at.saturating_sub(own);
        self.steps.push((own.try_into().unwrap_or(u32::MAX), moved.try_into().unwrap_or(u32::MAX)));
        self.text.push_str(text);
    }

    /// The folded place of a part of it.
    pub(super) fn folded(&self, part: std::ops::Range<usize>) -> Place<InFolded> {
        let at = |byte: usize| {
            let after = self.steps.partition_point(|(own, _)| (*own as usize) <= byte);
            let step = after.checked_sub(1).and_then(|step| self.steps.get(step));
            byte + step.map_or(0, |(_, moved)| *moved as usize)
        };
        let last = part.end.checked_sub(1).map_or(0, |last| at(last) + 1);
        let start = at(part.start);
        Place::new(start..last.max(start))
    }

    /// Where words stand whole, in the loose bytes from `from` on; their first letter may be large or
    /// small.
    pub(super) fn places<'a>(
        &'a self,
        needle: &'a Needle,
        from: usize,
    ) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
        let bytes = self.text.as_bytes();
        let length = needle.rest.needle().len();
        let found = needle.rest.find_iter(bytes.get(from..).unwrap_or_default());
        let ranges = found.filter_map(move |at| {
            let before = self.text.slice(..from + at);
            let first = needle.firsts.iter().find(|first| before.ends_with(first.as_str()))?;
            let start = (from + at).checked_sub(first.len()).filter(|start| *start >= from)?;
            Some(start..from + at + length)
        });
        ranges.filter(|range| self.is_whole(range)).take(MOST_PLACES)
    }

    /// Whether a part cuts no word.
    fn is_whole(&self, part: &std::ops::Range<usize>) -> bool {
        let parted = |at: usize| {
            let (Some(before), Some(after)) =
                (self.text.slice(..at).chars().next_back(), self.text.slice(at..).chars().next())
            else {
                return true;
            };
            !(before.is_alphanumeric() && after.is_alphanumeric())
                || is_unspaced(before)
                || is_unspaced(after)
        };
        parted(part.start) && parted(part.end)
    }
}

fn is_candidate(c: char) -> bool {
    c == '\'' || is_quotation_mark(c)
}

/// Words of a draft as they are sought: without marks, and without a sign at their end.
#[derive(Debug, Clone)]
pub(super) struct Needle {
    /// The first letter as it is written, and the other way.
    firsts: Vec<String>,
    rest: Finder<'static>,
}

impl Needle {
    /// Makes ready the words of a folded text; nothing where it has none.
    pub(super) fn new(folded: &Folded, keep_sign: bool) -> Option<Self> {
        let loose = Loose::new(&folded.text).text;
        let trimmed = loose.trim();
        let bare = if keep_sign { trimmed } else { trimmed.trim_end_matches(SIGNS).trim_end() };
        let words = if bare.is_empty() { trimmed } else { bare };
        let first = words.chars().next()?;
        let mut firsts =
            vec![first.to_string(), first.to_lowercase().collect(), first.to_uppercase().collect()];
        firsts.dedup();
        let rest = Finder::new(words.slice(first.len_utf8()..)).into_owned();
        Some(Self { firsts, rest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::fold::fold;

    #[test]
    fn marks_go_and_the_way_back_stays() {
        let folded = fold("“We can’t,” he said, “say ‘no’ now.” « Oui » dit-il").text;
        let loose = Loose::new(&folded);
        assert_eq!(loose.text, "We can't, he said, say no now. Oui dit-il");
        for word in ["can't", "said", "no", "now", "Oui", "dit"] {
            let at = loose.text.find(word).unwrap();
            assert_eq!(&folded[loose.folded(at..at + word.len()).bytes()], word);
        }
        let places = |words: &str| {
            let needle = Needle::new(&fold(words), false).unwrap();
            loose.places(&needle, 0).map(|range| loose.text[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(places("“Say no now,”"), ["say no now"]);
        assert_eq!(places("an't"), [""; 0]);
        assert!(Needle::new(&fold("”"), false).is_none());
    }
}
