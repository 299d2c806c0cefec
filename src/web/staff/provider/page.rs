//! The provider's page: when to hand out, how to say it, and per link what there is to hand out.

use std::sync::Arc;

use axum::extract::State;
use jiff::civil::Date;
use maud::{Markup, html};

use super::message::{ONE_MESSAGE, letters, neutral};
use super::{codes, open_waves, own_links, pause, reply};
use crate::disclosure::{ROUND_TO, plan::provider_category};
use crate::store::{Link, Provider, Reply};
use crate::web::parts::day;
use crate::web::published::{Told, told_of};
use crate::web::refusal::Refusal;
use crate::web::staff::frame;
use crate::web::state::App;
use crate::web::visitor::ProviderStaff;

pub async fn page(State(app): State<Arc<App>>, visitor: ProviderStaff) -> Result<Markup, Refusal> {
    let links = own_links(&app, &visitor).await?;
    let waves = open_waves(&app).await?;
    let token = visitor.form_token.as_str();
    let area = app.library.areas.get(visitor.provider.area.as_str()).map_or("", |area| area.name.as_str());
    let told = told_of_it(&app, &visitor).await?;
    let body = html! {
        p.soft { (visitor.provider.name) ", " (area) }
        (early_signal(&told, app.clock.today()))
        div.pair { (when_not()) (how_to_say()) }
        h2 { "Share a link" }
        @if links.is_empty() { p { "You have no link yet. The Commission makes one for you." } }
        @else if let [.., last] = &waves[..] {
            p { "Anyone with the link can answer until " (day(last.closes)) ". Nothing about the person or the device is kept." }
        } @else {
            p.warn { "Nothing is open now: whoever uses the link reads that it is not open. Please hand nothing out until the next wave begins." }
        }
        @let contact = pause::contact_of(&app, &visitor.provider.area);
        @for link in &links {
            @let is_open = waves.iter().any(|wave| wave.family == link.family);
            (one_link(&app, link, &contact, token, is_open))
        }
        h2 { "Cards with codes" }
        p { "A card lets one person answer once. Cards fit a small pocket and say nothing of what they are for." }
        @if waves.is_empty() { p { "No wave is open now, so there is nothing to make codes for." } }
        @for wave in &waves { (codes::form(wave, token)) }
        (what_comes_back(&told, &visitor, &app.store.replies().await?))
    };
    Ok(frame::page_with_help("Hand out", Some(token), body))
}

/// Days for which something published is called new.
const NEW: i32 = 28;

/// What people wrote about the provider or its area, while it is new.
fn early_signal(told: &[Told], today: Date) -> Markup {
    let is_new = |day: Date| (0..=NEW).contains(&(today - day).get_days());
    let new = told.iter().find(|one| !one.themes.is_empty() && one.published.is_some_and(is_new));
    html! {
        @if let Some(one) = new {
            div.card {
                strong { "New: " }
                "what people wrote of " (one.place) " was published" @if let Some(published) = one.published { " on " (day(published)) } ". "
                a href="#told" { "Look at it and answer" }
            }
        }
    }
}

/// Rule T42.
fn when_not() -> Markup {
    html! {
        div.card {
            h2 { "Not now, if" }
            ul {
                li { "the person is in a crisis, was examined today, or has just lost somebody" }
                li { "somebody else is in the room, or can hear you" }
                li { "you are not sure that they can carry a card, or have the address on their phone, safely" }
                li { "they had a card or the link from you in this wave already" }
            }
            p { "Another day is as good. Nobody has to be asked at all." }
        }
    }
}

fn how_to_say() -> Markup {
    html! {
        div.card {
            h2 { "Say that it is a choice" }
            blockquote {
                "“We ask everybody who uses services what it was like. You can answer, or not. Your support stays the \
                 same. Nobody asks for your name, and I will not know whether you did.”"
            }
            p { "Ask whether it is safe to take it home. Then leave it to them: do not ask later whether they answered." }
        }
    }
}

/// `is_open`: whether people can answer by it now.
fn one_link(app: &App, link: &Link, contact: &pause::Contact, token: &str, is_open: bool) -> Markup {
    let id = link.id.as_str();
    let address = format!("{}/l/{id}", app.settings.public_url);
    html! {
        section.card {
            h3 { (link.label) }
            @if link.paused.is_some() { p.warn { "Paused: nobody comes in by this link." } }
            p { "Address: " code { (address) } }
            p.row {
                a.go href={ "/provider/poster/" (id) } { "Poster to print" } " "
                @if is_open {
                    a.go href={ "/provider/kiosk/" (id) } { "Lend a tablet" } " "
                    a.go href={ "/provider/paper/" (id) } { "On paper" }
                }
            }
            details {
                summary { "A text message to copy" }
                p.soft { "Only if they want it as a text, and nobody else reads their phone." }
                (message(&format!("plain-{id}"), "Without a greeting", &neutral("", &address)))
                (message(&format!("hello-{id}"), "With a greeting", &neutral("Hello. ", &address)))
            }
            (pause::form(link, &format!("/provider/pause/{id}"), token, Some(contact)))
        }
    }
}

/// To mark and copy; where script runs, a button copies it.
fn message(id: &str, label: &str, text: &str) -> Markup {
    html! {
        label for=(id) { (label) }
        textarea id=(id) rows="3" readonly { (text) }
        p {
            button.quiet type="button" data-copy=(id) hidden { "Copy" } " "
            span.soft {
                @match letters(text) {
                    Some(letters) if letters <= ONE_MESSAGE => { (letters) " of " (ONE_MESSAGE) " letters of one text message" }
                    _ => "Longer than one text message",
                }
            }
            " " span role="status" {}
        }
    }
}

fn labels(told: &Told) -> String {
    told.themes.iter().map(|theme| theme.label.as_str()).collect::<Vec<_>>().join("; ")
}

/// What is published of the provider and of its area.
pub async fn told_of_it(app: &App, visitor: &ProviderStaff) -> Result<Vec<Told>, Refusal> {
    let Provider { id, area, .. } = &visitor.provider;
    told_of(app, &[&provider_category(area, id), area.as_str()]).await
}

/// Nothing single, and why.
fn what_comes_back(told: &[Told], visitor: &ProviderStaff, replies: &[Reply]) -> Markup {
    let (reach, told_of): (Vec<&Told>, Vec<&Told>) = told.iter().partition(|one| one.answered.is_some());
    let (themes, answers): (Vec<&Told>, Vec<&Told>) = told_of.into_iter().partition(|one| !one.themes.is_empty());
    html! {
        h2 id="told" { "What you will see of the answers" }
        p { "What everybody sees: " a href="/results" { "the results pages" } ", a while after a wave has ended." }
        @if told.is_empty() {
            p { "Nothing is published of you or your area by itself yet: there were too few answers to show safely." }
        }
        @if !themes.is_empty() {
            h3 { "Themes: what people wrote of" }
            ul { @for one in &themes { li {
                a href=(one.address) { (one.place) } ", " (one.time) ": " (labels(one))
            } } }
        }
        (reply::form(visitor, &themes, replies))
        @if !answers.is_empty() {
            details {
                summary { "Your rows, and your area’s, on the results pages" }
                ul { @for one in &answers { li { a href=(one.address) { (one.place) ": " (one.caption) } ", " (one.time) } } }
            }
        }
        (how_many(&reach))
    }
}

/// Reach, in the steps and for the times that everybody sees.
fn how_many(reach: &[&Told]) -> Markup {
    html! {
        h3 { "How many answered" }
        @if reach.is_empty() {
            p { "Not shown yet of you or your area by itself: a wave has to end and be released, and enough people have to answer." }
        } @else {
            ul { @for one in reach { li {
                a href=(one.address) { (one.place) } ", " (one.time) ": " strong { "about " (one.answered.unwrap_or(0)) }
            } } }
            p.soft { "In steps of " (ROUND_TO) ", as everybody sees it." }
        }
        p {
            "How many of your own cards were used is not shown, not even roughly, because nobody knows: a card’s code is \
             taken off before its answers are counted, and is not looked up. If it were told that ten or more of your \
             cards were used, whoever holds nine could find out whether one other person answered."
        }
    }
}
