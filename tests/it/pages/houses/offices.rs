//! Ministries, encyclopaedias, statisticians, institutes.

use super::{GoldPage, Make, Text, escaped};

/// A ministry: a form holds the whole page, Dublin Core says what it is, nobody has written it.
pub(super) fn ministry(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let title = text.get("title");
    make.raw(&format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=utf-8><title>Inland Waters - {title}</title>\
         <meta name=\"DC.title\" content=\"{title}\"><meta name=\"DC.date.issued\" content=\"{iso}\"><meta name=\"DCTERMS.modified\" content=\"2023-03-16\">\
         <meta name=\"DC.creator\" content=\"Ministry of Inland Waters\"><meta name=\"DC.publisher\" content=\"Ministry of Inland Waters\">\
         <link rel=canonical href=\"https://waters.example/{lang}/press/12\"></head><body><form id=aspnetForm method=post>",
        lang = text.language, iso = text.get("iso")
    ));
    make.menu("<div class=breadcrumb>", "<a href=/b>{}</a> › ", "</div>");
    make.raw(&format!("<div class=\"ms-rtestate-field\"><h1>{}</h1>", escaped(title)));
    make.paragraphs("<div><span>{}</span></div>", 0..4);
    make.heading("<h2>{}</h2>", 0);
    make.items("<ul>", "</ul>");
    make.paragraphs("<div><span>{}</span></div>", 4..8);
    make.gold("<div>{}</div></div>", text.get("last"));
    make.around("<div class=\"page-footer\">{}</div></form></body></html>", text.around("footer"));
    let mut page = make.page("ministry", "Ministry of Inland Waters");
    page.authors.clear();
    page
}

/// An encyclopaedia: notes, links to change it, a box of facts, a formula.
pub(super) fn lore(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let title = text.get("title");
    make.raw(&format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=utf-8><title>{title} - Openlore</title>\
         <meta property=og:title content=\"{title} - Openlore\"><link rel=canonical href=\"https://openlore.example/wiki/{lang}\">\
         <script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"Article\",\"name\":\"{title}\",\
         \"author\":{{\"@type\":\"Organization\",\"name\":\"Openlore\"}},\"publisher\":{{\"@type\":\"Organization\",\"name\":\"Openlore\"}},\"datePublished\":\"{iso}T10:00:00Z\"}}</script>\
         </head><body class=mediawiki>",
        lang = text.language, iso = text.get("iso")
    ));
    make.raw(&format!(
        "<div id=content class=mw-body><h1 id=firstHeading>{}</h1><div class=mw-parser-output>",
        escaped(title)
    ));
    make.raw("<table class=infobox><tbody><tr><th>A</th><td>1</td></tr><tr><th>B</th><td>2</td></tr></tbody></table>");
    make.paragraphs("<p>{}<sup class=reference><a href=#n>[1]</a></sup></p>", 0..3);
    for (at, words) in text.all("p")[3..8].iter().enumerate() {
        if at % 3 == 0 {
            let heading = &text.all("heading")[at / 3];
            make.gold("<h2><span class=mw-headline>{}</span><span class=mw-editsection>[<a href=/e>+</a>]</span></h2>", heading);
        }
        make.gold("<p>{}</p>", words);
    }
    let formula = "<span class=mwe-math-element><span class=mwe-math-mathml-inline style=\"display: none;\"><math><semantics><mrow><mi>v</mi><mo>=</mo>\
        <msup><mn>10</mn><mn>4</mn></msup><mo>⋅</mo><mfrac><mi>s</mi><mi>t</mi></mfrac></mrow><annotation encoding=\"application/x-tex\">x</annotation></semantics></math></span><img src=f.svg alt=\"v\"></span>";
    make.raw(&format!("<p>{}: {formula}.</p>", escaped(text.get("quote"))));
    make.body.push(format!("{}: v=10⁴⋅s/t.", text.get("quote")));
    make.raw("</div></div><div id=mw-navigation>");
    make.menu("<div class=portal>", "<a href=/p>{}</a>", "</div></div>");
    make.around("<div id=footer role=contentinfo>{}</div></body></html>", text.around("footer"));
    let mut page = make.page("lore", "Openlore");
    page.authors.clear();
    // The box of facts, and the marks of notes, are the article's.
    page.body.push("A 1 B 2 1 1 1".to_owned());
    page
}

/// An office of statistics: a table in which cells go over rows, raised figures, no language declared.
pub(super) fn statistics(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let title = text.get("title");
    make.raw(&format!(
        "<!doctype html><html><head><meta charset=utf-8><title>{title} | Bureau of River Statistics</title>\
         <meta name=\"dcterms.issued\" content=\"{iso}\"><meta property=og:site_name content=\"Bureau of River Statistics\">\
         <meta property=og:url content=\"https://rivers.example/{lang}\"></head><body>",
        iso = text.get("iso"), lang = text.language
    ));
    make.menu("<nav>", "<a href=/o>{}</a>", "</nav>");
    make.raw(&format!("<main><h1>{}</h1>", escaped(title)));
    make.paragraphs("<p>{}</p>", 0..3);
    make.raw("<table><caption>2021–2022</caption><tr><th>N</th><th>2021</th><th>2022</th></tr><tr><td rowspan=2>A</td><td>17</td><td>19</td></tr>\
        <tr><td>18</td><td>20</td></tr><tr><td>B</td><td colspan=2>21</td></tr></table>");
    make.body.push("2021–2022 N 2021 2022 A 17 19 18 20 B 21".to_owned());
    make.raw(&format!("<p>{} 3,2 × 10<sup>4</sup> m<sup>3</sup>.</p>", escaped(&text.all("p")[3])));
    make.body.push(format!("{} 3,2 × 10⁴ m³.", text.all("p")[3]));
    make.paragraphs("<p>{}</p>", 4..8);
    make.gold("<p>{}</p></main>", text.get("last"));
    make.around("<footer>{}</footer></body></html>", text.around("footer"));
    let mut page = make.page("statistics", "Bureau of River Statistics");
    page.authors.clear();
    page
}

/// An institute: what libraries read, a name as they write it, a text that opens on demand.
pub(super) fn institute(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let authors = text.list("authors");
    let title = text.get("title");
    make.raw(&format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=utf-8><title>{title}</title><meta name=citation_title content=\"{title}\">\
         <meta name=citation_author content=\"{a}\"><meta name=citation_author content=\"{b}\"><meta name=citation_publication_date content=\"{date}\">\
         <meta name=citation_publisher content=\"Institute for Slow Water\"><meta name=citation_public_url content=\"https://slow.example/{lang}\"></head><body>",
        lang = text.language, a = authors[0], b = authors[1], date = text.get("iso").replace('-', "/")
    ));
    make.menu("<div id=menu>", "<a href=/i>{}</a>", "</div>");
    make.raw(&format!(
        "<div class=paper><h1>{}</h1><details open><summary>—</summary>",
        escaped(title)
    ));
    make.paragraphs("<p>{}</p>", 0..2);
    make.raw("</details><dl>");
    make.gold("<dt>{}</dt>", &text.all("heading")[0]);
    make.gold("<dd>{}</dd></dl>", &text.all("p")[2]);
    make.heading("<h2>{}</h2>", 1);
    make.paragraphs("<section><p>{}</p></section>", 3..8);
    make.gold("<p>{}</p></div>", text.get("last"));
    make.around("<div id=colophon>{}</div></body></html>", text.around("footer"));
    make.page("institute", "Institute for Slow Water")
}
