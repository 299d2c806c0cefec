//! What staff sent by a form.
//!
//! Promises that a handler which takes a `StaffForm` gets nothing of a form that another site made: that is asked once,
//! here, and not in each handler.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;

use super::body::{self, fields};
use super::refusal::Refusal;
use super::state::App;
use super::visitor::{Signed, from_own_page};
use crate::code::Word;

pub struct StaffForm(Vec<(String, String)>);

impl StaffForm {
    /// Of a page that has no session yet; the caller asks where it came from.
    pub async fn read(headers: &HeaderMap, body: Body) -> Result<Self, Refusal> {
        let bytes = body::read(headers, body).await.map_err(|_| {
            Refusal::Unusable("The form did not arrive whole. Please go back and send it again.".into())
        })?;
        Ok(Self(fields(&bytes).map(|(name, value)| (name.into_owned(), value.into_owned())).collect()))
    }

    /// A field's value, as it was typed; empty if it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub fn word(&self, name: &str) -> Option<Word> {
        self.get(name).parse().ok()
    }

    /// Without blanks around it, if it was sent at all.
    pub fn first<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.trim())
    }
}

/// Of somebody who is signed in, from our own page.
impl FromRequest<Arc<App>> for StaffForm {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &Arc<App>) -> Result<Self, Refusal> {
        let (parts, body) = request.into_parts();
        let signed = parts.extensions.get::<Signed>();
        let signed =
            signed.ok_or_else(|| Refusal::Broken(anyhow::anyhow!("{} is behind no gate", parts.uri.path())))?;
        let sent = Self::read(&parts.headers, body).await?;
        if from_own_page(&parts.headers, &signed.form_token, sent.first("k")) {
            Ok(sent)
        } else {
            Err(Refusal::Forbidden)
        }
    }
}
