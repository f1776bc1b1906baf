//! By-lines and dates as reports print them.

use crate::date::PartialDate;
use crate::language::{
    FigureReader, Language, PageWord, What, is_digit, is_page_word, page_words, tells_time,
};
use crate::slice::Slice;

/// The longest line that may be a by-line or a date.
const LONGEST: usize = 200;

/// How many people write one report at most.
const MOST_AUTHORS: usize = 12;

/// The people of a line such as `By Jane Doe and John Roe`; nothing where it is none. The words are
/// those of all languages that are known.
#[must_use]
pub fn by_line(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    if line.len() > LONGEST {
        return None;
    }
    let (names, strong) = after_by(line)?;
    // `By Jane Doe | Example News`, `By Jane Doe, Correspondent in Paris`
    let names = names.split(['|', '•', '·']).next().unwrap_or(names);
    let mut people = people(names)?;
    // `By Jane Doe, Berlin`
    if let [.., before, last] = people.as_slice()
        && before.contains(' ')
        && !last.contains(' ')
        && names.trim_end().ends_with(&format!(", {last}"))
    {
        people.pop();
    }
    // `By Land and Sea` heads a chapter: of people one at least has two names.
    let named = |name: &String| name.contains(' ') || name.chars().any(|c| c >= '\u{2e80}');
    (strong || people.iter().any(named)).then_some(people)
}

/// Whether a line announces that the next one names the author.
#[must_use]
pub fn announces_by_line(line: &str) -> bool {
    let line = line.trim().trim_end_matches([':', '：']).trim().to_lowercase();
    is_page_word(&line, PageWord::By) || is_page_word(&line, PageWord::Author)
}

/// What stands after the words that begin a by-line, and whether these can begin nothing else.
fn after_by(line: &str) -> Option<(&str, bool)> {
    const COLONS: [char; 4] = [':', '：', '/', '／'];
    let rest_of = |word: &&str| {
        let beginning = line.get(..word.len())?;
        let rest = line.slice(word.len()..);
        (beginning.to_lowercase() == **word).then_some(rest)
    };
    for word in page_words(PageWord::Author) {
        if let Some(rest) = rest_of(word).filter(|rest| rest.trim_start().starts_with(COLONS)) {
            return Some((rest.trim_start().trim_start_matches(COLONS).trim(), true));
        }
    }
    let parted = |rest: &&str| rest.starts_with([' ', ':', '：', '\u{a0}']);
    let rest = page_words(PageWord::By).iter().find_map(|word| rest_of(word).filter(parted))?;
    Some((rest.trim_start_matches([':', '：']).trim(), false))
}

/// The names in `Jane Doe, John Roe and Jim Poe`; nothing where one does not look like a name.
#[must_use]
pub fn people(names: &str) -> Option<Vec<String>> {
    let names = names.trim().trim_end_matches(['.', ',', ';']);
    let mut parted = names.replace(['、', '，', '،', '；'], ",");
    for word in page_words(PageWord::And) {
        for word in [format!(" {word} "), format!(" {} ", word.to_uppercase())] {
            parted = parted.replace(&word, ",");
        }
    }
    // In Chinese two names stand beside each other.
    if names.chars().all(|c| c >= '\u{2e80}' || c == ' ') {
        parted = parted.replace(' ', ",");
    }
    let people: Vec<String> = parted
        .split([',', ';'])
        .map(str::trim)
        .filter(|name| !name.is_empty() && !is_job(name))
        .map(|name| without_job(name).to_owned())
        .collect();
    let plausible = (1..=MOST_AUTHORS).contains(&people.len());
    (plausible && people.iter().all(|name| is_name(name))).then_some(people)
}

/// Whether words name a work and nobody who does it: `Staff Writer`, `Redaktion`.
pub(super) fn is_job(words: &str) -> bool {
    words.split(|c: char| c.is_whitespace() || c == '-').any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        is_page_word(&word, PageWord::Job)
    })
}

/// A name without the work that stands after it in brackets.
fn without_job(name: &str) -> &str {
    match name.split_once(['(', '（']) {
        Some((before, _)) if !before.trim().is_empty() => before.trim(),
        _ => name,
    }
}

/// What a line above a text tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeadLine {
    /// The authors.
    pub authors: Vec<String>,
    /// A date.
    pub dated: Option<Dated>,
    /// Where the text is from, as a word and a colon before it tell.
    pub source: Option<String>,
}

/// Reads a line that holds a by-line and a date, one of them or both, and nothing else: `By Jane Doe |
/// 8 October 2019`, `Von Jane Doe, 8. Oktober 2019`. A name without a word before it counts beside a date.
#[must_use]
pub fn head_line(line: &str) -> Option<HeadLine> {
    let line = line.trim();
    if line.len() > LONGEST || line.is_empty() {
        return None;
    }
    let plain = |authors| HeadLine { authors, ..HeadLine::default() };
    if let Some(dated) = date_line(line) {
        return Some(HeadLine { dated: Some(dated), ..HeadLine::default() });
    }
    if let Some(read) = labelled(line) {
        return Some(read);
    }
    for (at, sign) in line.match_indices([',', '，', '、', ' ']) {
        let (before, after) = (line.slice(..at), line.slice(at + sign.len()..));
        if let Some(authors) = by_line(before)
            && let Some(dated) = date_line(after)
        {
            return Some(HeadLine { authors, dated: Some(dated), source: None });
        }
    }
    let segments: Vec<&str> = line
        .split(['|', '•', '·', '—', '–', '／'])
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if segments.len() < 2 {
        return by_line(line).map(plain);
    }
    let mut read = HeadLine::default();
    let mut unread = Vec::new();
    for segment in &segments {
        if let Some(dated) = date_line(segment) {
            read.dated = match read.dated {
                Some(Dated::Published(_)) => read.dated,
                _ => Some(dated),
            };
        } else if let Some(authors) = by_line(segment) {
            read.authors = authors;
        } else {
            unread.push(*segment);
        }
    }
    if read.authors.is_empty()
        && read.dated.is_some()
        && let Some(authors) = unread.first().and_then(|segment| people(segment))
        && authors.iter().all(|name| name.contains(' '))
    {
        read.authors = authors;
        unread.remove(0);
    }
    let known = !read.authors.is_empty() || read.dated.is_some();
    (known && unread.is_empty()).then_some(read).or_else(|| by_line(line).map(plain))
}

/// `2026年3月3日 来源：河谷日报 作者：林晓雯`: parts with a word and a colon each, in one line.
fn labelled(line: &str) -> Option<HeadLine> {
    const COLONS: [char; 2] = [':', '：'];
    let label = |token: &str| {
        let (word, _) = token.split_once(COLONS)?;
        let word = word.to_lowercase();
        const LABELS: [PageWord; 4] =
            [PageWord::Source, PageWord::Author, PageWord::Published, PageWord::Changed];
        LABELS.into_iter().find(|kind| is_page_word(&word, *kind))
    };
    let mut parts: Vec<(Option<PageWord>, String)> = vec![(None, String::new())];
    for token in line.split_whitespace() {
        let labelled = label(token);
        match parts.last_mut().filter(|_| labelled.is_none()) {
            Some((_, part)) => {
                part.push(' ');
                part.push_str(token);
            }
            None => parts.push((labelled, token.to_owned())),
        }
    }
    parts.retain(|(_, part)| !part.is_empty());
    if parts.len() < 2 {
        return None;
    }
    let mut read = HeadLine::default();
    for (kind, part) in &parts {
        let part = part.trim().trim_end_matches(['|', '｜', ',', '，']).trim_end();
        match kind {
            Some(PageWord::Source) => {
                let (_, source) = part.split_once(COLONS)?;
                read.source = Some(source.trim().to_owned()).filter(|it| !it.is_empty());
                read.source.as_ref()?;
            }
            Some(PageWord::Author) => read.authors = by_line(part)?,
            _ => match (date_line(part)?, read.dated) {
                (Dated::Updated(_), Some(_)) => {}
                (dated, _) => read.dated = Some(dated),
            },
        }
    }
    Some(read)
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
        word.chars().all(|c| c.is_alphabetic() || ".-'’“”\"()·\u{301}".contains(c))
            && (!small || particle)
    };
    // `Haus zu Haus`, `Ufer zu Ufer`
    let repeats = words.len() > 2 && words.first() == words.last();
    (1..=6).contains(&words.len())
        && !repeats
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
    /// A day that may be another: of `03/04/2024` nobody can tell the month.
    Ambiguous,
}

/// Why such a date is left out.
pub const AMBIGUOUS: &str =
    "a date of which nobody can tell the month from the day: write `published` yourself";

/// The date of a line that holds nothing else than a date, perhaps a time of the day, and such
/// words as *Published*.
#[must_use]
pub fn date_line(line: &str) -> Option<Dated> {
    let line = line.trim();
    if line.len() > LONGEST {
        return None;
    }
    let published = page_words(PageWord::Published).iter().map(|word| (*word, false));
    let changed = page_words(PageWord::Changed).iter().map(|word| (*word, true));
    let mut found: Vec<(&str, bool)> = published.chain(changed).collect();
    found.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    let begun = found.iter().find_map(|(word, updated)| Some((without(line, word)?, *updated)));
    let (mut rest, updated) = begun.unwrap_or((line, false));
    if begun.is_some() {
        rest = rest.trim_start_matches([':', '：', ' ', '|']);
        let small = page_words(PageWord::On).iter();
        let word = small.filter_map(|word| without(rest, word)).find(|rest| rest.starts_with(' '));
        rest = word.map_or(rest, |rest| rest.trim_start_matches([':', '：', ' ']));
    }
    // `Published 8 October 2019, updated 9 October 2019`
    let later = rest.to_lowercase();
    let cut = page_words(PageWord::Changed)
        .iter()
        .filter_map(|word| later.find(word))
        .filter(|at| *at > 0)
        .min();
    let first = cut
        .and_then(|at| rest.get(..at))
        .map(|rest| rest.trim_end_matches([' ', ',', '(', '|', '·', '—', '-', ';', '，']));
    if numeric(rest) == Some(None) || first.and_then(numeric) == Some(None) {
        return Some(Dated::Ambiguous);
    }
    let date = date(rest).or_else(|| date(first?))?;
    Some(if updated { Dated::Updated(date) } else { Dated::Published(date) })
}

/// Whether a line says that a date follows, and no more: `Published`, `Aktualisiert am`.
#[must_use]
pub fn is_date_label(line: &str) -> bool {
    let lower = line.trim().trim_end_matches([':', '：']).trim().to_lowercase();
    let on = page_words(PageWord::On).iter().find_map(|word| lower.strip_suffix(word));
    let bare = on.map_or(lower.as_str(), str::trim);
    bare.chars().count() > 2
        && [PageWord::Published, PageWord::Changed]
            .iter()
            .any(|kind| is_page_word(bare, *kind) || is_page_word(&lower, *kind))
}

/// A text without its first words, in whatever letters these are.
fn without<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let first = text.get(..words.len())?;
    (first.to_lowercase() == words).then(|| text.slice(words.len()..))
}

/// Reads a date: `October 8, 2019`, `8. Okt. 2019`, `2019-10-08T07:00:00Z`, each perhaps with a
/// day of the week and a time of the day. Of `10/8/2019` nobody can tell the month, and it is none.
#[must_use]
pub fn date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if let Some(date) = iso(&text.to_lowercase()) {
        return sound(date);
    }
    if let Some(date) = numeric(text) {
        return date.and_then(sound);
    }
    // Lines in small letters have months in small letters.
    let text = capitalised(text);
    let is_named = text.contains(char::is_alphabetic);
    let languages = Language::all().take(if is_named { usize::MAX } else { 1 });
    languages.into_iter().find_map(|language| date_in(&text, language)).and_then(sound)
}

/// A date in figures alone, perhaps with a time of the day: `03.12.2024`, `2024/3/1`, `13/04/2024`. Where
/// it may be two days, it is none: `03/04/2024`.
fn numeric(text: &str) -> Option<Option<PartialDate>> {
    let text = text.trim();
    let end = text.find(|c: char| !(is_digit(c) || "./-".contains(c))).unwrap_or(text.len());
    let (day, rest) = (text.slice(..end), text.slice(end..).to_lowercase());
    let parted = |c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '·');
    let mut times = rest.split(parted).filter(|token| !token.is_empty());
    if !(rest.is_empty() || rest.starts_with(parted)) || !times.all(tells_time) {
        return None;
    }
    let sign = day.chars().find(|c| !is_digit(*c))?;
    let parts: Vec<&str> = day.trim_end_matches('.').split(sign).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let short = |part: &str| (1..=2).contains(&part.len());
    let date = |year: &str, month: &str, day: &str| -> Option<PartialDate> {
        let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
        format!("{year}-{month:02}-{day:02}").parse().ok()
    };
    if first.len() == 4 && short(second) && short(third) {
        return date(first, second, third).map(Some);
    }
    if third.len() != 4 || !short(first) || !short(second) {
        return None;
    }
    // Whoever writes points writes the day first.
    let day_first = date(third, second, first);
    let month_first = date(third, first, second).filter(|_| sign != '.');
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => Some(None),
        (one, other) => one.or(other).map(Some),
    }
}

/// A date that is one: systems write the first of all days where they know none.
fn sound(date: PartialDate) -> Option<PartialDate> {
    const EARLIEST: i16 = 1400;
    let none = date.to_string() == "1970-01-01";
    (date.year() >= EARLIEST && !none).then_some(date)
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
            ("By Jane Doe, Staff Writer", "Jane Doe"),
            ("By Jane Doe, Berlin", "Jane Doe"),
            ("Von Katrin Vogelsang und Jonas Meerbusch", "Katrin Vogelsang|Jonas Meerbusch"),
            ("Par Hélène Quévrain et Bastien Le Mouël", "Hélène Quévrain|Bastien Le Mouël"),
            ("Por Lucía Arreguín y Tomás Belmonte", "Lucía Arreguín|Tomás Belmonte"),
            ("Автор: Анна Ветрова и Игорь Саломатин", "Анна Ветрова|Игорь Саломатин"),
            ("作者：林晓雯 周远航", "林晓雯|周远航"),
            ("文／林晓雯", "林晓雯"),
            ("بقلم ليلى الحداد", "ليلى الحداد"),
        ] {
            assert_eq!(names(line).as_deref(), Some(people), "{line}");
        }
        for line in [
            "By the time it was over, 28 had left.",
            "By Monday the 7th",
            "Bystanders saw it",
            "Jane Doe",
            "By and large",
            "By Land and Sea",
            "Von Haus zu Haus",
            "Par tous les temps",
            "Por la tierra y por el agua",
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
            ("Veröffentlicht am 8. Oktober 2019 um 10:30 Uhr", "2019-10-08"),
            ("Publié le 8 octobre 2019 à 10h30", "2019-10-08"),
            ("Publicado el 8 de octubre de 2019", "2019-10-08"),
            ("Опубликовано: 8 октября 2019", "2019-10-08"),
            ("发布时间：2019年10月8日", "2019-10-08"),
            ("نشر في 8 أكتوبر 2019", "2019-10-08"),
            ("Published 8 October 2019, updated 9 October 2019", "2019-10-08"),
            ("03.12.2024", "2024-12-03"),
            ("Stand: 3.12.2024, 17:05 Uhr", "2024-12-03"),
            ("2024/3/1", "2024-03-01"),
            ("2024-3-1 08:15", "2024-03-01"),
            ("Published 13/04/2024", "2024-04-13"),
            ("04/13/2024", "2024-04-13"),
            ("5/5/2024", "2024-05-05"),
        ] {
            let date = day.parse().unwrap();
            assert_eq!(date_line(line), Some(Dated::Published(date)), "{line}");
        }
        let both = head_line("By Jane Doe and John Roe | 8 October 2019").unwrap();
        assert_eq!(both.authors, ["Jane Doe", "John Roe"]);
        assert_eq!(both.dated, Some(Dated::Published("2019-10-08".parse().unwrap())));
        assert_eq!(head_line("Von Jane Doe, 8. Oktober 2019").unwrap().authors, ["Jane Doe"]);
        assert_eq!(head_line("The mayor | 8 October 2019 | was there"), None);
        let labelled = head_line("2026年3月3日 08:15 来源：河谷日报 作者：林晓雯 周远航").unwrap();
        assert_eq!(labelled.authors, ["林晓雯", "周远航"]);
        assert_eq!(labelled.source.as_deref(), Some("河谷日报"));
        assert_eq!(labelled.dated, Some(Dated::Published("2026-03-03".parse().unwrap())));
        for line in ["2026年3月3日 来源：", "会议 来源：河谷日报", "来源：河谷日报"]
        {
            assert_eq!(head_line(line), None, "{line}");
        }
        for none in ["0001-01-01", "0001-01-01T00:00:00Z", "1970-01-01"] {
            assert_eq!(date(none), None, "{none}");
        }
        let updated = Dated::Updated("2019-10-09".parse().unwrap());
        assert_eq!(date_line("Mis à jour le 9 octobre 2019"), Some(updated));
        assert_eq!(date_line("Updated 9 October 2019"), Some(updated));
        for line in ["03/04/2024", "10/8/2019", "Updated: 1-2-2024", "Publié le 03/04/2024 à 10h30"]
        {
            assert_eq!(date_line(line), Some(Dated::Ambiguous), "{line}");
        }
        for line in [
            "13/13/2024",
            "1.2.3.2024",
            "3/4/24",
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
