//! A web page with all that belongs to it in one file (MHTML), as browsers save it: a message of mail in
//! parts, of which the page is one.

use base64::Engine;

/// The page of an archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ArchivedPage {
    pub(super) bytes: Vec<u8>,
    /// Its encoding.
    pub(super) charset: Option<String>,
    /// Where it was saved from.
    pub(super) url: Option<String>,
}

/// How many parts are looked at, and how often they stand in each other.
const MOST_PARTS: usize = 2_000;
const DEEPEST: usize = 4;

/// The page in an archive; nothing where a file is none.
pub(super) fn page(bytes: &[u8]) -> Option<ArchivedPage> {
    let (headers, body) = headers(bytes)?;
    let kind = value(&headers, "content-type")?;
    if value(&headers, "mime-version").is_none() || !kind.to_lowercase().starts_with("multipart/") {
        return None;
    }
    let url = value(&headers, "snapshot-content-location");
    let mut rest = vec![(parameter(kind, "boundary")?, body, 0)];
    while let Some((boundary, body, depth)) = rest.pop() {
        for part in parts(body, &boundary) {
            let Some((headers, body)) = self::headers(part) else { continue };
            let kind = value(&headers, "content-type").unwrap_or_default().to_owned();
            let lower = kind.to_lowercase();
            if lower.starts_with("multipart/") && depth < DEEPEST {
                rest.extend(
                    parameter(&kind, "boundary").map(|boundary| (boundary, body, depth + 1)),
                );
            } else if lower.starts_with("text/html") || lower.starts_with("application/xhtml") {
                let encoding = value(&headers, "content-transfer-encoding").unwrap_or_default();
                let bytes = match encoding.to_lowercase().trim() {
                    "quoted-printable" => from_quoted_printable(body),
                    "base64" => from_base64(body),
                    _ => body.to_vec(),
                };
                let own = value(&headers, "content-location").filter(|url| url.contains("://"));
                let url = url.or(own).map(str::to_owned);
                return Some(ArchivedPage { bytes, charset: parameter(&kind, "charset"), url });
            }
        }
    }
    None
}

type Headers = Vec<(String, String)>;

/// The headers of a part, and what comes after the empty line.
fn headers(bytes: &[u8]) -> Option<(Headers, &[u8])> {
    const MOST: usize = 64 * 1024;
    let mut headers: Headers = Vec::new();
    let mut at = 0;
    loop {
        let rest = bytes.get(at..)?;
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let line = String::from_utf8_lossy(rest.get(..end)?);
        at += end;
        if at > MOST {
            return None;
        }
        if line.trim().is_empty() {
            if headers.is_empty() && end > 0 {
                continue;
            }
            return Some((headers, bytes.get(at..)?));
        }
        if line.starts_with([' ', '\t']) {
            headers.last_mut()?.1.push_str(&format!(" {}", line.trim()));
        } else {
            let (name, value) = line.split_once(':')?;
            if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
                return None;
            }
            headers.push((name.to_lowercase(), value.trim().to_owned()));
        }
    }
}

fn value<'a>(headers: &'a Headers, name: &str) -> Option<&'a str> {
    headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// `charset` of `text/html; charset="utf-8"`
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let sign = format!("--{boundary}");
    let places: Vec<usize> =
        memchr::memmem::find_iter(body, sign.as_bytes()).take(MOST_PARTS).collect();
    let ends = places.iter().skip(1).copied().chain([body.len()]);
    let parts = places.iter().zip(ends).filter_map(|(start, end)| {
        let part = body.get(start + sign.len()..end)?;
        (!part.starts_with(b"--"))
            .then(|| part.strip_prefix(b"\r\n").or(part.strip_prefix(b"\n")).unwrap_or(part))
    });
    parts.collect()
}

fn from_quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let break_after = [&b"\r\n"[..], b"\n"].into_iter().find(|sign| rest.starts_with(sign));
        match (byte, break_after, digit(rest.first()), digit(rest.get(1))) {
            (b'=', Some(sign), ..) => at += 1 + sign.len(),
            (b'=', None, Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or_default());
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

/// Bytes of a text in base64.
fn from_base64(bytes: &[u8]) -> Vec<u8> {
    let plain: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    base64::engine::general_purpose::STANDARD.decode(plain).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_out_of_its_archive() {
        let archive = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://paper.example/flood\r\n\
            Subject: Flood\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\t\
            boundary=\"----Part--1\"\r\n\r\n\r\n------Part--1\r\nContent-Type: text/css\r\n\r\np {}\r\n------Part--1\r\n\
            Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\
            Content-Location: https://paper.example/other\r\n\r\n<p class=3D\"a\">Caf=C3=A9 =\r\nclosed</p>\r\n------Part--1--\r\n";
        let page = page(archive.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(page.bytes).unwrap().trim(), "<p class=\"a\">Café closed</p>");
        assert_eq!(page.url.as_deref(), Some("https://paper.example/flood"));
        assert_eq!(page.charset.as_deref(), Some("utf-8"));
        assert_eq!(super::page(b"Flood in the valley\n\nBy Jane Doe\n"), None);
        assert_eq!(super::page(b"By: Jane Doe\n\nText"), None);
    }
}
