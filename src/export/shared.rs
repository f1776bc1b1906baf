//! `shared.csv`: which reports share words, and how many.

use std::io;

use super::{Edition, Out, csv_writer};
use crate::route::Route;

pub(super) const PATH: &str = "shared.csv";

pub(super) fn write(edition: &Edition, out: &mut Out<'_>) -> io::Result<()> {
    let shared = &edition.collation.shared;
    let mut csv = csv_writer(out);
    csv.write_record([
        "first",
        "second",
        "first_text",
        "second_text",
        "words",
        "first_words",
        "second_words",
        "first_percent",
        "second_percent",
        "runs",
        "longest",
        "url",
        "counted",
    ])?;
    let list = edition.page.link(&Route::Shared);
    for pair in &shared.pairs {
        let [first, second] = pair.articles.map(|id| &edition.briefing[id]);
        let [of_first, of_second] = shared.shares(pair);
        let page = match pair.runs.is_empty() {
            true => list.clone(),
            false => edition.page.link(&edition.briefing.shared_route(pair.articles)),
        };
        csv.write_record([
            first.slug.as_str(),
            second.slug.as_str(),
            first.kind.name(),
            second.kind.name(),
            &pair.words.to_string(),
            &of_first.map(|share| share.of.to_string()).unwrap_or_default(),
            &of_second.map(|share| share.of.to_string()).unwrap_or_default(),
            &of_first.map(|share| share.percent().to_string()).unwrap_or_default(),
            &of_second.map(|share| share.percent().to_string()).unwrap_or_default(),
            &pair.run_count.to_string(),
            &pair.longest.to_string(),
            &page,
            if pair.pinned { "originals" } else { "texts" },
        ])?;
    }
    csv.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture::{briefing, export};

    #[test]
    fn a_row_a_pair() {
        let text = "The old bridge was closed to all traffic on Monday.";
        let article = |head: &str| format!("---\ntitle: T\n{head}\n---\nToday: {text}\n");
        let (a, b) =
            (article("text: excerpt\nrights: full\npublished: 2020"), article("rights: full"));
        let withheld = article("rights: link");
        let briefing =
            briefing(&[("articles/a.md", &a), ("articles/b.md", &b), ("articles/c.md", &withheld)]);
        assert_eq!(
            export(&briefing, PATH).unwrap(),
            "first,second,first_text,second_text,words,first_words,second_words,first_percent,\
             second_percent,runs,longest,url,counted\r\n\
             a,b,excerpt,full,11,11,11,100,100,1,11,shared/a_b.html,texts\r\n"
        );
    }
}
