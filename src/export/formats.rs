//! How the formats are written that several files have.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Edition;
use super::parts::Parts;

/// A CSV file, in parts where it would be too large. Lines end as RFC 4180 has it.
pub(super) struct Csv<'p, 's> {
    csv: csv::Writer<Vec<u8>>,
    /// The line of names, with which each part begins.
    head: Vec<u8>,
    /// Each part that is handed over, and how many records it has.
    parts: Vec<(String, usize)>,
    /// How many records there are in `csv`.
    records: usize,
    files: &'p mut Parts<'s>,
    /// Whether what a spreadsheet would read as a formula is written as text.
    quotes_formulas: bool,
}

fn csv_writer(bytes: Vec<u8>) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(bytes)
}

impl<'p, 's> Csv<'p, 's> {
    /// A file whose columns have these names.
    pub(super) fn new<const N: usize>(
        edition: &Edition,
        files: &'p mut Parts<'s>,
        names: [&str; N],
    ) -> io::Result<Self> {
        let mut csv = csv_writer(Vec::new());
        csv.write_record(names)?;
        csv.flush()?;
        let head = csv.get_ref().clone();
        let quotes_formulas = edition.briefing.settings.quote_csv_formulas;
        Ok(Self { csv, head, parts: Vec::new(), records: 0, files, quotes_formulas })
    }

    pub(super) fn write_record<const N: usize>(&mut self, cells: [&str; N]) -> io::Result<()> {
        let before = self.csv.get_ref().len();
        match self.quotes_formulas {
            true => {
                self.csv.write_record(cells.map(without_formula).iter().map(|it| it.as_bytes()))
            }
            false => self.csv.write_record(cells),
        }?;
        self.csv.flush()?;
        if self.records > 0 && !self.files.has_room(self.csv.get_ref().len()) {
            let mut bytes = self.taken()?;
            let last = bytes.split_off(before);
            self.hand_over(bytes);
            self.csv = csv_writer([self.head.as_slice(), &last].concat());
        }
        self.records += 1;
        Ok(())
    }

    fn taken(&mut self) -> io::Result<Vec<u8>> {
        let csv = std::mem::replace(&mut self.csv, csv_writer(Vec::new()));
        csv.into_inner().map_err(csv::IntoInnerError::into_error)
    }

    fn hand_over(&mut self, bytes: Vec<u8>) {
        let path = self.files.part(self.parts.len() + 1, "csv", bytes);
        self.parts.push((path, std::mem::take(&mut self.records)));
    }

    /// Hands over the file, or its last part and the index.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let bytes = self.taken()?;
        if self.parts.is_empty() {
            self.files.own(bytes);
            return Ok(());
        }
        self.hand_over(bytes);
        let mut index = csv_writer(Vec::new());
        index.write_record(["part", "records"])?;
        for (path, records) in &self.parts {
            index.write_record([path.as_str(), &records.to_string()])?;
        }
        self.files.own(index.into_inner().map_err(csv::IntoInnerError::into_error)?);
        Ok(())
    }
}

/// A cell that no spreadsheet reads as a formula: before what could begin one an apostrophe, as OWASP
/// advises. A plain number is no formula.
fn without_formula(cell: &str) -> Cow<'_, str> {
    let begins = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let number = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    match cell.starts_with(begins) && !is_number {
        true => format!("'{cell}").into(),
        false => cell.into(),
    }
}

pub(super) fn xml_writer<W: Write>(out: W) -> quick_xml::Writer<W> {
    quick_xml::Writer::new_with_indent(out, b' ', 2)
}

/// Text without the characters that XML cannot hold.
pub(super) fn xml_text(text: &str) -> Cow<'_, str> {
    let unknown = |c| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    match text.contains(unknown) {
        true => text.replace(unknown, "\u{fffd}").into(),
        false => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_a_formula() {
        for cell in
            ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "-", "-1-1", "-.5"]
        {
            assert_eq!(without_formula(cell), format!("'{cell}"));
        }
        for cell in ["", "-5", "+5", "-0.25", "27", "a=b", "'=1", "– she said", "…"] {
            assert_eq!(without_formula(cell), cell);
        }
    }
}
