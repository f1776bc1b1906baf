//! What is offered for a passage that has no place can be pasted, and then has one.

use crate::program::{BriefingFolder, article};

/// A report in which much stands twice, with gaps between that can be told only by what follows.
const REPORT: &str = "\
The council met on Monday. The members said that they would soon close the bridge, and that the \
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

/// Broken passages: what is told of the place that was meant, and the passage to be pasted first.
const BROKEN: &[(&str, &str, &str)] = &[
    (
        "voted 18 to 7 agianst the new dam",
        "94 % alike: agianst → against",
        "voted 18 to 7 against the new dam",
    ),
    (
        "the engineers in June",
        "78 % alike: the article adds “wrote”",
        "the engineers wrote in June",
    ),
    (
        "The report clearly names three firms",
        "78 % alike: the article lacks “clearly”",
        "The report names three firms",
    ),
    ("voted 19 to 7 against", "95 % alike: 19 → 18 (number)", "voted 18 to 7 against"),
    ("names two firms", "76 % alike: two → three (number)", "names three firms"),
    (
        "It would have held the flood",
        "88 % alike: the article adds “not” (negation)",
        "It would not have held the flood",
    ),
    (
        "It could not have held the flood",
        "97 % alike: could → would (modality)",
        "It would not have held the flood",
    ),
    ("led by Ada Quest", "94 % alike: Quest → Quist (name)", "led by Ada Quist"),
    (
        "the Valley Council",
        "97 % alike: Valley → valley (case), Council → council (case)",
        "the valley council",
    ),
    (
        "THE VALLEY COUNCIL",
        "78 % alike: VALLEY → valley (case), COUNCIL → council (case), THE → the (case)",
        "the valley council",
    ),
    (
        "has organized its defense",
        "92 % alike: organized → organised, defense → defence",
        "has organised its defence",
    ),
    (
        "“voted 18 to 7”",
        "73 % alike: the article lacks “\"”, the article lacks “\"”",
        "voted 18 to 7",
    ),
    (
        "On 4 March the valley council voted 18 to 7",
        "77 % alike: the article adds “, led by Ada Quist,” (name)",
        "On 4 March the valley council, led by Ada Quist, voted 18 to 7",
    ),
    (
        "The report names […] the Lund broter",
        "88 % alike: broter → brothers",
        "The report names […] the Lund brothers",
    ),
    ("Delta Piling […] The report names", "it stands here", "The report names […] Delta Piling"),
    ("Orrin Works Delta Piling", "92 % alike: the article adds “,”", "Orrin Works, Delta Piling"),
    ("- None of them has", "89 % alike: the article lacks “-”", "None of them has"),
    ("led by **Adda Quist**", "94 % alike: Adda → Ada (name)", "led by **Ada Quist**"),
    (
        "the new dam it would not",
        "91 % alike: the article adds “.”, it → It (case)",
        "the new dam. It would not",
    ),
    ("toll of 12 % is — [[post]]", "98 % alike: it differs in its spaces", "toll of 12% is"),
];

/// What they are of.
const MINUTES: &str = "\
On 4 March the valley council, led by Ada Quist, voted 18 to 7 against the new dam. It would not \
have held the flood, the engineers wrote in June.

The report names three firms: Orrin Works, Delta Piling and the Lund brothers. None of them has \
organised its defence. “We were never asked,” a spokesman said, and hung up.
";

/// The passages in backquotes that a diagnostic offers, without `> `.
fn offered(diagnostic: &serde_json::Value) -> Vec<String> {
    let helps = diagnostic["help"].as_array().into_iter().flatten();
    let quoted = helps.filter_map(|help| help.as_str()?.split_once("`> "));
    quoted.filter_map(|(_, rest)| Some(rest.rsplit_once('`')?.0.to_owned())).collect()
}

#[test]
fn each_longer_quotation_has_one_place_and_keeps_what_follows_a_gap() {
    let place = BriefingFolder::new();
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

#[test]
fn a_broken_passage_is_mended_by_pasting_what_is_offered_first() {
    let place = BriefingFolder::new();
    place.put("sidenote.yaml", "title: A briefing\n");
    place.put("content/articles/herald.md", article(MINUTES));
    place.put("content/articles/post.md", article("Its old toll of 12% is gone."));
    for (passage, told, quote) in BROKEN {
        let (words, named) = passage.split_once(" — ").unwrap_or((passage, "[[herald]]"));
        let note = |words: &str| format!("## A note\n\n> {words}\n> — {named}\n");
        place.put("content/annotations/notes.md", note(words));
        let found = place.run(&["check", "--format", "json"]).diagnostics();
        assert_eq!(found.len(), 1, "{passage}: {found:#?}");
        assert_eq!(found[0]["code"], "passage-not-found", "{passage}");
        assert_eq!(found[0]["related"][0]["message"], *told, "{passage}");
        assert_eq!(offered(&found[0]).first().map(String::as_str), Some(*quote), "{found:#?}");
        place.put("content/annotations/notes.md", note(quote));
        assert_eq!(place.run(&["check", "--format", "json"]).out, "", "{passage}: {quote}");
    }
}
