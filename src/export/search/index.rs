//! Words, and the documents that hold them.

use std::cmp::Ordering;

use foldhash::HashMap;

use super::documents::Document;
use super::fold::terms;
use super::script::script;

/// What a word in a title or name weighs, where one in a text weighs 1.
const IN_TITLE: u32 = 12;

/// The words of all documents.
#[derive(Debug, Default)]
pub(super) struct Index {
    words: HashMap<Box<str>, Postings>,
}

/// The documents that hold a word, in order.
#[derive(Debug)]
struct Postings {
    earlier: Vec<Posting>,
    /// Beside the word, since most words are met in the document in which they were met last.
    last: Posting,
}

/// The number of a document, and what a word weighs in it.
type Posting = (u32, u32);

impl Index {
    pub(super) fn new(documents: &[Document]) -> Self {
        let mut index = Self::default();
        for (number, document) in (0..).zip(documents) {
            let names = document.names.iter().map(String::as_str);
            let titles = [document.title].into_iter().chain(names);
            for title in titles {
                terms(title, |term| index.add(term, number, IN_TITLE));
            }
            terms(&document.about, |term| index.add(term, number, 1));
            for passage in &document.passages {
                terms(&passage.text, |term| index.add(term, number, 1));
            }
        }
        index
    }

    fn add(&mut self, term: &str, document: u32, weight: u32) {
        match self.words.get_mut(term) {
            Some(Postings { last: (last, sum), .. }) if *last == document => *sum += weight,
            Some(Postings { earlier, last }) => {
                earlier.push(std::mem::replace(last, (document, weight)));
            }
            None => {
                let postings = Postings { earlier: Vec::new(), last: (document, weight) };
                self.words.insert(term.into(), postings);
            }
        }
    }

    /// The words in order, in files of about `size` bytes, and the first word of each file.
    ///
    /// A line is a word, a blank, and its documents: how many further each is than the one before
    /// in base 36, nothing for 1, then its weight, from `A` up, each twice the one before.
    pub(super) fn files(&self, size: usize) -> (Vec<Vec<u8>>, Vec<String>) {
        let mut words: Vec<(&str, &Postings)> =
            self.words.iter().map(|(word, postings)| (&**word, postings)).collect();
        words.sort_unstable_by(|(a, _), (b, _)| as_in_javascript(a, b));
        let (mut files, mut firsts, mut lines) = (Vec::new(), Vec::new(), String::new());
        for (word, postings) in words {
            if lines.len() >= size {
                files.push(script("terms", Some(files.len()), &lines));
                lines.clear();
            }
            if lines.is_empty() {
                firsts.push(word.to_owned());
            } else {
                lines.push('\n');
            }
            lines.push_str(word);
            lines.push(' ');
            postings.write(&mut lines);
        }
        if !lines.is_empty() {
            files.push(script("terms", Some(files.len()), &lines));
        }
        (files, firsts)
    }
}

impl Postings {
    fn write(&self, out: &mut String) {
        let mut next = 0;
        for &(document, weight) in self.earlier.iter().chain([&self.last]) {
            write_base36(document - next, out);
            out.push(char::from(b'A' + weight.ilog2().min(25) as u8));
            next = document + 1;
        }
    }
}

/// A number in base 36; nothing for 0.
fn write_base36(number: u32, out: &mut String) {
    if number > 0 {
        write_base36(number / 36, out);
        out.push(char::from_digit(number % 36, 36).unwrap_or('0'));
    }
}

/// The order in which JavaScript puts two strings.
fn as_in_javascript(one: &str, other: &str) -> Ordering {
    match one.is_ascii() && other.is_ascii() {
        true => one.cmp(other),
        false => one.encode_utf16().cmp(other.encode_utf16()),
    }
}
