//! Several services in one sitting: one form, one Send, parts that are counted apart and that nobody can put together.

use std::collections::BTreeSet;

use heard::disclosure::{Distribution, Exact, Place, TableKey};
use heard::release::Counted;
use heard::sealing::{Purpose, open_further, open_outer};
use heard::store::{InnerKind, Quoting, StoredRelease};
use heard::survey::FURTHER_SERVICES;
use heard::wave::read_surveys;

use crate::common::{Engine, Service, Survivor, region, slug};
use crate::on_both;

/// What was said of one kind of service.
fn of_kind(exact: &Exact, question: &str, kind: &str) -> Distribution {
    let within = Some((slug("service"), slug(kind)));
    let key = TableKey { survey: slug("core-adult"), question: slug(question), place: Place::Region, within };
    exact.tables.get(&key).cloned().unwrap_or_default()
}

const THREE: [(&str, &str); 9] = [
    ("service", "police"),
    ("believed", "no"),
    ("area", "dudley"),
    ("service.2", "isva"),
    ("believed.2", "yes-fully"),
    ("respect.2", "mostly"),
    ("service.3", "sarc"),
    ("believed.3", "mostly"),
    ("found", "poster"),
];

#[tokio::test]
async fn further_services_are_asked_of_in_closed_boxes_of_the_one_form() {
    let service = Service::open(Engine::Sqlite).await;
    let page = Survivor::visiting(&service).open("/l/everyone").await.html;
    let survey = &service.library.surveys[0].0;
    for question in survey.further() {
        for choice in question.choices() {
            for part in ["", ".2", ".3"] {
                assert!(page.contains(&format!("name=\"{}{part}\" value=\"{}\"", question.id, choice.id)));
            }
        }
    }
    for once in ["area", "joined", "helped", "age", "found"] {
        assert!(page.contains(&format!("name=\"{once}\"")) && !page.contains(&format!("name=\"{once}.2\"")), "{once}");
    }
    assert_eq!(page.matches("<summary>Tell us about another service</summary>").count(), FURTHER_SERVICES);
    assert!(!page.contains("<details open") && page.matches("<form").count() == 1);
}

#[tokio::test]
async fn three_services_in_one_sitting_are_one_person_of_the_region_and_one_part_of_each_kind() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 4, &THREE).await;
        survivor.crowd("/l/everyone", 7, &[("service", "isva"), ("believed", "a-little")]).await;
        // The same kind twice, and no kind at all: the first block counts, the others are no part.
        let odd = [("service", "isva"), ("service.2", "isva"), ("believed.2", "no"), ("believed.3", "no")];
        survivor.crowd("/l/everyone", 2, &odd).await;
        service.close().await;
        assert_eq!(service.rows().count("envelope").await, 13, "one row a sitting");
        service.check().await.unwrap();
        let report = service.count().await.unwrap();
        assert_eq!((report.counted, report.further, report.done), (13, 8, true));
        assert_eq!(service.rows().count("inner_envelope").await, 0);
        let exact = service.exact().await;
        assert_eq!(exact.respondents[&Place::Region], 13);
        assert_eq!(exact.respondents[&Place::Area(slug("dudley"))], 4);
        assert_eq!(region(&exact, "believed").options[&slug("no")], 4, "the region hears the first block alone");
        assert_eq!(region(&exact, "believed").base, 11);
        assert_eq!(region(&exact, "service").base, 13);
        assert_eq!(region(&exact, "found").options[&slug("poster")], 4);
        let isva = of_kind(&exact, "believed", "isva");
        assert_eq!((isva.base, isva.options[&slug("yes-fully")], isva.options[&slug("a-little")]), (11, 4, 7));
        assert_eq!(of_kind(&exact, "believed", "police").base, 4);
        assert_eq!(of_kind(&exact, "believed", "sarc").options[&slug("mostly")], 4);
        assert_eq!(of_kind(&exact, "respect", "isva").base, 4);
    });
}

#[tokio::test]
async fn a_card_used_twice_keeps_all_parts_of_the_first_and_taking_back_takes_all() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        let card = format!("/c/{}", service.codes[0]);
        survivor.answers(&card, &THREE).await;
        survivor
            .answers(&card, &[("service", "health"), ("believed", "no"), ("service.2", "other"), ("believed.2", "no")])
            .await;
        let page = survivor.open("/l/everyone").await;
        for _ in 0..2 {
            assert_eq!(survivor.send(&page, &THREE).await.to(), "/sent");
        }
        assert_eq!(service.rows().count("envelope").await, 3, "the same page twice is one row");
        assert_eq!(survivor.post("/takeback", &[("code", &page.secret)]).await.to(), "/takeback/done");
        survivor.crowd("/l/everyone", 10, &[]).await;
        service.close().await;
        assert_eq!(service.check().await.unwrap().kept, 11);
        assert_eq!(service.count().await.unwrap().further, 2);
        let exact = service.exact().await;
        assert_eq!(of_kind(&exact, "believed", "isva").base, 1);
        assert_eq!((of_kind(&exact, "believed", "health").base, of_kind(&exact, "believed", "other").base), (0, 0));
    });
}

#[tokio::test]
async fn neither_the_database_nor_a_keyholder_can_tell_how_many_services_somebody_told_of() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 6, &THREE).await;
        survivor.crowd("/l/everyone", 6, &[("service", "isva"), ("believed", "no")]).await;
        let rows = service.store.read_envelopes(std::slice::from_ref(&service.wave)).await.unwrap();
        let sizes: BTreeSet<usize> = rows.iter().map(|row| row.sealed.as_bytes().len()).collect();
        assert_eq!(sizes.len(), 1);
        // Who checks sees as many shut parts in each, all of one size.
        let checking = service.key(&service.wave, Purpose::Checking);
        for row in &rows {
            let outer = open_outer(&checking, &service.wave, row.row, &row.sealed).unwrap();
            assert_eq!(outer.further.len(), FURTHER_SERVICES);
            assert!(outer.further.windows(2).all(|two| two[0].as_bytes().len() == two[1].as_bytes().len()));
        }
        service.close().await;
        service.check().await.unwrap();
        let further = service.store.read_inner(&service.wave, InnerKind::Further).await.unwrap();
        assert_eq!(further.len(), 24, "two a sitting, used or not");
        let lengths: BTreeSet<usize> = further.iter().map(|inner| inner.sealed.as_bytes().len()).collect();
        assert_eq!(lengths.len(), 1);
        // Who counts sees parts that name no place, no code, no other part.
        let texts = service.store.wave_surveys(&service.wave).await.unwrap();
        let surveys = read_surveys(&texts, &service.library.areas).unwrap();
        let versions: Vec<_> = surveys.iter().map(|survey| (survey.id.clone(), survey.version)).collect();
        let counting = service.key(&service.wave, Purpose::Counting);
        let open = |sealed| open_further(&counting, &service.wave, &versions, sealed).unwrap().1.answers;
        let asked: BTreeSet<_> = surveys[0].further().map(|question| question.id.clone()).collect();
        let parts: Vec<_> = further.iter().map(|inner| open(&inner.sealed)).collect();
        assert_eq!(parts.iter().filter(|answers| answers.is_empty()).count(), 12);
        assert!(parts.iter().flatten().all(|(question, _)| asked.contains(question)));
    });
}

#[tokio::test]
async fn the_results_say_that_answers_about_services_are_not_people() {
    let service = Service::open(Engine::Sqlite).await;
    Survivor::visiting(&service).crowd("/l/everyone", 10, &[]).await;
    service.end().await;
    let (told, _) = crate::disclosure::parts::a_year(900, 3);
    let document = serde_json::to_string(&told[1]).unwrap();
    let (id, wave) = (told[1].id.clone(), service.wave.clone());
    let release = StoredRelease { sequence: 1, id, wave, document, signature: [0; 64] };
    service.store.add_release(&release, &Quoting::default()).await.unwrap();
    let reader = Survivor::visiting(&service);
    let page = reader.get("/results").await.text();
    let by_service = told[1].tables.iter().filter(|table| table.counts == Counted::Parts).count();
    assert!(by_service > 0);
    assert_eq!(page.matches("These are answers about a service, not people").count(), by_service);
    let csv = reader.get("/feed/h2.csv").await.text();
    assert!(csv.contains("number_rounded,percent,counts") && csv.contains("These are answers about a service"));
    let parts: usize = told[1].tables.iter().filter(|t| t.counts == Counted::Parts).map(|t| t.cells.len()).sum();
    assert_eq!(csv.lines().filter(|line| line.ends_with(",parts")).count(), parts);
}

#[tokio::test]
async fn a_campaign_is_counted_only_where_the_survey_declares_it() {
    on_both!(async |mut service: Service| {
        let (survey, text) = &mut service.library.surveys[0];
        *text += "\n[[campaign]]\nid = \"spring\"\nlabel = \"Posters in spring\"\n";
        *survey = heard::survey::file::parse("x", text, &service.library.areas).unwrap();
        assert_eq!(survey.campaigns.len(), 1);
        service.rows().run("UPDATE wave SET closes = closes - 60, state = 'closed'").await;
        service.add_wave("other", "2026-02-09", "2026-03-01").await;
        service.add_link_of("springgg", Some("lantern"), Some("spring")).await;
        service.add_link_of("autumnnn", None, Some("autumn")).await;
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/springgg", 8, &[("believed", "no"), ("helped", "They rang.")]).await;
        survivor.crowd("/l/autumnnn", 3, &[("believed", "no")]).await;
        survivor.crowd("/l/everyone", 2, &[]).await;
        let exact = service.end().await;
        assert_eq!(exact.respondents[&Place::Region], 13);
        assert_eq!(exact.respondents[&Place::Provider(slug("lantern"))], 8);
        assert_eq!(exact.campaigns.into_iter().collect::<Vec<_>>(), [(slug("spring"), 8)]);
    });
}
