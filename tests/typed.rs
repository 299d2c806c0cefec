//! Papers that staff type in: one envelope among all others, by reviewers alone, while the wave is open.

use heard::store::Role;

use crate::common::{Engine, Service, Survivor, between, region};
use crate::on_both;

const TYPE: &str = "/commission/paper/lanternx/type";

#[tokio::test]
async fn a_paper_that_is_typed_in_counts_once_among_the_others_and_its_words_are_redacted() {
    on_both!(async |mut service: Service| {
        Survivor::visiting(&service).crowd("/l/everyone", 10, &[("believed", "yes-fully")]).await;
        let staff = Survivor::signed_in(&service, Role::Reviewer).await;
        let before = service.store.audit_log().await.unwrap();
        let page = staff.get(TYPE).await.text();
        assert!(page.contains("Did you feel believed?") && page.contains("Tell us about another service"));
        let secret = between(&page, "name=\"s\" value=\"", "\"").to_owned();
        let change = "Priya Kaur never rang me back about the waiting list";
        let paper = [("s", secret.as_str()), ("believed", "no"), ("change", change)];
        for _ in 0..2 {
            assert_eq!(staff.post(TYPE, &paper).await.to(), format!("{TYPE}?kept=1"), "the same page sent twice");
        }
        assert!(staff.get(&format!("{TYPE}?kept=1")).await.text().contains("Destroy that paper"));
        assert_eq!(service.store.audit_log().await.unwrap(), before, "no row says when a paper came");
        service.close().await;
        let report = service.look().await;
        // The ten came at one instant, as people do not; the paper is no haste.
        assert_eq!((report.stored, report.papers, report.hasty), (11, 1, 10));
        service.check().await.unwrap();
        service.count().await.unwrap();
        let believed = region(&service.exact().await, "believed");
        assert_eq!(believed.base, 11);
        let mut listener = crate::review::listener(None).unwrap();
        crate::review::open_texts(&service, &mut listener).await.unwrap();
        crate::review::review_with(&mut service, listener).await;
        let reviewer = Survivor::signed_in(&service, Role::Reviewer).await;
        let desk = reviewer.get(reviewer.get("/commission/review/next").await.to()).await.text();
        assert!(
            desk.contains("never rang me back") && !desk.contains("Kaur"),
            "names are taken out of papers as of all"
        );
    });
}

#[tokio::test]
async fn nothing_is_lost_when_a_paper_cannot_be_kept() {
    on_both!(async |service: Service| {
        let staff = Survivor::signed_in(&service, Role::Reviewer).await;
        let page = staff.get(TYPE).await.text();
        let secret = between(&page, "name=\"s\" value=\"", "\"").to_owned();
        let both = staff.post(TYPE, &[("s", &secret), ("believed", "no"), ("believed", "mostly")]).await;
        assert_eq!(both.status, 422);
        assert!(both.text().contains("Nothing was kept") && both.text().contains("what you typed is still there"));
        assert_eq!(staff.post(TYPE, &[("believed", "no")]).await.status, 422, "a page without its secret");
        let blank = staff.post(TYPE, &[("s", &secret), ("change", " ")]).await;
        assert!(blank.status == 422 && blank.text().contains("no answer was typed"));
        assert_eq!(service.rows().count("envelope").await, 0);
        service.close().await;
        let staff = Survivor::signed_in(&service, Role::Reviewer).await;
        assert_eq!(staff.get(TYPE).await.status, 404);
        let late = staff.post(TYPE, &[("s", &secret), ("believed", "no")]).await;
        assert!(late.status == 422 && late.text().contains("Keep the paper"));
    });
}

#[tokio::test]
async fn sheets_of_a_link_are_all_alike_and_say_who_opens_them() {
    let mut service = Service::open(Engine::Sqlite).await;
    service.allow_all_languages().await;
    let worker = Survivor::signed_in(&service, Role::ProviderWorker).await;
    let sheet = worker.get("/provider/paper/lanternx").await.text();
    assert_eq!(sheet, worker.get("/provider/paper/lanternx").await.text());
    let sheet = sheet.split("class=\"paper\"").nth(1).unwrap();
    for words in
        ["Did you feel believed?", "Tick one.", "The service does not open it", "Please do not write your name"]
    {
        assert!(sheet.contains(words), "{words}");
    }
    for told in ["lantern", "name=\"t\"", "/l/", "Nobody reads"] {
        assert!(!sheet.contains(told), "{told}");
    }
    assert_eq!(worker.get("/provider/paper/everyone").await.status, 404, "another's link");
    let urdu = worker.get("/provider/paper/lanternx?l=ur&size=large").await.text();
    assert!(urdu.contains("class=\"paper large\" lang=\"ur\" dir=\"rtl\""));
}
