//! A briefing of as many reports as a test asks for: what a desk has after a year.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const HOUSES: [&str; 12] = [
    "The Ellery Courier",
    "Harbour Post",
    "Northern Star",
    "Coast Radio",
    "Daily Ledger",
    "Evening Mail",
    "Island Gazette",
    "The Pilot",
    "Valley News",
    "Wire Service",
    "Market Observer",
    "Town Crier",
];
const NAMES: [(&str, &str); 8] = [
    ("ferry-company", "Ellery Ferries"),
    ("port-authority", "Port Authority"),
    ("town-council", "Town Council"),
    ("harbour", "Ellery Harbour"),
    ("river-bank", "River Bank"),
    ("seamen", "Seamen’s Union"),
    ("island", "Saint Brannock"),
    ("shipyard", "Kelder Shipyard"),
];
const SPEAKERS: [(&str, &str, &str); 6] = [
    ("ann-lee", "Ann Lee", "mayor of Ellery"),
    ("per-dahl", "Per Dahl", "director of the port"),
    ("mary-oduya", "Mary Oduya", "speaker of the seamen"),
    ("jon-kelder", "Jon Kelder", "owner of the shipyard"),
    ("eva-brandt", "Eva Brandt", "engineer"),
    ("li-chen", "Li Chen", "economist"),
];
/// What each of them said, and how some reports print it.
const WORDS: [[&str; 3]; 6] = [
    [
        "We will not raise the fare before the summer",
        "We may raise the fare before the summer",
        "We would not raise the fare before the summer",
    ],
    [
        "The old ramp was never safe in a storm",
        "The old ramp was hardly safe in a storm",
        "The ramp was never safe in a storm",
    ],
    [
        "Forty of our members have had no wages since March",
        "Fourteen of our members have had no wages since March",
        "Forty members have had no wages since March",
    ],
    [
        "The hull can be mended in nine weeks",
        "The hull must be mended in nine weeks",
        "The hull can be mended in nineteen weeks",
    ],
    [
        "Nobody looked at the bolts for six years",
        "Nobody looked at the bolts for years",
        "No one looked at the bolts for six years",
    ],
    [
        "The island loses a million a month",
        "The island loses a million a year",
        "The island loses millions a month",
    ],
];

/// The id of a report.
fn id(report: usize) -> String {
    format!("report-{report:03}")
}

/// What a speaker's words are in a report that prints them.
fn printed(speaker: usize, report: usize) -> Option<&'static str> {
    let [base, rare, other] = WORDS[speaker];
    (report + speaker).is_multiple_of(speaker + 3).then_some(match report % 11 {
        7 => rare,
        3 => other,
        _ => base,
    })
}

/// What the repair costs, in a report.
fn millions(report: usize) -> usize {
    if report.is_multiple_of(9) { 6 } else { 4 }
}

fn article(report: usize) -> String {
    let house = HOUSES[report % HOUSES.len()];
    let (month, day) = (1 + report / 28 % 12, 1 + report % 28);
    let published = match report % 40 {
        39 => String::new(),
        _ => format!("published: 2025-{month:02}-{day:02}\n"),
    };
    let (_, one) = NAMES[report % NAMES.len()];
    let (_, other) = NAMES[(report / 3) % NAMES.len()];
    let mut text = format!(
        "---\ntitle: {one} and the ferry, day {report}\npublisher: {house} {report}\n{published}rights: full\n---\n\
         The ferry to Saint Brannock stood still on day {report}, and {one} asked {other} what comes next.\n\n\
         The repair of the ramp costs {} million dollars.\n\n",
        millions(report)
    );
    for (speaker, (_, name, role)) in SPEAKERS.iter().enumerate() {
        if let Some(words) = printed(speaker, report) {
            let _ = write!(text, "“{words},” said {name}, {role}.\n\n");
        }
    }
    let _ = write!(
        text,
        "At the quay {report} people waited {} hours for a boat.\n\nA line of cars reached to kilometre {report}.\n\n\
         The tide stood at mark {report} that evening.\n",
        report % 9 + 1
    );
    text
}

/// Writes the briefing: `reports` of them, three notes on each, quotations and claims over many.
pub(crate) fn write(root: &Path, reports: usize) {
    let put = |path: String, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("sidenote.yaml".into(), "title: A ferry that stood still\n");
    let (named, _) = NAMES[0];
    let front =
        format!("What so many reports say of one ferry: [[report-000]], and of [[{named}]].\n");
    put("content/index.md".into(), &front);
    for (id, name) in NAMES {
        put(format!("content/entities/{id}.md"), &format!("---\nname: {name}\n---\n"));
    }
    for (id, name, role) in SPEAKERS {
        let record = format!("---\nname: {name}\nrole: {role}\n---\n");
        put(format!("content/officials/{id}.md"), &record);
    }
    for report in 0..reports {
        put(format!("content/articles/{}.md", id(report)), &article(report));
        let notes = format!(
            "---\narticle: {0}\n---\n## How long {report} {{.context}}\n\n> {report} people waited\n\nIn the rain.\n\n\
             ## The cars {report} {{.question}}\n\n> A line of cars\n\nWho counted?\n\n\
             ## The tide {report}\n\n> mark {report}\n\nAs the tables say.\n",
            id(report)
        );
        put(format!("content/annotations/{}.md", id(report)), &notes);
    }
    let mut notes = String::new();
    for (speaker, (id_of, name, _)) in SPEAKERS.iter().enumerate() {
        let _ = write!(
            notes,
            "## {name} on the ferry {{#said-{speaker} .quote by={id_of} said=2024-12-30}}\n\n"
        );
        for report in 0..reports {
            if let Some(words) = printed(speaker, report) {
                let _ = write!(notes, "> {words}\n> — [[{}]]\n\n", id(report));
            }
        }
    }
    notes.push_str("## What does the repair cost? {#cost .claim allow=claims-disagree}\n\n");
    for report in 0..reports {
        let cost = millions(report);
        let _ =
            write!(notes, "> {cost} million dollars\n> — [[{}]]: ${cost} million\n\n", id(report));
    }
    put("content/annotations/all.md".into(), &notes);
}
