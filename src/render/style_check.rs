//! Style sheets of a briefing's own held against what there is: a token that nothing defines and a file that
//! is not there are nothing to a browser, which tells nobody.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::assets;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::load::Asset;
use crate::slice::Slice;
use crate::source::Span;

/// What style sheets of the briefing's own name and will not find.
#[must_use]
pub fn check(files: &BTreeMap<String, Asset>) -> Vec<Diagnostic> {
    let own: Vec<(&String, &Asset, String)> = files
        .iter()
        .filter(|(path, _)| path.to_ascii_lowercase().ends_with(".css"))
        .map(|(path, asset)| (path, asset, String::from_utf8_lossy(&asset.bytes).into_owned()))
        .collect();
    if own.is_empty() {
        return Vec::new();
    }
    let built_in: Vec<String> = assets::built_in().into_iter().map(|file| file.path()).collect();
    let mut tokens: BTreeSet<String> = BTreeSet::new();
    for file in assets::built_in() {
        // Scripts set some, too.
        if !files.contains_key(&file.path()) {
            tokens.extend(defined(&String::from_utf8_lossy(&file.published())));
        }
    }
    tokens.extend(own.iter().flat_map(|(_, _, text)| defined(text)));
    let mut told = Vec::new();
    for (path, asset, text) in &own {
        // The project's own folder has the theme as its own.
        if assets::built_in().iter().any(|file| file.path() == **path && file.is(&asset.bytes)) {
            continue;
        }
        let is_there =
            |path: &str| files.contains_key(path) || built_in.iter().any(|known| known == path);
        for named in named(text) {
            let line = 1 + text.slice(..named.at).matches('\n').count();
            let tell = |message: String| {
                let message = format!("line {line}: {message}");
                Diagnostic::new(Code::StyleBroken, Span::whole(asset.file), message)
            };
            match named.what {
                What::Token(name) if !tokens.contains(name) => told.push(
                    tell(format!("there is no token `{name}`, and `var({name})` is nothing"))
                        .maybe_help(did_you_mean(name, tokens.iter().map(String::as_str)))
                        .help("define it in `:root { … }`, or give what counts without it: `var(--x, black)`"),
                ),
                What::Address(address) if is_elsewhere(address) => told.push(
                    tell(format!("`{address}` is on another site, and pages load nothing from there"))
                        .help("put the file into `static/assets/` and name it"),
                ),
                What::Address(address) => told.extend(
                    in_site(path, address).filter(|wanted| !is_there(wanted)).map(|wanted| {
                        tell(format!("there is no file `static/{wanted}`, which `{address}` names"))
                            .help("paths in a style sheet begin at its own folder")
                    }),
                ),
                What::Token(_) => {}
            }
        }
    }
    told
}

/// The background of the page in light and in dark, as the first of some style sheets says it that does;
/// none where that is no plain colour.
pub(super) fn paper<'a>(styles: impl Iterator<Item = &'a str>) -> Option<[String; 2]> {
    let texts = styles.map(without_comments).find(|text| text.contains("--paper:"));
    texts.and_then(|text| {
        let (_, value) = text.split_once("--paper:")?;
        let end = value.find([';', '}']).unwrap_or(value.len());
        let value = value.slice(..end).trim();
        let both = value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')'));
        let colours = match both {
            Some(both) => {
                let (light, dark) = both.split_once(',')?;
                [light.trim(), dark.trim()]
            }
            None => [value, value],
        };
        let is_plain = |colour: &&str| {
            let hex = colour.strip_prefix('#').unwrap_or(colour);
            !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        colours.iter().all(is_plain).then(|| colours.map(str::to_owned))
    })
}

/// Something that a style sheet names.
struct Named<'a> {
    at: usize,
    what: What<'a>,
}

enum What<'a> {
    /// A custom property that has nothing to take its place.
    Token(&'a str),
    Address(&'a str),
}

/// Comments as blanks, so that places stay.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        let (before, comment) = rest.split_at(start);
        out.push_str(before);
        let end = comment.slice(2..).find("*/").map_or(comment.len(), |end| end + 4);
        let blank = |byte: u8| if byte == b'\n' { '\n' } else { ' ' };
        out.extend(comment.slice(..end).bytes().map(blank));
        rest = comment.slice(end..);
    }
    out.push_str(rest);
    out
}

/// The custom properties that a style sheet or a script defines: `--name:` or `"--name"`.
fn defined(text: &str) -> BTreeSet<String> {
    let text = without_comments(text);
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("--") {
        let name = name_at(text.slice(at..));
        let after = text.slice(at + name.len()..).trim_start();
        let quoted = text.slice(..at).ends_with(['"', '\'']);
        let registered = text.slice(..at).trim_end().ends_with("@property");
        if name.len() > 2 && (after.starts_with(':') || quoted || registered) {
            found.insert(name.to_owned());
        }
    }
    found
}

/// The name of a custom property that a text begins with.
fn name_at(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
    text.slice(..end.unwrap_or(text.len()))
}

/// What a style sheet names, in order.
fn named(text: &str) -> Vec<Named<'_>> {
    let clean = without_comments(text);
    let mut found = Vec::new();
    for (at, _) in clean.match_indices("var(") {
        let start = at + "var(".len();
        let start = start + (clean.slice(start..).len() - clean.slice(start..).trim_start().len());
        let name = name_at(text.slice(start..));
        let ends = clean.slice(start + name.len()..).trim_start().starts_with(')');
        if name.starts_with("--") && ends {
            found.push(Named { at: start, what: What::Token(name) });
        }
    }
    for (at, _) in clean.match_indices("url(") {
        let inside = text.slice(at + "url(".len()..);
        let inside = inside.trim_start();
        let quote = inside.chars().next().filter(|c| matches!(c, '"' | '\''));
        let address = match quote {
            Some(quote) => inside.slice(1..).split(quote).next(),
            None => inside.split(')').next().map(str::trim),
        };
        found.extend(address.map(|address| Named { at, what: What::Address(address) }));
    }
    for (at, _) in clean.match_indices("@import") {
        let after = text.slice(at + "@import".len()..).trim_start();
        if let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            let address = after.slice(1..).split(quote).next();
            found.extend(address.map(|address| Named { at, what: What::Address(address) }));
        }
    }
    found.sort_by_key(|named| named.at);
    found
}

/// Whether an address leads to another site.
fn is_elsewhere(address: &str) -> bool {
    address.starts_with("//") || address.contains("://")
}

/// The path in the site of what a style sheet names; none of what is no file of it.
fn in_site(style: &str, address: &str) -> Option<String> {
    let file = address.split(['#', '?']).next().unwrap_or_default();
    let scheme = file.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    if file.is_empty() || scheme {
        return None;
    }
    let file = percent_decode_str(file).decode_utf8_lossy();
    let mut parts: Vec<&str> = match file.starts_with('/') {
        true => Vec::new(),
        false => style.split('/').collect(),
    };
    parts.pop();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_style_sheet_names() {
        let text = "/* var(--no) url(no.png) */ a { color: var( --ink ); margin: var(--gone, 0) }\n\
            @import \"more.css\"; @font-face { src: url('a b.woff2') url( x.svg#part ) }";
        let found: Vec<String> = named(text)
            .into_iter()
            .map(|named| match named.what {
                What::Token(name) => name.to_owned(),
                What::Address(address) => address.to_owned(),
            })
            .collect();
        assert_eq!(found, ["--ink", "more.css", "a b.woff2", "x.svg#part"]);
    }

    #[test]
    fn what_a_style_sheet_defines() {
        let text = ":root { --a: 1; --b :2 } /* --c: 3 */ a { margin: var(--d) } @property --e { }";
        let found: Vec<String> = defined(text).into_iter().collect();
        assert_eq!(found, ["--a", "--b", "--e"]);
        assert!(defined("style.setProperty(\"--f\", 1)").contains("--f"));
    }

    #[test]
    fn where_an_address_leads() {
        let from = "assets/custom.css";
        for (address, path) in [
            ("a.png", Some("assets/a.png")),
            ("./x/../a%20b.png?v=1#q", Some("assets/a b.png")),
            ("../logo.svg", Some("logo.svg")),
            ("#gradient", None),
            ("data:image/png;base64,AA", None),
        ] {
            assert_eq!(in_site(from, address).as_deref(), path, "{address}");
        }
        assert!(is_elsewhere("https://a.b/c.woff2") && is_elsewhere("//a.b/c"));
    }

    #[test]
    fn the_colour_of_paper_is_read_where_it_is_plain() {
        let paper = |text: &str| paper([text].into_iter()).map(|both| both.join(" "));
        let screen = ":root { --paper: light-dark( #eee , #111 ); } @media print { :root { --paper: #fff } }";
        assert_eq!(paper(screen).as_deref(), Some("#eee #111"));
        assert_eq!(paper(":root{--paper:white}").as_deref(), Some("white white"));
        for text in ["", ":root { --paper: var(--x) }", ":root { --paper: light-dark(a(b, c), d) }"]
        {
            assert_eq!(paper(text), None, "{text}");
        }
    }
}
