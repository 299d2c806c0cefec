//! Questions without sides: what people chose, such as why they stopped.
//!
//! Promises published figures of the whole region alone, and says where one person may have chosen several answers.

use maud::{Markup, html};

use super::chart::{Line, chart};
use super::measure::{Times, caption, question};
use crate::release::{Document, RESPONDENTS, Row, Subject, TOTAL};
use crate::web::state::App;

/// A question that asks neither how it was nor who answered.
fn is_choice(app: &App, subject: &Subject<'_>) -> bool {
    let table = subject.table();
    let asked = question(app, subject);
    let plain = asked.is_some_and(|asked| {
        !asked.breakdown
            && !asked.region
            && !asked.is_text()
            && asked.choices().iter().all(|choice| choice.pole.is_none())
    });
    subject.is_by_place() && plain && table.question.as_str() != RESPONDENTS
}

pub fn choices(app: &App, subjects: &[Subject<'_>], documents: &[Document]) -> Markup {
    let chosen: Vec<&Subject<'_>> = subjects.iter().filter(|subject| is_choice(app, subject)).collect();
    html! {
        @if !chosen.is_empty() {
            h2 { "What people chose" }
            div.multiples { @for subject in chosen { (card(app, subject, &Times::of(subject, documents, subjects))) } }
        }
    }
}

fn card(app: &App, subject: &Subject<'_>, times: &Times<'_>) -> Markup {
    let caption = caption(app, subject);
    html! {
        div.card {
            h3 { (caption) }
            @if subject.table().form == "labels" { (several(subject)) } @else {
                @let lines: Vec<Line<'_>> = times.all().map(|time| Line { label: time.words.clone(), row: subject.row(time, TOTAL) }).collect();
                (chart(None, &caption, "Time", &lines))
            }
        }
    }
}

/// Answers of which one person may choose several: they do not add up, and are not put into one bar.
fn several(subject: &Subject<'_>) -> Markup {
    let Some((period, row)) = subject.latest() else { return html! { p { "Nothing could be shown yet." } } };
    html! {
        p.soft { (period.words) @if let Some(base) = row.base { ", about " (base) " people" } ". One person may have chosen several." }
        table { tbody { @for answer in most_first(&row).answers { tr {
            th scope="row" { (answer.label) svg.thin aria-hidden="true" focusable="false" { rect width={ (answer.percent.unwrap_or(0)) "%" } height="100%" {} } }
            td.n { @match answer.percent { Some(percent) => { (percent) "%" }, None => "not shown" } }
        } } } }
        @if row.answers.is_empty() { p { "Which of them could not be shown." } }
    }
}

fn most_first<'a>(row: &Row<'a>) -> Row<'a> {
    let mut row = row.clone();
    row.answers.sort_by_key(|answer| std::cmp::Reverse(answer.percent));
    row
}
