//! `sidenote serve`

use clap::Args;

use super::briefing::{
    BriefingArguments, FolderArguments, find_originals, not_read, require_briefing,
};
use super::{Failure, Outcome, terminal};
use crate::serve::{Event, ServeError, ServeOptions, serve};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    briefing: BriefingArguments,
    /// The port to answer at; else the first that is free from 4000 on.
    #[arg(long, value_name = "N")]
    port: Option<u16>,
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
        port: arguments.port,
        open: arguments.open,
    };
    let folder = briefing.folder;
    serve(options, move |event| tell(&folder, &event)).map_err(|error| {
        let failure = Failure::new(error.to_string());
        match error {
            ServeError::Port(..) => failure.help("Name another one with `--port`."),
            ServeError::Io(_) => failure,
        }
    })?;
    Ok(Outcome::Good)
}

fn tell(folder: &FolderArguments, event: &Event<'_>) {
    match event {
        Event::Listening(address) => {
            terminal::say(&format!("Open http://{address}/ (Ctrl-C ends it)"));
        }
        Event::Built { sources, diagnostics, shown, took } => {
            if let Err(failure) = folder.show(sources, diagnostics) {
                terminal::fail(&failure);
            }
            let milliseconds = took.as_millis();
            terminal::say(&if *shown {
                format!("Built in {milliseconds} ms.")
            } else {
                format!("Built in {milliseconds} ms, with errors: the last good site stays.")
            });
        }
        Event::NotRead(error) => terminal::fail(&not_read(error)),
        Event::Panicked(message, help) => terminal::fail(&Failure::new(message).help(*help)),
        Event::NotWatching(reason) => {
            terminal::warn(&format!("changes will not be noticed: {reason}"));
        }
        Event::NotOpened(error) => terminal::warn(&format!("cannot open the browser: {error}")),
    }
}
