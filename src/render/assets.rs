//! The files of the built-in theme that are no templates.

use crate::route::Route;

/// Each file and its place in the site. A file of the same path in the briefing's `static/` folder
/// replaces it.
#[must_use]
pub fn built_in() -> Vec<(Route, &'static [u8])> {
    vec![
        (Route::asset("theme.css"), include_bytes!("../../static/assets/theme.css").as_slice()),
        (Route::asset("search.js"), include_bytes!("../../static/assets/search.js").as_slice()),
        (Route::asset("icon.svg"), include_bytes!("../../static/assets/icon.svg").as_slice()),
    ]
}
