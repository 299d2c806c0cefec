//! The Commission's page: waves and where each stands, what to do next, releases, support contacts that need a call.
//!
//! Promises no running count: of an open wave it says nothing about how many answered.

mod calendar;
mod chart;
mod chosen;
pub mod figures;
mod life;
mod measure;
mod nav;
pub mod one;
pub mod paper;
pub mod priorities;
pub mod publishing;
pub mod reach;
pub mod replies;

use std::sync::Arc;

use axum::extract::{Path, State};
use jiff::civil::Date;
use maud::{Markup, html};

use self::life::Life;
use super::frame;
use super::provider::pause_form;
use crate::store::{KeyRecord, Link, Role, StoredRelease};
use crate::survey::Slug;
use crate::wave::{LEAST_ENVELOPES, State as WaveState, Wave};
use crate::web::parts::day;
use crate::web::refusal::Refusal;
use crate::web::state::App;
use crate::web::visitor::Commission;

pub async fn page(State(app): State<Arc<App>>, visitor: Commission) -> Result<Markup, Refusal> {
    let waves = app.store.waves().await?;
    let releases = app.store.releases().await?;
    let links = app.store.links().await?;
    let mut cards = Vec::new();
    for wave in waves.iter().rev() {
        let progress = app.store.review_progress(&wave.id).await?;
        let texts_wait = progress.sealed + progress.redacted > 0;
        cards.push(wave_card(wave, app.clock.today() > wave.closes, texts_wait));
    }
    let body = html! {
        (nav::nav(&visitor.account, "/commission"))
        (stale_contacts(&app))
        (spikes(&links, &app.store.busy(app.clock.today()).await?))
        h2 { "Waves" }
        @if waves.is_empty() { p { "No wave yet. Make one with " code { "heard wave new" } "." } }
        @else { (calendar::calendar(&waves, app.clock.today())) }
        div.multiples { @for card in &cards { (card) } }
        h2 { "Releases" }
        (release_list(&releases))
        h2 { "Open links" }
        p.soft { "A new one: " code { "heard link new --label … --provider …" } }
        @for link in &links { (open_link(&app, link, &visitor)) }
        h2 { "Providers" }
        (providers(&app, &waves).await?)
    };
    Ok(frame::page("Commission", Some(&visitor.form_token), body))
}

/// A link, which some may pause.
fn open_link(app: &App, link: &Link, visitor: &Commission) -> Markup {
    let may = visitor.account.is_any_of(&[Role::Reviewer, Role::Analyst, Role::Publisher, Role::Administrator]);
    html! {
        div.card id={ "link-" (link.id) } {
            p { strong { (link.label) } ": " code { (app.settings.public_url) "/l/" (link.id) } }
            @if may { (pause_form(link, &format!("/commission/pause/{}", link.id), &visitor.form_token, None)) }
            @else if let Some(reason) = link.paused { p { "Paused: " (reason.words()) "." } }
        }
    }
}

/// A link that somebody fills again and again.
fn spikes(links: &[Link], busy: &[(Slug, Date)]) -> Markup {
    html! {
        @for (id, on) in busy {
            @let label = links.iter().find(|link| link.id == *id).map_or(id.as_str(), |link| link.label.as_str());
            p.warn role="alert" {
                "On " (day(*on)) " more came by the link “" (label) "” than a link plausibly brings. Nobody was refused. What came \
                 is marked inside its envelope, and the checking keyholder can leave it out ("
                code { "heard wave check … --leave-out-hasty" } "). Consider a new link in its place. This is told for 30 days."
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
    let agreed = app.store.agreed_to_publish(&id).await?;
    let life = Life {
        wave: &wave,
        log: &app.store.audit_log().await?,
        progress: app.store.review_progress(&id).await?,
        keys: &keys,
        agreed: &agreed,
        today: app.clock.today(),
    };
    let body = html! {
        (nav::nav(&visitor.account, ""))
        (life.page())
        @if wave.state == WaveState::Counted { (publishing::invitation(&wave, &agreed, app.store.preview(&id).await?.is_some())) }
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

fn wave_card(wave: &Wave, is_over: bool, texts_wait: bool) -> Markup {
    let steps = [WaveState::Collecting, WaveState::Closed, WaveState::Checked, WaveState::Counted, WaveState::Released];
    html! {
        div.card {
            h3 { a href={ "/commission/wave/" (wave.id) } { "Wave " (wave.id) } }
            p.soft { (day(wave.opens)) " to " (day(wave.closes)) }
            @if wave.state == WaveState::Abandoned {
                p { "Given up. What was sent in it is deleted, and nothing of it will be shown." }
            } @else if wave.state == WaveState::Carried {
                p { "Fewer than " (LEAST_ENVELOPES) " people answered. What they sent is opened with a later wave"
                    @if let Some(into) = &wave.carried_into { ": " (into) } "." }
            } @else {
                ol.steps { @for step in steps { li.done[step <= wave.state] { (step) } } }
                p { (next_step(wave, is_over, texts_wait)) }
            }
        }
    }
}

/// `texts_wait`: what people wrote is still to be read.
fn next_step(wave: &Wave, is_over: bool, texts_wait: bool) -> Markup {
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
        WaveState::Counted if texts_wait => html! {
            "Next, the review of what people wrote: " a href={ "/commission/wave/" (id) } { "how far it is, and the commands" } "."
        },
        WaveState::Counted => html! {
            "Next, by the holder of the release key: " code { "heard release preview " (id) " --key-dir …" }
            "; when two publishers agreed on the wave’s page, " code { "heard release publish " (id) " --key-dir …" }
        },
        WaveState::Released => html! {
            a href={ "/results/" (id) } { "See what was released" }
            ". Then destroy its keys, one by one: " code { "heard key destroy " (id) " checking --key-dir … --witness … --witness …" }
            ", and the same for counting, text and review. The release key is kept as long as answers wait to be shown with later ones."
        },
        WaveState::Carried | WaveState::Abandoned => html! {},
    }
}

fn key_table(keys: &[KeyRecord]) -> Markup {
    html! {
        div.wide tabindex="0" role="region" aria-label="Keys" { table {
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

/// Who hands out, and how many cards each made for the waves that are open: not how many were used, which nobody knows.
async fn providers(app: &App, waves: &[Wave]) -> Result<Markup, Refusal> {
    let providers = app.store.providers().await?;
    let mut open = Vec::new();
    for wave in waves.iter().filter(|wave| wave.is_open_on(app.clock.today())) {
        open.push((&wave.id, app.store.invited(&wave.id).await?));
    }
    Ok(html! {
        div.wide tabindex="0" role="region" aria-label="Providers" { table {
            thead { tr { th { "Provider" } th { "Area" } th { "Service" } th { "Source" }
                @for (wave, _) in &open { th.n { "Cards made, " (wave) } } } }
            tbody {
                @for provider in &providers {
                    tr {
                        td { (provider.name) }
                        td { (app.library.areas.get(provider.area.as_str()).map_or("", |area| area.name.as_str())) }
                        td { (provider.service_type) }
                        td { (provider.source.name()) }
                        @for (_, made) in &open { td.n { (made.get(&provider.id).copied().unwrap_or(0)) } }
                    }
                }
            }
        } }
        p.soft { "A new one: " code { "heard provider add … --name … --area …" } }
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
