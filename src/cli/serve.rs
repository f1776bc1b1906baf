//! `sidenote serve`

use std::net::IpAddr;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::briefing::{
    BriefingArguments, FolderArguments, find_originals, not_read, require_briefing,
};
use super::{Failure, Outcome, terminal};
use crate::diagnostic::Severity;
use crate::serve::{EditWith, Event, ServeError, ServeOptions, reachable, serve};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    briefing: BriefingArguments,
    /// The port to answer at, or the first after it that is free; else from 4000 on.
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// The address to answer at: with another than this machine's own, others can read the briefing.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Leave away the part of pages that writes notes.
    #[arg(long)]
    read_only: bool,
    /// With what notes are edited: each has a link there. Else it leads to the file as a page.
    #[arg(long, value_name = "EDITOR", value_parser = editor(), conflicts_with = "read_only")]
    edit_with: Option<EditWith>,
    /// Open the browser.
    #[arg(long)]
    open: bool,
}

pub(super) fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let briefing = arguments.briefing;
    require_briefing(&briefing.folder.root)?;
    let options = ServeOptions {
        build: briefing.build_options(None),
        originals: find_originals(None)?,
        root: briefing.folder.root.clone(),
        host: arguments.host,
        port: arguments.port,
        open: arguments.open,
        writing: (!arguments.read_only).then(|| arguments.edit_with.unwrap_or_default()),
    };
    let folder = briefing.folder;
    serve(options, move |event| tell(&folder, &event)).map_err(|error| {
        let failure = Failure::new(error.to_string());
        match error {
            ServeError::Port(..) => failure.help(
                "Name another one with `--port`, or an address of this machine with `--host`.",
            ),
            ServeError::Io(_) => failure,
        }
    })?;
    Ok(Outcome::Good)
}

fn editor() -> impl TypedValueParser<Value = EditWith> {
    PossibleValuesParser::new(EditWith::NAMED.map(|(name, _)| name))
        .map(|name| EditWith::from_name(&name).unwrap_or_default())
}

fn tell(folder: &FolderArguments, event: &Event<'_>) {
    match event {
        Event::Listening(address) => {
            terminal::say(&format!("Open http://{}/ (Ctrl-C ends it)", reachable(*address)));
        }
        Event::PortTaken(port) => {
            terminal::say(&format!("Port {port} is taken: this takes the next that is free."));
        }
        Event::Open(host) => terminal::warn(&format!(
            "whoever can reach {host} can read all that this shows, drafts and withheld texts with \
             `--private`; nobody can change anything, you neither: notes are written from pages only without `--host`"
        )),
        Event::NotTaken(error) => terminal::warn(&format!(
            "no more connections can be taken for now: {error}; close pages of it that are open \
             elsewhere, or allow the program more open files (`ulimit -n`)"
        )),
        Event::Built { sources, diagnostics, took, remembered } => {
            if let Err(failure) = folder.show(sources, diagnostics) {
                terminal::fail(&failure);
            }
            let milliseconds = took.as_millis();
            let has_errors = diagnostics.iter().any(|it| it.severity == Severity::Error);
            let errors =
                if has_errors { ", with errors: the pages show what can be shown" } else { "" };
            terminal::say(&format!(
                "Read in {milliseconds} ms{errors}; {remembered} answers are kept for the next edit."
            ));
        }
        Event::NotRead(error) => terminal::fail(&not_read(error)),
        Event::Panicked(message, help) => terminal::fail(&Failure::new(message).help(*help)),
        Event::NotWatching(reason) => {
            terminal::warn(&format!("changes will not be noticed: {reason}"));
        }
        Event::NotOpened(error) => terminal::warn(&format!("cannot open the browser: {error}")),
    }
}
