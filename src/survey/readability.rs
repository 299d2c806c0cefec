//! How old a reader a text asks for, by the Flesch-Kincaid grade:
//!
//! `grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59`, and UK reading age = grade + 5.
//!
//! Promises the same figure for the same text, everywhere. It is a rough guide: the formula sees only long words and
//! long sentences, was made for running prose in English, and knows nothing of what is hard to understand or to bear.
//! Only readers can tell that. So it can refuse a text, but never approve one.
//!
//! How it counts:
//! - A word is a run of letters, digits and inner apostrophes; "long-term" is two words.
//! - A sentence ends at `.`, `!`, `?`, `:`, `;` or a line end, unless a digit follows at once ("8.30").
//! - Syllables are runs of vowels (`aeiouy`). A silent last `e`, `es` or `ed` does not count; `ia`, `io` and `iu` count
//!   as two except after `c`, `g`, `s`, `t` and `x` ("station"); so does a vowel before `ing` ("being"). A digit is one.
//!   At least one a word.

/// A text cut into what the formula counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub sentences: usize,
    pub words: usize,
    pub syllables: usize,
}

impl Counts {
    pub fn of(text: &str) -> Self {
        sentences(text).into_iter().fold(Self::default(), |sum, sentence| sum.and(Self::of_sentence(&sentence)))
    }

    fn of_sentence(sentence: &str) -> Self {
        let words = words(sentence);
        Self { sentences: 1, words: words.len(), syllables: words.iter().map(|word| syllables(word)).sum() }
    }

    pub fn and(self, other: Self) -> Self {
        Self {
            sentences: self.sentences + other.sentences,
            words: self.words + other.words,
            syllables: self.syllables + other.syllables,
        }
    }

    /// None for a text without words.
    pub fn reading_age(self) -> Option<f64> {
        if self.words == 0 {
            return None;
        }
        let [sentences, words, syllables] = [self.sentences, self.words, self.syllables].map(|n| n as f64);
        Some(0.39 * words / sentences + 11.8 * syllables / words - 15.59 + 5.0)
    }
}

/// The UK reading age of a text; None if it has no words.
pub fn reading_age(text: &str) -> Option<f64> {
    Counts::of(text).reading_age()
}

/// The sentences that have words.
pub fn sentences(text: &str) -> Vec<String> {
    let mut sentences = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = chars.peek().is_some_and(char::is_ascii_digit);
        if c == '\n' || matches!(c, '.' | '!' | '?' | ':' | ';') && !inside {
            sentences.push(String::new());
        } else if let Some(sentence) = sentences.last_mut() {
            sentence.push(c);
        }
    }
    sentences.retain(|sentence| !words(sentence).is_empty());
    sentences
}

/// The words, in small letters, with straight apostrophes.
pub fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('\u{2019}', "'");
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words = words.map(|word| word.trim_matches('\''));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Counts the syllables of one word in small letters.
pub fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.chars().filter(|c| *c != '\'').collect();
    let digits = letters.iter().filter(|c| c.is_numeric()).count();
    let mut count = 0;
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let starts_a_run = is_vowel(*letter) && !before.is_some_and(is_vowel);
        if starts_a_run || splits_a_run(&letters, at) {
            count += 1;
        }
    }
    (count - silent_ending(&letters).min(count) + digits).max(1)
}

fn is_vowel(letter: char) -> bool {
    "aeiouy".contains(letter)
}

/// Whether a second vowel in a row is spoken by itself.
fn splits_a_run(letters: &[char], at: usize) -> bool {
    if at == 0 || !is_vowel(letters[at]) || !is_vowel(letters[at - 1]) {
        return false;
    }
    let hissing = at >= 2 && "cgstx".contains(letters[at - 2]);
    let hiatus = letters[at - 1] == 'i' && "aou".contains(letters[at]) && !hissing;
    let before_ing = letters[at..] == ['i', 'n', 'g'];
    hiatus || before_ing
}

/// One if the last `e`, `es` or `ed` is not spoken.
fn silent_ending(letters: &[char]) -> usize {
    let text: String = letters.iter().collect();
    let stem_of = |ending: &str| text.strip_suffix(ending).filter(|stem| stem.chars().any(is_vowel));
    let ends = |stem: &str, with: &str| stem.ends_with(|c| with.contains(c));
    let silent = if let Some(stem) = stem_of("ed") {
        !ends(stem, "td") && !ends(stem, "aeiouy")
    } else if let Some(stem) = stem_of("es") {
        !ends(stem, "sxzcg") && !ends(stem, "aeiouy") && !stem.ends_with("ch") && !stem.ends_with("sh")
    } else if let Some(stem) = stem_of("e") {
        // "people", "table": the l speaks.
        let l_after_consonant = stem.ends_with('l') && !ends(stem.trim_end_matches('l'), "aeiouy");
        !ends(stem, "aeiouy") && !l_after_consonant
    } else {
        false
    };
    usize::from(silent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn syllables_of_the_words_that_surveys_use() {
        let known = [
            (1, "did the staff help treat blame choice rang leave names cut health you're months"),
            (2, "believed trauma people being real-ly choices service needed happened places people table police"),
            (3, "understand example hospital violence counselling"),
            (4, "experience information understanding"),
            (5, "communication"),
            (7, "multidisciplinary"),
        ];
        for (count, text) in known {
            for word in words(&text.replace('-', "")) {
                let near = syllables(&word).abs_diff(count);
                assert!(near == 0 || count > 3 && near == 1, "{word}: {}", syllables(&word));
            }
        }
        assert_eq!(syllables("116"), 3);
    }

    #[test]
    fn the_formula_is_the_one_that_is_documented() {
        // Six words of one syllable: 0.39 * 6 + 11.8 - 15.59 = -1.45.
        let cat = reading_age("The cat sat on the mat.").unwrap();
        assert!((cat - (-1.45 + 5.0)).abs() < 1e-9, "{cat}");
        // Thirteen words, 26 syllables: 0.39 * 13 + 11.8 * 2 - 15.59 = 13.08.
        let platypus = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.";
        assert_eq!(Counts::of(platypus), Counts { sentences: 1, words: 13, syllables: 26 });
        assert!((reading_age(platypus).unwrap() - 18.08).abs() < 1e-9);
    }

    #[test]
    fn sentences_end_where_a_reader_pauses() {
        assert_eq!(sentences("Ring us. From 10 to 8.30! For example: now").len(), 4);
        assert_eq!(Counts::of("One.\n\nTwo"), Counts { sentences: 2, words: 2, syllables: 2 });
        assert_eq!(reading_age(" ... "), None);
    }

    proptest! {
        #[test]
        fn any_text_has_at_least_a_syllable_a_word_and_a_word_a_sentence(text in ".{0,200}") {
            let counts = Counts::of(&text);
            prop_assert!(counts.sentences <= counts.words && counts.words <= counts.syllables);
            prop_assert!(reading_age(&text).is_none_or(f64::is_finite));
        }
    }
}
