//! One-time codes: made in batches, and shown once, as cards to print and cut.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::{open_waves, print};
use crate::code::{self, LARGEST_BATCH, SMALLEST_BATCH, Word};
use crate::survey::Slug;
use crate::wave::Wave;
use crate::web::parts::day;
use crate::web::refusal::Refusal;
use crate::web::staff::frame;
use crate::web::staff::sheets::Sheet;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::ProviderStaff;

/// Long enough for a slow line, in seconds.
const SHEET_LASTS: i64 = 300;

pub fn form(wave: &Wave, token: &str) -> Markup {
    let id = format!("size-{}", wave.id);
    html! {
        div.card {
            p { "Wave " (wave.id) ", open until " (day(wave.closes)) "." }
            form method="post" action="/provider/codes" {
                input type="hidden" name="k" value=(token);
                input type="hidden" name="wave" value=(wave.id);
                label for=(id) { "How many?" }
                input id=(id) type="number" name="size" value=(SMALLEST_BATCH)
                    min=(SMALLEST_BATCH) max=(LARGEST_BATCH) required;
                p.soft {
                    "Ten to a page. At least " (SMALLEST_BATCH) ", so that no code points at one person."
                }
                button { "Make codes" }
            }
        }
    }
}

pub async fn make(State(app): State<Arc<App>>, visitor: ProviderStaff, sent: StaffForm) -> Result<Response, Refusal> {
    let size = sent.first("size").and_then(|size| size.parse().ok()).unwrap_or(0);
    let wave = sent.first("wave").and_then(|id| id.parse::<Slug>().ok());
    let wave = open_waves(&app).await?.into_iter().find(|open| Some(&open.id) == wave.as_ref());
    let wave =
        wave.ok_or_else(|| Refusal::Unusable("That wave is not open. Please go back and choose again.".into()))?;
    let (codes, digests) = code::batch(size, &app.pepper, &*app.entropy)
        .map_err(|error| Refusal::Unusable(format!("Please go back and change the number: {error}.")))?;
    app.store_for(&visitor.account).add_codes(&wave.id, &visitor.provider.id, &digests, &*app.entropy).await?;
    let now = app.clock.now();
    let sheet = Sheet { provider: visitor.provider.id, wave, codes, until: now + SHEET_LASTS };
    let address = format!("/provider/codes/{}", app.sheets.put(sheet, Word::new(&*app.entropy), now));
    Ok(Redirect::to(&address).into_response())
}

/// A sheet of codes, once: loading its address again finds nothing, and makes no other batch.
pub async fn show(
    State(app): State<Arc<App>>,
    visitor: ProviderStaff,
    Path(key): Path<String>,
) -> Result<Markup, Refusal> {
    let key = key.parse().map_err(|_| Refusal::NotFound)?;
    if let Some(sheet) = app.sheets.take(&key, &visitor.provider.id, app.clock.now()) {
        return Ok(print::cards(&app, &sheet));
    }
    let body = html! {
        p { "These codes were shown already, or it took too long. They cannot be shown again." }
        p { "Were they not printed? " a href="/provider" { "Make another batch" } "." }
    };
    Ok(frame::page("Codes", Some(&visitor.form_token), body))
}
