//! One question: the region over time, places side by side, kinds of service and groups of people, and the same asked of
//! others.
//!
//! Promises published figures alone, and never to add up what different people were asked with different answers to
//! choose from.

use std::sync::Arc;

use axum::extract::{Path, State};
use maud::{Markup, html};

use super::chart::{Line, chart};
use super::figures::cautions;
use super::measure::{Measure, caption, measures, places, question};
use super::nav::nav;
use crate::disclosure::plan::Span;
use crate::release::{Document, PLACE, Period, Row, Subject, TOTAL, subjects};
use crate::web::refusal::Refusal;
use crate::web::staff::frame;
use crate::web::state::App;
use crate::web::visitor::Commission;

pub async fn page(
    State(app): State<Arc<App>>,
    visitor: Commission,
    Path((survey, asked)): Path<(String, String)>,
) -> Result<Markup, Refusal> {
    let documents = app.releases().await?;
    let all = subjects(&documents);
    let is_asked = |subject: &&Subject<'_>| {
        let table = subject.table();
        table.survey.as_str() == survey && table.question.as_str() == asked && table.form == "groups"
    };
    let about: Vec<&Subject<'_>> = all.iter().filter(is_asked).collect();
    let region = *about.iter().find(|subject| subject.is_by_place()).ok_or(Refusal::NotFound)?;
    let question = question(&app, region);
    let body = html! {
        (nav(&visitor.account, ""))
        h2 { "The whole region" }
        div.card { (chart(question, "The whole region", "Time", &over_time(region, &documents))) }
        @for (period, rows) in places(region) {
            h2 { "Side by side, " (period.words) }
            div.card { (chart(question, &format!("Places, {}", period.words), "Place", &side_by_side(region, period, rows))) }
        }
        @for subject in about.iter().filter(|subject| !subject.is_by_place()) {
            @for (period, rows) in places(subject) {
                @let heading = heading(subject);
                h2 { (heading) ", " (period.words) }
                div.card { (chart(question, &heading, "Group", &side_by_side(subject, period, rows))) }
            }
        }
        (of_others(region, &measures(&app, &documents, &all)))
        (cautions(&documents))
    };
    Ok(frame::page(&caption(&app, region), Some(&visitor.form_token), body))
}

fn heading(subject: &Subject<'_>) -> String {
    let standing = &subject.tables[0];
    format!("By answers to “{}”", standing.document.label(standing.table.rows(), TOTAL))
}

/// What other people said of the same, each by the latest that stands for the whole region.
fn of_others(region: &Subject<'_>, measures: &[Measure<'_>]) -> Markup {
    let own = region.table();
    let is_same = |measure: &&Measure<'_>| {
        let table = measure.subject.table();
        table.measure == own.measure && table.survey != own.survey
    };
    let others: Vec<&Measure<'_>> = measures.iter().filter(is_same).collect();
    html! {
        @if !others.is_empty() {
            h2 { "The same, asked of others" }
            p.soft { "Other people, asked in other words, with other answers to choose from: to be seen beside each other, never to be added up." }
            @for measure in others {
                div.card {
                    h3 { a href=(measure.address()) { (measure.caption) } }
                    (chart(Some(measure.question), &measure.caption, "Time", &latest(measure)))
                }
            }
        }
    }
}

fn latest<'a>(measure: &'a Measure<'_>) -> Vec<Line<'a>> {
    let last = measure.subject.latest();
    last.into_iter().map(|(period, row)| Line { label: period.words.clone(), row: Some(row) }).collect()
}

fn over_time<'a>(subject: &Subject<'a>, documents: &[Document]) -> Vec<Line<'a>> {
    let spans = [(Span::Wave, ""), (Span::Half, ", half-year"), (Span::Year, ", year")];
    let all = spans
        .into_iter()
        .flat_map(|(span, words)| subject.times(documents, span).into_iter().map(move |time| (time, words)));
    all.map(|(time, words)| Line { label: format!("{}{words}", time.words), row: subject.row(time, TOTAL) }).collect()
}

/// What is shown, then what is not shown on its own.
fn side_by_side<'a>(subject: &Subject<'a>, period: &Period, rows: Vec<Row<'a>>) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> =
        rows.into_iter().map(|row| Line { label: row.label.to_owned(), row: Some(row) }).collect();
    for standing in subject.tables.iter().filter(|standing| standing.period.id == period.id) {
        let of = standing.table.rows();
        let hidden = standing.table.unshown.iter().filter(|id| of != PLACE || !id.contains('/'));
        lines.extend(hidden.map(|id| Line { label: standing.document.label(of, id).to_owned(), row: None }));
    }
    lines
}
