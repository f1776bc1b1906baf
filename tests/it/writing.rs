//! Notes that a page of `sidenote serve` writes.

use std::io::{BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

use crate::program::{BriefingFolder, article};
use crate::serving::state;
use crate::support::server::Server;

const OWN: &str = "content/annotations/first.md";

/// A page that the server gave, with what it knows.
struct Page<'a> {
    server: &'a Server,
    token: String,
    block: String,
}

impl<'a> Page<'a> {
    fn open(server: &'a Server) -> Self {
        let page = server.get("/articles/first.html");
        let between = |start: &str, end: &str| {
            let from = page.find(start).unwrap() + start.len();
            page[from..from + page[from..].find(end).unwrap()].to_owned()
        };
        Self { server, token: between("data-token=\"", "\""), block: between("<p id=\"", "\"") }
    }

    fn send(&self, action: &str, body: &str, headers: &[(&str, &str)]) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.server.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let mut request =
            format!("POST /.sidenote/write/{action} HTTP/1.1\r\nConnection: close\r\n");
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str(&format!("content-length: {}\r\n\r\n{body}", body.len()));
        // A server that refuses may not read on.
        let _ = stream.write_all(request.as_bytes());
        let mut response = String::new();
        let _ = BufReader::new(stream).read_to_string(&mut response);
        let status = response.split(' ').nth(1).map_or(0, |status| status.parse().unwrap());
        let body = response.split_once("\r\n\r\n").map(|(_, body)| body.to_owned());
        (status, body.unwrap_or_default())
    }

    fn ask(&self, action: &str, body: &Value) -> (u16, Value) {
        let origin = format!("http://{}", self.server.address);
        let headers = [
            ("host", self.server.address.as_str()),
            ("origin", &origin),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/json"),
            ("x-sidenote-token", &self.token),
        ];
        let (status, told) = self.send(action, &body.to_string(), &headers);
        (status, serde_json::from_str(&told).unwrap_or(Value::Null))
    }

    /// What a note on the first words is asked for with.
    fn note(&self, title: &str) -> Value {
        let edge = |offset: usize| json!({"block": self.block, "offset": offset});
        json!({
            "article": "first", "file": OWN, "hash": self.hash(OWN),
            "form": {"kind": "note", "title": title, "text": "It is."},
            "passage": {"parts": [{"start": edge(4), "end": edge(10), "text": "bridge"}]},
        })
    }

    fn page(&self) -> Value {
        let (status, told) = self.ask("page", &json!({"page": "/articles/first.html", "ids": []}));
        assert_eq!(status, 200, "{told}");
        told
    }

    fn hash(&self, path: &str) -> Value {
        let told = self.page();
        let mut files = told["files"].as_array().unwrap().iter();
        files.find(|file| file["path"] == path).map_or(json!(""), |file| file["hash"].clone())
    }
}

#[test]
fn a_note_is_written_shown_and_taken_back() {
    let place = BriefingFolder::with_briefing();
    let server = Server::start(&place);
    let mut events = server.ask("/.sidenote/events", "");
    let first = state(&mut events, |_| true);
    let page = Page::open(&server);
    assert_eq!(page.page()["article"]["own"], OWN);

    let mut preview = page.note("One");
    preview["preview"] = json!(true);
    let (status, told) = page.ask("note", &preview);
    assert_eq!((status, told["is_new"].as_bool()), (200, Some(true)));
    assert!(told["html"].as_str().unwrap().contains("<p>It is.</p>"), "{told}");
    assert!(!place.path(OWN).exists(), "a preview writes nothing");

    let (status, told) = page.ask("note", &page.note("One"));
    assert_eq!(
        (status, told["page"].as_str()),
        (200, Some("/articles/first.html#one_1")),
        "{told}"
    );
    let one = "---\narticle: first\n---\n\n## One {#one}\n\n> bridge\n\nIt is.\n";
    assert_eq!(place.text(OWN), one);
    state(&mut events, |state| state["version"] != first["version"]);
    assert!(server.get("/articles/first.html").contains("id=\"one_1\""));

    // The next at once, whether the page knows of the first or not; and both are taken back.
    let (status, told) = page.ask("note", &page.note("Two"));
    assert_eq!(status, 200, "{told}");
    assert_eq!(place.text(OWN), format!("{one}\n## Two {{#two}}\n\n> bridge\n\nIt is.\n"));
    assert_eq!(page.ask("undo", &json!({})).1["last"], "one");
    assert_eq!(place.text(OWN), one);
    assert_eq!(page.ask("undo", &json!({})).1["note"], "one");
    assert!(!place.path(OWN).exists());
    assert_eq!(page.ask("undo", &json!({})).0, 422);
}

#[test]
fn what_was_changed_since_is_left_as_it_is() {
    let place = BriefingFolder::with_briefing();
    let server = Server::start(&place);
    let page = Page::open(&server);
    let asked = page.note("One");
    let edited = "---\narticle: first\n---\n\n## Mine\n\nTyped.\n";
    place.put(OWN, edited);
    let (status, told) = page.ask("note", &asked);
    assert_eq!(status, 409, "{told}");
    assert!(told["refused"].as_str().unwrap().contains("was changed meanwhile"));
    assert_eq!(place.text(OWN), edited);
    let mut again = asked;
    again["hash"] = told["hash"].clone();
    assert_eq!(page.ask("note", &again).0, 200);
    place.put(OWN, format!("{}More.\n", place.text(OWN)));
    let (status, told) = page.ask("undo", &json!({}));
    assert_eq!(status, 422, "{told}");
    assert!(place.text(OWN).ends_with("It is.\nMore.\n"));
}

#[test]
fn what_is_suggested_is_taken_with_the_record_that_it_needs() {
    let place = BriefingFolder::with_briefing();
    let text = "“We will never again close this bridge in winter,” said Ann Lee, the chief engineer. \
                Ann Lee has built it.";
    place.put("content/articles/first.md", article(text));
    let server = Server::start(&place);
    let page = Page::open(&server);
    let (_, told) = page.ask("suggestions", &json!({"article": "first"}));
    let offer = &told["list"][0];
    assert_eq!(offer["code"], "quotation-without-note", "{told}");
    assert_eq!(offer["block"], page.block);
    assert_eq!(told["newcomers"][0], json!({"id": "ann-lee", "name": "Ann Lee"}));
    let take = json!({
        "article": "first", "key": offer["key"], "text": offer["text"], "file": OWN, "hash": "",
    });
    let (status, told) = page.ask("take", &take);
    assert_eq!(status, 200, "{told}");
    assert_eq!(told["beside"], json!(["content/officials/ann-lee.md"]));
    let checked = place.run(&["check", "--private"]);
    assert_eq!(checked.status, 0, "{}", checked.err);
    assert_eq!(page.ask("undo", &json!({})).0, 200);
    assert!(!place.path(OWN).exists() && !place.path("content/officials/ann-lee.md").exists());
}

/// Of a suggestion for another report than the one that is read.
#[test]
fn what_is_taken_is_led_to_where_it_was_added() {
    let place = BriefingFolder::with_briefing();
    place.put("content/articles/first.md", article("The line has 18 ferry boats in all, it said."));
    place
        .put("content/articles/second.md", article("The line has 19 ferry boats in all, it said."));
    let file = "content/annotations/boats.md";
    place.put(file, "## Boats {#boats .claim unit=boats}\n\n> 18 ferry boats\n> — [[first]]: 18\n");
    let server = Server::start(&place);
    let page = Page::open(&server);
    let (_, told) = page.ask("suggestions", &json!({"article": "first"}));
    let all = told["list"].as_array().unwrap();
    let is_of_second = |it: &&Value| it["text"].as_str().unwrap().contains("[[second]]");
    let offer = all.iter().find(is_of_second).unwrap_or_else(|| panic!("{told}"));
    let take = json!({
        "article": "first", "key": offer["key"], "text": offer["text"], "file": file, "hash": page.hash(file),
    });
    let (status, told) = page.ask("take", &take);
    assert_eq!(status, 200, "{told}");
    assert_eq!(told["page"], "/articles/second.html#boats_2");
}

#[test]
fn nothing_leads_out_of_the_annotations() {
    let place = BriefingFolder::with_briefing();
    let server = Server::start(&place);
    let page = Page::open(&server);
    for file in [
        "content/articles/first.md",
        "content/annotations/../articles/first.md",
        "content/annotations/../../out.md",
        "/tmp/out.md",
        "content/annotations/.hidden.md",
        "content/annotations/a.txt",
        "",
    ] {
        let mut asked = page.note("One");
        asked["file"] = json!(file);
        let (status, told) = page.ask("note", &asked);
        assert_eq!(status, 422, "{file}: {told}");
    }
    assert_eq!(place.text("content/articles/first.md"), article("The bridge is shut."));
    assert!(!place.path("out.md").exists() && !place.path("content/annotations").exists());
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_annotations() {
    let (place, elsewhere) = (BriefingFolder::with_briefing(), BriefingFolder::new());
    elsewhere.put("first.md", "## Theirs\n");
    std::os::unix::fs::symlink(elsewhere.path(""), place.path("content/annotations")).unwrap();
    let server = Server::start(&place);
    let page = Page::open(&server);
    let (status, told) = page.ask("note", &page.note("One"));
    assert_eq!(status, 422, "{told}");
    assert_eq!(elsewhere.text("first.md"), "## Theirs\n");
}

#[test]
fn nobody_else_writes() {
    let place = BriefingFolder::with_briefing();
    let server = Server::start(&place);
    let page = Page::open(&server);
    let body = page.note("One").to_string();
    let host = server.address.as_str();
    let origin = format!("http://{host}");
    let good = [
        ("host", host),
        ("origin", origin.as_str()),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/json"),
        ("x-sidenote-token", page.token.as_str()),
    ];
    for (name, value) in [
        ("host", "evil.example"),
        ("origin", "http://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("content-type", "text/plain"),
        ("x-sidenote-token", "guessed"),
    ] {
        let headers = good.map(|header| if header.0 == name { (name, value) } else { header });
        assert_eq!(page.send("note", &body, &headers).0, 403, "{name}: {value}");
    }
    assert_eq!(page.send("note", &"x".repeat(300_000), &good).0, 413);
    assert_eq!(page.send("note", "{", &good).0, 422);
    assert!(server.get("/.sidenote/write/note").starts_with("HTTP/1.1 403 "));
    let events =
        server.ask("/.sidenote/events", "Sec-Fetch-Site: cross-site\r\nConnection: close\r\n");
    let mut told = String::new();
    { events }.read_to_string(&mut told).unwrap();
    assert!(told.starts_with("HTTP/1.1 403 "), "{told}");
    assert!(!place.path("content/annotations").exists());
    assert_eq!(page.send("note", &body, &good).0, 200);
}

#[test]
fn where_it_is_not_wanted_there_is_nothing_of_it() {
    let place = BriefingFolder::with_briefing();
    for flags in [&["--private", "--read-only"][..], &["--host", "0.0.0.0"]] {
        let server = Server::with(&place, flags);
        let page = server.get("/articles/first.html");
        assert!(page.contains("/.sidenote/serve.js") && !page.contains("data-token"), "{page}");
        assert!(server.get("/.sidenote/writing/main.js").starts_with("HTTP/1.1 404 "));
        let told = Page { server: &server, token: String::new(), block: String::new() };
        let host = [("host", "localhost"), ("content-type", "application/json")];
        assert_eq!(told.send("page", "{}", &host).0, 405);
    }
}

#[test]
fn notes_lead_to_their_place_in_an_editor() {
    let place = BriefingFolder::with_briefing();
    place.put(OWN, "---\narticle: first\n---\n\n## One {#one}\n\n> bridge\n\nIt is.\n");
    let root = place.path("").canonicalize().unwrap();
    let file = format!("{}/{OWN}", root.display());
    for (editor, link) in [
        ("vscode", json!(format!("vscode://file{file}:5:1"))),
        ("zed", json!(format!("zed://file{file}:5"))),
        ("emacs", json!(format!("emacs://open?url=file://{file}&line=5"))),
        ("path", Value::Null),
    ] {
        let server = Server::with(&place, &["--edit-with", editor]);
        let page = Page::open(&server);
        let (_, told) = page.ask("page", &json!({"page": "/articles/first.html", "ids": ["one"]}));
        let expected = json!({"id": "one", "place": format!("{OWN}:5"), "edit": link});
        assert_eq!(told["notes"][0], expected, "{editor}");
    }
}
