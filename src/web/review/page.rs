//! The desk's pages, as functions of plain values.

use std::collections::BTreeSet;
use std::ops::Range;

use data_encoding::HEXLOWER;
use maud::{Markup, html};

use super::desk::Reviewing;
use crate::count::{OnDesk, second_readings};
use crate::themes::codebook::{Theme, ThemeId};
use crate::themes::tag::Scored;
use crate::themes::valence::Valence;
use crate::web::state::App;
use crate::web::visitor::Commission;

/// Suggestions that are shown first.
const RANKED: usize = 5;
/// Alpha from here on is what content analysis asks for before figures are relied on (Krippendorff 2004, p. 241).
const RELIABLE: f64 = 0.667;

const VALENCES: [(&str, Valence, &str); 4] = [
    ("positive", Valence::Positive, "Good"),
    ("negative", Valence::Negative, "Bad"),
    ("mixed", Valence::Mixed, "Both"),
    ("neutral", Valence::Neutral, "Neither"),
];

pub fn valence(word: &str) -> Option<Valence> {
    VALENCES.iter().find(|(name, ..)| *name == word).map(|(_, valence, _)| *valence)
}

pub fn address(row: [u8; 16]) -> String {
    HEXLOWER.encode(&row)
}

pub fn row(address: &str) -> Option<[u8; 16]> {
    HEXLOWER.decode(address.as_bytes()).ok()?.try_into().ok()
}

pub fn overview(
    room: &Reviewing,
    texts: &[OnDesk],
    sealed: u64,
    alpha: Option<f64>,
    left_out: &BTreeSet<ThemeId>,
    visitor: &Commission,
) -> Markup {
    let decided = texts.iter().filter(|on| on.settled(&room.codebook).is_some()).count();
    let again = texts.iter().filter(|on| !on.choices_again(&room.codebook).is_empty()).count();
    let safeguarding = texts.iter().filter(|on| on.decisions.iter().any(|decision| decision.safeguarding)).count();
    html! {
        p { "Wave " (room.desk.wave) ": " strong { (decided) " of " (texts.len()) } " texts have a decision." }
        progress max=(texts.len()) value=(decided) { (decided) " of " (texts.len()) }
        @if again > 0 { p { (again) " of the others were decided before a theme was split. They are shown again: choose among the new themes." } }
        @if sealed > 0 { p.warn { (sealed) " texts stay sealed: they could not be redacted for certain, or did not open. Nobody reads them." } }
        @if safeguarding > 0 { p { (safeguarding) " were passed on by the safeguarding rule." } }
        @let second = texts.iter().filter(|on| on.agreed().is_none() && on.chosen().is_some()).count();
        p { a href="/commission/review/quotes" { "Quotations" } @if second > 0 { ": " (second) " wait for a second person" } }
        p.soft { "Suggestions come from " (spoke(room)) ". They are suggestions: you decide." }
        p { "Agreement of two readers: "
            @match alpha {
                None => "not known yet.",
                Some(alpha) => { "alpha " (format!("{alpha:.2}"))
                    @if alpha < RELIABLE { ". Low: talk about where you differ before the themes are counted." } },
            }
        }
        p { "One text in five is read by two people; the last decision about a text counts."
            @let (second, _) = second_readings(texts, &room.codebook);
            @if second > 0 { " " (second) " still wait for a second person." } }
        (differing(room, texts))
        p.soft { "Krippendorff's alpha, MASI distance: 1 is full agreement, 0 is chance; 0.67 is the least for careful conclusions." }
        p { a href="/commission/review/uncovered" { "What is not yet covered" } ": texts that no theme fits." }
        h2 { "Before you start" }
        p { "These texts can be hard to read. Take breaks. Stop when you want. Talk to somebody afterwards." }
        form method="post" action="/commission/review" {
            input type="hidden" name="k" value=(visitor.form_token);
            details {
                summary { "Leave some topics to others" @if !left_out.is_empty() { " (" (left_out.len()) " left out)" } }
                @for theme in room.codebook.in_use() {
                    p { label { input type="checkbox" name="avoid" value=(theme.id) checked[left_out.contains(&theme.id)]; " " (theme.label) } }
                }
            }
            button { "Start reading" }
        }
    }
}

/// To be talked about: whoever decides again says what both came to.
fn differing(room: &Reviewing, texts: &[OnDesk]) -> Markup {
    let differ: Vec<&OnDesk> = texts.iter().filter(|on| on.readers_differ(&room.codebook)).collect();
    html! {
        @if !differ.is_empty() {
            details {
                summary { "Two people chose different themes: " (differ.len()) }
                p { "Read it together, and decide once more." }
                ul { @for on in differ {
                    li { a href={ "/commission/review/" (address(on.row)) } {
                        @for (at, decision) in on.decisions.iter().enumerate() { @if at > 0 { " / " } (labels(room, &decision.themes)) @if decision.themes.is_empty() { "None" } }
                    } }
                } }
            }
        }
    }
}

pub fn rest(visitor: &Commission) -> Markup {
    html! {
        p { "You have read many texts in one go. Please stop for a while: get up, drink something, talk to somebody." }
        p { "Nothing is lost. Others can go on meanwhile." }
        form method="post" action="/commission/review" {
            input type="hidden" name="k" value=(visitor.form_token);
            button { "I have had a break" }
        }
        p { a href="/commission/review" { "Back to the overview" } }
    }
}

pub fn text(app: &App, room: &Reviewing, on: &OnDesk, (decided, all): (usize, usize), visitor: &Commission) -> Markup {
    let ranked = room.suggest(on);
    let suggested: Vec<&ThemeId> = ranked.iter().filter(|theme| theme.suggested).map(|theme| &theme.id).collect();
    let again = on.choices_again(&room.codebook);
    let mut first: Vec<&ThemeId> = again.iter().collect();
    first.extend(ranked.iter().map(|theme| &theme.id).filter(|theme| !again.contains(theme)).take(RANKED));
    let question = app.library.surveys.iter().find(|(survey, _)| survey.id == on.text.survey);
    let asked = question.and_then(|(survey, _)| survey.question(on.text.question.as_str()));
    html! {
        p.soft { (decided) " of " (all) " decided. " a href="/commission/review" { "Stop here" } }
        @if on.text.suggested.flagged {
            p.warn { "May speak of danger or self-harm. Nobody knows who wrote it, and it was written before the wave closed. Follow the safeguarding rule below." }
        }
        @if let Some(asked) = asked { p { "Asked: " (asked.ask) } }
        @if !again.is_empty() {
            p.warn { "Decided before. A theme of it was split since: please choose again. New: " (labels(room, &again)) "." }
        }
        // Until it is shown the style keeps the choices away: nothing is decided unread by one key.
        details.card.text {
            summary accesskey="t" { "Show the text" }
            p.said { @for (words, speaks) in spoken_for(&on.text.text, &ranked) { @if speaks { mark { (words) } } @else { (words) } } }
            @if !suggested.is_empty() { p.soft { "Marked: the sentences that the suggestions come from most." } }
        }
        form method="post" action={ "/commission/review/" (address(on.row)) } {
            input type="hidden" name="k" value=(visitor.form_token);
            // What was decided when this was shown: what came meanwhile is not overwritten unseen.
            input type="hidden" name="seen" value=(on.decisions.len());
            div.decide {
                @if !suggested.is_empty() {
                    @for id in &suggested { input type="hidden" name="shown" value=(id); }
                    button name="act" value="accept" accesskey="a" { "Accept: " (labels(room, suggested.iter().copied())) }
                }
                fieldset {
                    legend { "Themes (at most " (room.codebook.most_themes) ")" }
                    @for id in &first { @if let Some(theme) = room.codebook.theme(id) { (choice(theme)) } }
                    @for group in &room.codebook.groups {
                        details {
                            summary { (group.label) }
                            @for theme in room.codebook.in_use().filter(|theme| theme.group == group.id && !first.contains(&&theme.id)) { (choice(theme)) }
                        }
                    }
                }
                fieldset {
                    legend { "How was it for them?" }
                    p.soft { "Suggested: " (VALENCES.iter().find(|(_, v, _)| *v == on.text.suggested.valence).map_or("", |(.., label)| label)) }
                    @for (name, _, label) in VALENCES { label.line { input type="radio" name="valence" value=(name); " " (label) } }
                }
                p { label { input type="checkbox" name="identifying" value="1"; " It points at somebody, even without names" } }
                @if on.text.quote {
                    p { label { input type="checkbox" name="quotable" value="1"; " It may be quoted, if a second person agrees. The person who wrote it said yes" } }
                } @else { p.soft { "Not to be quoted: the person who wrote it did not say yes." } }
                p { label { input type="checkbox" name="safeguarding" value="1"; " I followed the safeguarding rule" } }
                details {
                    summary { "The safeguarding rule" }
                    p { "You cannot find out who wrote this, and must not try. If the text says that a named service puts people in danger now, or that a child is at risk in a place that can be recognised, tell the Commission's safeguarding lead today, by voice, in your own words: what is said of which service, never the text." }
                }
                button name="act" value="save" accesskey="s" { "Save my choice" }
                " "
                button name="act" value="none" accesskey="n" { "None of these" }
            }
            button.quiet name="act" value="leave" accesskey="l" { "Leave this one to somebody else" }
        }
        p.soft { "By keyboard: Alt (in Firefox Alt and Shift, on a Mac Control and Option) with T shows the text, A accepts, S saves, N is none, L leaves it; Tab and the space bar tick. Suggested by " (spoke(room)) "." }
        @if !on.decisions.is_empty() { p.soft { "Decided " (on.decisions.len()) " times before. The last decision counts." } }
    }
}

/// The text in pieces, in its order, and whether a suggestion comes from each.
fn spoken_for<'a>(text: &'a str, ranked: &[Scored]) -> Vec<(&'a str, bool)> {
    let mut speaking: Vec<&Range<usize>> = ranked.iter().flat_map(|theme| &theme.sentences).collect();
    speaking.sort_by_key(|part| (part.start, part.end));
    let (mut pieces, mut at) = (Vec::new(), 0);
    for part in speaking {
        let start = part.start.max(at);
        if start < part.end {
            pieces.push((&text[at..start], false));
            pieces.push((&text[start..part.end], true));
            at = part.end;
        }
    }
    pieces.push((&text[at..], false));
    pieces.retain(|(words, _)| !words.is_empty());
    pieces
}

fn choice(theme: &Theme) -> Markup {
    html! {
        p { label { input type="checkbox" name="theme" value=(theme.id); " " strong { (theme.label) } " " span.soft { (theme.definition) } } }
    }
}

fn labels<'a>(room: &Reviewing, themes: impl IntoIterator<Item = &'a ThemeId>) -> String {
    let label = |id: &ThemeId| room.codebook.theme(id).map_or_else(|| id.to_string(), |theme| theme.label.clone());
    themes.into_iter().map(label).collect::<Vec<_>>().join("; ")
}

fn spoke(room: &Reviewing) -> String {
    match &room.models {
        Some(models) => format!("words and models ({models})"),
        None => "words alone; the model worker was not asked".to_owned(),
    }
}
