//! A release as a table that a spreadsheet opens.
//!
//! Promises the same figures as the document, the caveat in every row's file, and that no cell starts a formula.

use super::document::{Counted, Document, PLACE, TOTAL};
use super::quotation::Quotation;
use super::words;

const HEAD: [&str; 15] = [
    "release",
    "waves",
    "time",
    "survey",
    "question",
    "measure",
    "caption",
    "form",
    "place_or_group",
    "place_or_group_label",
    "answer",
    "answer_label",
    "number_rounded",
    "percent",
    "counts",
];

pub fn to_csv(document: &Document) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    writer.write_record(HEAD)?;
    for table in &document.tables {
        for cell in &table.cells {
            let at = |dimension: &str| cell.at.get(dimension).map_or(TOTAL, String::as_str);
            let (rows, answers) = (table.rows(), table.answers().unwrap_or_default());
            let row = [
                document.id.as_str(),
                &table.release,
                document.period(table).map_or("", |period| &period.words),
                table.survey.as_str(),
                table.question.as_str(),
                table.measure.as_str(),
                &table.caption,
                &table.form,
                at(rows),
                document.label(rows, at(rows)),
                at(answers),
                document.label(answers, at(answers)),
                &cell.value.map_or("hidden".into(), |n| n.to_string()),
                &cell.percent.map_or(String::new(), |n| n.to_string()),
                if table.counts == Counted::Parts { "parts" } else { "persons" },
            ];
            writer.write_record(row.map(harmless))?;
        }
    }
    for held in &document.withheld {
        let row = [
            document.id.as_str(),
            &held.periods.iter().map(|p| p.as_str()).collect::<Vec<_>>().join("+"),
            "",
            held.survey.as_str(),
            held.question.as_str(),
            "",
            &held.caption,
            "withheld",
            "",
            "",
            "",
            &held.words,
            "hidden",
            "",
            "",
        ];
        writer.write_record(row.map(harmless))?;
    }
    writer.write_record([harmless(&document.caveat)])?;
    writer.write_record([harmless(&document.rules)])?;
    if document.tables.iter().any(|table| table.counts == Counted::Parts) {
        writer.write_record([words::PARTS])?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// Quotations as a table of their own.
pub fn quotations_csv(document: &Document, quotations: &[Quotation]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "release",
        "time",
        "question",
        "caption",
        "place",
        "place_label",
        "theme",
        "theme_label",
        "words",
    ])?;
    for one in quotations {
        let table = document.tables.iter().find(|table| table.release == one.period && table.id == one.table);
        let answers = table.and_then(|table| table.answers()).unwrap_or_default();
        let row = [
            one.release.as_str(),
            &one.period,
            &one.table,
            table.map_or("", |table| &table.caption),
            &one.place,
            document.label(PLACE, &one.place),
            one.theme.as_str(),
            document.label(answers, one.theme.as_str()),
            &one.words,
        ];
        writer.write_record(row.map(harmless))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// Spreadsheets run a cell that begins like a formula, some also after blanks or in wide letters; an apostrophe stops them.
fn harmless(text: &str) -> String {
    const STARTS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let is_formula = text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(STARTS);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_starts_a_formula() {
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\nx", " =1", "\u{a0}=1", "＝1"] {
            assert!(harmless(bad).starts_with('\''));
        }
        assert_eq!(harmless("Yes, fully"), "Yes, fully");
    }
}
