//! Formulas of a page, written in a line: a reading view would leave them out, and with them the
//! meaning of the sentence.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

use crate::import::body::one_line;
use crate::import::raised::superscript;

/// A formula of more parts is not read as one, and a page of more formulas none of the rest.
const MOST_PARTS: usize = 1_000;
const MOST_FORMULAS: usize = 5_000;

/// Boxes that hold one formula in several ways, for eyes and for programs.
const BOXES: &[&str] =
    &["katex", "katex-display", "mwe-math-element", "MathJax", "MathJax_Display"];

/// Writes each formula as text where it stands; what was written.
pub(super) fn write_out(document: &Document) -> Vec<String> {
    let mut written = Vec::new();
    for math in document.select("math").nodes().iter().take(MOST_FORMULAS) {
        let Some(text) = said(math) else { continue };
        let boxes = math.ancestors_it(Some(8)).filter(|node| {
            node.has_name("mjx-container") || BOXES.iter().any(|class| node.has_class(class))
        });
        let outermost = boxes.last().unwrap_or(*math);
        let span = document.tree.new_element("span");
        span.set_text(text.as_str());
        outermost.replace_with(&span);
        written.push(text);
    }
    // Without a second way for programs, what is for eyes is all there is.
    for shown in document.select(".katex-html").nodes() {
        shown.remove_attr("aria-hidden");
    }
    for raised in document.select("sup").nodes() {
        raise(document, raised);
    }
    written
}

fn said(math: &NodeRef<'_>) -> Option<String> {
    let text = linear(math)?;
    if !text.is_empty() {
        return Some(text);
    }
    let alternative = math.attr("alttext").map(|text| one_line(&text));
    let text =
        alternative.filter(|text| !text.is_empty()).unwrap_or_else(|| one_line(&math.text()));
    (!text.is_empty()).then_some(text)
}

/// A formula in one line, the innermost parts first; nothing where it is too long.
fn linear(math: &NodeRef<'_>) -> Option<String> {
    let nodes: Vec<NodeRef<'_>> = math.descendants_it().take(MOST_PARTS + 1).collect();
    if nodes.len() > MOST_PARTS {
        return None;
    }
    let mut written: HashMap<NodeId, String> = HashMap::new();
    for node in nodes.iter().rev().chain([math]) {
        let text = if node.is_text() {
            one_line(&node.text())
        } else if let Some(name) = node.node_name() {
            let parts: Vec<String> = node
                .children()
                .iter()
                .filter_map(|child| written.remove(&child.id))
                .filter(|part| !part.is_empty())
                .collect();
            of_element(&name, parts)
        } else {
            continue;
        };
        written.insert(node.id, text);
    }
    Some(one_line(&written.remove(&math.id).unwrap_or_default()))
}

fn of_element(name: &str, parts: Vec<String>) -> String {
    let part = |at: usize| parts.get(at).map_or("", String::as_str);
    let grouped = |at: usize| group(part(at));
    match name {
        "annotation" | "annotation-xml" => String::new(),
        "mfrac" => format!("{}/{}", grouped(0), grouped(1)),
        "msqrt" => format!("√{}", group(&parts.concat())),
        "mroot" => format!("{}√{}", superscript(part(1)).unwrap_or_default(), grouped(0)),
        "msup" | "mover" => format!("{}{}", part(0), raised(part(1))),
        "msub" | "munder" => format!("{}_{}", part(0), grouped(1)),
        "msubsup" | "munderover" => format!("{}_{}{}", part(0), grouped(1), raised(part(2))),
        "mfenced" => format!("({})", parts.join(", ")),
        "mtr" | "mlabeledtr" => parts.join(", "),
        "mtable" => parts.join("; "),
        "mspace" => " ".to_owned(),
        _ => parts.concat(),
    }
}

fn group(text: &str) -> String {
    match text.chars().all(char::is_alphanumeric) {
        true => text.to_owned(),
        false => format!("({text})"),
    }
}

fn raised(text: &str) -> String {
    superscript(text).unwrap_or_else(|| format!("^{}", group(text)))
}

/// A raised figure stays raised: 10⁴ is not 104. References to notes and ordinals stay as they are.
fn raise(document: &Document, node: &NodeRef<'_>) {
    const MOST: usize = 50;
    if node.descendants_it().nth(MOST).is_some() {
        return;
    }
    let text = one_line(&node.text());
    let note = node.descendants_it().any(|inner| inner.has_name("a"));
    if text.is_empty() || note || text.chars().all(|c| c.is_alphabetic() || "º°*†‡®™".contains(c))
    {
        return;
    }
    if text.starts_with('[') {
        return;
    }
    let span = document.tree.new_element("span");
    span.set_text(raised(&text).as_str());
    node.replace_with(&span);
}
