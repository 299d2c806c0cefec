//! The one script of staff's pages: passkeys, below `/staff`, inlined and named by its digest.

use std::sync::LazyLock;

use data_encoding::BASE64;
use ring::digest;

pub const PASSKEY: &str = include_str!("script.js");

/// For `script-src`.
pub static SOURCE: LazyLock<String> = LazyLock::new(|| {
    format!("'sha256-{}'", BASE64.encode(digest::digest(&digest::SHA256, PASSKEY.as_bytes()).as_ref()))
});

/// Whether a page may run it.
pub fn is_for(path: &str) -> bool {
    path == "/staff" || path.starts_with("/staff/")
}
