//! Digits of every script, and the characters that are numbers by themselves.

/// Where the digits of each script begin, from nought to nine in a row, in order.
const ZEROS: [u32; 70] = [
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66,
    0xDE6, 0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90,
    0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
    0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650,
    0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16A60, 0x16AC0,
    0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E950,
    0x1FBF0, 0x11DE0, 0x16130,
];

/// The digit that a character is, in whatever script.
pub(super) fn digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return u8::try_from(c.to_digit(10)?).ok();
    }
    if !c.is_numeric() {
        return None;
    }
    let place = u32::from(c);
    let found = ZEROS.iter().find_map(|zero| place.checked_sub(*zero).filter(|digit| *digit < 10));
    found.and_then(|digit| u8::try_from(digit).ok())
}

/// Whether a character is a digit, in whatever script.
#[must_use]
pub fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// The digit that is written small and high.
pub(super) fn superscript(c: char) -> Option<u8> {
    Some(match c {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴' => 4,
        '⁵' => 5,
        '⁶' => 6,
        '⁷' => 7,
        '⁸' => 8,
        '⁹' => 9,
        _ => return None,
    })
}

/// The fraction that is one character, as what stands above and below its line.
pub(super) fn fraction(c: char) -> Option<(i128, i128)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    })
}

/// What a Chinese numeral stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Han {
    /// From nought to nine.
    Digit(i128),
    /// Ten and its powers.
    Unit(i128),
}

/// A Chinese numeral.
pub(super) fn han(c: char) -> Option<Han> {
    Some(match c {
        '零' | '〇' | '○' => Han::Digit(0),
        '一' | '壹' => Han::Digit(1),
        '二' | '两' | '兩' | '贰' | '貳' => Han::Digit(2),
        '三' | '叁' | '參' => Han::Digit(3),
        '四' | '肆' => Han::Digit(4),
        '五' | '伍' => Han::Digit(5),
        '六' | '陆' | '陸' => Han::Digit(6),
        '七' | '柒' => Han::Digit(7),
        '八' | '捌' => Han::Digit(8),
        '九' | '玖' => Han::Digit(9),
        '十' | '拾' => Han::Unit(10),
        '百' | '佰' => Han::Unit(100),
        '千' | '仟' => Han::Unit(1000),
        '万' | '萬' => Han::Unit(10_000),
        '亿' | '億' => Han::Unit(100_000_000),
        _ => return None,
    })
}

/// Whether a character is written without spaces to its neighbours, each a word by itself.
pub(super) fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_known_in_every_script() {
        for (text, digits) in [
            ("2019", "2019"),
            ("٢٥", "25"),
            ("۲۵", "25"),
            ("२५", "25"),
            ("２５", "25"),
            ("𝟐𝟓", "25"),
        ] {
            let read: String =
                text.chars().filter_map(digit).map(|digit| digit.to_string()).collect();
            assert_eq!(read, digits, "{text}");
        }
        assert_eq!(digit('½'), None);
        assert_eq!(digit('²'), None);
        assert_eq!(digit('Ⅳ'), None);
    }
}
