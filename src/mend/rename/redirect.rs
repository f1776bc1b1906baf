//! The earlier id of an article, kept in its `redirect_from`.

use crate::mend::reanchor::Edit;
use crate::parse::article::ParsedArticle;
use crate::parse::yaml_tree::{self, NodeKind, Tree};
use crate::place::Place;
use crate::slice::Slice;

/// How an article's front matter keeps the id that it has, or gives up the one that it gets.
pub(super) fn edit(
    article: &ParsedArticle,
    text: &str,
    new: &str,
    keep: bool,
) -> Result<Option<Edit>, String> {
    let old = article.slug.as_str();
    let yaml = text.slice(article.yaml.bytes());
    let tree = yaml_tree::parse(yaml).map_err(|(_, reason)| reason)?;
    let list = tree.at(&["redirect_from"]);
    let edit = match list.and_then(|list| item(list, new)) {
        // It was its id once, and is it again: the two change places.
        Some(item) if keep => Some(replace(item, yaml, new, old)),
        Some(_) => {
            return Err(format!(
                "`{new}` is an earlier id of `{old}`: take it out of `redirect_from` first"
            ));
        }
        None if keep => Some(add(&tree, list, yaml, old)?),
        None => None,
    };
    Ok(edit.map(|edit| Edit { range: article.yaml.part(edit.range.bytes()), text: edit.text }))
}

/// The entry of a list, or of a text that is one, that says this.
fn item<'a>(list: &'a Tree, wanted: &str) -> Option<&'a Tree> {
    let is_it =
        |tree: &&Tree| matches!(&tree.kind, NodeKind::Scalar { text, .. } if text == wanted);
    match &list.kind {
        NodeKind::List(items) => items.iter().find(is_it),
        _ => Some(list).filter(is_it),
    }
}

fn replace(item: &Tree, yaml: &str, new: &str, old: &str) -> Edit {
    let written = yaml.slice(item.range.clone());
    Edit { range: Place::new(item.range.clone()), text: written.replacen(new, old, 1) }
}

/// Adds an id to the list, or the list to the front matter.
fn add(tree: &Tree, list: Option<&Tree>, yaml: &str, old: &str) -> Result<Edit, String> {
    let line_end = if yaml.contains("\r\n") { "\r\n" } else { "\n" };
    let by_hand = || {
        format!(
            "its front matter is written so that `redirect_from: [{old}]` cannot be added for certain"
        )
    };
    let Some(list) = list else {
        let is_block = !yaml.slice(tree.range.clone()).starts_with('{');
        let text = format!("redirect_from: [{old}]{line_end}");
        return match is_block {
            true => Ok(Edit { range: Place::new(yaml.len()..yaml.len()), text }),
            false => Err(by_hand()),
        };
    };
    let written = yaml.slice(list.range.clone());
    match &list.kind {
        NodeKind::Scalar { .. } if written.trim().is_empty() || written == "~" => {
            Ok(Edit { range: Place::new(list.range.clone()), text: format!(" [{old}]") })
        }
        NodeKind::Scalar { .. } => {
            Ok(Edit { range: Place::new(list.range.clone()), text: format!("[{written}, {old}]") })
        }
        NodeKind::List(items) => match items.last() {
            Some(last) if written.starts_with('[') => Ok(Edit {
                range: Place::new(last.range.end..last.range.end),
                text: format!(", {old}"),
            }),
            None => Ok(Edit { range: Place::new(list.range.clone()), text: format!("[{old}]") }),
            Some(last) => {
                let line = yaml.slice(..last.range.start).rfind('\n').map_or(0, |at| at + 1);
                let before = yaml.slice(line..last.range.start);
                let indent = before.slice(..before.find('-').ok_or_else(by_hand)?);
                let rest = yaml.slice(last.range.end..);
                let end = last.range.end + rest.find('\n').ok_or_else(by_hand)? + 1;
                Ok(Edit { range: Place::new(end..end), text: format!("{indent}- {old}{line_end}") })
            }
        },
        NodeKind::Map(_) | NodeKind::Alias => Err(by_hand()),
    }
}
