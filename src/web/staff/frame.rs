//! The frame of staff and results pages.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::script;
use crate::web::{parts, style};

/// A page on which the browser may run the one script that passkeys need.
pub fn page_with_script(title: &str, signed_in: Option<&str>, body: Markup) -> Markup {
    let script = html! { script { (PreEscaped(script::PASSKEY)) } };
    page(title, signed_in, html! { (body) (script) })
}

/// A page of a provider's, where a script copies words and sees that a device can be lent.
pub fn page_with_help(title: &str, signed_in: Option<&str>, body: Markup) -> Markup {
    let script = html! { script { (PreEscaped(script::HELP)) } };
    page(title, signed_in, html! { (body) (script) })
}

/// Sheets to print. What is `about` them, and the way back, stands on the screen alone. No script, and nobody's name.
pub fn print_page(title: &str, about: Markup, sheets: Markup) -> Markup {
    print_page_from(title, about, sheets, "/provider")
}

/// The same, with the way back to another page.
pub fn print_page_from(title: &str, about: Markup, sheets: Markup, back: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (parts::head(title, style::PRINT))
            body {
                a.skip href="#main" { "Skip to the page" }
                main #main {
                    div.about {
                        h1 { (title) }
                        (about)
                        p { "Print it with your browser (Ctrl P), on A4, at 100 %, without headers and footers." }
                        p { a href=(back) { "Back" } }
                    }
                    (sheets)
                }
            }
        }
    }
}

/// A page with a header. `signed_in` is the form token of a session, where there is one.
pub fn page(title: &str, signed_in: Option<&str>, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (parts::head(title, style::STAFF))
            body {
                a.skip href="#main" { "Skip to the page" }
                header {
                    strong { "Heard" }
                    a href="/results" { "Results" }
                    @if signed_in.is_none() { a href="/exit" rel="nofollow noreferrer" { "Leave this page now" } }
                    @if let Some(token) = signed_in {
                        a href="/staff/me" { "Your account" }
                        form method="post" action="/staff/out" {
                            input type="hidden" name="k" value=(token);
                            button { "Sign out" }
                        }
                    }
                }
                main #main { h1 { (title) } (body) }
            }
        }
    }
}
