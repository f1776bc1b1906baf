//! What words stand for a number, a scale, a month and so on: the lists of each language, and their
//! look-up. The lists are files in `data/`.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt, HashSet};

use super::lists::LISTS;
use super::scan_token::{ScanToken, small, words};
use crate::slice::Slice;

const COMMON: &str = include_str!("data/common.txt");

const SEPARATORS: &str = include_str!("data/separators.txt");

static LEXICONS: LazyLock<Vec<(&str, Lexicon)>> = LazyLock::new(|| {
    let known = LISTS.iter().map(|it| (it.tag, Lexicon::new(&[it.figures, COMMON])));
    known.collect()
});

static UNKNOWN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[COMMON]));

/// The lists of a language: of one that is not known, what is written the same in all.
pub(super) fn lexicon(primary: &str) -> &'static Lexicon {
    LEXICONS.iter().find(|(tag, _)| *tag == primary).map_or(&UNKNOWN, |(_, lexicon)| lexicon)
}

/// The lists of all languages that have some.
pub(super) fn lexicons() -> impl Iterator<Item = &'static Lexicon> {
    LEXICONS.iter().map(|(_, lexicon)| lexicon)
}

/// The languages that have lists, by primary subtag.
pub(super) fn known() -> impl Iterator<Item = &'static str> {
    LISTS.iter().map(|it| it.tag)
}

/// The sign that parts a number's whole from its places, where the language has one.
pub(super) fn decimal_sign(tag: &str) -> Option<char> {
    let primary = tag.split('-').next().unwrap_or(tag);
    let region = tag.split('-').find(|part| part.len() == 2 && *part != primary);
    let variety = region.map(|region| format!("{primary}-{region}"));
    let listed = |wanted: &str| DECIMAL_SIGNS.get(&wanted.to_ascii_lowercase()).copied();
    variety.as_deref().and_then(listed).or_else(|| listed(primary)).filter(|sign| *sign != '?')
}

/// The sign of each language and variety, in small letters, that the list has.
static DECIMAL_SIGNS: LazyLock<HashMap<String, char>> = LazyLock::new(|| {
    let mut signs = HashMap::new();
    for (sign, forms) in lines(SEPARATORS) {
        for (form, sign) in forms.split('|').zip(sign.chars().cycle()) {
            signs.entry(form.trim().to_ascii_lowercase()).or_insert(sign);
        }
    }
    signs
});

/// The lines of a list that say something: what stands before the equals sign, and after it.
fn lines(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (value, forms) = line.split_once(" = ")?;
        Some((value.trim(), forms))
    })
}

/// What a word can be, where figures and dates are concerned: a section of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sense {
    Number,
    Weak,
    Article,
    And,
    Joined,
    Half,
    Scale,
    JoinedScale,
    Vague,
    Of,
    Ordinal,
    WordOrdinalEnding,
    OrdinalEnding,
    OrdinalSign,
    Fraction,
    Share,
    Prefix,
    PartAfter,
    AndHalf,
    Ratio,
    Multiple,
    Minus,
    None,
    Percent,
    PercentBefore,
    Currency,
    Measure,
    Symbol,
    Range,
    Either,
    Between,
    From,
    Month,
    CapitalMonths,
    Weekday,
    BeforeDate,
    AfterYear,
    Part,
    Quarter,
    HalfYear,
    Time,
    Noon,
    Slashes,
    Counter,
    Before,
    After,
    BeforeDays,
    AfterDays,
    Rate,
}

impl Sense {
    fn of(section: &str) -> Option<Self> {
        Some(match section {
            "numbers" => Self::Number,
            "weak" => Self::Weak,
            "articles" => Self::Article,
            "and" => Self::And,
            "joined" => Self::Joined,
            "halves" => Self::Half,
            "scales" => Self::Scale,
            "joined scales" => Self::JoinedScale,
            "vague" => Self::Vague,
            "of" => Self::Of,
            "ordinals" => Self::Ordinal,
            "word ordinal endings" => Self::WordOrdinalEnding,
            "ordinal endings" => Self::OrdinalEnding,
            "ordinal signs" => Self::OrdinalSign,
            "fractions" => Self::Fraction,
            "shares" => Self::Share,
            "prefixes" => Self::Prefix,
            "parts after" => Self::PartAfter,
            "and a half" => Self::AndHalf,
            "ratios" => Self::Ratio,
            "multiples" => Self::Multiple,
            "minus" => Self::Minus,
            "none" => Self::None,
            "percent" => Self::Percent,
            "percent before" => Self::PercentBefore,
            "currency" => Self::Currency,
            "measures" => Self::Measure,
            "symbols" => Self::Symbol,
            "ranges" => Self::Range,
            "either" => Self::Either,
            "between" => Self::Between,
            "from" => Self::From,
            "months" => Self::Month,
            "capital months" => Self::CapitalMonths,
            "weekdays" => Self::Weekday,
            "before dates" => Self::BeforeDate,
            "after years" => Self::AfterYear,
            "parts" => Self::Part,
            "quarters" => Self::Quarter,
            "half years" => Self::HalfYear,
            "times" => Self::Time,
            "noon" => Self::Noon,
            "slashes" => Self::Slashes,
            "counters" => Self::Counter,
            "before" => Self::Before,
            "after" => Self::After,
            "before days" => Self::BeforeDays,
            "after days" => Self::AfterDays,
            "rates" => Self::Rate,
            _ => return None,
        })
    }

    fn bit(self) -> u64 {
        1 << (self as u32)
    }

    /// Whether a large letter of a listed form must be one in the text.
    fn minds_case(self) -> bool {
        matches!(
            self,
            Self::Symbol | Self::Scale | Self::JoinedScale | Self::Vague | Self::Currency
        )
    }
}

/// A form of a list.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// What it stands for.
    pub(super) sense: Sense,
    /// What stands before the equals sign.
    pub(super) name: &'static str,
    /// That as a number, where it is one.
    pub(super) number: i128,
    /// Its words and signs, with whether a space stands before each.
    words: Vec<(&'static str, bool)>,
    /// Whether large letters count.
    exact: bool,
}

/// The lists of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    entries: HashMap<String, Vec<Entry>>,
    /// Every word of a form, in small letters.
    words: HashSet<String>,
    sections: Vec<Sense>,
    /// What are no words but parts of them: section, name, number, form.
    parts: Vec<(Sense, &'static str, i128, &'static str)>,
}

/// A form that stands in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match<'a> {
    /// Which it is.
    pub(super) entry: &'a Entry,
    /// Its first token.
    pub(super) start: usize,
    /// One past its last token.
    pub(super) end: usize,
}

impl Lexicon {
    fn new(lists: &[&'static str]) -> Self {
        let mut lexicon = Self::default();
        for list in lists {
            let mut sense = None;
            for line in list.lines() {
                if let Some(section) =
                    line.strip_prefix('[').and_then(|line| line.strip_suffix(']'))
                {
                    sense = Sense::of(section);
                    lexicon.sections.extend(sense);
                }
                let Some((sense, (name, forms))) = sense.zip(lines(line).next()) else { continue };
                for form in forms.split(" | ") {
                    lexicon.add(sense, name, form.trim());
                }
            }
        }
        lexicon
    }

    fn add(&mut self, sense: Sense, name: &'static str, form: &'static str) {
        let number = name.trim_end_matches('+').parse().unwrap_or_default();
        if matches!(sense, Sense::Joined | Sense::WordOrdinalEnding | Sense::Prefix) {
            self.parts.push((sense, name, number, form));
            return;
        }
        let words: Vec<(&'static str, bool)> = words(form)
            .iter()
            .map(|token| (form.slice(token.range.clone()), token.spaced))
            .collect();
        let Some((first, _)) = words.first() else { return };
        let exact =
            sense == Sense::Symbol || sense.minds_case() && form.contains(char::is_uppercase);
        let entry = Entry { sense, name, number, words: words.clone(), exact };
        self.entries.entry(first.to_lowercase()).or_default().push(entry);
        self.words.extend(words.iter().map(|(word, _)| word.to_lowercase()));
    }

    /// Whether a word, in small letters, may be a part of a figure or date.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.joins_numbers() || self.words.contains(word)
    }

    /// Which senses a form may have that begins with a word, a bit each.
    pub(super) fn senses(&self, word: &str) -> u64 {
        let entries = self.entries.get(word).map(Vec::as_slice).unwrap_or_default();
        entries.iter().fold(0, |senses, entry| senses | entry.sense.bit())
    }

    /// Whether number words of the language are joined to one word.
    pub(super) fn joins_numbers(&self) -> bool {
        !self.parts.is_empty()
    }

    /// How long the longest part of a word is with which a word begins and which may stand joined
    /// before a number.
    pub(super) fn prefix(&self, word: &str) -> Option<usize> {
        let prefixes = self.all(Sense::Prefix).map(|(_, prefix)| prefix);
        prefixes.filter(|prefix| word.starts_with(prefix)).map(str::len).max()
    }

    /// The "and" of the language that is joined before words, where it has one.
    pub(super) fn joined_and(&self) -> Option<&'static str> {
        self.all(Sense::Prefix).find(|(meaning, _)| *meaning == 1).map(|(_, and)| and)
    }

    /// Whether a word is an "and" and a number in words.
    pub(super) fn is_and_with_number(&self, word: &str) -> bool {
        const SENSES: [Sense; 5] =
            [Sense::Number, Sense::Weak, Sense::Fraction, Sense::Share, Sense::Ordinal];
        let bits = SENSES.iter().fold(0, |bits, sense| bits | sense.bit());
        let rest = self.joined_and().and_then(|and| word.strip_prefix(and));
        self.senses(word) == 0 && rest.is_some_and(|rest| self.senses(rest) & bits != 0)
    }

    /// The longest form of one of these senses that begins at a token.
    pub(super) fn at<'a>(
        &'a self,
        text: &str,
        tokens: &[ScanToken],
        at: usize,
        senses: &[Sense],
    ) -> Option<Match<'a>> {
        let entries = self.entries.get(&*tokens.get(at)?.small)?;
        let found =
            entries.iter().filter(|entry| senses.contains(&entry.sense)).filter_map(|entry| {
                entry.end(text, tokens, at).map(|end| Match { entry, start: at, end })
            });
        // Of two that are as long the first of the list is meant.
        found.rev().max_by_key(|found| found.end)
    }

    /// The longest form of one of these senses that ends before a token.
    pub(super) fn before<'a>(
        &'a self,
        text: &str,
        tokens: &[ScanToken],
        end: usize,
        senses: &[Sense],
    ) -> Option<Match<'a>> {
        let wanted = senses.iter().fold(0, |bits, sense| bits | sense.bit());
        (end.saturating_sub(LONGEST)..end).find_map(|at| {
            let token = tokens.get(at).filter(|token| token.senses & wanted != 0)?;
            let entries = self.entries.get(&*token.small)?;
            entries
                .iter()
                .filter(|entry| senses.contains(&entry.sense))
                .find(|entry| entry.end(text, tokens, at) == Some(end))
                .map(|entry| Match { entry, start: at, end })
        })
    }

    /// Whether a section says anything.
    pub(super) fn has(&self, word: &str, sense: Sense) -> bool {
        self.entries
            .get(word)
            .is_some_and(|entries| entries.iter().any(|entry| entry.sense == sense))
    }

    /// Whether a word is a form of one of these senses, its large letters minded where they count.
    pub(super) fn is_form(&self, word: &str, senses: &[Sense]) -> bool {
        let entries = self.entries.get(&*small(word)).map(Vec::as_slice).unwrap_or_default();
        let same = |entry: &Entry| {
            !entry.exact || entry.words.first().is_some_and(|first| first.0 == word)
        };
        entries.iter().any(|entry| senses.contains(&entry.sense) && same(entry))
    }

    /// Whether a text begins with a form, in a script without spaces.
    pub(super) fn begins(&self, text: &str, sense: Sense) -> bool {
        let first = text.chars().next().map(String::from).unwrap_or_default();
        let entries = self.entries.get(&first).map(Vec::as_slice).unwrap_or_default();
        entries.iter().filter(|entry| entry.sense == sense).any(|entry| {
            let form: String = entry.words.iter().map(|(word, _)| *word).collect();
            text.starts_with(&form)
        })
    }

    /// Whether a section has any line.
    pub(super) fn has_any(&self, sense: Sense) -> bool {
        self.sections.contains(&sense)
    }

    /// The form of a section that has a name.
    pub(super) fn named(&self, sense: Sense, name: &str) -> Option<&'static str> {
        self.parts.iter().find(|part| part.0 == sense && part.1 == name).map(|part| part.3)
    }

    /// The parts of words of a section, each with its number.
    pub(super) fn all(&self, sense: Sense) -> impl Iterator<Item = (i128, &'static str)> {
        self.parts.iter().filter(move |part| part.0 == sense).map(|part| (part.2, part.3))
    }

    /// The forms of a section that are one word.
    pub(super) fn words(&self, sense: Sense) -> impl Iterator<Item = &'static str> {
        let entries = self.entries.values().flatten();
        let single = entries.filter(move |it| it.sense == sense && it.words.len() == 1);
        single.filter_map(|entry| entry.words.first().map(|(word, _)| *word))
    }

    /// The form that is this one word.
    pub(super) fn word(&self, word: &str, sense: Sense) -> Option<&Entry> {
        let entries = self.entries.get(word)?;
        entries.iter().find(|entry| entry.sense == sense && entry.words.len() == 1)
    }
}

/// How many tokens the longest form has, or more.
const LONGEST: usize = 8;

impl Entry {
    /// One past the last token of the form, where it begins at a token. A hyphen may stand where the
    /// form has a space.
    fn end(&self, text: &str, tokens: &[ScanToken], at: usize) -> Option<usize> {
        let mut next = at;
        for (index, (word, spaced)) in self.words.iter().enumerate() {
            let mut token = tokens.get(next)?;
            if index > 0 && *spaced && token.is_hyphen() {
                next += 1;
                token = tokens.get(next)?;
            } else if index > 0 && !spaced && token.spaced {
                return None;
            }
            let same = match self.exact {
                true => text.slice(token.range.clone()) == *word,
                false => token.small == *word || token.small == word.to_lowercase(),
            };
            if !same {
                return None;
            }
            next += 1;
        }
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_read() {
        let lists = LISTS.iter().map(|it| (it.tag, it.figures));
        for (tag, list) in lists.chain([("common", COMMON)]) {
            let mut section = None;
            for line in list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
                match line.strip_prefix('[') {
                    Some(name) => {
                        section = Sense::of(name.trim_end_matches(']'));
                        assert!(section.is_some(), "{tag}: {line}");
                    }
                    None => {
                        let (name, forms) =
                            lines(line).next().unwrap_or_else(|| panic!("{tag}: {line}"));
                        let named = matches!(
                            section,
                            Some(
                                Sense::Currency
                                    | Sense::Measure
                                    | Sense::Symbol
                                    | Sense::Percent
                                    | Sense::PercentBefore
                                    | Sense::Before
                                    | Sense::After
                                    | Sense::BeforeDays
                                    | Sense::AfterDays
                                    | Sense::Joined
                                    | Sense::Share
                            )
                        );
                        let number = name.trim_end_matches('+').parse::<i128>().is_ok();
                        assert!(named || number, "{tag}: {line}");
                        for form in forms.split(" | ") {
                            let words = words(form).len();
                            assert!((1..=LONGEST).contains(&words), "{tag}: {form}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_variety_stands_before_its_language() {
        assert_eq!(decimal_sign("de"), Some(','));
        assert_eq!(decimal_sign("de-AT"), Some(','));
        assert_eq!(decimal_sign("de-CH"), None);
        assert_eq!(decimal_sign("es-419"), Some(','));
        assert_eq!(decimal_sign("es-MX"), Some('.'));
        assert_eq!(decimal_sign("zh-Hans-CN"), Some('.'));
        assert_eq!(decimal_sign("xx"), None);
    }
}
