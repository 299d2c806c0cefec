//! Figures to be looked at: every measure over the waves, areas side by side, and what stands out.
//!
//! Promises to show published figures alone, with what is not shown in its place, and to say of every difference that it
//! names whether chance alone could make it.

use std::sync::Arc;

use axum::extract::{Path, State};
use maud::{Markup, html};

use super::chart::{Line, chart, favourable};
use super::chosen::choices;
use super::nav::nav;
use crate::disclosure::plan::Span;
use crate::release::{
    Document, PLACE, Period, Row, Subject, TOTAL, documents, margin, margin_of_extremes, subjects, times,
};
use crate::survey::{Question, Slug};
use crate::web::refusal::Refusal;
use crate::web::staff::frame;
use crate::web::state::App;
use crate::web::visitor::Commission;

/// As many of each kind are named at the top.
const NAMED: usize = 3;

pub async fn published(app: &App) -> Result<Vec<Document>, Refusal> {
    documents(&app.store.releases().await?).map_err(Refusal::Broken)
}

/// The question as the surveys of this service ask it, for the sides of its answers.
pub fn question<'a>(app: &'a App, subject: &Subject<'_>) -> Option<&'a Question> {
    let table = subject.table();
    let survey = app.library.surveys.iter().map(|(survey, _)| survey).find(|survey| survey.id == table.survey)?;
    survey.question(table.question.as_str())
}

/// A question whose answers have a favourable side, of the region and its places.
pub struct Measure<'a> {
    subject: &'a Subject<'a>,
    question: &'a Question,
}

impl Measure<'_> {
    pub fn priorities(&self) -> &[Slug] {
        &self.subject.table().priorities
    }

    pub fn caption(&self) -> &str {
        &self.subject.table().caption
    }

    pub fn address(&self) -> String {
        let table = self.subject.table();
        format!("/commission/figures/{}/{}", table.survey, table.question)
    }

    fn favourable(&self, row: &Row<'_>) -> Option<u64> {
        favourable(Some(self.question), row)
    }

    /// Percent favourable in the whole region, in the latest and longest time.
    pub fn latest(&self) -> Option<u64> {
        self.favourable(&self.subject.latest()?.1)
    }
}

pub fn measures<'a>(app: &'a App, subjects: &'a [Subject<'a>]) -> Vec<Measure<'a>> {
    let by_place = subjects.iter().filter(|subject| subject.is_by_place() && subject.table().form == "groups");
    let with_sides = by_place.filter_map(|subject| {
        let question = question(app, subject)?;
        question.choices().iter().any(|choice| choice.pole.is_some()).then_some(Measure { subject, question })
    });
    let mut measures: Vec<Measure<'a>> = with_sides.collect();
    measures.sort_by_key(|measure| measure.latest().unwrap_or(u64::MAX));
    measures
}

/// The times that small charts show: waves, or half-years where single waves are too small; then years.
pub struct Times<'a> {
    short: Vec<&'a Period>,
    years: Vec<&'a Period>,
    /// Whether single waves are too small to show anything.
    waves_hidden: bool,
}

impl<'a> Times<'a> {
    pub fn all(&self) -> impl Iterator<Item = &'a Period> + '_ {
        self.short.iter().chain(&self.years).copied()
    }

    fn of(documents: &'a [Document], subjects: &[Subject<'_>]) -> Self {
        let asked = |subject: &&Subject<'_>| subject.is_by_place() && subject.table().answers().is_some();
        let stands = |time: &&Period| subjects.iter().filter(asked).any(|subject| subject.row(time, TOTAL).is_some());
        let waves = times(documents, Span::Wave);
        let waves_hidden = !waves.iter().any(stands);
        let short = if waves_hidden { times(documents, Span::Half) } else { waves };
        Self { short, years: times(documents, Span::Year), waves_hidden }
    }
}

pub async fn page(State(app): State<Arc<App>>, visitor: Commission) -> Result<Markup, Refusal> {
    let documents = published(&app).await?;
    let subjects = subjects(&documents);
    let measures = measures(&app, &subjects);
    let times = Times::of(&documents, &subjects);
    let body = html! {
        (nav(&visitor.account, "/commission/figures"))
        @if documents.is_empty() { p { "Nothing has been released yet." } }
        @else {
            @if !measures.is_empty() { (stands_out(&measures, &times)) }
            h2 { "Every measure over time" }
            p.soft { "The whole region; the least favourable first. Each opens into areas, providers and kinds of service."
                @if times.waves_hidden { " In single waves too few answered for anything to be shown." } }
            div.multiples { @for measure in &measures { (card(measure, &times)) } }
            (choices(&app, &subjects, &times))
            (cautions(&documents))
        }
    };
    Ok(frame::page("What the figures say", Some(&visitor.form_token), body))
}

fn card(measure: &Measure<'_>, times: &Times<'_>) -> Markup {
    let line = |time: &Period| Line { label: time.words.clone(), row: measure.subject.row(time, TOTAL) };
    let lines: Vec<Line<'_>> = times.all().map(line).collect();
    html! {
        div.card {
            h3 { a href=(measure.address()) { (measure.caption()) } }
            (chart(Some(measure.question), measure.caption(), "Time", &lines))
        }
    }
}

/// A difference between two shares, and whether chance alone could make it.
struct Difference {
    words: Markup,
    points: u64,
    is_chance: bool,
}

impl Difference {
    /// `margin` is how much chance makes, for two numbers of people.
    fn between(one: (u64, &Row<'_>), other: (u64, &Row<'_>), margin: fn(u64, u64) -> u64, words: Markup) -> Self {
        let points = one.0.abs_diff(other.0);
        let is_chance = points <= margin(one.1.base.unwrap_or(0), other.1.base.unwrap_or(0));
        Self { words, points, is_chance }
    }
}

fn stands_out(measures: &[Measure<'_>], times: &Times<'_>) -> Markup {
    let since = if times.waves_hidden { "Since the half-year before" } else { "Since the wave before" };
    let low = measures.iter().filter_map(|measure| Some((measure, measure.latest()?))).take(NAMED);
    html! {
        div.card {
            h2 { "What stands out" }
            h3 { "Least favourable, latest figures for the region" }
            ul { @for (measure, percent) in low {
                li { a href=(measure.address()) { (measure.caption()) } " " strong { (percent) "% favourable" }
                    @if let Some((period, row)) = measure.subject.latest() {
                        span.soft { " of about " (row.base.unwrap_or(0)) ", " (period.words) }
                    } }
            } }
            (differences("Between areas", measures.iter().filter_map(between_areas).collect()))
            (differences(since, measures.iter().filter_map(|measure| since_before(measure, &times.short)).collect()))
        }
    }
}

/// Those that chance does not explain first, then the largest.
fn differences(heading: &str, mut all: Vec<Difference>) -> Markup {
    all.sort_by_key(|difference| (difference.is_chance, std::cmp::Reverse(difference.points)));
    html! {
        h3 { (heading) }
        @if all.is_empty() { p { "Nothing that can be compared has been published." } }
        ul { @for difference in all.iter().take(NAMED) {
            li { (difference.words)
                @if difference.is_chance { span.soft { " Chance and rounding could make this difference." } }
                @else { strong { " More than chance and rounding would make." } } }
        } }
    }
}

/// Most and least favourable of the areas that stand for the latest time.
fn between_areas(measure: &Measure<'_>) -> Option<Difference> {
    let (_, rows) = places(measure.subject).into_iter().next()?;
    let mut shares: Vec<(u64, &Row<'_>)> = rows
        .iter()
        .filter(|row| !row.category.contains('/'))
        .filter_map(|row| Some((measure.favourable(row)?, row)))
        .collect();
    shares.sort_by_key(|(percent, _)| *percent);
    let (low, high) = (shares.first()?, shares.last().filter(|_| shares.len() > 1)?);
    let words = html! {
        a href=(measure.address()) { (measure.caption()) } " " (low.1.label) " " (low.0) "%, " (high.1.label) " " (high.0) "%."
    };
    Some(Difference::between(*low, *high, margin_of_extremes, words))
}

/// The last two times of the region.
fn since_before(measure: &Measure<'_>, times: &[&Period]) -> Option<Difference> {
    let [.., before, last] = times else { return None };
    let (before, last) = (measure.subject.row(before, TOTAL)?, measure.subject.row(last, TOTAL)?);
    let (was, is) = (measure.favourable(&before)?, measure.favourable(&last)?);
    let words = html! { a href=(measure.address()) { (measure.caption()) } " " (was) "%, now " (is) "%." };
    Some(Difference::between((was, &before), (is, &last), margin, words))
}

/// Places below the region, time by time, the latest and longest first.
fn places<'a>(subject: &Subject<'a>) -> Vec<(&'a Period, Vec<Row<'a>>)> {
    let mut all: Vec<(&Period, Vec<Row<'_>>)> = Vec::new();
    for standing in subject.tables.iter().rev() {
        let mut rows = Row::of(standing.document, standing.table);
        rows.retain(|row| row.category != TOTAL);
        if !rows.is_empty() && !all.iter().any(|(period, _)| period.id == standing.period.id) {
            all.push((standing.period, rows));
        }
    }
    all
}

fn cautions(documents: &[Document]) -> Markup {
    let last = documents.iter().rfind(|document| !document.is_correction());
    html! {
        h2 { "Before you act on a figure" }
        @if let Some(document) = last { p { (document.caveat) } p.soft { (document.rules) } }
        p.soft {
            "Two shares are said to differ when they are further apart than 1.96 standard errors and rounding can bring them, \
             the most and the least of several areas than 3.04: as if those who answered were a sample. They are not: they \
             chose to. Of twenty differences that are nothing, one looks like something."
        }
    }
}

/// One question: the region over time, places side by side, kinds of service and groups of people.
pub async fn one(
    State(app): State<Arc<App>>,
    visitor: Commission,
    Path((survey, asked)): Path<(String, String)>,
) -> Result<Markup, Refusal> {
    let documents = published(&app).await?;
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
        (cautions(&documents))
    };
    Ok(frame::page(&region.table().caption, Some(&visitor.form_token), body))
}

fn heading(subject: &Subject<'_>) -> String {
    let standing = &subject.tables[0];
    format!("By answers to “{}”", standing.document.label(standing.table.rows(), TOTAL))
}

fn over_time<'a>(subject: &Subject<'a>, documents: &[Document]) -> Vec<Line<'a>> {
    let spans = [(Span::Wave, ""), (Span::Half, ", half-year"), (Span::Year, ", year")];
    let all =
        spans.into_iter().flat_map(|(span, words)| times(documents, span).into_iter().map(move |time| (time, words)));
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
