use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::config::Audience;
use crate::load::Folder;
use crate::parse::document::{Block, Inline, Node};
use crate::parse::parse;
use crate::place::{InContent, Place};
use crate::resolve::resolve;
use crate::source::SourceFile;

/// A briefing with all its words.
fn whole(files: &[(&str, &str)]) -> Briefing {
    let mut folder = Folder::default();
    for (path, text) in files {
        let file = SourceFile::from_bytes(format!("content/{path}"), text.as_bytes().to_vec());
        folder.content.push(folder.sources.add(file));
    }
    let (parsed, mut diagnostics) = parse(&folder);
    let briefing = resolve(parsed, &folder, Audience::Public, &mut diagnostics).briefing;
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    briefing
}

fn public(files: &[(&str, &str)]) -> (Briefing, Collation) {
    let mut briefing = whole(files);
    let collation = published(&mut briefing, &Echoes::default());
    (briefing, collation)
}

fn article<'a>(briefing: &'a Briefing, slug: &str) -> &'a Article {
    briefing.articles.iter().find(|article| article.slug == slug).unwrap()
}

fn document<'a>(briefing: &'a Briefing, slug: &str) -> &'a Document {
    &article(briefing, slug).shown().unwrap().document
}

fn report(rights: &str, text: &str) -> String {
    format!("---\ntitle: T\nrights: {rights}\n---\n{text}\n")
}

const LONG: &str = "And this sentence goes on for so many words that a passage in the middle of it, \
    which is here, does not grow to its end, because that is farther off than twelve words are.";

#[test]
fn blocks_keep_their_ids_and_their_kinds() {
    let text = format!("# A heading\n\n{LONG}\n\n1. One.\n2. Two.\n3. Three.\n");
    let notes = "## N {#n}\n\n> which is here\n> — [[a]]\n\n## M {#m}\n\n> Two\n> — [[a]]\n";
    let files = [("articles/a.md", &*report("excerpt", &text)), ("annotations/n.md", notes)];
    let (before, (after, _)) = (whole(&files), public(&files));
    let (before, after) = (document(&before, "a"), document(&after, "a"));
    assert_eq!(after.text, "which is here\nTwo.");
    let ids = |document: &Document| -> Vec<String> {
        document.blocks.iter().map(|block| block.id.clone()).collect()
    };
    assert_eq!(ids(after), [&ids(before)[1], &ids(before)[3]].map(Clone::clone));
    let told: Vec<usize> = after
        .nodes
        .iter()
        .filter_map(|node| if let Node::LeftOut(words) = node { Some(*words) } else { None })
        .collect();
    // The heading and the beginning; the end and the first item; the third item.
    assert_eq!(told, [2 + 17, 15 + 1, 1]);
    let list = after.nodes.iter().find(|node| matches!(node, Node::Open(_)));
    assert_eq!(list, Some(&Node::Open(crate::parse::document::Container::List { start: Some(2) })));
}

#[test]
fn what_is_left_out_around_a_footnote_is_told_where_the_text_goes_on() {
    let text = format!("It is so[^1]. {LONG}\n\n[^1]: Out it goes. In a note.\n\n{LONG}");
    let notes = "## N {#n}\n\n> It is\n> — [[a]]\n\n## M {#m}\n\n> In a note\n> — [[a]]\n";
    let files = [("articles/a.md", &*report("excerpt", &text)), ("annotations/n.md", notes)];
    let (briefing, _) = public(&files);
    let of = |node: &Node| match node {
        Node::Open(_) => "(".to_owned(),
        Node::Close => ")".to_owned(),
        Node::Block(number) => format!("b{number}"),
        Node::Rule => "-".to_owned(),
        Node::LeftOut(words) => format!(" {words} "),
    };
    let tree: String = document(&briefing, "a").nodes.iter().map(of).collect();
    assert_eq!(tree, "b0( 3 b1) 70 ");
}

#[test]
fn a_passage_that_splits_a_letter_shows_it_whole() {
    let text = format!("{LONG} Cafe\u{301}s are closed. {LONG}");
    let notes = "## N {#n}\n\n> Cafe\u{301}s are\n> — [[a]]\n";
    let files = [("articles/a.md", &*report("excerpt", &text)), ("annotations/n.md", notes)];
    let (briefing, _) = public(&files);
    assert_eq!(document(&briefing, "a").text, "Cafe\u{301}s are closed.");
}

#[test]
fn quotations_are_compared_as_they_are_in_the_whole_texts() {
    let notes = "## Q {#q .quote by=x}\n\n> We will […] not wait\n> — [[a]]\n\n\
        > We shall not wait\n> — [[b]]\n\n> We must not wait\n> — [[c]]\n";
    let texts = ["“We will, she said, not wait,” said X.", "“We shall not wait.”"];
    let a = report("excerpt", &format!("{LONG} {} {LONG}", texts[0]));
    let b = report("excerpt", &format!("{LONG} {} {LONG}", texts[1]));
    let c = report("link", "“We must not wait.”");
    let files = [
        ("articles/a.md", &*a),
        ("articles/b.md", &b),
        ("articles/c.md", &c),
        ("officials/x.md", "---\nname: X\n---\n"),
        ("annotations/n.md", notes),
    ];
    let unlinked = files.map(|(path, text)| match path {
        "annotations/n.md" => (path, notes.split("\n\n> We must").next().unwrap()),
        _ => (path, text),
    });
    let before = collate(&whole(&unlinked), &Echoes::default());
    let (_, after) = public(&files);
    let (before, after) = (&before.families[0], &after.families[0]);
    let rows = |family: &crate::collate::Family| -> Vec<_> {
        family.rows[..2].iter().map(|row| (row.comparison, row.differences.len())).collect()
    };
    assert_eq!(rows(before), rows(after));
    assert_eq!(before.agreement, after.agreement);
    assert_eq!(after.rows[2].comparison, crate::collate::Comparison::Withheld);
    assert!(after.rows[2].pieces.is_empty() && after.rows[2].differences.is_empty());
}

const RUN: &str = "the old bridge over the river was closed to all traffic on Monday morning because \
    one of its four piers had moved by a hand since Sunday, the trust said to the council";

fn sharing(rights: [&str; 3], notes: &str) -> (Briefing, Collation) {
    let reports = rights.map(|rights| {
        report(rights, &format!("{LONG} It is since then, as everyone knows, that {RUN}. {LONG}"))
    });
    let [a, b, c] = &reports;
    public(&[
        ("articles/a.md", a),
        ("articles/b.md", b),
        ("articles/c.md", c),
        ("annotations/n.md", notes),
    ])
}

#[test]
fn a_run_is_shown_as_far_as_both_reports_show_it() {
    let notes = "## N {#n}\n\n> closed to all traffic on Monday morning because one\n> — [[b]]\n";
    let (briefing, collation) = sharing(["full", "excerpt", "link"], notes);
    let shared = &collation.shared;
    let pairs: Vec<_> =
        shared.pairs.iter().map(|it| (it.articles.map(|id| id.index()), it.words)).collect();
    assert!(pairs.windows(2).all(|pair| pair[0].1 == pair[1].1), "{pairs:?}");
    assert_eq!(pairs.len(), 3);
    for pair in &shared.pairs {
        assert!(pair.in_part && pair.run_count == 1);
        let [first, second] = pair.articles.map(|id| &*briefing[id].slug);
        assert_eq!(pair.runs.len(), usize::from((first, second) == ("a", "b")));
    }
    // Of a text that several print none is shown that is not shown of all.
    assert!(shared.texts.len() == 1 && shared.texts[0].range.is_none());
    let pair = shared.pairs.iter().find(|pair| !pair.runs.is_empty()).unwrap();
    let run = &pair.runs[0];
    assert_eq!((run.words, run.pieces.len()), (9, 1));
    // That `c` prints it too is not told: that would show its words.
    assert!(run.also.is_empty());
    for (side, id) in pair.articles.iter().enumerate() {
        let text = &briefing[*id].shown().unwrap().document.text;
        let printed = text.slice(run.pieces[0][side].bytes());
        assert_eq!(printed, "closed to all traffic on Monday morning because one");
    }
}

#[test]
fn a_run_that_is_shown_in_less_than_eight_words_is_a_figure() {
    let notes = "## N {#n}\n\n> closed to all traffic on Monday morning\n> — [[b]]\n";
    let (_, collation) = sharing(["full", "excerpt", "full"], notes);
    let runs: Vec<usize> = collation.shared.pairs.iter().map(|pair| pair.runs.len()).collect();
    assert_eq!(runs.iter().sum::<usize>(), 1, "{runs:?}");
    // Of the run that both `full` reports show, nobody is told that `b` prints it.
    let run = collation.shared.pairs.iter().flat_map(|pair| &pair.runs).next().unwrap();
    assert!(run.also.is_empty());
}

#[test]
fn a_link_to_a_block_that_is_not_shown_leads_to_its_page() {
    let text = format!("The first.\n\nThe second.\n\n{LONG}");
    let files = [("articles/a.md", &*report("excerpt", &text))];
    let briefing = whole(&files);
    let ids: Vec<&str> = document(&briefing, "a").blocks.iter().map(|block| &*block.id).collect();
    let notes =
        format!("## N {{#n}}\n\n> The first\n> — [[a]]\n\n[[a#{}]] [[a#{}]]\n", ids[0], ids[1]);
    let (briefing, _) = public(&[files[0], ("annotations/n.md", &notes)]);
    let shown = Target::Article(ArticleId::new(0), Some(ids[0].to_owned()));
    let targets = [shown, Target::Article(ArticleId::new(0), None)];
    assert_eq!(briefing.notes[0].body.targets, targets);

    let links = format!("[[a#{}]] [[a#{}]]", ids[0], ids[1]);
    let page = format!("---\ntitle: P\n---\n{links}\n");
    let corrections = format!("- 2026-11-30: {links}\n");
    let (briefing, _) = public(&[
        files[0],
        ("annotations/n.md", &notes),
        ("pages/p.md", &page),
        ("corrections.md", &corrections),
    ]);
    let corrections = &briefing.corrections.as_ref().unwrap().text;
    for prose in [&briefing.pages[0].text, corrections] {
        assert_eq!(prose.targets, targets);
    }
}

#[test]
fn what_is_told_of_a_text_is_told_of_all_of_it() {
    let text = format!("Hikvision and Hikvisoin. {LONG} Hikvision, not Hikvisoin. {LONG}");
    for (rights, places) in [("excerpt", 1), ("link", 0)] {
        let files = [
            ("articles/a.md", &*report(rights, &text)),
            ("entities/h.md", "---\nname: Hikvision\n---\n"),
            ("annotations/n.md", "## N {#n}\n\n> Hikvision, not\n> — [[a]]\n"),
        ];
        let before = collate(&whole(&files), &Echoes::default());
        let (briefing, after) = public(&files);
        let record = crate::model::RecordId::new(0);
        assert_eq!(after.namings.of(record), before.namings.of(record));
        assert_eq!((briefing.mentions.len(), briefing.misspellings.len()), (places, places));
        for misspelling in &briefing.misspellings {
            assert_eq!((misspelling.places.len(), misspelling.times), (1, 2));
        }
        assert!(
            !after.namings.is_placed(ArticleId::new(0))
                && after.namings.is_beyond(ArticleId::new(0))
        );
        let share = article(&briefing, "a").share.unwrap();
        assert_eq!(share.of, crate::collate::count_words(&document(&whole(&files), "a").text));
    }
}

#[test]
fn of_an_excerpt_the_measured_report_is_the_whole() {
    let mut briefing = whole(&[
        ("articles/a.md", &report("excerpt\ntext: excerpt", &format!("It is so. {LONG}"))),
        ("annotations/n.md", "## N {#n}\n\n> It is so\n> — [[a]]\n"),
    ]);
    briefing.settings.excerpt_budget = "1 %".parse().unwrap();
    assert!(extents(&briefing)[0].is_over);
    briefing.articles[0].pin = Some(crate::model::Pin {
        sha256: String::new(),
        pinned: None,
        words: Some(300),
        names: None,
        shared: None,
        quotes: None,
    });
    let extent = &extents(&briefing)[0];
    assert_eq!((extent.is_over, extent.share), (false, Share { shown: 3, of: 300 }));
}

/// Whether a block's content puts together its text, and closes what it opens.
fn is_sound(document: &Document, block: &Block) -> bool {
    let (mut at, mut depth) = (block.text.start(), 0usize);
    for inline in &block.inlines {
        match inline {
            Inline::Text(range) if range.start() == at => at = range.end(),
            Inline::Text(_) => return false,
            Inline::Open(_) => depth += 1,
            Inline::Close if depth > 0 => depth -= 1,
            Inline::Close => return false,
            _ => {}
        }
    }
    at == block.text.end() && depth == 0 && document.text.get(block.text.bytes()).is_some()
}

const PARTS: &[&str] = &[
    "One *two three* four. Five `six` seven.\n\n",
    "- a **b\n  c** d\n- e\n\n  f g\n\n  - h i j\n",
    "3. one\n4. two\n5. three four\n\n",
    "| a b | c |\n|---|---|\n| d | e f g |\n| h | i |\n\n",
    "> q r. s t.\n>\n> - u v\n>   - w\n\n",
    "x y\\\nz[^1] 海康威视 [l m](https://a.b \"t\").\n\n[^1]: n o p.\n\n",
    "<div lang=\"de\">\n\n<p>Ja, <b>so</b></p>\n\n- da\n\n</div>\n\n",
    "```rust\nlet a = 1;\nlet b = 2;\n```\n\n---\n\n# H *i* j\n\n",
];

proptest! {
    #[test]
    fn what_is_left_is_a_sound_tree_in_which_each_part_has_its_place(
        chosen in prop::collection::vec(prop::sample::select(PARTS), 1..5),
        cuts in prop::collection::vec((any::<Index>(), 1usize..30), 1..6),
    ) {
        let briefing = whole(&[("articles/a.md", &report("excerpt", &chosen.concat()))]);
        let document = document(&briefing, "a");
        let words = CountedWords::new(&document.text);
        let cut: Vec<[Place<InContent>; 1]> = cuts
            .iter()
            .map(|(at, length)| {
                let start = document.text.floor_char_boundary(at.index(document.text.len()));
                [Place::new(start..document.text.ceil_char_boundary(start + length))]
            })
            .collect();
        let passages = cut.iter().map(|part| (crate::model::NoteId::new(0), &part[..])).collect();
        let budget = crate::config::Budget::Words(u64::MAX);
        let extent =
            Extent::new(budget, (ArticleId::new(0), &briefing.articles[0]), document, &words, &passages);
        let (left, places) = document::reduced(document, &words, &extent.parts);
        for part in &extent.parts {
            let place = places.of(*part).unwrap();
            prop_assert_eq!(left.text.slice(place.bytes()), document.slice(*part));
        }
        let mut depth = 0usize;
        let mut blocks = 0;
        for node in &left.nodes {
            match node {
                Node::Open(_) => depth += 1,
                Node::Close => depth -= 1,
                Node::Block(number) => {
                    prop_assert_eq!(*number, blocks);
                    blocks += 1;
                    prop_assert!(is_sound(&left, &left.blocks[*number]), "{:?}", left);
                }
                Node::Rule | Node::LeftOut(_) => {}
            }
        }
        prop_assert_eq!((depth, blocks), (0, left.blocks.len()));
        // Each word is shown, or told of as left out, once.
        let told = left.nodes.iter().map(|node| match node {
            Node::LeftOut(words) => *words,
            _ => 0,
        });
        let joints = left.blocks.iter().flat_map(|block| &block.inlines).map(|it| match it {
            Inline::Open(crate::parse::document::Markup::LeftOut(words)) => *words,
            _ => 0,
        });
        let all = extent.share.shown + told.sum::<usize>() + joints.sum::<usize>();
        let plain = !document.text.contains('海');
        prop_assert!(!plain || all == extent.share.of, "{} {:?} {:?}", all, extent.share, left);
    }
}
