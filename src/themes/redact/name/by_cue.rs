//! A name by what stands before it: a title, a role, "called", or a word that may come before anything.

use super::super::lists::{self, among};
use super::super::word::{Shape, Word};
use super::is_wordlike;

pub fn is_name(words: &[Word<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &words[before]) else { return false };
    let word = &words[at];
    // "Mrs P"
    let letter = word.text.chars().count() == 1 && word.joined() && word.text.chars().all(char::is_alphabetic);
    if letter && before.is(&["mr", "mrs", "ms", "dr", "cllr"]) {
        return true;
    }
    // "J. Smith"
    let initial = before.text.len() == 1 && before.capital() && before.text != "I" && word.gap.starts_with('.');
    if initial && word.capital() && !word.first && lists::is_surname(word.stem()) {
        return true;
    }
    if !is_wordlike(word) || word.first && !before.is(&["dr", "mr", "mrs", "ms"]) {
        return false;
    }
    let near = word.joined() || matches!(word.gap, ", " | " (" | ": " | " \"" | " '" | ",");
    let lower = &before.lower[..];
    if word.joined() && among("titles", lower) && (!among("wordy titles", lower) || before.capital()) {
        return may_follow_title(word);
    }
    if near && is_naming(words, at) {
        return may_be_called(word);
    }
    if near && (among("roles", lower) || among("wordy titles", lower)) {
        return may_follow_role(words, at);
    }
    word.joined() && among("loose", lower) && may_be_meant(words, at)
}

/// "called", "name is", "known as", "name: ".
fn is_naming(words: &[Word<'_>], at: usize) -> bool {
    let lower = &words[at - 1].lower[..];
    let earlier = at.checked_sub(2).map_or("", |there| &words[there].lower[..]);
    match lower {
        "is" | "was" | "be" => matches!(earlier, "name" | "surname" | "names" | "called"),
        "by" => matches!(earlier, "goes" | "went" | "go"),
        "as" => matches!(earlier, "known" | "named"),
        "it" => earlier == "call",
        "name" => matches!(words[at].gap, ": " | ":"),
        _ => among("called", lower),
    }
}

/// After "Mrs" or "pc" nearly everything is a name.
fn may_follow_title(word: &Word<'_>) -> bool {
    let stem = word.stem();
    if among("titles", stem) || lists::is_telling_verb(stem) {
        return false;
    }
    let listed = lists::is_surname(stem) || lists::is_given(stem);
    if word.capital() {
        return listed || !lists::is_function(stem) && !lists::is_known(stem);
    }
    let plain = lists::is_function(stem) || lists::is_service_word(stem) || lists::is_known(stem);
    !plain && (listed || !lists::is_word(stem))
}

fn may_be_called(word: &Word<'_>) -> bool {
    let stem = word.stem();
    let given = lists::is_given(stem);
    let small = lists::is_function(stem) && !(word.capital() && given);
    let known = lists::is_known(stem) && !given || lists::is_service_word(stem);
    !small && !known && (given || word.capital() || !lists::is_word(stem))
}

/// "my isva shanice", but not "my isva recomended": a stranger in lower case must not look like another word.
fn may_follow_role(words: &[Word<'_>], at: usize) -> bool {
    let (word, stem) = (&words[at], words[at].stem());
    if is_modal_as_name(words, at) {
        return true;
    }
    let small = lists::is_function(stem) && !word.capital();
    if small || lists::is_known(stem) || lists::is_service_word(stem) && !lists::is_given(stem) {
        return false;
    }
    let given = lists::is_given(stem) && (!lists::is_telling_verb(stem) || word.capital());
    let slip = ["ed", "ing", "ly"].iter().any(|end| stem.ends_with(end)) || stem.contains("n't");
    let stranger = lists::is_strange(stem) && stem.len() >= 3 && !slip;
    if word.capital() {
        // "his mate Spud": right after somebody's part a capital is meant.
        let meant = word.spaced() && is_owned(words, at - 1) && !words[at - 1].capital();
        return given || stranger || meant || lists::is_plain_surname(stem);
    }
    let owned = is_owned(words, at - 1);
    let person = given && (!among("things too", stem) || ends_or_tells(words, at));
    owned && (person || stranger && (word.spaced() || lists::is_surname(stem)))
        || given && word.spaced() && ends_or_tells(words, at)
}

/// "my support worker may remembers": no "may" that means "perhaps" stands before such a form.
fn is_modal_as_name(words: &[Word<'_>], at: usize) -> bool {
    let next = words.get(at + 1).filter(|next| next.spaced() && words[at].spaced());
    let form = next.is_some_and(|next| {
        let base = next.lower.strip_suffix('s').unwrap_or_default();
        let third = base.len() >= 3 && lists::is_word(base) && !base.ends_with('s') && !lists::is_function(&next.lower);
        third && next.shape == Shape::Lower || next.is(&["rang", "told", "gave", "came", "went", "was", "kept", "has"])
    });
    words[at].is(&["may", "will"]) && is_owned(words, at - 1) && form
}

/// "my", "the", "a" … before the role, maybe with another word between ("the lovely nurse priya").
fn is_owned(words: &[Word<'_>], role: usize) -> bool {
    let owner = |steps: usize| role.checked_sub(steps).is_some_and(|there| among("owners", &words[there].lower));
    (1..=3).any(owner)
}

fn ends_or_tells(words: &[Word<'_>], at: usize) -> bool {
    let sign = |gap: &str| gap.starts_with([',', '.', ';', ')']);
    words.get(at + 1).is_none_or(|next| next.first || sign(next.gap) || lists::is_telling_verb(&next.lower))
}

/// After "thanks", "by", "and", in lower case: a name that is also a word needs a verb or the end of the sentence.
fn may_be_meant(words: &[Word<'_>], at: usize) -> bool {
    let (word, stem, lead) = (&words[at], words[at].stem(), &words[at - 1].lower[..]);
    if word.shape != Shape::Lower || !among("usually names", stem) || !lists::is_given(stem) {
        return false;
    }
    let next = words.get(at + 1);
    let beside = |next: &Word<'_>| next.first || next.is(&["x", "xx", "xxx", "who", "from", "at", "and", "for"]);
    let ends = next.is_none_or(beside) && !among("things too", stem);
    let being = ["is", "was", "can", "could", "would", "never", "always", "has", "had", "made"];
    let does = next.is_some_and(|next| lists::is_telling_verb(&next.lower) && !next.is(&being));
    among("met", lead) && ends || does && !among("about", lead)
}
