//! By-lines, read as people's names.

use unicode_script::{Script, UnicodeScript};

use super::Article;

/// An author of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author<'a> {
    /// A by-line as it stands: an institution's, or one that may be.
    Literal(&'a str),
    /// A person's name, in parts.
    Person {
        /// The family's name, particles and all.
        family: String,
        /// The given names.
        given: String,
        /// `Jr.` and the like.
        suffix: Option<&'a str>,
    },
}

impl Article {
    /// Its authors, people's names in parts.
    pub fn authors(&self) -> impl Iterator<Item = Author<'_>> {
        self.authors.iter().map(|author| read(self, author))
    }
}

/// Words of by-lines that are no person's.
const INSTITUTIONS: [&str; 33] = [
    "agence",
    "agencies",
    "agency",
    "associated",
    "association",
    "board",
    "bureau",
    "center",
    "centre",
    "committee",
    "correspondent",
    "correspondents",
    "council",
    "department",
    "desk",
    "editor",
    "editorial",
    "editors",
    "foundation",
    "group",
    "institute",
    "magazine",
    "ministry",
    "network",
    "news",
    "newsroom",
    "office",
    "press",
    "reporter",
    "reporters",
    "service",
    "staff",
    "team",
];

const SUFFIXES: [&str; 7] = ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"];

/// Languages whose names begin with the family's.
const FAMILY_FIRST: [&str; 5] = ["zh", "ja", "ko", "vi", "hu"];

/// A by-line in parts, where it is a person's beyond doubt; else as it stands. `Family, Given` is
/// how an author can say so.
fn read<'a>(article: &Article, author: &'a str) -> Author<'a> {
    let houses = [&article.publisher, &article.agency];
    in_parts(author, &article.language, |name| {
        houses.into_iter().flatten().any(|house| house.eq_ignore_ascii_case(name))
    })
}

/// A person whose name is known in parts, as a by-line: as it is printed where that is read in the same
/// parts again, else with the family's name first.
#[must_use]
pub fn by_line(family: &str, given: &str, suffix: Option<&str>, language: &str) -> String {
    let suffix = suffix.map(|suffix| format!(" {suffix}")).unwrap_or_default();
    let printed = format!("{given} {family}{suffix}");
    match in_parts(&printed, language, |_| false) {
        Author::Person { family: read, .. } if read == family => printed,
        _ => format!("{family}, {given}{suffix}"),
    }
}

fn in_parts<'a>(author: &'a str, language: &str, is_house: impl Fn(&str) -> bool) -> Author<'a> {
    let (whole, suffix) = split_suffix(author);
    let person = |family: String, given: String| Author::Person { family, given, suffix };
    if let Some((family, given)) = whole.split_once(',') {
        let (family, given) = (family.trim(), given.trim());
        return match family.is_empty() || given.is_empty() || given.contains(',') {
            true => Author::Literal(author),
            false => person(family.to_owned(), given.to_owned()),
        };
    }
    let words: Vec<&str> = whole.split_whitespace().collect();
    let language = language.split('-').next().unwrap_or_default();
    if !(2..=5).contains(&words.len())
        || FAMILY_FIRST.contains(&language)
        || is_house(&words.join(" "))
        || !looks_like_a_person(&words)
    {
        return Author::Literal(author);
    }
    // A particle belongs to the family's name: Ursula von der Leyen.
    let is_particle = |word: &&str| word.starts_with(char::is_lowercase);
    let last = words.len() - 1;
    let family = (1..last).find(|&index| is_particle(&words[index])).unwrap_or(last);
    person(words[family..].join(" "), words[..family].join(" "))
}

/// A name without its `Jr.`, and that.
fn split_suffix(author: &str) -> (&str, Option<&str>) {
    match author.rsplit_once([' ', ',']) {
        Some((name, suffix)) if SUFFIXES.contains(&suffix.to_lowercase().as_str()) => {
            (name.trim_end_matches([' ', ',']), Some(suffix))
        }
        _ => (author, None),
    }
}

/// What a name is of, where that is beyond doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A person.
    Person,
    /// A desk, an office, a company.
    Institution,
}

/// What a name is of that stands in no by-line.
#[must_use]
pub fn named(name: &str, language: &str) -> Option<Named> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let language = language.split('-').next().unwrap_or_default();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if words.iter().any(|word| INSTITUTIONS.contains(&bare(word).as_str())) {
        return Some(Named::Institution);
    }
    let is_person = (2..=5).contains(&words.len())
        && !FAMILY_FIRST.contains(&language)
        && looks_like_a_person(&words);
    is_person.then_some(Named::Person)
}

fn looks_like_a_person(words: &[&str]) -> bool {
    let latin = |c: char| matches!(c.script(), Script::Latin | Script::Common | Script::Inherited);
    let of_a_person = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        !bare.is_empty()
            && bare != "the"
            && bare != "and"
            && !INSTITUTIONS.contains(&bare.as_str())
            && word.chars().all(latin)
            && !word.contains(|c: char| c.is_numeric() || "&/@()".contains(c))
            && !is_acronym(word)
    };
    words.iter().all(of_a_person)
}

/// `AFP`, but no initials.
fn is_acronym(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(|c| c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Rights;
    use crate::model::{ArticleText, TextKind, Transmission};
    use crate::source::{SourceFile, SourceSet, Span};

    #[test]
    fn a_name_is_typed_where_there_is_no_doubt() {
        for (name, language, is) in [
            ("Ana Swanson", "en", Some(Named::Person)),
            ("The desk", "en", Some(Named::Institution)),
            ("Office of the Mayor", "en", Some(Named::Institution)),
            ("Madonna", "en", None),
            ("Wang Xiaoming", "zh", None),
            ("\u{738b}\u{5c0f}\u{660e}", "en", None),
            ("", "en", None),
        ] {
            assert_eq!(named(name, language), is, "{name}");
        }
    }

    fn article(publisher: &str) -> Article {
        let file = SourceSet::default().add(SourceFile::from_bytes("a.md".into(), Vec::new()));
        Article {
            changed: None,
            slug: "a".into(),
            span: Span::whole(file),
            title: "A".into(),
            publisher: Some(publisher.into()),
            authors: Vec::new(),
            published: None,
            accessed: None,
            url: None,
            archive_url: None,
            language: "en".into(),
            kind: TextKind::Full,
            transmission: Transmission::Direct,
            agency: None,
            rights: Rights::Full,
            original: None,
            redirect_from: Vec::new(),
            except: Vec::new(),
            label: "A".into(),
            text: ArticleText::Withheld,
            share: None,
            pin: None,
            quoted: Vec::new(),
            extra: serde_json::Map::new(),
        }
    }

    #[test]
    fn only_people_are_split() {
        let mut paper = article("Hong Kong Free");
        let split = |author| match read(&paper, author) {
            Author::Literal(literal) => literal.to_owned(),
            Author::Person { family, given, suffix } => {
                format!("{family}|{given}|{}", suffix.unwrap_or_default())
            }
        };
        for (author, expected) in [
            ("Ana Swanson", "Swanson|Ana|"),
            ("J. R. R. Tolkien", "Tolkien|J. R. R.|"),
            ("Ursula von der Leyen", "von der Leyen|Ursula|"),
            ("Paul-Élie O’Neill", "O’Neill|Paul-Élie|"),
            ("Martin Luther King, Jr.", "King|Martin Luther|Jr."),
            ("Zhang, Wei", "Zhang|Wei|"),
            ("Reuters", "Reuters"),
            ("AFP", "AFP"),
            ("BBC Chinese", "BBC Chinese"),
            ("The Associated Press", "The Associated Press"),
            ("Reuters Staff", "Reuters Staff"),
            ("Hong Kong Free", "Hong Kong Free"),
            ("Ana Swanson and Paul Mozur", "Ana Swanson and Paul Mozur"),
            ("A, B, C", "A, B, C"),
            ("王 小明", "王 小明"),
            ("Jr.", "Jr."),
            (", Jr.", ", Jr."),
            ("", ""),
        ] {
            assert_eq!(split(author), expected);
        }
        for (family, given, suffix, language, line) in [
            ("Swanson", "Ana", None, "en", "Ana Swanson"),
            ("von der Leyen", "Ursula", None, "de", "Ursula von der Leyen"),
            ("King", "Martin Luther", Some("Jr."), "en", "Martin Luther King Jr."),
            ("García Márquez", "Gabriel", None, "es", "García Márquez, Gabriel"),
            ("Wang", "Xiaoming", None, "zh", "Wang, Xiaoming"),
            ("Press", "Ada", None, "en", "Press, Ada"),
        ] {
            assert_eq!(by_line(family, given, suffix, language), line);
        }
        paper.language = "zh-Hans".into();
        assert_eq!(read(&paper, "Wang Xiaoming"), Author::Literal("Wang Xiaoming"));
    }
}
