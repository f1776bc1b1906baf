//! A file on its way: held against the old one as long as the two are the same, and written from
//! the first difference on.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, Write};

use blake3::Hasher;

use super::kept::Kept;
use super::site_folder::SiteFolder;
use super::{WriteError, disk, names};

/// Bytes of an old file that are read at once.
const PIECE: usize = 64 * 1024;

/// A file of the new site, while it is made.
pub(super) struct Incoming<'a> {
    site_folder: &'a SiteFolder,
    path: &'a str,
    hasher: Hasher,
    state: State,
}

enum State {
    /// So far it is what stands in the folder.
    Same {
        old: BufReader<File>,
        length: u64,
    },
    /// It is new, or differs.
    Written(File),
    Failed(WriteError),
}

impl<'a> Incoming<'a> {
    pub(super) fn new(site_folder: &'a SiteFolder, path: &'a str) -> Self {
        let state = Self::begin(site_folder, path).unwrap_or_else(State::Failed);
        Self { site_folder, path, hasher: Hasher::new(), state }
    }

    fn begin(site_folder: &SiteFolder, path: &str) -> Result<State, WriteError> {
        names::check_path(path)?;
        let target = &site_folder.target;
        match site_folder.found(path) {
            None => site_folder.stage(path).map(State::Written),
            Some(kind) if kind.is_file() => File::open(target.path.join(path))
                .map(|old| State::Same { old: BufReader::with_capacity(PIECE, old), length: 0 })
                .map_err(WriteError::io("read", target.shown(path))),
            Some(_) => Err(WriteError::InTheWay(target.shown(path))),
        }
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        let shown = || self.site_folder.target.shown(self.path);
        match &mut self.state {
            State::Same { old, length } => {
                if continues_with(old, bytes).map_err(WriteError::io("read", shown()))? {
                    *length += bytes.len() as u64;
                    return Ok(());
                }
                let mut file = replace(self.site_folder, self.path, old, *length)?;
                disk::write(&mut file, bytes).map_err(WriteError::io("write", shown()))?;
                self.state = State::Written(file);
                Ok(())
            }
            State::Written(file) => {
                disk::write(file, bytes).map_err(WriteError::io("write", shown()))
            }
            State::Failed(_) => Ok(()),
        }
    }

    /// That nothing more comes.
    pub(super) fn finish(self) -> Result<Kept, WriteError> {
        let stood = match self.state {
            State::Same { mut old, length } => {
                let error = WriteError::io("read", self.site_folder.target.shown(self.path));
                let at_end = old.read(&mut [0]).map_err(error)? == 0;
                if !at_end {
                    replace(self.site_folder, self.path, &mut old, length)?;
                }
                at_end
            }
            State::Written(_) => false,
            State::Failed(error) => return Err(error),
        };
        Ok(Kept { hash: self.hasher.finalize(), stood })
    }
}

/// Never fails: what goes wrong is told in the end.
impl Write for Incoming<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.hasher.update(bytes);
        if let Err(error) = self.take(bytes) {
            self.state = State::Failed(error);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether the next bytes of a file are these.
fn continues_with(file: &mut BufReader<File>, mut bytes: &[u8]) -> io::Result<bool> {
    while !bytes.is_empty() {
        let read = match file.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        let length = read.len().min(bytes.len());
        if length == 0 || read[..length] != bytes[..length] {
            return Ok(false);
        }
        file.consume(length);
        bytes = &bytes[length..];
    }
    Ok(true)
}

/// Begins a new file whose first bytes are those of the old one.
fn replace(
    site_folder: &SiteFolder,
    path: &str,
    old: &mut BufReader<File>,
    length: u64,
) -> Result<File, WriteError> {
    site_folder.refuse_replacing(path)?;
    let mut new = site_folder.stage(path)?;
    old.rewind()
        .and_then(|()| disk::append(&mut new, &mut old.take(length)))
        .map_err(WriteError::io("write", site_folder.target.shown(path)))?;
    Ok(new)
}
