//! The Commission's page: waves and where each stands, what to do next, releases, support contacts that need a call.
//!
//! Promises no running count: of an open wave it says nothing about how many answered.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::frame;
use super::me::told;
use super::provider::pause_form;
use crate::store::{KeyRecord, Link, Progress, Role, StoreError, StoredRelease};
use crate::survey::Slug;
use crate::wave::{LEAST_ENVELOPES, State as WaveState, Wave};
use crate::web::parts::day;
use crate::web::refusal::Refusal;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::Commission;

pub async fn page(State(app): State<Arc<App>>, visitor: Commission) -> Result<Markup, Refusal> {
    let waves = app.store.waves().await?;
    let releases = app.store.releases().await?;
    let links = app.store.links().await?;
    let body = html! {
        @if visitor.account.is_any_of(&[Role::Administrator, Role::Scrutiny]) {
            p { a href="/commission/people" { "People and roles" } " · " a href="/commission/audit" { "What staff did" } }
        }
        (stale_contacts(&app))
        (spikes(&app, &links))
        h2 { "Waves" }
        @if waves.is_empty() { p { "No wave yet. Make one with " code { "heard wave new" } "." } }
        @for wave in waves.iter().rev() { (wave_card(wave, app.clock.today() > wave.closes)) }
        h2 { "Releases" }
        (release_list(&releases))
        h2 { "Open links" }
        p.soft { "A new one: " code { "heard link new --label … --provider …" } }
        @for link in &links { (open_link(&app, link, &visitor)) }
        h2 { "Providers" }
        (providers(&app).await?)
    };
    Ok(frame::page("Commission", Some(&visitor.form_token), body))
}

/// A link, which some may pause.
fn open_link(app: &App, link: &Link, visitor: &Commission) -> Markup {
    let may = visitor.account.is_any_of(&[Role::Reviewer, Role::Analyst, Role::Publisher, Role::Administrator]);
    html! {
        div.card {
            p { strong { (link.label) } ": " code { (app.settings.public_url) "/l/" (link.id) } }
            @if may { (pause_form(link, &format!("/commission/pause/{}", link.id), &visitor.form_token, None)) }
            @else if let Some(reason) = link.paused { p { "Paused: " (reason.words()) "." } }
        }
    }
}

/// A link that somebody fills again and again.
fn spikes(app: &App, links: &[Link]) -> Markup {
    let today = app.bursts.today(app.clock.now());
    html! {
        @for link in links.iter().filter(|link| today.contains(&link.id)) {
            p.warn role="alert" {
                "More came today by the link “" (link.label) "” than a link plausibly brings. Nobody was refused. What came \
                 is marked inside its envelope, and the checking keyholder can leave it out ("
                code { "heard wave check … --leave-out-hasty" } "). Consider a new link in its place."
            }
        }
    }
}

pub async fn wave(State(app): State<Arc<App>>, visitor: Commission, Path(id): Path<String>) -> Result<Markup, Refusal> {
    let id: Slug = id.parse().map_err(|_| Refusal::NotFound)?;
    let wave = app.store.waves().await?.into_iter().find(|wave| wave.id == id).ok_or(Refusal::NotFound)?;
    let keys = app.store.key_records(&id).await?;
    let witnessed = app.store.witnessed(&id).await?;
    let surveys = app.surveys(&id).await?;
    let progress = app.store.review_progress(&id).await?;
    let body = html! {
        (wave_card(&wave, app.clock.today() > wave.closes))
        (texts(&wave, progress))
        (publishing(&app, &wave, &visitor).await?)
        h2 { "What it asks" }
        ul { @for survey in surveys.iter() { li { (survey.id) ", version " (survey.version) } } }
        h2 { "Keys" }
        (key_table(&keys))
        @if !witnessed.is_empty() {
            h2 { "Seen or decided by two people" }
            ul { @for act in &witnessed { li { (day(act.day)) ": " (act.witnesses) " " (act.act) "." } } }
        }
        p.soft { "Private keys are in keyholders' files, never here. Destroying one is recorded by two people." }
    };
    Ok(frame::page(&format!("Wave {id}"), Some(&visitor.form_token), body))
}

/// Publishing takes two publishers, who agree here before the release key is asked for.
async fn publishing(app: &App, wave: &Wave, visitor: &Commission) -> Result<Markup, Refusal> {
    if wave.state != WaveState::Counted {
        return Ok(html! {});
    }
    let agreed = app.store.agreed_to_publish(&wave.id).await?;
    let may = visitor.account.is_any_of(&[Role::Publisher]) && !agreed.contains(&visitor.account.id);
    let names: Vec<&str> = agreed.iter().map(Slug::as_str).collect();
    Ok(html! {
        h2 { "Publishing" }
        p { "It takes two publishers. " @if names.is_empty() { "Nobody agreed yet." } @else { "Agreed: " (names.join(", ")) "." } }
        @if may {
            form method="post" action={ "/commission/wave/" (wave.id) "/publish" } {
                input type="hidden" name="k" value=(visitor.form_token);
                button { "Agree that this wave is published" }
            }
        }
    })
}

pub async fn agree(
    State(app): State<Arc<App>>,
    visitor: Commission,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    StaffForm::from_page(&headers, body, &visitor.form_token).await?;
    let id: Slug = id.parse().map_err(|_| Refusal::NotFound)?;
    let agreed = app.store_for(&visitor.account).agree_to_publish(&id, &visitor.account.id).await;
    agreed.map_err(|error| match error {
        StoreError::Wave(error) => Refusal::Unusable(format!("That was not done: {error}. Please go back.")),
        error => told(error),
    })?;
    Ok(Redirect::to(&format!("/commission/wave/{id}")).into_response())
}

fn wave_card(wave: &Wave, is_over: bool) -> Markup {
    let steps = [WaveState::Collecting, WaveState::Closed, WaveState::Checked, WaveState::Counted, WaveState::Released];
    html! {
        div.card {
            h3 { a href={ "/commission/wave/" (wave.id) } { "Wave " (wave.id) } }
            p.soft { (day(wave.opens)) " to " (day(wave.closes)) }
            @if wave.state == WaveState::Carried {
                p { "Fewer than " (LEAST_ENVELOPES) " people answered. What they sent is opened with a later wave"
                    @if let Some(into) = &wave.carried_into { ": " (into) } "." }
                @if wave.carried_into.is_none() {
                    p { "Its keys are needed then: keep them. If one is lost, "
                        code { "heard wave abandon " (wave.id) } " gives the wave up." }
                }
            } @else {
                ol.steps { @for step in steps { li.done[step <= wave.state] { (step) } } }
                p { (next_step(wave, is_over)) }
            }
        }
    }
}

fn next_step(wave: &Wave, is_over: bool) -> Markup {
    let id = &wave.id;
    match wave.state {
        WaveState::Collecting if is_over => html! { "Its time is over. Next: " code { "heard wave close " (id) } },
        WaveState::Collecting => {
            html! { "Open until " (day(wave.closes)) ". Nobody can read anything, and nothing is counted yet." }
        }
        WaveState::Closed => html! {
            "Next, by the holder of the checking key: " code { "heard wave check " (id) " --key-dir …" }
        },
        WaveState::Checked => html! {
            "Next, by the holder of the counting key: " code { "heard wave count " (id) " --key-dir …" }
        },
        WaveState::Counted => html! {
            "Next, by the holder of the release key: " code { "heard release publish " (id) " --key-dir …" }
            ", when two publishers have agreed on the wave's page"
        },
        WaveState::Released => html! {
            a href={ "/results/" (id) } { "See what was released" }
            ". Then destroy the checking and the counting key: " code { "heard key destroy " (id) }
            ". The release key is kept as long as answers wait to be shown with later ones."
        },
        WaveState::Carried => html! {},
    }
}

/// How far the texts are. Nothing is said of them while a wave collects: how many wrote is a running count.
fn texts(wave: &Wave, progress: Progress) -> Markup {
    let id = &wave.id;
    let is_opened = matches!(wave.state, WaveState::Checked | WaveState::Counted | WaveState::Released);
    html! {
        @if is_opened {
            h2 { "What people wrote" }
            @if progress.ended { p { "Reviewed, and counted by theme. The texts are deleted." } }
            @else if progress.redacted + progress.sealed == 0 { p { "Nobody wrote anything." } }
            @else {
                @if progress.sealed > 0 {
                    p { (progress.sealed) " texts are sealed. Next, by the holder of the text key: "
                        code { "heard texts open " (id) " --key-dir …" } }
                }
                @if progress.redacted > 0 {
                    p { (progress.decided) " of " (progress.redacted) " redacted texts have a decision. The desk: "
                        code { "heard texts review " (id) " --key-dir …" } ", and when all are decided "
                        code { "heard texts end " (id) " --key-dir …" } }
                }
            }
        }
    }
}

fn key_table(keys: &[KeyRecord]) -> Markup {
    html! {
        div.wide { table {
            thead { tr { th { "Key" } th { "Destroyed" } th { "Witnesses" } } }
            tbody {
                @for key in keys {
                    tr {
                        td { (key.purpose) }
                        td { @match key.destroyed_on { Some(date) => (day(date)), None => "not yet" } }
                        td { @if let Some(names) = &key.witnesses { (names) } }
                    }
                }
            }
        } }
    }
}

fn release_list(releases: &[StoredRelease]) -> Markup {
    html! {
        @if releases.is_empty() { p { "Nothing has been released yet." } }
        ul {
            @for release in releases.iter().rev() {
                li { a href={ "/results/" (release.id) } { "Release " (release.id) } ", number " (release.sequence) }
            }
        }
    }
}

async fn providers(app: &App) -> Result<Markup, Refusal> {
    let providers = app.store.providers().await?;
    Ok(html! {
        div.wide { table {
            thead { tr { th { "Provider" } th { "Area" } th { "Service" } th { "Source" } } }
            tbody {
                @for provider in &providers {
                    tr {
                        td { (provider.name) }
                        td { (app.library.areas.get(provider.area.as_str()).map_or("", |area| area.name.as_str())) }
                        td { (provider.service_type) }
                        td { (provider.source.name()) }
                    }
                }
            }
        } }
    })
}

fn stale_contacts(app: &App) -> Markup {
    let stale = app.library.contacts.stale(app.clock.today());
    html! {
        @if !stale.is_empty() {
            details.card {
                summary.warn { (stale.len()) " support contacts were not rung in the last half year" }
                p { "Ring each one, then write the day into the contacts file." }
                ul {
                    @for contact in stale {
                        li { (contact.name) " " @if let Some(number) = &contact.number { (number) } ": "
                            @match contact.checked {
                                Some(date) => { "checked " (day(date)) },
                                None => "never checked",
                            }
                        }
                    }
                }
            }
        }
    }
}
