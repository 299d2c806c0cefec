//! A word of 256 random bits that only programs handle: a session's, in its cookie.
//!
//! Promises to be out of any guess's reach, and that only its digest is stored. Written in hexadecimal digits.

use std::fmt;
use std::str::FromStr;

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use ring::digest;

use super::NotAWord;
use crate::clock::{Entropy, random};

#[derive(Clone, Copy, PartialEq, Eq)]
pub struct LongWord([u8; 32]);

impl LongWord {
    pub fn new(entropy: &dyn Entropy) -> Self {
        Self(random(entropy))
    }

    pub fn digest(&self) -> [u8; 32] {
        let mut out = [0; 32];
        out.copy_from_slice(digest::digest(&digest::SHA256, &self.0).as_ref());
        out
    }

    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for LongWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

/// It opens something, so it does not print itself by accident.
impl fmt::Debug for LongWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LongWord(..)")
    }
}

impl FromStr for LongWord {
    type Err = NotAWord;

    fn from_str(text: &str) -> Result<Self, NotAWord> {
        let bytes = HEXLOWER_PERMISSIVE.decode(text.as_bytes()).map_err(|_| NotAWord::Check)?;
        Ok(Self(bytes.try_into().map_err(|_| NotAWord::Length)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Os;

    #[test]
    fn what_is_written_is_read_back_and_anything_else_is_refused() {
        let word = LongWord::new(&Os::default());
        assert_eq!(word.to_string().parse(), Ok(word));
        assert_eq!(word.to_string().to_uppercase().parse(), Ok(word));
        for odd in ["", "00", "7K3M-9PQR-T2VW-XY41-0A", &word.to_string()[1..], &format!("{word}00")] {
            assert!(odd.parse::<LongWord>().is_err(), "{odd}");
        }
    }
}
