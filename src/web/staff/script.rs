//! The one script of staff's pages: passkeys, below `/staff`, inlined and named by its digest.

use std::sync::LazyLock;

use crate::web::script::digest_of;

pub const PASSKEY: &str = include_str!("script.js");

/// For `script-src`.
pub static SOURCE: LazyLock<String> = LazyLock::new(|| format!("'{}'", digest_of(PASSKEY)));

/// Whether a page may run it.
pub fn is_for(path: &str) -> bool {
    path == "/staff" || path.starts_with("/staff/")
}
