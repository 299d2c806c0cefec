//! The two scripts of staff's pages, inlined and named by their digests: passkeys, below `/staff`, and help with handing
//! out, below `/provider`. Each page has the one of its own place, and runs no other.

use std::sync::LazyLock;

use crate::web::script::digest_of;

pub const PASSKEY: &str = include_str!("script.js");
pub const HELP: &str = include_str!("help.js");

static PASSKEY_SOURCE: LazyLock<String> = LazyLock::new(|| format!("'{}'", digest_of(PASSKEY)));
static HELP_SOURCE: LazyLock<String> = LazyLock::new(|| format!("'{}'", digest_of(HELP)));

/// For `script-src` of a page of staff's, if there is a script at its address.
pub fn source_for(path: &str) -> Option<&'static str> {
    let below = |place: &str| path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if below("/staff") {
        Some(&PASSKEY_SOURCE)
    } else if below("/provider") {
        Some(&HELP_SOURCE)
    } else {
        None
    }
}
