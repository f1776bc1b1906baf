//! `annotations.jsonld`: the notes as a W3C Web Annotation collection.

use std::borrow::Cow;
use std::io;

use serde::{Serialize, Serializer};

use super::authored::{Heading, Line};
use super::block_text::{BlockText, joined};
use super::{Edition, Parts};
use crate::model::briefing::passage_anchor;
use crate::model::{ArticleId, Note, NoteId, TagId};
use crate::route::{Route, SitePlace};

pub(super) const PATH: &str = "annotations.jsonld";

/// How its parts' names end.
const EXTENSION: &str = "jsonld";

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What a page that is a file of its own has beside its items, at most, where addresses are of usual length.
const ROOM_FOR_HEAD: usize = 2_000;

/// How such a page ends.
const END: &[u8] = b"]}";

#[derive(Serialize)]
#[serde(tag = "type", rename = "AnnotationCollection")]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    label: &'a str,
    total: usize,
    first: First<'a>,
    last: String,
}

/// The first page of annotations: itself where it is the only one, else its address.
#[derive(Serialize)]
#[serde(untagged)]
enum First<'a> {
    Only(AnnotationPage<'a>),
    Elsewhere(String),
}

#[derive(Serialize)]
#[serde(tag = "type")]
struct AnnotationPage<'a> {
    id: String,
    #[serde(rename = "partOf")]
    part_of: String,
    #[serde(rename = "startIndex")]
    start_index: usize,
    items: Items<'a>,
}

/// The beginning of a page that is a file of its own: its items follow, one a line.
#[derive(Serialize)]
#[serde(tag = "type", rename = "AnnotationPage")]
struct PageHead<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: &'a str,
    #[serde(rename = "partOf")]
    part_of: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    prev: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<&'a str>,
    #[serde(rename = "startIndex")]
    start_index: usize,
    items: [(); 0],
}

/// The annotations, made one after the other while they are written.
struct Items<'a>(&'a Edition<'a>);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let edition = self.0;
        serializer.collect_seq(edition.briefing.notes().map(|(id, _)| annotation(edition, id)))
    }
}

#[derive(Serialize)]
#[serde(tag = "type")]
struct Annotation<'a> {
    id: String,
    label: &'a str,
    motivation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Person<'a>>,
    body: Bodies<'a>,
    target: Vec<SpecificResource<'a>>,
    #[serde(flatten)]
    heading: Heading<'a>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
struct Person<'a> {
    name: &'a str,
}

/// What the note says, and after it each of its tags.
#[derive(Serialize)]
#[serde(untagged)]
enum Bodies<'a> {
    Text(TextualBody<'a>),
    Tagged(Vec<TextualBody<'a>>),
}

#[derive(Serialize)]
#[serde(tag = "type")]
struct TextualBody<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    purpose: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "type")]
struct SpecificResource<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    source: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    selector: Vec<Selector<'a>>,
    #[serde(flatten)]
    line: Option<Line<'a>>,
    /// Of a quotation's base text: the other printings.
    #[serde(rename = "dcterms:hasVersion", skip_serializing_if = "Vec::is_empty")]
    has_version: Vec<Target>,
    /// Of another printing: the base text.
    #[serde(rename = "dcterms:isVersionOf", skip_serializing_if = "Vec::is_empty")]
    is_version_of: Vec<Target>,
}

/// A target, by its id.
#[derive(Clone, Serialize)]
struct Target {
    id: String,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    #[serde(rename = "TextQuoteSelector")]
    Quote { exact: Cow<'a, str>, prefix: &'a str, suffix: &'a str },
    #[serde(rename = "CssSelector")]
    Block(Block),
    #[serde(rename = "RangeSelector")]
    Range {
        #[serde(rename = "startSelector")]
        start: Box<Selector<'a>>,
        #[serde(rename = "endSelector")]
        end: Box<Selector<'a>>,
    },
}

#[derive(Serialize)]
struct Block {
    value: String,
    #[serde(rename = "refinedBy")]
    refined_by: TextPositionSelector,
}

#[derive(Serialize)]
#[serde(tag = "type")]
struct TextPositionSelector {
    start: usize,
    end: usize,
}

pub(super) fn write(edition: &Edition, files: &mut Parts<'_>) -> io::Result<()> {
    let route = Route::File(PATH.to_owned());
    let id = edition.page.link(&route.clone());
    let page = edition.page.link_to(&SitePlace::at(route, "_page"));
    let mut collection = Collection {
        context: CONTEXT,
        id: id.clone(),
        label: &edition.briefing.settings.title,
        total: edition.briefing.notes.len(),
        first: First::Only(AnnotationPage {
            id: page.clone(),
            part_of: id.clone(),
            start_index: 0,
            items: Items(edition),
        }),
        last: page,
    };
    if files.whole(|out| serde_json::to_writer(out, &collection))? {
        return Ok(());
    }
    let pages = write_pages(edition, &id, files)?;
    if let (Some(first), Some(last)) = (pages.first(), pages.last()) {
        collection.first = First::Elsewhere(first.clone());
        collection.last.clone_from(last);
    }
    files.own(serde_json::to_vec(&collection)?);
    Ok(())
}

/// Puts the annotations into pages that are files of their own, an annotation a line, and gives the
/// addresses of these.
fn write_pages(edition: &Edition, id: &str, files: &mut Parts<'_>) -> io::Result<Vec<String>> {
    let mut pages = Pages { edition, collection: id, addresses: Vec::new(), start: 0 };
    let (mut items, mut count) = (Vec::new(), 0);
    for (note, _) in edition.briefing.notes() {
        let item = serde_json::to_vec(&annotation(edition, note))?;
        if count > 0 && !files.has_room(items.len() + item.len() + ROOM_FOR_HEAD) {
            pages.hand_over(&std::mem::take(&mut items), count, true, files)?;
            count = 0;
        }
        if count > 0 {
            items.push(b',');
        }
        items.push(b'\n');
        items.extend(item);
        count += 1;
    }
    pages.hand_over(&items, count, false, files)?;
    Ok(pages.addresses)
}

/// The pages that are handed over.
struct Pages<'e> {
    edition: &'e Edition<'e>,
    collection: &'e str,
    addresses: Vec<String>,
    /// How many annotations they have.
    start: usize,
}

impl Pages<'_> {
    fn hand_over(
        &mut self,
        items: &[u8],
        count: usize,
        is_followed: bool,
        files: &mut Parts<'_>,
    ) -> io::Result<()> {
        let number = self.addresses.len() + 1;
        let address = |number| {
            let path = files.part_path("", number, EXTENSION);
            self.edition.page.link(&Route::File(path))
        };
        let (here, next) = (address(number), is_followed.then(|| address(number + 1)));
        let head = PageHead {
            context: CONTEXT,
            id: &here,
            part_of: self.collection,
            prev: self.addresses.last().map(String::as_str),
            next: next.as_deref(),
            start_index: self.start,
            items: [],
        };
        let mut bytes = serde_json::to_vec(&head)?;
        bytes.truncate(bytes.len() - END.len());
        bytes.extend_from_slice(items);
        bytes.push(b'\n');
        bytes.extend_from_slice(END);
        files.part(number, EXTENSION, bytes);
        self.addresses.push(here);
        self.start += count;
        Ok(())
    }
}

fn annotation<'a>(edition: &'a Edition<'a>, id: NoteId) -> Annotation<'a> {
    let note = &edition.briefing[id];
    let motivation = note.kind.class().motivation();
    Annotation {
        id: edition.page.link_to(&SitePlace::at(Route::File(PATH.to_owned()), note.slug.clone())),
        label: &note.title,
        motivation,
        creator: note.author.as_deref().map(|name| Person { name }),
        body: bodies(edition, id, note),
        target: targets(edition, id, note),
        heading: Heading::new(edition, note),
    }
}

fn bodies<'a>(edition: &'a Edition<'a>, id: NoteId, note: &'a Note) -> Bodies<'a> {
    let text = TextualBody {
        value: edition.note_html(id),
        format: Some("text/html"),
        language: Some(&edition.briefing.settings.language),
        purpose: note.kind.class().motivation(),
    };
    if note.tags.is_empty() {
        return Bodies::Text(text);
    }
    let tag = |id: &TagId| TextualBody {
        value: &edition.briefing[*id].name,
        format: None,
        language: None,
        purpose: "tagging",
    };
    Bodies::Tagged([text].into_iter().chain(note.tags.iter().map(tag)).collect())
}

fn targets<'a>(edition: &Edition<'a>, id: NoteId, note: &'a Note) -> Vec<SpecificResource<'a>> {
    let mut targets = Vec::new();
    for (number, passage) in note.passages.iter().enumerate() {
        let first = targets.len();
        let target = |selector| SpecificResource {
            selector,
            line: Some(Line::new(edition, number, passage)),
            ..whole_article(edition, passage.article)
        };
        let parts = passage.parts();
        if parts.is_empty() {
            targets.push(target(Vec::new()));
        }
        for part in parts {
            let pieces: Vec<BlockText> = edition.pieces(passage.article, *part).collect();
            targets.push(target(selectors(&pieces)));
        }
        link_printing(edition, id, number, &mut targets[first..]);
    }
    if targets.is_empty() {
        let silent = note.silent.iter().map(|(article, _)| *article);
        targets.extend(note.about.into_iter().chain(silent).map(|id| whole_article(edition, id)));
    }
    if targets.is_empty() {
        // What answers a note is about it, on its page.
        let page = edition.briefing.note_place(note.reply.unwrap_or(id)).route;
        targets.push(whole_page(edition, if note.reply.is_some() { page } else { Route::Front }));
    }
    targets
}

/// Names the targets of a quotation's passage, and links the base text with every other printing.
fn link_printing(edition: &Edition, id: NoteId, passage: usize, targets: &mut [SpecificResource]) {
    let Some(family) = edition.collation.family(id).filter(|family| family.rows.len() > 1) else {
        return;
    };
    let Some(base) = family.base.and_then(|base| family.rows.get(base)) else { return };
    let of = |passages: &[usize]| -> Vec<Target> {
        passages.iter().flat_map(|passage| names(edition, id, *passage)).collect()
    };
    let (mut has_version, mut is_version_of) = (Vec::new(), Vec::new());
    if base.passages.contains(&passage) {
        let others = family.rows.iter().filter(|row| row.article != base.article);
        has_version = others.flat_map(|row| of(&row.passages)).collect();
    } else {
        is_version_of = of(&base.passages);
    }
    for (target, name) in targets.iter_mut().zip(names(edition, id, passage)) {
        target.id = Some(name.id);
        target.has_version.clone_from(&has_version);
        target.is_version_of.clone_from(&is_version_of);
    }
}

/// The targets of a passage, a part each. A note's own id has no underscore.
fn names(edition: &Edition, id: NoteId, passage: usize) -> impl Iterator<Item = Target> {
    let note = &edition.briefing[id];
    let parts = note.passages.get(passage).map_or(0, |passage| passage.parts().len().max(1));
    let first = passage_anchor(&note.slug, passage);
    (1..=parts).map(move |part| {
        let fragment = if part == 1 { first.clone() } else { format!("{first}_{part}") };
        let place = SitePlace::at(Route::File(PATH.to_owned()), fragment);
        Target { id: edition.page.link_to(&place) }
    })
}

fn whole_article<'a>(edition: &Edition<'a>, article: ArticleId) -> SpecificResource<'a> {
    whole_page(edition, edition.briefing.article_route(article))
}

fn whole_page<'a>(edition: &Edition<'a>, route: Route) -> SpecificResource<'a> {
    SpecificResource {
        id: None,
        source: edition.page.link(&route),
        selector: Vec::new(),
        line: None,
        has_version: Vec::new(),
        is_version_of: Vec::new(),
    }
}

fn selectors<'a>(pieces: &[BlockText<'a>]) -> Vec<Selector<'a>> {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return Vec::new();
    };
    let quote =
        Selector::Quote { exact: joined(pieces), prefix: first.prefix(), suffix: last.suffix() };
    let place = if pieces.len() == 1 {
        block(first.block, first.range.start, first.range.end)
    } else {
        // A range ends where its end selector begins: that one selects the empty place there.
        Selector::Range {
            start: Box::new(block(first.block, first.range.start, first.block_length())),
            end: Box::new(block(last.block, last.range.end, last.range.end)),
        }
    };
    vec![quote, place]
}

/// Code points of a block. Its id is `p-`, hexadecimal digits and hyphens, so that CSS takes it as
/// it is.
fn block<'a>(id: &str, start: usize, end: usize) -> Selector<'a> {
    Selector::Block(Block {
        value: format!("#{id}"),
        refined_by: TextPositionSelector { start, end },
    })
}

#[cfg(test)]
mod tests {
    use crate::place::Place;
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::export::fixture::{briefing, document, export, passage};
    use crate::model::{ArticleText, Briefing};

    const FULL: &str = "---\ntitle: T\nrights: full\n---\n";

    fn article(body: &str) -> String {
        format!("{FULL}{body}")
    }

    fn annotations(briefing: &Briefing) -> Vec<Value> {
        let collection: Value = serde_json::from_str(&export(briefing, PATH).unwrap()).unwrap();
        assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(collection["type"], "AnnotationCollection");
        assert_eq!(collection["first"]["type"], "AnnotationPage");
        let items = collection["first"]["items"].as_array().unwrap();
        assert_eq!(collection["total"], items.len());
        items.clone()
    }

    /// The number of the block that a `CssSelector` names, and what a `TextPositionSelector`
    /// selects in it.
    fn slice(briefing: &Briefing, article: usize, selector: &Value) -> (usize, String) {
        let document = &briefing.articles[article].shown().unwrap().document;
        let id = selector["value"].as_str().unwrap().strip_prefix('#').unwrap();
        let at = document.blocks.iter().position(|block| block.id == id).unwrap();
        let position = &selector["refinedBy"];
        assert_eq!(position["type"], "TextPositionSelector");
        let (start, end) = (position["start"].as_u64(), position["end"].as_u64());
        let content: Vec<char> = document.text[document.blocks[at].text.bytes()].chars().collect();
        (at, content[start.unwrap() as usize..end.unwrap() as usize].iter().collect())
    }

    #[test]
    fn a_passage_is_quoted_and_placed() {
        let body = article("Before.\n\n海康 *cannot and* will\nnot tolerate it.");
        let note = "## A *title* {#tolerate .quote by=ross author=AB}\n\n\
            > cannot and will not\n> — [[nyt]]\n\nA *body*.\n";
        let files = [
            ("articles/nyt.md", body.as_str()),
            ("officials/ross.md", "---\nname: Mr Ross\n---\n"),
            ("annotations/a.md", note),
        ];
        let mut briefing = briefing(&files);
        let block = briefing.articles[0].shown().unwrap().document.blocks[1].id.clone();
        let expected = json!([{
            "type": "Annotation",
            "id": "annotations.jsonld#tolerate",
            "label": "A title",
            "motivation": "identifying",
            "creator": {"type": "Person", "name": "AB"},
            "body": {
                "type": "TextualBody",
                "value": "<p>A <em>body</em>.</p>",
                "format": "text/html",
                "language": "en",
                "purpose": "identifying",
            },
            "target": [{
                "type": "SpecificResource",
                "source": "articles/nyt.html",
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": "cannot and will not",
                        "prefix": "海康 ",
                        "suffix": " tolerate it.",
                    },
                    {
                        "type": "CssSelector",
                        "value": format!("#{block}"),
                        "refinedBy": {"type": "TextPositionSelector", "start": 3, "end": 22},
                    },
                ],
                "sidenote:passage": 0,
            }],
            "sidenote:kind": "quote",
            "sidenote:by": "ross",
        }]);
        assert_eq!(Value::Array(annotations(&briefing)), expected);

        briefing.settings.base_url = Some("https://a.b/c/".into());
        let annotation = &annotations(&briefing)[0];
        assert_eq!(annotation["id"], "https://a.b/c/annotations.jsonld#tolerate");
        assert_eq!(annotation["target"][0]["source"], "https://a.b/c/articles/nyt.html");
    }

    #[test]
    fn links_of_a_body_lead_from_the_sites_root() {
        let nyt = article("One.");
        let note = "---\narticle: nyt\n---\n## N\n\nSee [[nyt]].\n";
        let mut briefing =
            briefing(&[("articles/nyt.md", nyt.as_str()), ("annotations/a.md", note)]);
        let body = |briefing: &Briefing| annotations(briefing)[0]["body"]["value"].to_string();
        assert!(body(&briefing).contains(r#"href=\"articles/nyt.html\""#), "{}", body(&briefing));
        briefing.settings.base_url = Some("https://a.b/c/".into());
        assert!(body(&briefing).contains(r#"href=\"https://a.b/c/articles/nyt.html\""#));
    }

    #[test]
    fn a_passage_over_blocks_is_a_range_that_ends_where_its_end_begins() {
        let body = article("One two.\n\n- Three.\n\nFour five.");
        let note = "## N\n\n> two. Three. Four\n> — [[nyt]]\n";
        let briefing = briefing(&[("articles/nyt.md", body.as_str()), ("annotations/a.md", note)]);
        let selectors = &annotations(&briefing)[0]["target"][0]["selector"];
        assert_eq!(selectors[0]["exact"], "two.\nThree.\nFour");
        assert_eq!(selectors[0]["prefix"], "One ");
        assert_eq!(selectors[0]["suffix"], " five.");
        assert_eq!(selectors[1]["type"], "RangeSelector");
        assert_eq!(slice(&briefing, 0, &selectors[1]["startSelector"]), (0, "two.".into()));
        assert_eq!(slice(&briefing, 0, &selectors[1]["endSelector"]), (2, String::new()));
        assert_eq!(selectors[1]["endSelector"]["refinedBy"]["start"], 4);
    }

    #[test]
    fn each_part_and_each_passage_is_a_target() {
        let note = "## N {.context}\n\n> One […] three\n> — [[a]]\n\n> Two\n> — [[b]]\n";
        let (a, b) = (article("One two three."), article("Two."));
        let files =
            [("articles/a.md", a.as_str()), ("articles/b.md", &b), ("annotations/a.md", note)];
        let annotation = &annotations(&briefing(&files))[0];
        let told: Vec<[&Value; 2]> = annotation["target"]
            .as_array()
            .unwrap()
            .iter()
            .map(|target| [&target["source"], &target["selector"][0]["exact"]])
            .collect();
        let expected = json!([
            ["articles/a.html", "One"],
            ["articles/a.html", "three"],
            ["articles/b.html", "Two"],
        ]);
        assert_eq!(json!(told), expected);
    }

    #[test]
    fn the_printings_of_a_quotation_are_linked() {
        let note = "## N {.quote by=ross base=b}\n\n> One […] three\n> — [[a]]\n\n\
            > One two three\n> — [[b]]\n\n> One\n> — [[c]]\n\n\
            ## Alone {.quote by=ross}\n\n> One\n> — [[a]]\n";
        let text = article("One two three.");
        let files = [
            ("articles/a.md", text.as_str()),
            ("articles/b.md", &text),
            ("articles/c.md", "---\ntitle: T\nrights: link\n---\nOne."),
            ("officials/ross.md", "---\nname: Mr Ross\n---\n"),
            ("annotations/a.md", note),
        ];
        let annotations = annotations(&briefing(&files));
        let linked: Vec<[&Value; 3]> = annotations[0]["target"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| [&it["id"], &it["dcterms:isVersionOf"], &it["dcterms:hasVersion"]])
            .collect();
        let id = |fragment: &str| format!("annotations.jsonld#{fragment}");
        let base = json!([{"id": id("n_2")}]);
        assert_eq!(
            json!(linked),
            json!([
                [id("n_1"), base, null],
                [id("n_1_2"), base, null],
                [id("n_2"), null, [{"id": id("n_1")}, {"id": id("n_1_2")}, {"id": id("n_3")}]],
                [id("n_3"), base, null],
            ])
        );
        assert_eq!(annotations[1]["target"][0]["id"], Value::Null);
    }

    #[test]
    fn what_has_no_passage_targets_pages() {
        let notes = "## Withheld\n\n> Secret\n> — [[a]]\n\n\
            ## Whole {article=b}\n\n## Silent {.claim}\n\n> — [[b]]: not reported\n";
        let shown = article("Shown.");
        let files = [
            ("articles/a.md", "---\ntitle: T\nrights: link\n---\nSecret."),
            ("articles/b.md", &shown),
            ("annotations/a.md", &notes.replace("## Whole {article=b}\n\n", "")),
            ("annotations/b.md", "---\narticle: b\n---\n\n## Whole\n"),
        ];
        let briefing = briefing(&files);
        let targets: Vec<Value> =
            annotations(&briefing).iter().map(|annotation| annotation["target"].clone()).collect();
        let page = |source: &str| json!([{"type": "SpecificResource", "source": source}]);
        let mut withheld = page("articles/a.html");
        withheld[0]["sidenote:passage"] = 0.into();
        assert_eq!(targets, [withheld, page("articles/b.html"), page("articles/b.html")]);
    }

    #[test]
    fn each_kind_has_a_motivation_of_its_own() {
        let notes = "---\narticle: a\n---\n## A\n\n## B {.quote by=a}\n\n## C {.claim}\n\n\
            ## D {.context}\n\n## E {.correction evidence=a}\n\n## F {.question}\n";
        let a = article("One.");
        let briefing = briefing(&[("articles/a.md", a.as_str()), ("annotations/a.md", notes)]);
        let motivations: BTreeSet<&str> =
            briefing.notes.iter().map(|note| note.kind.class().motivation()).collect();
        assert_eq!(motivations.len(), 6);
    }

    proptest! {
        #[test]
        fn slicing_the_text_content_gives_the_quotation(
            paragraphs in proptest::collection::vec("[a-cé\u{301}海𝒳 \"<\\\\]{0,60}", 1..6),
            passages in proptest::collection::vec((0usize..400, 1usize..120), 1..12),
        ) {
            let a = article("Anything.");
            let note = ("annotations/a.md", "---\narticle: nyt\n---\n## N\n");
            let mut briefing = briefing(&[("articles/nyt.md", a.as_str()), note]);
            let document = document(&paragraphs);
            let text = document.text.clone();
            for (start, length) in passages {
                let start = text.floor_char_boundary(start.min(text.len()));
                let part = start..text.floor_char_boundary(start + length);
                if !text[part.clone()].trim().is_empty() {
                    briefing.notes[0].passages.push(passage(Place::new(part)));
                }
            }
            let prose = crate::model::Prose { document: document.into(), targets: Vec::new() };
            briefing.articles[0].text = ArticleText::Whole(prose);

            let annotation = &annotations(&briefing)[0];
            for target in annotation["target"].as_array().unwrap() {
                let selector = &target["selector"];
                let Some(exact) = selector[0]["exact"].as_str() else {
                    prop_assert!(briefing.notes[0].passages.is_empty());
                    continue;
                };
                if selector[1]["type"] == "CssSelector" {
                    prop_assert_eq!(slice(&briefing, 0, &selector[1]).1, exact);
                    continue;
                }
                let (first, start) = slice(&briefing, 0, &selector[1]["startSelector"]);
                let end = &selector[1]["endSelector"];
                let (last, _) = slice(&briefing, 0, end);
                let end = end["refinedBy"]["start"].as_u64().unwrap() as usize;
                let document = &briefing.articles[0].shown().unwrap().document;
                let content = |at: usize| &document.text[document.blocks[at].text.bytes()];
                let mut lines = vec![start];
                lines.extend((first + 1..last).map(|at| content(at).to_owned()));
                lines.push(content(last).chars().take(end).collect());
                lines.retain(|line| !line.is_empty());
                prop_assert_eq!(lines.join("\n"), exact);
            }
        }
    }
}
