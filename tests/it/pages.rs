//! A collection of pages in the manner of the web, with what a reader finds in each of them: what
//! `import` reads is held against it. The pages are made up, sentences and all.

mod gold;
mod houses;
mod measure;

use sidenote::import::draft::{Draft, Finding};
use sidenote::import::{article, decode, kind};

use gold::{GoldPage, pages};
use measure::{Figures, lacking, left_without_word};

fn read(page: &GoldPage) -> Draft {
    let decoded = decode::decode(&page.bytes).unwrap();
    article(kind(&page.name, &decoded.text), &decoded.text)
        .unwrap_or_else(|why| panic!("{}: {why}", page.name))
}

#[test]
fn pages_in_the_manner_of_the_web_are_read() {
    let pages = pages();
    assert!(pages.len() >= 60, "{}", pages.len());
    let mut all = Figures::default();
    let mut told = Vec::new();
    for page in &pages {
        let draft = read(page);
        all.add(page, &draft, &mut told);
    }
    let told = told.join("\n");
    assert!(all.f1() >= 0.97, "{all}\n{told}");
    assert!(all.recall() >= 0.985, "{all}\n{told}");
    assert!(all.lowest >= 0.8, "{all}\n{told}");
    let documented = std::fs::read_to_string(crate::support::project().join("docs/benchmarks.md"));
    let says = documented.unwrap().contains(&all.to_string());
    assert!(says, "docs/benchmarks.md is to say: {all}\n{told}");
    let most = all.pages - all.pages / 20;
    for right in [all.titles, all.authors, all.dates, all.publishers, all.languages] {
        assert!(right >= most, "{all}\n{told}");
    }
}

#[test]
fn no_word_of_a_page_s_article_is_lost_in_silence() {
    for page in pages() {
        let draft = read(&page);
        let lost = lacking(&page, &draft);
        assert!(lost.is_empty(), "{}: {lost:?}\n{:#?}", page.name, draft.findings);
    }
}

#[test]
fn no_word_that_a_page_shows_is_left_out_in_silence() {
    for page in pages() {
        let draft = read(&page);
        let lost = left_without_word(&page, &draft);
        assert!(lost.is_empty(), "{}: {lost:?}\n{:#?}", page.name, draft.findings);
        for finding in &draft.findings {
            if let Finding::LeftOut { text, reason } = finding {
                assert!(!text.is_empty() && !reason.is_empty(), "{}: {finding:?}", page.name);
            }
        }
    }
}
