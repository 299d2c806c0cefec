//! Publishing takes two publishers: they look at what would be shown, with what would be hidden and why, and agree.
//!
//! Promises that an agreement is to the figures that were on the page: a preview that was worked out anew since is looked
//! at again.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use data_encoding::HEXLOWER;
use maud::{Markup, html};

use super::nav::nav;
use crate::release::Document;
use crate::store::{Role, StoreError};
use crate::survey::Slug;
use crate::wave::Wave;
use crate::web::refusal::Refusal;
use crate::web::results::{Beside, contents};
use crate::web::staff::frame;
use crate::web::staff::me::told;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::Commission;

/// On the page of a counted wave.
pub fn invitation(wave: &Wave, agreed: &[Slug], is_previewed: bool) -> Markup {
    let id = &wave.id;
    html! {
        h2 { "Publishing" }
        p { "It takes two publishers. " (who(agreed)) }
        @if is_previewed { p { a.go href={ "/commission/wave/" (id) "/preview" } { "Look at what would be shown" } } }
        @else { p { "First the holder of the release key works out what would be shown: " code { "heard release preview " (id) " --key-dir …" } } }
    }
}

fn who(agreed: &[Slug]) -> String {
    let names: Vec<&str> = agreed.iter().map(Slug::as_str).collect();
    match names.is_empty() {
        true => "Nobody agreed yet.".into(),
        false => format!("Agreed: {}.", names.join(", ")),
    }
}

pub async fn preview(
    State(app): State<Arc<App>>,
    visitor: Commission,
    Path(id): Path<String>,
) -> Result<Markup, Refusal> {
    let id: Slug = id.parse().map_err(|_| Refusal::NotFound)?;
    let preview = app.store.preview(&id).await?.ok_or(Refusal::NotFound)?;
    let document: Document = serde_json::from_str(&preview.document).map_err(|error| Refusal::Broken(error.into()))?;
    let agreed = app.store.agreed_to_publish(&id).await?;
    let may = visitor.account.is_any_of(&[Role::Publisher]) && !agreed.contains(&visitor.account.id);
    let body = html! {
        (nav(&visitor.account, ""))
        p { strong { "Not published." } " This is what a release of " a href={ "/commission/wave/" (id) } { "wave " (id) } " would show. \
             The audit certified it together with everything published before. Quotations are drawn by lot when it is published." }
        (hidden(&document))
        (contents(&app, &document, &Beside::default()))
        div.card {
            h2 { "Publish this?" }
            p { "It takes two publishers. " (who(&agreed)) " What is published cannot be unpublished, only withdrawn." }
            @if may {
                form method="post" action={ "/commission/wave/" (id) "/publish" } {
                    input type="hidden" name="k" value=(visitor.form_token);
                    input type="hidden" name="preview" value=(HEXLOWER.encode(&preview.digest));
                    button { "Agree that this is published" }
                }
            }
        }
    };
    Ok(frame::page(&format!("Preview of wave {id}"), Some(&visitor.form_token), body))
}

/// Time by time: what is not shown. Which of the reasons it was would say something of the number, so none is given.
fn hidden(document: &Document) -> Markup {
    let mut places: BTreeMap<&str, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for table in document.tables.iter().filter(|table| !table.unshown.is_empty()) {
        let time = document.period(table).map_or(table.release.as_str(), |period| period.words.as_str());
        for category in &table.unshown {
            let place = document.label(table.rows(), category);
            places.entry(time).or_default().entry(place).or_default().push(&table.caption);
        }
    }
    html! {
        div.card {
            h2 { "What would be hidden, and why" }
            p { (document.rules) }
            p.soft { "Which part of the rule hid a place or a question is not said: it would tell something of the number." }
            @for (time, places) in &places {
                details {
                    summary { (time) ": " (places.len()) " places or groups are not shown on their own for some questions" }
                    ul { @for (place, questions) in places { li { strong { (place) } ": " (questions.join(" ")) } } }
                }
            }
            @if places.is_empty() && document.withheld.is_empty() { p { "Nothing that was planned for this time." } }
            @if !document.withheld.is_empty() { p { (document.withheld.len()) " questions are not shown yet; they are listed at the end." } }
        }
    }
}

pub async fn agree(
    State(app): State<Arc<App>>,
    visitor: Commission,
    Path(id): Path<String>,
    sent: StaffForm,
) -> Result<Response, Refusal> {
    let id: Slug = id.parse().map_err(|_| Refusal::NotFound)?;
    let digest = sent.first("preview").and_then(|hex| HEXLOWER.decode(hex.as_bytes()).ok()?.try_into().ok());
    let agreed = match digest {
        Some(digest) => app.store_for(&visitor.account).agree_to_publish(&id, &visitor.account.id, &digest).await,
        None => Err(StoreError::NotPreviewed),
    };
    agreed.map_err(|error| match error {
        StoreError::Wave(_) | StoreError::NotPreviewed => {
            Refusal::Unusable(format!("That was not done: {error}. Please go back."))
        }
        error => told(error),
    })?;
    Ok(Redirect::to(&format!("/commission/wave/{id}")).into_response())
}
