//! Schools, employers, surgeries, places of worship, pubs: small enough to find somebody by.
//!
//! Promises to leave services and courts alone where all their words are everyday words of services ("Crown Court",
//! "Witness Care Unit"); their own names are for `allowed`.

use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::lists;
use super::pattern::{Found, collect, exact_pattern, pattern};
use super::word::{Shape, Word};

const NOUNS: [&str; 92] = [
    "school", "academy", "college", "primary", "comprehensive", "comp", "high", "juniors", "infants", "nursery", "preschool", "grammar", "sixth", "university",
    "surgery", "clinic", "practice", "centre", "center", "hospital", "hospice", "pharmacy", "chemist", "dentist", "dentists", "church", "mosque", "masjid", "temple", "gurdwara", "mandir", "chapel",
    "cathedral", "tabernacle", "ministries", "synagogue", "parish", "arms", "inn", "tavern", "pub", "hotel", "club", "bar", "nightclub", "tyres", "garage", "motors", "foods", "cafe",
    "salon", "gym", "home", "hostel", "lodge", "house", "hall", "library", "ltd", "limited", "plc", "builders", "bakery", "kitchen", "takeaway", "stores", "logistics",
    "scaffolding", "cars", "taxis", "cabs", "recruitment", "cleaning", "construction", "plumbing", "electrical", "autos", "rovers", "united", "athletic", "fc", "rfc", "juniors'", "scouts", "brownies", "cadets",
    "restaurant", "bistro", "chippy", "barbers", "nails", "solicitors",
];
static SAINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b (?P<it> (?: st | saint | ss ) \.? \s+ (?P<name> [a-z]{3,} ) (?: ' s? )? (?: \s+ (?: and | & ) \s+ (?: st\.? \s+ )? [a-z]+ (?: ' s )? )? (?: \s+ (?: c \s of \s e | c\.?of\.?e | ce | rc | catholic | primary | junior | infants? | high | school | academy | college | church | hospice | hall | nursery | parish | secondary ) \b )* )")
});
static HOLY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b (?P<it> (?: all \s (?: saints | hallows | souls ) | holy \s (?: trinity | family | rosary | name | cross | ghost ) | our \s lady (?: 's )? (?: \s (?: of | and ) \s [a-z]+ (?: \s [a-z]+ )? )? | sacred \s heart | christ \s church | corpus \s christi | immaculate \s conception | (?: masjid | jamia | mandir | gurdwara ) \s+ (?: al- | e- | sri \s )? [a-z-]+ (?: \s+ [a-z]+ \s sahib )? ) (?: \s+ (?: church | school | primary | academy | parish | college ) \b )* ) \b")
});
static PUB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b (?P<it> the \s+ (?: [a-z']+ \s+ ){1,2} (?: arms | inn | tavern | lion | swan | head | anchor | stag | fox | hounds | bull | hart | boar | plough | bells? | unicorn | dragon | vaults | alehouse ) ) \b")
});
/// Lower case, after a word of place: "at ashgrove comp", "i go to hollybank academy".
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b (?: at | from | to | in | of | near | attends? | called | outside | by ) \s+ (?: the \s+ )? (?P<it> (?P<name> [a-z][a-z'&-]+ (?: \s+ [a-z][a-z'&-]+ ){0,2}? ) \s+ (?P<noun> school | academy | college | primary | comprehensive | comp | nursery | surgery | medical \s (?: centre | practice ) | health \s centre | church | mosque | masjid | temple | gurdwara | arms | inn | tavern | care \s home | tyres | garage | motors | sixth \s form | high \s school | grammar | infants | juniors | pharmacy | takeaway | bakery | salon | chippy | barbers | tattoos? ) ) \b")
});
static FIRM: LazyLock<Regex> = LazyLock::new(|| {
    exact_pattern(r"\b (?P<it> [A-Z][a-z']+ (?: \s [A-Z][a-z']+ )? \s (?: & | and ) \s (?: Sons? | Daughters? | Co | Partners | Brothers | [A-Z][a-z]+ \s (?: Ltd | Solicitors | LLP ) ) ) \b")
});

pub fn find(text: &str, words: &[Word<'_>], found: &mut Vec<Found>) {
    collect(found, text, &SAINT, Kind::Organisation, |it, caught| {
        it.starts_with(['S', 's']) && (lists::is_given(&caught["name"].to_lowercase()) || lists::is_given(caught["name"].to_lowercase().trim_end_matches('s')) || it.starts_with('S') && caught["name"].starts_with(|c: char| c.is_ascii_uppercase()))
    });
    collect(found, text, &HOLY, Kind::Organisation, |it, _| it.contains(|c: char| c.is_ascii_uppercase()) || it.contains("church") || it.contains("school") || it.contains("masjid"));
    collect(found, text, &PUB, Kind::Organisation, |it, _| is_pub(it));
    collect(found, text, &SPOKEN, Kind::Organisation, |it, caught| is_spoken(&caught["name"], it));
    collect(found, text, &FIRM, Kind::Organisation, |_, _| true);
    runs(words, found);
}

/// "the railway arms", but not "the best head" or "in the arms".
fn is_pub(it: &str) -> bool {
    let words: Vec<&str> = it.split_whitespace().collect();
    let inner = &words[1..words.len() - 1];
    let capital = words[words.len() - 1].starts_with(|c: char| c.is_ascii_uppercase());
    let sure = matches!(&words[words.len() - 1].to_lowercase()[..], "arms" | "inn" | "tavern" | "alehouse" | "vaults");
    let joins = inner.iter().any(|word| lists::is_function(&word.to_lowercase()) || lists::is_service_word(&word.to_lowercase()));
    (capital && inner.iter().any(|word| word.starts_with(|c: char| c.is_ascii_uppercase()) || *word == "and") || sure) && !joins
}

fn is_spoken(name: &str, it: &str) -> bool {
    const GENERAL: [&str; 48] = [
        "primary", "secondary", "high", "old", "new", "local", "nearest", "boarding", "special", "private", "public", "grammar", "junior", "infant", "catholic", "faith", "art", "sixth",
        "different", "big", "small", "small", "village", "girls", "boys", "mixed", "english", "christian", "muslim", "sikh", "hindu", "doctors", "doctor's", "dental", "cosmetic", "brain", "knee", "plastic", "major",
        "emergency", "sunday", "art", "law", "drama", "nursing", "residential", "middle", "further",
    ];
    let fits = |word: &str| !lists::is_function(word) && !GENERAL.contains(&word) && !lists::is_service_word(word) && !lists::is_known(word) && word.len() >= 3;
    !it.is_empty() && name.split_whitespace().all(|word| fits(&word.to_lowercase()))
}

/// Words with capitals in a row, inside a sentence: the name of something.
fn runs(words: &[Word<'_>], found: &mut Vec<Found>) {
    let mut at = 0;
    while at < words.len() {
        let end = run_end(words, at);
        let run = trim(&words[at..end]);
        if run.len() >= 2 && names_a_place_of_its_own(run) {
            let the = at > 0 && run[0].start == words[at].start && words[at - 1].lower == "the" && is_noun(run);
            let start = if the { words[at - 1].start } else { run[0].start };
            found.push(Found { at: start..run[run.len() - 1].end, kind: Kind::Organisation });
        }
        at = end.max(at + 1);
    }
}

fn run_end(words: &[Word<'_>], at: usize) -> usize {
    let stands = |word: &Word<'_>| word.capital() && word.text != "I" && !word.lower.starts_with("i'");
    if !stands(&words[at]) {
        return at;
    }
    let mut end = at + 1;
    while let Some(next) = words.get(end) {
        let bridge = next.is(&["of", "the", "and"]) || next.gap == " & ";
        let over = bridge && words.get(end + 1).is_some_and(|after| stands(after) && after.spaced()) && next.lower == "of";
        if next.first || !(next.spaced() || next.gap == " & " || next.gap == "-") || !(stands(next) || over) {
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

fn is_noun(run: &[Word<'_>]) -> bool {
    run.last().is_some_and(|last| NOUNS.contains(&&last.lower[..]) || lists::is_word(&last.lower))
}

/// Not only words of services, cities and days; names of persons are for `names`.
fn names_a_place_of_its_own(run: &[Word<'_>]) -> bool {
    let noun = run.iter().any(|word| NOUNS.contains(&&word.lower[..]));
    let own = |word: &Word<'_>| {
        let (lower, stem) = (&word.lower, word.stem());
        let plain = lists::is_service_word(lower) || lists::is_service_word(stem) || lists::is_known(lower) || lists::is_known(stem);
        !plain && !(lists::is_function(lower) && !noun) && word.shape == Shape::Title
    };
    let named = run.iter().filter(|word| own(word)).count();
    let wordy = run.iter().all(|word| lists::is_word(&word.lower) || lists::is_service_word(&word.lower) || lists::is_known(&word.lower));
    let starts = run[0].first;
    // At the start of a sentence the first capital says nothing: another word must be the thing's own.
    let enough = if starts && !noun { run[1..].iter().filter(|word| own(word)).count() >= 1 } else { named >= 1 };
    enough && (noun || wordy && (named >= 2 || !starts && named >= 1))
}
