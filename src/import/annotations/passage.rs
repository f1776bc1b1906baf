//! The targets of an annotation → the passages of a note.

use super::place::{Ground, Lost};
use super::read::Incoming;
use super::targets::Target;
use crate::mend::block_quote::line;
use crate::mend::select::{select, selectable};
use crate::parse::note::read_passage;
use crate::place::{InContent, Place};
use crate::resolve::anchor::{FARTHEST, anchor};
use crate::slice::Slice;

/// How many parts one passage has at most.
const MOST_PARTS: usize = 32;

/// A passage in the making: an article and parts of its text, with the quotation that selects them.
pub(super) struct Passage<'a> {
    /// The article.
    pub(super) article: usize,
    /// The first target of which it is made.
    pub(super) target: &'a Target,
    /// The block quote's lines, without an attribution.
    pub(super) quote: String,
    parts: Vec<Place<InContent>>,
}

/// Where an annotation's targets are.
#[derive(Default)]
pub(super) struct Placed<'a> {
    /// The first article that one is about.
    pub(super) about: Option<usize>,
    /// Those that have a place.
    pub(super) passages: Vec<Passage<'a>>,
    /// Those that have none, and why.
    pub(super) lost: Vec<(&'a Target, String)>,
    /// What to tell of the others.
    pub(super) remarks: Vec<String>,
}

impl Ground<'_> {
    /// Finds the places of an annotation's targets.
    pub(super) fn place<'a>(&self, incoming: &'a Incoming) -> Placed<'a> {
        let mut placed = Placed::default();
        for target in &incoming.targets {
            if let Err(reason) = self.place_target(target, &mut placed) {
                placed.lost.push((target, reason));
            }
        }
        placed
    }

    fn place_target<'a>(&self, target: &'a Target, placed: &mut Placed<'a>) -> Result<(), String> {
        let Some(article) = self.article_of(target) else {
            let source = if target.source.is_empty() {
                "a page that it does not name"
            } else {
                &target.source
            };
            return Err(format!("{source} is no report of this briefing"));
        };
        placed.about = placed.about.or(Some(article));
        let name = &self.articles[article].slug;
        if target.source.is_empty() {
            placed.remarks.push(format!(
                "passage: {} (the file names no page; only `{name}` has these words)",
                target.exact
            ));
        }
        if target.exact.trim().is_empty() {
            if let Some(range) =
                target.whole_block.as_deref().and_then(|block| self.block(article, block))
            {
                let added = self.add(&mut placed.passages, article, range, target);
                return if added {
                    Ok(())
                } else {
                    Err(format!("no quotation selects the block in `{name}`"))
                };
            }
            return match target.passage {
                None => match target.wordless.clone().or(target.whole_block.clone()) {
                    Some(place) => Err(format!(
                        "which words of `{name}` are meant the file does not say ({place})"
                    )),
                    None => Ok(()),
                },
                Some(_) => Err(format!("the collection withholds the words of `{name}`")),
            };
        }
        let found = self.find(article, target).map_err(|lost| match lost {
            Lost::NotFound => format!("these words do not stand in `{name}`"),
            Lost::Ambiguous(places) => format!(
                "these words stand in `{name}` {places} times, and what stands around them does \
                 not tell which is meant"
            ),
        })?;
        if found.moved {
            placed.remarks.push(format!(
                "passage: {} (in `{name}` other words stand around it than in the annotation)",
                target.exact
            ));
        }
        if found.nearest_of > 1 {
            placed.remarks.push(format!(
                "passage: {} (it stands in `{name}` {} times; taken is the place nearest to the position that the annotation gives)",
                target.exact, found.nearest_of
            ));
        }
        if self.add(&mut placed.passages, article, found.range, target) {
            Ok(())
        } else {
            Err(format!("no quotation selects these words in `{name}`"))
        }
    }

    /// Adds a place: as a further part of the last passage where that is within reach, else as a
    /// passage of its own. False where no quotation selects it.
    fn add<'a>(
        &self,
        passages: &mut Vec<Passage<'a>>,
        article: usize,
        range: Place<InContent>,
        target: &'a Target,
    ) -> bool {
        let map = self.map(article);
        let Some(place) = selectable(map, range) else { return false };
        if let Some(last) = passages.last_mut()
            && last.article == article
            && last.target.passage == target.passage
            && last.parts.len() < MOST_PARTS
            && let Some(quote) = self.extended(last, place)
        {
            last.parts.push(place);
            last.quote = quote;
            return true;
        }
        let Some(quote) = select(map, place) else { return false };
        passages.push(Passage { article, target, parts: vec![place], quote });
        true
    }

    /// The quotation of a passage with one more part.
    fn extended(&self, passage: &Passage<'_>, place: Place<InContent>) -> Option<String> {
        let map = self.map(passage.article);
        let text = &map.document.text;
        let between = text.get(passage.parts.last()?.end()..place.start())?;
        if between.trim().is_empty() || between.chars().nth(FARTHEST).is_some() {
            return None;
        }
        let mut wanted = passage.parts.clone();
        wanted.push(place);
        let plain = Some(line(text.slice(place.bytes())));
        let longer = || select(map, place).map(|quote| quote.slice(2..).to_owned());
        std::iter::once(plain).chain(std::iter::once_with(longer)).flatten().find_map(|words| {
            let quote = format!("{} […] {words}", passage.quote);
            let selected = anchor(map, &read_passage(&quote));
            (selected.as_ref() == Ok(&wanted)).then_some(quote)
        })
    }
}
