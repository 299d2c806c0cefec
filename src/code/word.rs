//! A word of 80 random bits that a person can read out and type: 16 letters of Crockford's base 32 and two check
//! letters, written `7K3M-9PQR-T2VW-XY41-0A`.
//!
//! Promises that one wrong letter, or two swapped ones, is noticed without looking anything up, and that `O`, `I`,
//! `L`, small letters, spaces and hyphens are read as meant. Invitations and withdrawal codes have this form.

use std::fmt;
use std::str::FromStr;

use ring::digest;

use crate::clock::{Entropy, random};

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The largest prime that two letters (10 bits) can hold. 32 generates enough of its group that a swap of any two
/// neighbours, or any single change, moves the remainder (proved by the property test below).
const CHECK_PRIME: u32 = 1021;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Word([u8; 10]);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAWord {
    #[error("a code has 18 letters and numbers")]
    Length,
    #[error("a letter or number is not right")]
    Check,
}

impl Word {
    pub fn new(entropy: &dyn Entropy) -> Self {
        Self(random(entropy))
    }

    /// SHA-256, under which a withdrawal code's row is found.
    pub fn digest(&self) -> [u8; 32] {
        let mut out = [0; 32];
        out.copy_from_slice(digest::digest(&digest::SHA256, &self.0).as_ref());
        out
    }

    pub fn bytes(&self) -> &[u8; 10] {
        &self.0
    }

    fn values(self) -> [u8; 16] {
        let number = self.0.iter().fold(0u128, |n, byte| n << 8 | u128::from(*byte));
        std::array::from_fn(|i| (number >> (75 - 5 * i) & 31) as u8)
    }
}

fn check(values: &[u8]) -> [u8; 2] {
    let rest = values.iter().fold(0, |n, v| (n * 32 + u32::from(*v)) % CHECK_PRIME);
    [(rest / 32) as u8, (rest % 32) as u8]
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let values = self.values();
        for (i, value) in values.iter().chain(&check(&values)).enumerate() {
            if i > 0 && i % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", LETTERS[usize::from(*value)] as char)?;
        }
        Ok(())
    }
}

/// A word opens or withdraws something, so it does not print itself by accident.
impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Word(..)")
    }
}

impl FromStr for Word {
    type Err = NotAWord;

    fn from_str(text: &str) -> Result<Self, NotAWord> {
        let mut values = [0u8; 18];
        let mut length = 0;
        for letter in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}')) {
            let value = value_of(letter).ok_or(NotAWord::Check)?;
            *values.get_mut(length).ok_or(NotAWord::Length)? = value;
            length += 1;
        }
        if length != 18 {
            return Err(NotAWord::Length);
        }
        if check(&values[..16]) != values[16..] {
            return Err(NotAWord::Check);
        }
        let number = values[..16].iter().fold(0u128, |n, v| n << 5 | u128::from(*v));
        let mut bytes = [0; 10];
        bytes.copy_from_slice(&number.to_be_bytes()[6..]);
        Ok(Self(bytes))
    }
}

fn value_of(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    LETTERS.iter().position(|l| *l as char == letter).map(|p| p as u8)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn word(bytes: [u8; 10]) -> Word {
        Word(bytes)
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(bytes: [u8; 10]) {
            let text = word(bytes).to_string();
            prop_assert_eq!(text.parse(), Ok(word(bytes)));
            let sloppy = text.replace('-', " ").to_lowercase().replace('0', "o").replace('1', "l");
            prop_assert_eq!(sloppy.parse(), Ok(word(bytes)));
        }

        #[test]
        fn one_wrong_letter_is_noticed(bytes: [u8; 10], place in 0usize..18, other in 1u8..32) {
            let mut letters: Vec<u8> = word(bytes).to_string().replace('-', "").into_bytes();
            let now = value_of(letters[place] as char).unwrap();
            letters[place] = LETTERS[usize::from((now + other) % 32)];
            let text = String::from_utf8(letters).unwrap();
            prop_assert_eq!(text.parse::<Word>(), Err(NotAWord::Check));
        }

        #[test]
        fn two_swapped_neighbours_are_noticed(bytes: [u8; 10], place in 0usize..15) {
            let mut letters: Vec<u8> = word(bytes).to_string().replace('-', "").into_bytes();
            prop_assume!(letters[place] != letters[place + 1]);
            letters.swap(place, place + 1);
            let text = String::from_utf8(letters).unwrap();
            prop_assert_eq!(text.parse::<Word>(), Err(NotAWord::Check));
        }

        #[test]
        fn any_text_is_refused_politely(text in ".*") {
            let _ = text.parse::<Word>();
        }
    }
}
