//! Papers that come back: typed in, each into an envelope of its own.
//!
//! Promises that a paper that is typed in is one envelope among all others, sealed as it arrives; that no log, page or
//! table says when one came or how many did; and that the same page sent twice is one envelope. Whoever types reads:
//! that is reviewers, and the paper says so.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::nav::nav;
use crate::code::Word;
use crate::sealing::Mark;
use crate::store::{Invitation, Link, Role};
use crate::survey::{Response as Answers, Survey};
use crate::wave::Wave;
use crate::web::public::{Unsent, asked, keep, questions};
use crate::web::refusal::Refusal;
use crate::web::staff::frame;
use crate::web::staff::paper::find;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::Commission;
use crate::web::voice::Chosen;

pub async fn list(State(app): State<Arc<App>>, visitor: Commission) -> Result<Markup, Refusal> {
    let may_type = visitor.account.is_any_of(&[Role::Reviewer]);
    let mut open = Vec::new();
    for link in app.store.links().await? {
        if app.store.collecting(&link.family, app.clock.today()).await?.is_some() {
            open.push(link);
        }
    }
    let body = html! {
        (nav(&visitor.account, "/commission/paper"))
        p { "For people who would rather write, or have no phone of their own: in a service, on a ward, in prison. The sheets of a link are \
             all alike. Send them out with an envelope that is addressed to you and says nothing of what is in it." }
        p { "Somebody who reviews texts types each paper in exactly as it is, while the wave is open, and then destroys it. " strong { "Wait until several \
             have come, shuffle them, and type them in one sitting." } " Nothing here keeps when that was; how many there were is told once, to whoever checks the closed wave." }
        @if open.is_empty() { p { "No wave is open now." } }
        @for link in &open {
            div.card {
                h2 { (link.label) }
                p {
                    @if link.paused.is_some() { "Paused: nothing to hand out now. " } @else {
                        a href={ "/commission/paper/" (link.id) } { "Print" } " · "
                        a href={ "/commission/paper/" (link.id) "?size=large" } { "Print large" } " · "
                    }
                    @if may_type { a href={ "/commission/paper/" (link.id) "/type" } { "Type papers in" } }
                }
            }
        }
    };
    Ok(frame::page("Papers", Some(&visitor.form_token), body))
}

/// Papers that are on their way are typed in when their link is paused, too: pausing closes the door, not the letter box.
async fn of_papers(app: &App, link: &str) -> Result<Link, Refusal> {
    Ok(Link { paused: None, ..find(app, link).await? })
}

#[derive(Deserialize)]
pub struct Kept {
    kept: Option<String>,
}

pub async fn page(
    State(app): State<Arc<App>>,
    visitor: Commission,
    chosen: Option<Chosen>,
    Path(link): Path<String>,
    Query(Kept { kept }): Query<Kept>,
) -> Result<Markup, Refusal> {
    let link = of_papers(&app, &link).await?;
    let (_, voice, survey) = asked(&app, &link, chosen).await?.ok_or(Refusal::NotFound)?;
    let body = html! {
        (nav(&visitor.account, ""))
        @if kept.is_some() { p.warn role="status" { "Kept. Destroy that paper. Here is the next." } }
        p { "By: " (link.label) ". Type what is there, as it is written, names too: they are taken out when texts are opened. Leave empty what is \
             empty, and where two boxes of one are ticked." }
        form.typed method="post" action={ "/commission/paper/" (link.id) "/type" } autocomplete="off" {
            input type="hidden" name="k" value=(visitor.form_token);
            input type="hidden" name="s" value=(Word::new(&*app.entropy));
            (questions(&voice, &survey))
            button { "Keep this paper" }
        }
    };
    Ok(frame::page("Type papers in", Some(&visitor.form_token), body))
}

pub async fn take(
    State(app): State<Arc<App>>,
    _: Commission,
    Path(link): Path<String>,
    sent: StaffForm,
) -> Result<Response, Refusal> {
    let link = of_papers(&app, &link).await?;
    let closed = || Refusal::Unusable("No wave is open for this link now, so nothing was kept. Keep the paper.".into());
    let (wave, _, survey) = asked(&app, &link, None).await?.ok_or_else(closed)?;
    let unkept = |words: &str| {
        Refusal::Unusable(format!("Nothing was kept: {words}. Please go back; what you typed is still there."))
    };
    let answers = Answers::from_fields(&survey, sent.pairs()).map_err(|error| unkept(&error.to_string()))?;
    if answers == Answers::default() {
        return Err(unkept("no answer was typed, and a blank paper is none"));
    }
    let row = sent.word("s").ok_or_else(|| unkept("the page was not whole"))?.digest();
    seal(&app, &link, wave, &survey, row, &answers).await.map_err(|error| match error {
        Unsent::TooLong => unkept("a text is longer than can be kept"),
        Unsent::Closed => closed(),
        Unsent::Form | Unsent::Busy => unkept("it could not be written just now"),
    })?;
    Ok(Redirect::to(&format!("/commission/paper/{}/type?kept=1", link.id)).into_response())
}

async fn seal(
    app: &App,
    link: &Link,
    wave: Wave,
    survey: &Survey,
    row: [u8; 32],
    answers: &Answers,
) -> Result<(), Unsent> {
    let invited = Invitation {
        wave: wave.id.clone(),
        source: link.source,
        provider: link.provider.clone(),
        area: link.area.clone(),
        campaign: link.campaign.clone(),
    };
    let open = app.store.open_wave(wave).await.map_err(Refusal::from)?;
    keep(app, Mark::Paper, invited, &open, survey, row, answers).await
}
