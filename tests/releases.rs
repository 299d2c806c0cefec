//! Releases from outside: pages, feed, documents, CSV, the chain.

use data_encoding::HEXLOWER;
use heard::release::{Document, verify};
use heard::store::Role;
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
        assert!(
            page.contains("January to March 2026") && page.contains("the groups for each question were fixed before")
        );
        assert!(page.contains(r#"<rect width="50%" height="100%">"#), "each bar is as wide as its percentage");
        let caveats = page.matches("They do not show how common anything is").count();
        assert_eq!(caveats, page.matches(r#"<div class="card" id="#).count(), "every figure stands beside the caveat");
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
        assert_eq!(table["dims"][0], "place");
        let dimension = table["dims"][1].as_str().unwrap();
        let partitions = serde_json::json!([
            ["Total", ["yes-fully+mostly", "a-little+no"]],
            ["yes-fully+mostly", ["yes-fully", "mostly"]],
            ["a-little+no", ["a-little", "no"]],
        ]);
        assert_eq!(document["dimensions"][dimension]["partitions"], partitions);
        let at = |cell: &Value| cell["at"].get(dimension).map(|option| option.as_str().unwrap().to_owned());
        let found: Vec<Option<String>> = table["cells"].as_array().unwrap().iter().map(at).collect();
        assert_eq!(found, [None, Some("yes-fully+mostly".into()), Some("a-little+no".into())]);
        assert_eq!(document["plans"][0]["starts"], "2026-01-01");
        assert_eq!(document["dimensions"]["place"]["partitions"][0][1].as_array().unwrap().len(), 8);
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
        let figures: Vec<u64> = rows.iter().filter_map(|row| row.get(12)?.parse().ok()).collect();
        let expected: Vec<u64> =
            document.tables.iter().flat_map(|table| &table.cells).filter_map(|cell| cell.value).collect();
        assert_eq!(figures, expected);
        assert!(rows.iter().any(|row| row.get(0).unwrap() == document.caveat));
    });
}

#[tokio::test]
async fn what_waits_is_told_for_the_half_year_and_neither_part_alone() {
    on_both!(async |mut service: Service| {
        a_wave_of_answers(&service).await;
        let first = release(&service).await;
        let held = first.withheld.iter().find(|held| held.question == slug("control")).unwrap();
        assert_eq!(held.periods, [slug("2026-q1")]);
        next_quarter(&mut service, "2026-q2", 4).await;
        let survivor = Survivor::visiting(&service);
        for option in ["yes-fully", "mostly", "a-little", "no"] {
            survivor.crowd("/l/everyone", 8, &[("control", option)]).await;
        }
        let second = release(&service).await;
        let tables: Vec<_> = second.tables.iter().filter(|table| table.question == slug("control")).collect();
        assert_eq!(tables.len(), 1, "the quarter alone would give the first away");
        assert_eq!(second.periods(tables[0]), [slug("2026-q1"), slug("2026-q2")]);
        assert_eq!(tables[0].total(), Some(35));
        assert!(second.withheld.iter().all(|held| held.question != slug("control")));
        let believed = second.withheld.iter().find(|held| held.question == slug("believed")).unwrap();
        assert_eq!(believed.periods, [slug("2026-q2")], "what was told before is not told again");
        let page = Survivor::visiting(&service).get("/results").await.text();
        assert!(page.contains("January to June 2026") && page.contains("Waves 2026-q1 and 2026-q2 together"));
        let public = HEXLOWER.decode(service.signing.public().as_bytes()).unwrap();
        assert_eq!(verify(&service.store.releases().await.unwrap(), &public).unwrap().len(), 2);
    });
}

/// Opens the quarter that begins in a month.
async fn next_quarter(service: &mut Service, id: &str, month: i8) {
    let opens: jiff::civil::Date = format!("2026-{month:02}-01").parse().unwrap();
    let closes = opens.checked_add(jiff::Span::new().months(3)).unwrap().yesterday().unwrap();
    service.add_wave(id, &opens.to_string(), &closes.to_string()).await;
    service.clock.set(heard::clock::start_of(opens) + 86_400);
}

/// Answers that came through the two providers' links, in two areas, and some from elsewhere.
async fn answers_of_two_areas(service: &Service, each: usize) {
    let survivor = Survivor::visiting(service);
    for option in ["yes-fully", "mostly", "a-little", "no"] {
        for link in ["/l/lanternx", "/l/spirexxx"] {
            survivor.crowd(link, each, &[("believed", option)]).await;
        }
        survivor.crowd("/l/everyone", 1, &[("believed", option)]).await;
    }
}

#[tokio::test]
async fn areas_are_shown_when_they_can_be_and_the_gaps_are_named() {
    on_both!(async |mut service: Service| {
        service.add_link("spirexxx", Some("spire")).await;
        answers_of_two_areas(&service, 6).await;
        let first = release(&service).await;
        let rows = |document: &Document| -> Vec<String> {
            let tables = document.tables.iter().filter(|table| table.question == slug("believed"));
            let cells = tables.flat_map(|table| &table.cells).filter(|cell| cell.percent.is_none());
            cells.map(|cell| cell.at["place"].clone()).collect()
        };
        assert_eq!(rows(&first), ["Total"], "areas wait for the year");
        for (id, month) in [("2026-q2", 4), ("2026-q3", 7), ("2026-q4", 10)] {
            next_quarter(&mut service, id, month).await;
            answers_of_two_areas(&service, 6).await;
            let document = release(&service).await;
            if id != "2026-q4" {
                assert!(rows(&document).iter().all(|place| place == "Total"), "{id}: {:?}", rows(&document));
                continue;
            }
            let year = document.tables.iter().find(|table| document.periods(table).len() == 4);
            let year = year.filter(|table| table.question == slug("respondents")).unwrap();
            let places: Vec<&str> = year.cells.iter().map(|cell| cell.at["place"].as_str()).collect();
            assert_eq!(places, ["Total", "dudley", "coventry", "elsewhere", "dudley/lantern", "coventry/spire"]);
            let believed = document.tables.iter().rfind(|table| table.question == slug("believed")).unwrap();
            let of = |place: &str| believed.cells.iter().filter(|cell| cell.at["place"] == place).count();
            // Sixteen came from elsewhere: eight in each of two groups, so they are an area like others. Beside them one
            // area is shown in as few groups, so that theirs cannot be worked out any finer.
            assert_eq!((of("Total"), of("coventry"), of("dudley"), of("elsewhere")), (5, 5, 3, 3));
            assert_eq!(of("dudley/lantern"), 3, "a provider has two groups at most (P7)");
            let page = Survivor::visiting(&service).get("/results").await.text();
            assert!(page.contains("January to December 2026, the whole year") && page.contains("Coventry"));
            assert!(page.contains("Another area, or none named"));
            // The provider's people are led to their own rows and their area's, where everybody sees them.
            let worker = Survivor::signed_in(&service, Role::ProviderWorker).await;
            let own = worker.get("/provider").await.text();
            let rows: Vec<&str> =
                own.split("href=\"/results/2026-q4#").skip(1).map(|at| at.split('"').next().unwrap()).collect();
            assert!(
                rows.iter().any(|row| row.ends_with("dudley/lantern"))
                    && rows.iter().any(|row| row.ends_with(".dudley"))
            );
            let reach = own.split_once("How many answered").unwrap().1;
            let lantern = year.cells.iter().find(|cell| cell.at["place"] == "dudley/lantern").unwrap().value.unwrap();
            assert!(reach.contains(&format!("January to December 2026: <strong>about {lantern}</strong>")), "{reach}");
            for row in rows {
                assert!(page.contains(&format!("id=\"{row}\"")) && !row.contains("coventry"), "{row}");
            }
        }
    });
}

#[tokio::test]
async fn areas_that_cannot_be_shown_on_their_own_stand_together_by_name() {
    on_both!(async |mut service: Service| {
        service.add_link("spirexxx", Some("spire")).await;
        for (id, month) in [("2026-q1", 1), ("2026-q2", 4), ("2026-q3", 7), ("2026-q4", 10)] {
            if month > 1 {
                next_quarter(&mut service, id, month).await;
            }
            let survivor = Survivor::visiting(&service);
            for option in ["yes-fully", "mostly", "a-little", "no"] {
                survivor.crowd("/l/lanternx", 4, &[("believed", option)]).await;
                survivor.crowd("/l/spirexxx", 6, &[("believed", option)]).await;
            }
            // Four in the year named no area: too few for a figure, so Dudley's would give theirs away.
            survivor.crowd("/l/everyone", 1, &[("believed", "mostly")]).await;
            release(&service).await;
        }
        let page = Survivor::visiting(&service).get("/results/2026-q4").await.text();
        let document: Document =
            serde_json::from_slice(&Survivor::visiting(&service).get("/feed/2026-q4.json").await.body).unwrap();
        let believed = document.tables.iter().rfind(|table| table.question == slug("believed")).unwrap();
        let of = |place: &str, answers: usize| {
            let cells = believed.cells.iter().filter(|cell| cell.at["place"] == place && cell.at.len() == 1 + answers);
            cells.filter_map(|cell| cell.value).collect::<Vec<_>>()
        };
        let together = believed.cells.iter().map(|cell| &cell.at["place"]).find(|place| place.contains('+')).unwrap();
        assert!(together.split('+').any(|area| area == "dudley") && together.ends_with("+elsewhere"));
        assert!(of("dudley", 0).is_empty() && !together.contains("coventry"));
        // 164 answered, 96 of them in Coventry.
        assert_eq!((of("Total", 0), of("coventry", 0), of(together, 0)), (vec![165], vec![95], vec![70]));
        assert_eq!(of(together, 1), [15, 20, 15, 15], "16, with four more who felt believed mostly");
        let is_told = |place: &str| place.contains('+');
        let with_row = document.tables.iter().filter(|table| table.cells.iter().any(|cell| is_told(&cell.at["place"])));
        let told: Vec<&str> = with_row.map(|table| table.release.as_str()).collect();
        assert_eq!(told, ["2026-q1+2026-q2+2026-q3+2026-q4"], "no shorter time than the year has such a row");
        assert!(page.contains("Together: ") && page.contains("Not shown on their own: "));
        // The people of a provider in Dudley are led to it.
        let worker = Survivor::signed_in(&service, Role::ProviderWorker).await;
        let row = format!("2026-q1+2026-q2+2026-q3+2026-q4.believed.{together}");
        assert!(page.contains(&format!("id=\"{row}\"")), "{row}");
        assert!(worker.get("/provider").await.text().contains(&row));
    });
}

#[tokio::test]
async fn a_wrong_table_is_taken_back_and_stays_in_the_audit() {
    on_both!(async |mut service: Service| {
        a_wave_of_answers(&service).await;
        release(&service).await;
        let take_back = async |reason: &str, service: &Service| service.withdraw("respect", reason).await;
        assert!(take_back(" ", &service).await.unwrap_err().to_string().contains("say why"));
        let document = take_back("Two posters showed an older wording.", &service).await.unwrap();
        assert_eq!((document.id.as_str(), document.sequence, document.withdrawn.len()), ("correction-1", 2, 1));
        let again = take_back("Again.", &service).await.unwrap_err().to_string();
        assert!(again.contains("nothing of 'respect' that still stands"), "{again}");
        let reader = Survivor::visiting(&service);
        let page = reader.get("/results").await.text();
        assert!(page.contains("Two posters showed an older wording.") && page.contains("Did you feel believed?"));
        assert!(reader.get("/results/correction-1").await.text().contains("Withdrawn"));
        let public = HEXLOWER.decode(service.signing.public().as_bytes()).unwrap();
        assert_eq!(verify(&service.store.releases().await.unwrap(), &public).unwrap().len(), 2);
        // What was read cannot be unread: the half-year still reckons with the quarter that was taken back.
        next_quarter(&mut service, "2026-q2", 4).await;
        Survivor::visiting(&service).crowd("/l/everyone", 10, &[("respect", "no")]).await;
        let second = release(&service).await;
        assert!(
            second.tables.iter().all(|table| table.question != slug("respect")),
            "or the difference would tell of ten"
        );
    });
}

#[tokio::test]
async fn waves_are_released_in_their_order() {
    on_both!(async |mut service: Service| {
        a_wave_of_answers(&service).await;
        service.end().await;
        next_quarter(&mut service, "2026-q2", 4).await;
        a_wave_of_answers(&service).await;
        service.end().await;
        let refused = service.publish().await.unwrap_err().to_string();
        assert!(refused.contains("wave 2026-q1 comes first"), "{refused}");
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
