//! The questions of a link as pages that a browser prints, for the Commission and for the provider whose link it is.
//!
//! Promises that a provider prints its own links alone, and that no page says who printed one.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use serde::Deserialize;

use super::frame;
use super::provider::own_link;
use crate::store::Link;
use crate::survey::Slug;
use crate::web::paper::paper;
use crate::web::public::asked;
use crate::web::refusal::Refusal;
use crate::web::state::App;
use crate::web::visitor::{Commission, ProviderStaff};
use crate::web::voice::Chosen;

/// What a printed page is asked for.
#[derive(Deserialize)]
pub struct Look {
    size: Option<String>,
}

impl Look {
    fn is_large(&self) -> bool {
        self.size.as_deref() == Some("large")
    }
}

pub async fn print(
    State(app): State<Arc<App>>,
    _: Commission,
    chosen: Option<Chosen>,
    Path(link): Path<String>,
    Query(look): Query<Look>,
) -> Result<Markup, Refusal> {
    let link = find(&app, &link).await?;
    let here = format!("/commission/paper/{}", link.id);
    printed(&app, &link, chosen, look.is_large(), (&here, "/commission/paper")).await
}

pub async fn print_own(
    State(app): State<Arc<App>>,
    visitor: ProviderStaff,
    chosen: Option<Chosen>,
    Path(link): Path<String>,
    Query(look): Query<Look>,
) -> Result<Markup, Refusal> {
    let link = own_link(&app, &visitor, &link).await?;
    let here = format!("/provider/paper/{}", link.id);
    printed(&app, &link, chosen, look.is_large(), (&here, "/provider")).await
}

/// The link of an address, whoever's it is.
pub async fn find(app: &App, link: &str) -> Result<Link, Refusal> {
    let id: Slug = link.parse().map_err(|_| Refusal::NotFound)?;
    app.store.link(&id).await?.ok_or(Refusal::NotFound)
}

async fn printed(
    app: &App,
    link: &Link,
    chosen: Option<Chosen>,
    large: bool,
    (here, back): (&str, &str),
) -> Result<Markup, Refusal> {
    let (wave, voice, survey) = asked(app, link, chosen).await?.ok_or(Refusal::NotFound)?;
    let about = html! {
        p { "Give it with an envelope that is addressed to " (app.settings.run_by) " and says nothing of what is in it. You do not open what \
             comes back, and do not note who took one." }
        p {
            @if large { a href=(here) { "Usual print" } } @else { a href={ (here) "?size=large" } { "Large print" } }
            @for language in voice.offered() { " · " a href={ (here) "?l=" (language.tag) @if large { "&size=large" } } lang=(language.tag) { (language.name) } }
        }
    };
    Ok(frame::print_page_from("Paper", about, paper(app, &voice, &wave, &survey, large), back))
}
