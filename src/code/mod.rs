//! Leave to answer once: invitation codes, in batches, stored only as digests under a pepper.
//!
//! Promises that a stored digest cannot be turned back into a code without the pepper, which is kept outside the
//! database; that batches are of at least twenty, in no order that means anything. Does not promise to know whether
//! a code was used: nobody looks that up, so there is nothing to learn (P8).

mod long;
mod word;

use rand::seq::SliceRandom;
use ring::hmac;

pub use long::LongWord;
pub use word::{NotAWord, Word};

use crate::clock::{Entropy, generator};

/// A batch of one would say who answered.
pub const SMALLEST_BATCH: usize = 20;
pub const LARGEST_BATCH: usize = 2_000;

/// The key under which codes are digested. Lives in the secrets directory, never in the database.
pub struct Pepper(hmac::Key);

/// What is stored of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeDigest(pub [u8; 32]);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a batch has {SMALLEST_BATCH} to {LARGEST_BATCH} codes, so that no code points at one person; {0} were asked for"
)]
pub struct BatchSize(pub usize);

impl Pepper {
    pub fn new(key: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key))
    }

    pub fn digest(&self, code: &Word) -> CodeDigest {
        let mut out = [0; 32];
        out.copy_from_slice(hmac::sign(&self.0, code.bytes()).as_ref());
        CodeDigest(out)
    }
}

/// Makes a batch: the codes to print, shuffled, and their digests in an order of their own.
pub fn batch(size: usize, pepper: &Pepper, entropy: &dyn Entropy) -> Result<(Vec<Word>, Vec<CodeDigest>), BatchSize> {
    if !(SMALLEST_BATCH..=LARGEST_BATCH).contains(&size) {
        return Err(BatchSize(size));
    }
    let mut codes: Vec<Word> = (0..size).map(|_| Word::new(entropy)).collect();
    let mut digests: Vec<CodeDigest> = codes.iter().map(|code| pepper.digest(code)).collect();
    digests.sort();
    codes.shuffle(&mut generator(entropy));
    Ok((codes, digests))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Os;

    #[test]
    fn a_batch_of_one_is_refused_kindly() {
        let pepper = Pepper::new(&[7; 32]);
        let refusal = batch(1, &pepper, &Os::default()).unwrap_err();
        assert!(refusal.to_string().contains("no code points at one person"), "{refusal}");
    }

    #[test]
    fn digests_do_not_stand_in_the_order_of_the_printed_codes() {
        let pepper = Pepper::new(&[7; 32]);
        let (codes, digests) = batch(200, &pepper, &Os::default()).unwrap();
        let printed: Vec<_> = codes.iter().map(|code| pepper.digest(code)).collect();
        assert_ne!(printed, digests);
        assert!(digests.is_sorted());
    }

    #[test]
    fn another_pepper_gives_another_digest() {
        let code = Word::new(&Os::default());
        assert_ne!(Pepper::new(&[1; 32]).digest(&code), Pepper::new(&[2; 32]).digest(&code));
    }
}
