//! The scripts of the survivor's pages, two and one for lent devices, inlined, and the digests that the content security
//! policy names.
//!
//! Promises that nothing depends on them: every page is whole without script, but for a device that a service lends, which
//! does not begin without. They store nothing, ask for nothing before Send, and leave the history as it was. Does not
//! promise to run on browsers older than 2020: those get the page as it is.

use std::sync::LazyLock;

use data_encoding::BASE64;
use ring::digest;

/// On every page with a way out.
pub static LEAVE: LazyLock<String> = LazyLock::new(|| compact(include_str!("script/leave.js")));
/// On the form.
pub static FORM: LazyLock<String> = LazyLock::new(|| compact(include_str!("script/form.js")));

/// On each page of a lent device; its form sends to where the device goes on.
pub static KIOSK: LazyLock<String> = LazyLock::new(|| compact(include_str!("script/kiosk.js")));
pub static KIOSK_FORM: LazyLock<String> = LazyLock::new(|| FORM.replace("fetch('/f'", "fetch('/k/f'"));

/// `script-src` for pages on a person's own device, and for those of a lent one.
pub static SOURCES: LazyLock<String> = LazyLock::new(|| sources(&[&LEAVE, &FORM]));
pub static KIOSK_SOURCES: LazyLock<String> = LazyLock::new(|| sources(&[&LEAVE, &KIOSK_FORM, &KIOSK]));

fn sources(scripts: &[&str]) -> String {
    scripts.iter().map(|script| format!("'{}'", digest_of(script))).collect::<Vec<_>>().join(" ")
}

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
        for script in [&*LEAVE, &*FORM, &*KIOSK, &*KIOSK_FORM] {
            assert!(script.starts_with("(() => {") && script.ends_with("})();"));
            assert!(!script.contains("//") && !script.contains("</") && !script.contains("<!--"));
            assert!(!script.contains("Storage") && !script.contains("cookie") && !script.contains("pushState"));
        }
        assert_ne!(*FORM, *KIOSK_FORM, "a lent device sends elsewhere");
    }
}
