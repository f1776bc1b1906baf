//! `sidenote schema`

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::{Map, Value};

use super::briefing::{below, require_briefing};
use super::new_files::put;
use super::{Failure, Outcome, terminal};
use crate::parse::file_kind::FileKind;
use crate::schema::editor::{EditorFile, files};
use crate::schema::schema;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The kind of file; without one, the schemas of all are printed by name.
    #[arg(value_name = "NAME", value_parser = kind())]
    name: Option<FileKind>,
    /// Write into `.vscode/` of the briefing what VS Code completes and checks keys by.
    #[arg(long, conflicts_with = "name")]
    vscode: bool,
    /// The briefing's folder, for `--vscode`.
    #[arg(long, value_name = "DIR", default_value = ".", requires = "vscode")]
    root: PathBuf,
}

fn kind() -> impl TypedValueParser<Value = FileKind> {
    let named = |name: &str| FileKind::ALL.into_iter().find(|kind| kind.name() == name);
    PossibleValuesParser::new(FileKind::ALL.map(FileKind::name))
        .map(move |name| named(&name).unwrap_or(FileKind::Article))
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    if arguments.vscode {
        return write(&arguments.root);
    }
    let printed = match arguments.name {
        Some(kind) => schema(kind),
        None => {
            let all = FileKind::ALL.into_iter();
            Value::Object(
                all.map(|kind| (kind.name().to_owned(), schema(kind))).collect::<Map<_, _>>(),
            )
        }
    };
    terminal::print(&format!("{printed:#}\n"))?;
    Ok(Outcome::Good)
}

/// Writes what is made of the lists of keys; the author's own files stay as they are.
fn write(root: &Path) -> Result<Outcome, Failure> {
    require_briefing(root)?;
    for EditorFile { path, text, made } in files() {
        let path = below(root, path);
        if !made && path.symlink_metadata().is_ok() {
            terminal::say(&format!("`{}` stays as it is.", path.display()));
            continue;
        }
        if fs::read_to_string(&path).is_ok_and(|there| there == text) {
            continue;
        }
        put(&path, text.as_bytes())?;
    }
    terminal::say("Wrote `.vscode/`: docs/editors.md tells what VS Code does with it.");
    Ok(Outcome::Good)
}
