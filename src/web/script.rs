//! The two scripts of the survivor's pages, inlined, and the digests that the content security policy names.
//!
//! Promises that nothing depends on them: every page is whole without script. They store nothing, ask for nothing
//! before Send, and leave the history as it was. Does not promise to run on browsers older than 2020: those get the page
//! as it is.

use std::sync::LazyLock;

use data_encoding::BASE64;
use ring::digest;

/// On every page with a way out.
pub static LEAVE: LazyLock<String> = LazyLock::new(|| compact(include_str!("script/leave.js")));
/// On the form.
pub static FORM: LazyLock<String> = LazyLock::new(|| compact(include_str!("script/form.js")));

/// `script-src` for both.
pub static SOURCES: LazyLock<String> = LazyLock::new(|| format!("'{}' '{}'", digest_of(&LEAVE), digest_of(&FORM)));

/// How a policy names what stands in a page.
pub fn digest_of(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(digest::digest(&digest::SHA256, text.as_bytes()).as_ref()))
}

/// Without what only its reader needs: lines of comment, and indentation.
fn compact(source: &str) -> String {
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_holds_no_comment_and_cannot_end_its_element() {
        for script in [&*LEAVE, &*FORM] {
            assert!(script.starts_with("(() => {") && script.ends_with("})();"));
            assert!(!script.contains("//") && !script.contains("</") && !script.contains("<!--"));
            assert!(!script.contains("Storage") && !script.contains("cookie") && !script.contains("pushState"));
        }
    }
}
