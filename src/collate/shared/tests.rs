//! Reports as a reader meets them, and what holds for any.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use proptest::prelude::*;

use super::*;
use crate::collate::Agreement;
use crate::config::Audience;
use crate::diagnostic::{Diagnostics, Severity};
use crate::load::Folder;
use crate::parse::fold::fold;
use crate::parse::parse;
use crate::resolve::resolve;
use crate::source::SourceFile;

/// The briefing that files below `content/` make.
fn briefing(files: &BTreeMap<String, String>) -> Briefing {
    let mut folder = Folder::default();
    for (path, text) in files {
        let file = SourceFile::from_bytes(format!("content/{path}"), text.as_bytes().to_vec());
        folder.content.push(folder.sources.add(file));
    }
    let mut diagnostics = Diagnostics::default();
    let (parsed, told) = parse(&folder);
    diagnostics.extend(told.sorted());
    let briefing = resolve(parsed, &folder, Audience::Public, &mut diagnostics).briefing;
    let errors = diagnostics.sorted().into_iter().filter(|it| it.severity == Severity::Error);
    assert_eq!(errors.map(|error| error.message).collect::<Vec<_>>(), [""; 0]);
    briefing
}

/// Reports `a`, `b`, …, published one day after another, and notes.
fn reports(texts: &[impl AsRef<str>], notes: &str) -> Briefing {
    let mut files = BTreeMap::new();
    for (index, text) in texts.iter().enumerate() {
        let (id, day) = (char::from(b'a' + u8::try_from(index).unwrap()), index + 1);
        let head = format!("---\ntitle: T\npublished: 2020-01-{day:02}\nrights: full\n---\n");
        files.insert(format!("articles/{id}.md"), head + text.as_ref());
    }
    files.insert("officials/ross.md".into(), "---\nname: Ross\n---\n".into());
    files.insert("annotations/notes.md".into(), notes.into());
    briefing(&files)
}

/// What a report prints of a run.
fn printed<'a>(
    briefing: &'a Briefing,
    pair: &SharedPair,
    run: &SharedRun,
    side: usize,
) -> Vec<&'a str> {
    let text = &briefing[pair.articles[side]].shown().unwrap().document.text;
    run.pieces.iter().map(|piece| &text[piece[side].bytes()]).collect()
}

/// The runs of the only pair.
fn only_pair<'a>(briefing: &'a Briefing, shared: &SharedWords) -> Vec<[Vec<&'a str>; 2]> {
    assert_eq!((shared.pairs.len(), shared.pair_count), (1, 1));
    let pair = &shared.pairs[0];
    pair.runs.iter().map(|run| [0, 1].map(|side| printed(briefing, pair, run, side))).collect()
}

const FILLER: &str = "Nothing here stands anywhere else.";

#[test]
fn runs_are_what_both_print_the_longest_first() {
    let briefing = reports(
        &[
            "One two three four five six seven eight. Then the old bridge was closed to all \
             traffic on Monday, the harbour trust said in a statement.",
            "The old mayor was away. Then the old bridge was shut to all\n\ntraffic on Monday — \
             the harbour trust said; one two three four five six seven eight nine.",
            FILLER,
        ],
        "",
    );
    let shared = collate(&briefing);
    // "One" and "one" are two words, as they are to whoever folds a passage: that leaves seven.
    assert_eq!(
        only_pair(&briefing, &shared),
        [[
            vec!["Then the old bridge was", "to all traffic on Monday, the harbour trust said"],
            vec!["Then the old bridge was", "to all\ntraffic on Monday — the harbour trust said"],
        ],]
    );
    let pair = &shared.pairs[0];
    assert_eq!((pair.words, pair.longest, pair.run_count), (14, 14, 1));
    assert_eq!(pair.articles, [ArticleId::new(0), ArticleId::new(1)]);
    assert_eq!(
        shared.shares(pair).map(|share| share.map(Agreement::percent)),
        [Some(54), Some(48)]
    );
    let elsewhere = |index| shared.elsewhere(ArticleId::new(index)).unwrap();
    assert_eq!(elsewhere(0), Elsewhere { words: 26, shared: Some(14), boilerplate: 0, reports: 1 });
    assert_eq!(elsewhere(2), Elsewhere { words: 5, shared: Some(0), boilerplate: 0, reports: 0 });
}

#[test]
fn seven_words_are_no_run() {
    let seven = "one two three four five six seven";
    let briefing = reports(&[format!("{seven} up"), format!("{seven} down")], "");
    let shared = collate(&briefing);
    assert_eq!((shared.pairs.len(), shared.pair_count), (0, 0));
    assert_eq!(shared.compared(), 2);
}

#[test]
fn gaps_of_three_words_part_runs() {
    let texts = |gap: &str| {
        reports(
            &[
                "a b c d e f g h i j k l m n o p q r s t".to_owned(),
                format!("a b c d e f g h i j {gap} k l m n o p q r s t"),
            ],
            "",
        )
    };
    let runs = |gap| collate(&texts(gap)).pairs[0].run_count;
    assert_eq!([runs("x y"), runs("x y z")], [1, 2]);
}

const QUOTE: &str = "“We cannot and will not tolerate the brutal closing of the old bridge,”";

#[test]
fn what_both_quote_from_one_speaker_is_not_shared() {
    let texts = [
        format!("{QUOTE} Ross said in a statement that went to all papers."),
        format!("{QUOTE} Ross said in a statement that went to all papers."),
        format!("{QUOTE} he wrote."),
    ];
    let words = QUOTE.trim_matches(['“', '”', ',']);
    let note = format!("## Q {{.quote by=ross}}\n\n> {words}\n> — [[a]]\n\n> {words}\n> — [[b]]\n");
    let briefing = reports(&texts, &note);
    let shared = collate(&briefing);
    let pairs: Vec<_> = shared.pairs.iter().map(|pair| (pair.articles, pair.words)).collect();
    // The third quotes it too, but nobody has said that it is the same utterance.
    assert_eq!(
        pairs,
        [
            ([ArticleId::new(0), ArticleId::new(2)], 13),
            ([ArticleId::new(1), ArticleId::new(2)], 13),
            ([ArticleId::new(0), ArticleId::new(1)], 10),
        ]
    );
    let runs = &shared.pairs[2].runs;
    assert_eq!(
        printed(&briefing, &shared.pairs[2], &runs[0], 0),
        ["Ross said in a statement that went to all papers"]
    );
}

#[test]
fn a_passage_counts_as_quoted_only_where_it_stands_in_quotation_marks() {
    let text = "“We regret the noise,” said Ross, who has led the harbour trust for nine years.";
    let note = |more: &str| {
        format!(
            "## Q {{.quote by=ross}}\n\n> {text}\n> — [[a]]{more}\n\n> {text}\n> — [[b]]\n",
            text = text.trim_end_matches('.')
        )
    };
    let said = "said Ross, who has led the harbour trust for nine years";
    let briefing = reports(&[text, text], &note(""));
    assert_eq!(only_pair(&briefing, &collate(&briefing)), [[vec![said], vec![said]]]);
    let paraphrase = reports(&[text, text], &note(" {route=paraphrase}"));
    assert_eq!(collate(&paraphrase).pairs[0].words, 15);
}

/// So many words that stand nowhere else.
fn own(report: usize, words: usize) -> String {
    (0..words).map(|word| format!("w{report}x{word} ")).collect()
}

const STOCK: &str = "All rights reserved. This text may not be published or sold.";

#[test]
fn what_many_reports_print_at_one_end_is_listed_once_and_pairs_none() {
    let mut texts: Vec<String> = (0..6).map(|index| own(index, 19) + "\n\n" + STOCK).collect();
    texts.push(FILLER.into());
    let briefing = reports(&texts, "");
    let shared = collate(&briefing);
    assert_eq!((shared.pairs.len(), shared.boilerplate_count, shared.text_count), (0, 1, 0));
    let only = &shared.boilerplate[0];
    assert_eq!((only.article, only.words, only.reports), (ArticleId::new(0), 11, 6));
    let text = &briefing.articles[0].shown().unwrap().document.text;
    assert_eq!(format!("{}.", &text[only.range.bytes()]), STOCK);
    let elsewhere = shared.elsewhere(ArticleId::new(3)).unwrap();
    assert_eq!(elsewhere, Elsewhere { words: 30, shared: Some(11), boilerplate: 11, reports: 0 });

    // Of five it is not yet too much.
    texts.remove(0);
    let shared = collate(&reports(&texts, ""));
    assert_eq!((shared.pairs.len(), shared.boilerplate_count), (10, 0));
}

#[test]
fn boilerplate_is_short_at_one_end_and_little_of_a_report() {
    let at = |place: fn(usize) -> (usize, usize)| {
        let texts: Vec<String> = (0..6)
            .map(|index| {
                let (before, after) = place(index);
                own(2 * index, before) + STOCK + "\n\n" + &own(2 * index + 1, after)
            })
            .collect();
        let shared = collate(&reports(&texts, ""));
        (shared.boilerplate_count, shared.pair_count, shared.text_count)
    };
    assert_eq!(at(|_| (5, 200)), (1, 0, 0), "near the beginning");
    assert_eq!(at(|_| (200, 5)), (1, 0, 0), "near the end");
    assert_eq!(at(|_| (100, 100)), (0, 15, 0), "in the middle");
    assert_eq!(at(|index| [(0, 200), (200, 0)][index % 2]), (0, 15, 0), "now here, now there");
    assert_eq!(at(|_| (0, 5)), (0, 15, 0), "most of the report");
    // Of more than twenty, pairs would be out of proportion.
    let many: Vec<String> =
        (0..21).map(|index| own(2 * index, 100) + STOCK + &own(2 * index + 1, 100)).collect();
    let shared = collate(&reports(&many, ""));
    assert_eq!((shared.boilerplate_count, shared.pair_count, shared.text_count), (0, 0, 1));
    assert!(shared.texts[0].is_widespread);
}

/// Paragraphs of an agency's copy.
fn copy() -> Vec<String> {
    let sentence = |paragraph: usize| -> String {
        (0..20).map(|word| format!("copy{paragraph}x{word} ")).collect()
    };
    (0..6).map(sentence).collect()
}

/// Of each text, who prints how many words.
fn printings(shared: &SharedWords) -> Vec<Vec<(usize, usize)>> {
    let one =
        |text: &CommonText| text.printings.iter().map(|(id, words)| (id.index(), *words)).collect();
    shared.texts.iter().map(one).collect()
}

#[test]
fn an_agency_text_that_six_print_is_told_as_one() {
    // Each leaves a paragraph out, and puts words of its own between two others.
    let texts: Vec<String> = (0..6)
        .map(|index| {
            let mut paragraphs = copy();
            paragraphs.remove(index);
            paragraphs.insert(1 + index % 4, own(index, 10));
            paragraphs.join("\n\n")
        })
        .collect();
    let briefing = reports(&texts, "");
    let shared = collate(&briefing);
    assert_eq!((shared.boilerplate_count, shared.pair_count), (0, 15));
    assert_eq!(printings(&shared), [(0..6).map(|id| (id, 100)).collect::<Vec<_>>()]);
    assert!(!shared.texts[0].is_widespread);
    let (first, _) = shared.texts[0].printings[0];
    let stretch =
        &briefing[first].shown().unwrap().document.text[shared.texts[0].range.unwrap().bytes()];
    assert!(stretch.starts_with("copy") && stretch.split_whitespace().count() > 20, "{stretch}");
}

#[test]
fn a_line_below_everything_is_no_part_of_the_copy_above_it() {
    let copy = copy().join("\n\n");
    let mut texts: Vec<String> =
        (0..6).map(|index| own(index, 9) + &copy + "\n\n" + STOCK).collect();
    texts.extend((6..20).map(|index| own(index, 90) + "\n\n" + STOCK));
    let shared = collate(&reports(&texts, ""));
    assert_eq!((shared.boilerplate_count, shared.pair_count), (1, 15));
    assert_eq!(printings(&shared), [(0..6).map(|id| (id, 120)).collect::<Vec<_>>()]);
    assert_eq!(shared.pairs[0].words, 120, "boilerplate is in no run");
    // What all of them print that print the copy is a part of it.
    texts.truncate(6);
    let shared = collate(&reports(&texts, ""));
    assert_eq!(printings(&shared), [(0..6).map(|id| (id, 131)).collect::<Vec<_>>()]);
}

#[test]
fn what_very_many_print_is_told_once_and_pairs_none() {
    let copy = copy().join("\n\n");
    let mut texts: Vec<String> = (0..25).map(|index| own(index, 80) + &copy).collect();
    texts[3] = own(3, 80) + &copy[..copy.len() / 2];
    texts.push(own(99, 80) + &own(100, 9));
    texts[24].push_str(&own(100, 9));
    let shared = collate(&reports(&texts, ""));
    assert_eq!((shared.boilerplate_count, shared.text_count), (0, 1));
    assert!(shared.texts[0].is_widespread);
    let told = &printings(&shared)[0];
    assert_eq!((told.len(), told[0].1, told[24].0), (25, 120, 3));
    assert!(told[24].1 < 61, "{told:?}");
    // Words beside it pair those who print them.
    let pairs: Vec<_> = shared.pairs.iter().map(|pair| (pair.articles, pair.words)).collect();
    assert_eq!(pairs, [([ArticleId::new(24), ArticleId::new(25)], 9)]);
    let elsewhere = shared.elsewhere(ArticleId::new(0)).unwrap();
    assert_eq!(elsewhere, Elsewhere { words: 200, shared: Some(120), boilerplate: 0, reports: 0 });
}

#[test]
fn what_two_print_or_little_is_no_text_of_several() {
    let copy = copy();
    let of = |reports: usize, paragraphs: usize| -> Vec<String> {
        (0..reports)
            .map(|index| own(index, 90) + &copy[..paragraphs].concat() + &own(index + 50, 90))
            .collect()
    };
    let count = |texts: &[String]| {
        let shared = collate(&reports(texts, ""));
        (shared.pair_count, shared.text_count, shared.boilerplate_count)
    };
    assert_eq!(count(&of(2, 6)), (1, 0, 0));
    assert_eq!(count(&of(3, 2)), (3, 0, 0));
    assert_eq!(count(&of(3, 3)), (3, 1, 0));
}

#[test]
fn a_run_may_go_on_through_boilerplate() {
    let mut texts: Vec<String> =
        (0..8).map(|index| format!("{} {STOCK} v{index}", own(index, 20))).collect();
    for text in &mut texts[..2] {
        *text = format!(
            "our reporter saw the old bridge fall at noon {STOCK} and so on it goes for us"
        );
    }
    let shared = collate(&reports(&texts, ""));
    assert_eq!(shared.pairs.iter().map(|pair| pair.words).collect::<Vec<_>>(), [27]);
    assert_eq!(shared.boilerplate_count, 1);
}

#[test]
fn a_run_neither_begins_nor_ends_with_boilerplate() {
    let mut texts: Vec<String> =
        (0..9).map(|index| format!("w{index} {STOCK} {}", own(index, 30))).collect();
    let words = "our reporter saw the old bridge fall at noon";
    texts[0] = format!("{STOCK} {words}: {STOCK}");
    texts[1] = format!("{STOCK} {words}, it says, {STOCK}");
    // Seven words are too few of their own, however many others follow.
    texts[2] = format!("seven words and no more than that {STOCK}");
    texts[3] = format!("seven words and no more than that {STOCK}");
    texts.extend((9..16).map(|index| format!("w{index} {STOCK} {}", own(index, 30))));
    let briefing = reports(&texts, "");
    let shared = collate(&briefing);
    assert_eq!(only_pair(&briefing, &shared), [[vec![words], vec![words]]]);
    let elsewhere = shared.elsewhere(ArticleId::new(0)).unwrap();
    assert_eq!((elsewhere.shared, elsewhere.boilerplate), (Some(31), 22));
}

#[test]
fn an_utterance_that_all_quote_is_no_boilerplate() {
    let words = QUOTE.trim_matches(['“', '”', ',']);
    let mut note = String::from("## Q {.quote by=ross}\n");
    for id in 'a'..='g' {
        note.push_str(&format!("\n> {words}\n> — [[{id}]]\n"));
    }
    let texts: Vec<String> = (0..7).map(|index| format!("w{index} {QUOTE} v{index}")).collect();
    let shared = collate(&reports(&texts, &note));
    assert_eq!((shared.pair_count, shared.boilerplate_count), (0, 0));
}

#[test]
fn a_character_counts_for_half_a_word_where_no_spaces_part_words() {
    let fifteen = "一二三四五六七八九十甲乙丙丁戊";
    let of = |text: &str| collate(&reports(&[format!("{text}子"), format!("{text}丑")], ""));
    assert_eq!(of(fifteen).pair_count, 0);
    let shared = of(&format!("{fifteen}己"));
    assert_eq!(shared.pairs[0].words, 8);
    assert_eq!(shared.elsewhere(ArticleId::new(0)).unwrap().words, 8);
}

#[test]
fn a_run_tells_who_else_prints_it() {
    let words =
        |from: usize, to: usize| -> String { (from..to).map(|it| format!("w{it} ")).collect() };
    let texts = [words(0, 40), words(0, 40), "x ".to_owned() + &words(20, 28), words(30, 37)];
    let shared = collate(&reports(&texts, ""));
    assert_eq!(shared.pairs[0].runs[0].also, [ArticleId::new(2)]);
    assert_eq!(shared.pairs[1].runs[0].also, [ArticleId::new(1)]);
    assert_eq!(shared.pair_count, 3);
}

#[test]
fn repetition_costs_no_more_than_its_length() {
    let sentence = "The bridge is closed until every weld has been looked at again. ";
    let briefing = reports(
        &[
            sentence.repeat(4000),
            sentence.repeat(3000),
            format!("On Monday. {}", sentence.repeat(5)),
        ],
        "",
    );
    let shared = collate(&briefing);
    let words: Vec<usize> = shared.pairs.iter().map(|pair| pair.words).collect();
    assert_eq!(words, [36_000, 60, 60]);
    assert!(shared.pairs.iter().all(|pair| pair.run_count == 1));
}

#[test]
fn each_of_many_repetitions_is_found() {
    let text = |word: &str| -> String {
        (0..40)
            .map(|index| format!("The old bridge is closed until further notice {word}{index}. "))
            .collect()
    };
    let shared = collate(&reports(&[text("x"), text("y")], ""));
    assert_eq!((shared.pairs[0].words, shared.pairs[0].run_count), (320, 1));
}

#[test]
fn equal_texts_are_one_run() {
    let text: String = (0..20_000).map(|word| format!("w{} ", word % 7919)).collect();
    let shared = collate(&reports(&[&text, &text], ""));
    let pair = &shared.pairs[0];
    assert_eq!((pair.words, pair.run_count, pair.runs[0].pieces.len()), (20_000, 1, 1));
    assert_eq!(
        shared.shares(pair).map(|share| share.map(Agreement::percent)),
        [Some(100), Some(100)]
    );
}

/// Words that the texts of the properties are made of.
const WORDS: [&str; 6] = ["the", "bridge", "is", "Closed", "closed", "18"];

/// Texts of words and of sentences that they may share, each sentence at most once a text, and
/// some in quotation marks.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let word = || prop::sample::select(WORDS.to_vec());
    let sentence = prop::collection::vec(word(), 6..16).prop_map(|words| words.join(" "));
    let sentences = prop::collection::vec(sentence, 1..6);
    let text = prop::collection::vec((0usize..6, prop::collection::vec(word(), 0..5)), 1..8);
    (sentences, prop::collection::vec(text, 2..6)).prop_map(|(sentences, texts)| {
        let one = |text: Vec<(usize, Vec<&str>)>| {
            let mut told = BTreeSet::new();
            let part = |(number, words): (usize, Vec<&str>)| {
                let sentence = sentences.get(number).filter(|_| told.insert(number));
                format!("{}, {}. ", sentence.map_or("", String::as_str), words.join(" "))
            };
            text.into_iter().map(part).collect::<String>()
        };
        texts.into_iter().map(one).collect()
    })
}

/// The folded words of a stretch of an article.
fn folded_words(briefing: &Briefing, article: ArticleId, range: Range<usize>) -> Vec<String> {
    let text = &briefing[article].shown().unwrap().document.text[range];
    let bytes = |word: report_words::CountedWord| word.start as usize..word.end as usize;
    report_words::words(text).into_iter().map(|word| fold(&text[bytes(word)]).text).collect()
}

/// What of an article stands in no run with another.
fn left_over(briefing: &Briefing, pair: &SharedPair, side: usize) -> Vec<Vec<String>> {
    let article = pair.articles[side];
    let mut taken: Vec<_> =
        pair.runs.iter().flat_map(|run| run.pieces.iter().map(|it| it[side].bytes())).collect();
    taken.sort_by_key(|range| range.start);
    let end = briefing[article].shown().unwrap().document.text.len();
    let mut from = 0;
    let mut left = Vec::new();
    for range in taken.into_iter().chain([end..end]) {
        assert!(range.start >= from, "no word is in two pieces");
        left.push(folded_words(briefing, article, from..range.start));
        from = range.end;
    }
    left
}

fn has_eight_in_common(one: &[Vec<String>], other: &[Vec<String>]) -> bool {
    let shingles = |texts: &[Vec<String>]| -> BTreeSet<Vec<String>> {
        texts.iter().flat_map(|words| words.windows(8).map(<[String]>::to_vec)).collect()
    };
    !shingles(one).is_disjoint(&shingles(other))
}

proptest! {
    #[test]
    fn runs_are_the_same_words_and_nothing_is_left(texts in texts()) {
        let briefing = reports(&texts, "");
        let shared = collate(&briefing);
        let paired: BTreeMap<[ArticleId; 2], &SharedPair> =
            shared.pairs.iter().map(|pair| (pair.articles, pair)).collect();
        prop_assert_eq!(paired.len(), shared.pairs.len());
        for one in 0..texts.len() {
            for other in one + 1..texts.len() {
                let articles = [ArticleId::new(one), ArticleId::new(other)];
                let none = SharedPair { articles, words: 0, longest: 0, run_count: 0, runs: vec![], pinned: false, in_part: false };
                let pair = *paired.get(&articles).unwrap_or(&&none);
                let left = [0, 1].map(|side| left_over(&briefing, pair, side));
                prop_assert!(!has_eight_in_common(&left[0], &left[1]));
            }
        }
        for pair in &shared.pairs {
            let words: usize = pair.runs.iter().map(|run| run.words).sum();
            prop_assert_eq!((words, pair.runs.len()), (pair.words, pair.run_count));
            prop_assert!(pair.runs.is_sorted_by(|one, other| one.words >= other.words));
            for run in &pair.runs {
                let words = |side: usize, range: Range<usize>| folded_words(&briefing, pair.articles[side], range);
                let mut lengths = Vec::new();
                for piece in &run.pieces {
                    prop_assert_eq!(words(0, piece[0].bytes()), words(1, piece[1].bytes()));
                    lengths.push(words(0, piece[0].bytes()).len());
                }
                prop_assert!(lengths.iter().max() >= Some(&8));
                prop_assert_eq!(lengths.iter().sum::<usize>(), run.words);
                for gap in run.pieces.windows(2) {
                    let gaps = [0, 1].map(|side| words(side, gap[0][side].end()..gap[1][side].start()).len());
                    prop_assert!(gaps.iter().all(|gap| *gap <= 2));
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_reports_changes_nothing(texts in texts(), turn in 0usize..6) {
        let turn = turn % texts.len();
        let mut turned = texts.clone();
        turned.rotate_left(turn);
        turned.reverse();
        let place = |article: ArticleId| {
            ArticleId::new((texts.len() - 1 - article.index() + turn) % texts.len())
        };
        let known = |shared: SharedWords, back: &dyn Fn(ArticleId) -> ArticleId| {
            let mut pairs: Vec<_> = shared.pairs;
            for pair in &mut pairs {
                pair.articles = pair.articles.map(back);
                if pair.articles[0] > pair.articles[1] {
                    pair.articles.reverse();
                    pair.runs.iter_mut().flat_map(|run| &mut run.pieces).for_each(|it| it.reverse());
                }
                pair.runs.sort_by_key(|run| run.pieces[0][0].start());
                for run in &mut pair.runs {
                    run.also = run.also.iter().map(|article| back(*article)).collect();
                    run.also.sort_unstable();
                }
            }
            pairs.sort_by_key(|pair| pair.articles);
            pairs
        };
        let [one, other] = [&texts, &turned].map(|texts| collate(&reports(texts, "")));
        let told = |shared: &SharedWords, back: &dyn Fn(ArticleId) -> ArticleId| {
            let texts = shared.texts.iter().map(|text| -> BTreeSet<(ArticleId, usize)> {
                text.printings.iter().map(|(article, words)| (back(*article), *words)).collect()
            });
            texts.collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(told(&one, &|article| article), told(&other, &place));
        let (one, other) = (Arc::unwrap_or_clone(one), Arc::unwrap_or_clone(other));
        prop_assert_eq!(known(one, &|article| article), known(other, &place));
    }

    #[test]
    fn the_number_of_threads_changes_nothing(texts in texts()) {
        let briefing = reports(&texts, "");
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| collate(&briefing))
        };
        prop_assert_eq!(with(1), with(4));
    }
}
