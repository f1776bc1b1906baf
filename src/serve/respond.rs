//! From a request to its response.

use std::net::IpAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use axum::body::Bytes;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, HeaderValue,
    LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Response, StatusCode};
use percent_encoding::percent_decode_str;
use serde::Serialize;

use super::page::{EVENTS_PATH, STATUS_STYLE, STATUS_STYLE_PATH};
use super::page::{SCRIPT, SCRIPT_PATH, STYLE, STYLE_PATH, source_page, with_script, without_page};
use super::places::SOURCE_PATH;
use super::session::panic_words;
use super::site::{Problems, Shown, Site};
use super::writing::{self, Token, action, is_elsewhere};
use crate::route::Route;
use crate::source::SourceFile;

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// Why a request is not answered: it must be made to this machine, and want to read, or to write as `guard` says.
/// `is_open` is whether others than this machine may ask, `token` what pages that may write know.
pub(super) fn refusal(
    request: &Parts,
    is_open: bool,
    token: Option<&Token>,
) -> Option<Response<Bytes>> {
    if !is_local(&request.headers, is_open) {
        // A page from elsewhere may have had its name point here, to read what is not published.
        let words = "This server answers only as localhost, or by its number.\n";
        return Some(text(StatusCode::FORBIDDEN, words));
    }
    let path = request.uri.path();
    if path == EVENTS_PATH && is_elsewhere(&request.headers) {
        return Some(text(
            StatusCode::FORBIDDEN,
            "Only pages of this server are told of changes.\n",
        ));
    }
    if let Some(token) = token.filter(|_| action(path).is_some()) {
        return writing::refusal(request, token).map(|why| text(StatusCode::FORBIDDEN, why));
    }
    if request.method != Method::GET && request.method != Method::HEAD {
        let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "This server only shows.\n");
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Some(response);
    }
    None
}

/// The response to a request that is not refused. What is asked for is made now.
pub(super) fn respond(site: &Site, path: &str) -> Response<Bytes> {
    match path {
        SCRIPT_PATH => return response(StatusCode::OK, content_type("x.js"), SCRIPT.into()),
        STATUS_STYLE_PATH => {
            return response(StatusCode::OK, content_type("x.css"), STATUS_STYLE.into());
        }
        STYLE_PATH => return response(StatusCode::OK, content_type("x.css"), STYLE.into()),
        _ => {}
    }
    if let Some(script) = site.token.as_ref().and_then(|_| writing::script(path)) {
        return response(StatusCode::OK, content_type(path), script.into());
    }
    let Some(shown) = &site.shown else { return failed(site, &site.problems) };
    let answer = || answer(site, shown, path);
    // A page that cannot be made is no reason not to answer, nor not to make the next.
    catch_unwind(AssertUnwindSafe(answer))
        .unwrap_or_else(|panic| Err(Problems::panicked(&panic_words(panic.as_ref()))))
        .unwrap_or_else(|problems| failed(site, &problems))
}

fn answer(site: &Site, shown: &Shown, path: &str) -> Result<Response<Bytes>, Problems> {
    if let Some(file) = path.strip_prefix(SOURCE_PATH).and_then(|path| source(shown, path)) {
        return Ok(response(StatusCode::OK, HTML, source_page(file).into()));
    }
    if path == Route::status().absolute("/") {
        return Ok(response(StatusCode::OK, HTML, shown.status()?));
    }
    if let Some(response) = at(site, shown, path)? {
        return Ok(response);
    }
    // The page for lost addresses names its parts from where the site will stand.
    if let Some(rest) = path.strip_prefix(shown.base())
        && let Some(response) = at(site, shown, &format!("/{rest}"))?
    {
        return Ok(response);
    }
    Ok(match shown.file(&Route::NotFound.path())? {
        Some(bytes) => {
            let body = with_script(&bytes, site, Some(path)).into();
            response(StatusCode::NOT_FOUND, HTML, body)
        }
        None => text(StatusCode::NOT_FOUND, "There is no such page.\n"),
    })
}

/// A text file of the briefing. Originals are none of its own.
fn source<'a>(shown: &'a Shown, path: &str) -> Option<&'a SourceFile> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let mut files = shown.folder.sources.iter().map(|(_, file)| file);
    let is_own = |file: &&SourceFile| !Path::new(&file.path).is_absolute();
    files.find(|file| file.path == path).filter(is_own)
}

/// What the site has at a path.
fn at(site: &Site, shown: &Shown, path: &str) -> Result<Option<Response<Bytes>>, Problems> {
    let decoded = percent_decode_str(path).decode_utf8().ok();
    let Some(asked) = decoded.as_ref().and_then(|path| path.strip_prefix('/')) else {
        return Ok(None);
    };
    let is_folder = asked.is_empty() || asked.ends_with('/');
    let name = if is_folder { format!("{asked}index.html") } else { asked.to_owned() };
    if let Some(bytes) = shown.file(&name)? {
        return Ok(Some(found(&name, bytes, site)));
    }
    let index = Route::File(format!("{asked}/index.html"));
    Ok((!is_folder && shown.file(&index.path())?.is_some()).then(|| redirect(&index)))
}

/// To the folder of an index: its relative links count from there.
fn redirect(index: &Route) -> Response<Bytes> {
    let mut response = text(StatusCode::FOUND, "This is a folder.\n");
    let folder = index.absolute("/");
    let folder = folder.strip_suffix("index.html").unwrap_or(&folder);
    if let Ok(location) = HeaderValue::from_str(folder) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

fn found(path: &str, bytes: Bytes, site: &Site) -> Response<Bytes> {
    let content_type = content_type(path);
    let body = if content_type == HTML { with_script(&bytes, site, None).into() } else { bytes };
    response(StatusCode::OK, content_type, body)
}

/// The page in the place of one that cannot be made.
fn failed(site: &Site, problems: &Problems) -> Response<Bytes> {
    response(StatusCode::INTERNAL_SERVER_ERROR, HTML, without_page(site, problems).into())
}

/// An answer to a script.
pub(super) fn json_response(status: StatusCode, value: &impl Serialize) -> Response<Bytes> {
    // Texts and lists of them: this cannot fail.
    let body = serde_json::to_vec(value).unwrap_or_default();
    response(status, content_type("x.json"), body.into())
}

/// An answer in words.
pub(super) fn text(status: StatusCode, text: &'static str) -> Response<Bytes> {
    response(status, TEXT, text.into())
}

fn response(status: StatusCode, content_type: &'static str, body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Another site must not load a private briefing's script or picture into its own page.
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(policy, HeaderValue::from_static("same-origin"));
    // Nor lay a page of it under its own buttons.
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("frame-ancestors 'self'"));
    response
}

/// Whether a request was made to this machine by one of its own names; or, where others may ask, by a
/// number, which nobody can have point elsewhere.
fn is_local(headers: &HeaderMap, is_open: bool) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let Ok(host) = host.to_str() else { return false };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let number = name.trim_start_matches('[').trim_end_matches(']');
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|local| name.eq_ignore_ascii_case(local))
        || is_open && number.parse::<IpAddr>().is_ok()
}

/// The content type of a file, by the end of its name.
fn content_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "jsonld" => "application/ld+json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => TEXT,
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use std::sync::Arc;

    use super::*;
    use crate::serve::testing::shown;

    fn site() -> Site {
        let shown = shown(&[
            ("sidenote.yaml", "title: x\nbase_url: https://a.b/b/\n"),
            ("content/articles/a.md", "---\ntitle: A\nrights: full\n---\nThe article.\n"),
            ("static/assets/a b.css", "b {}"),
            ("static/\u{e9}t\u{e9}/index.html", "<head></head>summer"),
            ("static/pic.SVG", "x"),
            ("static/data.bin", "x"),
        ]);
        Site::new(Some(Arc::new(shown)), Problems::default())
    }

    fn get(path: &str) -> (u16, String) {
        let response = respond(&site(), path);
        (response.status().as_u16(), String::from_utf8(response.body().to_vec()).unwrap())
    }

    #[test]
    fn files_and_folders_are_found() {
        for (path, status, end) in [
            ("/", 200, "<title>x</title>"),
            ("/index.html", 200, "<title>x</title>"),
            ("/articles/", 200, "<title>Reports · x</title>"),
            ("/articles/a.html", 200, "The article."),
            ("/b/articles/a.html", 200, "The article."),
            ("/b/", 200, "<title>x</title>"),
            ("/b/nothing", 404, "<title>Nothing here · x</title>"),
            ("/assets/a%20b.css", 200, "b {}"),
            ("/%C3%A9t%C3%A9/", 200, "summer"),
            ("/nothing", 404, "<title>Nothing here · x</title>"),
            ("/articles/nothing.html", 404, "<title>Nothing here · x</title>"),
            ("/articles/a.html/", 404, "<title>Nothing here · x</title>"),
            ("/articles//a.html", 404, "<title>Nothing here · x</title>"),
            ("/.sidenote/nothing", 404, "<title>Nothing here · x</title>"),
        ] {
            let (found, body) = get(path);
            assert_eq!(found, status, "{path}");
            assert!(body.contains(end), "{path}: {body}");
        }
        assert!(get("/nothing").1.contains("<base href=\"/\">"));
        assert!(!get("/404.html").1.contains("<base"));
    }

    #[test]
    fn no_path_leads_out_of_the_site() {
        for path in [
            "/../etc/passwd",
            "/%2e%2e/etc/passwd",
            "/..%2f..%2fetc/passwd",
            "//etc/passwd",
            "/articles/../index.html",
            "/%00",
            "/%ff%fe",
            "*",
            "",
        ] {
            assert_eq!(get(path).0, 404, "{path}");
        }
    }

    #[test]
    fn a_folder_without_its_slash_is_led_to() {
        let response = respond(&site(), "/articles");
        assert_eq!(
            (response.status().as_u16(), &response.headers()[LOCATION]),
            (302, &HeaderValue::from_static("/articles/"))
        );
        assert_eq!(respond(&site(), "/%C3%A9t%C3%A9").headers()[LOCATION], "/%C3%A9t%C3%A9/");
        assert_eq!(respond(&site(), "//articles").status(), 404);
    }

    #[test]
    fn what_is_no_page_is_served_byte_for_byte() {
        let site = site();
        for (path, expected) in [
            ("quotes.csv", "text/csv; charset=utf-8"),
            ("annotations.jsonld", "application/ld+json"),
            ("feed.xml", "application/xml"),
            ("pic.SVG", "image/svg+xml"),
            ("data.bin", "application/octet-stream"),
        ] {
            let response = respond(&site, &format!("/{path}"));
            assert_eq!(response.headers()[CONTENT_TYPE], expected);
            assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
            let file = site.shown.as_ref().unwrap().publication.file(path).unwrap().unwrap();
            assert_eq!(response.body(), &file);
        }
    }

    #[test]
    fn without_a_site_the_errors_are_the_page() {
        let error = std::io::Error::other("the disk is on fire");
        let site = Site::new(None, Problems::not_read(&error));
        for path in ["/", "/articles/a.html", "/nothing"] {
            let response = respond(&site, path);
            assert_eq!(response.status(), 500);
            let body = String::from_utf8(response.body().to_vec()).unwrap();
            assert!(body.contains("the disk is on fire") && body.contains(&site.version));
        }
        assert_eq!(respond(&site, SCRIPT_PATH).status(), 200);
        assert_eq!(respond(&site, STYLE_PATH).headers()[CONTENT_TYPE], "text/css; charset=utf-8");
    }

    fn refused(method: &str, hosts: &[&str]) -> Option<u16> {
        let mut request = Request::builder().method(method).uri("/");
        for host in hosts {
            request = request.header("host", *host);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        refusal(&parts, false, None).map(|response| response.status().as_u16())
    }

    #[test]
    fn others_may_ask_by_number_where_that_is_chosen() {
        let refused = |host: &str| {
            let request = Request::builder().uri("/").header("host", host);
            refusal(&request.body(()).unwrap().into_parts().0, true, None).is_some()
        };
        assert!(
            !refused("192.168.1.7:4000") && !refused("[fe80::1]:4000") && !refused("localhost")
        );
        assert!(refused("evil.example") && refused("192.168.1.7.nip.io") && refused(""));
    }

    #[test]
    fn what_is_done_has_a_page_that_no_build_writes() {
        let (status, page) = get("/.sidenote/status.html");
        assert!(status == 200 && page.contains("articles/a.html"), "{page}");
        assert!(get("/.sidenote/status.css").1.contains(".status"));
        assert!(
            site()
                .shown
                .unwrap()
                .publication
                .paths()
                .unwrap()
                .iter()
                .all(|path| !path.contains("status"))
        );
    }

    #[test]
    fn files_are_shown_as_they_are_written() {
        let (status, page) = get("/.sidenote/source/content/articles/a.md");
        assert!(status == 200 && page.contains("<li id=\"line-2\">title: A</li>"), "{page}");
        assert_eq!(get("/.sidenote/source/etc/passwd").0, 404);
    }

    #[test]
    fn only_this_machine_may_ask() {
        for host in ["localhost", "LOCALHOST:4000", "127.0.0.1:4000", "[::1]", "[::1]:80"] {
            assert_eq!(refused("GET", &[host]), None, "{host}");
        }
        for host in ["", "evil.example:4000", "localhost.evil.example", "127.0.0.1.nip.io", "::1"] {
            assert_eq!(refused("GET", &[host]), Some(403), "{host}");
        }
        assert_eq!(refused("GET", &[]), Some(403));
        assert_eq!(refused("GET", &["localhost", "evil.example"]), Some(403));
    }

    #[test]
    fn only_reading_is_allowed() {
        assert_eq!(refused("HEAD", &["localhost"]), None);
        for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
            assert_eq!(refused(method, &["localhost"]), Some(405), "{method}");
        }
    }
}
