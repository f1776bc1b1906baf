//! What the documents say can be done is done here, in their order.

use std::fs;

use crate::explanations::example_files;
use crate::program::{BriefingFolder, program, run};
use crate::support;

/// The commands in the blocks of a document that are marked so, a line each.
fn commands(document: &str, mark: &str) -> Vec<String> {
    let mut inside = false;
    let mut commands = Vec::new();
    for line in document.lines() {
        match line {
            _ if line.strip_prefix("```").is_some_and(|it| it == mark) => inside = true,
            "```" => inside = false,
            _ if inside => commands.push(line.split('#').next().unwrap().trim().to_owned()),
            _ => {}
        }
    }
    commands
}

#[test]
fn the_first_five_minutes_go_as_the_readme_says() {
    let readme = fs::read_to_string(support::project().join("README.md")).unwrap();
    let place = BriefingFolder::new();
    let mut folder = place.path("");
    let mut ran = Vec::new();
    for command in commands(&readme, "sh") {
        let words: Vec<&str> = command.split_whitespace().collect();
        match words[..] {
            ["cd", into] => folder = folder.join(into),
            // It runs until it is stopped; `serving.rs` tries it.
            ["sidenote", "serve", ..] => {}
            ["sidenote", ref arguments @ ..] => {
                let done = run(&mut program(&folder, arguments));
                assert_eq!(done.status, 0, "{command}: {}", done.err);
                ran.push(arguments[0].to_owned());
            }
            _ => {}
        }
    }
    assert!(ran.starts_with(&["new".to_owned()]) && ran.contains(&"check".to_owned()), "{ran:?}");
    for (audience, site) in [(&[][..], "_site"), (&["--private"], "_site-private")] {
        let arguments = [&["build", "--strict", "--format", "json"], audience].concat();
        let built = run(&mut program(&folder, &arguments));
        let severe = built.diagnostics().iter().any(|it| it["severity"] != "advice");
        assert!(built.status == 0 && !severe, "{}{}", built.out, built.err);
        let site = support::site::Site::read(&folder.join(site));
        assert_eq!(site.problems(None), Vec::<String>::new());
    }
}

#[test]
fn new_files_are_started_as_the_readme_says() {
    let readme = fs::read_to_string(support::project().join("README.md")).unwrap();
    let place = BriefingFolder::new();
    assert_eq!(place.run(&["new", "briefing", "mine"]).status, 0);
    let folder = place.path("mine");
    let commands = commands(&readme, "console");
    assert!(commands.len() > 3);
    for command in commands {
        let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
        let done = run(&mut program(&folder, &arguments));
        assert_eq!(done.status, 0, "{command}: {}", done.err);
    }
    let check = run(&mut program(&folder, &["check", "--format", "json"]));
    let told = check.told();
    assert!(!told.is_empty() && told.iter().all(|it| it.starts_with("placeholder ")), "{told:?}");
    let notes = place.text("mine/content/annotations/harbour-wire.md");
    assert!(notes.contains("article: harbour-wire") && notes.contains("status: draft"));
}

#[test]
fn the_formats_example_in_the_readme_is_a_briefing() {
    let readme = fs::read_to_string(support::project().join("README.md")).unwrap();
    let place = BriefingFolder::new();
    let files = example_files(&readme, "The format in brief");
    assert!(files.len() >= 3);
    for file in files {
        place.put(&file.path, &file.bytes);
    }
    let built = place.run(&["build", "--private", "--strict", "--format", "json"]);
    assert_eq!((built.status, built.out.as_str()), (0, ""), "{}", built.err);
    let site = support::site::Site::read(&place.path("_site-private"));
    assert_eq!(site.problems(None), Vec::<String>::new());
}

/// The columns that docs/data.md describes for a table, in order.
fn described_columns(table: &str) -> Vec<String> {
    let data = fs::read_to_string(support::project().join("docs/data.md")).unwrap();
    let section = data.split_once(&format!("### {table}\n"));
    let (_, section) = section.unwrap_or_else(|| panic!("docs/data.md does not describe {table}"));
    let section = section.split("\n#").next().unwrap_or_default();
    let cells = section.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let names = cells.flat_map(|cell| cell.split("`, `"));
    names.map(|name| name.trim_end_matches('`').to_owned()).collect()
}

#[test]
fn tables_have_the_columns_that_are_described() {
    let place = BriefingFolder::new();
    let out = place.path("site");
    let out_flag = out.to_string_lossy().into_owned();
    let built = run(&mut program(support::project(), &["build", "--out", &out_flag]));
    assert_eq!(built.status, 0, "{}", built.err);
    let site = support::site::Site::read(&out);
    let tables: Vec<&String> = site.files.keys().filter(|path| path.ends_with(".csv")).collect();
    assert!(tables.len() >= 3, "{tables:?}");
    for table in tables {
        let text = site.text(table);
        let head: Vec<&str> = text.lines().next().unwrap_or_default().split(',').collect();
        assert_eq!(head, described_columns(table), "{table}");
    }
}

#[test]
fn the_documents_link_to_files_that_there_are() {
    let root = support::project();
    let mut documents = vec![root.to_owned(), root.join("docs"), root.join("docs/decisions")];
    documents.retain(|folder| folder.is_dir());
    let mut dangling = Vec::new();
    for folder in documents {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            // Links in examples are the examples' own.
            let prose: String = text.split("```").step_by(2).collect();
            let prose: String = prose.split('`').step_by(2).collect();
            for after in prose.split("](").skip(1) {
                let target = after.split([')', '#']).next().unwrap_or_default();
                if !target.is_empty() && !target.contains("://") && !folder.join(target).exists() {
                    dangling.push(format!("{}: {target}", path.display()));
                }
            }
        }
    }
    assert_eq!(dangling, Vec::<String>::new());
}

#[test]
fn each_direct_dependency_has_its_line() {
    let read = |path: &str| fs::read_to_string(support::project().join(path)).unwrap();
    let manifest = read("Cargo.toml");
    let mut inside = false;
    let mut named = Vec::new();
    for line in manifest.lines() {
        match line.split_once(" = ") {
            _ if line.starts_with('[') => {
                inside = ["[dependencies]", "[dev-dependencies]"].contains(&line);
            }
            Some((name, _)) if inside => named.push(format!("`{name}`")),
            _ => {}
        }
    }
    named.sort();
    let document = read("docs/dependencies.md");
    let cells = |line: &str| line.split('|').map(|it| it.trim().to_owned()).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> =
        document.lines().filter(|line| line.starts_with("| `")).map(cells).collect();
    assert!(rows.iter().all(|row| row.len() == 6 && row[1..5].iter().all(|it| !it.is_empty())));
    let mut told: Vec<String> = rows.into_iter().map(|row| row[1].clone()).collect();
    told.sort();
    assert_eq!(told, named);
}
