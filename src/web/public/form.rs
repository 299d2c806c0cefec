//! The one document with the one form.
//!
//! Promises that nothing is required or pre-ticked, that no browser keeps what was typed (`autocomplete="off"` on the
//! form and on each field), and that the page is complete without any further request.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::landing::{admit, html_bytes, page_key, survey};
use crate::code::Word;
use crate::survey::{Kind, Question, Section, Slug, Survey};
use crate::wave::Wave;
use crate::web::parts::{self, day};
use crate::web::refusal::Refusal;
use crate::web::state::App;
use crate::web::template::{self, Template};
use crate::web::ticket::{LOADS_FOR, Page};

pub async fn page(State(app): State<Arc<App>>, Path(text): Path<String>) -> Result<Response, Refusal> {
    let ticket = match admit(&app, &text, Page::Form, LOADS_FOR) {
        Ok(ticket) => ticket,
        Err(away) => return Ok(away.into_response()),
    };
    let key = page_key(&app, &ticket, true).await?;
    let template = match app.pages.get(&key) {
        Some(template) => template,
        None => {
            let wave = app.store.wave(&ticket.wave).await?;
            let survey = survey(&app, &ticket).await?;
            let page = render(&app, &wave, &survey, key.area.as_ref());
            app.pages.put(key, Template::new(&page.into_string()))
        }
    };
    let secret = Word::new(&*app.entropy).to_string();
    Ok(html_bytes(template.fill(&text, &secret)))
}

fn render(app: &App, wave: &Wave, survey: &Survey, area: Option<&Slug>) -> Markup {
    let last = day(wave.closes);
    let body = html! {
        h1 { (survey.title) }
        p { "Skip anything you like. Nothing is kept until you press Send." }
        (parts::help_now(&app.library.contacts, &app.library.areas, area))
        form method="post" action="/f" autocomplete="off" {
            input type="hidden" name="t" value=(template::TICKET) autocomplete="off";
            input type="hidden" name="s" value=(template::SECRET) autocomplete="off";
            @for section in &survey.sections { (one_section(section)) }
            details {
                summary { "I may want to take this back" }
                p { "Changed your mind later? To take your answers out, use this code by " (last) ":" }
                p.code { (template::SECRET) }
                p { "Type it at " (address(app)) "/takeback. After that day your answers stay in the totals." }
                p { "We cannot find your answers without it. Keep it only if that is safe." }
            }
            p.note { "Nobody reads this before " (day(wave.read_from())) ". Nobody will reply." }
            button { "Send" }
        }
    };
    parts::survivor_page("Questions", &format!("/exit/{}", template::TICKET), body)
}

fn address(app: &App) -> &str {
    app.settings.public_url.split("//").nth(1).unwrap_or_default()
}

fn one_section(section: &Section) -> Markup {
    html! {
        h2 { (section.heading) }
        @if let Some(note) = &section.note { p.note { (note) } }
        @for question in &section.questions { (one_question(question)) }
    }
}

fn one_question(question: &Question) -> Markup {
    match &question.kind {
        Kind::OneOf(_) | Kind::Scale(_) | Kind::Area(_) => choices(question, "radio"),
        Kind::ManyOf(_) | Kind::Consent(_) => choices(question, "checkbox"),
        Kind::ShortText | Kind::LongText => text(question),
    }
}

fn choices(question: &Question, kind: &str) -> Markup {
    let hint = hint_id(question);
    html! {
        fieldset aria-describedby=[hint.as_deref()] {
            legend { (question.ask) }
            (hint_words(question, hint.as_deref()))
            @for choice in question.choices() {
                label.o {
                    input type=(kind) name=(question.id) value=(choice.id) autocomplete="off";
                    (choice.label)
                }
            }
        }
    }
}

fn text(question: &Question) -> Markup {
    let hint = hint_id(question);
    let described = hint.as_deref();
    html! {
        label.ask for=(question.id) { (question.ask) }
        (hint_words(question, described))
        @if matches!(question.kind, Kind::ShortText) {
            input type="text" id=(question.id) name=(question.id) maxlength=(question.max_length())
                autocomplete="off" spellcheck="false" aria-describedby=[described];
        } @else {
            textarea id=(question.id) name=(question.id) rows="5" maxlength=(question.max_length())
                autocomplete="off" spellcheck="false" aria-describedby=[described] {}
        }
    }
}

fn hint_id(question: &Question) -> Option<String> {
    question.hint.as_ref().map(|_| format!("{}-hint", question.id))
}

fn hint_words(question: &Question, id: Option<&str>) -> Markup {
    html! { @if let Some(words) = &question.hint { p.hint id=[id] { (words) } } }
}
