//! Shows a briefing while it is written: builds it in memory, answers the browser from there,
//! builds again whenever a file changes, and lets the pages reload. Nothing is written to disk.
//!
//! 1. `session` builds, and keeps the last good site while the newest has errors.
//! 2. `watch` tells when to build again.
//! 3. `respond` answers a request from the site; `page` puts the reload script into pages.
//! 4. `http` is the only part that knows of sockets.

#![expect(
    clippy::disallowed_methods,
    reason = "it listens, measures how long a build takes and opens the browser"
)]

mod http;
mod page;
mod respond;
mod session;
mod site;
mod watch;

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use crate::build::BuildOptions;
use crate::diagnostic::Diagnostic;
use crate::source::SourceSet;

use session::{Round, Session, Unbuilt};
use site::{PANIC_HELP, Site, panic_message};
use watch::Watcher;

/// The port where none is asked for; where it is taken, one of the next.
const PORT: u16 = 4000;

/// How many ports are tried.
const PORTS: u16 = 20;

/// What to show, and where.
pub struct ServeOptions {
    /// The briefing's folder.
    pub root: PathBuf,
    /// The folder of originals.
    pub originals: Option<PathBuf>,
    /// How to build.
    pub build: BuildOptions,
    /// The port; where there is none, the first that is free from 4000 on.
    pub port: Option<u16>,
    /// Whether to open the browser.
    pub open: bool,
}

/// What the server has to say to whoever started it.
pub enum Event<'a> {
    /// It answers at this address.
    Listening(SocketAddr),
    /// It has built.
    Built {
        /// The files that were read.
        sources: &'a SourceSet,
        /// What there is to tell.
        diagnostics: &'a [Diagnostic],
        /// Whether the site is shown; otherwise the last good one is.
        shown: bool,
        /// How long it took to read and build.
        took: Duration,
    },
    /// The briefing could not be read.
    NotRead(&'a io::Error),
    /// The program itself failed: what it says, and what to do.
    Panicked(String, &'static str),
    /// Changes will not be noticed, and why.
    NotWatching(String),
    /// The browser could not be opened.
    NotOpened(io::Error),
}

/// Why the server could not start or go on.
#[derive(Debug)]
pub enum ServeError {
    /// The port is not to be had.
    Port(u16, io::Error),
    /// Something else of the network failed.
    Io(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Port(port, error) => write!(f, "cannot listen on port {port}: {error}"),
            Self::Io(error) => write!(f, "cannot serve: {error}"),
        }
    }
}

impl std::error::Error for ServeError {}

/// Serves until Ctrl-C is pressed. `tell` is called from more than one thread, never at once.
///
/// # Errors
///
/// Where the port is taken or the network fails.
pub fn serve(
    options: ServeOptions,
    tell: impl Fn(Event<'_>) + Send + Sync + 'static,
) -> Result<(), ServeError> {
    let listener = listen(options.port)?;
    let address = listener.local_addr().map_err(ServeError::Io)?;
    let (changed, changes) = mpsc::channel();
    let mut session = Session::new(options.root.clone(), options.originals.clone(), options.build);
    let mut watcher = Watcher::new(&options.root, options.originals.as_deref(), changed);
    if let Err(reason) = &watcher {
        tell(Event::NotWatching(reason.clone()));
    }
    let mut rebuild = move |tell: &dyn Fn(Event<'_>)| {
        // Before the files are read: what changes from here on is told.
        if let Ok(watcher) = &mut watcher
            && let Err(reason) = watcher.refresh()
        {
            tell(Event::NotWatching(reason));
        }
        build_once(&mut session, tell)
    };
    let (sites, shown) = tokio::sync::watch::channel(rebuild(&tell));
    tell(Event::Listening(address));
    if options.open
        && let Err(error) = open_browser(&format!("http://{address}/"))
    {
        tell(Event::NotOpened(error));
    }
    thread::spawn(move || {
        while changes.recv().is_ok() {
            // What came meanwhile is in this build; what comes during it makes another.
            while changes.try_recv().is_ok() {}
            sites.send_replace(rebuild(&tell));
        }
    });
    http::run(listener, shown, http::interrupted()).map_err(ServeError::Io)
}

fn build_once(session: &mut Session, tell: &dyn Fn(Event<'_>)) -> Arc<Site> {
    let start = Instant::now();
    let round = session.rebuild();
    // To show a message can fail as building can, and must not end the thread either.
    let told = catch_unwind(AssertUnwindSafe(|| report(&round, start.elapsed(), tell)));
    match told {
        Ok(()) => round.site,
        Err(panic) => {
            let round = session.panicked(panic.as_ref());
            report(&round, start.elapsed(), tell);
            round.site
        }
    }
}

fn report(round: &Round, took: Duration, tell: &dyn Fn(Event<'_>)) {
    match &round.read {
        Ok((folder, diagnostics)) => {
            tell(Event::Built { sources: &folder.sources, diagnostics, shown: round.shown, took });
        }
        Err(Unbuilt::NotRead(error)) => tell(Event::NotRead(error)),
        Err(Unbuilt::Panicked(words)) => tell(Event::Panicked(panic_message(words), PANIC_HELP)),
    }
}

/// Listens on the loopback interface alone: a draft is nobody else's business.
fn listen(port: Option<u16>) -> Result<TcpListener, ServeError> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = port {
        return bind(port).map_err(|error| ServeError::Port(port, error));
    }
    let mut first = None;
    for port in PORT..PORT + PORTS {
        match bind(port) {
            Ok(listener) => return Ok(listener),
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(ServeError::Port(PORT, first.unwrap_or_else(|| io::ErrorKind::AddrInUse.into())))
}

fn open_browser(url: &str) -> io::Result<()> {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else {
        Command::new("xdg-open")
    };
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut browser = command.spawn()?;
    // Waited for, so that no dead process is kept.
    thread::spawn(move || browser.wait());
    Ok(())
}

#[cfg(test)]
mod tests {
    use assert_fs::TempDir;

    use super::*;
    use crate::config::Audience;

    #[test]
    fn a_message_that_cannot_be_shown_is_told_as_a_failure() {
        let root = TempDir::new().unwrap();
        let options = BuildOptions { audience: Audience::Public, base_url: None };
        let mut session = Session::new(root.path().to_owned(), None, options);
        let told = std::sync::Mutex::new(Vec::new());
        let site = build_once(&mut session, &|event| match event {
            Event::Panicked(words, _) => told.lock().unwrap().push(words),
            _ => panic!("no such line"),
        });
        assert!(site.problems.list[0].message.contains("no such line"));
        assert!(matches!(&told.lock().unwrap()[..], [words] if words.contains("no such line")));
    }

    #[test]
    fn a_port_that_is_taken_is_told_or_passed_over() {
        let taken = listen(Some(0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(taken.local_addr().unwrap().ip().is_loopback());
        assert!(matches!(listen(Some(port)), Err(ServeError::Port(told, _)) if told == port));
        let (first, second) = (listen(None).unwrap(), listen(None).unwrap());
        assert_ne!(first.local_addr().unwrap(), second.local_addr().unwrap());
    }
}
