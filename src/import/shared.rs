//! What several pages of one publisher print word for word is the publisher's and no report's.

use std::collections::{BTreeMap, BTreeSet};

use super::body::{Node, one_line};
use super::draft::{Draft, Finding};
use crate::parse::fold::fold;

/// On so many pages of a publisher, at least, and on one in so many of them.
const FEWEST: usize = 3;
const ONE_IN: usize = 4;

/// A longer paragraph is a report's, printed several times.
const MOST_WORDS: usize = 60;

/// Leaves out what stands on several of the pages that are brought in together.
pub fn leave_out(drafts: &mut [&mut Draft]) {
    let mut pages: BTreeMap<String, usize> = BTreeMap::new();
    let mut printed: BTreeMap<(String, String), usize> = BTreeMap::new();
    for draft in drafts.iter() {
        let Some(publisher) = draft.publisher.clone() else { continue };
        *pages.entry(publisher.clone()).or_default() += 1;
        let blocks: BTreeSet<String> = draft.body.nodes.iter().filter_map(key).collect();
        for block in blocks {
            *printed.entry((publisher.clone(), block)).or_default() += 1;
        }
    }
    for draft in drafts {
        let Some(publisher) = draft.publisher.clone() else { continue };
        let all = pages.get(&publisher).copied().unwrap_or(0);
        for node in std::mem::take(&mut draft.body.nodes) {
            let count = key(&node)
                .and_then(|block| printed.get(&(publisher.clone(), block)))
                .copied()
                .unwrap_or(0);
            match &node {
                Node::Block(block) if count >= FEWEST && count * ONE_IN >= all => {
                    let reason = format!("it stands on {count} of {all} pages of {publisher}");
                    draft.findings.push(Finding::left_out(one_line(&block.text()), reason));
                }
                _ => draft.body.nodes.push(node),
            }
        }
    }
}

/// The words of a block that may be the publisher's.
fn key(node: &Node) -> Option<String> {
    let Node::Block(block) = node else { return None };
    let text = one_line(&fold(&block.text()).text);
    (!text.is_empty() && text.split(' ').count() <= MOST_WORDS).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::super::body::{Block, Body};
    use super::*;

    fn draft(publisher: &str, lines: &[&str]) -> Draft {
        let nodes = lines.iter().map(|line| Node::Block(Block::paragraph(*line))).collect();
        Draft { publisher: Some(publisher.into()), body: Body { nodes }, ..Draft::default() }
    }

    #[test]
    fn what_many_pages_of_one_publisher_print_is_left_out() {
        let ours = "Our reporters are paid by readers.";
        let mut drafts: Vec<Draft> = ["One.", "Two.", "Three."]
            .iter()
            .map(|own| draft("The Paper", &[own, ours]))
            .chain([draft("Other", &["One.", ours])])
            .collect();
        leave_out(&mut drafts.iter_mut().collect::<Vec<_>>());
        let texts: Vec<String> = drafts.iter().map(|draft| draft.body.text()).collect();
        assert_eq!(texts, ["One.", "Two.", "Three.", &format!("One.\n{ours}")]);
        assert_eq!(
            drafts[0].findings,
            [Finding::left_out(ours, "it stands on 3 of 3 pages of The Paper")]
        );
    }
}
