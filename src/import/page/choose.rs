//! Which blocks of a page are the report's text. Readability's rules say where it is; what they pass
//! over in the midst of it is put back, and what is left out is told.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use dom_query::{Document, NodeId, NodeRef};

use super::blocks::{Kind, PageBlock, blocks, words};
use super::error::PageError;
use super::region::Region;
use crate::import::body::one_line;
use crate::import::draft::Finding;

/// The text of a page, as HTML, and what was left out.
pub(super) struct Chosen {
    pub(super) html: String,
    pub(super) left_out: Vec<Finding>,
}

/// What becomes of a block.
#[derive(Clone, PartialEq, Eq)]
enum Fate {
    Kept,
    /// Left out for a reason, told together with others of the same box.
    Out(String, Option<NodeId>),
    /// It has no words of its own to tell.
    Ignored,
}

/// Chooses. `readable` is the text that readability finds; `declared` is what the page's data has as
/// the report's text.
///
/// `head` says of the parts of a line above the text why it is none of it.
pub(super) fn choose(
    document: &Document,
    readable: &str,
    declared: Option<&str>,
    head: &mut dyn FnMut(&[String]) -> Option<&'static str>,
) -> Result<Chosen, PageError> {
    let blocks = blocks(document);
    if declared.is_none() && is_list_of_links(&blocks) {
        return Err(PageError::LinksOnly);
    }
    let found = found(&blocks, readable, declared);
    let mut fates = Judge::new(&blocks, found).ok_or(PageError::NoArticle)?.fates();
    leave_out_head(&blocks, &mut fates, head);
    let kept: Vec<&PageBlock<'_>> =
        blocks.iter().zip(&fates).filter(|(_, fate)| **fate == Fate::Kept).map(|it| it.0).collect();
    let ends = kept.first().and_then(|block| block.nodes.first());
    let ends = ends.zip(kept.last().and_then(|block| block.nodes.last()));
    let around = ends.and_then(|(first, last)| shared_parent(first, last));
    let left_out = tell(&blocks, &fates);
    for (block, fate) in blocks.iter().zip(&fates) {
        if *fate != Fate::Kept {
            block.nodes.iter().for_each(NodeRef::remove_from_parent);
        }
    }
    let around = around.ok_or(PageError::NoArticle)?;
    Ok(Chosen { html: around.html().to_string(), left_out })
}

/// Whether a page leads to many reports and has no paragraph of one: headlines that are links, each
/// perhaps with a sentence below it.
fn is_list_of_links(blocks: &[PageBlock<'_>]) -> bool {
    const MANY: usize = 8;
    const FEWEST_WORDS: usize = 4;
    let main = || blocks.iter().filter(|block| block.is_text() && block.regions.is_empty());
    let links = main().filter(|block| block.is_linked() && block.words() >= FEWEST_WORDS).count();
    // A report has two paragraphs that follow each other.
    let mut before = false;
    let prose = main().any(|block| {
        let both = before && is_prose(block);
        before = is_prose(block);
        both
    });
    links >= MANY && !prose
}

/// Leaves out lines above the text whose parts stand apart by their looks alone: in the text they would run
/// together.
fn leave_out_head(
    blocks: &[PageBlock<'_>],
    fates: &mut [Fate],
    head: &mut dyn FnMut(&[String]) -> Option<&'static str>,
) {
    const HEAD: usize = 8;
    let kept = blocks.iter().zip(fates).filter(|(_, fate)| **fate == Fate::Kept).take(HEAD);
    for (block, fate) in kept.filter(|(block, _)| block.kind != Kind::Heading) {
        let parts: Vec<String> = block.nodes.iter().map(|node| one_line(&node.text())).collect();
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if let Some(reason) = (parts.len() > 1).then(|| head(&parts)).flatten() {
            *fate = Fate::Out(reason.to_owned(), None);
        }
    }
}

fn shared_parent<'a>(first: &NodeRef<'a>, last: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let above: BTreeSet<NodeId> = last.ancestors_it(None).map(|node| node.id).collect();
    first.ancestors_it(None).find(|node| above.contains(&node.id))
}

/// Which blocks were found to be text.
fn found(blocks: &[PageBlock<'_>], readable: &str, declared: Option<&str>) -> Vec<bool> {
    const FEWEST_DECLARED: usize = 60;
    let in_readable = Runs::new(readable);
    let mut found: Vec<bool> =
        blocks.iter().map(|block| block.is_text() && in_readable.has(&block.text)).collect();
    if let Some(declared) = declared.filter(|text| words(text) >= FEWEST_DECLARED) {
        let runs = Runs::new(declared);
        for (found, block) in found.iter_mut().zip(blocks) {
            *found |= block.is_text() && block.words() > 4 && runs.has(&block.text);
        }
    }
    if !found.contains(&true) {
        let is_prose = |block: &PageBlock<'_>| {
            block.is_text() && block.regions.is_empty() && !block.is_linked() && block.words() >= 8
        };
        found = blocks.iter().map(is_prose).collect();
    }
    found
}

/// The runs of three words of a text, and its lines, by their hashes.
struct Runs {
    runs: HashSet<[u64; 3]>,
    lines: HashSet<Vec<u64>>,
}

impl Runs {
    fn new(text: &str) -> Self {
        const SHORT: usize = 3;
        let all = hashes(text);
        let runs = all.array_windows().copied().collect();
        let lines = text.lines().map(hashes).filter(|line| line.len() < SHORT).collect();
        Self { runs, lines }
    }

    /// Whether nearly all of a text is there.
    fn has(&self, text: &str) -> bool {
        let words = hashes(text);
        if words.is_empty() {
            return false;
        }
        if words.len() < 3 {
            return self.lines.contains(&words);
        }
        let found = words.array_windows().filter(|run| self.runs.contains(*run)).count();
        found * 5 >= (words.len() - 2) * 4
    }
}

fn hashes(text: &str) -> Vec<u64> {
    let hash = |word: &String| {
        let mut hasher = DefaultHasher::new();
        word.hash(&mut hasher);
        hasher.finish()
    };
    tokens(text).iter().map(hash).collect()
}

/// Words in small letters; of scripts without spaces, signs.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut inside = false;
    for c in text.chars() {
        if !c.is_alphanumeric() {
            inside = false;
            continue;
        }
        let alone = c >= '\u{2e80}';
        if !inside || alone {
            tokens.push(String::new());
        }
        if let Some(token) = tokens.last_mut() {
            token.extend(c.to_lowercase());
        }
        inside = !alone;
    }
    tokens
}

/// What is known of a page when its blocks are judged.
struct Judge<'a, 'b> {
    blocks: &'b [PageBlock<'a>],
    found: Vec<bool>,
    /// The boxes that hold no text, by how little of what was found stands in them.
    boxes: HashSet<NodeId>,
    /// The first block of the text, and the last.
    first: usize,
    last: usize,
}

impl<'a, 'b> Judge<'a, 'b> {
    fn new(blocks: &'b [PageBlock<'a>], found: Vec<bool>) -> Option<Self> {
        let mut inside: HashMap<NodeId, usize> = HashMap::new();
        let mut names: HashMap<&str, usize> = HashMap::new();
        let mut all = 0;
        for (block, found) in blocks.iter().zip(&found) {
            let words = if *found { block.words() } else { 0 };
            all += words;
            for (node, region) in &block.regions {
                *inside.entry(*node).or_default() += words;
                if let Region::Called(name, true) = region {
                    *names.entry(name).or_default() += words;
                }
            }
        }
        // A form may hold the whole page, and boxes of text be called what others call boxes beside it.
        let small = |words: usize| words * 10 < all.max(1) * 3;
        let is_box = |(node, region): &&(NodeId, Region)| {
            let named = match region {
                Region::Called(name, true) => names.get(name.as_str()).copied().unwrap_or(0),
                _ => 0,
            };
            small(inside.get(node).copied().unwrap_or(0)) && small(named)
        };
        let regions = blocks.iter().flat_map(|block| &block.regions);
        let boxes: HashSet<NodeId> = regions.filter(is_box).map(|region| region.0).collect();
        let mut judge = Self { blocks, found, boxes, first: 0, last: 0 };
        let is_text = |at: &usize| {
            let block = &blocks[*at];
            judge.found[*at] && judge.region(block).is_none() && !block.is_linked()
        };
        let first = (0..blocks.len()).find(is_text)?;
        let last = (0..blocks.len()).rev().find(is_text)?;
        judge.first = judge.grown(first, (0..first).rev());
        judge.last = judge.grown(last, last + 1..blocks.len());
        Some(judge)
    }

    /// The outermost box around a block that holds no text.
    fn region(&self, block: &'b PageBlock<'a>) -> Option<&'b (NodeId, Region)> {
        block.regions.iter().find(|(node, _)| self.boxes.contains(node))
    }

    /// One end of the text, with the paragraphs beside it that stand in the same element.
    fn grown(&self, from: usize, beyond: impl Iterator<Item = usize>) -> usize {
        let mut end = from;
        for at in beyond {
            let block = &self.blocks[at];
            if !block.is_text() {
                continue;
            }
            let fits = block.kind == Kind::Paragraph
                && block.parent == self.blocks[from].parent
                && self.region(block).is_none()
                && !block.is_linked();
            if !fits {
                break;
            }
            end = at;
        }
        end
    }

    fn fates(&self) -> Vec<Fate> {
        let mut fates: Vec<Fate> = (0..self.blocks.len()).map(|at| self.fate(at)).collect();
        self.leave_out_lists_of_links(&mut fates);
        self.leave_out_last_links(&mut fates);
        fates
    }

    /// Lists of headlines of other reports. What a sentence or heading announces is the report's.
    fn leave_out_lists_of_links(&self, fates: &mut [Fate]) {
        let kept: Vec<usize> = (0..fates.len()).filter(|at| fates[*at] == Fate::Kept).collect();
        let mut start = 0;
        while start < kept.len() {
            let is_link = |at: &usize| {
                let block = &self.blocks[*at];
                block.kind == Kind::Item && is_only_link(block)
            };
            let run = kept[start..].iter().take_while(|at| is_link(at)).count();
            let before =
                start.checked_sub(1).and_then(|at| kept.get(at)).map(|at| &self.blocks[*at]);
            let announced = before.is_some_and(|block| {
                matches!(block.kind, Kind::Heading | Kind::Item)
                    || block.text.ends_with([':', '：'])
            });
            if run > 1 && !announced {
                for at in &kept[start..start + run] {
                    fates[*at] = Fate::Out("links to other pages".to_owned(), None);
                }
            }
            start += run.max(1);
        }
    }

    fn fate(&self, at: usize) -> Fate {
        let block = &self.blocks[at];
        let out = |reason: &str| Fate::Out(reason.to_owned(), None);
        let inside = (self.first..=self.last).contains(&at);
        let found = self.found[at];
        if block.kind == Kind::Embedded && !inside {
            return Fate::Ignored;
        }
        if let Some((node, region)) = self.region(block)
            && !(inside && region.is_weak() && (found && is_prose(block) || self.heads(at)))
        {
            return Fate::Out(region.to_string(), Some(*node));
        }
        let introduces = block.leads && block.words() >= 6 && !block.is_linked();
        match block.kind {
            Kind::Picture => out(if inside { "a picture" } else { "a picture around the text" }),
            Kind::Embedded => out("something from elsewhere that the page shows"),
            Kind::Caption if has_picture(block) => out("the caption of a picture"),
            Kind::Paragraph if found && is_only_link(block) => out("a link to another page"),
            _ if found && inside => Fate::Kept,
            _ if inside && !block.is_linked() && (block.kind != Kind::Loose || is_prose(block)) => {
                Fate::Kept
            }
            _ if at < self.first && introduces => Fate::Kept,
            _ if at < self.first => out("before the text"),
            _ if at > self.last => out("after the text"),
            _ => out("within the text, as links and labels of the page stand"),
        }
    }

    /// Whether a block is the heading of the text that follows it.
    fn heads(&self, at: usize) -> bool {
        let block = &self.blocks[at];
        let next = (at + 1..self.blocks.len()).find(|at| self.blocks[*at].is_text());
        block.kind == Kind::Heading && !block.is_linked() && next.is_some_and(|at| self.found[at])
    }

    /// Links to other pages after the text, with the headings above them.
    fn leave_out_last_links(&self, fates: &mut [Fate]) {
        let mut any = false;
        for at in (self.first..=self.last).rev().filter(|at| self.blocks[*at].is_text()) {
            let block = &self.blocks[at];
            if fates[at] != Fate::Kept {
                continue;
            }
            let heads = block.kind == Kind::Heading && any;
            let links = block.is_linked() && !block.text.ends_with(['.', '!', '?', '。']);
            if !heads && !links {
                return;
            }
            any = true;
            fates[at] = Fate::Out("links to other pages".to_owned(), None);
        }
    }
}

/// Whether a block is sentences.
fn is_prose(block: &PageBlock<'_>) -> bool {
    let stops = ['.', '!', '?', '”', '“', '"', '»', ':', '。', '！', '？', '؟', '…', '’', ')'];
    block.words() >= 12 && !block.is_linked() && block.text.ends_with(stops)
}

/// Whether a paragraph is one link and no sentence.
fn is_only_link(block: &PageBlock<'_>) -> bool {
    block.is_linked()
        && block.words() >= 4
        && !block.text.ends_with(['.', '!', '?', '”', '"', '。', '؟'])
}

/// Whether a caption stands under a picture: under a table it is text.
fn has_picture(block: &PageBlock<'_>) -> bool {
    const MOST: usize = 200;
    const PICTURES: &[&str] = &["img", "picture", "video", "svg", "iframe", "canvas", "object"];
    let figure = block
        .nodes
        .first()
        .and_then(|node| node.ancestors_it(Some(12)).find(|node| node.has_name("figure")));
    figure.is_none_or(|figure| {
        figure
            .descendants_it()
            .take(MOST)
            .any(|node| PICTURES.iter().any(|name| node.has_name(name)))
    })
}

/// What is left out, in order. What stands in one box is told together; sentences elsewhere by themselves.
fn tell(blocks: &[PageBlock<'_>], fates: &[Fate]) -> Vec<Finding> {
    const SENTENCE: usize = 12;
    let mut told: Vec<(String, String, Option<NodeId>)> = Vec::new();
    for (block, fate) in blocks.iter().zip(fates) {
        let Fate::Out(reason, region) = fate else { continue };
        let alone = region.is_none() && block.is_text() && block.words() >= SENTENCE;
        // Labels of a box stand apart by their looks alone.
        let parts: Vec<String> = block.nodes.iter().map(|node| one_line(&node.text())).collect();
        let words = match region.is_some() && !parts.is_empty() {
            true => one_line(&parts.join(" ")),
            false => block.text.clone(),
        };
        match told.last_mut() {
            Some((text, before, same)) if before == reason && same == region && !alone => {
                text.push_str(" · ");
                text.push_str(&words);
            }
            _ => told.push((words, reason.clone(), *region)),
        }
    }
    told.into_iter().map(|(text, reason, _)| Finding::left_out(text, reason)).collect()
}
