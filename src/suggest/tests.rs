//! Suggestions as an author meets them, for briefings of a few reports.

mod choice;
mod sureness;

use std::collections::BTreeMap;

use super::*;
use crate::config::Audience;
use crate::diagnostic::{Diagnostics, Severity};
use crate::load::Folder;
use crate::parse::parse;
use crate::resolve::resolve;
use crate::source::SourceFile;

/// A briefing of these files.
fn folder(files: &BTreeMap<String, String>) -> Folder {
    let mut folder = Folder::default();
    for (path, text) in files {
        let file = SourceFile::from_bytes(path.clone(), text.clone().into_bytes());
        folder.content.push(folder.sources.add(file));
    }
    folder
}

/// Paths and texts of files.
fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let path = |path: &str| format!("content/{path}.md");
    files.iter().map(|(name, text)| (path(name), (*text).to_owned())).collect()
}

/// Reports with these texts, named `a`, `b` and so on.
fn reports(texts: &[&str]) -> BTreeMap<String, String> {
    let names = ('a'..='z').map(|name| format!("content/articles/{name}.md"));
    names.zip(texts).map(|(path, text)| (path, format!("---\ntitle: T\n---\n\n{text}\n"))).collect()
}

fn with(mut briefing: BTreeMap<String, String>, more: &[(&str, &str)]) -> BTreeMap<String, String> {
    briefing.extend(files(more));
    briefing
}

fn suggested<T>(
    briefing: &BTreeMap<String, String>,
    articles: &[&str],
    look: impl FnOnce(&SuggestionSubject<'_>, &Suggestions) -> T,
) -> T {
    let folder = folder(briefing);
    let (parsed, _) = parse(&folder);
    let ids: BTreeSet<String> = parsed.declared.iter().map(|it| it.slug.clone()).collect();
    let briefing =
        resolve(parsed, &folder, Audience::Private, &mut Diagnostics::default()).briefing;
    let named: Vec<ArticleId> = briefing
        .articles()
        .filter(|(_, article)| articles.contains(&article.slug.as_str()))
        .map(|(id, _)| id)
        .collect();
    let subject = SuggestionSubject {
        briefing: &briefing,
        sources: &folder.sources,
        ids: &ids,
        articles: &named,
    };
    look(&subject, &suggest(&subject))
}

/// What is to be pasted, of one kind of suggestion.
fn pasted(briefing: &BTreeMap<String, String>, code: Code) -> Vec<String> {
    suggested(briefing, &[], |subject, suggestions| {
        let of_code = suggestions.all.iter().filter(|suggestion| suggestion.code == code);
        let text = |suggestion: &Suggestion| -> String {
            suggestion.pastes(subject).into_iter().map(|paste| paste.text).collect()
        };
        of_code.map(text).collect()
    })
}

/// What is wrong with a briefing.
fn wrong(briefing: &BTreeMap<String, String>) -> Vec<String> {
    let folder = folder(briefing);
    let (parsed, mut diagnostics) = parse(&folder);
    let _ = resolve(parsed, &folder, Audience::Private, &mut diagnostics).briefing;
    let wrong = diagnostics.sorted().into_iter().filter(|it| it.severity != Severity::Advice);
    wrong.map(|it| format!("{}: {}", it.code.slug(), it.message)).collect()
}

const DAM: [&str; 3] = [
    "ORRIN — Water is leaking from the Marrow Dam above Orrin, and 1,200 people in the lower town \
     were told to leave on Monday, the Orrin Water Authority said.\n\n\
     \"There is no danger to anybody's life,\" said Ada Fennimore, the authority's chief engineer. \
     \"We have lowered the lake by three metres, and we will lower it further if we have to.\"\n\n\
     Mayor Tom Brack was less sure. \"Nobody told us anything until the water stood in Mill \
     Street,\" he told a meeting. He called the silence \"a disgrace\" and demanded an inquiry.\n\n\
     The dam, built by Halden Engineering Co., is old. Repairs would cost $12 million, according to \
     Halden Engineering. A spokeswoman for the Environment Ministry said the ministry \"has every \
     confidence\" in the authority. Mill Street is closed.",
    "About 1,400 people were told to leave their homes in the lower town of Orrin after the Marrow \
     Dam began to leak, the Orrin Water Authority (OWA) announced.\n\n\
     Chief engineer Ada Fennimore of the OWA said there was \"no danger to anybody's life\". The \
     lake had been lowered by three metres, she said, \"and we will lower it further if we have \
     to\".\n\n\
     Halden Engineering puts the cost of repairs at $15 million. \"It is a disgrace,\" Brack said. \
     River Watch, a pressure group, accuses the OWA of having \"slept through ten years of \
     warnings\".",
    "At least 1,300 people have left Orrin since Monday because the Marrow Dam is leaking, \
     officials said.\n\n\
     “We have lowered the lake by three meters, and we will lower it further if we have to,” \
     Fennimore, the chief engineer of the Orrin Water Authority, told reporters. “There is no danger \
     to anyone’s life.”\n\n\
     Repairs could cost between $10 million and $15 million.",
];

/// The speaker of each quotation that is proposed, by the words that the quotation begins with.
fn speakers(briefing: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for note in pasted(briefing, Code::QuotationWithoutNote) {
        let by = match note.split_once(" .quote by=").and_then(|(_, rest)| rest.split_once('}')) {
            Some((by, _)) => by.to_owned(),
            None => "?".to_owned(),
        };
        for line in note.lines().filter(|line| line.starts_with("> ") && !line.contains("[[")) {
            for part in line[2..].split(" […] ") {
                let words: Vec<&str> = part.split(' ').take(3).collect();
                found.insert(words.join(" "), by.clone());
            }
        }
    }
    found
}

fn speaker(text: &str) -> Vec<(String, String)> {
    speakers(&reports(&[text])).into_iter().collect()
}

#[test]
fn who_speaks_is_told_by_the_words_around() {
    for (text, words, by) in [
        ("“We will go home,” said Ada Roe, a nurse.", "We will go", "ada-roe"),
        ("“We will go home,” Health Minister Ada Roe said.", "We will go", "ada-roe"),
        ("“We will go home”, Ada Roe, chief nurse, told us.", "We will go", "ada-roe"),
        ("The chief nurse, Ada Roe, said: “We will go home.”", "We will go", "ada-roe"),
        (
            "Secretary of State Ada Roe has called it “a great mistake”.",
            "a great mistake",
            "ada-roe",
        ),
        ("“We will go home,” said J. Ada Roe.", "We will go", "j-ada-roe"),
        ("Dr. Ada Roe said “we will all go”.", "we will all", "ada-roe"),
        ("The Health Secretary, Ada Roe, said “we will all go”.", "we will all", "ada-roe"),
        ("It was “a great mistake” for the town, said Ada Roe.", "a great mistake", "ada-roe"),
        ("It was “a great mistake” to go, according to Ada Roe.", "a great mistake", "ada-roe"),
        ("According to Ada Roe, it was “a great mistake”.", "a great mistake", "ada-roe"),
        ("Ada Roe came. It was “a great mistake”, she said.", "a great mistake", "ada-roe"),
        ("Acme Co. makes pumps. “We will go home,” the company said.", "We will go", "acme-co"),
        ("A spokesman for Acme said “we will all go”.", "we will all", "acme-spokesman"),
        ("An Acme spokesman said “we will all go”.", "we will all", "acme-spokesman"),
        ("“We will all go home now,” the leaflet said.", "We will all", "?"),
        ("'The boys' bus will go,' said Ada Roe.", "The boys' bus", "ada-roe"),
        ("Ada Roe called it 'a great mistake' on Monday.", "a great mistake", "ada-roe"),
        ("Ada Roe spoke, adding that it was “a great mistake”.", "a great mistake", "ada-roe"),
    ] {
        assert_eq!(speaker(text), [(words.to_owned(), by.to_owned())], "{text}");
    }
}

#[test]
fn terms_titles_and_stray_marks_are_no_quotations() {
    for text in [
        "The so-called “List of Entities” was read by Ada Roe.",
        "Its “backdoors” are closed.",
        "Ada Roe called it the “Valley Dam Act”.",
        "“We will all go home by boat this evening, and stay there, said Ada Roe.\n\nNo more.",
        "The company said it “strongly” objects, said Ada Roe.",
        "The 24\" screen and the 27\" screen are large, said Ada Roe.",
        "Ada Roe said nothing.",
        "The boys' bus will go, said Ada Roe, and the girls' bus too.",
        "Ada Roe saw 'em go to the mill in the '90s, she said, in the boys' bus.",
    ] {
        assert_eq!(speaker(text), [], "{text}");
    }
}

#[test]
fn what_goes_on_after_a_tag_or_in_the_next_paragraph_is_one_note() {
    let text = "“We will go home,” said Ada Roe. “We have no choice.”\n\n“It was never our plan.”";
    let notes = pasted(&reports(&[text]), Code::QuotationWithoutNote);
    let [note] = notes.as_slice() else { panic!("{notes:#?}") };
    assert!(
        note.contains("> We will go home […] We have no choice […] It was never our plan\n"),
        "{note}"
    );
    let text = "Ada Roe said: “We will go home.\n\n“We have no choice.”";
    let notes = pasted(&reports(&[text]), Code::QuotationWithoutNote);
    assert!(notes[0].contains("> We will go home […] We have no choice\n"), "{notes:#?}");
}

#[test]
fn a_speaker_with_a_record_needs_no_other() {
    let record = ("officials/ada-roe", "---\nname: Ada Roe\nshort: [Roe]\n---\n");
    let briefing = with(reports(&["Ada Roe came. “We will go home,” Roe said."]), &[record]);
    assert_eq!(
        pasted(&briefing, Code::QuotationWithoutNote),
        ["## Ada Roe: “We will go home” {#ada-roe-we-will-go-home .quote by=ada-roe}\n\n\
          > We will go home\n> — [[a]] {as=Roe}\n"]
    );
}

#[test]
fn one_note_for_what_several_reports_print() {
    let briefing = reports(&DAM);
    let found = speakers(&briefing);
    for (words, by) in [
        ("We have lowered", "ada-fennimore"),
        ("There is no", "ada-fennimore"),
        ("no danger to", "ada-fennimore"),
        ("Nobody told us", "tom-brack"),
        ("It is a", "tom-brack"),
        ("has every confidence", "environment-ministry-spokeswoman"),
        ("slept through ten", "river-watch"),
    ] {
        assert_eq!(found.get(words).map(String::as_str), Some(by), "{words}: {found:#?}");
    }
    let notes = pasted(&briefing, Code::QuotationWithoutNote);
    let note = notes.iter().find(|note| note.contains("three metres")).unwrap();
    assert!(note.contains("[[a]]") && note.contains("[[b]]") && note.contains("[[c]]"), "{note}");
}

#[test]
fn a_family_is_completed() {
    let note = "---\narticle: a\n---\n\n## N {#n .quote by=a}\n\n\
                > There is no danger to anybody's life\n\nText.\n";
    let briefing = with(reports(&DAM), &[("annotations/n", note)]);
    let found = pasted(&briefing, Code::PrintingWithoutPassage);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("> — [[a]]\n"), "each passage needs its attribution then");
    assert!(found[0].contains("> There is no danger to anyone’s life\n> — [[c]]"), "{found:#?}");
    assert!(found[1].contains("> no danger to anybody's life\n> — [[b]]"), "{found:#?}");
    let told = |code: &str| {
        let note = note.replace("by=a}", &format!("by=a allow=\"{code}\"}}"));
        let briefing = with(reports(&DAM), &[("annotations/n", &note)]);
        pasted(&briefing, Code::PrintingWithoutPassage).len()
    };
    assert_eq!((told("printing-without-passage"), told("claims-disagree")), (0, 2));
}

#[test]
fn a_few_words_are_of_the_family_where_the_same_speaker_says_them() {
    let record = ("officials/ada-roe", "---\nname: Ada Roe\n---\n");
    let printing = |quoted: &str, text: &str| {
        let note = format!("## N {{#n .quote by=ada-roe}}\n\n> {quoted}\n> — [[a]]\n");
        let first = format!("It was “{quoted}”, said Ada Roe.");
        let briefing = with(reports(&[&first, text]), &[record, ("annotations/n", &note)]);
        pasted(&briefing, Code::PrintingWithoutPassage)
    };
    let longer = "It was “a disgrace for all of us in the valley”, said Ada Roe.";
    let expected = "> a disgrace for all of us in the valley\n> — [[b]] {as=\"Ada Roe\"}\n";
    assert_eq!(printing("a disgrace", longer), [expected]);
    let shorter = "It was “a disgrace”, said Ada Roe.";
    let expected = "> a disgrace\n> — [[b]] {as=\"Ada Roe\"}\n";
    assert_eq!(printing("a disgrace for all of us", shorter), [expected]);
    assert_eq!(printing("a disgrace", &longer.replace("Ada Roe", "Tom Brack")), [""; 0]);
}

#[test]
fn words_that_are_told_again_are_a_paraphrase() {
    let note = "## N {#n .quote by=a}\n\n> Nobody told us anything until the water stood in Mill \
                Street\n> — [[a]]\n";
    let retold = "The mayor said that nobody told the town anything until the water stood in Mill \
                  Street, and left.";
    let briefing = with(reports(&[DAM[0], retold]), &[("annotations/n", note)]);
    let found = pasted(&briefing, Code::PrintingWithoutPassage);
    assert_eq!(
        found,
        ["> nobody told the town anything until the water stood in Mill Street\n\
          > — [[b]] {route=paraphrase}\n"]
    );
}

#[test]
fn figures_for_one_question_are_a_claim() {
    let briefing = reports(&DAM);
    assert_eq!(
        pasted(&briefing, Code::FiguresWithoutClaim),
        [
            "## How much? (cost, repairs, Halden) {#how-much-cost-repairs-halden .claim}\n\n\
             > $12 million\n> — [[a]]: $12 million\n\n\
             > $15 million\n> — [[b]]: $15 million\n\n\
             > between $10 million and $15 million\n> — [[c]]: between $10 million and $15 \
             million\n",
            "## How many people? (told, Orrin, lower) {#how-many-people-told-orrin-lower .claim \
             unit=people}\n\n\
             > 1,200 people\n> — [[a]]: 1,200\n\n\
             > About 1,400 people\n> — [[b]]: About 1,400\n\n\
             > At least 1,300 people\n> — [[c]]: At least 1,300\n",
        ]
    );
}

#[test]
fn figures_of_different_things_are_none() {
    let briefing = reports(&[
        "The town has 40,000 people and a mayor. The club sold 300 tickets for the match.",
        "In the war 5,000 people died on the bridge. The theatre sold 90 tickets for the play.",
    ]);
    assert_eq!(pasted(&briefing, Code::FiguresWithoutClaim), Vec::<String>::new());
}

#[test]
fn an_answer_is_added_to_the_claim_that_there_is() {
    let note = "## How many left? {#left .claim}\n\n> 1,200 people\n> — [[a]]: 1,200\n\n\
                > — [[c]]: not reported\n";
    let briefing = with(reports(&DAM), &[("annotations/n", note)]);
    let found = pasted(&briefing, Code::FiguresWithoutClaim);
    let reasons: Vec<String> = suggested(&briefing, &[], |_, suggestions| {
        suggestions.all.iter().map(|suggestion| suggestion.reason.clone()).collect()
    });
    let expected = "figures for `#left`, which has no passage there: `b` “About 1,400 people”";
    assert!(reasons.iter().any(|reason| reason == expected), "{reasons:#?}");
    assert!(
        found.contains(&"> About 1,400 people\n> — [[b]]: About 1,400\n".to_owned()),
        "{found:#?}"
    );
}

#[test]
fn names_have_their_forms_together() {
    let briefing = reports(&[
        "The Bureau of Industry and Security (BIS) named Acme Technology Co., Ltd. and Dr. Ada Roe. \
         Then Roe left for Ellery. Punishing Acme is hard in Ellery, said the BIS.",
        "Acme fell. The Bureau of Industry and Security wrote to Ada Roe about Acme, and to Acme \
         Technology.",
    ]);
    let found = pasted(&briefing, Code::NameWithoutRecord);
    assert_eq!(
        found,
        [
            "---\nname: Ada Roe\nkind: person\nshort: [Roe]\n---\n",
            "---\nname: Bureau of Industry and Security\nkind: agency\nshort: [BIS]\n---\n",
            "---\nname: Acme\nkind: company\nfull_name: \"Acme Technology Co., Ltd.\"\naliases: \
             [Acme Technology]\n---\n",
        ]
    );
}

#[test]
fn common_words_with_capitals_are_no_names() {
    let text = "On Monday the Chinese spoke. In October, China and the US met. However, Americans \
                and Muslims met in Europe. Hundreds came. Hundreds left.";
    assert_eq!(
        pasted(&reports(&[text, text, text]), Code::NameWithoutRecord),
        Vec::<String>::new()
    );
}

#[test]
fn only_what_concerns_an_article_where_one_is_named() {
    let briefing = reports(&[DAM[0], DAM[1], "“We will go home,” said Ada Roe."]);
    suggested(&briefing, &["c"], |_, suggestions| {
        let reasons: Vec<&str> = suggestions.all.iter().map(|it| it.reason.as_str()).collect();
        assert_eq!(reasons.len(), 1, "{reasons:#?}");
        assert!(reasons[0].contains("Ada Roe"), "{reasons:#?}");
    });
}

#[test]
fn what_is_declined_is_not_told_again() {
    let text = |allow: &str| {
        let article =
            format!("---\ntitle: T\nallow: [{allow}]\n---\n\n“We go home,” said Ada Roe.\n");
        let briefing = files(&[("articles/a", &article)]);
        pasted(&briefing, Code::QuotationWithoutNote).len()
    };
    assert_eq!((text("quotation-without-note"), text("figures-without-claim")), (0, 1));
}

#[test]
fn the_file_of_drafts_is_accepted() {
    let record = ("officials/ada-fennimore", "---\nname: Ada Fennimore\nshort: [Fennimore]\n---\n");
    let briefing = with(reports(&DAM), &[record]);
    let drafts = suggested(&briefing, &[], |_, suggestions| drafts(&suggestions.all)).unwrap();
    assert!(drafts.starts_with("---\nstatus: draft\n---\n\n## Ada Fennimore: "), "{drafts}");
    assert!(!drafts.contains("tom-brack"), "he has no record");
    let after = with(briefing, &[("annotations/drafts", &drafts)]);
    assert_eq!(wrong(&after), Vec::<String>::new());
    let empty = suggested(&reports(&["Nothing."]), &[], |_, it| super::drafts(&it.all));
    assert_eq!(empty, None);
}

#[test]
fn a_page_with_many_equal_quotations_stays_quick() {
    let text = "“We will go home,” said Ada Roe. About 1,200 people left Ellery. ".repeat(2_000);
    suggested(&reports(&[&text, &text]), &[], |_, suggestions| {
        assert!(suggestions.all.len() < 200);
    });
}
