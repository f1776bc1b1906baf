//! When an article changes: the new wording of the passages that lost their place, as edits of the
//! annotation files. Nothing is taken that is not shown first.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostics};
use crate::mend::block_quote::line;
use crate::mend::explain_failure::{differences, sought};
use crate::mend::near_match::{KnownNames, NearMatch, NearMatches, Similarity, Stake};
use crate::mend::requote::{Requoted, requote};
use crate::parse::Parsed;
use crate::parse::fold::fold;
use crate::parse::inline;
use crate::parse::note::{ParsedPassage, QuotedPart, read_passage};
use crate::place::{InContent, InFolded, InSource, Place};
use crate::resolve::anchor::{Failure, anchor};
use crate::resolve::text_map::TextMap;
use crate::slice::Slice;
use crate::source::{FileId, SourceSet, Span};

/// What is less alike is no new wording of the same thing.
const LEAST_ALIKE: Similarity = Similarity::from_percent(60);

/// A passage that lost its place.
#[derive(Debug, Clone)]
pub struct Lost {
    /// The id of its note.
    pub note: String,
    /// The passage in the annotation file.
    pub span: Span,
    /// The id of the article.
    pub article: String,
    /// The code of the error that it is.
    pub code: Code,
    /// What can be done about it.
    pub remedy: Remedy,
}

/// What can be done about a lost passage.
#[derive(Debug, Clone)]
pub enum Remedy {
    /// Its quoted lines can be rewritten.
    Rewrite {
        /// What to change in the annotation file.
        edits: Vec<Edit>,
        /// How the new wording differs, in words.
        differences: String,
        /// Whether a number, a negation, a modality or a name differs: not to be rewritten unless
        /// that is asked for.
        at_stake: bool,
    },
    /// Someone must look at it; the reason.
    ByHand(String),
}

/// A change of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Its place in the file.
    pub range: Place<InSource>,
    /// What stands there then.
    pub text: String,
}

/// A passage with what is needed to mend it.
struct LostPassage<'a> {
    note: String,
    passage: &'a ParsedPassage,
    article: usize,
    failure: Failure,
}

/// Finds the passages that have no place any more, and their likely new wording.
#[must_use]
pub fn lost(parsed: &Parsed, sources: &SourceSet) -> Vec<Lost> {
    let maps: Vec<TextMap<'_>> = parsed
        .articles
        .iter()
        .map(|article| {
            let language = article.fields.language.as_ref().unwrap_or(&parsed.settings.language);
            TextMap::new(&article.body).in_language(language)
        })
        .collect();
    let candidates = candidates(parsed, &maps);
    let names = KnownNames::new(parsed.records.iter().flat_map(|record| {
        let fields = &record.fields;
        let lists = [&fields.aliases, &fields.short];
        let listed = lists.into_iter().flatten().flat_map(|list| &list.0);
        let foreign = fields.names.iter().flat_map(|names| names.0.iter().map(|(_, name)| name));
        let own = std::iter::once(&fields.name).chain(&fields.full_name);
        own.chain(listed).chain(foreign).map(String::as_str)
    }));
    let sought: Vec<Option<String>> = candidates
        .iter()
        .map(|candidate| sought(&candidate.passage.parts, &candidate.failure))
        .collect();
    let passages: Vec<&str> = sought.iter().flatten().map(String::as_str).collect();
    let near = NearMatches::new(&maps, &names, &passages);
    candidates
        .iter()
        .zip(&sought)
        .map(|(candidate, sought)| Lost {
            note: candidate.note.clone(),
            span: candidate.passage.span,
            article: parsed.articles[candidate.article].slug.clone(),
            code: match candidate.failure {
                Failure::Ambiguous { .. } => Code::PassageAmbiguous,
                Failure::NotFound { .. } | Failure::NotAfterGap { .. } => Code::PassageNotFound,
            },
            remedy: remedy(parsed, sources, candidate, sought.as_deref(), &near, &maps)
                .unwrap_or_else(Remedy::ByHand),
        })
        .collect()
}

fn candidates<'a>(parsed: &'a Parsed, maps: &[TextMap<'_>]) -> Vec<LostPassage<'a>> {
    let mut articles: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, article) in parsed.articles.iter().enumerate() {
        articles.entry(&article.slug).or_insert(index);
    }
    let mut candidates = Vec::new();
    for (_, file) in &parsed.annotations {
        for note in &file.notes {
            for passage in note.passages.iter().filter(|passage| !passage.parts.is_empty()) {
                let named = match &passage.attribution {
                    Some(line) => line.articles.first().map(|(id, _)| id.as_str()),
                    None => file.defaults.as_ref().and_then(|defaults| defaults.article.as_deref()),
                };
                let Some(&article) = named.and_then(|id| articles.get(id)) else { continue };
                if let Err(failure) = anchor(&maps[article], &passage.parts) {
                    let note = note.id();
                    candidates.push(LostPassage { note, passage, article, failure });
                }
            }
        }
    }
    candidates
}

fn remedy(
    parsed: &Parsed,
    sources: &SourceSet,
    candidate: &LostPassage<'_>,
    sought: Option<&str>,
    near: &NearMatches<'_>,
    maps: &[TextMap<'_>],
) -> Result<Remedy, String> {
    let part = match candidate.failure {
        Failure::NotFound { part } => part,
        Failure::NotAfterGap { .. } => {
            return Err("its parts stand too far apart now, or in another order".to_owned());
        }
        Failure::Ambiguous { .. } => {
            return Err(
                "it stands in several places now: `sidenote check` tells what to quote for each"
                    .to_owned(),
            );
        }
    };
    let found = near.find(sought.unwrap_or_default(), Some(candidate.article));
    let best = found.first().ok_or("the article has no words like these any more")?;
    if best.article != candidate.article {
        let other = &parsed.articles[best.article].slug;
        return Err(format!("words like these stand in `{other}` now"));
    }
    if best.comparison.similarity < LEAST_ALIKE {
        return Err(format!(
            "the nearest words are only {} % alike",
            best.comparison.similarity.percent()
        ));
    }
    if best.tied {
        let told = match best.stake() {
            Stake::Number => {
                "several places are as much alike, and none has the figures that are quoted"
            }
            _ => "several places are equally near",
        };
        return Err(told.to_owned());
    }
    let requoted = requote(&candidate.passage.parts, part, best, near).ok_or(
        "its gaps and strong words cannot be kept: `sidenote check` tells what stands there now",
    )?;
    let map = &maps[candidate.article];
    let passage = candidate.passage;
    let text = &sources.file(passage.span.file).text;
    let edits = word_by_word(passage, text, map, &requoted)
        .filter(|edits| says(passage, text, map, edits, &requoted))
        .or_else(|| whole(passage, &requoted).filter(|edits| anchors(passage, text, map, edits)))
        .ok_or("its lines cannot be rewritten safely")?;
    let told: Vec<String> =
        requoted.replaced.iter().map(|(_, quoted, found)| differences(quoted, found)).collect();
    let at_stake = requoted.replaced.iter().any(|(_, _, found)| {
        let comparison = &found.comparison;
        comparison.reordered
            || comparison.differences.iter().any(|difference| difference.stake < Stake::Wording)
    });
    Ok(Remedy::Rewrite { edits, differences: told.join(", "), at_stake })
}

/// Edits that change the words that differ and nothing else.
fn word_by_word(
    passage: &ParsedPassage,
    text: &str,
    map: &TextMap<'_>,
    requoted: &Requoted,
) -> Option<Vec<Edit>> {
    let file: FileId = passage.span.file;
    let quoted = inline::parse(file, text, &passage.lines, &mut Diagnostics::default());
    let mut starts = Vec::new();
    let mut at = 0;
    for part in &passage.parts {
        let start = at + quoted.text.get(at..)?.find(&part.text)?;
        starts.push(start);
        at = start + part.text.len();
    }
    let mut edits = Vec::new();
    for (number, sought, found) in &requoted.replaced {
        let (start, part) = (*starts.get(*number)?, passage.parts.get(*number)?);
        let folded = fold(&part.text);
        let lead = folded.text.len() - folded.text.trim_start().len();
        let source = |range: Place<InFolded>| {
            let raw = folded.raw(range.shift(lead));
            quoted.source_of(raw.shift(start))
        };
        let place = map.folded().folded(found.range);
        let printed = |range: Range<usize>| {
            let raw = map.folded().raw(place.part(range));
            Some(line(map.document.text.get(raw.bytes())?))
        };
        for difference in &found.comparison.differences {
            let (old, new) = (difference.quoted.clone(), difference.printed.clone());
            let edit = if old.is_empty() && old.start == 0 {
                // New words before all others, up to the first that is kept.
                let space =
                    found.printed.slice(new.end..).chars().take_while(|c| c.is_whitespace());
                let at = source(Place::new(0..1)).start();
                Edit {
                    range: Place::new(at..at),
                    text: printed(new.start..new.end + space.count())?,
                }
            } else if old.is_empty() {
                let at = source(Place::new(0..old.start)).end();
                let from = found.printed.slice(..new.start).trim_end().len();
                Edit { range: Place::new(at..at), text: printed(from..new.end)? }
            } else if new.is_empty() {
                let before = sought.slice(..old.start).trim_end().len();
                let space =
                    sought.slice(old.end..).chars().take_while(|c| c.is_whitespace()).count();
                let gone = if before > 0 { before..old.end } else { old.start..old.end + space };
                Edit { range: source(Place::new(gone)), text: String::new() }
            } else {
                Edit { range: source(Place::new(old)), text: printed(new)? }
            };
            edits.push(edit);
        }
    }
    edits.sort_by_key(|edit| (edit.range.start(), edit.range.end()));
    let apart = edits.windows(2).all(|pair| pair[0].range.end() <= pair[1].range.start());
    apart.then_some(edits)
}

/// An edit that puts one line in the place of all that are quoted.
fn whole(passage: &ParsedPassage, requoted: &Requoted) -> Option<Vec<Edit>> {
    let range = passage.lines.first()?.cover(*passage.lines.last()?);
    let text = requoted.quote.strip_prefix("> ")?.to_owned();
    Some(vec![Edit { range: Place::new(range.bytes()), text }])
}

/// What an author who made the edits would quote.
fn edited(passage: &ParsedPassage, text: &str, edits: &[Edit]) -> Option<Vec<QuotedPart>> {
    let (first, last) = (passage.lines.first()?, passage.lines.last()?);
    let start = text.slice(..first.start()).rfind('\n').map_or(0, |at| at + 1);
    let mut lines = String::new();
    let mut at = start;
    for edit in edits {
        lines.push_str(text.get(at..edit.range.start())?);
        lines.push_str(&edit.text);
        at = edit.range.end();
    }
    lines.push_str(text.get(at..last.end())?);
    Some(read_passage(&lines))
}

fn anchors(passage: &ParsedPassage, text: &str, map: &TextMap<'_>, edits: &[Edit]) -> bool {
    edited(passage, text, edits).is_some_and(|parts| anchor(map, &parts).is_ok())
}

/// Whether the edits give what is meant: the new words in the parts that are replaced, and the
/// others as they were.
fn says(
    passage: &ParsedPassage,
    text: &str,
    map: &TextMap<'_>,
    edits: &[Edit],
    requoted: &Requoted,
) -> bool {
    let Some(parts) = edited(passage, text, edits) else { return false };
    let words = |part: &QuotedPart| fold(&part.text).text.trim().to_owned();
    let strong = |part: &QuotedPart| part.strong.len();
    let same = |(number, (old, new)): (usize, (&QuotedPart, &QuotedPart))| {
        let replaced = requoted.replaced.iter().find(|(replaced, ..)| *replaced == number);
        let wanted = replaced.map_or_else(|| words(old), |(_, _, found)| found.printed.clone());
        words(new) == wanted && strong(old) == strong(new)
    };
    parts.len() == passage.parts.len()
        && passage.parts.iter().zip(&parts).enumerate().all(same)
        && anchor(map, &parts).is_ok_and(|places| leads_to(&places, passage, requoted))
}

/// Whether a passage of one part without strong words anchors to the near match itself.
fn leads_to(places: &[Place<InContent>], passage: &ParsedPassage, requoted: &Requoted) -> bool {
    let plain = passage.parts.iter().all(|part| part.strong.is_empty());
    let found = |found: &NearMatch| places.contains(&found.range);
    !plain || requoted.replaced.iter().all(|(_, _, near)| found(near))
}

/// A text with edits made, which neither overlap nor stand out of order.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.range.start()).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.range.end().max(at);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::language::spellings::{LANGUAGES, UNITS, spelled, thousandths};
    use crate::language::{Language, figures};
    use crate::load::Folder;
    use crate::parse::parse;
    use crate::source::SourceFile;

    const HEAD: &str = "---\narticle: wire\n---\n\n";

    /// What is proposed for one note with this passage, and the file as it would be then.
    fn mended(article: &str, quoted: &str) -> (Vec<Lost>, String) {
        mended_in("en", article, quoted)
    }

    fn mended_in(language: &str, article: &str, quoted: &str) -> (Vec<Lost>, String) {
        let mut folder = Folder::default();
        let mut add = |path: &str, text: String| {
            let id = folder.sources.add(SourceFile::from_bytes(path.into(), text.into_bytes()));
            folder.content.push(id);
            id
        };
        let notes = add("content/annotations/a.md", format!("{HEAD}## N\n\n{quoted}\n\nBody\n"));
        add(
            "content/articles/wire.md",
            format!("---\ntitle: T\nlanguage: {language}\n---\n{article}\n"),
        );
        let (parsed, _) = parse(&folder);
        let lost = lost(&parsed, &folder.sources);
        let edits = lost.iter().flat_map(|lost| match &lost.remedy {
            Remedy::Rewrite { edits, .. } => edits.clone(),
            Remedy::ByHand(_) => Vec::new(),
        });
        let text = apply(&folder.sources.file(notes).text, &edits.collect::<Vec<_>>());
        let quoted = text.strip_prefix(&format!("{HEAD}## N\n\n")).unwrap();
        let quoted = quoted.strip_suffix("\n\nBody\n").unwrap().to_owned();
        (lost, quoted)
    }

    fn at_stake(lost: &[Lost]) -> bool {
        matches!(lost, [Lost { remedy: Remedy::Rewrite { at_stake: true, .. }, .. }])
    }

    #[test]
    fn only_the_words_that_differ_are_rewritten() {
        let article = "The old council will close the small ferry in spring, it said.";
        for (before, after) in [
            (
                "> The old council will\n> close the smal ferry",
                "> The old council will\n> close the small ferry",
            ),
            (
                "> The old council will  \n> shut the *small* ferry ",
                "> The old council will  \n> close the *small* ferry ",
            ),
            (
                ">The council will close\r\n>   the small ferry\r",
                ">The old council will close\r\n>   the small ferry\r",
            ),
            ("> will quickly close\n> the small ferry", "> will close\n> the small ferry"),
            ("> close the smal ferry […] it said", "> close the small ferry […] it said"),
            ("> clse the **smal** ferry […] it sayd", "> close the **small** ferry […] it said"),
            ("> close the smal ferry\n> — [[wire]]", "> close the small ferry\n> — [[wire]]"),
        ] {
            let (lost, quoted) = mended(article, before);
            assert_eq!(quoted, after, "{lost:?}");
            assert_eq!(lost.len(), 1);
            assert!(!at_stake(&lost), "{lost:?}");
        }
    }

    #[test]
    fn numbers_negations_and_names_are_at_stake() {
        let article = "All 19 bureaus of Xinjiang cannot act lawfully without the ministry.";
        for quoted in [
            "> All 18 bureaus of Xinjiang",
            "> 19 bureaus of Xinjiang can act lawfully",
            "> bureaus of Tibet cannot act",
            "> cannot act unlawfully without",
        ] {
            let (lost, _) = mended(article, quoted);
            assert!(at_stake(&lost), "{quoted}: {lost:?}");
        }
    }

    #[test]
    fn a_place_with_other_figures_is_not_as_near_as_one_with_the_same() {
        let article = "The mayor counted 18 boats. Then the major counted 19 boats.";
        let (_, quoted) = mended(article, "> the mayor counted 19 boats");
        assert_eq!(quoted, "> the major counted 19 boats");
        let other = "Then the mayor counted 18 boats. Then the mayor counted 19 boats.";
        let (lost, _) = mended(other, "> the mayor counted 17 boats");
        let [Lost { remedy: Remedy::ByHand(reason), .. }] = &lost[..] else { panic!("{lost:?}") };
        assert!(reason.ends_with("none has the figures that are quoted"), "{reason}");
    }

    #[test]
    fn what_is_not_sure_is_done_by_hand() {
        let article = "They close the ferry. We close the ferry. Nothing else.";
        for quoted in ["> close teh ferry", "> Zebras dance", "> close the ferry", "> else […] We"]
        {
            let (lost, same) = mended(article, quoted);
            assert!(matches!(&lost[..], [Lost { remedy: Remedy::ByHand(_), .. }]), "{lost:?}");
            assert_eq!(same, quoted);
        }
        assert!(mended(article, "> They close the ferry").0.is_empty());
    }

    #[test]
    fn a_new_wording_that_stands_twice_is_told_by_more_words() {
        let article = "It will close the ferry, said Ann. It will close the fairy, said Bo.";
        let (lost, quoted) = mended(article, "> will close the ferrry, said Ann");
        assert_eq!(quoted, "> will close the ferry, said Ann", "{lost:?}");
    }

    proptest! {
        #[test]
        fn no_figure_is_changed_without_being_asked_for(
            numbers in (thousandths(), thousandths()), language in 0..LANGUAGES.len(),
            spellings in any::<[prop::sample::Index; 2]>(), signs in (0usize..3, 0usize..3),
            units in (0..UNITS, 0..UNITS),
        ) {
            let (old, language) = spelled(numbers.0, language, spellings[0], signs.0, units.0);
            let (new, _) = {
                let index = LANGUAGES.iter().position(|it| *it == language).unwrap_or_default();
                spelled(numbers.1, index, spellings[1], signs.1, units.1)
            };
            let sentence = |figure: &str| format!("zorb lume wirt {figure} quib drat vone");
            let quoted = format!("> {}", sentence(&old));
            let (lost, after) = mended_in(language, &format!("{}.", sentence(&new)), &quoted);
            let tongue = Language::of(language);
            let [one, other] = [&old, &new].map(|text| figures(text, tongue));
            let same = one[0].says_the_same(&old, &other[0], &new);
            if !same {
                let kept = after == quoted && !lost.is_empty();
                prop_assert!(kept || at_stake(&lost), "{} {}: {:?}", old, new, lost);
            }
        }
    }
}
