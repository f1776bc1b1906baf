//! The shape of `briefing.json`. Its schema is made from these types and their descriptions, so
//! that the two cannot differ. What there is none of is left out; lists are always there.

use std::borrow::Cow;
use std::io;
use std::ops::Range;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::shared_pairs::SharedWords;
use crate::collate::Label;
use crate::export::parts::Parts;
use crate::model::{EntityKind, NoteClass};

/// An annotated briefing: reports, notes on their passages, and the people and things they name.
///
/// Addresses of the site's pages (`page`) are absolute where the site's address is known, else
/// relative to this file. `start` and `end` count Unicode code points in a block's `text`.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Briefing<'a> {
    /// The schema of this file.
    #[serde(rename = "$schema")]
    pub(super) schema: &'a str,
    /// The briefing's settings.
    pub(super) settings: Settings<'a>,
    /// The front page's text.
    pub(super) front: Prose<'a>,
    /// What is in none of the reports, as the editor says.
    pub(super) unreported: Vec<Prose<'a>>,
    /// The reports, in order of publication, then of id; those without a date last.
    #[schemars(with = "Listed<Article>")]
    pub(super) articles: Each<'a, Article<'a>>,
    /// Entities and officials, in order of their ids.
    #[schemars(with = "Listed<Record>")]
    pub(super) records: Each<'a, Record<'a>>,
    /// The notes, in the order in which they were written down.
    #[schemars(with = "Listed<Note>")]
    pub(super) notes: Each<'a, Note<'a>>,
    /// The tags of the notes, those with an order of their own first, then by id.
    pub(super) tags: Vec<Tag<'a>>,
    /// Where reports name entities and officials, in order of article and place.
    #[schemars(with = "Listed<Mention>")]
    pub(super) mentions: Each<'a, Mention<'a>>,
    /// Where reports print what is probably a misspelling of a name, in order of entity or
    /// official, article and place. These are no mentions.
    pub(super) misspellings: Vec<Misspelling<'a>>,
    /// The quotations, a `quote` note each, with the reports' printings aligned.
    #[schemars(with = "Listed<Family>")]
    pub(super) families: Each<'a, Family<'a>>,
    /// The claims, a `claim` note each, with the reports' answers compared.
    #[schemars(with = "Listed<ClaimTable>")]
    pub(super) claims: Each<'a, ClaimTable<'a>>,
    /// What the reports' texts have in common.
    pub(super) shared: SharedWords<'a>,
    /// Pages of the briefing's own, in order of their ids.
    pub(super) pages: Vec<OwnPage<'a>>,
}

/// A list whose items are made one after the other while it is written: all of them together would
/// take more room than the briefing.
pub(super) enum Each<'a, T> {
    Items(Box<dyn Fn() -> Box<dyn Iterator<Item = T> + 'a> + 'a>),
    Parts(ListParts),
}

/// A list: here, or in files of its own where the briefing is large.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "`Each` is written as one of the two; the schema is made from these")]
pub(super) enum Listed<T> {
    Here(Vec<T>),
    Elsewhere(ListParts),
}

/// A list that stands in files of its own.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListParts {
    /// How many items it has.
    pub(super) count: usize,
    /// The files beside this one, in order. Each has an item a line, as JSON.
    pub(super) parts: Vec<String>,
}

impl<'a, T: Serialize> Each<'a, T> {
    pub(super) fn new<I: Iterator<Item = T> + 'a>(items: impl Fn() -> I + 'a) -> Self {
        Self::Items(Box::new(move || Box::new(items())))
    }

    /// Puts the items into files of their own.
    pub(super) fn part(&mut self, name: &str, files: &mut Parts<'_>) -> io::Result<()> {
        let Self::Items(items) = self else { return Ok(()) };
        let parts = files.list(name, "jsonl", items(), |bytes, item| {
            serde_json::to_writer(&mut *bytes, &item)?;
            bytes.push(b'\n');
            Ok(())
        })?;
        *self = Self::Parts(ListParts {
            count: parts.iter().map(|part| part.count).sum(),
            parts: parts.into_iter().map(|part| part.path).collect(),
        });
        Ok(())
    }
}

impl<T: Serialize> Serialize for Each<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Items(items) => serializer.collect_seq(items()),
            Self::Parts(parts) => parts.serialize(serializer),
        }
    }
}

/// What holds for the whole briefing.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings<'a> {
    /// The briefing's title.
    pub(super) title: &'a str,
    /// What it is, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    /// Where the site stands: an absolute URL that ends in a slash.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) base_url: Option<&'a str>,
    /// Language of the notes, a BCP 47 tag.
    pub(super) language: &'a str,
    /// Who answers for the briefing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) editor: Option<&'a str>,
    /// What a public build may show of a report that does not say.
    #[schemars(extend("enum" = RIGHTS))]
    pub(super) rights: &'static str,
    /// How much of one report a public build may show, at most: so many words, or a percentage such
    /// as `10 %`.
    pub(super) excerpt_budget: Budget,
}

/// A number of words or a percentage.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum Budget {
    /// So many words.
    Words(u64),
    /// So much, such as `10 %`.
    Share(String),
}

/// Text of the editor's.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Prose<'a> {
    /// As HTML, without an element around it. Links are as `page`.
    pub(super) html: Cow<'a, str>,
    /// As a reader sees it, without markup.
    pub(super) text: String,
}

/// A page of the briefing's own: a method, a glossary.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnPage<'a> {
    /// Its id.
    pub(super) id: &'a str,
    /// Its page in the site.
    pub(super) page: String,
    /// What it is called.
    pub(super) title: &'a str,
    /// Its text.
    pub(super) text: Prose<'a>,
}

/// A report, or the editor's digest of it.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Article<'a> {
    /// Its id.
    pub(super) id: &'a str,
    /// Its page in the site.
    pub(super) page: String,
    /// How other pages call it in short.
    pub(super) label: &'a str,
    /// Headline.
    pub(super) title: &'a str,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) publisher: Option<&'a str>,
    /// By-line.
    pub(super) authors: &'a [String],
    /// When it was published: a day, a month or a year, as in `2019-10-07`, `2019-10`, `2019`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<String>,
    /// When the editor read it, as `published`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) accessed: Option<String>,
    /// Where the report stands on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
    /// An archived copy of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) archive_url: Option<&'a str>,
    /// Language of its text, a BCP 47 tag.
    pub(super) language: &'a str,
    /// Whose words the text is: the report's own, whole or in part, or the editor's digest.
    #[schemars(extend("enum" = TEXT_KINDS))]
    pub(super) text: &'static str,
    /// How its words got into its language.
    #[schemars(extend("enum" = ROUTES))]
    pub(super) route: &'static str,
    /// Whose copy it is, where not its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) agency: Option<&'a str>,
    /// What a public build may show of it.
    #[schemars(extend("enum" = RIGHTS))]
    pub(super) rights: &'static str,
    /// Earlier ids.
    pub(super) redirect_from: &'a [String],
    /// Whether its text is left out of this build.
    pub(super) withheld: bool,
    /// Where not all of its text is shown: what is told of all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) excerpt: Option<Excerpt<'a>>,
    /// The blocks that hold text, in reading order.
    pub(super) blocks: Vec<Block<'a>>,
    /// What was counted in the report itself, where its text here is not whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pinned: Option<Pinned<'a>>,
}

/// What is told of a text that is not shown, or not all.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Excerpt<'a> {
    /// Its words. In scripts that are written without spaces a character is half a word.
    pub(super) words: usize,
    /// How many of them are shown.
    pub(super) words_shown: usize,
    /// Whom it names, each with the forms that it prints.
    pub(super) names: Vec<FormsOf<'a>>,
}

/// What was counted in a report.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Pinned<'a> {
    /// When: a day, a month or a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
    /// Its words. In scripts that are written without spaces a character is half a word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) words: Option<u64>,
    /// The entities and officials that were looked for.
    pub(super) names: Vec<FormsOf<'a>>,
}

/// How a report names an entity or official.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FormsOf<'a> {
    /// Id of the entity or official.
    pub(super) record: &'a str,
    /// Its forms; none where the report does not name it.
    pub(super) forms: Vec<Form<'a>>,
}

/// A printed form.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Form<'a> {
    /// As the report prints it.
    pub(super) form: &'a str,
    /// How often.
    pub(super) count: u64,
}

/// A paragraph or what is like one.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Block<'a> {
    /// Its id, unique in the article: the id of its element in the article's page.
    pub(super) id: &'a str,
    /// What it is.
    #[schemars(extend("enum" = BLOCK_KINDS))]
    pub(super) kind: &'static str,
    /// A heading's level.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 6))]
    pub(super) level: Option<u8>,
    /// Its text: the `textContent` of its element.
    pub(super) text: &'a str,
}

/// An entity or official.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Record<'a> {
    /// Its id.
    pub(super) id: &'a str,
    /// Whether it is an entity or an official.
    #[schemars(extend("enum" = RECORD_KINDS))]
    pub(super) record: &'static str,
    /// Its page in the site.
    pub(super) page: String,
    /// The editor's name for it.
    pub(super) name: &'a str,
    /// Its name in full.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) full_name: Option<&'a str>,
    /// Other forms that always mean it.
    pub(super) aliases: &'a [String],
    /// Forms that mean it only where a longer one stands in the same report.
    pub(super) short: &'a [String],
    /// Forms in other languages.
    pub(super) names: Vec<Name<'a>>,
    /// What kind of thing it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = EntityKind::ALL.map(EntityKind::name)))]
    pub(super) kind: Option<&'static str>,
    /// Id of the entity that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) part_of: Option<&'a str>,
    /// An official's office or role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<&'a str>,
    /// Id of the entity that an official speaks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) affiliation: Option<&'a str>,
    /// In what capacity an official speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = CAPACITIES))]
    pub(super) capacity: Option<&'static str>,
    /// Facts about it.
    pub(super) facts: Vec<Fact<'a>>,
    /// Links to the web.
    pub(super) links: Vec<Link<'a>>,
    /// The editor's profile of it.
    pub(super) profile: Prose<'a>,
}

/// A name in another language.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Name<'a> {
    /// The language, a BCP 47 tag.
    pub(super) language: &'a str,
    /// The name.
    pub(super) name: &'a str,
}

/// A fact about an entity or official.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Fact<'a> {
    /// What it tells.
    pub(super) label: &'a str,
    /// The value, as the editor writes it.
    pub(super) value: &'a str,
    /// Who says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<Reference<'a>>,
    /// When it held: a day, a month or a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) as_of: Option<String>,
}

/// A link to the web.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Link<'a> {
    /// What it leads to.
    pub(super) label: &'a str,
    /// The address.
    pub(super) url: &'a str,
}

/// Who or what is referred to.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Reference<'a> {
    /// Id of a report.
    Article(&'a str),
    /// Id of an entity or official.
    Record(&'a str),
    /// A page on the web.
    Url(&'a str),
    /// Words.
    Words(&'a str),
}

/// A topic that notes are about.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Tag<'a> {
    /// Its id.
    pub(super) id: &'a str,
    /// Its page in the site.
    pub(super) page: String,
    /// What it is called.
    pub(super) name: &'a str,
    /// What it is about, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    /// Its place among tags that have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) order: Option<u64>,
    /// The editor's text on it.
    pub(super) body: Prose<'a>,
}

/// A note of the editor's.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Note<'a> {
    /// Its id.
    pub(super) id: &'a str,
    /// What kind of note it is.
    #[schemars(extend("enum" = NoteClass::ALL.map(NoteClass::name)))]
    pub(super) kind: &'static str,
    /// Where the site shows it.
    pub(super) page: String,
    /// Its title.
    pub(super) title: &'a str,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<&'a str>,
    /// Whether it is a draft; a public build has none.
    pub(super) draft: bool,
    /// Id of the note that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reply: Option<&'a str>,
    /// Ids of its tags.
    pub(super) tags: Vec<&'a str>,
    /// The passages that it is about, in the editor's order.
    pub(super) passages: Vec<Passage<'a>>,
    /// Id of the report that a note without passages is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) about: Option<&'a str>,
    /// Ids of the reports in which the editor looked and found nothing.
    pub(super) silent: Vec<&'a str>,
    /// What a `quote` says of its utterance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) quote: Option<Quote<'a>>,
    /// What a `claim` says of its question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) claim: Option<Claim<'a>>,
    /// What a `correction` says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) correction: Option<Correction<'a>>,
    /// The note itself.
    pub(super) body: Prose<'a>,
}

/// One utterance, whose passages are its printings.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Quote<'a> {
    /// Who said it; the first of several.
    pub(super) speaker: Reference<'a>,
    /// All who said it together.
    pub(super) speakers: Vec<Reference<'a>>,
    /// Date or occasion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) said: Option<&'a str>,
    /// Id of the report whose printing the editor chose to hold the others against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) base: Option<&'a str>,
}

/// One question, whose passages are the reports' answers.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim<'a> {
    /// What is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<&'a str>,
    /// What the parts of a sum should add up to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) total: Option<&'a str>,
    /// The editor's own answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) finding: Option<Finding<'a>>,
}

/// What the editor found to be the answer.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Finding<'a> {
    /// The answer, as the editor writes it.
    pub(super) value: &'a str,
    /// What it rests on.
    pub(super) evidence: Reference<'a>,
}

/// A finding that a report is wrong.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Correction<'a> {
    /// What the finding rests on.
    pub(super) evidence: Reference<'a>,
    /// What the report should say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reads: Option<&'a str>,
}

/// A passage of a report.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Passage<'a> {
    /// Id of the report.
    pub(super) article: &'a str,
    /// Where the site shows it.
    pub(super) page: String,
    /// Its parts, in order; none where the report's text is withheld. What lies between two is
    /// left out of the passage.
    pub(super) parts: Vec<Part<'a>>,
    /// The answer to a claim, as the editor reads it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<&'a str>,
    /// How its words got into the report's language.
    #[schemars(extend("enum" = ROUTES))]
    pub(super) route: &'static str,
    /// How the report names the speaker.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub(super) named_as: Option<&'a str>,
    /// Through whom the report has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) via: Option<Reference<'a>>,
}

/// An unbroken stretch of a report.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Part<'a> {
    /// Its words. Where it runs over several blocks, what it has of each is joined by a line feed.
    pub(super) exact: Cow<'a, str>,
    /// Whether some of these words are a digest's, and not the report's; left out where none are.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(with = "Option<bool>")]
    pub(super) digest: bool,
    /// Its places, a block each.
    pub(super) ranges: Vec<TextRange<'a>>,
}

/// Text within a block.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TextRange<'a> {
    /// Id of the block.
    pub(super) block: &'a str,
    /// Code points of the block's text before it.
    pub(super) start: usize,
    /// Code points of the block's text up to its end.
    pub(super) end: usize,
}

/// A place where a report names an entity or official.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Mention<'a> {
    /// Id of the entity or official.
    pub(super) record: &'a str,
    /// Id of the report.
    pub(super) article: &'a str,
    /// The name as the report prints it; left out where it stands in a digest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) printed: Option<&'a str>,
    /// The name as the editor's digest has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) digest: Option<&'a str>,
    /// Id of the block.
    pub(super) block: &'a str,
    /// Code points of the block's text before it.
    pub(super) start: usize,
    /// Code points of the block's text up to its end.
    pub(super) end: usize,
}

/// A place where a report prints what is probably a misspelling of a name.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Misspelling<'a> {
    /// Id of the entity or official whose name it resembles.
    pub(super) record: &'a str,
    /// Id of the report.
    pub(super) article: &'a str,
    /// The form as the report prints it.
    pub(super) printed: &'a str,
    /// The name that it resembles.
    pub(super) known: &'a str,
    /// How it differs: in a letter, in two letters that have changed places, in one word that
    /// sounds alike, in hyphens or spaces, in capitals.
    #[schemars(extend("enum" = SLIPS))]
    pub(super) differs_in: &'static str,
    /// Id of the note in which the editor corrects it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) corrected_by: Option<&'a str>,
    /// Id of the block.
    pub(super) block: &'a str,
    /// Code points of the block's text before it.
    pub(super) start: usize,
    /// Code points of the block's text up to its end.
    pub(super) end: usize,
}

/// One utterance, as each report prints it. One printing is the base; every other is aligned to
/// it word by word.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Family<'a> {
    /// Id of the note.
    pub(super) note: &'a str,
    /// Id of the report whose printing is the base; left out where no printing has text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) base: Option<&'a str>,
    /// The words and marks of the base.
    pub(super) tokens: Vec<BaseToken<'a>>,
    /// A printing each, in the editor's order.
    pub(super) rows: Vec<Row<'a>>,
    /// What was changed, and by whom, in order of the base.
    pub(super) changes: Vec<Change<'a>>,
    /// Of all printings that could be compared, taken together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) agreement: Option<Agreement>,
    /// What the reports do with it, as far as that is known: each report does one of these. Empty
    /// for what an article says in its own words.
    pub(super) receptions: Vec<Reception<'a>>,
}

/// Reports that do the same with an utterance.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Reception<'a> {
    /// What they do: print it, as a passage shows; say it in their own words; print the words too,
    /// though no passage is noted; do not report it, as the editor says; were published before; do
    /// not print the words, all of their text having been read. Else nothing is known.
    #[schemars(extend("enum" = RECEPTIONS))]
    pub(super) reception: &'static str,
    /// How many reports.
    pub(super) count: usize,
    /// Their ids, in order of publication; left out where they are more than a hundred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) articles: Option<Vec<&'a str>>,
}

/// A word or mark of the base.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BaseToken<'a> {
    /// As it is printed.
    pub(super) text: &'a str,
    /// How many reports print other words here, or leave it out; left out where none does.
    #[serde(skip_serializing_if = "is_none")]
    #[schemars(with = "Option<usize>")]
    pub(super) differing: usize,
    /// How many reports' printings reach to here; left out where none does.
    #[serde(skip_serializing_if = "is_none")]
    #[schemars(with = "Option<usize>")]
    pub(super) compared: usize,
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

/// One report's printing.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Row<'a> {
    /// Id of the report.
    pub(super) article: &'a str,
    /// Its passages, by their numbers in the note, from 0.
    pub(super) passages: &'a [usize],
    /// How the words got into the report's language.
    #[schemars(extend("enum" = ROUTES))]
    pub(super) route: &'static str,
    /// How it compares with the base: it is the base; it is aligned to it; it is in another
    /// language, or has nothing in common with it; it has no words but a digest's; its text is
    /// withheld.
    #[schemars(extend("enum" = COMPARISONS))]
    pub(super) comparison: &'static str,
    /// Where it is aligned: whether it prints only a fragment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) partial: Option<bool>,
    /// Where it is aligned: how far the words agree with the base, where it reaches. A printing of
    /// which every word agrees may still be a fragment: `partial` tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) agreement: Option<Agreement>,
    /// The printing in pieces: those of kind `text`, put together, are what the report prints. Of a
    /// digest these are its words in quotation marks.
    pub(super) pieces: Vec<Piece<'a>>,
    /// How it differs from the base. Pieces name differences by their numbers, from 0; those labelled
    /// `cut`, of words that stand where the passages have a gap or an end, are in no piece.
    pub(super) differences: Vec<Difference<'a>>,
}

/// A piece of a printing.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Piece<'a> {
    /// Printed text: as far as it goes without a difference, or the whole of one.
    Text {
        /// As it is printed.
        text: &'a str,
        /// The base's tokens that stand here.
        base: Tokens,
        /// Number of the difference.
        #[serde(skip_serializing_if = "Option::is_none")]
        difference: Option<usize>,
    },
    /// Words of the report stand here that are no part of the passage.
    Gap {},
    /// Words or marks of the base that are not printed here.
    Omitted {
        /// The base's tokens.
        base: Tokens,
        /// Number of the difference.
        difference: usize,
    },
    /// Words of the base to which this printing, a fragment, does not reach.
    Unreached {
        /// The base's tokens.
        base: Tokens,
    },
}

/// Tokens of the base, by their numbers, from 0.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Tokens {
    /// The first.
    pub(super) start: usize,
    /// The first that no longer belongs to them.
    pub(super) end: usize,
}

impl From<&Range<usize>> for Tokens {
    fn from(range: &Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// A difference between the base and a printing.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Difference<'a> {
    /// What kind of thing it is: the most serious that fits.
    #[schemars(extend("enum" = Label::ALL.map(Label::name)))]
    pub(super) label: &'static str,
    /// The base's tokens that are printed otherwise, or not.
    pub(super) base: Tokens,
    /// What the base prints; empty for an addition.
    pub(super) base_text: &'a str,
    /// What this report prints; empty for an omission. Of a long `cut` the first words or the last.
    pub(super) text: &'a str,
}

/// A change to the base that one report or several make.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Change<'a> {
    /// The change.
    pub(super) difference: Difference<'a>,
    /// Ids of the reports.
    pub(super) articles: Vec<&'a str>,
}

/// How far words agree. Spelling, capitals, punctuation and insertions don't count.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Agreement {
    /// Words that agree.
    pub(super) same: usize,
    /// Words compared.
    pub(super) of: usize,
    /// Their share, in percent: 100 only where every word agrees, 0 only where none does.
    #[schemars(range(max = 100))]
    pub(super) percent: u8,
}

/// One question and each report's answer.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ClaimTable<'a> {
    /// Id of the note.
    pub(super) note: &'a str,
    /// What the answers come to together.
    #[schemars(extend("enum" = VERDICTS))]
    pub(super) verdict: &'static str,
    /// The answers in the editor's order, then the reports that were found silent. A report
    /// without a cell is one of which nothing is known.
    pub(super) cells: Vec<Cell<'a>>,
    /// Answers that are the same, the one that most reports give first.
    pub(super) groups: Vec<AnswerGroup<'a>>,
    /// Part by part, where the answers are sums with named parts.
    pub(super) parts: Vec<PartRow<'a>>,
}

/// One report's answer.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Cell<'a> {
    /// Id of the report.
    pub(super) article: &'a str,
    /// Number of the passage in the note, from 0; left out where the report is silent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) passage: Option<usize>,
    /// The answer, as the editor writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<&'a str>,
    /// What it lies between, where it is a number, a date or a sum; of a sum the total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) range: Option<Quantity<'a>>,
    /// Number of its group, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) group: Option<usize>,
    /// How it stands to the other answers.
    #[schemars(extend("enum" = STATUSES))]
    pub(super) status: &'static str,
    /// Of a sum, whether it comes to the claim's total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sum: Option<SumCheck<'a>>,
    /// How the answer stands to the editor's own, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = AGAINST_FINDING))]
    pub(super) finding: Option<&'static str>,
}

/// Answers that are the same.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Group")]
pub(super) struct AnswerGroup<'a> {
    /// The answer, as the editor writes it for the earliest of these reports.
    pub(super) value: &'a str,
    /// Numbers of the cells, from 0.
    pub(super) cells: &'a [usize],
}

/// Whether the parts of a sum come to the claim's total.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SumCheck<'a> {
    /// What the parts add up to.
    pub(super) adds_up_to: Quantity<'a>,
    /// What they should.
    pub(super) total: Quantity<'a>,
    /// Whether the two can be the same.
    pub(super) holds: bool,
}

/// One named part across the reports' sums.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PartRow<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// How many each report has, where its sum has the part.
    pub(super) counts: Vec<PartCount<'a>>,
    /// Whether two of the counts cannot both be true.
    pub(super) disputed: bool,
}

/// How many of a part one report has.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PartCount<'a> {
    /// Number of the cell, from 0.
    pub(super) cell: usize,
    /// How many.
    pub(super) quantity: Quantity<'a>,
    /// Whether the editor counted what the report only names.
    pub(super) counted_by_editor: bool,
}

/// A number, bound or range; or a day, a month or a stretch of days.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Quantity<'a> {
    /// The lower end; of a plain number both ends are the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) low: Option<End>,
    /// The upper end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) high: Option<End>,
    /// Whether it is said to be about that, a little below or a little above.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = APPROXIMATIONS))]
    pub(super) approximation: Option<&'static str>,
    /// A currency, percent sign or measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<&'a str>,
}

/// An end of a range.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct End {
    /// The number in plain digits, exactly; or the day, as in `2019-10-07`.
    pub(super) at: String,
    /// Whether the end itself belongs to the range, as in "at least", not in "more than".
    pub(super) inclusive: bool,
}

// What the schema lists where the model has a type: the words that authors write.
const RIGHTS: [&str; 3] = ["full", "excerpt", "link"];
const TEXT_KINDS: [&str; 3] = ["full", "excerpt", "digest"];
const ROUTES: [&str; 4] = ["direct", "translated", "back-translated", "paraphrase"];
const BLOCK_KINDS: [&str; 6] = ["paragraph", "heading", "item", "cell", "code", "html"];
const RECORD_KINDS: [&str; 2] = ["entity", "official"];
const CAPACITIES: [&str; 3] = ["official", "spokesperson", "expert"];
const COMPARISONS: [&str; 6] =
    ["base", "aligned", "other-language", "nothing-in-common", "digest", "withheld"];
const RECEPTIONS: [&str; 7] =
    ["prints", "own-words", "prints-too", "not-reported", "before", "does-not-print", "not-known"];
const VERDICTS: [&str; 6] =
    ["unanswered", "only answer", "agree", "compatible", "differ", "contradict"];
const STATUSES: [&str; 7] =
    ["agrees", "compatible", "differs", "disagrees", "only answer", "no value", "not reported"];
const AGAINST_FINDING: [&str; 5] =
    ["agrees", "compatible", "not comparable", "differs", "contradicts"];
const SLIPS: [&str; 5] = ["letter", "swapped letters", "sound", "division", "capitals"];
const APPROXIMATIONS: [&str; 3] = ["around", "below", "above"];
