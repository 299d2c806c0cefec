//! The one document with the one form.
//!
//! Promises that nothing is required or pre-ticked, that no browser keeps what was typed (`autocomplete="off"` on the
//! form, which holds for all in it, and on each text), and that the page is complete without any further request.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, PreEscaped, html};

use super::landing::{admit, again, html_bytes, page_key, survey};
use crate::code::Word;
use crate::survey::pictures::picture;
use crate::survey::{Kind, Question, Section, Slug, Survey, further_field};
use crate::wave::Wave;
use crate::web::parts;
use crate::web::refusal::Refusal;
use crate::web::script;
use crate::web::state::App;
use crate::web::template::{self, Template};
use crate::web::ticket::{LOADS_FOR, Page};
use crate::web::voice::{Chosen, Voice};

pub async fn page(
    State(app): State<Arc<App>>,
    chosen: Option<Chosen>,
    Path(text): Path<String>,
) -> Result<Response, Refusal> {
    if let Some(Chosen(language)) = chosen {
        return again(&app, &text, (Page::Form, "/f/"), language).await;
    }
    let ticket = match admit(&app, &text, Page::Form, LOADS_FOR) {
        Ok(ticket) => ticket,
        Err(away) => return Ok(away.into_response()),
    };
    let key = page_key(&app, &ticket, true).await?;
    let template = match app.pages.get(&key) {
        Some(template) => template,
        None => {
            let wave = app.store.wave(&ticket.wave).await?;
            let (voice, survey) = app.spoken(&wave.id, survey(&app, &ticket).await?, &ticket.language).await?;
            let around = Around {
                send: "/f",
                leave: format!("/exit/{}", template::TICKET),
                languages: languages(&voice),
                scripts: html! { script { (PreEscaped(&*script::FORM)) } },
            };
            let page = render(&app, &voice, &wave, &survey, (key.area.as_ref(), around));
            app.pages.put(key, Template::new(&page.into_string()))
        }
    };
    let secret = Word::new(&*app.entropy).to_string();
    Ok(html_bytes(template.fill(&text, &secret)))
}

/// What differs between a person's own device and one that is lent.
pub struct Around {
    pub send: &'static str,
    pub leave: String,
    /// The choice of another language, if this is the place for it.
    pub languages: Markup,
    pub scripts: Markup,
}

pub fn render(
    app: &App,
    voice: &Voice,
    wave: &Wave,
    survey: &Survey,
    (area, around): (Option<&Slug>, Around),
) -> Markup {
    let body = html! {
        h1 { (survey.title) }
        p { (voice.say("form-skip")) }
        (around.languages)
        (parts::help_now(app, voice, area))
        form method="post" action=(around.send) autocomplete="off" data-step=(voice.with("step", &[("n", "#1"), ("all", "#2")]))
            data-next=(voice.say("next")) data-back=(voice.say("back")) data-check=(voice.say("check"))
            data-none=(voice.say("check-none")) data-change=(voice.say("change")) data-remove=(voice.say("remove"))
            data-left=(voice.with("text-left", &[("n", "#1")])) data-points=(voice.say("text-points"))
            data-sending=(voice.say("sending")) data-failed=(voice.say("failed")) {
            input type="hidden" name="t" value=(template::TICKET);
            input type="hidden" name="s" value=(template::SECRET);
            (questions(voice, survey))
            (trap(voice))
            div.last {
            details {
                summary { (voice.say("form-back")) }
                p { (voice.with("form-back-code", &[("date", &voice.day(wave.closes))])) }
                p.code dir="ltr" { (template::SECRET) }
                p { (voice.rich("form-back-where", &[("address", html! { (address(app)) "/takeback" })])) }
                p { (voice.say("form-back-keep")) }
            }
            p.note { (voice.with("form-read", &[("date", &voice.day(wave.read_from()))])) }
            button { (voice.say("send")) }
            }
        }
        (around.scripts)
    };
    parts::survivor_page(app, voice, &voice.say("questions"), &around.leave, body)
}

/// Every question of the form, section by section.
pub fn questions(voice: &Voice, survey: &Survey) -> Markup {
    html! { @for section in &survey.sections { (one_section(voice, survey, section)) } }
}

/// Programs that fill in every box fill in this one; nobody else comes to it, by eye, ear or keyboard.
pub const TRAP: &str = "website";

fn trap(voice: &Voice) -> Markup {
    html! {
        div.skip aria-hidden="true" {
            label { (voice.say("empty")) " " input type="text" name=(TRAP) tabindex="-1" autocomplete="off"; }
        }
    }
}

/// Changing the language is a new page: what was chosen so far is not sent anywhere to be shown again.
fn languages(voice: &Voice) -> Markup {
    html! {
        @if !voice.offered().is_empty() {
            details {
                summary { (voice.say("language")) }
                p { (voice.say("language-again")) }
                (parts::chooser(voice, &format!("/f/{}", template::TICKET)))
            }
        }
    }
}

fn address(app: &App) -> &str {
    app.settings.public_url.split("//").nth(1).unwrap_or_default()
}

fn one_section(voice: &Voice, survey: &Survey, section: &Section) -> Markup {
    html! {
        section {
            h2 { (section.heading) }
            @if let Some(note) = &section.note { p.note { (note) } }
            @for question in &section.questions { (one_question(voice, question, question.id.as_str())) }
            @if section.questions.iter().any(|question| question.service) { (further(voice, survey, 0)) }
        }
    }
}

/// A closed box for each further service, the next inside the one before: who has one to tell of sees no more.
fn further(voice: &Voice, survey: &Survey, part: usize) -> Markup {
    html! {
        @if part < survey.further_parts() {
            details {
                summary { (voice.say("form-another")) }
                p.note { (voice.say("form-another-kind")) }
                @for question in survey.further() { (one_question(voice, question, &further_field(question, part))) }
                (further(voice, survey, part + 1))
            }
        }
    }
}

fn one_question(voice: &Voice, question: &Question, name: &str) -> Markup {
    match &question.kind {
        Kind::OneOf(_) | Kind::Scale(_) | Kind::Area(_) => choices(voice, question, name, "radio"),
        Kind::ManyOf(_) | Kind::Consent(_) => choices(voice, question, name, "checkbox"),
        Kind::ShortText | Kind::LongText => text(voice, question),
    }
}

fn choices(voice: &Voice, question: &Question, name: &str, kind: &str) -> Markup {
    let hint = hint_id(question, name);
    html! {
        fieldset aria-describedby=[hint.as_deref()] {
            legend { (asked(question, name)) }
            (hint_words(question, hint.as_deref()))
            (recordings(voice, question))
            @for choice in question.choices() {
                label.o {
                    input type=(kind) name=(name) value=(choice.id);
                    (drawing(choice.picture.as_deref()))
                    (choice.label)
                }
            }
        }
    }
}

fn text(voice: &Voice, question: &Question) -> Markup {
    let hint = hint_id(question, question.id.as_str());
    let described = hint.as_deref();
    html! {
        div.q {
            label.ask for=(question.id) { (asked(question, question.id.as_str())) }
            (hint_words(question, described))
            (recordings(voice, question))
            @if matches!(question.kind, Kind::ShortText) {
                input type="text" id=(question.id) name=(question.id) maxlength=(question.max_length())
                    autocomplete="off" spellcheck="false" aria-describedby=[described];
            } @else {
                textarea id=(question.id) name=(question.id) rows="5" maxlength=(question.max_length())
                    autocomplete="off" spellcheck="false" aria-describedby=[described] {}
            }
        }
    }
}

fn hint_id(question: &Question, name: &str) -> Option<String> {
    question.hint.as_ref().map(|_| format!("{name}-hint"))
}

fn hint_words(question: &Question, id: Option<&str>) -> Markup {
    html! { @if let Some(words) = &question.hint { p.hint id=[id] { (words) } } }
}

/// The question, with its picture if it has one.
fn asked(question: &Question, name: &str) -> Markup {
    html! {
        @match question.picture.as_deref() {
            Some(picture) if question.further => { (repeated(question, picture, name)) span { (question.ask) } }
            Some(picture) => { (drawing(Some(picture))) span { (question.ask) } }
            None => (question.ask),
        }
    }
}

/// Drawn once; where the question is asked again, the same drawing is shown again, which keeps the page small.
fn repeated(question: &Question, picture: &str, name: &str) -> Markup {
    let id = format!("pic-{}", question.id);
    if name != question.id.as_str() {
        return html! { svg class="pic" aria-hidden="true" { use href={ "#" (id) } {} } };
    }
    let drawn = drawing(Some(picture)).into_string();
    PreEscaped(drawn.replacen("<svg", &format!("<svg id=\"{id}\""), 1))
}

/// The words beside it say all, so the drawing is hidden from screen readers.
fn drawing(name: Option<&str>) -> Markup {
    let drawing = name.and_then(picture).map(|svg| svg.replacen("<svg", "<svg class=\"pic\" aria-hidden=\"true\"", 1));
    html! { @if let Some(drawing) = drawing { (PreEscaped(drawing)) } }
}

/// Links, never players: whoever plays a video elsewhere tells that website, and only if they choose to. A window of its
/// own, so that the answers so far stay.
fn recordings(voice: &Voice, question: &Question) -> Markup {
    let link = |address: &str, words: String| {
        html! { p.hint { a href=(address) target="_blank" rel="noopener noreferrer" { (words) } } }
    };
    html! {
        @if let Some(address) = &question.bsl { (link(address, voice.say("bsl"))) }
        @if let Some(address) = &question.audio { (link(address, voice.say("audio"))) }
    }
}
