//! No two files of the library need each other, by whatever way: so each file can be read once all
//! that it uses has been read. A file needs another if it names something that is defined there. A
//! name that is only passed on (`pub use`) counts as where it is defined, and a `mod.rs` that
//! declares files and passes on their names needs none of them by that. Methods, which are called
//! without a path, are not seen.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{files, tokens};

#[test]
fn no_files_import_each_other() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let texts = files(&source).into_iter().map(|(path, module)| {
        let text = fs::read_to_string(path).unwrap();
        (module, text)
    });
    let circles = Library::read(texts).circles();
    assert!(circles.is_empty(), "files that need each other:\n{}", circles.join("\n"));
}

/// The files of a library outside of its tests, by the paths of their modules.
struct Library(BTreeMap<Vec<String>, File>);

/// What a file names of others.
#[derive(Default)]
struct File {
    imports: Vec<Import>,
    /// Every name of a type in the code itself.
    types: BTreeSet<String>,
    /// Paths in the code itself.
    paths: Vec<Vec<String>>,
}

/// One name that a `use` brings in.
struct Import {
    path: Vec<String>,
    name: String,
    /// Whether it is passed on.
    public: bool,
}

impl Library {
    fn read(texts: impl Iterator<Item = (Vec<String>, String)>) -> Self {
        let of_tests = |module: &[String]| module.iter().any(|name| is_of_tests(name));
        let read = texts.filter(|(module, _)| !of_tests(module));
        Self(read.map(|(module, text)| (module, File::read(&text))).collect())
    }

    /// A line for each use of a file by one that it needs itself.
    fn circles(&self) -> Vec<String> {
        let mut needs: BTreeMap<&[String], BTreeMap<&[String], String>> = BTreeMap::new();
        for (module, file) in &self.0 {
            let is_needed = |import: &&Import| !import.public || file.types.contains(&import.name);
            let imports = file.imports.iter().filter(is_needed);
            for path in imports.map(|import| &import.path).chain(&file.paths) {
                let defined = self.absolute(module, path).and_then(|path| self.defined(&path, 0));
                if let Some(other) = defined.filter(|other| *other != module.as_slice()) {
                    needs.entry(module).or_default().insert(other, path.join("::"));
                }
            }
        }
        let mut told = Vec::new();
        for (module, others) in &needs {
            for (other, path) in others {
                if reaches(&needs, other, module) {
                    told.push(format!("{} needs {path}", module.join("::")));
                }
            }
        }
        told
    }

    /// A path as a file writes it, from the root of the library; none if it leads out of it.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Vec<String>> {
        let supers = path.iter().take_while(|name| *name == "super").count();
        let (base, rest) = match path.first()?.as_str() {
            "crate" => (Vec::new(), &path[1..]),
            "self" => (module.to_vec(), &path[1..]),
            "super" => (module[..module.len().checked_sub(supers)?].to_vec(), &path[supers..]),
            first => {
                let child = [module, &[first.to_owned()]].concat();
                if self.0.contains_key(&child) {
                    (child, &path[1..])
                } else {
                    let imports = &self.0.get(module)?.imports;
                    let import = imports.iter().find(|import| import.name == first)?;
                    // `use serde::de;` brings in no name of the library.
                    if import.path.first() == path.first() {
                        return None;
                    }
                    (self.absolute(module, &import.path)?, &path[1..])
                }
            }
        };
        Some([&base, rest].concat())
    }

    /// The file that defines what a path leads to; none if that is a module.
    fn defined(&self, path: &[String], passed: usize) -> Option<&[String]> {
        let ends = (1..path.len()).rev();
        let (file, name) = ends.map(|end| path.split_at(end)).find_map(|(module, rest)| {
            self.0.get_key_value(module).map(|found| (found, &rest[0]))
        })?;
        if self.0.contains_key(path) {
            return None;
        }
        let (module, file) = file;
        let Some(import) = file.imports.iter().find(|import| import.name == *name) else {
            return Some(module);
        };
        assert!(passed < 20, "{} is passed on in a circle", path.join("::"));
        let rest = &path[module.len() + 1..];
        let path = [&self.absolute(module, &import.path)?, rest].concat();
        self.defined(&path, passed + 1)
    }
}

/// Whether one file needs another, by whatever way.
fn reaches(
    needs: &BTreeMap<&[String], BTreeMap<&[String], String>>,
    from: &[String],
    to: &[String],
) -> bool {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(module) = next.pop() {
        if module == to {
            return true;
        }
        if seen.insert(module) {
            next.extend(needs.get(module).into_iter().flat_map(BTreeMap::keys));
        }
    }
    false
}

impl File {
    fn read(text: &str) -> Self {
        let (tokens, mut file, mut at) = (without_tests(&tokens(text)), Self::default(), 0);
        while at < tokens.len() {
            let is_use = tokens[at] == "use" && tokens.get(at + 1).is_some_and(|next| *next != "<");
            if is_use {
                let public = at > 0 && matches!(tokens[at - 1], "pub" | ")");
                at += 1;
                file.import(&tokens, &mut at, &[], public);
            } else if is_name(tokens[at]) {
                if tokens[at].starts_with(char::is_uppercase) {
                    file.types.insert(tokens[at].to_owned());
                }
                let mut path = vec![tokens[at].to_owned()];
                at += 1;
                while tokens.get(at) == Some(&"::") && is_name(tokens[at + 1]) {
                    path.push(tokens[at + 1].to_owned());
                    at += 2;
                }
                if path.len() > 1 {
                    file.paths.push(path);
                }
                continue;
            }
            at += 1;
        }
        file
    }

    /// Reads the tree of a `use` from a place on.
    fn import(&mut self, tokens: &[&str], at: &mut usize, before: &[String], public: bool) {
        let mut path = before.to_vec();
        loop {
            let token = tokens[*at];
            *at += 1;
            match token {
                "::" => continue,
                "{" => {
                    while tokens[*at] != "}" {
                        self.import(tokens, at, &path, public);
                        if tokens[*at] == "," {
                            *at += 1;
                        }
                    }
                    *at += 1;
                    return;
                }
                "self" if !path.is_empty() => {}
                _ => path.push(token.to_owned()),
            }
            match tokens[*at] {
                "::" => {}
                "as" => {
                    self.imports.push(Import { path, name: tokens[*at + 1].to_owned(), public });
                    *at += 2;
                    return;
                }
                _ if path.last().is_some_and(|name| name == "*") && before.is_empty() && public => {
                    panic!("`pub use` of everything hides where a name is defined");
                }
                _ => {
                    let name = path.last().cloned().unwrap_or_default();
                    self.imports.push(Import { path, name, public });
                    return;
                }
            }
        }
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

fn is_of_tests(module: &str) -> bool {
    module == "tests" || module == "testing"
}

/// The tokens of a file without what is compiled for tests only.
fn without_tests<'a>(tokens: &[&'a str]) -> Vec<&'a str> {
    let (mut kept, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        if !tokens[at..].starts_with(&["#", "[", "cfg", "(", "test", ")", "]"]) {
            kept.push(tokens[at]);
            at += 1;
            continue;
        }
        let mut depth = 0;
        while at < tokens.len() {
            match tokens[at] {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ => {}
            }
            at += 1;
            if depth == 0 && matches!(tokens[at - 1], ";" | "}") {
                break;
            }
        }
    }
    kept
}

#[cfg(test)]
fn circles_of(texts: &[(&str, &str)]) -> Vec<String> {
    let module = |path: &str| path.split("::").map(str::to_owned).collect();
    let texts = texts.iter().map(|(path, text)| (module(path), (*text).to_owned()));
    Library::read(texts).circles()
}

#[test]
fn circles_are_found_by_every_way() {
    assert_eq!(
        circles_of(&[
            ("a", "mod one; mod two; pub struct Own; fn f() { one::g() }"),
            ("a::one", "use super::Own; pub fn g() {}"),
        ]),
        ["a needs one::g", "a::one needs super::Own"],
        "a module and its child"
    );
    assert_eq!(
        circles_of(&[
            ("a", "use crate::b::{self, more as M};"),
            ("b", "use crate::c; fn f() { c::g() }"),
            ("c", "fn g() -> crate::a::T { }"),
        ]),
        ["a needs crate::b::more", "b needs c::g", "c needs crate::a::T"],
        "three files"
    );
    assert_eq!(
        circles_of(&[
            ("a", "mod one; mod two; pub use one::One; pub use two::Two as Other;"),
            ("a::one", "use super::Other; pub struct One;"),
            ("a::two", "use crate::a::One; pub struct Two;"),
        ]),
        ["a::one needs super::Other", "a::two needs crate::a::One"],
        "names that are passed on are those of the file that defines them"
    );
    assert_eq!(
        circles_of(&[
            ("a", "mod one; pub use one::One; pub struct Own(One);"),
            ("a::one", "pub struct One; fn f(own: super::Own) {}"),
        ]),
        ["a needs one::One", "a::one needs super::Own"],
        "a name that is passed on, and used too"
    );
}

#[test]
fn what_is_only_passed_on_or_tested_makes_no_circle() {
    let none: [String; 0] = [];
    assert_eq!(
        circles_of(&[
            ("a", "mod one; mod two; pub use one::One; pub use two::{Two, three::Three};"),
            ("a::one", "use super::Two; pub struct One;"),
            ("a::two", "pub struct Two; #[cfg(test)] mod tests { use super::super::One; }"),
            ("a::tests", "use super::*;"),
        ]),
        none
    );
}
