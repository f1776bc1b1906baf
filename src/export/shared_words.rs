//! `shared.csv`: which reports share words, and how many; who prints how much of texts that several
//! print.

use std::io;

use super::{Csv, Edition, Parts};
use crate::route::{Route, SitePlace};

pub(super) const PATH: &str = "shared.csv";

pub(super) fn write(edition: &Edition, files: &mut Parts<'_>) -> io::Result<()> {
    let shared = &edition.collation.shared;
    const COLUMNS: [&str; 15] = [
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
        "text",
        "text_reports",
    ];
    let mut csv = Csv::new(edition, files, COLUMNS)?;
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
            &of_first.map(|share| share.rounded().to_string()).unwrap_or_default(),
            &of_second.map(|share| share.rounded().to_string()).unwrap_or_default(),
            &pair.run_count.to_string(),
            &pair.longest.to_string(),
            &page,
            if pair.pinned { "originals" } else { "texts" },
            "",
            "",
        ])?;
    }
    for (number, text) in shared.texts.iter().enumerate() {
        let place = edition.page.link_to(&SitePlace::common_text(number));
        let (number, reports) = ((number + 1).to_string(), text.printings.len().to_string());
        for (id, words) in &text.printings {
            let article = &edition.briefing[*id];
            let share = shared.elsewhere(*id).map(|elsewhere| elsewhere.share(*words));
            csv.write_record([
                article.slug.as_str(),
                "",
                article.kind.name(),
                "",
                &words.to_string(),
                &share.map(|share| share.of.to_string()).unwrap_or_default(),
                "",
                &share.map(|share| share.rounded().to_string()).unwrap_or_default(),
                "",
                "",
                "",
                &place,
                "texts",
                &number,
                &reports,
            ])?;
        }
    }
    csv.finish()
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
             second_percent,runs,longest,url,counted,text,text_reports\r\n\
             a,b,excerpt,full,11,11,11,100,100,1,11,shared/a_b.html,texts,,\r\n"
        );
    }

    #[test]
    fn a_row_for_each_printing_of_a_text_that_several_print() {
        let text: String = (0..60).map(|word| format!("w{word} ")).collect();
        let article = |own: &str| format!("---\ntitle: T\nrights: full\n---\n{own} {text}\n");
        let files = [article("x"), article("y"), article(&"z ".repeat(61))];
        let briefing = briefing(&[
            ("articles/a.md", &files[0]),
            ("articles/b.md", &files[1]),
            ("articles/c.md", &files[2]),
        ]);
        let csv = export(&briefing, PATH).unwrap();
        let rows: Vec<&str> = csv.lines().skip(4).collect();
        assert_eq!(
            rows,
            [
                "a,,full,,60,61,,98,,,,shared/index.html#text-1,texts,1,3",
                "b,,full,,60,61,,98,,,,shared/index.html#text-1,texts,1,3",
                "c,,full,,60,121,,50,,,,shared/index.html#text-1,texts,1,3",
            ]
        );
    }
}
