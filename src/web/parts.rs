//! Parts of pages, as functions of plain values.
//!
//! Promises that every survivor page has, in this order: a skip link, the way out, the words. No image, no script, no
//! address of anybody else but telephone numbers.

use jiff::civil::Date;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::style;
use crate::survey::{Areas, Contact, Contacts, Slug};

/// A page of the survivor's area. `leave` is where its way out goes.
pub fn survivor_page(title: &str, leave: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(title, style::SURVIVOR))
            body {
                a.skip href="#main" { "Skip to the page" }
                nav.leave aria-label="Leave" { a href=(leave) rel="nofollow noreferrer" { "Leave this page now" } }
                main #main { (body) }
            }
        }
    }
}

/// A page with no way out to offer and nothing to hide: errors, closed pages.
pub fn quiet_page(heading: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(heading, style::SURVIVOR))
            body { main { h1 { (heading) } (body) } }
        }
    }
}

pub fn head(title: &str, css: &'static str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width,initial-scale=1";
            link rel="icon" href="data:,";
            title { (title) }
            style { (PreEscaped(css)) }
        }
    }
}

/// Where help is now: emergency lines, the area's, national ones.
pub fn support(contacts: &Contacts, areas: &Areas, area: Option<&Slug>) -> Markup {
    let area_name = area.and_then(|id| areas.get(id.as_str())).map(|area| area.name.as_str());
    html! {
        ul {
            @for contact in contacts.for_area(area) { li { (one_contact(contact)) } }
            @if let (Some(id), Some(name)) = (area, area_name) {
                @if !contacts.area_given(id) { li { (name) ": area contact not yet given." } }
            }
        }
    }
}

/// The same behind one tap, where the page is about something else.
pub fn help_now(contacts: &Contacts, areas: &Areas, area: Option<&Slug>) -> Markup {
    html! { details { summary { "Help now" } (support(contacts, areas, area)) } }
}

pub fn one_contact(contact: &Contact) -> Markup {
    html! {
        (contact.name) ": "
        @if let Some(number) = &contact.number {
            @match &contact.dial {
                Some(dial) => a.tel href={ "tel:" (dial) } { (number) },
                None => span.tel { (number) },
            }
        }
        @if let Some(hours) = &contact.hours { ", " (hours) }
        @if let Some(ages) = &contact.ages { ", " (ages) }
        @if let Some(languages) = &contact.languages { ", " (languages) }
        @if let Some(note) = &contact.note { ". " (note) }
    }
}

/// "1 January 2027".
pub fn day(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    format!("{} {month} {}", date.day(), date.year())
}

pub fn demo_note(demo: bool) -> Markup {
    html! { @if demo { p.note { "This is a demonstration. Everyone in it is made up. Please do not write about yourself." } } }
}
