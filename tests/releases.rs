//! Releases from outside: pages, feed, documents, CSV, the chain.

use data_encoding::HEXLOWER;
use heard::release::{Document, verify};
use heard::wave::State;
use serde_json::Value;

use crate::common::{Service, Survivor, slug};
use crate::on_both;

/// Enough answers for whole tables of some questions, and three lone ones to `control`.
async fn a_wave_of_answers(service: &Service) {
    let survivor = Survivor::visiting(service);
    for option in ["yes-fully", "mostly", "a-little", "no"] {
        survivor.crowd("/l/everyone", 9, &[("believed", option), ("respect", option)]).await;
    }
    survivor.crowd("/l/everyone", 3, &[("control", "no")]).await;
}

async fn release(service: &Service) -> Document {
    service.end().await;
    service.publish().await.unwrap()
}

#[tokio::test]
async fn a_release_is_shown_fed_and_verified() {
    on_both!(async |service: Service| {
        a_wave_of_answers(&service).await;
        release(&service).await;
        let reader = Survivor::visiting(&service);
        let page = reader.get("/results").await.text();
        assert!(page.contains("Did you feel believed?") && page.contains("About 35 people"));
        assert!(page.contains(r#"<rect width="25%" height="100%">"#), "each bar is as wide as its percentage");
        let caveats = page.matches("They do not show how common anything is").count();
        assert_eq!(caveats, page.matches("<table>").count(), "every table carries the caveat");
        assert!(page.contains("Not shown yet") && page.contains("Did you have a say in what happened next?"));

        let feed: Value = serde_json::from_slice(&reader.get("/feed").await.body).unwrap();
        let entry = &feed["releases"][0];
        let document = reader.get("/feed/2026-q1.json").await;
        let digest = ring::digest::digest(&ring::digest::SHA256, &document.body);
        assert_eq!(entry["sha256"], HEXLOWER.encode(digest.as_ref()));
        let key = HEXLOWER.decode(feed["signed_with"]["public_key"].as_str().unwrap().as_bytes()).unwrap();
        let signature = HEXLOWER.decode(entry["signature"].as_str().unwrap().as_bytes()).unwrap();
        let verifier = ring::signature::UnparsedPublicKey::new(&ring::signature::ED25519, key);
        verifier.verify(&document.body, &signature).unwrap();
        assert_eq!(service.store.wave(&service.wave).await.unwrap().state, State::Released);
    });
}

#[tokio::test]
async fn the_document_has_the_documented_shape() {
    on_both!(async |service: Service| {
        a_wave_of_answers(&service).await;
        release(&service).await;
        let body = Survivor::visiting(&service).get("/feed/2026-q1.json").await.body;
        let document: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!((&document["k"], &document["width"]), (&8.into(), &8.into()));
        let table = document["tables"].as_array().unwrap().iter().find(|table| table["id"] == "believed").unwrap();
        assert_eq!(table["universe"], "answered:believed");
        assert_eq!(table["rounding"], 5);
        let dimension = table["dims"][0].as_str().unwrap();
        let partition = &document["dimensions"][dimension]["partitions"][0];
        assert_eq!(partition[0], "Total");
        let parts: Vec<&str> = partition[1].as_array().unwrap().iter().map(|part| part.as_str().unwrap()).collect();
        assert_eq!(parts, ["yes-fully", "mostly", "a-little", "no"]);
        for cell in table["cells"].as_array().unwrap() {
            let at = cell["at"][dimension].as_str().unwrap();
            assert!(at == "Total" || parts.contains(&at));
        }
        assert_eq!(document["universes"]["answered:believed"]["subset_of"], "all");
        let release = table["release"].as_str().unwrap();
        assert!(document["releases"].as_array().unwrap().iter().any(|period| period["id"] == release));
    });
}

#[tokio::test]
async fn csv_holds_the_same_figures_and_the_caveat() {
    on_both!(async |service: Service| {
        a_wave_of_answers(&service).await;
        let document = release(&service).await;
        let answer = Survivor::visiting(&service).get("/feed/2026-q1.csv").await;
        assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(&answer.body[..]);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let figures: Vec<u64> = rows.iter().filter_map(|row| row.get(9)?.parse().ok()).collect();
        let expected: Vec<u64> =
            document.tables.iter().flat_map(|table| &table.cells).filter_map(|cell| cell.value).collect();
        assert_eq!(figures, expected);
        assert!(rows.iter().any(|row| row.get(0).unwrap() == document.caveat));
    });
}

#[tokio::test]
async fn what_was_withheld_is_told_later_together_and_neither_part_alone() {
    on_both!(async |mut service: Service| {
        a_wave_of_answers(&service).await;
        let first = release(&service).await;
        let held = first.withheld.iter().find(|held| held.question == slug("control")).unwrap();
        assert_eq!(held.periods, [slug("2026-q1")]);
        service.add_wave("2026-q2", "2026-04-01", "2026-06-30").await;
        service.clock.set(heard::clock::start_of("2026-05-01".parse().unwrap()));
        let survivor = Survivor::visiting(&service);
        for option in ["yes-fully", "mostly", "a-little", "no"] {
            survivor.crowd("/l/everyone", 8, &[("control", option)]).await;
        }
        let second = release(&service).await;
        let table = second.tables.iter().find(|table| table.question == slug("control")).unwrap();
        assert_eq!(second.periods(table), [slug("2026-q1"), slug("2026-q2")]);
        assert_eq!(table.total(), Some(35));
        let believed = second.withheld.iter().find(|held| held.question == slug("believed")).unwrap();
        assert_eq!(believed.periods, [slug("2026-q2")], "what was told before is not told again");
        let page = Survivor::visiting(&service).get("/results").await.text();
        assert!(page.contains("Waves 2026-q1 and 2026-q2 together"));
        let public = HEXLOWER.decode(service.signing.public().as_bytes()).unwrap();
        assert_eq!(verify(&service.store.releases().await.unwrap(), &public).unwrap().len(), 2);
    });
}

#[tokio::test]
async fn a_release_changed_dropped_or_reordered_does_not_verify() {
    on_both!(async |mut service: Service| {
        a_wave_of_answers(&service).await;
        release(&service).await;
        service.add_wave("2026-q2", "2026-04-01", "2026-06-30").await;
        service.clock.set(heard::clock::start_of("2026-05-01".parse().unwrap()));
        a_wave_of_answers(&service).await;
        release(&service).await;
        let public = HEXLOWER.decode(service.signing.public().as_bytes()).unwrap();
        let whole = service.store.releases().await.unwrap();
        assert!(verify(&whole, &public).is_ok());
        let mut changed = whole.clone();
        changed[0].document = changed[0].document.replacen("\"value\": 35", "\"value\": 40", 1);
        assert!(verify(&changed, &public).unwrap_err().to_string().contains("signature"));
        assert!(verify(&whole[1..], &public).unwrap_err().to_string().contains("chain"));
        let mut reordered = whole.clone();
        reordered.reverse();
        assert!(verify(&reordered, &public).is_err());
        let other = heard::release::SigningKey::read_or_make(&service.directory.path().join("other.pk8")).unwrap();
        let other = HEXLOWER.decode(other.public().as_bytes()).unwrap();
        assert!(verify(&whole, &other).is_err());
    });
}

#[tokio::test]
async fn before_the_first_release_the_pages_say_so() {
    on_both!(async |service: Service| {
        let reader = Survivor::visiting(&service);
        assert!(reader.get("/results").await.text().contains("Nothing has been published yet"));
        let feed: Value = serde_json::from_slice(&reader.get("/feed").await.body).unwrap();
        assert_eq!(feed["releases"], Value::Array(vec![]));
        for absent in ["/results/2026-q1", "/feed/2026-q1.json", "/feed/2026-q1", "/feed/..%2f..%2fetc.json"] {
            assert_eq!(reader.get(absent).await.status, 404, "{absent}");
        }
    });
}
