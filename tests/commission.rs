//! What the Commission sees: figures over time and side by side, priorities, who is missing, a wave's whole life, and
//! the preview that two publishers agree on.

use heard::audit::{About, Act};
use heard::clock::start_of;
use heard::release::{Document, PLACE, Row, TOTAL, agreed};
use heard::store::Role;
use heard::wave::State;

use crate::common::binary::{heard, said};
use crate::common::{Service, Survivor, slug};
use crate::on_both;

const DASHBOARDS: [&str; 3] = ["/commission/figures", "/commission/priorities", "/commission/reach"];

/// A wave of which much can be shown.
async fn answered(service: &Service) {
    let survivor = Survivor::visiting(service);
    for (entry, believed, times) in
        [("/l/everyone", "yes-fully", 24), ("/l/lanternx", "no", 22), ("/l/everyone", "mostly", 18)]
    {
        survivor.crowd(entry, times, &[("believed", believed), ("wait", "still-waiting"), ("sex", "female")]).await;
    }
}

/// What was published of a question for the region, as the pages say it: "Yes, fully 35%".
fn told(document: &Document, question: &str) -> Vec<String> {
    let of_question = document.tables.iter().filter(|table| table.question.as_str() == question);
    let table = of_question.into_iter().find(|table| table.rows() == PLACE).unwrap();
    let rows = Row::of(document, table);
    let region = rows.iter().find(|row| row.category == TOTAL).unwrap();
    region.answers.iter().map(|answer| format!("{} {}%", answer.label, answer.percent.unwrap())).collect()
}

#[tokio::test]
async fn figures_are_those_of_the_releases_and_no_others() {
    on_both!(async |service: Service| {
        answered(&service).await;
        let staff = Survivor::signed_in(&service, Role::Analyst).await;
        for page in DASHBOARDS {
            let page = staff.get(page).await.text();
            let (_, told) = page.split_once("<body>").unwrap();
            assert!(!told.contains('%'), "nothing is told of a wave before its release: {told}");
        }
        service.end().await;
        let document = service.publish().await.unwrap();
        let staff = Survivor::signed_in(&service, Role::Analyst).await;
        let page = staff.get("/commission/figures").await.text();
        let believed = told(&document, "believed");
        assert!(believed.len() > 1);
        assert!(believed.iter().all(|words| page.contains(words)), "{believed:?}");
        assert!(page.contains("% favourable</strong>"), "the lowest shares are named first");
        let one = staff.get("/commission/figures/core-adult/believed").await.text();
        assert!(believed.iter().all(|words| one.contains(words)), "{believed:?}");
        assert_eq!(staff.get("/commission/figures/core-adult/helped").await.status, 404);
        assert_eq!(staff.get("/commission/figures/other/believed").await.status, 404);
        let priorities = staff.get("/commission/priorities").await.text();
        assert!(priorities.contains("Gaps in what is known") && priorities.contains("Stronger prevention"));
    });
}

#[tokio::test]
async fn why_people_stop_is_asked_by_a_survey_of_its_own_and_told_with_the_figures() {
    on_both!(async |mut service: Service| {
        service.add_wave_of("staying-adult", "staying-2026", ("2026-01-01", "2026-03-31"), &Default::default()).await;
        service.add_link_to("staying", "stayingx", None, None).await;
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/stayingx", 30, &[("stage", "stopped"), ("hard", "too-long"), ("hard", "updates")]).await;
        survivor.crowd("/l/stayingx", 20, &[("stage", "carried-on"), ("hard", "support")]).await;
        service.end().await;
        service.publish().await.unwrap();
        let staff = Survivor::signed_in(&service, Role::Analyst).await;
        let page = staff.get("/commission/figures").await.text();
        for words in ["What people chose", "I stopped", "It took too long", "One person may have chosen several"] {
            assert!(page.contains(words), "{words}: {page}");
        }
    });
}

#[tokio::test]
async fn the_same_asked_of_young_people_stands_beside_adults_and_is_not_added_up() {
    on_both!(async |mut service: Service| {
        answered(&service).await;
        service.end().await;
        let adults = service.publish().await.unwrap();
        let days = ("2026-04-02", "2026-05-20");
        service.add_wave_of("core-young", "young-2026", days, &Default::default()).await;
        service.add_link_to("core-young", "youngxxx", None, None).await;
        service.clock.set(start_of("2026-04-10".parse().unwrap()));
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/youngxxx", 30, &[("believed", "yes")]).await;
        survivor.crowd("/l/youngxxx", 20, &[("believed", "no")]).await;
        service.end().await;
        let young = service.publish().await.unwrap();

        let staff = Survivor::signed_in(&service, Role::Analyst).await;
        let page = staff.get("/commission/figures/core-adult/believed").await.text();
        let (own, others) = page.split_once("The same, asked of others").unwrap();
        let (time, of_young) = (&young.releases[0].words, told(&young, "believed"));
        assert!(others.contains("(young people)") && others.contains(time), "{others}");
        assert!(of_young.len() > 1 && of_young.iter().all(|words| others.contains(words)), "{of_young:?}");
        assert!(told(&adults, "believed").iter().all(|words| own.contains(words)));
        assert!(!own.contains(time), "a time in which adults were not asked is not one that hides something: {own}");
        let page = staff.get("/commission/figures/core-young/believed").await.text();
        assert!(page.contains("(young people)</h1>"), "{page}");
        assert!(
            page.split_once("The same, asked of others").unwrap().1.contains("/commission/figures/core-adult/believed")
        );
    });
}

#[tokio::test]
async fn a_question_that_was_withdrawn_is_on_no_dashboard() {
    on_both!(async |service: Service| {
        answered(&service).await;
        service.end().await;
        service.publish().await.unwrap();
        service.withdraw("believed", "A wrong word.").await.unwrap();
        let staff = Survivor::signed_in(&service, Role::Analyst).await;
        for page in DASHBOARDS {
            assert!(!staff.get(page).await.text().contains("Did you feel believed?"), "{page}");
        }
        assert_eq!(staff.get("/commission/figures/core-adult/believed").await.status, 404);
    });
}

#[tokio::test]
async fn who_is_not_heard_from_is_told_by_published_figures_beside_the_shares_that_were_given() {
    on_both!(async |mut service: Service| {
        answered(&service).await;
        service.end().await;
        service.publish().await.unwrap();
        let staff = Survivor::signed_in(&service, Role::Analyst).await;
        assert!(staff.get("/commission/reach").await.text().contains("population.toml"), "how to give a file");
        let group = "[[group]]\nsurvey = \"core-adult\"\nquestion = \"believed\"\n";
        service.compare_with(&format!(
            "source = \"A count\"\n{group}shares = {{ yes-fully = 2, mostly = 2, a-little = 2, no = 94 }}\n"
        ));
        let staff = Survivor::signed_in(&service, Role::Analyst).await;
        let page = staff.get("/commission/reach").await.text();
        assert!(page.contains("A count") && page.contains("<strong>fewer</strong>") && page.contains(">more<"));
        assert!(page.contains("does not mean that fewer are harmed"));
    });
}

#[tokio::test]
async fn a_waves_page_tells_its_whole_life_and_what_comes_now() {
    on_both!(async |service: Service| {
        let now = async |title: &str, step: &str| {
            let staff = Survivor::signed_in(&service, Role::Scrutiny).await;
            let page = staff.get("/commission/wave/2026-q1").await.text();
            assert!(
                page.contains(&format!("<strong>{title}</strong><span class=\"soft\"> · now</span>")),
                "{title}: {page}"
            );
            assert!(page.contains(step), "{step}");
        };
        answered(&service).await;
        now("Open", "Nobody can read anything").await;
        service.close().await;
        now("Checked", "heard wave check 2026-q1").await;
        service.check().await.unwrap();
        let (wave, names) = (&service.wave, [slug("anna"), slug("ben")]);
        let things = [About::Wave(wave), About::Key("checking"), About::Holder(&names[0]), About::Holder(&names[1])];
        service.store.note_alone(Act::OpenedKey, &things).await.unwrap();
        now("Counted", "The checking key was opened by anna, ben.").await;
        now("Counted", "heard wave count 2026-q1").await;
        service.count().await.unwrap();
        now("Two people agreed to publish", "Nobody wrote anything").await;
        service.publish().await.unwrap();
        now("Keys destroyed", "Still there: checking, counting, release, review, text").await;
    });
}

#[tokio::test]
async fn what_is_published_is_what_two_publishers_looked_at_or_nothing_is() {
    on_both!(async |service: Service| {
        answered(&service).await;
        service.end().await;
        let people = [service.person(&[Role::Publisher]).await, service.person(&[Role::Publisher]).await];
        let agree = async || {
            let digest = service.store.preview(&service.wave).await.unwrap().unwrap().digest;
            for person in &people {
                service.store.agree_to_publish(&service.wave, person, &digest).await.unwrap();
            }
        };
        let previewed = service.preview().await.unwrap();
        assert_eq!(agreed(&service.store, &service.wave).await.unwrap(), None);
        agree().await;
        // Something that a release tells changes after they looked.
        service.rows().run("UPDATE provider SET name = 'Another name' WHERE id = 'lantern'").await;
        let seen = agreed(&service.store, &service.wave).await.unwrap();
        assert!(seen.is_some());
        let refused = service.publish_agreed(seen).await.unwrap_err().to_string();
        assert!(refused.contains("not what the two publishers agreed on"), "{refused}");
        assert_eq!(service.store.wave(&service.wave).await.unwrap().state, State::Counted);
        service.preview().await.unwrap();
        assert_eq!(agreed(&service.store, &service.wave).await.unwrap(), None, "a new preview is looked at again");
        agree().await;
        let seen = agreed(&service.store, &service.wave).await.unwrap();
        // It is published on another day than it was looked at.
        service.clock.advance(86_400);
        let document = service.publish_agreed(seen).await.unwrap();
        assert_eq!(document.tables, previewed.tables);
        assert_eq!(service.store.preview(&service.wave).await.unwrap(), None, "kept until it is released");
    });
}

/// Figures with themes and without are two sets that no audit sees together.
#[tokio::test]
async fn a_preview_waits_for_the_review_of_what_people_wrote_or_leaves_it_out() {
    on_both!(async |service: Service| {
        Survivor::visiting(&service).crowd("/l/everyone", 12, &[("change", "Ten months of waiting.")]).await;
        service.end().await;
        let refused = service.preview().await.unwrap_err().to_string();
        assert!(refused.contains("is not reviewed yet"), "{refused}");
        assert_eq!(service.store.preview(&service.wave).await.unwrap(), None);
        let document = service.preview_without_texts(true).await.unwrap();
        assert!(document.tables.iter().all(|table| table.form != "themes"));
    });
}

#[test]
fn a_file_of_shares_that_cannot_be_used_is_refused_with_its_name_and_why() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(
        data.join("population.toml"),
        "source = \"x\"\n[[group]]\nsurvey = \"core-adult\"\nquestion = \"sex\"\nshares = { female = 90 }\n",
    )
    .unwrap();
    let run = heard().args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&data).output().unwrap();
    let told = said(&run);
    assert!(!run.status.success() && told.contains("population.toml cannot be used"), "{told}");
    assert!(told.contains("question 'sex' counts the answer 'male': it needs a share"), "{told}");
}
