//! Languages: whole pages in each, the code never lost, nothing unchecked shown unless somebody said so.

use axum::body::Body;
use axum::http::Request;
use heard::cli::{AllowLanguages, offer_languages};
use heard::survey::Library;
use heard::survey::{Audience, Languages};
use regex::Regex;
use std::sync::LazyLock;

use crate::common::{Engine, Service, Survivor, between};

static LANGUAGES: LazyLock<Languages> = LazyLock::new(|| Library::built_in().languages);
/// Style sheet, chooser, the note in English.
static NOT_WORDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?s)<style>.*?</style>|<nav class=\"langs\".*?</nav>|<p lang=\"en\".*?</p>").unwrap());
static TAGS: LazyLock<Regex> = LazyLock::new(|| Regex::new("<[^>]*>").unwrap());
const RIGHT_TO_LEFT: [&str; 2] = ["ar", "ur"];

async fn with_all_languages() -> Service {
    let mut service = Service::open(Engine::Sqlite).await;
    service.allow_all_languages().await;
    service
}

fn tags() -> Vec<String> {
    LANGUAGES.iter().map(|language| language.tag.to_string()).collect()
}

/// What stands between tags, without attributes, the style sheet and the chooser.
fn words(page: &str) -> String {
    TAGS.replace_all(&NOT_WORDS.replace_all(page, " "), " ").into_owned()
}

/// The English of every fixed sentence that is long enough to be told from a name, with its key.
fn english_sentences() -> impl Iterator<Item = (&'static str, &'static str)> {
    let text = LANGUAGES.text(&"en".parse().unwrap(), "shell").unwrap();
    let lines = text.lines().filter_map(|line| line.split_once(" = "));
    lines.filter(|(_, words)| words.len() > 14 && !words.contains('{'))
}

fn assert_in(tag: &str, address: &str, page: &str) {
    assert_in_words_for(Audience::Adult, tag, address, page);
}

fn assert_in_words_for(audience: Audience, tag: &str, address: &str, page: &str) {
    assert!(page.contains(&format!("<html lang=\"{tag}\"")), "{address} is not in {tag}: {page:.400}");
    assert_eq!(
        page.contains("dir=\"rtl\" ") || page.contains("dir=\"rtl\">"),
        RIGHT_TO_LEFT.contains(&tag),
        "{address}"
    );
    assert!(!page.contains('\u{1}') && !page.contains('\u{2}'), "{address}: a mark was left");
    if tag == "en" {
        return;
    }
    // The way out, support, the safety words: none of the English is left.
    let shown = words(page);
    let own = LANGUAGES.shell(&tag.parse().unwrap(), audience);
    for (key, english) in english_sentences() {
        if own.find(key).is_none_or(|words| words != english) {
            assert!(!shown.contains(english), "{address} in {tag} still says \"{english}\"");
        }
    }
}

#[tokio::test]
async fn every_language_has_every_page() {
    let service = with_all_languages().await;
    let survivor = Survivor::visiting(&service);
    for tag in tags() {
        let within = if tag == "en" { String::new() } else { format!("?l={tag}") };
        let page = survivor.open(&format!("/l/everyone{within}")).await;
        assert_in(&tag, "the landing page", &survivor.get(&page.landing).await.text());
        assert_in(&tag, "the form", &page.html);
        for address in ["safety", "sorry/form", "sorry/busy", "sorry/too-long"] {
            let address = format!("/{address}/{}", page.ticket);
            assert_in(&tag, &address, &survivor.get(&address).await.text());
        }
        let left = survivor.open(&format!("/l/everyone{within}")).await;
        let exit = format!("/exit/{}", left.ticket);
        assert_in(&tag, &exit, &survivor.get(&exit).await.text());
        let sent = survivor.send(&page, &[("believed", "mostly")]).await;
        assert_eq!((sent.status, sent.to()), (303, format!("/sent{within}").as_str()));
        let hop = survivor.get(sent.to()).await;
        assert_in(&tag, "/sent", &hop.text());
        let thanks = hop.header("refresh").trim_start_matches("0; url=").to_owned();
        assert_eq!(thanks, format!("/thanks{within}"));
        for address in ["/", "/typo", "/thanks", "/safety", "/help", "/closed", "/takeback", "/takeback/typo", "/exit"]
        {
            let address = format!("{address}{within}");
            assert_in(&tag, &address, &survivor.get(&address).await.text());
        }
        let done = survivor.post(&format!("/takeback{within}"), &[("code", &page.secret)]).await;
        assert_in(&tag, done.to(), &survivor.get(done.to()).await.text());
    }
    assert_eq!(service.rows().count("envelope").await, 0, "each was taken back");
}

#[tokio::test]
async fn an_unchecked_page_says_so_in_its_language_and_in_english() {
    let service = with_all_languages().await;
    let survivor = Survivor::visiting(&service);
    for tag in tags() {
        let note = LANGUAGES.shell(&tag.parse().unwrap(), Audience::Adult).find("unchecked").unwrap();
        let page = survivor.open(&format!("/l/everyone?l={tag}")).await;
        let landing = survivor.get(&page.landing).await.text();
        for html in [&landing, &page.html, &survivor.get(&format!("/thanks?l={tag}")).await.text()] {
            assert_eq!(html.contains(&note), tag != "en", "{tag}");
            let in_english = "This translation has not yet been checked by a speaker of the language.";
            assert_eq!(html.contains(in_english), tag != "en" && tag != "en-x-easy", "{tag}");
            if tag != "en" {
                assert!(html.find(&note).unwrap() < html.find("<h1>").unwrap(), "before anything else");
            }
        }
    }
}

#[tokio::test]
async fn t54_the_chooser_names_each_language_in_its_own_script_before_anything_else() {
    let service = with_all_languages().await;
    let survivor = Survivor::visiting(&service);
    let page = survivor.open("/l/everyone?l=ur").await;
    let landing = survivor.get(&page.landing).await.text();
    let chooser = between(&landing, "<nav class=\"langs\"", "</nav>");
    let named = Regex::new("lang=\"([^\"]*)\"[^>]*>([^<]*)<").unwrap();
    let named: Vec<_> = named.captures_iter(chooser).map(|found| (found[1].to_owned(), found[2].to_owned())).collect();
    let listed: Vec<_> = LANGUAGES.iter().map(|one| (one.tag.to_string(), one.name.clone())).collect();
    assert_eq!(named, listed);
    assert!(landing.rfind("class=\"langs\"").unwrap() < landing.find("<h1>").unwrap());
    assert!(!landing.contains("href=\"/w/l=") && landing.contains("aria-current=\"true\""));
}

#[tokio::test]
async fn switching_starts_the_form_afresh_and_never_loses_the_code() {
    let service = with_all_languages().await;
    let survivor = Survivor::visiting(&service);
    let page = survivor.open(&format!("/c/{}", service.codes[0])).await;
    // However slowly the page was read.
    service.clock.advance(3_600);
    let polish = survivor.get(&format!("{}?l=pl", page.address)).await;
    assert_eq!(polish.status, 303);
    assert!(polish.to().starts_with("/f/") && !polish.to().contains("l=") && polish.to() != page.address);
    let html = survivor.get(polish.to()).await.text();
    assert_in("pl", "the form", &html);
    assert!(html.contains("href=\"tel:01384455411\""), "still the area of the card");
    let field = |name: &str| between(&html, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let (ticket, secret) = (field("t"), field("s"));
    assert_ne!(secret, page.secret, "a fresh form");
    let sent = survivor.post("/f", &[("t", &ticket), ("s", &secret), ("believed", "no")]).await;
    assert_eq!(sent.to(), "/sent?l=pl");
    // The landing page too, and back to English.
    let page = survivor.open(&format!("/c/{}?l=ar", service.codes[1])).await;
    let english = survivor.get(&format!("{}?l=en", page.landing)).await.to().to_owned();
    assert_in("en", "the landing page", &survivor.get(&english).await.text());
    // The old pages of a visit that was sent are closed, whatever the language asked for.
    let gone = survivor.get(&format!("{}?l=so", polish.to())).await;
    assert_eq!(gone.to(), crate::common::EXIT_TO);
    assert_eq!(service.rows().count("envelope").await, 1);
}

#[tokio::test]
async fn the_same_code_in_two_languages_is_one_answer() {
    let service = with_all_languages().await;
    let survivor = Survivor::visiting(&service);
    let code = format!("/c/{}", service.codes[0]);
    survivor.answers(&code, &[("believed", "no")]).await;
    let urdu = survivor.open(&format!("{code}?l=ur")).await;
    assert_eq!(survivor.send(&urdu, &[("believed", "yes-fully")]).await.to(), "/sent?l=ur");
    survivor.crowd("/l/everyone", 12, &[("believed", "no")]).await;
    let exact = service.end().await;
    assert_eq!(crate::common::region(&exact, "believed").base, 13);
}

#[tokio::test]
async fn without_leave_unchecked_languages_are_neither_offered_nor_shown() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    let page = survivor.open("/l/everyone?l=pl").await;
    let landing = survivor.get(&page.landing).await.text();
    for html in [&landing, &page.html] {
        assert_in("en", "a page", html);
        assert!(!html.contains("?l=") && !html.contains("Polski"));
    }
    let again = survivor.get(&format!("{}?l=pl", page.address)).await.to().to_owned();
    assert_in("en", "the form", &survivor.get(&again).await.text());
    for address in ["/?l=pl", "/help?l=ar", "/thanks?l=ur", "/safety?l=en-x-easy", "/help?l=%00", "/help?l=xx"] {
        let html = survivor.get(address).await.text();
        assert_in("en", address, &html);
        assert!(!html.contains("Polski"), "{address}");
    }
}

#[tokio::test]
async fn only_the_languages_that_were_allowed_are_offered() {
    let mut service = Service::open(Engine::Sqlite).await;
    service.rows().run("UPDATE wave SET closes = closes - 60, state = 'closed'").await;
    let allow = AllowLanguages { allow_unchecked: vec!["pl".parse().unwrap()] };
    service.add_wave_with("other", "2026-02-09", "2026-03-01", &allow).await;
    let survivor = Survivor::visiting(&service);
    let page = survivor.open("/l/everyone?l=pl").await;
    assert_in("pl", "the form", &page.html);
    assert!(page.html.contains(">English</a>") && !page.html.contains("Soomaali"));
    assert_in("en", "the form", &survivor.open("/l/everyone?l=so").await.html);
    let unknown = AllowLanguages { allow_unchecked: vec!["fr".parse().unwrap()] };
    let (survey, text) = &service.library.surveys[0];
    let refused = heard::cli::offer_languages(&service.library, &[(survey, text)], &unknown).err().unwrap();
    assert!(refused.to_string().contains("'fr' is no language"), "{refused}");
}

#[tokio::test]
async fn words_of_an_open_wave_do_not_change_with_the_file() {
    let mut service = with_all_languages().await;
    service.rows().run("UPDATE wave_language SET text = replace(text, 'Czy dano Ci', 'Czy kiedyś dano Ci')").await;
    service.restart();
    let page = Survivor::visiting(&service).open("/l/everyone?l=pl").await;
    assert!(page.html.contains("Czy kiedyś dano Ci"), "what the wave holds is what is asked");
}

#[tokio::test]
async fn the_first_view_is_one_request_of_few_kilobytes_with_every_language_on_offer() {
    let service = with_all_languages().await;
    let survivor = Survivor::visiting(&service);
    for tag in tags() {
        let page = survivor.open(&format!("/l/everyone?l={tag}")).await;
        for address in [&page.landing, &page.address] {
            // As every browser of the last years asks over https; and as old ones do.
            for (accepted, used, most) in
                [("gzip, deflate, br", "br", if tag == "en" { 6_144 } else { 7_680 }), ("gzip", "gzip", 8_704)]
            {
                let request = Request::get(address.as_str()).header("accept-encoding", accepted);
                let answer = survivor.ask(request.body(Body::empty()).unwrap()).await;
                assert_eq!(answer.header("content-encoding"), used);
                // Easy Read with its pictures and scripts whose letters take three bytes too.
                assert!(answer.body.len() <= most, "{tag} {address}: {} bytes of {used}", answer.body.len());
            }
        }
    }
}

#[tokio::test]
async fn numbers_to_ring_keep_their_order_in_every_direction() {
    let service = with_all_languages().await;
    let page = Survivor::visiting(&service).get("/help?l=ar").await.text();
    assert!(page.contains("<a class=\"tel\" dir=\"auto\" href=\"tel:08085002222\">0808 500 2222</a>"));
    for contact in service.library.contacts.iter() {
        assert!(page.contains(&format!("href=\"tel:{}\"", contact.dial.as_deref().unwrap())), "{}", contact.id);
    }
}

#[tokio::test]
async fn t50_the_childrens_survey_opens_only_from_a_provider() {
    let mut service = Service::open(Engine::Sqlite).await;
    service.add_wave_of("core-child", "children", ("2026-02-09", "2026-03-01"), &AllowLanguages::default()).await;
    service.add_link_to("core-child", "anybodyx", None, None).await;
    service.add_link_to("core-child", "childrenx", Some("lantern"), None).await;
    let survivor = Survivor::visiting(&service);
    assert_eq!(survivor.get("/l/anybodyx").await.status, 404, "not from a link of nobody's");
    let page = survivor.open("/l/childrenx").await;
    let landing = survivor.get(&page.landing).await.text();
    let lines = |name: &str| landing.find(name);
    assert!(lines("Childline").unwrap() < lines("Samaritans").unwrap() && lines("Rape Crisis").is_none());
    for said in ["A grown-up you trust can read this with you", "0800 1111", "someone might guess it was you"] {
        assert!(landing.contains(said), "{said}");
    }
    assert!(page.html.contains("Did they listen to you?") && page.html.matches("<svg class=\"pic\"").count() >= 18);
    let sent = survivor.send(&page, &[("believed", "a-bit"), ("helped", "They gave me time.")]).await;
    assert_eq!(sent.to(), "/sent");
}

#[tokio::test]
async fn a_language_that_is_added_while_a_wave_is_open_is_offered_without_a_restart() {
    let service = Service::open(Engine::Sqlite).await;
    let survivor = Survivor::visiting(&service);
    let landing = async || survivor.get(&survivor.open("/l/everyone").await.landing).await.text();
    assert!(!landing().await.contains("lang=\"pl\""));
    let surveys: Vec<_> = service.library.surveys.iter().map(|(survey, text)| (survey, text.as_str())).collect();
    let offer = offer_languages(&service.library, &surveys[..1], &AllowLanguages::all()).unwrap();
    service.store.offer_languages(&service.wave, &offer.languages).await.unwrap();
    service.clock.advance(61);
    assert!(landing().await.contains("lang=\"pl\""));
    assert_in("pl", "the form", &survivor.open("/l/everyone?l=pl").await.html);
}

#[tokio::test]
async fn pages_that_explain_are_there_in_their_language_when_the_database_is_not() {
    let service = with_all_languages().await;
    let survivor = Survivor::visiting(&service);
    let page = survivor.open("/l/everyone?l=pl").await;
    assert_eq!(survivor.get("/help?l=pl").await.status, 200);
    service.store.close().await;
    let sent = survivor.send(&page, &[("believed", "mostly")]).await;
    assert!(sent.to().starts_with("/sorry/busy/"), "{}", sent.to());
    for address in [sent.to(), "/sent?l=pl", "/thanks?l=pl", "/safety?l=pl", "/help?l=pl", "/closed?l=pl"] {
        let answer = survivor.get(address).await;
        assert_eq!(answer.status, 200, "{address}");
        assert_in("pl", address, &answer.text());
    }
    // And what has no page of its own has the way out and support.
    let answer = survivor.get("/l/everyone").await;
    assert_eq!(answer.status, 500);
    for part in ["href=\"/exit\"", "tel:999", "Please try again"] {
        assert!(answer.text().contains(part), "{part}: {}", answer.text());
    }
}

#[tokio::test]
async fn young_people_children_and_supporters_read_their_own_words_in_every_language() {
    let mut service = Service::open(Engine::Sqlite).await;
    for (survey, audience, link) in [
        ("core-young", Audience::YoungPerson, "youngxxx"),
        ("core-child", Audience::Child, "childrenx"),
        ("core-supporter", Audience::Supporter, "supportx"),
    ] {
        service.add_wave_of(survey, survey, ("2026-02-09", "2026-03-01"), &AllowLanguages::all()).await;
        service.add_link_to(survey, link, Some("lantern"), None).await;
        let survivor = Survivor::visiting(&service);
        for tag in tags().iter().filter(|tag| LANGUAGES.text(&tag.parse().unwrap(), survey).is_some()) {
            let page = survivor.open(&format!("/l/{link}?l={tag}")).await;
            let landing = survivor.get(&page.landing).await.text();
            let form = page.html.clone();
            for (address, html) in [("the landing page", &landing), ("the form", &form)] {
                assert_in_words_for(audience, tag, &format!("{address} of {survey}"), html);
            }
            let said = |audience| LANGUAGES.shell(&tag.parse().unwrap(), audience).find("landing-kept").unwrap();
            let (own, adults) = (said(audience), said(Audience::Adult));
            assert!(landing.contains(&own) && (own == adults || !landing.contains(&adults)), "{survey} in {tag}");
            let sent = survivor.send(&page, &[("believed", "no")]).await;
            assert_eq!(sent.to(), format!("/sent?l={tag}"));
        }
    }
    assert_eq!(service.rows().count("envelope").await, 3 * 7, "seven languages for each");
}

#[tokio::test]
async fn easy_read_has_a_picture_beside_each_question_and_says_nothing_by_it_alone() {
    let service = with_all_languages().await;
    let page = Survivor::visiting(&service).open("/l/everyone?l=en-x-easy").await.html;
    let survey = &service.library.surveys[0].0;
    let again = survey.further_parts() * survey.further().count();
    assert_eq!(page.matches("class=\"pic\" aria-hidden=\"true\"").count(), survey.questions().count() + again);
    assert_eq!(page.matches("<use href=\"#pic-").count(), again, "drawn once, shown again");
    assert!(page.contains("class=\"easy\"") && page.contains("Did staff believe you?"));
}

#[tokio::test]
async fn a_question_links_to_its_recordings_where_a_file_names_them() {
    let mut service = Service::open(Engine::Sqlite).await;
    let (survey, text) = &mut service.library.surveys[0];
    let recorded =
        "ask = \"Did you feel believed?\"\nbsl = \"https://videos.example/1\"\naudio = \"https://videos.example/2\"";
    *text = text.replace("ask = \"Did you feel believed?\"", recorded);
    *survey = heard::survey::file::parse("x", text, &service.library.areas).unwrap();
    let http = text.replace("https://videos.example/1", "http://videos.example/1");
    assert!(heard::survey::file::parse("x", &http, &service.library.areas).is_err());
    service.rows().run("UPDATE wave SET closes = closes - 60, state = 'closed'").await;
    service.add_wave("other", "2026-02-09", "2026-03-01").await;
    let page = Survivor::visiting(&service).open("/l/everyone").await.html;
    for address in ["https://videos.example/1", "https://videos.example/2"] {
        assert!(page.contains(&format!("href=\"{address}\" target=\"_blank\" rel=\"noopener noreferrer\"")));
    }
    assert!(!page.contains("<video") && !page.contains("<audio"));
}
