//! The way out, and tickets: what a phone that goes back is given.

use crate::common::{EXIT_TO, Engine, Service, Survivor, between};

#[tokio::test]
async fn ds2_exit_takes_two_hops_and_clears_what_the_browser_keeps() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    let first = survivor.get("/exit").await;
    assert_eq!((first.status, first.header("refresh")), (200, "0; url=/exit/2"));
    assert!(first.text().contains("<title>Loading</title>") && first.text().contains("href=\"/exit/2\""));
    assert!(!first.text().contains("feedback"));
    let second = survivor.get("/exit/2").await;
    assert_eq!((second.status, second.to()), (303, EXIT_TO));
    assert_eq!(second.header("clear-site-data"), "\"cache\", \"cookies\", \"storage\"");
}

#[tokio::test]
async fn after_leaving_every_page_of_the_visit_gives_the_neutral_site() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    let page = survivor.open("/l/everyone").await;
    assert!(page.html.contains(&format!("href=\"/exit/{}\"", page.ticket)));
    survivor.get(&format!("/exit/{}", page.ticket)).await;
    for address in [&page.landing, &page.address, &page.landing.replace("/w/", "/b/")] {
        let again = survivor.get(address).await;
        assert_eq!((again.status, again.to()), (303, EXIT_TO), "{address}");
    }
    // Much later, after others have come and left, it is still closed: Start cannot bring the form back.
    for _ in 0..4 {
        service.clock.advance(2 * 3_600);
        let other = survivor.open("/l/everyone").await;
        survivor.get(&format!("/exit/{}", other.ticket)).await;
        let begin = page.landing.replace("/w/", "/b/");
        assert_eq!(survivor.get(&begin).await.to(), EXIT_TO);
    }
}

#[tokio::test]
async fn leaving_from_a_side_page_closes_the_visit_too() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    let landing = survivor.get("/l/everyone").await.to().to_owned();
    let page = survivor.get(&landing).await.text();
    let safety = format!("/safety/{}", between(&page, "href=\"/safety/", "\""));
    let page = survivor.get(&safety).await.text();
    let leave = format!("/exit/{}", between(&page, "href=\"/exit/", "\""));
    survivor.get(&leave).await;
    assert_eq!(survivor.get(&landing).await.to(), EXIT_TO);
    assert!(survivor.get("/safety/torn").await.text().contains("href=\"/exit\""));
    assert!(survivor.get("/sorry/form/torn").await.text().contains("href=\"/exit\""));
}

#[tokio::test]
async fn after_sending_back_finds_no_form() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    let page = survivor.answers("/l/everyone", &[]).await;
    for address in [&page.landing, &page.address] {
        assert_eq!(survivor.get(address).await.to(), EXIT_TO);
    }
    let sent = survivor.get("/sent").await;
    assert_eq!(sent.header("refresh"), "0; url=/thanks");
    assert_eq!(survivor.get("/thanks").await.header("clear-site-data"), "\"cache\"");
}

#[tokio::test]
async fn a_lapsed_page_says_only_that_it_has_closed() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    let page = survivor.open("/l/everyone").await;
    service.clock.advance(121);
    let mut bodies = Vec::new();
    for address in [page.landing.as_str(), page.address.as_str(), "/f/torn"] {
        let again = survivor.get(address).await;
        assert_eq!(again.status, 410);
        assert!(again.text().contains("This page has closed. You can open your link again."));
        bodies.push(again.body);
    }
    assert!(bodies.windows(2).all(|pair| pair[0] == pair[1]));
}

#[tokio::test]
async fn reading_the_landing_page_slowly_locks_nobody_out() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    let landing = survivor.get("/l/everyone").await.to().to_owned();
    service.clock.advance(3 * 3_600);
    let form = survivor.get(&landing.replace("/w/", "/b/")).await.to().to_owned();
    let page = survivor.get(&form).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Did you feel believed?"));
}

#[tokio::test]
async fn a_ticket_for_one_page_opens_no_other() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    let page = survivor.open("/l/everyone").await;
    assert_eq!(survivor.get(&page.landing.replace("/w/", "/f/")).await.status, 410);
    assert_eq!(survivor.get(&page.address.replace("/f/", "/w/")).await.status, 410);
}

#[tokio::test]
async fn leaving_sends_nothing() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    let page = survivor.open("/l/everyone").await;
    survivor.get(&format!("/exit/{}", page.ticket)).await;
    assert_eq!(service.rows().count("envelope").await, 0);
}
