//! The worker's loop: a request a line, an answer a line.
//!
//! Promises: a request that is too large, unreadable or brings a model down gets an error in plain words, and the next
//! one is answered. An error holds nothing of a text.

use std::io::{BufRead, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use heard::themes::engine::protocol::{Answer, Heard, MAX_CHARS, MAX_LINE, MAX_TEXTS, Request, Want};

use crate::models::Models;

/// What answers requests; the models, and in tests something lighter.
pub trait Listens {
    fn listen(&mut self, texts: &[String], want: &[Want]) -> Option<Vec<Heard>>;
}

impl Listens for Models {
    fn listen(&mut self, texts: &[String], want: &[Want]) -> Option<Vec<Heard>> {
        Models::listen(self, texts, want).ok()
    }
}

pub fn say(out: &mut impl Write, line: &impl serde::Serialize) -> std::io::Result<()> {
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    out.write_all(&bytes)?;
    out.flush()
}

pub fn serve(input: &mut impl BufRead, out: &mut impl Write, models: &mut impl Listens) -> Result<(), String> {
    loop {
        let mut line = Vec::new();
        let read =
            input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line).map_err(|_| "the pipe broke".to_owned())?;
        if read == 0 {
            return Ok(());
        }
        if line.last() != Some(&b'\n') && read as u64 == MAX_LINE {
            // What follows is the rest of the same line, so there is no next request to find.
            return Err("a line is too long".to_owned());
        }
        say(out, &answer(&line, models)).map_err(|_| "nobody listens".to_owned())?;
    }
}

fn answer(line: &[u8], models: &mut impl Listens) -> Answer {
    let Ok(request) = serde_json::from_slice::<Request>(line) else {
        return Answer { error: Some("the request cannot be read".to_owned()), ..Answer::default() };
    };
    match heard(&request, models) {
        Ok(results) => Answer { id: request.id, results: Some(results), error: None },
        Err(error) => Answer { id: request.id, results: None, error: Some(error) },
    }
}

fn heard(request: &Request, models: &mut impl Listens) -> Result<Vec<Heard>, String> {
    if request.texts.len() > MAX_TEXTS {
        return Err(format!("at most {MAX_TEXTS} texts in a request"));
    }
    if request.texts.iter().any(|text| text.chars().count() > MAX_CHARS) {
        return Err(format!("at most {MAX_CHARS} characters in a text"));
    }
    catch_unwind(AssertUnwindSafe(|| models.listen(&request.texts, &request.want)))
        .ok()
        .flatten()
        .ok_or_else(|| "the model failed on this request".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fake;

    impl Listens for Fake {
        fn listen(&mut self, texts: &[String], _: &[Want]) -> Option<Vec<Heard>> {
            assert!(texts.iter().all(|text| !text.contains("panic")), "{texts:?}");
            (!texts.iter().any(|text| text.contains("fail"))).then(|| texts.iter().map(|_| Heard::default()).collect())
        }
    }

    fn answers(lines: &str) -> Vec<Answer> {
        let mut out = Vec::new();
        serve(&mut lines.as_bytes(), &mut out, &mut Fake).unwrap();
        String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn request(texts: &[&str]) -> String {
        let texts = texts.iter().map(|text| (*text).to_owned()).collect();
        serde_json::to_string(&Request { id: 7, texts, want: vec![Want::Entities] }).unwrap() + "\n"
    }

    #[test]
    fn what_goes_wrong_is_said_without_the_text_and_the_next_request_is_answered() {
        let long = "x".repeat(MAX_CHARS + 1);
        let many = vec!["a"; MAX_TEXTS + 1];
        let wrong = [
            request(&["Grace will panic"]),
            request(&["fail Grace"]),
            request(&[&long]),
            request(&many),
            "Grace\n".into(),
        ];
        for line in wrong {
            let answers = answers(&(line + &request(&["well"])));
            assert!(answers[0].results.is_none());
            assert!(!answers[0].error.as_ref().unwrap().contains("Grace"));
            assert_eq!(answers[1].results.as_ref().unwrap().len(), 1);
        }
    }

    #[test]
    fn a_line_without_end_is_not_read_for_ever() {
        let line = vec![b'x'; MAX_LINE as usize + 10];
        assert!(serve(&mut line.as_slice(), &mut Vec::new(), &mut Fake).is_err());
    }
}
