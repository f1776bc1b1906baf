//! What is proposed as certain, what as a guess, and what not at all.

use super::*;

/// The reasons of one code, in order.
fn reasons(briefing: &BTreeMap<String, String>, code: Code) -> Vec<String> {
    suggested(briefing, &[], |_, suggestions| {
        let of_code = suggestions.all.iter().filter(|it| it.code == code);
        of_code.map(|it| it.reason.clone()).collect()
    })
}

#[test]
fn a_speaker_is_told_with_why_and_guesses_come_last() {
    let briefing = reports(&["Ada Roe smiled. “We will keep all of our many boats.”\n\n\
         “We never had so few of the small ones,” Ines Calder conceded. “They are all gone now,” she \
         added.\n\nThe wall has letters as large as doors: “We were here long \
         before you came and will be here long after.”"]);
    assert_eq!(
        reasons(&briefing, Code::QuotationWithoutNote),
        [
            "`a` quotes words that no quote note has; the speaker is likely Ines Calder (“Ines \
             Calder”), who has no record yet: named beside them",
            "`a` quotes words that no quote note has; the speaker is perhaps Ada Roe (“Ada Roe”), \
             who has no record yet: named near them, though no verb gives them to anybody",
            "`a` quotes words that no quote note has; no speaker is recognised beside them",
        ]
    );
}

#[test]
fn guesses_are_few_and_the_rest_is_counted() {
    let wall = |number: usize| {
        let words: Vec<String> = (0..12).map(|word| format!("w{number}x{word}")).collect();
        format!("“{}”", words.join(" "))
    };
    let text: Vec<String> = (11..40).map(wall).collect();
    suggested(&reports(&[&text.join("\n\nThen more.\n\n")]), &[], |_, suggestions| {
        assert_eq!(suggestions.all.len(), 10);
        assert_eq!(suggestions.left_out.get(&Code::QuotationWithoutNote), Some(&19));
    });
}

#[test]
fn places_and_phrases_are_no_persons() {
    let text = "Ships left Hong Kong. In Hong Kong it rained. He saw Kong, and Kong fell. From \
                Hong Kong the Read More button led on; read more. Earlier it rained. Moving boats was hard. Moving on was harder.";
    for proposed in pasted(&reports(&[text, text]), Code::NameWithoutRecord) {
        assert!(!proposed.contains("kind: person") && !proposed.contains("short:"), "{proposed}");
        for none in ["name: Read More", "name: Earlier", "name: Moving"] {
            assert!(!proposed.contains(none), "{proposed}");
        }
    }
}

#[test]
fn a_form_of_a_record_is_proposed_for_it() {
    let text = "Ines Calder of Halden Motors came. Then Calder left, and so did Halden. They met \
                Calder and Halden again.";
    let briefing = with(
        reports(&[text]),
        &[
            ("officials/ines-calder", "---\nname: Ines Calder\nshort: [Ines]\n---\n"),
            ("entities/halden-motors", "---\nname: Halden Motors\nkind: company\n---\n"),
        ],
    );
    let found = pasted(&briefing, Code::NameWithoutRecord);
    assert_eq!(found, ["short: [Ines, Calder]\n", "short: [Halden]\n"]);
    // Of two of that name, it is nobody's.
    let other = with(briefing, &[("officials/tom-calder", "---\nname: Tom Calder\n---\n")]);
    assert_eq!(pasted(&other, Code::NameWithoutRecord), ["short: [Halden]\n"]);
}

#[test]
fn what_another_figure_replaced_is_no_difference() {
    let [old, new] = [
        "Acme raised its forecast for Ellery from 1,200 boats. There are 12 external links.",
        "Acme has a forecast for Ellery of 1,400 boats. There are 14 external links.",
    ];
    assert_eq!(reasons(&reports(&[old, new]), Code::FiguresWithoutClaim), [""; 0]);
    let first = "Acme has a forecast for Ellery of 1,200 boats.";
    assert_eq!(reasons(&reports(&[first, new]), Code::FiguresWithoutClaim).len(), 1);
}
