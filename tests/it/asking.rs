//! `sidenote mcp`, driven as a client of the protocol drives it.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use crate::program::{BriefingFolder, article};

/// A client, with the program that it started.
struct Client {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    /// All that the program ever said.
    heard: String,
    asked: u64,
}

impl Client {
    fn new(place: &BriefingFolder, arguments: &[&str]) -> Self {
        let mut program = place.program(&[&["mcp"], arguments].concat());
        let mut child = program
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let to = child.stdin.take();
        let from = BufReader::new(child.stdout.take().unwrap());
        let mut client = Self { child, to, from, heard: String::new(), asked: 0 };
        let params = json!({
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": { "name": "test", "version": "1" },
        });
        let welcome = client.ask("initialize", params);
        assert_eq!(welcome["result"]["protocolVersion"], "2025-06-18");
        assert_eq!(welcome["result"]["serverInfo"]["name"], "sidenote");
        client.say(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }).to_string());
        client
    }

    fn say(&mut self, line: &str) {
        writeln!(self.to.as_mut().unwrap(), "{line}").unwrap();
    }

    fn hear(&mut self) -> Value {
        let mut line = String::new();
        self.from.read_line(&mut line).unwrap();
        self.heard.push_str(&line);
        serde_json::from_str(&line).unwrap()
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.say(
            &json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string(),
        );
        let answer = self.hear();
        assert_eq!((&answer["id"], &answer["jsonrpc"]), (&json!(id), &json!("2.0")));
        answer
    }

    /// What a tool gives; that its text says the same as its structure.
    fn call(&mut self, tool: &str, arguments: Value) -> Value {
        let answer = self.ask("tools/call", json!({ "name": tool, "arguments": arguments }));
        let result = &answer["result"];
        assert_eq!(result["isError"], false, "{answer}");
        let text: Value =
            serde_json::from_str(result["content"][0]["text"].as_str().unwrap()).unwrap();
        assert_eq!(text, result["structuredContent"]);
        text
    }

    fn end(mut self) -> String {
        drop(self.to.take());
        assert!(self.child.wait().unwrap().success());
        self.heard
    }
}

const SECRETS: [&str; 6] = ["quokka", "wombat", "numbat", "dunnart", "bilby", "potoroo"];

/// A report of each kind of rights, with words that no public build shows.
fn place() -> BriefingFolder {
    let place = BriefingFolder::new();
    place.put("sidenote.yaml", "title: A briefing\nrights: excerpt\n");
    place.put(
        "content/articles/open.md",
        article("The bridge is shut, but the ferry runs. “We will see,” said Ada Roe."),
    );
    place.put(
        "content/articles/excerpt.md",
        "---\ntitle: E\nrights: excerpt\n---\nThe council will close the ferry on Monday, quokka wombat say, since so \
         many of the old wombat engines have failed in numbat winters that nobody will insure the boat unless the \
         dunnart state pays.\n\nThe harbour is open to all boats, but only to those bilby ones whose owners have paid the \
         numbat fee in full before the first day of June in the year before.\n\nA numbat council spoke of it for a long time.\n",
    );
    place.put(
        "content/articles/link.md",
        "---\ntitle: L\nrights: link\n---\nThe potoroo minister never said that the bilby tunnel is safe.\n",
    );
    place.put("content/officials/roe.md", "---\nname: Ada Roe\nrole: mayor\n---\n");
    place.put(
        "content/annotations/a.md",
        "## The ferry {#ferry}\n\n> The council will close the ferry on Monday\n> — [[excerpt]]\n\nA note.\n\n\
         ## The harbour {#harbour allow=passage-cuts-meaning}\n\n> The harbour is open to all boats\n> — [[excerpt]]\n\nA note.\n\n\
         ## The tunnel {#tunnel .claim unit=tunnels allow=passage-cuts-meaning}\n\n> tunnel is safe\n> — [[link]]: 7,891 tunnels\n\nA claim.\n\n\
         ## In work {#draft status=draft}\n\n> The bridge is shut\n> — [[open]]\n\nOf a draft: potoroo.\n",
    );
    place
}

#[test]
fn a_client_finds_what_it_is_offered_and_uses_it() {
    let place = place();
    let mut client = Client::new(&place, &[]);
    let tools = client.ask("tools/list", json!({}));
    let tools = tools["result"]["tools"].as_array().unwrap();
    let names: Vec<&str> = tools.iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        ["verify", "find", "suggest", "articles", "read_article", "notes", "read_note", "status"]
    );
    for tool in tools {
        assert_eq!(tool["inputSchema"]["type"], "object");
        assert_eq!(tool["annotations"]["readOnlyHint"], true);
    }
    let text = "He said “the bridge is shut, but the ferry runs” and “the bridge is shut” and “we will not see”.";
    let verified = client.call("verify", json!({ "text": text }));
    let verdicts: Vec<&str> = verified["quotations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["verdict"].as_str().unwrap())
        .collect();
    assert_eq!(verdicts, ["typographic", "cut", "altered"]);
    let found = client.call("find", json!({ "words": "the ferry runs" }));
    assert_eq!(found["places"][0]["code"], "words-found");
    let read = client.call("read_article", json!({ "id": "open" }));
    assert_eq!(read["shown"], "all");
    assert!(read["blocks"][0]["text"].as_str().unwrap().starts_with("The bridge"));
    let note = client.call("read_note", json!({ "id": "ferry" }));
    assert_eq!(note["passages"][0]["words"], "The council will close the ferry on Monday");
    assert_eq!(
        client.call("notes", json!({ "article": "excerpt" }))["notes"].as_array().unwrap().len(),
        2
    );
    client.call("suggest", json!({}));
    let done = |client: &mut Client, kind: &str| -> Vec<String> {
        let told = client.call("status", json!({}));
        let told = told["status"].as_array().unwrap().iter().filter(|it| it["kind"] == kind);
        told.map(|it| it["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(done(&mut client, "report"), ["excerpt", "link", "open"]);
    assert_eq!(done(&mut client, "claim"), ["tunnel"]);
    assert!(done(&mut client, "draft").is_empty());
    let mut desk = Client::new(&place, &["--private"]);
    assert_eq!(done(&mut desk, "draft"), ["draft"]);
    desk.end();
    assert_eq!(client.ask("ping", json!({}))["result"], json!({}));
    client.end();
}

#[test]
fn what_is_no_request_is_answered_and_ends_nothing() {
    let place = place();
    let mut client = Client::new(&place, &[]);
    client.say("{ no json");
    assert_eq!(client.hear()["error"]["code"], -32_700);
    client.say("[]");
    assert_eq!(client.hear()["error"]["code"], -32_600);
    assert_eq!(client.ask("resources/list", json!({}))["error"]["code"], -32_601);
    assert_eq!(client.ask("tools/call", json!({ "name": "write" }))["error"]["code"], -32_602);
    let failed =
        client.ask("tools/call", json!({ "name": "read_article", "arguments": { "id": "zebra" } }));
    assert_eq!(failed["result"]["isError"], true);
    let failed = client.ask("tools/call", json!({ "name": "find" }));
    assert_eq!(failed["result"]["isError"], true);
    client.end();
}

/// Words that a client asks with, none of which a secret is.
const QUESTIONS: [&str; 7] = [
    "the engines have failed in winters",
    "minister never said that the tunnel is safe",
    "minister said the tunnel is safe",
    "nobody will insure the boat",
    "council spoke of it for a long time",
    "The harbour is open to all boats",
    "many of the old engines have failed",
];

#[test]
fn nothing_withheld_gets_through() {
    let place = place();
    let mut client = Client::new(&place, &[]);
    for words in QUESTIONS {
        client.call("find", json!({ "words": words }));
        for text in [
            format!("He said “{words}”."),
            format!("> {words}\n"),
            format!("In [[open]]: “{words}”."),
        ] {
            for format in ["markdown", "text", "html"] {
                client.call("verify", json!({ "text": text, "format": format }));
            }
        }
    }
    client.call("verify", json!({ "text": "There are 12 tunnels." }));
    client.call("suggest", json!({}));
    client.call("status", json!({}));
    for slug in ["open", "excerpt", "link"] {
        client.call("suggest", json!({ "article": slug }));
        client.call("read_article", json!({ "id": slug }));
        client.call("notes", json!({ "article": slug }));
    }
    client.call("articles", json!({}));
    for note in client.call("notes", json!({}))["notes"].as_array().unwrap().clone() {
        client.call("read_note", json!({ "id": note["id"] }));
    }
    client.ask("tools/call", json!({ "name": "read_note", "arguments": { "id": "draft" } }));
    let heard = client.end();
    for secret in SECRETS {
        assert!(!heard.contains(secret), "{secret}");
    }
    assert!(!heard.contains("7,891"));
    // With `--private` all of it does.
    let mut client = Client::new(&place, &["--private"]);
    for slug in ["excerpt", "link"] {
        client.call("read_article", json!({ "id": slug }));
    }
    let heard = client.end();
    assert!(SECRETS.iter().all(|secret| heard.contains(secret)));
}

#[test]
fn of_a_withheld_report_the_verdict_is_told_alone() {
    let place = place();
    let mut client = Client::new(&place, &[]);
    let verified = client.call(
        "verify",
        json!({ "text": "“The minister said that the tunnel is safe.” “The harbour is open to all boats.” “The council will close the ferry on Sunday.”" }),
    );
    let told: Vec<Value> = verified["quotations"].as_array().unwrap().clone();
    assert_eq!(told.len(), 3);
    assert_eq!(told[0]["verdict"], "altered");
    assert!(told[0]["printed"].is_null() && told[0]["article"].is_null());
    assert_eq!(told[0]["help"], json!([]));
    // It is shown, and what it leaves out is not.
    assert_eq!(told[1]["verdict"], "cut");
    assert!(told[1]["printed"].is_null(), "{}", told[1]);
    assert_eq!((&told[2]["verdict"], &told[2]["article"]), (&json!("altered"), &json!("excerpt")));
    client.end();
}
