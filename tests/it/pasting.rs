//! What is offered for a passage that has no place can be pasted, and then has one.

use crate::program::{Place, article};

/// A report in which much stands twice, with gaps between that can be told only by what follows.
const REPORT: &str = "\
The council met on Monday. The members said that they would not close the bridge, and that the \
ferry stays.

The council met on Friday. The members said that they would close the bridge, and that the ferry \
goes. “The members said” it twice.

On Friday the council met again (in *the hall*), and the mayor wrote down that the ferry goes.
";

/// Passages of several places each, and how many of those may be meant.
const AMBIGUOUS: &[(&str, usize)] = &[
    ("The council met", 2),
    ("the bridge, and that the ferry", 2),
    ("The members said", 3),
    ("council met **on**", 2),
    ("The council met […] the ferry stays", 1),
    ("The members said […] close the bridge […] ferry goes", 2),
    ("The members said […] **close** the bridge", 2),
    ("council […] ferry goes", 3),
    ("**The** members **said** […] and that the **ferry**", 2),
];

/// The passages in backquotes that a diagnostic offers, without `> `.
fn offered(diagnostic: &serde_json::Value) -> Vec<String> {
    let helps = diagnostic["help"].as_array().into_iter().flatten();
    let quoted = helps.filter_map(|help| help.as_str()?.split_once("`> "));
    quoted.filter_map(|(_, rest)| Some(rest.rsplit_once('`')?.0.to_owned())).collect()
}

#[test]
fn each_longer_quotation_has_one_place_and_keeps_what_follows_a_gap() {
    let place = Place::new();
    place.put("sidenote.yaml", "title: A briefing\n");
    place.put("content/articles/herald.md", article(REPORT));
    let note = |passage: &str| format!("---\narticle: herald\n---\n\n## A note\n\n> {passage}\n");
    for (passage, places) in AMBIGUOUS {
        place.put("content/annotations/notes.md", note(passage));
        let told = place.run(&["check", "--format", "json"]).diagnostics();
        assert_eq!(told.len(), 1, "{passage}: {told:#?}");
        assert_eq!(told[0]["code"], "passage-ambiguous", "{passage}");
        let quotes = offered(&told[0]);
        assert_eq!(quotes.len(), *places, "{passage}: {:#?}", told[0]["help"]);
        let parts = |passage: &str| passage.matches("[…]").count();
        for quote in quotes {
            assert_eq!(parts(&quote), parts(passage), "{passage}: {quote}");
            place.put("content/annotations/notes.md", note(&quote));
            let run = place.run(&["check", "--format", "json"]);
            assert_eq!(run.out, "", "{passage}: {quote}");
        }
    }
}
