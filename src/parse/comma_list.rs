//! Values that are several, parted by commas: `by=ministry,ann-lee`, `tags="trade, camps"`.

use std::ops::Range;

use crate::slice::Slice;

/// What parts two: a comma as some script writes it.
const COMMAS: [char; 4] = [',', '，', '、', '،'];

/// Each of several, without the white space around it, with its bytes. One of them may be empty.
pub fn items(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    text.split(COMMAS).map(move |part| {
        let start = at + part.len() - part.trim_start().len();
        let item = part.trim();
        at += part.len();
        // The comma, of which some take more than one byte.
        at += text.slice(at..).chars().next().map_or(0, char::len_utf8);
        (start..start + item.len(), item)
    })
}

/// The same of ids, without the quotation marks that a value may stand in.
pub fn ids(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let is_mark = |c: char| "\"“”„‟'".contains(c) || c.is_whitespace();
    items(text).map(move |(range, item)| {
        let id = item.trim_matches(is_mark);
        let start = range.start + item.len() - item.trim_start_matches(is_mark).len();
        (start..start + id.len(), id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_place() {
        let text = "trade,  camps， 海 ,";
        let found: Vec<(&str, &str)> =
            items(text).map(|(range, item)| (text.slice(range), item)).collect();
        assert_eq!(found, [("trade", "trade"), ("camps", "camps"), ("海", "海"), ("", "")]);
        let text = "“ministry，ann-lee”";
        let found: Vec<(&str, &str)> =
            ids(text).map(|(range, id)| (text.slice(range), id)).collect();
        assert_eq!(found, [("ministry", "ministry"), ("ann-lee", "ann-lee")]);
        assert_eq!(items("").count(), 1);
        assert_eq!(items("one").next(), Some((0..3, "one")));
    }
}
