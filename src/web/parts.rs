//! Parts of pages, as functions of plain values.
//!
//! Promises that every survivor page has, in this order: a skip link, the way out, a note if nobody has checked its
//! words, the words. No image, no script but our own, no address of anybody else but telephone numbers.

use jiff::civil::Date;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::state::App;
use super::voice::Voice;
use super::{script, style};
use crate::survey::{Contact, Slug};

/// A page of the survivor's area. `leave` is where its way out goes.
pub fn survivor_page(app: &App, voice: &Voice, title: &str, leave: &str, body: Markup) -> Markup {
    let content = html! {
        a.skip href="#main" { (voice.say("skip")) }
        nav.leave aria-label=(voice.say("leave-area")) {
            a href=(leave) rel="nofollow noreferrer" data-wait=(voice.say("loading")) { (voice.say("leave")) }
        }
        main #main { (unchecked(app, voice)) (body) }
        script { (PreEscaped(&*script::LEAVE)) }
    };
    page_in(voice, title, content)
}

fn page_in(voice: &Voice, title: &str, content: Markup) -> Markup {
    let language = voice.language();
    let plain = voice.is_english() && !content.0.contains("class=\"pic\"");
    let mut sheets = if plain { vec![style::SURVIVOR] } else { vec![style::SURVIVOR, style::MORE] };
    if content.0.contains(" data-home=") {
        sheets.push(style::KIOSK);
    }
    html! {
        (DOCTYPE)
        html lang=(language.tag) dir=[language.right_to_left.then_some("rtl")] class=[language.easy.then_some("easy")] {
            (head_with(title, &sheets))
            body { (content) }
        }
    }
}

/// Said at the top, in the page's language and in English, until a speaker's review is recorded.
fn unchecked(app: &App, voice: &Voice) -> Markup {
    html! {
        @if !voice.is_checked() {
            div.box.unchecked {
                p { (voice.say("unchecked")) }
                @if !voice.language().easy { p lang="en" dir="ltr" { (Voice::english(app).say("unchecked")) } }
            }
        }
    }
}

/// The languages by their own names. `here` is the page; the choice is in the link, and nowhere else.
pub fn chooser(voice: &Voice, here: &str) -> Markup {
    html! {
        @if !voice.offered().is_empty() {
            nav.langs aria-label=(voice.say("language")) {
                @for language in voice.offered() {
                    @if language == voice.language() {
                        b lang=(language.tag) aria-current="true" { (language.name) }
                    } @else {
                        a lang=(language.tag) rel="nofollow" href={ (here) "?l=" (language.tag) } { (language.name) }
                    }
                }
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

pub fn quiet_page_in(voice: &Voice, heading: &str, body: Markup) -> Markup {
    page_in(voice, heading, html! { main { h1 { (heading) } (body) } })
}

pub fn head(title: &str, css: &'static str) -> Markup {
    head_with(title, &[css])
}

fn head_with(title: &str, sheets: &[&'static str]) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width,initial-scale=1";
            link rel="icon" href="data:,";
            title { (title) }
            @for css in sheets { style { (PreEscaped(css)) } }
        }
    }
}

/// Where help is now: emergency lines, the area's, national ones.
pub fn support(app: &App, voice: &Voice, area: Option<&Slug>) -> Markup {
    let contacts = voice.contacts(app);
    let area_name = area.and_then(|id| voice.area(app, id));
    html! {
        ul {
            @for contact in contacts.shown_to(voice.audience(), area) { li { (one_contact(voice, contact)) } }
            @if let (Some(id), Some(name)) = (area, area_name) {
                @if !contacts.area_given(id) { li { (voice.with("area-missing", &[("area", &name)])) } }
            }
        }
    }
}

/// The same behind one tap, where the page is about something else.
pub fn help_now(app: &App, voice: &Voice, area: Option<&Slug>) -> Markup {
    html! { details { summary { (voice.say("help-now")) } (support(app, voice, area)) } }
}

/// The same in a box of its own.
pub fn help_box(app: &App, voice: &Voice, heading: &str, area: Option<&Slug>) -> Markup {
    html! { div.box { h2 { (voice.say(heading)) } (support(app, voice, area)) } }
}

pub fn one_contact(voice: &Voice, contact: &Contact) -> Markup {
    // Groups of digits would change places in a line that runs from right to left.
    let dir = voice.language().right_to_left.then_some("auto");
    html! {
        (contact.name) ": "
        @if let Some(number) = &contact.number {
            @match &contact.dial {
                Some(dial) => a.tel dir=[dir] href={ "tel:" (dial) } { (number) },
                None => span.tel dir=[dir] { (number) },
            }
        }
        @let comma = voice.say("comma");
        @for more in [&contact.hours, &contact.ages, &contact.languages].into_iter().flatten() { (comma) " " (more) }
        @if let Some(note) = &contact.note { (voice.say("stop")) " " (note) }
    }
}

/// "1 January 2027", for staff; the survivor's pages ask the `Voice`.
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

pub fn demo_note(demo: bool) -> Markup {
    html! { @if demo { p.note { "This is a demonstration. Everyone in it is made up. Please do not write about yourself." } } }
}

pub fn demo_note_in(app: &App, voice: &Voice) -> Markup {
    html! { @if app.settings.demo { p.note { (voice.say("demo")) } } }
}
