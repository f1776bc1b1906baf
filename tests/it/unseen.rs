//! Characters that no reader sees change nothing: neither where passages stand nor who is named,
//! what is sought, what reports share or how printings differ.

use proptest::prelude::*;
use sidenote::build::{BuildOptions, build};
use sidenote::config::Audience;
use sidenote::load::Folder;
use sidenote::source::SourceFile;

/// What no reader would miss between two letters of the Latin script.
const UNSEEN: [&str; 9] = [
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200c}",
    "\u{200e}",
    "\u{2060}\u{2063}",
    "\u{feff}",
    "\u{180e}",
    "\u{e0041}\u{fe0f}",
];

/// A briefing, a file a pair; `~` may stand between any two letters, and is nothing.
const FILES: [(&str, &str); 5] = [
    (
        "content/articles/wire.md",
        "---\ntitle: Ci~ty clo~ses fer~ry\npublisher: The W~ire\nrights: full\n---\n\
         ~## A he~ading of the wi~re\n\n\
         The Har~bour Bo~ard cl~osed the fe~rry for *thr~ee* weeks on Mon~day, and sa~id that \
         twen~ty-four pe~ople wo~uld be mo~ved.\n\n~- One of the lis~t\n- &shy;Two &#8203;mo~re\n",
    ),
    (
        "content/articles/post.md",
        "---\ntitle: Fer~ry clo~sed\nrights: full\n---\n\
         The Harb~our Boa~rd clo~sed the ferry for th~ree weeks on Monday, an~d denied th~at \
         twenty-f~our people would be m~oved.\n",
    ),
    (
        "content/entities/harbour-board.md",
        "---\nname: Harbo~ur Board\nkind: agency\naliases: [\"The Bo~ard of the ha~rbour\"]\n---\nA boa~rd.\n",
    ),
    (
        "content/annotations/notes.md",
        "~## Wee~ks {#weeks .quote by=harbour-board said=\"on Mon~day\"}\n\n\
         ~> cl~osed the ferry for three we~eks\n~> ~— [[wire]]\n\n\
         > cl~osed the ferry for three we~eks\n> — [[post]]\n\n\
         The no~te on [[harbour~-board]] **go~es** on.\n\n\
         ## Mo~ved {#moved .claim unit=peo~ple}\n\n\
         > twenty-four pe~ople\n> — [[wire]]: 2~4 peo~ple\n\n> twenty-four people\n> — [[post]]: 24\n",
    ),
    ("sidenote.yaml", "title: A brie~fing\n"),
];

/// The site and what is told, of the briefing with something in the place of each `~`.
fn built(between: &[&str]) -> (Vec<(String, Vec<u8>)>, Vec<String>) {
    let mut folder = Folder::default();
    let mut next = between.iter().cycle();
    for (path, text) in FILES {
        let mut written = String::new();
        for (number, piece) in text.split('~').enumerate() {
            if number > 0 {
                written.push_str(next.next().unwrap_or(&""));
            }
            written.push_str(piece);
        }
        let id = folder.sources.add(SourceFile::from_bytes(path.to_owned(), written.into_bytes()));
        match path {
            "sidenote.yaml" => folder.settings = Some(id),
            _ => folder.content.push(id),
        }
    }
    let options = BuildOptions { audience: Audience::Public, base_url: None };
    let built = build(&folder, &options).unwrap();
    let told =
        built.diagnostics.iter().map(|told| format!("{}: {}", told.code.slug(), told.message));
    let told = told.collect();
    let site = built.output.expect("there is nothing wrong");
    let files = site.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
    (files, told)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn a_site_is_the_same_whatever_no_reader_sees(
        between in prop::collection::vec(prop::sample::select(UNSEEN.to_vec()), 1..9),
    ) {
        let (without, told_without) = built(&[]);
        let (with, told) = built(&between);
        prop_assert_eq!(told, told_without);
        prop_assert_eq!(with.len(), without.len());
        for (one, other) in with.iter().zip(&without) {
            prop_assert_eq!(
                (&one.0, String::from_utf8_lossy(&one.1)),
                (&other.0, String::from_utf8_lossy(&other.1))
            );
        }
    }
}
