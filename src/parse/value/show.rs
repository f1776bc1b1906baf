//! Quantities as people read them.

use std::fmt;

use super::{Approximation, Decimal, Quantity};

impl fmt::Display for Quantity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.approximation {
            Some(Approximation::Around) => out.write_str("around ")?,
            Some(Approximation::Below) => out.write_str("nearly ")?,
            Some(Approximation::Above) => out.write_str("just over ")?,
            None => {}
        }
        match (self.stated.low, self.stated.high) {
            (Some(low), Some(high)) if low.at == high.at => out.write_str(&grouped(low.at))?,
            (Some(low), Some(high)) => write!(out, "{}–{}", grouped(low.at), grouped(high.at))?,
            (Some(low), None) => {
                let words = if low.inclusive { "at least" } else { "more than" };
                write!(out, "{words} {}", grouped(low.at))?;
            }
            (None, Some(high)) => {
                let words = if high.inclusive { "up to" } else { "less than" };
                write!(out, "{words} {}", grouped(high.at))?;
            }
            (None, None) => out.write_str("any number")?,
        }
        match self.unit {
            Some(unit) => write!(out, " {}", unit.name),
            None => Ok(()),
        }
    }
}

/// A number with a comma after each three digits of its whole part.
fn grouped(number: Decimal) -> String {
    let plain = number.to_string();
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let (sign, digits) = match whole.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", whole),
    };
    let mut out = sign.to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::value::Interval;

    #[test]
    fn numbers_have_commas_and_bounds_words() {
        let quantity = |stated| Quantity {
            stated,
            approximation: None,
            unit: None,
            counted: None,
            is_rate: false,
        };
        let number = |number| Decimal::whole(number).unwrap();
        for (stated, shown) in [
            (Interval::exactly(number(1_234_567)), "1,234,567"),
            (Interval::from(number(100), false), "more than 100"),
            (Interval::to(number(1_000_000), true), "up to 1,000,000"),
            (Interval::between(number(1), number(2_000)), "1–2,000"),
        ] {
            assert_eq!(quantity(stated).to_string(), shown);
        }
    }
}
