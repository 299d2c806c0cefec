//! Signing in with a password and a code, enrolling, and sessions.

use std::time::Instant;

use axum::body::Body;
use axum::http::Request;
use data_encoding::BASE64;
use heard::clock::Clock;
use heard::store::{LinkPurpose, Role};
use heard::survey::Slug;
use ring::digest::{SHA256, digest};
use totp_rs::{Builder, Secret, Totp};

use crate::common::{Answer, Service, Survivor, between, is_built};
use crate::on_both;

pub const PASSWORD: &str = "seven grey kettles";

/// An account that has enrolled with a password, its generator of codes, and the visitor who is signed in.
pub struct Enrolled {
    pub id: Slug,
    pub codes: Totp,
    pub visitor: Survivor,
}

pub fn generator(page: &str) -> Totp {
    let secret = between(page, "<p><code>", "</code>").replace(' ', "");
    let secret = Secret::try_from_base32(secret).unwrap();
    Builder::new().with_secret(secret).with_account_name("x").with_skew(0).build().unwrap()
}

pub async fn enrol(service: &Service, roles: &[Role]) -> Enrolled {
    let id = service.person(roles).await;
    let link = service.link(&id, LinkPurpose::Enrol).await.to_string();
    let visitor = Survivor::visiting(service);
    let page = visitor.get(&format!("/staff/enrol/{link}")).await.text();
    let codes = generator(&page);
    let code = codes.generate(service.clock.now() as u64).to_string();
    let fields = [("word", link.as_str()), ("password", PASSWORD), ("again", PASSWORD), ("code", &code)];
    let answer = visitor.post("/staff/enrol/password", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    service.clock.advance(30);
    Enrolled { id, codes, visitor: visitor.keeping(&answer) }
}

async fn sign_in(service: &Service, account: &str, password: &str, code: &str) -> Answer {
    let fields = [("account", account), ("password", password), ("code", code)];
    Survivor::visiting(service).post("/staff/password", &fields).await
}

impl Enrolled {
    pub fn code(&self, service: &Service) -> String {
        self.codes.generate(service.clock.now() as u64).to_string()
    }
}

#[tokio::test]
async fn who_enrolled_signs_in_with_password_and_code_and_each_code_works_once() {
    on_both!(async |service: Service| {
        let anna = enrol(&service, &[Role::Publisher]).await;
        assert_eq!(anna.visitor.get("/commission").await.status, 200, "enrolling signs in");
        let code = anna.code(&service);
        let answer = sign_in(&service, anna.id.as_str(), PASSWORD, &code).await;
        assert_eq!((answer.status, answer.to()), (303, "/commission"));
        let cookie = answer.header("set-cookie").to_owned();
        for needed in ["__Host-staff=", "Path=/", "HttpOnly", "SameSite=Strict", "Secure"] {
            assert!(cookie.contains(needed), "{cookie}");
        }
        assert_eq!(sign_in(&service, anna.id.as_str(), PASSWORD, &code).await.status, 403, "the same code again");
        service.clock.advance(30);
        let upper = anna.id.as_str().to_uppercase();
        assert_eq!(sign_in(&service, &format!(" {upper} "), PASSWORD, &anna.code(&service)).await.status, 303);
    });
}

#[tokio::test]
async fn what_does_not_fit_gets_the_same_bytes_whether_there_is_such_an_account_or_not() {
    on_both!(async |service: Service| {
        let anna = enrol(&service, &[Role::Publisher]).await;
        let not_enrolled = service.person(&[Role::Publisher]).await;
        let code = anna.code(&service);
        let answers = [
            sign_in(&service, anna.id.as_str(), "wrong wrong wrong", &code).await,
            sign_in(&service, anna.id.as_str(), PASSWORD, "000000").await,
            sign_in(&service, anna.id.as_str(), PASSWORD, "").await,
            sign_in(&service, not_enrolled.as_str(), PASSWORD, &code).await,
            sign_in(&service, "nobody", PASSWORD, &code).await,
            sign_in(&service, "No Name At All!", PASSWORD, &code).await,
            sign_in(&service, "", "", "").await,
        ];
        for answer in &answers {
            assert_eq!((answer.status, &answer.body), (403, &answers[0].body));
            assert_eq!(answer.headers, answers[0].headers);
        }
    });
}

#[tokio::test]
async fn a_name_that_nobody_has_takes_about_as_long() {
    on_both!(async |service: Service| {
        let anna = enrol(&service, &[Role::Publisher]).await;
        // Turn by turn, and the best of several: other work on the machine slows both.
        let (mut known, mut unknown) = (f64::MAX, f64::MAX);
        for _ in 0..8 {
            for (account, best) in [(anna.id.as_str(), &mut known), ("nobody", &mut unknown)] {
                let started = Instant::now();
                sign_in(&service, account, "wrong wrong wrong", "123456").await;
                *best = best.min(started.elapsed().as_secs_f64());
            }
        }
        assert!(known < unknown * 3.0 && unknown < known * 3.0, "{known} and {unknown}");
    });
}

#[tokio::test]
async fn many_wrong_passwords_are_refused_for_a_while_and_never_for_ever() {
    on_both!(async |service: Service| {
        let anna = enrol(&service, &[Role::Publisher]).await;
        for _ in 0..12 {
            assert_eq!(sign_in(&service, anna.id.as_str(), "wrong wrong wrong", "000000").await.status, 403);
        }
        let right = sign_in(&service, anna.id.as_str(), PASSWORD, &anna.code(&service)).await;
        let nobody = sign_in(&service, "nobody", PASSWORD, "000000").await;
        assert_eq!((right.status, &right.body), (403, &nobody.body), "the right one too, in the same words");
        let told = service.store.audit_log().await.unwrap();
        assert_eq!(told.iter().filter(|row| row.act.starts_with("refused sign-ins")).count(), 1);
        service.clock.advance(600);
        assert_eq!(sign_in(&service, anna.id.as_str(), PASSWORD, &anna.code(&service)).await.status, 303);
    });
}

#[tokio::test]
async fn an_enrolment_link_is_spent_by_enrolling_and_by_nothing_else() {
    on_both!(async |service: Service| {
        let id = service.person(&[Role::Analyst]).await;
        let link = service.link(&id, LinkPurpose::Enrol).await.to_string();
        let visitor = Survivor::visiting(&service);
        let page = visitor.get(&format!("/staff/enrol/{link}")).await.text();
        assert_eq!(generator(&visitor.get(&format!("/staff/enrol/{link}")).await.text()), generator(&page));
        let code = generator(&page).generate(service.clock.now() as u64).to_string();
        for (password, again, code, words) in [
            ("short", "short", code.as_str(), "15 to 200 characters"),
            (PASSWORD, "seven gray kettles", &code, "differ"),
            ("aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa", &code, "easy to guess"),
            (PASSWORD, PASSWORD, "000000", "code did not fit"),
        ] {
            let fields = [("word", link.as_str()), ("password", password), ("again", again), ("code", code)];
            let answer = visitor.post("/staff/enrol/password", &fields).await;
            assert!(answer.status == 422 && answer.text().contains(words), "{words}: {}", answer.text());
        }
        let fields = [("word", link.as_str()), ("password", PASSWORD), ("again", PASSWORD), ("code", &code)];
        // As a door it opens nothing, and another link made since makes it useless.
        assert_eq!(visitor.post("/staff/in", &[("word", &link)]).await.status, 403);
        assert_eq!(visitor.post("/staff/enrol/password", &fields).await.status, 303);
        assert_eq!(visitor.post("/staff/enrol/password", &fields).await.status, 403);
        assert_eq!(visitor.get(&format!("/staff/enrol/{link}")).await.status, 403);
        let (first, _second) =
            (service.link(&id, LinkPurpose::Enrol).await, service.link(&id, LinkPurpose::Enrol).await);
        assert_eq!(visitor.get(&format!("/staff/enrol/{first}")).await.status, 403, "the last link counts");
        let late = service.link(&id, LinkPurpose::Enrol).await;
        service.clock.advance(3_601);
        assert_eq!(visitor.get(&format!("/staff/enrol/{late}")).await.status, 403, "too late");
    });
}

#[tokio::test]
async fn a_common_password_is_refused_in_words_and_the_link_still_works() {
    on_both!(async |service: Service| {
        let id = service.person(&[Role::Analyst]).await;
        let link = service.link(&id, LinkPurpose::Enrol).await.to_string();
        let visitor = Survivor::visiting(&service);
        let codes = generator(&visitor.get(&format!("/staff/enrol/{link}")).await.text());
        let code = codes.generate(service.clock.now() as u64).to_string();
        for (password, words) in [
            ("passwordpassword", "easy to guess"),
            ("qwertyuiopasdfgh", "easy to guess"),
            ("1234567890123456", "easy to guess"),
            ("seven grey commission kettles", "has a name in it"),
            ("seven person grey kettles", "has a name in it"),
        ] {
            let fields = [("word", link.as_str()), ("password", password), ("again", password), ("code", &code)];
            let answer = visitor.post("/staff/enrol/password", &fields).await;
            assert!(answer.status == 422 && answer.text().contains(words), "{password}: {}", answer.text());
            assert!(!answer.text().contains(password));
        }
        assert_eq!(
            service.store.audit_log().await.unwrap().iter().filter(|row| row.act.starts_with("enrolled")).count(),
            0
        );
        let fields = [("word", link.as_str()), ("password", PASSWORD), ("again", PASSWORD), ("code", &code)];
        assert_eq!(visitor.post("/staff/enrol/password", &fields).await.status, 303);
    });
}

#[tokio::test]
async fn enrolling_anew_ends_what_signed_in_before() {
    on_both!(async |service: Service| {
        let anna = enrol(&service, &[Role::Analyst]).await;
        let link = service.link(&anna.id, LinkPurpose::Enrol).await.to_string();
        assert_eq!(anna.visitor.get("/commission").await.status, 200, "a link alone ends nothing");
        let visitor = Survivor::visiting(&service);
        let codes = generator(&visitor.get(&format!("/staff/enrol/{link}")).await.text());
        assert_ne!(codes, anna.codes);
        let (new, code) = ("nine blue teapots", codes.generate(service.clock.now() as u64).to_string());
        let fields = [("word", link.as_str()), ("password", new), ("again", new), ("code", &code)];
        assert_eq!(visitor.post("/staff/enrol/password", &fields).await.status, 303);
        assert_eq!(anna.visitor.get("/commission").await.to(), "/staff");
        service.clock.advance(30);
        assert_eq!(sign_in(&service, anna.id.as_str(), PASSWORD, &anna.code(&service)).await.status, 403);
        let code = codes.generate(service.clock.now() as u64).to_string();
        assert_eq!(sign_in(&service, anna.id.as_str(), new, &code).await.status, 303);
    });
}

#[tokio::test]
async fn a_password_is_changed_by_the_old_one_and_a_code_and_by_nothing_less() {
    on_both!(async |service: Service| {
        let anna = enrol(&service, &[Role::Analyst]).await;
        assert!(anna.visitor.get("/staff/me").await.text().contains("Change the password"));
        let elsewhere = Survivor::signed_in_as(&service, &anna.id).await;
        let new = "nine blue teapots";
        let change = async |old: &str, code: &str, new: &str, again: &str| {
            let fields = [("password", old), ("code", code), ("new", new), ("again", again)];
            anna.visitor.post("/staff/me/password", &fields).await
        };
        let code = anna.code(&service);
        for (old, code, new, again, words) in [
            ("seven other words", code.as_str(), new, new, "did not fit"),
            (PASSWORD, "000000", new, new, "did not fit"),
            (PASSWORD, &code, "short", "short", "15 to 200"),
            (PASSWORD, &code, new, "nine blue kettles", "differ"),
        ] {
            let answer = change(old, code, new, again).await;
            assert!(answer.status == 422 && answer.text().contains(words), "{}", answer.text());
        }
        assert_eq!(elsewhere.get("/commission").await.status, 200, "nothing was changed");
        assert_eq!(change(PASSWORD, &code, new, new).await.to(), "/staff/me");
        assert_eq!(elsewhere.get("/commission").await.to(), "/staff", "every other session ends");
        assert_eq!(anna.visitor.get("/commission").await.status, 200);
        service.clock.advance(30);
        assert_eq!(sign_in(&service, anna.id.as_str(), PASSWORD, &anna.code(&service)).await.status, 403);
        assert_eq!(sign_in(&service, anna.id.as_str(), new, &anna.code(&service)).await.status, 303);
        let log = service.store.audit_log().await.unwrap();
        assert_eq!(log.iter().filter(|row| row.act == "changed the own password").count(), 1);
        // Somebody who found a session open guesses no longer than at the door.
        service.clock.advance(600);
        for _ in 0..10 {
            change("seven other words", "000000", "six red saucepans", "six red saucepans").await;
        }
        let right = anna.code(&service);
        assert_eq!(change(new, &right, "six red saucepans", "six red saucepans").await.status, 422);
    });
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_alone() {
    on_both!(async |service: Service| {
        let anna = service.person(&[Role::Analyst]).await;
        let (phone, desk) =
            (Survivor::signed_in_as(&service, &anna).await, Survivor::signed_in_as(&service, &anna).await);
        let other = Survivor::signed_in(&service, Role::Analyst).await;
        let page = desk.get("/staff/me").await.text();
        let listed: Vec<&str> =
            page.split("name=\"which\" value=\"").skip(1).map(|rest| &rest[..rest.find('"').unwrap()]).collect();
        assert_eq!(listed.len(), 3, "two sessions, and all of them: {listed:?}");
        let one = page.split("this one").nth(1).unwrap();
        let this = between(one, "name=\"which\" value=\"", "\"").to_owned();
        let that = listed.iter().find(|which| which.len() == 64 && **which != this).unwrap().to_string();
        // Somebody else's form ends nothing of anna's.
        other.post("/staff/me/sessions", &[("which", &that)]).await;
        assert_eq!(phone.get("/commission").await.status, 200);
        assert_eq!(desk.post("/staff/me/sessions", &[("which", &that)]).await.to(), "/staff/me");
        assert_eq!(phone.get("/commission").await.to(), "/staff");
        assert_eq!(desk.get("/commission").await.status, 200);
        desk.post("/staff/me/sessions", &[("which", "all")]).await;
        assert_eq!(desk.get("/commission").await.to(), "/staff");
        assert_eq!(other.get("/commission").await.status, 200);
    });
}

#[tokio::test]
async fn signing_in_gives_a_new_session_and_ends_the_one_before() {
    on_both!(async |service: Service| {
        let anna = enrol(&service, &[Role::Analyst]).await;
        let before = anna.visitor.cookie().unwrap().to_owned();
        let code = anna.code(&service);
        let fields = [("account", anna.id.as_str()), ("password", PASSWORD), ("code", &code)];
        let answer = anna.visitor.post("/staff/password", &fields).await;
        assert_eq!(answer.status, 303);
        let after = anna.visitor.keeping(&answer);
        assert_ne!(after.cookie().unwrap(), before);
        assert_eq!(after.get("/commission").await.status, 200);
        assert_eq!(Survivor::visiting(&service).with_cookie(&before).get("/commission").await.to(), "/staff");
    });
}

#[tokio::test]
async fn every_form_of_staff_is_refused_from_another_site() {
    on_both!(async |service: Service| {
        let mut desk = Service::open(service.engine).await;
        crate::review::people_write(&desk, 2, 10).await;
        desk.end().await;
        crate::review::review(&mut desk).await;
        for line in heard::web::STAFF_MATRIX.iter().filter(|line| line.method == "POST") {
            if !is_built(line.path) {
                continue;
            }
            // Somebody who may: else it would be their role that refuses.
            let role = match line.may {
                heard::web::StaffMay::Any(roles) => roles[0],
                _ => Role::Administrator,
            };
            // The desk's pages are another process; that one asks in the same way.
            let is_desk = line.path.starts_with("/commission/review");
            let staff = Survivor::signed_in(if is_desk { &desk } else { &service }, role).await;
            for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
                let request = Request::post(line.path)
                    .header("content-type", "application/x-www-form-urlencoded")
                    .header("host", "feedback.example")
                    .header("cookie", staff.cookie().unwrap())
                    .header(name, value);
                let status = staff.ask(request.body(Body::from("k=x")).unwrap()).await.status;
                assert_eq!(status, 403, "{} {name}", line.path);
            }
        }
    });
}

#[tokio::test]
async fn a_copy_of_the_database_holds_no_password_code_secret_link_or_cookie() {
    on_both!(async |service: Service| {
        let anna = enrol(&service, &[Role::Analyst]).await;
        let link = service.link(&anna.id, LinkPurpose::Enrol).await.to_string();
        let cookie = anna.visitor.cookie().unwrap().split_once('=').unwrap().1.to_owned();
        let word: heard::code::LongWord = cookie.parse().unwrap();
        let dump = service.rows().dump_all().await;
        let all: Vec<&[u8]> = dump.iter().flat_map(|(_, rows)| rows).flatten().map(Vec::as_slice).collect();
        let secret = anna.codes.secret().as_ref().to_vec();
        for hidden in [PASSWORD.as_bytes(), link.as_bytes(), cookie.as_bytes(), &secret, &word.bytes()[..]] {
            let holds = |value: &&[u8]| value.windows(hidden.len()).any(|window| window == hidden);
            assert!(!all.iter().any(holds), "{}", String::from_utf8_lossy(hidden));
        }
    });
}

#[tokio::test]
async fn scripts_run_on_pages_of_the_door_alone_and_only_the_one_we_ship() {
    let passkeys = BASE64.encode(digest(&SHA256, include_bytes!("../src/web/staff/script.js")).as_ref());
    on_both!(async |service: Service| {
        let staff = Survivor::signed_in(&service, Role::Analyst).await;
        for (address, has) in
            [("/staff", true), ("/staff/me", true), ("/commission", false), ("/", false), ("/l/everyone", false)]
        {
            let policy = staff.get(address).await.header("content-security-policy").to_owned();
            assert_eq!(policy.contains(&passkeys), has, "{address}: {policy}");
            assert!(!policy.contains("unsafe"), "{policy}");
        }
    });
}
