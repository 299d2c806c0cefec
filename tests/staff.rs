//! The staff door and what is behind it.

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::Request;
use heard::code::Word;
use heard::store::Role;
use regex::Regex;

use crate::common::{Service, Survivor, between};
use crate::on_both;

static CODE: LazyLock<Regex> = LazyLock::new(|| Regex::new("(?:[0-9A-Z]{4}-){4}[0-9A-Z]{2}").unwrap());

#[tokio::test]
async fn a_link_signs_in_once_and_loading_it_spends_nothing() {
    on_both!(async |mut service: Service| {
        service.with_settings(|settings| settings.demo = true);
        let visitor = Survivor::visiting(&service);
        let door = service.door(Role::Reviewer).await;
        for _ in 0..3 {
            let page = visitor.get(&door).await;
            assert!(page.headers.get("set-cookie").is_none());
            assert!(page.text().contains("Sign in"));
        }
        let word = door.rsplit('/').next().unwrap();
        let first = visitor.post("/staff/in", &[("word", word)]).await;
        assert_eq!((first.status, first.to()), (303, "/commission"));
        let row = service.store.audit_log().await.unwrap().pop().unwrap();
        assert_eq!((row.who.as_str(), row.act.as_str()), ("service", "signed in"));
        let cookie = first.header("set-cookie");
        assert!(cookie.starts_with("__Host-staff="), "{cookie}");
        for needed in ["Path=/", "HttpOnly", "SameSite=Strict", "Secure"] {
            assert!(cookie.contains(needed), "{needed}");
        }
        assert!(!cookie.contains("Max-Age") && !cookie.contains("Expires"));
        assert_eq!(visitor.post("/staff/in", &[("word", word)]).await.status, 403);
        // Outside a demonstration it is no way in.
        let door = service.door(Role::Reviewer).await;
        service.with_settings(|_| ());
        let visitor = Survivor::visiting(&service);
        assert_eq!(visitor.post("/staff/in", &[("word", door.rsplit('/').next().unwrap())]).await.status, 403);
    });
}

#[tokio::test]
async fn a_link_too_old_and_a_made_up_one_get_the_same_answer() {
    on_both!(async |mut service: Service| {
        service.with_settings(|settings| settings.demo = true);
        let visitor = Survivor::visiting(&service);
        let old = service.door(Role::Reviewer).await;
        service.clock.advance(3_601);
        let word = Word::new(&heard::clock::Os::default()).to_string();
        let answers = [
            visitor.post("/staff/in", &[("word", old.rsplit('/').next().unwrap())]).await,
            visitor.post("/staff/in", &[("word", &word)]).await,
            visitor.post("/staff/in", &[("word", "nonsense")]).await,
        ];
        for answer in &answers {
            assert_eq!((answer.status, &answer.body), (403, &answers[0].body));
        }
    });
}

#[tokio::test]
async fn a_session_ends_when_idle_after_a_day_and_when_signed_out() {
    on_both!(async |service: Service| {
        let staff = Survivor::signed_in(&service, Role::Reviewer).await;
        for _ in 0..3 {
            service.clock.advance(29 * 60);
            assert_eq!(staff.get("/commission").await.status, 200);
        }
        service.clock.advance(31 * 60);
        assert_eq!(staff.get("/commission").await.to(), "/staff");
        let staff = Survivor::signed_in(&service, Role::Reviewer).await;
        for _ in 0..25 {
            service.clock.advance(29 * 60);
            staff.get("/commission").await;
        }
        assert_eq!(staff.get("/commission").await.to(), "/staff");
        let staff = Survivor::signed_in(&service, Role::Reviewer).await;
        let out = staff.post("/staff/out", &[]).await;
        assert!(out.header("set-cookie").contains("Max-Age=0"));
        assert_eq!(out.header("clear-site-data"), "\"cache\", \"storage\"");
        assert_eq!(staff.get("/commission").await.to(), "/staff");
    });
}

#[tokio::test]
async fn a_provider_makes_a_batch_of_codes_that_work_and_are_shown_once() {
    on_both!(async |service: Service| {
        let staff = Survivor::signed_in(&service, Role::ProviderWorker).await;
        let page = staff.get("/provider").await.text();
        assert!(page.contains("/l/lanternx") && !page.contains("/l/everyone"));
        for said in ["in a crisis", "examined today", "lost somebody", "safely", "Say that it is a choice"] {
            assert!(page.contains(said), "T42: {said}");
        }
        let token = between(&page, "name=\"k\" value=\"", "\"").to_owned();
        let fields = [("k", token.as_str()), ("wave", "2026-q1"), ("size", "25")];
        let made = staff.post("/provider/codes", &fields).await;
        assert_eq!(made.status, 303, "{}", made.text());
        let sheet = staff.get(made.to()).await;
        let sheet = sheet.text();
        let codes: Vec<&str> = CODE.find_iter(&sheet).map(|found| found.as_str()).collect();
        assert_eq!(codes.len(), 25);
        // Loading it again shows nothing and makes nothing; another provider's session never sees it.
        let batches = service.rows().count("code_batch").await;
        assert!(staff.get(made.to()).await.text().contains("were shown already"));
        assert_eq!(service.rows().count("code_batch").await, batches);
        let survivor = Survivor::visiting(&service);
        survivor.answers(&format!("/c/{}", codes[0]), &[("believed", "no")]).await;
        for address in ["/provider", "/commission"] {
            assert!(!staff.get(address).await.text().contains(codes[0]));
        }
    });
}

#[tokio::test]
async fn a_batch_too_small_too_large_or_for_a_closed_wave_is_refused_in_plain_words() {
    on_both!(async |service: Service| {
        let staff = Survivor::signed_in(&service, Role::ProviderWorker).await;
        let codes = service.rows().count("code").await;
        for (wave, size) in [
            ("2026-q1", "19"),
            ("2026-q1", "1"),
            ("2026-q1", "2001"),
            ("2026-q1", "many"),
            ("nowhere", "20"),
            ("2026-q1", "-5"),
        ] {
            let refused = staff.post("/provider/codes", &[("wave", wave), ("size", size)]).await;
            assert_eq!(refused.status, 422, "{wave} {size}");
            assert!(refused.text().contains("Please go back") || refused.text().contains("please go back"));
        }
        assert_eq!(service.rows().count("code").await, codes);
    });
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    on_both!(async |service: Service| {
        let staff = Survivor::signed_in(&service, Role::ProviderWorker).await;
        let page = staff.get("/provider").await.text();
        let token = between(&page, "name=\"k\" value=\"", "\"").to_owned();
        let ask = async |headers: &[(&str, &str)], body: &str| {
            let mut request = Request::post("/provider/codes")
                .header("content-type", "application/x-www-form-urlencoded")
                .header("host", "feedback.example")
                .header("cookie", staff.cookie().unwrap());
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            staff.ask(request.body(Body::from(body.to_owned())).unwrap()).await.status
        };
        let body = "wave=2026-q1&size=20";
        let with_token = format!("{body}&k={token}");
        assert_eq!(ask(&[("sec-fetch-site", "cross-site")], &with_token).await, 403);
        assert_eq!(ask(&[("sec-fetch-site", "same-site")], &with_token).await, 403);
        assert_eq!(ask(&[("origin", "https://evil.example")], &with_token).await, 403);
        assert_eq!(ask(&[("origin", "null")], &with_token).await, 403);
        assert_eq!(ask(&[], body).await, 403);
        assert_eq!(ask(&[], &with_token).await, 303);
        assert_eq!(ask(&[("sec-fetch-site", "same-origin")], body).await, 303);
        assert_eq!(ask(&[("origin", "https://feedback.example")], body).await, 303);
    });
}

#[tokio::test]
async fn the_commission_sees_waves_next_steps_keys_and_contacts_to_ring_but_no_running_count() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 11, &[]).await;
        let staff = Survivor::signed_in(&service, Role::Reviewer).await;
        let page = staff.get("/commission").await.text();
        assert!(page.contains("Wave 2026-q1") && page.contains("nothing is counted yet"));
        assert!(page.contains("support contacts were not rung in the last half year"));
        survivor.crowd("/l/everyone", 3, &[("believed", "no")]).await;
        assert_eq!(staff.get("/commission").await.text(), page, "a wave that collects shows no count");
        service.close().await;
        let staff = Survivor::signed_in(&service, Role::Reviewer).await;
        let steps = ["heard wave check 2026-q1", "heard wave count 2026-q1", "heard release publish 2026-q1"];
        for (position, step) in steps.iter().enumerate() {
            assert!(staff.get("/commission").await.text().contains(step), "{step}");
            match position {
                0 => drop(service.check().await.unwrap()),
                1 => drop(service.count().await.unwrap()),
                _ => drop(service.publish().await.unwrap()),
            }
        }
        assert!(staff.get("/commission").await.text().contains("/results/2026-q1"));
        let wave = staff.get("/commission/wave/2026-q1").await.text();
        assert!(wave.contains("core-adult, version 1") && wave.contains("not yet"));
    });
}

#[tokio::test]
async fn names_and_labels_are_text_and_never_markup() {
    on_both!(async |service: Service| {
        service.rows().run("UPDATE provider SET name = '<script>alert(1)</script>'").await;
        service.rows().run("UPDATE link SET label = '\"><img src=x>'").await;
        for (role, address) in [(Role::Reviewer, "/commission"), (Role::ProviderWorker, "/provider")] {
            let staff = Survivor::signed_in(&service, role).await;
            let page = staff.get(address).await.text();
            assert!(page.contains("&lt;") && !page.contains("<script>alert") && !page.contains("<img"));
        }
    });
}
