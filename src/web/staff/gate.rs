//! Which role may load which page: one table, asked before any handler runs. The guide for operators has the same table.
//!
//! Promises that a page of staff that is not in the table is shown to nobody, that roles are read from the database each
//! time, and that a form sent by another site's page is refused, whatever it asks for.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::store::Account;
use crate::store::Role::{self, *};
use crate::web::kiosks::lent_for;
use crate::web::refusal::Refusal;
use crate::web::state::App;
use crate::web::visitor::{Signed, comes_from_own_page};

/// Who may load a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    Anyone,
    /// Whoever is signed in, with any role or none.
    SignedIn,
    /// Whoever has one of these.
    Any(&'static [Role]),
}

pub struct Line {
    pub method: &'static str,
    pub path: &'static str,
    pub may: May,
}

const PROVIDER: May = May::Any(&[ProviderWorker, ProviderLead]);
const COMMISSION: May = May::Any(&[Reviewer, Analyst, Publisher, Keyholder, Administrator, Scrutiny]);
const TEXTS: May = May::Any(&[Reviewer]);
const PEOPLE: May = May::Any(&[Administrator, Scrutiny]);
const ADMINISTRATOR: May = May::Any(&[Administrator]);

macro_rules! matrix {
    ($($method:ident $path:literal $may:expr;)*) => {
        pub const MATRIX: &[Line] = &[$(Line { method: stringify!($method), path: $path, may: $may },)*];
    };
}

matrix! {
    GET "/staff" May::Anyone;
    POST "/staff/password" May::Anyone;
    POST "/staff/passkey" May::Anyone;
    GET "/staff/in/{word}" May::Anyone;
    POST "/staff/in" May::Anyone;
    GET "/staff/enrol/{word}" May::Anyone;
    POST "/staff/enrol/password" May::Anyone;
    POST "/staff/enrol/passkey" May::Anyone;
    POST "/staff/out" May::Anyone;
    GET "/staff/me" May::SignedIn;
    POST "/staff/me/sessions" May::SignedIn;
    POST "/staff/me/password" May::SignedIn;
    POST "/staff/me/passkeys" May::SignedIn;
    POST "/staff/me/passkeys/remove" May::SignedIn;
    POST "/staff/organisation" May::Anyone;
    GET "/staff/organisation/back" May::Anyone;
    POST "/staff/enrol/organisation" May::Anyone;
    POST "/staff/me/organisation" May::SignedIn;
    POST "/staff/me/organisation/remove" May::SignedIn;
    GET "/provider" PROVIDER;
    POST "/provider/codes" PROVIDER;
    GET "/provider/codes/{key}" PROVIDER;
    GET "/provider/poster/{link}" PROVIDER;
    GET "/provider/kiosk/{link}" PROVIDER;
    POST "/provider/kiosk/{link}" PROVIDER;
    POST "/provider/pause/{link}" PROVIDER;
    GET "/commission" COMMISSION;
    GET "/commission/wave/{wave}" COMMISSION;
    POST "/provider/reply" May::Any(&[ProviderLead]);
    GET "/provider/paper/{link}" PROVIDER;
    GET "/commission/replies" COMMISSION;
    POST "/commission/replies" May::Any(&[Publisher]);
    GET "/commission/paper" COMMISSION;
    GET "/commission/paper/{link}" COMMISSION;
    GET "/commission/paper/{link}/type" TEXTS;
    POST "/commission/paper/{link}/type" TEXTS;
    GET "/commission/figures" COMMISSION;
    GET "/commission/figures/{survey}/{question}" COMMISSION;
    GET "/commission/priorities" COMMISSION;
    GET "/commission/reach" COMMISSION;
    GET "/commission/wave/{wave}/preview" COMMISSION;
    POST "/commission/wave/{wave}/publish" May::Any(&[Publisher]);
    POST "/commission/pause/{link}" May::Any(&[Reviewer, Analyst, Publisher, Administrator]);
    GET "/commission/people" PEOPLE;
    POST "/commission/people" ADMINISTRATOR;
    GET "/commission/audit" PEOPLE;
    GET "/commission/review" TEXTS;
    POST "/commission/review" TEXTS;
    GET "/commission/review/next" TEXTS;
    GET "/commission/review/uncovered" TEXTS;
    GET "/commission/review/quotes" TEXTS;
    GET "/commission/review/{text}" TEXTS;
    POST "/commission/review/{text}" TEXTS;
    GET "/commission/review/{text}/quote" TEXTS;
    POST "/commission/review/{text}/quote" TEXTS;
}

/// Who may load what a request asks for; nobody, if it is not in the table.
fn line(method: &Method, path: &str) -> Result<May, Refusal> {
    let asked = if *method == Method::HEAD { "GET" } else { method.as_str() };
    let mut of_path = MATRIX.iter().filter(|line| line.path == path).peekable();
    if of_path.peek().is_none() {
        return Err(Refusal::NotFound);
    }
    of_path.find(|line| line.method == asked).map(|line| line.may).ok_or(Refusal::Method)
}

/// Whether somebody may load a page that has a fixed address.
pub fn may_load(account: &Account, path: &str) -> bool {
    match line(&Method::GET, path) {
        Ok(May::Any(roles)) => account.is_any_of(roles),
        Ok(May::Anyone | May::SignedIn) => true,
        Err(_) => false,
    }
}

pub async fn gate(
    State(app): State<Arc<App>>,
    path: MatchedPath,
    mut request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    // Not even Back leads from a lent device to staff's pages: its PIN comes first.
    if lent_for(request.headers(), &app).is_some() {
        return Ok(Redirect::to("/k").into_response());
    }
    let may = line(request.method(), path.as_str())?;
    if may != May::Anyone {
        let signed = Signed::read(request.headers(), &app).await?;
        let allowed = match may {
            May::Any(roles) => signed.account.is_any_of(roles),
            May::Anyone | May::SignedIn => true,
        };
        if !allowed {
            return Err(Refusal::NotFound);
        }
        request.extensions_mut().insert(signed);
    }
    if !request.method().is_safe() && comes_from_own_page(request.headers()) == Some(false) {
        return Err(Refusal::Forbidden);
    }
    Ok(next.run(request).await)
}
