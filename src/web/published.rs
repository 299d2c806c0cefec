//! What the releases tell of some places: found in what is public, and nowhere else.
//!
//! Promises that whoever asks sees exactly what everybody sees, under the address where everybody sees it. What was taken
//! back is left out.

use jiff::civil::Date;

use super::refusal::Refusal;
use super::results::{row_id, withdrawn};
use super::state::App;
use crate::disclosure::plan::TOGETHER;
use crate::release::{Document, PLACE, RESPONDENTS, TOTAL, Table};
use crate::store::PublishedTheme;

/// A table in which one of the places has a row.
pub struct Told {
    /// As the release calls the place, or those that it is told together with.
    pub place: String,
    pub caption: String,
    /// The time that it tells of, in words.
    pub time: String,
    /// The day of the release.
    pub published: Option<Date>,
    /// The row on the results pages.
    pub address: String,
    /// Most frequent first; none for a question's answers.
    pub themes: Vec<ToldTheme>,
    /// How many answered, in the steps that were published, where the table tells of that.
    pub answered: Option<u64>,
}

pub struct ToldTheme {
    pub label: String,
    pub about: PublishedTheme,
}

/// The newest release first. `places` are categories of releases' places.
pub async fn told_of(app: &App, places: &[&str]) -> Result<Vec<Told>, Refusal> {
    let documents = app.releases().await?;
    let taken = withdrawn(&documents);
    let mut told = Vec::new();
    for document in documents.iter().rev() {
        let stands =
            |table: &&Table| !taken.iter().any(|(_, one)| one.takes_back(&document.id, &table.release, &table.id));
        for table in document.tables.iter().filter(|table| table.rows() == PLACE).filter(stands) {
            told.extend(places.iter().filter_map(|place| in_table(document, table, place)));
        }
    }
    Ok(told)
}

fn told_theme(document: &Document, table: &Table, theme: &str) -> Option<ToldTheme> {
    let about = PublishedTheme {
        release: document.id.clone(),
        period: table.release.clone(),
        question: table.question.clone(),
        theme: theme.parse().ok()?,
    };
    Some(ToldTheme { label: document.label(table.answers()?, theme).to_owned(), about })
}

fn in_table(document: &Document, table: &Table, place: &str) -> Option<Told> {
    // An area that has no row of its own may stand in one with others.
    let holds = |at: &&String| place != TOTAL && at.split(TOGETHER).any(|one| one == place);
    let place = table.cells.iter().filter_map(|cell| cell.at.get(PLACE)).find(holds)?.as_str();
    let of_place =
        |cell: &&crate::release::Cell| cell.value.is_some() && cell.at.get(PLACE).is_some_and(|at| at == place);
    let mut cells: Vec<_> = table.cells.iter().filter(of_place).collect();
    cells.first()?;
    cells.sort_by_key(|cell| std::cmp::Reverse(cell.value));
    let answered = cells.first().and_then(|cell| cell.value).filter(|_| table.question.as_str() == RESPONDENTS);
    let answers = table.answers().filter(|_| table.form == "themes");
    let themes = answers.map_or_else(Vec::new, |answers| {
        let named = cells.iter().filter_map(|cell| cell.at.get(answers));
        named.filter_map(|theme| told_theme(document, table, theme)).collect()
    });
    Some(Told {
        place: document.label(PLACE, place).to_owned(),
        caption: table.caption.clone(),
        time: document.period(table).map_or_else(String::new, |period| period.words.clone()),
        published: document.published.parse().ok(),
        address: format!("/results/{}#{}", document.id, row_id(table, place)),
        themes,
        answered,
    })
}
