//! `sidenote serve`, while a test asks it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::program::BriefingFolder;

/// A server, ended with the test.
pub(crate) struct Server {
    /// The program.
    pub(crate) child: Child,
    /// Where it answers.
    pub(crate) address: String,
}

impl Server {
    /// Serves a briefing, with all that a private build shows.
    pub(crate) fn start(place: &BriefingFolder) -> Self {
        Self::with(place, &["--private"])
    }

    /// Serves a briefing, with these flags.
    pub(crate) fn with(place: &BriefingFolder, flags: &[&str]) -> Self {
        let mut child = place
            .program(&[&["serve", "--port", "0"], flags].concat())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        while !line.starts_with("Open http://") {
            line.clear();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "it says where it is");
        }
        let address = line["Open http://".len()..].split('/').next().unwrap().to_owned();
        // What the server says must have somewhere to go.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Self { child, address }
    }

    /// Asks for a path, with more lines of the request.
    pub(crate) fn ask(&self, path: &str, more: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        // Only for a test that fails: it must end, too.
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n").unwrap();
        BufReader::new(stream)
    }

    /// What is answered where a path is asked for.
    pub(crate) fn get(&self, path: &str) -> String {
        let mut response = String::new();
        self.ask(path, "Connection: close\r\n").read_to_string(&mut response).unwrap();
        response
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
