//! `sidenote verify`: drafts held against speeches and reports, of which every quotation is damaged in a
//! known way.

mod damage;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::program::{BriefingFolder, Run, article};
use crate::support::project;
use damage::{Quoted, quoted};

/// A copy of the briefing of speeches and reports.
fn speeches() -> BriefingFolder {
    let place = BriefingFolder::new();
    copy(&project().join("tests/drafts"), &place, "");
    place
}

fn copy(folder: &Path, place: &BriefingFolder, below: &str) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().to_str().unwrap());
        match entry.path().is_dir() {
            true => copy(&entry.path(), place, &format!("{name}/")),
            false => place.put(&name, std::fs::read(entry.path()).unwrap()),
        }
    }
}

fn json(place: &BriefingFolder, draft: &str) -> (Run, Vec<Value>) {
    let run = place.run(&["verify", draft, "--format", "json"]);
    assert_eq!(run.err, "");
    let lines = run.diagnostics();
    (run, lines)
}

/// The verdicts on what a draft quotes, `verdict: quoted`.
fn verdicts(place: &BriefingFolder, draft: &str) -> Vec<String> {
    place.put("draft.md", draft);
    let (_, lines) = json(place, "draft.md");
    let told = lines.iter().filter(|line| line.get("verdict").is_some());
    told.map(|line| line["verdict"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn four_hundred_damaged_quotations_get_the_right_verdict() {
    let place = speeches();
    let all: Vec<Quoted> = quoted(&project().join("tests/drafts/content/articles"));
    assert!(all.len() >= 400, "{}", all.len());
    let draft: Vec<String> = all.iter().map(Quoted::paragraph).collect();
    place.put("draft.md", draft.join("\n\n"));
    let (run, lines) = json(&place, "draft.md");
    assert_eq!(run.status, 1);
    let lines: Vec<&Value> = lines.iter().filter(|line| line.get("verdict").is_some()).collect();
    assert_eq!(lines.len(), all.len(), "each is one quotation");
    let mut wrong: Vec<String> = Vec::new();
    let mut count: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (quoted, line) in all.iter().zip(&lines) {
        let verdict = line["verdict"].as_str().unwrap();
        let counted = count.entry(quoted.verdict).or_default();
        counted.0 += 1;
        if verdict != quoted.verdict {
            counted.1 += 1;
            wrong.push(format!("{} told {verdict}: {}", quoted.verdict, quoted.paragraph()));
        }
        let is_altered = quoted.verdict == "altered";
        assert!(!(is_altered && verdict == "exact"), "{}", quoted.paragraph());
    }
    let (cut, missed) = count.remove("cut").unwrap();
    assert!(50 * missed <= cut, "{missed} of {cut} cuts missed: {wrong:#?}");
    assert!(count.values().all(|(_, wrong)| *wrong == 0), "{count:?}: {wrong:#?}");
}

#[test]
fn a_line_has_its_keys_in_order() {
    let place = speeches();
    place.put(
        "draft.md",
        "The mayor, Ada Roe, said: “We will pay for a boat that nobody uses in winter.”\n",
    );
    let (run, lines) = json(&place, "draft.md");
    assert_eq!((run.status, lines.len()), (1, 1));
    let line = lines[0].as_object().unwrap();
    let keys: Vec<&String> = line.keys().collect();
    let expected = [
        "verdict",
        "quoted",
        "file",
        "line",
        "column",
        "article",
        "speaker",
        "printed",
        "differences",
        "help",
    ];
    assert_eq!(keys, expected);
    assert_eq!((&line["verdict"], &line["file"]), (&"altered".into(), &"draft.md".into()));
    assert_eq!((&line["line"], &line["column"]), (&1.into(), &28.into()));
    assert_eq!(line["article"], "ferry-wire");
    assert_eq!(line["printed"], "We cannot pay for a boat that nobody uses in winter");
    assert_eq!(line["differences"][0]["kind"], "negation");
}

#[test]
fn who_speaks_is_told_by_notes_alone() {
    let place = speeches();
    let told = verdicts(
        &place,
        "“It is not a luxury for us, it is a road,” said Mona Berg.\n\n\
         “It is not a luxury for us, it is a road,” said Tom Hale.\n\n\
         “It is not a luxury for us, it is a road,” somebody said.\n\n\
         “These slaves constituted a peculiar and powerful interest,” said Mona Berg.\n",
    );
    // The comma is the writer's.
    assert_eq!(told, ["misattributed", "typographic", "typographic", "typographic"]);
}

#[test]
fn a_report_that_is_named_must_have_the_words() {
    let place = speeches();
    let told = verdicts(
        &place,
        "The Island Post has: “The island has 840 inhabitants.”\n\n\
         The Harbour Wire has: “The island has 840 inhabitants.”\n\n\
         See [[ferry-post]]: “The island has 840 inhabitants.”\n",
    );
    assert_eq!(told, ["misattributed", "exact", "misattributed"]);
}

#[test]
fn quotations_are_found_however_they_are_written() {
    let place = speeches();
    let told = verdicts(
        &place,
        "“Our children go to school on that boat,” Tom Hale said, “and our sick go to hospital on it.”\n\n\
         He said they had “[lost] 1.4 million crowns last year”.\n\n\
         “The engines are 41 years old […] after June,” it said.\n\n\
         > It is altogether fitting and proper that we should do this.\n\n\
         “The world is very different now.\n\n“For man holds in his mortal hands the power to abolish all forms of human poverty.”\n\n\
         The “white boat” is a “road”.\n\n\
         She told me: ‘Nobody asked us before the vote’.\n",
    );
    let expected = ["typographic", "exact", "cut", "exact", "typographic", "exact"];
    assert_eq!(told, expected);
}

#[test]
fn html_text_and_word_processors_are_read() {
    let place = speeches();
    place.put(
        "draft.html",
        "<html><head><title>“No words of a title here”</title></head><body>\n<p>He said: \
         &ldquo;Hostilities <em>exist</em> today.&rdquo;</p>\n<blockquote><p>The island has 840 \
         inhabitants.</p></blockquote></body></html>",
    );
    place.put("draft.txt", "One line.\n\nIt has “eleven purple\nlighthouses” now.\n");
    let (_, lines) = json(&place, "draft.html");
    let told = |lines: &[Value]| -> Vec<String> {
        lines
            .iter()
            .map(|it| format!("{} {}:{}", it["verdict"], it["line"], it["column"]))
            .collect()
    };
    assert_eq!(told(&lines), ["\"altered\" 2:20", "\"exact\" 3:16"]);
    let (_, lines) = json(&place, "draft.txt");
    assert_eq!(told(&lines), ["\"absent\" 3:9"]);
}

#[test]
fn of_a_report_that_may_not_be_shown_programs_get_the_verdict_alone() {
    let place = BriefingFolder::new();
    place.put(
        "content/articles/secret.md",
        "---\ntitle: T\nrights: link\n---\nThe zebra council will never sell the purple ferry.\n",
    );
    place.put("draft.md", "He said “the zebra council will sell the purple ferry”.\n");
    let (run, lines) = json(&place, "draft.md");
    assert_eq!(lines[0]["verdict"], "altered");
    assert!(lines[0]["printed"].is_null() && lines[0]["article"].is_null());
    assert!(!run.out.contains("never sell") && !run.out.contains("secret"), "{}", run.out);
    for format in ["github", "sarif"] {
        let run = place.run(&["verify", "draft.md", "--format", format]);
        assert!(!run.out.contains("never sell"), "{}", run.out);
    }
    let run = place.run(&["verify", "draft.md"]);
    assert!(run.out.contains("never sell"), "an editor sees it: {}", run.out);
    let run = place.run(&["verify", "draft.md", "--private", "--format", "json"]);
    assert!(run.out.contains("never sell"), "{}", run.out);
}

#[test]
fn what_is_here_in_part_is_not_known() {
    let place = BriefingFolder::new();
    place.put("content/articles/wire.md", article("The bridge is shut."));
    place.put(
        "content/articles/digest.md",
        "---\ntitle: D\ntext: digest\noriginal: d.txt\n---\nThe mayor is sorry. He is “sorry for it all”.\n",
    );
    let draft = "“I am so very sorry about this bridge.”\n\n“The mayor is sorry”, it says.\n\n“Sorry for it all.”\n";
    assert_eq!(verdicts(&place, draft), ["unknown", "unknown", "typographic"]);
    place.put(
        "originals/d.txt",
        "The bridge\n\n“I am so very sorry about this bridge,” he said. “Sorry for it all.”\n",
    );
    let run = place.run(&["verify", "draft.md", "--originals", "originals", "--format", "json"]);
    let told: Vec<Value> = run.diagnostics();
    let told: Vec<&str> = told.iter().filter_map(|it| it["verdict"].as_str()).collect();
    assert_eq!(told, ["typographic", "absent", "exact"]);
}

#[test]
fn figures_are_held_against_claims() {
    let place = speeches();
    place.put("draft.md", "The ferry carries 1,400 people on most days, and 300 in winter. It carries 1,200 people.\n");
    let (run, lines) = json(&place, "draft.md");
    let told: Vec<String> =
        lines.iter().map(|it| format!("{} {}", it["code"], it["column"])).collect();
    assert_eq!((run.status, told), (0, vec!["\"figure-differs\" 19".to_owned()]));
}

#[test]
fn people_are_told_in_few_words() {
    let place = speeches();
    place.put("draft.md", "“Hostilities exist,” she said. “There is blinking at the fact.” “Hostilities exist now.”\n");
    let run = place.run(&["verify", "draft.md"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("altered"), "{}", run.out);
    assert!(run.err.contains("held against 7 reports"), "{}", run.err);
    assert!(run.err.contains("1 of fewer than three words"), "{}", run.err);
    let missing = place.run(&["verify", "none.md"]);
    assert_eq!(missing.status, 2);
}

#[test]
fn a_page_for_people_shows_each_quotation_with_its_source() {
    let place = speeches();
    place.put(
        "draft.md",
        "She said: “Hostilities exist today.” It has <b>“840 inhabitants now, they say”</b>.\n",
    );
    let run = place.run(&["verify", "draft.md", "--html", "out/draft.html"]);
    assert_eq!(run.status, 1);
    let page = place.text("out/draft.html");
    assert!(page.contains("<mark") && page.contains("Address to Congress"), "{page}");
    assert!(!page.contains("<script") && !page.contains("http-equiv=\"refresh"), "{page}");
    assert!(page.contains("noindex"));
    let again = place.run(&["verify", "draft.md", "--html", "out/draft.html"]);
    assert_eq!((again.status, place.text("out/draft.html") == page), (1, true));
}

/// A DOCX file of some paragraphs, as XML, in an archive that stores without packing.
#[cfg(feature = "docx")]
fn docx(body: &str) -> Vec<u8> {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("word/document.xml", options).unwrap();
    let xml = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    archive.write_all(xml.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

#[cfg(feature = "docx")]
#[test]
fn a_word_processors_draft_is_read() {
    let place = speeches();
    let body = "<w:p><w:r><w:t>He said: “Hostilities</w:t></w:r><w:del><w:r><w:delText> not</w:delText></w:r></w:del>\
                <w:r><w:t xml:space=\"preserve\"> exist &amp; grow.”</w:t></w:r></w:p>\
                <w:p><w:pPr><w:pStyle w:val=\"Quote\"/></w:pPr><w:r><w:t>The island has 840 inhabitants.</w:t></w:r></w:p>";
    place.put("draft.docx", docx(body));
    let (_, lines) = json(&place, "draft.docx");
    let told: Vec<String> = lines
        .iter()
        .map(|it| format!("{} {} {}", it["verdict"], it["quoted"], it["line"]))
        .collect();
    assert_eq!(
        told,
        [
            "\"altered\" \"Hostilities exist & grow.\" 1",
            "\"exact\" \"The island has 840 inhabitants.\" 2"
        ]
    );
    place.put("broken.docx", b"PK\x03\x04 and no more");
    let run = place.run(&["verify", "broken.docx"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("no DOCX file that can be read"), "{}", run.err);
}
