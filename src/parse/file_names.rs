//! Names that a file cannot have on every system: a briefing moves between them, and so does its site.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::load::{Folder, MOST_BYTES, SETTINGS_FILE, Unread};
use crate::source::{FileId, SourceSet, Span};

/// Signs that no name on Windows may have.
const SIGNS: [char; 9] = ['<', '>', ':', '"', '|', '?', '*', '\\', '/'];

/// Whether Windows takes a name for a device, whatever its ending: no file there can have it.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device).unwrap_or_default();
        let mut digits = number.chars();
        matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || numbered("com")
        || numbered("lpt")
}

/// Why there are systems that cannot have a file or folder of this name, and what to do.
fn problem(name: &str) -> Option<(String, &'static str)> {
    if let Some(sign) = name.chars().find(|c| c.is_control()) {
        let code = u32::from(sign);
        return Some((
            format!("{name:?} has a control character in it, U+{code:04X}"),
            "rename it",
        ));
    }
    if name.contains(char::REPLACEMENT_CHARACTER) {
        // It was a name in another encoding once.
        return Some((
            format!("`{name}` has U+FFFD in it, which stands for no letter"),
            "rename it",
        ));
    }
    if let Some(sign) = name.chars().find(|c| SIGNS.contains(c)) {
        let message = format!("`{name}` has `{sign}` in it, which no name may have on Windows");
        return Some((message, "rename it without that sign"));
    }
    if name.ends_with(['.', ' ']) {
        let message = format!("`{name}` ends in a full stop or a space, which Windows takes away");
        return Some((message, "rename it without the last sign"));
    }
    is_device(name).then(|| {
        let message = format!("`{name}` is the name of a device on Windows, and of no file there");
        (message, "give it another name")
    })
}

/// Tells of names that not every system can hold, and of links that lead to no file. Of articles and
/// records `told` has been said already what is wrong with their own names.
pub(super) fn tell(folder: &Folder, diagnostics: &mut Diagnostics) {
    let sources = &folder.sources;
    let told: Vec<Span> = diagnostics
        .iter()
        .filter(|told| told.code == Code::FileNameInvalid)
        .map(|told| told.span)
        .collect();
    let assets = folder.assets.values().map(|asset| &asset.file);
    for &file in folder.content.iter().chain(folder.templates.values()).chain(assets) {
        let span = Span::whole(file);
        let problem = sources.file(file).path.split('/').find_map(problem);
        if let Some((message, help)) = problem.filter(|_| !told.contains(&span)) {
            diagnostics.push(Diagnostic::new(Code::FileNameInvalid, span, message).help(help));
        }
    }
    diagnostics.extend(folder.unread.iter().map(|&(file, why)| unread(sources, file, why)));
}

/// That something is not read, and why.
fn unread(sources: &SourceSet, file: FileId, why: Unread) -> Diagnostic {
    let path = &sources.file(file).path;
    let stray = |message, help| {
        let mut told = Diagnostic::new(Code::StrayFile, Span::whole(file), message).help(help);
        if path == SETTINGS_FILE {
            // What the settings keep back would be published.
            told.severity = Severity::Error;
        }
        told
    };
    match why {
        Unread::MisnamedSettings => misnamed_settings(file, path),
        Unread::Unpublished => unpublished(sources, file),
        Unread::LinkOut => stray(
            "this is a link of the file system that leads out of `static/`, and is not followed",
            "put a copy of what is to be published in the place of the link",
        ),
        Unread::BrokenLink => stray(
            "this name is a link of the file system that leads to no file",
            "put the file in the place of the link, or delete the link",
        ),
        Unread::NoFile => stray(
            "this is no file that could be read, but a pipe, a socket, a device or a folder",
            "put a file in its place, or delete it",
        ),
        Unread::NameIsNoText => {
            let message = format!("the name `{path}` is not UTF-8, and the file is not read");
            Diagnostic::new(Code::FileNameInvalid, Span::whole(file), message).help("rename it")
        }
        Unread::TooLarge => {
            let message =
                format!("this file has more than {} MB, and is not read", MOST_BYTES >> 20);
            Diagnostic::new(Code::FileTooLarge, Span::whole(file), message).help(
                "move it out of the briefing: give what is so large a place of its own, and a link to it here",
            )
        }
    }
}

/// That settings are not read: what they keep back would be published.
#[must_use]
pub fn misnamed_settings(file: FileId, path: &str) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or_default();
    let message =
        format!("this file is not read: the settings are `{SETTINGS_FILE}`, beside `content/`");
    let help = match name == SETTINGS_FILE {
        true => "move it out of this folder, to the place beside `content/`".to_owned(),
        false => format!("rename it from `{name}` to `{SETTINGS_FILE}`, beside `content/`"),
    };
    let mut told = Diagnostic::new(Code::StrayFile, Span::whole(file), message).help(help);
    told.severity = Severity::Error;
    told
}

/// That a file of `static/` is kept back.
fn unpublished(sources: &SourceSet, file: FileId) -> Diagnostic {
    let path = &sources.file(file).path;
    let is_text = path.ends_with(".md") || path.ends_with(".markdown");
    let (message, help) = match is_text {
        true => (
            "this looks like a file of notes or an article, and is not published as it is",
            "move it below `content/`; if readers are to have it so, take the lines of `---` away",
        ),
        false => (
            "this looks like what a program leaves beside a file, or like a secret, and is not published",
            "delete it, or move it out of `static/`; if it is to be published, rename it",
        ),
    };
    Diagnostic::new(Code::StrayFile, Span::whole(file), message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_cannot_hold_are_known() {
        for name in [
            "con.md",
            "NUL",
            "Aux.tar.gz",
            "com1",
            "lpt9.png",
            "COM².txt",
            "con .x",
            "a:b",
            "what?.png",
            "a*",
            "a\\b.png",
            "a<b",
            "\"q\"",
            "a|b",
            "end.",
            "end ",
            "a\nb",
            "a\u{7f}",
            "a\u{fffd}b",
        ] {
            assert!(problem(name).is_some(), "{name:?}");
        }
        for name in [
            "content",
            "console.md",
            "com.md",
            "com10",
            "lpt",
            "a b.png",
            "été.jpg",
            ".well-known",
            "a.b",
        ] {
            assert_eq!(problem(name), None, "{name:?}");
        }
    }
}
