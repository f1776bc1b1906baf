//! The address of a report, without what stands before it when a page is read through something else.

use url::Url;

use super::draft::web_url;

/// An address, and where that is a copy's of an archive, the archive's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) url: String,
    pub(crate) archive: Option<String>,
}

/// What stands before an address whole: archives of the web, and programs that show pages with notes.
const ARCHIVES: &[&str] = &[
    "web.archive.org",
    "archive.org",
    "webarchive.org.uk",
    "www.webarchive.org.uk",
    "arquivo.pt",
    "webarchive.nationalarchives.gov.uk",
    "wayback.archive-it.org",
    "archive.ph",
    "archive.is",
    "archive.today",
    "perma.cc",
];
const PROXIES: &[&str] =
    &["via.hypothes.is", "via3.hypothes.is", "r.jina.ai", "12ft.io", "cdn.ampproject.org"];

/// Reads an address.
pub(crate) fn address(text: &str) -> Option<Address> {
    let url = Url::parse(&web_url(text)?).ok()?;
    let host = url.host_str()?.trim_start_matches("www.");
    let whole = url.to_string();
    if ARCHIVES.contains(&host) {
        let inner = inner(&whole)?;
        return Some(Address { url: inner, archive: Some(whole) });
    }
    let proxy = PROXIES.contains(&host) || host.ends_with(".cdn.ampproject.org");
    if proxy && let Some(inner) = inner(&whole).or_else(|| of_amp(&url)) {
        return Some(Address { url: inner, archive: None });
    }
    if host == "webcache.googleusercontent.com"
        && let Some((_, query)) = url.query_pairs().find(|(key, _)| key == "q")
        && let Some(rest) = query.strip_prefix("cache:")
    {
        let rest = rest.split_once(':').map_or(rest, |(_, rest)| rest);
        let rest = rest.split(' ').next().unwrap_or(rest);
        let inner = web_url(rest).or_else(|| web_url(&format!("https://{rest}")))?;
        return Some(Address { url: inner, archive: None });
    }
    if let Some(site) = host.strip_suffix(".translate.goog") {
        let site = site.replace("--", "\u{0}").replace('-', ".").replace('\u{0}', "-");
        let mut inner = url.clone();
        inner.set_host(Some(&site)).ok()?;
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(key, _)| !key.starts_with("_x_tr_"))
            .map(|(key, value)| (key.into_owned(), value.into_owned()))
            .collect();
        inner.set_query(None);
        if !kept.is_empty() {
            inner.query_pairs_mut().extend_pairs(kept);
        }
        return Some(Address { url: inner.to_string(), archive: None });
    }
    Some(Address { url: whole, archive: None })
}

/// The address that stands in another one.
fn inner(whole: &str) -> Option<String> {
    let rest = whole.split_once("://")?.1;
    let at = [rest.find("http://"), rest.find("https://")].into_iter().flatten().min();
    if let Some(at) = at {
        return rest.get(at..).and_then(web_url);
    }
    // An address with one stroke less, as some write it.
    let at = rest.find("http:/").or_else(|| rest.find("https:/"))?;
    let (scheme, rest) = rest.get(at..)?.split_once(":/")?;
    web_url(&format!("{scheme}://{rest}"))
}

fn of_amp(url: &Url) -> Option<String> {
    let path = url.path().trim_start_matches('/');
    let path = path
        .strip_prefix("c/")
        .or_else(|| path.strip_prefix("v/"))
        .or_else(|| path.strip_prefix("a/"))?;
    let (scheme, path) = match path.strip_prefix("s/") {
        Some(path) => ("https", path),
        None => ("http", path),
    };
    web_url(&format!("{scheme}://{path}"))
}

#[cfg(feature = "import")]
/// Whether an address is a site's first page: many pages name no other.
pub(crate) fn is_root(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| url.path() == "/" && url.query().is_none())
}

#[cfg(feature = "import")]
/// The host of an address, as a name of its publisher.
pub(crate) fn host(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(host);
    Some(host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_an_address_is_taken_off() {
        let url = |text: &str| address(text).unwrap().url;
        for (whole, inner) in [
            (
                "https://web.archive.org/web/20191008070000/https://a.example/b?c=d",
                "https://a.example/b?c=d",
            ),
            ("https://web.archive.org/web/2019id_/http://a.example/b", "http://a.example/b"),
            ("https://via.hypothes.is/https://a.example/b", "https://a.example/b"),
            ("https://a-example.cdn.ampproject.org/c/s/a.example/b", "https://a.example/b"),
            (
                "https://webcache.googleusercontent.com/search?q=cache:AbC:https://a.example/b+x",
                "https://a.example/b",
            ),
            ("https://a-example.translate.goog/b?_x_tr_sl=de&_x_tr_tl=en", "https://a.example/b"),
            ("https://my--site-example.translate.goog/b", "https://my-site.example/b"),
            (
                "https://a.example/share?u=https://b.example/",
                "https://a.example/share?u=https://b.example/",
            ),
        ] {
            assert_eq!(url(whole), inner, "{whole}");
        }
        let archived = address("https://web.archive.org/web/2019/https://a.example/").unwrap();
        assert_eq!(
            archived.archive.as_deref(),
            Some("https://web.archive.org/web/2019/https://a.example/")
        );
    }
}
