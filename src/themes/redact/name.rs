//! Names of people: by list, by what stands before ("my ISVA …", "PC …", "called …") and by what follows ("… rang me").
//!
//! Promises that a name from the lists that is no English word never stands, in capitals or not, and that "Grace",
//! "Will" and "May" stand only where the sentence reads them as words. What is in no list and has no cue and no capital
//! is not found; a model's `entities` may add it.

use std::collections::HashSet;

use super::kind::Kind;
use super::lists::{self, among};
use super::pattern::Found;
use super::word::{Shape, Word};

/// Always before a name.
const TITLES: &str = "mr mrs ms mx miss dr prof professor sgt sergeant det detective inspector insp constable pc dc ds di dci \
    dcs dsu wpc wdc pcso sir dame hhj rev reverend imam pandit giani auntie aunty uncle judge recorder lady lord master superintendent supt \
    midwife matron";
/// Before a name, or a word by itself ("i miss him", "the nurse never came").
const WORDY_TITLES: &str = "miss sister nurse doctor father mother brother officer judge detective sergeant inspector constable aunt \
    lady sir master lord imam midwife matron recorder constables officers superintendent professor big old little young cousin nan grandma granny nanny";
/// Countries, months and faiths that are given names too.
const ALSO_KNOWN: &str = "christian jordan india georgia may june april august jan asia chelsea islam jesus israel mo";
/// Somebody's part in the story.
const ROLES: &str = "isva chisva idva worker caseworker keyworker counsellor counselor therapist psychologist psychiatrist nurse doctor midwife gp \
    officer detective inspector sergeant constable solicitor barrister lawyer judge interpreter translator receptionist teacher tutor boss manager \
    mate friend bestie bff partner boyfriend bf girlfriend gf fiance husband hubby wife ex brother bro sister sis sister-in-law mum mom dad uncle \
    auntie aunty aunt cousin neighbour daughter son stepson stepdaughter stepdad stepmum stepfather stepbrother landlord driver carer volunteer adviser advisor advocate \
    lady woman man guy bloke girl lad colleague coach vicar priest imam pastor mentor consultant paramedic flatmate housemate roommate \
    supervisor headteacher dentist surgeon niece nephew grandson granddaughter baby twin twins kid kids child children boys girls perpetrator attacker abuser rapist \
    intermediary usher coordinator navigator practitioner facilitator trainer leader helper person named";
const CALLED: &str = "called named name's names nickname nicknamed alias aka hello hi hiya dear regards signed";
/// Before somebody, or before anything.
const LOOSE: &str = "to by from with and for told trust love ask asked saw met rang ring call contact text email thanks thank cheers miss \
    u you see seen like than or about contacted messaged phoned reached named remember want wanted know knew blame hate blamed told telling thanked \
    specially especially love luv bless @ says said but then because when that if so until cos coz while where as";

pub fn find(words: &[Word<'_>], found: &mut Vec<Found>) {
    let mut names = vec![false; words.len()];
    for at in 0..words.len() {
        names[at] = is_name(words, at);
    }
    cues(words, &mut names);
    spread(words, &mut names);
    repeat(words, &mut names);
    for (at, word) in words.iter().enumerate().filter(|(at, _)| names[*at]) {
        let start = title_before(words, at).map_or(word.start, |title| words[title].start);
        found.push(Found { at: start..word.end, kind: Kind::Name });
    }
    for word in words.iter().filter(|word| word.text.chars().any(is_other_writing)) {
        found.push(Found { at: word.start..word.end, kind: Kind::OtherWriting });
    }
}

/// Letters that are not of the Latin alphabet.
fn is_other_writing(letter: char) -> bool {
    let latin = letter.is_ascii() || matches!(letter, '\u{80}'..='\u{2FF}' | '\u{1D00}'..='\u{1DBF}' | '\u{1E00}'..='\u{1EFF}' | '\u{2C60}'..='\u{2C7F}' | '\u{A720}'..='\u{A7FF}' | '\u{AB30}'..='\u{AB6F}');
    letter.is_alphabetic() && !latin
}

/// By the word itself, how it is written and its nearest neighbours.
fn is_name(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    let stem = word.stem();
    if !is_wordlike(word) {
        return false;
    }
    let plain = is_plain(stem);
    match word.shape {
        _ if is_month(words, at) => false,
        Shape::Lower | Shape::Upper if plain => stem.len() >= 3 && !is_joined_to_word(word),
        Shape::Upper => stem.len() >= 4 && lists::is_given(stem) && !lists::is_known(stem) && !lists::is_word(stem),
        Shape::Lower => false,
        Shape::Title if plain => true,
        Shape::Title if lists::is_given(stem) => is_word_name(words, at),
        Shape::Title if word.first => is_stranger_in_front(words, at),
        Shape::Title => {
            lists::is_strange(stem) || lists::is_surname(stem) && !lists::is_word(stem) && !lists::is_known(stem) && !lists::is_service_word(stem)
        }
    }
}

/// "kerry-ann" by its parts, as long as none of them is an everyday word.
fn is_plain(stem: &str) -> bool {
    if lists::is_plain_given(stem) {
        return true;
    }
    let parts: Vec<&str> = stem.split('-').collect();
    parts.len() > 1 && lists::is_plain_given(parts[0]) && parts[0].len() >= 3
        && parts[1..].iter().all(|part| lists::is_given(part) || lists::is_surname(part) || !lists::is_word(part))
}

fn is_wordlike(word: &Word<'_>) -> bool {
    let letters = word.text.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '-'));
    letters && !word.lower.starts_with("i'") && word.stem().len() >= 2 && !word.text.chars().any(is_other_writing)
}

fn is_joined_to_word(word: &Word<'_>) -> bool {
    word.gap.ends_with(['\'', '/', '@', '.']) && !word.gap.starts_with(' ') && word.gap.len() == 1 && word.start > 0
}

/// "in May", "May 2020", "last June": the month, not the person.
fn is_month(words: &[Word<'_>], at: usize) -> bool {
    const MONTHS: [&str; 14] = ["may", "june", "april", "august", "jan", "jun", "mar", "jul", "aug", "sep", "oct", "nov", "dec", "julian-"];
    if !words[at].is(&MONTHS) {
        return false;
    }
    let before = at > 0 && words[at].spaced() && among("in by since last next of until till from to during every this before after early late mid around and or end beginning", &words[at - 1].lower);
    let after = words.get(at + 1).is_some_and(|next| next.text.starts_with(|c: char| c.is_ascii_digit()));
    before && !names_the_day(words, at) || after
}

fn names_the_day(words: &[Word<'_>], at: usize) -> bool {
    // "thanks to May", "from May at the desk": a person after all where a telling verb follows.
    words[at - 1].is(&["to", "from", "and"]) && words.get(at + 1).is_some_and(|next| lists::is_telling_verb(&next.lower))
}

/// A name that is also a word, with a capital: "Grace", "Mark", "Christian".
fn is_word_name(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    let before = at.checked_sub(1).map(|before| &words[before]).filter(|before| !word.first && before.end < word.start);
    let next = words.get(at + 1).filter(|next| !next.first);
    let stem = word.stem();
    if lists::is_known(stem) && !among(ALSO_KNOWN, stem) {
        return false;
    }
    if lists::is_known(stem) || lists::is_service_word(stem) || lists::is_function(stem) && stem != "will" {
        return (word.first || before.is_none_or(|before| !among("a an as the any no of in is am was were being", &before.lower)) && !word.first && next.is_none())
            && tells(words, at) && !next.is_some_and(|next| next.capital());
    }
    if !word.first {
        // "the Rose", "a Grace": a thing; any other capital inside a sentence is meant.
        return !before.is_some_and(|before| among("a an any", &before.lower));
    }
    tells(words, at)
}

/// What follows reads the head of a sentence as a person.
fn tells(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    let Some(next) = words.get(at + 1) else { return word.first && at == 0 || at > 0 && words[at - 1].gap.contains(',') };
    if next.first {
        return false;
    }
    let comma = next.gap.starts_with(',');
    let verb = lists::is_telling_verb(&next.lower) && !(word.stem() == "may" && next.is(&["have", "be"]));
    let modal = word.is(&["will", "may"]) && next.is(&["i", "you", "he", "she", "they", "it", "we", "be", "have", "not", "never", "always", "anyone", "any", "the", "my", "this"]);
    let appositive = comma && (next.is(&["who", "my", "the", "a", "our", "his", "her", "thank", "thanks", "you"]) || next.capital());
    let pair = next.is(&["and", "&", "n"]) && words.get(at + 2).is_some_and(|after| after.capital() && lists::is_given(after.stem()));
    let place = next.is(&["from", "on", "at"]) && next.spaced() && words.get(at + 2).is_some();
    let surname = next.capital() && next.spaced() && (lists::is_surname(next.stem()) || lists::is_strange(next.stem())) && !lists::is_service_word(next.stem()) && !lists::is_function(next.stem());
    let bracket = next.gap.contains('(') || next.gap.contains(':') || next.is(&["x", "xx", "xxx"]);
    !modal && (verb && next.spaced() || appositive || pair || place || surname || bracket)
}

/// In no list of names, first in its sentence: only if it does what people do.
fn is_stranger_in_front(words: &[Word<'_>], at: usize) -> bool {
    let stem = words[at].stem();
    let surname = lists::is_surname(stem) && !lists::is_word(stem) && !lists::is_known(stem) && !lists::is_service_word(stem);
    (lists::is_strange(stem) || surname) && stem.len() >= 3 && (tells(words, at) || surname && words.len() > 1 && !looks_misspelt(stem))
}

fn looks_misspelt(stem: &str) -> bool {
    stem.ends_with("ed") || stem.ends_with("ing") || stem.ends_with("ly")
}

/// Titles, roles and "called" make names of what follows.
fn cues(words: &[Word<'_>], names: &mut [bool]) {
    for at in 1..words.len() {
        if names[at] || !is_wordlike(&words[at]) && words[at].text.len() > 1 || words[at].first && !words[at - 1].is(&["dr", "mr", "mrs", "ms"]) {
            continue;
        }
        let cue = cue_before(words, at);
        names[at] = match cue {
            Cue::Title => may_follow_title(words, at),
            Cue::Called => may_be_called(words, at),
            Cue::Role => may_follow_role(words, at),
            Cue::Loose => may_be_meant(words, at),
            Cue::None => false,
        };
    }
}

enum Cue {
    Title,
    Called,
    Role,
    Loose,
    None,
}

fn cue_before(words: &[Word<'_>], at: usize) -> Cue {
    let before = &words[at - 1];
    let word = &words[at];
    let lower = &before.lower[..];
    let back = |steps: usize| at.checked_sub(steps).map_or("", |there| &words[there].lower[..]);
    let near = word.joined() || matches!(word.gap, ", " | " (" | ": " | " - " | " \"" | " '" | ",");
    if word.joined() && among(TITLES, lower) && (!among(WORDY_TITLES, lower) || before.capital()) {
        return Cue::Title;
    }
    let naming = among(CALLED, lower) || matches!(lower, "is" | "was" | "is:" | "be" | "as") && matches!(back(2), "name" | "surname" | "names")
        || lower == "name" && matches!(word.gap, ": " | ":") || lower == "was" && back(2) == "called" || lower == "as" && matches!(back(2), "known" | "named")
        || lower == "it" && back(2) == "call" || lower == "is" && back(2) == "surname";
    if near && naming {
        return Cue::Called;
    }
    if near && (among(ROLES, lower) || among(WORDY_TITLES, lower)) {
        return Cue::Role;
    }
    if word.joined() && among(LOOSE, lower) { Cue::Loose } else { Cue::None }
}

/// After "Mrs" or "pc" nearly everything is a name.
fn may_follow_title(words: &[Word<'_>], at: usize) -> bool {
    let (word, stem) = (&words[at], words[at].stem());
    let small = lists::is_function(stem) || lists::is_telling_verb(stem) || lists::is_service_word(stem) && !word.capital();
    let listed = lists::is_surname(stem) || lists::is_given(stem);
    let rank = among(TITLES, stem);
    if word.capital() { !small && !rank || listed && !lists::is_telling_verb(stem) && !rank } else { !small && !rank && (listed || !lists::is_word(stem)) && stem.len() >= 2 && !lists::is_known(stem) }
}

fn may_be_called(words: &[Word<'_>], at: usize) -> bool {
    let (word, stem) = (&words[at], words[at].stem());
    let small = lists::is_function(stem) && !(word.capital() && lists::is_given(stem)) || lists::is_known(stem) && !lists::is_given(stem) || lists::is_service_word(stem);
    !small && (lists::is_given(stem) || word.capital() || !lists::is_word(stem)) && stem.len() >= 2
}

/// "my isva shanice", but not "my isva recomended": a stranger in lower case must not look like another word.
fn may_follow_role(words: &[Word<'_>], at: usize) -> bool {
    let (word, stem) = (&words[at], words[at].stem());
    let owned = is_owned(words, at - 1);
    if lists::is_function(stem) && !word.capital() || lists::is_known(stem) || lists::is_service_word(stem) && !lists::is_given(stem) {
        return false;
    }
    let given = lists::is_given(stem) && (!lists::is_telling_verb(stem) || word.capital());
    let stranger = lists::is_strange(stem) && stem.len() >= 3 && !looks_misspelt(stem) && !stem.contains("n't");
    word.capital() && (given || stranger || lists::is_surname(stem) && !lists::is_word(stem))
        || owned && (given && !is_thing(words, at) || stranger && (word.spaced() || lists::is_surname(stem)))
        || given && word.spaced() && tells_in_lower_case(words, at)
}

/// "my", "the", "a" … before the role, maybe with another word between ("the lovely nurse priya").
fn is_owned(words: &[Word<'_>], role: usize) -> bool {
    let owners = "my the a an our his her their your this that that's first second new old lovely best both two";
    (1..=3).any(|steps| role.checked_sub(steps).is_some_and(|there| among(owners, &words[there].lower)))
}

fn is_thing(words: &[Word<'_>], at: usize) -> bool {
    words[at].is(&["will", "may", "job", "lot", "bill", "drew", "mark", "grant", "hope"])
        && !words.get(at + 1).is_some_and(|next| lists::is_telling_verb(&next.lower) || next.first)
}

fn tells_in_lower_case(words: &[Word<'_>], at: usize) -> bool {
    words.get(at + 1).is_none_or(|next| lists::is_telling_verb(&next.lower) || next.first || next.gap.starts_with([',', '.']))
}

/// After "thanks", "by", "and": a name that is also a word needs a verb or the end of the sentence after it.
fn may_be_meant(words: &[Word<'_>], at: usize) -> bool {
    let (word, stem, lead) = (&words[at], words[at].stem(), &words[at - 1]);
    if word.shape != Shape::Lower || !lists::is_given(stem) || lists::is_function(stem) || lists::is_known(stem) || lists::is_service_word(stem) {
        return false;
    }
    const USUALLY_NAMES: &str = "grace mark rose faith pat bill ruby iris lily dawn sue nick rob jack robin art drew dean dale carl ray gale penny summer pearl \
        amber crystal ebony jade hazel ivy daisy poppy holly heather angel precious blessing patience mercy destiny harmony autumn joy hope may will frank grant \
        guy miles chase hunter cooper mason jay kay bob billy basil clay cliff wade ivan matt rusty sandy ginger candy misty stormy star sky skye charity chastity \
        constance prudence verity felicity glory melody cherry coral olive violet flora fern bonnie honey sunny rocky";
    let person = among("thanks thank to by with from told ask asked saw met rang cheers", &lead.lower) && words.get(at + 1).is_none_or(|next| next.first || next.is(&["x", "xx", "xxx", "who", "from", "at", "and", "for"]) && !matches!(stem, "hope" | "joy" | "faith" | "grace" | "may" | "will" | "mark" | "summer" | "art" | "patience" | "mercy"));
    let does = words.get(at + 1).is_some_and(|next| lists::is_telling_verb(&next.lower) && !next.is(&["is", "was", "can", "could", "would", "never", "always", "has", "had", "made"]));
    among(USUALLY_NAMES, stem) && (person && !matches!(&lead.lower[..], "to" | "with" | "by") || does && !among("to by with for like than or about want", &lead.lower))
}

/// A surname after a given name, a given name before a surname, an initial; and the other half of "Tomasz and …".
fn spread(words: &[Word<'_>], names: &mut [bool]) {
    for at in 1..words.len() {
        if names[at] || !names[at - 1] || words[at].first {
            continue;
        }
        let (word, stem) = (&words[at], words[at].stem());
        let small = lists::is_function(stem) || lists::is_telling_verb(stem) || lists::is_service_word(stem) && !word.capital();
        let initial = word.spaced() && word.text.len() == 1 && word.shape == Shape::Title && !word.is(&["i", "a"])
            || word.spaced() && word.text.len() == 1 && word.text != "I" && word.text.starts_with(|c: char| c.is_ascii_uppercase());
        let capital = word.joined() && word.gap != ". " && word.capital() && !small && !lists::is_known(stem) && !lists::is_service_word(stem);
        let lower = word.spaced() && word.shape == Shape::Lower && !small && lists::is_surname(stem) && !lists::is_known(stem) && (!lists::is_word(stem) || is_trade_name(stem));
        let kin = word.spaced() && word.is(&["uncle", "auntie", "aunty", "bhai", "bhaji", "didi", "ji", "apa", "baji", "chacha", "mama"]);
        names[at] = initial || capital || lower || kin;
    }
    for at in 2..words.len() {
        if names[at - 2] && !names[at] && words[at - 1].is(&["and", "or", "&", "n"]) && !words[at].first {
            let (word, stem) = (&words[at], words[at].stem());
            let listed = lists::is_given(stem) && !lists::is_function(stem) && !lists::is_known(stem) && !lists::is_telling_verb(stem);
            names[at] = listed || word.capital() && lists::is_strange(stem);
        }
        if names[at] && !names[at - 2] && words[at - 1].is(&["and", "or", "&", "n"]) && words[at - 2].capital() {
            let stem = words[at - 2].stem();
            names[at - 2] = lists::is_given(stem) && !lists::is_known(stem) && !lists::is_function(stem) || words[at - 2].first && lists::is_strange(stem) && is_wordlike(&words[at - 2]);
        }
    }
    for at in (1..words.len()).rev() {
        let (before, word) = (&words[at - 1], &words[at]);
        let stem = before.stem();
        if names[at] && !names[at - 1] && word.spaced() && !word.first && before.capital() && is_wordlike(before) && !lists::is_known(stem) && !lists::is_function(stem) && !lists::is_service_word(stem) {
            names[at - 1] = lists::is_given(stem) || lists::is_strange(stem);
        }
    }
}

fn is_trade_name(stem: &str) -> bool {
    among("smith baker taylor brown green white black wood wright walker cook cooper turner ward hill carter parker king knight bishop mason fisher hunt hunter young marsh \
        lane field fields brooks stone banks bird fox swift bell rose west north day long short sharp wise potter shepherd weaver butler page porter gardener gardner miller", stem)
}

/// Once a name, always a name in this text, unless it is also a word.
fn repeat(words: &[Word<'_>], names: &mut [bool]) {
    let said: HashSet<String> = words
        .iter()
        .zip(names.iter())
        .filter(|(word, name)| **name && !lists::is_word(word.stem()) && !lists::is_known(word.stem()) && word.stem().len() >= 3)
        .map(|(word, _)| word.stem().to_owned())
        .collect();
    for (word, name) in words.iter().zip(names.iter_mut()) {
        *name |= said.contains(word.stem());
    }
}

/// "Dr", "Mrs", "big" right before: they go with the name.
fn title_before(words: &[Word<'_>], at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let goes = words[at].joined() && (among(TITLES, &words[before].lower) || among("big old little young sister auntie aunty uncle nurse father mother", &words[before].lower) && !words[at].first);
    let further = |before: usize| before.checked_sub(1).filter(|there| words[before].spaced() && words[*there].capital() && among(TITLES, &words[*there].lower));
    goes.then(|| further(before).unwrap_or(before))
}
