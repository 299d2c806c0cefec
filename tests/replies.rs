//! "You said, we did": a lead answers a published theme, a publisher agrees, and everybody reads it beside the theme.

use heard::clock::Clock;
use heard::store::Role;

use crate::common::{Service, Survivor, between};
use crate::on_both;
use crate::review::themes_by_area;

const WORDS: &str = "We ring everybody who waits, <b>every fourth week</b>.";

#[tokio::test]
async fn a_lead_answers_a_theme_and_everybody_reads_it_when_a_publisher_agreed() {
    on_both!(async |mut service: Service| {
        themes_by_area(&mut service).await;
        let worker = Survivor::signed_in(&service, Role::ProviderWorker).await;
        assert!(!worker.get("/provider").await.text().contains("Say what you did about a theme"));
        let lead = Survivor::signed_in(&service, Role::ProviderLead).await;
        let page = lead.get("/provider").await.text();
        assert!(page.contains("Say what you did about a theme") && page.contains("<strong>New: </strong>"), "{page}");
        let choice = page.split_once("name=\"theme\"").unwrap().1;
        let theme = between(choice, "<option value=\"", "\"");
        let sent = lead.post("/provider/reply", &[("theme", theme), ("words", WORDS)]).await;
        assert_eq!(sent.to(), "/provider");
        assert!(lead.get("/provider").await.text().contains("Waits for the Commission"));
        let everybody = Survivor::visiting(&service);
        assert!(!everybody.get("/results").await.text().contains("every fourth week"));

        let analyst = Survivor::signed_in(&service, Role::Analyst).await;
        let publisher = Survivor::signed_in(&service, Role::Publisher).await;
        let page = publisher.get("/commission/replies").await.text();
        assert!(page.contains("&lt;b&gt;every fourth week") && page.contains("Waiting lists"), "{page}");
        let id = between(&page, "name=\"reply\" value=\"", "\"");
        let agree = [("act", "agree"), ("reply", id)];
        assert_eq!(analyst.post("/commission/replies", &agree).await.status, 404);
        assert_eq!(publisher.post("/commission/replies", &agree).await.to(), "/commission/replies");
        let results = everybody.get("/results").await.text();
        assert!(results.contains("You said, we did") && results.contains("&lt;b&gt;every fourth week"));
        assert!(lead.get("/provider").await.text().contains("Everybody reads"));

        publisher.post("/commission/replies", &[("act", "remove"), ("reply", id)]).await;
        assert!(!everybody.get("/results").await.text().contains("every fourth week"));
        service.clock.set(service.clock.now() + 29 * 86_400);
        let later = Survivor::signed_in(&service, Role::ProviderLead).await.get("/provider").await.text();
        assert!(
            later.contains("Say what you did about a theme") && !later.contains("<strong>New: </strong>"),
            "it was new once"
        );
        let log = service.store.audit_log().await.unwrap();
        let acts: Vec<&str> = log.iter().map(|row| row.act.as_str()).filter(|act| act.contains("answer")).collect();
        let all = ["answered a published theme", "agreed to an answer to a theme", "took an answer to a theme away"];
        assert_eq!(acts, all);
    });
}

#[tokio::test]
async fn a_reply_to_nothing_or_of_too_many_letters_is_not_kept_and_says_so() {
    on_both!(async |service: Service| {
        let lead = Survivor::signed_in(&service, Role::ProviderLead).await;
        let nothing = lead.post("/provider/reply", &[("theme", "0"), ("words", "Something.")]).await;
        assert!(nothing.status == 422 && nothing.text().contains("your words are still there"));
        let long = "a".repeat(601);
        assert_eq!(lead.post("/provider/reply", &[("theme", "0"), ("words", long.as_str())]).await.status, 422);
        assert_eq!(service.store.replies().await.unwrap(), []);
        let publisher = Survivor::signed_in(&service, Role::Publisher).await;
        let nobodys = [("act", "agree"), ("reply", "00")];
        assert_eq!(publisher.post("/commission/replies", &nobodys).await.status, 422);
    });
}
