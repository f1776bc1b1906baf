//! Asks servers: several at once, of each but one thing at a time.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use ureq::Agent;

use super::answer::Answer;

/// How many servers are asked at once.
const SERVERS: usize = 8;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long a server is left alone between two questions.
const PAUSE: Duration = Duration::from_millis(500);

/// How often a server is asked that does not answer.
const TRIES: usize = 3;

/// What the servers say of each address.
pub(super) fn ask(addresses: &[&str]) -> Vec<(String, Answer)> {
    let mut servers: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for address in addresses {
        let url = url::Url::parse(address).ok();
        let host = url.and_then(|url| Some(url.host_str()?.to_owned())).unwrap_or_default();
        servers.entry(host).or_default().push(address);
    }
    let count = servers.len().min(SERVERS);
    let waiting = Mutex::new(servers.into_iter());
    let found = Mutex::new(Vec::with_capacity(addresses.len()));
    let agent = agent();
    std::thread::scope(|scope| {
        for _ in 0..count {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some((host, addresses)) = next else { break };
                    let answers = one_server(&agent, &host, &addresses);
                    found.lock().unwrap_or_else(PoisonError::into_inner).extend(answers);
                }
            });
        }
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn agent() -> Agent {
    Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .user_agent(concat!(
            "sidenote/",
            env!("CARGO_PKG_VERSION"),
            " (looks whether links lead somewhere)"
        ))
        .build()
        .into()
}

fn one_server(agent: &Agent, host: &str, addresses: &[&str]) -> Vec<(String, Answer)> {
    // One's own computer needs no rest.
    let is_here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    let mut answers = Vec::with_capacity(addresses.len());
    let mut asked = 0;
    for address in addresses {
        let mut answer = Answer::There;
        for _ in 0..TRIES {
            if asked > 0 && !is_here {
                rest(PAUSE);
            }
            asked += 1;
            answer = one(agent, address);
            if !matches!(answer, Answer::Unreachable(_) | Answer::Ill(_)) {
                break;
            }
        }
        answers.push(((*address).to_owned(), answer));
    }
    answers
}

/// Asks for the head alone; some servers have an answer to nothing but the whole.
fn one(agent: &Agent, address: &str) -> Answer {
    // As a browser sends it: a request has no letters but those of ASCII.
    let address = url::Url::parse(address).map_or_else(|_| address.to_owned(), String::from);
    let address = address.as_str();
    let status = match agent.head(address).call() {
        Ok(response) if response.status().as_u16() < 400 => return Answer::There,
        _ => agent.get(address).call().map(|response| response.status().as_u16()),
    };
    match status {
        Ok(status) => Answer::of_status(status),
        Err(error) => {
            let reason = error.to_string();
            Answer::Unreachable(reason.strip_prefix("io: ").unwrap_or(&reason).to_owned())
        }
    }
}

/// Lets a time pass in which nothing is to be done.
fn rest(time: Duration) {
    let nothing = Mutex::new(());
    let held = nothing.lock().unwrap_or_else(PoisonError::into_inner);
    // Nobody ends it early.
    drop(Condvar::new().wait_timeout(held, time));
}
