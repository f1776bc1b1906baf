//! Lines that are none of a report's text: share buttons, prompts to log in, links to other
//! reports. Only lines that say so by themselves count, whole; whatever is in doubt stays.

use crate::language::{
    Amount, Figure, Language, PageWord, What, begins_with_page_word, figures, is_page_word,
    page_words,
};
use crate::slice::Slice;

/// Paragraphs that tell of the author, at most.
pub const LONGEST_AUTHOR_BOX: usize = 3;

/// The longest line that is looked at: a paragraph that begins so is a paragraph.
const LONGEST: usize = 200;

/// Whether a line is furniture of a page.
#[must_use]
pub fn is_furniture(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST {
        return false;
    }
    let lower = line.to_lowercase();
    let lower = lower.replace('’', "'");
    let words = lower.trim_end_matches(['.', ':', '：', '…', '»', '>', '›', '→', '!', '！']).trim();
    is_page_word(words, PageWord::Line)
        || begins_with_page_word(&lower, PageWord::Beginning)
        || begins_with_page_word(&lower, PageWord::Lead) && !ends_sentence(&lower)
        || is_prompt(&lower)
        || is_page_word(words, PageWord::AuthorBox)
        || is_reading_time(words)
        || is_imprint(&lower)
        || is_count(words)
        || is_newsletter(&lower)
}

/// `Subscribe to our newsletter`: what is asked for is the page's. `Subscribe to the idea that …` is a
/// sentence of somebody.
fn is_prompt(lower: &str) -> bool {
    const MOST_WORDS: usize = 20;
    begins_with_page_word(lower, PageWord::Prompt)
        && page_words(PageWord::Prompted).iter().any(|thing| lower.contains(thing))
        && lower.split_whitespace().count() <= MOST_WORDS
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '。', '؟'])
}

/// Whether what follows this line to the next furniture, or to the end, tells of the author.
#[must_use]
pub fn begins_author_box(line: &str) -> bool {
    let lower = line.trim().trim_end_matches([':', '：']).to_lowercase();
    is_page_word(&lower, PageWord::AuthorBox)
}

/// Whose name in brackets at the end of a line credits a picture.
const PICTURES: &[&str] = &[
    "afp",
    "alamy",
    "anadolu",
    "ap",
    "epa",
    "file photo",
    "getty",
    "getty images",
    "istock",
    "photo",
    "reuters",
    "shutterstock",
    "xinhua",
];

/// Whether a line is the caption of a picture: it ends in the picture's credit, such as `[Getty]` or
/// `(AFP/Getty Images)`, and what stands before that ends as no sentence does.
#[must_use]
pub fn is_caption(line: &str) -> bool {
    let line = line.trim();
    if is_credit(line) {
        return true;
    }
    let Some((caption, credit)) = line
        .strip_suffix(']')
        .and_then(|line| line.rsplit_once('['))
        .or_else(|| line.strip_suffix(')')?.rsplit_once('(').filter(|it| it.1.contains('/')))
    else {
        return false;
    };
    let caption = caption.trim_end();
    let credited = credit.to_lowercase();
    line.len() <= LONGEST
        && !caption.is_empty()
        && !caption.ends_with(['.', '!', '?', '”', '"', ':'])
        && credited.split(['/', ',', '|', ':']).any(|name| PICTURES.contains(&name.trim()))
}

/// `Photo: Jane Doe`
fn is_credit(line: &str) -> bool {
    const MOST_WORDS: usize = 8;
    let lower = line.to_lowercase();
    let named = lower.split_once([':', '：', '©']).is_some_and(|(word, name)| {
        is_page_word(word.trim(), PageWord::Credit) && !name.trim().is_empty()
    });
    named && line.split_whitespace().count() <= MOST_WORDS && !ends_sentence(line)
}

/// The name of a publisher, of a line such as `Follow us on Twitter: @The_Example`. A name in one
/// small word says nothing of where its words part.
#[must_use]
pub fn followed(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    let (_, handle) = line.split_once('@').filter(|_| lower.starts_with("follow us"))?;
    let handle = handle.trim();
    let is_handle = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if handle.is_empty() || handle.len() > 40 || !handle.chars().all(is_handle) {
        return None;
    }
    let mut name = String::new();
    let mut small = false;
    for c in handle.chars() {
        if (c == '_' || c.is_ascii_uppercase() && small) && !name.ends_with(' ') {
            name.push(' ');
        }
        if c != '_' {
            name.push(c);
        }
        small = c.is_ascii_lowercase();
    }
    let name = name.trim();
    let capital = name.split(' ').all(|word| word.starts_with(|c: char| c.is_ascii_uppercase()));
    (name.contains(' ') && capital).then(|| name.to_owned())
}

/// `3 min read`, `Read time 3min 00sec`
fn is_reading_time(line: &str) -> bool {
    if is_reading_time_elsewhere(line) {
        return true;
    }
    let about_time = ["read time", "reading time", "estimated reading time"]
        .iter()
        .any(|beginning| line.starts_with(beginning));
    let is_time = |amount: &Amount| amount.unit.is_none_or(|unit| unit.dimension == "time");
    let rest = |words: &str| has_only_amounts(words, is_time);
    match line.strip_suffix(" read") {
        Some(time) => rest(time),
        None if about_time => line.split_once("time").is_some_and(|(_, time)| rest(time)),
        None => false,
    }
}

/// `4 Min. Lesezeit`, `4 min de lecture`: a figure, and nothing but words of reading and time.
fn is_reading_time_elsewhere(line: &str) -> bool {
    let parted = |c: char| !c.is_alphabetic();
    let mut words = line.split(parted).filter(|word| !word.is_empty()).peekable();
    line.chars().any(char::is_numeric)
        && line.chars().filter(|c| c.is_numeric()).count() <= 3
        && words.peek().is_some()
        && words.all(|word| is_page_word(word, PageWord::Reading))
}

/// `Terms of use | Privacy | All rights reserved`
fn is_imprint(line: &str) -> bool {
    let sentence = ends_sentence(line) && !line.contains(['|', '·', '©']);
    !sentence
        && page_words(PageWord::Imprint).iter().filter(|words| line.contains(**words)).count() >= 2
}

/// `12 comments`, `0 0 vote`
fn is_count(line: &str) -> bool {
    let counted = [
        "comment", "comments", "share", "shares", "like", "likes", "view", "views", "vote", "votes",
    ];
    let Some((numbers, last)) = line.rsplit_once(' ') else { return false };
    counted.contains(&last) && has_only_amounts(numbers, |amount| amount.unit.is_none())
}

/// Whether a text is amounts in digits and nothing else.
fn has_only_amounts(text: &str, fits: impl Fn(&Amount) -> bool) -> bool {
    let figures = figures(text, Language::of("en"));
    let is_one = |figure: &Figure| match &figure.what {
        What::Amount(amount) => !figure.in_words && fits(amount),
        _ => false,
    };
    let ends = std::iter::once(0).chain(figures.iter().map(|figure| figure.range.end));
    let starts = figures.iter().map(|figure| figure.range.start).chain([text.len()]);
    let signs = |(end, start): (usize, usize)| {
        text.slice(end..start).chars().all(|c| matches!(c, ' ' | ':' | '-'))
    };
    !figures.is_empty() && figures.iter().all(is_one) && ends.zip(starts).all(signs)
}

/// `Get the day's news in our newsletter.`
fn is_newsletter(line: &str) -> bool {
    ["get ", "receive ", "join ", "try ", "sign up"].iter().any(|verb| line.starts_with(verb))
        && line.contains("newsletter")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_known_by_what_it_says() {
        for line in [
            "Share this article",
            "Read more: Floods in the north",
            "3 min read",
            "5 minute read",
            "Read time 3min 00sec",
            "12 Comments",
            "0 0 vote",
            "Follow us on Mastodon: @paper",
            "LOGIN WITH",
            "View all comments »",
            "Get the news by mail in our newsletter.",
            "Subscribe to our newsletter",
            "Sign up for email alerts",
            "Lesen Sie auch: Das Jahr des Regens",
            "À lire aussi : L’année des pluies",
            "Читайте также: Год дождей",
            "相关阅读",
            "اقرأ أيضا: عام الأمطار",
            "Partager l’article",
            "4 Min. Lesezeit",
            "阅读需4分钟",
            "À propos de l’auteur",
            "© 2023 Mentions légales | Vie privée",
        ] {
            assert!(is_furniture(line), "{line}");
        }
    }

    #[test]
    fn captions_end_in_a_credit_and_in_no_stop() {
        for line in
            ["The bridge on Monday [Getty]", "A view (AFP/Getty Images)", "So it was [Photo: Ann]"]
        {
            assert!(is_caption(line), "{line}");
        }
        for line in [
            "The bridge is shut. [Getty]",
            "The bridge is shut (Reuters)",
            "He said so [in May]",
            "[Reuters]",
            "It rose by two metres (km/h)",
        ] {
            assert!(!is_caption(line), "{line}");
        }
    }

    #[test]
    fn a_handle_may_tell_a_publisher() {
        for (line, name) in [
            ("Follow us on Twitter: @The_NewArab", Some("The New Arab")),
            ("Follow us @ValleyHerald", Some("Valley Herald")),
            ("Follow us @nytimes", None),
            ("Follow us @AFP", None),
            ("Follow us @", None),
            ("Write to us: @The_Example", None),
        ] {
            assert_eq!(followed(line).as_deref(), name, "{line}");
        }
    }

    #[test]
    fn what_a_report_says_stays() {
        for line in [
            "He read more: two books a week, and then the papers.".repeat(5).as_str(),
            "The minister said that he would share this.",
            "Two comments were struck from the record",
            "Tags were found on 12 of the bears.",
            "He would read",
            "A quick read",
            "34,000 people",
            "Subscribe to the idea that a river has rights, and the law must change.",
            "Sign up for the war, they said, and see the world.",
            "Follow us down the valley, and you see what is left.",
            "Jetzt regnet es wieder.",
            "The privacy of the dead is a matter for the living.",
            "Minuten später war alles vorbei",
            "Read more about the dead than about the living, she said.",
            "",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}
