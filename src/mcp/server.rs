//! The protocol: JSON-RPC 2.0, an object a line, of which the methods for tools are answered.

use serde_json::{Value, json};

use super::desk::Desk;
use super::tools::{self, TOOLS};
use crate::load::Folder;

/// Versions of the protocol in which tools are the same, the newest first.
const VERSIONS: [&str; 4] = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

const PARSE_ERROR: i32 = -32_700;
const INVALID_REQUEST: i32 = -32_600;
const METHOD_NOT_FOUND: i32 = -32_601;
const INVALID_PARAMS: i32 = -32_602;

/// Answers a client. The briefing is read anew for each call, so that it is always as it lies on the disk.
pub struct Server<L> {
    load: L,
    private: bool,
}

impl<L: FnMut() -> Result<Folder, String>> Server<L> {
    /// A server of the briefing that `load` reads; `private` shows all of it.
    pub fn new(load: L, private: bool) -> Self {
        Self { load, private }
    }

    /// The answer to a line, where it asks for one.
    #[must_use]
    pub fn answer(&mut self, line: &str) -> Option<String> {
        let answer = match serde_json::from_str::<Value>(line) {
            Err(error) => Some(failure(&Value::Null, PARSE_ERROR, &error.to_string())),
            Ok(Value::Array(_)) => {
                Some(failure(&Value::Null, INVALID_REQUEST, "one request a line is read"))
            }
            Ok(request) => self.request(&request),
        };
        answer.map(|answer| answer.to_string())
    }

    fn request(&mut self, request: &Value) -> Option<Value> {
        let Some(method) = request["method"].as_str() else {
            // An answer to what was never asked, or no request at all.
            let is_answer = request.get("result").is_some() || request.get("error").is_some();
            return (!is_answer)
                .then(|| failure(&request["id"], INVALID_REQUEST, "there is no method"));
        };
        // What has no id asks for no answer.
        let id = request.get("id")?;
        let result = match method {
            "initialize" => Ok(initialized(&request["params"])),
            "ping" => Ok(json!({})),
            "tools/list" => {
                Ok(json!({ "tools": TOOLS.iter().map(tools::Tool::listed).collect::<Vec<_>>() }))
            }
            "tools/call" => self.call(&request["params"]),
            _ => Err((METHOD_NOT_FOUND, format!("there is no method `{method}`"))),
        };
        Some(match result {
            Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
            Err((code, message)) => failure(id, code, &message),
        })
    }

    fn call(&mut self, params: &Value) -> Result<Value, (i32, String)> {
        let name = params["name"].as_str().unwrap_or_default();
        let tool = TOOLS.iter().find(|tool| tool.name == name);
        let tool = tool.ok_or_else(|| (INVALID_PARAMS, format!("there is no tool `{name}`")))?;
        let folder = (self.load)();
        let told = folder.and_then(|folder| {
            (tool.run)(&mut Desk::new(folder, self.private), &params["arguments"])
        });
        Ok(match told {
            Ok(value) => json!({
                "content": [{ "type": "text", "text": value.to_string() }],
                "structuredContent": value,
                "isError": false,
            }),
            Err(why) => json!({ "content": [{ "type": "text", "text": why }], "isError": true }),
        })
    }
}

fn initialized(params: &Value) -> Value {
    let asked = params["protocolVersion"].as_str().unwrap_or_default();
    let version = VERSIONS.into_iter().find(|version| *version == asked).unwrap_or(VERSIONS[0]);
    json!({
        "protocolVersion": version,
        "capabilities": { "tools": {} },
        "serverInfo": { "name": "sidenote", "version": env!("CARGO_PKG_VERSION") },
        "instructions": "A briefing: reports of one event, and an editor's notes on them. Before you quote a \
                         report in a text, hold the text against the reports with `verify`.",
    })
}

fn failure(id: &Value, code: i32, message: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
}
