//! `/`: a box for typing a card's code, and where help is.
//!
//! Promises to be the same for everyone, and to say nothing of what the code is for.

use std::sync::Arc;

use axum::extract::State;
use maud::{Markup, html};

use crate::web::parts;
use crate::web::state::App;
use crate::web::voice::Voice;

pub async fn page(State(app): State<Arc<App>>, voice: Voice) -> Markup {
    with_note(&app, &voice, None)
}

pub async fn typo(State(app): State<Arc<App>>, voice: Voice) -> Markup {
    with_note(&app, &voice, Some("home-typo"))
}

fn with_note(app: &App, voice: &Voice, note: Option<&str>) -> Markup {
    let body = html! {
        (parts::chooser(voice, "/"))
        h1 { (voice.say("feedback")) }
        (parts::demo_note_in(app, voice))
        p { (voice.say("home-card")) }
        @if let Some(note) = note { p.box role="alert" { (voice.say(note)) } }
        (code_box(voice, "/", "go-on"))
        (parts::help_box(app, voice, "help-now", None))
        p { a href=(voice.to("/safety")) { (voice.say("safety-link")) } }
        p { a href=(voice.to("/takeback")) { (voice.say("takeback-sent")) } }
        p { a href=(voice.to("/help")) { (voice.say("home-help")) } }
        p { a href="/results" { (voice.say("home-results")) } }
    };
    parts::survivor_page(app, voice, &voice.say("feedback"), &voice.to("/exit"), body)
}

/// A form with one box, for a code.
pub fn code_box(voice: &Voice, to: &str, button: &str) -> Markup {
    html! {
        form method="post" action=(voice.to(to)) autocomplete="off" {
            label.ask for="code" { (voice.say("code")) }
            p.hint #code-hint { (voice.say("code-hint")) }
            input #code type="text" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false"
                dir="ltr" aria-describedby="code-hint";
            button { (voice.say(button)) }
        }
    }
}
