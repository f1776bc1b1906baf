//! Whatever is sent to `serve` is answered or ended: never by a failure of the program's own, and with nothing
//! of the briefing unless it was asked by a name of this machine. Who has not read the page's token writes nothing.
#![no_main]

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Shutdown, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::{OnceLock, mpsc};
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use sidenote::build::BuildOptions;
use sidenote::config::Audience;
use sidenote::serve::{EditWith, Event, ServeOptions, serve};

const SECRET: &[u8] = b"words that only this machine may read";

fn server() -> &'static (SocketAddr, PathBuf) {
    static SERVER: OnceLock<(SocketAddr, PathBuf)> = OnceLock::new();
    SERVER.get_or_init(|| {
        let root = std::env::temp_dir().join(format!("sidenote-requests-{}", std::process::id()));
        let articles = root.join("content/articles");
        std::fs::create_dir_all(&articles).expect("a folder can be made");
        let text = [b"---\ntitle: A\nrights: full\n---\n", SECRET].concat();
        std::fs::write(articles.join("a.md"), text).expect("a file can be written");
        let (sender, receiver) = mpsc::channel();
        let options = ServeOptions {
            root: root.clone(),
            originals: None,
            build: BuildOptions { audience: Audience::Private, base_url: None },
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: Some(0),
            open: false,
            writing: Some(EditWith::default()),
        };
        std::thread::spawn(move || {
            let told = serve(options, move |event| {
                if let Event::Listening(address) = event {
                    let _ = sender.send(address);
                }
            });
            panic!("it ended: {:?}", told.err());
        });
        (receiver.recv().expect("it listens"), root.join("content"))
    })
}

fuzz_target!(|input: (u8, &str, &[u8])| {
    let (kind, path, rest) = input;
    let (address, content) = server();
    let mut stream = TcpStream::connect(address).expect("it answers");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("it can be set");
    let path: String = path.chars().filter(|c| !c.is_control() && *c != ' ').collect();
    let mut asked = rest.to_vec();
    let method = [None, Some("GET"), Some("POST")][usize::from(kind) % 3];
    if let Some(method) = method {
        asked = format!("{method} /{path} HTTP/1.1\r\nHost: ").into_bytes();
        asked.extend(rest);
        asked.extend(b"\r\nConnection: close\r\n\r\n");
    }
    if asked.windows(16).any(|it| it == b".sidenote/events") {
        return;
    }
    // It may have had enough before all is said.
    let _ = stream.write_all(&asked);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(
        answer.is_empty() || answer.starts_with(b"HTTP/1."),
        "{}",
        String::from_utf8_lossy(&answer)
    );
    assert!(!answer.starts_with(b"HTTP/1.1 500"), "{}", String::from_utf8_lossy(&asked));
    if answer.windows(SECRET.len()).any(|it| it == SECRET) {
        let asked = String::from_utf8_lossy(&asked).to_lowercase();
        assert!(
            ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| asked.contains(name)),
            "{asked}"
        );
    }
    let written = std::fs::read_dir(content).expect("it is there").count();
    assert_eq!(written, 1, "{}", String::from_utf8_lossy(&asked));
});
