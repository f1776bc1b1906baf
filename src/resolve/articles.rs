//! Articles: from front matter to the model.

use std::collections::BTreeMap;

use crate::config::Settings;
use crate::model::{Article, ArticleText, Prose, RecordId, TextKind, Transmission};
use crate::parse::article::ParsedArticle;
use crate::parse::fields::ArticleFields;
use crate::parse::quotation::quotations;
use crate::parse::{fields, rights};
use crate::source::Span;

/// Makes an article of what its file says.
#[must_use]
pub fn article(
    parsed: &ParsedArticle,
    label: String,
    except: Vec<RecordId>,
    text: Prose,
    settings: &Settings,
) -> Article {
    // Each by its name, so that no key is read and forgotten.
    let ArticleFields {
        title,
        publisher,
        authors,
        published,
        accessed,
        url,
        archive_url,
        language,
        text: kind,
        route,
        agency,
        rights: own_rights,
        original,
        redirect_from,
        except: _,
        allow: _,
        extra,
    } = parsed.fields.clone();
    let kind = kind.map_or(TextKind::Full, text_kind);
    let quoted = match kind {
        TextKind::Digest => quotations(&text.document).into_iter().map(|it| it.words).collect(),
        TextKind::Full | TextKind::Excerpt => Vec::new(),
    };
    Article {
        changed: None,
        slug: parsed.slug.clone(),
        span: Span::whole(parsed.file),
        title,
        publisher,
        authors: authors.unwrap_or_default().given(),
        published: published.map(|date| date.0),
        accessed: accessed.map(|date| date.0),
        url: url.map(|url| url.0),
        archive_url: archive_url.map(|url| url.0),
        language: language.unwrap_or_else(|| settings.language.clone()),
        kind,
        transmission: route.map_or(Transmission::Direct, transmission),
        agency,
        rights: own_rights.map_or(settings.rights, rights),
        original,
        redirect_from: redirect_from.unwrap_or_default().0,
        except,
        label,
        quoted,
        text: ArticleText::Whole(text),
        share: None,
        pin: None,
        extra: extra.unwrap_or_default(),
    }
}

/// How each article is called in short: by its publisher, where no other article has the same;
/// else with the date, where that decides; else by its title.
#[must_use]
pub fn labels(articles: &[ParsedArticle]) -> Vec<String> {
    let dated = |article: &ParsedArticle| {
        let publisher = article.fields.publisher.as_ref()?;
        Some(format!("{publisher}, {}", article.fields.published?.0))
    };
    let mut publishers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut dates: BTreeMap<String, usize> = BTreeMap::new();
    for article in articles {
        if let Some(publisher) = &article.fields.publisher {
            *publishers.entry(publisher).or_default() += 1;
        }
        if let Some(label) = dated(article) {
            *dates.entry(label).or_default() += 1;
        }
    }
    articles
        .iter()
        .map(|article| {
            let publisher = article.fields.publisher.as_ref();
            if let Some(publisher) =
                publisher.filter(|publisher| publishers[publisher.as_str()] == 1)
            {
                return publisher.clone();
            }
            dated(article)
                .filter(|label| dates[label] == 1)
                .unwrap_or_else(|| article.fields.title.clone())
        })
        .collect()
}

fn text_kind(text: fields::Text) -> TextKind {
    match text {
        fields::Text::Full => TextKind::Full,
        fields::Text::Excerpt => TextKind::Excerpt,
        fields::Text::Digest => TextKind::Digest,
    }
}

fn transmission(route: fields::Route) -> Transmission {
    match route {
        fields::Route::Direct => Transmission::Direct,
        fields::Route::Translated => Transmission::Translated,
        fields::Route::BackTranslated => Transmission::BackTranslated,
    }
}
