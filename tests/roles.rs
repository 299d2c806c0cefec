//! Roles: every role against every page of staff, and how a role is given.

use std::collections::BTreeSet;

use heard::store::{KnownPasskey, LinkPurpose, Role, StoreError};
use heard::web::{STAFF_MATRIX, StaffMay};

use crate::common::{Service, Survivor, between, is_built, slug};
use crate::on_both;

/// An address of a path of the table.
fn address(path: &str) -> String {
    let made_up =
        path.replace("{wave}", "2026-q1").replace("{key}", "K").replace("{word}", "W").replace("{text}", "00");
    made_up.replace("{link}", "lanternx")
}

/// What the table means, written out a second time: who may load a page, by the beginning of its address.
fn expected(path: &str, method: &str) -> Option<Vec<Role>> {
    use Role::*;
    let commission = vec![Reviewer, Analyst, Publisher, Keyholder, Administrator, Scrutiny];
    match path {
        _ if path.starts_with("/staff/me") => Some(Role::ALL.to_vec()),
        _ if path.starts_with("/staff") => None,
        "/provider/reply" => Some(vec![ProviderLead]),
        "/commission/replies" if method == "POST" => Some(vec![Publisher]),
        _ if path.starts_with("/provider") => Some(vec![ProviderWorker, ProviderLead]),
        _ if path.starts_with("/commission/review") || path.ends_with("/type") => Some(vec![Reviewer]),
        "/commission/wave/{wave}/publish" => Some(vec![Publisher]),
        "/commission/pause/{link}" => Some(vec![Reviewer, Analyst, Publisher, Administrator]),
        "/commission/people" if method == "POST" => Some(vec![Administrator]),
        "/commission/people" | "/commission/audit" => Some(vec![Administrator, Scrutiny]),
        _ => Some(commission),
    }
}

#[tokio::test]
async fn every_role_is_tried_against_every_page() {
    on_both!(async |mut service: Service| {
        // The desk is another process; on the public one its pages are not there for anybody.
        for desk in [false, true] {
            if desk {
                crate::review::people_write(&service, 2, 10).await;
                service.end().await;
                crate::review::review(&mut service).await;
            }
            let mut people = Vec::new();
            for role in Role::ALL {
                people.push((role, Survivor::signed_in(&service, role).await));
            }
            let nobody = Survivor::visiting(&service);
            let without_role = Survivor::signed_in_as(&service, &service.person(&[]).await).await;
            let mut tried = 0;
            for line in STAFF_MATRIX.iter().filter(|line| line.path != "/staff/out") {
                let of_desk = line.path.starts_with("/commission/review");
                if of_desk != desk {
                    continue;
                }
                let here = address(line.path);
                if !is_built(line.path) {
                    // The address may be that of a link's page, which takes no form.
                    let answer = match line.method {
                        "GET" => nobody.get(&here).await,
                        _ => nobody.post(&here, &[]).await,
                    };
                    assert!([404, 405].contains(&answer.status), "{here}: {}", answer.status);
                    continue;
                }
                let ask = async |who: &Survivor| {
                    let who = Survivor::visiting(&service).with_cookie(who.cookie().unwrap_or("none=0"));
                    match line.method {
                        "GET" => who.get(&here).await,
                        _ => who.post(&here, &[]).await,
                    }
                };
                let Some(allowed) = expected(line.path, line.method) else {
                    assert_eq!(line.may, StaffMay::Anyone, "{here}");
                    continue;
                };
                assert_eq!(ask(&nobody).await.to(), "/staff", "nobody at {here}");
                for (role, person) in &people {
                    let answer = ask(person).await;
                    // Past the gate a made-up key or text is not found either: then the title says what page it was.
                    let refused = answer.status == 404 && answer.text().contains("There is no page at this address");
                    let unreleased = line.path.contains("{question}") || line.path.ends_with("/preview");
                    let not_set_up = line.path.contains("/organisation");
                    let made_up = here.contains("/00") || here.ends_with("/K") || unreleased || not_set_up;
                    assert!(allowed.contains(role) || refused, "{role} at {} {here}", line.method);
                    assert!(!allowed.contains(role) || !refused || made_up, "{role} at {} {here}", line.method);
                    tried += 1;
                }
                let refused = ask(&without_role).await.status == 404;
                let not_set_up = line.path.contains("/organisation");
                assert_eq!(refused, line.may != StaffMay::SignedIn || not_set_up, "no role at {here}");
            }
            assert!(tried >= 60, "{tried}");
        }
    });
}

#[tokio::test]
async fn the_guide_has_the_table() {
    let guide = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/staff.md")).unwrap();
    let mut told: BTreeSet<(String, String, String)> = BTreeSet::new();
    for line in guide.lines().filter(|line| line.starts_with("| `GET /") || line.starts_with("| `POST /")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (method, path) = cells[1].trim_matches('`').split_once(' ').unwrap();
        told.insert((method.into(), path.into(), cells[2].into()));
    }
    let table: BTreeSet<(String, String, String)> = STAFF_MATRIX
        .iter()
        .map(|line| {
            let who = match line.may {
                StaffMay::Anyone => "anyone".to_owned(),
                StaffMay::SignedIn => "whoever is signed in".to_owned(),
                StaffMay::Any(roles) => roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(", "),
            };
            (line.method.to_owned(), line.path.to_owned(), who)
        })
        .collect();
    assert_eq!(told, table);
}

#[tokio::test]
async fn a_role_takes_a_second_administrator() {
    on_both!(async |service: Service| {
        let (first_id, second_id) =
            (service.person(&[Role::Administrator]).await, service.person(&[Role::Administrator]).await);
        let first = Survivor::signed_in_as(&service, &first_id).await;
        let second = Survivor::signed_in_as(&service, &second_id).await;
        let anna = service.person(&[]).await;
        let worker = Survivor::signed_in_as(&service, &anna).await;
        let ask = [("act", "ask"), ("account", anna.as_str()), ("role", "publisher"), ("provider", "")];
        assert_eq!(first.post("/commission/people", &ask).await.to(), "/commission/people");
        assert_eq!(worker.get("/commission").await.status, 404, "one person is not enough");
        let agree = [("act", "agree publisher"), ("account", anna.as_str())];
        assert_eq!(first.post("/commission/people", &agree).await.status, 422, "not the one who asked");
        assert_eq!(worker.get("/commission").await.status, 404);
        assert!(second.get("/commission/people").await.text().contains("agree publisher"));
        assert_eq!(second.post("/commission/people", &agree).await.status, 303);
        assert_eq!(worker.get("/commission").await.status, 200);
        // Nobody agrees to a role of their own, or asks for one.
        let own = [("act", "ask"), ("account", first_id.as_str()), ("role", "analyst"), ("provider", "")];
        assert_eq!(first.post("/commission/people", &own).await.status, 422);
        assert_eq!(second.post("/commission/people", &own).await.status, 303);
        let agree = [("act", "agree analyst"), ("account", first_id.as_str())];
        assert_eq!(first.post("/commission/people", &agree).await.status, 422);
        // One takes away.
        let take = [("act", "take publisher"), ("account", anna.as_str())];
        assert_eq!(first.post("/commission/people", &take).await.status, 303);
        assert_eq!(worker.get("/commission").await.status, 404);
        let log = first.get("/commission/audit").await.text();
        for act in ["asked for a role", "granted a role", "took a role away"] {
            assert!(log.contains(act), "{act}");
        }
        assert!(log.contains(&format!("account {second_id}")));
    });
}

#[tokio::test]
async fn roles_that_must_be_apart_are_refused_and_a_providers_role_names_its_provider() {
    on_both!(async |service: Service| {
        let store = &service.store;
        let anna = service.person(&[Role::Administrator]).await;
        for role in [Role::Reviewer, Role::Scrutiny, Role::Administrator] {
            assert!(store.ask_for_role(&anna, role, None, true).await.is_err(), "{role}");
        }
        store.ask_for_role(&anna, Role::Analyst, None, false).await.unwrap();
        assert!(store.ask_for_role(&anna, Role::Keyholder, None, true).await.is_err(), "asked for counts too");
        let ben = service.person(&[Role::ProviderWorker]).await;
        let spire = slug("spire");
        for (role, provider) in
            [(Role::ProviderLead, None), (Role::ProviderLead, Some(&spire)), (Role::Analyst, Some(&spire))]
        {
            let refused = store.ask_for_role(&ben, role, provider, true).await.unwrap_err();
            assert!(matches!(refused, StoreError::Refused(_)), "{role}: {refused}");
        }
        assert_eq!(store.account(&ben).await.unwrap().unwrap().provider(), Some(&slug("lantern")));
    });
}

#[tokio::test]
async fn no_administrator_alone_gets_a_link_that_acts_as_somebody_with_roles() {
    on_both!(async |service: Service| {
        let administrator = Survivor::signed_in(&service, Role::Administrator).await;
        let anna = service.person(&[Role::Reviewer]).await;
        let enrol = [("act", "enrol"), ("account", anna.as_str())];
        let refused = administrator.post("/commission/people", &enrol).await;
        assert!(refused.status == 422 && !refused.text().contains("/staff/enrol/"), "{}", refused.text());
        let add = [("act", "add"), ("account", "new-one"), ("name", "Somebody new")];
        let page = administrator.post("/commission/people", &add).await.text();
        let link = crate::common::between(&page, "https://feedback.example", "<").to_owned();
        assert_eq!(Survivor::visiting(&service).get(&link).await.status, 200);
        // Who has enrolled gets a role: a link that somebody kept from before is void.
        let kept = service.link(&slug("new-one"), LinkPurpose::Enrol).await;
        service.store.ask_for_role(&slug("new-one"), Role::Analyst, None, true).await.unwrap();
        assert_eq!(Survivor::visiting(&service).get(&format!("/staff/enrol/{kept}")).await.status, 200, "not enrolled");
        let passkey = KnownPasskey {
            digest: [1; 32],
            account: slug("new-one"),
            label: "key".into(),
            credential: "{}".into(),
            made: 0,
        };
        service.store.add_passkey(&passkey).await.unwrap();
        service.store.ask_for_role(&slug("new-one"), Role::Publisher, None, true).await.unwrap();
        assert_eq!(Survivor::visiting(&service).get(&format!("/staff/enrol/{kept}")).await.status, 403);
    });
}

#[tokio::test]
async fn publishing_takes_two_publishers() {
    on_both!(async |service: Service| {
        let people = [service.person(&[Role::Publisher]).await, service.person(&[Role::Publisher]).await];
        let one = Survivor::signed_in_as(&service, &people[0]).await;
        let (page, form) = ("/commission/wave/2026-q1", "/commission/wave/2026-q1/publish");
        let preview = "/commission/wave/2026-q1/preview";
        assert_eq!(one.post(form, &[]).await.status, 422, "nothing to publish yet");
        assert_eq!(one.get(preview).await.status, 404, "and nothing to look at");
        Survivor::visiting(&service).crowd("/l/everyone", 12, &[("believed", "no")]).await;
        service.end().await;
        // Weeks later, in new sessions.
        let [one, two] =
            [Survivor::signed_in_as(&service, &people[0]).await, Survivor::signed_in_as(&service, &people[1]).await];
        assert!(one.get(page).await.text().contains("heard release preview 2026-q1"));
        let nought = "00".repeat(32);
        let unseen = [("preview", nought.as_str())];
        assert_eq!(one.post(form, &unseen).await.status, 422, "nobody agrees to what was not worked out");
        service.preview().await.unwrap();
        assert_eq!(one.post(form, &unseen).await.status, 422, "or to another preview");
        assert!(one.get(page).await.text().contains("Nobody agreed yet"));
        let shown = one.get(preview).await.text();
        assert!(shown.contains("Not published.") && shown.contains("What would be hidden, and why"));
        let seen = [("preview", between(&shown, "name=\"preview\" value=\"", "\""))];
        for _ in 0..2 {
            assert_eq!(one.post(form, &seen).await.to(), page);
        }
        assert_eq!(service.store.agreed_to_publish(&service.wave).await.unwrap().len(), 1, "one person counts once");
        assert!(!one.get(preview).await.text().contains("Agree that this is published"));
        assert_eq!(two.post(form, &seen).await.to(), page);
        assert_eq!(service.store.agreed_to_publish(&service.wave).await.unwrap().len(), 2);
        service.store.take_role(&people[0], Role::Publisher).await.unwrap();
        assert_eq!(service.store.agreed_to_publish(&service.wave).await.unwrap(), [people[1].clone()]);
    });
}

#[tokio::test]
async fn a_closed_account_is_out_at_once() {
    on_both!(async |service: Service| {
        let administrator = Survivor::signed_in(&service, Role::Administrator).await;
        let anna = service.person(&[Role::Publisher]).await;
        let staff = Survivor::signed_in_as(&service, &anna).await;
        assert_eq!(staff.get("/commission").await.status, 200);
        let close = [("act", "close"), ("account", anna.as_str())];
        assert_eq!(administrator.post("/commission/people", &close).await.status, 303);
        assert_eq!(staff.get("/commission").await.to(), "/staff");
    });
}
