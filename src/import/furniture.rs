//! Lines that are none of a report's text: share buttons, prompts to log in, links to other
//! reports. Only lines that say so by themselves count, whole; whatever is in doubt stays.

use crate::language::{Amount, Figure, Language, What, figures};
use crate::slice::Slice;

/// Lines that stand alone.
const LINES: &[&str] = &[
    "about author",
    "about the author",
    "about the authors",
    "add a comment",
    "advertisement",
    "advertising",
    "article rating",
    "back to top",
    "bookmark",
    "comment",
    "comments",
    "copy link",
    "email",
    "email this",
    "facebook",
    "flipboard",
    "follow",
    "follow us",
    "home",
    "inline feedback",
    "inline feedbacks",
    "instagram",
    "latest news",
    "leave a comment",
    "leave a reply",
    "linkedin",
    "listen",
    "load more",
    "log in",
    "login",
    "login with",
    "menu",
    "more from blog",
    "more from this author",
    "more stories",
    "most popular",
    "most read",
    "newsletter",
    "next article",
    "notify of",
    "pinterest",
    "post a comment",
    "post comment",
    "previous article",
    "print",
    "print this",
    "recommended",
    "recommended for you",
    "reddit",
    "related",
    "related articles",
    "related content",
    "related news",
    "related posts",
    "related stories",
    "related topics",
    "save",
    "scroll to continue",
    "search",
    "see more",
    "share",
    "share on facebook",
    "share on linkedin",
    "share on twitter",
    "share on whatsapp",
    "share on x",
    "share this",
    "share this article",
    "share this page",
    "share this post",
    "share this story",
    "sign in",
    "sign up",
    "skip to content",
    "skip to main content",
    "sponsored",
    "subscribe",
    "subscribe now",
    "tags",
    "telegram",
    "top stories",
    "trending",
    "trending now",
    "tweet",
    "twitter",
    "view all comments",
    "view comments",
    "whatsapp",
    "you may also like",
    "you might also like",
    "you may like",
];

/// What such a line begins with, where the rest may be anything.
const BEGINNINGS: &[&str] = &[
    "also read:",
    "click here to ",
    "click to share",
    "enjoying this article",
    "follow us on ",
    "follow us @",
    "get our newsletter",
    "join our newsletter",
    "learn how your comment data",
    "more on this story:",
    "more on this:",
    "more stories:",
    "read also:",
    "read more:",
    "read more on ",
    "read more about ",
    "read next:",
    "recommended reading:",
    "related:",
    "related article:",
    "related story:",
    "see also:",
    "share this article ",
    "sign up for ",
    "sign up to ",
    "subscribe to ",
    "this site uses akismet",
    "up next:",
    "you can also read:",
];

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
    let words = lower.trim_end_matches(['.', ':', '…', '»', '>', '›', '→', '!']).trim();
    LINES.contains(&words)
        || BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
        || is_reading_time(words)
        || is_count(words)
        || is_newsletter(&lower)
}

/// Whether what follows this line to the next furniture, or to the end, tells of the author.
#[must_use]
pub fn begins_author_box(line: &str) -> bool {
    let lower = line.trim().trim_end_matches(':').to_lowercase();
    ["about author", "about the author", "about the authors"].contains(&lower.as_str())
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
            "",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}
