//! Where somebody lives: addresses, and places smaller than a city.
//!
//! Promises to leave cities and the seven areas alone. A road in lower case without a number needs a word of place
//! before it.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::lists::{self, among};
use super::pattern::{Found, collect, collect_all, exact_pattern, has_capital, pattern};
use super::word::Word;

const WORD: &str = "[a-z][a-z'.-]*";
const CAPITAL: &str = "[A-Z][a-z']+(?:-[A-Za-z]+)*";

/// "Flat 12, Chandler House", "flat 3, 77 alma street"
static FLAT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b (?: flat | apartment | apt | bedsit ) \s* (?: no\.? | number | \# )? \s* (?: \d{{1,4}} [a-z]? | [a-z] ) \b
          (?: ,? \s* (?: \d{{1,4}} [a-z]? \s+ )? (?: (?: the | st\.? ) \s+ )? {WORD} (?: \s+ {WORD} ){{0,2}}?
            \s+ (?: <<buildings>> | <<roads>> ) \b )?
          (?: , \s* \d{{1,4}} [a-z]? \s+ {WORD} (?: \s+ {WORD} )? \s+ (?: <<roads>> | <<roads that need a number>> ) \b )?"
    ))
});
/// "14b coppice road"
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b (?: (?: number | no\.? | unit | room | house ) \s+ )? \d{{1,4}} \s? [a-z]? ,? \s+ 
          (?P<name> (?: {WORD} \s+ ){{1,3}}? )
          (?P<road> <<roads>> | <<roads that need a number>> ) \b"
    ))
});
/// "5 Wharf Cottages", "12 The Leasowes": a number and two capitals, whatever they name.
static NUMBERED_CAPITALS: LazyLock<Regex> = LazyLock::new(|| {
    exact_pattern(
        r"(?: ^ | [\s,(] ) (?P<it> \d{1,4} [a-z]? ,? \s
          (?P<name> [A-Z][a-z']+ (?: \s [A-Z][a-z']+ ){1,2} ) ) \b",
    )
});
/// "he lives at number 40"
static HOUSE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b (?: at | live[sd]? | house | from | to | outside | opposite | near | door | neighbours? ) \s+
          (?: at \s+ | is \s+ )? (?P<it> (?: number | no\.? ) \s+ (?: is \s+ )? \d{1,4} [a-z]? ) \b",
    )
});
/// "The Old Forge, 2 Mill Lane": a house with a name, right before its address.
static HOUSE_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| exact_pattern(r"(?P<it> \b [Tt]he (?: \s [A-Z][a-z']+ ){1,3} ) , \s \d{1,4} [a-z]? \s"));
static NAMED_ROAD: LazyLock<Regex> = LazyLock::new(|| {
    exact_pattern(&format!(
        r"\b (?P<name> (?: (?: {CAPITAL} | St\.? ) \s+ ){{1,3}} )
          (?: <<Roads>> | <<roads>> | <<Named grounds>> ) \b"
    ))
});
/// "on bearwood road"
static ON_ROAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b (?: on | off | down | up | along | near | of | in | at | to | from | live[sd]? (?: \s on )? ) \s+
          (?P<it> (?P<name> {WORD} (?: \s+ {WORD} )? ) \s+ (?: <<roads>> | drive | estate | gardens ) ) \b"
    ))
});

/// The words of each place, and whether it is an everyday word too; by the first word, longest first.
type Places = HashMap<&'static str, Vec<(Vec<&'static str>, bool)>>;

static SMALL_PLACES: LazyLock<Places> = LazyLock::new(|| {
    let mut places = Places::new();
    for line in lists::lines(lists::PLACES) {
        let words: Vec<&str> = line.trim_end_matches('!').split(' ').collect();
        places.entry(words[0]).or_default().push((words, line.ends_with('!')));
    }
    places.values_mut().for_each(|places| places.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
    places
});

pub fn find(text: &str, words: &[Word<'_>], found: &mut Vec<Found>) {
    if text.bytes().any(|b| b.is_ascii_digit()) {
        collect(found, text, &NUMBERED, Kind::Address, |_, caught| is_street(&caught["name"], &caught["road"]));
        collect(found, text, &NUMBERED_CAPITALS, Kind::Address, |_, caught| {
            !caught["name"].split(' ').any(|word| is_general(&word.to_lowercase()) && word != "The")
        });
        collect_all(found, text, &HOUSE_NUMBER, Kind::Address);
        collect_all(found, text, &HOUSE_BEFORE, Kind::Address);
    }
    collect_all(found, text, &FLAT, Kind::Address);
    collect(found, text, &NAMED_ROAD, Kind::Address, |_, caught| {
        let name = caught["name"].trim();
        name == "High" || !name.split_whitespace().all(|word| is_general(&word.to_lowercase()))
    });
    collect(found, text, &ON_ROAD, Kind::Address, |_, caught| is_spoken_road(&caught["name"]));
    small_places(words, found);
}

fn is_general(word: &str) -> bool {
    lists::is_known(word) || lists::is_service_word(word) || lists::is_function(word)
}

/// "14 oak road", but not "2 bad days in court": nothing that a sentence is made of may stand before the road.
fn is_street(name: &str, road: &str) -> bool {
    let plain = road.to_lowercase();
    let certain = among("roads", &plain) && !among("words that are roads too", &plain);
    let capital = has_capital(road) && has_capital(name);
    let counts = name.split_whitespace().map(str::to_lowercase).any(|word| {
        let small = lists::is_function(&word) && word != "old" && word != "new";
        among("counts before a road", &word) || small || lists::is_service_word(&word) && !capital
    });
    if name.trim().eq_ignore_ascii_case("the") {
        return certain;
    }
    !counts && (certain || capital || name.split_whitespace().count() == 1)
}

fn is_spoken_road(name: &str) -> bool {
    let alone = name.split_whitespace().count() == 1;
    name.split_whitespace().map(str::to_lowercase).all(|word| {
        let small = word.len() < 3 || lists::is_function(&word) || among("any road", &word);
        !small && (alone || !lists::is_service_word(&word))
    })
}

fn small_places(words: &[Word<'_>], found: &mut Vec<Found>) {
    for (at, word) in words.iter().enumerate() {
        for (place, wordy) in SMALL_PLACES.get(word.stem()).into_iter().flatten() {
            let Some(there) = words.get(at..at + place.len()) else { continue };
            let same = there.iter().zip(place).all(|(word, part)| word.stem() == *part || word.lower == *part)
                && there[1..].iter().all(|word| word.spaced() || word.gap == "-");
            if same && (!wordy || stands_as_place(words, at, there)) && !looks_common(there, words, at) {
                found.push(Found { at: there[0].start..there[there.len() - 1].end, kind: Kind::Place });
                break;
            }
        }
    }
}

/// In lower case, everyday words in a row ("wood end", "stone cross") and names need a word of place before them.
fn looks_common(there: &[Word<'_>], words: &[Word<'_>], at: usize) -> bool {
    let capital = there.iter().all(|word| word.capital() || word.is(&["in", "under"]));
    let plain = there.iter().all(|word| lists::is_word(&word.lower));
    let name = there.len() == 1 && lists::is_plain_given(&there[0].lower);
    let unclear = (plain || name) && !capital || plain && there.len() == 1 && there[0].first;
    unclear && !follows_place_cue(words, at)
}

fn stands_as_place(words: &[Word<'_>], at: usize, there: &[Word<'_>]) -> bool {
    let person = there[0].is(&["shirley"]) && at > 0 && words[at - 1].is(&["to", "and"]);
    there.iter().all(Word::capital) && follows_place_cue(words, at) && !person
}

fn follows_place_cue(words: &[Word<'_>], at: usize) -> bool {
    at > 0 && words[at].spaced() && among("place cues", &words[at - 1].lower)
}
