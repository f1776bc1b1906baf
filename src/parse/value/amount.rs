//! A number with its scale and unit: `1.5 million`, `$620 million`, `30 per cent`, `two dozen`.

use super::token::{Kind, Token};
use super::{Decimal, Unreadable};

/// A number as it is written: what it counts, and in which unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    /// The number before its scale.
    pub(super) figure: Decimal,
    /// What it is multiplied by: a million in `1.5 million`.
    pub(super) scale: i128,
    /// The unit, where it names one.
    pub(super) unit: Option<String>,
    /// Whether it is four digits and nothing else.
    pub(super) year: bool,
    /// Whether it is in words alone.
    pub(super) in_words: bool,
    /// Whether it stands in square brackets.
    pub(super) bracketed: bool,
    /// Its tokens.
    pub(super) start: usize,
    /// One past its last token.
    pub(super) end: usize,
}

impl Amount {
    /// The number itself.
    pub(super) fn value(&self) -> Result<Decimal, Unreadable> {
        self.figure.times(self.scale).ok_or(Unreadable::TooLong)
    }
}

/// A number that stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure {
    /// The number.
    pub number: Decimal,
    /// Whether it is in words alone.
    pub in_words: bool,
}

/// Every number in a text, in order; what is too long to be exact is left out.
#[must_use]
pub fn figures(text: &str) -> Vec<Figure> {
    let tokens = super::token::tokens(text);
    let figure =
        |amount: Amount| Some(Figure { number: amount.value().ok()?, in_words: amount.in_words });
    amounts(&tokens).into_iter().filter_map(figure).collect()
}

const THOUSAND: i128 = 1_000;
const MILLION: i128 = THOUSAND * THOUSAND;
const BILLION: i128 = THOUSAND * MILLION;
const TRILLION: i128 = THOUSAND * BILLION;

/// The factor of a scale in words or short.
fn scale(word: &str) -> Option<i128> {
    Some(match word {
        "dozen" => 12,
        "hundred" => 100,
        "thousand" | "k" => THOUSAND,
        "lakh" => 100_000,
        "million" | "millions" | "m" | "mn" | "mln" => MILLION,
        "crore" => 10 * MILLION,
        "billion" | "billions" | "b" | "bn" => BILLION,
        "trillion" | "trillions" | "tn" | "trn" => TRILLION,
        _ => return None,
    })
}

/// A number word below a hundred, hyphenated ones included.
fn below_hundred(word: &str) -> Option<i128> {
    const SMALL: [&str; 20] = [
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
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let small = |word| (0i128..).zip(SMALL).find(|(_, name)| *name == word).map(|(n, _)| n);
    let tens = |word| (2i128..).zip(TENS).find(|(_, name)| *name == word).map(|(n, _)| 10 * n);
    if let Some((first, second)) = word.split_once(['-', '‐', '‑']) {
        return Some(tens(first)? + small(second).filter(|n| (1..10).contains(n))?);
    }
    small(word).or_else(|| tens(word))
}

/// The number that one word names, as far as one word can: `eight`, `twenty-eight`, `million`.
#[must_use]
pub fn number_word(word: &str) -> Option<Decimal> {
    let single = |word| match word {
        "dozen" | "hundred" | "thousand" | "million" | "billion" | "trillion" => scale(word),
        _ => below_hundred(word),
    };
    single(word).and_then(Decimal::whole)
}

/// The sign, code or word of a currency, as its ISO 4217 code. A bare dollar is the US dollar, as
/// agencies write it; a yen sign may be a yuan's, and stays a sign.
fn currency(text: &str) -> Option<&'static str> {
    Some(match text {
        "$" | "us$" | "u.s.$" | "usd" | "dollar" | "dollars" => "USD",
        "€" | "eur" | "euro" | "euros" => "EUR",
        "£" | "gbp" | "sterling" => "GBP",
        "¥" => "¥",
        "cn¥" | "rmb¥" | "cny" | "rmb" | "yuan" | "renminbi" => "CNY",
        "jp¥" | "jpy" | "yen" => "JPY",
        "₹" | "inr" => "INR",
        "₽" | "rub" | "rouble" | "roubles" | "ruble" | "rubles" => "RUB",
        "₩" | "krw" => "KRW",
        "₺" => "TRY",
        "₴" | "uah" | "hryvnia" => "UAH",
        "a$" | "au$" | "aud" => "AUD",
        "c$" | "ca$" => "CAD",
        "hk$" | "hkd" => "HKD",
        "nt$" | "twd" => "TWD",
        "nz$" | "nzd" => "NZD",
        "s$" | "sg$" | "sgd" => "SGD",
        "r$" | "brl" => "BRL",
        "chf" => "CHF",
        "sek" => "SEK",
        "dkk" => "DKK",
        "zar" => "ZAR",
        _ => return None,
    })
}

/// Dollars of a country, named before the word.
fn dollars_of(country: &str) -> Option<&'static str> {
    Some(match country {
        "us" | "u.s" | "american" => "USD",
        "australian" => "AUD",
        "canadian" => "CAD",
        "hk" => "HKD",
        "singapore" => "SGD",
        "taiwan" => "TWD",
        _ => return None,
    })
}

/// A measure in words or short, as the name that stands for all its forms. Numbers in different
/// measures are not compared, nor converted.
fn measure(word: &str) -> Option<&'static str> {
    Some(match word {
        "second" | "seconds" => "second",
        "minute" | "minutes" => "minute",
        "hour" | "hours" => "hour",
        "day" | "days" => "day",
        "week" | "weeks" => "week",
        "month" | "months" => "month",
        "year" | "years" => "year",
        "decade" | "decades" => "decade",
        "metre" | "metres" | "meter" | "meters" => "m",
        "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => "km",
        "mile" | "miles" => "mile",
        "foot" | "feet" => "foot",
        "kg" | "kilo" | "kilos" | "kilogram" | "kilograms" | "kilogramme" | "kilogrammes" => "kg",
        "pound" | "pounds" => "pound",
        "ton" | "tons" => "ton",
        "tonne" | "tonnes" => "tonne",
        "acre" | "acres" => "acre",
        "hectare" | "hectares" => "hectare",
        "litre" | "litres" | "liter" | "liters" => "litre",
        "barrel" | "barrels" => "barrel",
        "degree" | "degrees" => "degree",
        "mw" | "megawatt" | "megawatts" => "MW",
        "gw" | "gigawatt" | "gigawatts" => "GW",
        _ => return None,
    })
}

/// Whether letters that follow figures without a space are a scale or unit of theirs.
pub(super) fn is_joined_unit(letters: &str) -> bool {
    let word = letters.to_lowercase();
    scale(&word).is_some() || matches!(word.as_str(), "km" | "kg" | "mw" | "gw" | "pc" | "pct")
}

/// The amounts among the tokens, in order.
pub(super) fn amounts(tokens: &[Token]) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match figure_at(tokens, at) {
            Some(mut amount) => {
                read_scale(tokens, &mut amount);
                read_unit(tokens, found.last().map_or(0, |last: &Amount| last.end), &mut amount);
                at = amount.end;
                found.push(amount);
            }
            None => at += 1,
        }
    }
    found
}

fn figure_at(tokens: &[Token], at: usize) -> Option<Amount> {
    let token = tokens.get(at)?;
    let amount = |figure, year, in_words, end| Amount {
        figure,
        scale: 1,
        unit: None,
        year,
        in_words,
        bracketed: token.bracketed,
        start: at,
        end,
    };
    match &token.kind {
        Kind::Number { value, year, ordinal: false } => Some(amount(*value, *year, false, at + 1)),
        Kind::Word { .. } => {
            let (figure, end) = words_at(tokens, at)?;
            Some(amount(figure, false, true, end))
        }
        _ => None,
    }
}

/// A number in words: `eight`, `twenty eight`, `two hundred and fifty`, `a million`, `half a
/// million`. What follows may show that the word counts nothing: `one of`, `one third`.
fn words_at(tokens: &[Token], at: usize) -> Option<(Decimal, usize)> {
    const NOT_COUNTED: [&str; 13] = [
        "of", "in", "out", "another", "third", "thirds", "half", "halves", "quarter", "quarters",
        "fifth", "fifths", "tenths",
    ];
    let word = |index: usize| tokens.get(index).and_then(Token::word);
    let first = word(at)?;
    if matches!(first, "a" | "an") {
        let scaled = word(at + 1).and_then(scale).is_some_and(|scale| scale > 1);
        let named = word(at + 1).is_some_and(|next| next.len() > 2);
        return (scaled && named).then(|| (Decimal::whole(1), at + 1)).and_then(pair);
    }
    if first == "half" {
        let article = matches!(word(at + 1), Some("a" | "an"));
        let scaled = word(at + 2).and_then(scale).is_some();
        return (article && scaled).then(|| (Decimal::from_digits("", "5"), at + 2)).and_then(pair);
    }
    let (mut number, mut end) = below_hundred_at(tokens, at)?;
    if word(end) == Some("hundred") {
        number *= 100;
        end += 1;
        let after = if word(end) == Some("and") { end + 1 } else { end };
        if let Some((more, last)) = below_hundred_at(tokens, after).filter(|(more, _)| *more > 0) {
            (number, end) = (number + more, last);
        }
    }
    if word(end).is_some_and(|next| NOT_COUNTED.contains(&next)) {
        return None;
    }
    Decimal::whole(number).map(|number| (number, end))
}

/// A number word below a hundred, in one word or two.
fn below_hundred_at(tokens: &[Token], at: usize) -> Option<(i128, usize)> {
    let read = |index: usize| tokens.get(index).and_then(Token::word).and_then(below_hundred);
    let number = read(at)?;
    let tens = number >= 20 && number % 10 == 0;
    match read(at + 1).filter(|more| tens && (1..10).contains(more)) {
        Some(more) => Some((number + more, at + 2)),
        None => Some((number, at + 1)),
    }
}

fn pair((number, end): (Option<Decimal>, usize)) -> Option<(Decimal, usize)> {
    number.map(|number| (number, end))
}

fn read_scale(tokens: &[Token], amount: &mut Amount) {
    // A lone letter is a scale only where it is joined to the figures.
    let next = |index: usize| {
        let token = tokens.get(index)?;
        let word = token.word()?;
        scale(word).filter(|_| word.len() > 1 || !token.spaced)
    };
    while let Some(scaled) = next(amount.end).and_then(|factor| amount.scale.checked_mul(factor)) {
        amount.scale = scaled;
        amount.end += 1;
        amount.year = false;
    }
}

/// Signs and units from the token `floor` on: what stands earlier belongs to another amount.
fn read_unit(tokens: &[Token], floor: usize, amount: &mut Amount) {
    let word = |index: usize| tokens.get(index).and_then(Token::word);
    let end = amount.end;
    // `-5`, `−5`: a sign that is joined to the figure and to nothing before it.
    if let Some(before) = amount.start.checked_sub(1).filter(|&before| before >= floor) {
        let minus = tokens[before].is_dash() && tokens[before].spaced && !tokens[before + 1].spaced;
        let minus = minus || word(before) == Some("minus");
        if minus && let Some(negative) = Decimal::ZERO.minus(amount.figure) {
            amount.figure = negative;
            amount.start = before;
        }
    }
    if let Some(before) = amount.start.checked_sub(1).filter(|&before| before >= floor) {
        let unit = match &tokens[before].kind {
            Kind::Currency(sign) => {
                Some(currency(sign).map_or_else(|| sign.clone(), str::to_owned))
            }
            Kind::Word { text, .. } if text.len() == 3 => currency(text).map(str::to_owned),
            _ => None,
        };
        if unit.is_some() {
            amount.unit = unit;
            amount.start = before;
            amount.year = false;
            // `-$5`
            let sign = before.checked_sub(1).filter(|&sign| {
                sign >= floor
                    && tokens[sign].is_dash()
                    && tokens[sign].spaced
                    && !tokens[before].spaced
            });
            if let (Some(sign), Some(negative)) = (sign, Decimal::ZERO.minus(amount.figure)) {
                amount.figure = negative;
                amount.start = sign;
            }
            return;
        }
    }
    let (unit, taken) = match tokens.get(end).map(|token| &token.kind) {
        Some(Kind::Sign('%')) => (Some("%"), 1),
        Some(Kind::Currency(sign)) => (currency(sign), 1),
        Some(Kind::Word { text, .. }) => match (text.as_str(), word(end + 1), word(end + 2)) {
            ("percent" | "pct" | "pc", ..) => (Some("%"), 1),
            ("per", Some("cent"), _) => (Some("%"), 2),
            ("percentage", Some("point" | "points"), _) => (Some("percentage point"), 2),
            ("hong", Some("kong"), Some("dollars")) => (Some("HKD"), 3),
            ("new", Some("zealand"), Some("dollars")) => (Some("NZD"), 3),
            ("pounds", Some("sterling"), _) => (Some("GBP"), 2),
            (country, Some("dollars"), _) if dollars_of(country).is_some() => {
                (dollars_of(country), 2)
            }
            (text, ..) => (currency(text).or_else(|| measure(text)), 1),
        },
        _ => (None, 0),
    };
    if let Some(unit) = unit {
        amount.unit = Some(unit.to_owned());
        amount.end = end + taken;
        amount.year = false;
    }
}
