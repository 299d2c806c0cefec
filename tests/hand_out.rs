//! What a provider's worker hands out, and pausing it.

use heard::store::Role;
use heard::survey::Contacts;
use regex::Regex;

use crate::common::{Engine, Service, Survivor, between};
use crate::on_both;

const ANSWER: [(&str, &str); 1] = [("believed", "no")];

#[tokio::test]
async fn a_worker_finds_address_message_and_poster_of_the_own_links_alone() {
    on_both!(async |service: Service| {
        let staff = Survivor::signed_in(&service, Role::ProviderWorker).await;
        let page = staff.get("/provider").await.text();
        assert!(page.contains("https://feedback.example/l/lanternx") && page.contains("/provider/poster/lanternx"));
        assert!(page.contains("Hello. We would like your feedback."), "a message with a greeting");
        assert!(!page.contains("everyone"));
        for link in ["everyone", "nowhere", "LANTERNX!"] {
            assert_eq!(staff.get(&format!("/provider/poster/{link}")).await.status, 404, "{link}");
        }
        assert_eq!(staff.get("/provider/poster/lanternx").await.status, 200);
    });
}

#[tokio::test]
async fn links_and_cards_open_in_capitals_as_their_squares_have_them() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    survivor.answers("/L/LANTERNX", &ANSWER).await;
    survivor.answers(&format!("/C/{}", service.codes[0]), &ANSWER).await;
    assert_eq!(service.rows().count("envelope").await, 2);
}

#[tokio::test]
async fn t14_what_is_printed_names_no_service_no_person_and_no_purpose() {
    let service = Service::open(Engine::Sqlite).await;
    let staff = Survivor::signed_in(&service, Role::ProviderLead).await;
    let made = staff.post("/provider/codes", &[("wave", "2026-q1"), ("size", "20")]).await;
    for address in ["/provider/poster/lanternx", made.to()] {
        let page = staff.get(address).await.text();
        let printed = page.split("class=\"sheet").skip(1).collect::<String>().to_lowercase().replace("lanternx", "");
        assert!(printed.contains("your feedback"));
        for told in ["lantern", "support", "commission", "abuse", "rape", "sexual", "victim", "survivor", "police"] {
            assert!(!printed.contains(told), "{address}: {told}");
        }
    }
}

#[tokio::test]
async fn t41_a_paused_link_lets_nobody_in_and_what_is_open_can_still_be_sent() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        let (open, begun) = (survivor.open("/l/lanternx").await, survivor.get("/l/lanternx").await);
        let landing = survivor.get(begun.to()).await.text();
        let start = format!("/b/{}", between(&landing, "href=\"/b/", "\""));
        let lead = Survivor::signed_in(&service, Role::ProviderLead).await;
        let pause = [("act", "pause"), ("reason", "support-down")];
        assert_eq!(lead.post("/provider/pause/lanternx", &pause).await.to(), "/provider");
        assert!(lead.get("/provider").await.text().contains("The area’s support contact cannot be reached"));
        for entry in ["/l/lanternx", "/L/LANTERNX", start.as_str()] {
            assert_eq!(survivor.get(entry).await.to(), "/paused", "{entry}");
        }
        assert_eq!(survivor.get("/l/lanternx?l=pl").await.to(), "/paused?l=pl");
        let page = survivor.get("/paused").await.text();
        assert!(page.contains("Closed for now") && page.contains("href=\"tel:999\""));
        assert!(!page.contains("reached") && !page.contains("paused"), "nothing about why: {page}");
        // The others stay as they are, and nobody's words are lost.
        assert!(survivor.get("/l/everyone").await.to().starts_with("/w/"));
        assert_eq!(survivor.send(&open, &ANSWER).await.to(), "/sent");
        assert_eq!(service.rows().count("envelope").await, 1);
        assert_eq!(lead.post("/provider/pause/lanternx", &[("act", "resume")]).await.status, 303);
        survivor.answers("/l/lanternx", &ANSWER).await;
        let log = service.store.audit_log().await.unwrap();
        let said: Vec<_> = log.iter().rev().take(2).map(|row| (row.act.as_str(), row.about.as_str())).collect();
        assert_eq!(said[0], ("took a paused link up again", "link=lanternx"));
        assert_eq!(said[1], ("paused an open link", "link=lanternx reason=support-down"));
    });
}

#[tokio::test]
async fn only_its_own_people_and_the_commission_pause_a_link_and_only_for_a_listed_reason() {
    on_both!(async |service: Service| {
        let worker = Survivor::signed_in(&service, Role::ProviderWorker).await;
        let analyst = Survivor::signed_in(&service, Role::Analyst).await;
        let pause = [("act", "pause"), ("reason", "misused")];
        service.add_link("spirexxx", Some("spire")).await;
        for link in ["everyone", "spirexxx", "nowhere"] {
            assert_eq!(worker.post(&format!("/provider/pause/{link}"), &pause).await.status, 404, "{link}");
        }
        for odd in [[("act", "pause"), ("reason", "she asked")], [("act", "close"), ("reason", "misused")]] {
            assert_eq!(worker.post("/provider/pause/lanternx", &odd).await.status, 422);
        }
        assert_eq!(analyst.post("/commission/pause/nowhere", &pause).await.status, 404);
        let rows = service.store.audit_log().await.unwrap().len();
        for _ in 0..2 {
            assert_eq!(analyst.post("/commission/pause/everyone", &pause).await.to(), "/commission");
        }
        assert_eq!(service.store.audit_log().await.unwrap().len(), rows + 1, "done once, noted once");
        let scrutiny = Survivor::signed_in(&service, Role::Scrutiny).await;
        let page = scrutiny.get("/commission").await.text();
        assert!(page.contains("Somebody misuses it") && !page.contains("/commission/pause/"));
        assert_eq!(Survivor::visiting(&service).get("/l/everyone").await.to(), "/paused");
    });
}

#[tokio::test]
async fn a_support_contact_that_nobody_rang_is_told_beside_the_pause() {
    let mut service = Service::open(Engine::Sqlite).await;
    let told = "Nobody noted in the last half year";
    let staff = Survivor::signed_in(&service, Role::ProviderWorker).await;
    assert!(staff.get("/provider").await.text().contains(told), "as the file is shipped");
    let text = include_str!("../surveys/contacts.toml");
    let rung = Regex::new("(?m)^checked = .*$").unwrap().replace_all(text, "checked = 2026-02-01");
    service.library.contacts = Contacts::parse("contacts.toml", &rung, &service.library.areas).unwrap();
    service.restart();
    let staff = Survivor::signed_in(&service, Role::ProviderWorker).await;
    assert!(!staff.get("/provider").await.text().contains(told));
}
