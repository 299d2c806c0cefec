//! Secret bytes under a passphrase, as keyholders' files hold them.
//!
//! Promises that without the passphrase, or in another context than they were wrapped in, they do not open (argon2id,
//! then AES-256-GCM). Does not make a weak passphrase strong.

use argon2::Argon2;
use data_encoding::BASE64;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::clock::{Entropy, random};

#[derive(Serialize, Deserialize)]
pub(super) struct Wrapped {
    salt: String,
    nonce: String,
    wrapped: String,
}

/// Why it does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shut {
    Malformed,
    /// The passphrase is another, or the context, or a byte was changed.
    Passphrase,
}

impl Wrapped {
    pub fn new(plain: &[u8], passphrase: &str, context: &str, entropy: &dyn Entropy) -> Self {
        let salt: [u8; 16] = random(entropy);
        let nonce: [u8; 12] = random(entropy);
        let mut wrapped = plain.to_vec();
        wrapping_key(passphrase, &salt)
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(context), &mut wrapped)
            .expect("a key is short enough to wrap");
        Self { salt: BASE64.encode(&salt), nonce: BASE64.encode(&nonce), wrapped: BASE64.encode(&wrapped) }
    }

    pub fn open(&self, passphrase: &str, context: &str) -> Result<Zeroizing<Vec<u8>>, Shut> {
        let mut wrapped = Zeroizing::new(BASE64.decode(self.wrapped.as_bytes()).map_err(|_| Shut::Malformed)?);
        let nonce = Nonce::assume_unique_for_key(exactly(&self.nonce)?);
        let plain = wrapping_key(passphrase, &exactly(&self.salt)?)
            .open_in_place(nonce, Aad::from(context), &mut wrapped)
            .map_err(|_| Shut::Passphrase)?;
        Ok(Zeroizing::new(plain.to_vec()))
    }

    /// All of it in one line, for a digest that finds damage.
    pub fn line(&self) -> String {
        format!("{}|{}|{}", self.salt, self.nonce, self.wrapped)
    }
}

fn exactly<const N: usize>(text: &str) -> Result<[u8; N], Shut> {
    BASE64.decode(text.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(Shut::Malformed)
}

fn wrapping_key(passphrase: &str, salt: &[u8; 16]) -> LessSafeKey {
    let mut key = Zeroizing::new([0; 32]);
    // The crate's default is OWASP's: argon2id, 19 MiB, two passes, one lane.
    Argon2::default()
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut())
        .expect("salt and output lengths are fixed and allowed");
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key.as_ref()).expect("the key has the algorithm's length"))
}
