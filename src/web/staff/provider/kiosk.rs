//! Lending a device: what it does, how to pin it, and starting it.
//!
//! Promises that the worker's own session on the device ends before anybody else holds it, and that it does not start in
//! a browser without script, which could not empty the page.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::own_link;
use crate::audit::{About, Act};
use crate::code::LongWord;
use crate::web::kiosks::is_pin;
use crate::web::refusal::Refusal;
use crate::web::staff::frame;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::{KIOSK, ProviderStaff, Signed, set_cookie, set_cookie_of};

pub async fn page(
    State(app): State<Arc<App>>,
    visitor: ProviderStaff,
    Path(link): Path<String>,
) -> Result<Markup, Refusal> {
    let link = own_link(&app, &visitor, &link).await?;
    let body = html! {
        p { "This device becomes a place to answer “" (link.label) "”, for one person after another." }
        div.pair {
            div.card {
                h2 { "What it does" }
                ul {
                    li { "Each person starts with an empty form." }
                    li { "After Send, or “Leave this page now”, the first page is there again." }
                    li { "After a minute without a touch the page empties itself. It asks twenty seconds before." }
                    li { "Back shows nothing of who was there before. Nothing is kept on the device." }
                    li { "You are signed out here as soon as it starts. Only the PIN ends it, or twelve hours." }
                }
            }
            div.card {
                h2 { "Pin the app, so that nobody leaves it" }
                p { strong { "Android: " } "Settings, Security, App pinning (on some: Screen pinning). Turn it on, and ask \
                    for the lock when unpinning. Open the browser, open the list of apps, tap the browser’s icon, Pin." }
                p { strong { "iPad and iPhone: " } "Settings, Accessibility, Guided Access. Turn it on and set its own \
                    code. Open the browser, press the top or side button three times, Start." }
                p { "Use a browser that remembers no passwords, and turn off word suggestions of the keyboard." }
            }
        }
        h2 { "Where it stands" }
        p { "Where nobody looks over a shoulder, not at the desk. Say that it is a choice. Stay away while somebody \
             answers, and near enough to be asked. Not on a day of crisis or examination." }
        @if link.paused.is_some() {
            p.warn { "This link is paused. Take it up again first." }
        } @else {
            noscript { p.warn role="alert" {
                "This browser runs no script. Emptying the page after a minute needs it: use another browser."
            } }
            form.card method="post" action={ "/provider/kiosk/" (link.id) } autocomplete="off" data-needs-script hidden {
                input type="hidden" name="k" value=(visitor.form_token);
                input type="hidden" name="script" value="no";
                label for="pin" { "Choose a PIN to end it" }
                input #pin type="password" name="pin" inputmode="numeric" autocomplete="off" required
                    aria-describedby="pin-hint";
                p.soft #pin-hint { "6 to 12 digits, not one digit all the way. Tell it to who is on duty." }
                label for="again" { "The same again" }
                input #again type="password" name="again" inputmode="numeric" autocomplete="off" required;
                p { button { "Sign me out and start" } }
            }
        }
        p { a href="/provider" { "Back" } }
    };
    Ok(frame::page_with_help("Lend a tablet", Some(&visitor.form_token), body))
}

pub async fn start(
    State(app): State<Arc<App>>,
    visitor: ProviderStaff,
    signed: Signed,
    Path(link): Path<String>,
    sent: StaffForm,
) -> Result<Response, Refusal> {
    let link = own_link(&app, &visitor, &link).await?;
    let objection = if link.paused.is_some() {
        Some("This link is paused. Please go back and take it up again first.")
    } else if sent.get("script") != "yes" {
        Some("This browser runs no script, so the page could not empty itself. Please use another browser.")
    } else if !is_pin(sent.get("pin")) {
        Some("Please go back and choose a PIN of 6 to 12 digits, not one digit all the way.")
    } else if sent.get("pin") != sent.get("again") {
        Some("The two PINs are not the same. Please go back and type them again.")
    } else {
        None
    };
    if let Some(words) = objection {
        return Err(Refusal::Unusable(words.into()));
    }
    let store = app.store_for(&visitor.account);
    store.note_alone(Act::StartedKiosk, &[About::OpenLink(&link.id)]).await?;
    store.end_sessions(&visitor.account.id, Some(signed.session)).await?;
    let device = LongWord::new(&*app.entropy);
    app.kiosks.start(&device, link.id, sent.get("pin"), app.clock.now(), &*app.entropy);
    let cookies = [set_cookie(&app, None), set_cookie_of(&app, KIOSK, Some(&device))];
    let cookies = AppendHeaders(cookies.map(|cookie| (header::SET_COOKIE, cookie)));
    // By way of a page that says nothing, so that the browser drops the worker's page.
    Ok((cookies, Redirect::to("/k/on")).into_response())
}
