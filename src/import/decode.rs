//! Files as they lie on the disk → text: in whatever encoding a page declares, out of an archive of one
//! page; what is no text is named, with what to do.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A text, and what to tell of how it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// What to tell.
    pub remarks: Vec<String>,
}

/// Why a file is not read, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// What it is: stands after the file's name.
    pub what: String,
    /// What to do.
    pub help: &'static str,
}

fn unreadable(what: &str, help: &'static str) -> Unreadable {
    Unreadable { what: what.to_owned(), help }
}

/// So much of a page may declare its encoding.
const HEAD: usize = 4_096;

/// Reads a file's bytes.
///
/// # Errors
/// Where they are no text, or nobody says in which encoding.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Unreadable> {
    if let Some(known) = known_kind(bytes) {
        return Err(known);
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(decoded(bytes, encoding, "the mark at its beginning"));
    }
    if let Some(page) = super::mhtml::page(bytes) {
        let mut decoded = decode_page(&page.bytes, page.charset.as_deref())?;
        decoded.remarks.insert(0, "the page was read out of a web archive (MHTML)".to_owned());
        if let Some(url) = page.url {
            // As browsers write it into a page that they save.
            let url = url.replace("--", "-%2D");
            decoded
                .text
                .insert_str(0, &format!("<!-- saved from url=({:04}){url} -->\n", url.len()));
        }
        return Ok(decoded);
    }
    decode_page(bytes, None)
}

fn decode_page(bytes: &[u8], charset: Option<&str>) -> Result<Decoded, Unreadable> {
    if bytes.contains(&0) {
        let zeros =
            |odd: usize| bytes.iter().skip(odd).step_by(2).take(64).filter(|it| **it == 0).count();
        // Every second byte of a western text is zero.
        return match (zeros(1) > 48, zeros(0) > 48) {
            (true, _) => Ok(decoded(bytes, UTF_16LE, "its bytes")),
            (_, true) => Ok(decoded(bytes, UTF_16BE, "its bytes")),
            _ => Err(unreadable("is no text", "Save the report as plain text, or as a web page.")),
        };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { text: text.to_owned(), remarks: Vec::new() });
    }
    let declared = charset.map(str::to_owned).or_else(|| declared(bytes));
    let encoding = declared.as_deref().and_then(|label| Encoding::for_label(label.as_bytes()));
    match encoding.filter(|encoding| *encoding != UTF_8) {
        Some(encoding) => Ok(decoded(bytes, encoding, "as it declares")),
        None => {
            Err(unreadable("is not UTF-8, and declares no other encoding", "Save it as UTF-8."))
        }
    }
}

fn decoded(bytes: &[u8], encoding: &'static Encoding, by: &str) -> Decoded {
    let (text, encoding, _) = encoding.decode(bytes);
    let mut remarks = Vec::new();
    if encoding != UTF_8 {
        remarks.push(format!("it was read as {} ({by})", encoding.name()));
    }
    let lost = text.matches('\u{fffd}').count();
    if lost > 0 {
        remarks.push(format!(
            "{lost} characters could not be read as {}: they are “\u{fffd}” in the text",
            encoding.name()
        ));
    }
    Decoded { text: text.into_owned(), remarks }
}

/// The encoding that a page declares: `<meta charset=…>`, `<meta … content="text/html; charset=…">`,
/// `<?xml … encoding="…"?>`.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD.min(bytes.len()))?).to_lowercase();
    let at = head.find("charset=").map(|at| at + 8).or_else(|| {
        head.starts_with("<?xml").then(|| head.find("encoding=").map(|at| at + 9)).flatten()
    })?;
    let label: String = head
        .get(at..)?
        .trim_start_matches([' ', '"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// Files that are known by how they begin.
fn known_kind(bytes: &[u8]) -> Option<Unreadable> {
    const PDF: &str = "Save its text as plain text (`pdftotext -layout FILE`, or “Save as text” in a viewer), and import that.";
    const OFFICE: &str =
        "Save it as a web page or as plain text in the program that wrote it, and import that.";
    const FILM: &str = "Save what is said as plain text, a paragraph a speaker, without the times, and import that.";
    const PICTURE: &str =
        "Have its text recognised by another program, look it through, and import that.";
    const PACKED: &str = "Unpack it, and import what is in it.";
    let begins = |sign: &[u8]| bytes.starts_with(sign);
    let has = |words: &str| memchr::memmem::find(bytes, words.as_bytes()).is_some();
    let trimmed = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes
        .iter()
        .take(1_024)
        .position(|byte| *byte == b'%')
        .is_some_and(|at| bytes.get(at..).is_some_and(|rest| rest.starts_with(b"%PDF-")))
    {
        return Some(unreadable("is a PDF", PDF));
    }
    if begins(b"PK\x03\x04") {
        let kinds = [
            ("word/document.xml", "is a Word document (DOCX)", OFFICE),
            ("ppt/presentation.xml", "is a PowerPoint file (PPTX)", OFFICE),
            ("xl/workbook.xml", "is an Excel file (XLSX)", OFFICE),
            ("application/vnd.oasis.opendocument", "is an OpenDocument file", OFFICE),
            ("application/epub+zip", "is an e-book (EPUB)", PACKED),
        ];
        let known = kinds.iter().find(|(sign, ..)| has(sign));
        let (what, help) =
            known.map_or(("is a ZIP archive", PACKED), |(_, what, help)| (what, *help));
        return Some(unreadable(what, help));
    }
    let signs: [(&[u8], &str, &'static str); 11] = [
        (b"{\\rtf", "is a rich text document (RTF)", OFFICE),
        (b"\xd0\xcf\x11\xe0", "is a document of an older office program", OFFICE),
        (
            b"bplist00",
            "is a web archive of Safari",
            "Save the page as “Page Source”, and import that.",
        ),
        (b"\x1f\x8b", "is a packed file (gzip)", PACKED),
        (b"7z\xbc\xaf", "is a packed file (7z)", PACKED),
        (
            b"WARC/",
            "is an archive of many web pages (WARC)",
            "Save the one page as HTML, and import that.",
        ),
        (b"\x89PNG", "is a picture", PICTURE),
        (b"\xff\xd8\xff", "is a picture", PICTURE),
        (b"GIF8", "is a picture", PICTURE),
        (b"ID3", "is a sound recording", FILM),
        (b"%!PS", "is a PostScript file", PDF),
    ];
    if let Some((_, what, help)) = signs.iter().find(|(sign, ..)| begins(sign)) {
        return Some(unreadable(what, help));
    }
    if trimmed.starts_with(b"WEBVTT") {
        return Some(unreadable("is a file of subtitles (VTT)", FILM));
    }
    if is_subrip(trimmed) {
        return Some(unreadable("is a file of subtitles (SRT)", FILM));
    }
    (bytes.get(4..8) == Some(b"ftyp")).then(|| unreadable("is a film or sound recording", FILM))
}

/// `1`, then a line with two times.
fn is_subrip(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(|line| line.trim_ascii());
    let number =
        lines.next().is_some_and(|line| !line.is_empty() && line.iter().all(u8::is_ascii_digit));
    let times = lines.next().is_some_and(|line| {
        memchr::memmem::find(line, b" --> ").is_some()
            && line.first().is_some_and(u8::is_ascii_digit)
    });
    number && times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_in_the_encoding_that_they_declare() {
        let text = |bytes: &[u8]| decode(bytes).map(|decoded| decoded.text);
        for (encoding, words) in [
            ("windows-1251", "Наводнение в долине"),
            ("gb2312", "山谷洪水"),
            ("iso-8859-1", "Über die Brücke"),
            ("shift_jis", "谷の洪水"),
        ] {
            let page = format!("<html><meta charset=\"{encoding}\"><p>{words}</p>");
            let (bytes, _, failed) =
                Encoding::for_label(encoding.as_bytes()).unwrap().encode(&page);
            assert!(!failed);
            assert_eq!(text(&bytes).unwrap(), page);
        }
        let utf16: Vec<u8> = "\u{feff}Flood".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&utf16).unwrap(), "Flood");
        let lost = decode(b"<meta charset=gbk><p>\xb0\xa1\xff</p>").unwrap();
        assert!(lost.remarks[1].starts_with("1 characters could not be read as GBK"), "{lost:?}");
        assert!(text(b"caf\xe9").is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(
            head in "(MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n|<meta charset=gbk>|)",
            bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200),
        ) {
            let _ = decode(&[head.into_bytes(), bytes].concat());
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (bytes, what) in [
            (&b"%PDF-1.7\n\x00"[..], "PDF"),
            (b"PK\x03\x04..word/document.xml", "DOCX"),
            (b"PK\x03\x04..", "ZIP"),
            (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello", "VTT"),
            (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nHello", "SRT"),
            (b"{\\rtf1 Hello}", "RTF"),
            (b"abc\x00\x01\x02def", "no text"),
        ] {
            let told = decode(bytes).unwrap_err();
            assert!(told.what.contains(what), "{told:?}");
            assert!(!told.help.is_empty());
        }
        assert!(decode(b"1\n2\n3 --> 4").is_ok());
    }
}
