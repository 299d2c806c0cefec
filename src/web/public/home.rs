//! `/`: a box for typing a card's code, and where help is.

use std::sync::Arc;

use axum::extract::State;
use maud::{Markup, html};

use crate::web::parts;
use crate::web::state::App;

pub async fn page(State(app): State<Arc<App>>) -> Markup {
    with_note(&app, None)
}

pub async fn typo(State(app): State<Arc<App>>) -> Markup {
    let note = "That code did not work. One letter or number may be wrong, or the time to use it may be over. \
                Please check each one and try again. A code has 18 letters and numbers.";
    with_note(&app, Some(note))
}

fn with_note(app: &App, note: Option<&str>) -> Markup {
    let body = html! {
        h1 { "Your feedback" }
        (parts::demo_note(app.settings.demo))
        p { "Do you have a card? Type the code from it here." }
        @if let Some(note) = note { p.box role="alert" { (note) } }
        form method="post" action="/" autocomplete="off" {
            label.ask for="code" { "Code" }
            p.hint #code-hint { "It does not matter if you use big or small letters, or leave out the lines." }
            input #code type="text" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false"
                aria-describedby="code-hint";
            button { "Go on" }
        }
        div.box {
            h2 { "Help now" }
            (parts::support(&app.library.contacts, &app.library.areas, None))
        }
        p { a href="/safety" { "Staying safe on this device" } }
        p { a href="/takeback" { "Take back what I sent" } }
        p { a href="/help" { "All help numbers" } }
        p { a href="/results" { "What people told us so far" } }
    };
    parts::survivor_page("Your feedback", "/exit", body)
}
