//! Attacks that fail and are not shown elsewhere: chosen sessions, links used twice at once, other people's things,
//! formulas in spreadsheets, forged places to go, markup in names and texts, headers and paths within values. The
//! checklist (`docs/asvs.md`) names these and the others.

use axum::body::Body;
use axum::http::Request;
use heard::clock::{Clock, Os};
use heard::code::LongWord;
use heard::release::{Document, Quotation, quotations_csv, to_csv};
use heard::store::{KnownPasskey, LinkPurpose, Role};
use heard::web::STAFF_MATRIX;
use serde_json::{Value, json};

use crate::common::binary::{run, said};
use crate::common::{Answer, EXIT_TO, Service, Survivor, between, slug};
use crate::on_both;
use crate::sign_in::{PASSWORD, enrol, generator};

const MARKUP: &str =
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{1234*4321}} ${1234*4321} <%=1234*4321%>";

/// Nothing of `MARKUP` is a tag, an attribute or worked out.
fn stands_as_text(page: &str, place: &str) {
    for live in ["<script>alert", "<img", "<%=", "\"'><"] {
        assert!(!page.contains(live), "{live} at {place}");
    }
    assert!(!page.contains("5332114"), "worked out at {place}");
}

#[tokio::test]
async fn a_session_that_an_attacker_chose_is_never_signed_in() {
    on_both!(async |service: Service| {
        let anna = enrol(&service, &[Role::Analyst]).await;
        let planted = format!("__Host-staff={}", LongWord::new(&Os::default()));
        let victim = Survivor::visiting(&service).with_cookie(&planted);
        victim.get("/staff").await;
        let (id, code) = (anna.id.to_string(), anna.code(&service));
        let answer = victim.post("/staff/password", &[("account", &id), ("password", PASSWORD), ("code", &code)]).await;
        assert_eq!(answer.status, 303);
        assert!(!answer.header("set-cookie").starts_with(&planted));
        assert_eq!(Survivor::visiting(&service).with_cookie(&planted).get("/commission").await.to(), "/staff");
    });
}

#[tokio::test]
async fn an_enrolment_link_used_twice_at_once_enrols_once() {
    on_both!(async |service: Service| {
        let id = service.person(&[Role::Analyst]).await;
        let link = service.link(&id, LinkPurpose::Enrol).await.to_string();
        let visitor = Survivor::visiting(&service);
        let codes = generator(&visitor.get(&format!("/staff/enrol/{link}")).await.text());
        let code = codes.generate(service.clock.now() as u64).to_string();
        let fields = |password| [("word", link.as_str()), ("password", password), ("again", password), ("code", &code)];
        let (own, other) = (fields(PASSWORD), fields("nine blue teapots"));
        let both = (visitor.post("/staff/enrol/password", &own), visitor.post("/staff/enrol/password", &other));
        let (one, two) = tokio::join!(both.0, both.1);
        let mut statuses = [one.status, two.status];
        statuses.sort();
        assert_eq!(statuses, [303, 403]);
        assert_eq!(service.rows().count("staff_session").await, 1);
    });
}

#[tokio::test]
async fn a_providers_people_reach_no_sheet_link_or_code_of_another() {
    on_both!(async |service: Service| {
        let own = Survivor::signed_in(&service, Role::ProviderWorker).await;
        let spire = service.person(&[]).await;
        service.store.ask_for_role(&spire, Role::ProviderWorker, Some(&slug("spire")), true).await.unwrap();
        let other = Survivor::signed_in_as(&service, &spire).await;
        let page = other.get("/provider").await.text();
        assert!(page.contains("spire support") && !page.contains("lantern"), "{page}");
        // A sheet's address, handed on or guessed.
        let made = own.post("/provider/codes", &[("wave", "2026-q1"), ("size", "20")]).await;
        let taken = other.get(made.to()).await.text();
        assert!(taken.contains("were shown already") && !taken.contains("span class=\"code\""));
        let sheet = own.get(made.to()).await.text();
        assert_eq!(sheet.matches("class=\"code\"").count(), 20, "and trying did not spend it");
        // A provider named in the form changes nothing: codes are for one's own.
        let more = [("wave", "2026-q1"), ("size", "25"), ("provider", "lantern"), ("provider_id", "lantern")];
        assert_eq!(other.post("/provider/codes", &more).await.status, 303);
        let row = service.store.audit_log().await.unwrap().pop().unwrap();
        assert_eq!(row.about, "wave=2026-q1 provider=spire codes=25");
    });
}

#[tokio::test]
async fn nobody_removes_the_passkey_or_ends_the_session_of_another() {
    on_both!(async |service: Service| {
        let anna = service.person(&[Role::Analyst]).await;
        for digest in [[1; 32], [2; 32]] {
            let (label, credential) = ("key".into(), "{}".into());
            let passkey = KnownPasskey { digest, account: anna.clone(), label, credential, made: 0 };
            service.store.add_passkey(&passkey).await.unwrap();
        }
        let phone = Survivor::signed_in_as(&service, &anna).await;
        let page = phone.get("/staff/me").await.text();
        let session = between(&page, "name=\"which\" value=\"", "\"").to_owned();
        for role in [Role::Administrator, Role::Analyst] {
            let other = Survivor::signed_in(&service, role).await;
            other.post("/staff/me/passkeys/remove", &[("which", &"01".repeat(32))]).await;
            other.post("/staff/me/sessions", &[("which", &session)]).await;
        }
        assert_eq!(service.rows().count("passkey").await, 2);
        assert_eq!(phone.get("/staff/me").await.status, 200);
        phone.post("/staff/me/passkeys/remove", &[("which", &"01".repeat(32))]).await;
        assert_eq!(service.rows().count("passkey").await, 1, "one's own goes");
    });
}

/// Puts `start` before everything in a document that people wrote or named: whatever is not an id, a day or a digest.
fn spoilt(value: &mut Value, start: &str) {
    match value {
        Value::String(text) if text.contains(' ') => *text = format!("{start}{text}"),
        Value::Array(values) => values.iter_mut().for_each(|value| spoilt(value, start)),
        Value::Object(fields) => fields.values_mut().for_each(|value| spoilt(value, start)),
        _ => {}
    }
}

fn no_formula(bytes: &[u8], start: &str) {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let mut disarmed = 0;
    for field in reader.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
        let first = field.trim_start_matches([' ', '\u{a0}', '\u{feff}']).chars().next().unwrap_or('x');
        assert!(!"=+-@\t\r\n＝＋－＠".contains(first), "{field}");
        disarmed += usize::from(field.starts_with(&format!("'{start}")));
    }
    assert!(disarmed > 3, "{start:?}: only {disarmed} cells held what was put there");
}

/// What the spreadsheets hold that people named or wrote: places and providers, themes, answers, captions, quotations.
#[tokio::test]
async fn no_cell_of_a_spreadsheet_starts_a_formula_whatever_names_and_words_begin_with() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 30, &[("believed", "mostly")]).await;
        service.end().await;
        let document = service.publish().await.unwrap();
        for start in [
            "=HYPERLINK(\"https://evil.example\") ",
            "+1 ",
            "-1 ",
            "@SUM(A1) ",
            "\t=1 ",
            "\r=1 ",
            "\n=1 ",
            " =1 ",
            "＝1 ",
        ] {
            let mut value = json!(document);
            spoilt(&mut value, start);
            let document: Document = serde_json::from_value(value).unwrap();
            no_formula(&to_csv(&document).unwrap(), start);
            let said = |words: &str| format!("{start}{words}");
            let quoted = Quotation {
                salt: String::new(),
                release: document.id.clone(),
                period: said("period"),
                table: said("table"),
                place: said("place"),
                theme: slug("acc"),
                words: said("words"),
            };
            no_formula(&quotations_csv(&document, &[quoted]).unwrap(), start);
        }
    });
}

#[tokio::test]
async fn nothing_that_is_sent_says_where_to_go_next() {
    on_both!(async |service: Service| {
        let anna = enrol(&service, &[Role::Publisher, Role::Reviewer]).await;
        let evil = "https://evil.example/";
        let forged = |address: &str, method: &str, body: String| {
            let request = Request::builder().method(method).uri(address);
            let request = request
                .header("content-type", "application/x-www-form-urlencoded")
                .header("host", "evil.example")
                .header("x-forwarded-host", "evil.example")
                .header("forwarded", "host=evil.example")
                .header("referer", evil)
                .header("sec-fetch-site", "same-origin")
                .header("cookie", anna.visitor.cookie().unwrap());
            anna.visitor.ask(request.body(Body::from(body)).unwrap())
        };
        let query = "next=https://evil.example/&url=//evil.example&return=//evil.example&to=https://evil.example/&l=//evil.example";
        let mut seen = 0;
        let public = ["/", "/l/everyone", "/c/nonsense", "/exit", "/exit/2", "/sent", "/f", "/takeback"];
        let public = public.into_iter().flat_map(|path| [("GET", path), ("POST", path)]);
        let staff = STAFF_MATRIX.iter().map(|line| (line.method, line.path));
        for (method, path) in public.chain(staff.filter(|(_, path)| *path != "/staff/out")) {
            let path = path.replace("{wave}", "2026-q1").replace("{key}", "K").replace("{word}", "W");
            let answer = forged(&format!("{path}?{query}"), method, query.to_owned()).await;
            let to = answer.to();
            assert!(
                to.is_empty() || to == EXIT_TO || to.starts_with('/') && !to.starts_with("//"),
                "{method} {path}: {to}"
            );
            assert!(
                !answer
                    .headers
                    .iter()
                    .any(|(_, value)| value.as_bytes().windows(12).any(|part| part == b"evil.example"))
            );
            assert!(!answer.text().contains("evil.example"), "{method} {path}");
            seen += usize::from(!to.is_empty());
        }
        assert!(seen >= 5, "{seen}");
        for address in [
            "//evil.example",
            "//evil.example/l/everyone",
            "/\\evil.example",
            "/%2f%2fevil.example/",
            "/l///evil.example",
        ] {
            if address.parse::<axum::http::Uri>().is_ok() {
                let to = anna.visitor.get(address).await;
                assert!(to.to().is_empty() || to.to().starts_with('/') && !to.to().starts_with("//"), "{address}");
            }
        }
    });
}

#[tokio::test]
async fn names_of_people_providers_links_and_passkeys_are_text_on_every_page_of_staff() {
    on_both!(async |service: Service| {
        let administrator = Survivor::signed_in(&service, Role::Administrator).await;
        let new = [("act", "add"), ("account", "marked"), ("name", MARKUP)];
        assert_eq!(administrator.post("/commission/people", &new).await.status, 200);
        service.rows().run(&format!("UPDATE provider SET name = '{}'", MARKUP.replace('\'', "''"))).await;
        service.rows().run(&format!("UPDATE link SET label = '{}'", MARKUP.replace('\'', "''"))).await;
        let (label, credential) = (MARKUP.into(), "{}".into());
        let account = slug("marked");
        let passkey = KnownPasskey { digest: [1; 32], account: account.clone(), label, credential, made: 0 };
        service.store.add_passkey(&passkey).await.unwrap();
        let link = service.link(&account, LinkPurpose::Enrol).await;
        let marked = Survivor::signed_in_as(&service, &account).await;
        let worker = Survivor::signed_in(&service, Role::ProviderWorker).await;
        let made = worker.post("/provider/codes", &[("wave", "2026-q1"), ("size", "20")]).await;
        let mut named = 0;
        for (who, address) in [
            (&administrator, "/commission/people"),
            (&administrator, "/commission/audit"),
            (&administrator, "/commission"),
            (&administrator, "/commission/wave/2026-q1"),
            (&administrator, "/commission/paper"),
            (&marked, "/staff/me"),
            (&marked, &format!("/staff/enrol/{link}")),
            (&worker, "/provider"),
            (&worker, made.to()),
        ] {
            let page = who.get(address).await;
            assert_eq!(page.status, 200, "{address}");
            stands_as_text(&page.text().replace(made.to(), ""), address);
            named += usize::from(page.text().contains("&lt;script&gt;"));
        }
        assert!(named >= 6, "{named}");
    });
}

#[tokio::test]
async fn what_people_wrote_is_text_at_the_desk() {
    on_both!(async |mut service: Service| {
        let wrote = format!("{MARKUP} months of waiting for counselling");
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 12, &[("respect", "mostly"), ("change", &wrote)]).await;
        service.end().await;
        crate::review::open_texts(&service, &mut crate::review::listener(None).unwrap()).await.unwrap();
        crate::review::review(&mut service).await;
        let reviewer = Survivor::signed_in(&service, Role::Reviewer).await;
        let next = reviewer.get("/commission/review/next").await;
        let page = reviewer.get(next.to()).await.text();
        let told = between(&page, "<p class=\"said\"", "</p>");
        assert!(told.contains("months of waiting") && told.contains("&lt;"), "{told}");
        for live in ["<script>alert", "<img", "<%="] {
            assert!(!page.contains(live), "{live}");
        }
    });
}

fn carries(answer: &Answer, place: &str) {
    assert!(!answer.headers.contains_key("x-injected"), "{place}");
    let split = |value: &[u8]| value.contains(&b'\r') || value.contains(&b'\n');
    assert!(!answer.headers.values().any(|value| split(value.as_bytes())), "{place}");
    assert!(answer.status < 500, "{place}: {}", answer.status);
}

#[tokio::test]
async fn line_breaks_in_addresses_and_fields_make_no_header() {
    on_both!(async |service: Service| {
        let staff = Survivor::signed_in(&service, Role::Publisher).await;
        let broken = "x\r\nX-Injected: 1\r\n\r\n<b>";
        let encoded = "x%0d%0aX-Injected:%201%0d%0a%0d%0a";
        for start in ["/l/", "/c/", "/w/", "/b/", "/f/", "/exit/", "/safety/", "/sorry/form/", "/results/", "/feed/"] {
            carries(&staff.get(&format!("{start}{encoded}")).await, start);
            carries(&staff.get(&format!("{start}{encoded}.csv?l={encoded}")).await, start);
        }
        for line in STAFF_MATRIX.iter().filter(|line| line.path != "/staff/out") {
            let path = line.path.replace("{wave}", encoded).replace("{key}", encoded).replace("{word}", encoded);
            let names = ["k", "word", "account", "name", "password", "which", "wave", "size", "act", "label", "role"];
            let fields = names.map(|name| (name, broken));
            let answer = match line.method {
                "GET" => staff.get(&format!("{path}?l={encoded}")).await,
                _ => staff.post(&path, &fields).await,
            };
            carries(&answer, &path);
        }
        for address in ["/", "/f", "/takeback"] {
            carries(&staff.post(address, &[("code", broken), ("t", broken), ("s", broken)]).await, address);
        }
    });
}

#[tokio::test]
async fn no_address_leads_out_of_what_is_served() {
    on_both!(async |service: Service| {
        let staff = Survivor::signed_in(&service, Role::Publisher).await;
        for way in ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "....//", "%252e%252e%252f", "/"] {
            for file in ["signing.pk8", "heard.sqlite", "etc/passwd", "2026-q1.json"] {
                for start in ["/feed/", "/results/", "/provider/codes/", "/commission/wave/", "/l/", "/staff/enrol/"] {
                    let address = format!("{start}{}{file}", way.repeat(4));
                    let answer = staff.get(&address).await;
                    assert!(matches!(answer.status, 404 | 403 | 405 | 303), "{address}: {}", answer.status);
                    assert!(!answer.text().contains("root:") && !answer.text().contains("SQLite format"), "{address}");
                }
            }
        }
    });
}

#[test]
fn no_id_given_to_a_command_is_a_path() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data").display().to_string();
    let keys = directory.path().join("keys").display().to_string();
    let outside = directory.path().join("outside");
    for id in ["../outside", "/etc/passwd", "..", "a/b", "a\\b", "-x", "A", "a b", "%2e%2e"] {
        for args in [
            &["wave", "new", id, "--opens", "2026-01-01", "--closes", "2026-03-31", "--keyholders", &keys][..],
            &["wave", "check", id, "--key-dir", &keys],
            &["key", "destroy", id, "checking", "--key-dir", &keys, "--witness", "a", "--witness", "b"],
            &["code", "batch", id, "lantern"],
            &["provider", "add", id, "--name", "X", "--area", "dudley", "--agency", "academic", "--service", "isva"],
            &["link", "new", "--label", "X", "--provider", id],
            &["release", "quotations", id],
            &["staff", "invite", id, "--name", "X"],
            &["codebook", "show", id],
        ] {
            let output = run(&[args, &["--data", &data]].concat());
            assert!(!output.status.success(), "{args:?}");
            let said = said(&output);
            let told = ["is not a name", "invalid value", "unexpected argument", "no theme"];
            assert!(told.iter().any(|words| said.contains(words)), "{args:?}: {said}");
        }
    }
    assert!(!outside.exists() && !std::path::Path::new(&keys).exists());
}
