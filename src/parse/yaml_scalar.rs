//! Text as it is written into YAML.

/// A text as a scalar of YAML: as it is where nothing in it means something else, else in quotes.
#[must_use]
pub fn scalar(text: &str) -> String {
    const WORDS: &[&str] =
        &["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"];
    let plain = |c: char| c.is_alphanumeric() || " .'’‘“”-–—()/;!?%$+".contains(c);
    let is_plain = text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(plain)
        && !WORDS.contains(&text.to_lowercase().as_str());
    if is_plain {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_read_as_text() {
        for text in [
            "A: B",
            "no",
            "2019",
            "a # b",
            "- a",
            "\"so\"",
            "C:\\x",
            "[x]",
            "x, y",
            "Plain words",
            "’tis",
            "@x",
            "!x",
            "a\u{2028}b",
            "~",
            "é",
            "true",
            "1e3",
            "x ",
            "{x}",
        ] {
            let yaml = format!("title: {}\nauthors: [{0}, {0}]\n", scalar(text));
            let read: serde_json::Value = serde_yaml::from_str(&yaml).unwrap();
            assert_eq!(read["title"], text, "{yaml}");
            assert_eq!(read["authors"], serde_json::json!([text, text]), "{yaml}");
        }
    }
}
