//! The word lists in `data/`, read once: given names, surnames, English words, places, what may stand.
//!
//! Promises membership, no more: whether "Grace" is a person is for `names` to decide.

use std::collections::HashSet;
use std::sync::LazyLock;

type Set = HashSet<&'static str>;

fn words(texts: &[&'static str]) -> Set {
    let lines = texts.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
}

pub fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
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

pub const PLACES: &str = include_str!("data/places.txt");
pub const SERVICES: &str = include_str!("data/services.txt");

/// Whether a short list, written as words with spaces, has the word.
pub fn among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}

pub fn is_given(word: &str) -> bool {
    GIVEN.contains(word)
}

pub fn is_surname(word: &str) -> bool {
    SURNAMES.contains(word)
}

/// An English word in lower case, also in its forms with 's, n't and the like.
pub fn is_word(word: &str) -> bool {
    WORDS.contains(word) || word.split('\'').next().is_some_and(|stem| stem != word && WORDS.contains(stem))
}

/// Has a capital, or is a short form of texting, and points at nobody.
pub fn is_known(word: &str) -> bool {
    KNOWN.contains(word)
}

pub fn is_service_word(word: &str) -> bool {
    SERVICE.contains(word)
}

/// In the dictionary, and yet nearly always a name: "john", "jenny".
pub fn is_name_first(word: &str) -> bool {
    NAMES_FIRST.contains(word)
}

/// Small words and common verbs, which follow a role without being a name: "my isva never", "dc said".
pub fn is_function(word: &str) -> bool {
    FUNCTION.contains(word)
}

/// What a person does in somebody's story: "Grace rang", "Will was".
pub fn is_telling_verb(word: &str) -> bool {
    let past = word.len() > 4 && word.ends_with("ed") && is_word(word) && !among("indeed bored tired scared naked wicked sacred hundred red", word);
    VERBS.contains(word) || past
}

/// A name that is not also an English word.
pub fn is_plain_given(word: &str) -> bool {
    is_given(word) && !is_known(word) && (!is_word(word) || is_name_first(word))
}

/// Neither a word nor known: a capital in the middle of a sentence makes it a name of something.
pub fn is_strange(word: &str) -> bool {
    word.len() >= 2 && !is_word(word) && !is_known(word) && !is_service_word(word) && !is_inflected(word)
}

/// Words that a dictionary misses because of a prefix or a common slip; never true of a name in a list.
fn is_inflected(word: &str) -> bool {
    const ENDINGS: [&str; 12] =
        ["ing", "ingly", "ed", "edly", "ness", "ment", "ments", "tion", "tions", "ally", "able", "n't"];
    let long = word.len() >= 6 && ENDINGS.iter().any(|ending| word.ends_with(ending));
    let compound = word.split('-').count() > 1
        && word.split('-').all(|part| (is_word(part) && !is_given(part)) || is_known(part) || part.len() < 2);
    !is_given(word) && !is_surname(word) && (long || compound)
}
