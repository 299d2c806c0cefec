//! The audit log on both databases: every act of staff is in it, no respondent is, and nothing in it changes unseen.

use heard::audit::{About, Act, Row};
use heard::cli::verify_audit;
use heard::store::{Role, Store};

use crate::common::binary::{run, said};
use crate::common::{Service, Survivor, slug};
use crate::on_both;

async fn acts(service: &Service) -> Vec<(String, String, String)> {
    let rows = service.store.audit_log().await.unwrap();
    rows.into_iter().map(|Row { who, act, about, .. }| (who, act, about)).collect()
}

/// A wave from the first provider to a release and a correction.
async fn a_whole_wave(service: &Service) {
    let survivor = Survivor::visiting(service);
    survivor.crowd("/l/everyone", 30, &[("believed", "mostly")]).await;
    service.end().await;
    service.publish().await.unwrap();
}

#[tokio::test]
async fn every_act_of_staff_is_in_the_log_in_its_order() {
    on_both!(async |service: Service| {
        a_whole_wave(&service).await;
        let staff = Survivor::signed_in(&service, Role::ProviderWorker).await;
        staff.post("/staff/out", &[]).await;
        let acts: Vec<String> =
            acts(&service).await.into_iter().map(|(_, act, about)| format!("{act}: {about}")).collect();
        let expected = [
            "added a provider: provider=lantern",
            "added a provider: provider=spire",
            "made an open link: link=lanternx",
            "made an open link: link=everyone",
            "made a wave: wave=2026-q1",
            "made codes: wave=2026-q1 provider=lantern codes=40",
            "closed a wave: wave=2026-q1",
            "checked a wave: wave=2026-q1",
            "counted a wave: wave=2026-q1",
            "declared a plan: plan=core-2026-01-01",
            "published a release: release=2026-q1",
            "made an account: account=p",
            "granted a role: account=p",
            "signed in: account=p",
            "ended a session: account=p",
        ];
        assert_eq!(acts.len(), expected.len(), "{acts:#?}");
        for (act, expected) in acts.iter().zip(expected) {
            assert!(act.starts_with(expected), "{act}, not {expected}");
        }
        verify_audit(&service.store, false).await.unwrap();
    });
}

#[tokio::test]
async fn what_respondents_do_leaves_no_row_and_no_row_holds_anything_of_theirs() {
    on_both!(async |service: Service| {
        let before = service.rows().dump("audit").await;
        let survivor = Survivor::visiting(&service);
        let code = service.codes[0].to_string();
        let page = survivor.answers(&format!("/c/{code}"), &[("believed", "no"), ("helped", "marker words")]).await;
        survivor.crowd("/l/everyone", 12, &[("believed", "no")]).await;
        let taken = survivor.answers("/l/everyone", &[("believed", "no")]).await;
        let word = taken.secret.clone();
        assert_eq!(service.rows().count("envelope").await, 14);
        survivor.post("/takeback", &[("code", &word)]).await;
        assert_eq!(service.rows().count("envelope").await, 13);
        assert_eq!(service.rows().dump("audit").await, before, "no row for what respondents do");
        service.end().await;
        service.publish().await.unwrap();
        let ids = service.rows().dump("code").await;
        let digests: Vec<String> = ids.iter().flatten().map(|bytes| data_encoding::HEXLOWER.encode(bytes)).collect();
        for row in service.store.audit_log().await.unwrap() {
            for text in [&row.who, &row.act, &row.about] {
                for theirs in [&code, &page.secret, &page.ticket, &word, "marker words", "believed"] {
                    assert!(!text.contains(theirs), "{text}");
                }
                assert!(!digests.iter().any(|digest| text.contains(digest.as_str())), "{text}");
            }
            assert!(Act::ALL.iter().any(|act| act.words() == row.act), "{}", row.act);
            assert!(
                ["operator", "service"].contains(&row.who.as_str()) || row.who.starts_with("account "),
                "{}",
                row.who
            );
            for thing in row.about.split(' ').filter(|thing| !thing.is_empty()) {
                let (kind, _) = thing.split_once('=').unwrap();
                let kinds = [
                    "wave", "provider", "link", "plan", "release", "document", "account", "role", "key", "holder",
                    "codes",
                ];
                assert!(kinds.contains(&kind), "{thing}");
            }
        }
    });
}

#[tokio::test]
async fn the_schema_has_a_place_for_acts_of_staff_and_for_nothing_else() {
    let folder = env!("CARGO_MANIFEST_DIR");
    let sql = std::fs::read_to_string(format!("{folder}/migrations/0007_audit.sql")).unwrap();
    let columns: Vec<&str> = sql
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(columns, ["sequence", "at", "who", "act", "about", "digest"]);
    assert!(!sql.contains("REFERENCES"), "the log must outlive what it tells of");
}

/// Changes the log behind the program's back; what verification then says.
async fn tampered(service: &Service, statements: &[&str]) -> String {
    for statement in statements {
        assert!(service.rows().run(statement).await > 0, "{statement}");
    }
    verify_audit(&service.store, false).await.unwrap_err().to_string()
}

#[tokio::test]
async fn a_changed_row_is_found() {
    on_both!(async |service: Service| {
        let refused = tampered(&service, &["UPDATE audit SET who = 'account somebody' WHERE sequence = 3"]).await;
        assert!(refused.starts_with("row 3"), "{refused}");
    });
}

#[tokio::test]
async fn a_row_removed_from_the_middle_is_found() {
    on_both!(async |service: Service| {
        let refused = tampered(&service, &["DELETE FROM audit WHERE sequence = 3"]).await;
        assert!(refused.starts_with("row 3"), "{refused}");
    });
}

#[tokio::test]
async fn a_row_removed_from_the_middle_with_the_others_renumbered_is_found() {
    on_both!(async |service: Service| {
        let statements = ["DELETE FROM audit WHERE sequence = 3", "UPDATE audit SET sequence = 3 WHERE sequence = 4"];
        let refused = tampered(&service, &statements).await;
        assert!(refused.starts_with("row 3"), "{refused}");
    });
}

#[tokio::test]
async fn rows_removed_from_the_end_are_found() {
    on_both!(async |service: Service| {
        let refused = tampered(&service, &["DELETE FROM audit WHERE sequence > 4"]).await;
        assert!(refused.contains("removed from its end"), "{refused}");
        let refused = tampered(&service, &["DELETE FROM audit"]).await;
        assert!(refused.contains("removed from its end"), "{refused}");
    });
}

#[tokio::test]
async fn rows_in_another_order_are_found() {
    on_both!(async |service: Service| {
        let statements = [
            "UPDATE audit SET sequence = 999 WHERE sequence = 2",
            "UPDATE audit SET sequence = 2 WHERE sequence = 3",
            "UPDATE audit SET sequence = 3 WHERE sequence = 999",
        ];
        let refused = tampered(&service, &statements).await;
        assert!(refused.starts_with("row 2"), "{refused}");
    });
}

#[tokio::test]
async fn a_row_put_in_is_found() {
    on_both!(async |service: Service| {
        let last = service.store.audit_head().await.unwrap().sequence;
        let insert = format!(
            "INSERT INTO audit (sequence, at, who, act, about, digest) SELECT {}, at, who, act, about, digest \
             FROM audit WHERE sequence = 1",
            last + 1
        );
        let refused = tampered(&service, &[&insert]).await;
        assert!(refused.starts_with(&format!("row {}", last + 1)), "{refused}");
    });
}

#[tokio::test]
async fn a_log_begun_anew_is_found_by_the_anchor_and_without_it_by_the_releases() {
    on_both!(async |service: Service| {
        a_whole_wave(&service).await;
        let release = service.store.releases().await.unwrap().pop().unwrap();
        assert!(release.document.contains("\"acts\": "), "the head of the log stands in the release");
        service.rows().run("DELETE FROM audit").await;
        // Chained by the rule, from a store that has no anchor, and longer than the old one.
        let forger = Store::open(&service.url).await.unwrap();
        for _ in 0..40 {
            forger.note_alone(Act::MadeWave, &[About::Wave(&slug("other"))]).await.unwrap();
        }
        let refused = verify_audit(&service.store, false).await.unwrap_err().to_string();
        assert!(refused.contains("written anew"), "{refused}");
        let refused = verify_audit(&service.store, true).await.unwrap_err().to_string();
        assert!(refused.contains("release 2026-q1 was signed with another audit log"), "{refused}");
    });
}

#[tokio::test]
async fn acts_at_the_same_moment_follow_each_other_without_a_gap() {
    on_both!(async |service: Service| {
        let before = service.store.audit_head().await.unwrap().sequence;
        let at_once: Vec<_> = (0..24)
            .map(|_| {
                let store = service.store.clone();
                tokio::spawn(async move { store.note_alone(Act::MadeCodes, &[About::Codes(20)]).await })
            })
            .collect();
        for one in at_once {
            one.await.unwrap().unwrap();
        }
        assert_eq!(verify_audit(&service.store, false).await.unwrap().sequence, before + 24);
    });
}

#[tokio::test]
async fn an_act_that_fails_leaves_no_row() {
    on_both!(async |service: Service| {
        let before = service.store.audit_head().await.unwrap();
        assert!(service.store.carry_wave(&service.wave).await.is_err());
        assert!(service.store.finish_check(&service.wave, &[], 3, &[]).await.is_err());
        assert_eq!(service.store.audit_head().await.unwrap(), before);
    });
}

#[tokio::test]
async fn the_command_says_that_all_holds_and_fails_when_it_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    Store::open_directory(&data).await.unwrap().close().await;
    let heard = |args: &[&str]| run(&[&["--data", data.to_str().unwrap()], args].concat());
    for id in ["one", "two", "three"] {
        let args = ["provider", "add", id, "--name", "N", "--area", "dudley", "--agency", "academic"];
        let added = heard(&[&args[..], &["--service", "isva"]].concat());
        assert!(added.status.success(), "{}", said(&added));
    }
    let holds = heard(&["audit", "verify"]);
    assert!(holds.status.success() && said(&holds).starts_with("3 acts, and every one holds"), "{}", said(&holds));
    let shown = said(&heard(&["audit", "show", "--last", "1"]));
    assert!(shown.contains("operator\tadded a provider\tprovider=three") && shown.lines().count() == 1, "{shown}");
    let rows = crate::common::Rows::new(format!("sqlite://{}/heard.sqlite", data.display()));
    rows.run("DELETE FROM audit WHERE sequence = 3").await;
    let cut = heard(&["audit", "verify"]);
    assert!(!cut.status.success() && said(&cut).contains("removed from its end"), "{}", said(&cut));
    let alone = heard(&["audit", "verify", "--without-anchor"]);
    assert!(alone.status.success(), "a copy that is whole in itself: {}", said(&alone));
    std::fs::remove_file(folder.path().join("data-secrets/audit.head")).unwrap();
    let lost = heard(&["audit", "verify"]);
    assert!(!lost.status.success() && said(&lost).contains("audit.head"), "{}", said(&lost));
}
