//! A survey on paper: the same words as on a screen, on A4, in two sizes.
//!
//! Promises that nothing on it tells one sheet from another: no number, no code, no name of a service. Does not promise
//! that nobody reads it before the wave ends, and says so: somebody types it in.

use maud::{Markup, html};

use super::state::App;
use super::voice::Voice;
use crate::survey::{Kind, Question, Survey};
use crate::wave::Wave;

/// Lines to write on, for a short and a long text.
const LINES: [usize; 2] = [1, 6];

/// `large` is for who needs bigger print, 18 point.
pub fn paper(app: &App, voice: &Voice, wave: &Wave, survey: &Survey, large: bool) -> Markup {
    let language = voice.language();
    let who = html! { (app.settings.run_by) };
    let (until, number) = (html! { (voice.day(wave.closes)) }, html! { "999" });
    html! {
        div.paper.large[large] lang=(language.tag) dir=[language.right_to_left.then_some("rtl")] {
            h2.title { (survey.title) }
            (super::parts::demo_note_in(app, voice))
            p { (voice.with("landing-for", &[("minutes", &survey.minutes.to_string())])) " " (voice.say("paper-skip")) }
            p { (voice.say("paper-name")) }
            p { (voice.rich("paper-who", &[("who", who)])) }
            p { (voice.rich("paper-back", &[("date", until)])) }
            p { strong { (voice.say("landing-emergency")) } " " (voice.rich("paper-danger", &[("number", number)])) }
            @for section in &survey.sections {
                section {
                    h3 { (section.heading) }
                    @if let Some(note) = &section.note { p { (note) } }
                    @for question in &section.questions { (one_question(voice, question)) }
                }
            }
            @for _ in 0..survey.further_parts() {
                section {
                    h3 { (voice.say("form-another")) }
                    p { (voice.say("paper-another")) }
                    @for question in survey.further() { (one_question(voice, question)) }
                }
            }
        }
    }
}

fn one_question(voice: &Voice, question: &Question) -> Markup {
    let how = match question.kind {
        Kind::OneOf(_) | Kind::Scale(_) | Kind::Area(_) => Some("paper-one"),
        Kind::ManyOf(_) => Some("paper-any"),
        Kind::Consent(_) | Kind::ShortText | Kind::LongText => None,
    };
    html! {
        div.asked {
            p { strong { (question.ask) } @if let Some(how) = how { " " (voice.say(how)) } }
            @if let Some(hint) = &question.hint { p { (hint) } }
            @if question.is_text() {
                @for _ in 0..LINES[usize::from(matches!(question.kind, Kind::LongText))] { div.line {} }
            } @else {
                ul { @for choice in question.choices() { li { span.tick {} (choice.label) } } }
            }
        }
    }
}
