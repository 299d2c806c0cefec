//! Seals that hold: what opens where, and what never does.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::clock::Os;
use crate::survey::{Library, Response, Slug, Survey};

struct Wave {
    keys: CollectingKeys,
    checking: PrivateKey,
    counting: PrivateKey,
    text: PrivateKey,
}

static WAVE: LazyLock<Wave> = LazyLock::new(|| {
    let ((checking, a), (counting, b), (text, c)) = (key_pair(), key_pair(), key_pair());
    Wave { keys: CollectingKeys { checking: a, counting: b, text: c }, checking, counting, text }
});

static SURVEY: LazyLock<Survey> = LazyLock::new(|| Library::built_in().surveys.remove(0).0);

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn origin() -> Origin {
    Origin { source: Source::Provider, provider: Some(slug("lantern")), area: Some(slug("dudley")) }
}

fn sealed(response: &Response, mark: Mark) -> Sealed {
    let wave = slug("q1");
    let arrival = Arrival(9);
    let sending = Sending {
        wave: &wave,
        survey: &SURVEY,
        row: [5; 32],
        mark,
        arrival,
        origin: origin(),
        campaign: Some(slug("spring")),
    };
    seal_response(&WAVE.keys, sending, response).unwrap()
}

fn response(fields: &[(&str, &str)]) -> Response {
    Response::from_fields(&SURVEY, fields.iter().copied()).unwrap()
}

#[test]
fn the_two_envelopes_open_one_after_the_other_each_by_its_own_key() {
    let sent = response(&[("believed", "mostly"), ("helped", "They rang.")]);
    let outer = open_outer(&WAVE.checking, &slug("q1"), [5; 32], &sealed(&sent, Mark::Code([1; 32]))).unwrap();
    assert_eq!((outer.mark, outer.arrival), (Mark::Code([1; 32]), Arrival(9)));
    let other = (slug("another"), 7);
    let surveys = [other.clone(), (SURVEY.id.clone(), SURVEY.version)];
    let (which, part) = open_closed(&WAVE.counting, &slug("q1"), &surveys, &outer.closed).unwrap();
    assert_eq!(which, 1, "bound to its survey and version");
    assert_eq!(part, ClosedPart { origin: origin(), campaign: Some(slug("spring")), answers: sent.closed });
    assert!(open_closed(&WAVE.counting, &slug("q1"), &[other], &outer.closed).is_err());
    assert!(open_closed(&WAVE.counting, &slug("q2"), &surveys, &outer.closed).is_err());
    assert_eq!(outer.texts.len(), 1);
    let text = Binding::Text { wave: slug("q1"), survey: SURVEY.id.clone(), version: SURVEY.version };
    let opened = WAVE.text.open(&outer.texts[0], &text).unwrap();
    assert!(String::from_utf8_lossy(&opened).contains("They rang."));
    for key in [&WAVE.checking, &WAVE.counting] {
        assert!(key.open(&outer.texts[0], &text).is_err());
    }
}

#[test]
fn what_was_said_of_further_services_lies_apart_and_nothing_tells_how_much_it_is() {
    let full = |service: &str, part: &str| -> Vec<(String, String)> {
        let said = |asked: &crate::survey::Question| {
            let longest = asked.choices().iter().max_by_key(|choice| choice.id.as_str().len()).unwrap();
            let value = if asked.service { service.to_owned() } else { longest.id.to_string() };
            (format!("{}{part}", asked.id), value)
        };
        SURVEY.further().map(said).collect()
    };
    let fields = [full("police", ""), full("isva", ".2"), full("cps-or-court", ".3")].concat();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (all, none) = (response(&fields), response(&[("believed", "no")]));
    assert_eq!((all.further.len(), none.further.len()), (2, 0));
    let surveys = [(SURVEY.id.clone(), SURVEY.version)];
    let mut sizes = Vec::new();
    for (sent, told) in [(&all, 2), (&none, 0)] {
        let envelope = sealed(sent, Mark::Link { hasty: false });
        let outer = open_outer(&WAVE.checking, &slug("q1"), [5; 32], &envelope).unwrap();
        let open = |part| open_further(&WAVE.counting, &slug("q1"), &surveys, part).unwrap().1.answers;
        let parts: Vec<_> = outer.further.iter().map(open).filter(|answers| !answers.is_empty()).collect();
        assert_eq!((parts.len(), &parts), (told, &sent.further));
        for part in &outer.further {
            assert!(open_further(&WAVE.checking, &slug("q1"), &surveys, part).is_err(), "not by who sees codes");
            assert!(open_further(&WAVE.counting, &slug("q2"), &surveys, part).is_err());
            assert!(open_closed(&WAVE.counting, &slug("q1"), &surveys, part).is_err(), "it counts as no respondent");
        }
        let inner: Vec<usize> = outer.further.iter().map(|part| part.as_bytes().len()).collect();
        sizes.push((envelope.as_bytes().len(), outer.closed.as_bytes().len(), inner));
    }
    assert_eq!(sizes[0], sizes[1]);
}

#[test]
fn a_moved_copied_altered_or_shortened_envelope_does_not_open() {
    let envelope = sealed(&response(&[]), Mark::Link { hasty: false });
    assert!(open_outer(&WAVE.checking, &slug("q2"), [5; 32], &envelope).is_err(), "moved to another wave");
    assert!(open_outer(&WAVE.checking, &slug("q1"), [6; 32], &envelope).is_err(), "copied to another row");
    assert!(open_outer(&WAVE.counting, &slug("q1"), [5; 32], &envelope).is_err(), "another key");
    let bytes = envelope.as_bytes().to_vec();
    for length in [0, 1, 1_119, 1_120, 1_121, bytes.len() - 1] {
        let cut = Sealed::from_stored(bytes[..length].to_vec());
        assert!(open_outer(&WAVE.checking, &slug("q1"), [5; 32], &cut).is_err(), "{length} bytes");
    }
}

#[test]
fn the_fullest_response_fits_the_largest_envelope_that_stays_in_one_page() {
    let mut fields: Vec<(String, String)> = Vec::new();
    for question in SURVEY.questions() {
        let value = match question.choices().iter().max_by_key(|choice| choice.id.as_str().len()) {
            Some(choice) => choice.id.to_string(),
            None => "\u{9b8}".repeat(question.max_length()),
        };
        fields.push((question.id.to_string(), value));
    }
    fields.extend([("service.2".to_owned(), "isva".to_owned()), ("service.3".to_owned(), "sarc".to_owned())]);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let envelope = sealed(&response(&fields), Mark::Code([1; 32]));
    assert_eq!(envelope.as_bytes().len(), 14_848 + 1_120 + 16);
}

#[test]
fn most_responses_are_of_one_length_with_or_without_words_or_a_code() {
    let short = response(&[("believed", "no")]);
    let wordy = response(&[("helped", "They rang when they said."), ("change", "Less waiting, please.")]);
    let lengths = [
        sealed(&Response::default(), Mark::Link { hasty: false }),
        sealed(&short, Mark::Code([1; 32])),
        sealed(&wordy, Mark::Link { hasty: false }),
    ]
    .map(|envelope| envelope.as_bytes().len());
    assert!(lengths.iter().all(|length| *length == 10_240 + 1_120 + 16), "{lengths:?}");
}

#[test]
fn a_keyholders_file_opens_with_its_passphrase_for_its_wave_and_purpose_alone() {
    let directory = tempfile::tempdir().unwrap();
    let wave = slug("q1");
    let entropy = Os::default();
    let path =
        keyholder::write(directory.path(), &wave, Purpose::Checking, &WAVE.checking, "a passphrase", &entropy).unwrap();
    let key = keyholder::read(&path, &wave, Purpose::Checking, "a passphrase").unwrap();
    assert_eq!(*key.to_bytes(), *WAVE.checking.to_bytes());
    let refused = |wave: &str, purpose, passphrase: &str| {
        keyholder::read(&path, &slug(wave), purpose, passphrase).map(|_| ()).unwrap_err().to_string()
    };
    assert!(refused("q1", Purpose::Checking, "another").contains("the passphrase does not open it"));
    assert!(refused("q2", Purpose::Checking, "a passphrase").contains("not what is needed here"));
    assert!(refused("q1", Purpose::Counting, "a passphrase").contains("not what is needed here"));
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("\"q1\"", "\"q2\"")).unwrap();
    assert!(refused("q2", Purpose::Checking, "a passphrase").contains("the passphrase does not open it"));
    std::fs::write(&path, "{}").unwrap();
    assert!(refused("q1", Purpose::Checking, "a passphrase").contains("not a keyholder's file"));
    let again = keyholder::write(directory.path(), &wave, Purpose::Checking, &WAVE.checking, "x", &entropy);
    assert!(again.is_err(), "a key file is never replaced");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn one_changed_byte_anywhere_keeps_an_envelope_shut(place: prop::sample::Index, change in 1u8..) {
        let envelope = sealed(&response(&[("believed", "no")]), Mark::Link { hasty: false });
        let mut bytes = envelope.as_bytes().to_vec();
        let at = place.index(bytes.len());
        bytes[at] ^= change;
        prop_assert!(open_outer(&WAVE.checking, &slug("q1"), [5; 32], &Sealed::from_stored(bytes)).is_err());
    }

    #[test]
    fn any_bytes_are_refused_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..3_000)) {
        prop_assert!(open_outer(&WAVE.checking, &slug("q1"), [5; 32], &Sealed::from_stored(bytes)).is_err());
    }
}
