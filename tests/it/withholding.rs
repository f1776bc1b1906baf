//! Of a report that may not be shown whole, a public site holds the words that the format allows and
//! no other: a property, with a word of its own in every place where text can stand.
//!
//! What may be shown is told here once more, in words and sentences as the plan has them, by nothing
//! that the program uses.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::Index;
use sidenote::build::{BuildOptions, Built, build};
use sidenote::config::Audience;
use sidenote::diagnostic::{Code, Severity};
use sidenote::load::Folder;
use sidenote::source::SourceFile;

const RIGHTS: [&str; 3] = ["full", "excerpt", "link"];
const TEXTS: [&str; 3] = ["full", "excerpt", "digest"];
const ROUTES: [&str; 3] = ["direct", "translated", "back-translated"];
const KINDS: [&str; 6] = ["note", "quote", "claim", "context", "correction", "question"];

/// The name that reports print among their other words.
const NAME: &str = "Quibble";

/// What a passage grows by, at most, at either end.
const NEAR: usize = 12;

/// A report as it is planned.
#[derive(Debug, Clone)]
struct Report {
    rights: usize,
    text: usize,
    route: usize,
    chunks: Vec<Chunk>,
}

/// What stands together: a paragraph, a list, a table.
#[derive(Debug, Clone)]
struct Chunk {
    form: usize,
    /// By block: how many words each of its sentences has.
    blocks: Vec<Vec<usize>>,
    /// Which words the name stands in the place of.
    names: Index,
    /// Which word is a link.
    link: Index,
}

/// A note as it is planned.
#[derive(Debug, Clone)]
struct Note {
    kind: usize,
    draft: bool,
    passages: Vec<Passage>,
}

#[derive(Debug, Clone)]
struct Passage {
    report: Index,
    block: Index,
    start: Index,
    length: usize,
    /// Words that are left out after the first part, and words of the second.
    gap: Option<(usize, usize)>,
    /// Whether it goes on into the next paragraph, where there is one.
    goes_on: bool,
}

fn report() -> impl Strategy<Value = Report> {
    let block = prop::collection::vec(1usize..30, 1..4);
    let chunk = (0usize..9, prop::collection::vec(block, 1..4), any::<Index>(), any::<Index>())
        .prop_map(|(form, blocks, names, link)| Chunk { form, blocks, names, link });
    // Excerpts most often: of the others there is less to say.
    let rights = prop::sample::select(vec![0usize, 1, 1, 1, 2]);
    let text = prop::sample::select(vec![0usize, 0, 0, 1, 2]);
    (rights, text, 0usize..3, prop::collection::vec(chunk, 1..6))
        .prop_map(|(rights, text, route, chunks)| Report { rights, text, route, chunks })
}

fn note() -> impl Strategy<Value = Note> {
    let gap = prop::option::of((1usize..9, 1usize..6));
    let place = (any::<Index>(), any::<Index>(), any::<Index>());
    let passage = (place, 1usize..12, gap, any::<bool>()).prop_map(
        |((report, block, start), length, gap, goes_on)| Passage {
            report,
            block,
            start,
            length,
            gap,
            goes_on,
        },
    );
    (0usize..6, any::<bool>(), prop::collection::vec(passage, 1..4))
        .prop_map(|(kind, draft, passages)| Note { kind, draft, passages })
}

/// A word of a block, and the number of its sentence.
type Word = (String, usize);

/// A report as it is written.
#[derive(Debug, Default)]
struct Written {
    id: String,
    rights: &'static str,
    text: &'static str,
    route: &'static str,
    /// Its words, by block.
    blocks: Vec<Vec<Word>>,
    /// Paragraphs that another follows.
    followed: BTreeSet<usize>,
    markdown: String,
    /// Words in addresses, titles, alternative texts, comments, names of programming languages.
    beside: Vec<String>,
}

/// Hands out words that stand nowhere else.
#[derive(Default)]
struct Words(usize);

impl Words {
    fn next(&mut self) -> String {
        self.0 += 1;
        format!("zq{:05}", self.0)
    }
}

impl Written {
    fn is_whole(&self) -> bool {
        self.text == "digest" || self.rights == "full"
    }

    fn is_excerpt(&self) -> bool {
        self.text != "digest" && self.rights == "excerpt"
    }

    fn beside(&mut self, words: &mut Words) -> String {
        let word = words.next();
        self.beside.push(word.clone());
        word
    }

    /// Takes a block of new words, and gives it as Markdown.
    fn block(&mut self, chunk: &Chunk, sentences: &[usize], words: &mut Words) -> String {
        let count: usize = sentences.iter().sum();
        let name = chunk.names.index(count);
        let link = Some(chunk.link.index(count)).filter(|link| *link != name && chunk.form != 7);
        let mut block: Vec<Word> = Vec::new();
        let mut markdown = String::new();
        for (sentence, length) in sentences.iter().enumerate() {
            for at in 0..*length {
                let word = match (block.len() == name, at) {
                    (true, _) => NAME.to_owned(),
                    (false, 0) => words.next().replacen('z', "Z", 1),
                    (false, _) => words.next(),
                };
                let space = if block.is_empty() { "" } else { " " };
                let _ = match link == Some(block.len()) {
                    true => {
                        let (url, title) = (self.beside(words), self.beside(words));
                        write!(markdown, "{space}[*{word}*](https://a.b/{url} \"{title}\")")
                    }
                    false => write!(markdown, "{space}{word}"),
                };
                block.push((word, sentence));
            }
            markdown.push('.');
        }
        self.blocks.push(block);
        markdown
    }

    fn chunk(&mut self, chunk: &Chunk, words: &mut Words) {
        let label = self.blocks.len();
        let blocks: Vec<String> =
            chunk.blocks.iter().map(|block| self.block(chunk, block, words)).collect();
        let each = |before: &str, after: &str| -> String {
            blocks.iter().map(|block| format!("{before}{block}{after}")).collect()
        };
        if chunk.form == 0 {
            self.followed.extend(label..label + blocks.len() - 1);
        }
        let markdown = match chunk.form {
            0 => each("", "\n\n"),
            1 => each("## ", "\n\n"),
            2 => each("- ", "\n"),
            3 => each("3. ", "\n\n"),
            4 => each("> ", "\n>\n"),
            5 => format!("|{}\n|{}\n", each(" ", " |"), "---|".repeat(blocks.len())),
            6 => {
                let (title, comment) = (self.beside(words), self.beside(words));
                let inner = each("", "\n\n");
                format!("<div title=\"{title}\">\n\n{inner}</div>\n\n<!-- {comment} -->\n")
            }
            7 => {
                let language = self.beside(words);
                each(&format!("```{language}\n"), "\n```\n\n")
            }
            _ => {
                let (alt, title) = (self.beside(words), self.beside(words));
                let (first, notes) = blocks.split_first().unwrap();
                let mut out = format!("{first} ![{alt}](https://a.b/x.png \"{title}\")");
                let labels = || (0..notes.len()).map(|note| format!("[^{label}-{note}]"));
                out.extend(labels());
                for (label, note) in labels().zip(notes) {
                    let _ = write!(out, "\n\n{label}: {note}");
                }
                out
            }
        };
        self.markdown.push_str(&markdown);
        self.markdown.push_str("\n\n");
    }

    fn words(&self) -> usize {
        self.blocks.iter().map(Vec::len).sum()
    }

    fn named<'a>(&self, words: impl Iterator<Item = &'a Word>) -> usize {
        words.filter(|(word, _)| word == NAME).count()
    }
}

/// A part of a passage: its block, its words, and at which of its ends it may grow.
#[derive(Debug, Clone)]
struct Part {
    block: usize,
    start: usize,
    end: usize,
    grows: (bool, bool),
}

impl Part {
    /// As its report prints it.
    fn printed(&self, report: &Written) -> String {
        let words = &report.blocks[self.block];
        let mut out = String::new();
        for at in self.start..self.end {
            out.push_str(&words[at].0);
            if at + 1 < self.end {
                out.push_str(if words[at].1 == words[at + 1].1 { " " } else { ". " });
            }
        }
        out
    }

    /// The words that it shows.
    fn shown(&self, report: &Written, grown: bool) -> impl Iterator<Item = (usize, usize)> {
        let words = &report.blocks[self.block];
        let (mut start, mut end) = (self.start, self.end);
        let sentence = words[start].1;
        let first = (0..=start).find(|at| words[*at].1 == sentence).unwrap();
        if grown && self.grows.0 && start - first <= NEAR {
            start = first;
        }
        let sentence = words[end - 1].1;
        let after = (end - 1..words.len()).find(|at| words[*at].1 != sentence);
        let after = after.unwrap_or(words.len());
        if grown && self.grows.1 && after - end <= NEAR {
            end = after;
        }
        let block = self.block;
        (start..end).map(move |at| (block, at))
    }
}

/// The parts of a passage, where the plan gives one that stands in one place.
fn parts(plan: &Passage, report: &Written) -> Vec<Part> {
    let block = plan.block.index(report.blocks.len());
    let words = &report.blocks[block];
    let start = plan.start.index(words.len());
    let end = (start + plan.length).min(words.len());
    if plan.goes_on && report.followed.contains(&block) {
        let next = plan.length.min(report.blocks[block + 1].len());
        return vec![
            Part { block, start, end: words.len(), grows: (true, false) },
            Part { block: block + 1, start: 0, end: next, grows: (false, true) },
        ];
    }
    if words[start..end].iter().all(|(word, _)| word == NAME) {
        return Vec::new();
    }
    let whole = Part { block, start, end, grows: (true, true) };
    match plan.gap {
        Some((gap, length)) if end + gap < words.len() => {
            let second = end + gap;
            let last = (second + length).min(words.len());
            vec![
                Part { grows: (true, false), ..whole },
                Part { block, start: second, end: last, grows: (false, true) },
            ]
        }
        _ => vec![whole],
    }
}

/// A note as it is written.
#[derive(Debug, Default)]
struct WrittenNote {
    id: String,
    draft: bool,
    markdown: String,
    /// The editor's words.
    own: Vec<String>,
    /// Each with the number of its report.
    passages: Vec<(usize, Vec<Part>)>,
}

impl WrittenNote {
    /// Whether a word of its own is one of its tags.
    fn is_tag(&self, word: &str) -> bool {
        self.markdown.contains(&format!("tags=\"{word},"))
    }

    fn new(number: usize, plan: &Note, reports: &[Written], words: &mut Words) -> Self {
        let mut note = Self { id: format!("note-{number}"), draft: plan.draft, ..Self::default() };
        for passage in &plan.passages {
            let report = passage.report.index(reports.len());
            let parts = parts(passage, &reports[report]);
            if !parts.is_empty() {
                note.passages.push((report, parts));
            }
        }
        if note.passages.is_empty() {
            return note;
        }
        let mut own = || {
            note.own.push(words.next());
            note.own.last().unwrap().clone()
        };
        let kind = KINDS[plan.kind];
        let keys = match kind {
            "quote" => format!(" by=ada said={}", own()),
            "correction" => format!(" evidence=\"https://a.b/{}\" reads={}", own(), own()),
            "claim" => {
                format!(" unit={} finding={} evidence=\"https://a.b/{}\"", own(), own(), own())
            }
            _ => String::new(),
        };
        let keys = format!("{keys} tags=\"{}, {}\"", own(), own());
        let status = if plan.draft { " status=draft" } else { "" };
        let (title, author) = (own(), own());
        let mut markdown =
            format!("## {title} {{#{} .{kind}{keys}{status} author={author}}}\n\n", note.id);
        for (report, parts) in &note.passages {
            let printed: Vec<String> =
                parts.iter().map(|it| it.printed(&reports[*report])).collect();
            let one_block = parts.iter().all(|part| part.block == parts[0].block);
            let printed = printed.join(if one_block { " […] " } else { ". " });
            let _ = write!(markdown, "> {printed}\n> — [[{}]]", reports[*report].id);
            let _ = match kind {
                "quote" => write!(markdown, " {{as={} via={}}}", own(), own()),
                "claim" => write!(markdown, ": {}", own()),
                _ => Ok(()),
            };
            markdown.push_str("\n\n");
        }
        let _ = write!(markdown, "{} [[quibble]]\n\n", own());
        // What colleagues answer, and who they are, is for the desk alone.
        let (title, said, by) = (words.next(), words.next(), words.next());
        let _ = write!(
            markdown,
            "## {title} {{#answer-{number} reply={} reviewed={by}}}\n\n{said}\n\n",
            note.id
        );
        note.markdown = markdown;
        note
    }
}

/// How much may be shown, as the settings have it.
#[derive(Debug, Clone, Copy)]
enum Budget {
    Words(usize),
    Percent(usize),
}

impl Budget {
    fn allows(self, shown: usize, all: usize) -> bool {
        match self {
            Self::Words(words) => shown <= words,
            Self::Percent(percent) => shown * 100 <= percent * all,
        }
    }
}

fn budget() -> impl Strategy<Value = Budget> {
    prop_oneof![
        (0usize..30).prop_map(Budget::Words),
        (30usize..300).prop_map(Budget::Words),
        (0usize..=100).prop_map(Budget::Percent),
    ]
}

/// A briefing as it is written.
struct Case {
    reports: Vec<Written>,
    notes: Vec<WrittenNote>,
    budget: Budget,
    /// Words of titles and the like, which are always shown.
    told: Vec<String>,
    files: BTreeMap<String, String>,
}

impl Case {
    fn new(reports: &[Report], copies: bool, notes: &[Note], budget: Budget) -> Self {
        let mut words = Words::default();
        let (mut told, mut files, mut written) = (Vec::new(), BTreeMap::new(), Vec::new());
        for (number, plan) in reports.iter().enumerate() {
            let mut report = Written {
                id: format!("report-{number}"),
                rights: RIGHTS[plan.rights],
                text: TEXTS[plan.text],
                route: ROUTES[plan.route],
                ..Written::default()
            };
            plan.chunks.iter().for_each(|chunk| report.chunk(chunk, &mut words));
            written.push(report);
        }
        if copies {
            // Each has the first words of the first, so that they share runs.
            let first = written[0].blocks[0].clone();
            let part = Part { block: 0, start: 0, end: first.len(), grows: (false, false) };
            let copy = format!("{}.\n\n", part.printed(&written[0]));
            for report in written.iter_mut().skip(1) {
                report.blocks.push(first.clone());
                report.markdown.push_str(&copy);
            }
        }
        for report in &written {
            let (title, publisher) = (words.next(), words.next());
            let Written { rights, text, route, markdown, id, .. } = report;
            let head = format!(
                "---\ntitle: {title}\npublisher: {publisher}\nrights: {rights}\ntext: {text}\nroute: {route}\n---\n"
            );
            files.insert(format!("content/articles/{id}.md"), head + markdown);
            told.extend([title, publisher]);
        }
        let notes: Vec<WrittenNote> = notes
            .iter()
            .enumerate()
            .map(|(number, plan)| WrittenNote::new(number, plan, &written, &mut words))
            .filter(|note| !note.passages.is_empty())
            .collect();
        // Of a tag that only drafts have nothing is told, whatever its own file says.
        let drafts = notes.iter().filter(|note| note.draft);
        let told_by_drafts = drafts.filter_map(|note| note.own.iter().find(|it| note.is_tag(it)));
        for tag in told_by_drafts {
            let (name, about) = (words.next(), words.next());
            let text = format!("---\nname: {name}\n---\n{about}\n");
            files.insert(format!("content/tags/{tag}.md"), text);
        }
        let (title, page, foot, nowhere) = (words.next(), words.next(), words.next(), words.next());
        files.insert("content/pages/own.md".into(), format!("---\ntitle: {title}\n---\n{page}\n"));
        files.insert(
            "content/index.md".into(),
            format!("---\nunreported: [{nowhere}]\n---\n{foot}\n"),
        );
        told.extend([title, page, foot, nowhere]);
        let markdown: String = notes.iter().map(|note| note.markdown.as_str()).collect();
        files.insert("content/annotations/notes.md".into(), markdown);
        files.insert("content/entities/quibble.md".into(), format!("---\nname: {NAME}\n---\n"));
        files.insert("content/officials/ada.md".into(), "---\nname: Ada\n---\n".into());
        let allowed = match budget {
            Budget::Words(words) => words.to_string(),
            Budget::Percent(percent) => format!("{percent} %"),
        };
        files.insert("sidenote.yaml".into(), format!("excerpt_budget: {allowed}\n"));
        Self { reports: written, notes, budget, told, files }
    }

    fn build(&self, audience: Audience) -> Built {
        let mut folder = Folder::default();
        for (path, text) in &self.files {
            let file = SourceFile::from_bytes(path.clone(), text.as_bytes().to_vec());
            let id = folder.sources.add(file);
            match path.as_str() {
                "sidenote.yaml" => folder.settings = Some(id),
                _ => folder.content.push(id),
            }
        }
        let base_url = Some("https://a.b/".to_owned());
        build(&folder, &BuildOptions { audience, base_url }).unwrap()
    }

    /// The words that published notes show of a report, by block and place in it.
    fn shown(&self, report: usize, grown: bool) -> BTreeSet<(usize, usize)> {
        let notes = self.notes.iter().filter(|note| !note.draft);
        let here = notes.flat_map(|note| &note.passages).filter(|(it, _)| *it == report);
        let parts = here.flat_map(|(_, parts)| parts);
        parts.flat_map(|part| part.shown(&self.reports[report], grown)).collect()
    }

    /// The words that may be shown of an excerpt; none where its passages are over the budget.
    fn within_budget(&self, report: usize) -> Option<BTreeSet<(usize, usize)>> {
        let all = self.reports[report].words();
        let fits = |shown: &BTreeSet<_>| self.budget.allows(shown.len(), all);
        [true, false].map(|grown| self.shown(report, grown)).into_iter().find(fits)
    }

    /// The published notes on a report, the heaviest first, as a message has them.
    fn weights(&self, report: usize) -> Vec<String> {
        let mut weights: Vec<(usize, usize, String)> = Vec::new();
        for (number, note) in self.notes.iter().enumerate().filter(|(_, note)| !note.draft) {
            let here = note.passages.iter().filter(|(it, _)| *it == report);
            let parts = here.flat_map(|(_, parts)| parts);
            let shown = parts.flat_map(|it| it.shown(&self.reports[report], false));
            let count = shown.collect::<BTreeSet<_>>().len();
            if count > 0 {
                let words = if count == 1 { "word" } else { "words" };
                weights.push((
                    usize::MAX - count,
                    number,
                    format!("`{}` {count} {words}", note.id),
                ));
            }
        }
        weights.sort();
        weights.into_iter().map(|(_, _, told)| told).collect()
    }
}

/// The words of their own that stand in a file.
fn found(bytes: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let starts = text.match_indices("zq").map(|(at, _)| &text[at..]);
    let words = starts.filter_map(|rest| rest.get(..7));
    words
        .filter(|word| word[2..].bytes().all(|it| it.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

fn folded(words: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    let own = |word: &String| word != NAME;
    words.into_iter().filter(own).map(|word| word.to_lowercase()).collect()
}

/// How often a file says that a report names the record, and how many of these have a place.
fn mentions(csv: &str, report: &str) -> (usize, usize) {
    let lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let here: Vec<Vec<&str>> = lines.filter(|it| it[0] == "quibble" && it[3] == report).collect();
    let count = here.iter().filter_map(|it| it[10].parse::<usize>().ok()).sum();
    (count, here.iter().filter(|it| !it[5].is_empty()).count())
}

fn holds(case: &Case) -> Result<(), TestCaseError> {
    let built = case.build(Audience::Public);
    let errors = built.diagnostics.iter().filter(|it| it.severity == Severity::Error);
    let told: Vec<_> = errors.map(|it| (it.code, it.message.clone())).collect();
    let excerpts = case.reports.iter().enumerate().filter(|(_, report)| report.is_excerpt());
    let mut shown: BTreeMap<usize, BTreeSet<(usize, usize)>> = BTreeMap::new();
    let mut over = Vec::new();
    for (number, report) in excerpts {
        match case.within_budget(number) {
            Some(words) => drop(shown.insert(number, words)),
            None => over.push((report, case.weights(number))),
        }
    }
    prop_assert_eq!(told.len(), over.len(), "{:?}", told);
    for ((code, message), (report, weights)) in told.iter().zip(&over) {
        prop_assert_eq!(*code, Code::RightsBudgetExceeded);
        prop_assert!(message.contains(&format!("`{}`", report.id)), "{}", message);
        prop_assert!(message.ends_with(&weights.join(", ")), "{} {:?}", message, weights);
    }
    if !over.is_empty() {
        prop_assert!(built.output.is_none());
        return Ok(());
    }
    let site = built.output.unwrap();
    let mut allowed = folded(case.told.iter().cloned());
    for note in case.notes.iter().filter(|note| !note.draft) {
        allowed.extend(note.own.iter().cloned());
    }
    let mut must: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (number, report) in case.reports.iter().enumerate() {
        let all = || report.blocks.iter().flatten();
        let none = BTreeSet::new();
        let places = shown.get(&number).unwrap_or(&none);
        let seen = || places.iter().map(|(block, at)| &report.blocks[*block][*at]);
        let words: Vec<&Word> = if report.is_whole() { all().collect() } else { seen().collect() };
        let words = folded(words.into_iter().map(|(word, _)| word.clone()));
        allowed.extend(words.iter().cloned());
        if report.is_whole() {
            allowed.extend(report.beside.iter().cloned());
        }
        must.insert(format!("articles/{}.html", report.id), words);
        // How often the name stands in the text is told whatever is shown; where, only of that.
        let csv = String::from_utf8(site.get("mentions.csv").unwrap().to_vec()).unwrap();
        let placed = if report.is_whole() { report.named(all()) } else { report.named(seen()) };
        prop_assert_eq!(mentions(&csv, &report.id), (report.named(all()), placed));
    }
    let told = folded(case.told.iter().cloned());
    for (path, bytes) in site.iter() {
        let found = found(bytes);
        // Side by side stands what both reports show, and nothing that only one of them does.
        let pair = path.strip_prefix("shared/report-").and_then(|it| it.split_once('_'));
        if let Some((one, other)) = pair {
            let both = [&format!("articles/report-{one}.html"), &format!("articles/{other}")];
            let [one, other] = both.map(|page| &must[page]);
            let extra = found.iter().filter(|it| !told.contains(*it));
            let extra: Vec<_> =
                extra.filter(|it| !one.contains(*it) || !other.contains(*it)).collect();
            prop_assert!(extra.is_empty(), "{} has {:?}", path, extra);
        }
        let leaked: Vec<&String> = found.difference(&allowed).collect();
        prop_assert!(leaked.is_empty(), "{} has {:?}", path, leaked);
        let missing: Vec<&String> =
            must.get(path).into_iter().flatten().filter(|it| !found.contains(*it)).collect();
        prop_assert!(missing.is_empty(), "{} lacks {:?}", path, missing);
    }
    Ok(())
}

/// As many as are quick; `PROPTEST_CASES` asks for more.
fn cases() -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(100),
    }
}

proptest! {
    #![proptest_config(cases())]
    #[test]
    fn a_public_site_has_the_words_that_it_may_have_and_no_other(
        reports in prop::collection::vec(report(), 1..4),
        copies in any::<bool>(),
        notes in prop::collection::vec(note(), 0..8),
        budget in budget(),
    ) {
        holds(&Case::new(&reports, copies, &notes, budget))?;
    }
}
