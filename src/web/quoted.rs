//! Quotations beside the figures they stand under, and as a download.
//!
//! Promises to show only quotations whose salted digest their release was signed with, none of a table that was
//! withdrawn, and each under one theme with nothing else about the person. What was taken away leaves no trace on the
//! page: a note would tell where to look in older copies.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use maud::{Markup, html};
use serde_json::json;

use super::refusal::Refusal;
use super::state::App;
use crate::release::{Document, Quotation, TOTAL, Table, Withdrawn, quotations, quotations_csv};

/// What a release's page may quote. A fault keeps quotations off the page, not figures.
pub async fn of(app: &App, document: &Document, withdrawn: &[(String, &Withdrawn)]) -> Vec<Quotation> {
    if document.quotations.is_empty() {
        return Vec::new();
    }
    match quotations(&app.store, &app.quotation_keys, document, app.clock.today()).await {
        Ok(mut found) => {
            let taken_back = |one: &Quotation| {
                withdrawn.iter().any(|(_, taken)| taken.takes_back(&one.release, &one.period, &one.table))
            };
            found.retain(|one| !taken_back(one));
            found
        }
        Err(error) => {
            tracing::error!(%error, release = %document.id, "quotations are left out");
            Vec::new()
        }
    }
}

/// Theme by theme, in the order of the table's own labels.
pub fn beside(document: &Document, table: &Table, quoted: &[Quotation]) -> Markup {
    let of_table = |one: &&Quotation| one.period == table.release && one.table == table.id;
    let mut here: Vec<&Quotation> = quoted.iter().filter(of_table).collect();
    let answers = table.answers().unwrap_or_default();
    let place = |one: &Quotation| document.label(table.rows(), &one.place).to_owned();
    // The sort keeps the order of digests, which is as good as by lot.
    here.sort_by_key(|one| (document.label(answers, one.theme.as_str()).to_owned(), one.place != TOTAL, place(one)));
    html! {
        @if !here.is_empty() {
            details.quoted {
                summary { "In people’s own words (" (here.len()) ")" }
                p.soft { "Short parts of what people wrote. They said that we may show them. Names are taken out, and two people read each of them first." }
                @for group in here.chunk_by(|a, b| a.theme == b.theme && a.place == b.place) {
                    h3 { (document.label(answers, group[0].theme.as_str()))
                        @if group[0].place != TOTAL { ", " (place(group[0])) } }
                    @for one in group { blockquote dir="auto" { (one.words) } }
                }
            }
        }
    }
}

/// `GET /feed/ID.quotations.json` and `.csv`: what is still there, with the salts that the signed digests need.
pub fn download(document: &Document, quoted: &[Quotation], kind: &str) -> Result<Response, Refusal> {
    match kind {
        "json" => {
            let entry = |one: &Quotation| {
                let mut entry = json!(one);
                entry["sha256"] = HEXLOWER.encode(&one.digest()).into();
                entry
            };
            let all = json!({
                "schema": "heard-quotations-1",
                "release": document.id,
                "quotations": quoted.iter().map(entry).collect::<Vec<_>>(),
            });
            Ok(([(header::CONTENT_TYPE, "application/json")], format!("{all:#}")).into_response())
        }
        "csv" => {
            let csv = quotations_csv(document, quoted).map_err(|error| Refusal::Broken(error.into()))?;
            let name = format!("attachment; filename=\"heard-{}-quotations.csv\"", document.id);
            Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, &name)], csv)
                .into_response())
        }
        _ => Err(Refusal::NotFound),
    }
}
