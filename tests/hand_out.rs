//! What a provider's worker hands out, and pausing it.

use heard::store::{PauseReason, Role};
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
            assert_eq!(analyst.post("/commission/pause/everyone", &pause).await.to(), "/commission#link-everyone");
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

/// The fields of the form that lends a device.
fn lending<'a>(pin: &'a str, again: &'a str, script: &'a str) -> [(&'a str, &'a str); 3] {
    [("pin", pin), ("again", again), ("script", script)]
}

#[tokio::test]
async fn lending_a_device_ends_the_session_and_its_forms_are_kept_and_counted() {
    on_both!(async |service: Service| {
        let worker = Survivor::signed_in(&service, Role::ProviderWorker).await;
        for (pin, again, script) in [
            ("204060", "204060", "no"),
            ("2040", "2040", "yes"),
            ("777777", "777777", "yes"),
            ("204060", "204061", "yes"),
        ] {
            let refused = worker.post("/provider/kiosk/lanternx", &lending(pin, again, script)).await;
            assert_eq!(refused.status, 422, "{pin} {again} {script}");
        }
        assert_eq!(worker.post("/provider/kiosk/everyone", &lending("204060", "204060", "yes")).await.status, 404);
        let lent = worker.post("/provider/kiosk/lanternx", &lending("204060", "204060", "yes")).await;
        assert_eq!((lent.status, lent.to()), (303, "/k/on"));
        assert_eq!(worker.get("/provider").await.to(), "/staff", "the worker's session is over");
        let cookies: Vec<_> = lent.headers.get_all("set-cookie").iter().map(|one| one.to_str().unwrap()).collect();
        assert!(cookies[0].starts_with("__Host-staff=;") && cookies[0].contains("Max-Age=0"), "{cookies:?}");
        let device = cookies[1].split(';').next().unwrap();
        assert!(device.starts_with("__Host-kiosk=") && cookies[1].contains("HttpOnly; SameSite=Strict; Secure"));
        let device = Survivor::visiting(&service).with_cookie(device);
        assert!(device.get("/k").await.text().contains("This tablet forgets."));
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..2 {
            let form = device.get("/k/f").await.text();
            let fields = ["t", "s"].map(|name| between(&form, &format!("name=\"{name}\" value=\""), "\"").to_owned());
            let sent = [("t", fields[0].as_str()), ("s", fields[1].as_str()), ("believed", "no")];
            assert_eq!(device.post("/k/f", &sent).await.to(), "/k/sent");
            seen.insert(fields);
        }
        assert_eq!((seen.len(), service.rows().count("envelope").await), (2, 2), "each person has a form of their own");
        let log = service.store.audit_log().await.unwrap();
        let acts: Vec<&str> = log.iter().map(|row| row.act.as_str()).collect();
        assert!(acts.contains(&"lent a device to people who answer"));
        // Paused meanwhile: nothing begins, and what is open can be sent.
        let form = device.get("/k/f").await.text();
        let ticket = between(&form, "name=\"t\" value=\"", "\"");
        service.store.pause_link(&"lanternx".parse().unwrap(), PauseReason::NobodyThere).await.unwrap();
        assert!(device.get("/k").await.text().contains("Closed for now"));
        assert_eq!(device.get("/k/f").await.to(), "/k");
        assert_eq!(device.post("/k/f", &[("t", ticket), ("believed", "no")]).await.to(), "/k/sent");
        // Half a day later nobody's device is lent.
        service.clock.advance(12 * 3_600 + 1);
        assert_eq!(device.get("/k").await.to(), "/k/over");
        assert_eq!(device.get("/staff").await.status, 200);
    });
}

#[tokio::test]
async fn a_restart_ends_every_loan_and_loses_no_words() {
    let mut service = Service::open(Engine::Sqlite).await;
    let worker = Survivor::signed_in(&service, Role::ProviderLead).await;
    let lent = worker.post("/provider/kiosk/lanternx", &lending("204060", "204060", "yes")).await;
    let cookie = lent.headers.get_all("set-cookie").iter().next_back().unwrap().to_str().unwrap().to_owned();
    let cookie = cookie.split(';').next().unwrap();
    let form = Survivor::visiting(&service).with_cookie(cookie).get("/k/f").await.text();
    service.restart();
    let device = Survivor::visiting(&service).with_cookie(cookie);
    assert_eq!(device.get("/k").await.to(), "/k/over");
    let ticket = between(&form, "name=\"t\" value=\"", "\"");
    assert_eq!(device.post("/k/f", &[("t", ticket), ("believed", "no")]).await.to(), "/k/sent");
    assert_eq!(service.rows().count("envelope").await, 1);
}
