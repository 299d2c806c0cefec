//! What every page of the survivor's area is, and what the landing page says before any question.

use data_encoding::BASE64;
use flate2::read::GzDecoder;
use heard::store::{LinkPurpose, Role};
use heard::survey::Library;
use regex::Regex;
use ring::digest::{SHA256, digest};

use crate::common::{Answer, Engine, Service, Survivor, unfolded};

/// Rule T12: not in a title, an address, a name of a form field.
const SENSITIVE: [&str; 10] =
    ["abuse", "rape", "sexual", "assault", "victim", "survivor", "police", "violence", "crime", "attack"];

async fn every_public_answer(service: &Service) -> Vec<(String, Answer)> {
    let survivor = Survivor::visiting(service);
    let page = survivor.open(&format!("/c/{}", service.codes[0])).await;
    let mut answers = Vec::new();
    for address in [
        "/",
        "/typo",
        "/l/everyone",
        "/l/nowhere",
        "/c/nonsense",
        "/sent",
        "/thanks",
        "/exit",
        "/exit/2",
        "/safety",
        "/help",
        "/accessibility",
        "/closed",
        "/paused",
        "/k",
        "/k/over",
        "/k/on",
        "/k/sent",
        "/k/thanks",
        "/sorry/form",
        "/sorry/too-long",
        "/sorry/busy",
        "/takeback",
        "/takeback/typo",
        "/takeback/done",
        "/results",
        "/feed",
        "/nothing-here",
        "/w/torn",
        "/f/torn",
        "/staff",
        "/healthz",
    ] {
        answers.push((address.to_owned(), survivor.get(address).await));
    }
    for address in [&page.landing, &page.address] {
        answers.push((address.clone(), survivor.get(address).await));
    }
    for address in ["/f", "/", "/takeback", "/k/f"] {
        answers.push((format!("POST {address}"), survivor.post(address, &[("x", "y")]).await));
    }
    answers.push((format!("/exit/{}", page.ticket), survivor.get(&format!("/exit/{}", page.ticket)).await));
    answers
}

#[tokio::test]
async fn ds1_every_answer_carries_exactly_the_safe_headers_and_no_cookie() {
    let service = Service::open(Engine::Sqlite).await;
    for (address, answer) in every_public_answer(&service).await {
        for (name, value) in [
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("x-robots-tag", "noindex, nofollow, noarchive"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("permissions-policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"),
            ("strict-transport-security", "max-age=31536000; includeSubDomains"),
        ] {
            assert_eq!(answer.header(name), value, "{address}: {name}");
        }
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{address}: {policy}");
        assert!(
            policy.contains("script-src 'sha256-") && !policy.contains("unsafe") && !policy.contains("http"),
            "{policy}"
        );
        for part in ["connect-src 'self';", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{address}: {part}");
        }
        for absent in ["etag", "last-modified", "set-cookie", "server", "access-control-allow-origin"] {
            assert!(answer.headers.get(absent).is_none(), "{address}: {absent}");
        }
    }
}

#[tokio::test]
async fn t08_staying_safe_says_what_leaving_cannot_do() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    let form = survivor.open("/l/everyone").await;
    let of_visit = format!("/safety/{}", form.ticket);
    for address in ["/safety", &of_visit] {
        let page = survivor.get(address).await.text().split_once("<main").unwrap().1.to_owned();
        for said in [
            "Use a device that nobody else checks",
            "A private window hides only some things",
            "remove this page from your history",
            "Spy software sees everything",
            "It cannot clear your history, hide the page from someone who watches the screen, or stop spy software",
        ] {
            assert!(page.contains(said), "{address}: {said}");
        }
        for promise in ["completely safe", "nobody can see", "untraceable", "100%"] {
            assert!(!page.to_lowercase().contains(promise), "{address}: {promise}");
        }
    }
}

#[tokio::test]
async fn t12_titles_and_addresses_are_neutral_and_pages_fetch_nothing() {
    let service = Service::open(Engine::Sqlite).await;
    let title = Regex::new("<title>([^<]*)</title>").unwrap();
    let script = Regex::new("(?s)<script>(.*?)</script>").unwrap();
    let linked = Regex::new(r#"(?:href|src|action)="([^"]*)""#).unwrap();
    for (address, answer) in every_public_answer(&service).await {
        let page = answer.text();
        if !page.starts_with("<!DOCTYPE html>") {
            continue;
        }
        let title = &title.captures(&page).unwrap_or_else(|| panic!("{address} has no title"))[1].to_lowercase();
        for word in SENSITIVE {
            assert!(!title.contains(word), "{address}: {title}");
        }
        for link in linked.captures_iter(&page).map(|found| found[1].to_lowercase()) {
            let own = link.starts_with('/') || link.starts_with('#');
            assert!(own || link.starts_with("tel:") || link == "data:,", "{address} links to {link}");
            assert!(!SENSITIVE.iter().any(|word| link.contains(word)), "{address} links to {link}");
        }
        let policy = answer.header("content-security-policy");
        for script in script.captures_iter(&page) {
            let digest = BASE64.encode(digest(&SHA256, script[1].as_bytes()).as_ref());
            assert!(policy.contains(&format!("'sha256-{digest}'")), "{address}: a script that may not run");
        }
        for never in ["<script ", "<img", "<iframe", "<link rel=\"stylesheet", "og:", "style=\"", "http-equiv"] {
            assert!(!page.contains(never), "{address}: {never}");
        }
    }
}

/// The W3C's checker, over every page as it was sent.
#[tokio::test]
async fn pages_are_valid_html() {
    let mut service = Service::open(Engine::Sqlite).await;
    service.allow_all_languages().await;
    let mut answers = every_public_answer(&service).await;
    let survivor = Survivor::visiting(&service);
    for tag in ["ar", "pl", "en-x-easy"] {
        let page = survivor.open(&format!("/l/everyone?l={tag}")).await;
        for address in [page.landing, page.address, format!("/help?l={tag}"), format!("/thanks?l={tag}")] {
            answers.push((address.clone(), survivor.get(&address).await));
        }
    }
    assert!(are_valid(answers.iter().map(|(_, answer)| answer.text())) >= 30);
}

#[tokio::test]
async fn pages_of_staff_are_valid_html() {
    let mut service = Service::open(Engine::Sqlite).await;
    service.compare_with(
        "source = \"A count\"\n[[group]]\nsurvey = \"core-adult\"\nquestion = \"believed\"\n\
         shares = { yes-fully = 40, mostly = 20, a-little = 20, no = 20 }\n",
    );
    let mut pages = Vec::new();
    let take = async |who: &Survivor, addresses: &[&str]| -> Vec<String> {
        let mut taken = Vec::new();
        for address in addresses {
            let answer = who.get(address).await;
            assert_eq!(answer.status, 200, "{address}");
            taken.push(answer.text());
        }
        taken
    };
    let lead = Survivor::signed_in(&service, Role::ProviderLead).await;
    let of_provider =
        ["/provider", "/provider/poster/lanternx", "/provider/kiosk/lanternx", "/provider/paper/lanternx"];
    pages.extend(take(&lead, &of_provider).await);
    let codes = lead.post("/provider/codes", &[("wave", "2026-q1"), ("size", "20")]).await;
    pages.extend(take(&lead, &[codes.to()]).await);
    let reviewer = Survivor::signed_in(&service, Role::Reviewer).await;
    pages.extend(take(&reviewer, &["/commission/paper/lanternx/type"]).await);
    crate::review::people_write(&service, 24, 24).await;
    service.end().await;
    service.preview_without_texts(true).await.unwrap();
    let scrutiny = Survivor::signed_in(&service, Role::Administrator).await;
    pages.extend(take(&scrutiny, &["/commission/wave/2026-q1/preview", "/commission/wave/2026-q1"]).await);
    crate::review::open_texts(&service, &mut crate::review::listener(None).unwrap()).await.unwrap();
    crate::review::review(&mut service).await;
    let reviewer = Survivor::signed_in(&service, Role::Reviewer).await;
    let text = reviewer.get("/commission/review/next").await.to().to_owned();
    let quote = format!("{text}/quote");
    let of_desk = ["/commission/review", "/commission/review/uncovered", "/commission/review/quotes", &text, &quote];
    pages.extend(take(&reviewer, &of_desk).await);
    service.restart();
    let staff = Survivor::signed_in(&service, Role::Administrator).await;
    let of_commission = [
        "/commission",
        "/commission/figures",
        "/commission/priorities",
        "/commission/reach",
        "/commission/replies",
        "/commission/paper",
        "/commission/people",
        "/commission/audit",
        "/staff/me",
    ];
    pages.extend(take(&staff, &of_commission).await);
    let enrol = service.link(&service.person(&[Role::Analyst]).await, LinkPurpose::Enrol).await;
    pages.extend(take(&Survivor::visiting(&service), &["/staff", &format!("/staff/enrol/{enrol}")]).await);
    assert_eq!(are_valid(pages.into_iter()), 24);
}

/// As many as there were, all valid.
fn are_valid(pages: impl Iterator<Item = String>) -> usize {
    let vnu = std::env::var("HEARD_TEST_VNU").expect("HEARD_TEST_VNU is not set: run tests/run.sh, which fetches it");
    let folder = tempfile::tempdir().unwrap();
    let pages = pages.filter(|page| page.starts_with("<!DOCTYPE html>"));
    let written = pages.enumerate().map(|(at, page)| {
        std::fs::write(folder.path().join(format!("{at}.html")), page).unwrap();
    });
    let written = written.count();
    let check = |what: &std::path::Path| {
        let mut java = std::process::Command::new("java");
        java.arg("-jar").arg(&vnu).args(["--format", "text", "--skip-non-html"]).arg(what).output().unwrap()
    };
    let found = check(folder.path());
    assert!(found.status.success(), "{}", String::from_utf8_lossy(&found.stderr));
    // A control: the checker is awake.
    std::fs::write(folder.path().join("wrong.html"), "<!DOCTYPE html><title>x</title><p><div></p>").unwrap();
    assert!(!check(folder.path()).status.success());
    written
}

#[tokio::test]
async fn ds4_each_answer_to_a_post_is_a_303() {
    let service = Service::open(Engine::Sqlite).await;
    for (address, answer) in every_public_answer(&service).await {
        if address.starts_with("POST") {
            assert_eq!((answer.status, answer.body.len()), (303, 0), "{address}");
        }
    }
}

#[tokio::test]
async fn t20_t32_nothing_is_required_or_ticked_and_no_field_is_remembered() {
    let service = Service::open(Engine::Sqlite).await;
    let page = Survivor::visiting(&service).open("/l/everyone").await.html;
    for never in ["required", "checked", "selected", "autofocus", "disabled"] {
        assert!(!page.contains(&format!(" {never}")), "{never}");
    }
    let field = Regex::new("<(form|input|textarea)([^>]*)>").unwrap();
    let mut fields = 0;
    for found in field.captures_iter(&page) {
        fields += 1;
        // It holds for the whole form; HTML has no such attribute on buttons to tick.
        let off = found[2].contains(r#"autocomplete="off""#);
        let is_text =
            !["radio", "checkbox", "hidden"].iter().any(|kind| found[2].contains(&format!("type=\"{kind}\"")));
        assert_eq!(off, is_text, "{}", &found[0]);
        if found[1].starts_with("textarea") {
            assert!(found[2].contains(r#"spellcheck="false""#), "{}", &found[0]);
        }
    }
    assert!(fields > 60, "{fields}");
    assert_eq!(page.matches("<form").count(), 1);
    assert_eq!(page.matches("<button").count(), 1);
}

#[tokio::test]
async fn t21_t22_t07_the_landing_page_says_it_all_before_any_question() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    let entry = format!("/c/{}", service.codes[0]);
    let page = unfolded(&survivor.get(survivor.get(&entry).await.to()).await.text());
    for said in [
        "The Commission runs this",
        "Only a small trained team may read what people write, after we take out the names we find",
        "Nobody reads your words before 1 April 2026",
        "We never ask what happened, or your name or address",
        "We keep nothing about your device",
        "It takes about 5 minutes",
        "Stop at any time. Your support will not change",
        "Nothing is kept until you press Send",
        "Nobody will reply or come to you",
        "call <a class=\"tel\" href=\"tel:999\">999</a>",
        "opens weather.example",
        "Your answers are lost. Your history still shows this page",
        "Help now",
        "tel:01384455411",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert!(!page.contains("<input"));
    let leave = page.find("Leave this page now").unwrap();
    assert!(page.find("Skip to the page").unwrap() < leave && leave < page.find("<h1>").unwrap());
}

#[tokio::test]
async fn an_area_without_a_contact_says_so_and_carries_the_national_lines() {
    let service = Service::open(Engine::Sqlite).await;
    service.add_link("spirexxx", Some("spire")).await;
    let survivor = Survivor::visiting(&service);
    let page = survivor.get(survivor.get("/l/spirexxx").await.to()).await.text();
    assert!(page.contains("Coventry: area contact not yet given"));
    assert!(page.contains("tel:08085002222") && !page.contains("tel:01384455411"));
}

#[tokio::test]
async fn t40_support_stands_on_every_page_of_the_visit() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    let page = survivor.open("/l/everyone").await;
    for address in [
        page.landing.as_str(),
        page.address.as_str(),
        "/",
        "/typo",
        "/thanks",
        "/safety",
        "/help",
        "/closed",
        "/paused",
        "/sorry/form",
        "/takeback",
        "/takeback/typo",
        "/takeback/done",
    ] {
        let text = survivor.get(address).await.text();
        assert!(text.contains("href=\"tel:999\""), "{address}");
    }
}

#[tokio::test]
async fn the_first_view_is_one_request_of_at_most_six_kilobytes() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    let page = survivor.open("/l/everyone").await;
    for address in [&page.landing, &page.address] {
        let ask = async |accepted: &str| {
            let request = axum::http::Request::get(address.as_str()).header("accept-encoding", accepted);
            survivor.ask(request.body(axum::body::Body::empty()).unwrap()).await
        };
        // As every browser asks over https; and as old ones do, whose pages are a little larger.
        let answer = ask("gzip, deflate, br").await;
        assert_eq!(answer.header("content-encoding"), "br");
        assert!(answer.body.len() <= 6_144, "{} bytes", answer.body.len());
        let answer = ask("gzip").await;
        assert_eq!(answer.header("content-encoding"), "gzip");
        assert!(answer.body.len() <= 7_168, "{} bytes", answer.body.len());
        let mut text = String::new();
        std::io::Read::read_to_string(&mut GzDecoder::new(&answer.body[..]), &mut text).unwrap();
        assert!(text.contains("</html>"));
    }
}

#[tokio::test]
async fn every_question_of_the_survey_is_on_the_one_page() {
    let service = Service::open(Engine::Sqlite).await;
    let page = Survivor::visiting(&service).open("/l/everyone").await.html;
    let library = Library::built_in();
    for question in library.surveys[0].0.questions() {
        assert!(page.contains(&format!("name=\"{}\"", question.id)), "{}", question.id);
        assert!(page.contains(&question.ask), "{}", question.ask);
        for choice in question.choices() {
            assert!(page.contains(&format!("name=\"{}\" value=\"{}\"", question.id, choice.id)));
        }
    }
}

#[tokio::test]
async fn words_of_survey_files_are_text_and_never_markup() {
    let mut service = Service::open(Engine::Sqlite).await;
    let (survey, text) = &mut service.library.surveys[0];
    let text_with_markup = text.replace("Did you feel believed?", "Was <b>it</b> & \\\"good\\\"?");
    *survey = heard::survey::file::parse("x", &text_with_markup, &service.library.areas).unwrap();
    *text = text_with_markup;
    service.rows().run("UPDATE wave SET closes = closes - 60").await;
    service.add_wave("other", "2026-02-09", "2026-03-01").await;
    let page = Survivor::visiting(&service).open("/l/everyone").await.html;
    assert!(page.contains("Was &lt;b&gt;it&lt;/b&gt; &amp; "), "markup in a question is escaped");
}

#[tokio::test]
async fn addresses_that_are_not_text_and_wrong_methods_get_our_own_pages() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    for address in ["/c/%FF", "/l/%c3%28", "/results/%FE"] {
        let answer = survivor.get(address).await;
        assert_eq!(answer.status, 404, "{address}");
        assert!(answer.text().contains("There is no page at this address"));
    }
    assert_eq!(survivor.post("/thanks", &[]).await.status, 405);
}

#[tokio::test]
async fn helplines_say_for_whom_they_are() {
    let service = Service::open(Engine::Sqlite).await;
    let page = Survivor::visiting(&service).get("/help").await.text();
    for contact in service.library.contacts.iter() {
        if let Some(ages) = &contact.ages {
            assert!(page.contains(ages.as_str()), "{ages}");
        }
    }
}
