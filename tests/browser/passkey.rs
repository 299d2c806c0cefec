//! Staff sign in with a real browser: a passkey on a device that the driver plays, and a password with a code.

use axum::http::Method;
use fantoccini::Locator;
use fantoccini::wd::WebDriverCompatibleCommand;
use heard::clock::Clock;
use heard::store::{LinkPurpose, Role};
use heard::survey::Slug;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};
use webauthn_rs::prelude::Url;

use super::driver::Browser;
use crate::common::{Engine, Service};

/// A command of the driver's for authenticators, which the client has no words for.
#[derive(Debug)]
struct Authenticator {
    below: String,
    method: Method,
    body: Value,
}

impl WebDriverCompatibleCommand for Authenticator {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as std::str::FromStr>::Err> {
        base.join(&format!("session/{}/webauthn/authenticator{}", session.unwrap_or_default(), self.below))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (self.method.clone(), (self.method == Method::POST).then(|| self.body.to_string()))
    }
}

/// Plugs a device in that knows its owner; its id.
async fn plug_in(browser: &Browser) -> String {
    let device = json!({
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
        "isUserConsenting": true, "isUserVerified": true,
    });
    let command = Authenticator { below: String::new(), method: Method::POST, body: device };
    browser.client.issue_cmd(command).await.unwrap().as_str().unwrap().to_owned()
}

async fn unplug(browser: &Browser, id: &str) {
    let command = Authenticator { below: format!("/{id}"), method: Method::DELETE, body: Value::Null };
    browser.client.issue_cmd(command).await.unwrap();
}

struct Staff {
    service: Service,
    base: String,
    browser: Browser,
}

impl Staff {
    /// The service under a name, as passkeys need one.
    async fn open() -> Self {
        let mut service = Service::open(Engine::Sqlite).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        service.with_settings(|settings| settings.public_url = base.clone());
        let router = service.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { service, base, browser: Browser::start(true).await }
    }

    async fn go(&self, path: &str) {
        self.browser.client.goto(&format!("{}{path}", self.base)).await.unwrap();
    }

    async fn link(&self, account: &Slug) -> String {
        format!("/staff/enrol/{}", self.service.link(account, LinkPurpose::Enrol).await)
    }

    async fn type_into(&self, field: &str, words: &str) {
        self.browser.client.find(Locator::Id(field)).await.unwrap().send_keys(words).await.unwrap();
    }

    async fn fits(&self) {
        super::fits(&self.browser, &self.browser.client.title().await.unwrap()).await;
    }
}

#[tokio::test]
async fn a_passkey_enrols_signs_in_gets_a_second_and_replaces_it() {
    let staff = Staff::open().await;
    let (browser, service) = (&staff.browser, &staff.service);
    let anna = service.person(&[Role::Publisher]).await;
    let first = plug_in(browser).await;
    staff.go(&staff.link(&anna).await).await;
    staff.fits().await;
    browser.click("Make a passkey").await;
    browser.until_title("Commission").await;
    assert_eq!(service.store.passkeys_of(&anna).await.unwrap().len(), 1);
    let cookie = &browser.client.get_all_cookies().await.unwrap()[0];
    assert!(cookie.http_only() == Some(true), "no script reads the session");
    browser.click("Sign out").await;
    browser.until_title("Staff sign-in").await;
    staff.fits().await;
    browser.click("Sign in with a passkey").await;
    browser.until_title("Commission").await;
    // A second device, then the first is lost.
    unplug(browser, &first).await;
    let second = plug_in(browser).await;
    browser.click("Your account").await;
    browser.until_title("Your account").await;
    staff.fits().await;
    staff.type_into("label", "Blue key").await;
    browser.click("Make a passkey").await;
    let made = browser.client.wait().for_element(Locator::XPath("//p[contains(., 'Blue key')]")).await;
    made.unwrap();
    browser.click("Sign out").await;
    browser.until_title("Staff sign-in").await;
    browser.click("Sign in with a passkey").await;
    browser.until_title("Commission").await;
    // Enrolling anew with neither: what the second device remembers opens nothing any more.
    let link = staff.link(&anna).await;
    unplug(browser, &second).await;
    browser.click("Sign out").await;
    browser.until_title("Staff sign-in").await;
    let _third = plug_in(browser).await;
    staff.go(&link).await;
    browser.click("Make a passkey").await;
    browser.until_title("Commission").await;
    let left = service.store.passkeys_of(&anna).await.unwrap();
    assert!(left.len() == 1 && left[0].label.is_empty(), "{left:?}");
    staff.browser.end().await;
}

#[tokio::test]
async fn a_device_whose_owner_is_not_there_signs_nobody_in() {
    let staff = Staff::open().await;
    let (browser, service) = (&staff.browser, &staff.service);
    let anna = service.person(&[Role::Publisher]).await;
    let device = plug_in(browser).await;
    staff.go(&staff.link(&anna).await).await;
    browser.click("Make a passkey").await;
    browser.until_title("Commission").await;
    browser.click("Sign out").await;
    browser.until_title("Staff sign-in").await;
    let away =
        Authenticator { below: format!("/{device}/uv"), method: Method::POST, body: json!({"isUserVerified": false}) };
    browser.client.issue_cmd(away).await.unwrap();
    browser.click("Sign in with a passkey").await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    assert_eq!(browser.client.title().await.unwrap(), "Staff sign-in");
    assert_eq!(service.store.sessions_of(&anna, service.clock.now()).await.unwrap().len(), 0);
    staff.browser.end().await;
}

#[tokio::test]
async fn a_password_and_a_code_sign_in_and_ending_the_session_shows_at_once() {
    let staff = Staff::open().await;
    let (browser, service) = (&staff.browser, &staff.service);
    let anna = service.person(&[Role::Analyst]).await;
    staff.go(&staff.link(&anna).await).await;
    let secret = browser.client.find(Locator::Css("form code")).await.unwrap().text().await.unwrap();
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let codes = Builder::new().with_secret(secret).with_account_name("x").build().unwrap();
    let code = || codes.generate(service.clock.now() as u64).to_string();
    staff.type_into("password", "seven grey kettles").await;
    staff.type_into("again", "seven grey kettles").await;
    staff.type_into("code", &code()).await;
    browser.click("Use these").await;
    browser.until_title("Commission").await;
    browser.click("Sign out").await;
    browser.until_title("Staff sign-in").await;
    service.clock.advance(60);
    staff.type_into("account", anna.as_str()).await;
    staff.type_into("password", "seven grey kettles").await;
    staff.type_into("code", &code()).await;
    browser.click("Sign in").await;
    browser.until_title("Commission").await;
    service.store.end_sessions(&anna, None).await.unwrap();
    staff.go("/commission").await;
    browser.until_title("Staff sign-in").await;
    staff.browser.end().await;
}
