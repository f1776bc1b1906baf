//! Papers, agencies and people who write on the web.

use super::{GoldPage, Make, Text, escaped};

/// A large news site: data in a graph, a list of links in the text, boxes all around.
pub(super) fn courier(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let authors = text.list("authors");
    let (title, iso) = (text.get("title"), text.get("iso"));
    make.raw(&format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=utf-8><title>{title} | The Harbour Courier</title>\
         <link rel=canonical href=\"https://courier.example/{lang}/news/4711\">\
         <meta property=og:title content=\"{title} | The Harbour Courier\"><meta property=og:site_name content=\"The Harbour Courier\">\
         <meta property=article:modified_time content=\"2023-03-16T10:00:00Z\">\
         <script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@graph\":[\
         {{\"@type\":\"VideoObject\",\"name\":\"Another film\",\"uploadDate\":\"2021-01-02\",\"datePublished\":\"2021-01-02\"}},\
         {{\"@type\":\"WebPage\",\"@id\":\"https://courier.example/#page\",\"name\":\"{title} - The Harbour Courier\"}},\
         {{\"@type\":\"NewsArticle\",\"headline\":\"{title}\",\"datePublished\":\"{iso}T07:00:00+01:00\",\"dateModified\":\"2023-03-16\",\
         \"author\":[{{\"@id\":\"#a\"}},{{\"@type\":\"Person\",\"name\":[\"{b}\"]}}],\"publisher\":{{\"@id\":\"#o\"}}}},\
         {{\"@type\":\"Person\",\"@id\":\"#a\",\"name\":\"{a}\"}},\
         {{\"@type\":\"Organization\",\"@id\":\"#o\",\"name\":\"The Harbour Courier\",\"logo\":{{\"@type\":\"ImageObject\",\"name\":\"Logo\"}}}}]}}</script>\
         </head><body class=\"single has-sidebar\"><div id=app>",
        lang = text.language, a = authors[0], b = authors[1],
    ));
    make.around(
        "<div class=\"cookie-consent\" role=dialog><p>{}</p><button>OK</button></div>",
        text.around("cookie"),
    );
    make.menu(
        "<header><nav class=\"main-nav\"><ul>",
        "<li><a href=/x>{}</a></li>",
        "</ul></nav></header>",
    );
    make.raw("<main><article class=\"story story--news\"><header>");
    make.raw(&format!("<h1 class=headline>{}</h1>", escaped(title)));
    make.raw(&format!(
        "<div class=\"byline\">{} <a rel=author href=/a>{}</a> {} <a rel=author href=/b>{}</a></div>",
        text.get("by"), authors[0], text.get("and"), authors[1]
    ));
    make.raw(&format!(
        "<time class=updated datetime=2023-03-16>{} {}</time>",
        text.around("updatedword"),
        text.get("updated")
    ));
    make.around(
        "<div class=\"share-bar social\"><span>{}</span><a href=/f>Facebook</a></div>",
        text.around("share"),
    );
    make.raw("</header><div class=\"story__body\">");
    make.raw("<figure><img src=a.jpg alt=\"\">");
    make.around("<figcaption>{}</figcaption></figure>", text.around("caption"));
    make.paragraphs("<p>{}</p>", 0..3);
    make.teasers(
        "<div class=\"related-stories\"><h3>+</h3><ul>",
        "<li><a href=/t>{}</a></li>",
        "</ul></div>",
    );
    make.heading("<h2 class=\"share-of-voice\">{}</h2>", 0);
    // A sentence with a name that is linked as an author's.
    let linked = &text.all("p")[3];
    let (first, rest) = linked.split_at(linked.char_indices().nth(9).unwrap().0);
    make.gold(
        &format!(
            "<p><a rel=\"author\" class=\"author\" href=/c>{}</a>{}</p>",
            escaped(first),
            escaped(rest)
        ),
        linked,
    );
    make.around("<div class=\"ad-slot\"><span>{}</span></div>", text.around("ad"));
    make.paragraphs("<p>{}</p>", 4..8);
    make.around("<aside class=\"pullquote\"><p>{}</p></aside>", text.get("quote"));
    make.gold("<p>{}</p>", text.get("last"));
    make.raw("</div>");
    make.around(
        "<div class=\"newsletter-signup\"><p>{}</p><form><input></form></div>",
        text.around("newsletter"),
    );
    make.around("<section class=\"author-bio\"><p>{}</p></section>", text.around("bio"));
    make.raw("</article></main>");
    make.teasers(
        "<section class=recommended>",
        "<article><h3><a href=/u>{}</a></h3><time datetime=2020-01-01>1</time></article>",
        "</section>",
    );
    make.raw("<section id=comments>");
    for comment in text.list("comment") {
        make.around("<div class=comment><p>{}</p></div>", comment);
    }
    make.raw("</section>");
    make.around("<footer><p>{}</p></footer></div></body></html>", text.around("footer"));
    make.page("courier", "The Harbour Courier")
}

/// An agency: little markup, its own name where the author's would be, data in a comment.
pub(super) fn wire(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let (title, iso) = (text.get("title"), text.get("iso"));
    make.raw(&format!(
        "<html lang=\"{lang}\"><head><meta charset=utf-8><title>{title} - Nordwire</title>\
         <meta name=author content=\"Reuters\"><meta property=og:url content=\"https://web.archive.org/web/2023/https://nordwire.example/{lang}/1\">\
         <script type='application/ld+json'>\n<!--\n//<![CDATA[\n{{\"@type\": \"ReportageNewsArticle\", \"headline\": \"{title}\", \"datePublished\": \"{iso}T23:10:00Z\", \
         \"author\": {{\"@type\": \"Organization\", \"name\": \"Reuters\"}}, \"publisher\": {{\"@type\": \"Organization\", \"name\": {{\"@value\": \"Nordwire\"}}}},}};\n//]]>\n-->\n</script></head><body>",
        lang = text.language
    ));
    make.menu("<div class=topmenu>", "<a href=/n>{}</a> ", "</div>");
    make.raw(&format!("<div class=wrap><div class=content><h1>{}</h1>", escaped(title)));
    make.raw(&format!(
        "<p class=date>{} {}, 07:15</p>",
        text.around("publishedword"),
        text.get("published")
    ));
    make.paragraphs("<p>{}</p>", 2..8);
    make.gold("<p>{}</p>", text.get("last"));
    make.raw("</div>");
    make.teasers("<div class=side><ul>", "<li><a href=/s>{}</a></li>", "</ul></div></div>");
    make.around("<div id=footer>{}</div></body></html>", text.around("footer"));
    let mut page = make.page("wire", "Nordwire");
    page.authors.clear();
    page
}

/// A paper for the street: links to other reports between the paragraphs, pictures, a film, tags.
pub(super) fn lantern(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let authors = text.list("authors");
    let title = text.get("title");
    make.raw(&format!(
        "<!doctype html><html><head><meta charset=utf-8><title>{title} » Daily Lantern » {n}</title>\
         <meta property=\"og:title\" content=\"{title}\"><meta property=\"og:site_name\" content=\"Daily Lantern | News that shines\">\
         <meta name=\"parsely-author\" content=\"{a}\"><meta name=\"parsely-author\" content=\"{b}\">\
         <meta name=\"parsely-pub-date\" content=\"{iso}T05:00:00Z\"><meta name=date content=\"0001-01-01T00:00:00\">\
         <link rel=canonical href=\"https://lantern.example/\"><meta property=og:url content=\"https://lantern.example/{lang}/x\"></head><body>",
        n = text.list("nav")[1], a = authors[0], b = authors[1], iso = text.get("iso"), lang = text.language
    ));
    make.menu("<ul class=\"menu\">", "<li><a href=/m>{}</a></li>", "</ul>");
    make.raw(&format!(
        "<div class=\"grid\"><div class=\"col main-col\"><h1>{}</h1>",
        escaped(title)
    ));
    make.raw("<div class=\"art-text\">");
    make.raw("<iframe src=\"https://video.example/1\" title=\"Film\"></iframe>");
    make.paragraphs("<p>{}</p>", 0..2);
    let teasers = text.list("teasers");
    make.around(
        &format!("<p><strong>{} <a href=/1>{{}}</a></strong></p>", text.around("also")),
        teasers[0],
    );
    make.paragraphs("<p>{}</p>", 2..4);
    make.raw("<div class=img><img src=b.jpg alt=\"\">");
    make.around("<p>{}</p></div>", text.around("credit"));
    make.around("<p><a href=/2>{}</a></p>", teasers[1]);
    make.heading("<h3>{}</h3>", 1);
    make.paragraphs("<p>{}</p>", 4..6);
    make.gold("<blockquote class=\"social-embed\"><p>{}</p></blockquote>", text.get("quote"));
    make.paragraphs("<p>{}</p>", 6..8);
    make.around("<p class=prompt>{}</p>", text.around("newsletter"));
    make.raw("</div>");
    make.menu("<div class=tags>", "<a rel=tag href=/g>{}</a>", "</div>");
    make.raw("</div><div class=\"col right-rail\">");
    for words in text.list("teasers") {
        make.around("<div class=teaser><a href=/r><h4>{}</h4></a></div>", words);
    }
    make.raw("</div></div>");
    make.around("<div class=foot>{}</div></body></html>", text.around("footer"));
    make.page("lantern", "Daily Lantern")
}

/// An old site: a table lays out the page, and lines are broken by hand, in an old encoding.
pub(super) fn gazette(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let authors = text.list("authors");
    let title = text.get("title");
    let charset = match text.language {
        "ru" => "windows-1251",
        "zh" => "gb18030",
        "ar" => "windows-1256",
        _ => "windows-1252",
    };
    make.raw(&format!(
        "<HTML><HEAD><META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset={charset}\"><TITLE>{title} | Old Gazette</TITLE></HEAD>\
         <!-- saved from url=(0034)https://gazette.example/{lang}/1998.htm -->\
         <BODY><TABLE WIDTH=100%><TR><TD COLSPAN=2>",
        lang = text.language
    ));
    make.menu("", "<A HREF=/>{}</A> | ", "</TD></TR><TR><TD WIDTH=20%>");
    make.teasers("", "<A HREF=/t>{}</A><BR>", "</TD><TD>");
    make.raw(&format!("<H1>{}</H1>", escaped(title)));
    make.raw(&format!(
        "<I>{} {} {} {} | {}</I><BR><BR>",
        text.get("by"),
        authors[0],
        text.get("and"),
        authors[1],
        text.get("published")
    ));
    for words in &text.all("p")[..7] {
        make.gold("{}<BR><BR>", words);
    }
    make.gold("{}", text.get("last"));
    make.raw("</TD></TR><TR><TD COLSPAN=2>");
    make.around("<FONT SIZE=1>{}</FONT></TD></TR></TABLE></BODY></HTML>", text.around("footer"));
    let html = make.html.clone();
    let mut page = make.page("gazette", "Old Gazette");
    let encoding = encoding_rs::Encoding::for_label(charset.as_bytes()).unwrap();
    let (bytes, _, failed) = encoding.encode(&html);
    assert!(!failed, "{charset}");
    page.bytes = bytes.into_owned();
    page
}

/// A magazine: an introduction, a first letter by itself, quotations beside the text, microdata.
pub(super) fn quarterly(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let authors = text.list("authors");
    let title = text.get("title");
    make.raw(&format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{title} — Meridian Quarterly</title><base href=\"https://meridian.example/\"></head>\
         <body><div itemscope itemtype=\"https://schema.org/Article\"><meta itemprop=datePublished content=\"{iso}\">\
         <link rel=canonical href=\"https://meridian.example/{lang}\">\
         <span itemprop=publisher itemscope><meta itemprop=name content=\"Meridian Quarterly\"></span>",
        iso = text.get("iso"), lang = text.language
    ));
    make.menu("<div role=navigation>", "<a href=/q>{}</a>", "</div>");
    make.raw(&format!("<h1 itemprop=headline>{}</h1>", escaped(title)));
    make.gold("<p class=\"standfirst\">{}</p>", &text.all("p")[0]);
    make.raw("<p class=\"credits\">");
    for author in &authors {
        make.raw(&format!(
            "<span itemprop=author itemscope><span itemprop=name>{author}</span></span>"
        ));
    }
    make.around("</p><p class=\"reading\">{}</p><div itemprop=articleBody>", text.around("read"));
    let first = &text.all("p")[1];
    let at = first.char_indices().nth(1).unwrap().0;
    let letter = format!("<p><span class=dropcap>{}</span>{{}}</p>", escaped(&first[..at]));
    make.raw(&letter.replace("{}", &escaped(&first[at..])));
    make.body.push(first.clone());
    make.paragraphs("<p>{}</p>", 2..5);
    make.around("<aside><blockquote>{}</blockquote></aside>", text.get("quote"));
    make.heading("<h2>{}</h2>", 0);
    make.paragraphs("<p>{}</p>", 5..8);
    make.items("<ul>", "</ul>");
    make.gold("<p>{}</p>", text.get("last"));
    make.raw("</div></div>");
    make.around("<footer>{}</footer></body></html>", text.around("footer"));
    make.page("quarterly", "Meridian Quarterly")
}

/// A blog: what its system prints around each post, and a box about who writes it.
pub(super) fn kettle(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let authors = text.list("authors");
    let title = text.get("title");
    make.raw(&format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=utf-8><title>{title} – Slow Kettle</title>\
         <meta name=author content=\"{a}, {staff}\"><meta property=og:site_name content=\"Slow Kettle\">\
         <link rel=canonical href=\"https://kettle.example/{lang}/post\"></head><body class=\"post-template-default single single-post with-sidebar\">",
        lang = text.language, a = authors[0], staff = text.around("staff")
    ));
    make.around("<a class=\"skip-link screen-reader-text\" href=#c>{}</a>", text.list("nav")[0]);
    make.menu("<div id=site-navigation class=main-navigation>", "<a href=/k>{}</a>", "</div>");
    make.raw(&format!("<div id=content class=site-content><article class=\"post type-post hentry\"><h1 class=entry-title>{}</h1>", escaped(title)));
    make.raw(&format!(
        "<div class=\"entry-meta\"><span class=posted-on><time class=\"entry-date published\" datetime=\"{}T09:00:00+00:00\">{}</time>\
         <time class=updated datetime=\"2023-03-16\">{}</time></span></div><div class=\"entry-content elementor-widget\">",
        text.get("iso"), text.get("published"), text.get("updated")
    ));
    for (at, words) in text.all("p").iter().enumerate() {
        make.gold("<div class=\"elementor-widget-text-editor widget\"><p>{}</p></div>", words);
        if at == 3 {
            make.heading("<div class=elementor-widget-heading><h2>{}</h2></div>", 1);
            make.items("<ol>", "</ol>");
        }
    }
    make.gold("<p>{}</p>", text.get("last"));
    make.raw("</div><div class=sharedaddy>");
    make.around("<h3>{}</h3></div>", text.around("share"));
    make.around("<h4>{}</h4>", text.around("about"));
    make.around("<p class=about>{}</p></article>", text.around("bio"));
    make.raw("<div id=respond class=comment-respond>");
    make.around("<h3>{}</h3>", text.around("comments"));
    for comment in text.list("comment") {
        make.around("<li class=comment><p>{}</p></li>", comment);
    }
    make.raw("</div></div><div id=secondary class=widget-area>");
    make.teasers("<ul>", "<li><a href=/w>{}</a></li>", "</ul></div>");
    make.around("<div class=site-info>{}</div></body></html>", text.around("footer"));
    let mut page = make.page("kettle", "Slow Kettle");
    page.authors.truncate(1);
    page
}
