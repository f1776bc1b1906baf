//! Shows a briefing while it is written: reads it whole whenever a file changes, and makes of it the pages
//! and files that a browser asks for. Of these nothing is written to disk; notes are, where a page is asked to.
//!
//! 1. `session` reads, and keeps the last state where a newer one cannot be read.
//! 2. `watch` tells when to read again.
//! 3. `respond` makes what a request asks for; `page` puts the script into pages, and `places` tells where they
//!    show what stands in a file.
//! 4. `writing` writes notes that are made in a page, and nothing else.
//! 5. `http` is the only part that knows of sockets.

#![expect(
    clippy::disallowed_methods,
    reason = "it listens, measures how long a build takes and opens the browser"
)]

mod http;
mod page;
mod places;
mod respond;
mod session;
mod site;
#[cfg(test)]
mod testing;
mod watch;
mod writing;

use std::cell::Cell;
use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use crate::build::BuildOptions;
use crate::diagnostic::Diagnostic;
use crate::source::SourceSet;

use http::{Limits, Served};
use session::{Round, Session, Unbuilt};
use site::{PANIC_HELP, Site, panic_message};
use watch::Watcher;
pub use writing::EditWith;
use writing::Writer;

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
    /// The address to answer at: this machine's own, so that nobody else can ask, or another.
    pub host: IpAddr,
    /// The port, or the first after it that is free; where there is none, from 4000 on.
    pub port: Option<u16>,
    /// Whether to open the browser.
    pub open: bool,
    /// Whether pages may write notes, and with what these are edited: only for this machine.
    pub writing: Option<EditWith>,
}

/// What the server has to say to whoever started it.
pub enum Event<'a> {
    /// It answers at this address.
    Listening(SocketAddr),
    /// The port that was asked for is taken: it takes one of the next.
    PortTaken(u16),
    /// Others than this machine can ask at this address.
    Open(IpAddr),
    /// The system takes no more connections.
    NotTaken(&'a io::Error),
    /// It has read the briefing.
    Built {
        /// The files that were read.
        sources: &'a SourceSet,
        /// What there is to tell.
        diagnostics: &'a [Diagnostic],
        /// How long it took.
        took: Duration,
        /// How many answers of stages are kept for the next state.
        remembered: usize,
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
    let tell = Arc::new(tell);
    let told = Arc::clone(&tell);
    let tell = move |event: Event<'_>| tell(event);
    let listener = listen(options.host, options.port)?;
    let address = listener.local_addr().map_err(ServeError::Io)?;
    if let Some(asked) = options.port.filter(|port| *port != 0 && *port != address.port()) {
        tell(Event::PortTaken(asked));
    }
    if !options.host.is_loopback() {
        tell(Event::Open(options.host));
    }
    let (changed, changes) = mpsc::channel();
    let editor = options.writing.filter(|_| options.host.is_loopback());
    let writer = editor.and_then(|it| Writer::new(&options.root, options.build.audience, it));
    let writer = writer.map(Arc::new);
    let token = writer.as_ref().map(|writer| writer.token().clone());
    let session = Session::new(options.root.clone(), options.originals.clone(), options.build);
    let mut session = session.with_token(token);
    let mut watcher = Watcher::new(&options.root, options.originals.as_deref(), changed);
    if let Err(reason) = &watcher {
        tell(Event::NotWatching(reason.clone()));
    }
    let mut round = build_once(&mut session, &mut watcher, &|_| {}, &tell);
    let (sites, shown) = tokio::sync::watch::channel(Arc::clone(&round.site));
    tell(Event::Listening(address));
    if options.open
        && let Err(error) = open_browser(&format!("http://{}/", reachable(address)))
    {
        tell(Event::NotOpened(error));
    }
    thread::spawn(move || {
        loop {
            let is_changed = complete(&session, &round, &changes, &sites, &tell);
            // What comes while the folder is read makes another state.
            let is_there =
                if is_changed { watch::settle(&changes, 1) } else { watch::wait(&changes) };
            if !is_there {
                return;
            }
            let show = |site| {
                sites.send_replace(site);
            };
            round = build_once(&mut session, &mut watcher, &show, &tell);
        }
    });
    let limits = Limits { is_open: !options.host.is_loopback(), ..Limits::default() };
    let refused = move |error: &io::Error| told(Event::NotTaken(error));
    let served = Served { sites: shown, limits, writer };
    http::run(listener, served, refused, http::interrupted()).map_err(ServeError::Io)
}

/// Looks for what only making pages tells, until something has changed: then that is told.
fn complete(
    session: &Session,
    round: &Round,
    changes: &mpsc::Receiver<()>,
    sites: &tokio::sync::watch::Sender<Arc<Site>>,
    tell: &dyn Fn(Event<'_>),
) -> bool {
    let Ok(told) = &round.read else { return false };
    let start = Instant::now();
    let is_changed = Cell::new(false);
    let look = || {
        is_changed.set(is_changed.get() || changes.try_recv().is_ok());
        is_changed.get()
    };
    if let Some(more) = session.complete(told, look).filter(|_| !is_changed.get()) {
        report(&more, start.elapsed(), tell);
        sites.send_replace(more.site);
    }
    is_changed.get()
}

/// Reads the briefing, and shows it before anything is told of it: pages wait for that.
fn build_once(
    session: &mut Session,
    watcher: &mut Result<Watcher, String>,
    show: &dyn Fn(Arc<Site>),
    tell: &dyn Fn(Event<'_>),
) -> Round {
    let start = Instant::now();
    // Before the files are read: what changes from here on is told.
    if let Ok(watcher) = watcher
        && let Err(reason) = watcher.refresh()
    {
        tell(Event::NotWatching(reason));
    }
    let round = session.rebuild();
    let took = start.elapsed();
    show(Arc::clone(&round.site));
    session.tidy();
    // To show a message can fail as building can, and must not end the thread either.
    let told = catch_unwind(AssertUnwindSafe(|| report(&round, took, tell)));
    match told {
        Ok(()) => round,
        Err(panic) => {
            let round = session.panicked(panic.as_ref());
            show(Arc::clone(&round.site));
            report(&round, took, tell);
            round
        }
    }
}

fn report(round: &Round, took: Duration, tell: &dyn Fn(Event<'_>)) {
    match (&round.read, &round.site.shown) {
        (Ok(diagnostics), Some(shown)) => {
            let (sources, remembered) = (&shown.folder.sources, shown.folder.memory.len());
            tell(Event::Built { sources, diagnostics, took, remembered });
        }
        (Ok(_), None) => {}
        (Err(Unbuilt::NotRead(error)), _) => tell(Event::NotRead(error)),
        (Err(Unbuilt::Panicked(words)), _) => {
            tell(Event::Panicked(panic_message(words), PANIC_HELP));
        }
    }
}

/// Listens at the first port that is free.
fn listen(host: IpAddr, port: Option<u16>) -> Result<TcpListener, ServeError> {
    let from = port.unwrap_or(PORT);
    let mut first = None;
    for port in from..=from.saturating_add(PORTS) {
        match TcpListener::bind((host, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(ServeError::Port(from, first.unwrap_or_else(|| io::ErrorKind::AddrInUse.into())))
}

/// An address at which this machine reaches itself.
#[must_use]
pub fn reachable(address: SocketAddr) -> SocketAddr {
    let is_any = address.ip().is_unspecified();
    let local: IpAddr = match address {
        SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    };
    SocketAddr::new(if is_any { local } else { address.ip() }, address.port())
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
        let round =
            build_once(&mut session, &mut Err(String::new()), &|_| {}, &|event| match event {
                Event::Panicked(words, _) => told.lock().unwrap().push(words),
                _ => panic!("no such line"),
            });
        assert!(round.site.problems.list[0].message.contains("no such line"));
        assert!(matches!(&told.lock().unwrap()[..], [words] if words.contains("no such line")));
    }

    #[test]
    fn a_port_that_is_taken_is_passed_over() {
        let local = IpAddr::from(Ipv4Addr::LOCALHOST);
        let taken = listen(local, Some(0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let next = listen(local, Some(port)).unwrap().local_addr().unwrap().port();
        assert!(next > port);
        let (first, second) = (listen(local, None).unwrap(), listen(local, None).unwrap());
        assert_ne!(first.local_addr().unwrap(), second.local_addr().unwrap());
        // An address that is not this machine's.
        let elsewhere = IpAddr::from(Ipv4Addr::new(192, 0, 2, 1));
        assert!(
            matches!(listen(elsewhere, Some(port)), Err(ServeError::Port(told, _)) if told == port)
        );
    }
}
