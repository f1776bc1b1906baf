//! The server itself: one thread, one socket, requests handed to [`super::respond`].

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc, watch};

use super::page::EVENTS_PATH;
use super::respond::{refusal, respond, text};
use super::site::Site;
use super::writing::{MOST_BYTES, Writer, action};

/// The newest state of the site.
pub(super) type Sites = watch::Receiver<Arc<Site>>;

/// What a server stands.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// How long a browser may take to say what it wants.
    pub(super) patience: Duration,
    /// How many connections there are at once; more wait.
    pub(super) connections: usize,
    /// Whether others than this machine may ask.
    pub(super) is_open: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { patience: Duration::from_secs(10), connections: 256, is_open: false }
    }
}

/// Pages are made on so many threads at once.
const MAKERS: usize = 4;

/// How long to wait where the system has no room for another connection.
const PAUSE: Duration = Duration::from_millis(200);

/// What is served.
#[derive(Clone)]
pub(super) struct Served {
    pub(super) sites: Sites,
    pub(super) limits: Limits,
    /// Who writes for pages, where that is allowed.
    pub(super) writer: Option<Arc<Writer>>,
}

/// Answers until `end` is done. `tell` is called where no connection can be taken, once for each time
/// that lasts.
pub(super) fn run(
    listener: TcpListener,
    served: Served,
    tell: impl Fn(&io::Error),
    end: impl Future<Output = ()>,
) -> io::Result<()> {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().max_blocking_threads(MAKERS).build()?;
    let result = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        // Connections that wait for news never end by themselves, so they are not waited for.
        tokio::select! {
            () = take(&listener, &served, tell) => Ok(()),
            () = end => Ok(()),
        }
    });
    runtime.shutdown_background();
    result
}

/// Takes connections for ever.
async fn take(listener: &tokio::net::TcpListener, served: &Served, tell: impl Fn(&io::Error)) {
    let slots = Arc::new(Semaphore::new(served.limits.connections));
    let mut is_told = false;
    loop {
        // Never closed.
        let Ok(slot) = Arc::clone(&slots).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                is_told = false;
                let served = served.clone();
                tokio::spawn(async move {
                    converse(stream, served).await;
                    drop(slot);
                });
            }
            // A browser that went away again is nobody's matter; of descriptors there may be more soon.
            Err(error) => {
                if !is_told && is_lasting(&error) {
                    tell(&error);
                    is_told = true;
                }
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Whether an error says more of this machine than of one connection.
fn is_lasting(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    let of_one = [ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted];
    !of_one.contains(&error.kind())
}

/// Answers one browser for as long as it has something to ask.
async fn converse(stream: TcpStream, served: Served) {
    // Without it small answers wait for the browser to confirm the last one. Where it fails, they do.
    let _ = stream.set_nodelay(true);
    let patience = served.limits.patience;
    let asked = service_fn(move |request: Request<Incoming>| {
        let served = served.clone();
        async move { Ok::<_, Infallible>(answer(served, request).await) }
    });
    let mut connection = http1::Builder::new();
    connection.timer(TokioTimer::new()).header_read_timeout(patience);
    // What goes wrong in a connection ends it.
    let _ = connection.serve_connection(TokioIo::new(stream), asked).await;
}

/// Is done when Ctrl-C is pressed.
pub(super) async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // The system has no such signal: then it ends the program its own way.
        std::future::pending::<()>().await;
    }
}

async fn answer(served: Served, request: Request<Incoming>) -> Response {
    let Served { sites, limits, writer } = served;
    let (request, body) = request.into_parts();
    let token = writer.as_ref().map(|writer| writer.token());
    if let Some(refusal) = refusal(&request, limits.is_open, token) {
        return refusal.map(Into::into);
    }
    if request.uri.path() == EVENTS_PATH {
        return Sse::new(news(sites)).keep_alive(KeepAlive::default()).into_response();
    }
    let site = Arc::clone(&sites.borrow());
    if let (Some(writer), Some(_)) = (writer, action(request.uri.path())) {
        return write(&writer, site, request.uri.path(), body, limits.patience).await;
    }
    // A page is made while others are answered.
    let answer = move || respond(&site, request.uri.path()).map(Into::into);
    let answered = tokio::task::spawn_blocking(answer).await;
    answered.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Answers a page that asks for something to be written.
async fn write(
    writer: &Arc<Writer>,
    site: Arc<Site>,
    path: &str,
    body: Incoming,
    patience: Duration,
) -> Response {
    let read = axum::body::to_bytes(axum::body::Body::new(body), MOST_BYTES);
    let body = match tokio::time::timeout(patience, read).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => {
            let words = "This is more than a note, or was not sent whole.\n";
            return text(StatusCode::PAYLOAD_TOO_LARGE, words).map(Into::into);
        }
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    let (writer, action) = (Arc::clone(writer), action(path).unwrap_or_default().to_owned());
    let answer = move || match &site.shown {
        Some(shown) => writer.answer(shown, &action, &body).map(Into::into),
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    };
    let answered = tokio::task::spawn_blocking(answer).await;
    answered.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// The state now, and each later one, for as long as the browser listens.
fn news(mut sites: Sites) -> News {
    let (sender, receiver) = mpsc::channel(1);
    tokio::spawn(async move {
        loop {
            let state = sites.borrow_and_update().state();
            if sender.send(state).await.is_err() {
                break;
            }
            tokio::select! {
                changed = sites.changed() => if changed.is_err() { break },
                () = sender.closed() => break,
            }
        }
    });
    News(receiver)
}

struct News(mpsc::Receiver<String>);

impl Stream for News {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|state| state.map(|state| Ok(Event::default().data(state))))
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpStream;

    use super::*;
    use crate::serve::site::Problems;
    use crate::serve::testing::shown;

    fn site(text: &str) -> Arc<Site> {
        let shown = shown(&[("content/index.md", text)]);
        Arc::new(Site::new(Some(Arc::new(shown)), Problems::default()))
    }

    fn ask(address: std::net::SocketAddr, request: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        BufReader::new(stream)
    }

    /// The next line of a stream of events that has data.
    fn data(events: &mut BufReader<TcpStream>) -> serde_json::Value {
        let mut line = String::new();
        while !line.starts_with("data: ") {
            line.clear();
            assert_ne!(events.read_line(&mut line).unwrap(), 0, "the stream goes on");
        }
        serde_json::from_str(&line["data: ".len()..]).unwrap()
    }

    #[test]
    fn a_browser_is_answered_and_told_of_changes() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (sites, shown) = watch::channel(site("one"));
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let server = std::thread::spawn(move || {
            let served = Served { sites: shown, limits: Limits::default(), writer: None };
            run(listener, served, |_| {}, async {
                let _ = stopped.await;
            })
        });

        let end = "Host: localhost\r\nConnection: close\r\n\r\n";
        let mut page = String::new();
        ask(address, &format!("GET / HTTP/1.1\r\n{end}")).read_to_string(&mut page).unwrap();
        assert!(page.starts_with("HTTP/1.1 200 OK\r\n") && page.contains("<p>one</p>"), "{page}");
        let length = |response: &str| {
            let line = response.lines().find(|line| line.starts_with("content-length"));
            line.map(str::to_owned).unwrap()
        };
        let mut head = String::new();
        ask(address, &format!("HEAD / HTTP/1.1\r\n{end}")).read_to_string(&mut head).unwrap();
        assert!(head.ends_with("\r\n\r\n"), "no body: {head}");
        assert_eq!(length(&head), length(&page));

        let mut events =
            ask(address, "GET /.sidenote/events HTTP/1.1\r\nHost: 127.0.0.1:4000\r\n\r\n");
        let first = data(&mut events);
        assert_eq!(first["version"], *sites.borrow().version);
        sites.send_replace(site("two"));
        let second = data(&mut events);
        assert_ne!(second["version"], first["version"]);

        let mut refused = String::new();
        let evil =
            "GET /.sidenote/events HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
        ask(address, evil).read_to_string(&mut refused).unwrap();
        assert!(refused.starts_with("HTTP/1.1 403"), "{refused}");

        // It ends although a browser still listens.
        stop.send(()).unwrap();
        server.join().unwrap().unwrap();
    }

    #[test]
    fn connections_that_say_nothing_are_ended_and_keep_nobody_out() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (_sites, shown) = watch::channel(site("one"));
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let limits =
            Limits { patience: Duration::from_millis(100), connections: 2, ..Limits::default() };
        let server = std::thread::spawn(move || {
            run(listener, Served { sites: shown, limits, writer: None }, |_| {}, async {
                let _ = stopped.await;
            })
        });
        // More than there is room for, none of which says what it wants.
        let silent: Vec<BufReader<TcpStream>> =
            (0..8).map(|_| ask(address, "GET / HTTP/1.1\r\nHost: local")).collect();
        let mut page = String::new();
        let request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        ask(address, request).read_to_string(&mut page).unwrap();
        assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
        for mut one in silent {
            let mut said = Vec::new();
            // It is ended, with an answer or without.
            let _ = one.read_to_end(&mut said);
            assert!(!String::from_utf8_lossy(&said).contains("200 OK"));
        }
        stop.send(()).unwrap();
        server.join().unwrap().unwrap();
    }
}
