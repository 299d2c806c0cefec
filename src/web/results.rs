//! Results for everyone: tables with bars, the feed, documents, CSV.
//!
//! Promises to print nothing but what a signed release holds, with the caveat beside every table. Each bar has its
//! number in the row.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use maud::{Markup, html};
use serde_json::json;

use super::parts::{self, day};
use super::refusal::Refusal;
use super::staff_frame;
use super::state::App;
use crate::release::{Cell, Document, Table, digest_of, to_csv};
use crate::store::StoredRelease;

pub async fn list(State(app): State<Arc<App>>) -> Result<Markup, Refusal> {
    let releases = app.store.releases().await?;
    let Some(newest) = releases.last() else {
        let body = html! { p { "Nothing has been published yet." } };
        return Ok(staff_frame("What people told us", None, body));
    };
    let document = read(newest)?;
    let body = html! {
        (parts::demo_note(app.settings.demo))
        @if releases.len() > 1 {
            p {
                "Earlier: "
                @for release in releases.iter().rev().skip(1) {
                    a href={ "/results/" (release.id) } { (release.id) } " "
                }
            }
        }
        (one(&app, &document))
    };
    Ok(staff_frame("What people told us", None, body))
}

pub async fn page(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Markup, Refusal> {
    let document = read(&find(&app, &id).await?)?;
    let body = html! { (parts::demo_note(app.settings.demo)) (one(&app, &document)) };
    Ok(staff_frame("What people told us", None, body))
}

fn one(app: &App, document: &Document) -> Markup {
    html! {
        @for wave in &document.waves {
            p { "Wave " (wave.id) ": " (day(wave.opens)) " to " (day(wave.closes)) "." }
        }
        p { (document.rules) }
        p.soft { "Published by " (document.run_by) " on " (published(document)) ". "
            a href={ "/feed/" (document.id) ".csv" } { "As a spreadsheet (CSV)" } ", "
            a href={ "/feed/" (document.id) ".json" } { "as data (JSON)" } ", "
            a href="/feed" { "all releases" } "."
        }
        @for table in &document.tables { (one_table(app, document, table)) }
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

fn one_table(app: &App, document: &Document, table: &Table) -> Markup {
    let total = table.total();
    let periods = document.periods(table);
    let serves: Vec<&str> = table
        .priorities
        .iter()
        .filter_map(|id| app.framework.priority(id))
        .map(|priority| priority.title.as_str())
        .collect();
    html! {
        div.card {
            div.wide { table {
                caption {
                    (table.caption)
                    small {
                        @if periods.len() > 1 { "Waves " (join(periods)) " together. " }
                        @if let Some(total) = total { "About " (total) " people. " }
                        @match table.form.as_str() {
                            "three-way" | "two-way" => "Some answers are put together, so that no group is too small. ",
                            "labels" => "People could choose several, so these do not add up. ",
                            _ => "",
                        }
                    }
                }
                thead { tr { th scope="col" { "Answer" } th.n scope="col" { "People" } th.n scope="col" { "%" }
                    th.b scope="col" { span.soft { "Share" } } } }
                tbody { @for cell in &table.cells { @if !is_total(cell) || table.cells.len() == 1 {
                    (row(document, cell))
                } } }
            } }
            p.soft { (document.caveat) }
            @if !serves.is_empty() { p.soft { "Serves: " (serves.join("; ")) "." } }
        }
    }
}

fn row(document: &Document, cell: &Cell) -> Markup {
    let (dimension, option) = cell.at.first_key_value().map_or(("", ""), |(d, o)| (d.as_str(), o.as_str()));
    let label = document.dimensions.get(dimension).and_then(|d| d.labels.get(option)).map_or(option, String::as_str);
    html! {
        tr {
            th scope="row" { (label) }
            td.n { @match cell.value { Some(value) => (value), None => "hidden" } }
            td.n { @if let Some(percent) = cell.percent { (percent) "%" } }
            td.b { @if let Some(percent) = cell.percent {
                svg aria-hidden="true" focusable="false" { rect width={ (percent) "%" } height="100%" {} }
            } }
        }
    }
}

fn is_total(cell: &Cell) -> bool {
    cell.at.values().all(|at| at == crate::release::TOTAL)
}

fn join(periods: &[crate::survey::Slug]) -> String {
    periods.iter().map(|p| p.as_str()).collect::<Vec<_>>().join(" and ")
}

/// `GET /feed`: every release with its digest, signature and addresses, first to last.
pub async fn feed(State(app): State<Arc<App>>) -> Result<Response, Refusal> {
    let base = &app.settings.public_url;
    let releases = app.store.releases().await?;
    let entries: Vec<_> = releases
        .iter()
        .map(|release| {
            Ok(json!({
                "id": release.id,
                "sequence": release.sequence,
                "published": read(release)?.published,
                "document": format!("{base}/feed/{}.json", release.id),
                "csv": format!("{base}/feed/{}.csv", release.id),
                "page": format!("{base}/results/{}", release.id),
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
