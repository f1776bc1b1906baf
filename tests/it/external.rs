//! `sidenote check --external`: links to the web, held against a server of this test's own.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::program::BriefingFolder;

/// A server on this computer, and what it was asked for.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers by path: the statuses, one after the other, the last again and again.
    fn start(answers: &[(&'static str, &'static [u16])]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let answers: BTreeMap<&str, &[u16]> = answers.iter().copied().collect();
        let known = Arc::clone(&asked);
        thread::spawn(move || {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for stream in listener.incoming() {
                let mut stream: TcpStream = stream.unwrap();
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let Some(Ok(first)) = lines.next() else { continue };
                lines.map_while(Result::ok).take_while(|line| !line.is_empty()).for_each(drop);
                let mut words = first.split(' ');
                let (method, path) = (words.next().unwrap(), words.next().unwrap());
                known.lock().unwrap().push(format!("{method} {path}"));
                let statuses = answers.get(path).copied().unwrap_or(&[404]);
                let count = counts.entry(format!("{method} {path}")).or_default();
                let status = statuses.get(*count).or(statuses.last()).unwrap();
                *count += 1;
                let status = if method == "HEAD" && path == "/no-head" { &405 } else { status };
                let more = if *status == 301 { "Location: /ok\r\n" } else { "" };
                let head = format!(
                    "HTTP/1.1 {status} X\r\n{more}Content-Length: 0\r\nConnection: close\r\n\r\n"
                );
                stream.write_all(head.as_bytes()).unwrap();
            }
        });
        Self { address, asked }
    }

    /// What it was asked for since this was last asked, in order of the words.
    fn asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut *self.asked.lock().unwrap());
        asked.sort();
        asked
    }
}

fn briefing(server: &Server) -> BriefingFolder {
    let place = BriefingFolder::new();
    let at = &server.address;
    place.put("sidenote.yaml", format!("rights: full\nexternal_ignore: [\"{at}/ignored\"]\n"));
    place.put(
        "content/articles/a.md",
        format!(
            "---\ntitle: A\nurl: {at}/gone#x\narchive_url: {at}/ok\n---\nA [link]({at}/no-head), [one]({at}/ignored/x), [mail](mailto:a@example.org), [bridge]({at}/brücke).\n"
        ),
    );
    place.put(
        "content/articles/b.md",
        format!("---\ntitle: B\nurl: {at}/nowhere\n---\nB [moved]({at}/moved).\n"),
    );
    place.put(
        "content/entities/e.md",
        format!(
            "---\nname: Ellery\nlinks: {{site: \"{at}/refused\"}}\nfacts:\n  - {{label: A, value: B, source: \"{at}/late\"}}\n---\n[again]({at}/gone)\n"
        ),
    );
    place.put(
        "content/entities/f.md",
        format!("---\nname: Other\nallow: external-link-broken\n---\n[accepted]({at}/accepted)\n"),
    );
    place.put(
        "content/annotations/n.md",
        format!("---\narticle: a\n---\n\n## N {{.correction evidence=\"{at}/ill\"}}\n"),
    );
    place
}

#[test]
fn links_that_lead_nowhere_are_told_and_nothing_is_asked_twice_a_day() {
    let server = Server::start(&[
        ("/ok", &[200]),
        ("/no-head", &[200]),
        ("/moved", &[301]),
        ("/refused", &[403]),
        ("/late", &[503, 503, 200]),
        ("/ill", &[500]),
        ("/br%C3%BCcke", &[200]),
    ]);
    let place = briefing(&server);
    let none = place.run(&["check", "--format", "json"]);
    assert_eq!((none.status, none.out.as_str(), server.asked().len()), (0, "", 0), "{}", none.err);

    let check = place.run(&["check", "--external", "--format", "json"]);
    assert_eq!(check.status, 0, "warnings fail nothing: {}", check.err);
    assert_eq!(
        check.told(),
        [
            "external-link-broken content/annotations/n.md:5:19",
            "external-link-broken content/articles/a.md:3:6",
            "external-link-broken content/articles/b.md:3:6",
            "external-link-broken content/entities/e.md:3:15",
            "external-link-broken content/entities/e.md:7:1",
        ]
    );
    let told = check.diagnostics();
    let severities: Vec<&str> = told.iter().map(|it| it["severity"].as_str().unwrap()).collect();
    assert_eq!(severities, ["warning", "warning", "warning", "advice", "warning"]);
    let copy = format!("{}/ok", server.address);
    let help = |index: usize| told[index]["help"][0].as_str().unwrap();
    assert!(help(1).contains(&copy) && help(4).contains(&copy), "{told:#?}");
    assert!(help(2).contains("archive_url"), "{told:#?}");
    let asked = server.asked();
    assert!(!asked.iter().any(|it| it.contains("ignored")), "{asked:?}");
    let times = |what: &str| asked.iter().filter(|it| *it == what).count();
    assert_eq!(
        (times("HEAD /gone"), times("HEAD /ok")),
        (1, 2),
        "once, and by way of /moved: {asked:?}"
    );
    assert_eq!(times("HEAD /br%C3%BCcke"), 1, "as a browser asks for it: {asked:?}");
    assert_eq!(times("HEAD /ill"), 3, "it is asked again: {asked:?}");
    assert_eq!((times("HEAD /no-head"), times("GET /no-head")), (1, 1), "{asked:?}");

    // Answers are kept, outside the site.
    let again = place.run(&["check", "--external", "--format", "json", "--strict"]);
    assert_eq!((again.status, again.out == check.out), (1, true));
    assert_eq!(server.asked(), Vec::<String>::new());
    assert!(place.path(".sidenote-external.json").exists());
    assert_eq!(place.run(&["build"]).status, 0);
    assert!(!place.path("_site/.sidenote-external.json").exists());
    // What was fixed is asked for anew.
    let text = place.text("content/articles/b.md").replace("/nowhere", "/ok");
    place.put("content/articles/b.md", text.replace("/moved", "/moved?new"));
    place.run(&["check", "--external"]);
    assert_eq!(server.asked(), ["GET /moved?new", "HEAD /moved?new"]);
}
