//! The files of the built-in theme that are no templates.

use bytes::Bytes;

use crate::route::Route;

/// A file of the built-in theme. A file of the same path in the briefing's `static/` folder replaces
/// it.
#[derive(Debug, Clone, Copy)]
pub struct BuiltIn {
    name: &'static str,
    source: &'static str,
}

impl BuiltIn {
    /// Its place in the site.
    #[must_use]
    pub fn path(&self) -> String {
        Route::asset(self.name).path()
    }

    /// Whether a briefing's own file is this one, as it is in this project's own folder.
    #[must_use]
    pub fn is(&self, bytes: &[u8]) -> bool {
        self.source.as_bytes() == bytes
    }

    /// What is published of it: readers load it with every page, and have no use for indentation,
    /// comments on lines of their own, empty lines, and spaces beside the signs of a style sheet. A
    /// tenth of the weight of a page.
    #[must_use]
    pub fn published(&self) -> Bytes {
        let mut lean = String::with_capacity(self.source.len());
        let mut in_comment = false;
        for line in self.source.lines().map(str::trim) {
            in_comment |= line.starts_with("/*");
            if !in_comment && !line.is_empty() && !line.starts_with("//") {
                match self.name.ends_with(".css") && !line.contains('"') {
                    true => lean.push_str(&without_spaces(line)),
                    false => lean.push_str(line),
                }
                lean.push('\n');
            }
            in_comment &= !line.ends_with("*/");
        }
        Bytes::from(lean)
    }
}

/// The theme's first style sheet, for a page that stands alone.
pub(super) fn theme() -> String {
    let theme = built_in().into_iter().find(|file| file.name == "theme.css");
    theme.map_or_else(String::new, |file| String::from_utf8_lossy(&file.published()).into_owned())
}

/// A line of a style sheet that holds no text, without spaces that say nothing.
fn without_spaces(line: &str) -> String {
    const SIGNS: [(&str, &str); 5] =
        [(": ", ":"), ("; ", ";"), (", ", ","), (" {", "{"), (" }", "}")];
    let lean = SIGNS.iter().fold(line.to_owned(), |line, (sign, lean)| line.replace(sign, lean));
    lean.replace("{ ", "{").replace(";}", "}")
}

/// Every file of the built-in theme.
#[must_use]
pub fn built_in() -> Vec<BuiltIn> {
    macro_rules! assets {
        ($($name:literal)+) => {
            vec![$(BuiltIn {
                name: $name,
                source: include_str!(concat!("../../static/assets/", $name)),
            }),+]
        };
    }
    assets! {
        "theme.css"
        "lists.css"
        "quotations.css"
        "collation.css"
        "front.css"
        "pictures.css"
        "print.css"
        "theme.js"
        "preview.js"
        "report.js"
        "copy.js"
        "apparatus.js"
        "lists.js"
        "search.js"
        "find.js"
        "icon.svg"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_published_of_a_file_is_its_code() {
        let source =
            "/* A head\n   of two lines. */\n\n:root {\n  --a: 1; /* why */\n}\n  // a remark\n";
        let file = BuiltIn { name: "a.css", source };
        assert_eq!(file.published(), ":root{\n--a:1;/* why */\n}\n");
    }

    /// A rule outside of all layers would count before a briefing's own style sheet.
    #[test]
    fn every_rule_of_a_built_in_style_sheet_stands_in_a_layer() {
        for file in built_in().into_iter().filter(|file| file.name.ends_with(".css")) {
            let mut depth = 0;
            for line in String::from_utf8_lossy(&file.published()).lines() {
                let outside = depth == 0 && line != "}";
                let layered = line.starts_with("@layer ") || line.starts_with("@page");
                assert!(!outside || layered, "{}: {line}", file.name);
                depth += line.matches('{').count();
                depth -= line.matches('}').count();
            }
            assert_eq!(depth, 0, "{}", file.name);
        }
    }

    /// Lines are cut at both ends: no text may go over one, and code no comment that begins a line.
    #[test]
    fn no_built_in_file_has_text_over_lines_or_code_behind_a_comment() {
        for file in built_in() {
            let mut in_comment = false;
            for line in file.source.lines().map(str::trim) {
                let ends_comment = line.ends_with("*/");
                assert!(
                    !in_comment || ends_comment || !line.contains("*/"),
                    "{}: {line}",
                    file.name
                );
                in_comment = (in_comment || line.starts_with("/*")) && !ends_comment;
                assert_eq!(line.matches('`').count() % 2, 0, "{}: {line}", file.name);
                let behind = line.strip_prefix("/*").and_then(|rest| rest.split_once("*/"));
                assert!(behind.is_none_or(|(_, code)| code.is_empty()), "{}: {line}", file.name);
            }
        }
    }
}
