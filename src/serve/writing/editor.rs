//! Where a note stands, for the author's editor.

use std::path::Path;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::serve::places::source_link;

/// With what notes are edited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum EditWith {
    /// The server's own page of the file, which only shows it.
    #[default]
    Page,
    /// Visual Studio Code.
    Vscode,
    /// Zed.
    Zed,
    /// Emacs, where it answers `emacs://` addresses.
    Emacs,
    /// Anything: file and line are copied.
    Path,
}

impl EditWith {
    /// Every way that can be asked for, with its name.
    pub const NAMED: [(&str, Self); 4] = [
        ("vscode", Self::Vscode),
        ("zed", Self::Zed),
        ("emacs", Self::Emacs),
        ("path", Self::Path),
    ];

    /// The way of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(known, _)| *known == name).map(|(_, way)| *way)
    }

    /// What leads to a line of a file below a folder; nothing where that is only copied.
    pub(super) fn link(self, root: &Path, path: &str, line: usize) -> Option<String> {
        let file = root.join(path).to_string_lossy().replace('\\', "/");
        let file = format!("/{}", file.trim_start_matches('/'));
        let file = utf8_percent_encode(&file, NO_PATH);
        match self {
            Self::Page => source_link(path, line),
            Self::Vscode => Some(format!("vscode://file{file}:{line}:1")),
            Self::Zed => Some(format!("zed://file{file}:{line}")),
            Self::Emacs => Some(format!("emacs://open?url=file://{file}&line={line}")),
            Self::Path => None,
        }
    }
}

/// What a path in an address cannot have as it is.
const NO_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}');

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_is_told_file_and_line() {
        let link = |name: &str| {
            let way = EditWith::from_name(name).unwrap();
            way.link(Path::new("/home/a b"), "content/annotations/x#y.md", 7)
        };
        let file = "/home/a%20b/content/annotations/x%23y.md";
        assert_eq!(link("vscode"), Some(format!("vscode://file{file}:7:1")));
        assert_eq!(link("zed"), Some(format!("zed://file{file}:7")));
        assert_eq!(link("emacs"), Some(format!("emacs://open?url=file://{file}&line=7")));
        assert_eq!(link("path"), None);
        let page = EditWith::Page.link(Path::new("/home"), "content/a.md", 7);
        assert_eq!(page.as_deref(), Some("/.sidenote/source/content/a.md#line-7"));
        assert_eq!(EditWith::from_name("page"), None);
    }
}
