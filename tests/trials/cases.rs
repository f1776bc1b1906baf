//! Each folder of `tests/cases` is a briefing, and says what must come of it.
//!
//! `case.yaml` tells what the case is about, and how it is run. `diagnostics.jsonl` has what
//! `check --format json` must tell, `suggestions.jsonl` what `suggest` must, `places.txt` where each
//! passage must stand, `expected/` whole files of the site. With `SNAPSHOTS=overwrite` in the environment they are written anew: read the
//! difference before you commit it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use assert_fs::TempDir;
use libtest_mimic::{Failed, Trial};
use serde::Deserialize;
use serde_json::Value;
use sidenote::diagnostic::Code;
use walkdir::WalkDir;

use crate::program::{Run, program, run};
use crate::support::{self, site::Site};

/// Codes whose cases are too large, or too odd, to stand in files.
const MADE_ELSEWHERE: &[Code] = &[
    Code::FileNotUtf8,
    Code::FileTooLarge,
    Code::NestingTooDeep,
    Code::TemplateInvalid,
    // What `find`, `reanchor`, `rename` and `import` answer.
    Code::WordsFound,
    Code::PassageReworded,
    Code::IdRenamed,
    // What `verify` answers.
    Code::QuotationMisattributed,
    Code::QuotationCut,
    Code::QuotationAltered,
    Code::QuotationAbsent,
    Code::QuotationUnknown,
    Code::FigureDiffers,
    // It is found where the web is asked.
    Code::ExternalLinkBroken,
    Code::ImportFailed,
    Code::ImportGuessed,
    Code::AnnotationUnplaced,
];

/// What a case says of itself.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What it shows.
    about: String,
    /// Flags of `check` and `build`.
    #[serde(default)]
    flags: Vec<String>,
    /// Flags of `check` alone.
    #[serde(default)]
    check: Vec<String>,
    /// Flags of `build` alone.
    #[serde(default)]
    build: Vec<String>,
    /// The exit status of both; without it, 1 where an error is told, else 0.
    status: Option<i32>,
    /// Words that the text of a page must have, by the page's path.
    #[serde(default)]
    shows: BTreeMap<String, Vec<String>>,
    /// Words that the text of a page must not have.
    #[serde(default)]
    hides: BTreeMap<String, Vec<String>>,
    /// What no file of the site may have in it.
    #[serde(default)]
    lacks: Vec<String>,
    /// Files that must be there.
    #[serde(default)]
    files: Vec<String>,
    /// Files that must not be there.
    #[serde(default)]
    no_files: Vec<String>,
}

/// A test for each folder, and one that no code is without a case.
pub(crate) fn trials() -> Vec<Trial> {
    let overwrite = std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite");
    let folders = case_folders().into_iter().map(|folder| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(format!("cases::{name}"), move || {
            let problems = problems_of(&folder, overwrite);
            match problems.is_empty() {
                true => Ok(()),
                false => Err(Failed::from(problems.join("\n"))),
            }
        })
    });
    folders.chain([Trial::test("cases::every_code_has_a_case", every_code_has_a_case)]).collect()
}

fn every_code_has_a_case() -> Result<(), Failed> {
    let mut missing: BTreeSet<&str> = Code::ALL
        .iter()
        .filter(|code| !MADE_ELSEWHERE.contains(code))
        .map(|code| code.slug())
        .collect();
    for folder in case_folders() {
        let files = ["diagnostics.jsonl", "suggestions.jsonl"];
        let lines: String = files.iter().map(|file| read(&folder.join(file))).collect();
        for line in lines.lines() {
            let told: Value = serde_json::from_str(line)?;
            missing.remove(told["code"].as_str().unwrap_or_default());
        }
    }
    match missing.is_empty() {
        true => Ok(()),
        false => Err(Failed::from(format!("no case tells {missing:?}"))),
    }
}

fn case_folders() -> Vec<std::path::PathBuf> {
    let mut folders: Vec<_> = fs::read_dir(support::cases())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

/// What is not as the case says.
fn problems_of(folder: &Path, overwrite: bool) -> Vec<String> {
    let case: Case = match serde_yaml::from_str(&read(&folder.join("case.yaml"))) {
        Ok(case) => case,
        Err(error) => return vec![format!("case.yaml: {error}")],
    };
    let mut problems = Vec::new();
    if case.about.trim().is_empty() {
        problems.push("case.yaml does not say what it is about".to_owned());
    }
    let json = ["--format", "json"];
    let of = |command: &'static str, own: &[String], more: &[&str]| -> Run {
        let given = case.flags.iter().chain(own).map(String::as_str);
        let arguments: Vec<&str> =
            std::iter::once(command).chain(json).chain(given).chain(more.iter().copied()).collect();
        run(&mut program(folder, &arguments))
    };
    let checked = of("check", &case.check, &[]);
    let expected = folder.join("diagnostics.jsonl");
    compare(&expected, &checked.out, lines_as_json, overwrite, &mut problems);
    let failed = checked.diagnostics().iter().any(|it| it["severity"] == "error");
    let status = case.status.unwrap_or(i32::from(failed));
    if checked.status != status {
        problems.push(format!("check ends with {}: {}", checked.status, checked.err));
    }

    let suggestions = folder.join("suggestions.jsonl");
    if suggestions.exists() {
        let suggested = of("suggest", &[], &[]);
        compare(&suggestions, &suggested.out, lines_as_json, overwrite, &mut problems);
    }

    let temporary = TempDir::new().unwrap();
    let out = temporary.path().join("site");
    let out_flag = out.to_string_lossy().into_owned();
    let built = of("build", &case.build, &["--out", &out_flag]);
    if case.check.is_empty() && built.out != checked.out {
        problems.push(format!("build tells something else than check:\n{}", built.out));
    }
    if case.check.is_empty() && built.status != status {
        problems.push(format!("build ends with {}: {}", built.status, built.err));
    }
    if built.status != 0 {
        if out.exists() {
            problems.push("a build that failed has written something".to_owned());
        }
        return problems;
    }
    let site = Site::read(&out);
    let base_url = base_url(&case);
    problems.extend(site.problems(base_url.as_deref()));
    compare_site(folder, &case, &site, overwrite, &mut problems);
    problems
}

fn base_url(case: &Case) -> Option<String> {
    let mut flags = case.build.iter();
    flags.find(|flag| *flag == "--base-url")?;
    flags.next().cloned()
}

fn compare_site(
    folder: &Path,
    case: &Case,
    site: &Site,
    overwrite: bool,
    problems: &mut Vec<String>,
) {
    let places = folder.join("places.txt");
    if places.exists() {
        compare(&places, &places_of(site), str::to_owned, overwrite, problems);
    }
    let expected = folder.join("expected");
    for entry in WalkDir::new(&expected).sort_by_file_name().into_iter().filter_map(Result::ok) {
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(&expected).unwrap_or(entry.path());
        let path = path.to_string_lossy().replace('\\', "/");
        match site.files.contains_key(&path) {
            true => {
                compare(entry.path(), &site.text(&path), str::to_owned, overwrite, problems);
            }
            false => problems.push(format!("there is no {path}")),
        }
    }
    for (wanted, pages) in [(true, &case.shows), (false, &case.hides)] {
        for (path, texts) in pages {
            let Some(page) = site.pages.get(path) else {
                problems.push(format!("there is no {path}"));
                continue;
            };
            let text = page.text.split_whitespace().collect::<Vec<_>>().join(" ");
            for words in texts.iter().filter(|words| text.contains(words.as_str()) != wanted) {
                let verb = if wanted { "does not show" } else { "shows" };
                problems.push(format!("{path} {verb} {words:?}"));
            }
        }
    }
    for words in &case.lacks {
        let holds = |bytes: &[u8]| memchr::memmem::find(bytes, words.as_bytes()).is_some();
        for (path, bytes) in &site.files {
            if holds(bytes) || holds(path.as_bytes()) {
                problems.push(format!("{path} has {words:?}"));
            }
        }
    }
    for path in case.files.iter().filter(|path| !site.files.contains_key(*path)) {
        problems.push(format!("there is no {path}"));
    }
    for path in case.no_files.iter().filter(|path| site.files.contains_key(*path)) {
        problems.push(format!("there is {path}"));
    }
}

/// Where the passages stand: a line each with the note's id and the texts of the first block and
/// the last, the passage in `⟦…⟧`.
fn places_of(site: &Site) -> String {
    let briefing = site.json("briefing.json");
    let mut texts: BTreeMap<(String, String), String> = BTreeMap::new();
    for article in briefing["articles"].as_array().into_iter().flatten() {
        for block in article["blocks"].as_array().into_iter().flatten() {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let page = format!("articles/{}.html", text(&article["id"]));
            texts.insert((page, text(&block["id"])), text(&block["text"]));
        }
    }
    let mut lines = String::new();
    for annotation in site.annotations() {
        let id = annotation["id"].as_str().unwrap_or_default();
        let id = id.rsplit('#').next().unwrap_or_default();
        for target in annotation["target"].as_array().into_iter().flatten() {
            let source = target["source"].as_str().unwrap_or_default();
            let selector = &target["selector"][1];
            let cut = |selector: &Value, key: &str| -> (String, String) {
                let block = selector["value"].as_str().unwrap_or_default().replace('#', "");
                let text = texts.get(&(source.to_owned(), block)).cloned().unwrap_or_default();
                let at = selector["refinedBy"][key].as_u64().unwrap_or_default() as usize;
                let at = text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
                (text[..at].to_owned(), text[at..].to_owned())
            };
            let place = match selector["type"].as_str() {
                None => format!("{source} as a whole"),
                Some("RangeSelector") => {
                    let (before, first) = cut(&selector["startSelector"], "start");
                    let (last, after) = cut(&selector["endSelector"], "end");
                    format!("{before}⟦{first} ¶ {last}⟧{after}")
                }
                Some(_) => {
                    let (before, _) = cut(selector, "start");
                    let (upto, after) = cut(selector, "end");
                    format!("{before}⟦{}⟧{after}", &upto[before.len()..])
                }
            };
            lines.push_str(&format!("{id}: {}\n", place.replace('\n', "⏎")));
        }
    }
    lines
}

/// Compares what came out with what is expected, in a form in which it is easily read.
fn compare(
    expected: &Path,
    actual: &str,
    form: impl Fn(&str) -> String,
    overwrite: bool,
    problems: &mut Vec<String>,
) {
    let wanted = read(expected);
    let (wanted, found) = (form(&wanted), form(actual));
    if wanted == found {
        return;
    }
    if overwrite {
        if actual.is_empty() {
            let _ = fs::remove_file(expected);
        } else {
            fs::write(expected, actual).unwrap();
        }
        return;
    }
    let name = expected.file_name().unwrap_or_default().to_string_lossy();
    let difference = similar::TextDiff::from_lines(&wanted, &found);
    let difference = difference.unified_diff().header("expected", "found").to_string();
    problems.push(format!("{name} differs:\n{difference}"));
}

/// Each line's JSON, spread out.
fn lines_as_json(lines: &str) -> String {
    lines
        .lines()
        .map(|line| match serde_json::from_str::<Value>(line) {
            Ok(value) => format!("{value:#}\n"),
            Err(error) => format!("{error}: {line}\n"),
        })
        .collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}
