//! Reading a form's body at the door.
//!
//! Promises a bound on size and time, no panic on any bytes, and that a body which is too long is still read to its end
//! (within reason), so that the phone hears the answer instead of a cut line.

use std::borrow::Cow;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;

/// Two full texts in any script, percent-encoded, and everything else, several times over.
const LONGEST: usize = 128 * 1_024;
const DRAINED: usize = 16 * 1_024 * 1_024;
const SLOWEST: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyError {
    TooLong,
    /// Not what a form of ours sends.
    NotAForm,
    /// The line was cut or too slow.
    Cut,
}

pub async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, BodyError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let bytes = tokio::time::timeout(SLOWEST, collect(body)).await.map_err(|_| BodyError::Cut)??;
    if !kind.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded") {
        return Err(BodyError::NotAForm);
    }
    Ok(bytes)
}

async fn collect(mut body: Body) -> Result<Bytes, BodyError> {
    let mut bytes = Vec::new();
    let mut seen = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| BodyError::Cut)?;
        let Some(data) = frame.data_ref() else { continue };
        seen += data.len();
        if seen <= LONGEST {
            bytes.extend_from_slice(data);
        } else if seen > DRAINED {
            break;
        }
    }
    if seen > LONGEST { Err(BodyError::TooLong) } else { Ok(bytes.into()) }
}

/// Names and values. Bytes that are not UTF-8 become replacement marks; nothing else is lost for them.
pub fn fields(bytes: &[u8]) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    form_urlencoded::parse(bytes)
}
