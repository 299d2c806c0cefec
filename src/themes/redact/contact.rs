//! Ways to reach somebody: email, links, handles, telephone numbers.
//!
//! Promises to find them however they are spaced or spelled out ("at", "dot", "oh seven seven"); allowed helplines are
//! let through later, by `allowed`.

use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::lists;
use super::pattern::{Found, collect, digits, neighbours, pattern};

const ENDINGS: &str = "com|co|org|net|uk|ac|gov|nhs|info|io|me|eu|biz|edu|pl|ro|ie|in|pk|tv|app|example|test";

static EMAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[\w.+%'-]+ \s{0,2} @ \s{0,2} [\w-]+ (?: \s? \. \s? [\w-]+ )+"));
static SPELLED_EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    let dot = r"(?: \s* (?: \( dot \) | \[ dot \] | \b dot \b | \. ) \s* )";
    let at = r"(?: \s* (?: @ | \( \s? at \s? \) | \[ \s? at \s? \] | \{ at \} ) \s* | \s+ at \s+ )";
    let local = format!(r"(?: [\w+-]+ {dot} )* [\w+-]+");
    let hosts = "gmail|googlemail|hotmail|outlook|yahoo|icloud|live|aol|btinternet|protonmail|ymail|sky|virginmedia|msn";
    pattern(&format!(r"{local} {at} (?: [\w-]+ (?: {dot} [\w-]+ )* {dot} (?:{ENDINGS}) | (?:{hosts}) ) \b (?: {dot} (?:{ENDINGS}) \b )*"))
});
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b https? : \s? // \S+ | \b www \. \S+ | /// [a-z]+ \. [a-z]+ \. [a-z]+
          | \b [a-z\d] [\w-]* (?: \. [\w-]+ )* \. (?: co\.uk | org\.uk | ac\.uk | gov\.uk | nhs\.uk | com | org | net | info | example ) \b (?: / \S* )?
          | \b \d{{1,3}} (?: \. \d{{1,3}} ){{3}} \b | \b [a-f\d]{{1,4}} (?: :{{1,2}} [a-f\d]{{1,4}} ){{3,7}} \b
          | -? \d{{1,2}} \. \d{{3,}} \s? , \s? -? \d{{1,3}} \. \d{{3,}}"
    ).replace(r"\d", "[0-9]"))
});
static AT_HANDLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"@ \s? [\w.-]* [\w]"));
static CUED_HANDLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b (?: insta (?:gram)? | ig | snap (?:chat)? | tik \s? tok | twitter | facebook | fb | discord | telegram | tinder | hinge
          | bumble | grindr | kik | only \s? fans | gamer \s? tag | xbox | psn | whatsapp | reddit | youtube | linkedin | steam | handle | user \s? name | username )
          \b (?: 's \b )? (?: \s+ (?: name | account | handle | id | user | username | profile | page | tag | under | on ) )*
          \s* (?P<link> (?: is | was | : | - | = | @ | as | called | under | \( ) \s* | \s+ ) (?P<it> [\w] [\w.-]* [\w_] )",
    )
});
static MIXED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b (?P<it> [\w] [\w.]* [\w] ) \b"));
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?: \+ | \b 00 ) [\d\s.()/-]{8,24} [\d] | \(? \b 0 [\d\s.()/-]{7,22} [\d] | \b 7 [\d\s.-]{8,14} [\d]")
});
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    let one = "(?: zero | oh | o | nought | one | two | three | four | five | six | seven | eight | nine | double | triple | [0-9] )";
    pattern(&format!(r"\b {one} (?: [\s,-]+ {one} ){{6,}} \b"))
});

pub fn find(text: &str, found: &mut Vec<Found>) {
    if text.contains('@') {
        collect(found, text, &EMAIL, Kind::Email, |_, _| true);
    }
    collect(found, text, &SPELLED_EMAIL, Kind::Email, |_, _| true);
    collect(found, text, &LINK, Kind::Link, |_, _| true);
    collect(found, text, &AT_HANDLE, Kind::Handle, |it, _| it.chars().any(char::is_alphanumeric));
    collect(found, text, &CUED_HANDLE, Kind::Handle, |it, caught| is_cued_handle(it, &caught["link"]));
    collect(found, text, &MIXED, Kind::Handle, |it, _| is_mixed_handle(it));
    phones(text, found);
    collect(found, text, &SPOKEN, Kind::Phone, |_, _| true);
}

/// After "insta: " anything may be a name there; after "insta is" or "insta " a word most likely goes on with the sentence.
fn is_cued_handle(it: &str, link: &str) -> bool {
    let plain = it.to_lowercase();
    let odd = plain.chars().any(|c| c.is_ascii_digit() || c == '_' || c == '.') && plain.chars().any(char::is_alphabetic);
    let told = [":", "=", "@", "as", "called", "under", "is", "("].iter().any(|cue| link.trim() == *cue);
    odd && !is_time(&plain) || told && !lists::is_word(&plain) && !lists::is_known(&plain) && !lists::is_function(&plain)
}

/// A word with an underscore, or letters that end in a number, is a name people gave themselves.
fn is_mixed_handle(it: &str) -> bool {
    let letters = it.chars().filter(char::is_ascii_alphabetic).count();
    let inner = it.trim_matches('_');
    if inner.contains('_') && letters >= 2 {
        return true;
    }
    let digit: Vec<bool> = it.bytes().map(|b| b.is_ascii_digit()).collect();
    if letters >= 3 && it.len() >= 6 && digit.windows(2).filter(|pair| pair[0] != pair[1]).count() >= 3 {
        return true;
    }
    let stem: String = it.chars().take_while(char::is_ascii_alphabetic).collect();
    let tail = &it[stem.len()..];
    let lower = stem.to_lowercase();
    stem.len() >= 3 && tail.len() >= 2 && tail.bytes().all(|b| b.is_ascii_digit()) && !matches!(&lower[..], "covid" | "section" | "year" | "form" | "room" | "ward" | "unit" | "level")
}

fn is_time(word: &str) -> bool {
    word.ends_with("am") || word.ends_with("pm") || word.ends_with("th") || word.ends_with("st") || word.starts_with(|c: char| c.is_ascii_digit())
}

fn phones(text: &str, found: &mut Vec<Found>) {
    for caught in PHONE.find_iter(text) {
        let mut at = caught.range();
        // As much as a number can hold, with a slip of two, so that a date after it stays apart.
        let most = if caught.as_str().starts_with('+') { 15 } else if caught.as_str().starts_with("00") { 17 } else { 13 };
        while digits(&text[at.clone()]).len() > most {
            let shorter = text[at.clone()].trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(|c: char| !c.is_ascii_digit());
            if shorter.len() < 7 {
                break;
            }
            at.end = at.start + shorter.len();
        }
        let count = digits(&text[at.clone()]).len();
        let (before, after, _) = neighbours(text, &at);
        let apart = !before.is_some_and(|c| c.is_ascii_alphanumeric()) && !after.is_some_and(|c| c.is_ascii_digit());
        if apart && count >= 9 && !text[at.clone()].contains('\n') {
            found.push(Found { at, kind: Kind::Phone });
        }
    }
}
