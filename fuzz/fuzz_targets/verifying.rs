//! Any draft is held against any report: each quotation stands in the draft, and words that are copied out of
//! the report are found there.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidenote::config::Audience;
use sidenote::mend::mend;
use sidenote::parse::parse;
use sidenote::resolve::resolve;
use sidenote::verify::draft::read;
use sidenote::verify::{Asked, Verdict, join, originals, verify};
use sidenote_fuzz::{article, folder, within};

fuzz_target!(|input: (u8, u16, &str, &str)| {
    let (format, start, report, draft) = input;
    let report: String = report.chars().filter(|c| !"“”\"«»„".contains(*c)).collect();
    let mut folder = folder(&[("content/articles/a.md", article(&report).as_bytes())]);
    let (mut parsed, mut diagnostics) = parse(&folder);
    let Some(first) = parsed.articles.first() else { return };
    let text = first.body.text.clone();
    let range = within(&text, start, 60);
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // Half a word is nobody's word.
    let is_cut = is_letter(text[..range.start].chars().next_back())
        || is_letter(text[range.end..].chars().next());
    let copied = text[range].trim().to_owned();
    let is_plain = !is_cut
        && copied
            .split(' ')
            .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic()));
    let draft =
        if is_plain { format!("It reads “{copied}”.\n\n{draft}") } else { draft.to_owned() };
    let name = ["d.md", "d.txt", "d.html", "d.docx"][usize::from(format % 4)];
    let Ok(draft) = read(name, draft.as_bytes(), &mut folder.sources) else { return };
    join(&mut parsed, std::slice::from_ref(&draft), "en");
    let resolved = resolve(parsed, &folder, Audience::Private, &mut diagnostics);
    let briefing = mend(resolved, &folder.sources, &mut diagnostics);
    let originals = originals(&briefing, &folder);
    let asked = Asked { briefing: &briefing, originals: &originals, drafts: 1 };
    for checked in verify(&asked) {
        for judged in &checked.quotations {
            let words = &draft.document.text[judged.quotation.place.bytes()];
            if is_plain && words.trim() == copied {
                assert!(
                    !matches!(
                        judged.verdict,
                        Verdict::Absent | Verdict::Altered | Verdict::Unknown
                    ),
                    "{copied:?}"
                );
            }
        }
    }
});
