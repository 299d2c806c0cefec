//! What is found and what may stand, by example; the figures are measured in `tests/redaction.rs`.

use super::{Kind, LONGEST, RedactError, Redactor, Span};

fn redact(text: &str) -> String {
    let allowed = ["0808 500 2222", "999", "Horizon House"].map(str::to_owned);
    Redactor::new(allowed).redact(text, &[]).unwrap().text
}

fn all(pairs: &[(&str, &str)]) {
    for (text, redacted) in pairs {
        assert_eq!(redact(text), *redacted, "{text}");
    }
}

fn stands(texts: &[&str]) {
    for text in texts {
        assert_eq!(redact(text), *text);
    }
}

#[test]
fn names_that_are_words_are_told_by_their_sentence() {
    all(&[
        ("Will you ring? Will did.", "Will you ring? [name] did."),
        ("Grace gave me grace.", "[name] gave me grace."),
        ("They said May. May was off in May.", "They said [name]. [name] was off in May."),
        ("my isva hope left", "my isva [name] left"),
        ("Mark my words", "Mark my words"),
        ("I had faith in Faith.", "I had faith in [name]."),
    ]);
}

#[test]
fn titles_roles_and_callings_make_names_in_any_case() {
    all(&[
        ("pc ahmed rang", "pc [name] rang"),
        ("PC rang", "PC rang"),
        ("the nurse at the desk, zofka", "the nurse at the desk, [name]"),
        ("the nurse zofka", "the nurse [name]"),
        ("a detective called dunmore-tyne", "a detective called [name]"),
        ("thank you Sister Mary Patrick", "thank you Sister [name]"),
        ("THANK YOU PRIYA", "THANK YOU [name]"),
        ("honestly mark the crisis worker listened", "honestly [name] the crisis worker listened"),
        ("rose on reception smiles", "[name] on reception smiles"),
        ("my support worker may remembers", "my support worker [name] remembers"),
        ("my support worker may remember", "my support worker may remember"),
        ("run by tom&sue", "run by [name]&[name]"),
    ]);
}

#[test]
fn a_word_like_no_other_is_a_name_and_a_slip_is_none() {
    all(&[("thanks to wioletta", "thanks to [name]"), ("near wexcombe", "near [name]")]);
    stands(&["she was profesional and helpfull", "sooooo kind hahaha", "they day listen", "put me on sertraline"]);
    // A text in another language is left to those who read it, and to the rest of the rules.
    stands(&["bardzo dobrze wszystko wytłumaczyli spokojnie"]);
}

#[test]
fn numbers_that_reach_or_file_a_person_go_and_helplines_stay() {
    all(&[
        ("ring 07700 900123 or 999", "ring [phone] or 999"),
        ("999, 0808 500 2222, 0808 500 2222.", "999, 0808 500 2222, 0808 500 2222."),
        ("ring 0808 500 2222 or +44 808 500 2222", "ring 0808 500 2222 or +44 808 500 2222"),
        ("NHS 943 476 5919", "NHS [NHS number]"),
        ("ref 20/123456/21", "ref [crime reference]"),
        ("log 1234 of 5 May", "log [crime reference]"),
        ("j dot doe at example dot com", "[email]"),
    ]);
    stands(&["I rang 101 and 111", "open 24/7, 10 out of 10", "3 officers, 18 months, 90-120 minutes, £120,000"]);
}

#[test]
fn days_ages_and_places_go_where_they_point_at_somebody() {
    all(&[
        ("on the 3rd of May I was 19", "on the [date] I was [age]"),
        ("from tipton, B98 7ZZ, 14b oak road", "from [place], [postcode], [address]"),
        ("he drinks at the Railway Arms", "he drinks at [organisation]"),
        ("my lad (17) and the children, 4 and 9, waited", "my lad ([age]) and the children, [age], waited"),
        ("im CV6 3, shes cv2, B71 gets nothing", "im [postcode], shes [postcode], [postcode] gets nothing"),
        ("i work at the tesco", "i work at the [organisation]"),
        ("her teacher at st thomas more knew", "her teacher at [organisation] knew"),
        ("a blue Fiesta", "a [vehicle]"),
    ]);
    stands(&[
        "last Tuesday in Dudley",
        "by March, or in 2024",
        "I waited 26 weeks for 6 sessions",
        "Crown Court in Birmingham",
    ]);
}

#[test]
fn allowed_names_stand_and_only_whole() {
    stands(&["Horizon House and Rape Crisis and Women's Aid", "Women\u{2019}s Aid"]);
    assert_eq!(redact("Horizon House Nursery"), "[organisation]");
}

#[test]
fn a_script_that_cannot_be_read_does_not_stand() {
    assert_eq!(redact("shukria شكرا x"), "shukria [other writing] x");
}

#[test]
fn a_model_adds_and_an_allowed_name_still_stands() {
    let redactor = Redactor::new([]);
    let entity = |start, end, kind| Span { start, end, kind };
    let seen =
        redactor.redact("so zofkas told Rape Crisis", &[entity(3, 9, Kind::Name), entity(15, 26, Kind::Organisation)]);
    assert_eq!(seen.unwrap().text, "so [name] told Rape Crisis");
}

#[test]
fn what_cannot_be_redacted_stays_sealed() {
    let redactor = Redactor::new([]);
    let entity = |start, end| [Span { start, end, kind: Kind::Name }];
    for (start, end) in [(0, 4), (2, 2), (3, 1)] {
        let refused = redactor.redact("abc", &entity(start, end));
        assert_eq!(refused, Err(RedactError::OutOfRange { start, end, length: 3 }));
    }
    let long = "a".repeat(LONGEST + 1);
    assert_eq!(redactor.redact(&long, &[]), Err(RedactError::TooLong(LONGEST + 1)));
}

#[test]
fn the_longest_text_is_read_in_time() {
    for part in
        ["my isva Priya ", "wexcombe ", "0 ", "07700 ", "a@", "Will and ", "1 of ", "St ", "[name] ", "é\u{301}"]
    {
        let text: String = part.chars().cycle().take(LONGEST).collect();
        assert!(Redactor::new([]).redact(&text, &[]).is_ok(), "{part}");
    }
}

#[test]
fn a_mark_in_the_middle_takes_nothing_from_the_rules() {
    let text = "write to sarah.jones@example.org please";
    let mark = Span { start: 9, end: 14, kind: Kind::Name };
    let redacted = Redactor::new([]).redact(text, &[mark]).unwrap();
    assert!(!redacted.text.contains("jones") && !redacted.text.contains("example"), "{}", redacted.text);
}
