//! What figures and dates are read as.

use proptest::prelude::*;

use super::*;

/// Each figure of a text: what is printed, and what it is read as.
fn read(text: &str, language: &str) -> Vec<(String, String)> {
    let figures = figures(text, Language::of(language));
    let told = |figure: &Figure| {
        let what = match &figure.what {
            What::Unreadable(why) => format!("{why:?}"),
            _ => figure.key(text).trim_start_matches('#').trim_end().to_owned(),
        };
        (text[figure.range.clone()].to_owned(), what)
    };
    figures.iter().filter(|figure| !figure.weak).map(told).collect()
}

/// What the one figure of a text is read as; the whole text must be it.
fn only(text: &str, language: &str) -> String {
    match read(text, language).as_slice() {
        [(printed, what)] if printed == text => what.clone(),
        other => format!("{other:?}"),
    }
}

#[test]
fn figures_are_read_as_they_are_written() {
    let cases = [
        ("en", "34,000", "34000"),
        ("en", "34\u{2009}000", "34000"),
        ("en", "34 000", "34000"),
        ("en", "34'000", "34000"),
        ("en", "34’000", "34000"),
        ("en", "1,234,567.89", "1234567.89"),
        ("en", "1.234.567,89", "1234567.89"),
        ("en", "1.234.567", "1234567"),
        ("en", "12,34,567", "1234567"),
        ("en", "1,5", "1.5"),
        ("en", "1.5", "1.5"),
        ("en", "1,200", "1200"),
        ("en", "1.200", "1.2"),
        ("de", "1.200", "1200"),
        ("de", "1,200", "1.2"),
        ("de", "0,125", "0.125"),
        ("en", "0.125", "0.125"),
        ("de-CH", "1.200", "Separator"),
        ("xx", "1.200", "Separator"),
        ("xx", "1,200", "Separator"),
        ("xx", "1,200.5", "1200.5"),
        ("xx", "1 200", "1200"),
        ("en", "1,20,0", "Grouping"),
        ("en", "3·5", "3.5"),
        (".5", ".5", "0.5"),
        ("en", "٢٥", "25"),
        ("ar", "٢٥", "25"),
        ("ar", "٣٬٤٠٠٫٥", "3400.5"),
        ("hi", "२५", "25"),
        ("zh", "三百", "300"),
        ("zh", "三百万", "3000000"),
        ("zh", "一千二百三十四", "1234"),
        ("zh", "三千零五", "3005"),
        ("zh", "十五", "15"),
        ("zh", "二〇二四", "2024"),
        ("zh", "300万", "3000000"),
        ("zh", "1.2亿", "120000000"),
        ("zh", "3万亿", "3000000000000"),
        ("en", "三百", "300"),
        ("en", "10⁴", "10000"),
        ("en", "10^4", "10000"),
        ("en", "3 × 10⁴", "30000"),
        ("en", "300²", "Superscript"),
        ("en", "-3", "-3"),
        ("en", "−3", "-3"),
        ("en", "–3", "-3"),
        ("en", "minus 3", "-3"),
        ("en", "-$5", "-5 USD"),
        ("en", "+3", "3"),
        ("en", "1½", "1.5"),
        ("en", "1 ½", "1.5"),
        ("en", "1 1/2", "1.5"),
        ("en", "1½ million", "1500000"),
        ("en", "½ million", "500000"),
        ("en", "1/2", "500 share"),
        ("en", "half", "500 share"),
        ("en", "two-thirds", "666.666666666 share"),
        ("en", "2/3", "666.666666666 share"),
        ("en", "⅔", "666.666666666 share"),
        ("en", "three quarters", "750 share"),
        ("en", "50 %", "500 share"),
        ("en", "one in five", "200 share"),
        ("en", "1 in 5", "200 share"),
        ("en", "half a million", "500000"),
        ("en", "a quarter of a million", "250000"),
        ("en", "two and a half million", "2500000"),
        ("en", "a million and a half", "1500000"),
        ("en", "half an hour", "1800 time"),
        ("en", "30 minutes", "1800 time"),
        ("en", "1.5 million", "1500000"),
        ("en", "1.5m", "1500000"),
        ("en", "34k", "34000"),
        ("en", "3bn", "3000000000"),
        ("en", "£3bn", "3000000000 GBP"),
        ("en", "£3 billion", "3000000000 GBP"),
        ("en", "3 billion pounds", "3000000000 GBP"),
        ("en", "$3.8 billion", "3800000000 USD"),
        ("en", "$3.8 million", "3800000 USD"),
        ("en", "US$7bn", "7000000000 USD"),
        ("en", "€40 million", "40000000 EUR"),
        ("en", "40 million euros", "40000000 EUR"),
        ("en", "RMB 50 billion", "50000000000 CNY"),
        ("en", "HK$12.5", "12.5 HKD"),
        ("de", "2,4 Mio. Euro", "2400000 EUR"),
        ("de", "2,4 Millionen Euro", "2400000 EUR"),
        ("de", "3 Milliarden", "3000000000"),
        ("de", "3 Mrd. Dollar", "3000000000 USD"),
        ("de", "3 Billionen", "3000000000000"),
        ("en", "3 billion", "3000000000"),
        ("fr", "3 milliards d'euros", "3000000000 EUR"),
        ("fr", "3 milliards d’euros", "3000000000 EUR"),
        ("fr", "2,5 M€", "2500000 EUR"),
        ("es", "3 mil millones de dólares", "3000000000 USD"),
        ("es", "3 millones", "3000000"),
        ("ru", "3 млрд рублей", "3000000000 RUB"),
        ("ru", "1,5 млн", "1500000"),
        ("ar", "٣ ملايين", "3000000"),
        ("en", "twenty-eight", "28"),
        ("en", "twenty eight", "28"),
        ("en", "two hundred and fifty", "250"),
        ("en", "two hundred fifty thousand", "250000"),
        ("en", "two million three hundred thousand", "2300000"),
        ("en", "a million", "1000000"),
        ("en", "a dozen", "12"),
        ("en", "two dozen", "24"),
        ("de", "achtundzwanzig", "28"),
        ("de", "zweihundertfünfzig", "250"),
        ("de", "dreihunderttausend", "300000"),
        ("de", "tausendzweihundert", "1200"),
        ("de", "anderthalb Millionen", "1500000"),
        ("de", "zweieinhalb Millionen", "2500000"),
        ("de", "eine Million", "1000000"),
        ("fr", "quatre-vingt-dix-neuf", "99"),
        ("fr", "soixante et onze", "71"),
        ("fr", "vingt et un", "21"),
        ("fr", "deux cents", "200"),
        ("fr", "trois mille", "3000"),
        ("fr", "un million et demi", "1500000"),
        ("es", "treinta y cinco", "35"),
        ("es", "doscientos mil", "200000"),
        ("es", "dos millones y medio", "2500000"),
        ("ru", "двадцать пять тысяч", "25000"),
        ("en", "21st", "21."),
        ("fr", "21e", "21."),
        ("zh", "第三", "3."),
        ("zh", "第3", "3."),
        ("en", "30%", "300 share"),
        ("en", "30 per cent", "300 share"),
        ("de", "30 Prozent", "300 share"),
        ("fr", "30 pour cent", "300 share"),
        ("es", "30 por ciento", "300 share"),
        ("ru", "30 процентов", "300 share"),
        ("ar", "٣٠٪", "300 share"),
        ("zh", "百分之三十", "300 share"),
        ("zh", "三分之一", "333.333333333 share"),
        ("en", "5 ‰", "5 share"),
        ("en", "2 percentage points", "2 percentage point"),
        ("en", "10 mg", "10000 mass"),
        ("en", "10 g", "10000000 mass"),
        ("en", "10mg", "10000 mass"),
        ("en", "5 MWh", "5000000 energy"),
        ("en", "5 kWh", "5000 energy"),
        ("en", "5 km", "5000000 length"),
        ("en", "5,000 m", "5000000 length"),
        ("en", "5,000 metres", "5000000 length"),
        ("en", "15-month", "15 calendar"),
        ("en", "15 months", "15 calendar"),
        ("en", "1-2 million", "1000000..2000000"),
        ("en", "between 1 and 2 million", "1000000..2000000"),
        ("en", "1 to 2 million", "1000000..2000000"),
        ("en", "$1-2 million", "1000000..2000000 USD"),
        ("en", "10-12 %", "100..120 share"),
        ("en", "1966-76", "1966..1976"),
        ("en", "1966–1976", "1966..1976"),
        ("de", "zwischen 10 und 12 Prozent", "100..120 share"),
        ("en", "2-1", "2:1"),
        ("en", "2:1", "2:1"),
        ("en", "21", "21"),
        ("en", "3.15am", "195m"),
        ("en", "3:15 a.m", "195m"),
        ("en", "3:15", "195m"),
        ("en", "3pm", "900m"),
        ("en", "15:00", "900m"),
        ("en", "12 p.m", "720m"),
        ("de", "15.30 Uhr", "930m"),
        ("de", "15 Uhr", "900m"),
        ("fr", "15h30", "930m"),
        ("fr", "15 h 30", "930m"),
        ("en", "3 May 2024", "2024-05-03..2024-05-03"),
        ("en", "May 3, 2024", "2024-05-03..2024-05-03"),
        ("en", "Oct. 7th, 2019", "2019-10-07..2019-10-07"),
        ("en", "2019-10-07", "2019-10-07..2019-10-07"),
        ("de", "3. Mai 2024", "2024-05-03..2024-05-03"),
        ("de", "03.05.2024", "2024-05-03..2024-05-03"),
        ("fr", "1er mai 2024", "2024-05-01..2024-05-01"),
        ("fr", "03/05/2024", "2024-05-03..2024-05-03"),
        ("en", "03/05/2024", "Date"),
        ("en", "13/5/2024", "2024-05-13..2024-05-13"),
        ("es", "3 de mayo de 2024", "2024-05-03..2024-05-03"),
        ("ru", "3 мая 2024 года", "2024-05-03..2024-05-03"),
        ("ar", "٣ مايو ٢٠٢٤", "2024-05-03..2024-05-03"),
        ("zh", "2024年5月3日", "2024-05-03..2024-05-03"),
        ("zh", "5月3日", "*2000-05-03..2000-05-03"),
        ("en", "3 May", "*2000-05-03..2000-05-03"),
        ("en", "11–12 March", "*2000-03-11..2000-03-12"),
        ("en", "7–9 October 2019", "2019-10-07..2019-10-09"),
        ("en", "May 2024", "2024-05-01..2024-05-31"),
        ("en", "late 2024", "~2024-07-01..2024-12-31"),
        ("en", "early May", "*~2000-05-01..2000-05-15"),
        ("en", "mid-May 2024", "~2024-05-08..2024-05-24"),
        ("de", "Ende 2024", "~2024-07-01..2024-12-31"),
        ("en", "Q1 2024", "2024-01-01..2024-03-31"),
        ("en", "Q1", "*2000-01-01..2000-03-31"),
        ("en", "first quarter of 2024", "2024-01-01..2024-03-31"),
        ("de", "1. Quartal 2024", "2024-01-01..2024-03-31"),
        ("en", "1990s", "1990-01-01..1999-12-31"),
        ("en", "March 14,2022", "2022-03-14..2022-03-14"),
        ("en", "30 February 2019", "Calendar"),
        ("en", "hundreds", "100s"),
        ("de", "Millionen", "1000000s"),
        ("de", "Milliarden", "1000000000s"),
        ("en", "hundreds of thousands", "100000s"),
        ("en", "Ⅳ", "Script"),
        ("en", "12345678901234567890123456789", "TooLong"),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .map(|(language, text, what)| {
            (
                format!("{language}: {text}: {what}"),
                only(text, language) == *what,
                only(text, language),
            )
        })
        .filter(|(_, right, _)| !right)
        .map(|(case, _, read)| format!("{case}, read as {read}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn figures_stand_where_they_are_printed() {
    for (language, text, figures) in [
        ("en", "He won 2-1, not 21.", &["2-1", "21"][..]),
        ("en", "It was -3 degrees, and 30% of 5 km.", &["-3 degrees", "30%", "5 km"]),
        ("en", "COVID-19, F-16, 5G and G20 are names; a 15-month war.", &["15-month"]),
        ("en", "On October 7, 2019, 28 entities", &["October 7, 2019", "28"]),
        ("en", "They may 3 times try; in May they did", &["3"]),
        ("en", "a 3 p.m. start, 10 a.m.–4 p.m.", &["3 p.m.", "10 a.m.", "4 p.m."]),
        ("en", "In 2019 it rose to $1.2 million.", &["2019", "$1.2 million"]),
        ("en", "the third time, a second round, one of them", &[]),
        ("en", "a third of them, the third round", &["a third"]),
        ("en", "the second half and half of it", &["half"]),
        ("en", "on 1,2,3 and 12, 13", &["1,2,3", "12", "13"]),
        ("de", "Es waren 3. Der Mai kam.", &["3"]),
        ("de", "der 3. große Brand, am 3. Mai", &["3.", "3. Mai"]),
        ("zh", "一些人统一了三百人，一个人", &["三百"]),
        ("es", "el medio ambiente, medio millón", &["medio millón"]),
        ("en", "the 12 won by them", &["12"]),
        ("zh", "死了三人", &["三"]),
        ("fr", "il y a 15 heures", &["15 heures"]),
    ] {
        let found: Vec<String> =
            read(text, language).into_iter().map(|(printed, _)| printed).collect();
        assert_eq!(found, figures, "{language}: {text}");
    }
}

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

/// A whole number in words; one alone is seldom a number.
fn in_words(number: i64, language: &str) -> Option<String> {
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
        "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig",
        "neunzig",
    ];
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
fn thousandths() -> impl Strategy<Value = i64> {
    prop_oneof![
        (2i64..2000).prop_map(|number| number * 1000),
        (2i64..500_000).prop_map(|number| number * 1000),
        (1i64..100_000).prop_map(|number| number * 100),
        (1i64..10_000).prop_map(|number| number * 1_000_000_000 / 2),
        (1i64..5000).prop_map(|number| number * 100_000_000_000),
        1i64..3_000_000,
    ]
}

const LANGUAGES: [&str; 7] = ["en", "de", "fr", "es", "ru", "zh", "ar"];

/// A number with a sign and a unit in a spelling.
fn spelled(
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
    (
        match (unit, in_words) {
            (0, _) => format!("{sign}{number}"),
            (1, false) => format!("{sign}€{number}"),
            (1, true) => format!("{number} Euro")
                .replace("Euro", if language == "en" { "euros" } else { "Euro" }),
            (_, false) => format!("{sign}{number} %"),
            (_, true) => {
                format!("{number} {}", if language == "en" { "percent" } else { "Prozent" })
            }
        },
        language,
    )
}

proptest! {
    #[test]
    fn equal_figures_say_the_same_and_others_do_not(
        number in thousandths(), other in prop_oneof![thousandths(), Just(0)],
        languages in (0usize..7, 0usize..7), spellings in any::<[prop::sample::Index; 2]>(),
        sign in 0usize..3, unit in 0usize..3, noise in 0usize..3,
    ) {
        let frame = |text: &str| ["{}", "they said {} of it", "“{}”, and more"][noise].replace("{}", text);
        let other = if other == 0 { number } else { other };
        let [a, b] = [(number, languages.0, spellings[0]), (other, languages.1, spellings[1])].map(
            |(number, language, spelling)| {
                let (text, language) = spelled(number, language, spelling, sign, unit);
                (text.clone(), frame(&text), language)
            });
        let read = |(text, framed, language): &(String, String, &str)| {
            let found = figures(framed, Language::of(language));
            prop_assert_eq!(found.len(), 1, "{} {}: {:?}", language, framed, &found);
            let figure = found.into_iter().next().unwrap();
            prop_assert_eq!(&framed[figure.range.clone()], text.as_str(), "{} {:?}", language, figure);
            Ok(figure)
        };
        let (one, another) = (read(&a)?, read(&b)?);
        let signed = |text: &str| text.contains(['-', '−']) && !text.contains(char::is_alphabetic) || text.starts_with(['-', '−']);
        let equal = number == other && signed(&a.0) == signed(&b.0);
        prop_assert_eq!(one.says_the_same(&a.1, &another, &b.1), equal, "{:?} {:?}", a, b);
        prop_assert_eq!(another.says_the_same(&b.1, &one, &a.1), equal);
    }

    #[test]
    fn reading_never_panics_and_places_are_in_order(text in "\\PC{0,80}", language in 0usize..8) {
        in_order(&text, language)?;
    }

    #[test]
    fn what_looks_like_figures_is_read_at_its_place(
        parts in prop::collection::vec(prop::sample::select(vec![
            "7", "28", "2019", "October", " ", " ", " ", ",", ".", "-", "–", "+", "[", "(", "$", "US",
            "%", "per", "cent", "million", "bn", "between", "and", "one", "hundred", "a", "half", "or",
            "to", "34,000", "99999999999999999999999999", "0.000000000001", "/", ":", "’", "\u{a0}",
            "Mai", "Uhr", "h", "三", "百", "万", "年", "月", "日", "٢", "½", "⁴", "st", "thirds", "p.m.",
            "einund", "zwanzig", "quatre", "vingt", "millones", "y", "medio", "\u{ad}", "\u{200d}", "𝟐",
        ]), 0..16),
        language in 0usize..8,
    ) {
        in_order(&parts.concat(), language)?;
    }
}

fn in_order(text: &str, language: usize) -> Result<(), TestCaseError> {
    let language = LANGUAGES.get(language).copied().unwrap_or("xx");
    let mut end = 0;
    for figure in figures(text, Language::of(language)) {
        prop_assert!(figure.range.start >= end && figure.range.start < figure.range.end);
        prop_assert!(text.get(figure.range.clone()).is_some());
        prop_assert!(
            figure.core.start >= figure.range.start && figure.core.end <= figure.range.end
        );
        let _ = figure.key(text);
        end = figure.range.end;
    }
    Ok(())
}
