//! Schools, employers, surgeries, places of worship, pubs: small enough to find somebody by.
//!
//! Promises to leave services and courts alone where all their words are everyday words of services ("Crown Court",
//! "Witness Care Unit"); their own names are for `allowed`.

use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::lists::{self, among};
use super::pattern::{Found, collect, collect_all, exact_pattern, has_capital, pattern};
use super::word::{Shape, Word};

static SAINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b (?: st | saint | ss ) \.? \s+ (?P<name> [a-z]{3,} ) (?: ' s? )?
          (?: \s+ <<second names of saints>> \b )?
          (?: \s+ (?: and | & ) \s+ (?: st\.? \s+ )? [a-z]+ (?: ' s )? )? (?: \s+ <<after a saint>> \b )*",
    )
});
static HOLY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b (?P<it> (?: <<holy>> (?: \s (?: of | and ) \s [a-z]+ (?: \s [a-z]+ )? )?
            | (?: masjid | jamia | mandir | gurdwara ) \s+ (?: al- | e- | sri \s )? [a-z-]+ (?: \s+ [a-z]+ \s sahib )? )
          (?: \s+ (?: church | school | primary | academy | parish | college ) \b )* ) \b",
    )
});
/// "in the white hart"
static SPOKEN_PUB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b the \s+ (?: <<signs>> | crown | star ) (?: \s+ and )? \s+ (?: <<pubs>> | horse | oak | crown | cushion | garter | horses ) \b",
    )
});
static PUB: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b the \s+ (?P<name> (?: [a-z']+ \s+ ){1,2} ) (?P<pub> <<pubs>> ) \b"));
/// In lower case, after a word of place: "i go to hollybank academy".
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?: \b (?: at | from | to | in | of | near | attends? | called | outside | by | for | is | was ) \s+ (?: the \s+ )?
            | (?: ^ | [.!?] \s* ) the \s+ | \b my \s+ )
          (?P<it> (?P<name> [a-z][a-z'&-]+ (?: \s+ [a-z][a-z'&-]+ ){0,2}? ) \s+ <<spoken organisations>> ) \b",
    )
});
/// "i work at the tesco in …", "lost my job at Kerrigan's Cash & Carry"
static EMPLOYER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b (?: works? | worked | working | jobs? | shifts? | employed | cleans? | cleaning ) \s+ (?: at | for | in | down ) \s+ (?: the \s+ | a \s+ )?
          (?P<it> <<employers>> \b | (?-i: [A-Z] [\w']+ (?: \s (?: (?: & | and | of ) \s )? [A-Z] [\w']+ ){0,3} ) )",
    )
});
static FIRM: LazyLock<Regex> = LazyLock::new(|| {
    exact_pattern(
        r"\b [A-Z][a-z']+ (?: \s [A-Z][a-z']+ )? \s (?: & | and ) \s
          (?: Sons? | Daughters? | Co | Partners | Brothers | [A-Z][a-z]+ \s (?: Ltd | Solicitors | LLP ) ) \b",
    )
});

pub fn find(text: &str, words: &[Word<'_>], found: &mut Vec<Found>) {
    collect(found, text, &SAINT, Kind::Organisation, |it, caught| is_saint(it, &caught["name"]));
    collect(found, text, &HOLY, Kind::Organisation, |it, _| {
        it.contains(|c: char| c.is_ascii_uppercase())
            || ["church", "school", "masjid"].iter().any(|sure| it.contains(sure))
    });
    collect_all(found, text, &SPOKEN_PUB, Kind::Organisation);
    collect(found, text, &PUB, Kind::Organisation, |_, caught| is_pub(&caught["name"], &caught["pub"]));
    collect(found, text, &SPOKEN, Kind::Organisation, |_, caught| is_spoken(&caught["name"]));
    collect(found, text, &EMPLOYER, Kind::Organisation, |it, _| {
        let plain = |word: &str| lists::is_service_word(word) || lists::is_known(word) && !among("employers", word);
        !it.split_whitespace().all(|word| plain(&word.to_lowercase()))
    });
    collect_all(found, text, &FIRM, Kind::Organisation);
    runs(words, found);
}

/// "st peters", "St Barnabas"; not "first person", not "st" of a road.
fn is_saint(it: &str, name: &str) -> bool {
    let lower = name.to_lowercase();
    let listed = lists::is_given(&lower) || lists::is_given(lower.trim_end_matches('s'));
    listed || has_capital(it) && has_capital(name)
}

/// "the railway arms", but not "the best head" or "in the arms".
fn is_pub(name: &str, sign: &str) -> bool {
    let mut words = name.split_whitespace();
    let written = has_capital(sign) && name.split_whitespace().any(|word| has_capital(word) || word == "and");
    let plain = |word: &str| lists::is_function(word) || lists::is_service_word(word);
    (written || among("sure pubs", &sign.to_lowercase())) && !words.any(|word| plain(&word.to_lowercase()))
}

fn is_spoken(name: &str) -> bool {
    name.split_whitespace().map(str::to_lowercase).all(|word| {
        let general = lists::is_function(&word) || lists::is_service_word(&word) || lists::is_known(&word);
        word.len() >= 3 && !general && !among("any organisation", &word)
    })
}

/// Words with capitals in a row, inside a sentence: the name of something.
fn runs(words: &[Word<'_>], found: &mut Vec<Found>) {
    let mut at = 0;
    while at < words.len() {
        let end = run_end(words, at);
        let run = trim(&words[at..end]);
        if run.len() >= 2 && is_a_thing_of_its_own(run) {
            let the = at > 0 && run[0].start == words[at].start && words[at - 1].lower == "the";
            let start = if the { words[at - 1].start } else { run[0].start };
            found.push(Found { at: start..run[run.len() - 1].end, kind: Kind::Organisation });
        }
        at = end.max(at + 1);
    }
}

fn run_end(words: &[Word<'_>], at: usize) -> usize {
    let stands = |word: &Word<'_>| word.capital() && word.text != "I" && !word.lower.starts_with("i'");
    let mut end = at;
    while let Some(next) = words.get(end) {
        let joined = end == at || !next.first && (next.spaced() || matches!(next.gap, " & " | "-"));
        let over =
            end > at && next.lower == "of" && words.get(end + 1).is_some_and(|after| stands(after) && after.spaced());
        if !joined || !(stands(next) || over) {
            break;
        }
        end += 1;
    }
    end
}

/// Without the small word that only starts the sentence.
fn trim<'a, 'b>(run: &'a [Word<'b>]) -> &'a [Word<'b>] {
    match run {
        [head, rest @ ..] if head.first && (lists::is_function(&head.lower) || lists::is_known(&head.lower)) => rest,
        _ => run,
    }
}

/// Not only words of services, cities and days; names of persons are for `name`.
fn is_a_thing_of_its_own(run: &[Word<'_>]) -> bool {
    let noun = run.iter().any(|word| among("organisations", &word.lower));
    let plain = |word: &str| lists::is_service_word(word) || lists::is_known(word);
    let own = |word: &&Word<'_>| {
        let general = plain(&word.lower) || plain(word.stem()) || lists::is_function(&word.lower) && !noun;
        !general && word.shape == Shape::Title
    };
    let everyday = run.iter().all(|word| lists::is_word(&word.lower) || plain(&word.lower));
    let named = run.iter().filter(own).count();
    // At the start of a sentence the first capital says nothing: another word must be the thing's own.
    let headless = run[1..].iter().filter(own).count();
    let starts = run[0].first;
    let enough = if starts && !noun { headless >= 1 } else { named >= 1 };
    enough && (noun || everyday && (named >= 2 || !starts))
}
