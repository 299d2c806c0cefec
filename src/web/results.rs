//! Results for everyone: tables with bars, the feed, documents, CSV.
//!
//! Promises to print nothing but what a signed release holds, with the caveat beside every table. Each bar has its
//! number in the row.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use maud::{Markup, html};
use serde_json::json;

use super::parts::{self, day};
use super::quoted;
use super::refusal::Refusal;
use super::replied::{self, Replied};
use super::staff_frame;
use super::state::App;
use crate::disclosure::plan::Span;
use crate::release::{
    Counted, Document, PARTS, PLACE, Period, Quotation, Row, TOTAL, Table, Withdrawn, digest_of, to_csv,
};
use crate::store::StoredRelease;
use crate::survey::Slug;

pub async fn list(State(app): State<Arc<App>>) -> Result<Markup, Refusal> {
    let documents = app.releases().await?;
    let Some(newest) = documents.iter().rfind(|document| !document.is_correction()) else {
        let body = html! { p { "Nothing has been published yet." } };
        return Ok(staff_frame("What people told us", None, body));
    };
    let beside = Beside::of(&app, newest, &documents).await?;
    let body = html! {
        (parts::demo_note(app.settings.demo))
        @if documents.len() > 1 {
            p {
                "Others: "
                @for document in documents.iter().rev().filter(|document| document.id != newest.id) {
                    a href={ "/results/" (document.id) } { (document.id) } " "
                }
            }
        }
        @let has_year = |document: &Document| document.releases.iter().any(|period| period.span == Span::Year);
        @if !has_year(newest) && let Some(year) = documents.iter().rfind(|document| has_year(document)) {
            p { "The latest whole year, with more of each place: " a href={ "/results/" (year.id) } { (year.id) } "." }
        }
        (one(&app, newest, &beside))
    };
    Ok(staff_frame("What people told us", None, body))
}

pub async fn page(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Markup, Refusal> {
    let documents = app.releases().await?;
    let document = documents.iter().find(|document| document.id.as_str() == id).ok_or(Refusal::NotFound)?;
    let beside = Beside::of(&app, document, &documents).await?;
    let body = html! { (parts::demo_note(app.settings.demo)) (one(&app, document, &beside)) };
    Ok(staff_frame("What people told us", None, body))
}

/// What is not in a document and stands beside its tables: what was taken back since, people's own words, replies.
#[derive(Default)]
pub struct Beside<'a> {
    /// With the day.
    withdrawn: Vec<(String, &'a Withdrawn)>,
    quoted: Vec<Quotation>,
    replies: Vec<Replied>,
}

impl<'a> Beside<'a> {
    async fn of(app: &App, document: &Document, documents: &'a [Document]) -> Result<Self, Refusal> {
        let withdrawn = withdrawn(documents);
        let quoted = quoted::of(app, document, &withdrawn).await;
        Ok(Self { withdrawn, quoted, replies: replied::agreed(app).await? })
    }
}

/// Every table that was taken back, with the day.
pub(super) fn withdrawn(documents: &[Document]) -> Vec<(String, &Withdrawn)> {
    documents.iter().flat_map(|document| document.withdrawn.iter().map(|taken| (published(document), taken))).collect()
}

fn one(app: &App, document: &Document, beside: &Beside<'_>) -> Markup {
    html! {
        @for wave in &document.waves {
            p { "Wave " (wave.id) ": " (day(wave.opens)) " to " (day(wave.closes)) "." }
        }
        @if !document.is_correction() { p { (document.rules) } }
        p.soft { "Published by " (document.run_by) " on " (published(document)) ". "
            a href={ "/feed/" (document.id) ".csv" } { "As a spreadsheet (CSV)" } ", "
            a href={ "/feed/" (document.id) ".json" } { "as data (JSON)" } ", "
            @if !beside.quoted.is_empty() {
                "people’s own words (" a href={ "/feed/" (document.id) ".quotations.csv" } { "CSV" } ", "
                a href={ "/feed/" (document.id) ".quotations.json" } { "JSON" } "), "
            }
            a href="/feed" { "all releases" } "."
        }
        (contents(app, document, beside))
    }
}

/// What a document shows, time by time, and what it does not.
pub fn contents(app: &App, document: &Document, beside: &Beside<'_>) -> Markup {
    // The longest time first: it is told in most detail.
    let mut periods: Vec<&Period> = document.releases.iter().collect();
    periods.sort_by_key(|period| std::cmp::Reverse(period.span));
    html! {
        @if periods.len() > 1 {
            nav aria-label="Times" { ul { @for period in &periods { li { a href={ "#" (period.id) } { (period.words) } } } } }
        }
        @for period in &periods { (one_period(app, document, period, beside)) }
        @if document.is_correction() {
            h2 { "Withdrawn" }
            @for taken in &document.withdrawn {
                p { strong { (taken.caption) } " in " a href={ "/results/" (taken.release) } { "release " (taken.release) }
                    ", waves " (taken.period) ": " (taken.reason) }
            }
        }
        @if !document.withheld.is_empty() {
            h2 { "Not shown yet" }
            @for held in &document.withheld { p { strong { (held.caption) } " " (held.words) } }
        }
    }
}

/// The day in words; the document itself keeps it as 2026-10-21.
fn published(document: &Document) -> String {
    document.published.parse().map_or_else(|_| document.published.clone(), day)
}

fn one_period(app: &App, document: &Document, period: &Period, beside: &Beside<'_>) -> Markup {
    let taken = |table: &Table| {
        beside.withdrawn.iter().find(|(_, taken)| taken.takes_back(&document.id, &table.release, &table.id))
    };
    let tables: Vec<&Table> = document.tables.iter().filter(|table| table.release == period.id).collect();
    html! {
        h2 id=(period.id) { (period.words) @if period.span == Span::Year { ", the whole year" } }
        @if tables.is_empty() { p { "Nothing could be shown for this time." } }
        @else if tables.len() > 2 {
            details { summary { "What is told" }
                ul { @for table in &tables { li { a href={ "#" (card_id(table)) } { (caption(document, table)) } } } }
            }
        }
        @for table in tables {
            @match taken(table) {
                None => (one_table(app, document, table, beside)),
                Some((day, taken)) => {
                    div.card { p { strong { (table.caption) } } p { "Withdrawn on " (day) ": " (taken.reason) } }
                }
            }
        }
    }
}

fn one_table(app: &App, document: &Document, table: &Table, beside: &Beside<'_>) -> Markup {
    let rows = Row::of(document, table);
    let (region, places): (Vec<&Row<'_>>, Vec<&Row<'_>>) = rows.iter().partition(|row| row.category == TOTAL);
    let serves: Vec<&str> = table
        .priorities
        .iter()
        .filter_map(|id| app.framework.priority(id))
        .map(|priority| priority.title.as_str())
        .collect();
    html! {
        div.card id=(card_id(table)) {
            @for row in &region { (region_table(document, table, row)) }
            @if !places.is_empty() {
                @let caption = region.is_empty().then_some(table.caption.as_str());
                (place_table(document, table, &places, caption))
            }
            @if !table.unshown.is_empty() {
                @let names: Vec<&str> = table.unshown.iter().map(|id| document.label(table.rows(), id)).collect();
                p.soft { "Not shown on their own: " (names.join("; ")) "." }
            }
            (quoted::beside(document, table, &beside.quoted))
            (replied::beside(document, table, &beside.replies))
            @if table.counts == Counted::Parts { p.soft { (PARTS) } }
            p.soft { (document.caveat) }
            @if !table.cut.is_empty() || !serves.is_empty() {
                details.soft { summary { "Why it is told like this" }
                    @if !table.cut.is_empty() { p { (table.cut) } }
                    @if !serves.is_empty() { p { "Asked for these priorities of the strategies: " (serves.join("; ")) "." } }
                }
            }
        }
    }
}

/// The question, and whose groups it is told by.
fn caption(document: &Document, table: &Table) -> String {
    match table.rows() {
        PLACE => table.caption.clone(),
        groups => format!("{}, by: {}", table.caption, document.label(groups, TOTAL)),
    }
}

/// Under which a table is found on its page.
fn card_id(table: &Table) -> String {
    format!("{}.{}", table.release, table.id)
}

fn region_table(document: &Document, table: &Table, row: &Row<'_>) -> Markup {
    let periods = document.periods(table);
    html! {
        div.wide { table {
            caption {
                (table.caption)
                small {
                    @if let Some(base) = row.base { "About " (base) " people. " }
                    @if periods.len() > 1 { "Waves " (join(periods)) " together. " }
                    @if table.form == "themes" { "What they wrote of; one text may have several themes. " (codebook(document, periods)) }
                    @if table.form == "labels" { "People could choose several, so these do not add up. " }
                }
            }
            @if !row.answers.is_empty() {
                thead { tr { th scope="col" { @if table.form == "themes" { "Theme" } @else { "Answer" } } th.n scope="col" { "People" } th.n scope="col" { "%" }
                    th.b scope="col" { span.soft { "Share" } } } }
                tbody { @for answer in &row.answers {
                    tr {
                        th scope="row" { (answer.label) }
                        td.n { @match answer.people { Some(people) => (people), None => "hidden" } }
                        td.n { @if let Some(percent) = answer.percent { (percent) "%" } }
                        td.b { @if let Some(percent) = answer.percent { (bar(percent)) } }
                    }
                } }
            }
        } }
        @if row.answers.is_empty() && table.answers().is_some() { p.soft { "None could be shown." } }
    }
}

/// Which themes there were to choose from.
fn codebook(document: &Document, periods: &[Slug]) -> String {
    let versions: BTreeSet<u32> = periods.iter().filter_map(|wave| document.codebooks.get(wave).copied()).collect();
    let versions: Vec<String> = versions.iter().map(u32::to_string).collect();
    match versions.as_slice() {
        [] => String::new(),
        [one] => format!("Themes of version {one} of the codebook. "),
        several => format!("Themes of versions {} of the codebook. ", several.join(" and ")),
    }
}

/// Places side by side, each with its own groups: the smaller the place, the fewer.
fn place_table(document: &Document, table: &Table, rows: &[&Row<'_>], caption: Option<&str>) -> Markup {
    let heading = if table.rows() == PLACE { "Place" } else { document.label(table.rows(), TOTAL) };
    html! {
        div.wide { table.places {
            @if let Some(caption) = caption {
                caption { (caption) @if table.rows() != PLACE { small { "By: " (heading) } } }
            }
            thead { tr { th scope="col" { (heading) }
                th.n scope="col" { @if table.counts == Counted::Parts { "Answers" } @else { "People" } }
                @if table.answers().is_some() { th scope="col" { @if table.form == "themes" { "Themes" } @else { "What they said" } } } } }
            tbody { @for row in rows { tr id=(row_id(table, row.category)) {
                th scope="row" { (row.label) }
                td.n { @if let Some(base) = row.base { (base) } }
                @if table.answers().is_some() {
                    td { @for answer in &row.answers { @if let Some(percent) = answer.percent {
                        div.answer { span { (answer.label) } span.n { (percent) "%" } (bar(percent)) }
                    } }
                        @if row.answers.is_empty() { span.soft { "None could be shown." } }
                    }
                }
            } } }
        } }
    }
}

/// Under which a place's row of a table is found on its page.
pub(super) fn row_id(table: &Table, category: &str) -> String {
    format!("{}.{category}", card_id(table))
}

fn bar(percent: u64) -> Markup {
    html! { svg aria-hidden="true" focusable="false" { rect width={ (percent) "%" } height="100%" {} } }
}

fn join(periods: &[Slug]) -> String {
    periods.iter().map(Slug::as_str).collect::<Vec<_>>().join(" and ")
}

/// `GET /feed`: every release with its digest, signature and addresses, first to last.
pub async fn feed(State(app): State<Arc<App>>) -> Result<Response, Refusal> {
    let base = &app.settings.public_url;
    let releases = app.store.releases().await?;
    let entries: Vec<_> = releases
        .iter()
        .map(|release| {
            let document = read(release)?;
            let quotations =
                (!document.quotations.is_empty()).then(|| format!("{base}/feed/{}.quotations.json", release.id));
            Ok(json!({
                "id": release.id,
                "sequence": release.sequence,
                "published": document.published,
                "document": format!("{base}/feed/{}.json", release.id),
                "csv": format!("{base}/feed/{}.csv", release.id),
                "page": format!("{base}/results/{}", release.id),
                "quotations": quotations,
                "sha256": digest_of(&release.document),
                "signature": HEXLOWER.encode(&release.signature),
            }))
        })
        .collect::<Result<_, Refusal>>()?;
    let feed = json!({
        "schema": "heard-feed-1",
        "signed_with": { "algorithm": "Ed25519", "public_key": app.signing_public },
        "releases": entries,
    });
    Ok(typed("application/json", format!("{feed:#}")))
}

/// `GET /feed/ID.json` gives a document's very bytes, which the signature is of; `GET /feed/ID.csv` a table.
pub async fn file(State(app): State<Arc<App>>, Path(name): Path<String>) -> Result<Response, Refusal> {
    let (id, kind) = name.rsplit_once('.').ok_or(Refusal::NotFound)?;
    if let Some(id) = id.strip_suffix(".quotations") {
        let documents = app.releases().await?;
        let document = documents.iter().find(|document| document.id.as_str() == id).ok_or(Refusal::NotFound)?;
        return quoted::download(document, &quoted::of(&app, document, &withdrawn(&documents)).await, kind);
    }
    let release = find(&app, id).await?;
    match kind {
        "json" => Ok(typed("application/json", release.document)),
        "csv" => {
            let csv = to_csv(&read(&release)?).map_err(|error| Refusal::Broken(error.into()))?;
            let name = format!("attachment; filename=\"heard-{}.csv\"", release.id);
            Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, &name)], csv)
                .into_response())
        }
        _ => Err(Refusal::NotFound),
    }
}

async fn find(app: &App, id: &str) -> Result<StoredRelease, Refusal> {
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    app.store.release(&id).await?.ok_or(Refusal::NotFound)
}

fn read(release: &StoredRelease) -> Result<Document, Refusal> {
    serde_json::from_str(&release.document).map_err(|error| Refusal::Broken(error.into()))
}

fn typed(kind: &'static str, text: String) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}
