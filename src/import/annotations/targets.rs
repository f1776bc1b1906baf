//! What annotations are about: pages, and places in them, as the selectors of the Web Annotation Data Model
//! and of its users tell them.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::import::body::one_line;

/// What the site's own properties begin with, which the model does not have.
const OWN: &str = "sidenote:";

/// How many selectors of one target are looked at.
const MOST_SELECTORS: usize = 100;

/// What an annotation is about: a page, or words of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Target {
    /// The page's address.
    pub source: String,
    /// The words; empty where it is the whole page.
    pub exact: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands after them.
    pub suffix: String,
    /// Their place in blocks of the page: from the start of one to the end of another.
    pub blocks: Option<(BlockPlace, BlockPlace)>,
    /// Where the first of them stands in the page's text, in characters; the page may have more text than
    /// the report.
    pub position: Option<usize>,
    /// How the place is told where no words are: told in the note.
    pub wordless: Option<String>,
    /// The id of a block that is meant whole.
    pub whole_block: Option<String>,
    /// The number of the passage that they are a part of.
    pub passage: Option<u64>,
    /// What the site's own properties say of that passage.
    pub keys: BTreeMap<String, String>,
}

/// A stretch of a block, in code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockPlace {
    /// The block's id.
    pub id: String,
    /// Its first character.
    pub start: usize,
    /// One past its last.
    pub end: usize,
}

/// The targets that a value stands for: of a range that is told by the words at its ends, two.
pub(super) fn read(target: &Value, page: Option<&str>) -> Vec<Target> {
    let Value::Object(map) = target else {
        let source = target.as_str().map(str::to_owned);
        return source.map(|source| Target { source, ..Target::default() }).into_iter().collect();
    };
    let source = match map.get("source").or_else(|| map.get("id")).or_else(|| map.get("@id")) {
        Some(Value::Object(source)) => {
            source.get("id").or_else(|| source.get("@id")).and_then(Value::as_str)
        }
        Some(source) => source.as_str(),
        None => None,
    };
    let selectors = selectors(map.get("selector"));
    // Some programs leave out the page, since they know but one.
    let Some(source) = source.or(page).or((!selectors.is_empty()).then_some("")) else {
        return Vec::new();
    };
    let mut read = Target {
        source: source.to_owned(),
        passage: map.get("sidenote:passage").and_then(Value::as_u64),
        keys: own(map),
        ..Target::default()
    };
    let mut end = None;
    for selector in selectors {
        let found = read.read(selector);
        end = end.or(found);
    }
    if read.exact.is_empty()
        && let Some((_, directive)) = source.split_once(":~:text=")
    {
        end = read.read_directive(directive);
    }
    if read.exact.is_empty() && read.blocks.is_none() && read.whole_block.is_none() {
        if let Some(position) = read.position {
            read.wordless
                .get_or_insert(format!("it begins at character {position} of the page's text"));
        }
    } else if !read.exact.is_empty() {
        read.wordless = None;
        read.whole_block = None;
    }
    let end =
        end.map(|exact| Target { exact, prefix: String::new(), position: None, ..read.clone() });
    std::iter::once(read).chain(end).collect()
}

/// Selectors, and what they are refined by; of a block by its id, what refines it counts in the block.
fn selectors(value: Option<&Value>) -> Vec<&Value> {
    let mut rest = items(&[value]);
    rest.reverse();
    let mut all = Vec::new();
    while let Some(selector) = rest.pop() {
        if all.len() == MOST_SELECTORS {
            break;
        }
        all.push(selector);
        if block_place(selector).is_none() {
            rest.extend(items(&[selector.get("refinedBy")]));
        }
    }
    all
}

impl Target {
    /// Takes over what a selector tells; of a range, the words at its end are given back.
    fn read(&mut self, selector: &Value) -> Option<String> {
        let text =
            |key: &str| selector.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let kinds = texts(selector.get("type").or_else(|| selector.get("@type")));
        let is = |kind: &str| kinds.iter().any(|it| it.rsplit(':').next() == Some(kind));
        let quoted = if text("exact").is_empty() { text("quote") } else { text("exact") };
        if !quoted.is_empty() && self.exact.is_empty() {
            self.exact = quoted;
            self.prefix = text("prefix");
            self.suffix = text("suffix");
        }
        let start = selector.get("start").and_then(Value::as_u64).and_then(|at| at.try_into().ok());
        self.position = self.position.or(start);
        if is("RangeSelector") {
            return self.read_range(selector);
        }
        let value = text("value");
        if is("CssSelector") {
            let place = block_place(selector);
            self.whole_block = self.whole_block.take().or_else(|| {
                let id = value.strip_prefix('#').filter(|_| place.is_none())?;
                (!id.contains([' ', '>', '.'])).then(|| id.to_owned())
            });
            self.blocks = self.blocks.take().or(place.map(|place| (place.clone(), place)));
        } else if is("FragmentSelector") {
            if let Some((_, directive)) = value.split_once(":~:text=") {
                return self.read_directive(directive);
            }
            let id = value.trim_start_matches('#').to_owned();
            self.whole_block =
                self.whole_block.take().or_else(|| (!id.contains('=')).then_some(id));
        }
        let known = is("TextQuoteSelector") || is("TextPositionSelector") || is("CssSelector");
        if !known && !kinds.is_empty() {
            let told = if value.is_empty() { selector.to_string() } else { value };
            let told = format!("{} {}", kinds.join(" "), one_line(&told));
            self.wordless.get_or_insert(told);
        }
        None
    }

    fn read_range(&mut self, selector: &Value) -> Option<String> {
        let place = |key: &str| selector.get(key).and_then(block_place);
        self.blocks = self.blocks.take().or(place("startSelector").zip(place("endSelector")));
        let mut ends = ["startSelector", "endSelector"].iter().filter_map(|key| {
            let words =
                selectors(selector.get(*key)).into_iter().find_map(|it| it.get("exact")?.as_str());
            words.map(str::to_owned)
        });
        if let (Some(first), Some(last)) = (ends.next(), ends.next())
            && self.exact.is_empty()
        {
            self.exact = first;
            return Some(last);
        }
        if self.blocks.is_none() {
            self.wordless.get_or_insert(format!("RangeSelector {selector}"));
        }
        None
    }

    /// What a link to words says: `[before-,]first[,last][,-after]`.
    fn read_directive(&mut self, directive: &str) -> Option<String> {
        let directive = directive.split('&').next().unwrap_or(directive);
        let mut words: Vec<String> = directive
            .split(',')
            .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
            .collect();
        if words.first().is_some_and(|part| part.ends_with('-')) && words.len() > 1 {
            self.prefix = words.remove(0).trim_end_matches('-').to_owned();
        }
        if words.last().is_some_and(|part| part.starts_with('-')) && words.len() > 1 {
            self.suffix = words.pop().unwrap_or_default().trim_start_matches('-').to_owned();
        }
        let mut words = words.into_iter();
        self.exact = words.next().unwrap_or_default();
        words.next()
    }
}

/// A `CssSelector` for an element by its id, refined by a `TextPositionSelector`.
fn block_place(selector: &Value) -> Option<BlockPlace> {
    let id = selector.get("value")?.as_str()?.strip_prefix('#')?.to_owned();
    let position = selector.get("refinedBy")?;
    let number = |key: &str| position.get(key)?.as_u64()?.try_into().ok();
    Some(BlockPlace { id, start: number("start")?, end: number("end")? })
}

/// The site's own properties that are texts, without their prefix.
pub(super) fn own(map: &Map<String, Value>) -> BTreeMap<String, String> {
    map.iter()
        .filter_map(|(key, value)| {
            let text = one_line(value.as_str()?);
            let key = key.strip_prefix(OWN)?;
            (!text.is_empty()).then(|| (key.to_owned(), text))
        })
        .collect()
}

/// One value or each of a list.
pub(super) fn each(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(values)) => values,
        Some(value) => std::slice::from_ref(value),
        None => &[],
    }
}

/// Values, each of a list by itself, and each of what is a `Choice`, a `Composite` or a `List` of others.
pub(super) fn items<'a>(values: &[Option<&'a Value>]) -> Vec<&'a Value> {
    const MOST: usize = 1_000;
    let mut rest: Vec<&Value> =
        values.iter().rev().flat_map(|value| each(*value).iter().rev()).collect();
    let mut items = Vec::new();
    while let Some(value) = rest.pop() {
        match value.get("items").and_then(Value::as_array) {
            Some(inner) if items.len() + rest.len() < MOST => rest.extend(inner.iter().rev()),
            _ if value.is_array() => rest.extend(each(Some(value)).iter().rev()),
            _ => items.push(value),
        }
    }
    items
}

pub(super) fn texts(value: Option<&Value>) -> Vec<String> {
    each(value).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}
