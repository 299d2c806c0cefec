//! Bodies that no page of ours sends: a clear answer or a dropped line, nothing lost, no panic.

use std::io::Write;

use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::common::binary::{demo_data, serve};
use crate::common::{Service, Survivor};
use crate::on_both;

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_text_too_long_is_told_so_and_nothing_is_kept() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        let page = survivor.open("/l/everyone").await;
        let long = "é".repeat(1_501);
        let to = survivor.send(&page, &[("helped", &long)]).await;
        assert_eq!(to.to(), format!("/sorry/too-long/{}", page.ticket));
        let told = survivor.get(to.to()).await.text();
        assert!(told.contains("make it shorter") && told.contains(&format!("/exit/{}", page.ticket)));
        assert_eq!(service.rows().count("envelope").await, 0);
        // The very same page, shortened, is taken: the longest that a browser lets pass, in the widest script.
        let fits = "\u{9b8}".repeat(1_500);
        assert_eq!(survivor.send(&page, &[("helped", &fits), ("change", &fits)]).await.to(), "/sent");
        assert_eq!(service.rows().count("envelope").await, 1);
    });
}

#[tokio::test]
async fn ten_megabytes_are_answered_and_not_kept() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        let page = survivor.open("/l/everyone").await;
        let body = format!("t={}&helped={}", page.ticket, "a".repeat(10_000_000));
        let answer = survivor.post_bytes("/f", FORM, body.into_bytes()).await;
        assert_eq!((answer.status, answer.to()), (303, "/sorry/too-long"));
        assert_eq!(service.rows().count("envelope").await, 0);
    });
}

#[tokio::test]
async fn fields_that_are_no_questions_are_ignored_and_the_rest_is_kept() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 9, &[]).await;
        survivor.answers("/l/everyone", &[("extension", "x"), ("believed", "no"), ("<script>", "y")]).await;
        assert_eq!(crate::common::region(&service.end().await, "believed").base, 1);
    });
}

#[tokio::test]
async fn answers_that_the_page_does_not_offer_are_refused_in_plain_words() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        let page = survivor.open("/l/everyone").await;
        for answers in [&[("believed", "maybe")][..], &[("believed", "no"), ("believed", "mostly")]] {
            assert_eq!(survivor.send(&page, answers).await.to(), format!("/sorry/form/{}", page.ticket));
        }
        assert!(survivor.get("/sorry/form").await.text().contains("press Send again"));
        assert_eq!(service.rows().count("envelope").await, 0);
    });
}

#[tokio::test]
async fn bytes_that_are_not_text_lose_nothing_else() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 9, &[]).await;
        let page = survivor.open("/l/everyone").await;
        let mut body = format!("t={}&s={}&believed=no&helped=%FF%FEgood", page.ticket, page.secret).into_bytes();
        body.extend([0xff, 0xfe, 0x00, b'&', b'=', b'=', b'%', b'z']);
        assert_eq!(survivor.post_bytes("/f", FORM, body).await.to(), "/sent");
        assert_eq!(crate::common::region(&service.end().await, "believed").base, 1);
    });
}

#[tokio::test]
async fn what_is_not_a_form_is_told_so() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        for kind in ["application/json", "multipart/form-data; boundary=x", "", "text/plain"] {
            let answer = survivor.post_bytes("/f", kind, b"{\"believed\":\"no\"}".to_vec()).await;
            assert_eq!((answer.status, answer.to()), (303, "/sorry/form"), "{kind}");
        }
        assert_eq!(survivor.post_bytes("/", "application/json", b"{}".to_vec()).await.to(), "/typo");
        assert_eq!(service.rows().count("envelope").await, 0);
    });
}

#[tokio::test]
async fn any_bytes_at_any_door_get_an_answer() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        for _ in 0..200 {
            let body = prop::collection::vec(any::<u8>(), 0..300).new_tree(&mut runner).unwrap().current();
            for address in ["/f", "/", "/takeback"] {
                let answer = survivor.post_bytes(address, FORM, body.clone()).await;
                assert_eq!(answer.status, 303, "{address}: {body:?}");
            }
        }
        assert_eq!(service.rows().count("envelope").await, 0);
    });
}

#[test]
fn a_half_sent_form_is_dropped_and_the_next_one_is_taken() {
    let directory = tempfile::tempdir().unwrap();
    let codes = directory.path().join("codes");
    let data = demo_data(directory.path(), 20, &["--codes", "20", "--codes-file", codes.to_str().unwrap()]);
    let log = directory.path().join("serve.log");
    let server = serve(&data, &log);
    let code = std::fs::read_to_string(&codes).unwrap().lines().next().unwrap().to_owned();
    for cut in [0, 10, 40] {
        let mut stream = server.connect().unwrap();
        let body = format!("code={code}&believed=no");
        write!(
            stream,
            "POST /f HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: {}\r\n\r\n{}",
            body.len() + 100,
            &body[..cut.min(body.len())]
        )
        .unwrap();
        drop(stream);
    }
    let answer = server.post("/f", "", &format!("code={code}&believed=no")).unwrap();
    assert!(answer.contains("location: /sent"), "{answer}");
    let log = std::fs::read_to_string(&log).unwrap();
    assert!(!log.contains("panic"), "{log}");
}

#[test]
fn a_line_on_which_nothing_more_comes_does_not_keep_the_server_from_stopping() {
    let directory = tempfile::tempdir().unwrap();
    let data = demo_data(directory.path(), 20, &[]);
    let mut server = serve(&data, &directory.path().join("serve.log"));
    let mut idle = server.connect().unwrap();
    idle.write_all(b"GET / HTTP/1.1\r\nHost: x").unwrap();
    assert!(server.get("/", "").contains("200 OK"), "others are served meanwhile");
    let stop = std::process::Command::new("kill").arg(server.child.id().to_string()).status().unwrap();
    assert!(stop.success());
    // Ends by itself although the line is still open: a wait without an end would hang the test.
    assert!(server.child.wait().unwrap().success());
    drop(idle);
}
