//! What the server adds to pages, and the page that it shows in the place of one that cannot be made.

use std::fmt::Write as _;
use std::ops::Range;

use memchr::memmem;

use super::site::{Problem, Problems, Site};
use crate::source::SourceFile;

/// Where the script is served.
pub(super) const SCRIPT_PATH: &str = "/.sidenote/serve.js";
/// Where the style sheet of the list of problems is served.
pub(super) const STYLE_PATH: &str = "/.sidenote/serve.css";
/// Where pages are told of new states.
pub(super) const EVENTS_PATH: &str = "/.sidenote/events";

/// Where the style sheet of the page of what is done is served.
pub(super) const STATUS_STYLE_PATH: &str = "/.sidenote/status.css";
/// That style sheet.
pub(super) const STATUS_STYLE: &str = include_str!("status.css");

/// The script that changes a page in its place and lists what is wrong.
pub(super) const SCRIPT: &str = include_str!("serve.js");
/// The style sheet of that list.
pub(super) const STYLE: &str = include_str!("serve.css");

/// A page of the site with the script in it. One that is served in the place of a page that there
/// is not is told where its links start from, and links within it are told that page's path.
pub(super) fn with_script(page: &[u8], site: &Site, not_found: Option<&str>) -> Vec<u8> {
    let head = find(page, b"</head>").unwrap_or(page.len());
    // Links in the page count from its first `<base>`.
    let start = find(page, b"<head>").map_or(head, |at| at + b"<head>".len());
    let base: &[u8] = if not_found.is_some() { b"<base href=\"/\">" } else { b"" };
    let (before, rest) = page.split_at(start.min(head));
    let (inside, after) = rest.split_at(head - before.len());
    let mut served = before.to_vec();
    served.extend(base);
    served.extend(with_permission(inside, not_found.is_some()));
    served.extend(script(site, false).as_bytes());
    match not_found {
        Some(path) => served.extend(with_path(after, path)),
        None => served.extend(after),
    }
    served
}

/// A page whose links to places in it name its path, so that they hold under a base, too.
fn with_path(page: &[u8], path: &str) -> Vec<u8> {
    let link: &[u8] = b"href=\"#";
    // What begins with two slashes would be another host.
    let dot = if path.starts_with("//") { "/." } else { "" };
    let path = format!("href=\"{dot}{}#", escape(path));
    let mut out = Vec::with_capacity(page.len());
    let mut at = 0;
    for start in memmem::find_iter(page, link) {
        out.extend(&page[at..start]);
        out.extend(path.as_bytes());
        at = start + link.len();
    }
    out.extend(&page[at..]);
    out
}

/// The element that a page has more than a build writes.
pub(super) fn script(site: &Site, is_listed: bool) -> String {
    let listed = if is_listed { " data-listed" } else { "" };
    let token = site.token.as_ref().filter(|_| !is_listed);
    let token = token.map_or(String::new(), |it| format!(" data-token=\"{}\"", it.text()));
    format!(
        "<script src=\"{SCRIPT_PATH}\" data-version=\"{}\"{token}{listed}></script>",
        site.version
    )
}

/// Where a tag begins, in letters of either case.
fn find(page: &[u8], tag: &[u8]) -> Option<usize> {
    memmem::find(page, tag)
        .or_else(|| page.windows(tag.len()).position(|window| window.eq_ignore_ascii_case(tag)))
}

/// The head of a page, its content security policy (where it has one that is too narrow) widened by what
/// the script needs: itself, its style sheet, its connection, and perhaps a base. The theme's own needs
/// nothing but the base.
fn with_permission(head: &[u8], has_base: bool) -> Vec<u8> {
    let Some(policy) = find_policy(head) else { return head.to_vec() };
    let Ok(text) = std::str::from_utf8(&head[policy.clone()]) else { return head.to_vec() };
    let Some(widened) = widen(text, has_base) else { return head.to_vec() };
    [&head[..policy.start], widened.as_bytes(), &head[policy.end..]].concat()
}

/// Where the text of the policy stands in `<meta http-equiv="Content-Security-Policy" content="…">`.
fn find_policy(head: &[u8]) -> Option<Range<usize>> {
    let name = find(head, b"http-equiv=\"content-security-policy\"")?;
    let tag = memchr::memrchr(b'<', &head[..name])?;
    let end = name + memchr::memchr(b'>', &head[name..])?;
    let attribute = b" content=\"";
    let content = tag + find(&head[tag..end], attribute)? + attribute.len();
    let length = memchr::memchr(b'"', &head[content..end])?;
    Some(content..content + length)
}

/// A policy that also allows what comes from the server itself, where the script needs it; none where it
/// does so already.
fn widen(policy: &str, has_base: bool) -> Option<String> {
    let mut directives: Vec<(&str, Vec<&str>)> = policy
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_ascii_whitespace();
            Some((words.next()?, words.collect()))
        })
        .collect();
    let default = directives
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("default-src"))
        .map(|(_, sources)| sources.clone());
    let is_self = |source: &&str| source.eq_ignore_ascii_case("'self'");
    let mut is_widened = false;
    let base = has_base.then_some("base-uri");
    for needed in ["script-src", "style-src", "connect-src"].into_iter().chain(base) {
        let stated = directives.iter().position(|(name, _)| name.eq_ignore_ascii_case(needed));
        let index = match (stated, &default) {
            (Some(index), _) => index,
            // What a policy does not speak of counts by its default; a base never does.
            (None, Some(default)) if needed != "base-uri" => {
                if default.iter().any(is_self) {
                    continue;
                }
                directives.push((needed, default.clone()));
                directives.len() - 1
            }
            (None, _) => continue,
        };
        let sources = &mut directives[index].1;
        sources.retain(|source| !source.eq_ignore_ascii_case("'none'"));
        if !sources.iter().any(is_self) {
            sources.push("'self'");
            is_widened = true;
        }
    }
    let directives: Vec<String> = directives
        .into_iter()
        .map(|(name, sources)| std::iter::once(name).chain(sources).collect::<Vec<_>>().join(" "))
        .collect();
    is_widened.then(|| directives.join("; "))
}

/// The page that stands in the place of one that cannot be made.
pub(super) fn without_page(site: &Site, problems: &Problems) -> String {
    let mut page = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>This page cannot be made</title>\n",
    );
    // Writing to a string cannot fail.
    let _ =
        write!(page, "<link rel=\"stylesheet\" href=\"{STYLE_PATH}\">\n{}\n", script(site, true));
    page.push_str(
        "</head>\n<body class=\"alone\">\n<main>\n<h1>This page cannot be made</h1>\n\
         <p>As soon as that is mended, it appears here by itself.</p>\n",
    );
    list(&mut page, problems);
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// A file as it is written, with a place for each line that links may lead to.
pub(super) fn source_page(file: &SourceFile) -> String {
    let path = escape(&file.path);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{path}</title>\n\
         <link rel=\"stylesheet\" href=\"{STYLE_PATH}\">\n</head>\n\
         <body class=\"alone\">\n<main>\n<h1>{path}</h1>\n<ol class=\"source\">\n"
    );
    for (number, line) in (1..).zip(file.text.lines()) {
        let _ = writeln!(page, "<li id=\"line-{number}\">{}</li>", escape(line));
    }
    page.push_str("</ol>\n</main>\n</body>\n</html>\n");
    page
}

fn list(page: &mut String, problems: &Problems) {
    page.push_str("<ol>\n");
    for Problem { severity, code, place, source, message, help, .. } in &problems.list {
        let _ = write!(page, "<li class=\"{severity}\"><p>");
        if let Some(place) = place {
            let place = escape(place);
            let _ = match source {
                Some(source) => {
                    write!(page, "<a href=\"{}\"><code>{place}</code></a> ", escape(source))
                }
                None => write!(page, "<code>{place}</code> "),
            };
        }
        let _ = write!(page, "<b>{severity}</b>");
        if let Some(code) = code {
            let _ = write!(page, " {code}");
        }
        let _ = write!(page, "</p><p class=\"message\">{}</p>", escape(message));
        for help in help {
            let _ = write!(page, "<p class=\"help\">{}</p>", escape(help));
        }
        page.push_str("</li>\n");
    }
    if problems.more > 0 {
        let _ = writeln!(page, "<li>and {} more, in the terminal</li>", problems.more);
    }
    page.push_str("</ol>\n");
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site { version: "v1".into(), ..Site::new(None, Problems::default()) }
    }

    fn served(page: &str, is_not_found: bool) -> String {
        String::from_utf8(with_script(page.as_bytes(), &site(), is_not_found.then_some("/a\"b")))
            .unwrap()
    }

    const TAG: &str = "<script src=\"/.sidenote/serve.js\" data-version=\"v1\"></script>";

    #[test]
    fn a_page_is_as_it_is_built_but_for_the_script() {
        assert_eq!(
            served("<html><head><title>x</title></head><body>é</body></html>", false),
            format!("<html><head><title>x</title>{TAG}</head><body>é</body></html>")
        );
        assert_eq!(served("<HEAD></HEAD>x", false), format!("<HEAD>{TAG}</HEAD>x"));
        assert_eq!(served("<p>no head", false), format!("<p>no head{TAG}"));
        assert_eq!(served("", false), TAG);
        assert_eq!(served("</head><head>", false), format!("{TAG}</head><head>"));
    }

    #[test]
    fn links_of_the_page_for_what_is_not_there_count_from_the_root() {
        assert_eq!(
            served("<head><link href=\"a.css\"></head>", true),
            format!("<head><base href=\"/\"><link href=\"a.css\">{TAG}</head>")
        );
    }

    #[test]
    fn links_in_that_page_stay_in_it() {
        let page = served("<head></head><a href=\"#_main\">x</a><a href=\"a.html#x\">", true);
        assert!(page.ends_with("<a href=\"/a&quot;b#_main\">x</a><a href=\"a.html#x\">"), "{page}");
        let link = b"<a href=\"#x\">";
        assert_eq!(with_path(link, "//a.b/c"), b"<a href=\"/.//a.b/c#x\">");
    }

    #[test]
    fn a_policy_is_widened_by_what_the_script_needs() {
        let widened = |policy: &str| widen(policy, true).unwrap_or_default();
        assert_eq!(
            widened("default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'"),
            "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'self'; \
             script-src 'self'; connect-src 'self'"
        );
        assert_eq!(
            widened("default-src data:; script-src 'SELF'"),
            "default-src data:; script-src 'SELF'; style-src data: 'self'; connect-src data: 'self'"
        );
        assert_eq!(widen("default-src 'self' data:; base-uri 'none'", false), None);
        assert_eq!(
            widened("default-src 'self' data:; base-uri 'none'"),
            "default-src 'self' data:; base-uri 'self'"
        );
        assert_eq!(widen("frame-src 'none'", true), None);
        let page = "<head><meta content=\"script-src 'none'\" HTTP-EQUIV=\"Content-Security-Policy\">\
                    </head>";
        assert!(served(page, false).contains("<meta content=\"script-src 'self'\" HTTP-EQUIV="));
        for broken in [
            "<head><meta http-equiv=\"content-security-policy\"></head>",
            "<head><meta http-equiv=\"content-security-policy\" content=\"</head>",
            "http-equiv=\"content-security-policy\"</head>",
        ] {
            assert!(served(broken, false).contains(TAG), "{broken}");
        }
    }

    #[test]
    fn errors_are_listed_as_text() {
        let problem = Problem {
            severity: "error",
            code: Some("unknown-id"),
            place: Some("content/<b>.md:3:1".into()),
            source: Some("/.sidenote/source/x#line-3".into()),
            page: None,
            message: "no `<script>` & no \"x\"".into(),
            help: vec!["Do <this>.".into()],
        };
        let problems = Problems { list: vec![problem], more: 2, ..Problems::default() };
        let page = without_page(&site(), &problems);
        assert!(page.contains("<a href=\"/.sidenote/source/x#line-3\"><code>content/&lt;b&gt;.md:3:1</code></a> <b>error</b> unknown-id"));
        assert!(page.contains("no `&lt;script&gt;` &amp; no &quot;x&quot;"));
        assert!(page.contains("Do &lt;this&gt;.") && page.contains("and 2 more"));
    }
}
