//! What must hold of every text, tried on many.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Kind, Redactor, Span};

static REDACTOR: LazyLock<Redactor> = LazyLock::new(|| Redactor::new(["0808 500 2222".to_owned(), "999".to_owned()]));

/// Whole words that the rules have opinions about, in any order, beside any characters at all.
fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Grace",
        "grace",
        "my isva",
        "priya",
        "PC",
        "Will",
        "will",
        "May",
        "in May",
        "called",
        "07700 900123",
        "B98 7ZZ",
        "of 5 May",
        "log 1187",
        "I am 34",
        "years old",
        "St",
        "Mary's",
        "Road",
        "12",
        "Tipton",
        "and",
        ",",
        ".",
        "\n",
        "@deano",
        "insta:",
        "[name]",
        "[NHS number]",
        "the",
        "Arms",
        "Rape Crisis",
        "\u{200B}",
        "é",
        "\u{301}",
        "XX66 RTY",
        "a@b.co",
        "مريم",
        "🙂",
        "O'Neill",
        "twenty",
        "St. Mary's",
        "Dr.",
    ]);
    prop_oneof![
        prop::collection::vec(words, 0..14).prop_map(|words| words.join(" ")),
        "\\PC{0,60}",
        any::<String>(),
        "[A-Za-z0-9 .,'@/()+-]{0,80}",
    ]
}

fn check(text: &str, entities: &[Span]) {
    let once = REDACTOR.redact(text, entities).unwrap();
    let length = text.chars().count();
    assert!(once.spans.iter().all(|span| span.start < span.end && span.end <= length));
    assert!(once.spans.windows(2).all(|pair| pair[0].end < pair[1].start));
    let mut expected = String::new();
    let mut at = 0;
    let source: Vec<char> = text.chars().collect();
    for span in &once.spans {
        expected.extend(&source[at..span.start]);
        expected.push_str(&span.kind.placeholder());
        at = span.end;
    }
    expected.extend(&source[at..]);
    assert_eq!(once.text, expected);
    let twice = REDACTOR.redact(&once.text, &[]).unwrap();
    assert_eq!((twice.text, twice.spans), (once.text, vec![]));
}

/// The same characters in another spelling: full width, Arabic digits, invisible ones between.
fn disguised(plain: &str, how: u8) -> String {
    let letters = plain.chars();
    match how {
        0 => plain.to_lowercase(),
        1 => {
            letters.map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c }).collect()
        }
        2 => letters.flat_map(|c| [c, '\u{200B}']).collect(),
        3 => letters.map(|c| c.to_digit(10).map_or(c, |digit| char::from_u32(0x660 + digit).unwrap())).collect(),
        4 => plain.replace(' ', "\u{A0}").replace('-', "\u{2011}"),
        _ => plain.to_owned(),
    }
}

fn spaced(digits: &str, groups: &[usize], with: &str) -> String {
    let mut parts = Vec::new();
    let mut rest = digits;
    for size in groups {
        let (part, after) = rest.split_at((*size).min(rest.len()));
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts.retain(|part| !part.is_empty());
    parts.join(with)
}

/// No four letters or digits in a row of what was planted may be seen again.
fn gone(planted: &str, before: &str, after: &str) {
    let text = format!("{before}{planted}{after}");
    let seen = REDACTOR.redact(&text, &[]).unwrap();
    let place = before.chars().count()..before.chars().count() + planted.chars().count();
    for (at, letter) in text.chars().enumerate().filter(|(at, c)| place.contains(at) && c.is_alphanumeric()) {
        let covered = seen.spans.iter().any(|span| span.start <= at && at < span.end);
        assert!(covered, "{letter} of {planted} stands in {}", seen.text);
    }
}

fn around() -> impl Strategy<Value = (String, String)> {
    let before = prop::sample::select(vec!["", "ring ", "It is ", "my number: ", "(", "they sent it to ", "Hello. "]);
    let after = prop::sample::select(vec!["", " please", ".", ", thanks", ")", " and that was it", "\nbye"]);
    (before, after).prop_map(|(before, after)| (before.to_owned(), after.to_owned()))
}

proptest! {
    #[test]
    fn any_text_is_redacted_once_and_for_all(text in text()) {
        check(&text, &[]);
    }

    #[test]
    fn what_a_model_found_goes_too(text in "\\PC{1,40}", from in 0usize..40, long in 1usize..10) {
        let length = text.chars().count();
        let start = from % length;
        let entity = Span { start, end: (start + long).min(length), kind: Kind::Name };
        check(&text, std::slice::from_ref(&entity));
        let spans = REDACTOR.redact(&text, std::slice::from_ref(&entity)).unwrap().spans;
        prop_assert!(spans.iter().any(|span| span.start <= entity.start && entity.end <= span.end));
    }

    #[test]
    fn a_telephone_number_never_stands(
        number in "0(7[0-9]{9}|1[2-9][0-9]{8}|2[0-9]{9}|3[0-9]{9})", abroad in 0u8..4,
        groups in prop::collection::vec(2usize..6, 0..3), with in prop::sample::select(vec![" ", "-", ".", "  ", "/"]),
        how in 0u8..6, (before, after) in around(),
    ) {
        let written = match abroad {
            0 => format!("+44{}", &number[1..]),
            1 => format!("0044{}", &number[1..]),
            2 => format!("+44(0){}", &number[1..]),
            _ => spaced(&number, &groups, with),
        };
        gone(&disguised(&written, how), &before, &after);
    }

    #[test]
    fn an_email_address_never_stands(
        name in "[a-z][a-z0-9]{1,5}([._][a-z0-9]{1,5})?", host in "[a-z]{3,10}", end in prop::sample::select(vec!["com", "co.uk", "org"]),
        spelled in any::<bool>(), how in prop::sample::select(vec![0u8, 2, 5]), (before, after) in around(),
    ) {
        let plain = format!("{name}@{host}.{end}");
        let written = if spelled { plain.replace('.', " dot ").replace('@', " at ") } else { disguised(&plain, how) };
        gone(&written, &before, &after);
    }

    #[test]
    fn a_postcode_never_stands(
        area in "(B|CV|DY|WS|WV|ST|TF)", district in "[1-9][0-9]?", inward in "[0-9][ABD-HJLNP-UW-Z]{2}",
        gap in prop::sample::select(vec!["", " ", "  ", "-"]), how in 0u8..6, (before, after) in around(),
    ) {
        gone(&disguised(&format!("{area}{district}{gap}{inward}"), how), &before, &after);
    }

    #[test]
    fn numbers_of_offices_never_stand(
        number in "[1-9][0-9]{9}", groups in prop::sample::select(vec![vec![3, 3, 4], vec![], vec![5]]), how in 0u8..6,
        cue in prop::sample::select(vec!["nhs number ", "NHS no. ", "", "account "]), (_, after) in around(),
    ) {
        gone(&disguised(&spaced(&number, &groups, " "), how), cue, &after);
    }

    #[test]
    fn crime_references_and_plates_never_stand(
        crime in "20/[0-9]{5,6}/2[0-9]|20[A-Z]{2}/[0-9]{5}[A-Z]/2[0-9]", plate in "[A-HJ-PR-Y]{2}[0-9]{2} ?[A-HJ-PR-Z]{3}",
        how in prop::sample::select(vec![1u8, 2, 4, 5]),
        (before, after) in around(),
    ) {
        gone(&disguised(&crime, how), &before, &after);
        gone(&disguised(&plate, how), &before, &after);
    }
}
