//! Any printings of one utterance: each row, its pieces put together, is what the report prints, and the order
//! of the passages changes only the order of the rows.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use sidenote::build::Checked;
use sidenote::collate::{Family, Piece};
use sidenote_fuzz::{article, examined, folder, passages};

const IDS: [&str; 3] = ["a", "b", "c"];

fn checked(printings: &[(&str, &str, String)]) -> Checked {
    let mut notes = String::from("## Q {#q .quote by=o}\n\n");
    for (id, _, quote) in printings {
        notes.push_str(&format!("{quote}\n> — [[{id}]]\n\n"));
    }
    let mut files = vec![
        ("content/officials/o.md".to_owned(), b"---\nname: Petra Lund\n---\n".to_vec()),
        ("content/annotations/n.md".to_owned(), notes.into_bytes()),
    ];
    for id in IDS {
        let text = printings.iter().find(|it| it.0 == id).map_or("", |it| it.1);
        files.push((format!("content/articles/{id}.md"), article(text).into_bytes()));
    }
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(path, text)| (path.as_str(), &text[..])).collect();
    examined(&folder(&files))
}

/// Each row of a family by its report, as text.
fn rows(checked: &Checked) -> Vec<(String, String)> {
    let (briefing, collation) = (checked.publication.briefing(), checked.publication.collation());
    let mut rows = Vec::new();
    for family in &collation.families {
        for row in &family.rows {
            rows.push((
                briefing[row.article].slug.clone(),
                format!("{:?} {:?}", row.pieces, row.differences),
            ));
        }
    }
    rows.sort();
    rows
}

fn assert_whole(checked: &Checked, family: &Family) {
    let briefing = checked.publication.briefing();
    for row in family.rows.iter().filter(|row| !row.pieces.is_empty()) {
        let body = &briefing[row.article].shown().expect("it is whole").document.text;
        let pieces = row.pieces.iter().filter_map(|piece| match piece {
            Piece::Text { range, .. } => Some(&body[range.bytes()]),
            _ => None,
        });
        let printed: String = pieces.collect();
        let note = &briefing[family.note];
        let parts = row.passages.iter().flat_map(|passage| note.passages[*passage].parts());
        let wanted: String = parts.map(|part| &body[part.bytes()]).collect();
        assert_eq!(printed, wanted);
    }
}

fuzz_target!(|input: (u8, [&str; 3])| {
    let (start, texts) = input;
    let mut printings: Vec<(&str, &str, String)> = Vec::new();
    for (id, text) in IDS.into_iter().zip(texts) {
        if let Some((quote, _)) = passages(text, &[(u16::from(start), 400)]).pop() {
            printings.push((id, text, quote));
        }
    }
    let one = checked(&printings);
    for family in &one.publication.collation().families {
        assert_whole(&one, family);
        let rows: BTreeSet<usize> =
            family.changes.iter().flat_map(|it| it.rows.iter().copied()).collect();
        assert!(rows.iter().all(|row| *row < family.rows.len()));
    }
    printings.reverse();
    assert_eq!(rows(&one), rows(&checked(&printings)));
});
