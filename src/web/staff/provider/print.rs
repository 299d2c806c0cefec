//! Paper to hand out: a poster and sheets of cards, as pages that a browser prints on A4.
//!
//! Promises that what is printed names no service, no person and no purpose (rules T12, T14), that a phone reads its
//! squares, and that the same address stands beside them for who cannot scan. Does not promise that a printer keeps to
//! the size: cards printed smaller still scan.

use std::sync::Arc;

use axum::extract::{Path, State};
use maud::{Markup, html};

use super::own_link;
use crate::code::Word;
use crate::web::parts::day;
use crate::web::qr;
use crate::web::refusal::Refusal;
use crate::web::staff::frame;
use crate::web::staff::sheets::Sheet;
use crate::web::state::App;
use crate::web::visitor::ProviderStaff;

/// Two by five, of the size of a visiting card with room to cut.
const CARDS_A_PAGE: usize = 10;

pub async fn poster(
    State(app): State<Arc<App>>,
    visitor: ProviderStaff,
    Path(link): Path<String>,
) -> Result<Markup, Refusal> {
    let link = own_link(&app, &visitor, &link).await?;
    let about = html! {
        p { "One page, A4. Hang it where people wait and can look at it without being watched: the inside of a toilet \
             door is better than beside the desk." }
        @if link.paused.is_some() { p.warn { "This link is paused: whoever scans the poster finds it closed for now." } }
    };
    let squares = qr::address(&app.settings.public_url, &format!("/l/{}", link.id));
    let sheet = html! {
        div.sheet.poster {
            p.title { "Your feedback" }
            p.lead { "What is it like to use services here? Tell us, if you want to." }
            (qr::picture(&squares, "A square code that opens the address below"))
            p.typed { "Scan it with the camera of a phone, or type:" br; strong { (bare(&app)) "/l/" (link.id) } }
            ul {
                li { "A few questions. Skip any of them, stop at any time." }
                li { "It is your choice. What you get here stays the same." }
                li { "Nobody asks your name. Nobody here can see who answered." }
                li { "Use a phone that only you look at, if you can. It remembers the address." }
            }
            p { "Would you like help with it, or another way to answer? Ask somebody here." }
        }
    };
    Ok(frame::print_page("Poster", about, sheet))
}

/// A page for each ten codes. They were shuffled when they were made.
pub fn cards(app: &App, sheet: &Sheet) -> Markup {
    let about = html! {
        p { (sheet.codes.len()) " codes, good until " (day(sheet.wave.closes)) "." }
        p.warn { "Print this page now. The codes are shown once and cannot be shown again." }
        p { "Cut them apart, shuffle the pile, and let each person draw one. Do not note who drew which." }
    };
    let until = day(sheet.wave.closes);
    let pages = html! {
        @for page in sheet.codes.chunks(CARDS_A_PAGE) {
            div.sheet.cards { @for code in page { (card(app, code, &until)) } }
        }
    };
    frame::print_page("Cards", about, pages)
}

fn card(app: &App, code: &Word, until: &str) -> Markup {
    let squares = qr::address(&app.settings.public_url, &format!("/c/{code}"));
    html! {
        div.one {
            (qr::picture(&squares, "A square code that opens the address with the code below"))
            div {
                p.title { "Your feedback" }
                p { "It is your choice. Scan, or type the code at" }
                p { strong { (bare(app)) } }
                p { "until " (until) }
            }
            p.code { (code) }
        }
    }
}

/// The address as one types it.
fn bare(app: &App) -> &str {
    let address = app.settings.public_url.as_str();
    address.split_once("//").map_or(address, |(_, host)| host)
}
