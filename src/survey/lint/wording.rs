//! Words that may not stand in a survey: those that lay blame, those that ask about the event, and, where a glance or
//! an address could show them, those that tell what the survey is for.
//!
//! The lists catch slips. They do not understand a sentence, and a kind sentence is still to be written by people.

use super::{Check, Role};
use crate::survey::readability::{sentences, words};

/// Laying blame or doubt on the person (T27; R133-134, R193-196).
const BLAME: &[&str] = &[
    "why did you",
    "why didn't you",
    "why were you",
    "why weren't you",
    "why have you",
    "why haven't you",
    "why do you",
    "why don't you",
    "why would you",
    "why wouldn't you",
    "why not",
    "didn't you",
    "did you not",
    "couldn't you",
    "could you not",
    "could you have",
    "you could have",
    "should you have",
    "you should have",
    "you shouldn't have",
    "you ought to",
    "did you allow",
    "you allowed",
    "did you let",
    "you let",
    "allow it",
    "allowed it",
    "failed to",
    "fail to",
    "did you fail",
    "you provoked",
    "your own fault",
    "partly to blame",
    "you claim",
    "you allege",
    "alleged",
    "allegation",
    "you admit",
];

/// Asking what happened, who did it or when (T25).
const EVENT: &[&str] = &[
    "what happened to you",
    "what was done to you",
    "tell us what happened",
    "describe what happened",
    "when did it happen",
    "when did this happen",
    "where did it happen",
    "where did this happen",
    "how did it happen",
    "did it happen",
    "it happened to you",
    "happened to you",
    "who did it",
    "who did this",
    "who hurt you",
    "what did they do to you",
    "what did he do",
    "what did she do",
    "did they touch",
    "were you hurt",
    "were you injured",
    "were you raped",
    "were you assaulted",
    "were you abused",
    "were you attacked",
    "how many times did",
    "how old were you when",
    "the incident",
    "the attack",
    "the assault",
    "the offence",
    "the abuse",
    "the rape",
    "date of the",
    "you wearing",
    "been drinking",
    "were you drunk",
    "had you taken",
    "did you say no",
    "did you fight",
    "did you know them",
    "know the person who",
];
const EVENT_STEMS: &[&str] = &["perpetrat", "attacker", "abuser", "offender", "rapist", "assailant", "suspect"];

/// Telling people what to leave out is the opposite of asking for it.
const NOT_ASKING: &[&str] =
    &["leave out", "not ask", "never ask", "won't ask", "don't ask", "do not write", "please do not", "do not tell"];

/// Beginnings of words that tell what the survey is for (T12).
const SENSITIVE_STEMS: &[&str] = &[
    "abus",
    "assault",
    "attack",
    "crim",
    "domestic",
    "exploit",
    "groom",
    "harass",
    "incest",
    "isva",
    "molest",
    "offen",
    "perpetrat",
    "polic",
    "rape",
    "rapist",
    "raping",
    "sarc",
    "sexual",
    "surviv",
    "victim",
];
/// Not among the stems, since names of questions such as `sex` and `trauma` stay inside the form.
const SENSITIVE_IN_TITLES: &[&str] = &["sex", "trauma", "violence", "violent", "crisis"];
/// Words that begin like one of the stems by chance.
const INNOCENT: &[&str] = &["policy", "policies", "crimson"];

pub(super) fn check(check: &mut Check<'_>) {
    for piece in check.pieces() {
        for sentence in sentences(piece.text) {
            let words = words(&sentence);
            let spaced = format!(" {} ", words.join(" "));
            let said = |phrase: &&&str| spaced.contains(&format!(" {phrase} "));
            if let Some(phrase) = BLAME.iter().find(said) {
                let message = format!(
                    "'{phrase}' can sound like blame or doubt; ask what the service did, not what the person did"
                );
                check.error(&piece.path, "blame-wording", message);
            }
            let stem = words.iter().find(|word| EVENT_STEMS.iter().any(|stem| word.starts_with(stem)));
            let event = EVENT.iter().find(said).map(|phrase| phrase.to_string()).or(stem.cloned());
            if let Some(phrase) = event.filter(|_| !NOT_ASKING.iter().any(|phrase| said(&phrase))) {
                let message =
                    format!("'{phrase}' asks about what happened or who did it; ask only what services were like");
                check.error(&piece.path, "asks-about-the-event", message);
            }
        }
        if piece.role == Role::Title
            && let Some(word) = sensitive_word(piece.text, true)
        {
            check.error(&piece.path, "sensitive-word-in-title", too_telling(&word, "this title or heading"));
        }
    }
    check_names(check);
}

/// Names of the survey, its sections and its questions may stand in addresses and files. Those of options may not:
/// they travel only inside what is sent.
fn check_names(check: &mut Check<'_>) {
    let survey = check.survey;
    let mut names = vec![("id".to_owned(), &survey.id), ("family".to_owned(), &survey.family)];
    names.extend(survey.sections.iter().map(|section| (format!("section/{}/id", section.id), &section.id)));
    for question in survey.questions() {
        let path = format!("question/{}", question.id);
        names.push((format!("{path}/id"), &question.id));
        if question.measure != question.id {
            names.push((format!("{path}/measure"), &question.measure));
        }
    }
    for (path, name) in names {
        if let Some(word) = sensitive_word(name.as_str(), false) {
            check.error(&path, "sensitive-word-in-title", too_telling(&word, "this name, which an address could show"));
        }
    }
}

fn sensitive_word(text: &str, title: bool) -> Option<String> {
    let telling = |word: &str| {
        let stem = SENSITIVE_STEMS.iter().any(|stem| word.starts_with(stem)) && !INNOCENT.contains(&word);
        let whole = title && SENSITIVE_IN_TITLES.contains(&word);
        stem || whole
    };
    words(text).into_iter().find(|word| telling(word))
}

fn too_telling(word: &str, place: &str) -> String {
    format!("'{word}' in {place} tells anybody near the screen what it is about; use neutral words")
}
