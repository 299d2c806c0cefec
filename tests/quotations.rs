//! Quotations from the tick on the form to the page, and away again, over HTTP.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use data_encoding::HEXLOWER;
use heard::clock::Clock;
use heard::count::{self, Act, Step};
use heard::release::{
    Attached, Document, Quotation, end_quotations, quotations, remove_quotation, verify, verify_quotations,
};
use heard::sealing::Purpose;
use heard::store::Role;
use heard::themes::codebook::Codebook;
use heard::themes::listener::Listener;
use heard::themes::valence::Valence;
use serde_json::Value;
use tokio::sync::Mutex;

use crate::common::{Service, Survivor, between, quotation_keys, slug};
use crate::on_both;
use crate::review::{desk, listener, open_texts, review};

const WAITED: &str = "Ten months on the waiting list. Nobody told me how long it would be.";
pub const QUOTED: &str = "Nobody told me how long it would be.";
const KIND: &str = "My worker rang when she said she would.";

/// Twenty-five wrote of the wait and allowed to be quoted, five wrote of it and did not, fifteen of something else.
async fn people_write(service: &Service) {
    let survivor = Survivor::visiting(service);
    survivor.crowd("/l/everyone", 25, &[("respect", "mostly"), ("change", WAITED), ("quote", "yes")]).await;
    survivor.crowd("/l/everyone", 5, &[("respect", "mostly"), ("change", WAITED)]).await;
    survivor.crowd("/l/lanternx", 15, &[("respect", "no"), ("change", KIND), ("quote", "yes")]).await;
}

/// One reader decides all texts, may they be quoted or not. Those that begin so are about waiting.
async fn decide_all(service: &Service, waiting: &str) {
    let desk = desk(service).await;
    for on in desk.texts(&service.store).await.unwrap() {
        let theme = on.text.text.starts_with(waiting).then(|| "acc.wait".parse().unwrap());
        let decision = count::Decision {
            reviewer: [9; 8],
            codebook: Codebook::built_in().version,
            themes: theme.into_iter().collect(),
            valence: Valence::Neutral,
            identifying: false,
            quotable: on.text.quote,
            safeguarding: false,
        };
        desk.decide(&service.store, &on, &decision).await.unwrap();
    }
}

/// One person chooses words of every text on waiting that may be quoted, and another agrees to so many of them.
async fn choose_all(service: &Service, agreed: usize) -> usize {
    let desk = desk(service).await;
    let mut chosen = 0;
    for mut on in desk.texts(&service.store).await.unwrap() {
        if on.may_be_quoted().is_err() || !on.text.text.starts_with("Ten") {
            continue;
        }
        let words = on.find(QUOTED, &"acc.wait".parse().unwrap()).unwrap();
        let first = Step { reviewer: [1; 8], act: Act::Chose(words) };
        desk.step(&service.store, &on, &first).await.unwrap();
        on.steps.push(first);
        if chosen < agreed {
            desk.step(&service.store, &on, &Step { reviewer: [2; 8], act: Act::Agreed }).await.unwrap();
        }
        chosen += 1;
    }
    chosen
}

/// Learning takes its time: all of these stories listen with one.
static LISTENER: LazyLock<Mutex<Listener>> = LazyLock::new(|| Mutex::new(listener(None).unwrap()));

/// A wave whose review is over: of 25 chosen passages a second person agreed to so many.
pub async fn reviewed(service: &mut Service, agreed: usize) {
    people_write(service).await;
    service.end().await;
    open_texts(service, &mut *LISTENER.lock().await).await.unwrap();
    decide_all(service, "Ten").await;
    assert_eq!(choose_all(service, agreed).await, 25);
    desk(service).await.end(&service.store, &Codebook::built_in()).await.unwrap();
}

pub async fn quoted(service: &Service, document: &Document) -> Vec<Quotation> {
    quotations(&service.store, &quotation_keys(&service.directory), document, service.clock.today()).await.unwrap()
}

#[tokio::test]
async fn a_quotation_comes_from_a_tick_two_people_and_the_rules() {
    on_both!(async |mut service: Service| {
        reviewed(&mut service, 20).await;
        let rows = service.rows();
        assert_eq!((rows.count("text_passage").await, rows.count("reviewed_text").await), (0, 0));
        assert_eq!(rows.count("wave_passages").await, 1);
        let document = service.publish().await.unwrap();
        // Thirty wrote of the wait: at least 28, so that five of twenty are told.
        let told = quoted(&service, &document).await;
        assert_eq!((told.len(), document.quotations.len()), (5, 5));
        for one in &told {
            assert_eq!((one.words.as_str(), one.theme.as_str(), one.place.as_str()), (QUOTED, "acc-wait", "Total"));
        }
        let salts: BTreeSet<&String> = told.iter().map(|one| &one.salt).collect();
        assert_eq!(salts.len(), 5, "the same words, and no digest tells so");
        let text = serde_json::to_string(&document).unwrap();
        assert!(!text.contains("Nobody told me"), "the signed document holds digests alone");
        let reader = Survivor::visiting(&service);
        let page = reader.get("/results").await.text();
        assert_eq!(page.matches(&format!("<blockquote dir=\"auto\">{QUOTED}</blockquote>")).count(), 5);
        assert!(!page.contains("Ten months on the waiting list"), "what nobody chose is not shown");
        for (table, rows) in service.rows().dump_all().await {
            for bytes in rows.iter().flatten() {
                assert!(!String::from_utf8_lossy(bytes).contains("Nobody told me"), "{table} is readable");
            }
        }
    });
}

#[tokio::test]
async fn a_download_tells_the_same_and_its_digests_can_be_checked() {
    on_both!(async |mut service: Service| {
        reviewed(&mut service, 20).await;
        let document = service.publish().await.unwrap();
        let reader = Survivor::visiting(&service);
        let feed: Value = serde_json::from_slice(&reader.get("/feed").await.body).unwrap();
        let address = feed["releases"][0]["quotations"].as_str().unwrap();
        let json: Value =
            serde_json::from_slice(&reader.get(&address["https://feedback.example".len()..]).await.body).unwrap();
        let all = json["quotations"].as_array().unwrap();
        assert_eq!(all.len(), 5);
        for one in all {
            let values = ["salt", "release", "period", "table", "place", "theme", "words"].map(|key| &one[key]);
            let list = serde_json::to_string(&values).unwrap();
            let digest = ring::digest::digest(&ring::digest::SHA256, list.as_bytes());
            assert!(document.quotations.contains(&HEXLOWER.encode(digest.as_ref())));
        }
        let csv = reader.get("/feed/2026-q1.quotations.csv").await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
        let mut rows = csv::Reader::from_reader(&csv.body[..]);
        assert!(rows.records().all(|row| row.unwrap().get(8) == Some(QUOTED)));
        assert_eq!(reader.get("/feed/2026-q1.quotations.txt").await.status, 404);
    });
}

#[tokio::test]
async fn nothing_is_quoted_that_one_person_alone_would_quote() {
    on_both!(async |mut service: Service| {
        reviewed(&mut service, 0).await;
        let document = service.publish().await.unwrap();
        assert_eq!((quoted(&service, &document).await.len(), document.quotations.len()), (0, 0));
        let reader = Survivor::visiting(&service);
        assert!(!reader.get("/results").await.text().contains("own words"));
        let feed: Value = serde_json::from_slice(&reader.get("/feed").await.body).unwrap();
        assert_eq!(feed["releases"][0]["quotations"], Value::Null);
    });
}

#[tokio::test]
async fn the_desk_refuses_what_the_rules_forbid_and_says_why() {
    on_both!(async |mut service: Service| {
        people_write(&service).await;
        service.end().await;
        open_texts(&service, &mut *LISTENER.lock().await).await.unwrap();
        review(&mut service).await;
        let first = Survivor::signed_in(&service, Role::Reviewer).await;
        let second = Survivor::signed_in(&service, Role::Reviewer).await;
        let texts = desk(&service).await.texts(&service.store).await.unwrap();
        let address = |on: &count::OnDesk| format!("/commission/review/{}", HEXLOWER.encode(&on.row));
        let unasked = texts.iter().find(|on| !on.text.quote).unwrap();
        let page = first.get(&address(unasked)).await.text();
        assert!(page.contains("did not say yes") && !page.contains("name=\"quotable\""), "{page}");
        let refused = first.post(&address(unasked), &[("act", "none"), ("quotable", "1")]).await;
        assert!(refused.status == 422 && refused.text().contains("did not say"), "{}", refused.text());
        assert!(first.get(&format!("{}/quote", address(unasked))).await.text().contains("did not say"));

        let on = texts.iter().find(|on| on.text.quote && on.text.text.starts_with("Ten")).unwrap();
        let quote = format!("{}/quote", address(on));
        assert!(first.get(&quote).await.text().contains("does not say that it may be quoted"));
        let decision = [("act", "save"), ("theme", "acc.wait"), ("theme", "rel.believed"), ("quotable", "1")];
        assert_eq!(first.post(&address(on), &decision).await.to(), quote);
        assert!(first.get(&quote).await.text().contains("Choose the words"));
        let choose = |words: &'static str, theme: &'static str| {
            [("act", "choose"), ("seen", "0"), ("words", words), ("theme", theme)]
        };
        for (fields, words) in [
            (choose("Nobody ever told me how long.", "acc.wait"), "letter by letter"),
            (choose("Nobody", "acc.wait"), "characters"),
            (choose(QUOTED, "acc.travel"), "not one that was chosen"),
            (choose(QUOTED, ""), "the one theme"),
            ([("act", "agree"), ("seen", "0"), ("", ""), ("", "")], "no passage to agree to"),
            ([("act", "agree"), ("seen", "7"), ("", ""), ("", "")], "same moment"),
        ] {
            let answer = first.post(&quote, &fields).await;
            assert!(answer.status == 422 && answer.text().contains(words), "{fields:?}: {}", answer.text());
        }
        assert_eq!(service.rows().count("text_passage").await, 0);
        assert_eq!(first.post(&quote, &choose(QUOTED, "acc.wait")).await.status, 303);
        let own = first.post(&quote, &[("act", "agree"), ("seen", "1")]).await;
        assert!(own.status == 422 && own.text().contains("you chose this passage yourself"), "{}", own.text());
        assert!(second.get("/commission/review").await.text().contains("1 wait for a second person"));
        let list = second.get("/commission/review/quotes").await.text();
        assert!(list.contains("Words for “") && !list.contains(QUOTED), "covered until it is asked for: {list}");
        let page = second.get(&quote).await.text();
        assert!(page.contains("Quote exactly these words") && !page.contains(" checked"), "{page}");
        assert_eq!(second.post(&quote, &[("act", "agree"), ("seen", "1")]).await.status, 303);
        assert!(desk(&service).await.texts(&service.store).await.unwrap().iter().any(|on| on.agreed().is_some()));
        // A later decision that it points at somebody takes it back.
        second.post(&address(on), &[("act", "none"), ("identifying", "1")]).await;
        assert!(desk(&service).await.texts(&service.store).await.unwrap().iter().all(|on| on.agreed().is_none()));
        assert!(second.get(&quote).await.text().contains("It is never quoted"));
    });
}

#[tokio::test]
async fn of_a_persons_texts_one_at_most_may_be_quoted() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 20, &[("helped", KIND), ("change", WAITED), ("quote", "yes")]).await;
        survivor.crowd("/l/everyone", 3, &[("quote", "yes"), ("believed", "no")]).await;
        let refused = survivor.post("/f", &[("quote", "maybe"), ("code", &service.codes[0].to_string())]).await;
        assert!(refused.to().starts_with("/sorry/form"), "{}", refused.to());
        let exact = service.end().await;
        assert!(exact.tables.keys().all(|key| key.question != slug("quote")), "it counts nothing");
        open_texts(&service, &mut *LISTENER.lock().await).await.unwrap();
        let texts = desk(&service).await.texts(&service.store).await.unwrap();
        assert_eq!((texts.len(), texts.iter().filter(|on| on.text.quote).count()), (40, 20));
        let questions: BTreeSet<&str> =
            texts.iter().filter(|on| on.text.quote).map(|on| on.text.question.as_str()).collect();
        assert_eq!(questions.len(), 2, "drawn by lot");
    });
}

#[tokio::test]
async fn a_quotation_is_taken_away_for_good_and_the_release_still_verifies() {
    on_both!(async |mut service: Service| {
        reviewed(&mut service, 20).await;
        let document = service.publish().await.unwrap();
        let keys = quotation_keys(&service.directory);
        let public = HEXLOWER.decode(service.signing.public().as_bytes()).unwrap();
        let check = async |service: &Service| {
            let documents = verify(&service.store.releases().await.unwrap(), &public).unwrap();
            verify_quotations(&documents, &service.store.quotations().await.unwrap(), &keys).map_err(|e| e.to_string())
        };
        assert_eq!(check(&service).await, Ok(Attached { present: 5, gone: 0 }));
        let backup = service.store.quotations().await.unwrap();
        let gone = backup[2].digest;
        remove_quotation(&service.store, &keys, gone).await.unwrap();
        remove_quotation(&service.store, &keys, gone).await.unwrap();
        assert_eq!(check(&service).await, Ok(Attached { present: 4, gone: 1 }));
        let page = Survivor::visiting(&service).get("/results").await.text();
        assert_eq!(page.matches("<blockquote").count(), 4);
        assert!(!page.contains("taken away"), "nothing tells where to look in older copies");
        // Put back from a copy of the database, it opens no more, and nothing else is wrong.
        let documents = verify(&service.store.releases().await.unwrap(), &public).unwrap();
        assert_eq!(verify_quotations(&documents, &backup, &keys).unwrap(), Attached { present: 4, gone: 1 });
        // One that was altered, or put under another's digest, is found.
        let mut altered = backup.clone();
        altered[0].sealed = altered[1].sealed.clone();
        assert!(verify_quotations(&documents, &altered, &keys).unwrap_err().to_string().contains("quotation"));
        let mut foreign = backup.clone();
        foreign[0].digest[0] ^= 1;
        assert!(verify_quotations(&documents, &foreign, &keys).is_err());
        // When their time is over all go by themselves.
        let today = service.clock.today();
        assert_eq!(end_quotations(&service.store, &keys, today).await.unwrap(), 0);
        let later = today.checked_add(jiff::Span::new().months(24)).unwrap();
        assert!(quotations(&service.store, &keys, &document, later).await.unwrap().is_empty());
        assert_eq!(end_quotations(&service.store, &keys, later).await.unwrap(), 4);
        assert_eq!(check(&service).await, Ok(Attached { present: 0, gone: 5 }));
        assert_eq!(std::fs::read_dir(service.directory.path().join("quotations")).unwrap().count(), 0);
        assert_eq!(service.rows().count("quotation").await, 0);
    });
}

#[tokio::test]
async fn words_are_shown_as_they_are_and_do_nothing() {
    on_both!(async |mut service: Service| {
        let nasty = "=HYPERLINK(0) <script>alert(1)</script> \u{202e}\"'& {{x}}";
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 20, &[("change", nasty), ("quote", "yes")]).await;
        survivor.crowd("/l/everyone", 10, &[("change", KIND)]).await;
        service.end().await;
        open_texts(&service, &mut *LISTENER.lock().await).await.unwrap();
        review(&mut service).await;
        let first = Survivor::signed_in(&service, Role::Reviewer).await;
        let second = Survivor::signed_in(&service, Role::Reviewer).await;
        decide_all(&service, "=HYPER").await;
        let mut words = String::new();
        for on in desk(&service).await.texts(&service.store).await.unwrap() {
            if !on.text.quote {
                continue;
            }
            let quote = format!("/commission/review/{}/quote", HEXLOWER.encode(&on.row));
            let page = first.get(&quote).await.text();
            assert!(!page.contains("<script>alert"));
            let shown = between(&page, "rows=\"6\">", "</textarea>").to_owned();
            assert!(shown.contains("&lt;script&gt;"), "{shown}");
            words = on.text.text.clone();
            let fields = [("act", "choose"), ("seen", "0"), ("words", words.as_str()), ("theme", "acc.wait")];
            let chosen = first.post(&quote, &fields).await;
            assert_eq!(chosen.status, 303, "{}", chosen.text());
            second.post(&quote, &[("act", "agree"), ("seen", "1")]).await;
        }
        desk(&service).await.end(&service.store, &Codebook::built_in()).await.unwrap();
        service.restart();
        let document = service.publish().await.unwrap();
        let told = quoted(&service, &document).await;
        assert!(!told.is_empty() && told.iter().all(|one| one.words == words));
        let page = Survivor::visiting(&service).get("/results").await.text();
        assert!(!page.contains("<script>") && page.contains("<blockquote dir=\"auto\">=HYPERLINK"), "{page}");
        let csv = Survivor::visiting(&service).get("/feed/2026-q1.quotations.csv").await;
        let mut rows = csv::Reader::from_reader(&csv.body[..]);
        assert!(rows.records().all(|row| row.unwrap().get(8).unwrap().starts_with("'=HYPER")));
        let json = Survivor::visiting(&service).get("/feed/2026-q1.quotations.json").await;
        let json: Value = serde_json::from_slice(&json.body).unwrap();
        assert_eq!(json["quotations"][0]["words"], words.as_str());
    });
}

/// What waits is told at most once, and the key of another purpose does not open it.
#[tokio::test]
async fn what_was_told_waits_no_more_and_what_waits_is_sealed() {
    on_both!(async |mut service: Service| {
        use heard::disclosure::quote::Passages;
        use heard::sealing::{Binding, open_at};
        reviewed(&mut service, 20).await;
        let binding = Binding::Passages { wave: service.wave.clone() };
        let waiting = async |service: &Service| {
            let sealed = service.store.wave_passages(&service.wave).await.unwrap().unwrap();
            for other in [Purpose::Checking, Purpose::Counting, Purpose::Text, Purpose::Review] {
                assert!(service.key(&service.wave, other).open(&sealed, &binding).is_err());
            }
            let passages: Passages = open_at(&service.key(&service.wave, Purpose::Release), &binding, &sealed).unwrap();
            (passages.waiting.len(), passages.told.len())
        };
        assert_eq!(waiting(&service).await, (20, 0));
        service.publish().await.unwrap();
        assert_eq!(waiting(&service).await, (15, 5));
    });
}
