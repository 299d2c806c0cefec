//! WCAG 2.2 AA as far as a machine can tell: axe on every page and state, in every scheme, and a visit by keyboard alone.
//! What only people can tell stands in docs/survivor-safety.md.

use fantoccini::Locator;
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

use super::driver::Browser;
use super::{Site, fill_in, to_the_end};

/// Rules of axe that say WCAG or good practice; all that it has.
const LOOK: &str = "const done = arguments[0];
    axe.run(document, { resultTypes: ['violations'] }).then(found => done(found.violations.map(one =>
        one.id + ': ' + one.nodes.map(node => node.html.slice(0, 200) + ' ' + node.failureSummary).join(' | '))));";

#[derive(Debug)]
struct Devtools(&'static str, Value);

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(json!({ "cmd": self.0, "params": self.1 }).to_string()))
    }
}

impl Browser {
    pub async fn devtools(&self, command: &'static str, parameters: Value) {
        self.client.issue_cmd(Devtools(command, parameters)).await.unwrap();
    }

    async fn emulate(&self, features: Value) {
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Everything that axe finds wrong with the page as it stands.
    async fn faults(&self) -> Vec<String> {
        let axe =
            std::env::var("HEARD_TEST_AXE").expect("HEARD_TEST_AXE is not set: run tests/run.sh, which fetches axe");
        self.run(&std::fs::read_to_string(axe).unwrap()).await;
        let found = self.client.execute_async(LOOK, vec![]).await.unwrap();
        serde_json::from_value(found).unwrap()
    }

    pub async fn is_faultless(&self, page: &str) {
        let schemes = [("light", "none"), ("dark", "none"), ("light", "active")];
        for (scheme, forced) in schemes {
            self.emulate(json!([
                { "name": "prefers-color-scheme", "value": scheme }, { "name": "forced-colors", "value": forced },
            ]))
            .await;
            let faults = self.faults().await;
            assert!(faults.is_empty(), "{page}, {scheme}, forced colours {forced}: {faults:#?}");
        }
        self.emulate(json!([])).await;
    }
}

#[tokio::test]
async fn t55_axe_finds_nothing_on_any_page_and_state() {
    let site = Site::open().await;
    let browser = Browser::start(true).await;
    for page in [
        "/",
        "/typo",
        "/l/everyone",
        "/safety",
        "/help",
        "/thanks",
        "/closed",
        "/paused",
        "/sorry/form",
        "/sorry/busy",
        "/takeback",
        "/takeback/typo",
        "/takeback/done",
        "/w/torn",
        "/l/nowhere",
        "/results",
        "/staff",
        "/accessibility",
    ] {
        browser.client.goto(&format!("{}{page}", site.base)).await.unwrap();
        browser.is_faultless(page).await;
    }
    fill_in(&browser, &site).await;
    browser.is_faultless("a part with a text").await;
    for opened in ["Language", "Help now"] {
        let summary = format!("//summary[normalize-space()='{opened}']");
        if let Ok(summary) = browser.client.find(Locator::XPath(&summary)).await {
            summary.click().await.unwrap();
        }
    }
    browser.is_faultless("a part with all folds open").await;
    to_the_end(&browser).await;
    browser.is_faultless("the look at the answers").await;
    // A control: axe is awake.
    browser.run("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"x\"><input>')").await;
    assert!(browser.faults().await.len() >= 2);
    browser.end().await;
}

#[tokio::test]
async fn t55_axe_finds_nothing_in_any_language_or_without_script() {
    let mut site = Site::open().await;
    site._service.allow_all_languages().await;
    let browser = Browser::start(true).await;
    for tag in ["ar", "bn", "pl", "en-x-easy"] {
        browser.client.goto(&format!("{}/l/everyone?l={tag}", site.base)).await.unwrap();
        browser.is_faultless(tag).await;
        browser.client.find(Locator::Css("a.go")).await.unwrap().click().await.unwrap();
        browser.client.wait().for_element(Locator::Css("form")).await.unwrap();
        browser.is_faultless(tag).await;
    }
    // The same page where no script ran: the whole form at once. axe itself needs script.
    site.take_out_scripts();
    browser.client.goto(&format!("{}/l/everyone", site.base)).await.unwrap();
    browser.click("Start").await;
    browser.until_title("Questions").await;
    assert_eq!(browser.run("return document.querySelectorAll('section:not([hidden])').length").await, 4);
    browser.is_faultless("the whole form").await;
    browser.end().await;
}

/// A keyboard, and nothing else: the way out comes first, a scale is one stop, and Send is reached.
#[tokio::test]
async fn t55_a_visit_by_keyboard_alone() {
    let site = Site::open().await;
    let browser = Browser::start(true).await;
    browser.client.goto(&format!("{}/l/everyone", site.base)).await.unwrap();
    assert_eq!(browser.press_tab().await, "Skip to the page");
    assert_eq!(browser.press_tab().await, "Leave this page now");
    browser.tab_to("Start").await;
    browser.press(Key::Enter).await;
    browser.until_title("Questions").await;
    browser.tab_to("believed").await;
    browser.press(Key::Space).await;
    browser.press(Key::Down).await;
    assert_eq!(browser.run("return document.querySelector('[name=believed]:checked').value").await, "mostly");
    assert_eq!(browser.press_tab().await, "notblamed", "a scale is one stop");
    for _ in 0..4 {
        browser.tab_to("Next").await;
        // What has the focus is never under the bar with the way out (WCAG 2.4.11).
        let clear = "const f = document.activeElement.getBoundingClientRect(), b = document.querySelector('.leave');
                     return f.top >= b.getBoundingClientRect().bottom && f.bottom <= innerHeight";
        assert_eq!(browser.run(clear).await, true);
        browser.press(Key::Enter).await;
        assert_eq!(browser.run("return document.activeElement.tagName").await, "H2", "the new part is where one is");
    }
    browser.tab_to("Send").await;
    browser.press(Key::Enter).await;
    browser.until_title("Thank you").await;
    assert_eq!(site._service.rows().count("envelope").await, 1);
    browser.end().await;
}

impl Browser {
    pub async fn press(&self, key: Key) {
        self.client.active_element().await.unwrap().send_keys(&char::from(key).to_string()).await.unwrap();
    }

    /// The words, or the name, of what has the focus then.
    pub async fn press_tab(&self) -> String {
        self.press(Key::Tab).await;
        let focus = "const at = document.activeElement; return at.name || at.textContent.trim()";
        self.run(focus).await.as_str().unwrap_or_default().to_owned()
    }

    pub async fn tab_to(&self, words: &str) {
        for _ in 0..60 {
            if self.press_tab().await == words {
                return;
            }
        }
        panic!("sixty times Tab do not reach '{words}'");
    }
}

/// What a screen reader is told of a scale: the question, each answer, and the hint.
#[tokio::test]
async fn t55_scales_and_texts_have_names_and_descriptions() {
    let site = Site::open().await;
    let browser = Browser::start(true).await;
    fill_in(&browser, &site).await;
    browser.devtools("Accessibility.enable", json!({})).await;
    let fields = "return [...document.querySelectorAll('input:not([type=hidden]), textarea')].filter(field => {
        const label = field.labels[0], group = field.closest('fieldset');
        const named = label && label.textContent.trim();
        return !(named && (field.matches('textarea, [type=text]') || group && group.querySelector('legend').textContent.trim()));
    }).map(field => field.name)";
    assert_eq!(browser.run(fields).await, json!([]));
    let described = "const text = document.querySelector('[name=helped]');
        return document.getElementById(text.getAttribute('aria-describedby')).textContent";
    assert!(browser.run(described).await.as_str().unwrap().starts_with("Leave out names"));
    browser.click("Back").await;
    browser.click("Back").await;
    let option = browser.client.find(Locator::Css("input[name=believed]")).await.unwrap();
    let label = browser.client.issue_cmd(Computed(option.element_id().to_string())).await.unwrap();
    assert_eq!(label, "Yes, fully");
    browser.end().await;
}

/// The name that the browser computes for assistive technology.
#[derive(Debug)]
struct Computed(String);

impl WebDriverCompatibleCommand for Computed {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/element/{}/computedlabel", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::GET, None)
    }
}

/// 400 % of a screen 1280 wide, and the narrowest phones: nothing runs off to the side, nothing moves that need not.
#[tokio::test]
async fn t55_320_points_wide_and_calm() {
    let site = Site::open().await;
    let browser = Browser::start_on(true, None).await;
    let narrow = json!({ "width": 320, "height": 256, "deviceScaleFactor": 4, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", narrow).await;
    for page in
        ["/", "/l/everyone", "/safety", "/help", "/thanks", "/takeback", "/closed", "/accessibility", "/results"]
    {
        browser.client.goto(&format!("{}{page}", site.base)).await.unwrap();
        let over = "return document.documentElement.scrollWidth - 320";
        let wide = browser.run(over).await.as_i64().unwrap();
        assert_eq!(browser.run("return innerWidth").await, 320);
        assert!(wide <= 0, "{page} is {wide} too wide");
    }
    fill_in(&browser, &site).await;
    assert!(browser.run("return document.documentElement.scrollWidth").await.as_i64().unwrap() <= 320);
    let moving = "return [...document.querySelectorAll('*')].filter(one => {
        const style = getComputedStyle(one);
        return style.animationName != 'none' || parseFloat(style.transitionDuration) > 0;
    }).length";
    assert_eq!(browser.run(moving).await, 0, "nothing moves, whether or not less movement is asked for");
    browser.end().await;
}
