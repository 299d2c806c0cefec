//! Answering a theme that was published of the provider or its area: "You said, we did", in the provider's own words.
//!
//! Promises that only a theme in a public row of theirs can be answered, by a lead, and that nobody else reads the words
//! before the Commission agreed.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::page::told_of_it;
use crate::store::{Reply, Role};
use crate::web::published::{Told, ToldTheme};
use crate::web::refusal::Refusal;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::ProviderStaff;

/// Letters of a reply: what a reader takes in beside a table.
const LONGEST: usize = 600;

/// Where a lead may answer; with what was answered already.
pub fn form(visitor: &ProviderStaff, told: &[&Told], replies: &[Reply]) -> Markup {
    let themes: Vec<(&Told, &ToldTheme)> =
        told.iter().flat_map(|one| one.themes.iter().map(move |theme| (*one, theme))).collect();
    let own: Vec<&Reply> = replies.iter().filter(|reply| reply.provider == visitor.provider.id).collect();
    html! {
        @for reply in &own {
            p { @if reply.agreed { "Everybody reads: " } @else { "Waits for the Commission: " } "“" (reply.words) "”" }
        }
        @if visitor.account.is_any_of(&[Role::ProviderLead]) && !themes.is_empty() {
            details {
                summary { "Say what you did about a theme" }
                form method="post" action="/provider/reply" {
                    input type="hidden" name="k" value=(visitor.form_token);
                    label for="theme" { "Which?" }
                    select id="theme" name="theme" {
                        @for (told, theme) in &themes {
                            option value=(name(theme)) { (theme.label) ", " (told.place) ", " (told.time) }
                        }
                    }
                    label for="words" { "What did you change, or why not?" }
                    textarea id="words" name="words" rows="4" maxlength=(LONGEST) required {}
                    p.soft { "Write of your service, never of a person who answered. Everybody reads it beside the theme when the Commission \
                             agreed." }
                    button { "Hand it to the Commission" }
                }
            }
        }
    }
}

/// The same after a newer release, so that an answer written before it stands beside what it answers.
fn name(theme: &ToldTheme) -> String {
    let about = &theme.about;
    format!("{} {} {} {}", about.release, about.period, about.question, about.theme)
}

pub async fn propose(
    State(app): State<Arc<App>>,
    visitor: ProviderStaff,
    sent: StaffForm,
) -> Result<Response, Refusal> {
    let told = told_of_it(&app, &visitor).await?;
    let chosen = told.iter().flat_map(|one| &one.themes).find(|theme| name(theme) == sent.get("theme"));
    let words = sent.first("words").unwrap_or_default();
    let fits = (1..=LONGEST).contains(&words.chars().count())
        && !words.chars().any(|letter| letter.is_control() && letter != '\n' && letter != '\r');
    let (Some(theme), true) = (chosen, fits) else {
        let words = format!(
            "That was not kept: choose a theme, and write 1 to {LONGEST} letters. Please go back; your words are still there."
        );
        return Err(Refusal::Unusable(words));
    };
    let store = app.store_for(&visitor.account);
    store.propose_reply(&theme.about, &visitor.provider.id, words, &*app.entropy).await?;
    Ok(Redirect::to("/provider").into_response())
}
