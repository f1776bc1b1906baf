//! What figures and dates are read as.

use proptest::prelude::*;

use super::spellings::{LANGUAGES, UNITS, spelled, thousandths};
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

proptest! {
    #[test]
    fn equal_figures_say_the_same_and_others_do_not(
        number in thousandths(), other in prop_oneof![thousandths(), Just(0)],
        languages in (0usize..7, 0usize..7), spellings in any::<[prop::sample::Index; 2]>(),
        sign in 0usize..3, unit in 0..UNITS, noise in 0usize..3,
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
    fn who_cuts_inside_a_figure_cuts_it(
        number in thousandths(), language in 0..LANGUAGES.len(), spelling in any::<prop::sample::Index>(),
        sign in 0usize..3, unit in 0..UNITS,
        after in prop::sample::select(vec![" of it", "; they left", "”, they said", "\u{a0}("]),
    ) {
        let (text, language) = spelled(number, language, spelling, sign, unit);
        let framed = format!("they said {text}{after}");
        let (start, language) = ("they said ".len(), Language::of(language));
        let core = figures(&framed, language).remove(0).core;
        let inside = |at: usize| core.start < at && at < core.end && framed.is_char_boundary(at);
        for at in (0..=framed.len()).filter(|at| framed.is_char_boundary(*at)) {
            let cut = figure_across(&framed, at, language).is_some();
            prop_assert_eq!(cut, inside(at), "{} cut at {}", framed, at);
        }
        prop_assert_eq!(core.start, start);
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

#[test]
fn figures_of_running_text_are_read_to_their_end() {
    let cases = [
        ("en", "a half hour later, half-past ten, half-hearted", &["1800 time", "10"][..]),
        ("en", "two to three million, fifty to one hundred", &["2000000..3000000", "50..100"]),
        ("en", "one thousand and two hundred men", &["1200"]),
        ("en", "the 30-odd fans came at 5 to 7 p.m.", &["30", "5", "1140m"]),
        ("en", "a tenth of one percent, one or two others", &["1 share", "1..2"]),
        ("de", "ein bis zwei Millionen um halb acht", &["1000000..2000000", "8"]),
        ("fr", "une centaine, soit un demi pour cent", &["100s", "5 share"]),
        ("ru", "из двух с половиной тысяч, полтора часа", &["2500", "5400 time"]),
        ("zh", "走了三四公里，一百五", &["?三四公里", "150"]),
        ("ar", "ونصف مليون نازح، ومئتان وخمسون، و١٥", &["500000", "250", "15"]),
    ];
    for (language, text, expected) in cases {
        let found = figures(text, Language::of(language)).into_iter().filter(|it| !it.weak);
        let keys: Vec<String> = found.map(|figure| figure.key(text)).collect();
        let keys: Vec<&str> = keys.iter().map(|key| key.trim_start_matches('#').trim()).collect();
        assert_eq!(keys, expected, "{language}: {text}");
    }
}
