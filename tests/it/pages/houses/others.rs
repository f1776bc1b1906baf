//! Houses whose markup says little of what is what: pages that programs write, with names that mean nothing,
//! and what each kind of paper adds to its reports.

use super::{GoldPage, Make, Text, escaped};

/// A broadcaster: every paragraph in boxes of its own, names of classes made by a program, topics, more reports of the
/// kind inside the report's own element.
pub(super) fn beacon(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let authors = text.list("authors");
    let title = text.get("title");
    make.raw(&format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title} - Beacon News</title><meta property=\"og:title\" content=\"{title} - Beacon News\">\
         <meta property=\"og:site_name\" content=\"Beacon News\"><link rel=\"canonical\" href=\"https://beacon.example/{lang}/world-6\">\
         <script type=\"application/ld+json\">{{\"@context\":\"http://schema.org\",\"@type\":\"NewsArticle\",\"url\":\"https://beacon.example/{lang}/world-6\",\"publisher\":{{\"@type\":\"NewsMediaOrganization\",\"name\":\"Beacon News\"}},\
         \"datePublished\":\"{iso}T04:11:58.000Z\",\"dateModified\":\"2023-03-16T04:11:58.000Z\",\"headline\":\"{title}\",\"author\":{{\"@type\":\"NewsMediaOrganization\",\"name\":\"Beacon News\"}}}}</script></head><body><div id=\"__next\">",
        lang = text.language, iso = text.get("iso")
    ));
    make.menu(
        "<header class=\"ssrcss-1\" role=\"banner\"><nav aria-label=\"x\"><ul>",
        "<li><a href=\"/x\"><span>{}</span></a></li>",
        "</ul></nav></header>",
    );
    make.raw(&format!("<main id=\"main-content\"><article class=\"ssrcss-pv1rh6\"><header><h1 id=\"main-heading\">{}</h1>", escaped(title)));
    make.raw(&format!(
        "<div class=\"ssrcss-1if1g9v\"><ul><div class=\"ssrcss-q4by3k\"><li><span class=\"visually-hidden\">{}</span><span><time datetime=\"{}T04:11:58.000Z\">{}</time></span></li></div></ul></div>",
        text.around("publishedword"), text.get("iso"), text.get("published")
    ));
    make.raw(&format!(
        "<div class=\"ssrcss-h3c0s8\"><p>{} {} &amp; {}</p><p>Beacon News</p></div></header>",
        text.get("by"),
        authors[0],
        authors[1]
    ));
    make.raw(
        "<div data-component=\"image-block\"><figure><div><img src=\"a.png\" alt=\"x\"></div>",
    );
    make.around(
        "<figcaption><span class=\"visually-hidden\">+</span>{}</figcaption></figure></div>",
        text.around("caption"),
    );
    for (at, words) in text.all("p").iter().enumerate() {
        let pattern = match at {
            0 => {
                "<div data-component=\"text-block\"><div class=\"ssrcss-7uxr49\"><p class=\"ssrcss-1q0x1qg\"><b>{}</b></p></div></div>"
            }
            _ => {
                "<div data-component=\"text-block\"><div class=\"ssrcss-7uxr49\"><p class=\"ssrcss-1q0x1qg\">{}</p></div></div>"
            }
        };
        make.gold(pattern, words);
        if at == 4 {
            make.heading("<div data-component=\"subheadline-block\"><h2>{}</h2></div>", 0);
            make.teasers(
                "<div data-component=\"unordered-list-block\"><ul role=\"list\">",
                "<li><a href=\"/t\"><b>{}</b></a></li>",
                "</ul></div>",
            );
        }
    }
    make.gold("<div data-component=\"text-block\"><div><p>{}</p></div></div>", text.get("last"));
    make.raw("<section data-component=\"links-block\"><div><h2>+</h2></div><ul>");
    for words in text.list("teasers") {
        make.around("<li><div><a href=\"/l\"><p>{}</p></a></div></li>", words);
    }
    make.raw("</ul></section>");
    make.menu(
        "<section data-component=\"topic-list\"><h2>#</h2><ul>",
        "<li><a href=\"/topics\">{}</a></li>",
        "</ul></section></article></main>",
    );
    make.around(
        "<footer role=\"contentinfo\"><p>{}</p></footer></div></body></html>",
        text.around("footer"),
    );
    let mut page = make.page("beacon", "Beacon News");
    page.authors = authors.into_iter().map(str::to_owned).collect();
    page
}

/// A daily with a wall: a summary, reports for subscribers between the paragraphs, the reporters at the end.
pub(super) fn ecran(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let authors = text.list("authors");
    let title = text.get("title");
    make.raw(&format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title}</title><meta name=\"description\" content=\"x\"><meta property=\"og:site_name\" content=\"L’Écran\">\
         <meta property=\"og:article:published_time\" content=\"{iso}T18:02:11+00:00\"><meta property=\"og:article:author\" content=\"x\"><meta property=\"og:url\" content=\"https://ecran.example/{lang}\"></head><body>",
        lang = text.language, iso = text.get("iso")
    ));
    make.menu("<div class=\"multi-nav\"><ul>", "<li><a href=\"/e\">{}</a></li>", "</ul></div>");
    make.raw(&format!("<main><section class=\"zone--article\"><header class=\"article__header\"><h1 class=\"article__title\">{}</h1>", escaped(title)));
    make.gold("<p class=\"article__desc\">{}</p>", &text.all("p")[0]);
    make.raw(&format!(
        "<div class=\"meta__authors\">{} <span class=\"meta__author\"><a class=\"article__author-link\" href=\"/a\">{}</a></span> {} <span class=\"meta__author\">{}</span></div>",
        text.get("by"), authors[0], text.get("and"), authors[1]
    ));
    make.raw(&format!(
        "<span class=\"meta__date\">{} {}, {} {}</span>",
        text.around("publishedword"),
        text.get("published"),
        text.around("updatedword").to_lowercase(),
        text.get("updated")
    ));
    make.around(
        "<ul class=\"meta__social\"><li><button>{}</button></li></ul></header>",
        text.around("share"),
    );
    make.raw("<article class=\"article__content old__article-content-single\">");
    make.paragraphs("<p class=\"article__paragraph\">{}</p>", 1..4);
    let teasers = text.list("teasers");
    make.raw("<section class=\"catcher catcher--inread\"><div class=\"catcher__content\">");
    make.around(&format!("<p class=\"catcher__desc\"><span>{}</span> <a href=\"/c\">{{}}</a></p></div></section>", text.around("also")), teasers[0]);
    make.heading("<h2 class=\"article__sub-title\">{}</h2>", 1);
    make.paragraphs("<p class=\"article__paragraph\">{}</p>", 4..8);
    make.gold("<p class=\"article__paragraph\">{}</p>", text.get("last"));
    make.around("<div class=\"article__offer-insert\"><p>{}</p></div>", text.around("newsletter"));
    make.raw(&format!(
        "<section class=\"author author--sign\"><a href=\"/a\">{}</a></section></article>",
        authors[0]
    ));
    make.raw("<section class=\"friend\"><h4>+</h4>");
    make.teasers(
        "<ul>",
        "<li><p class=\"teaser__title\"><a href=\"/f\">{}</a></p></li>",
        "</ul></section></section></main>",
    );
    make.around(
        "<div id=\"foot-lemonde\"><span>{}</span></div></body></html>",
        text.around("footer"),
    );
    make.page("ecran", "L’Écran")
}

/// An agency's site for readers: a line on who reported, a promise of the house, reports that follow in one stream.
pub(super) fn dispatch(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let authors = text.list("authors");
    let title = text.get("title");
    make.raw(&format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=utf-8><title>{title} | Dispatch News</title><meta name=\"article:author\" content=\"\"><meta property=\"og:site_name\" content=\"Dispatch News\">\
         <script type=\"application/ld+json\">[{{\"@context\":\"http://schema.org\",\"@type\":\"BreadcrumbList\",\"name\":\"x\"}},{{\"@context\":\"http://schema.org\",\"@type\":[\"NewsArticle\"],\"headline\":\"{title}\",\
         \"datePublished\":\"{iso}T21:00:01Z\",\"author\":[{{\"@type\":\"Person\",\"name\":\"{a}\"}},{{\"@type\":\"Person\",\"name\":\"{b}\"}}],\"publisher\":{{\"@type\":\"NewsMediaOrganization\",\"name\":\"Dispatch News\"}},\
         \"mainEntityOfPage\":{{\"@type\":\"WebPage\",\"@id\":\"https://dispatch.example/{lang}/a\"}}}}];</script></head><body class=\"Page\">",
        lang = text.language, iso = text.get("iso"), a = authors[0], b = authors[1]
    ));
    make.menu(
        "<div class=\"Page-header\">",
        "<div class=\"NavigationItem\"><a href=\"/n\">{}</a></div>",
        "</div>",
    );
    make.raw(&format!("<div class=\"Page-content\"><div class=\"Page-headlineWrapper\"><h1 class=\"Page-headline\">{}</h1></div>", escaped(title)));
    make.raw(&format!("<div class=\"Page-byline\"><div class=\"Page-authors\">{} {}, {}</div><div class=\"Page-dateModified\"><span>{} {}</span></div></div>", text.get("by"), authors[0], authors[1], text.around("updatedword"), text.get("updated")));
    make.raw("<div class=\"Page-storyBody\"><div class=\"RichTextStoryBody RichTextBody\">");
    for (at, words) in text.all("p").iter().enumerate() {
        make.gold("<p>{}</p>", words);
        if at == 2 {
            make.around("<div class=\"Advertisement\"><p>{}</p></div>", text.around("ad"));
        }
        if at == 4 {
            let teaser = text.list("teasers")[2];
            make.around("<div class=\"HTMLModuleEnhancement\"><div class=\"PageListEnhancementGeneric\"><p><a href=\"/p\">{}</a></p></div></div>", teaser);
        }
    }
    make.gold("<p>{}</p>", text.get("last"));
    make.raw("<p>___</p></div>");
    make.around("<div class=\"Page-aboutAuthor\"><a href=\"/a\"><img alt=\"\" src=\"a.jpg\"></a><div>{}</div></div>", text.around("bio"));
    make.raw("</div><div class=\"PageList-items\">");
    for words in text.list("teasers") {
        make.around("<div class=\"PagePromo\"><h3 class=\"PagePromo-title\"><a href=\"/q\">{}</a></h3><p>—</p></div>", words);
    }
    make.raw("</div></div>");
    make.around("<footer class=\"Page-footer\">{}</footer></body></html>", text.around("footer"));
    make.page("dispatch", "Dispatch News")
}

/// A portal: everything in one `div` by id, a line of source and time, an editor's name at the end.
pub(super) fn portal(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let authors = text.list("authors");
    let title = text.get("title");
    make.raw(&format!(
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"x\"><html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\" /><title>{title}-Broad Portal</title>\
         <meta name=\"publishdate\" content=\"{iso}\" /><meta name=\"author\" content=\"123456\" /></head>\
         <!-- saved from url=(0037)https://portal.example/{lang}/c_112.htm --><body>",
        lang = text.language, iso = text.get("iso")
    ));
    make.menu(
        "<div class=\"topAd\"></div><div class=\"header\"><div class=\"nav domPC\">",
        "<span><a href=\"/h\">{}</a></span>",
        "</div></div>",
    );
    make.raw(&format!("<div class=\"main clearfix\"><div class=\"main-left left\"><div class=\"head-line\"><h1><span class=\"title\">{}</span></h1>", escaped(title)));
    make.raw(&format!("<div class=\"header-time\"><span class=\"year\">{}</span><span class=\"source\">Broad Portal</span></div></div>", text.get("published")));
    make.raw("<div id=\"detail\"><span id=\"detailContent\">");
    let joined = authors.join(&format!(" {} ", text.get("and")));
    make.raw(&format!("<p>{} {joined}</p>", text.get("by")));
    make.paragraphs("<p>　　{}</p>", 0..5);
    make.raw("<p style=\"text-align:center\"><img src=\"1.jpg\" /></p>");
    make.paragraphs("<p>　　{}</p>", 5..8);
    make.gold("<p>　　{}</p>", text.get("last"));
    make.raw("</span></div>");
    make.around("<div class=\"editor\"><span class=\"tiyi1\"><a href=\"javascript:void(0);\">+</a></span><span>【{}】</span></div>", text.around("staff"));
    make.raw("<div class=\"bookList\"><div class=\"box-title\">");
    make.around("<h3>{}</h3></div>", text.around("also"));
    make.teasers(
        "<ul>",
        "<li><a href=\"/b\">{}</a></li>",
        "</ul></div></div><div class=\"main-right right\">",
    );
    make.teasers(
        "<ol>",
        "<li><a href=\"/r\">{}</a><span>2020-01-01</span></li>",
        "</ol></div></div>",
    );
    make.around("<div class=\"foot\"><div>{}</div></div></body></html>", text.around("footer"));
    make.page("portal", "Broad Portal")
}

/// A letter to subscribers: sections that hold a heading alone, buttons to subscribe in the text, likes.
pub(super) fn letter(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let authors = text.list("authors");
    let title = text.get("title");
    make.raw(&format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\" /><title data-rh=\"true\">{title} - by {a}</title><meta property=\"og:title\" content=\"{title}\"><meta name=\"author\" content=\"{a}\">\
         <script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"url\":\"https://letter.example/p/{lang}\",\"mainEntityOfPage\":\"https://letter.example/p/{lang}\",\"headline\":\"{title}\",\
         \"datePublished\":\"{iso}T09:03:46+00:00\",\"isAccessibleForFree\":true,\"author\":[{{\"@type\":\"Person\",\"name\":\"{a}\",\"url\":\"https://letter.example/@x\",\"description\":\"x\"}}],\"publisher\":{{\"@type\":\"Organization\",\"name\":\"Letters from Downriver\"}}}}</script></head><body><div id=\"entry\">",
        lang = text.language, iso = text.get("iso"), a = authors[0]
    ));
    make.raw(&format!("<div id=\"main\" class=\"main\"><div class=\"single-post-container\"><article class=\"typography newsletter-post post\"><div class=\"post-header\"><h1 class=\"post-title\">{}</h1>", escaped(title)));
    make.gold("<h3 class=\"subtitle\">{}</h3>", text.get("quote"));
    make.raw(&format!(
        "<div class=\"byline-wrapper\"><a href=\"/@x\">{}</a><div>{}</div></div></div>",
        authors[0],
        text.get("published")
    ));
    make.raw("<div class=\"available-content\"><div class=\"body markup\">");
    make.paragraphs("<p><span>{}</span></p>", 0..3);
    make.around("<div class=\"subscription-widget-wrap\"><div class=\"preamble\"><p>{}</p></div><form><input type=\"email\"></form></div>", text.around("newsletter"));
    make.heading("<h2 class=\"header-with-anchor-widget\">{}<div class=\"header-anchor-widget\"><div class=\"anchor\"></div></div></h2>", 0);
    make.paragraphs("<p><span>{}</span></p>", 3..6);
    make.raw("<div><hr></div>");
    make.items("<ul>", "</ul>");
    make.paragraphs("<p><em>{}</em></p>", 6..8);
    make.gold("<p><span>{}</span></p></div></div>", text.get("last"));
    make.around(
        "<div class=\"post-footer\"><button>{}</button><a class=\"like\">12</a></div></article>",
        text.around("share"),
    );
    make.raw("<div id=\"discussion\" class=\"comments-page\">");
    for comment in text.list("comment") {
        make.around(
            "<div class=\"comment-content\"><div class=\"comment-body\"><p>{}</p></div></div>",
            comment,
        );
    }
    make.raw("</div>");
    make.teasers(
        "<div class=\"portable-archive\">",
        "<div class=\"post-preview\"><a href=\"/p\">{}</a><div>—</div></div>",
        "</div></div></div>",
    );
    make.around(
        "<div class=\"footer-wrap\"><div>{}</div></div></div></body></html>",
        text.around("footer"),
    );
    let mut page = make.page("letter", "Letters from Downriver");
    page.authors.truncate(1);
    page
}

/// A government's site: a table of contents, a box for journalists, what the page is part of.
pub(super) fn state(text: &Text) -> GoldPage {
    let mut make = Make::new(text);
    let title = text.get("title");
    make.raw(&format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title} - STATE.EXAMPLE</title><meta name=\"govuk:first-published-at\" content=\"{iso}T00:00:00.000+00:00\"><meta property=\"og:site_name\" content=\"STATE.EXAMPLE\">\
         <link rel=\"canonical\" href=\"https://state.example/{lang}/news/x\"><script type=\"application/ld+json\">{{\"@context\":\"http://schema.org\",\"@type\":\"NewsArticle\",\"mainEntityOfPage\":{{\"@type\":\"WebPage\",\"@id\":\"https://state.example/{lang}/news/x\"}},\"name\":\"{title}\",\
         \"datePublished\":\"{iso}T09:00:00+00:00\",\"dateModified\":\"2023-03-16T09:00:00+00:00\",\"headline\":\"{title}\",\"publisher\":{{\"@type\":\"Organization\",\"name\":\"STATE.EXAMPLE\",\"url\":\"https://state.example\"}},\
         \"author\":{{\"@type\":\"Organization\",\"name\":\"Office of Harbours\",\"url\":\"https://state.example/o\"}}}}</script></head><body class=\"gem-c-layout-for-public\">",
        lang = text.language, iso = text.get("iso")
    ));
    make.around("<div id=\"global-cookie-message\" class=\"gem-c-cookie-banner\" data-nosnippet><p>{}</p></div>", text.around("cookie"));
    make.menu(
        "<div class=\"gem-c-breadcrumbs\"><ol>",
        "<li><a href=\"/s\">{}</a></li>",
        "</ol></div>",
    );
    make.raw(&format!("<main id=\"content\"><div class=\"grid-row\"><div class=\"two-thirds\"><span class=\"context\">+</span><h1>{}</h1></div></div>", escaped(title)));
    make.gold(
        "<div class=\"grid-row\"><p class=\"gem-c-lead-paragraph\">{}</p></div>",
        &text.all("p")[0],
    );
    make.raw(&format!("<div class=\"gem-c-metadata\"><dl><dt>From:</dt><dd><a href=\"/o\">Office of Harbours</a></dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl></div>",
        text.around("publishedword"), text.get("published"), text.around("updatedword"), text.get("updated")));
    make.raw("<div class=\"gem-c-govspeak govuk-govspeak\"><div class=\"govspeak\">");
    make.paragraphs("<p>{}</p>", 1..4);
    make.heading("<h2 id=\"x\">{}</h2>", 1);
    make.items("<ul>", "</ul>");
    make.paragraphs("<p>{}</p>", 4..7);
    make.gold("<div class=\"call-to-action\"><p>{}</p></div>", &text.all("p")[7]);
    make.gold("<p>{}</p></div></div>", text.get("last"));
    make.around("<div class=\"gem-c-share-links\"><h2>{}</h2></div>", text.around("share"));
    make.raw("<div class=\"gem-c-contextual-sidebar\">");
    make.teasers("<ul>", "<li><a href=\"/c\">{}</a></li>", "</ul></div></main>");
    make.around(
        "<footer class=\"gem-c-layout-footer\" role=\"contentinfo\">{}</footer></body></html>",
        text.around("footer"),
    );
    let mut page = make.page("state", "STATE.EXAMPLE");
    page.authors = vec!["Office of Harbours".to_owned()];
    page
}
