//! Who may ask for something to be written: a page that this server gave to a browser on this machine.
//!
//! A page from elsewhere can have a browser send requests here, and must not be able to write. Each of these
//! alone keeps it out: it does not know the token; a browser says where a request comes from (`Origin`,
//! `Sec-Fetch-Site`) and lets no page change that; a body of JSON and a header of our own are sent only after the
//! server was asked whether it wants them from there, which is never answered. A name that was made to point here
//! is refused before, as for all requests.

use axum::http::header::{CONTENT_TYPE, HOST, HeaderName, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};

/// Where the requests of the part begin.
const PATH: &str = "/.sidenote/write/";

/// Bytes of the largest request: more than anybody types.
pub(in crate::serve) const MOST_BYTES: usize = 256 * 1024;

/// The header in which a page tells the token.
const TOKEN: HeaderName = HeaderName::from_static("x-sidenote-token");
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What only pages of this server know, another at each start.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::serve) struct Token(String);

impl Token {
    /// A new one; none where the system gives no random numbers.
    pub(in crate::serve) fn new() -> Option<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).ok()?;
        Some(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// As pages have it.
    pub(in crate::serve) fn text(&self) -> &str {
        &self.0
    }

    /// Whether it was told. How long that takes says nothing of how much is right.
    fn is(&self, told: &str) -> bool {
        let differing = self.0.bytes().zip(told.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
        self.0.len() == told.len() && differing == 0
    }
}

/// What a request asks for, where it is one of the part.
pub(in crate::serve) fn action(path: &str) -> Option<&str> {
    path.strip_prefix(PATH)
}

/// Why a request to write is not answered; nothing where it is.
pub(in crate::serve) fn refusal(request: &Parts, token: &Token) -> Option<&'static str> {
    let headers = &request.headers;
    let is_json = only(headers, &CONTENT_TYPE).is_some_and(|value| {
        let (kind, parameters) = value.split_once(';').unwrap_or((value, ""));
        kind.trim().eq_ignore_ascii_case("application/json")
            && matches!(parameters.trim().to_ascii_lowercase().as_str(), "" | "charset=utf-8")
    });
    let own = only(headers, &HOST).map(|host| format!("http://{host}"));
    let is_own = own.is_some_and(|own| only(headers, &ORIGIN) == Some(&own));
    let is_token = only(headers, &TOKEN).is_some_and(|told| token.is(told));
    if request.method != Method::POST || !is_json {
        return Some("To write, send JSON.\n");
    }
    if !is_own || is_elsewhere(headers) {
        return Some("Only pages of this server may write.\n");
    }
    (!is_token).then_some("This page is of another start of the server: load it again.\n")
}

/// Whether a browser says that a request comes from a page of somebody else's.
pub(in crate::serve) fn is_elsewhere(headers: &HeaderMap) -> bool {
    let mut sites = headers.get_all(FETCH_SITE).iter();
    sites.any(|site| site != "same-origin" && site != "none")
}

/// The value of a header that is there once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    const GOOD: &[(&str, &str)] = &[
        ("host", "127.0.0.1:4000"),
        ("origin", "http://127.0.0.1:4000"),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/json"),
        ("x-sidenote-token", "secret"),
    ];

    fn refused(method: &str, headers: &[(&str, &str)]) -> bool {
        let mut request = Request::builder().method(method).uri("/.sidenote/write/note");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        refusal(&parts, &Token("secret".to_owned())).is_some()
    }

    fn with(name: &str, value: Option<&str>) -> Vec<(&'static str, String)> {
        let mut headers: Vec<(&str, String)> =
            GOOD.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let at = headers.iter().position(|(known, _)| *known == name).unwrap();
        match value {
            Some(value) => headers[at].1 = value.to_owned(),
            None => drop(headers.remove(at)),
        }
        headers
    }

    #[test]
    fn only_a_page_of_this_server_may_write() {
        assert!(!refused("POST", GOOD));
        for method in ["GET", "HEAD", "PUT", "OPTIONS", "DELETE"] {
            assert!(refused(method, GOOD), "{method}");
        }
        for (name, value) in [
            ("origin", None),
            ("origin", Some("null")),
            ("origin", Some("http://localhost:4000")),
            ("origin", Some("http://127.0.0.1:4001")),
            ("origin", Some("https://127.0.0.1:4000")),
            ("origin", Some("http://evil.example")),
            ("sec-fetch-site", Some("cross-site")),
            ("sec-fetch-site", Some("same-site")),
            ("content-type", None),
            ("content-type", Some("text/plain")),
            ("content-type", Some("text/plain; application/json")),
            ("content-type", Some("application/json; boundary=x")),
            ("content-type", Some("application/x-www-form-urlencoded")),
            ("content-type", Some("multipart/form-data; boundary=x")),
            ("x-sidenote-token", None),
            ("x-sidenote-token", Some("")),
            ("x-sidenote-token", Some("secre")),
            ("x-sidenote-token", Some("secret2")),
        ] {
            let headers = with(name, value);
            let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, &**value)).collect();
            assert!(refused("POST", &headers), "{name}: {value:?}");
        }
        // An older browser does not say where a request comes from but by its origin.
        let headers = with("sec-fetch-site", None);
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, &**value)).collect();
        assert!(!refused("POST", &headers));
        let twice: Vec<_> = GOOD.iter().chain(&[("x-sidenote-token", "secret")]).copied().collect();
        assert!(refused("POST", &twice));
    }

    #[test]
    fn tokens_differ() {
        let (one, other) = (Token::new().unwrap(), Token::new().unwrap());
        assert!(one != other && one.text().len() == 64);
    }
}
