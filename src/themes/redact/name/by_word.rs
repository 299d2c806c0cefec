//! A name by the word itself, how it is written and its nearest neighbours.

use std::collections::HashMap;

use super::super::lists::{self, among};
use super::super::word::{Shape, Word};
use super::is_wordlike;

pub fn is_name(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    let stem = word.stem();
    if !is_wordlike(word) || is_month(words, at) {
        return false;
    }
    let plain = is_plain(stem);
    match word.shape {
        Shape::Lower | Shape::Upper if plain => stem.len() >= 3 && !is_end_of_another(word),
        Shape::Lower => tells_in_lower_case(words, at),
        Shape::Upper => false,
        Shape::Title if plain => true,
        Shape::Title if lists::is_given(stem) => is_word_name(words, at),
        Shape::Title if word.first => is_stranger_in_front(words, at),
        Shape::Title => lists::is_strange(stem) || lists::is_plain_surname(stem),
    }
}

/// "kerry-ann" by its parts, as long as none of them is an everyday word.
fn is_plain(stem: &str) -> bool {
    let mut parts = stem.split('-');
    let head = parts.next().unwrap_or_default();
    let fits = |part: &str| lists::is_given(part) || lists::is_surname(part) || !lists::is_word(part);
    lists::is_plain_given(stem)
        || stem.contains('-') && head.len() >= 2 && lists::is_plain_given(head) && parts.all(fits)
}

/// Right after a sign ("and/or", "x.y"): a piece of something else.
fn is_end_of_another(word: &Word<'_>) -> bool {
    word.start > 0 && matches!(word.gap, "'" | "/" | "@" | ".")
}

/// "in May", "May 2020", "last June": the month, not the person.
fn is_month(words: &[Word<'_>], at: usize) -> bool {
    if !among("months that are names", &words[at].lower) {
        return false;
    }
    let next = words.get(at + 1);
    let before = at > 0 && words[at].spaced() && among("before a month", &words[at - 1].lower);
    // "thanks to May who sat with me": a person after all where a telling verb follows.
    let person = at > 0
        && words[at - 1].is(&["to", "from", "and"])
        && next.is_some_and(|next| lists::is_telling_verb(&next.lower));
    before && !person || next.is_some_and(|next| next.text.starts_with(|c: char| c.is_ascii_digit()))
}

/// A name that is also a word, with a capital: "Grace", "Mark", "Christian".
fn is_word_name(words: &[Word<'_>], at: usize) -> bool {
    let (word, stem) = (&words[at], words[at].stem());
    if lists::is_known(stem) && !among("known names", stem) {
        return false;
    }
    let small = lists::is_function(stem) && stem != "will";
    if among("months that are names", stem) && !word.first {
        return true;
    }
    if lists::is_known(stem) || lists::is_service_word(stem) || small {
        return tells(words, at) && !words.get(at + 1).is_some_and(|next| !next.first && next.capital());
    }
    if word.first {
        return tells(words, at);
    }
    // "a Grace": a thing; any other capital inside a sentence is meant.
    !words[at - 1].is(&["a", "an", "any"])
}

/// What follows reads the head of a sentence as a person.
fn tells(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    let Some(next) = words.get(at + 1) else { return at == 0 && word.capital() };
    if next.first {
        return false;
    }
    let stem = next.stem();
    let modal = word.is(&["will", "may"]) && among("modal after will", &next.lower);
    let verb = lists::is_telling_verb(&next.lower) && next.spaced();
    let who = next.is(&["who", "my", "the", "a", "our", "his", "her", "thank", "thanks", "you"]);
    let appositive = next.gap.starts_with(',') && (who || next.capital()) || next.gap == " - " && who;
    let pair = next.is(&["and", "&", "n"])
        && words.get(at + 2).is_some_and(|after| after.capital() && lists::is_given(after.stem()));
    let post = next.is(&["from", "on", "at"]) && next.spaced() && words.get(at + 2).is_some();
    let role = next.lower == "the" && words.get(at + 2..at + 4).is_some_and(|two| two.iter().any(is_role));
    let named = lists::is_surname(stem) || lists::is_strange(stem);
    let surname =
        next.capital() && next.spaced() && named && !lists::is_service_word(stem) && !lists::is_function(stem);
    let bracket = next.gap.contains(['(', ':']) || next.is(&["x", "xx", "xxx"]);
    !modal && (verb || appositive || pair || post || role || surname || bracket)
}

/// "dean from the group", "rob the nurse", "grace rang": only in front, and "hope" only with a verb of people. Anywhere
/// where a part in the story follows: "honestly mark the crisis worker".
fn tells_in_lower_case(words: &[Word<'_>], at: usize) -> bool {
    let (word, stem) = (&words[at], words[at].stem());
    if !among("usually names", stem) || !lists::is_given(stem) {
        return false;
    }
    if is_told_by_a_part(words, at) {
        return true;
    }
    let addressed =
        words.get(at + 1..at + 3).is_some_and(|two| two[0].is(&["u", "you"]) && two[1].is(&["are", "r", "were"]));
    if word.first && addressed && words[at].gap.len() <= 2 {
        return true;
    }
    if !word.first || !tells(words, at) {
        return false;
    }
    let next = words.get(at + 1);
    let being = ["is", "was", "can", "could", "would", "never", "always", "has", "had", "made"];
    let does = next.is_some_and(|next| lists::is_telling_verb(&next.lower) && !next.is(&being));
    let from = next.is_some_and(|next| next.is(&["from", "the", "was", "is"]));
    does || from && !among("things too", stem)
}

/// "… the crisis worker", "… on reception".
fn is_told_by_a_part(words: &[Word<'_>], at: usize) -> bool {
    let Some(next) = words.get(at + 1).filter(|next| next.spaced()) else { return false };
    let role = |word: &Word<'_>| is_role(word) && !word.first;
    let near = words.get(at + 2..(at + 5).min(words.len())).unwrap_or_default();
    let part = next.lower == "the" && near.iter().any(role);
    let desk = next.is(&["on", "at"]) && near.iter().any(|word| word.is(&["reception", "desk", "switchboard"]));
    part || desk
}

/// Words in lower case that are like no English word at all: "esperance". A slip of a letter makes nobody a name, and a
/// text in which many words are strange is in another language, or spelled in a way of its own: then none is.
pub fn far(words: &[Word<'_>]) -> Vec<bool> {
    let most = (words.len() / 6).max(2);
    let mut known: HashMap<&str, bool> = HashMap::new();
    let (mut far, mut count) = (vec![false; words.len()], 0);
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.shape == Shape::Lower && is_wordlike(word)) {
        let stem = word.stem();
        let strange = stem.len() >= 4 && lists::is_strange(stem);
        if !strange || !*known.entry(stem).or_insert_with(|| lists::is_far_from_words(stem)) {
            continue;
        }
        count += 1;
        if count > most {
            return vec![false; words.len()];
        }
        far[at] = at == 0 || word.gap.ends_with([' ', '(', '"', '\'', '\n']);
    }
    far
}

fn is_role(word: &Word<'_>) -> bool {
    among("roles", &word.lower)
}

/// In no list of given names, first in its sentence: only if it does what people do.
fn is_stranger_in_front(words: &[Word<'_>], at: usize) -> bool {
    let stem = words[at].stem();
    let surname = lists::is_plain_surname(stem);
    let alone = surname && words.len() > 1 && !["ed", "ing", "ly"].iter().any(|end| stem.ends_with(end));
    stem.len() >= 3 && (alone || (surname || lists::is_strange(stem)) && tells(words, at))
}
