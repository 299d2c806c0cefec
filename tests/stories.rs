//! What people do, from the first tap to the figure, on both databases.

use heard::disclosure::Place;
use heard::wave::State;

use crate::common::{Service, Survivor, at, between, region, slug};
use crate::on_both;

#[tokio::test]
async fn answering_by_code_with_everything_blank_counts_as_one_person() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 9, &[("believed", "mostly")]).await;
        survivor.answers(&format!("/c/{}", service.codes[0]), &[]).await;
        let exact = service.end().await;
        assert_eq!(exact.respondents[&Place::Region], 10);
        assert_eq!(exact.respondents[&Place::Provider(slug("lantern"))], 1);
        assert_eq!(region(&exact, "believed").base, 9);
    });
}

#[tokio::test]
async fn answering_in_full_reaches_every_declared_table() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 9, &[]).await;
        let answers = [
            ("believed", "yes-fully"),
            ("wait", "still-waiting"),
            ("safe", "prefer-not-to-say"),
            ("area", "walsall"),
            ("age", "25-44"),
            ("helped", "They rang when they said."),
            ("change", "Less waiting."),
        ];
        survivor.answers(&format!("/c/{}", service.codes[1]), &answers).await;
        assert_eq!(service.close().await, State::Closed);
        service.check().await.unwrap();
        let report = service.count().await.unwrap();
        assert_eq!((report.counted, report.texts, report.unopened.len()), (10, 2, 0));
        let exact = service.exact().await;
        assert_eq!(region(&exact, "believed").options[&slug("yes-fully")], 1);
        // The code is a Dudley provider's, so the answer counts there, wherever the person says the service was.
        assert_eq!(at(&exact, "believed", Place::Area(slug("dudley"))).base, 1);
        assert_eq!(at(&exact, "believed", Place::Provider(slug("lantern"))).base, 1);
        let safe = region(&exact, "safe");
        assert_eq!((safe.base, safe.outside), (0, 1));
        let within = exact.tables.iter().filter(|(key, table)| key.within.is_some() && table.base > 0);
        let groups: Vec<String> =
            within.map(|(key, _)| format!("{} by {}", key.question, key.within.as_ref().unwrap().1)).collect();
        assert_eq!(groups, ["believed by 25-44"]);
    });
}

#[tokio::test]
async fn an_answer_through_no_provider_stands_in_the_area_it_names() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 10, &[("area", "solihull"), ("respect", "no")]).await;
        let exact = service.end().await;
        assert_eq!(at(&exact, "respect", Place::Area(slug("solihull"))).base, 10);
    });
}

#[tokio::test]
async fn the_same_page_sent_twice_counts_once() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 9, &[]).await;
        let page = survivor.open("/l/everyone").await;
        for _ in 0..3 {
            assert_eq!(survivor.send(&page, &[("believed", "no")]).await.to(), "/sent");
        }
        assert_eq!(service.rows().count("envelope").await, 10);
        assert_eq!(region(&service.end().await, "believed").base, 1);
    });
}

/// As when the first answer to it was lost on the way, and something was taken out before it was sent again.
#[tokio::test]
async fn a_page_sent_again_says_what_was_sent_last() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 9, &[]).await;
        let page = survivor.open("/l/everyone").await;
        assert_eq!(survivor.send(&page, &[("believed", "no"), ("choice", "mostly")]).await.to(), "/sent");
        assert_eq!(survivor.send(&page, &[("choice", "a-little")]).await.to(), "/sent");
        assert_eq!(service.rows().count("envelope").await, 10);
        let exact = service.end().await;
        assert_eq!(region(&exact, "believed").base, 0, "it was taken out");
        let choice = region(&exact, "choice");
        assert_eq!((choice.base, choice.options.get(&slug("a-little"))), (1, Some(&1)));
    });
}

#[tokio::test]
async fn two_pages_with_one_code_count_once_the_earliest() {
    on_both!(async |mut service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 9, &[]).await;
        let entry = format!("/c/{}", service.codes[2]);
        survivor.answers(&entry, &[("choice", "mostly")]).await;
        for later in ["no", "a-little", "no"] {
            survivor.answers(&entry, &[("choice", later)]).await;
        }
        service.clock.advance(60);
        service.restart();
        Survivor::visiting(&service).answers(&entry, &[("choice", "no")]).await;
        service.close().await;
        let report = service.check().await.unwrap();
        assert_eq!((report.stored, report.kept, report.repeated), (14, 10, 4));
        service.count().await.unwrap();
        let choice = region(&service.exact().await, "choice");
        assert_eq!((choice.base, choice.options[&slug("mostly")]), (1, 1));
    });
}

#[tokio::test]
async fn what_is_taken_back_is_gone() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 10, &[]).await;
        let page = survivor.answers("/l/everyone", &[("safe", "no")]).await;
        assert!(page.html.contains(&format!(r#"<p class="code" dir="ltr">{}</p>"#, page.secret)));
        let answer = survivor.post("/takeback", &[("code", &page.secret.to_lowercase())]).await;
        assert_eq!((answer.status, answer.to()), (303, "/takeback/done"));
        assert_eq!(service.rows().count("envelope").await, 10);
        assert_eq!(region(&service.end().await, "safe").base, 0);
    });
}

#[tokio::test]
async fn taking_back_says_the_same_whether_there_was_something_or_not() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        let page = survivor.answers("/l/everyone", &[]).await;
        let never = survivor.open("/l/everyone").await;
        let first = survivor.post("/takeback", &[("code", &page.secret)]).await;
        for code in [&page.secret, &never.secret] {
            let again = survivor.post("/takeback", &[("code", code)]).await;
            assert_eq!((again.status, again.to()), (first.status, first.to()));
        }
        assert_eq!(survivor.post("/takeback", &[("code", "7K3M")]).await.to(), "/takeback/typo");
    });
}

#[tokio::test]
async fn a_mistyped_code_is_told_so() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        let code = service.codes[3].to_string();
        let wrong = if code.ends_with('A') { code.replace('A', "B") } else { format!("{}A", &code[..code.len() - 1]) };
        for typed in [wrong.as_str(), "", "hello", "7K3M-9PQR"] {
            assert_eq!(survivor.post("/", &[("code", typed)]).await.to(), "/typo", "{typed}");
        }
        let page = survivor.get("/typo").await.text();
        assert!(page.contains("One letter or number may be wrong"));
        // The right one, typed carelessly, goes on.
        let careless = code.replace('-', " ").to_lowercase();
        assert!(survivor.post("/", &[("code", &careless)]).await.to().starts_with("/w/"));
    });
}

#[tokio::test]
async fn nothing_enters_a_wave_that_has_closed_and_the_page_says_so() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 10, &[]).await;
        let entry = format!("/c/{}", service.codes[4]);
        let (open_by_code, open_by_link) = (survivor.open(&entry).await, survivor.open("/l/everyone").await);
        service.close().await;
        for page in [open_by_code, open_by_link] {
            assert_eq!(survivor.send(&page, &[("believed", "no")]).await.to(), "/closed");
        }
        assert_eq!(service.rows().count("envelope").await, 10);
        assert_eq!(survivor.get(&entry).await.to(), "/closed");
        assert_eq!(survivor.get("/l/everyone").await.to(), "/closed");
        assert!(survivor.get("/closed").await.text().contains("Nothing was sent and nothing was kept"));
    });
}

#[tokio::test]
async fn a_page_opened_before_midnight_is_still_taken_and_later_goes_to_the_next_wave() {
    on_both!(async |mut service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 10, &[]).await;
        let late = survivor.open("/l/everyone").await;
        let later = survivor.open("/l/everyone").await;
        service.clock.set(heard::clock::start_of("2026-04-01".parse().unwrap()) + 60);
        assert_eq!(survivor.send(&late, &[]).await.to(), "/sent");
        let first = service.wave.clone();
        service.close().await;
        service.add_wave("2026-q2", "2026-04-01", "2026-06-30").await;
        assert_eq!(survivor.send(&later, &[]).await.to(), "/sent");
        assert_eq!(service.store.envelopes(&first).await.unwrap(), 11);
        assert_eq!(service.store.envelopes(&service.wave).await.unwrap(), 1);
    });
}

#[tokio::test]
async fn a_form_that_was_open_while_the_server_restarted_is_taken() {
    on_both!(async |mut service: Service| {
        let page = Survivor::visiting(&service).open(&format!("/c/{}", service.codes[5])).await;
        service.restart();
        service.clock.advance(3 * 3_600);
        let answer = Survivor::visiting(&service).send(&page, &[("believed", "no")]).await;
        assert_eq!(answer.to(), "/sent");
        assert_eq!(service.rows().count("envelope").await, 1);
    });
}

#[tokio::test]
async fn a_lost_ticket_or_secret_keeps_nobody_from_sending_with_their_card() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        let code = service.codes[6].to_string();
        assert_eq!(survivor.post("/f", &[("code", &code), ("believed", "no")]).await.to(), "/sent");
        assert_eq!(survivor.post("/f", &[("t", "torn"), ("believed", "no")]).await.to(), "/sorry/form");
        assert_eq!(service.rows().count("envelope").await, 1);
        // A torn ticket beside a code is no ticket: two people's answers stay two.
        for code in &service.codes[7..9] {
            let fields = [("t", ""), ("code", &code.to_string()), ("believed", "no")];
            assert_eq!(survivor.post("/f", &fields).await.to(), "/sent");
        }
        assert_eq!(service.rows().count("envelope").await, 3);
    });
}

#[tokio::test]
async fn thanks_are_the_same_for_everyone_and_support_comes_first() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.answers(&format!("/c/{}", service.codes[7]), &[("helped", "It is hard.")]).await;
        let one = survivor.get("/thanks").await;
        survivor.answers("/l/lanternx", &[]).await;
        let other = survivor.get("/thanks").await;
        assert_eq!(one.body, other.body);
        let page = one.text();
        let support = page.find("Want to talk?").unwrap();
        assert!(support < page.find("help services change").unwrap());
        assert_eq!(between(&page, "<h1>", "</h1>"), "Thank you");
    });
}

#[tokio::test]
async fn a_card_works_on_the_days_of_its_wave_and_no_others() {
    on_both!(async |mut service: Service| {
        service.rows().run("UPDATE wave SET closes = closes - 5").await;
        service.add_wave("2026-q3", "2026-07-01", "2026-09-30").await;
        let code = service.make_codes("lantern", 20).await[0].to_string();
        let survivor = Survivor::visiting(&service);
        for (day, to) in
            [("2026-06-30", "/closed"), ("2026-07-01", "/sent"), ("2026-09-30", "/sent"), ("2026-10-01", "/closed")]
        {
            service.clock.set(heard::clock::start_of(day.parse().unwrap()) + 3_600);
            assert_eq!(survivor.post("/f", &[("code", &code)]).await.to(), to, "{day}");
        }
    });
}

#[tokio::test]
async fn one_page_without_its_secret_is_one_row_however_often_it_is_sent() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        let page = survivor.open("/l/everyone").await;
        for _ in 0..5 {
            assert_eq!(survivor.post("/f", &[("t", &page.ticket), ("believed", "no")]).await.to(), "/sent");
        }
        assert_eq!(service.rows().count("envelope").await, 1);
    });
}
