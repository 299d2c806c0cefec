//! People and their roles, for administrators; the log of what staff did, for them and for scrutiny.
//!
//! Promises that a role takes two people to give, of whom neither is the one who gets it, and one to take away; and that
//! no administrator alone can make a link that signs in as somebody with roles. An administrator sees no text and no answer
//! here or anywhere.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::frame;
use super::me::told;
use crate::clock::date_time;
use crate::code::Word;
use crate::store::{Account, Held, LinkPurpose, Provider, Role};
use crate::survey::Slug;
use crate::web::refusal::Refusal;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::Commission;

const LINK_LASTS: i64 = 24 * 3_600;
/// Rows of the log that a page shows.
const SHOWN: usize = 200;

pub async fn page(State(app): State<Arc<App>>, visitor: Commission) -> Result<Markup, Refusal> {
    let accounts = app.store.accounts().await?;
    let providers = app.store.providers().await?;
    let may_change = visitor.account.is_any_of(&[Role::Administrator]);
    let body = html! {
        p { a href="/commission/audit" { "What staff did" } }
        @for account in &accounts { (one(account, may_change, &visitor, &providers)) }
        @if may_change {
            h2 { "Somebody new" }
            form.card method="post" action="/commission/people" {
                input type="hidden" name="k" value=(visitor.form_token);
                label for="account" { "Name for signing in: small letters, digits, hyphens" }
                input #account name="account" autocapitalize="none" maxlength="40" required;
                label for="name" { "Name or function, as others see it" }
                input #name name="name" maxlength="80" required;
                p { button name="act" value="add" { "Add, and show the link to enrol" } }
            }
        }
    };
    Ok(frame::page("People", Some(&visitor.form_token), body))
}

fn one(account: &Account, may_change: bool, visitor: &Commission, providers: &[Provider]) -> Markup {
    html! {
        form.card method="post" action="/commission/people" {
            h2 { (account.name) " (" (account.id) ")" }
            input type="hidden" name="k" value=(visitor.form_token);
            input type="hidden" name="account" value=(account.id);
            @for held in &account.held { (role_line(account, held, may_change, visitor)) }
            @if account.held.is_empty() { p.soft { "No role." } }
            @if may_change {
                details {
                    summary { "Change" }
                    label for={ "role-" (account.id) } { "A role" }
                    select id={ "role-" (account.id) } name="role" {
                        @for role in Role::ALL { option value=(role) { (role) } }
                    }
                    label for={ "provider-" (account.id) } { "Of which provider, for a provider's roles" }
                    select id={ "provider-" (account.id) } name="provider" {
                        option value="" { "none" }
                        @for provider in providers { option value=(provider.id) { (provider.name) } }
                    }
                    p { button name="act" value="ask" { "Ask for this role" } }
                    p { button.quiet name="act" value="enrol" { "New link to enrol" } " "
                        button.quiet name="act" value="sign-out" { "End all sessions" } " "
                        button.quiet name="act" value="close" { "Close the account" } }
                }
            }
        }
    }
}

fn role_line(account: &Account, held: &Held, may_change: bool, visitor: &Commission) -> Markup {
    let own = format!("account {}", visitor.account.id);
    let second = held.asked_by != own && account.id != visitor.account.id;
    html! {
        p {
            (held.role) @if let Some(provider) = &held.provider { " of " (provider) }
            @if !held.agreed { ": asked for by " (held.asked_by) ", waits for a second person" }
            @if may_change {
                @if !held.agreed && second { " " button name="act" value={ "agree " (held.role) } { "Agree" } }
                " " button.quiet name="act" value={ "take " (held.role) } { "Take away" }
            }
        }
    }
}

pub async fn change(State(app): State<Arc<App>>, visitor: Commission, sent: StaffForm) -> Result<Response, Refusal> {
    let unusable = |words: &str| Refusal::Unusable(format!("{words} Please go back and change it."));
    let typed = sent.get("account").trim();
    let id: Slug =
        typed.parse().map_err(|_| unusable("A name for signing in has small letters, digits and hyphens."))?;
    let store = app.store_for(&visitor.account);
    let role = |name: &str| name.parse::<Role>().map_err(|_| unusable("That is no role."));
    match sent.get("act").split_once(' ').unwrap_or((sent.get("act"), "")) {
        ("add", _) => {
            let name: String = sent.get("name").trim().chars().filter(|c| !c.is_control()).take(80).collect();
            if name.is_empty() {
                return Err(unusable("A name is missing."));
            }
            store.add_account(&id, &name).await.map_err(told)?;
            return link(&app, &visitor, &id).await;
        }
        ("enrol", _) => {
            let account = store.account(&id).await?.ok_or(Refusal::NotFound)?;
            if account.roles().next().is_some() {
                return Err(unusable(
                    "Whoever has a link can act as this person, so one administrator makes none for somebody with roles. \
                     Take the roles away first, or ask the operator, who makes one before two witnesses.",
                ));
            }
            return link(&app, &visitor, &id).await;
        }
        ("ask", _) => {
            let role = role(sent.get("role"))?;
            let provider = Some(sent.get("provider")).filter(|id| !id.is_empty() && role.is_of_provider());
            let provider: Option<Slug> =
                provider.map(str::parse).transpose().map_err(|_| unusable("No such provider."))?;
            if id == visitor.account.id {
                return Err(unusable("Somebody else asks for a role of yours."));
            }
            store.ask_for_role(&id, role, provider.as_ref(), false).await.map_err(told)?;
        }
        ("agree", name) => store.agree_to_role(&id, role(name)?).await.map_err(told)?,
        ("take", name) => store.take_role(&id, role(name)?).await.map_err(told)?,
        ("sign-out", _) => store.end_sessions(&id, None).await?,
        ("close", _) => store.close_account(&id).await?,
        _ => return Err(unusable("Nothing was chosen.")),
    }
    Ok(Redirect::to("/commission/people").into_response())
}

/// A link to enrol, shown once. The one who makes it could use it, so it is made for people without roles alone.
async fn link(app: &App, visitor: &Commission, id: &Slug) -> Result<Response, Refusal> {
    app.store.account(id).await?.ok_or(Refusal::NotFound)?;
    let word = Word::new(&*app.entropy);
    let until = app.clock.now() + LINK_LASTS;
    app.store_for(&visitor.account).add_staff_link(word.digest(), id, LinkPurpose::Enrol, until).await?;
    let body = html! {
        p { "For " strong { (id) } ". It works once, until " (date_time(until)) " UTC, and is not shown again." }
        p { code { (app.settings.public_url) "/staff/enrol/" (word) } }
        p { "Give it to this person yourself. Using it ends what they signed in with before." }
        p { a href="/commission/people" { "Back" } }
    };
    Ok(frame::page("A link to enrol", Some(&visitor.form_token), body).into_response())
}

pub async fn log(State(app): State<Arc<App>>, visitor: Commission) -> Result<Markup, Refusal> {
    let rows = app.store.audit_log().await?;
    let body = html! {
        p { (rows.len()) " acts, the last first" @if rows.len() > SHOWN { "; the last " (SHOWN) " are shown" } ". "
            code { "heard audit verify" } " checks that none was changed." }
        div.wide tabindex="0" role="region" aria-label="The log" { table {
            thead { tr { th { "Number" } th { "Time (UTC)" } th { "Who" } th { "What" } th { "About" } } }
            tbody {
                @for row in rows.iter().rev().take(SHOWN) {
                    tr { td { (row.sequence) } td { (date_time(row.at)) } td { (row.who) } td { (row.act) } td { (row.about) } }
                }
            }
        } }
    };
    Ok(frame::page("What staff did", Some(&visitor.form_token), body))
}
