//! Words, and the documents that hold them.

use foldhash::HashMap;

use super::documents::Document;
use super::fold::terms;
use super::script;

/// What a word in a title or name weighs, where one in a text weighs 1.
const IN_TITLE: u32 = 12;

/// The words of all documents.
#[derive(Debug, Default)]
pub(super) struct Index {
    numbers: HashMap<Box<str>, usize>,
    /// By word: documents in order, and what the word weighs in each.
    postings: Vec<Vec<(usize, u32)>>,
}

impl Index {
    pub(super) fn new(documents: &[Document]) -> Self {
        let mut index = Self::default();
        for (number, document) in documents.iter().enumerate() {
            let titles = [&document.title].into_iter().chain(&document.names);
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

    fn add(&mut self, term: &str, document: usize, weight: u32) {
        let number = match self.numbers.get(term) {
            Some(number) => *number,
            None => {
                self.numbers.insert(term.into(), self.postings.len());
                self.postings.push(Vec::new());
                self.postings.len() - 1
            }
        };
        let postings = &mut self.postings[number];
        match postings.last_mut() {
            Some((last, sum)) if *last == document => *sum += weight,
            _ => postings.push((document, weight)),
        }
    }

    /// The words in order, in files of about `size` bytes, and the first word of each file.
    ///
    /// A line is a word, a blank, and its documents: how many further each is than the one before
    /// in base 36, nothing for 1, then its weight, from `A` up, each twice the one before.
    pub(super) fn files(self, size: usize) -> (Vec<Vec<u8>>, Vec<String>) {
        let mut words: Vec<(Box<str>, usize)> = self.numbers.into_iter().collect();
        // As JavaScript compares strings.
        words.sort_unstable_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
        let (mut files, mut firsts, mut lines) = (Vec::new(), Vec::new(), String::new());
        for (word, number) in words {
            if lines.len() >= size {
                files.push(script("terms", Some(files.len()), &lines));
                lines.clear();
            }
            if lines.is_empty() {
                firsts.push(word.to_string());
            } else {
                lines.push('\n');
            }
            lines.push_str(&word);
            lines.push(' ');
            write_postings(&self.postings[number], &mut lines);
        }
        if !lines.is_empty() {
            files.push(script("terms", Some(files.len()), &lines));
        }
        (files, firsts)
    }
}

fn write_postings(postings: &[(usize, u32)], out: &mut String) {
    let mut next = 0;
    for &(document, weight) in postings {
        write_base36(document - next, out);
        out.push(char::from(b'A' + weight.ilog2().min(25) as u8));
        next = document + 1;
    }
}

/// A number in base 36; nothing for 0.
fn write_base36(mut number: usize, out: &mut String) {
    let start = out.len();
    while number > 0 {
        let digit = u32::try_from(number % 36).unwrap_or_default();
        out.insert(start, char::from_digit(digit, 36).unwrap_or('0'));
        number /= 36;
    }
}
