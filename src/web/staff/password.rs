//! Changing one's own password: the old one and a code first.
//!
//! Promises that whoever found a session open changes nothing without both; that tries count with those of the door; and
//! that a change ends every other session of the account.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::attempts::Try;
use super::door::fits;
use super::secret::{SHORTEST, objection};
use crate::audit::{About, Act};
use crate::web::refusal::Refusal;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::Signed;

/// For an account that has a password.
pub fn form(token: &str) -> Markup {
    html! {
        h2 { "Password" }
        details {
            summary { "Change it" }
            form.card method="post" action="/staff/me/password" {
                input type="hidden" name="k" value=(token);
                label for="old" { "The password that you have" }
                input #old type="password" name="password" autocomplete="current-password" required;
                label for="code" { "The code that your app shows now" }
                input #code name="code" inputmode="numeric" autocomplete="one-time-code" required;
                label for="new" { "A new one of at least " (SHORTEST) " characters" }
                input #new type="password" name="new" autocomplete="new-password" required;
                label for="again" { "The same again" }
                input #again type="password" name="again" autocomplete="new-password" required;
                p.soft { "The app for codes stays as it is. Everywhere else you are signed out." }
                button { "Change the password" }
            }
        }
    }
}

pub async fn change(State(app): State<Arc<App>>, signed: Signed, sent: StaffForm) -> Result<Response, Refusal> {
    let (account, now) = (&signed.account, app.clock.now());
    let new = sent.get("new").to_owned();
    let known = [account.id.as_str(), &account.name, &app.settings.run_by, "heard"];
    if let Some(words) = objection(&new, sent.get("again"), &known) {
        return Err(Refusal::Unusable(format!("{words} Please go back and change it.")));
    }
    let wrong =
        || Refusal::Unusable("The password or the code did not fit. Nothing was changed. Please go back.".into());
    let tried = app.attempts.begin(account.id.as_str(), now).ok_or_else(wrong)?;
    if !fits(&app, &account.id, &sent, now).await? {
        if tried == Try::Last {
            app.store.note_alone(Act::RefusedSignIns, &[About::Account(&account.id)]).await?;
        }
        return Err(wrong());
    }
    app.attempts.right(account.id.as_str(), now);
    let kept = app.store.password(&account.id).await?.ok_or_else(wrong)?;
    let _turn = app.hashing.acquire().await.map_err(|error| Refusal::Broken(error.into()))?;
    let (own, name) = (app.clone(), account.id.clone());
    let tag = tokio::task::spawn_blocking(move || own.staff_key.tag(&name, &new, &kept.code_salt))
        .await
        .map_err(|error| Refusal::Broken(error.into()))?;
    app.store_for(account).change_password(&account.id, &tag, signed.session).await?;
    Ok(Redirect::to("/staff/me").into_response())
}
