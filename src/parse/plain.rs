//! Plain letters and figures: those of ASCII, of which most words of most texts are made. What
//! reads every word of every text reads these by the byte.

/// By byte: a plain letter in lower case, or a figure; 0 for every other byte.
pub static LOWER: [u8; 256] = lower();

const fn lower() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
}

/// How many plain letters and figures a text begins with.
#[must_use]
pub fn length(text: &[u8]) -> usize {
    text.iter().take_while(|byte| LOWER[usize::from(**byte)] != 0).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_figures_are_plain() {
        for byte in 0..=u8::MAX {
            let lower = byte.is_ascii_alphanumeric().then(|| byte.to_ascii_lowercase());
            assert_eq!(LOWER[usize::from(byte)], lower.unwrap_or(0), "{byte}");
        }
        assert_eq!(length("Hik2019’s".as_bytes()), 7);
    }
}
