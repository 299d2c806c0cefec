//! A lent device in a real browser (rule T15): it forgets, it asks, and it is left by its PIN alone; and the pages of the
//! worker who lends it.

use fantoccini::Locator;
use heard::clock::{Clock, Os};
use heard::code::LongWord;
use heard::store::Role;
use heard::survey::Slug;
use serde_json::json;

use super::driver::Browser;
use super::{TYPED, fits};
use crate::common::{Engine, Service};

/// Lets the page believe that so many seconds have gone by.
const LATER: &str = "const now = Date.now; Date.now = () => now() + arguments[0] * 1000";

struct Tablet {
    service: Service,
    base: String,
    browser: Browser,
    worker: Slug,
}

impl Tablet {
    /// A worker signed in on a device, at the page that lends it.
    async fn open(scripts: bool) -> Self {
        let mut service = Service::open(Engine::Sqlite).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        service.with_settings(|settings| settings.public_url = base.clone());
        let router = service.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let browser = Browser::start(scripts).await;
        let worker = service.person(&[Role::ProviderWorker]).await;
        let tablet = Self { service, base, browser, worker };
        tablet.sign_in().await;
        tablet.go("/provider/kiosk/lanternx").await;
        tablet
    }

    async fn sign_in(&self) {
        let word = LongWord::new(&Os::default());
        self.service.store.open_session(&self.worker, word.digest(), self.service.clock.now()).await.unwrap();
        let cookie = json!({ "name": "staff", "value": word.to_string(), "url": self.base, "httpOnly": true });
        self.browser.devtools("Network.setCookie", cookie).await;
    }

    async fn go(&self, path: &str) {
        self.browser.client.goto(&format!("{}{path}", self.base)).await.unwrap();
    }

    async fn at(&self) -> String {
        self.browser.client.current_url().await.unwrap().path().to_owned()
    }

    async fn type_into(&self, field: &str, words: &str) {
        self.browser.client.find(Locator::Id(field)).await.unwrap().send_keys(words).await.unwrap();
    }

    async fn lend(&self) {
        self.type_into("pin", "204060").await;
        self.type_into("again", "204060").await;
        self.browser.click("Sign me out and start").await;
        self.browser.until_title("Your feedback").await;
    }

    /// Somebody chooses and writes something.
    async fn somebody_writes(&self) {
        let browser = &self.browser;
        browser.click("Start").await;
        browser.until_title("Questions").await;
        browser.client.find(Locator::Css("[name=believed][value=mostly]")).await.unwrap().click().await.unwrap();
        browser.click("Next").await;
        browser.click("Next").await;
        browser.client.find(Locator::Css("[name=helped]")).await.unwrap().send_keys(TYPED).await.unwrap();
    }

    /// Nothing of anybody's is on the page, wherever it is.
    async fn is_empty(&self, when: &str) {
        let left = "return [...document.querySelectorAll('textarea, [type=text]')].map(one => one.value).join('') +
            document.querySelectorAll(':checked').length + document.body.innerText";
        let left = self.browser.run(left).await;
        let left = left.as_str().unwrap();
        assert!(!left.contains(TYPED) && left.starts_with('0'), "{when}: {left}");
    }

    async fn back_shows_nothing_of_anybodys(&self) {
        for press in 1..=3 {
            self.browser.client.back().await.unwrap();
            tokio::time::sleep(std::time::Duration::from_millis(700)).await;
            let at = self.at().await;
            assert!(!at.starts_with("/staff") && !at.starts_with("/provider"), "Back {press} leads to {at}");
            self.is_empty(&format!("Back {press}")).await;
        }
    }

    async fn later(&self, seconds: u32) {
        self.browser.client.execute(LATER, vec![seconds.into()]).await.unwrap();
    }
}

#[tokio::test]
async fn t15_after_send_and_after_leaving_the_next_person_finds_an_empty_form() {
    let tablet = Tablet::open(true).await;
    let browser = &tablet.browser;
    tablet.lend().await;
    assert_eq!(tablet.at().await, "/k");
    assert!(tablet.service.store.sessions_of(&tablet.worker, tablet.service.clock.now()).await.unwrap().is_empty());
    tablet.back_shows_nothing_of_anybodys().await;
    tablet.go("/k").await;
    tablet.somebody_writes().await;
    browser.click("Leave this page now").await;
    browser.until_title("Your feedback").await;
    tablet.back_shows_nothing_of_anybodys().await;
    tablet.go("/k").await;
    let history = browser.run("return history.length").await;
    tablet.somebody_writes().await;
    browser.click("Next").await;
    browser.click("Next").await;
    browser.click("Send").await;
    browser.until_title("Thank you").await;
    assert_eq!(browser.run("return history.length").await, history, "no page was left to go back to");
    assert_eq!(tablet.service.rows().count("envelope").await, 1);
    tablet.back_shows_nothing_of_anybodys().await;
    tablet.go("/k/thanks").await;
    browser.click("Done").await;
    browser.until_title("Your feedback").await;
    browser.click("Start").await;
    browser.until_title("Questions").await;
    tablet.is_empty("a new form").await;
    let stored = browser.run("return localStorage.length + sessionStorage.length").await;
    assert_eq!(stored, 0, "no storage");
    let Tablet { browser, .. } = tablet;
    browser.end_without_a_trace_of(&[TYPED]).await;
}

#[tokio::test]
async fn t15_a_minute_without_a_touch_empties_the_page_and_it_asks_before() {
    let tablet = Tablet::open(true).await;
    let browser = &tablet.browser;
    tablet.lend().await;
    tablet.somebody_writes().await;
    let asks = "return document.querySelector('.leave [role=status]').textContent";
    tablet.later(45).await;
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    assert!(browser.run(asks).await.as_str().unwrap().starts_with("Are you still there?"));
    browser.run("document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))").await;
    assert_eq!(browser.run(asks).await, "");
    assert_eq!(browser.run("return document.querySelector('[name=helped]').value").await, TYPED, "a touch keeps it");
    tablet.later(61).await;
    browser.until_title("Your feedback").await;
    assert_eq!(tablet.at().await, "/k");
    tablet.is_empty("after a minute").await;
    tablet.back_shows_nothing_of_anybodys().await;
    assert_eq!(tablet.service.rows().count("envelope").await, 0);
    let Tablet { browser, .. } = tablet;
    browser.end_without_a_trace_of(&[TYPED]).await;
}

#[tokio::test]
async fn t15_the_pin_ends_it_and_wrong_ones_are_limited() {
    let tablet = Tablet::open(true).await;
    let browser = &tablet.browser;
    tablet.lend().await;
    for path in ["/staff", "/provider", "/commission", "/staff/me"] {
        tablet.go(path).await;
        assert_eq!(tablet.at().await, "/k", "{path} before the PIN");
    }
    let tries = async |pin: &str, then: &str| {
        tablet.go("/k/leave").await;
        tablet.type_into("pin", pin).await;
        browser.click("End this").await;
        for _ in 0..50 {
            if tablet.at().await == then {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("{pin} leads to {}, not to {then}", tablet.at().await);
    };
    for _ in 0..5 {
        tries("204061", "/k/leave/wrong").await;
    }
    tries("204060", "/k/leave/wait").await;
    tablet.service.clock.advance(600);
    tries("204060", "/staff").await;
    assert_eq!(browser.client.get_all_cookies().await.unwrap().len(), 0);
    tablet.go("/k").await;
    assert_eq!(tablet.at().await, "/k/over");
    tablet.browser.end().await;
}

#[tokio::test]
async fn t15_without_script_it_does_not_start_and_says_why() {
    let tablet = Tablet::open(false).await;
    let page = tablet.browser.client.source().await.unwrap();
    assert!(page.contains("This browser runs no script."));
    let button = tablet.browser.client.find(Locator::Css("form.card button")).await.unwrap();
    assert!(!button.is_displayed().await.unwrap());
    tablet.browser.end().await;
}

#[tokio::test]
async fn t55_axe_finds_nothing_on_the_pages_of_handing_out() {
    let tablet = Tablet::open(true).await;
    let browser = &tablet.browser;
    let look = async |page: &str| {
        browser.is_faultless(page).await;
        fits(browser, page).await;
    };
    look("lending").await;
    for page in ["/provider", "/provider/poster/lanternx", "/provider/kiosk/lanternx"] {
        tablet.go(page).await;
        look(page).await;
    }
    tablet.go("/provider").await;
    browser.run("document.querySelectorAll('details').forEach(fold => fold.open = true)").await;
    look("all folds open").await;
    browser.click("Make codes").await;
    browser.until_title("Cards").await;
    look("cards").await;
    tablet.go("/provider/kiosk/lanternx").await;
    tablet.lend().await;
    look("/k").await;
    for page in ["/k/f", "/k/thanks", "/k/leave", "/k/leave/wrong", "/k/sorry/form", "/k/over"] {
        tablet.go(page).await;
        look(page).await;
    }
    tablet.service.store.pause_link(&"lanternx".parse().unwrap(), heard::store::PauseReason::Misused).await.unwrap();
    tablet.go("/k").await;
    browser.until_title("Closed for now").await;
    look("/k, paused").await;
    tablet.browser.end().await;
}
