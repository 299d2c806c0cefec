//! The review desk: redacted texts, one after the other, for people of the Commission to read and decide on.
//!
//! Promises that only a process started for review has it, with the wave's review key in memory and no page for
//! respondents; that a text is covered until it is asked for; that a suggestion is never chosen beforehand; and that
//! whoever reads can leave out what they would rather not read. Two accounts are two people; decisions keep no name.

mod desk;
mod page;
mod passage;
mod uncovered;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::{Markup, html};
use ring::digest::{SHA256, digest};

pub use desk::Reviewing;

use super::refusal::Refusal;
use super::staff::{self, frame_page};
use super::staff_form::StaffForm;
use super::state::App;
use super::visitor::Commission;
use crate::count::{Decision, OnDesk, agreement, second_readings};
use crate::themes::codebook::ThemeId;
use crate::themes::valence::Valence;

pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .merge(staff::door_routes())
        .route("/commission", get(async || Redirect::to("/commission/review")))
        .route("/commission/review", get(overview).post(choose))
        .route("/commission/review/next", get(next))
        .route("/commission/review/uncovered", get(not_covered))
        .route("/commission/review/quotes", get(passage::list))
        .route("/commission/review/{text}", get(one).post(decide))
        .route("/commission/review/{text}/quote", get(passage::one).post(passage::act))
}

impl Commission {
    /// A word for this account that is not its name.
    fn reviewer(&self) -> [u8; 8] {
        let digest = digest(&SHA256, &[b"heard/reviewer/", self.account.id.as_str().as_bytes()].concat());
        let mut word = [0; 8];
        word.copy_from_slice(&digest.as_ref()[..8]);
        word
    }
}

/// How far the review is, how well two people agree, and what this reader would rather not read.
async fn overview(State(app): State<Arc<App>>, visitor: Commission) -> Result<Markup, Refusal> {
    let room = room(&app)?;
    let texts = room.desk.texts(&app.store).await.map_err(Refusal::Broken)?;
    let sealed = app.store.review_progress(&room.desk.wave).await?.sealed;
    let left_out = room.left_out(visitor.reviewer());
    let body = page::overview(room, &texts, sealed, agreement(&texts, &room.codebook), &left_out, &visitor);
    Ok(frame_page("Review", Some(&visitor.form_token), body))
}

/// Keeps what a reader would rather not read, in memory, for this sitting.
async fn choose(State(app): State<Arc<App>>, visitor: Commission, sent: StaffForm) -> Result<Response, Refusal> {
    let room = room(&app)?;
    room.leave_out(visitor.reviewer(), sent.all("avoid").filter_map(|id| id.parse().ok()).collect());
    room.rested(visitor.reviewer());
    Ok(Redirect::to("/commission/review/next").into_response())
}

async fn next(State(app): State<Arc<App>>, visitor: Commission) -> Result<Response, Refusal> {
    let room = room(&app)?;
    if room.needs_rest(visitor.reviewer()) {
        let body = page::rest(&visitor);
        return Ok(frame_page("Time for a break", Some(&visitor.form_token), body).into_response());
    }
    let texts = room.desk.texts(&app.store).await.map_err(Refusal::Broken)?;
    let reviewer = visitor.reviewer();
    let waits = texts.iter().filter(|on| on.waits_for(reviewer, &room.codebook));
    let waiting: Vec<&OnDesk> = waits.filter(|on| !room.is_avoided(on, reviewer)).collect();
    match room.give(&waiting, reviewer, app.clock.now()) {
        Some(on) => Ok(Redirect::to(&format!("/commission/review/{}", page::address(on.row))).into_response()),
        None => {
            let waiting = texts.iter().filter(|on| on.settled(&room.codebook).is_none()).count();
            let body = html! {
                @let (second, differ) = second_readings(&texts, &room.codebook);
                @if second > 0 { p { (second) " texts wait for a second person: one in five is read by two." } }
                @if differ > 0 { p { "Of " (differ) " texts two people chose different themes. The overview leads to them." } }
                @if waiting == 0 {
                    p { "Every text has a decision. Whoever holds the review key can end the review: "
                        code { "heard texts end " (room.desk.wave) } "." }
                } @else { p { "Nothing is left for you. " (waiting) " texts wait for others." } }
                p { a href="/commission/review" { "Back to the overview" } }
            };
            Ok(frame_page("Done for now", Some(&visitor.form_token), body).into_response())
        }
    }
}

/// Texts that no theme fits, in groups.
async fn not_covered(State(app): State<Arc<App>>, visitor: Commission) -> Result<Markup, Refusal> {
    let room = room(&app)?;
    let texts = room.desk.texts(&app.store).await.map_err(Refusal::Broken)?;
    let bare = uncovered::bare(room, &texts);
    let found = uncovered::group(&bare);
    let reviewer = visitor.reviewer();
    let body = uncovered::page(room, &bare, &found, |on| room.is_avoided(on, reviewer));
    Ok(frame_page("What is not yet covered", Some(&visitor.form_token), body))
}

async fn one(State(app): State<Arc<App>>, visitor: Commission, Path(text): Path<String>) -> Result<Markup, Refusal> {
    let room = room(&app)?;
    let texts = room.desk.texts(&app.store).await.map_err(Refusal::Broken)?;
    let on = page::row(&text).and_then(|row| texts.iter().find(|on| on.row == row)).ok_or(Refusal::NotFound)?;
    let decided = texts.iter().filter(|on| on.settled(&room.codebook).is_some()).count();
    let body = page::text(&app, room, on, (decided, texts.len()), &visitor);
    Ok(frame_page("Review a text", Some(&visitor.form_token), body))
}

async fn decide(
    State(app): State<Arc<App>>,
    visitor: Commission,
    Path(text): Path<String>,
    sent: StaffForm,
) -> Result<Response, Refusal> {
    let room = room(&app)?;
    let texts = room.desk.texts(&app.store).await.map_err(Refusal::Broken)?;
    let on = page::row(&text).and_then(|row| texts.iter().find(|on| on.row == row)).ok_or(Refusal::NotFound)?;
    if sent.first("act") == Some("leave") {
        room.leave_alone(visitor.reviewer(), on.row);
        return Ok(Redirect::to("/commission/review/next").into_response());
    }
    let meanwhile =
        "Somebody decided on this text while you read it. Yours was not kept: please go back and load it again.";
    if sent.first("seen").is_some_and(|seen| seen != on.decisions.len().to_string()) {
        return Err(Refusal::Unusable(meanwhile.into()));
    }
    let decision = decision(room, on, &sent, visitor.reviewer())?;
    room.desk.decide(&app.store, on, &decision).await.map_err(|_| Refusal::Unusable(meanwhile.into()))?;
    room.read_one(visitor.reviewer());
    room.learn(&app.store).await.map_err(Refusal::Broken)?;
    if decision.quotable {
        return Ok(Redirect::to(&format!("/commission/review/{}/quote", page::address(on.row))).into_response());
    }
    Ok(Redirect::to("/commission/review/next").into_response())
}

/// What the form says: the themes that it suggested, the ticked ones, or none.
fn decision(room: &Reviewing, on: &OnDesk, sent: &StaffForm, reviewer: [u8; 8]) -> Result<Decision, Refusal> {
    let unusable = |words: &str| Refusal::Unusable(words.to_owned());
    let in_use: Vec<ThemeId> = room.codebook.in_use().map(|theme| theme.id.clone()).collect();
    let themes: Vec<ThemeId> = match sent.first("act") {
        // Those that were on the screen: what is suggested may have changed since.
        Some("accept") => sent.all("shown").filter_map(|id| id.parse().ok()).collect(),
        Some("none") => Vec::new(),
        Some("save") => sent.all("theme").filter_map(|id| id.parse().ok()).collect(),
        _ => return Err(unusable("Please go back and choose what to do with this text.")),
    };
    if themes.iter().any(|theme| !in_use.contains(theme)) {
        return Err(unusable("A theme of this form is no longer in use. Please load the page again."));
    }
    if matches!(sent.first("act"), Some("save" | "accept")) && themes.is_empty() {
        return Err(unusable(
            "No theme was ticked. Please go back, and choose “None of these” if that is what you mean.",
        ));
    }
    if themes.len() > room.codebook.most_themes {
        return Err(Refusal::Unusable(format!(
            "A text has at most {} themes. Please go back and take some away.",
            room.codebook.most_themes
        )));
    }
    let valence = match sent.first("valence") {
        Some(word) => page::valence(word).ok_or_else(|| unusable("Please go back and choose how it was."))?,
        None if sent.first("act") == Some("none") => Valence::Neutral,
        None => on.text.suggested.valence,
    };
    let has = |name: &str| sent.first(name).is_some();
    if has("identifying") && has("quotable") {
        return Err(unusable("What points at somebody is never quoted. Please go back and tick one of the two."));
    }
    if has("quotable") && !on.text.quote {
        return Err(unusable("This person did not say that their words may be quoted. Please go back and untick it."));
    }
    Ok(Decision {
        reviewer,
        codebook: room.codebook.version,
        themes: themes.into_iter().collect(),
        valence,
        identifying: has("identifying"),
        quotable: has("quotable"),
        safeguarding: has("safeguarding"),
    })
}

fn room(app: &App) -> Result<&Reviewing, Refusal> {
    app.reviewing.as_ref().ok_or(Refusal::NotFound)
}
