//! The real models behind the door: built with the feature `listen`, after `src/listen/setup.sh`.

use std::path::Path;

use heard::themes::engine::protocol::MAX_CHARS;
use heard::themes::engine::{Engine, Heard, Patience, Want, Worker};

fn worker() -> Worker {
    Worker::start(Path::new(env!("CARGO_BIN_EXE_heard-listen")), &[], Patience::default()).unwrap()
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn marked(text: &str, heard: &Heard) -> Vec<(String, String)> {
    let chars: Vec<char> = text.chars().collect();
    let plain = heard.entities.iter().filter(|e| e.score >= 0.5);
    plain.map(|e| (chars[e.start..e.end].iter().collect(), e.kind.clone())).collect()
}

#[test]
fn vectors_are_the_model_cards_alone_and_in_company() {
    let mut worker = worker();
    let pair = ["The weather is lovely today.", "It's so sunny outside!"];
    let alone = worker.listen(&pair, &[Want::Vector]).unwrap();
    assert!((cosine(&alone[0].vector, &alone[1].vector) - 0.66596).abs() < 1e-4);
    let long = "He drove to the stadium and waited. ".repeat(100);
    let company: Vec<&str> = std::iter::repeat_n(long.as_str(), 40).chain(pair).collect();
    let heard = worker.listen(&company, &[Want::Vector]).unwrap();
    assert!(cosine(&heard[41].vector, &alone[1].vector) > 0.9999);
    assert!((cosine(&heard[0].vector, &heard[0].vector) - 1.0).abs() < 1e-4);
    assert!(heard[0].entities.is_empty() && heard[0].sentences.is_empty());
}

#[test]
fn names_are_found_whole_where_they_stand_in_any_script_and_however_late() {
    let mut worker = worker();
    let short = "😀 My ISVA is Zoë\u{308} O\u{2019}Brien, not Łukasz's sister. Ring 07700 900321 in Barnsley.";
    // More windows than one batch holds, in one text, with the only name last.
    let late = "The room was cold and nobody spoke to me for a long while that day. ".repeat(140) + "Jasmine came.";
    assert!(late.chars().count() <= MAX_CHARS);
    let texts = [short, &late, "Nothing to see.", "", "Thank you Sarah"];
    let heard = worker.listen(&texts, &[Want::Entities]).unwrap();
    let found = marked(short, &heard[0]);
    for (word, kind) in [("O\u{2019}Brien", "SURNAME"), ("07700 900321", "PHONE"), ("Barnsley", "CITY")] {
        assert!(found.contains(&(word.to_owned(), kind.to_owned())), "{found:?}");
    }
    for name in ["Zoë\u{308}", "Łukasz"] {
        assert!(found.iter().any(|(word, _)| word.contains(name)), "{found:?}");
    }
    assert_eq!(marked(&late, &heard[1]), [("Jasmine".to_owned(), "GIVEN_NAME".to_owned())]);
    assert!(marked(texts[2], &heard[2]).is_empty() && heard[3].entities.is_empty());
    assert_eq!(marked(texts[4], &heard[4]), [("Sarah".to_owned(), "GIVEN_NAME".to_owned())]);
}

#[test]
fn sentences_carry_their_own_vectors() {
    let mut worker = worker();
    let text = "Dr. Shah listened.  I felt safe! 😀\nThe room was cold";
    let [heard, alone] = &worker.listen(&[text, "The room was cold"], &[Want::Vector, Want::Sentences]).unwrap()[..]
    else {
        panic!("two texts, two answers")
    };
    let chars: Vec<char> = text.chars().collect();
    let sentences: Vec<String> = heard.sentences.iter().map(|s| chars[s.start..s.end].iter().collect()).collect();
    assert_eq!(sentences, ["Dr. Shah listened.", "I felt safe!", "The room was cold"]);
    assert!(cosine(&heard.sentences[2].vector, &alone.vector) > 0.9999);
}

#[test]
fn it_says_which_models_it_is_and_what_holds_it() {
    let worker = worker();
    assert_eq!(worker.name(), "all-MiniLM-L6-v2 53aa51172d14, rampart ff41cc14093f");
    for part in ["no core dumps", "no network or programs (seccomp)", "no files (seccomp)"] {
        assert!(worker.confined().iter().any(|held| held == part), "{:?}", worker.confined());
    }
}

/// The filters ask the worker, say so, and learn their lessons' vectors once.
#[test]
fn the_filters_speak_by_words_and_models() {
    let cache = tempfile::tempdir().unwrap();
    let mut lines = 0;
    for command in ["tag", "danger", "redact"] {
        let mut child = crate::common::binary::heard()
            .args(["themes", command, "--worker", env!("CARGO_BIN_EXE_heard-listen")])
            .env("XDG_CACHE_HOME", cache.path())
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let long = "word ".repeat(2_100);
        let text =
            format!("{{\"id\":1,\"text\":\"My ISVA Jasmine rang me back\"}}\n{{\"id\":2,\"text\":\"{long}\"}}\n");
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(err.contains("by words and models (all-MiniLM-L6-v2"), "{command}: {err}");
        match command {
            "redact" => {
                assert!(out.contains("[name]") && !out.contains("Jasmine") && err.contains("line 2"), "{out} {err}")
            }
            _ => assert_eq!(out.lines().count(), 2, "{command}: {err}"),
        }
        lines += out.lines().count();
    }
    assert_eq!(lines, 5, "a text that the models cannot hear whole is not redacted");
    assert_eq!(std::fs::read_dir(cache.path().join("heard")).unwrap().count(), 1);
}
