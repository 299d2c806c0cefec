//! Choosing what to quote of a text, and agreeing to it.
//!
//! Promises that only texts whose writer allowed it come here, that the words are the text's own, and that whoever chose
//! them cannot agree to them: two accounts are two people.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::desk::Reviewing;
use super::{page, room};
use crate::count::{Act, LONGEST_PASSAGE, OnDesk, PassageError, Step};
use crate::themes::codebook::ThemeId;
use crate::web::refusal::Refusal;
use crate::web::staff::frame_page;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::Commission;

/// `GET /commission/review/quotes`: what waits for a passage, for a second person, and what two people agreed on.
pub async fn list(State(app): State<Arc<App>>, visitor: Commission) -> Result<Markup, Refusal> {
    let room = room(&app)?;
    let texts = room.desk.texts(&app.store).await.map_err(Refusal::Broken)?;
    let mine = |on: &&OnDesk| on.may_be_quoted().is_ok() && !room.is_avoided(on, visitor.reviewer());
    let quotable = || texts.iter().filter(mine);
    let agreed: Vec<&OnDesk> = quotable().filter(|on| on.agreed().is_some()).collect();
    let waiting: Vec<&OnDesk> = quotable().filter(|on| on.agreed().is_none() && on.chosen().is_some()).collect();
    let open: Vec<&OnDesk> = quotable().filter(|on| on.chosen().is_none()).collect();
    let body = html! {
        p.soft { "A quotation needs the tick of the person who wrote it, and two of you: one chooses the words and the one theme they stand for, another agrees. Which of them are shown, and where, the release decides by its rules. Many will not be." }
        (part(room, "For a second person", &waiting))
        (part(room, "No words chosen yet", &open))
        (part(room, "Agreed", &agreed))
        p { a href="/commission/review" { "Back to the overview" } }
    };
    Ok(frame_page("Quotations", Some(&visitor.form_token), body))
}

fn part(room: &Reviewing, heading: &str, texts: &[&OnDesk]) -> Markup {
    html! {
        h2 { (heading) " (" (texts.len()) ")" }
        @for on in texts {
            p { a href=(address(on)) {
                @match on.chosen() {
                    Some((chosen, _)) => { "Words for “" (label(room, &chosen.theme)) "”" },
                    None => "Choose words of this text",
                }
            } }
        }
    }
}

fn address(on: &OnDesk) -> String {
    format!("/commission/review/{}/quote", page::address(on.row))
}

fn label(room: &Reviewing, theme: &ThemeId) -> String {
    room.codebook.theme(theme).map_or_else(|| theme.to_string(), |theme| theme.label.clone())
}

pub async fn one(
    State(app): State<Arc<App>>,
    visitor: Commission,
    Path(text): Path<String>,
) -> Result<Markup, Refusal> {
    let room = room(&app)?;
    let texts = room.desk.texts(&app.store).await.map_err(Refusal::Broken)?;
    let on = page::row(&text).and_then(|row| texts.iter().find(|on| on.row == row)).ok_or(Refusal::NotFound)?;
    let body = html! {
        @match on.may_be_quoted() {
            Err(why) => p.warn { (why) },
            Ok(()) => details.card {
                summary accesskey="t" { "Show the text" }
                p.said { (on.text.text) }
                @if let Some((chosen, by)) = on.chosen() { (on_the_table(room, on, &on.words(chosen), &chosen.theme, by, &visitor)) }
                (choosing(room, on, &visitor))
            },
        }
        p { a href="/commission/review/quotes" { "All quotations" } " · " a href="/commission/review/next" { "Next text" } }
    };
    Ok(frame_page("Quote a text", Some(&visitor.form_token), body))
}

fn on_the_table(
    room: &Reviewing,
    on: &OnDesk,
    words: &str,
    theme: &ThemeId,
    by: [u8; 8],
    visitor: &Commission,
) -> Markup {
    html! {
        h2 { "Chosen" }
        blockquote dir="auto" { (words) }
        p { "It stands for: " strong { (label(room, theme)) } }
        @if on.agreed().is_some() { p { "Two people agreed to it." } }
        @else if by == visitor.reviewer() { p { "You chose it. A second person has to agree." } }
        form method="post" action=(address(on)) {
            input type="hidden" name="k" value=(visitor.form_token);
            // What was on the screen: a passage that changed meanwhile is not agreed to unseen.
            input type="hidden" name="seen" value=(on.steps.len());
            @if on.agreed().is_none() && by != visitor.reviewer() {
                p { "Could somebody who knows this person tell who wrote it? If so, do not quote it." }
                button name="act" value="agree" { "Quote exactly these words" } " "
            }
            button name="act" value="refuse" { "Do not quote these words" }
        }
    }
}

fn choosing(room: &Reviewing, on: &OnDesk, visitor: &Commission) -> Markup {
    let themes: Vec<&ThemeId> = on.decisions.last().into_iter().flat_map(|last| &last.themes).collect();
    html! {
        h2 { @if on.chosen().is_some() { "Choose other words" } @else { "Choose the words" } }
        @if themes.is_empty() { p { "This text has no theme, so there is nothing that its words could stand for." } }
        @else {
            form method="post" action=(address(on)) autocomplete="off" {
                input type="hidden" name="k" value=(visitor.form_token);
                input type="hidden" name="seen" value=(on.steps.len());
                label for="words" { "Take away at the beginning and at the end what should not be quoted" }
                p.soft { "One piece, at most " (LONGEST_PASSAGE) " characters, word for word. Marks such as [name] stay." }
                textarea #words name="words" rows="6" { (on.text.text) }
                fieldset {
                    legend { "The one theme that these words stand for" }
                    @for theme in themes {
                        p { label { input type="radio" name="theme" value=(theme); " " (label(room, theme)) } }
                    }
                }
                button name="act" value="choose" { "Choose these words" }
            }
        }
    }
}

pub async fn act(
    State(app): State<Arc<App>>,
    visitor: Commission,
    Path(text): Path<String>,
    sent: StaffForm,
) -> Result<Response, Refusal> {
    let room = room(&app)?;
    let texts = room.desk.texts(&app.store).await.map_err(Refusal::Broken)?;
    let on = page::row(&text).and_then(|row| texts.iter().find(|on| on.row == row)).ok_or(Refusal::NotFound)?;
    let meanwhile = || {
        Refusal::Unusable("Somebody worked on this text at the same moment. Please go back and load it again.".into())
    };
    if sent.first("seen") != Some(&on.steps.len().to_string()) {
        return Err(meanwhile());
    }
    let unusable = |error: PassageError| Refusal::Unusable(format!("{error} Please go back; nothing is lost."));
    let act = match sent.first("act") {
        Some("agree") => Act::Agreed,
        Some("refuse") => Act::Refused,
        Some("choose") => {
            let theme = sent.first("theme").and_then(|id| id.parse().ok());
            let theme: ThemeId = theme
                .ok_or_else(|| Refusal::Unusable("Please go back and choose the one theme it stands for.".into()))?;
            Act::Chose(on.find(sent.first("words").unwrap_or_default(), &theme).map_err(unusable)?)
        }
        _ => return Err(Refusal::Unusable("Please go back and choose what to do with this text.".into())),
    };
    let step = Step { reviewer: visitor.reviewer(), act };
    on.allows(&step).map_err(unusable)?;
    room.desk.step(&app.store, on, &step).await.map_err(|_| meanwhile())?;
    room.read_one(visitor.reviewer());
    Ok(Redirect::to("/commission/review/quotes").into_response())
}
