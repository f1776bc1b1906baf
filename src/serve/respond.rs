//! From a request to its response: a look into a map.

use axum::body::Bytes;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, HeaderName, HeaderValue, LOCATION,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Response, StatusCode};
use percent_encoding::percent_decode_str;

use super::page::{SCRIPT, SCRIPT_PATH, STYLE, STYLE_PATH, with_script, without_site};
use super::site::Site;
use crate::output::Output;
use crate::route::Route;

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// Why a request is answered at all: it comes from this machine and only wants to read.
pub(super) fn refusal(request: &Parts) -> Option<Response<Bytes>> {
    if !is_local(&request.headers) {
        // A page from elsewhere may have had its name point here, to read what is not published.
        return Some(text(StatusCode::FORBIDDEN, "This server answers only as localhost.\n"));
    }
    if request.method != Method::GET && request.method != Method::HEAD {
        let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "This server only shows.\n");
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Some(response);
    }
    None
}

/// The response to a request that is not refused.
pub(super) fn respond(site: &Site, path: &str) -> Response<Bytes> {
    match path {
        SCRIPT_PATH => return response(StatusCode::OK, content_type("x.js"), SCRIPT.into()),
        STYLE_PATH => return response(StatusCode::OK, content_type("x.css"), STYLE.into()),
        _ => {}
    }
    let Some(output) = &site.good else {
        return response(StatusCode::INTERNAL_SERVER_ERROR, HTML, without_site(site).into());
    };
    // The page for lost addresses names its parts from where the site will stand.
    let from_base = || at(site, output, &format!("/{}", path.strip_prefix(&site.base)?));
    if let Some(response) = at(site, output, path).or_else(from_base) {
        return response;
    }
    let not_found = Route::NotFound.path();
    match output.get(&not_found) {
        Some(bytes) => {
            let body = with_script(bytes, site, Some(path)).into();
            response(StatusCode::NOT_FOUND, HTML, body)
        }
        None => text(StatusCode::NOT_FOUND, "There is no such page.\n"),
    }
}

/// What the site has at a path.
fn at(site: &Site, output: &Output, path: &str) -> Option<Response<Bytes>> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let asked = decoded.strip_prefix('/')?;
    let is_folder = asked.is_empty() || asked.ends_with('/');
    let file = if is_folder { format!("{asked}index.html") } else { asked.to_owned() };
    if let Some(bytes) = output.get(&file) {
        return Some(found(&file, bytes, site));
    }
    let index = Route::File(format!("{asked}/index.html"));
    (!is_folder && output.get(&index.path()).is_some()).then(|| redirect(&index))
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

fn found(path: &str, bytes: &Bytes, site: &Site) -> Response<Bytes> {
    let content_type = content_type(path);
    let body =
        if content_type == HTML { with_script(bytes, site, None).into() } else { bytes.clone() };
    response(StatusCode::OK, content_type, body)
}

fn text(status: StatusCode, text: &'static str) -> Response<Bytes> {
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
    response
}

/// Whether a request was made to this machine by one of its own names.
fn is_local(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let Ok(host) = host.to_str() else { return false };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|local| name.eq_ignore_ascii_case(local))
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

    use super::super::site::Problems;
    use std::sync::Arc;

    use super::*;

    fn site() -> Site {
        let mut output = Output::default();
        output.insert("index.html", b"<head></head>front".to_vec());
        output.insert("articles/index.html", b"<head></head>list".to_vec());
        output.insert("articles/a.html", b"<head></head>article".to_vec());
        output.insert("404.html", b"<head></head>nothing".to_vec());
        output.insert("assets/a b.css", b"b {}".to_vec());
        output.insert("\u{e9}t\u{e9}/index.html", b"<head></head>summer".to_vec());
        for path in ["quotes.csv", "annotations.jsonld", "feed.xml", "pic.SVG", "data.bin"] {
            output.insert(path, b"x".to_vec());
        }
        Site::new(Some(Arc::new(output)), "/b/".into(), Problems::default())
    }

    fn get(path: &str) -> (u16, String) {
        let response = respond(&site(), path);
        (response.status().as_u16(), String::from_utf8(response.body().to_vec()).unwrap())
    }

    #[test]
    fn files_and_folders_are_found() {
        for (path, status, end) in [
            ("/", 200, "front"),
            ("/index.html", 200, "front"),
            ("/articles/", 200, "list"),
            ("/articles/a.html", 200, "article"),
            ("/b/articles/a.html", 200, "article"),
            ("/b/", 200, "front"),
            ("/b/nothing", 404, "nothing"),
            ("/assets/a%20b.css", 200, "b {}"),
            ("/%C3%A9t%C3%A9/", 200, "summer"),
            ("/nothing", 404, "nothing"),
            ("/articles/nothing.html", 404, "nothing"),
            ("/articles/a.html/", 404, "nothing"),
            ("/articles//a.html", 404, "nothing"),
            ("/.sidenote/nothing", 404, "nothing"),
        ] {
            let (found, body) = get(path);
            assert_eq!(found, status, "{path}");
            assert!(body.ends_with(end), "{path}: {body}");
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
            assert_eq!(&response.body()[..], &site.good.as_ref().unwrap().get(path).unwrap()[..]);
        }
    }

    #[test]
    fn without_a_good_site_the_errors_are_the_page() {
        let error = std::io::Error::other("the disk is on fire");
        let site = Site::new(None, "/".into(), Problems::not_read(&error));
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
        refusal(&parts).map(|response| response.status().as_u16())
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
