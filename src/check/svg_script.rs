//! `svg-script`: pictures of `static/` that run programs. In a page a picture runs none; but it is a file of the
//! site, and whoever opens it by itself runs what is in it, as a page of the site's own.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Span;

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for (path, asset) in &subject.folder.assets {
        if !path.rsplit('.').next().is_some_and(|ending| ending.eq_ignore_ascii_case("svg")) {
            continue;
        }
        if let Some(what) = program_in(&String::from_utf8_lossy(&asset.bytes)) {
            let message = format!("there is a program in this picture: {what}");
            diagnostics.push(
                Diagnostic::new(Code::SvgScript, Span::whole(asset.file), message)
                    .help("it runs as part of the site when a reader opens the picture by itself")
                    .help("save it as plain SVG, take that out by hand, or make a PNG of it"),
            );
        }
    }
}

/// The first thing in a picture that a browser runs. Where it is no XML a browser reads no further either.
fn program_in(svg: &str) -> Option<String> {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().ok()? {
            Event::Eof => return None,
            Event::Start(tag) | Event::Empty(tag) => {
                let found = of_element(&tag);
                if found.is_some() {
                    return found;
                }
            }
            // What entities stand for is read as if it stood in the picture.
            Event::DocType(text) if text.contains("<!ENTITY") => {
                let text = text.to_lowercase();
                if ["script", "&#", " on"].iter().any(|it| text.contains(it)) {
                    return Some("an entity that may hold a script".to_owned());
                }
            }
            _ => {}
        }
    }
}

/// What of an element a browser runs.
fn of_element(tag: &BytesStart<'_>) -> Option<String> {
    if tag.local_name().as_ref().eq_ignore_ascii_case("script") {
        return Some("an element `<script>`".to_owned());
    }
    tag.attributes().with_checks(false).flatten().find_map(|attribute| {
        let name = attribute.key.as_ref().to_ascii_lowercase();
        let is_event = name.strip_prefix("on").is_some_and(|event| {
            !event.is_empty() && event.bytes().all(|byte| byte.is_ascii_lowercase())
        });
        if is_event {
            return Some(format!("an attribute `{name}=`"));
        }
        let value = unescape(&attribute.value).unwrap_or_default();
        // A browser leaves out what is not seen.
        let seen = |c: &char| !(c.is_whitespace() || c.is_control());
        let value: String = value.chars().filter(seen).take("javascript:".len()).collect();
        let is_program = value.eq_ignore_ascii_case("javascript:");
        is_program.then(|| format!("an address `javascript:` in `{name}=`"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_runs_is_found() {
        for (svg, found) in [
            ("<svg><script>x()</script></svg>", "`<script>`"),
            ("<svg><svg:script href='x.js'/></svg>", "`<script>`"),
            ("<?xml version='1.0'?><svg onload='x()'/>", "`onload=`"),
            ("<svg><a xlink:href=' java&#10;script:x()'/></svg>", "`xlink:href=`"),
            ("<svg><animate attributeName='href' to='JavaScript:x()'/></svg>", "`to=`"),
            ("<!DOCTYPE svg [<!ENTITY a '<script>x()</script>'>]><svg>&a;</svg>", "entity"),
            ("<svg><g></a><path onclick=\"x()\"/></svg>", "`onclick=`"),
        ] {
            assert!(program_in(svg).is_some_and(|it| it.contains(found)), "{svg}");
        }
    }

    #[test]
    fn a_picture_is_none() {
        for svg in [
            "",
            "no picture",
            "<svg><!-- <script> --><text>&lt;script> javascript: onload=</text></svg>",
            "<!DOCTYPE svg [<!ENTITY ns 'http://www.w3.org/2000/svg'>]><svg xmlns='&ns;'/>",
            "<svg><style><![CDATA[<script>]]></style><a href='https://a.b/javascript:'/></svg>",
            "<svg data-onload='x' on='x'/>",
        ] {
            assert_eq!(program_in(svg), None, "{svg}");
        }
    }
}
