//! The Commission's pages as a browser shows them: axe, a phone's width, and what a person sees before publishing.

use axum::serve;
use heard::store::Role;
use tokio::net::TcpListener;

use super::driver::Browser;
use super::fits;
use crate::common::{Engine, Service, Survivor};

const SHARES: &str = "source = \"A count\"\n[[group]]\nsurvey = \"core-adult\"\nquestion = \"believed\"\n\
                      shares = { yes-fully = 40, mostly = 20, a-little = 20, no = 20 }\n";
const COMMISSION: [Role; 4] = [Role::Reviewer, Role::Publisher, Role::Keyholder, Role::Scrutiny];

/// The service at an address, and a browser in which somebody of the Commission is signed in.
async fn signed_in(service: &mut Service) -> (String, Browser) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let public_url = base.clone();
    service.with_parts(|parts| {
        parts.settings.public_url = public_url;
        parts.settings.demo = true;
        parts.population = Some(heard::coproduction::Population::parse(SHARES, &parts.library).unwrap());
    });
    let router = service.router.clone();
    tokio::spawn(async move { serve(listener, router).await.unwrap() });
    let person = service.person(&COMMISSION).await;
    let browser = Browser::start(true).await;
    let door = service.link(&person, heard::store::LinkPurpose::Door).await;
    browser.client.goto(&format!("{base}/staff/in/{door}")).await.unwrap();
    browser.click("Sign in").await;
    browser.until_title("Commission").await;
    (base, browser)
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
    let (base, browser) = signed_in(&mut service).await;
    let looked_at = async |page: &str| {
        browser.client.goto(&format!("{base}{page}")).await.unwrap();
        fits(&browser, page).await;
        browser.is_faultless(page).await;
    };
    for page in
        ["/commission/figures", "/commission/reach", "/commission/wave/2026-q1", "/commission/wave/2026-q1/preview"]
    {
        looked_at(page).await;
    }
    service.publish().await.unwrap();
    for page in [
        "/commission",
        "/commission/figures",
        "/commission/figures/core-adult/believed",
        "/commission/priorities",
        "/commission/reach",
        "/commission/wave/2026-q1",
        "/commission/people",
        "/commission/audit",
        "/staff/me",
    ] {
        looked_at(page).await;
    }
    browser.end().await;
}
