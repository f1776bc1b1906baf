//! Markdown → tree → page, with passages marked in it: the page has the text of each block, letter for
//! letter and in order, and each passage is marked with its own words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidenote_fuzz::{article, examined, folder, passages, text_of};

fuzz_target!(|input: (Vec<(u16, u16)>, &str)| {
    let (chosen, text) = input;
    let chosen = passages(text, &chosen[..chosen.len().min(6)]);
    let mut notes = String::from("---\narticle: a\n---\n");
    for (number, (quote, _)) in chosen.iter().enumerate() {
        notes.push_str(&format!("\n## N {{#n{number}}}\n\n{quote}\n\nWords.\n"));
    }
    let (article, notes) = (article(text), notes.into_bytes());
    let folder = folder(&[
        ("content/articles/a.md", article.as_bytes()),
        ("content/annotations/n.md", &notes),
    ]);
    let checked = examined(&folder);
    let briefing = checked.publication.briefing();
    let Some((id, article)) = briefing.articles().next() else { return };
    let page =
        checked.publication.file("articles/a.html").expect("it can be made").expect("it is there");
    let page = String::from_utf8(page.to_vec()).expect("it is UTF-8");
    let shown = text_of(&page);
    let mut rest = shown.as_str();
    let body = &briefing[id].shown().expect("it is whole").document;
    for block in &body.blocks {
        let words = &body.text[block.text.bytes()];
        let at =
            rest.find(words).unwrap_or_else(|| panic!("{words:?} of {} in {rest:?}", article.slug));
        rest = &rest[at + words.len()..];
    }
    for (number, note) in briefing.notes.iter().enumerate() {
        let Some(passage) = note.passages.first() else { continue };
        let wanted: String = passage.parts().iter().map(|part| &body.text[part.bytes()]).collect();
        let mut marked = String::new();
        for mark in page.split("<mark").skip(1) {
            let (attributes, html) = mark.split_once('>').expect("it ends");
            let named =
                attributes.split_once("data-notes=\"").and_then(|(_, it)| it.split_once('"'));
            if named.is_some_and(|(ids, _)| ids.split(' ').any(|id| id == note.slug)) {
                marked.push_str(&text_of(&format!(
                    "<>{}",
                    html.split("</mark>").next().unwrap_or_default()
                )));
            }
        }
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(plain(&marked), plain(&wanted), "{number}");
    }
});
