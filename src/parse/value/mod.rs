//! A claim's value: what a report answers, as the editor writes it after an attribution.
//!
//! Reading never fails: what is no number, date or sum is words. What looks like one of them and
//! cannot be read is [`Reading::Unreadable`], compared as words, and told to the author.

mod amount;
mod day;

mod phrase;
mod read;
mod show;
mod stated;
mod token;

pub use crate::language::Decimal;
pub use crate::language::{End, Interval};
pub use amount::{Figure, figures, number_word};
pub use stated::{Stated, stated};

use jiff::civil::Date;

/// A value as the author writes it, and as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// What the author wrote.
    pub raw: String,
    /// What it says.
    pub reading: Reading,
}

/// What a value says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A number, bound or range, with its currency, percent sign or measure.
    Quantity(Quantity),
    /// A day, a month, or a stretch of days.
    Days(Interval<Date>),
    /// A sum of parts, or one part that the editor counted.
    Sum(Sum),
    /// Just words.
    Words,
    /// It looks like a number, date or sum, and cannot be read: compared as words.
    Unreadable(Unreadable),
}

/// A number, bound or range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// As stated: a plain number is both ends of its interval, and so is an approximate one.
    pub stated: Interval<Decimal>,
    /// Whether it is said to be approximate.
    pub approximation: Option<Approximation>,
    /// A currency (`USD`, or its sign where that is in doubt), `%`, or a measure (`day`, `km`).
    /// Other words around a number are no unit: the claim's question says what is counted.
    pub unit: Option<String>,
}

/// How a number is approximate. It then stands for all that is less than a tenth of it away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approximation {
    /// "around", "about", "some", "roughly".
    Around,
    /// "nearly", "almost", "just under": a little less.
    Below,
    /// "just over", "slightly more than": a little more.
    Above,
}

/// A sum of parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The parts, in the author's order.
    pub parts: Vec<Part>,
    /// What they add up to, those in brackets included.
    pub total: Quantity,
}

/// A part of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What the part is, as the author names it.
    pub name: Option<String>,
    /// How many.
    pub quantity: Quantity,
    /// Whether it stands in brackets: the report names these things and the editor counted them.
    pub counted_by_editor: bool,
}

/// Why a value cannot be read as what it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unreadable {
    /// A separator where none belongs, as in `34,00`.
    Grouping,
    /// More digits than can be held exactly.
    TooLong,
    /// Several numbers that are neither a range nor a sum.
    SeveralNumbers,
    /// A range or bound whose lower end is above its upper end.
    Reversed,
    /// Parts of one sum, or ends of one range, in different units.
    MixedUnits,
    /// A sum with a part that has no number, or more than one.
    Part,
    /// A day that the calendar does not have.
    Calendar,
    /// A date in figures that can be read in two ways, or one without its year.
    Date,
}

impl Quantity {
    /// All that it may stand for: wider than what is stated where that is approximate.
    #[must_use]
    pub fn possible(&self) -> Interval<Decimal> {
        match self.approximation {
            Some(approximation) => approximation.widen(self.stated),
            None => self.stated,
        }
    }
}

impl Quantity {
    /// The two together: of bounds and ranges the lower ends and the upper ends.
    ///
    /// # Errors
    ///
    /// Where they are in different units, or too large to be added exactly.
    pub fn plus(&self, other: &Self) -> Result<Self, Unreadable> {
        let unit = match (&self.unit, &other.unit) {
            (Some(a), Some(b)) if a != b => return Err(Unreadable::MixedUnits),
            (a, b) => a.clone().or_else(|| b.clone()),
        };
        let add = |a: Option<End<Decimal>>, b: Option<End<Decimal>>| match (a, b) {
            (Some(a), Some(b)) => {
                let at = a.at.plus(b.at).ok_or(Unreadable::TooLong)?;
                Ok(Some(End { at, inclusive: a.inclusive && b.inclusive }))
            }
            _ => Ok(None),
        };
        Ok(Self {
            stated: Interval {
                low: add(self.stated.low, other.stated.low)?,
                high: add(self.stated.high, other.stated.high)?,
            },
            approximation: self.approximation.or(other.approximation),
            unit,
        })
    }
}

impl Part {
    /// Its name for comparison with other parts: in lower case and the singular.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        let words = self.name.as_deref()?.to_lowercase();
        let words: Vec<&str> = words.split_whitespace().collect();
        let (last, before) = words.split_last()?;
        let mut key = before.join(" ");
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&singular(last));
        Some(key)
    }
}

/// An English noun in the singular, as far as its ending tells.
#[must_use]
pub fn singular(word: &str) -> String {
    let es = ["sses", "shes", "ches", "xes", "zes"];
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let stem = match word {
        _ if es.iter().any(|ending| word.ends_with(ending)) => word.strip_suffix("es"),
        _ if word.ends_with("aus") => word.strip_suffix('s'),
        _ if ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) => None,
        _ => word.strip_suffix('s').filter(|stem| stem.len() > 1),
    };
    stem.unwrap_or(word).to_owned()
}

impl Unreadable {
    /// What is wrong, to follow "the value … cannot be read:".
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::Grouping => "a comma, space or point stands where no thousands or decimals part",
            Self::TooLong => "it has more digits than can be compared exactly",
            Self::SeveralNumbers => "it has several numbers that are neither a range nor a sum",
            Self::Reversed => "its lower end is above its upper end",
            Self::MixedUnits => "its parts are in different units",
            Self::Part => "each part of a sum needs one number",
            Self::Calendar => "the calendar has no such day",
            Self::Date => "a date needs its year and its month in words, or the form `2019-10-07`",
        }
    }
}

impl Value {
    /// Reads a value.
    #[must_use]
    pub fn parse(raw: &str) -> Self {
        let raw = raw.trim();
        Self { raw: raw.to_owned(), reading: read::read(raw) }
    }

    /// Why it cannot be read as what it looks like, where that is so: a warning to the author.
    #[must_use]
    pub fn problem(&self) -> Option<Unreadable> {
        match self.reading {
            Reading::Unreadable(why) => Some(why),
            _ => None,
        }
    }

    /// The quantity: of a sum its total.
    #[must_use]
    pub fn quantity(&self) -> Option<&Quantity> {
        match &self.reading {
            Reading::Quantity(quantity) => Some(quantity),
            Reading::Sum(sum) => Some(&sum.total),
            _ => None,
        }
    }

    /// The lower end as stated, in plain digits or as an ISO date; of a plain or approximate
    /// number, the number.
    #[must_use]
    pub fn low(&self) -> Option<String> {
        match &self.reading {
            Reading::Days(days) => days.low.map(|end| end.at.to_string()),
            _ => self.quantity()?.stated.low.map(|end| end.at.to_string()),
        }
    }

    /// The upper end, likewise.
    #[must_use]
    pub fn high(&self) -> Option<String> {
        match &self.reading {
            Reading::Days(days) => days.high.map(|end| end.at.to_string()),
            _ => self.quantity()?.stated.high.map(|end| end.at.to_string()),
        }
    }

    /// The unit, where the value names one.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        self.quantity()?.unit.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What claims.csv would say of a value, and how it is read.
    fn told(raw: &str) -> String {
        let value = Value::parse(raw);
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
            let unit = quantity.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
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
            Reading::Quantity(read) => quantity(read),
            Reading::Days(days) => match days.only() {
                Some(day) => day.to_string(),
                None => {
                    let end = |end: Option<End<Date>>, open| match end {
                        Some(End { at, inclusive: true }) => at.to_string(),
                        Some(End { at, inclusive: false }) => format!("{open}{at}"),
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
            ("34\u{a0}000 employees", "34000"),
            ("34 000", "34000"),
            ("1,234,567.89", "1234567.89"),
            ("1.5 million", "1500000"),
            ("34k", "34000"),
            (".5 million", "500000"),
            ("28 of them", "28"),
            ("eight companies", "8"),
            ("twenty-eight", "28"),
            ("Twenty eight entities", "28"),
            ("two hundred and fifty", "250"),
            ("two hundred fifty thousand", "250000"),
            ("a million", "1000000"),
            ("a million people", "1000000"),
            ("half a million", "500000"),
            ("a dozen", "12"),
            ("two dozen", "24"),
            ("2 dozen", "24"),
            ("3 lakh", "300000"),
            ("all eight companies", "8"),
            ("-5 %", "-5 %"),
            ("−2.5", "-2.5"),
            ("minus 5", "-5"),
            ("+3", "3"),
            ("2019", "2019"),
            ("28-strong list", "28"),
            ("15 months", "15 month"),
            ("30km", "30 km"),
        ] {
            assert_eq!(told(raw), read, "{raw}");
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
            assert_eq!(told(raw), read, "{raw}");
        }
    }

    #[test]
    fn bounds_and_approximations() {
        for (raw, read) in [
            ("more than 34,000 employees", ">34000.."),
            ("over 1,000,000", ">1000000.."),
            ("in excess of a million", ">1000000.."),
            ("at least 18", "18.."),
            ("no fewer than 18", "18.."),
            ("not less than 18", "18.."),
            ("34,000+", "34000.."),
            ("34,000+ employees", "34000.."),
            ("18 or more bureaus", "18.."),
            ("18 bureaus at least", "18.."),
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
            ("some 28 entities", "~28"),
            ("roughly 10 percent", "~10 %"),
            ("about $ 42 billion", "~42000000000 USD"),
            ("28 or so", "~28"),
            ("nearly 30% of its revenue", "~<30 %"),
            ("almost 30", "~<30"),
            ("just over 30", "~>30"),
            ("more than about 100", "~>100.."),
            ("an estimated 1 million", "~1000000"),
            ("more than 1 million but less than 2 million", ">1000000..<2000000"),
            ("at least 18 and at most 20", "18..20"),
        ] {
            assert_eq!(told(raw), read, "{raw}");
        }
    }

    #[test]
    fn ranges_say_their_scale_and_unit_once() {
        for (raw, read) in [
            ("1-2 million", "1000000..2000000"),
            ("1–2 million", "1000000..2000000"),
            ("between 1 and 2 million", "1000000..2000000"),
            ("between one and 2 million", "1000000..2000000"),
            ("from 1 to 2 million people", "1000000..2000000"),
            ("900,000 to 1 million", "900000..1000000"),
            ("$1 million to $2 million", "1000000..2000000 USD"),
            ("10% to 12%", "10..12 %"),
            ("10-12 %", "10..12 %"),
            ("two or three", "2..3"),
            ("about 1-2 million", "~1000000..2000000"),
            ("1966-76", "1966..1976"),
            ("1966–1976", "1966..1976"),
        ] {
            assert_eq!(told(raw), read, "{raw}");
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
            ("before 7 October 2019", "..<2019-10-07"),
            ("by October 2019", "..2019-10-31"),
            ("since October 2019", "2019-10-01.."),
            ("after 2019-10-07", ">2019-10-07.."),
            ("around 7 October 2019", "2019-09-30..2019-10-14"),
            ("28 entities on 7 October 2019", "28"),
        ] {
            assert_eq!(told(raw), read, "{raw}");
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
            ("at least 18 bureaus + 8 businesses", "18.. bureau + 8 business = 26.."),
            ("$3 million + $2 million", "3000000 USD + 2000000 USD = 5000000 USD"),
            ("bureaus: 18 + firms: 8", "18 bureau + 8 firm = 26"),
        ] {
            assert_eq!(told(raw), read, "{raw}");
        }
    }

    #[test]
    fn words_stay_words() {
        for raw in [
            "groundless",
            "",
            "—",
            "one of the two largest makers named",
            "one third of them",
            "some, not counted",
            "hundreds of billions of dollars, both sides together",
            "components, without approval",
            "the same blacklist, earlier in the year",
            "no one",
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
            ("34,00", Unreadable::Grouping),
            ("1.234.567", Unreadable::Grouping),
            ("34'000", Unreadable::Grouping),
            ("12345678901234567890123456789", Unreadable::TooLong),
            ("0.0000000000001", Unreadable::TooLong),
            ("99999999999999999999 trillion", Unreadable::TooLong),
            ("8 of 28", Unreadable::SeveralNumbers),
            ("1/3 of them", Unreadable::SeveralNumbers),
            ("2-1 million", Unreadable::Reversed),
            ("$1 to €2", Unreadable::MixedUnits),
            ("$1 million + €2 million", Unreadable::MixedUnits),
            ("18 bureaus + college", Unreadable::Part),
            ("2019-02-30", Unreadable::Calendar),
            ("30 February 2019", Unreadable::Calendar),
            ("10/7/2019", Unreadable::Date),
            ("October 7", Unreadable::Date),
            ("2019-10-7", Unreadable::Date),
        ] {
            assert_eq!(told(raw), format!("unreadable: {why:?}"), "{raw}");
        }
    }

    #[test]
    fn ends_are_printed_as_stated() {
        let value = Value::parse("nearly 30 %");
        assert_eq!((value.low().as_deref(), value.high().as_deref()), (Some("30"), Some("30")));
        assert_eq!(value.unit(), Some("%"));
        let value = Value::parse("more than $ 1.5 million");
        assert_eq!((value.low().as_deref(), value.high().as_deref()), (Some("1500000"), None));
        let value = Value::parse("18 bureaus + 1 college + 8 firms");
        assert_eq!((value.low().as_deref(), value.high().as_deref()), (Some("27"), Some("27")));
        let value = Value::parse("October 2019");
        assert_eq!(value.high().as_deref(), Some("2019-10-31"));
    }

    proptest! {
        #[test]
        fn reading_never_panics(raw in "\\PC{0,60}") {
            let value = Value::parse(&raw);
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
}
