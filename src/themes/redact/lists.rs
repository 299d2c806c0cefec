//! The word lists in `data/`, read once: given names, surnames, English words, places, what may stand, short cues.
//!
//! Promises membership, no more: whether "Grace" is a person is for `name` to decide.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

type Quick = BuildHasherDefault<Fnv>;
type Set = HashSet<&'static str, Quick>;
type Short = HashMap<&'static str, (Vec<&'static str>, Set), Quick>;

/// FNV-1a: the lists are fixed, so nobody can choose words that collide, and a text asks for thousands.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

pub const PLACES: &str = include_str!("data/places.txt");
pub const SERVICES: &str = include_str!("data/services.txt");
const CUES: &str = include_str!("data/cues.txt");

/// The lines of a list without remarks.
pub fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn words(texts: &[&'static str]) -> Set {
    texts.iter().flat_map(|text| lines(text)).flat_map(str::split_whitespace).collect()
}

static GIVEN: LazyLock<Set> =
    LazyLock::new(|| words(&[include_str!("data/given.txt"), include_str!("data/own_given.txt")]));
static SURNAMES: LazyLock<Set> =
    LazyLock::new(|| words(&[include_str!("data/surnames.txt"), include_str!("data/own_surnames.txt")]));
static WORDS: LazyLock<Set> = LazyLock::new(|| words(&[include_str!("data/words.txt")]));
static KNOWN: LazyLock<Set> = LazyLock::new(|| words(&[include_str!("data/known.txt")]));
static SERVICE: LazyLock<Set> = LazyLock::new(|| words(&[include_str!("data/service_words.txt")]));
static NAMES_FIRST: LazyLock<Set> = LazyLock::new(|| words(&[include_str!("data/names_first.txt")]));
static FUNCTION: LazyLock<Set> = LazyLock::new(|| words(&[include_str!("data/function_words.txt")]));
static VERBS: LazyLock<Set> = LazyLock::new(|| words(&[include_str!("data/verbs.txt")]));

/// By name: what stands before the comma of a heading.
static SHORT: LazyLock<Short> = LazyLock::new(|| {
    let mut lists = Short::default();
    let mut name = "";
    for line in lines(CUES) {
        if let Some(heading) = line.strip_prefix("= ") {
            name = heading.split(',').next().unwrap_or_default();
            continue;
        }
        let list = lists.entry(name).or_default();
        list.0.extend(line.split_whitespace());
        list.1.extend(line.split_whitespace());
    }
    lists
});

fn short(list: &str) -> &'static (Vec<&'static str>, Set) {
    SHORT.get(list).unwrap_or_else(|| panic!("cues.txt has no list '{list}'"))
}

/// Whether a list of `cues.txt` has the word.
pub fn among(list: &str, word: &str) -> bool {
    short(list).1.contains(word)
}

/// The words of a list of `cues.txt`, to stand in a pattern.
pub fn choices(list: &str) -> Vec<String> {
    let plain = |word: &&str| word.replace('.', r"\.").replace('_', r"\s+");
    short(list).0.iter().map(plain).collect()
}

pub fn is_given(word: &str) -> bool {
    GIVEN.contains(word) || has_ending("endings of given names", word)
}

/// Sikh given names and Polish, Romanian and Bengali surnames are made of known parts; no list has them all.
fn has_ending(list: &str, word: &str) -> bool {
    word.len() >= 6 && !WORDS.contains(word) && short(list).0.iter().any(|ending| word.ends_with(ending))
}

pub fn is_surname(word: &str) -> bool {
    SURNAMES.contains(word) || has_ending("endings of surnames", word)
}

/// An English word in lower case, also with 's, n't and the like.
pub fn is_word(word: &str) -> bool {
    WORDS.contains(word) || word.split('\'').next().is_some_and(|stem| stem != word && WORDS.contains(stem))
}

/// An English word, and not one that is nearly always a name: what may outlive the texts that it stood in.
pub fn is_plain(word: &str) -> bool {
    WORDS.contains(word) && !is_name_first(word)
}

/// Words that name nobody and no place, whatever a model makes of them: cities, peoples, ranks, small words, slips of texting,
/// and words of the dictionary in lower case that are no names.
pub fn is_everyday(text: &str) -> bool {
    let everyday = |word: &str| {
        let lower = word.to_lowercase();
        let stem = lower.split('\'').next().unwrap_or_default();
        let plain = |word: &str| is_known(word) || is_function(word) || is_service_word(word);
        let word_alone = lower == word && is_word(stem) && !is_given(stem) && !is_surname(stem);
        (plain(&lower) || plain(stem) || word_alone) && !among("known names", stem)
    };
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).peekable();
    let letters = |word: &str| word.chars().all(|c| c.is_alphabetic() || c == '\'');
    words.peek().is_some() && words.all(|word| letters(word) && everyday(word) || is_hour_or_helpline(word))
}

/// "3am", "101"
fn is_hour_or_helpline(word: &str) -> bool {
    let hour = word.strip_suffix("am").or_else(|| word.strip_suffix("pm"));
    hour.is_some_and(|hour| hour.parse::<u8>().is_ok_and(|hour| hour <= 12))
        || ["101", "111", "999", "112"].contains(&word)
}

/// Has a capital, or is a short form of texting, and points at nobody.
pub fn is_known(word: &str) -> bool {
    KNOWN.contains(word)
}

pub fn is_service_word(word: &str) -> bool {
    SERVICE.contains(word)
}

/// In the dictionary, and yet nearly always a name: "john", "jenny".
fn is_name_first(word: &str) -> bool {
    NAMES_FIRST.contains(word)
}

/// Small words and common verbs, which follow a role without being a name: "my isva never", "dc said".
pub fn is_function(word: &str) -> bool {
    FUNCTION.contains(word)
}

/// What a person does in somebody's story: "Grace rang", "Will was".
pub fn is_telling_verb(word: &str) -> bool {
    VERBS.contains(word) || word.len() > 5 && word.ends_with("ed") && is_word(word)
}

/// A name that is not also an English word.
pub fn is_plain_given(word: &str) -> bool {
    is_given(word) && !is_known(word) && (!is_word(word) || is_name_first(word))
}

/// A surname and nothing else.
pub fn is_plain_surname(word: &str) -> bool {
    is_surname(word) && !is_word(word) && !is_known(word) && !is_service_word(word)
}

/// Neither a word nor known: a capital in the middle of a sentence makes it a name of something.
pub fn is_strange(word: &str) -> bool {
    word.len() >= 2 && !is_word(word) && !is_known(word) && !is_service_word(word) && !is_inflected(word)
}

/// No English word, and none with one letter more, less, changed or swapped, or two words run together; nor one that
/// English endings make of a word.
pub fn is_far_from_words(word: &str) -> bool {
    const ENDINGS: [&str; 14] =
        ["s", "es", "ed", "ing", "er", "ers", "est", "ly", "ness", "able", "ity", "ish", "y", "ies"];
    let known = |word: &str| WORDS.contains(word) || KNOWN.contains(word) || SERVICE.contains(word);
    let made = |ending: &&str| {
        let stem = word.strip_suffix(*ending);
        stem.is_some_and(|stem| stem.len() >= 3 && (known(stem) || known(&format!("{stem}e"))))
    };
    if ENDINGS.iter().any(made) || !word.is_ascii() {
        return !word.is_ascii() && !known(word);
    }
    // "sooooo", "hahaha": drawn out or laughed.
    let bytes = word.as_bytes();
    if bytes.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]) || bytes.len() < 4 {
        return false;
    }
    let kinds: HashSet<u8> = bytes.iter().copied().collect();
    if kinds.len() <= 2 {
        return false;
    }
    !(0..=word.len()).any(|at| {
        let (head, tail) = word.split_at(at);
        let mut letters = (b'a'..=b'z').map(char::from);
        let shorter = !tail.is_empty() && known(&format!("{head}{}", &tail[1..]));
        let swapped = tail.len() > 1 && known(&format!("{head}{}{}{}", &tail[1..2], &tail[..1], &tail[2..]));
        let together = head.len() > 1 && tail.len() > 1 && known(head) && known(tail);
        let other = |letter: char| {
            known(&format!("{head}{letter}{tail}"))
                || !tail.is_empty() && known(&format!("{head}{letter}{}", &tail[1..]))
        };
        shorter || swapped || together || letters.any(other)
    })
}

/// What a dictionary misses because of a prefix, a hyphen or a common slip; never true of a name in a list.
fn is_inflected(word: &str) -> bool {
    const ENDINGS: [&str; 12] =
        ["ing", "ingly", "ed", "edly", "ness", "ment", "ments", "tion", "tions", "ally", "able", "n't"];
    let long = word.len() >= 6 && ENDINGS.iter().any(|ending| word.ends_with(ending));
    let everyday = |part: &str| is_word(part) && !is_given(part) || is_known(part) || part.len() < 2;
    let compound = word.contains('-') && word.split('-').all(everyday);
    !is_given(word) && !is_surname(word) && (long || compound)
}
