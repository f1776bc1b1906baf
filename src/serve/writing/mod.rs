//! Notes that are written from a page: what a page of this server may ask, and nobody else.
//!
//! 1. `guard` says which requests are answered at all: those of this server's own pages on this machine.
//! 2. `asked` is what they may say, `told` what they are answered.
//! 3. `writer` answers them, of the briefing as it is on disk at that moment: [`crate::compose`] makes the texts.
//! 4. `disk` puts these in the place of the author's files, if nobody changed them since, and takes the last
//!    ones back.
//! 5. `editor` names the place of a note for the author's editor, `suggested` what could be added.
//!
//! What pages load for it stands in `page/`.

mod asked;
mod disk;
mod editor;
mod guard;
mod suggested;
mod told;
mod writer;

pub use editor::EditWith;
pub(super) use guard::{MOST_BYTES, Token, action, is_elsewhere, refusal};
pub(super) use writer::Writer;

/// Where the scripts of the part are served.
const SCRIPTS_PATH: &str = "/.sidenote/writing/";

/// Its scripts, which load one another, `main.js` all; and its style sheet.
const SCRIPTS: &[(&str, &str)] = &[
    ("bar.js", include_str!("page/bar.js")),
    ("elements.js", include_str!("page/elements.js")),
    ("fields.js", include_str!("page/fields.js")),
    ("names.js", include_str!("page/names.js")),
    ("forms.js", include_str!("page/forms.js")),
    ("kept.js", include_str!("page/kept.js")),
    ("main.js", include_str!("page/main.js")),
    ("offers.js", include_str!("page/offers.js")),
    ("page.js", include_str!("page/page.js")),
    ("said.js", include_str!("page/said.js")),
    ("selection.js", include_str!("page/selection.js")),
    ("server.js", include_str!("page/server.js")),
    ("sheet.js", include_str!("page/sheet.js")),
    ("page.css", include_str!("page/page.css")),
];

/// The script or style sheet at a path.
pub(super) fn script(path: &str) -> Option<&'static str> {
    let name = path.strip_prefix(SCRIPTS_PATH)?;
    SCRIPTS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
