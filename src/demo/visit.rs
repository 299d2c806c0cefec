//! One made-up person at the pages: in by a link or a card, to the form, Send. In process, by the same code path as a
//! phone's.

use anyhow::Context;
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

pub struct Visitor<'a>(pub &'a Router);

/// What a form carries besides the questions.
pub struct Form {
    pub ticket: String,
    pub secret: String,
}

impl Visitor<'_> {
    pub async fn open(&self, entry: &str) -> anyhow::Result<Form> {
        let landing = self.follow(entry).await?;
        let (_, page) = self.get(&landing).await?;
        let begin = between(&page, "href=\"/b/", "\"").context("the landing page has a Start")?;
        let form = self.follow(&format!("/b/{begin}")).await?;
        let (_, page) = self.get(&form).await?;
        Ok(Form {
            ticket: between(&page, "name=\"t\" value=\"", "\"").context("the form has a ticket")?.to_owned(),
            secret: between(&page, "name=\"s\" value=\"", "\"").context("the form has a secret")?.to_owned(),
        })
    }

    pub async fn send(&self, form: &Form, answers: &[(String, String)]) -> anyhow::Result<()> {
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("t", &form.ticket)
            .append_pair("s", &form.secret)
            .extend_pairs(answers)
            .finish();
        let request = Request::builder()
            .method(Method::POST)
            .uri("/f")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))?;
        let response = self.0.clone().oneshot(request).await?;
        let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
        anyhow::ensure!(to == "/sent", "a made-up response was not taken: {to}");
        Ok(())
    }

    async fn follow(&self, address: &str) -> anyhow::Result<String> {
        self.get(address).await?.0.with_context(|| "the pages did not lead on".to_owned())
    }

    async fn get(&self, address: &str) -> anyhow::Result<(Option<String>, String)> {
        let response = self.0.clone().oneshot(Request::get(address).body(Body::empty())?).await?;
        let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
        let bytes = response.into_body().collect().await?.to_bytes();
        Ok((to, String::from_utf8_lossy(&bytes).into_owned()))
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let from = text.find(before)? + before.len();
    let rest = &text[from..];
    Some(&rest[..rest.find(after)?])
}
