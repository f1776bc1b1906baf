//! The files of the built-in theme that are no templates.

use crate::route::Route;

/// Each file and its place in the site. A file of the same path in the briefing's `static/` folder
/// replaces it.
#[must_use]
pub fn built_in() -> Vec<(Route, &'static [u8])> {
    macro_rules! assets {
        ($($name:literal)+) => {
            vec![$((
                Route::asset($name),
                include_bytes!(concat!("../../static/assets/", $name)).as_slice(),
            )),+]
        };
    }
    assets! {
        "theme.css"
        "collation.css"
        "pictures.css"
        "controls.css"
        "print.css"
        "theme.js"
        "preview.js"
        "margin.js"
        "notes.js"
        "kinds.js"
        "copy.js"
        "search.js"
        "find.js"
        "icon.svg"
    }
}
