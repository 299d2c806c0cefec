//! A survivor's phone without a cookie jar, a script engine or a memory: it follows links and sends forms.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, header};
use heard::clock::{Clock, Os};
use heard::code::LongWord;
use heard::store::Role;
use heard::survey::Slug;
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::Service;

/// An answer to one request.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// A form that lies open on the phone.
#[derive(Clone)]
pub struct Page {
    /// Where it was loaded from.
    pub address: String,
    pub landing: String,
    pub html: String,
    pub ticket: String,
    pub secret: String,
}

pub struct Survivor {
    router: Router,
    cookie: Option<String>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn to(&self) -> &str {
        self.header("location")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Survivor {
    pub fn visiting(service: &Service) -> Self {
        Self { router: service.router.clone(), cookie: None }
    }

    /// A member of staff who has just signed in.
    pub async fn signed_in(service: &Service, role: Role) -> Self {
        let account = service.person(&[role]).await;
        Self::signed_in_as(service, &account).await
    }

    /// Somebody with an account, in a new session.
    pub async fn signed_in_as(service: &Service, account: &Slug) -> Self {
        let word = LongWord::new(&Os::default());
        service.store.open_session(account, word.digest(), service.clock.now()).await.unwrap();
        Self::visiting(service).with_cookie(&format!("__Host-staff={word}"))
    }

    /// The same visitor with the cookie that an answer set.
    pub fn keeping(self, answer: &Answer) -> Self {
        let cookie = answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        self.with_cookie(&cookie)
    }

    /// The token of a page's forms.
    pub async fn token(&self, address: &str) -> String {
        between(&self.get(address).await.text(), "name=\"k\" value=\"", "\"").to_owned()
    }

    pub fn with_cookie(mut self, cookie: &str) -> Self {
        self.cookie = Some(cookie.to_owned());
        self
    }

    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    pub async fn get(&self, address: &str) -> Answer {
        let mut request = Request::get(address);
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.post_bytes(address, "application/x-www-form-urlencoded", body.into_bytes()).await
    }

    pub async fn post_bytes(&self, address: &str, kind: &str, body: Vec<u8>) -> Answer {
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(address)
            .header(header::CONTENT_TYPE, kind)
            .header("sec-fetch-site", "same-origin");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// In by a link or a card, past the landing page, to the form.
    pub async fn open(&self, entry: &str) -> Page {
        let landing = self.get(entry).await.to().to_owned();
        assert!(landing.starts_with("/w/"), "{entry} led to {landing}");
        let page = self.get(&landing).await.text();
        let begin = format!("/b/{}", between(&page, "href=\"/b/", "\""));
        let address = self.get(&begin).await.to().to_owned();
        let html = self.get(&address).await.text();
        Page {
            ticket: between(&html, "name=\"t\" value=\"", "\"").into(),
            secret: between(&html, "name=\"s\" value=\"", "\"").into(),
            address,
            landing,
            html,
        }
    }

    pub async fn send(&self, page: &Page, answers: &[(&str, &str)]) -> Answer {
        let mut fields = vec![("t", page.ticket.as_str()), ("s", page.secret.as_str())];
        fields.extend(answers);
        self.post("/f", &fields).await
    }

    /// Opens and sends at once; expects it to be taken.
    pub async fn answers(&self, entry: &str, answers: &[(&str, &str)]) -> Page {
        let page = self.open(entry).await;
        let answer = self.send(&page, answers).await;
        assert_eq!((answer.status, answer.to()), (303, "/sent"));
        page
    }

    /// `count` people, each with one answer to one question.
    pub async fn crowd(&self, entry: &str, count: usize, answers: &[(&str, &str)]) {
        for _ in 0..count {
            self.answers(entry, answers).await;
        }
    }
}

impl Page {
    /// The page with what differs between any two loads taken out.
    pub fn masked(&self) -> String {
        self.html.replace(&self.ticket, "TICKET").replace(&self.secret, "SECRET")
    }
}

pub fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let from = text.find(before).unwrap_or_else(|| panic!("no {before} in {text}")) + before.len();
    let rest = &text[from..];
    &rest[..rest.find(after).unwrap()]
}

/// Text with its line breaks and runs of spaces made one.
pub fn unfolded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
