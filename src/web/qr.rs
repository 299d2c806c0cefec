//! QR codes as SVG: one path, black on white whatever the page's colours, with the quiet zone that readers need.
//!
//! Promises a picture that a decoder reads back; what cannot be encoded gets no picture, so whoever shows one also
//! writes the text out.

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of white around the code, as the standard has it.
const QUIET: i32 = 4;

/// `words` say to a screen reader what the picture is for.
pub fn picture(text: &str, words: &str) -> Markup {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else { return html! {} };
    let dark = |x: &i32, y: i32| code.get_module(*x, y);
    let rows = (0..code.size()).flat_map(|y| (0..code.size()).filter(move |x| dark(x, y)).map(move |x| (x, y)));
    let path: String = rows.map(|(x, y)| format!("M{},{}h1v1h-1z", x + QUIET, y + QUIET)).collect();
    let size = code.size() + 2 * QUIET;
    html! {
        svg.qr viewBox={ "0 0 " (size) " " (size) } role="img" aria-label=(words) shape-rendering="crispEdges" {
            path d={ "M0,0h" (size) "v" (size) "h-" (size) "z" } fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}

/// An address in capitals, which are fewer and larger squares. Scheme and host are the same in either case, and our pages
/// know these paths in both.
pub fn address(public_url: &str, path: &str) -> String {
    format!("{public_url}{path}").to_uppercase()
}
