//! What words do in a sentence: which deny, which say how certain something is, which make a
//! condition of it, which only hold it together.

use super::known::{Known, known};
use super::role::Role;
use super::spelling::{expanded, plain};

/// What one word of a sentence does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Roles {
    bits: u32,
    /// How certain the word makes the sentence, if it hedges.
    pub hedge: Option<&'static str>,
    /// Where the form begins that denies, hedges or makes a condition, of which it is a part: the
    /// number of its first word.
    pub form: usize,
}

impl Roles {
    /// Whether the word does this.
    #[must_use]
    pub fn has(self, role: Role) -> bool {
        self.bits & role.bit() != 0
    }

    fn add(&mut self, role: Role) {
        self.bits |= role.bit();
    }

    fn drop_stances(&mut self) {
        for role in [Role::Denial, Role::Companion, Role::Hedge, Role::Doubt, Role::Future] {
            self.bits &= !role.bit();
        }
        self.hedge = None;
    }

    /// Whether it denies, or hedges.
    #[must_use]
    pub fn is_modal(self) -> bool {
        self.has(Role::Denial) || self.has(Role::Hedge)
    }
}

/// A word or mark as [`read`] sees it.
#[derive(Debug, Clone, Copy)]
pub struct Spoken<'a> {
    /// As printed, its apostrophes straight.
    pub exact: &'a str,
    /// In small letters.
    pub small: &'a str,
    /// Whether a sentence begins with it.
    pub begins: bool,
    /// Whether it is somebody's name, or a figure.
    pub named: bool,
}

impl Spoken<'_> {
    fn is_capital(&self) -> bool {
        self.exact.starts_with(char::is_uppercase)
    }

    fn ends_sentence(&self) -> bool {
        matches!(self.exact, "." | "!" | "?" | "…" | ";" | "。" | "！" | "？" | "؟" | "；")
    }
}

/// What each word of a text does, by the primary subtag of its language; nothing at all where that
/// is not known.
#[must_use]
pub fn read(words: &[Spoken<'_>], language: &str) -> Vec<Roles> {
    let none = vec![Roles::default(); words.len()];
    let Some(known) = known(language) else { return none };
    let small: Vec<std::borrow::Cow<'_, str>> =
        words.iter().map(|word| plain(word.small, known.tag)).collect();
    let mut reader = RoleReader { known, words, small: &small, roles: none };
    for at in 0..words.len() {
        reader.alone(at);
    }
    let mut at = 0;
    while at < words.len() {
        at += reader.stance(at).max(1);
    }
    reader.nouns();
    reader.companions();
    reader.roles
}

struct RoleReader<'a> {
    known: &'static Known,
    words: &'a [Spoken<'a>],
    small: &'a [std::borrow::Cow<'a, str>],
    roles: Vec<Roles>,
}

impl RoleReader<'_> {
    /// What a word does by itself.
    fn alone(&mut self, at: usize) {
        for form in self.known.forms(&self.small[at]) {
            if form.len() == 1 && !form.role.is_stance() && !form.role.minds_case() {
                self.roles[at].add(form.role);
            }
        }
        for form in self.known.forms(self.words[at].exact) {
            if form.len() == 1 && form.role.minds_case() {
                self.roles[at].add(form.role);
            }
        }
        if self.known.tag == "zh" {
            self.place(at);
        }
    }

    /// The longest place that begins at a sign.
    fn place(&mut self, at: usize) {
        let begins = |form: &&super::known::ListedForm| {
            form.role == Role::Place && form.begins(self.small.iter().skip(at).map(|it| &**it))
        };
        let longest = self.known.forms(&self.small[at]).iter().filter(begins);
        let length = longest.map(super::known::ListedForm::len).max().unwrap_or_default();
        for roles in self.roles.iter_mut().skip(at).take(length) {
            roles.add(Role::Place);
        }
    }

    /// Reads the longest form at a word that denies, hedges, doubts or makes a condition; gives its
    /// length.
    fn stance(&mut self, at: usize) -> usize {
        let word = &self.words[at];
        if word.named || (word.is_capital() && !word.begins && !self.is_shouted(at)) {
            return 1;
        }
        let small = &*self.small[at];
        // Arabic writes "and" and "so" on the word that follows.
        let joined = (self.known.tag == "ar")
            .then(|| small.strip_prefix('و').or_else(|| small.strip_prefix('ف')))
            .flatten();
        let first = match joined {
            Some(rest) if !self.has_stance(small) && self.has_stance(rest) => rest,
            _ => small,
        };
        let rest = || self.small.iter().skip(at + 1).map(|word| &**word);
        let begins = |form: &&super::known::ListedForm| {
            form.role.is_stance() && form.begins(std::iter::once(first).chain(rest()))
        };
        let forms = self.known.forms(first);
        let length = forms.iter().filter(begins).map(super::known::ListedForm::len).max();
        let Some(length) = length else { return self.contraction(at) };
        for form in forms.iter().filter(begins).filter(|form| form.len() == length) {
            for roles in self.roles.iter_mut().skip(at).take(length) {
                roles.add(form.role);
                roles.form = at;
                if form.role == Role::Hedge {
                    roles.hedge = Some(form.meaning);
                }
            }
        }
        length
    }

    fn has_stance(&self, word: &str) -> bool {
        self.known.forms(word).iter().any(|form| form.role.is_stance())
    }

    /// Whether a whole text is in capitals about a word, so that they tell nothing.
    fn is_shouted(&self, at: usize) -> bool {
        let shouted = |word: &Spoken<'_>| {
            word.exact.chars().count() > 1 && !word.exact.chars().any(char::is_lowercase)
        };
        let from = at.saturating_sub(1);
        self.words
            .iter()
            .skip(from)
            .take(3)
            .all(|word| !word.exact.contains(char::is_alphabetic) || shouted(word))
    }

    /// English words that are two: "won't".
    fn contraction(&mut self, at: usize) -> usize {
        let parts = expanded(&self.small[at]);
        if self.known.tag == "en" && !parts[1].is_empty() {
            for part in parts {
                for form in self.known.forms(part).iter().filter(|form| form.len() == 1) {
                    if matches!(form.role, Role::Denial | Role::Hedge | Role::Future) {
                        let roles = &mut self.roles[at];
                        roles.add(form.role);
                        roles.form = at;
                        if form.role == Role::Hedge {
                            roles.hedge = Some(form.meaning);
                        }
                    }
                }
            }
            self.roles[at].add(Role::Function);
        }
        1
    }

    /// Takes from nouns and names what they would do as verbs: "the will", "May 3", "Will Smith".
    fn nouns(&mut self) {
        for at in 0..self.words.len() {
            if !self.roles[at].has(Role::Noun) {
                continue;
            }
            let has = |at: Option<usize>, role| {
                at.and_then(|at| self.roles.get(at)).is_some_and(|roles| roles.has(role))
            };
            let before = at.checked_sub(1);
            let next = self.words.get(at + 1);
            let pronoun = has(Some(at + 1), Role::First) || has(Some(at + 1), Role::Third);
            let name = self.words[at].is_capital()
                && next.is_some_and(|next| {
                    (next.is_capital() && !pronoun)
                        || next.named
                        || has(Some(at + 1), Role::Auxiliary)
                });
            if name || has(before, Role::Determiner) || has(Some(at + 1), Role::AfterNoun) {
                self.roles[at].drop_stances();
            }
        }
    }

    /// Makes denials of those companions that have none beside them.
    fn companions(&mut self) {
        const FAR: usize = 8;
        for at in 0..self.words.len() {
            if !self.roles[at].has(Role::Companion) {
                continue;
            }
            let denies = |at: &usize| self.roles[*at].has(Role::Denial);
            let inside = |at: &usize| !self.words[*at].ends_sentence();
            let before = (at.saturating_sub(FAR)..at).rev().take_while(inside).find(denies);
            let end = self.words.len().min(at + FAR + 1);
            let after = (at + 1..end).take_while(inside).find(denies);
            if before.or(after).is_none() {
                self.roles[at].add(Role::Denial);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a text that deny or hedge.
    fn modal(text: &str, language: &str) -> Vec<String> {
        let words: Vec<String> = match language {
            "zh" => text.chars().map(String::from).collect(),
            _ => text.split(' ').map(str::to_owned).collect(),
        };
        let small: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let spoken: Vec<Spoken<'_>> = words
            .iter()
            .zip(&small)
            .enumerate()
            .map(|(at, (exact, small))| Spoken { exact, small, begins: at == 0, named: false })
            .collect();
        let roles = read(&spoken, language);
        let found = words.iter().zip(roles).filter(|(_, roles)| roles.is_modal());
        found.map(|(word, _)| word.clone()).collect()
    }

    #[test]
    fn what_denies_and_hedges_depends_on_the_language() {
        assert_eq!(modal("he wouldn't go without it", "en"), ["wouldn't", "without"]);
        assert_eq!(modal("das kann nicht sein", "de"), ["kann", "nicht"]);
        assert_eq!(modal("sin ellos no se puede", "es"), ["sin", "no", "puede"]);
        assert_eq!(modal("il ne viendra pas", "fr"), ["pas"]);
        assert_eq!(modal("il ne mange que cela", "fr"), ["ne"]);
        assert_eq!(modal("никто не придет", "ru"), ["не"]);
        assert_eq!(modal("никто здесь", "ru"), ["никто"]);
        assert_eq!(modal("他不会来开会议", "zh"), ["不", "会"]);
        assert_eq!(modal("ولن يذهب", "ar"), ["ولن"]);
        assert_eq!(modal("ei nicht non pas", "fi"), [""; 0]);
    }

    #[test]
    fn what_looks_like_a_modal_word_is_none() {
        for text in [
            "in May he left",
            "May 3 was hot",
            "Will Smith left",
            "the will of the people",
            "a can of beer",
            "against their will",
            "not only here",
        ] {
            let words = modal(text, "en");
            let figure = text.starts_with("May 3");
            assert!(words.is_empty() || figure, "{text}: {words:?}");
        }
        assert_eq!(modal("Will he go", "en"), ["Will"]);
        assert_eq!(modal("May we go", "en"), ["May"]);
    }
}
