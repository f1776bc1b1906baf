//! The server itself: one thread, one socket, requests handed to [`super::respond`].

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::extract::{Request, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use futures_core::Stream;
use tokio::sync::{mpsc, watch};

use super::page::EVENTS_PATH;
use super::respond::{refusal, respond};
use super::site::Site;

/// The newest state of the site.
pub(super) type Sites = watch::Receiver<Arc<Site>>;

/// Answers until `end` is done.
pub(super) fn run(
    listener: TcpListener,
    sites: Sites,
    end: impl Future<Output = ()>,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?.tap_io(|stream| {
            // Without it small answers wait for the browser to confirm the last one. Where it
            // fails, they do.
            let _ = stream.set_nodelay(true);
        });
        let server = axum::serve(listener, Router::new().fallback(answer).with_state(sites));
        // Connections that wait for news never end by themselves, so they are not waited for.
        tokio::select! {
            result = server => result,
            () = end => Ok(()),
        }
    })
}

/// Is done when Ctrl-C is pressed.
pub(super) async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // The system has no such signal: then it ends the program its own way.
        std::future::pending::<()>().await;
    }
}

async fn answer(State(sites): State<Sites>, request: Request) -> Response {
    let (request, _) = request.into_parts();
    if let Some(refusal) = refusal(&request) {
        return refusal.map(Into::into);
    }
    if request.uri.path() == EVENTS_PATH {
        return Sse::new(news(sites)).keep_alive(KeepAlive::default()).into_response();
    }
    let site = Arc::clone(&sites.borrow());
    respond(&site, request.uri.path()).map(Into::into)
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
    use crate::output::Output;
    use crate::serve::site::Problems;

    fn site(text: &str) -> Arc<Site> {
        let mut output = Output::default();
        output.insert("index.html", format!("<head></head>{text}").into_bytes());
        Arc::new(Site::new(Some(Arc::new(output)), "/".into(), Problems::default()))
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
            run(listener, shown, async {
                let _ = stopped.await;
            })
        });

        let end = "Host: localhost\r\nConnection: close\r\n\r\n";
        let mut page = String::new();
        ask(address, &format!("GET / HTTP/1.1\r\n{end}")).read_to_string(&mut page).unwrap();
        assert!(page.starts_with("HTTP/1.1 200 OK\r\n") && page.ends_with("</head>one"), "{page}");
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
}
