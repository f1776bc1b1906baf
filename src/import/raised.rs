//! Figures that stand raised: 10⁴ is not 104.

/// A text in raised signs, where each has one.
pub(super) fn superscript(text: &str) -> Option<String> {
    const RAISED: &[(char, char)] = &[
        ('0', '⁰'),
        ('1', '¹'),
        ('2', '²'),
        ('3', '³'),
        ('4', '⁴'),
        ('5', '⁵'),
        ('6', '⁶'),
        ('7', '⁷'),
        ('8', '⁸'),
        ('9', '⁹'),
        ('+', '⁺'),
        ('-', '⁻'),
        ('−', '⁻'),
        ('(', '⁽'),
        (')', '⁾'),
        ('n', 'ⁿ'),
        ('i', 'ⁱ'),
    ];
    text.chars()
        .map(|c| RAISED.iter().find(|(plain, _)| *plain == c).map(|(_, raised)| *raised))
        .collect()
}
