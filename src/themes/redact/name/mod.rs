//! Names of people: by list, by what stands before ("my ISVA …", "PC …") and by what follows ("… rang me").
//!
//! Promises that a name from the lists that is no English word never stands, in capitals or not, and that "Grace",
//! "Will" and "May" stand only where the sentence reads them as words. What is in no list, has no cue and no capital is
//! not found; a model's `entities` may add it.

mod by_cue;
mod by_word;

use std::collections::HashSet;

use super::kind::Kind;
use super::lists::{self, among};
use super::pattern::Found;
use super::word::{Shape, Word};

pub fn find(words: &[Word<'_>], found: &mut Vec<Found>) {
    let mut names: Vec<bool> =
        (0..words.len()).map(|at| by_word::is_name(words, at) || by_cue::is_name(words, at)).collect();
    names.iter_mut().zip(by_word::far(words)).for_each(|(name, far)| *name |= far);
    surnames(words, &mut names);
    lists_of_names(words, &mut names);
    pairs(words, &mut names);
    fore_names(words, &mut names);
    repeat(words, &mut names);
    for (at, word) in words.iter().enumerate().filter(|(at, _)| names[*at]) {
        let whole = at.checked_sub(1).filter(|before| names[*before] && word.joined() && !word.first);
        let start = words[whole.unwrap_or_else(|| with_title(words, at))].start;
        let kind = if is_somewhere(words, at) { Kind::Place } else { Kind::Name };
        found.push(Found { at: start..word.end, kind });
    }
    for word in words.iter().filter(|word| word.text.chars().any(is_other_writing)) {
        found.push(Found { at: word.start..word.end, kind: Kind::OtherWriting });
    }
}

/// Letters that are not of the Latin alphabet.
fn is_other_writing(letter: char) -> bool {
    let latin = letter.is_ascii()
        || matches!(letter, '\u{80}'..='\u{2FF}' | '\u{1D00}'..='\u{1DBF}' | '\u{1E00}'..='\u{1EFF}')
        || matches!(letter, '\u{2C60}'..='\u{2C7F}' | '\u{A720}'..='\u{A7FF}' | '\u{AB30}'..='\u{AB6F}');
    letter.is_alphabetic() && !latin
}

/// Letters only, and not "I'm".
fn is_wordlike(word: &Word<'_>) -> bool {
    let letters = word.text.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '-'));
    letters && !word.lower.starts_with("i'") && word.stem().len() >= 2 && !word.text.chars().any(is_other_writing)
}

/// In no list of names and after "in", "near": what it names is more likely a place.
fn is_somewhere(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).is_some_and(|before| words[before].is(&["in", "near", "around", "outside", "at"]));
    before && words[at].spaced() && words[at].capital() && !lists::is_given(words[at].stem())
}

/// What follows a name and belongs to it: a surname, an initial, "uncle".
fn surnames(words: &[Word<'_>], names: &mut [bool]) {
    for at in 1..words.len() {
        let (word, stem) = (&words[at], words[at].stem());
        if names[at] || !names[at - 1] || word.first {
            continue;
        }
        let plain = lists::is_known(stem) || lists::is_service_word(stem);
        let small = lists::is_function(stem) || lists::is_telling_verb(stem);
        let one = word.text.chars().count() == 1 && word.text != "I" && word.text.chars().all(char::is_uppercase);
        let capital = word.joined() && word.gap != ". " && word.capital() && !small && !plain;
        let listed = lists::is_surname(stem) && (!lists::is_word(stem) || among("trades that are surnames", stem));
        // "nicole fearn": after a name a stranger goes on with it.
        let strange = words[at - 1].shape == Shape::Lower
            && lists::is_plain_given(words[at - 1].stem())
            && stem.len() >= 4
            && lists::is_strange(stem);
        let lower = word.spaced() && word.shape == Shape::Lower && !small && !plain && (listed || strange);
        names[at] = one && word.spaced() || capital || lower || word.spaced() && among("after the name", &word.lower);
    }
}

/// The other half of "Tomasz and …".
fn pairs(words: &[Word<'_>], names: &mut [bool]) {
    for at in 2..words.len() {
        if !words[at - 1].is(&["and", "or", "&", "n"]) || words[at].first {
            continue;
        }
        let (left, right) = (&words[at - 2], &words[at]);
        let given = |word: &Word<'_>| {
            let stem = word.stem();
            lists::is_given(stem)
                && !lists::is_function(stem)
                && !lists::is_known(stem)
                && !lists::is_telling_verb(stem)
        };
        if names[at - 2] && !names[at] {
            names[at] = given(right) || right.capital() && lists::is_strange(right.stem());
        } else if names[at] && !names[at - 2] && left.capital() {
            names[at - 2] = given(left) || left.first && lists::is_strange(left.stem()) && is_wordlike(left);
        }
    }
}

/// "lauren, ash n kim": a list goes on.
fn lists_of_names(words: &[Word<'_>], names: &mut [bool]) {
    for at in 1..words.len() {
        let (word, stem) = (&words[at], words[at].stem());
        let goes_on =
            words.get(at + 1).is_none_or(|next| next.first || next.is(&["and", "n", "&"]) || next.gap == ", ");
        let given = lists::is_given(stem) && !lists::is_function(stem) && !lists::is_known(stem);
        let listed = word.gap == ", " && goes_on || matches!(word.gap, "&" | " & " | "+" | " + ");
        names[at] |= names[at - 1] && listed && given && !lists::is_telling_verb(stem);
    }
}

/// A capital right before a name: its first half.
fn fore_names(words: &[Word<'_>], names: &mut [bool]) {
    for at in (1..words.len()).rev() {
        let (before, word) = (&words[at - 1], &words[at]);
        let stem = before.stem();
        let plain = lists::is_known(stem) || lists::is_function(stem) || lists::is_service_word(stem);
        if names[at]
            && !names[at - 1]
            && word.spaced()
            && !word.first
            && before.capital()
            && is_wordlike(before)
            && !plain
        {
            names[at - 1] = lists::is_given(stem) || lists::is_strange(stem);
        }
    }
}

/// Once a name, always a name in this text, unless it is also a word.
fn repeat(words: &[Word<'_>], names: &mut [bool]) {
    let certain = |word: &&Word<'_>| {
        let stem = word.stem();
        !lists::is_word(stem) && !lists::is_known(stem) && stem.len() >= 3
    };
    let named = words.iter().zip(names.iter()).filter(|(_, name)| **name).map(|(word, _)| word);
    let said: HashSet<String> = named.filter(certain).map(|word| word.stem().to_owned()).collect();
    for (word, name) in words.iter().zip(names.iter_mut()) {
        *name |= said.contains(word.stem());
    }
}

/// Titles and initials right before go with the name ("Dr A. K. Sharma"); a rank stays, it tells a role and no more.
fn with_title(words: &[Word<'_>], at: usize) -> usize {
    let mut start = at;
    while let Some(before) = start.checked_sub(1).map(|before| &words[before]) {
        let word = &words[start];
        let title = among("titles", &before.lower) || among("with the name", &before.lower) && !word.first;
        let one = before.text.chars().count() == 1 && before.text.chars().all(char::is_alphabetic);
        let letter = one && before.text.chars().all(char::is_uppercase) && before.text != "I";
        let initial = letter && before.text != "A" || one && word.gap.starts_with('.');
        if !word.joined() || among("ranks that stay", &before.lower) || !(title || initial) {
            break;
        }
        start -= 1;
    }
    start
}
