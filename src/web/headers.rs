//! The headers that every page carries (rule DS1), built up from nothing allowed.
//!
//! Promises that no page is kept by a browser's cache, named to the next site, framed, indexed, or able to fetch
//! anything, or to run anything but our own scripts, by their digests. Does not promise what a browser's history keeps:
//! the safety page says so.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::refusal::Refusal;
use super::state::App;
use super::{script, staff, style};

pub async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    // An address that is not text is no address of ours; the router would answer it in words for programmers.
    let is_text = percent_encoding::percent_decode_str(request.uri().path()).decode_utf8().is_ok();
    let scripts = scripts_of(request.uri().path());
    let mut response = if is_text { next.run(request).await } else { Refusal::NotFound.into_response() };
    let headers = response.headers_mut();
    for (name, value) in fixed() {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {scripts}; connect-src 'self'; img-src 'self' data:; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        *style::SOURCES
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if app.settings.is_https() {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    headers.remove(header::ETAG);
    headers.remove(header::LAST_MODIFIED);
    response
}

/// The scripts that a page at an address may run.
fn scripts_of(path: &str) -> &'static str {
    let lent = path == "/k" || path.starts_with("/k/");
    staff::script::source_for(path).unwrap_or(if lent { &script::KIOSK_SOURCES } else { &script::SOURCES })
}

fn fixed() -> [(HeaderName, &'static str); 7] {
    [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow, noarchive"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), browsing-topics=()"),
    ]
}
