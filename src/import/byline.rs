//! By-lines and dates as reports print them.

use crate::date::PartialDate;
use crate::language::{FigureReader, Language, What, tells_time};
use crate::slice::Slice;

/// The longest line that may be a by-line or a date.
const LONGEST: usize = 200;

/// How many people write one report at most.
const MOST_AUTHORS: usize = 12;

/// The people of a line such as `By Jane Doe and John Roe`; nothing where it is none.
#[must_use]
pub fn by_line(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    if line.len() > LONGEST {
        return None;
    }
    let names = after_by(line)?;
    // `By Jane Doe | Example News`, `By Jane Doe, Correspondent in Paris`
    let names = names.split(['|', '•', '·']).next().unwrap_or(names);
    people(names)
}

/// Whether a line announces that the next one names the author.
#[must_use]
pub fn announces_by_line(line: &str) -> bool {
    let line = line.trim().trim_end_matches(':').trim().to_lowercase();
    ["by", "written by", "reported by", "author", "authors"].contains(&line.as_str())
}

fn after_by(line: &str) -> Option<&str> {
    ["written by", "reported by", "reporting by", "story by", "author:", "authors:", "by"]
        .iter()
        .find_map(|words| {
            let beginning = line.get(..words.len())?;
            let rest = line.slice(words.len()..);
            let parted = words.ends_with(':') || rest.starts_with([' ', ':', '\u{a0}']);
            (beginning.eq_ignore_ascii_case(words) && parted).then_some(rest)
        })
        .map(|rest| rest.trim_start_matches(':').trim())
}

/// The names in `Jane Doe, John Roe and Jim Poe`; nothing where one does not look like a name.
#[must_use]
pub fn people(names: &str) -> Option<Vec<String>> {
    let names = names.trim().trim_end_matches(['.', ',', ';']);
    let parted = names.replace(" and ", ",").replace(" & ", ",").replace(" AND ", ",");
    let people: Vec<String> = parted
        .split([',', ';'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    let plausible = (1..=MOST_AUTHORS).contains(&people.len());
    (plausible && people.iter().all(|name| is_name(name))).then_some(people)
}

/// Particles of names that are written small.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "dal", "de", "del", "della", "den", "der", "di", "dos", "du", "e", "el",
    "la", "le", "ten", "ter", "van", "von", "y", "zu",
];

fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_word = |word: &&str| {
        let begins = word.trim_start_matches(['“', '"', '(', '\'', '’']);
        let small = begins.chars().next().is_some_and(char::is_lowercase);
        let particle = PARTICLES.contains(&begins) || begins.contains(['-', '’', '\'']);
        word.chars().all(|c| c.is_alphabetic() || ".-'’“”\"()\u{301}".contains(c))
            && (!small || particle)
    };
    (1..=6).contains(&words.len())
        && name.chars().count() <= 80
        && words.iter().all(is_word)
        && !words.iter().all(|word| word.chars().next().is_some_and(char::is_lowercase))
}

/// What a line dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// The day on which the report was published.
    Published(PartialDate),
    /// A day on which it was changed.
    Updated(PartialDate),
}

/// The date of a line that holds nothing else than a date, perhaps a time of the day, and such
/// words as *Published*.
#[must_use]
pub fn date_line(line: &str) -> Option<Dated> {
    let line = line.trim();
    if line.len() > LONGEST {
        return None;
    }
    let mut rest = line;
    let mut updated = false;
    for word in ["first published", "published", "posted", "updated", "last updated", "modified"] {
        if let Some(after) = without(rest, word) {
            updated = matches!(word, "updated" | "last updated" | "modified");
            rest = after.trim_start_matches([':', ' ']);
            rest = ["on ", "at "].iter().find_map(|word| without(rest, word)).unwrap_or(rest);
            break;
        }
    }
    let date = date(rest)?;
    Some(if updated { Dated::Updated(date) } else { Dated::Published(date) })
}

/// A text without its first words, in whatever letters these are.
fn without<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let first = text.get(..words.len())?;
    first.eq_ignore_ascii_case(words).then(|| text.slice(words.len()..))
}

/// Reads a date: `October 8, 2019`, `8. Okt. 2019`, `2019-10-08T07:00:00Z`, each perhaps with a
/// day of the week and a time of the day. Of `10/8/2019` nobody can tell the month.
#[must_use]
pub fn date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if let Some(date) = iso(&text.to_lowercase()) {
        return Some(date);
    }
    // Lines in small letters have months in small letters.
    let text = capitalised(text);
    let is_named = text.contains(char::is_alphabetic);
    let languages = Language::all().take(if is_named { usize::MAX } else { 1 });
    languages.into_iter().find_map(|language| date_in(&text, language))
}

fn date_in(text: &str, language: Language) -> Option<PartialDate> {
    let reader = FigureReader::new(text, language);
    let (figure, dated) = reader.figures().iter().find_map(|figure| match figure.what {
        What::Date(dated) if !dated.yearless && !dated.vague => Some((figure, dated)),
        _ => None,
    })?;
    let start = reader.weekday_before(figure.range.start).unwrap_or(figure.range.start);
    let parted = |c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '•' | '·');
    let rest = text.slice(figure.range.end..).to_lowercase();
    let times = rest.split(parted).filter(|token| !token.is_empty());
    let alone = text.slice(..start).trim().is_empty();
    if !alone || !times.into_iter().all(tells_time) {
        return None;
    }
    let (low, high) = (dated.days.low?.at, dated.days.high?.at);
    let written = match low == high {
        true => low.to_string(),
        false if low.day() == 1 && low.last_of_month() == high => {
            format!("{:04}-{:02}", low.year(), low.month())
        }
        false => return None,
    };
    written.parse().ok()
}

/// A text with each of its words begun by a large letter.
fn capitalised(text: &str) -> String {
    let mut begins = true;
    let large = |c: char| {
        let large = if begins { c.to_uppercase().next() } else { None };
        begins = !c.is_alphanumeric();
        large.unwrap_or(c)
    };
    text.chars().map(large).collect()
}

/// `2019-10-08`, `2019/10/08`, both perhaps with a time after a `t` or space.
fn iso(text: &str) -> Option<PartialDate> {
    let day = text.get(..10)?;
    let rest = text.slice(10..);
    let time = rest.is_empty()
        || rest.starts_with('t')
        || rest.split(' ').filter(|token| !token.is_empty()).all(tells_time)
            && rest.starts_with(' ');
    let plain = day.replace('/', "-");
    if time { plain.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_lines_name_people() {
        let names = |line: &str| by_line(line).map(|names| names.join("|"));
        for (line, people) in [
            ("By Jane Doe", "Jane Doe"),
            ("By Jane Doe and Juan de la Cruz", "Jane Doe|Juan de la Cruz"),
            ("BY JANE DOE, JIM O’NEIL & J. R. Roe", "JANE DOE|JIM O’NEIL|J. R. Roe"),
            ("Written by: Jane Doe | Example News", "Jane Doe"),
            ("By 王小明", "王小明"),
        ] {
            assert_eq!(names(line).as_deref(), Some(people), "{line}");
        }
        for line in [
            "By the time it was over, 28 had left.",
            "By Monday the 7th",
            "Bystanders saw it",
            "Jane Doe",
            "By and large",
        ] {
            assert_eq!(names(line), None, "{line}");
        }
    }

    #[test]
    fn dates_are_read_as_they_are_printed() {
        for (line, day) in [
            ("October 8, 2019", "2019-10-08"),
            ("08 October, 2019", "2019-10-08"),
            ("March 14,2022", "2022-03-14"),
            ("Tuesday, 8 Oct. 2019 10:30 GMT", "2019-10-08"),
            ("Published: Sept 1st, 2020 at 7:05 pm ET", "2020-09-01"),
            ("2019-10-08T07:00:00+02:00", "2019-10-08"),
            ("2019-10-08 07:00", "2019-10-08"),
            ("October 2019", "2019-10"),
        ] {
            let date = day.parse().unwrap();
            assert_eq!(date_line(line), Some(Dated::Published(date)), "{line}");
        }
        let updated = Dated::Updated("2019-10-09".parse().unwrap());
        assert_eq!(date_line("Updated 9 October 2019"), Some(updated));
        for line in [
            "10/8/2019",
            "On October 8, 2019",
            "October 8, 2019 was a Tuesday",
            "8 October",
            "31 February 2019",
            "in 2019",
            "",
            "é",
        ] {
            assert_eq!(date_line(line), None, "{line}");
        }
    }
}
