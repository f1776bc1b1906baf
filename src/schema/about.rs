//! What keys are about, in a few words each, as an editor shows them beside a key.

use crate::parse::file_kind::FileKind;

/// What a kind of file is.
pub(super) fn about_kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Settings => "The settings of a briefing; every key may be left out.",
        FileKind::Index => "The front matter of the front page.",
        FileKind::Article => "The front matter of a report.",
        FileKind::Annotations => {
            "The front matter of a file of notes: what holds for each of them."
        }
        FileKind::Entity => "The front matter of a company, agency, place, programme or document.",
        FileKind::Official => "The front matter of a person or institution that is quoted.",
        FileKind::Tag => "The front matter of what a tag is about.",
        FileKind::Page => "The front matter of a page of the briefing's own.",
        FileKind::Corrections => "The front matter of the page of the briefing's own corrections.",
        FileKind::Pins => "What was measured in originals, by article; written by `sidenote pin`.",
    }
}

/// What a key is about; `within` is the key whose value it stands in, or nothing.
pub(super) fn about_key(kind: FileKind, within: &str, key: &str) -> Option<&'static str> {
    let place = if within.is_empty() { kind.name() } else { within };
    let of = |place: &str| {
        ABOUT.iter().find(|(at, name, _)| *at == place && *name == key).map(|(.., about)| *about)
    };
    of(place).or_else(|| if within.is_empty() { of("") } else { None })
}

/// The kind of file, or the key that another stands under; else nothing, for every kind of file. Then
/// the key, and what it is about.
pub(super) const ABOUT: &[(&str, &str, &str)] = &[
    ("", "allow", "Findings that you have looked at in this file and accept: codes."),
    ("", "extra", "A map of your own; templates see it as it is."),
    ("", "language", "The language, as a tag: en, de, zh."),
    ("settings", "title", "The site's title."),
    ("settings", "description", "One sentence about the briefing."),
    ("settings", "base_url", "Where the site will stand: the address of a folder."),
    ("settings", "editor", "Who makes the briefing."),
    (
        "settings",
        "rights",
        "What a public build shows of a report that does not say: all of it, the passages of notes, its reference.",
    ),
    (
        "settings",
        "excerpt_budget",
        "How much of one report a public build may show: 300 (words) or 10 %.",
    ),
    (
        "settings",
        "external_ignore",
        "Beginnings of addresses that `sidenote check --external` does not ask for.",
    ),
    (
        "settings",
        "claim_reviews",
        "Whether the findings of claims are published as schema.org ClaimReview.",
    ),
    (
        "settings",
        "citation",
        "The style of references: apa, chicago-notes, ieee, modern-language-association or another of CSL.",
    ),
    (
        "settings",
        "csv_formulas",
        "Whether cells of CSV files that a spreadsheet would read as formulas get an apostrophe.",
    ),
    ("settings", "output", "The site's folder, seen from the briefing."),
    (
        "settings",
        "nav",
        "The menu: reports, entities, officials, claims, tags, shared, print, and ids of own pages.",
    ),
    ("settings", "logo", "The logo at the head of every page: a file in static/."),
    ("settings", "footer", "What stands at the foot of every page, in Markdown."),
    ("index", "exhibits", "Ids of the notes that the front page shows first."),
    ("index", "unreported", "What is in none of these reports, a text each."),
    ("page", "title", "The page's title."),
    ("article", "title", "The headline."),
    ("article", "publisher", "Who printed it: one name."),
    ("article", "authors", "The by-line: one name, or a list of several."),
    ("article", "published", "When it appeared: 2019-10-07, 2019-10 or 2019."),
    ("article", "accessed", "When you read it."),
    ("article", "url", "Where it stands: a whole address."),
    ("article", "archive_url", "Where a copy is kept: a whole address."),
    ("article", "text", "The report's own words, all or in part, or your summary of it."),
    ("article", "route", "How its words got into its language."),
    ("article", "agency", "Whose copy it prints, where not its own."),
    (
        "article",
        "rights",
        "What a public build may show of the report's own text: all of it, the passages of notes, its reference.",
    ),
    (
        "article",
        "original",
        "The file that a digest or excerpt was made from, in the folder of originals; never published.",
    ),
    ("article", "redirect_from", "Earlier ids: for each a small page leads here."),
    (
        "article",
        "except",
        "Ids of entities and officials that are not meant where their names stand in this report.",
    ),
    ("annotations", "article", "The article that passages without an attribution are from."),
    ("annotations", "author", "Who wrote the notes."),
    ("annotations", "status", "Drafts are left out of a public build."),
    ("annotations", "tags", "Tags of every note of the file: one, or a list."),
    ("tag", "name", "The tag's name, where not its id."),
    ("tag", "description", "One sentence about it."),
    ("tag", "order", "Its place among the tags."),
    ("entity", "name", "How you name it."),
    ("entity", "kind", "What it is."),
    ("entity", "full_name", "The whole name."),
    ("entity", "aliases", "Other names that always mean it: one, or a list."),
    (
        "entity",
        "short",
        "Forms that count only where a longer one stands in the same article: an acronym.",
    ),
    ("entity", "except", "Words in which its names mean something else: [May Day]."),
    ("entity", "names", "Forms in other languages, by the language's tag."),
    ("entity", "part_of", "The id of the entity that it belongs to."),
    ("entity", "facts", "Facts, each with its source."),
    ("entity", "links", "Labels and whole addresses; wikidata may be a bare Q42."),
    ("official", "name", "How you name them."),
    ("official", "kind", "What they are, where not a person."),
    ("official", "full_name", "The whole name."),
    ("official", "aliases", "Other names that always mean them: one, or a list."),
    (
        "official",
        "short",
        "Forms that count only where a longer one stands in the same article: a surname.",
    ),
    ("official", "except", "Words in which their names mean something else: [May Day]."),
    ("official", "names", "Forms in other languages, by the language's tag."),
    ("official", "part_of", "The id of the entity that they belong to."),
    ("official", "facts", "Facts, each with its source."),
    ("official", "links", "Labels and whole addresses; wikidata may be a bare Q42."),
    ("official", "role", "Office or role."),
    ("official", "affiliation", "The id of the entity that they speak for."),
    ("official", "capacity", "In what capacity they speak."),
    ("facts", "label", "What the fact tells."),
    ("facts", "value", "The value, as you write it."),
    ("facts", "source", "Who says so: an id, an address, or words."),
    ("facts", "as_of", "When it held: a date."),
    (
        "pins",
        "sha256",
        "Of the original, whatever its line ends; of an article that is here whole, of its body.",
    ),
    ("pins", "pinned", "When it was measured."),
    ("pins", "words", "How many words the report has."),
    (
        "pins",
        "names",
        "Each entity and official, with the forms in which the report prints its name, and how often.",
    ),
    ("pins", "shared", "Each article whose report shares words with it."),
    ("pins", "quotes", "What the report does with each quotation."),
    ("shared", "words", "How many words are shared in all."),
    ("shared", "runs", "In how many runs."),
    ("shared", "longest", "How many words the longest has."),
];
