//! The Commission's pages as a browser shows them: axe, a phone's width, and what a person sees before publishing.

use std::time::Duration;

use axum::serve;
use fantoccini::Locator;
use fantoccini::key::Key;
use heard::coproduction::Population;
use heard::store::{LinkPurpose, Role};
use tokio::net::TcpListener;

use super::driver::Browser;
use super::fits;
use crate::common::{Engine, Service, Survivor};

const SHARES: &str = "source = \"A count\"\n[[group]]\nsurvey = \"core-adult\"\nquestion = \"believed\"\n\
                      shares = { yes-fully = 40, mostly = 20, a-little = 20, no = 20 }\n";
const COMMISSION: [Role; 4] = [Role::Reviewer, Role::Publisher, Role::Keyholder, Role::Scrutiny];

/// A port of one's own, and its address.
async fn address() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    (listener, base)
}

/// The pages at an address, and a browser in which somebody of the Commission is signed in.
async fn signed_in(service: &Service, (listener, base): (TcpListener, &str)) -> Browser {
    let router = service.router.clone();
    tokio::spawn(async move { serve(listener, router).await.unwrap() });
    let person = service.person(&COMMISSION).await;
    let browser = Browser::start(true).await;
    let door = service.link(&person, LinkPurpose::Door).await;
    browser.client.goto(&format!("{base}/staff/in/{door}")).await.unwrap();
    browser.click("Sign in").await;
    browser.client.wait().for_element(Locator::Css("form[action='/staff/out']")).await.unwrap();
    browser
}

/// Loads a page, and finds nothing wrong with it.
async fn look(browser: &Browser, base: &str, page: &str) {
    browser.client.goto(&format!("{base}{page}")).await.unwrap();
    fits(browser, page).await;
    browser.is_faultless(page).await;
}

async fn answered(service: &Service) {
    let survivor = Survivor::visiting(service);
    for (entry, believed, times) in [("/l/everyone", "yes-fully", 24), ("/l/lanternx", "no", 22)] {
        survivor.crowd(entry, times, &[("believed", believed), ("wait", "still-waiting")]).await;
    }
}

#[tokio::test]
async fn axe_finds_nothing_on_the_commissions_pages_and_they_fit_a_phone() {
    let mut service = Service::open(Engine::Sqlite).await;
    answered(&service).await;
    service.end().await;
    service.preview().await.unwrap();
    let (listener, base) = address().await;
    service.with_parts(|parts| {
        parts.settings.public_url = base.clone();
        // One-time links sign in in a demonstration alone.
        parts.settings.demo = true;
        parts.population = Some(Population::parse(SHARES, &parts.library).unwrap());
    });
    let browser = signed_in(&service, (listener, &base)).await;
    for page in
        ["/commission/figures", "/commission/reach", "/commission/wave/2026-q1", "/commission/wave/2026-q1/preview"]
    {
        look(&browser, &base, page).await;
    }
    service.publish().await.unwrap();
    for page in [
        "/commission",
        "/commission/figures",
        "/commission/figures/core-adult/believed",
        "/commission/priorities",
        "/commission/reach",
        "/commission/wave/2026-q1",
        "/commission/replies",
        "/commission/paper",
        "/commission/paper/lanternx",
        "/commission/paper/lanternx/type",
        "/commission/people",
        "/commission/audit",
        "/staff/me",
        "/commission/nothing-here",
    ] {
        look(&browser, &base, page).await;
    }
    let person = service.person(&[Role::Analyst]).await;
    let enrol = service.link(&person, LinkPurpose::Enrol).await;
    let door = service.link(&person, LinkPurpose::Door).await;
    for page in [format!("/staff/enrol/{enrol}"), format!("/staff/in/{door}")] {
        look(&browser, &base, &page).await;
    }
    browser.end().await;
}

#[tokio::test]
async fn axe_finds_nothing_at_the_review_desk_and_it_fits_a_phone() {
    let mut service = Service::open(Engine::Sqlite).await;
    crate::review::people_write(&service, 2, 10).await;
    service.end().await;
    let mut listener = crate::review::listener(None).unwrap();
    crate::review::open_texts(&service, &mut listener).await.unwrap();
    let (socket, base) = address().await;
    crate::review::review_at(&mut service, listener, &base).await;
    let browser = signed_in(&service, (socket, &base)).await;
    for page in
        ["/commission/review", "/commission/review/next", "/commission/review/uncovered", "/commission/review/quotes"]
    {
        look(&browser, &base, page).await;
    }
    look(&browser, &base, "/commission/review/00").await;
    browser.client.goto(&format!("{base}/commission/review/next")).await.unwrap();
    let text = browser.client.current_url().await.unwrap();
    look(&browser, "", &format!("{text}/quote")).await;
    browser.end().await;
}

/// The review desk: reading, choosing and saving without a mouse, by Tab and by the keys that the page names.
#[tokio::test]
async fn texts_are_reviewed_by_keyboard_alone() {
    let mut service = Service::open(Engine::Sqlite).await;
    crate::review::people_write(&service, 2, 10).await;
    service.end().await;
    let mut listener = crate::review::listener(None).unwrap();
    crate::review::open_texts(&service, &mut listener).await.unwrap();
    let (socket, base) = address().await;
    crate::review::review_at(&mut service, listener, &base).await;
    let browser = signed_in(&service, (socket, &base)).await;
    browser.client.goto(&format!("{base}/commission/review")).await.unwrap();
    browser.tab_to("Start reading").await;
    browser.press(Key::Enter).await;
    browser.until_title("Review a text").await;
    let is_shown = "return document.querySelector('.said').checkVisibility()";
    assert_eq!(browser.run(is_shown).await, false, "covered until it is asked for");
    browser.tab_to("Show the text").await;
    browser.press(Key::Enter).await;
    assert_eq!(browser.run(is_shown).await, true);
    browser.tab_to("theme").await;
    browser.press(Key::Space).await;
    browser.tab_to("valence").await;
    browser.press(Key::Space).await;
    let first = browser.client.current_url().await.unwrap();
    let words = "return document.activeElement.textContent.trim()";
    for _ in 0..60 {
        if browser.run(words).await == "Save my choice" {
            break;
        }
        browser.press_tab().await;
    }
    assert_eq!(browser.run(words).await, "Save my choice");
    browser.press(Key::Enter).await;
    let another = async |than: &url::Url| {
        for _ in 0..100 {
            let now = browser.client.current_url().await.unwrap();
            if now != *than && now.path().len() > "/commission/review/next".len() {
                return now;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("it stays at {than}");
    };
    let second = another(&first).await;
    assert_eq!(service.rows().count("text_decision").await, 1);
    let may_decide = "return document.querySelector('[value=none]').checkVisibility()";
    assert_eq!(browser.run(may_decide).await, false, "nothing is decided unread");
    // The page's own keys.
    let alt = async |letter: char| {
        let keys = format!("{}{letter}", char::from(Key::Alt));
        browser.client.active_element().await.unwrap().send_keys(&keys).await.unwrap();
    };
    alt('t').await;
    assert_eq!(browser.run(is_shown).await, true);
    alt('n').await;
    another(&second).await;
    assert_eq!(service.rows().count("text_decision").await, 2);
    browser.end().await;
}
