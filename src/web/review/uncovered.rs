//! What is not yet covered: texts that no theme fits, grouped by likeness, for those who look after the codebook.
//!
//! Promises to show what the desk shows and no more: redacted texts, covered until asked for, without those that this
//! reader leaves to others. Sizes are exact and small groups are shown, because whoever is here may read every text of
//! the review; nothing of this page leaves the review process.

use maud::{Markup, html};

use super::desk::Reviewing;
use super::page::address;
use crate::count::OnDesk;
use crate::themes::clusters::{Cluster, clusters};
use crate::themes::redact::Kind;

const MOST_GROUPS: usize = 12;
/// How many texts of a group can be uncovered on this page.
const SHOWN: usize = 3;

/// A text without a theme.
pub struct Bare<'a> {
    pub on: &'a OnDesk,
    /// Somebody chose none; otherwise nobody decided yet and nothing is suggested.
    pub decided: bool,
}

pub struct Found {
    pub groups: Vec<Cluster>,
    /// Likeness is of meaning, otherwise of words.
    pub by_meaning: bool,
}

/// Texts for which people chose no theme, and those not yet read for which none is suggested.
pub fn bare<'a>(room: &Reviewing, texts: &'a [OnDesk]) -> Vec<Bare<'a>> {
    let bare = |on: &'a OnDesk| match on.settled(&room.codebook) {
        Some(themes) => themes.is_empty().then_some(Bare { on, decided: true }),
        None => {
            let nothing_fits = on.decisions.is_empty() && !room.suggest(on).iter().any(|theme| theme.suggested);
            nothing_fits.then_some(Bare { on, decided: false })
        }
    };
    texts.iter().filter_map(bare).collect()
}

/// Groups of the texts; vectors speak where every text has one.
pub fn group(bare: &[Bare<'_>]) -> Found {
    let plain: Vec<String> = bare.iter().map(|bare| without_placeholders(&bare.on.text.text)).collect();
    let vectors: Option<Vec<Vec<f32>>> = bare.iter().map(|bare| bare.on.text.vector.clone()).collect();
    let vectors = vectors.filter(|vectors| !vectors.is_empty());
    let texts: Vec<&str> = plain.iter().map(String::as_str).collect();
    Found { groups: clusters(&texts, vectors.as_deref(), MOST_GROUPS), by_meaning: vectors.is_some() }
}

/// "[name]" tells nothing of what a text is about.
fn without_placeholders(text: &str) -> String {
    Kind::ALL.iter().fold(text.to_owned(), |text, kind| text.replace(&kind.placeholder(), " "))
}

pub fn page(room: &Reviewing, bare: &[Bare<'_>], found: &Found, avoided: impl Fn(&OnDesk) -> bool) -> Markup {
    html! {
        p { a href="/commission/review" { "Back to the overview" } }
        @if bare.is_empty() {
            p { "Nothing is left over: every text so far has a theme, or one is suggested for it." }
        } @else {
            @let decided = bare.iter().filter(|bare| bare.decided).count();
            p { strong { (counted(bare.len())) } " without a theme: people chose none for " (decided)
                ", and nothing is suggested for " (bare.len() - decided) " that nobody has read yet." }
            p.soft { @match (found.by_meaning, &room.models) {
                (true, Some(models)) => { "Grouped by meaning (" (models) ")." }
                (true, None) => { "Grouped by meaning, as it was heard when the texts were opened." }
                (false, _) => { "Grouped by words alone: the model worker did not hear these texts." }
            } " Groups are a suggestion. Many texts here say nothing of a service, and need no theme." }
            p.warn { "A small group is as good as a quotation. Speak of what is here with nobody outside the review." }
            @for (at, group) in found.groups.iter().enumerate() { (one_group(at, group, bare, &avoided)) }
            (what_next(room))
        }
    }
}

fn one_group(at: usize, group: &Cluster, bare: &[Bare<'_>], avoided: &impl Fn(&OnDesk) -> bool) -> Markup {
    let members = || group.texts.iter().map(|text| &bare[*text]);
    let (left_out, shown): (Vec<_>, Vec<_>) = members().partition(|bare| avoided(bare.on));
    html! {
        section.card {
            h2 { "Group " (at + 1) ": " (counted(group.texts.len())) }
            p { @if group.words.is_empty() { "No word stands in three of them." }
                @else { "Words: " strong { (group.words.join(", ")) } } }
            @for bare in shown.iter().take(SHOWN) {
                details {
                    summary { @if bare.on.text.suggested.flagged { "Show a text that may speak of danger or self-harm" } @else { "Show a text" } }
                    p.said { (bare.on.text.text) }
                    p { a href={ "/commission/review/" (address(bare.on.row)) } { @if bare.decided { "Decide again" } @else { "Decide on it" } } }
                }
            }
            @if shown.len() > SHOWN { p.soft { (shown.len() - SHOWN) " more are not shown here." } }
            @if !left_out.is_empty() { p.soft { (left_out.len()) " may speak of what you leave to others." } }
        }
    }
}

fn what_next(room: &Reviewing) -> Markup {
    let groups: Vec<&str> = room.codebook.groups.iter().map(|group| group.id.as_str()).collect();
    html! {
        h2 { "What to do next" }
        p { "Does a group speak of one thing that no theme has? Talk it over. Then whoever looks after the codebook adds a theme, with examples in your own words, never with a text from here:" }
        p { code { "heard codebook add acc.parking --group acc --label \"…\" --definition \"…\" --example \"…\"" } }
        p.soft { "Groups of themes: " (groups.join(", ")) ". Afterwards stop this desk and start it again, come back to this page, and decide again on the texts that belong to the new theme." }
    }
}

fn counted(texts: usize) -> String {
    if texts == 1 { "1 text".to_owned() } else { format!("{texts} texts") }
}
