//! That what is served is what a build writes, whatever happened before.

use std::fs;

use assert_fs::TempDir;
use proptest::prelude::*;

use super::*;
use crate::build::{Built, build};
use crate::load::load;
use crate::route::Route;
use crate::serve::page;
use crate::serve::respond::respond;
use crate::serve::testing::options;

const BROKEN: &str =
    "## A note {#broken}\n\n> PASSAGE-NOT-THERE\n> — [[first]]\n\nIt is in no report.\n";

/// Files of a briefing, each with states that it may be in.
const FILES: &[(&str, &[&str])] = &[
    (
        "content/articles/first.md",
        &[
            "---\ntitle: First\npublished: 2026-01-02\nrights: full\n---\n\nThe bridge is shut, said Ida Vale of the Port of Sallow. “We have no choice,” she said on Monday. Some 27 people wait.\n",
            "---\ntitle: First\npublished: 2026-01-02\nrights: excerpt\n---\n\nOn Monday the bridge was shut. “We have no choice,” Ms Vale said. Some 28 people wait, and the Port of Salow waits with them.\n\nMore is not known of it.\n",
            "---\ntitle: First again\nrights: link\n---\n\nThe bridge is shut, said Ida Vale of the Port of Sallow. “We have no choice,” she said.\n",
            "---\ntitle: [\n---\n\nBroken.\n",
        ],
    ),
    (
        "content/articles/second.md",
        &[
            "---\ntitle: Second\nrights: full\nlanguage: en\n---\n\nThe ferry runs while the bridge is shut, said Ida Vale of the Port of Sallow to all of us. “We had no choice,” she said.\n",
            "---\ntitle: Second\nrights: full\npublished: 2025-12-31\nredirect_from: [old]\n---\n\nVale said on Monday: “We have no choice.” The port is closed.\n",
        ],
    ),
    (
        "content/articles/sub/third.md",
        &[
            "---\ntitle: Third\ntext: digest\n---\n\nA summary: “We have no choice”, it says, of the Port of Sallow.\n",
        ],
    ),
    (
        "content/annotations/a.md",
        &[
            "---\narticle: first\n---\n\n## A note {#a}\n\n> The bridge\n\nSee [[ida-vale]] and [[#b]].\n",
            "---\narticle: first\n---\n\n## No choice {#a .quote by=ida-vale}\n\n> We have no choice\n> — [[first]]\n\n> We had no choice\n> — [[second]]\n\nSo it was said.\n",
            "---\narticle: first\n---\n\n## No choice {#a .quote by=ida-vale}\n\n> We have no choice\n> — [[first]]\n\nSo it was said, and [[second]] has it, too.\n\n## Who waits? {#c .claim unit=people}\n\n> 27 people\n> — [[first]]: 27\n\n> 28 people\n> — [[second]]: 28\n",
            "---\narticle: nowhere\n---\n\n## A note {#a}\n\n> The bridge\n",
        ],
    ),
    (
        "content/annotations/b.md",
        &[
            "## Question {#b .question}\n\n> The ferry runs\n> — [[second]]\n\nDoes it?\n",
            BROKEN,
            "## Draft {#b status=draft}\n\n> The ferry\n> — [[second]]\n\nOf which nobody knows.\n",
            "## Question {#b .question}\n\n> The ferry runs\n> — [[second]]\n\nDoes it? See [[first#nothing]].\n",
            "## Question {#b .question tags=ferries}\n\n> The ferry runs\n> — [[second]]\n\nDoes it? See [[sallow]].\n",
        ],
    ),
    (
        "content/entities/sallow.md",
        &[
            "---\nname: Port of Sallow\n---\n\nA port.\n",
            "---\nname: Port of Sallow\naliases: [the port]\n---\n\nThe [[ida-vale]] port.\n",
        ],
    ),
    (
        "content/officials/ida-vale.md",
        &[
            "---\nname: Ida Vale\nshort: Vale\n---\n\nShe speaks.\n",
            "---\nname: Ida Vale\nshort: [Vale, Ms Vale]\naffiliation: sallow\n---\n",
        ],
    ),
    (
        "content/pages/about.md",
        &["---\ntitle: About\n---\n\nOf [[first]].\n", "---\ntitle: About us\n---\n\nNothing.\n"],
    ),
    ("content/tags/ferries.md", &["---\nname: Ferries\norder: 1\n---\n\nBoats.\n"]),
    ("content/index.md", &["Two reports.\n", "Two reports of [[first]].\n"]),
    ("content/corrections.md", &["- 2026-01-05: A name was wrong.\n"]),
    (
        "content/pins.yaml",
        &[
            "second:\n  sha256: 0000000000000000000000000000000000000000000000000000000000000000\n  words: 4000\n",
            "nobody:\n  words: 1\n",
        ],
    ),
    (
        "sidenote.yaml",
        &[
            "title: A briefing\n",
            "title: Another\nbase_url: https://a.b/c/\nlanguage: de\n",
            "title: [\n",
        ],
    ),
    ("i18n/de.yaml", &["articles: Berichte\n", "nothing: x\n"]),
    (
        "templates/articles.html",
        &[
            "{% extends \"base.html\" %}{% block main %}<p>{{ articles | length }}</p>{% endblock %}",
            "{{ nothing.of.this }}",
            "{% broken",
        ],
    ),
    ("static/assets/custom.css", &["p { color: red }", "p { color: blue }"]),
    ("static/assets/theme.css", &["p { margin: 0 }"]),
    ("static/articles/first.html", &["mine"]),
    ("static/data/x.bin", &["x", "y"]),
    // In the place of a folder of pages, and of a page on systems that know no capitals.
    ("static/claims", &["x"]),
    ("static/Officials/IDA-VALE.html", &["x"]),
];

#[derive(Debug, Clone)]
enum Edit {
    Put(usize, usize),
    Remove(usize),
    Rename(usize, usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let file = || 0..FILES.len();
    // The texts and notes are what changes most.
    let put = prop_oneof![2 => 0..5usize, 1 => file()];
    let edit = prop_oneof![
        6 => (put, 0..4usize).prop_map(|(file, state)| Edit::Put(file, state)),
        2 => file().prop_map(Edit::Remove),
        1 => (file(), file()).prop_map(|(from, to)| Edit::Rename(from, to)),
    ];
    proptest::collection::vec(proptest::collection::vec(edit, 1..3), 2..6)
        .prop_map(|rounds| rounds.into_iter().flatten().collect())
}

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn apply(&self, edit: &Edit) {
        let path = |file: usize| self.0.path().join(FILES[file].0);
        match *edit {
            Edit::Put(file, state) => {
                let (path, states) = FILES[file];
                self.put(path, states[state % states.len()]);
            }
            Edit::Remove(file) => drop(fs::remove_file(path(file))),
            Edit::Rename(from, to) => {
                fs::create_dir_all(path(to).parent().unwrap()).unwrap();
                drop(fs::rename(path(from), path(to)));
            }
        }
    }

    fn session(&self) -> Session {
        Session::new(self.0.path().to_owned(), None, options())
    }

    fn fresh(&self) -> Built {
        let mut folder = load(&LoadOptions { root: self.0.path(), originals: None }).unwrap();
        folder.ask_history(self.0.path());
        build(&folder, &options()).unwrap()
    }
}

/// What a browser gets at a path, without what the server adds to pages.
fn served(site: &Site, path: &str) -> (u16, Vec<u8>) {
    let response = respond(site, &Route::File(path.to_owned()).absolute("/"));
    let status = response.status().as_u16();
    let body = response.into_body();
    let script = page::script(site, false);
    let at = memchr::memmem::find(&body, script.as_bytes());
    match at {
        Some(at) => (status, [&body[..at], &body[at + script.len()..]].concat()),
        None => (status, body.to_vec()),
    }
}

/// That a session shows and tells what a build from nothing writes and tells.
fn assert_like_a_build(session: &mut Session, place: &Place) {
    let Round { read, site } = session.rebuild();
    session.tidy();
    let mut told = read.unwrap();
    if let Some(more) = session.complete(&told, || false) {
        told = more.read.unwrap();
    }
    let Built { output, diagnostics, .. } = place.fresh();
    assert_eq!(told, diagnostics);
    let mut paths = site.shown.as_ref().unwrap().publication.paths().unwrap();
    paths.sort();
    paths.dedup();
    let Some(output) = output else {
        // Then the author sees what there is.
        paths.iter().for_each(|path| drop(served(&site, path)));
        return;
    };
    assert!(output.iter().map(|(path, _)| path).eq(paths.iter().map(String::as_str)));
    for (path, bytes) in output.iter() {
        let (status, body) = served(&site, path);
        assert_eq!(status, 200, "{path}");
        assert!(body == *bytes, "{path}: {}", String::from_utf8_lossy(&body));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]
    #[test]
    fn after_any_series_of_edits_what_is_served_is_what_a_build_writes(edits in edits()) {
        let place = Place::new();
        let mut session = place.session();
        session.examine = panicking;
        for (path, states) in FILES.iter().take(7) {
            place.put(path, states[0]);
        }
        assert!(place.fresh().output.is_some(), "the series begins with a good state");
        assert_like_a_build(&mut session, &place);
        for (number, edit) in edits.iter().enumerate() {
            place.apply(edit);
            // What a stage was at when the program failed is asked again.
            if number % 3 == 1 {
                place.put("content/articles/panic.md", "PANIC");
                assert!(matches!(session.rebuild().read, Err(Unbuilt::Panicked(_))));
                fs::remove_file(place.0.path().join("content/articles/panic.md")).unwrap();
            }
            assert_like_a_build(&mut session, &place);
        }
    }
}

/// How many series: as many as `PROPTEST_CASES` says, else what takes a few seconds.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    asked.unwrap_or(12)
}

#[test]
fn a_state_has_a_name_of_its_own() {
    let place = Place::new();
    let mut session = place.session();
    let mut versions = Vec::new();
    for (path, states) in FILES {
        for state in *states {
            place.put(path, state);
            versions.push(session.rebuild().site.version.clone());
        }
    }
    let last = versions.last().cloned();
    assert_eq!(Some(session.rebuild().site.version.clone()), last, "no change, nothing to load");
    let count = versions.len();
    versions.sort();
    versions.dedup();
    assert_eq!(versions.len(), count, "each edit is told to the pages");
}

#[test]
fn while_there_are_errors_all_that_can_be_shown_is() {
    let place = Place::new();
    place.put("content/articles/first.md", FILES[0].1[0]);
    place.put("content/annotations/note.md", BROKEN);
    let mut session = place.session();
    let site = session.rebuild().site;
    let problem = &site.problems.list[0];
    assert_eq!((problem.severity, problem.code), ("error", Some("passage-not-found")));
    assert!(problem.place.as_ref().unwrap().starts_with("content/annotations/note.md:3:"));
    let (status, page) = served(&site, "articles/first.html");
    assert!(status == 200 && String::from_utf8(page).unwrap().contains("The bridge is shut"));
    fs::remove_file(place.0.path().join("content/annotations/note.md")).unwrap();
    assert!(session.rebuild().site.problems.list.is_empty());
}

/// Fails on what a test writes.
fn panicking(folder: &Folder, options: &BuildOptions, watch: &dyn Watch) -> Checked {
    let panics = folder.sources.iter().any(|(_, file)| file.text.contains("PANIC"));
    let checked = examine(folder, options, watch);
    assert!(!panics, "a byte that begins no character");
    checked
}

#[test]
fn a_panic_is_told_and_the_next_edit_is_shown() {
    let place = Place::new();
    let put = |text: &str| {
        let text = format!("---\ntitle: First\nrights: full\n---\n\n{text}\n");
        place.put("content/articles/first.md", &text);
    };
    let mut session = place.session();
    session.examine = panicking;
    put("One.");
    let good = session.rebuild();
    put("PANIC");
    for _ in 0..2 {
        let failed = session.rebuild();
        assert!(matches!(&failed.read, Err(Unbuilt::Panicked(words)) if words.contains("a byte")));
        assert_eq!(failed.site.version, good.site.version, "the page stays");
        let problem = &failed.site.problems.list[0];
        assert!(problem.message.contains("a byte that begins no character"));
        assert!(failed.site.state().contains("begins no character"), "the pages are told");
    }
    put("Two.");
    assert_like_a_build(&mut session, &place);
}

#[test]
fn a_briefing_that_is_gone_leaves_the_last_state() {
    let root = TempDir::new().unwrap();
    let folder = root.path().join("briefing");
    fs::create_dir_all(folder.join("content/articles")).unwrap();
    fs::write(folder.join("content/articles/first.md"), FILES[0].1[0]).unwrap();
    let mut session = Session::new(folder.clone(), None, options());
    let good = session.rebuild();
    fs::rename(&folder, root.path().join("aside")).unwrap();
    let gone = session.rebuild();
    assert_eq!(gone.site.version, good.site.version);
    assert!(gone.site.problems.list[0].message.contains("there is no folder"));
    assert_eq!(served(&gone.site, "articles/first.html").0, 200);
}

/// What git knows of files stands on pages, too, whatever was asked of it before.
#[test]
fn what_was_changed_when_is_told_as_a_build_tells_it() {
    let place = Place::new();
    let git = |day: &str, arguments: &[&str]| {
        let mut git = std::process::Command::new("git");
        let date = format!("{day}T12:00:00Z");
        git.current_dir(place.0.path()).args(["-c", "user.name=A", "-c", "user.email=a@b.org"]);
        git.args(arguments).env("GIT_COMMITTER_DATE", &date).env("GIT_AUTHOR_DATE", &date);
        assert!(git.output().unwrap().status.success(), "{arguments:?}");
    };
    let commit = |day: &str| {
        git(day, &["add", "."]);
        git(day, &["commit", "--quiet", "--message", day]);
    };
    git("2026-01-01", &["init", "--quiet"]);
    for (path, states) in FILES.iter().take(7) {
        place.put(path, states[0]);
    }
    commit("2026-01-01");
    let mut session = place.session();
    let changed = |session: &Session| {
        let shown = session.shown.as_ref().unwrap();
        let page = shown.file("articles/first.html").unwrap().unwrap();
        let page = String::from_utf8_lossy(&page).into_owned();
        let told = page.split("Latest change").nth(1).and_then(|it| it.split(": ").nth(1));
        told.map(|it| it.chars().take("1 January".len()).collect::<String>())
    };
    let steps: [(&dyn Fn(), Option<&str>); 5] = [
        (&|| {}, Some("1 January")),
        // Not committed; and as it was.
        (&|| place.put(FILES[0].0, FILES[0].1[1]), None),
        (&|| place.put(FILES[0].0, FILES[0].1[0]), Some("1 January")),
        (
            &|| {
                place.put(FILES[3].0, FILES[3].1[1]);
                commit("2026-01-02");
                place.put("content/index.md", "x\n");
            },
            Some("2 January"),
        ),
        (&|| git("2026-01-03", &["checkout", "--quiet", "HEAD~1", "."]), None),
    ];
    for (step, told) in steps {
        step();
        assert_like_a_build(&mut session, &place);
        assert_eq!(changed(&session).as_deref(), told);
    }
}
