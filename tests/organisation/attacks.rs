//! Attacks on the sign-in by an organisation, by name. Each is refused and changes nothing.

use std::time::{Duration, Instant};

use heard::clock::Clock;
use heard::store::{LinkPurpose, Role};
use serde_json::{Value, json};

use super::issuer::{CLIENT, Issuer, Mood, SECRET, Signing, Token};
use super::{enrol, organisation, passes_on, register, registered, send, sign_in_as};
use crate::common::{Answer, Engine, Service, Survivor};
use crate::{on_both, sign_in};

type Twist = fn(&mut Token, &[u8]);

/// What somebody whom nobody here knows gets; every refusal is the same.
async fn of_a_stranger(service: &Service, issuer: &Issuer) -> Answer {
    sign_in_as(service, issuer, "a stranger").await
}

fn is_refused(answer: &Answer, as_a_stranger: &Answer, what: &str) {
    assert_eq!(answer.status, 403, "{what}: {}", answer.text());
    assert_eq!(answer.body, as_a_stranger.body, "{what}");
    assert!(answer.header("refresh").is_empty() && !answer.header("set-cookie").contains("staff="), "{what}");
}

/// What a sign-in would change.
async fn kept(service: &Service) -> (usize, usize, usize, usize) {
    let rows = service.rows();
    (
        rows.count("staff_session").await,
        rows.count("staff_identity").await,
        rows.count("staff_link").await,
        rows.count("audit").await,
    )
}

/// Tokens that must not hold, by name.
const TWISTED: [(&str, Twist); 19] = [
    ("a wrong nonce", |token, _| token.claims["nonce"] = "another".into()),
    ("no nonce", |token, _| token.claims["nonce"] = Value::Null),
    ("another audience", |token, _| token.claims["aud"] = "another-client".into()),
    ("an audience beside ours", |token, _| token.claims["aud"] = json!([CLIENT, "another-client"])),
    ("made for another client", |token, _| token.claims["azp"] = "another-client".into()),
    ("another issuer", |token, _| token.claims["iss"] = "https://another.example".into()),
    ("another tenant of the issuer", |token, _| {
        token.claims["iss"] = format!("{}/", token.claims["iss"].as_str().unwrap()).into();
    }),
    ("expired", |token, _| token.claims["exp"] = (token.claims["iat"].as_i64().unwrap() + 300).into()),
    ("issued an hour ago", |token, _| token.claims["iat"] = (token.claims["iat"].as_i64().unwrap() - 3_600).into()),
    ("issued tomorrow", |token, _| token.claims["iat"] = (token.claims["iat"].as_i64().unwrap() + 86_400).into()),
    ("alg none", |token, _| token.signed_by(Signing::None)),
    ("HS256 with the public key", |token, key| token.signed_by(Signing::Hs256(key.to_vec()))),
    ("HS256 with the client's secret", |token, _| token.signed_by(Signing::Hs256(SECRET.into()))),
    ("an unknown key", |token, _| token.header["kid"] = "nobody's".into()),
    ("a key of another kind", |token, _| token.header["kid"] = "ec".into()),
    ("an algorithm that is not the signature's", |token, _| token.header["alg"] = "PS256".into()),
    ("critical words that we do not know", |token, _| token.header["crit"] = json!(["b64"])),
    ("another kind of token", |token, _| token.header["typ"] = "at+jwt".into()),
    ("no second factor", |token, _| token.claims["amr"] = json!(["pwd"])),
];

#[tokio::test]
async fn no_token_that_is_not_for_this_sign_in_holds() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        let (_, anna) = enrol(&service, &issuer, "anna").await;
        let stranger = of_a_stranger(&service, &issuer).await;
        let before = kept(&service).await;
        for (what, twist) in TWISTED {
            let key = issuer.public_key();
            issuer.twist(move |token| twist(token, &key));
            is_refused(&sign_in_as(&service, &issuer, "anna").await, &stranger, what);
            assert_eq!(kept(&service).await, before, "{what}");
        }
        issuer.twist(|_| ());
        assert_eq!(sign_in_as(&service, &issuer, "anna").await.status, 200);
        assert_eq!(anna.get("/commission").await.status, 200, "nobody was signed out");
    });
}

#[tokio::test]
async fn an_unknown_key_is_looked_up_once_more_and_then_refused() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        enrol(&service, &issuer, "anna").await;
        let read = issuer.asked("/keys");
        issuer.twist(|token| token.header["kid"] = "new".into());
        assert_eq!(sign_in_as(&service, &issuer, "anna").await.status, 403);
        assert_eq!(issuer.asked("/keys"), read + 1);
    });
}

#[tokio::test]
async fn an_answer_is_taken_once_in_the_browser_that_was_sent_and_within_ten_minutes() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        enrol(&service, &issuer, "anna").await;
        let stranger = of_a_stranger(&service, &issuer).await;
        let visitor = Survivor::visiting(&service);
        let now = service.clock.now();
        let (away, other) =
            (send(&visitor, "/staff/organisation", &[]).await, send(&visitor, "/staff/organisation", &[]).await);
        let code = issuer.code(&away.asked, "anna", now);
        let (own, others) = ([("code", code.as_str()), ("state", away.state())], other.state().to_owned());
        let before = kept(&service).await;
        let odd = [
            ("another browser", &other, own.to_vec()),
            ("another browser's state", &away, vec![("code", &code), ("state", &others)]),
            ("no state", &away, vec![("code", &code)]),
            ("an empty state", &away, vec![("code", &code), ("state", "")]),
            ("two states", &away, vec![("code", &code), ("state", away.state()), ("state", &others)]),
            ("two codes", &away, vec![("code", &code), ("code", "x"), ("state", away.state())]),
        ];
        for (what, browser, query) in odd {
            is_refused(&browser.back_with(&service, &query).await, &stranger, what);
        }
        let query = format!("/staff/organisation/back?code={code}&state={}", away.state());
        is_refused(&visitor.get(&query).await, &stranger, "no cookie");
        assert_eq!(kept(&service).await, before);
        // None of that used up what was under way.
        assert_eq!(away.back_with(&service, &own).await.status, 200);
        is_refused(&away.back_with(&service, &own).await, &stranger, "the same answer again");
        // A code that was used, on an errand of its own.
        let again = [("code", code.as_str()), ("state", other.state())];
        is_refused(&other.back_with(&service, &again).await, &stranger, "a code used before");
        let late = send(&visitor, "/staff/organisation", &[]).await;
        service.clock.advance(601);
        is_refused(&late.back(&service, &issuer, "anna").await, &stranger, "too late");
    });
}

#[tokio::test]
async fn a_code_of_somebody_elses_errand_does_not_fit_ones_own() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        enrol(&service, &issuer, "anna").await;
        let stranger = of_a_stranger(&service, &issuer).await;
        let visitor = Survivor::visiting(&service);
        let (thief, anna) =
            (send(&visitor, "/staff/organisation", &[]).await, send(&visitor, "/staff/organisation", &[]).await);
        let stolen = issuer.code(&anna.asked, "anna", service.clock.now());
        let answer = thief.back_with(&service, &[("code", &stolen), ("state", thief.state())]).await;
        is_refused(&answer, &stranger, "PKCE");
    });
}

#[tokio::test]
async fn an_answer_that_names_another_issuer_or_none_where_it_always_names_one_is_refused() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        enrol(&service, &issuer, "anna").await;
        let stranger = of_a_stranger(&service, &issuer).await;
        for always in [false, true] {
            issuer.set(|inside| inside.metadata["authorization_response_iss_parameter_supported"] = always.into());
            register(&mut service, &issuer, "amr=mfa");
            for (named, holds) in
                [(Some("https://another.example"), false), (Some(issuer.base.as_str()), true), (None, !always)]
            {
                let away = send(&Survivor::visiting(&service), "/staff/organisation", &[]).await;
                let code = issuer.code(&away.asked, "anna", service.clock.now());
                let mut query = vec![("code", code.as_str()), ("state", away.state())];
                query.extend(named.map(|named| ("iss", named)));
                let answer = away.back_with(&service, &query).await;
                if holds {
                    assert_eq!(answer.status, 200);
                } else {
                    is_refused(&answer, &stranger, "another issuer");
                }
            }
        }
    });
}

#[tokio::test]
async fn a_second_account_does_not_get_an_identity_and_an_account_gets_no_second() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        let (anna, visitor) = enrol(&service, &issuer, "anna").await;
        let ben = sign_in::enrol(&service, &[Role::Analyst]).await;
        let before = kept(&service).await;
        let away = send(&ben.visitor, "/staff/me/organisation", &[]).await;
        assert_eq!(away.back(&service, &issuer, "anna").await.status, 422);
        let away = send(&visitor, "/staff/me/organisation", &[]).await;
        assert_eq!(away.back(&service, &issuer, "another anna").await.status, 422);
        assert_eq!(kept(&service).await, before);
        // By a link: it is as good as before, and so is what signed in.
        let link = service.link(&ben.id, LinkPurpose::Enrol).await.to_string();
        let away = send(&ben.visitor, "/staff/enrol/organisation", &[("word", &link)]).await;
        assert_eq!(away.back(&service, &issuer, "anna").await.status, 422);
        assert_eq!(ben.visitor.get("/commission").await.status, 200);
        assert_eq!(ben.visitor.get(&format!("/staff/enrol/{link}")).await.status, 200);
        let answer = sign_in_as(&service, &issuer, "anna").await;
        let page = Survivor::visiting(&service).keeping(&answer).get("/staff/me").await.text();
        assert!(page.contains(anna.as_str()), "{page}");
    });
}

#[tokio::test]
async fn a_session_that_ended_and_a_link_that_was_replaced_bind_nothing() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        let stranger = of_a_stranger(&service, &issuer).await;
        let ben = sign_in::enrol(&service, &[Role::Analyst]).await;
        let away = send(&ben.visitor, "/staff/me/organisation", &[]).await;
        service.store.end_sessions(&ben.id, None).await.unwrap();
        is_refused(&away.back(&service, &issuer, "ben").await, &stranger, "an ended session");
        let link = service.link(&ben.id, LinkPurpose::Enrol).await.to_string();
        let visitor = Survivor::visiting(&service);
        let away = send(&visitor, "/staff/enrol/organisation", &[("word", &link)]).await;
        service.link(&ben.id, LinkPurpose::Enrol).await;
        is_refused(&away.back(&service, &issuer, "ben").await, &stranger, "a replaced link");
        assert_eq!(service.rows().count("staff_identity").await, 0);
        let unknown = visitor.post("/staff/enrol/organisation", &[("word", "7K3M-9PQR-T2VW-XY41")]).await;
        is_refused(&unknown, &stranger, "no such link");
    });
}

#[tokio::test]
async fn nothing_in_the_answer_says_where_to_go_next_or_is_shown() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        enrol(&service, &issuer, "anna").await;
        let visitor = Survivor::visiting(&service);
        let evil = "https://evil.example/<script>alert(1)</script>";
        let away = send(&visitor, "/staff/organisation", &[("next", evil), ("redirect_uri", evil)]).await;
        assert!(!away.address.contains("evil"));
        let code = issuer.code(&away.asked, "anna", service.clock.now());
        let mut query = vec![("code", code.as_str()), ("state", away.state())];
        query.extend(["next", "return_to", "redirect_uri", "target_link_uri"].map(|name| (name, evil)));
        assert_eq!(passes_on(&away.back_with(&service, &query).await), "/commission");
        for (error, words) in [
            ("access_denied", "did not let you in"),
            ("temporarily_unavailable", "does not work at the moment"),
            (evil, "without an answer"),
        ] {
            let away = send(&visitor, "/staff/organisation", &[]).await;
            let query = [("error", error), ("error_description", evil), ("error_uri", evil), ("state", away.state())];
            let answer = away.back_with(&service, &query).await;
            assert_eq!(answer.status, 403);
            assert!(answer.text().contains(words) && !answer.text().contains("evil"), "{}", answer.text());
            let shown: Vec<_> = answer.headers.values().map(|value| format!("{value:?}")).collect();
            assert!(!shown.iter().any(|value| value.contains("evil")), "{shown:?}");
        }
        // An error without the state of this browser is nobody's.
        let away = send(&visitor, "/staff/organisation", &[]).await;
        let answer = away.back_with(&service, &[("error", "access_denied"), ("state", "x")]).await;
        assert!(answer.status == 403 && !answer.text().contains("did not let you in"));
    });
}

/// A browser that names another site as where it comes from, or nothing at all.
#[tokio::test]
async fn no_other_site_begins_a_sign_in_or_a_binding() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        let staff = Survivor::signed_in(&service, Role::Publisher).await;
        for path in ["/staff/organisation", "/staff/enrol/organisation", "/staff/me/organisation"] {
            for from in [&[("sec-fetch-site", "cross-site")][..], &[("origin", "https://evil.example")], &[]] {
                let mut request = axum::http::Request::post(path)
                    .header("content-type", "application/x-www-form-urlencoded")
                    .header("host", "feedback.example")
                    .header("cookie", staff.cookie().unwrap());
                for (name, value) in from {
                    request = request.header(*name, *value);
                }
                let answer = staff.ask(request.body("k=x".into()).unwrap()).await;
                assert_eq!(answer.status, 403, "{path} {from:?}");
                assert!(answer.header("set-cookie").is_empty());
            }
            assert_eq!(staff.get(path).await.status, 405, "{path} by a link alone");
        }
        assert_eq!(service.rows().count("staff_errand").await, 0);
        assert_eq!(issuer.asked("/.well-known/openid-configuration"), 0);
    });
}

#[tokio::test]
async fn a_provider_that_is_down_or_talks_nonsense_stops_nobody_else_and_is_asked_again() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        let anna = sign_in::enrol(&service, &[Role::Publisher]).await;
        let visitor = Survivor::visiting(&service);
        for mood in [Mood::Huge, Mood::Elsewhere, Mood::Nonsense] {
            issuer.set(|inside| inside.mood = mood);
            let answer = visitor.post("/staff/organisation", &[]).await;
            assert!(answer.status == 503 && answer.text().contains("work as ever"), "{}", answer.text());
            let asked = issuer.asked("/.well-known/openid-configuration");
            assert_eq!(visitor.post("/staff/organisation", &[]).await.status, 503);
            assert_eq!(issuer.asked("/.well-known/openid-configuration"), asked, "left alone for a moment");
            service.clock.advance(10);
        }
        assert_eq!(issuer.asked("/elsewhere"), 0, "no redirect is followed");
        let code = anna.code(&service);
        let fields = [("account", anna.id.as_str()), ("password", sign_in::PASSWORD), ("code", &code)];
        assert_eq!(visitor.post("/staff/password", &fields).await.status, 303, "the password works");
        issuer.set(|inside| inside.mood = Mood::Well);
        let away = send(&visitor, "/staff/organisation", &[]).await;
        // Down when the code comes back: nothing is changed, and one begins anew.
        issuer.set(|inside| inside.mood = Mood::Huge);
        let before = kept(&service).await;
        assert!([403, 503].contains(&away.back(&service, &issuer, "anna").await.status));
        assert_eq!(kept(&service).await, before);
        // Nobody there at all.
        service.with_parts(|parts| parts.organisation = Some(organisation("http://127.0.0.1:9", "amr=mfa")));
        let answer = Survivor::visiting(&service).post("/staff/organisation", &[]).await;
        assert_eq!(answer.status, 503);
    });
}

#[tokio::test]
async fn a_provider_that_does_not_answer_is_given_up_after_ten_seconds() {
    let mut service = Service::open(Engine::Sqlite).await;
    let issuer = registered(&mut service).await;
    issuer.set(|inside| inside.mood = Mood::Slow);
    let started = Instant::now();
    assert_eq!(Survivor::visiting(&service).post("/staff/organisation", &[]).await.status, 503);
    let took = started.elapsed();
    assert!((Duration::from_secs(9)..Duration::from_secs(30)).contains(&took), "{took:?}");
}

#[tokio::test]
async fn metadata_of_another_issuer_or_with_an_unsafe_address_is_refused() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        let well = issuer.set(|inside| inside.metadata.clone());
        for (field, value) in [
            ("issuer", "https://another.example"),
            ("authorization_endpoint", "http://another.example/authorize"),
            ("token_endpoint", "http://another.example/token"),
            ("jwks_uri", "http://another.example/keys"),
            ("authorization_endpoint", "javascript:alert(1)"),
        ] {
            issuer.set(|inside| {
                inside.metadata = well.clone();
                inside.metadata[field] = value.into();
            });
            register(&mut service, &issuer, "amr=mfa");
            assert_eq!(Survivor::visiting(&service).post("/staff/organisation", &[]).await.status, 503, "{field}");
        }
    });
}

#[tokio::test]
async fn a_wrong_secret_is_told_to_the_operator_and_the_secret_goes_as_the_provider_takes_it() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        enrol(&service, &issuer, "anna").await;
        issuer.set(|inside| inside.metadata["token_endpoint_auth_methods_supported"] = json!(["client_secret_post"]));
        register(&mut service, &issuer, "amr=mfa");
        assert_eq!(sign_in_as(&service, &issuer, "anna").await.status, 200);
        let registration = heard::web::Registration {
            issuer: issuer.base.clone(),
            client: CLIENT.into(),
            secret: "another".into(),
            need: heard::web::Need::Nothing,
        };
        service.with_parts(|parts| parts.organisation = heard::web::Organisation::new(registration).ok());
        assert_eq!(sign_in_as(&service, &issuer, "anna").await.status, 503);
    });
}
