//! A number with its sign, scale and unit: `-5`, `1.5 million`, `$620 million`, `two dozen`, `⅔`.

use super::lexicon::{Match, Sense};
use super::scan::Scan;
use super::scan_token::{Numeral, TokenKind};
use super::{Decimal, Unit, Unreadable, number_words};

/// A number as it is written.
#[derive(Debug, Clone)]
pub(super) struct Number {
    /// The number before its scale.
    pub(super) figure: Result<Decimal, Unreadable>,
    /// What it is multiplied by: a million in `1.5 million`.
    pub(super) scale: i128,
    /// What it is counted in.
    pub(super) unit: Option<Unit>,
    /// What kind of number it is.
    pub(super) kind: NumberKind,
    /// Whether it is in words alone.
    pub(super) in_words: bool,
    /// Whether it is a word that is mostly no number.
    pub(super) weak: bool,
    /// Its tokens, currency and sign included.
    pub(super) start: usize,
    /// One past its last token, measures in words not included.
    pub(super) core_end: usize,
    /// One past its last token.
    pub(super) end: usize,
}

/// What kind of number a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberKind {
    /// How many.
    Cardinal,
    /// Four digits and nothing else, as a year is.
    Year,
    /// Which in a row.
    Ordinal,
    /// A part of a whole.
    Share,
    /// How many times.
    Times,
    /// Hundreds, millions.
    Vague,
}

impl Number {
    /// The number itself.
    pub(super) fn value(&self) -> Result<Decimal, Unreadable> {
        self.figure?.times(self.scale).ok_or(Unreadable::TooLong)
    }

    fn new(figure: Result<Decimal, Unreadable>, start: usize, end: usize) -> Self {
        Self {
            figure,
            scale: 1,
            unit: None,
            kind: NumberKind::Cardinal,
            in_words: false,
            weak: false,
            start,
            core_end: end,
            end,
        }
    }

    fn words(figure: Decimal, start: usize, end: usize) -> Self {
        Self { in_words: true, ..Self::new(Ok(figure), start, end) }
    }
}

/// The number that begins at a token; what stands before the token `floor` belongs to another one.
pub(super) fn at(scan: &Scan<'_>, start: usize, floor: usize) -> Option<Number> {
    let number = percent_before(scan, start).or_else(|| bare(scan, start))?;
    let mut number = match number.kind {
        NumberKind::Cardinal | NumberKind::Year | NumberKind::Share => with_unit(scan, number),
        _ => number,
    };
    before(scan, floor, &mut number);
    Some(number)
}

/// The number that begins at a token with its currency or sign.
pub(super) fn after(scan: &Scan<'_>, start: usize) -> Option<Number> {
    // `-$5` has two signs before the number.
    let mut place = start;
    for _ in 0..2 {
        if let Some(number) = at(scan, place, start) {
            return (number.start == start).then_some(number);
        }
        let sign =
            scan.tokens.get(place).is_some_and(|token| token.is_dash() || token.is_sign('+'));
        place = match scan.at(place, &[Sense::Currency, Sense::Minus]) {
            Some(found) => found.end,
            None if sign => place + 1,
            None => return None,
        };
    }
    at(scan, place, start).filter(|number| number.start == start)
}

/// A number without what stands before it.
fn bare(scan: &Scan<'_>, start: usize) -> Option<Number> {
    if let Some(found) = share_in_a_word(scan, start) {
        return Some(found);
    }
    if let TokenKind::Numeral(numeral) = &scan.tokens.get(start)?.kind {
        // "零下": the first sign of a minus is no number.
        let minus = scan.at(start, &[Sense::Minus]).is_some();
        return (!minus && !scan.is_designation(start)).then(|| in_digits(scan, start, numeral));
    }
    if let Some(found) = half(scan, start) {
        return Some(found);
    }
    if let Some(article) = scan.at(start, &[Sense::Article]) {
        // "A half million", "un demi-million"
        if let Some(half) = half(scan, article.end) {
            return Some(Number { start, ..half });
        }
        if let Some(share) = words_of_share(scan, start, article.end, Some(1)) {
            return Some(share);
        }
    }
    if let Some(number) = in_words(scan, start) {
        return Some(number);
    }
    if let Some(ordinal) = scan.at(start, &[Sense::Ordinal]) {
        let number = Number::words(Decimal::whole(ordinal.entry.number)?, start, ordinal.end);
        return Some(Number { kind: NumberKind::Ordinal, weak: true, ..number });
    }
    if let Some(times) = scan.at(start, &[Sense::Multiple]) {
        let number = Number::words(Decimal::whole(times.entry.number)?, start, times.end);
        return Some(Number { kind: NumberKind::Times, weak: true, ..number });
    }
    vague(scan, start)
}

/// A number that begins with digits.
fn in_digits(scan: &Scan<'_>, start: usize, numeral: &Numeral) -> Number {
    let mut number = Number::new(numeral.value, start, start + 1);
    number.weak = numeral.weak;
    if numeral.is_year() {
        number.kind = NumberKind::Year;
    }
    if numeral.fraction {
        number.kind = NumberKind::Share;
    }
    if let Some(ordinal) = ordinal_end(scan, start) {
        return Number { kind: NumberKind::Ordinal, core_end: ordinal, end: ordinal, ..number };
    }
    let share = words_of_share(scan, start, start + 1, numeral.whole());
    if let Some(share) = share.or_else(|| han_share(scan, start)) {
        return share;
    }
    scaled(scan, &mut number);
    ratio(scan, number)
}

/// A number in words.
fn in_words(scan: &Scan<'_>, start: usize) -> Option<Number> {
    let found = number_words::at(scan, start)?;
    let mut number = Number::words(found.value, start, found.end);
    number.weak = found.weak || found.ordinal;
    if found.ordinal {
        return Some(Number { kind: NumberKind::Ordinal, ..number });
    }
    if let Some(share) = words_of_share(scan, start, found.end, found.value.as_whole()) {
        return Some(share);
    }
    let scale = scan.lexicon().before(scan.text, &scan.tokens, number.end, &[Sense::Scale]);
    if scale.is_some()
        && let Some(more) = scan.at(number.end, &[Sense::AndHalf])
    {
        number.figure = half_more(scan, number.figure, number.end);
        (number.core_end, number.end) = (more.end, more.end);
        return Some(number);
    }
    if let Some(scale) = scale {
        // "Two to three million": the scale is said once.
        let size = scale.entry.number;
        let count = found.value.as_whole().filter(|value| value % size == 0);
        if let Some(count) = count.and_then(|value| Decimal::whole(value / size)) {
            (number.figure, number.scale) = (Ok(count), size);
        }
    }
    scaled(scan, &mut number);
    Some(ratio(scan, number))
}

/// `a million and a half`: the last scale once more, by half.
fn half_more(
    scan: &Scan<'_>,
    figure: Result<Decimal, Unreadable>,
    end: usize,
) -> Result<Decimal, Unreadable> {
    let scale = scan.lexicon().before(scan.text, &scan.tokens, end, &[Sense::Scale]);
    let half = scale.and_then(|scale| Decimal::whole(scale.entry.number)?.share(1, 2));
    half.and_then(|half| figure.ok()?.plus(half)).ok_or(Unreadable::TooLong)
}

/// Reads the scales after a number, and a half.
fn scaled(scan: &Scan<'_>, number: &mut Number) {
    if let Some(half) = scan
        .at(number.end, &[Sense::AndHalf])
        .or_else(|| scan.at(scan.over_hyphen(number.end), &[Sense::AndHalf]))
        && let Some(more) =
            number.figure.ok().and_then(|figure| figure.plus(Decimal::fraction(1, 2)?))
    {
        number.figure = Ok(more);
        number.kind = NumberKind::Cardinal;
        (number.core_end, number.end, number.weak) = (half.end, half.end, false);
    }
    let mut at = number.end;
    loop {
        let next = scan.over_hyphen(at);
        // "5m", "5 M€"
        let before_sign = scan.at(next + 1, &[Sense::Currency]).is_some_and(|sign| {
            scan.tokens.get(sign.start).is_some_and(|token| !token.spaced && !token.is_word())
        });
        let joined =
            scan.tokens.get(next).is_some_and(|token| !token.spaced || before_sign) && next == at;
        let senses: &[Sense] = if joined && !number.in_words {
            &[Sense::JoinedScale, Sense::Scale]
        } else {
            &[Sense::Scale]
        };
        let Some(found) = scan.at(next, senses) else { break };
        let Some(scale) = number.scale.checked_mul(found.entry.number) else { break };
        number.scale = scale;
        at = found.end;
        (number.core_end, number.end, number.weak) = (at, at, false);
        number.kind = NumberKind::Cardinal;
        if let Some(half) = scan.at(at, &[Sense::AndHalf])
            && let Ok(figure) = number.figure
            && let Some(more) = Decimal::fraction(1, 2).and_then(|half| figure.plus(half))
        {
            number.figure = Ok(more);
            (number.core_end, number.end) = (half.end, half.end);
            break;
        }
    }
}

/// `7th`, `3.` before a word in small letters, `3-й`; where it ends.
fn ordinal_end(scan: &Scan<'_>, start: usize) -> Option<usize> {
    let next = scan.over_hyphen(start + 1);
    let ending = scan.at(next, &[Sense::OrdinalEnding])?;
    let token = scan.tokens.get(ending.start)?;
    if token.spaced || scan.at(next, &[Sense::Scale, Sense::JoinedScale]).is_some() {
        return None;
    }
    let stop = token.is_sign('.');
    let goes_on = scan.tokens.get(ending.end).is_some_and(|next| {
        next.is_word() && next.spaced && scan.text_of(ending.end).starts_with(char::is_lowercase)
    });
    (!stop || goes_on).then_some(ending.end)
}

/// `two-thirds`, `a third of`, `one quarter`: `end` is one past the number of parts.
fn words_of_share(
    scan: &Scan<'_>,
    start: usize,
    end: usize,
    parts: Option<i128>,
) -> Option<Number> {
    let parts = parts.filter(|parts| (1..100).contains(parts))?;
    let next = scan.over_hyphen(end);
    let fraction = scan.at(next, &[Sense::Fraction])?;
    let whole = fraction.entry.number;
    if whole == 2 && parts == 1 {
        return None;
    }
    // "A third round" is no part, and "a third" is one.
    let also_ordinal = scan.at(next, &[Sense::Ordinal]).is_some();
    let ends = scan.tokens.get(fraction.end).is_none_or(|token| !token.is_word());
    let of = scan.at(fraction.end, &[Sense::Of]).is_some();
    if parts > whole || also_ordinal && !ends && !of {
        return None;
    }
    let mut number = Number::words(Decimal::fraction(parts, whole)?, start, fraction.end);
    number.kind = NumberKind::Share;
    scaled_share(scan, &mut number);
    Some(number)
}

/// `a quarter of a million`, `three quarters of an hour`, `a tenth of one per cent`: a part of one such
/// is a number.
fn scaled_share(scan: &Scan<'_>, number: &mut Number) {
    let of = scan.at(number.end, &[Sense::Of]).map_or(number.end, |of| of.end);
    let one = scan.at(of, &[Sense::Article, Sense::Weak]).filter(|one| one.entry.number == 1);
    if let Some(one) = one {
        of_one(scan, number, one.end);
    }
}

/// Makes a number of a part that stands before a scale, a percent or a measure.
fn of_one(scan: &Scan<'_>, number: &mut Number, at: usize) -> bool {
    let Some(found) = scan.at(at, &[Sense::Scale, Sense::Percent, Sense::Measure]) else {
        return false;
    };
    match found.entry.sense {
        Sense::Scale => {
            let scaled = number.figure.ok().and_then(|part| part.times(found.entry.number));
            number.figure = scaled.ok_or(Unreadable::TooLong);
        }
        _ => number.unit = Some(Unit::named(found.entry.name)),
    }
    number.kind = NumberKind::Cardinal;
    number.end = found.end;
    if found.entry.sense != Sense::Measure {
        number.core_end = found.end;
    }
    true
}

/// `треть`, `ثلثان`, `一半`: a part in one word, perhaps of a scale.
fn share_in_a_word(scan: &Scan<'_>, start: usize) -> Option<Number> {
    let word = scan.at(start, &[Sense::Share])?;
    let name = word.entry.name;
    let (above, below) = name.split_once('/').unwrap_or(("1", name));
    let share = Decimal::fraction(above.parse().ok()?, below.parse().ok()?)?;
    let kind = NumberKind::Share;
    let mut number = Number { kind, ..Number::words(share, start, word.end) };
    of_one(scan, &mut number, word.end);
    Some(number)
}

/// `half`, `half a million`, `half an hour`
fn half(scan: &Scan<'_>, start: usize) -> Option<Number> {
    let word = scan.at(start, &[Sense::Fraction]).filter(|word| word.entry.number == 2)?;
    // "The second half", "half-time".
    let before = start.checked_sub(1);
    let after_ordinal = before.is_some_and(|before| {
        scan.at(before, &[Sense::Ordinal, Sense::Of])
            .is_some_and(|it| it.entry.sense == Sense::Ordinal)
    });
    let joined_before = scan.tokens.get(start).is_some_and(|token| !token.spaced)
        && before.is_some_and(|before| {
            scan.tokens.get(before).is_some_and(super::scan_token::ScanToken::is_dash)
        });
    let over = scan.over_hyphen(word.end);
    let compound =
        over > word.end && scan.at(over, &[Sense::Article, Sense::Scale, Sense::Measure]).is_none();
    if after_ordinal || joined_before || compound {
        return None;
    }
    let mut number = Number::words(Decimal::fraction(1, 2)?, start, word.end);
    number.kind = NumberKind::Share;
    let is_noun = !word.entry.name.ends_with('+');
    let article = scan.at(over, &[Sense::Article]).map_or(over, |article| article.end);
    if !of_one(scan, &mut number, article) {
        scaled_share(scan, &mut number);
    }
    (is_noun || number.kind == NumberKind::Cardinal).then_some(number)
}

/// `三分之一`
fn han_share(scan: &Scan<'_>, start: usize) -> Option<Number> {
    let sign = |at: usize, sign: &str| scan.word(at) == Some(sign);
    let numeral = |at: usize| scan.tokens.get(at)?.numeral()?.whole();
    if !(sign(start + 1, "分") && sign(start + 2, "之")) {
        return None;
    }
    let share = Decimal::fraction(numeral(start + 3)?, numeral(start)?)?;
    let number = Number::new(Ok(share), start, start + 4);
    Some(Number { kind: NumberKind::Share, ..number })
}

/// `one in five`, `1 in 5`
fn ratio(scan: &Scan<'_>, number: Number) -> Number {
    let (Some(part), 1, NumberKind::Cardinal) =
        (number.figure.ok().and_then(Decimal::as_whole), number.scale, number.kind)
    else {
        return number;
    };
    let Some(link) = scan.at(number.end, &[Sense::Ratio]) else { return number };
    let (whole, end) = match scan.tokens.get(link.end).and_then(|token| token.numeral()) {
        Some(numeral) if !numeral.is_year() => (numeral.whole(), link.end + 1),
        Some(_) => (None, link.end),
        None => match number_words::at(scan, link.end).filter(|it| !it.ordinal) {
            Some(words) => (words.value.as_whole(), words.end),
            None => (None, link.end),
        },
    };
    let round =
        |whole: i128| matches!(whole, 2..=10 | 12 | 20 | 50 | 100 | 1_000 | 10_000 | 100_000);
    let fits = |whole: &i128| part > 0 && part < *whole && round(*whole) && !scan.is_counted(end);
    let Some(share) = whole.filter(fits).and_then(|whole| Decimal::fraction(part, whole)) else {
        return number;
    };
    Number { figure: Ok(share), kind: NumberKind::Share, weak: false, core_end: end, end, ..number }
}

/// `hundreds`, `tens of thousands`, `Millionen`
fn vague(scan: &Scan<'_>, start: usize) -> Option<Number> {
    let first = scan.at(start, &[Sense::Vague])?;
    let (mut size, mut end) = (first.entry.number, first.end);
    while let Some(next) = {
        let of = scan.at(end, &[Sense::Of, Sense::And]).map_or(end, |of| of.end);
        scan.at(of, &[Sense::Vague, Sense::Scale])
    } {
        size = size.checked_mul(next.entry.number)?;
        end = next.end;
    }
    let number = Number::words(Decimal::whole(size)?, start, end);
    Some(with_unit(scan, Number { kind: NumberKind::Vague, ..number }))
}

/// `百分之三十`
fn percent_before(scan: &Scan<'_>, start: usize) -> Option<Number> {
    let sign = scan.at(start, &[Sense::PercentBefore])?;
    let mut number = bare(scan, sign.end)?;
    number.unit = Some(Unit::named(sign.entry.name));
    (number.start, number.weak) = (start, false);
    Some(number)
}

/// The unit after a number.
fn with_unit(scan: &Scan<'_>, mut number: Number) -> Number {
    if number.unit.is_some() {
        return number;
    }
    let over = scan.over_hyphen(number.end);
    let place = match scan.at(over, &[Sense::Of]).filter(|_| number.scale > 1 || number.in_words) {
        // "3 millions d'euros"
        Some(of) if scan.at(of.end, &[Sense::Currency]).is_some() => of.end,
        _ => over,
    };
    if let Some(found) = scan.at(place, &[Sense::Percent, Sense::Currency, Sense::Symbol]) {
        let joined = scan.tokens.get(place).is_some_and(|token| !token.spaced);
        // A letter that stands alone is seldom a second or a watt.
        let letter = found.entry.sense == Sense::Symbol
            && !joined
            && matches!(found.entry.name, "second" | "W" | "foot" | "mile" | "litre");
        // "The 30s", "10,000s": tens of years, or tens of thousands.
        let tens = number.figure.ok().and_then(Decimal::as_whole).is_some_and(|it| it % 10 == 0);
        if joined && found.entry.name == "second" && tens && scan.word(place) == Some("s") {
            number.kind = NumberKind::Vague;
            (number.core_end, number.end) = (found.end, found.end);
        } else if !letter {
            number.unit = Some(Unit::named(found.entry.name));
            (number.core_end, number.end) = (found.end, found.end);
        }
    } else if let Some(found) = scan.at(place, &[Sense::Measure]) {
        // Millions of pounds are money.
        let name = match found.entry.name {
            "pound" if number.scale >= 1000 => "GBP",
            name => name,
        };
        number.unit = Some(Unit::named(name));
        number.end = found.end;
    }
    if let Some(unit) = number.unit {
        number.weak &= !(unit.dimension == "share" || scan.is_currency(unit));
        if number.kind == NumberKind::Year || number.kind == NumberKind::Share {
            number.kind = NumberKind::Cardinal;
        }
    }
    number
}

/// The sign and the currency before a number.
fn before(scan: &Scan<'_>, floor: usize, number: &mut Number) {
    let start = number.start;
    sign(scan, floor, number);
    let place = number.start;
    let found = scan.lexicon().before(scan.text, &scan.tokens, place, &[Sense::Currency]);
    let code = found.filter(|found| {
        found.start >= floor
            && (found.entry.name == scan.text_of(found.start)
                || !scan.text_of(place - 1).contains(char::is_alphabetic)
                || scan.text_of(found.start).chars().all(char::is_uppercase))
    });
    if let Some(found) = code.filter(|_| number.unit.is_none() && is_counted(number)) {
        number.unit = Some(Unit::named(found.entry.name));
        number.start = found.start;
        number.weak = false;
        if matches!(number.kind, NumberKind::Year | NumberKind::Share) {
            number.kind = NumberKind::Cardinal;
        }
        if place == start {
            sign(scan, floor, number);
        }
    }
    if scan.lexicon().has_any(Sense::OrdinalSign)
        && let Some(sign) =
            scan.lexicon().before(scan.text, &scan.tokens, number.start, &[Sense::OrdinalSign])
    {
        number.start = sign.start;
        (number.kind, number.weak) = (NumberKind::Ordinal, false);
    }
}

fn is_counted(number: &Number) -> bool {
    !matches!(number.kind, NumberKind::Ordinal | NumberKind::Times | NumberKind::Vague)
}

/// `-5`, `−5`, `minus 5`: a sign that is joined to the number and to nothing before it.
fn sign(scan: &Scan<'_>, floor: usize, number: &mut Number) {
    if !is_counted(number) {
        return;
    }
    let lexicon = scan.lexicon();
    // "Au moins 12" is a bound.
    let senses = [Sense::Minus, Sense::Before];
    let word = lexicon.before(scan.text, &scan.tokens, number.start, &senses);
    let is_minus = |word: &Match<'_>| word.entry.sense == Sense::Minus && word.start >= floor;
    let start = match word.filter(is_minus) {
        Some(word) => Some((word.start, true)),
        None => number.start.checked_sub(1).filter(|at| *at >= floor).and_then(|at| {
            let sign = scan.tokens.get(at)?;
            let joined = scan.tokens.get(number.start).is_some_and(|token| !token.spaced);
            let opens = sign.spaced
                || at.checked_sub(1).and_then(|before| scan.tokens.get(before)).is_some_and(|before| {
                    matches!(&before.kind, super::scan_token::TokenKind::Sign(c) if "([{“\"'‘«„:".contains(*c))
                });
            let minus = sign.is_dash() && !sign.is_sign('—');
            (joined && opens && (minus || sign.is_sign('+') || sign.is_sign('±'))).then_some((at, minus))
        }),
    };
    let Some((start, minus)) = start else { return };
    number.start = start;
    if scan.tokens.get(start).is_some_and(|token| token.is_sign('±')) {
        number.figure = Err(Unreadable::SeveralNumbers);
    }
    if minus {
        number.figure =
            number.figure.and_then(|figure| Decimal::ZERO.minus(figure).ok_or(Unreadable::TooLong));
        number.weak = false;
        if number.kind == NumberKind::Year {
            number.kind = NumberKind::Cardinal;
        }
    }
}
