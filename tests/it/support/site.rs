//! A site that was built, and what must be true of every site.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use percent_encoding::percent_decode_str;
use serde_json::Value;
use walkdir::WalkDir;

use super::page::{Element, Page};
use super::structured_data;

/// A site: its files by their path from its root, its pages read.
#[derive(Debug, Default)]
pub(crate) struct Site {
    /// Every file's bytes.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// The pages.
    pub(crate) pages: BTreeMap<String, Page>,
}

impl Site {
    /// Reads a site from disk; what the program keeps for itself is left out.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut site = Self::default();
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.expect("the site can be read");
            let path = entry.path().strip_prefix(folder).expect("it stands below");
            let path = path.to_string_lossy().replace('\\', "/");
            if entry.file_type().is_file() && !path.starts_with(".sidenote") {
                site.files.insert(path, fs::read(entry.path()).expect("the file can be read"));
            }
        }
        site.read_pages();
        site
    }

    pub(super) fn read_pages(&mut self) {
        self.pages = self
            .files
            .keys()
            .filter(|path| path.ends_with(".html"))
            .map(|path| (path.clone(), Page::read(&self.text(path))))
            .collect();
    }

    /// A file's text.
    pub(crate) fn text(&self, path: &str) -> String {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("there is no {path}"));
        String::from_utf8(bytes.clone()).unwrap_or_else(|_| panic!("{path} is not UTF-8"))
    }

    /// A file of JSON.
    pub(crate) fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The notes as annotations.
    pub(crate) fn annotations(&self) -> Vec<Value> {
        let collection = self.json("annotations.jsonld");
        collection["first"]["items"].as_array().cloned().unwrap_or_default()
    }

    /// What is wrong with the site, whatever its briefing says.
    pub(crate) fn problems(&self, base_url: Option<&str>) -> Vec<String> {
        let mut problems = Vec::new();
        for (path, page) in &self.pages {
            problems.extend(page.problems.iter().map(|problem| format!("{path}: {problem}")));
            let mut seen = BTreeSet::new();
            for id in page.ids().filter(|id| !seen.insert(*id)) {
                problems.push(format!("{path}: two elements have the id {id}"));
            }
        }
        for path in self.pages.keys() {
            let found = structured_data::problems(self, path, base_url);
            problems.extend(found.into_iter().map(|problem| format!("{path}: {problem}")));
        }
        self.check_schema(&mut problems);
        self.check_links(base_url, &mut problems);
        self.check_annotations(base_url, &mut problems);
        self.check_reached(&mut problems);
        problems
    }

    /// `briefing.json` is what the schema beside it says.
    fn check_schema(&self, problems: &mut Vec<String>) {
        const SCHEMA: &str = "briefing.schema.json";
        if !self.files.contains_key(SCHEMA) {
            return;
        }
        let id = format!("https://example.org/{SCHEMA}");
        let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
        compiler.add_resource(&id, self.json(SCHEMA)).expect("the schema has an address");
        let schema = match compiler.compile(&id, &mut schemas) {
            Ok(schema) => schema,
            Err(error) => return problems.push(format!("{SCHEMA}: {error:#}")),
        };
        let briefing = self.json("briefing.json");
        assert_eq!(briefing["$schema"], SCHEMA);
        if let Err(error) = schemas.validate(&briefing, schema) {
            problems.push(format!("briefing.json: {error:#}"));
        }
    }

    fn check_links(&self, base_url: Option<&str>, problems: &mut Vec<String>) {
        for (path, page) in &self.pages {
            for (element, reference) in page.elements.iter().flat_map(references) {
                let problem = match self.follow(path, reference, base_url) {
                    Target::Elsewhere if loads(element) => "is loaded from elsewhere",
                    Target::Nowhere => "leads nowhere",
                    Target::Elsewhere | Target::Here(_) => continue,
                };
                problems.push(format!("{path}: <{}> {reference:?} {problem}", element.name));
            }
        }
        for (path, bytes) in self.files.iter().filter(|(path, _)| path.ends_with(".css")) {
            let text = String::from_utf8_lossy(bytes);
            for what in ["@import", "http:", "https:", "url(//"] {
                if text.contains(what) {
                    problems.push(format!("{path}: {what}"));
                }
            }
        }
    }

    /// Whether there is what an id in structured data names: an element of a page, or what a page
    /// is about, which is none.
    pub(crate) fn has(&self, from: &str, id: &str, base_url: Option<&str>) -> bool {
        let page = id.split_once("#_").map_or(id, |(page, _)| page);
        let page = if page.is_empty() { from.rsplit('/').next().unwrap_or(from) } else { page };
        matches!(self.follow(from, page, base_url), Target::Here(_))
    }

    /// Where a reference of a page leads.
    fn follow(&self, from: &str, reference: &str, base_url: Option<&str>) -> Target {
        let inside = base_url.and_then(|base| reference.strip_prefix(base));
        let base_path = base_url.and_then(|base| base.splitn(4, '/').nth(3));
        let from_root = match (reference.strip_prefix('/'), base_path) {
            (Some(rest), _) if rest.starts_with('/') => None,
            (Some(rest), Some(base)) => match rest.strip_prefix(base) {
                Some(rest) => Some(rest),
                None => return Target::Nowhere,
            },
            // Without an address nothing is known of what stands at the host's root.
            (Some(_), None) => return Target::Nowhere,
            (None, _) => None,
        };
        let (start, reference) = match inside.or(from_root) {
            Some(rest) => ("", rest),
            None if has_scheme(reference) || reference.starts_with("//") => {
                return Target::Elsewhere;
            }
            None => (from, reference),
        };
        let (file, fragment) = match reference.split_once('#') {
            Some((file, fragment)) => (file, Some(fragment)),
            None => (reference, None),
        };
        let path = match (file, start) {
            ("", "") => "index.html".to_owned(),
            ("", from) => from.to_owned(),
            (file, from) => join(from, &decode(file)),
        };
        let there = self.files.contains_key(&path);
        let target = fragment.is_none_or(|fragment| {
            let id = decode(fragment);
            self.pages.get(&path).is_some_and(|page| page.by_id(&id).is_some())
        });
        if there && target { Target::Here(path) } else { Target::Nowhere }
    }

    /// What a browser cuts out of a page at each selector must be what the selector quotes.
    fn check_annotations(&self, base_url: Option<&str>, problems: &mut Vec<String>) {
        for annotation in self.annotations() {
            let id = annotation["id"].as_str().unwrap_or_default();
            for target in annotation["target"].as_array().into_iter().flatten() {
                if let Err(problem) = self.check_target(target, base_url) {
                    problems.push(format!("{id}: {problem}"));
                }
            }
        }
    }

    fn check_target(&self, target: &Value, base_url: Option<&str>) -> Result<(), String> {
        let source = target["source"].as_str().ok_or("no source")?;
        let path = match base_url {
            Some(base) => source.strip_prefix(base).ok_or("source is not absolute")?,
            None => source,
        };
        let path = decode(path);
        let path = if path.is_empty() { "index.html" } else { &path };
        let page = self.pages.get(path).ok_or_else(|| format!("no page {path}"))?;
        let Some(selectors) = target["selector"].as_array() else { return Ok(()) };
        let quote = &selectors[0];
        let exact = quote["exact"].as_str().ok_or("no exact")?;
        let (prefix, suffix) = (quote["prefix"].as_str(), quote["suffix"].as_str());
        let (prefix, suffix) = (prefix.ok_or("no prefix")?, suffix.ok_or("no suffix")?);
        let place = &selectors[1];
        let (start, end) = match place["type"].as_str() {
            Some("RangeSelector") => {
                (Point::read(&place["startSelector"])?, Point::read(&place["endSelector"])?)
            }
            _ => (Point::read(place)?, Point::read(place)?),
        };
        let (first, last) = (start.content(page)?, end.content(page)?);
        let cut = if start.block == end.block {
            first.get(start.start..end.end).ok_or("past the end")?.iter().collect::<String>()
        } else {
            // The blocks between, each a line.
            let mut lines = vec![first[start.start..].iter().collect::<String>()];
            let blocks = page.elements.iter().filter(|it| it.get("id").is_some_and(is_block_id));
            let between = blocks
                .skip_while(|it| it.get("id") != Some(&start.block))
                .skip(1)
                .take_while(|it| it.get("id") != Some(&end.block))
                .map(|it| page.text_content(it).to_owned())
                .filter(|text| !text.is_empty());
            lines.extend(between);
            lines.push(last[..end.start].iter().collect());
            lines.join("\n")
        };
        let before = ends_with(&first[..start.start], prefix);
        let after = last.get(end.end..).is_some_and(|rest| starts_with(rest, suffix));
        if cut != exact {
            return Err(format!("{path}#{} has {cut:?}, not {exact:?}", start.block));
        }
        if !before || !after || prefix.chars().count() > 32 || suffix.chars().count() > 32 {
            return Err(format!("{path}#{}: {prefix:?} or {suffix:?} is not there", start.block));
        }
        Ok(())
    }

    /// Every page can be reached from the front page, but the one for addresses that there are
    /// not and those that only lead on.
    fn check_reached(&self, problems: &mut Vec<String>) {
        let mut reached = BTreeSet::from(["index.html".to_owned(), "404.html".to_owned()]);
        let mut queue = vec!["index.html".to_owned()];
        while let Some(path) = queue.pop() {
            let Some(page) = self.pages.get(&path) else { continue };
            for (_, reference) in page.elements.iter().flat_map(references) {
                if let Target::Here(to) = self.follow(&path, reference, None)
                    && reached.insert(to.clone())
                {
                    queue.push(to);
                }
            }
        }
        for (path, page) in &self.pages {
            let leads_on = page.elements.iter().any(|it| it.get("http-equiv") == Some("refresh"));
            if !reached.contains(path) && !leads_on {
                problems.push(format!("{path} cannot be reached from the front page"));
            }
        }
    }
}

enum Target {
    Here(String),
    Elsewhere,
    Nowhere,
}

/// A block and code points in its text.
struct Point {
    block: String,
    start: usize,
    end: usize,
}

impl Point {
    fn read(selector: &Value) -> Result<Self, String> {
        let block = selector["value"].as_str().and_then(|value| value.strip_prefix('#'));
        let position = &selector["refinedBy"];
        let number = |key: &str| position[key].as_u64().and_then(|it| usize::try_from(it).ok());
        match (block, number("start"), number("end")) {
            (Some(block), Some(start), Some(end)) if start <= end => {
                Ok(Self { block: block.to_owned(), start, end })
            }
            _ => Err(format!("no place: {selector}")),
        }
    }

    fn content(&self, page: &Page) -> Result<Vec<char>, String> {
        let element =
            page.by_id(&self.block).ok_or_else(|| format!("no element #{}", self.block))?;
        let content: Vec<char> = page.text_content(element).chars().collect();
        if self.end > content.len() {
            return Err(format!("#{} ends before {}", self.block, self.end));
        }
        Ok(content)
    }
}

/// Whether an id looks like a block's: `p-`, six hexadecimal digits, and for equal blocks a number.
pub(crate) fn is_block_id(id: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    id.strip_prefix("p-").is_some_and(|rest| match rest.split_once('-') {
        Some((hash, number)) => is_hash(hash) && !number.is_empty() && digits(number),
        None => is_hash(rest),
    })
}

fn is_hash(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn starts_with(text: &[char], start: &str) -> bool {
    let start: Vec<char> = start.chars().collect();
    text.starts_with(&start)
}

fn ends_with(text: &[char], end: &str) -> bool {
    let end: Vec<char> = end.chars().collect();
    text.ends_with(&end)
}

/// What an element refers to.
fn references(element: &Element) -> impl Iterator<Item = (&Element, &str)> {
    ["href", "src", "poster", "data", "srcset", "xlink:href", "action"]
        .into_iter()
        .filter(|&name| name != "data" || element.name == "object")
        .filter_map(|name| element.get(name))
        .map(move |reference| (element, reference))
}

/// Whether a browser loads what an element refers to, without being asked.
fn loads(element: &Element) -> bool {
    match element.name.as_str() {
        "a" => false,
        "link" => {
            let rel = element.get("rel").unwrap_or_default();
            !matches!(rel, "canonical" | "author" | "license" | "alternate")
        }
        _ => true,
    }
}

fn has_scheme(reference: &str) -> bool {
    let scheme = reference.split(['/', '?', '#']).next().unwrap_or_default();
    scheme.contains(':')
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn join(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// What is left to others needs no structured data.
#[cfg(test)]
const HIDDEN: &str = "<meta name=\"robots\" content=\"noindex\">";

#[test]
fn what_is_wrong_with_a_site_is_found() {
    let collection = r##"{"first": {"items": [{"id": "x", "target": [{"source": "index.html",
        "selector": [{"exact": "b", "prefix": "a", "suffix": ""}, {"value": "#p-000000",
        "refinedBy": {"start": 1, "end": 2}}]}]}]}}"##;
    let problems = |html: &str| {
        let html = format!("{HIDDEN}<p id=\"p-000000\">ab</p>{html}");
        let mut site = Site::default();
        site.files.insert("index.html".into(), html.into());
        site.files.insert("other.html".into(), format!("{HIDDEN}<p id=\"here\">x</p>").into());
        site.files.insert("annotations.jsonld".into(), collection.into());
        site.read_pages();
        site.problems(None)
    };
    let whole = "<a href=\"other.html#here\">other</a> <a href=\"https://example.org\">x</a>";
    assert_eq!(problems(whole), Vec::<String>::new());
    for (html, expected) in [
        ("<a href=\"other.html#there\">x</a>", "leads nowhere"),
        ("<a href=\"/other.html\">x</a>", "leads nowhere"),
        ("<img src=\"https://example.org/x.png\">", "is loaded from elsewhere"),
        ("<link rel=\"stylesheet\" href=\"//example.org/x.css\">", "is loaded from elsewhere"),
        ("<p id=\"p-000000\">ab</p>", "two elements have the id"),
        ("<b>x", "never closes"),
        ("", "other.html cannot be reached"),
    ] {
        let html = if html.is_empty() { html.to_owned() } else { format!("{whole}{html}") };
        let found = problems(&html);
        assert!(found.iter().any(|problem| problem.contains(expected)), "{html}: {found:?}");
    }
    let mut site = Site::default();
    site.files.insert("index.html".into(), format!("{HIDDEN}<p id=\"p-000000\">ac</p>").into());
    site.files.insert("annotations.jsonld".into(), collection.into());
    site.read_pages();
    assert!(site.problems(None)[0].contains("not \"b\""));
}
