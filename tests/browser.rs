//! A real browser on a phone-sized screen, with its back-forward cache on, with JavaScript on and off.

mod access;
mod commission;
mod driver;
mod kiosk;
#[cfg(feature = "oidc")]
mod organisation;
mod passkey;
mod steps;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::{Html, Response};
use axum::routing::get;
use fantoccini::Locator;
use std::sync::Mutex;

use crate::common::{Engine, Service};
use driver::Browser;

const TYPED: &str = "zebra-marker words";
/// What only a page of the survey says.
const OURS: [&str; 4] = ["believed", "Your feedback", "Skip anything", TYPED];

/// The service and a neutral site on loopback, and a list of what the browser asked for.
struct Site {
    base: String,
    neutral: String,
    asked: Arc<Mutex<Vec<String>>>,
    trouble: Arc<Trouble>,
    _service: Service,
}

/// What the network does to answers.
#[derive(Default)]
struct Trouble {
    seconds: AtomicU32,
    lost: AtomicU32,
    without_scripts: AtomicBool,
}

impl Trouble {
    /// The answer, late, or none: a body that breaks off.
    async fn befalls(&self, path: &str, answer: Response) -> Response {
        tokio::time::sleep(Duration::from_secs(self.seconds.load(Ordering::SeqCst).into())).await;
        let losing =
            path == "/f" && self.lost.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1)).is_ok();
        if !losing {
            return if self.without_scripts.load(Ordering::SeqCst) { without_scripts(answer).await } else { answer };
        }
        let broken = futures_util::stream::iter([Err::<Vec<u8>, _>(std::io::Error::other("the line went dead"))]);
        Response::new(axum::body::Body::from_stream(broken))
    }
}

async fn without_scripts(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    let page = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    let scripts = regex::Regex::new("(?s)<script>.*?</script>").unwrap();
    parts.headers.remove("content-length");
    match std::str::from_utf8(&page) {
        Ok(text) => Response::from_parts(parts, scripts.replace_all(text, "").into_owned().into()),
        Err(_) => Response::from_parts(parts, page.into()),
    }
}

impl Site {
    async fn open() -> Self {
        let neutral = Router::new().route("/weather", get(|| async { Html("<title>Weather</title><h1>Sunny</h1>") }));
        let neutral = format!("{}/weather", listen(neutral).await);
        let asked = Arc::new(Mutex::new(Vec::new()));
        let trouble = Arc::new(Trouble::default());
        let (list, troubled) = (asked.clone(), trouble.clone());
        let mut service = Service::open(Engine::Sqlite).await;
        service.leave_to(&neutral);
        let router = service.router.clone().layer(from_fn(move |mut request: Request, next: Next| {
            if troubled.without_scripts.load(Ordering::SeqCst) {
                request.headers_mut().remove("accept-encoding");
            }
            list.lock().unwrap().push(request.uri().path().to_owned());
            let (path, trouble) = (request.uri().path().to_owned(), troubled.clone());
            async move { trouble.befalls(&path, next.run(request).await).await }
        }));
        let base = listen(router).await;
        Self { base, neutral, asked, trouble, _service: service }
    }

    /// Every answer of ours takes so long.
    fn slow_down(&self, seconds: u32) {
        self.trouble.seconds.store(seconds, Ordering::SeqCst);
    }

    /// The next answers to Send never arrive, although the server did its part.
    fn lose_answers(&self, number: u32) {
        self.trouble.lost.store(number, Ordering::SeqCst);
    }

    /// Pages as a browser without script has them.
    fn take_out_scripts(&self) {
        self.trouble.without_scripts.store(true, Ordering::SeqCst);
    }

    fn asked_since(&self, from: usize) -> Vec<String> {
        self.asked.lock().unwrap()[from..].to_vec()
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

async fn listen(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}")
}

/// To the form by the link, one option chosen and some words typed.
async fn fill_in(browser: &Browser, site: &Site) {
    browser.client.goto(&format!("{}/l/everyone", site.base)).await.unwrap();
    browser.click("Start").await;
    browser.until_title("Questions").await;
    let option = Locator::Css("input[name=believed][value=mostly]");
    browser.client.find(option).await.unwrap().click().await.unwrap();
    if browser.scripts {
        browser.click("Next").await;
        browser.click("Next").await;
    }
    let words = browser.client.find(Locator::Css("textarea[name=helped]")).await.unwrap();
    words.send_keys(TYPED).await.unwrap();
}

/// Back, three times: what is shown is never ours.
async fn back_shows_nothing_of_ours(browser: &Browser) {
    for press in 1..=3 {
        browser.client.back().await.unwrap();
        tokio::time::sleep(Duration::from_millis(700)).await;
        let shown = browser.client.source().await.unwrap();
        for ours in OURS {
            assert!(!shown.contains(ours), "Back number {press} shows {ours}: {shown}");
        }
    }
}

#[tokio::test]
async fn control_the_back_forward_cache_is_on() {
    let site = Site::open().await;
    let browser = Browser::start(true).await;
    browser.client.goto(&format!("{}/safety", site.base)).await.unwrap();
    browser.client.goto(&format!("{}/help", site.base)).await.unwrap();
    let before = site.asked();
    browser.client.back().await.unwrap();
    browser.until_title("Staying safe").await;
    assert_eq!(site.asked_since(before), Vec::<String>::new(), "the page came back without a request");
    browser.end().await;
}

async fn leaving(scripts: bool) {
    let site = Site::open().await;
    let browser = Browser::start(scripts).await;
    browser.client.goto("about:blank").await.unwrap();
    fill_in(&browser, &site).await;
    let before = site.asked();
    browser.click("Leave this page now").await;
    browser.until_title("Weather").await;
    assert_eq!(browser.client.current_url().await.unwrap().as_str(), site.neutral);
    let asked = site.asked_since(before);
    assert!(asked[0].starts_with("/exit/") && asked.contains(&"/exit/2".to_owned()), "{asked:?}");
    back_shows_nothing_of_ours(&browser).await;
    browser.end_without_a_trace_of(&[TYPED, "Did you feel believed"]).await;
}

#[tokio::test]
async fn t04_after_leaving_back_shows_nothing_with_javascript() {
    leaving(true).await;
}

#[tokio::test]
async fn t02_t04_after_leaving_back_shows_nothing_without_javascript() {
    leaving(false).await;
}

async fn sending(scripts: bool) {
    let site = Site::open().await;
    let browser = Browser::start(scripts).await;
    browser.client.goto("about:blank").await.unwrap();
    fill_in(&browser, &site).await;
    to_the_end(&browser).await;
    browser.click("Send").await;
    browser.until_title("Thank you").await;
    assert_eq!(site._service.rows().count("envelope").await, 1);
    assert_eq!(browser.client.get_all_cookies().await.unwrap().len(), 0, "no cookie");
    if scripts {
        let stored = browser.client.execute("return localStorage.length + sessionStorage.length", vec![]).await;
        assert_eq!(stored.unwrap(), 0, "no storage");
    }
    for _ in 1..=3 {
        browser.client.back().await.unwrap();
        tokio::time::sleep(Duration::from_millis(700)).await;
        let shown = browser.client.source().await.unwrap();
        for ours in ["believed", "Skip anything", TYPED] {
            assert!(!shown.contains(ours), "Back after Send shows {ours}");
        }
    }
    browser.end_without_a_trace_of(&[TYPED, "Did you feel believed"]).await;
}

#[tokio::test]
async fn ds3_after_sending_back_shows_no_form_with_javascript() {
    sending(true).await;
}

#[tokio::test]
async fn ds3_after_sending_back_shows_no_form_without_javascript() {
    sending(false).await;
}

/// From the part with the texts to Send.
async fn to_the_end(browser: &Browser) {
    if browser.scripts {
        browser.click("Next").await;
        browser.click("Next").await;
    }
}

async fn refused(scripts: bool) {
    let site = Site::open().await;
    let browser = Browser::start(scripts).await;
    fill_in(&browser, &site).await;
    to_the_end(&browser).await;
    site._service.rows().run("ALTER TABLE envelope RENAME TO elsewhere").await;
    browser.click("Send").await;
    if scripts {
        // The page stays, and says it.
        browser
            .client
            .wait()
            .for_element(Locator::XPath("//p[@role='status'][contains(., 'again in a minute')]"))
            .await
            .unwrap();
    } else {
        browser.until_title("Not sent yet").await;
        browser.client.back().await.unwrap();
        browser.until_title("Questions").await;
    }
    let typed = browser.client.find(Locator::Css("textarea[name=helped]")).await.unwrap();
    assert_eq!(typed.prop("value").await.unwrap().unwrap(), TYPED);
    let chosen = browser.client.find(Locator::Css("[name=believed][value=mostly]")).await.unwrap();
    assert!(chosen.is_selected().await.unwrap());
    site._service.rows().run("ALTER TABLE elsewhere RENAME TO envelope").await;
    browser.click("Send").await;
    browser.until_title("Thank you").await;
    assert_eq!(site._service.rows().count("envelope").await, 1);
    browser.end().await;
}

#[tokio::test]
async fn what_was_typed_is_still_there_after_send_was_refused_with_javascript() {
    refused(true).await;
}

#[tokio::test]
async fn what_was_typed_is_still_there_after_send_was_refused_without_javascript() {
    refused(false).await;
}

#[tokio::test]
async fn t01_t55_pages_fit_a_small_phone_and_the_way_out_is_always_in_reach() {
    let site = Site::open().await;
    let browser = Browser::start(true).await;
    for page in ["/", "/l/everyone", "/safety", "/help", "/thanks", "/takeback", "/closed", "/results", "/staff"] {
        browser.client.goto(&format!("{}{page}", site.base)).await.unwrap();
        fits(&browser, page).await;
    }
    fill_in(&browser, &site).await;
    fits(&browser, "the form").await;
    // Scrolled to the end, the way out is still on the screen and large enough for a thumb.
    let reach = "scrollTo(0, document.body.scrollHeight); \
                 const r = document.querySelector('.leave a').getBoundingClientRect(); \
                 return r.top >= 0 && r.bottom <= innerHeight && r.height >= 44";
    assert_eq!(browser.client.execute(reach, vec![]).await.unwrap(), true);
    browser.end().await;
}

#[tokio::test]
async fn t54_pages_fit_a_small_phone_in_every_script_and_direction() {
    let mut site = Site::open().await;
    site._service.allow_all_languages().await;
    let browser = Browser::start(true).await;
    for (tag, direction) in
        [("ar", "rtl"), ("ur", "rtl"), ("pa", "ltr"), ("bn", "ltr"), ("pl", "ltr"), ("en-x-easy", "ltr")]
    {
        browser.client.goto(&format!("{}/l/everyone?l={tag}", site.base)).await.unwrap();
        fits(&browser, tag).await;
        browser.client.find(Locator::Css("a.go")).await.unwrap().click().await.unwrap();
        browser.client.wait().for_element(Locator::Css("textarea")).await.unwrap();
        fits(&browser, tag).await;
        let shown = "return document.documentElement.lang + ' ' + getComputedStyle(document.body).direction";
        assert_eq!(browser.client.execute(shown, vec![]).await.unwrap(), format!("{tag} {direction}"));
        for page in ["help", "thanks", "safety"] {
            browser.client.goto(&format!("{}/{page}?l={tag}", site.base)).await.unwrap();
            fits(&browser, &format!("{page} in {tag}")).await;
        }
    }
    browser.end().await;
}

async fn fits(browser: &Browser, page: &str) {
    // A phone's browser zooms out from a page that is too wide, and its window is then as wide as the page.
    let wide = "return Math.max(document.documentElement.scrollWidth, innerWidth) - screen.width";
    assert_eq!(browser.client.execute(wide, vec![]).await.unwrap(), 0, "{page} is wider than the screen");
}
