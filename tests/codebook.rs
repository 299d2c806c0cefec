//! Looking after the codebook: by command, and what follows on the desk and in releases, on both databases.

use std::collections::BTreeMap;
use std::path::Path;

use heard::release::{declare_year, to_csv};
use heard::store::Role;
use heard::themes::codebook::{Change, Codebook, Theme, ThemeId};
use heard::themes::kept::Kept;
use heard::themes::listener::Listener;
use heard::themes::redact::Redactor;

use crate::common::binary::{run, said};
use crate::common::{Service, Survivor, between, slug};
use crate::on_both;
use crate::review::{desk, open_texts, people_write, review_with, themes};

fn id(text: &str) -> ThemeId {
    text.parse().unwrap()
}

fn listener(codebook: &Codebook) -> Listener {
    Listener::new(codebook.clone(), Redactor::new([]), None, None).unwrap()
}

fn added(codebook: &Codebook, name: &str) -> Codebook {
    let like = codebook.theme(&id("acc.wait")).unwrap().clone();
    codebook.with(Change::Add(Box::new(Theme { id: id(name), label: format!("Label of {name}"), ..like }))).unwrap()
}

/// `acc.wait` parted into two new themes.
fn split() -> Codebook {
    let codebook = added(&added(&Codebook::built_in(), "acc.first"), "acc.second");
    let into = vec![id("acc.first"), id("acc.second")];
    codebook.with(Change::Split { from: id("acc.wait"), into }).unwrap()
}

const ADD: [&str; 8] =
    ["--group", "acc", "--label", "Parking", "--definition", "Parking near the service", "--example", "No space"];

#[test]
fn each_change_is_a_new_version_and_says_what_follows() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().to_str().unwrap();
    let codebook = |args: &[&str]| {
        let output = run(&[&["codebook"], args, &["--data", data]].concat());
        assert!(output.status.success(), "{args:?}: {}", said(&output));
        said(&output)
    };
    assert!(codebook(&["show"]).starts_with("version 1, 30 themes in use (built in)"));
    let words = codebook(&[&["add", "acc.parking"], &ADD[..], &["--priority", "core-1", "--right", "vc-4"]].concat());
    assert!(words.contains("version 2") && words.contains("From now on people can choose 'acc.parking'"), "{words}");
    assert!(words.contains("few examples") && words.contains("stop it and start it again"), "{words}");
    codebook(&[&["add", "acc.travel"], &ADD[..]].concat());
    assert!(codebook(&["split", "acc.wait", "acc.parking", "acc.travel"]).contains("chooses anew among"));
    assert!(codebook(&["merge", "acc.travel", "acc.delay"]).contains("now counts as 'acc.delay'"));
    assert!(codebook(&["retire", "out.voice"]).contains("counts no more"));
    let shown = codebook(&["show"]);
    assert!(shown.starts_with("version 6, 29 themes in use"), "{shown}");
    for line in [
        "split into acc.parking, acc.travel with version 4",
        "merged into acc.delay with version 5",
        "retired with version 6",
    ] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    let one = codebook(&["show", "acc.parking"]);
    assert!(one.contains("such as: No space") && one.contains("vc-4: To be referred to services"), "{one}");
    assert!(one.contains("core-1: ") && !one.contains("core-1: \n"), "{one}");
    let file = std::fs::read_to_string(directory.path().join("themes.toml")).unwrap();
    assert!(file.starts_with("# What texts may speak of."), "the remarks at its head stay");
    let kept = Codebook::parse("themes.toml", &file, None).unwrap();
    assert!(Codebook::built_in().lost_since(&kept).is_empty());
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 1, "nothing unfinished lies about");
}

#[test]
fn what_would_break_the_codebook_is_refused_and_nothing_is_written() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().to_str().unwrap();
    let file = directory.path().join("themes.toml");
    let with = |args: &[&str]| run(&[&["codebook"], args, &["--data", data]].concat());
    let refused = |args: &[&str], says: &str| {
        let before = std::fs::read(&file).ok();
        let output = with(args);
        assert!(!output.status.success() && said(&output).contains(says), "{args:?}: {}", said(&output));
        assert_eq!(std::fs::read(&file).ok(), before, "{args:?}");
        assert!(!directory.path().join("themes.toml.new").exists());
    };
    refused(&["merge", "acc.wait", "acc.wait"], "cannot lead to itself");
    assert!(!file.exists());
    assert!(with(&["retire", "out.voice"]).status.success());
    refused(&["retire", "out.voice"], "'out.voice' is no theme in use");
    refused(&["retire", "no.such"], "'no.such' is no theme in use");
    refused(&["retire", "nodot"], "is not a theme");
    refused(&["merge", "acc.wait", "out.voice"], "'out.voice' is no theme in use");
    refused(&["split", "acc.wait", "acc.delay", "acc.delay"], "two themes or more");
    refused(&["split", "acc.wait", "acc.delay", "no.such"], "'no.such' is no theme in use");
    refused(&["split", "acc.wait", "acc.delay"], "required");
    refused(&[&["add", "out.voice"], &ADD[..]].concat(), "was a theme already");
    refused(&[&["add", "acc.new"], &ADD[..], &["--priority", "core-99"]].concat(), "a code that is nowhere: 'core-99'");
    refused(&[&["add", "acc.new", "--group", "nope"], &ADD[2..]].concat(), "no group 'nope'");
    refused(&[&["add", "acc.new"], &ADD[..4], &["--definition", " "], &ADD[6..]].concat(), "needs a label");
    refused(&["show", "no.such"], "there never was a theme 'no.such'");
    // A file that was edited by hand.
    let edited = directory.path().join("edited");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&edited, Codebook::built_in_text()).unwrap();
    refused(&["replace", edited.to_str().unwrap()], "version 1 is older than 2");
    std::fs::write(&edited, text.replace("Waiting", "Waiting times")).unwrap();
    assert!(with(&["replace", edited.to_str().unwrap()]).status.success());
    // Another change that has not ended, and a file that does not read.
    std::fs::write(directory.path().join("themes.toml.new"), "").unwrap();
    assert!(said(&with(&["retire", "acc.wait"])).contains("somebody is changing the codebook"));
    std::fs::remove_file(directory.path().join("themes.toml.new")).unwrap();
    std::fs::write(&file, "version = 1\n").unwrap();
    refused(&["retire", "acc.wait"], "the codebook cannot be used");
    assert!(said(&run(&["codebook", "retire", "acc.wait", "--data", "no/such/folder"])).contains("there is no folder"));
}

#[test]
fn the_codebook_lies_beside_the_surveys_where_these_are_named() {
    let directory = tempfile::tempdir().unwrap();
    let (data, surveys) = (directory.path().join("data"), directory.path().join("surveys"));
    std::fs::create_dir(&data).unwrap();
    std::fs::create_dir(&surveys).unwrap();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("surveys")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|kind| kind == "toml") {
            std::fs::copy(&path, surveys.join(path.file_name().unwrap())).unwrap();
        }
    }
    let (data, folder) = (data.to_str().unwrap(), surveys.to_str().unwrap());
    let named = ["--data", data, "--surveys", folder];
    assert!(run(&[&["codebook", "retire", "out.voice"], &named[..]].concat()).status.success());
    let shown = said(&run(&[&["codebook", "show"], &named[..]].concat()));
    assert!(shown.starts_with("version 2, 29 themes in use"), "{shown}");
    // The parts that run read it too.
    let labelled = directory.path().join("labelled.jsonl");
    std::fs::write(&labelled, "{\"id\":1,\"text\":\"x\",\"themes\":[\"out.voice\"]}\n").unwrap();
    let evaluate = ["themes", "evaluate", "--without-model", labelled.to_str().unwrap()];
    assert!(said(&run(&[&evaluate[..], &named[..]].concat())).contains("'out.voice' is no theme in use"));
    assert!(run(&[&evaluate[..], &["--data", data]].concat()).status.success());
    // A file that would silently not be read is pointed out.
    assert!(run(&["codebook", "retire", "acc.wait", "--data", data]).status.success());
    std::fs::remove_file(surveys.join("themes.toml")).unwrap();
    let lost = said(&run(&[&["codebook", "show"], &named[..]].concat()));
    assert!(lost.contains("is not read while --surveys"), "{lost}");
}

/// Reads the next text and decides; what it said and how the page began, none when nothing is left.
async fn decide_next(staff: &Survivor, themes: impl Fn(&str) -> Vec<&'static str>) -> Option<(String, String)> {
    let next = staff.get("/commission/review/next").await;
    let address = match next.status {
        200 if next.text().contains("Time for a break") => {
            staff.post("/commission/review", &[]).await;
            staff.get("/commission/review/next").await.to().to_owned()
        }
        200 => return None,
        _ => next.to().to_owned(),
    };
    let page = staff.get(&address).await.text();
    let said = crate::review::text_of(&page);
    let chosen = themes(&said);
    let mut fields = vec![("act", if chosen.is_empty() { "none" } else { "save" })];
    fields.extend(chosen.into_iter().map(|theme| ("theme", theme)));
    assert_eq!(staff.post(&address, &fields).await.status, 303);
    Some((said, page))
}

/// Opens the texts and decides them all, with the first version of the codebook.
async fn decided_with_the_first_version(service: &mut Service) {
    service.end().await;
    open_texts(service, &mut listener(&Codebook::built_in())).await.unwrap();
    review_with(service, listener(&Codebook::built_in())).await;
    let staff = Survivor::signed_in(service, Role::Reviewer).await;
    let choose = |said: &str| match said {
        said if said.starts_with("Ten months") => vec!["acc.wait"],
        said if said.starts_with("My ISVA") => vec!["rel.believed"],
        _ => vec![],
    };
    while decide_next(&staff, choose).await.is_some() {}
}

#[tokio::test]
async fn after_a_split_exactly_those_texts_come_back_and_the_review_waits_for_them() {
    on_both!(async |mut service: Service| {
        people_write(&service, 10, 10).await;
        decided_with_the_first_version(&mut service).await;
        let codebook = split();
        review_with(&mut service, listener(&codebook)).await;
        let refused = desk(&service).await.end(&service.store, &codebook).await.unwrap_err().to_string();
        assert!(refused.contains("a theme of 10 texts was split"), "{refused}");
        assert_eq!(service.rows().count("theme_counts").await, 0);
        let staff = Survivor::signed_in(&service, Role::Reviewer).await;
        let overview = staff.get("/commission/review").await.text();
        assert!(
            overview.contains("20 of 30") && overview.contains("10 of the others were decided before"),
            "{overview}"
        );
        let mut again = 0;
        // Others are read a second time by this sign-in; only what was split is asked for anew.
        let second = |said: &str| if said.starts_with("Ten months") { vec!["acc.second"] } else { vec![] };
        while let Some((said, page)) = decide_next(&staff, second).await {
            let asked = page.contains("A theme of it was split since");
            assert_eq!(asked, said.starts_with("Ten months"), "{page}");
            if asked {
                assert!(
                    page.contains("Label of acc.first; Label of acc.second") && !page.contains("value=\"acc.wait\"")
                );
                again += 1;
            }
        }
        assert_eq!(again, 10, "each comes back once");
        assert!(staff.get("/commission/review/next").await.text().contains("Every text has a decision"));
        assert_eq!(desk(&service).await.end(&service.store, &codebook).await.unwrap(), 30);
        service.codebook = codebook;
        let release = service.publish().await.unwrap();
        assert_eq!(release.codebooks, BTreeMap::from([(service.wave.clone(), 4)]));
        assert_eq!(themes(&release, "change").get("acc-second"), Some(&10));
        assert_eq!(themes(&release, "change").get("acc-wait"), None);
        assert!(String::from_utf8(to_csv(&release).unwrap()).unwrap().contains("Label of acc.second"));
        let page = Survivor::visiting(&service).get("/results").await.text();
        assert!(page.contains("Label of acc.second"), "what is public is told by the review process too");
        service.restart();
        let page = Survivor::visiting(&service).get("/results/2026-q1").await.text();
        assert!(page.contains("Themes of version 4 of the codebook.") && page.contains("Label of acc.second"));
    });
}

#[tokio::test]
async fn after_a_merge_decisions_count_for_the_other_theme_and_after_retiring_for_none() {
    on_both!(async |mut service: Service| {
        people_write(&service, 10, 10).await;
        // What releases show was fixed before the codebook changed.
        let first = Codebook::built_in();
        let year = (&slug("core"), "2026-01-01".parse().unwrap(), "2026-01-01".parse().unwrap());
        let surveys = [service.library.surveys[0].0.clone()];
        declare_year(&service.store, &service.library, &first, year, &surveys, &BTreeMap::new()).await.unwrap();
        decided_with_the_first_version(&mut service).await;
        let merged = first.with(Change::Merge { from: id("acc.wait"), into: id("acc.delay") }).unwrap();
        let codebook = merged.with(Change::Retire(id("rel.believed"))).unwrap();
        review_with(&mut service, listener(&codebook)).await;
        let staff = Survivor::signed_in(&service, Role::Reviewer).await;
        assert!(staff.get("/commission/review").await.text().contains("30 of 30"));
        assert_eq!(desk(&service).await.end(&service.store, &codebook).await.unwrap(), 30);
        service.codebook = codebook;
        let release = service.publish().await.unwrap();
        assert_eq!(themes(&release, "change"), BTreeMap::from([("Total".into(), 20), ("acc-delay".into(), 10)]));
        assert!(!themes(&release, "helped").contains_key("rel-believed"));
    });
}

#[tokio::test]
async fn a_codebook_that_would_forget_decisions_is_refused() {
    on_both!(async |mut service: Service| {
        people_write(&service, 10, 10).await;
        service.end().await;
        let newer = added(&Codebook::built_in(), "acc.first");
        open_texts(&service, &mut listener(&newer)).await.unwrap();
        review_with(&mut service, listener(&newer)).await;
        let staff = Survivor::signed_in(&service, Role::Reviewer).await;
        while decide_next(&staff, |_| vec!["acc.first"]).await.is_some() {}
        let other = added(&Codebook::built_in(), "acc.other");
        for (wrong, says) in [(Codebook::built_in(), "decided with version 2"), (other, "people chose 'acc.first'")] {
            let desk = desk(&service).await;
            let refused = desk.refuse_unknown(&service.store, &wrong).await.unwrap_err().to_string();
            assert!(refused.contains(says), "{refused}");
            assert!(desk.end(&service.store, &wrong).await.unwrap_err().to_string().contains(says));
        }
        assert_eq!(service.rows().count("reviewed_text").await, 30, "nothing was counted");
    });
}

#[tokio::test]
async fn what_no_theme_covers_is_shown_in_groups_to_reviewers_alone() {
    on_both!(async |mut service: Service| {
        let survivor = Survivor::visiting(&service);
        for (count, text) in [
            (4, "The vending machine swallowed coins and Priya Kaur shrugged"),
            (3, "Pigeons nested above that vending machine"),
            (5, "Ten months on the waiting list"),
            (2, "Purple zebra teapot"),
        ] {
            survivor.crowd("/l/everyone", count, &[("change", text)]).await;
        }
        service.end().await;
        let codebook = Codebook::built_in();
        open_texts(&service, &mut listener(&codebook)).await.unwrap();
        review_with(&mut service, listener(&codebook)).await;
        assert_eq!(Survivor::visiting(&service).get("/commission/review/uncovered").await.to(), "/staff");
        let provider = Survivor::signed_in(&service, Role::ProviderWorker).await;
        assert_eq!(provider.get("/commission/review/uncovered").await.status, 404);
        let staff = Survivor::signed_in(&service, Role::Reviewer).await;
        assert!(staff.get("/commission/review").await.text().contains("href=\"/commission/review/uncovered\""));
        while decide_next(&staff, |said| if said.starts_with("Ten") { vec!["acc.wait"] } else { vec![] })
            .await
            .is_some()
        {}
        let page = staff.get("/commission/review/uncovered").await.text();
        assert!(page.contains("9 texts</strong> without a theme: people chose none for 9"), "{page}");
        assert!(page.contains("by words alone") && page.contains("heard codebook add"), "{page}");
        let groups: Vec<&str> = page.split("<section").skip(1).collect();
        let sizes: usize = groups.iter().map(|group| between(group, ": ", " text").parse::<usize>().unwrap()).sum();
        assert_eq!(sizes, 9, "small groups are shown too: {page}");
        assert!(groups.iter().any(|group| group.contains("Purple zebra") && group.contains(": 2 texts")), "{page}");
        let words = |group: &str| group.split("Words: <strong>").nth(1).map(str::to_owned).unwrap_or_default();
        let telling = |group: &&str| ["vending", "coins", "pigeons"].iter().any(|word| words(group).contains(word));
        assert!(groups.iter().any(telling), "{page}");
        assert!(page.find("<details>") < page.find("class=\"said\"") && !page.contains("<details open"), "covered");
        assert!(!page.contains("Priya") && !page.contains("Ten months"), "redacted, and with no theme alone");
        service.restart();
        let staff = Survivor::signed_in(&service, Role::Reviewer).await;
        assert_eq!(staff.get("/commission/review/uncovered").await.status, 404, "not in the public process");
    });
}

#[tokio::test]
async fn with_nothing_uncovered_the_page_says_so() {
    on_both!(async |mut service: Service| {
        people_write(&service, 10, 0).await;
        service.end().await;
        let codebook = Codebook::built_in();
        open_texts(&service, &mut listener(&codebook)).await.unwrap();
        review_with(&mut service, listener(&codebook)).await;
        let staff = Survivor::signed_in(&service, Role::Reviewer).await;
        while decide_next(&staff, |_| vec!["acc.wait"]).await.is_some() {}
        let page = staff.get("/commission/review/uncovered").await.text();
        assert!(page.contains("Nothing is left over") && !page.contains("<section"), "{page}");
    });
}

/// What people decided in one wave speaks in the next, and no text of the first is left anywhere.
#[tokio::test]
async fn decisions_of_an_ended_review_teach_later_ones_without_a_text() {
    const VENDING: &str = "The vending machine was broken again";
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 9, &[("change", VENDING)]).await;
        survivor.crowd("/l/everyone", 9, &[("change", "Everybody had time for me there")]).await;
        survivor.crowd("/l/everyone", 1, &[("change", "The marmoset was broken again")]).await;
        service.end().await;
        let codebook = Codebook::built_in();
        let mut later = listener(&codebook);
        open_texts(&service, &mut later).await.unwrap();
        let desk = desk(&service).await;
        for on in desk.texts(&service.store).await.unwrap() {
            let about = on.text.text.contains("broken").then(|| id("env.space"));
            let decision = heard::count::Decision {
                reviewer: [1; 8],
                codebook: 1,
                themes: about.into_iter().collect(),
                valence: heard::themes::valence::Valence::Negative,
                identifying: false,
                quotable: false,
                safeguarding: false,
            };
            desk.decide(&service.store, &on, &decision).await.unwrap();
        }
        let lessons = desk.lessons(&service.store).await.unwrap();
        let theme = lessons.iter().flat_map(|lesson| &lesson.themes).next().unwrap().clone();
        assert_eq!(desk.end(&service.store, &codebook).await.unwrap(), 19);
        let kept = Kept::learn(&codebook, &lessons, &Kept::default());
        let bytes = postcard::to_stdvec(&kept).unwrap();
        let holds = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        assert!(holds("vending") && !holds("marmoset") && !holds(VENDING) && !holds("marm"));
        let score = |listener: &mut Listener| {
            let themes = listener.listen(&["a vending machine would help"]).unwrap().remove(0).themes.themes;
            themes.iter().find(|scored| scored.id == theme).unwrap().score
        };
        let before = score(&mut later);
        later.remember(kept);
        let after = score(&mut later);
        assert!(after > 2.0 * before, "{before} {after}");
        assert!(later.version().contains("19 earlier"), "{}", later.version());
    });
}
