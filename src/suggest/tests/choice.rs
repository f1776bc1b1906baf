//! What is left out of suggestions, and what comes first.

use super::*;

const QUOTED: &str = "“We will all go home by boat this evening, and stay there,”";

fn count(briefing: &BTreeMap<String, String>, code: Code) -> usize {
    pasted(briefing, code).len()
}

#[test]
fn who_is_named_far_away_is_not_meant() {
    let by = |filler: &str| {
        let text = format!("Ada Roe came, {filler}and that was all. {QUOTED} she said.");
        speaker(&text).into_iter().map(|(_, by)| by).collect::<Vec<_>>()
    };
    assert_eq!(by("on foot, "), ["ada-roe"]);
    assert_eq!(by(&"the water stood in the street, ".repeat(20)), ["ada-roe"]);
    assert_eq!(by(&"the water stood in the street, ".repeat(80)), ["?"]);
}

#[test]
fn a_pronoun_means_who_was_named_or_spoke_last() {
    let text = format!("Ada Roe met Tom Brack. {QUOTED} he said.");
    assert_eq!(speaker(&text), [("We will all".to_owned(), "tom-brack".to_owned())]);
    let records = [
        ("officials/ada-roe", "---\nname: Ada Roe\n---\n"),
        ("officials/tom-brack", "---\nname: Tom Brack\n---\n"),
    ];
    let found = speakers(&with(reports(&[&text]), &records));
    assert_eq!(found.into_values().collect::<Vec<_>>(), ["tom-brack"]);
    let text = format!("“It is all over for us,” said Ada Roe.\n\nIt was cold. {QUOTED} she said.");
    let by: Vec<String> = speaker(&text).into_iter().map(|(_, by)| by).collect();
    assert_eq!(by, ["ada-roe", "ada-roe"]);
}

#[test]
fn a_form_of_address_is_no_role() {
    for (form, role) in [("Ms", ""), ("Dr.", ""), ("Mayor", "role: Mayor\n")] {
        let text = format!("“We will go home,” said {form} Ada Roe.");
        let notes = pasted(&reports(&[&text]), Code::QuotationWithoutNote);
        let file = format!("---\nname: Ada Roe\n{role}---\n");
        assert!(notes[0].starts_with(&file), "{notes:#?}");
    }
}

#[test]
fn no_more_than_fifty_are_told_and_the_rest_is_counted() {
    let sentence = |number: u8| {
        let code: String = [b'a' + number / 8, b'a' + number % 8].map(char::from).iter().collect();
        let words = ["one", "two", "three", "four", "five"].map(|word| format!("{code}{word}"));
        format!("“{},” said Ada Roe.\n\n", words.join(" "))
    };
    let text: String = (0..60).map(sentence).collect();
    suggested(&reports(&[&text]), &[], |_, suggestions| {
        assert_eq!(suggestions.all.len(), MOST);
        let left_out: Vec<_> = suggestions.left_out.iter().map(|(code, it)| (*code, *it)).collect();
        assert_eq!(left_out, [(Code::QuotationWithoutNote, 60 - MOST)]);
    });
}

#[test]
fn a_short_form_of_two_names_means_neither() {
    let text = format!("{QUOTED} Roe said.");
    let ada = ("officials/ada-roe", "---\nname: Ada Roe\nshort: [Roe]\n---\n");
    let tom = ("officials/tom-roe", "---\nname: Tom Roe\nshort: [Roe]\n---\n");
    let by = |records: &[(&str, &str)]| {
        speakers(&with(reports(&[&text]), records)).into_values().collect::<Vec<_>>()
    };
    assert_eq!(by(&[ada]), ["ada-roe"]);
    assert_eq!(by(&[ada, tom]), ["roe"]);
}

#[test]
fn a_spokesperson_speaks_for_one() {
    let records = [
        ("entities/acme", "---\nname: Acme Co.\nkind: company\naliases: [Acme]\n---\n"),
        ("entities/halden", "---\nname: Halden\nkind: company\n---\n"),
        ("officials/lee", "---\nname: Lee Chan\naffiliation: acme\ncapacity: spokesperson\n---\n"),
    ];
    for (whom, by) in [("Acme", "lee"), ("Halden", "halden-spokesman")] {
        let text = format!("{QUOTED} said a spokesman for {whom}.");
        let found = speakers(&with(reports(&[&text]), &records));
        assert_eq!(found.into_values().collect::<Vec<_>>(), [by], "{whom}");
    }
}

#[test]
fn who_is_named_by_one_report_speaks_in_all() {
    let words = "we will all go home by boat this evening and stay there";
    let texts = [
        format!("“{words},” the leaflet said."),
        format!("“{words},” said Ada Roe."),
        format!("“{words},” the paper said."),
        format!("“{words},” said Tom Brack."),
        format!("“{words},” said Tom Brack."),
    ];
    let by = |count: usize| {
        let texts: Vec<&str> = texts.iter().take(count).map(String::as_str).collect();
        speakers(&reports(&texts)).into_values().collect::<Vec<_>>()
    };
    assert_eq!((by(1), by(3)), (vec!["?".to_owned()], vec!["ada-roe".to_owned()]));
    assert_eq!(by(5), ["tom-brack"], "most reports name him");
}

#[test]
fn the_words_of_several_reports_come_first_then_those_of_known_speakers() {
    let texts = [
        "“The lake is low and nobody in the valley has been told why,” the leaflet said.\n\n\
         “We have lost every boat,” said Ada Roe.\n\n\
         “The road is open again,” said Tom Brack.\n\n\
         “Nobody came to us at night,” said Lee Chan.",
        "“Nobody came to us at night,” said Lee Chan.",
    ];
    let record = ("officials/tom-brack", "---\nname: Tom Brack\n---\n");
    let notes = pasted(&with(reports(&texts), &[record]), Code::QuotationWithoutNote);
    let found: Vec<&str> = notes
        .iter()
        .filter_map(|note| note.lines().find_map(|line| line.strip_prefix("> ")))
        .collect();
    assert_eq!(
        found,
        [
            "Nobody came to us at night",
            "The road is open again",
            "We have lost every boat",
            "The lake is low and nobody in the valley has been told why",
        ]
    );
}

#[test]
fn what_a_report_prints_twice_is_one_passage() {
    let again = "“We will all go home by boat this evening”, Ada Roe had said.";
    let notes = pasted(
        &reports(&[&format!("{QUOTED} said Ada Roe.\n\nIt rained.\n\n{again}")]),
        Code::QuotationWithoutNote,
    );
    assert_eq!(notes.len(), 1, "{notes:#?}");
    assert_eq!(notes[0].matches("\n> We will").count(), 1, "{notes:#?}");
    assert!(!notes[0].contains("[…]"), "{notes:#?}");
}

#[test]
fn words_that_a_note_is_about_need_no_other() {
    let text = "“We have no choice in this,” said Ada Roe. It was “a disgrace”, Tom Brack said.\n\n\
                It was “a disgrace” indeed, said Ada Roe.";
    let proposed = |note: &str| {
        let ada = ("officials/ada-roe", "---\nname: Ada Roe\n---\n");
        let tom = ("officials/tom-brack", "---\nname: Tom Brack\n---\n");
        let note = format!("---\narticle: a\n---\n\n{note}\n");
        let briefing = with(reports(&[text]), &[ada, tom, ("annotations/n", &note)]);
        let notes = pasted(&briefing, Code::QuotationWithoutNote);
        let title = |note: &String| note[3..].split(" {").next().unwrap_or_default().to_owned();
        notes.iter().map(title).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    let (choice, roe, brack) = (
        "Ada Roe: “We have no choice in this”",
        "Ada Roe: “a disgrace”",
        "Tom Brack: “a disgrace”",
    );
    assert_eq!(proposed("Nothing."), [choice, roe, brack]);
    for note in [
        "## N {#n .quote by=ada-roe}\n\n> no choice in this",
        "## N {#n .quote by=tom-brack}\n\n> choice",
        "## N {#n .question}\n\n> no choice in this",
        "## N {#n}\n\n> We have no choice in this,",
    ] {
        assert_eq!(proposed(note), [roe, brack], "{note}");
    }
    let passage = "> It was “**a disgrace**”, Tom";
    let note = format!("## N {{#n .quote by=tom-brack}}\n\n{passage}");
    assert_eq!(proposed(&note), [choice, roe], "what she calls so is her own");
    let note = format!("## N {{#n .question}}\n\n{passage}");
    assert_eq!(proposed(&note), [choice], "whoever says it");
    let long = "## N {#n}\n\n> We have no choice in this,” said Ada Roe. It was “a disgrace”, Tom Brack \
                said";
    assert_eq!(proposed(long), [choice, roe, brack], "a note on more than the words");
}

#[test]
fn what_one_speaker_says_in_part_is_one_note() {
    let texts =
        ["It was “a disgrace for all of us”, said Ada Roe.", "It was “a disgrace”, said Ada Roe."];
    let notes = pasted(&reports(&texts), Code::QuotationWithoutNote);
    assert_eq!(notes.len(), 1, "{notes:#?}");
    assert!(notes[0].contains("[[a]]") && notes[0].contains("[[b]]"), "{notes:#?}");
}

#[test]
fn a_question_has_no_printings() {
    let words = "nobody told us anything until the water stood in Mill Street";
    let note = format!("## N {{#n .question}}\n\n> {words}\n> — [[a]]\n");
    let text = format!("“{words},” the leaflet said.");
    let briefing = with(reports(&[&text, &text]), &[("annotations/n", &note)]);
    assert_eq!(count(&briefing, Code::PrintingWithoutPassage), 0);
    assert_eq!(count(&briefing, Code::QuotationWithoutNote), 0);
}

#[test]
fn words_that_are_retold_are_told_once_and_stand_together() {
    let words = "nobody told us anything until the water stood in Mill Street";
    let note = format!("## N {{#n .quote by=a}}\n\n> {words}\n> — [[a]]\n");
    let quoted = format!("“{words},” said Ada Roe.");
    let retold = format!("She said that {words} again.");
    let printings = |a: &str, b: &str| {
        let briefing = with(reports(&[a, b]), &[("annotations/n", &note)]);
        count(&briefing, Code::PrintingWithoutPassage)
    };
    assert_eq!(printings(&quoted, &retold), 1);
    assert_eq!(printings(&quoted, &format!("{quoted} {retold}")), 1, "the quotation alone");
    assert_eq!(printings(&format!("{quoted} {retold}"), "No."), 0, "it has a passage");
    let filler = "and it was cold, ".repeat(40);
    let apart = words.replace("until", &filler).replace("stood", &filler);
    assert_eq!(printings(&quoted, &format!("She said that {apart} again.")), 0, "{apart}");
}

#[test]
fn figures_that_differ_come_before_those_that_agree() {
    let text = |people: &str| {
        format!(
            "The Orrin club sold 3,300 tickets for the match on the lake.\n\nAbout {people} people \
             left the lower town of Ellery after the flood."
        )
    };
    let claims = pasted(&reports(&[&text("1,200"), &text("1,900")]), Code::FiguresWithoutClaim);
    assert_eq!(claims.len(), 2, "{claims:#?}");
    assert!(claims[0].contains("1,900") && claims[1].contains("3,300"), "{claims:#?}");
}

#[test]
fn figures_of_one_question_are_of_one_size_one_kind_and_one_report_each() {
    let claims = |a: &str, b: &str| count(&reports(&[a, b]), Code::FiguresWithoutClaim);
    let left = |what: &str| {
        format!("It was said that {what} left the lower town of Ellery after the flood.")
    };
    assert_eq!(claims(&left("1,200 people"), &left("1,400 people")), 1);
    assert_eq!(claims(&left("12 people"), &left("900,000 people")), 0);
    let schools = "Officials said the 28 units include 18 security offices and schools in Ellery.";
    let firms = "The ministry has put 21 security offices and companies on a list of firms.";
    let alone = |text: &str| text.replace(" and schools", "").replace(" and companies", "");
    assert_eq!(claims(&alone(schools), &alone(firms)), 1);
    assert_eq!(claims(schools, firms), 0, "what is counted with them is not the same");
    let cost = |what: &str| format!("The {what} cost $12 million, the Halden office said.");
    assert_eq!(claims(&cost("old bridge repairs"), &cost("old bridge works")), 1);
    assert_eq!(
        claims(&cost("bridge"), "A firm lost $12 million after the office of Bray fell."),
        0
    );
    let said = format!("“{}” said Ada Roe.", left("1,400 people"));
    assert_eq!(claims(&left("1,200 people"), &said), 0, "what she says is hers");
    let two = format!("{} {}", left("1,400 people"), left("1,500 people"));
    let found = pasted(&reports(&[&left("1,200 people"), &two]), Code::FiguresWithoutClaim);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].matches("[[b]]").count(), 1, "{found:#?}");
}

#[test]
fn what_a_digest_has_in_its_own_words_is_no_printing() {
    let note = "## N {#n .quote by=a}\n\n> Nobody told us anything until the water stood in Mill \
                Street\n> — [[a]]\n";
    let retold = "---\ntitle: T\ntext: digest\n---\n\nThe mayor says that nobody told the town \
                  anything until the water stood in Mill Street.\n";
    let briefing = with(reports(&[DAM[0]]), &[("annotations/n", note), ("articles/b", retold)]);
    assert_eq!(count(&briefing, Code::PrintingWithoutPassage), 0);
}

#[test]
fn headlines_and_publishers_are_no_names() {
    let text = "Why Halden Mills is Worrying Lower Ellery\n\nThe Valley Post saw it, said the Valley \
                Post.";
    let article = format!("---\ntitle: T\npublisher: Valley Post\n---\n\n{text}\n");
    let briefing =
        files(&[("articles/a", &article), ("articles/b", &article), ("articles/c", &article)]);
    assert_eq!(pasted(&briefing, Code::NameWithoutRecord), [""; 0]);
    let works = "They saw the Acme Works, and left the Acme Works, for the Acme Works burned.";
    let acme = ("entities/acme", "---\nname: Acme\nkind: company\n---\n");
    assert_eq!(count(&reports(&[works]), Code::NameWithoutRecord), 1);
    assert_eq!(count(&with(reports(&[works]), &[acme]), Code::NameWithoutRecord), 0);
    let twice = "Ada Roe met the Halden Mills, and the Halden Mills met Ada Roe.";
    assert_eq!(count(&reports(&[twice]), Code::NameWithoutRecord), 0, "twice is not often");
}
