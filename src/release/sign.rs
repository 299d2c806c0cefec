//! Signatures and the chain: who published a document, and that none was changed, dropped or slipped in.
//!
//! Promises that a document verifies only byte for byte, under the Ed25519 key whose public half the feed shows.

use std::fs;
use std::path::Path;

use data_encoding::HEXLOWER;
use ring::digest;
use ring::rand::SystemRandom;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use super::document::Document;
use crate::sealing::keyholder::write_private;
use crate::store::StoredRelease;

pub struct SigningKey(Ed25519KeyPair);

#[derive(Debug, thiserror::Error)]
pub enum SignError {
    #[error("the signing key cannot be read: {0}")]
    Read(std::io::Error),
    #[error("the signing key file is not an Ed25519 key")]
    Key,
    #[error("release {0} does not verify: its signature is not of its bytes")]
    Signature(String),
    #[error("release {0} is not the next in the chain")]
    Chain(String),
    #[error("quotation {0} is not what its release was signed with")]
    Quotation(String),
    #[error("release {0} is not a document of this kind")]
    Document(String),
}

impl SigningKey {
    /// Reads the key, making it first when there is none.
    #[allow(clippy::disallowed_methods)] // ring makes key pairs only from its own source of randomness
    pub fn read_or_make(path: &Path) -> Result<Self, SignError> {
        if !path.exists() {
            let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|_| SignError::Key)?;
            write_private(path, pkcs8.as_ref()).map_err(SignError::Read)?;
        }
        let bytes = fs::read(path).map_err(SignError::Read)?;
        Ed25519KeyPair::from_pkcs8(&bytes).map(Self).map_err(|_| SignError::Key)
    }

    pub fn sign(&self, document: &str) -> [u8; 64] {
        let mut out = [0; 64];
        out.copy_from_slice(self.0.sign(document.as_bytes()).as_ref());
        out
    }

    /// The public key in hex, as the feed shows it.
    pub fn public(&self) -> String {
        HEXLOWER.encode(self.0.public_key().as_ref())
    }
}

/// SHA-256 of a document's bytes, in hex.
pub fn digest_of(document: &str) -> String {
    HEXLOWER.encode(digest::digest(&digest::SHA256, document.as_bytes()).as_ref())
}

/// Checks every signature and every link, first to last, and gives the documents back.
pub fn verify(releases: &[StoredRelease], public: &[u8]) -> Result<Vec<Document>, SignError> {
    let key = UnparsedPublicKey::new(&ED25519, public);
    let mut previous = None;
    let mut documents = Vec::new();
    for (position, release) in releases.iter().enumerate() {
        let id = release.id.to_string();
        key.verify(release.document.as_bytes(), &release.signature).map_err(|_| SignError::Signature(id.clone()))?;
        let document: Document =
            serde_json::from_str(&release.document).map_err(|_| SignError::Document(id.clone()))?;
        let expected = position as i64 + 1;
        if document.sequence != expected || release.sequence != expected || document.previous != previous {
            return Err(SignError::Chain(id));
        }
        if document.id != release.id {
            return Err(SignError::Document(id));
        }
        previous = Some(digest_of(&release.document));
        documents.push(document);
    }
    Ok(documents)
}
