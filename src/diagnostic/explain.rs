//! The codes explained: what `sidenote explain` prints, and docs/diagnostics.md.

use super::{Code, nearest};
use crate::slice::Slice;

/// What a code means, with an example and how to mend it.
///
/// # Errors
///
/// Where there is no such code: the one that was likely meant.
pub fn explain(slug: &str) -> Result<String, Option<&'static str>> {
    match Code::from_slug(slug) {
        Some(code) => Ok(format!(
            "{slug} ({}): {}\n\n{}",
            code.severity().name(),
            code.summary(),
            code.explanation()
        )),
        None => Err(nearest(slug, Code::ALL.iter().map(|code| code.slug()))),
    }
}

/// Every code on a line, with its severity and summary.
#[must_use]
pub fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.slug().len()).max().unwrap_or(0);
    let lines = Code::ALL.iter().map(|code| {
        format!("{:width$}  {:7}  {}\n", code.slug(), code.severity().name(), code.summary())
    });
    lines.collect()
}

/// The page docs/diagnostics.md: every code and its explanation.
#[must_use]
pub fn catalogue() -> String {
    let mut page = String::from(INTRODUCTION);
    for code in Code::ALL {
        let (slug, severity) = (code.slug(), code.severity().name());
        page.push_str(&format!("| [`{slug}`](#{slug}) | {severity} | {} |\n", code.summary()));
    }
    for code in Code::ALL {
        let (slug, severity) = (code.slug(), code.severity().name());
        page.push_str(&format!("\n## {slug}\n\n*{severity}:* {}\n\n", code.summary()));
        push_below(&mut page, code.explanation());
    }
    page
}

const INTRODUCTION: &str = "\
# Diagnostics

Everything that `sidenote` may tell of a briefing. An *error* fails the build and leaves the last
good site as it was; a *warning* fails it under `--strict`; *advice* is a finding about the reports
and never fails it. `sidenote explain CODE` prints one of these explanations,
`sidenote explain` lists the codes.

The examples show the files that matter, and the command, where it is another than `sidenote check`; `sidenote.yaml` and `content/index.md` may hold anything.
This page is made from the program's own table: edit `src/diagnostic/explain/`, then run the tests
with `SNAPSHOTS=overwrite`.

| code | severity | what it is |
|---|---|---|
";

/// Adds an explanation with its headings one level down; what looks like one in an example is
/// none.
fn push_below(page: &mut String, explanation: &str) {
    let mut fence: Option<&str> = None;
    for line in explanation.lines() {
        let ticks = line.slice(..line.len() - line.trim_start_matches('`').len());
        match fence {
            None if ticks.len() >= 3 => fence = Some(ticks),
            None if line.starts_with('#') => page.push('#'),
            Some(open) if ticks.len() >= open.len() && line == ticks => fence = None,
            _ => {}
        }
        page.push_str(line);
        page.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_code_is_met_with_the_nearest() {
        assert!(explain("passage-not-found").unwrap().starts_with("passage-not-found (error): "));
        assert_eq!(explain("passage-notfound"), Err(Some("passage-not-found")));
        assert_eq!(explain("weather"), Err(None));
    }

    #[test]
    fn the_list_has_a_line_for_each_code() {
        let list = list();
        assert_eq!(list.lines().count(), Code::ALL.len());
        assert!(list.contains("claims-disagree            advice   Reports that give"), "{list}");
    }

    #[test]
    fn headings_go_down_a_level_and_examples_stay() {
        let mut page = String::new();
        push_below(&mut page, "a\n\n## Example\n\n```markdown x.md\n## Note\n````\n## B");
        assert_eq!(page, "a\n\n### Example\n\n```markdown x.md\n## Note\n````\n### B\n");
    }

    /// With `SNAPSHOTS=overwrite` in the environment the page is written anew.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the page is a file of the repository")]
    fn the_page_in_docs_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics.md");
        let page = catalogue();
        if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
            std::fs::write(path, &page).unwrap();
        }
        let written = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            written == page,
            "docs/diagnostics.md is not current: run with SNAPSHOTS=overwrite"
        );
    }
}
