//! A provider's page: its link to share, and sheets of one-time codes.
//!
//! Promises no number about who answered: a provider sees figures where everybody does, on the results pages.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::frame;
use super::sheets::Sheet;
use crate::code::{self, LARGEST_BATCH, SMALLEST_BATCH, Word};
use crate::store::{Link, Provider};
use crate::survey::Slug;
use crate::wave::Wave;
use crate::web::parts::day;
use crate::web::refusal::Refusal;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::ProviderStaff;

/// Long enough for a slow line, in seconds.
const SHEET_LASTS: i64 = 300;

pub async fn page(State(app): State<Arc<App>>, visitor: ProviderStaff) -> Result<Markup, Refusal> {
    let own = |link: &Link| link.provider.as_ref() == Some(&visitor.provider.id);
    let links: Vec<Link> = app.store.links().await?.into_iter().filter(own).collect();
    let waves = open_waves(&app).await?;
    let area = app.library.areas.get(visitor.provider.area.as_str()).map_or("", |area| area.name.as_str());
    let body = html! {
        p.soft { (visitor.provider.name) ", " (area) }
        h2 { "Share a link" }
        @if links.is_empty() { p { "You have no link yet. The Commission makes one for you." } }
        @for link in &links {
            p { (link.label) ": " br; code { (app.settings.public_url) "/l/" (link.id) } }
        }
        p { "Anyone with the link can answer. Nothing about the person or the device is kept." }
        h2 { "Codes to hand out" }
        @if waves.is_empty() { p { "No wave is open now, so there is nothing to make codes for." } }
        @for wave in &waves { (codes_form(wave, &visitor.form_token)) }
        h2 { "When not to hand one out" }
        ul {
            li { "In a crisis, on the day of an examination, or just after a bereavement." }
            li { "When someone else is in the room, or you are not sure that it is safe to carry a card." }
            li { "Twice to the same person in one wave." }
        }
        p { "Say that it is a choice, that support does not depend on it, and that you will not know who answered." }
    };
    Ok(frame::page("Hand out", Some(&visitor.form_token), body))
}

fn codes_form(wave: &Wave, token: &str) -> Markup {
    html! {
        div.card {
            p { "Wave " (wave.id) ", open until " (day(wave.closes)) "." }
            form method="post" action="/provider/codes" {
                input type="hidden" name="k" value=(token);
                input type="hidden" name="wave" value=(wave.id);
                label for={ "size-" (wave.id) } { "How many?" }
                input id={ "size-" (wave.id) } type="number" name="size" value=(SMALLEST_BATCH)
                    min=(SMALLEST_BATCH) max=(LARGEST_BATCH) required;
                p.soft { "At least " (SMALLEST_BATCH) ", so that no code points at one person." }
                button { "Make codes" }
            }
        }
    }
}

pub async fn make_codes(
    State(app): State<Arc<App>>,
    visitor: ProviderStaff,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    let sent = StaffForm::from_page(&headers, body, &visitor.form_token).await?;
    let size = sent.first("size").and_then(|size| size.parse().ok()).unwrap_or(0);
    let wave = sent.first("wave").and_then(|id| id.parse::<Slug>().ok());
    let wave = open_waves(&app).await?.into_iter().find(|open| Some(&open.id) == wave.as_ref());
    let wave =
        wave.ok_or_else(|| Refusal::Unusable("That wave is not open. Please go back and choose again.".into()))?;
    let (codes, digests) = code::batch(size, &app.pepper, &*app.entropy)
        .map_err(|error| Refusal::Unusable(format!("Please go back and change the number: {error}.")))?;
    app.store_for(&visitor.account).add_codes(&wave.id, &visitor.provider.id, &digests, &*app.entropy).await?;
    let sheet = Sheet { provider: visitor.provider.id, wave, codes, until: app.clock.now() + SHEET_LASTS };
    let address = format!("/provider/codes/{}", app.sheets.put(sheet, Word::new(&*app.entropy)));
    Ok(Redirect::to(&address).into_response())
}

/// A sheet of codes, once: loading its address again finds nothing, and makes no other batch.
pub async fn show_codes(
    State(app): State<Arc<App>>,
    visitor: ProviderStaff,
    Path(key): Path<String>,
) -> Result<Markup, Refusal> {
    let key = key.parse().map_err(|_| Refusal::NotFound)?;
    let sheet = app.sheets.take(&key, &visitor.provider.id, app.clock.now());
    let body = match sheet {
        Some(sheet) => self::sheet(&app, &visitor.provider, &sheet.wave, &sheet.codes),
        None => html! {
            p { "These codes were shown already, or it took too long. They cannot be shown again." }
            p { "Were they not printed? " a href="/provider" { "Make another batch" } "." }
        },
    };
    Ok(frame::page("Codes", Some(&visitor.form_token), body))
}

async fn open_waves(app: &App) -> Result<Vec<Wave>, Refusal> {
    let today = app.clock.today();
    Ok(app.store.waves().await?.into_iter().filter(|wave| wave.is_open_on(today)).collect())
}

fn sheet(app: &App, provider: &Provider, wave: &Wave, codes: &[Word]) -> Markup {
    html! {
        p { (codes.len()) " codes for " (provider.name) ", good until " (day(wave.closes)) "." }
        p.warn { "Print this page now. The codes are shown once and cannot be shown again." }
        p { "Cut them apart, shuffle the pile, and let each person draw one. Do not note who drew which." }
        ul.codes {
            @for code in codes {
                li { "Your feedback: " (app.settings.public_url) br; span.code { (code) } }
            }
        }
        p { a href="/provider" { "Back" } }
    }
}
