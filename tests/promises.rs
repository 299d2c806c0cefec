//! Each promise of the threat model by its name.

use std::path::Path;

use heard::disclosure::{K, Place};
use heard::sealing::{Binding, Purpose, Sealed};
use heard::store::Role;

use crate::common::binary::{demo_data, serve};
use crate::common::{Engine, Service, Survivor, TABLES, between, region, slug};
use crate::{on_both, quotations};

/// Every file under a directory that holds one of the needles, in UTF-8 or UTF-16.
fn files_holding(directory: &Path, needles: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_holding(&path, needles));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        for needle in needles {
            let wide: Vec<u8> = needle.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for form in [needle.as_bytes(), &wide] {
                if bytes.windows(form.len()).any(|window| window == form) {
                    found.push(format!("{needle} in {}", path.display()));
                }
            }
        }
    }
    found
}

#[test]
fn p1_nothing_of_a_request_is_stored_or_logged() {
    let directory = tempfile::tempdir().unwrap();
    let temporary = directory.path().join("tmp");
    std::fs::create_dir(&temporary).unwrap();
    let codes = directory.path().join("codes");
    let data = demo_data(directory.path(), 60, &["--codes", "20", "--codes-file", codes.to_str().unwrap()]);
    let log = directory.path().join("serve.log");
    let mut command = crate::common::binary::heard();
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&data);
    // As loud as it goes.
    command.env("HEARD_LOG", "trace").env("TMPDIR", &temporary).env("SQLITE_TMPDIR", &temporary);
    let mut server = crate::common::binary::Running::start(&mut command, &log);
    let code = std::fs::read_to_string(&codes).unwrap().lines().next().unwrap().to_owned();
    std::fs::remove_file(&codes).unwrap();
    let traces = "User-Agent: canary-agent\r\nReferer: http://canary-referrer/\r\nX-Forwarded-For: 203.0.113.77\r\n\
                  Cookie: canary=canary-cookie\r\nAccept-Language: canary-language\r\n";
    let answer = server.get(&format!("/c/{code}"), traces);
    let landing = answer.split("location: ").nth(1).unwrap().lines().next().unwrap().to_owned();
    server.get(&landing, traces);
    server.get("/exit/canary-exit", traces);
    server.get("/takeback?canary-query", traces);
    let body = format!("code={code}&believed=no&helped=canary-text+about+help&canary-field=canary-value");
    assert!(server.post("/f", traces, &body).unwrap().contains("location: /sent"));
    let needles = [
        "canary-agent",
        "canary-referrer",
        "203.0.113.77",
        "canary-cookie",
        "canary-language",
        "canary-exit",
        "canary-query",
        "canary-text",
        "canary-field",
        "canary-value",
        code.as_str(),
        &code.replace('-', ""),
    ];
    // Before anything is tidied: the log of the database still holds what was just written.
    assert_eq!(files_holding(directory.path(), &needles), Vec::<String>::new());
    std::thread::sleep(std::time::Duration::from_secs(3));
    server.kill();
    assert_eq!(files_holding(directory.path(), &needles), Vec::<String>::new());
    let said = std::fs::read_to_string(&log).unwrap();
    assert!(
        !said.contains("envelope") && !said.contains("INSERT"),
        "the time of a statement is the time of a send: {said}"
    );
    let wal = std::fs::metadata(data.join("heard.sqlite-wal")).map_or(0, |wal| wal.len());
    assert_eq!(wal, 0, "when it is quiet the log is emptied, so that it does not keep the order of arrival");
}

#[tokio::test]
async fn p1_what_staff_type_in_from_a_paper_is_in_no_file_in_the_clear() {
    let service = Service::open(Engine::Sqlite).await;
    let staff = Survivor::signed_in(&service, Role::Reviewer).await;
    let page = staff.get("/commission/paper/lanternx/type").await.text();
    let secret = between(&page, "name=\"s\" value=\"", "\"").to_owned();
    let paper = [("s", secret.as_str()), ("believed", "no"), ("helped", "canary-paper about help")];
    assert!(staff.post("/commission/paper/lanternx/type", &paper).await.to().ends_with("kept=1"));
    let needles = ["canary-paper", secret.as_str()];
    assert_eq!(files_holding(service.directory.path(), &needles), Vec::<String>::new());
    service.store.tidy().await.unwrap();
    assert_eq!(files_holding(service.directory.path(), &needles), Vec::<String>::new());
}

#[tokio::test]
async fn p1_no_column_could_hold_an_address_a_device_or_a_time_of_answering() {
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).unwrap();
    let file: String = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    let table = |name: &str| {
        let from = file.find(&format!("CREATE TABLE {name} (")).unwrap();
        let text = &file[from..from + file[from..].find("\n);").unwrap()];
        let columns = text.lines().skip(1).map(|line| line.trim()).filter(|line| !line.starts_with("PRIMARY"));
        columns.map(|line| line.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(table("envelope"), ["id", "wave_id", "sealed"]);
    assert_eq!(table("inner_envelope"), ["id", "wave_id", "kind", "sealed"]);
    assert_eq!(table("code"), ["digest", "batch_id"]);
    assert_eq!(table("code_batch"), ["id", "wave_id", "provider_id", "size"]);
    let dropped = file.matches("DROP TABLE").count();
    assert_eq!(file.matches("CREATE TABLE").count() - dropped, TABLES.len());
}

#[tokio::test]
async fn p1_rows_lie_in_the_order_of_their_random_ids_whatever_order_they_came_in() {
    let mut orders = Vec::new();
    for service in [Service::open(Engine::Sqlite).await, Service::open(Engine::Sqlite).await] {
        // The same rows, first in one order, then in the other.
        let mut rows: Vec<u8> = (0..60).collect();
        if !orders.is_empty() {
            rows.reverse();
        }
        for n in rows {
            let id: [u8; 32] = std::array::from_fn(|i| n.wrapping_mul(37).wrapping_add(i as u8));
            service.store.send(id, &service.wave, Sealed::from_stored(vec![n; 9_000])).await.unwrap();
        }
        service.store.tidy().await.unwrap();
        let file = std::fs::read(service.directory.path().join("heard.sqlite")).unwrap();
        let mut positions: Vec<(usize, u8)> = (0..60)
            .map(|n| (file.windows(64).position(|window| window.iter().all(|byte| *byte == n)).unwrap(), n))
            .collect();
        positions.sort_unstable();
        orders.push(positions.into_iter().map(|(_, n)| n).collect::<Vec<u8>>());
    }
    assert_eq!(orders[0], orders[1]);
}

#[tokio::test]
async fn p2_nothing_leaves_the_page_before_send() {
    on_both!(async |service: Service| {
        let before = service.rows().dump_all().await;
        let survivor = Survivor::visiting(&service);
        let page = survivor.open(&format!("/c/{}", service.codes[0])).await;
        survivor.open("/l/everyone").await;
        survivor.get("/safety").await;
        survivor.get(&format!("/exit/{}", page.ticket)).await;
        assert_eq!(service.rows().dump_all().await, before, "reading pages writes nothing");
        for never in ["onchange", "oninput=\"", "formaction", "ping=", "sendBeacon", "XMLHttp", "WebSocket", "src="] {
            assert!(!page.html.contains(never), "{never}");
        }
        // Script asks the server once, for Send; a browser's test watches that it does not before.
        assert_eq!(page.html.matches("fetch(").count(), 1);
    });
}

#[tokio::test]
async fn p3_from_arrival_nobody_can_read_a_response_without_the_waves_keys() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        let answers = [("believed", "yes-fully"), ("helped", "canary-words-of-help")];
        survivor.crowd("/l/everyone", 10, &answers).await;
        let id = |bytes: &[u8]| -> [u8; 32] { bytes.try_into().unwrap() };
        for (row, sealed) in service.rows().sealed("envelope").await {
            let text = String::from_utf8_lossy(&sealed).into_owned();
            assert!(!text.contains("canary") && !text.contains("yes-fully") && !text.contains("believed"));
            let sealed = Sealed::from_stored(sealed);
            let binding = Binding::Outer { wave: service.wave.clone(), row: id(&row) };
            for other in [Purpose::Counting, Purpose::Text, Purpose::Release] {
                assert!(service.key(&service.wave, other).open(&sealed, &binding).is_err(), "{other}");
            }
            // Even the checking key shows no answer, only envelopes within the envelope.
            let inside = service.key(&service.wave, Purpose::Checking).open(&sealed, &binding).unwrap();
            let inside = String::from_utf8_lossy(&inside).into_owned();
            assert!(!inside.contains("canary") && !inside.contains("yes-fully"));
        }
        // Nothing that the server or the database holds is a private key of the wave.
        let dump = format!("{:?}", service.rows().dump_all().await);
        for key in service.keys.values() {
            assert!(!dump.contains(&format!("{key:?}")));
        }
    });
}

#[tokio::test]
async fn p4_copies_taken_between_sends_show_nothing_that_pairs_a_code_with_a_response() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        let mut copies = vec![service.rows().dump_all().await];
        for code in &service.codes[..6] {
            survivor.answers(&format!("/c/{code}"), &[("believed", "no")]).await;
            copies.push(service.rows().dump_all().await);
        }
        // The same again by the same codes, and by no code at all: the change is of the same kind.
        survivor.answers(&format!("/c/{}", service.codes[0]), &[]).await;
        copies.push(service.rows().dump_all().await);
        survivor.answers("/l/lanternx", &[("believed", "mostly")]).await;
        copies.push(service.rows().dump_all().await);
        for pair in copies.windows(2) {
            for ((table, before), (_, after)) in pair[0].iter().zip(&pair[1]) {
                if *table != "envelope" {
                    assert_eq!(before, after, "{table} is byte for byte what it was");
                    continue;
                }
                assert_eq!(after.len(), before.len() + 1);
                assert!(before.iter().all(|row| after.contains(row)), "rows that were there stay as they were");
            }
        }
        // No column varies with the code: rows differ in their random id and sealed bytes, never in length.
        let rows = service.rows().dump("envelope").await;
        let shape = |row: &Vec<Vec<u8>>| row.iter().map(Vec::len).collect::<Vec<_>>();
        assert!(rows.iter().all(|row| shape(row) == shape(&rows[0]) && row[1] == rows[0][1]));
    });
}

#[tokio::test]
async fn p4_after_checking_nothing_tells_which_inner_envelopes_came_together() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        for code in &service.codes[..12] {
            let answers = [("believed", "no"), ("helped", "One."), ("change", "Two.")];
            survivor.answers(&format!("/c/{code}"), &answers).await;
        }
        let outer: Vec<Vec<u8>> = service.rows().sealed("envelope").await.into_iter().map(|(id, _)| id).collect();
        service.close().await;
        service.check().await.unwrap();
        let rows = service.rows().dump("inner_envelope").await;
        assert_eq!(rows.len(), 60, "closed answers, two texts, two parts for further services");
        assert!(rows.iter().all(|row| row[0].len() == 16 && !outer.iter().any(|id| id.starts_with(&row[0]))));
        let lengths: std::collections::BTreeSet<_> = rows.iter().map(|row| (row[2].clone(), row[3].len())).collect();
        assert_eq!(lengths.len(), 3, "one length for closed answers, one for further services, one for texts");
        assert_eq!(service.rows().count("envelope").await, 0);
    });
}

#[tokio::test]
async fn p5_every_published_figure_tells_of_at_least_k_persons() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        // Seven of a kind may not be shown, eight may.
        survivor.crowd("/l/everyone", 7, &[("respect", "a-little"), ("choice", "a-little")]).await;
        survivor.crowd("/l/everyone", 1, &[("choice", "a-little")]).await;
        for option in ["yes-fully", "mostly"] {
            survivor.crowd("/l/everyone", 9, &[("respect", option), ("choice", option)]).await;
        }
        let exact = service.end().await;
        assert_eq!(exact.respondents[&Place::Region], 26);
        let document = service.publish().await.unwrap();
        let is_shown = |question: &str| document.tables.iter().any(|table| table.question == slug(question));
        assert_eq!((is_shown("choice"), is_shown("respect"), is_shown("believed")), (true, false, false));
        for table in &document.tables {
            for value in table.cells.iter().filter_map(|cell| cell.value) {
                assert!(value == 0 || value + 2 >= K, "{}: {value}", table.id);
            }
        }
    });
}

#[tokio::test]
async fn p6_texts_stay_sealed_until_they_are_opened_and_no_page_shows_one() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 12, &[("helped", "canary-words"), ("believed", "no")]).await;
        service.end().await;
        service.publish().await.unwrap();
        assert_eq!(service.rows().count("inner_envelope").await, 12);
        let dump = format!("{:?}", service.rows().dump_all().await);
        assert!(!dump.contains(&format!("{:?}", b"canary")[1..20]));
        let staff = Survivor::signed_in(&service, Role::Reviewer).await;
        for address in ["/commission", "/commission/wave/2026-q1", "/results", "/feed", "/feed/2026-q1.json"] {
            assert!(!staff.get(address).await.text().contains("canary"), "{address}");
        }
    });
}

#[test]
fn p7_when_a_key_is_destroyed_copies_of_the_database_open_nothing() {
    use crate::common::binary::{run, said};
    let directory = tempfile::tempdir().unwrap();
    let data = demo_data(directory.path(), 100, &[]);
    let list = run(&["wave", "list", "--data", data.to_str().unwrap()]);
    let wave = String::from_utf8_lossy(&list.stdout).split('\t').next().unwrap().to_owned();
    // A backup from when the wave was checked and its key was still there.
    let backup = directory.path().join("backup");
    std::fs::create_dir(&backup).unwrap();
    for file in std::fs::read_dir(&data).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), backup.join(file.file_name())).unwrap();
    }
    let holder = directory.path().join("demo-secrets/keyholders/counting").display().to_string();
    let passphrase = directory.path().join("passphrase");
    std::fs::write(&passphrase, "demonstration only").unwrap();
    let publish = |data: &std::path::Path| {
        let secrets = directory.path().join("demo-secrets").display().to_string();
        run(&[
            "release",
            "publish",
            &wave,
            "--witness",
            "one",
            "--witness",
            "two",
            "--key-dir",
            &holder,
            "--passphrase-file",
            passphrase.to_str().unwrap(),
            "--data",
            data.to_str().unwrap(),
            "--secrets",
            &secrets,
        ])
    };
    // The copy is put back to before its release, and opens: the counts are there for whoever holds the key.
    let url = format!("sqlite://{}", backup.join("heard.sqlite").display());
    let reset = |rows: crate::common::Rows| async move {
        rows.run("DELETE FROM release").await;
        rows.run("UPDATE wave SET state = 'counted' WHERE state = 'released'").await;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(reset(crate::common::Rows::new(url.clone())));
    let opened = publish(&backup);
    assert!(opened.status.success(), "{}", said(&opened));
    runtime.block_on(reset(crate::common::Rows::new(url)));
    let key = std::path::Path::new(&holder).join(format!("{wave}.release.key"));
    heard::sealing::keyholder::destroy(&key).unwrap();
    let shut = publish(&backup);
    assert!(!shut.status.success() && said(&shut).contains("release.key"), "{}", said(&shut));
}

#[tokio::test]
async fn p6_two_people_release_a_quotation() {
    on_both!(async |mut service: Service| {
        // Of twenty-five passages that one person chose, a second person agreed to one.
        quotations::reviewed(&mut service, 1).await;
        let document = service.publish().await.unwrap();
        let told = quotations::quoted(&service, &document).await;
        assert_eq!(told.iter().map(|one| one.words.as_str()).collect::<Vec<_>>(), [quotations::QUOTED]);
        let page = Survivor::visiting(&service).get("/results").await.text();
        assert_eq!(page.matches("<blockquote").count(), 1);
    });
}

#[test]
fn p7_quotations_are_removable_attachments() {
    use crate::common::binary::{run, said};
    let directory = tempfile::tempdir().unwrap();
    let data = demo_data(directory.path(), 450, &[]);
    let secrets = directory.path().join("demo-secrets").display().to_string();
    let at = |data: &Path, args: &[&str]| {
        let output = run(&[args, &["--data", data.to_str().unwrap(), "--secrets", &secrets]].concat());
        assert!(output.status.success(), "{}", said(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let feed = |data: &Path| {
        let server = serve(data, &directory.path().join("serve.log"));
        let answer = server.get("/feed", "");
        let feed: serde_json::Value = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
        let quoting = feed["releases"].as_array().unwrap().iter().find(|entry| entry["quotations"].is_string());
        quoting.expect("some release of the demonstration quotes").clone()
    };
    let before = feed(&data);
    let release = before["id"].as_str().unwrap();
    let listed = at(&data, &["release", "quotations", release]);
    // The form's own examples stand in the database, as words of the survey.
    let survey = include_str!("../surveys/core-adult.toml");
    let mut lines = listed.lines().filter_map(|line| Some((&line[..16], line.rsplit_once('\t')?.1)));
    let (id, words) = lines.find(|(_, words)| !survey.contains(words)).unwrap();
    let count = |text: &str| text.lines().count();
    let backup = directory.path().join("backup");
    std::fs::create_dir(&backup).unwrap();
    for file in std::fs::read_dir(&data).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), backup.join(file.file_name())).unwrap();
    }
    assert_eq!(files_holding(directory.path(), &[words]), Vec::<String>::new(), "neither the copy nor the original");
    at(&data, &["release", "remove-quotation", release, id]);
    assert!(!at(&data, &["release", "quotations", release]).contains(id));
    let after = feed(&data);
    for what in ["id", "sha256", "signature"] {
        assert_eq!(after[what], before[what], "the release is what it was");
    }
    assert!(at(&data, &["release", "verify"]).contains("; 1 were taken away"));
    // The copy from before has the row, and no key that opens it.
    let left = at(&backup, &["release", "quotations", release]);
    assert!(!left.contains(id) && count(&left) == count(&listed) - 1, "{left}");
    assert!(at(&backup, &["release", "verify"]).contains("; 1 were taken away"));
}

#[tokio::test]
async fn p8_used_and_unused_codes_get_the_same_bytes() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        let used = format!("/c/{}", service.codes[0]);
        let unused = format!("/c/{}", service.codes[1]);
        survivor.answers(&used, &[("believed", "no")]).await;
        survivor.answers(&used, &[("believed", "mostly")]).await;
        let entered = [survivor.get(&used).await, survivor.get(&unused).await];
        assert_eq!(entered[0].status, entered[1].status);
        assert_eq!(entered[0].to().len(), entered[1].to().len());
        let headers = |answer: &crate::common::Answer| {
            let mut all = answer.headers.clone();
            all.remove("location");
            all
        };
        assert_eq!(headers(&entered[0]), headers(&entered[1]));
        let landings = [survivor.get(entered[0].to()).await, survivor.get(entered[1].to()).await];
        let masked =
            |answer: &crate::common::Answer, to: &str| answer.text().replace(to.trim_start_matches("/w/"), "TICKET");
        assert_eq!(masked(&landings[0], entered[0].to()), masked(&landings[1], entered[1].to()));
        let forms = [survivor.open(&used).await, survivor.open(&unused).await];
        assert_eq!(forms[0].masked(), forms[1].masked());
        assert_eq!(forms[0].html.len(), forms[1].html.len());
        let sent = [survivor.send(&forms[0], &[]).await, survivor.send(&forms[1], &[]).await];
        assert_eq!(
            (sent[0].status, &sent[0].headers, &sent[0].body),
            (sent[1].status, &sent[1].headers, &sent[1].body)
        );
    });
}

#[tokio::test]
async fn p9_exact_counts_are_never_stored_in_the_clear() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/lanternx", 13, &[("believed", "mostly")]).await;
        let exact = service.end().await;
        assert_eq!(region(&exact, "believed").options[&slug("mostly")], 13);
        let counts = service.rows().dump("wave_counts").await;
        assert_eq!(counts.len(), 1);
        let sealed = &counts[0][1];
        assert!(!sealed.windows(8).any(|window| window == b"believed"));
        // Of a thousand answers it would have as many bytes.
        assert_eq!(sealed.len(), 65_536 + 1_120 + 16);
        let binding = Binding::Counts { wave: service.wave.clone() };
        let sealed = Sealed::from_stored(sealed.clone());
        for other in [Purpose::Checking, Purpose::Counting, Purpose::Text] {
            assert!(service.key(&service.wave, other).open(&sealed, &binding).is_err());
        }
        // A release holds rounded figures alone: 13 stands nowhere in it.
        let document = service.publish().await.unwrap();
        let values = document.tables.iter().flat_map(|table| &table.cells).filter_map(|cell| cell.value);
        assert!(values.into_iter().all(|value| value % 5 == 0));
        for (table, rows) in service.rows().dump_all().await {
            let exact_somewhere = rows.iter().flatten().any(|value| value == b"13");
            assert!(!exact_somewhere, "{table}");
        }
    });
}

#[test]
fn p3_the_serving_process_needs_no_private_key_of_any_wave() {
    let directory = tempfile::tempdir().unwrap();
    let codes = directory.path().join("codes");
    let data = demo_data(directory.path(), 20, &["--codes", "20", "--codes-file", codes.to_str().unwrap()]);
    // The keyholders take their files away, and the signing key goes into a drawer.
    std::fs::remove_dir_all(directory.path().join("demo-secrets/keyholders")).unwrap();
    std::fs::remove_file(directory.path().join("demo-secrets/signing.pk8")).unwrap();
    let server = serve(&data, &directory.path().join("serve.log"));
    let code = std::fs::read_to_string(codes).unwrap().lines().next().unwrap().to_owned();
    let answer = server.post("/f", "", &format!("code={code}&believed=no")).unwrap();
    assert!(answer.contains("location: /sent"), "{answer}");
}
