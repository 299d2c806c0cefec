//! Abuse of open links: what looks odd is marked inside its envelope and set aside at checking; Send refuses nobody.

use axum::body::Body;
use axum::http::Request;
use heard::count::Checking;
use heard::store::Role;
use heard::web::networks::Peer;

use crate::common::{Answer, Engine, Service, Survivor};
use crate::on_both;

/// A form posted from an address, straight or through the proxy.
async fn post_from(service: &Service, peer: &str, told: &str, address: &str, fields: &[(&str, &str)]) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let mut request = Request::post(address)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-network", told)
        .body(Body::from(body))
        .unwrap();
    request.extensions_mut().insert(Peer(peer.parse().unwrap()));
    Survivor::visiting(service).ask(request).await
}

/// A response by the poster's link, after as long as a person takes.
async fn send_from(service: &Service, peer: &str, told: &str, more: &[(&str, &str)]) {
    let page = Survivor::visiting(service).open("/l/everyone").await;
    service.clock.advance(20);
    let mut fields = vec![("t", page.ticket.as_str()), ("s", page.secret.as_str()), ("believed", "mostly")];
    fields.extend(more);
    let answer = post_from(service, peer, told, "/f", &fields).await;
    assert_eq!(answer.to(), "/sent", "nobody is refused");
}

#[tokio::test]
async fn what_one_network_sends_without_end_is_marked_and_never_refused() {
    on_both!(async |service: Service| {
        for n in 0..35 {
            // Phones of one network, through the proxy, each at its own address.
            send_from(&service, "10.0.0.2", &format!("203.0.113.{n}"), &[]).await;
        }
        for n in 0..5 {
            send_from(&service, "10.0.0.2", &format!("198.51.{n}.0"), &[]).await;
        }
        // A proxy that says nothing says nothing about anybody.
        send_from(&service, "127.0.0.1", "", &[]).await;
        service.close().await;
        let report = service.look().await;
        assert_eq!((report.stored, report.hasty), (41, 5));
        let report = service.check_with(Checking { leave_out_hasty: true, ..service.decisions() }).await.unwrap();
        assert_eq!(report.kept, 36);
        let dump = format!("{:?}", service.rows().dump_all().await);
        assert!(!dump.contains("203.0") && !dump.contains("198.51"), "P1: no address is stored");
    });
}

#[tokio::test]
async fn nobody_at_an_address_of_their_own_passes_for_another() {
    let service = Service::open(Engine::Sqlite).await;
    for n in 0..35 {
        // Not through the proxy: what such a visitor says of itself is not believed.
        send_from(&service, "203.0.113.9", &format!("198.51.{n}.0"), &[]).await;
    }
    service.close().await;
    assert_eq!(service.look().await.hasty, 5);
}

#[tokio::test]
async fn a_program_that_fills_every_box_is_marked_and_no_person_comes_to_that_box() {
    let service = Service::open(Engine::Sqlite).await;
    let page = Survivor::visiting(&service).open("/l/everyone").await.html;
    let trap = "<div class=\"skip\" aria-hidden=\"true\"><label>Please leave this empty \
                <input type=\"text\" name=\"website\" tabindex=\"-1\" autocomplete=\"off\"></label></div>";
    assert!(page.contains(trap), "out of sight, of hearing and of the keyboard's way");
    send_from(&service, "127.0.0.1", "", &[("website", "https://spam.example")]).await;
    for _ in 0..11 {
        send_from(&service, "127.0.0.1", "", &[("website", "")]).await;
    }
    service.close().await;
    assert_eq!(service.look().await.hasty, 1);
}

#[tokio::test]
async fn typing_codes_without_end_pauses_and_a_card_still_works_after() {
    let service = Service::open(Engine::Sqlite).await;
    let code = service.codes[0].to_string();
    let guess =
        async |address: &str, code: &str| post_from(&service, "203.0.113.9", "", address, &[("code", code)]).await;
    for n in 0..300 {
        let address = if n % 2 == 0 { "/" } else { "/takeback" };
        assert_eq!(guess(address, "NONSENSE").await.status, 303);
    }
    let paused = guess("/", &code).await;
    assert_eq!(paused.status, 429);
    assert!(paused.text().contains("Your card still works. Please try again in an hour."));
    assert_eq!(guess("/takeback", &code).await.status, 429);
    // The link of a card is no typing, and another network goes on.
    assert_eq!(Survivor::visiting(&service).get(&format!("/c/{code}")).await.status, 303);
    assert_eq!(post_from(&service, "203.0.114.9", "", "/", &[("code", &code)]).await.status, 303);
    service.clock.advance(3_600);
    assert!(guess("/", &code).await.to().starts_with("/w/"));
}

#[tokio::test]
async fn staff_are_told_of_a_link_that_brings_more_than_links_bring() {
    on_both!(async |mut service: Service| {
        let survivor = Survivor::visiting(&service);
        let told = async |service: &Service| {
            let staff = Survivor::signed_in(service, Role::Administrator).await;
            staff.get("/commission").await.text().contains("than a link plausibly brings")
        };
        survivor.crowd("/l/everyone", 299, &[]).await;
        let page = survivor.open("/l/everyone").await;
        // A bad network sends one page again and again; it is one person.
        for _ in 0..5 {
            survivor.send(&page, &[]).await;
        }
        assert!(!told(&service).await);
        survivor.crowd("/l/everyone", 1, &[]).await;
        assert!(told(&service).await);
        // Staff's pages may be a process of their own, and nobody looks every day.
        service.restart();
        service.clock.advance(20 * 86_400);
        assert!(told(&service).await, "until a month is over");
        service.clock.advance(11 * 86_400);
        assert!(!told(&service).await);
    });
}
