//! Which file a note may be written into.

use super::refusal::Refusal;
use crate::parse::is_annotations;

/// Where annotation files stand.
const FOLDER: &str = "content/annotations/";

/// The annotation file of a report that has none yet.
pub(super) fn own_file(article: &str) -> String {
    format!("{FOLDER}{article}.md")
}

/// That a path names an annotation file and leads nowhere else.
pub(super) fn require(path: &str) -> Result<(), Refusal> {
    let is_plain = |name: &str| {
        !name.is_empty()
            && !name.starts_with('.')
            && !name.ends_with(['.', ' '])
            && !name.contains(|c: char| c.is_control() || "\\:*?\"<>|".contains(c))
    };
    let below = path.strip_prefix(FOLDER).filter(|below| below.split('/').all(is_plain));
    match below {
        Some(_) if is_annotations(path) => Ok(()),
        _ => Err(Refusal::new(format!("`{path}` is no annotation file"))
            .help(format!("Name one as in `{}`.", own_file("my-notes")))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_out_of_the_folder() {
        for path in ["content/annotations/a.md", "content/annotations/x/y z/b.md"] {
            assert!(require(path).is_ok(), "{path}");
        }
        for path in [
            "",
            "content/annotations/",
            "content/annotations/.md",
            "content/annotations/a.txt",
            "content/annotations/../articles/a.md",
            "content/annotations/./a.md",
            "content/annotations//a.md",
            "content/annotations/.git/a.md",
            "content/annotations/a\\..\\..\\b.md",
            "content/annotations/c:/a.md",
            "content/annotations/a.md/../../x.md",
            "/etc/content/annotations/a.md",
            "../content/annotations/a.md",
            "content/articles/a.md",
            "content/annotations/a\n.md",
        ] {
            assert!(require(path).is_err(), "{path}");
        }
    }
}
