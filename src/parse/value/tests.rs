//! How values are read.

use proptest::prelude::*;

use jiff::civil::Date;

use super::*;
use crate::language::Language;

fn english(raw: &str) -> Value {
    Value::read(raw, &[Language::of("en")])
}

fn right(raw: &str, read: &str) {
    assert_eq!(told(raw), read, "{raw}");
}

/// What claims.csv would say of a value, and how it is read.
fn told(raw: &str) -> String {
    told_of(&english(raw))
}

fn told_of(value: &Value) -> String {
    let end = |end: Option<End<Decimal>>, open| match end {
        Some(End { at, inclusive: true }) => at.to_string(),
        Some(End { at, inclusive: false }) => format!("{open}{at}"),
        None => String::new(),
    };
    let quantity = |quantity: &Quantity| {
        let mark = match quantity.approximation {
            Some(Approximation::Around) => "~",
            Some(Approximation::Below) => "~<",
            Some(Approximation::Above) => "~>",
            None => "",
        };
        let unit = quantity.unit.map(|unit| format!(" {}", unit.name)).unwrap_or_default();
        match quantity.stated.only() {
            Some(number) => format!("{mark}{number}{unit}"),
            None => format!(
                "{mark}{}..{}{unit}",
                end(quantity.stated.low, ">"),
                end(quantity.stated.high, "<")
            ),
        }
    };
    match &value.reading {
        Reading::Quantity(read) => {
            let counted = read.counted.as_deref().map(|words| format!(" ({words})"));
            quantity(read) + &counted.unwrap_or_default()
        }
        Reading::Days(dated) => match dated.days.only() {
            Some(day) => dated.print(day),
            None => {
                let days = dated.days;
                let end = |end: Option<End<Date>>, open| match end {
                    Some(End { at, inclusive: true }) => dated.print(at),
                    Some(End { at, inclusive: false }) => format!("{open}{}", dated.print(at)),
                    None => String::new(),
                };
                format!("{}..{}", end(days.low, ">"), end(days.high, "<"))
            }
        },
        Reading::Sum(sum) => {
            let parts = sum.parts.iter().map(|part| {
                let name = part.key().map(|name| format!(" {name}")).unwrap_or_default();
                let text = format!("{}{name}", quantity(&part.quantity));
                if part.counted_by_editor { format!("[{text}]") } else { text }
            });
            let parts: Vec<String> = parts.collect();
            format!("{} = {}", parts.join(" + "), quantity(&sum.total))
        }
        Reading::Words => "words".into(),
        Reading::Unreadable(why) => format!("unreadable: {why:?}"),
    }
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for (raw, read) in [
        ("34,000", "34000"),
        ("34\u{2009}000", "34000"),
        ("34\u{a0}000 employees", "34000 (employees)"),
        ("34 000", "34000"),
        ("1,234,567.89", "1234567.89"),
        ("1.5 million", "1500000"),
        ("34k", "34000"),
        (".5 million", "500000"),
        ("28 of them", "28"),
        ("eight companies", "8 (companies)"),
        ("twenty-eight", "28"),
        ("Twenty eight entities", "28 (entities)"),
        ("two hundred and fifty", "250"),
        ("two hundred fifty thousand", "250000"),
        ("a million", "1000000"),
        ("a million people", "1000000 (people)"),
        ("half a million", "500000"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("2 dozen", "24"),
        ("3 lakh", "300000"),
        ("all eight companies", "8 (companies)"),
        ("-5 %", "-5 %"),
        ("−2.5", "-2.5"),
        ("minus 5", "-5"),
        ("+3", "3"),
        ("2019", "2019"),
        ("28-strong list", "28 (strong list)"),
        ("15 months", "15 month"),
        ("30km", "30 km"),
        ("1½ million", "1500000"),
        ("10⁴", "10000"),
        ("1,5", "1.5"),
        ("half", "50 %"),
        ("half of them", "50 %"),
        ("one in five", "20 %"),
        ("two-thirds", "66.6666666666 %"),
        ("none", "0"),
        ("£3bn", "3000000000 GBP"),
        ("10 mg", "10 mg"),
        ("3 dead", "3 (dead)"),
        ("3 a day", "3 (a day)"),
        ("8 (of 28)", "8"),
    ] {
        right(raw, read);
    }
}

#[test]
fn a_fraction_in_figures_is_of_what_is_counted() {
    let told = |raw: &str, unit| told_of(&Value::read_of(raw, unit, &[Language::of("en")]));
    assert_eq!(told("½", Some("hours")), told("0.5 hours", None));
    assert_eq!(told("3/4", Some("tonnes of grain")), told("0.75 tonnes of grain", None));
    // A share is one in words, alone, or where shares are asked for.
    for (raw, unit) in [("half", Some("people")), ("½", None), ("½", Some("%"))] {
        assert_eq!(told(raw, unit), "50 %", "{raw} of {unit:?}");
    }
}

#[test]
fn money_and_percentages_have_their_unit() {
    for (raw, read) in [
        ("$620 million", "620000000 USD"),
        ("$ 620 million", "620000000 USD"),
        ("US$ 7 billion", "7000000000 USD"),
        ("US$7bn", "7000000000 USD"),
        ("7 billion US dollars", "7000000000 USD"),
        ("50 billion yuan", "50000000000 CNY"),
        ("50 billion yuan ($7 billion)", "50000000000 CNY"),
        ("RMB 50 billion", "50000000000 CNY"),
        ("€3bn", "3000000000 EUR"),
        ("3 bn EUR", "3000000000 EUR"),
        ("£1.2m", "1200000 GBP"),
        ("¥500", "500 ¥"),
        ("HK$12.5", "12.5 HKD"),
        ("30 %", "30 %"),
        ("30%", "30 %"),
        ("30 per cent", "30 %"),
        ("30 percent", "30 %"),
        ("2 percentage points", "2 percentage point"),
        ("$1-2 million", "1000000..2000000 USD"),
        ("more than $360 billion", ">360000000000.. USD"),
    ] {
        right(raw, read);
    }
}

#[test]
fn bounds_and_approximations() {
    for (raw, read) in [
        ("more than 34,000 employees", ">34000.. (employees)"),
        ("over 1,000,000", ">1000000.."),
        ("in excess of a million", ">1000000.."),
        ("at least 18", "18.."),
        ("no fewer than 18", "18.."),
        ("not less than 18", "18.."),
        ("34,000+", "34000.."),
        ("34,000+ employees", "34000.. (employees)"),
        ("18 or more bureaus", "18.. (bureaus)"),
        ("18 bureaus at least", "18.. (bureaus)"),
        ("up to one million", "..1000000"),
        ("not more than 8", "..8"),
        ("at most 8", "..8"),
        ("as many as 8", "..8"),
        ("less than 30 %", "..<30 %"),
        ("fewer than eight", "..<8"),
        ("under $500 million", "..<500000000 USD"),
        ("≤ 8", "..8"),
        (">8", ">8.."),
        (">= 8", "8.."),
        ("around 1,000,000", "~1000000"),
        ("about a million", "~1000000"),
        ("some 28 entities", "~28 (entities)"),
        ("roughly 10 percent", "~10 %"),
        ("about $ 42 billion", "~42000000000 USD"),
        ("28 or so", "~28"),
        ("nearly 30% of its revenue", "~<30 % (of its revenue)"),
        ("almost 30", "~<30"),
        ("just over 30", "~>30"),
        ("more than about 100", "~>100.."),
        ("an estimated 1 million", "~1000000"),
        ("more than 1 million but less than 2 million", ">1000000..<2000000"),
        ("at least 18 and at most 20", "18..20"),
    ] {
        right(raw, read);
    }
}

#[test]
fn ranges_say_their_scale_and_unit_once() {
    for (raw, read) in [
        ("1-2 million", "1000000..2000000"),
        ("1–2 million", "1000000..2000000"),
        ("between 1 and 2 million", "1000000..2000000"),
        ("between one and 2 million", "1000000..2000000"),
        ("from 1 to 2 million people", "1000000..2000000 (people)"),
        ("900,000 to 1 million", "900000..1000000"),
        ("$1 million to $2 million", "1000000..2000000 USD"),
        ("10% to 12%", "10..12 %"),
        ("10-12 %", "10..12 %"),
        ("two or three", "2..3"),
        ("about 1-2 million", "~1000000..2000000"),
        ("1966-76", "1966..1976"),
        ("1966–1976", "1966..1976"),
    ] {
        right(raw, read);
    }
}

#[test]
fn dates_are_stretches_of_days() {
    for (raw, read) in [
        ("2019-10-07", "2019-10-07"),
        ("7 October 2019", "2019-10-07"),
        ("on Monday, 7 October 2019", "2019-10-07"),
        ("October 7, 2019", "2019-10-07"),
        ("Oct. 7th, 2019", "2019-10-07"),
        ("the 7th of October 2019", "2019-10-07"),
        ("October 2019", "2019-10-01..2019-10-31"),
        ("2019-10", "2019-10-01..2019-10-31"),
        ("7–9 October 2019", "2019-10-07..2019-10-09"),
        ("between 7 and 9 October 2019", "2019-10-07..2019-10-09"),
        ("7 October 2019 to 2 November 2019", "2019-10-07..2019-11-02"),
        ("October 7", "--10-07"),
        ("11–12 March", "--03-11..--03-12"),
        ("since May", "--05-01.."),
        ("early May", "--05-01..--05-15"),
        ("late 2024", "2024-07-01..2024-12-31"),
        ("Q1", "--01-01..--03-31"),
        ("until 2030", "..2030-12-31"),
        ("after 2030", ">2030-12-31.."),
        ("30 September to 2 October 2019", "2019-09-30..2019-10-02"),
        ("before 7 October 2019", "..<2019-10-07"),
        ("by October 2019", "..2019-10-31"),
        ("since October 2019", "2019-10-01.."),
        ("after 2019-10-07", ">2019-10-07.."),
        ("around 7 October 2019", "2019-09-30..2019-10-14"),
    ] {
        right(raw, read);
    }
}

#[test]
fn values_are_read_in_their_language() {
    let read = |raw: &str, languages: &[&str]| {
        let languages: Vec<Language> = languages.iter().map(|tag| Language::of(tag)).collect();
        told_of(&Value::read(raw, &languages))
    };
    for (languages, raw, expected) in [
        (&["de"][..], "rund 11.000", "~11000"),
        (&["de"], "bis zu 11.000", "..11000"),
        (&["de"], "mindestens 12", "12.."),
        (&["de"], "mehr als 2,5 Millionen Euro", ">2500000.. EUR"),
        (&["de"], "knapp 300 Menschen", "~<300 (Menschen)"),
        (&["de"], "2,4 Mio. Euro", "2400000 EUR"),
        (&["de"], "3. Mai 2024", "2024-05-03"),
        (&["de"], "am 3. Mai", "--05-03"),
        (&["de"], "bis 2030", "..2030-12-31"),
        (&["de"], "die Hälfte", "50 %"),
        (&["de"], "zwischen 10 und 12 Prozent", "10..12 %"),
        (&["de"], "18 Ämter + 1 Schule", "18 ämter + 1 schule = 19"),
        (&["de"], "keine", "0"),
        (&["fr"], "plus de 300", ">300.."),
        (&["fr"], "jusqu’à 300 personnes", "..300 (personnes)"),
        (&["fr"], "environ 1,5 million d’euros", "~1500000 EUR"),
        (&["fr"], "au moins 12", "12.."),
        (&["es"], "más de 1.200", ">1200.."),
        (&["es"], "al menos 12 heridos", "12.. (heridos)"),
        (&["es"], "unos 300", "~300"),
        (&["es"], "3 de mayo de 2024", "2024-05-03"),
        (&["ru"], "не менее 12", "12.."),
        (&["ru"], "около 1,5 млн", "~1500000"),
        (&["zh"], "三百万", "3000000"),
        (&["zh"], "超过300人", ">300.. (人)"),
        (&["zh"], "至少三百人", "300.. (人)"),
        (&["zh"], "三百多人", ">300.. (人)"),
        (&["zh"], "百分之三十", "30 %"),
        (&["ar"], "أكثر من ٣٠٠", ">300.."),
        (&["xx"], "1,200", "unreadable: Separator"),
        (&["xx", "en"], "1,200", "unreadable: Separator"),
        (&["xx", "en"], "more than 12,500,000", ">12500000.."),
        (&["de", "en"], "rund 11.000", "~11000"),
        (&["de", "en"], "more than 2.5 million", ">2500000.."),
        (&["de", "en"], "3 Millionen Euro", "3000000 EUR"),
        (&["en", "de"], "30 Prozent", "30 %"),
        (&["fr", "en"], "1.5 Millionen", "unreadable: Scale"),
        (&["xx", "en"], "30 Prozent", "unreadable: Scale"),
        (&["de", "en"], "3 billion", "3000000000"),
        (&["de", "en"], "28 Firmen", "28 (Firmen)"),
        (&["de", "en"], "11,000", "unreadable: TwoLanguages"),
    ] {
        assert_eq!(read(raw, languages), expected, "{languages:?}: {raw}");
    }
}

#[test]
fn sums_have_parts() {
    for (raw, read) in [
        ("18 + 1 + 8", "18 + 1 + 8 = 27"),
        ("18+1+8", "18 + 1 + 8 = 27"),
        ("18 bureaus + 1 college + 8 firms", "18 bureau + 1 college + 8 firm = 27"),
        (
            "1 bureau + 19 bureaus and institutes + [8 companies]",
            "1 bureau + 19 bureaus and institute + [8 company] = 28",
        ),
        ("one bureau + nineteen agencies", "1 bureau + 19 agency = 20"),
        ("[8 companies]", "[8 company] = 8"),
        ("1 man + more than [2 women]", "1 man + [>2.. women] = >3.."),
        ("300 [estimated]", "300"),
        ("at least 18 bureaus + 8 businesses", "18.. bureau + 8 business = 26.."),
        ("$3 million + $2 million", "3000000 USD + 2000000 USD = 5000000 USD"),
        ("bureaus: 18 + firms: 8", "18 bureau + 8 firm = 26"),
    ] {
        right(raw, read);
    }
}

#[test]
fn words_stay_words() {
    for raw in [
        "groundless",
        "",
        "—",
        "one of the two largest makers named",
        "two-thirds of 300",
        "half of 300",
        "fell 5 %",
        "largest since 2008, second-largest ever",
        "one of the 3 largest",
        "no 28",
        "won 2-1",
        "2-1",
        "twice as many",
        "28 of the best paid people",
        "28, says the agency",
        "3:15 p.m.",
        "some, not counted",
        "hundreds of billions of dollars, both sides together",
        "components, without approval",
        "the same blacklist, earlier in the year",
        "it may be",
        "not 28",
        "the report denies that 28 were listed",
        "COVID-19",
        "5G",
        "the 3rd largest",
        "listed in the rules of 2019 and 2020",
        "a + b",
        "[sic]",
        "海康威视",
    ] {
        assert_eq!(told(raw), "words", "{raw}");
    }
}

#[test]
fn what_looks_like_a_number_and_is_none_is_told() {
    for (raw, why) in [
        ("1,20,0", Unreadable::Grouping),
        ("300²", Unreadable::Superscript),
        ("5-", Unreadable::Sign),
        ("34,000*", Unreadable::Sign),
        ("1.5 Millionen", Unreadable::Scale),
        ("30 Prozent", Unreadable::Scale),
        ("Ⅳ", Unreadable::Script),
        ("28 entities on 7 October 2019", Unreadable::SeveralNumbers),
        ("12345678901234567890123456789", Unreadable::TooLong),
        ("0.0000000000001", Unreadable::TooLong),
        ("99999999999999999999 trillion", Unreadable::TooLong),
        ("8 of 28", Unreadable::SeveralNumbers),
        ("11/3 of them", Unreadable::SeveralNumbers),
        ("2-1 million", Unreadable::Reversed),
        ("$1 to €2", Unreadable::MixedUnits),
        ("$1 million + €2 million", Unreadable::MixedUnits),
        ("18 bureaus + college", Unreadable::Part),
        ("2019-02-30", Unreadable::Calendar),
        ("30 February 2019", Unreadable::Calendar),
        ("10/7/2019", Unreadable::Date),
        ("2019-10-7", Unreadable::Date),
    ] {
        assert_eq!(told(raw), format!("unreadable: {why:?}"), "{raw}");
    }
}

#[test]
fn ends_are_printed_as_stated() {
    let value = english("nearly 30 %");
    assert_eq!((value.low().as_deref(), value.high().as_deref()), (Some("30"), Some("30")));
    assert_eq!(value.unit(), Some("%"));
    let value = english("more than $ 1.5 million");
    assert_eq!((value.low().as_deref(), value.high().as_deref()), (Some("1500000"), None));
    let value = english("18 bureaus + 1 college + 8 firms");
    assert_eq!((value.low().as_deref(), value.high().as_deref()), (Some("27"), Some("27")));
    let value = english("October 2019");
    assert_eq!(value.high().as_deref(), Some("2019-10-31"));
}

proptest! {
    #[test]
    fn reading_never_panics(raw in "\\PC{0,60}") {
        let value = english(&raw);
        prop_assert_eq!(value.raw, raw.trim());
    }

    #[test]
    fn reading_what_looks_like_values_never_panics(
        parts in prop::collection::vec(prop::sample::select(vec![
            "7", "28", "2019", "October", " ", " ", " ", ",", ".", "-", "–", "+", "[", "]",
            "(", ")", "$", "US", "%", "per", "cent", "million", "bn", "more", "than", "and",
            "between", "one", "hundred", "a", "half", "or", "not", "at", "least", "34,000",
            "99999999999999999999999999", "0.000000000001", "/", ":", "’", "\u{a0}",
        ]), 0..14),
    ) {
        let _ = told(&parts.concat());
    }

    #[test]
    fn a_printed_number_is_read_back(units in -10i64.pow(15)..10i64.pow(15), places in 0usize..6) {
        let digits = format!("{:0>7}", units.unsigned_abs());
        let (whole, rest) = digits.split_at(digits.len() - places);
        let number = Decimal::from_digits(whole, rest).unwrap();
        let number = if units < 0 { Decimal::ZERO.minus(number).unwrap() } else { number };
        prop_assert_eq!(told(&number.to_string()), number.to_string());
    }
}
