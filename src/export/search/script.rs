//! The scripts that the index is made of.

use serde::Serialize;

/// A script that hands a value to the one that loaded it.
pub(super) fn script(what: &str, number: Option<usize>, value: &impl Serialize) -> Vec<u8> {
    let number = number.map(|number| format!("{number},")).unwrap_or_default();
    // These values are strings, numbers and lists, which JSON can always hold.
    let value = serde_json::to_string(value).unwrap_or_default();
    ["sidenoteSearch.", what, "(", &number, &value, ")\n"].concat().into_bytes()
}
