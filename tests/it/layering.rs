//! Each module imports only from those above it in `src/lib.rs`: so the order of the pipeline is
//! the order of the modules, and no stage can reach forward.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

mod circles;

#[test]
fn modules_import_only_from_above() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let order = modules(&fs::read_to_string(source.join("lib.rs")).unwrap());
    let mut wrong = Vec::new();
    for (path, module) in files(&source) {
        let Some(own) = order.iter().position(|name| *name == module[0]) else {
            wrong.push(format!("{}: lib.rs does not name `{}`", path.display(), module[0]));
            continue;
        };
        for import in imports(&fs::read_to_string(&path).unwrap(), module.len()) {
            match order.iter().position(|name| *name == import) {
                Some(other) if other <= own => {}
                Some(_) => wrong.push(format!(
                    "{}: `{import}` stands below `{}` in lib.rs",
                    path.display(),
                    module[0]
                )),
                None => wrong.push(format!("{}: there is no module `{import}`", path.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The modules that `lib.rs` declares, in its order.
fn modules(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let declared = tokens.windows(3).filter(|window| window[0] == "mod" && window[2] == ";");
    declared.map(|window| window[1].to_owned()).collect()
}

/// The files of the library, with the path of the module that each one is.
fn files(source: &Path) -> Vec<(PathBuf, Vec<String>)> {
    let mut files = Vec::new();
    for entry in WalkDir::new(source).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let inside = path.strip_prefix(source).unwrap().with_extension("");
        let mut module: Vec<String> =
            inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        module.pop_if(|last| *last == "mod");
        if module != ["lib"] && module != ["main"] {
            files.push((path, module));
        }
    }
    assert!(files.len() > 10, "the walk found the library");
    files
}

/// The modules at the top of the crate that a file of a module names, by `crate::` or by as many
/// `super::` as lead there. `depth` is how deep its own module is.
fn imports(text: &str, depth: usize) -> Vec<String> {
    let tokens = tokens(text);
    let (mut imports, mut braces, mut inline) = (Vec::new(), 0, Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at] {
            "{" => {
                braces += 1;
                if at >= 2 && tokens[at - 2] == "mod" {
                    inline.push(braces);
                }
            }
            "}" => {
                inline.pop_if(|opened| *opened == braces);
                braces -= 1;
            }
            _ => {}
        }
        let start = at;
        while tokens[at..].starts_with(&["super", "::"]) {
            at += 2;
        }
        let from_root = if tokens[at..].starts_with(&["crate", "::"]) {
            at += 2;
            true
        } else {
            (at - start) / 2 >= depth + inline.len()
        };
        if !from_root {
            at = at.max(start + 1);
        } else if tokens[at] == "{" {
            imports.extend(group(&tokens[at..]).map(str::to_owned));
        } else {
            imports.push(tokens[at].to_owned());
        }
    }
    imports
}

/// The first name of each path in a group in braces.
fn group<'a>(tokens: &[&'a str]) -> impl Iterator<Item = &'a str> {
    let mut depth = 0;
    let mut names = Vec::new();
    for pair in tokens.windows(2) {
        match pair[0] {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && matches!(pair[0], "{" | ",") && pair[1] != "}" {
            names.push(pair[1]);
        }
    }
    names.into_iter()
}

/// Names, `::` and every other mark of a Rust file; comments and literals are left out.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let name = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = literal(rest) {
            length
        } else if name > 0 {
            tokens.push(&rest[..name]);
            name
        } else if rest.starts_with("::") {
            tokens.push("::");
            2
        } else {
            if !first.is_whitespace() {
                tokens.push(&rest[..first.len_utf8()]);
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// The length of the string or character that a text begins with.
fn literal(text: &str) -> Option<usize> {
    let prefix = text.find(|c: char| !matches!(c, 'b' | 'c' | 'r')).unwrap_or(0);
    let after = &text[prefix..];
    let hashes = after.len() - after.trim_start_matches('#').len();
    if text[..prefix].ends_with('r') && after[hashes..].starts_with('"') {
        let end = format!("\"{}", "#".repeat(hashes));
        let start = prefix + hashes + 1;
        return Some(text[start..].find(&end).map_or(text.len(), |at| start + at + end.len()));
    }
    let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let mut escaped = false;
    for (at, character) in after.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return Some(prefix + at + 1),
            // A lifetime, not a character.
            _ if quote == '\'' && at > 1 && !after.starts_with("'\\") => return Some(prefix + 1),
            _ => {}
        }
    }
    Some(text.len())
}

#[test]
fn imports_are_found_in_every_form() {
    let text = r##"
        //! See [`crate::comment`].
        use crate::{one, two::{inner, other}, three as four};
        fn f<'a>(x: &'a str) -> char { crate::five::call(); '"' }
        const TEXT: &str = "crate::string"; /* crate::block */
        const RAW: &str = r#"crate::raw " "#;
        const ESCAPED: char = '\'';
        use super::sibling;
        use super::super::six;
        mod tests { use super::super::uncle; use super::super::super::seven; }
        use super::super::eight;
    "##;
    assert_eq!(imports(text, 2), ["one", "two", "three", "five", "six", "seven", "eight"]);
}
