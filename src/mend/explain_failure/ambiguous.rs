//! Passages whose words stand in the article, and yet have no place: in several places, or not where
//! a gap leads.

use super::{Explainer, LONGEST_PASTE};
use crate::diagnostic::{Code, Diagnostic};
use crate::mend::block_quote::line;
use crate::mend::select::{select, tell_apart};
use crate::place::{InContent, Place};
use crate::resolve::anchor::{FARTHEST, Failure, anchor, anchor_at};
use crate::resolve::excerpt::{shortened, surroundings};
use crate::resolve::failures::FailedPassage;
use crate::slice::Slice;

/// How many of the places of an ambiguous passage are told.
const MOST_PLACES: usize = 10;

/// At how many it is tried whether the words after a gap follow.
const MOST_TRIED: usize = 60;

impl Explainer<'_> {
    /// A part that stands in the article, but not where the passage wants it.
    pub(super) fn not_after_gap(
        &self,
        failed: &FailedPassage,
        part: usize,
        elsewhere: Place<InContent>,
    ) -> Diagnostic {
        let own = failed.article.index();
        let (map, slug) = (&self.maps[own], self.slug(own));
        let words = shortened(&failed.parts[part].text);
        let before = anchor(map, &failed.parts[..part]).unwrap_or_default();
        let last = before.last().map_or(0, |place| place.end());
        let number = part + 1;
        let (message, help) = if elsewhere.start() < last {
            let mut parts = failed.parts.clone();
            let moved = parts.remove(part);
            parts.insert(0, moved);
            let turned = anchor(map, &parts).is_ok().then(|| {
                let parts: Vec<String> = parts.iter().map(|part| line(&part.text)).collect();
                format!("in the article's order: `> {}`", parts.join(" […] "))
            });
            (
                format!(
                    "part {number} of this passage stands before the others in `{slug}`: “{words}”"
                ),
                turned,
            )
        } else {
            let apart = map.document.text.slice(last..elsewhere.start()).chars().count();
            (
                format!(
                    "part {number} of this passage stands {apart} characters after the part \
                     before it, and a gap spans {FARTHEST} at most: “{words}”"
                ),
                None,
            )
        };
        let place = select(map, elsewhere);
        let alone = place.map(|quote| format!("make a passage of its own of it: `{quote}`"));
        let usual = "quote the parts in the article's order, or make a passage of each";
        Diagnostic::new(Code::PassageNotFound, failed.span, message)
            .help(help.or(alone).unwrap_or_else(|| usual.to_owned()))
            .related(self.source(own, elsewhere), "it stands here")
    }

    pub(super) fn ambiguous(
        &self,
        failed: &FailedPassage,
        places: &[Place<InContent>],
    ) -> Diagnostic {
        let own = failed.article.index();
        let map = &self.maps[own];
        let count = match places.len() {
            1_000.. => "a thousand places or more".to_owned(),
            count => format!("{count} places"),
        };
        let mut diagnostic = Diagnostic::new(
            Code::PassageAmbiguous,
            failed.span,
            format!("this passage stands in {count} of `{}`", self.slug(own)),
        );
        if places.len() > MOST_PLACES {
            diagnostic = diagnostic.help(match failed.parts.len() {
                1 => format!("the first {MOST_PLACES} places are listed"),
                _ => format!("{MOST_PLACES} of the places are listed"),
            });
        }
        for place in self.likely(failed, places) {
            diagnostic = diagnostic.help(self.telling_apart(failed, *place, places));
            let around = surroundings(&map.document.text, *place);
            diagnostic = diagnostic.related(self.source(own, *place), around);
        }
        diagnostic
    }

    /// The places of an ambiguous passage that are told: first those that the parts after a gap
    /// follow.
    fn likely<'a>(
        &self,
        failed: &FailedPassage,
        places: &'a [Place<InContent>],
    ) -> Vec<&'a Place<InContent>> {
        let map = &self.maps[failed.article.index()];
        let mut likely: Vec<&Place<InContent>> = places.iter().take(MOST_TRIED).collect();
        if failed.parts.len() > 1 {
            likely.sort_by_key(|place| anchor_at(map, &failed.parts, *(*place)).is_err());
        }
        likely.truncate(MOST_PLACES);
        likely
    }

    /// What to paste for one of the places of an ambiguous passage.
    fn telling_apart(
        &self,
        failed: &FailedPassage,
        place: Place<InContent>,
        places: &[Place<InContent>],
    ) -> String {
        let own = failed.article.index();
        let map = &self.maps[own];
        let line = self.line(own, place);
        if let Err(Failure::NotFound { part } | Failure::NotAfterGap { part, .. }) =
            anchor_at(map, &failed.parts, place)
        {
            let words = shortened(&failed.parts[part].text);
            return format!(
                "the one in line {line} is not meant: “{words}” does not stand within {FARTHEST} characters after it"
            );
        }
        let quote =
            tell_apart(map, &failed.parts, place, places).filter(|_| place.len() <= LONGEST_PASTE);
        match quote {
            Some(quote) => format!("to quote the one in line {line}: `{quote}`"),
            None => format!("no short quotation tells the one in line {line} from the others"),
        }
    }
}
