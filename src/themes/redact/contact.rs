//! Ways to reach somebody: email, links, handles, telephone numbers.
//!
//! Promises to find them however they are spaced or spelled out ("at", "dot", "oh seven seven"); allowed helplines are
//! let through later, by `allowed`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::lists::{self, among};
use super::pattern::{Found, collect, collect_all, digits, pattern};

static EMAIL: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\w.+%'-]+ @ [\w-]+ (?: \s? \. \s? [\w-]+ )+"));
static SPELLED_EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    let dot = r"(?: \s* (?: \( dot \) | \[ dot \] | \b dot \b | \. ) \s* )";
    let at = r"(?: \s* (?: @ | \( \s? at \s? \) | \[ \s? at \s? \] | \{ at \} ) \s* | \s+ at \s+ )";
    pattern(&format!(
        r"(?: [\w+-]+ (?: {dot} | \s+ (?: underscore | dash | hyphen ) \s+ ) )* [\w+-]+ {at}
          (?: [\w-]+ (?: {dot} [\w-]+ )* {dot} <<domains>> | <<mail hosts>> ) \b (?: {dot} <<domains>> \b )*"
    ))
});
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b https? : \s? // \S+ | \b www \. \S+ | /// [a-z]+ \. [a-z]+ \. [a-z]+
          | \b [a-z\d] [\w-]* (?: \. [\w-]+ )* \. <<sure domains>> \b (?: / \S* )?
          | \b \d{1,3} (?: \. \d{1,3} ){3} \b
          | \b [a-f\d]{1,4} (?: :{1,2} [a-f\d]{1,4} ){3,7} \b
          | -? \d{1,2} \. \d{3,} \s? , \s? -? \d{1,3} \. \d{3,}",
    )
});
static AT_HANDLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"@ \s? [\w.-]* \w"));
static CUED_HANDLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b <<sites>> \b (?: 's \b )?
          (?: \s+ (?: name | account | handle | id | user | username | profile | page | tag | under | on ) )*
          \s* (?P<link> (?: is | was | : | - | = | @ | as | called | under | \( ) \s* | \s+ ) (?P<it> \w [\w.-]* \w )",
    )
});
/// "facebook name Shazza Tee": after "name", as a name is written.
static SITE_NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b <<sites>> \s+ name \s+ (?: is \s+ | was \s+ )? (?P<it> (?-i: [A-Z] \w+ (?: \s [A-Z] \w+ )? ) )")
});
static MIXED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b \w [\w.]* \w \b"));
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?: \+ | \b 00 ) [\d\s.()/-]{8,24} \d
          | \(? \b 0 [\d\s.()/-]{7,22} \d
          | \b 7 [\d\s.-]{8,14} \d",
    )
});
static SPOKEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b (?: <<spoken digits>> | \d ) (?: [\s,-]+ (?: <<spoken digits>> | \d ) ){6,} \b"));

pub fn find(text: &str, found: &mut Vec<Found>) {
    if text.contains('@') {
        collect_all(found, text, &EMAIL, Kind::Email);
        collect(found, text, &AT_HANDLE, Kind::Handle, |it, _| it.chars().any(char::is_alphanumeric));
    }
    collect_all(found, text, &SPELLED_EMAIL, Kind::Email);
    collect_all(found, text, &LINK, Kind::Link);
    collect(found, text, &CUED_HANDLE, Kind::Handle, |it, caught| is_cued_handle(it, &caught["link"]));
    collect_all(found, text, &SITE_NAME, Kind::Handle);
    if text.contains('_') || text.bytes().any(|b| b.is_ascii_digit()) {
        collect(found, text, &MIXED, Kind::Handle, |it, _| is_mixed_handle(it));
        phones(text, found);
    }
    collect_all(found, text, &SPOKEN, Kind::Phone);
}

/// After "insta: " anything may be a name there; after "insta " a word most likely goes on with the sentence.
fn is_cued_handle(it: &str, link: &str) -> bool {
    let plain = it.to_lowercase();
    let marked = plain.chars().any(|c| c.is_ascii_digit() || c == '_' || c == '.');
    let odd = marked && plain.chars().any(char::is_alphabetic) && !is_time(&plain);
    let told = !link.trim().is_empty();
    odd || told && !lists::is_word(&plain) && !lists::is_known(&plain) && !lists::is_function(&plain)
}

/// A word with an underscore, or letters and numbers as people mix them in names they give themselves.
fn is_mixed_handle(it: &str) -> bool {
    let letters = it.bytes().filter(u8::is_ascii_alphabetic).count();
    let digit: Vec<bool> = it.bytes().map(|b| b.is_ascii_digit()).collect();
    let changes = digit.windows(2).filter(|pair| pair[0] != pair[1]).count();
    if it.trim_matches('_').contains('_') && letters >= 2 || letters >= 3 && it.len() >= 6 && changes >= 3 {
        return true;
    }
    let stem: String = it.chars().take_while(char::is_ascii_alphabetic).collect();
    let tail = &it[stem.len()..];
    let numbered = tail.len() >= 2 && tail.bytes().all(|b| b.is_ascii_digit());
    stem.len() >= 3 && numbered && !among("no handles", &stem.to_lowercase())
}

fn is_time(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || ["am", "pm", "th", "st"].iter().any(|end| word.ends_with(end))
}

fn phones(text: &str, found: &mut Vec<Found>) {
    for caught in PHONE.find_iter(text) {
        let at = without_what_follows(text, caught.range());
        let apart = !text[..at.start].ends_with(|c: char| c.is_ascii_alphanumeric())
            && !text[at.end..].starts_with(|c: char| c.is_ascii_digit());
        if apart && digits(&text[at.clone()]).len() >= 9 && !text[at.clone()].contains('\n') {
            found.push(Found { at, kind: Kind::Phone });
        }
    }
}

/// As much as a number can hold, with a slip of two digits, so that a date after it stays apart.
fn without_what_follows(text: &str, mut at: Range<usize>) -> Range<usize> {
    let most = match &text[at.clone()] {
        number if number.starts_with('+') => 15,
        number if number.starts_with("00") => 17,
        _ => 13,
    };
    while digits(&text[at.clone()]).len() > most {
        let shorter = text[at.clone()].trim_end_matches(|c: char| c.is_ascii_digit());
        let shorter = shorter.trim_end_matches(|c: char| !c.is_ascii_digit());
        if digits(shorter).len() < 9 {
            break;
        }
        at.end = at.start + shorter.len();
    }
    at
}
