//! The style sheets, inlined into pages, and the digests that the content security policy names.
//!
//! Promises one request a page: nothing is fetched, nothing lands in a disk cache. With a digest in the policy a
//! `style` attribute does nothing, so pages have none.

use std::sync::LazyLock;

use super::script::digest_of;

pub const SURVIVOR: &str = include_str!("survivor.css");
/// For pages in other languages, in Easy Read, or with drawings, after the first.
pub const MORE: &str = include_str!("survivor-more.css");
/// For devices that a service lends, after the first.
pub const KIOSK: &str = include_str!("kiosk.css");
pub const STAFF: &str = include_str!("staff.css");
/// Posters and cards.
pub const PRINT: &str = include_str!("print.css");

/// `style-src` for all sheets.
pub static SOURCES: LazyLock<String> =
    LazyLock::new(|| [SURVIVOR, MORE, KIOSK, STAFF, PRINT].map(|css| format!("'{}'", digest_of(css))).join(" "));
