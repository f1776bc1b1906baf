//! What the commands say. Words for people go to standard error, in colour where that is a
//! terminal; standard output is for what was asked for.

use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use annotate_snippets::{Group, Level, Renderer};
use anstream::AutoStream;

use super::Failure;
use crate::diagnostic::{Diagnostic, Format, emit};
use crate::source::SourceSet;

/// Says something to the person at the terminal.
pub(super) fn say(text: &str) {
    // Where nobody can be told, nothing can be done about it.
    let _ = writeln!(stderr(), "{text}");
}

/// Says why a command could not do its work.
pub(super) fn fail(failure: &Failure) {
    let help = failure.help.iter().map(|help| Level::HELP.message(help));
    let title = Level::ERROR.primary_title(&failure.message);
    say(&Renderer::styled().render(&[Group::with_title(title).elements(help)]));
}

/// Says that something is not as it might be.
pub(super) fn warn(message: &str) {
    let title = Level::WARNING.primary_title(message);
    say(&Renderer::styled().render(&[Group::with_title(title)]));
}

/// A folder's path with `/` on every system; nothing for the current folder.
fn from_here(root: &Path) -> String {
    let parts = root.components().filter(|part| *part != Component::CurDir);
    parts.collect::<PathBuf>().to_string_lossy().replace('\\', "/")
}

/// Shows diagnostics of the briefing in `root`: to people on standard error, to programs on standard output.
pub(super) fn show(
    format: Format,
    sources: &SourceSet,
    diagnostics: &[Diagnostic],
    root: &Path,
) -> Result<(), Failure> {
    let root = from_here(root);
    if format == Format::Human {
        // As for `say`.
        let _ = emit(format, sources, diagnostics, &root, &mut stderr());
        return Ok(());
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    finish(emit(format, sources, diagnostics, &root, &mut out).and_then(|()| out.flush()))
}

/// Prints what was asked for.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    finish(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// A reader who has had enough, as in `sidenote explain … | head`, is no failure.
fn finish(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

fn stderr() -> impl Write {
    AutoStream::auto(io::stderr().lock())
}
