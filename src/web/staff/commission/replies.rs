//! What providers say they did about published themes, for a publisher to agree to, or to take away.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use data_encoding::HEXLOWER;
use maud::{Markup, html};

use super::nav::nav;
use crate::store::{Reply, Role};
use crate::web::refusal::Refusal;
use crate::web::replied::in_words;
use crate::web::staff::frame;
use crate::web::staff::me::told;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::Commission;

pub async fn page(State(app): State<Arc<App>>, visitor: Commission) -> Result<Markup, Refusal> {
    let documents = app.releases().await?;
    let providers = app.store.providers().await?;
    let replies = app.store.replies().await?;
    let may = visitor.account.is_any_of(&[Role::Publisher]);
    let card = |reply: &Reply| {
        let provider = providers.iter().find(|provider| provider.id == reply.provider);
        html! {
            div.card {
                h2 { (in_words(&documents, &reply.about)) }
                p.soft { (provider.map_or("", |provider| &provider.name)) ", "
                    a href={ "/results/" (reply.about.release) } { "release " (reply.about.release) } }
                blockquote { (reply.words) }
                @if may {
                    form method="post" action="/commission/replies" {
                        input type="hidden" name="k" value=(visitor.form_token);
                        input type="hidden" name="reply" value=(HEXLOWER.encode(&reply.id));
                        @if !reply.agreed { button name="act" value="agree" { "Agree that everybody reads it" } " " }
                        button.quiet name="act" value="remove" { "Take it away" }
                    }
                } @else if !reply.agreed { p { "A publisher agrees." } }
            }
        }
    };
    let body = html! {
        (nav(&visitor.account, "/commission/replies"))
        p { "What leads of providers say they did. Agreed, it stands beside the theme on the results pages. Agree to nothing that could be of \
             one person." }
        @if replies.is_empty() { p { "Nothing was handed in yet." } }
        @for reply in replies.iter().filter(|reply| !reply.agreed) { (card(reply)) }
        @for reply in replies.iter().filter(|reply| reply.agreed) { (card(reply)) }
    };
    Ok(frame::page("You said, we did", Some(&visitor.form_token), body))
}

pub async fn decide(State(app): State<Arc<App>>, visitor: Commission, sent: StaffForm) -> Result<Response, Refusal> {
    let id = HEXLOWER.decode(sent.get("reply").as_bytes()).ok().and_then(|id| id.try_into().ok());
    let unusable = || Refusal::Unusable("Please go back, load the page again and choose.".into());
    let id: [u8; 16] = id.ok_or_else(unusable)?;
    let store = app.store_for(&visitor.account);
    let done = match sent.get("act") {
        "agree" => store.agree_reply(id, &visitor.account.id).await,
        "remove" => store.remove_reply(id).await,
        _ => return Err(unusable()),
    };
    done.map_err(told)?;
    Ok(Redirect::to("/commission/replies").into_response())
}
