//! A site that comes file by file, piece by piece.

use std::io::Write as _;

use proptest::prelude::*;

use super::*;

/// What stands in a folder and beside it, and when the folder was last changed.
fn state(target: &Path) -> (BTreeMap<String, String>, SystemTime) {
    let parent = target.parent().unwrap();
    (tree(parent), fs::metadata(target).unwrap().modified().unwrap())
}

fn put_file(writing: &Writing, path: &str, text: &str) {
    writing.file(path, |out| out.write_all(text.as_bytes()).unwrap());
}

#[test]
fn a_site_that_is_given_up_leaves_all_as_it_was() {
    both_ways(|target| {
        let before = tree(target.parent().unwrap());
        let writing = Writing::begin(target, Audience::Public, &[]).unwrap();
        put_file(&writing, "articles/a.html", "A2");
        put_file(&writing, "claims/deep/c.html", "C2");
        assert_ne!(tree(target.parent().unwrap()), before, "it was well under way");
        drop(writing);
        assert_eq!(tree(target.parent().unwrap()), before);
    });
}

#[test]
fn a_first_site_that_is_given_up_leaves_nothing() {
    for name in ["_site".to_owned(), "s".repeat(250)] {
        let root = TempDir::new().unwrap();
        fs::create_dir(root.path().join("there")).unwrap();
        let before = tree(root.path());
        for target in ["there", "there/deep/down", "deep/down"] {
            let writing =
                Writing::begin(&root.path().join(target).join(&name), Audience::Public, &[])
                    .unwrap();
            put_file(&writing, "index.html", "1");
            drop(writing);
            assert_eq!(tree(root.path()), before, "{target}");
        }
    }
}

#[test]
fn nothing_is_made_before_something_has_changed() {
    both_ways(|target| {
        let before = state(target);
        let writing = Writing::begin(target, Audience::Public, &[]).unwrap();
        for (path, text) in FIRST {
            put_file(&writing, path, text);
            assert_eq!(state(target), before);
        }
        writing.finish().unwrap();
        assert_eq!(state(target), before);
    });
}

#[test]
fn of_several_failures_the_first_by_path_is_told() {
    both_ways(|target| {
        for name in ["b.html", "c.html"] {
            put(&target.join(name), "mine");
        }
        let writing = Writing::begin(target, Audience::Public, &[]).unwrap();
        for path in ["d.html", "c.html", "b.html", "a.html"] {
            put_file(&writing, path, "a page");
        }
        let error = writing.finish().unwrap_err();
        assert!(matches!(&error, WriteError::InTheWay(path) if path.ends_with("b.html")));
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Longer than what is read, and written, at once.
    #[test]
    fn a_file_is_what_was_written_last_wherever_it_differs(
        old in (0usize..200_000, 0usize..200_000, any::<u8>()),
        new in (0usize..200_000, 0usize..200_000, any::<u8>()),
        pieces in prop::collection::vec(1usize..90_000, 1..4),
    ) {
        let text = |(length, at, byte): (usize, usize, u8)| {
            let mut text = vec![b'x'; length];
            if let Some(place) = text.get_mut(at) {
                *place = byte;
            }
            text
        };
        let (old, new) = (text(old), text(new));
        let root = TempDir::new().unwrap();
        let target = root.path().join("_site");
        for (text, stood) in [(&old, false), (&new, old == new), (&new, true)] {
            let writing = Writing::begin(&target, Audience::Public, &[]).unwrap();
            writing.file("a.bin", |out| {
                let mut rest = &text[..];
                for length in pieces.iter().cycle() {
                    let (piece, after) = rest.split_at((*length).min(rest.len()));
                    out.write_all(piece).unwrap();
                    rest = after;
                    if rest.is_empty() {
                        break;
                    }
                }
            });
            let written = writing.finish().unwrap();
            prop_assert_eq!(written.changed, usize::from(!stood));
            prop_assert!(fs::read(target.join("a.bin")).unwrap() == *text);
        }
    }
}
