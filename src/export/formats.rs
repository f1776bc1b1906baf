//! How the formats are written that several files have.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Edition;

/// A CSV file. Lines end as RFC 4180 has it.
pub(super) struct Csv<W: Write> {
    csv: csv::Writer<W>,
    /// Whether what a spreadsheet would read as a formula is written as text.
    quotes_formulas: bool,
}

impl<W: Write> Csv<W> {
    pub(super) fn new(edition: &Edition, out: W) -> Self {
        let csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        Self { csv, quotes_formulas: edition.briefing.settings.quote_csv_formulas }
    }

    pub(super) fn write_record<const N: usize>(&mut self, cells: [&str; N]) -> io::Result<()> {
        match self.quotes_formulas {
            true => {
                self.csv.write_record(cells.map(without_formula).iter().map(|it| it.as_bytes()))
            }
            false => self.csv.write_record(cells),
        }?;
        Ok(())
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.csv.flush()
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
