//! What is told of printed forms, and what is not.

use super::*;
use crate::config::Audience;
use crate::diagnostic::Diagnostics;
use crate::load::Folder;
use crate::model::Slip;
use crate::parse::parse;
use crate::resolve::resolve;
use crate::source::SourceFile;

const RECORDS: [(&str, &str); 7] = [
    ("entities/hikvision.md", "name: Hikvision\nkind: company\nnames: {ru: Хиквижн, zh: 海康威视}"),
    ("entities/meiya-pico.md", "name: Meiya Pico\nfull_name: Xiamen Meiya Pico Information"),
    ("entities/iflytek.md", "name: iFlytek\naliases: [IFLYTEK]"),
    ("entities/dahua.md", "name: Dahua Technology\naliases: [Dahua]"),
    ("entities/commerce.md", "name: Commerce Department\nshort: [IPVM]"),
    ("officials/sullivan.md", "name: John Sullivan\nshort: [Sullivan]"),
    ("officials/keller.md", "name: Boris Keller"),
];

/// The briefing that reports and notes make beside the records above.
fn briefing(files: &[(&str, &str)]) -> Briefing {
    let mut folder = Folder::default();
    let records = RECORDS.iter().map(|(path, yaml)| (*path, format!("---\n{yaml}\n---\n")));
    let files = files.iter().map(|(path, text)| (*path, (*text).to_owned()));
    let mut files: Vec<(&str, String)> = records.chain(files).collect();
    files.sort();
    for (path, text) in files {
        let file = SourceFile::from_bytes(format!("content/{path}"), text.into());
        folder.content.push(folder.sources.add(file));
    }
    let (parsed, mut diagnostics) = parse(&folder);
    let briefing = resolve(parsed, &folder, Audience::Public, &mut diagnostics).briefing;
    assert!(!Diagnostics::has_errors(&diagnostics), "{diagnostics:?}");
    briefing
}

fn report(text: &str) -> String {
    format!("---\ntitle: T\nrights: full\n---\n{text}\n")
}

/// What is found in a report of this text: printed, known, and how they differ.
fn found(text: &str) -> Vec<(String, String, Slip)> {
    found_in(&briefing(&[("articles/a.md", &report(text))]))
}

fn found_in(briefing: &Briefing) -> Vec<(String, String, Slip)> {
    let printed = |it: &Misspelling| {
        let document = &briefing[it.article].shown().unwrap().document;
        let mut forms = it.places.iter().map(|place| document.text[place.bytes()].to_owned());
        let first = forms.next().unwrap();
        assert!(forms.all(|form| form == first));
        first
    };
    let all = briefing.misspellings.iter();
    all.map(|it| (printed(it), it.known.clone(), it.slip)).collect()
}

#[test]
fn forms_that_are_nearly_a_name_are_found() {
    for (text, printed, known, slip) in [
        ("It is Hikvison’s camera.", "Hikvison", "Hikvision", Slip::Letter),
        ("Hikvisoin says so.", "Hikvisoin", "Hikvision", Slip::Swapped),
        ("It was Hik-Vision again.", "Hik-Vision", "Hikvision", Slip::Division),
        ("It was Hik Vision again.", "Hik Vision", "Hikvision", Slip::Division),
        ("The HikVision brand.", "HikVision", "Hikvision", Slip::Capitals),
        ("The Iflytek brand.", "Iflytek", "iFlytek", Slip::Capitals),
        ("From Meiya Peak of Xiamen.", "Meiya Peak", "Meiya Pico", Slip::Sound),
        ("From Meiya-Pico.", "Meiya-Pico", "Meiya Pico", Slip::Division),
        ("From MeiyaPico.", "MeiyaPico", "Meiya Pico", Slip::Division),
        (
            "- Xiamen Meiya Peak Information Co.",
            "Xiamen Meiya Peak Information",
            "Xiamen Meiya Pico Information",
            Slip::Sound,
        ),
        ("Zhejiang Dahua Tecnology.", "Dahua Tecnology", "Dahua Technology", Slip::Letter),
        ("The Commerce Depatment.", "Commerce Depatment", "Commerce Department", Slip::Letter),
        ("John Sullivan spoke, and Sulivan left.", "Sulivan", "Sullivan", Slip::Letter),
        ("A man, Jon Sullivan.", "Jon Sullivan", "John Sullivan", Slip::Letter),
        ("A man, Borris Keller.", "Borris Keller", "Boris Keller", Slip::Letter),
        ("Камеры Хикважн.", "Хикважн", "Хиквижн", Slip::Letter),
    ] {
        assert_eq!(found(text), [(printed.to_owned(), known.to_owned(), slip)], "{text}");
    }
}

#[test]
fn what_is_right_or_something_else_is_not() {
    for text in [
        // The name itself, however it stands.
        "Hikvision, Hikvision’s, “Hikvision” and Hikvisions; *Hik*vision, HIKVISION.",
        "Dahua Technologies, the Commerce Departments, iFlytek, IFLYTEK.",
        "The commerce department, John\u{a0}Sullivan, a Commerce-Department-led inquiry.",
        // Endings.
        "Камеры Хиквижна, Хиквижну.",
        // Nothing but an abbreviation, or no name at all.
        "Commerce Department and IPVN; hikvison without a capital.",
        // Another person, another body.
        "Bruce Keller and Boris Heller met at the Justice Department.",
        // Its last name counts where the report names him in full.
        "Sulivan left.",
        // Across a sentence or a clause.
        "They like Meiya. Peak season came to Xiamen; Meiya, Peak and others.",
        "海康威是",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_short_word_at_a_sentences_beginning_tells_nothing() {
    assert_eq!(found("Dahuua makes cameras. “Dahuua is large.”\n\n# Of Dahuua"), []);
    assert_eq!(found("In Hangzhou Dahuua makes cameras.").len(), 1);
}

#[test]
fn a_word_that_reports_print_without_a_capital_is_none() {
    let rows = [("articles/a.md", report("In Hangzhou Dahuba is large."))];
    let files: Vec<(&str, &str)> = rows.iter().map(|(path, text)| (*path, text.as_str())).collect();
    assert_eq!(found_in(&briefing(&files)).len(), 1);
    let other = report("A dahuba is a fish.");
    assert_eq!(found_in(&briefing(&[files[0], ("articles/b.md", &other)])), []);
}

#[test]
fn what_more_reports_print_than_the_name_is_a_name_of_its_own() {
    let (one, two) = (report("At Hikvison."), report("At Hikvison. At Hikvison."));
    let named = report("At Hikvision.");
    let both = [("articles/a.md", one.as_str()), ("articles/b.md", two.as_str())];
    assert_eq!(found_in(&briefing(&both)), []);
    let of_four =
        [both[0], both[1], ("articles/c.md", named.as_str()), ("articles/d.md", named.as_str())];
    let briefing = briefing(&of_four);
    let places: Vec<usize> = briefing.misspellings.iter().map(|it| it.places.len()).collect();
    assert_eq!(places, [1, 2]);
}

#[test]
fn the_editor_settles_it() {
    let text = "In Hangzhou Hikvison makes cameras.";
    let accepted = format!("---\ntitle: T\nrights: full\nallow: likely-misspelling\n---\n{text}\n");
    assert_eq!(found_in(&briefing(&[("articles/a.md", &accepted)])), []);

    let shown = report(text);
    for (evidence, body, corrected) in [
        ("hikvision", "", true),
        ("https://a.b", "See [[hikvision]].", true),
        ("https://a.b reads=Hikvision", "", true),
        // It corrects another thing in the same words.
        ("https://a.b", "It is in Beijing.", false),
    ] {
        let note = format!(
            "## Wrong {{.correction evidence={evidence}}}\n\n> Hangzhou Hikvison\n> — [[a]]\n\n{body}\n"
        );
        let briefing = briefing(&[("articles/a.md", &shown), ("annotations/a.md", &note)]);
        assert_eq!(
            briefing.misspellings[0].corrected_by,
            corrected.then_some(NoteId::new(0)),
            "{note}"
        );
    }
}
