//! Each step in which the writer changes something on disk goes through here, so that a test can have
//! any one of them fail, or be the last before the program is killed.

use std::fs::{self, File, Permissions};
use std::io::{self, Read, Write};
use std::path::Path;

pub(super) fn create_folder(path: &Path) -> io::Result<()> {
    step()?;
    fs::create_dir(path)
}

pub(super) fn create_folders(path: &Path) -> io::Result<()> {
    step()?;
    fs::create_dir_all(path)
}

pub(super) fn create(path: &Path) -> io::Result<File> {
    step()?;
    File::create(path)
}

pub(super) fn create_new(path: &Path) -> io::Result<File> {
    step()?;
    File::create_new(path)
}

pub(super) fn write(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    if let Err(error) = step() {
        // As a full disk does, and a signal.
        file.write_all(&bytes[..bytes.len() / 2])?;
        return Err(error);
    }
    file.write_all(bytes)
}

pub(super) fn append(file: &mut File, from: &mut impl Read) -> io::Result<u64> {
    step()?;
    io::copy(from, file)
}

pub(super) fn flush(file: &File) -> io::Result<()> {
    step()?;
    file.sync_all()
}

pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    fs::rename(from, to)
}

pub(super) fn copy(from: &Path, to: &Path) -> io::Result<u64> {
    step()?;
    fs::copy(from, to)
}

pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    fs::hard_link(from, to)
}

pub(super) fn remove(path: &Path) -> io::Result<()> {
    step()?;
    fs::remove_file(path)
}

pub(super) fn remove_folder(path: &Path) -> io::Result<()> {
    step()?;
    fs::remove_dir(path)
}

pub(super) fn remove_folders(path: &Path) -> io::Result<()> {
    step()?;
    fs::remove_dir_all(path)
}

pub(super) fn set_permissions(path: &Path, permissions: Permissions) -> io::Result<()> {
    step()?;
    fs::set_permissions(path, permissions)
}

/// Two folders change places in one step, where the system can do that.
#[cfg(target_os = "linux")]
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    step()?;
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_a: &Path, _b: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// What comes before each step; outside tests nothing.
#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "in tests it fails")]
const fn step() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
use fault::step;

/// Faults of a disk, for tests: of this thread.
#[cfg(test)]
pub(super) mod fault {
    use std::cell::Cell;
    use std::io;

    /// What goes wrong.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(in crate::write) enum Fault {
        /// The step of this number fails, and none after it.
        FailsAt(usize),
        /// From the step of this number on nothing is done any more: the program is dead.
        KilledAt(usize),
    }

    thread_local! {
        static FAULT: Cell<Option<Fault>> = const { Cell::new(None) };
        static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    /// Does something with a fault, and gives what that gives, and whether the fault came.
    pub(in crate::write) fn with<T>(fault: Fault, run: impl FnOnce() -> T) -> (T, bool) {
        FAULT.set(Some(fault));
        STEPS.set(0);
        let done = run();
        FAULT.set(None);
        let (Fault::FailsAt(step) | Fault::KilledAt(step)) = fault;
        (done, STEPS.get() >= step)
    }

    pub(super) fn step() -> io::Result<()> {
        let number = STEPS.get() + 1;
        STEPS.set(number);
        match FAULT.get() {
            Some(Fault::FailsAt(step)) if number == step => Err(io::ErrorKind::StorageFull.into()),
            Some(Fault::KilledAt(step)) if number >= step => Err(io::Error::other("killed")),
            _ => Ok(()),
        }
    }
}
