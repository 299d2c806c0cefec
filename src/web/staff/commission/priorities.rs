//! What was published towards each priority of the strategies: measures, themes, and where there is nothing yet.
//!
//! Promises to name a priority for which nothing can be shown as a gap in what is known, not as a good or bad service.

use std::sync::Arc;

use axum::extract::State;
use maud::{Markup, html};

use super::measure::{Measure, caption, measures};
use super::nav::nav;
use crate::coproduction::{Level, Priority};
use crate::release::{Answer, Row, Subject, subjects};
use crate::themes::codebook::{Codebook, Theme};
use crate::web::refusal::Refusal;
use crate::web::staff::frame;
use crate::web::state::App;
use crate::web::visitor::Commission;

const LEVELS: [(Level, &str); 3] =
    [(Level::Core, "Core priorities"), (Level::Regional, "For the region"), (Level::Local, "For Dudley")];

/// What people wrote of under one question, in the latest time for which it stands.
struct Written<'a> {
    question: String,
    time: &'a str,
    row: Row<'a>,
}

impl<'a> Written<'a> {
    fn of(app: &App, subject: &Subject<'a>) -> Option<Self> {
        let (period, row) = subject.latest()?;
        Some(Self { question: caption(app, subject), time: &period.words, row })
    }

    fn theme(&self, theme: &Theme) -> Option<&Answer<'a>> {
        let id = theme.id.as_option();
        self.row.answers.iter().find(|answer| answer.id == id.as_str() && answer.percent.is_some())
    }
}

pub async fn page(State(app): State<Arc<App>>, visitor: Commission) -> Result<Markup, Refusal> {
    let documents = app.releases().await?;
    let subjects = subjects(&documents);
    let measures = measures(&app, &documents, &subjects);
    let themes = subjects.iter().filter(|subject| subject.is_by_place() && subject.table().form == "themes");
    let written: Vec<Written<'_>> = themes.filter_map(|subject| Written::of(&app, subject)).collect();
    let found = |priority| Found::of(priority, &measures, &written, &app.codebook);
    let body = html! {
        (nav(&visitor.account, "/commission/priorities"))
        @if documents.is_empty() { p { "Nothing has been released yet." } } @else {
            p.soft { "The whole region, in the latest and longest time that was published of each. One theme or measure may serve several priorities."
                @for one in &written { " “" (one.question) "”: " (one.time) "." } }
            (gaps(app.framework.priorities.iter().map(found).filter(Found::is_gap)))
            @for (level, heading) in LEVELS {
                h2 { (heading) }
                div.multiples {
                    @for priority in app.framework.priorities.iter().filter(|priority| priority.level == level) {
                        (card(&found(priority), &written))
                    }
                }
            }
        }
    };
    Ok(frame::page("Themes and measures by priority", Some(&visitor.form_token), body))
}

/// What serves a priority, with what was published of it.
struct Found<'a> {
    priority: &'a Priority,
    measures: Vec<(&'a Measure<'a>, Option<u64>)>,
    /// Each with what was published under each question.
    themes: Vec<(&'a Theme, Vec<Option<&'a Answer<'a>>>)>,
}

impl<'a> Found<'a> {
    fn of(
        priority: &'a Priority,
        measures: &'a [Measure<'a>],
        written: &'a [Written<'a>],
        codebook: &'a Codebook,
    ) -> Self {
        let serves = |measure: &&Measure<'_>| measure.priorities().contains(&priority.id);
        let measures = measures.iter().filter(serves).map(|measure| (measure, measure.latest())).collect();
        let themes = codebook.in_use().filter(|theme| theme.priorities.contains(&priority.id));
        let shown = |theme: &'a Theme| (theme, written.iter().map(|written| written.theme(theme)).collect());
        Self { priority, measures, themes: themes.map(shown).collect() }
    }

    fn is_gap(&self) -> bool {
        let shown = |(_, answers): &(&Theme, Vec<Option<&Answer<'_>>>)| answers.iter().any(Option::is_some);
        self.measures.iter().all(|(_, percent)| percent.is_none()) && !self.themes.iter().any(shown)
    }
}

fn gaps<'a>(gaps: impl Iterator<Item = Found<'a>>) -> Markup {
    let names: Vec<&str> = gaps.map(|found| found.priority.title.as_str()).collect();
    html! {
        @if !names.is_empty() {
            div.card {
                h2 { "Gaps in what is known" }
                p { "Of these priorities nothing could be shown yet: too few wrote of them, or no question asks." }
                ul { @for name in names { li { (name) } } }
            }
        }
    }
}

fn card(found: &Found<'_>, written: &[Written<'_>]) -> Markup {
    let (shown, hidden): (Vec<_>, Vec<_>) =
        found.themes.iter().partition(|(_, answers)| answers.iter().any(Option::is_some));
    html! {
        div.card {
            h3 { (found.priority.title) }
            @if !found.measures.is_empty() {
                table {
                    caption { small { "Favourable answers" } }
                    tbody { @for (measure, percent) in &found.measures { tr {
                        th scope="row" { a href=(measure.address()) { (measure.caption) } }
                        td.n { @match percent { Some(percent) => { (percent) "%" }, None => "not shown" } }
                    } } }
                }
            }
            @if !shown.is_empty() { (themes_table(&shown, written)) }
            @if !hidden.is_empty() {
                @let names: Vec<&str> = hidden.iter().map(|(theme, _)| theme.label.as_str()).collect();
                p.soft { "Themes not shown, too few people or none: " (names.join("; ")) "." }
            }
        }
    }
}

fn themes_table(shown: &[&(&Theme, Vec<Option<&Answer<'_>>>)], written: &[Written<'_>]) -> Markup {
    html! {
        table {
            caption { small { "People who wrote of it" } }
            thead { tr { th scope="col" { "Theme" } @for one in written { th.n scope="col" { (one.question) } } } }
            tbody { @for (theme, answers) in shown { tr {
                th scope="row" { (theme.label) }
                @for answer in answers { td.n { @match answer.and_then(|answer| answer.people) { Some(people) => (people), None => span.soft { "–" } } } }
            } } }
        }
    }
}
