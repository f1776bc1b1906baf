//! For tests: one number in the ways that texts of a language spell it.

use proptest::prelude::*;

use super::has_digit;

/// How a number of thousandths may be written in a language, without its unit.
fn spellings(thousandths: i64, language: &str) -> Vec<String> {
    let (decimal, group) = match language {
        "en" | "zh" => ('.', ','),
        _ => (',', '.'),
    };
    let digits = format!("{:0>4}", thousandths);
    let (whole, places) = digits.split_at(digits.len() - 3);
    let places = places.trim_end_matches('0');
    let with_places = |whole: &str, places: &str, decimal: char| match places {
        "" => whole.to_owned(),
        places => format!("{whole}{decimal}{places}"),
    };
    let grouped = |group: &str| {
        let mut out = String::new();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                out.push_str(group);
            }
            out.push(digit);
        }
        out
    };
    let mut all = Vec::new();
    for group in [&group.to_string(), " ", "\u{a0}", "\u{202f}", "\u{2009}", "'", "’"] {
        all.push(with_places(&grouped(group), places, decimal));
    }
    // Without a group a figure of less than five digits and three places could be thousands.
    if places.len() != 3 || whole.len() > 3 || whole.starts_with('0') {
        all.push(with_places(whole, places, if decimal == '.' { ',' } else { '.' }));
    }
    all.push(with_places(whole, places, decimal));
    if language == "ar" {
        let eastern = |text: &str| -> String {
            text.chars()
                .map(|c| c.to_digit(10).map_or(c, |digit| char::from_u32(0x660 + digit).unwrap()))
                .collect()
        };
        all = vec![
            eastern(&with_places(&grouped("\u{66c}"), places, '\u{66b}')),
            eastern(&with_places(whole, places, '\u{66b}')),
        ];
    }
    let scales: &[(i64, &[&str])] = match language {
        "en" => &[
            (1_000_000, &["million", "m", "mn"]),
            (1_000_000_000, &["billion", "bn"]),
            (1000, &["thousand", "k"]),
        ],
        "de" => &[
            (1_000_000, &["Millionen", "Mio.", "Mio"]),
            (1_000_000_000, &["Milliarden", "Mrd."]),
            (1000, &["Tausend"]),
        ],
        "fr" => {
            &[(1_000_000, &["millions"]), (1_000_000_000, &["milliards", "Md"]), (1000, &["mille"])]
        }
        "es" => &[(1_000_000, &["millones"]), (1_000_000_000, &["mil millones"]), (1000, &["mil"])],
        "ru" => &[
            (1_000_000, &["миллионов", "млн"]),
            (1_000_000_000, &["млрд"]),
            (1000, &["тысяч", "тыс."]),
        ],
        "zh" => &[(10_000, &["万"]), (100_000_000, &["亿"])],
        _ => &[],
    };
    for (scale, words) in scales {
        // The number in the scale has at most three places.
        if thousandths > 0 && thousandths % scale == 0 && *scale > 1 {
            for spelled in spellings_plain(thousandths / scale, decimal) {
                for word in *words {
                    let space =
                        if matches!(*word, "m" | "k" | "bn" | "万" | "亿") { "" } else { " " };
                    all.push(format!("{spelled}{space}{word}"));
                }
            }
        }
    }
    if places.is_empty() {
        all.extend(in_words(thousandths / 1000, language));
    }
    all
}

fn spellings_plain(thousandths: i64, decimal: char) -> Vec<String> {
    let digits = format!("{:0>4}", thousandths);
    let (whole, places) = digits.split_at(digits.len() - 3);
    match places.trim_end_matches('0') {
        "" => vec![whole.to_owned()],
        places => vec![format!("{whole}{decimal}{places}")],
    }
}

const EN: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const EN_TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const DE: [&str; 20] = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];

const DE_TENS: [&str; 10] = [
    "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
];

/// A whole number in words; one alone is seldom a number.
fn in_words(number: i64, language: &str) -> Option<String> {
    let at = |list: &[&str], index: i64| list[usize::try_from(index).unwrap()].to_owned();
    fn english(number: i64, at: &dyn Fn(&[&str], i64) -> String) -> String {
        match number {
            0..20 => at(&EN, number),
            20..100 if number % 10 == 0 => at(&EN_TENS, number / 10),
            20..100 => format!("{}-{}", at(&EN_TENS, number / 10), at(&EN, number % 10)),
            100..1000 if number % 100 == 0 => format!("{} hundred", at(&EN, number / 100)),
            100..1000 => {
                format!("{} hundred and {}", at(&EN, number / 100), english(number % 100, at))
            }
            _ if number % 1000 == 0 => format!("{} thousand", english(number / 1000, at)),
            _ => format!("{} thousand {}", english(number / 1000, at), english(number % 1000, at)),
        }
    }
    fn german(number: i64, at: &dyn Fn(&[&str], i64) -> String) -> String {
        match number {
            0..20 => at(&DE, number),
            20..100 if number % 10 == 0 => at(&DE_TENS, number / 10),
            20..100 => format!("{}und{}", at(&DE, number % 10), at(&DE_TENS, number / 10)),
            100..1000 if number % 100 == 0 => format!("{}hundert", at(&DE, number / 100)),
            100..1000 => format!("{}hundert{}", at(&DE, number / 100), german(number % 100, at)),
            _ if number % 1000 == 0 => format!("{}tausend", german(number / 1000, at)),
            _ => format!("{}tausend{}", german(number / 1000, at), german(number % 1000, at)),
        }
    }
    match language {
        "en" if (2..1_000_000).contains(&number) => Some(english(number, &at)),
        // The last "eins" of a German number has its own form.
        "de" if (2..1_000_000).contains(&number) && number % 100 != 1 => Some(german(number, &at)),
        _ => None,
    }
}

/// A figure of which the number is mostly round, as those of reports are.
pub(crate) fn thousandths() -> impl Strategy<Value = i64> {
    prop_oneof![
        (2i64..2000).prop_map(|number| number * 1000),
        (2i64..500_000).prop_map(|number| number * 1000),
        (1i64..100_000).prop_map(|number| number * 100),
        (1i64..10_000).prop_map(|number| number * 1_000_000_000 / 2),
        (1i64..5000).prop_map(|number| number * 100_000_000_000),
        1i64..3_000_000,
    ]
}

pub(crate) const LANGUAGES: [&str; 7] = ["en", "de", "fr", "es", "ru", "zh", "ar"];

/// How many units a figure may be spelled with, none among them.
pub(crate) const UNITS: usize = 6;

/// A number with a sign and a unit in a spelling.
pub(crate) fn spelled(
    thousandths: i64,
    language: usize,
    spelling: prop::sample::Index,
    sign: usize,
    unit: usize,
) -> (String, &'static str) {
    let language = LANGUAGES[language % LANGUAGES.len()];
    let number = spelling.get(&spellings(thousandths, language)).clone();
    let in_words = !has_digit(&number);
    let sign = if in_words { "" } else { ["", "-", "−"][sign] };
    let in_english = |english: &'static str, german: &'static str| {
        let name = if language == "en" { english } else { german };
        format!("{number} {name}")
    };
    let text = match (unit, in_words) {
        (0, _) => format!("{sign}{number}"),
        (1, false) => format!("{sign}€{number}"),
        (1, true) => in_english("euros", "Euro"),
        (2, false) => format!("{sign}${number}"),
        (2, true) => in_english("dollars", "Dollar"),
        (3, false) => format!("{sign}{number} kg"),
        (3, true) => in_english("kilograms", "Kilogramm"),
        (4, false) => format!("{sign}{number} km"),
        (4, true) => in_english("kilometres", "Kilometer"),
        (_, false) => format!("{sign}{number} %"),
        (_, true) => in_english("percent", "Prozent"),
    };
    (text, language)
}
