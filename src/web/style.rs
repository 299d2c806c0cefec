//! The two style sheets, inlined into pages, and the digests that the content security policy names.
//!
//! Promises one request a page: nothing is fetched, nothing lands in a disk cache. With a digest in the policy a
//! `style` attribute does nothing, so pages have none.

use std::sync::LazyLock;

use data_encoding::BASE64;
use ring::digest;

pub const SURVIVOR: &str = include_str!("survivor.css");
pub const STAFF: &str = include_str!("staff.css");

/// `style-src` for both sheets.
pub static SOURCES: LazyLock<String> = LazyLock::new(|| format!("'{}' '{}'", source(SURVIVOR), source(STAFF)));

fn source(css: &str) -> String {
    format!("sha256-{}", BASE64.encode(digest::digest(&digest::SHA256, css.as_bytes()).as_ref()))
}
