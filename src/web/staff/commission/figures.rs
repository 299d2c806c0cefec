//! Figures to be looked at: every measure over the waves, areas side by side, and what stands out.
//!
//! Promises to show published figures alone, with what is not shown in its place, and to say of every difference that it
//! names whether chance alone could make it.

use std::sync::Arc;

use axum::extract::State;
use maud::{Markup, html};

use super::chart::{Line, chart};
use super::chosen::choices;
use super::measure::{Measure, measures, places};
use super::nav::nav;
use crate::release::{Document, Period, Row, TOTAL, margin, margin_of_extremes, subjects};
use crate::web::refusal::Refusal;
use crate::web::staff::frame;
use crate::web::state::App;
use crate::web::visitor::Commission;

/// As many of each kind are named at the top.
const NAMED: usize = 3;

pub async fn page(State(app): State<Arc<App>>, visitor: Commission) -> Result<Markup, Refusal> {
    let documents = app.releases().await?;
    let subjects = subjects(&documents);
    let measures = measures(&app, &documents, &subjects);
    let body = html! {
        (nav(&visitor.account, "/commission/figures"))
        @if documents.is_empty() { p { "Nothing has been released yet." } }
        @else {
            @if !measures.is_empty() { (stands_out(&measures)) }
            h2 { "Every measure over time" }
            p.soft { "The whole region; the least favourable first. Each opens into areas, providers and kinds of service."
                @if measures.iter().any(|measure| measure.times.waves_hidden) { " Where there are half-years, too few answered in single waves for anything to be shown." } }
            div.multiples { @for measure in &measures { (card(measure)) } }
            (choices(&app, &subjects, &documents))
            (cautions(&documents))
        }
    };
    Ok(frame::page("What the figures say", Some(&visitor.form_token), body))
}

fn card(measure: &Measure<'_>) -> Markup {
    let line = |time: &Period| Line { label: time.words.clone(), row: measure.subject.row(time, TOTAL) };
    let lines: Vec<Line<'_>> = measure.times.all().map(line).collect();
    html! {
        div.card {
            h3 { a href=(measure.address()) { (measure.caption) } }
            (chart(Some(measure.question), &measure.caption, "Time", &lines))
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

fn stands_out(measures: &[Measure<'_>]) -> Markup {
    let is_half = measures.iter().all(|measure| measure.times.waves_hidden);
    let since = if is_half { "Since the half-year before" } else { "Since the wave before" };
    let low = measures.iter().filter_map(|measure| Some((measure, measure.latest()?))).take(NAMED);
    html! {
        div.card {
            h2 { "What stands out" }
            h3 { "Least favourable, latest figures for the region" }
            ul { @for (measure, percent) in low {
                li { a href=(measure.address()) { (measure.caption) } " " strong { (percent) "% favourable" }
                    @if let Some((period, row)) = measure.subject.latest() {
                        span.soft { " of about " (row.base.unwrap_or(0)) ", " (period.words) }
                    } }
            } }
            (differences("Between areas", measures.iter().filter_map(between_areas).collect()))
            (differences(since, measures.iter().filter_map(|measure| since_before(measure, &measure.times.short)).collect()))
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
    let mut shares: Vec<(u64, &Row<'_>)> =
        rows.iter().filter(|row| row.is_area()).filter_map(|row| Some((measure.favourable(row)?, row))).collect();
    shares.sort_by_key(|(percent, _)| *percent);
    let (low, high) = (shares.first()?, shares.last().filter(|_| shares.len() > 1)?);
    let words = html! {
        a href=(measure.address()) { (measure.caption) } " " (low.1.label) " " (low.0) "%, " (high.1.label) " " (high.0) "%."
    };
    Some(Difference::between(*low, *high, margin_of_extremes, words))
}

/// The last two times of the region.
fn since_before(measure: &Measure<'_>, times: &[&Period]) -> Option<Difference> {
    let [.., before, last] = times else { return None };
    let (before, last) = (measure.subject.row(before, TOTAL)?, measure.subject.row(last, TOTAL)?);
    let (was, is) = (measure.favourable(&before)?, measure.favourable(&last)?);
    let words = html! { a href=(measure.address()) { (measure.caption) } " " (was) "%, now " (is) "%." };
    Some(Difference::between((was, &before), (is, &last), margin, words))
}

pub fn cautions(documents: &[Document]) -> Markup {
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
