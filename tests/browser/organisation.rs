//! Staff sign in by an organisation, in a real browser: what it sends back from another site, and what it may load.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use fantoccini::Locator;
use heard::clock::Clock;
use heard::store::{LinkPurpose, Role};

use super::driver::Browser;
use crate::common::{Engine, Service};
use crate::organisation::issuer::Issuer;
use crate::organisation::organisation;

/// The organisation's own page: a link that goes back at once, as after somebody signed in there.
const THEIRS: &str = "<title>Theirs</title><p>Your organisation</p>";

struct There {
    service: Service,
    issuer: Issuer,
    base: String,
    browser: Browser,
}

impl There {
    /// The service as `localhost`, and the provider as `127.0.0.1`: two sites to a browser.
    async fn open() -> Self {
        let mut service = Service::open(Engine::Sqlite).await;
        let issuer = Issuer::start().await;
        let theirs = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let page = format!("http://{}/authorize", theirs.local_addr().unwrap());
        issuer.set(|inside| inside.metadata["authorization_endpoint"] = page.into());
        let pages = Router::new().route("/authorize", get(async || Html(THEIRS)));
        tokio::spawn(async move { axum::serve(theirs, pages).await.unwrap() });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        service.with_parts(|parts| {
            parts.settings.public_url = base.clone();
            parts.organisation = Some(organisation(&issuer.base, "amr=mfa"));
        });
        let router = service.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { service, issuer, base, browser: Browser::start(true).await }
    }

    async fn go(&self, path: &str) {
        self.browser.client.goto(&format!("{}{path}", self.base)).await.unwrap();
    }

    /// From the organisation's page back by a link of it, as `subject`.
    async fn back(&self, subject: &str) {
        self.browser.until_title("Theirs").await;
        let address = self.browser.client.current_url().await.unwrap();
        let asked = address.query_pairs().into_owned().collect();
        let code = self.issuer.code(&asked, subject, self.service.clock.now());
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("code", code.as_str()), ("state", &asked["state"])])
            .finish();
        let script = "const link = document.createElement('a'); link.href = arguments[0]; link.text = 'Back to work';
                      document.body.append(link);";
        let to = format!("{}?{query}", asked["redirect_uri"]);
        self.browser.client.execute(script, vec![to.into()]).await.unwrap();
        self.browser.click("Back to work").await;
    }

    async fn looks_right(&self, page: &str) {
        super::fits(&self.browser, page).await;
        self.browser.is_faultless(page).await;
    }
}

#[tokio::test]
async fn a_link_enrols_by_the_organisation_which_then_signs_in_and_leaves_no_code_behind() {
    let there = There::open().await;
    let browser = &there.browser;
    let anna = there.service.person(&[Role::Publisher]).await;
    there.go(&format!("/staff/enrol/{}", there.service.link(&anna, LinkPurpose::Enrol).await)).await;
    there.looks_right("enrolling").await;
    browser.click("Sign in with your organisation").await;
    there.back("anna").await;
    // Coming from another site, our page passed on to the work, and the strict cookie came along.
    browser.until_title("Commission").await;
    let cookies = browser.client.get_all_cookies().await.unwrap();
    assert_eq!(cookies.iter().map(|cookie| cookie.name()).collect::<Vec<_>>(), ["staff"], "the way's own is gone");
    assert!(cookies[0].http_only() == Some(true), "no script reads the session");
    browser.click("Your account").await;
    browser.until_title("Your account").await;
    there.looks_right("one's account").await;
    browser.click("Sign out").await;
    browser.until_title("Staff sign-in").await;
    there.looks_right("the door").await;
    browser.click("Sign in with your organisation").await;
    there.back("anna").await;
    browser.until_title("Commission").await;
    browser.client.back().await.unwrap();
    assert!(!browser.client.current_url().await.unwrap().as_str().contains("code="), "no code is left in the history");
    there.go("/staff/me").await;
    browser.click("Sign out").await;
    browser.until_title("Staff sign-in").await;
    browser.click("Sign in with your organisation").await;
    there.back("a stranger").await;
    browser.until_title("Not signed in").await;
    there.looks_right("refused").await;
    let link = Locator::LinkText("Back");
    browser.client.find(link).await.unwrap().click().await.unwrap();
    browser.until_title("Staff sign-in").await;
    there.browser.end().await;
}
