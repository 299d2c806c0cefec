//! Keys that seal and keys that open: HPKE (RFC 9180) with X-Wing, a hybrid of X25519 and ML-KEM-768, because a copy
//! of a sealed response may be kept for twenty years.
//!
//! Promises that who holds a `PublicKey` can seal and not open, and that a sealed thing opens only under the `Binding`
//! it was sealed with. Does not hide how many bytes there are (see `padding`), nor protect a `PrivateKey` at rest
//! (see `keyholder`).

use std::fmt;

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::XWing;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::binding::Binding;
use super::padding;

type Aead = ChaCha20Poly1305;
type Kdf = HkdfSha256;

const INFO: &[u8] = b"heard/seal/1";
/// An X-Wing ciphertext in front of everything sealed.
const ENCAPPED: usize = 1_120;

/// What a wave's key is for. Each belongs to other people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Opens outer envelopes: codes and order, no answers.
    Checking,
    /// Opens closed answers, shuffled and without codes.
    Counting,
    /// Opens free texts, for redaction.
    Text,
    /// Opens exact counts, in memory, to plan a release.
    Release,
    /// Opens redacted texts, and what was decided of them, while they are reviewed.
    Review,
}

impl Purpose {
    pub const ALL: [Self; 5] = [Self::Checking, Self::Counting, Self::Text, Self::Release, Self::Review];

    pub fn name(self) -> &'static str {
        match self {
            Self::Checking => "checking",
            Self::Counting => "counting",
            Self::Text => "text",
            Self::Release => "release",
            Self::Review => "review",
        }
    }
}

impl std::str::FromStr for Purpose {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|purpose| purpose.name() == text)
            .ok_or_else(|| format!("'{text}' is no kind of key: checking, counting, text, release or review"))
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[derive(Clone)]
pub struct PublicKey(<XWing as Kem>::PublicKey);

pub struct PrivateKey(<XWing as Kem>::PrivateKey);

/// Bytes that open only where, and for whom, they were sealed. Whoever stores can store nothing else.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sealed(Vec<u8>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    #[error("longer than any envelope")]
    TooLong,
    #[error("the key is not a key of this kind")]
    Key,
    #[error("it does not open: altered, cut short, moved from its place, or sealed for another key")]
    DoesNotOpen,
}

pub fn key_pair() -> (PrivateKey, PublicKey) {
    let (private, public) = XWing::gen_keypair();
    (PrivateKey(private), PublicKey(public))
}

impl PublicKey {
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes().to_vec()
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        <XWing as Kem>::PublicKey::from_bytes(bytes).map(Self).map_err(|_| SealError::Key)
    }

    /// Pads to one of `classes` and seals for the holder of the private key, at `binding` only.
    pub fn seal(&self, plain: Vec<u8>, classes: &[usize], binding: &Binding) -> Result<Sealed, SealError> {
        let padded = Zeroizing::new(padding::pad(plain, classes).map_err(|_| SealError::TooLong)?);
        let (encapped, cipher) =
            hpke::single_shot_seal::<Aead, Kdf, XWing>(&OpModeS::Base, &self.0, INFO, &padded, &binding.bytes())
                .map_err(|_| SealError::Key)?;
        let mut bytes = encapped.to_bytes().to_vec();
        bytes.extend(cipher);
        Ok(Sealed(bytes))
    }
}

impl PrivateKey {
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.to_bytes().to_vec())
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        <XWing as Kem>::PrivateKey::from_bytes(bytes).map(Self).map_err(|_| SealError::Key)
    }

    pub fn public(&self) -> PublicKey {
        PublicKey(XWing::sk_to_pk(&self.0))
    }

    pub fn open(&self, sealed: &Sealed, binding: &Binding) -> Result<Zeroizing<Vec<u8>>, SealError> {
        self.open_at_one_of(sealed, std::slice::from_ref(binding)).map(|(_, plain)| plain)
    }

    /// Opens what may have been sealed at any of `bindings`, and says at which.
    pub fn open_at_one_of(
        &self,
        sealed: &Sealed,
        bindings: &[Binding],
    ) -> Result<(usize, Zeroizing<Vec<u8>>), SealError> {
        let (encapped, cipher) = sealed.0.split_at_checked(ENCAPPED).ok_or(SealError::DoesNotOpen)?;
        let encapped = <XWing as Kem>::EncappedKey::from_bytes(encapped).map_err(|_| SealError::DoesNotOpen)?;
        let mut context = hpke::setup_receiver::<Aead, Kdf, XWing>(&OpModeR::Base, &self.0, &encapped, INFO)
            .map_err(|_| SealError::DoesNotOpen)?;
        for (which, binding) in bindings.iter().enumerate() {
            if let Ok(padded) = context.open(cipher, &binding.bytes()) {
                let padded = Zeroizing::new(padded);
                let plain = padding::unpad(&padded).ok_or(SealError::DoesNotOpen)?;
                return Ok((which, Zeroizing::new(plain.to_vec())));
            }
        }
        Err(SealError::DoesNotOpen)
    }
}

impl Sealed {
    /// For the store, which hands back what it was given.
    pub fn from_stored(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}
