//! Pausing a link (rule T41) by its provider's people or by the Commission, and taking it up again.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::own_link;
use crate::store::{Account, Link, PauseReason};
use crate::survey::Slug;
use crate::web::refusal::Refusal;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::{Commission, ProviderStaff};

/// What is known of the support contact of an area.
pub enum Contact {
    Fresh,
    Stale,
    Missing,
}

pub fn contact_of(app: &App, area: &Slug) -> Contact {
    let contacts = &app.library.contacts;
    let stale = contacts.stale(app.clock.today());
    match contacts.area_given(area) {
        false => Contact::Missing,
        true if stale.iter().any(|contact| contact.area.as_ref() == Some(area)) => Contact::Stale,
        true => Contact::Fresh,
    }
}

pub fn form(link: &Link, action: &str, token: &str, contact: Option<&Contact>) -> Markup {
    let field = format!("reason-{}", link.id);
    html! {
        @match contact {
            Some(Contact::Stale) => p.warn {
                "Nobody noted in the last half year that your area’s support contact was rung. Ring it; if nobody \
                 answers, pause the link and tell the Commission."
            },
            Some(Contact::Missing) => p.warn {
                "Your area has no support contact of its own on the pages yet: people see the national lines. Tell the \
                 Commission of one."
            },
            Some(Contact::Fresh) | None => {},
        }
        form method="post" action=(action) {
            input type="hidden" name="k" value=(token);
            @match link.paused {
                Some(reason) => {
                    p { "Paused: " (reason.words()) "." }
                    button name="act" value="resume" { "Take it up again" }
                }
                None => details {
                    summary { "Pause this link" }
                    p.soft { "Whoever opens it then reads that it is closed for now, and where help is; not why. Pages \
                              that are open already can still be sent. Cards keep working: do not hand them out." }
                    label for=(field) { "Why?" }
                    select id=(field) name="reason" {
                        @for reason in PauseReason::ALL { option value=(reason) { (reason.words()) } }
                    }
                    p { button.quiet name="act" value="pause" { "Pause" } }
                }
            }
        }
    }
}

pub async fn of_provider(
    State(app): State<Arc<App>>,
    visitor: ProviderStaff,
    Path(link): Path<String>,
    sent: StaffForm,
) -> Result<Response, Refusal> {
    let link = own_link(&app, &visitor, &link).await?;
    decide(&app, &visitor.account, &link.id, &sent).await?;
    Ok(Redirect::to("/provider").into_response())
}

/// Any link, whoever's it is.
pub async fn of_commission(
    State(app): State<Arc<App>>,
    visitor: Commission,
    Path(link): Path<String>,
    sent: StaffForm,
) -> Result<Response, Refusal> {
    let id: Slug = link.parse().map_err(|_| Refusal::NotFound)?;
    app.store.link(&id).await?.ok_or(Refusal::NotFound)?;
    decide(&app, &visitor.account, &id, &sent).await?;
    Ok(Redirect::to(&format!("/commission#link-{id}")).into_response())
}

async fn decide(app: &App, account: &Account, link: &Slug, sent: &StaffForm) -> Result<(), Refusal> {
    let store = app.store_for(account);
    match (sent.get("act"), sent.get("reason").parse()) {
        ("resume", _) => Ok(store.resume_link(link).await?),
        ("pause", Ok(reason)) => Ok(store.pause_link(link, reason).await?),
        _ => Err(Refusal::Unusable("Please go back and choose why the link is paused.".into())),
    }
}
