//! Who we are not hearing from: those who answered beside the population, and how they came.
//!
//! Promises to compare published figures alone with shares that the Commission gave, to say so when chance alone could
//! make a difference, and never to call a share of answers prevalence.

use std::sync::Arc;

use axum::extract::State;
use maud::{Markup, html};

use super::chart::{Line, chart};
use super::measure::{caption, question};
use super::nav::nav;
use crate::coproduction::{AREA, Group, Population};
use crate::disclosure::plan::{ELSEWHERE, Span};
use crate::release::{Document, Period, RESPONDENTS, Row, Subject, TOTAL, margin_of_share, subjects};
use crate::survey::Slug;
use crate::web::refusal::Refusal;
use crate::web::staff::frame;
use crate::web::state::App;
use crate::web::visitor::Commission;

/// Whom the service hears less than their share would make likely.
const FEWER: &str = "fewer";

/// A group of people: its share of those who said, and of the population.
struct Compared<'a> {
    label: &'a str,
    /// Percent; none if it is not shown.
    answered: Option<u64>,
    population: f64,
    verdict: &'static str,
}

impl<'a> Compared<'a> {
    fn of(label: &'a str, answered: Option<u64>, population: f64, base: u64) -> Self {
        let least = margin_of_share(base) as f64;
        let verdict = match answered.map(|percent| percent as f64 - population) {
            None => "not shown",
            Some(difference) if difference.abs() <= least => "as many",
            Some(difference) if difference < 0.0 => FEWER,
            Some(_) => "more",
        };
        Self { label, answered, population, verdict }
    }
}

pub async fn page(State(app): State<Arc<App>>, visitor: Commission) -> Result<Markup, Refusal> {
    let documents = app.releases().await?;
    let subjects = subjects(&documents);
    let body = html! {
        (nav(&visitor.account, "/commission/reach"))
        @match &app.population {
            None => (how_to_give_one()),
            Some(population) => {
                h2 { "Beside the population" }
                p { "Those who answered beside the population. Shares of the population: " (population.source) "." }
                div.multiples {
                    @for subject in subjects.iter().filter(|subject| subject.is_by_place()) {
                        @if let Some(group) = group_for(population, subject) { (card(&app, subject, group)) }
                    }
                }
            }
        }
        h2 { "How they came, and what they told of" }
        div.multiples {
            @for subject in subjects.iter().filter(|subject| tells_of_reach(&app, subject)) {
                @let caption = caption(&app, subject);
                div.card {
                    h3 { (caption) }
                    (chart(question(&app, subject), &caption, "Time", &over_waves(subject, &documents)))
                }
            }
        }
        h2 { "Before you act on this" }
        p { "Being few here does not mean that fewer are harmed, or that a service treats them worse: it means that this service \
             does not hear them. Who needs help is not spread like the population either." }
        @if let Some(document) = documents.last() { p.soft { (document.caveat) } }
    };
    Ok(frame::page("Who we are not hearing from", Some(&visitor.form_token), body))
}

fn group_for<'a>(population: &'a Population, subject: &Subject<'_>) -> Option<&'a Group> {
    let table = subject.table();
    match table.question.as_str() {
        RESPONDENTS => population.groups.iter().find(|group| group.question.as_str() == AREA),
        _ if table.answers().is_some() => population.of(&table.survey, &table.question),
        _ => None,
    }
}

fn card(app: &App, subject: &Subject<'_>, group: &Group) -> Markup {
    let Some((period, region)) = subject.latest() else { return html! {} };
    let rows = subject.rows(period);
    let nowhere = match group.question.as_str() {
        AREA => rows.iter().find(|row| row.category == ELSEWHERE).and_then(|row| row.base).unwrap_or(0),
        _ => 0,
    };
    // The population lives in the areas: whoever named none is not set beside it, as far as their number is published.
    let base = region.base.unwrap_or(0).saturating_sub(nowhere);
    let compared = match group.question.as_str() {
        AREA => of_areas(app, &rows, group, base),
        _ => of_answers(&region, group, base),
    };
    html! {
        div.card {
            h3 { @if group.question.as_str() == AREA { "The area that the service was in" } @else { (caption(app, subject)) } }
            p.soft { (period.words) ", about " (base) " people here; there is the population." }
            div.wide tabindex="0" role="region" aria-label=(subject.table().caption) { table {
                thead { tr { th scope="col" { "Group" } th.n scope="col" { "Here" } th.n scope="col" { "There" } th scope="col" { "So here" } } }
                tbody { @for one in &compared { tr {
                    th scope="row" { (one.label) (bars(one)) }
                    td.n { @match one.answered { Some(percent) => { (percent) "%" }, None => "–" } }
                    td.n { (format!("{:.0}", one.population)) "%" }
                    td { @if one.verdict == FEWER { strong { (one.verdict) } } @else { (one.verdict) } }
                } } }
            } }
            @if compared.is_empty() { p { "Nothing that can be compared has been published." } }
        }
    }
}

fn of_answers<'a>(region: &Row<'a>, group: &Group, base: u64) -> Vec<Compared<'a>> {
    let shown = region.answers.iter().filter_map(|answer| Some((answer, group.share(answer.id)?)));
    shown.map(|(answer, share)| Compared::of(answer.label, answer.percent, share, base)).collect()
}

/// Every area, those too that are not shown on their own.
fn of_areas<'a>(app: &'a App, rows: &[Row<'_>], group: &Group, base: u64) -> Vec<Compared<'a>> {
    let shown = |area: &Slug| rows.iter().find(|row| row.category == area.as_str())?.base;
    let areas = app.library.areas.iter().filter_map(|area| Some((area, group.share(area.id.as_str())?)));
    let percent = |area: &Slug| Some(shown(area)? * 100 / base.max(1));
    areas.map(|(area, share)| Compared::of(&area.name, percent(&area.id), share, base)).collect()
}

fn bars(one: &Compared<'_>) -> Markup {
    html! {
        @match one.answered {
            Some(percent) => svg.thin aria-hidden="true" focusable="false" { rect width={ (percent) "%" } height="100%" {} },
            None => svg.thin.unshown aria-hidden="true" focusable="false" {},
        }
        svg.thin aria-hidden="true" focusable="false" { rect.m width={ (format!("{:.0}", one.population)) "%" } height="100%" {} }
    }
}

/// Who they are, which kind of service they told of, and how they found this one.
fn tells_of_reach(app: &App, subject: &Subject<'_>) -> bool {
    let table = subject.table();
    let of_reach = question(app, subject).is_some_and(|asked| asked.breakdown || asked.region);
    subject.is_by_place() && table.form == "groups" && table.answers().is_some() && of_reach
}

fn over_waves<'a>(subject: &Subject<'a>, documents: &[Document]) -> Vec<Line<'a>> {
    let told: Vec<&Period> =
        [Span::Wave, Span::Half, Span::Year].into_iter().flat_map(|span| subject.times(documents, span)).collect();
    let lines = told.into_iter().map(|time| Line { label: time.words.clone(), row: subject.row(time, TOTAL) });
    lines.filter(|line| line.row.is_some()).collect()
}

fn how_to_give_one() -> Markup {
    html! {
        div.card {
            p { "To see who is missing, give shares of the population in a file " code { "population.toml" } ", in the data directory or beside \
                 your surveys. For every question that you want to compare:" }
            pre { code { "source = \"Census, adults of the seven areas\"\n\n[[group]]\nsurvey = \"core-adult\"\nquestion = \"sex\"\nshares = { female = 51, male = 49 }" } }
            p.soft { "Every answer needs a share but “prefer not to say”; they are percent and add up to a hundred. The question " code { "area" }
                " takes the areas. The program reads it when it starts." }
        }
    }
}
