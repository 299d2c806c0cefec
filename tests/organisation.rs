//! Signing in by an organisation: the whole way there and back, against a provider played here. `attacks` has what fails.

pub mod attacks;
pub mod issuer;

use std::collections::HashMap;

use heard::clock::Clock;
use heard::store::{LinkPurpose, Role};
use heard::survey::Slug;
use heard::web::{Organisation, Registration};

use crate::common::{Answer, Service, Survivor};
use crate::{on_both, sign_in};
use issuer::{CLIENT, Issuer, SECRET, Signing};

/// The organisation as an operator registers it.
pub fn organisation(issuer: &str, need: &str) -> Organisation {
    let registration = Registration {
        issuer: issuer.into(),
        client: CLIENT.into(),
        secret: SECRET.into(),
        need: need.parse().unwrap(),
    };
    Organisation::new(registration).unwrap_or_else(|words| panic!("{words}"))
}

/// The pages with an organisation whose provider is played here.
pub async fn registered(service: &mut Service) -> Issuer {
    let issuer = Issuer::start().await;
    register(service, &issuer, "amr=mfa");
    issuer
}

pub fn register(service: &mut Service, issuer: &Issuer, need: &str) {
    service.with_parts(|parts| parts.organisation = Some(organisation(&issuer.base, need)));
}

/// A browser that was sent to the provider.
pub struct Away {
    /// The whole of what the answer set.
    pub cookie: String,
    pub address: String,
    pub asked: HashMap<String, String>,
}

/// Where a page passes on to by itself.
pub fn passes_on(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text());
    let to = answer.header("refresh").strip_prefix("0; url=").unwrap_or_else(|| panic!("{:?}", answer.headers));
    assert!(answer.text().contains(&format!("href=\"{}\"", to.replace('&', "&amp;"))), "{}", answer.text());
    to.to_owned()
}

pub async fn send(visitor: &Survivor, path: &str, fields: &[(&str, &str)]) -> Away {
    let answer = visitor.post(path, fields).await;
    let address = passes_on(&answer);
    let asked = form_urlencoded::parse(address.split_once('?').unwrap().1.as_bytes()).into_owned().collect();
    Away { cookie: answer.header("set-cookie").to_owned(), address, asked }
}

impl Away {
    pub fn state(&self) -> &str {
        &self.asked["state"]
    }

    /// The browser on its way back: with this cookie, and not with the session's, which is strict.
    pub fn browser(&self, service: &Service) -> Survivor {
        Survivor::visiting(service).with_cookie(self.cookie.split(';').next().unwrap())
    }

    pub async fn back_with(&self, service: &Service, fields: &[(&str, &str)]) -> Answer {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.browser(service).get(&format!("/staff/organisation/back?{query}")).await
    }

    /// Somebody signed in there, and comes back.
    pub async fn back(&self, service: &Service, issuer: &Issuer, subject: &str) -> Answer {
        let code = issuer.code(&self.asked, subject, service.clock.now());
        self.back_with(service, &[("code", &code), ("state", self.state()), ("iss", &issuer.base)]).await
    }
}

/// Somebody invited, who enrols by the organisation; signed in.
pub async fn enrol(service: &Service, issuer: &Issuer, subject: &str) -> (Slug, Survivor) {
    let id = service.person(&[Role::Publisher]).await;
    let link = service.link(&id, LinkPurpose::Enrol).await.to_string();
    let visitor = Survivor::visiting(service);
    let away = send(&visitor, "/staff/enrol/organisation", &[("word", &link)]).await;
    let answer = away.back(service, issuer, subject).await;
    assert_eq!(passes_on(&answer), "/commission");
    (id, visitor.keeping(&answer))
}

pub async fn sign_in_as(service: &Service, issuer: &Issuer, subject: &str) -> Answer {
    let away = send(&Survivor::visiting(service), "/staff/organisation", &[]).await;
    away.back(service, issuer, subject).await
}

pub async fn acts(service: &Service, of: &Slug) -> Vec<String> {
    let rows = service.store.audit_log().await.unwrap();
    rows.iter().filter(|row| row.about == format!("account={of}")).map(|row| row.act.clone()).collect()
}

#[tokio::test]
async fn who_was_invited_binds_signs_out_and_signs_in_with_a_session_as_ever() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        let id = service.person(&[Role::Publisher]).await;
        let link = service.link(&id, LinkPurpose::Enrol).await.to_string();
        let visitor = Survivor::visiting(&service);
        let page = visitor.get(&format!("/staff/enrol/{link}")).await.text();
        assert!(page.contains("action=\"/staff/enrol/organisation\""), "{page}");
        assert_eq!(issuer.asked("/.well-known/openid-configuration"), 0, "a page alone asks nobody");
        let away = send(&visitor, "/staff/enrol/organisation", &[("word", &link)]).await;
        let answer = away.back(&service, &issuer, "anna").await;
        assert_eq!(passes_on(&answer), "/commission");
        let cookie = answer.header("set-cookie").to_owned();
        for needed in ["__Host-staff=", "Path=/", "HttpOnly", "SameSite=Strict", "Secure"] {
            assert!(cookie.contains(needed), "{cookie}");
        }
        let gone: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
        assert!(gone[1].to_str().unwrap().starts_with("__Host-organisation=; ") && gone.len() == 2, "{gone:?}");
        let visitor = visitor.keeping(&answer);
        assert_eq!(visitor.get("/commission").await.status, 200);
        assert_eq!(visitor.get(&format!("/staff/enrol/{link}")).await.status, 403, "the link is spent");
        assert_eq!(visitor.post("/staff/out", &[]).await.to(), "/staff");
        assert_eq!(visitor.get("/commission").await.to(), "/staff");
        assert!(visitor.get("/staff").await.text().contains("does not sign you out of your organisation"));
        let again = sign_in_as(&service, &issuer, "anna").await;
        assert_eq!(passes_on(&again), "/commission");
        let again = Survivor::visiting(&service).keeping(&again);
        assert_eq!(again.get("/commission").await.status, 200);
        assert_ne!(again.cookie(), visitor.cookie(), "another session");
        let told = acts(&service, &id).await;
        let expected = ["bound a sign-in by the organisation", "enrolled, which", "ended a session", "signed in"];
        let told = &told[told.len() - expected.len()..];
        assert!(told.iter().zip(expected).all(|(act, begins)| act.starts_with(begins)), "{told:?}");
        assert_eq!(issuer.asked("/keys"), 1, "what the provider says of itself is read once");
    });
}

#[tokio::test]
async fn the_browser_is_sent_with_a_code_flow_pkce_and_the_scope_openid_alone() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        let visitor = Survivor::visiting(&service);
        let (one, two) =
            (send(&visitor, "/staff/organisation", &[]).await, send(&visitor, "/staff/organisation", &[]).await);
        assert!(one.address.starts_with(&format!("{}/authorize?", issuer.base)), "{}", one.address);
        let mut named: Vec<&str> = one.asked.keys().map(String::as_str).collect();
        named.sort_unstable();
        let expected = [
            "client_id",
            "code_challenge",
            "code_challenge_method",
            "nonce",
            "redirect_uri",
            "response_mode",
            "response_type",
            "scope",
            "state",
        ];
        assert_eq!(named, expected);
        for (name, value) in [
            ("client_id", CLIENT),
            ("code_challenge_method", "S256"),
            ("redirect_uri", "https://feedback.example/staff/organisation/back"),
            ("response_mode", "query"),
            ("response_type", "code"),
            ("scope", "openid"),
        ] {
            assert_eq!(one.asked[name], value);
        }
        for secret in ["state", "nonce", "code_challenge"] {
            assert_ne!(one.asked[secret], two.asked[secret]);
            assert!(one.asked[secret].len() >= 43, "{secret}");
        }
        for needed in ["__Host-organisation=", "Path=/", "HttpOnly", "SameSite=Lax", "Secure", "Max-Age=600"] {
            assert!(one.cookie.contains(needed), "{}", one.cookie);
        }
    });
}

#[tokio::test]
async fn somebody_with_a_password_binds_on_the_own_page_and_unbinds_and_keeps_the_password() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        let anna = sign_in::enrol(&service, &[Role::Publisher]).await;
        assert_eq!(sign_in_as(&service, &issuer, "anna").await.status, 403, "bound to nobody yet");
        let away = send(&anna.visitor, "/staff/me/organisation", &[]).await;
        assert_eq!(passes_on(&away.back(&service, &issuer, "anna").await), "/staff/me");
        assert_eq!(anna.visitor.get("/commission").await.status, 200, "the session goes on");
        assert!(anna.visitor.get("/staff/me").await.text().contains("/staff/me/organisation/remove"));
        // A session from before in the same browser ends with the new sign-in.
        let away = send(&anna.visitor, "/staff/organisation", &[]).await;
        let new = anna.visitor.keeping(&away.back(&service, &issuer, "anna").await);
        assert_eq!(service.rows().count("staff_session").await, 1);
        assert_eq!(new.post("/staff/me/organisation/remove", &[]).await.to(), "/staff/me");
        assert_eq!(sign_in_as(&service, &issuer, "anna").await.status, 403);
        let told = acts(&service, &anna.id).await;
        assert!(told.iter().any(|act| act.starts_with("unbound")), "{told:?}");
    });
}

#[tokio::test]
async fn the_last_thing_to_sign_in_with_stays_and_re_enrolling_closing_and_the_operator_unbind() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        let (anna, visitor) = enrol(&service, &issuer, "anna").await;
        assert_eq!(visitor.post("/staff/me/organisation/remove", &[]).await.status, 422);
        assert_eq!(sign_in_as(&service, &issuer, "anna").await.status, 200);
        // A link from before is void when somebody who has enrolled gets a role.
        let stale = service.link(&anna, LinkPurpose::Enrol).await;
        service.store.ask_for_role(&anna, Role::Reviewer, None, true).await.unwrap();
        assert_eq!(visitor.get(&format!("/staff/enrol/{stale}")).await.status, 403);
        // Enrolling anew by another identity ends the one before.
        let link = service.link(&anna, LinkPurpose::Enrol).await.to_string();
        let away = send(&visitor, "/staff/enrol/organisation", &[("word", &link)]).await;
        assert_eq!(away.back(&service, &issuer, "anna-new").await.status, 200);
        assert_eq!(visitor.get("/commission").await.to(), "/staff", "sessions from before ended");
        assert_eq!(sign_in_as(&service, &issuer, "anna").await.status, 403);
        assert_eq!(sign_in_as(&service, &issuer, "anna-new").await.status, 200);
        service.store.unbind_identity(&anna).await.unwrap();
        assert_eq!(sign_in_as(&service, &issuer, "anna-new").await.status, 403);
        assert_eq!(service.rows().count("staff_session").await, 0);
        assert!(service.store.unbind_identity(&anna).await.is_err(), "there is none any more");
        let (ben, _) = enrol(&service, &issuer, "ben").await;
        service.store.close_account(&ben).await.unwrap();
        assert_eq!(sign_in_as(&service, &issuer, "ben").await.status, 403);
    });
}

#[tokio::test]
async fn nothing_of_what_the_organisation_says_is_kept_and_no_word_of_the_way() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        let (_, visitor) = enrol(&service, &issuer, "subject-of-anna").await;
        let away = send(&visitor, "/staff/organisation", &[]).await;
        let dump = service.rows().dump_all().await;
        assert_eq!(dump.iter().find(|(table, _)| *table == "staff_errand").unwrap().1.len(), 1);
        let all: Vec<&[u8]> = dump.iter().flat_map(|(_, rows)| rows).flatten().map(Vec::as_slice).collect();
        let cookie = away.cookie.split(['=', ';']).nth(1).unwrap();
        let word: heard::code::LongWord = cookie.parse().unwrap();
        let plain = ring::digest::digest(&ring::digest::SHA256, b"subject-of-anna");
        for hidden in [
            b"subject-of-anna".as_slice(),
            b"Atwork",
            b"somebody@",
            issuer.base.as_bytes(),
            away.state().as_bytes(),
            away.asked["nonce"].as_bytes(),
            away.asked["code_challenge"].as_bytes(),
            cookie.as_bytes(),
            word.bytes(),
            plain.as_ref(),
        ] {
            let holds = |value: &&[u8]| value.windows(hidden.len()).any(|window| window == hidden);
            assert!(!all.iter().any(holds), "{}", String::from_utf8_lossy(hidden));
        }
    });
}

#[tokio::test]
async fn tokens_signed_by_rs256_ps256_and_es256_hold() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        enrol(&service, &issuer, "anna").await;
        for signing in [Signing::Rs256, Signing::Ps256, Signing::Es256] {
            issuer.twist(move |token| token.signed_by(signing.clone()));
            assert_eq!(sign_in_as(&service, &issuer, "anna").await.status, 200);
        }
    });
}

#[tokio::test]
async fn a_second_factor_is_asked_for_in_the_providers_way_and_what_is_not_said_was_not_done() {
    on_both!(async |mut service: Service| {
        let issuer = registered(&mut service).await;
        enrol(&service, &issuer, "anna").await;
        for (need, asked, claim, enough, little) in [
            ("amr=mfa", None, "amr", serde_json::json!(["mfa"]), serde_json::json!(["pwd"])),
            ("acr=gold", Some(("acr_values", "gold")), "acr", "gold".into(), "silver".into()),
            (
                "acrs=c1",
                Some(("claims", r#"{"id_token":{"acrs":{"essential":true,"value":"c1"}}}"#)),
                "acrs",
                serde_json::json!(["c1", "c2"]),
                serde_json::json!(["c2"]),
            ),
        ] {
            register(&mut service, &issuer, need);
            let address = send(&Survivor::visiting(&service), "/staff/organisation", &[]).await.asked;
            if let Some((name, value)) = asked {
                assert_eq!(address[name], value);
            }
            for (said, status) in [(Some(enough), 200), (Some(little), 403), (None, 403)] {
                issuer.twist(move |token| {
                    token.claims.as_object_mut().unwrap().remove("amr");
                    if let Some(said) = &said {
                        token.claims[claim] = said.clone();
                    }
                });
                assert_eq!(sign_in_as(&service, &issuer, "anna").await.status, status, "{need}");
            }
        }
        register(&mut service, &issuer, "nothing");
        assert_eq!(sign_in_as(&service, &issuer, "anna").await.status, 200);
    });
}

#[tokio::test]
async fn without_a_registration_there_is_neither_a_button_nor_a_page() {
    on_both!(async |service: Service| {
        let staff = Survivor::signed_in(&service, Role::Publisher).await;
        for page in ["/staff", "/staff/me"] {
            assert!(!staff.get(page).await.text().contains("rganisation"), "{page}");
        }
        assert_eq!(staff.post("/staff/organisation", &[]).await.status, 404);
        assert_eq!(staff.post("/staff/me/organisation", &[]).await.status, 404);
        assert_eq!(staff.get("/staff/organisation/back?code=x&state=y").await.status, 404);
    });
}
