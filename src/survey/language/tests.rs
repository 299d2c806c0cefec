//! A language is whole or refused, by file and key; only the very words that were read are checked.

use super::*;
use crate::survey::{Areas, Contacts, Library, Survey};

struct Shipped {
    texts: Texts,
    surveys: Vec<Survey>,
    contacts: Contacts,
    areas: Areas,
}

impl Shipped {
    fn new() -> Self {
        let library = Library::built_in();
        let surveys = library.surveys.into_iter().map(|(survey, _)| survey).collect();
        Self { texts: shipped::texts(), surveys, contacts: library.contacts, areas: library.areas }
    }

    fn change(&mut self, tag: &str, name: &str, from: &str, to: &str) {
        let text = self.texts.get_mut(&(tag.parse().unwrap(), name.to_owned())).unwrap();
        assert!(text.contains(from), "{from}");
        *text = text.replacen(from, to, 1);
    }

    /// What is said of the languages: file and rule, and the words.
    fn said(&self) -> Vec<(String, &'static str, String)> {
        let findings = match Languages::read("l", shipped::LIST, shipped::REVIEWS, self.texts.clone()) {
            Ok(languages) => {
                languages.check("l", &self.surveys.iter().collect::<Vec<_>>(), &self.contacts, &self.areas)
            }
            Err(findings) => findings,
        };
        findings.into_iter().map(|found| (found.file, found.rule, found.message)).collect()
    }
}

#[test]
fn every_shipped_language_has_every_word_and_none_too_many() {
    let shipped = Shipped::new();
    assert_eq!(shipped.said(), []);
    for survey in &shipped.surveys {
        // Easy Read is for adults; every other language is for everybody.
        assert_eq!(survey.languages.len(), if survey.id.as_str() == "core-adult" { 9 } else { 8 }, "{}", survey.id);
    }
    // A file that no survey declares would be read by nobody.
    for (tag, name) in shipped.texts.keys() {
        let reads = |survey: &&Survey| {
            [SHELL, SUPPORT, survey.id.as_str()].contains(&name.as_str()) || *name == for_audience(survey.audience)
        };
        let mut declare =
            shipped.surveys.iter().filter(|survey| survey.languages.iter().any(|own| own == tag.as_str()));
        assert!(declare.any(|survey| reads(&survey)), "{tag}/{name}");
    }
}

#[test]
fn a_missing_word_names_language_file_and_key() {
    let mut shipped = Shipped::new();
    shipped.change("pl", "shell", "send = Wyślij\n", "");
    shipped.change("ur", "core-adult", "    .option-police = پولیس\n", "");
    shipped.change("so", "support", "    .note = Waxay kaa", "    .other = Waxay kaa");
    shipped.change("ar", "shell-child", "landing-reply = لن يردّ عليك أحد.\n", "");
    shipped.change("bn", "core-young", "    .option-13-15 = 13-15\n", "");
    let said = shipped.said();
    let mut short: Vec<_> = said.iter().map(|(file, rule, _)| (file.as_str(), *rule)).collect();
    short.sort_unstable();
    assert_eq!(
        short,
        [
            ("l/ar/shell-child.ftl", "missing-key"),
            ("l/bn/core-young.ftl", "missing-key"),
            ("l/pl/shell.ftl", "missing-key"),
            ("l/so/support.ftl", "missing-key"),
            ("l/so/support.ftl", "unknown-key"),
            ("l/ur/core-adult.ftl", "missing-key"),
        ]
    );
    assert!(said.iter().any(|(_, _, words)| words.contains("'send'")));
    let police = "'question-service.option-police' or 'option-police'";
    assert!(said.iter().any(|(_, _, words)| words.contains(police)));
}

#[test]
fn another_variable_another_number_and_a_word_too_many_are_refused() {
    let mut shipped = Shipped::new();
    shipped.change("ro", "shell", "{ $date } și", "{ $day } și");
    shipped.change("bn", "core-adult", "65 বা বেশি", "60 বা বেশি");
    shipped.change("ar", "shell", "send = إرسال", "send = إرسال\nsent = شيء");
    shipped.change("pa", "support", "999, ਫਿਰ", "99, ਫਿਰ");
    shipped.change("ur", "shell-child", "0800 1111", "0800 111");
    shipped.change("pl", "shell-young-person", "od 13 do 17", "od 12 do 17");
    let mut short: Vec<_> = shipped.said().into_iter().map(|(file, rule, _)| (file, rule)).collect();
    short.sort_unstable();
    let short: Vec<_> = short.iter().map(|(file, rule)| (file.as_str(), *rule)).collect();
    assert_eq!(
        short,
        [
            ("l/ar/shell.ftl", "unknown-key"),
            ("l/bn/core-adult.ftl", "other-digits"),
            ("l/pa/support.ftl", "other-digits"),
            ("l/pl/shell-young-person.ftl", "other-digits"),
            ("l/ro/shell.ftl", "other-variables"),
            ("l/ur/shell-child.ftl", "other-digits"),
        ]
    );
}

#[test]
fn a_file_that_cannot_be_read_says_where() {
    let mut shipped = Shipped::new();
    shipped.change("pl", "shell", "send = Wyślij", "send Wyślij");
    shipped.change("so", "shell", "send = Dir", "send = Dir\nsend = Dir");
    let said: Vec<_> = shipped.said().into_iter().map(|(file, rule, _)| (file, rule)).collect();
    assert!(said.contains(&("l/pl/shell.ftl".into(), "bad-fluent")), "{said:?}");
    assert!(said.contains(&("l/so/shell.ftl".into(), "duplicate-id")), "{said:?}");
}

#[test]
fn only_the_very_words_that_were_read_are_checked() {
    let shipped = Shipped::new();
    let pl: Slug = "pl".parse().unwrap();
    let text = shipped.texts[&(pl.clone(), SHELL.to_owned())].clone();
    let review = format!(
        "[[review]]\nlanguage = 'pl'\nfile = 'shell'\ntext = '{}'\nby = 'a speaker'\nchecked = 2026-11-01\n",
        digest_of(&text)
    );
    let languages = Languages::read("l", shipped::LIST, &review, shipped.texts).unwrap();
    assert!(languages.is_checked(&pl, SHELL, &text));
    assert!(!languages.is_checked(&pl, SHELL, &text.replace("Wyślij", "Wyslij")));
    assert!(!languages.is_checked(&"so".parse().unwrap(), SHELL, &text));
    assert!(!languages.shell_is_checked(&pl), "its support is not");
    let support = review
        .replace("'shell'", "'support'")
        .replace(&digest_of(&text), &digest_of(languages.text(&pl, SUPPORT).unwrap()));
    let both = format!("{review}{support}");
    let languages = Languages::read("l", shipped::LIST, &both, shipped::texts()).unwrap();
    assert!(languages.shell_is_checked(&pl) && languages.shell_is_checked_for(&pl, Audience::Adult));
    assert!(!languages.shell_is_checked_for(&pl, Audience::Child), "what children read instead is not");
    let nameless = review.replace("by = 'a speaker'\n", "");
    let refused = Languages::read("l", shipped::LIST, &nameless, Texts::new()).unwrap_err();
    assert_eq!(refused[0].rule, "missing-key");
}

#[test]
fn nothing_that_is_shipped_pretends_to_be_checked() {
    let languages = Library::built_in().languages;
    for language in languages.iter().filter(|language| language.tag.as_str() != ENGLISH) {
        assert!(!languages.shell_is_checked(&language.tag), "{}", language.tag);
    }
}

#[test]
fn numbers_agree_with_their_words() {
    let languages = Library::built_in().languages;
    let minutes = |tag: &str, minutes: &str| {
        let shell = languages.shell(&tag.parse().unwrap(), Audience::Adult);
        let said = shell.find_with("landing-for", &[("minutes", minutes)]).unwrap();
        // What is put into right-to-left words is isolated.
        assert_eq!(said.contains('\u{2068}'), tag == "ar");
        said.replace(['\u{2068}', '\u{2069}'], "")
    };
    assert!(minutes("pl", "1").ends_with("1 minuty."));
    assert!(minutes("pl", "5").ends_with("5 minut."));
    assert!(minutes("ro", "5").ends_with("5 minute."));
    assert!(minutes("ro", "20").ends_with("20 de minute."));
    assert!(minutes("ar", "5").ends_with("دقائق."));
    assert!(minutes("ar", "11").ends_with("دقيقة."));
}

#[test]
fn the_same_answers_are_sent_in_every_language() {
    let Library { surveys, languages, .. } = Library::built_in();
    let asked = surveys.iter().flat_map(|(survey, _)| survey.languages.iter().skip(1).map(move |tag| (survey, tag)));
    for (survey, tag) in asked {
        let language = languages.get(tag).unwrap();
        let own = Words::new(language, [languages.text(&language.tag, survey.id.as_str()).unwrap()]);
        let translated = survey.translated(&own, &languages.shell(&language.tag, survey.audience)).unwrap();
        let tag = format!("{}/{tag}", survey.id);
        let ids = |survey: &Survey| -> Vec<String> {
            let one = |q: &crate::survey::Question| {
                let options: Vec<_> =
                    q.choices().iter().map(|c| format!("{} {:?} {}", c.id, c.pole, c.outside)).collect();
                format!("{} {} {}", q.id, q.measure, options.join(","))
            };
            survey.questions().map(one).collect()
        };
        assert_eq!(ids(&translated), ids(survey), "{tag}");
        assert_ne!(translated.sections[0].heading, "", "{tag}");
        // And in its words: no question, hint or option of a drafted language is left in English,
        // but for the names of places.
        let words = |survey: &Survey| -> Vec<String> {
            let one = |q: &crate::survey::Question| {
                let options = q.choices().iter().map(|choice| choice.label.clone());
                [Some(q.ask.clone()), q.hint.clone()].into_iter().flatten().chain(options).collect::<Vec<_>>()
            };
            let has_words = |q: &&crate::survey::Question| !matches!(q.kind, crate::survey::Kind::Area(_));
            survey.questions().filter(has_words).flat_map(one).collect()
        };
        let is_english = |(own, english): &(String, String)| own == english && own.chars().any(char::is_alphabetic);
        let pairs = words(&translated).into_iter().zip(words(survey));
        let left: Vec<_> = pairs.filter(is_english).filter(|_| !language.easy).collect();
        assert!(left.is_empty(), "{tag}: {left:?}");
    }
}

#[test]
fn t29_the_fixed_words_are_plain_in_english_and_plainer_in_easy_read() {
    use crate::survey::readability::Counts;
    let languages = Library::built_in().languages;
    let most = [("en", "shell", 11.0), ("en", "shell-young-person", 11.0), ("en", "shell-supporter", 11.0)];
    for (tag, name, most) in most.into_iter().chain([("en", "shell-child", 9.0), ("en-x-easy", "shell", 9.0)]) {
        let text = languages.text(&tag.parse().unwrap(), name).unwrap();
        let mut counts = Counts::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let words = line.split_once(" = ").map_or(line, |(_, words)| words);
            // One or two words are names of things, as on a button.
            if words.split_whitespace().count() > 2 && !words.ends_with(" =") {
                counts = counts.and(Counts::of(words));
            }
        }
        let age = counts.reading_age().unwrap();
        assert!(age <= most, "{tag}/{name} needs a reading age of {age:.1}; {most} is promised");
    }
}

#[test]
fn what_one_audience_reads_has_a_place_among_everybodys_words() {
    let mut shipped = Shipped::new();
    shipped.change("en", "shell-child", "form-skip =", "form-skipped =");
    shipped.change("en", "shell-supporter", "{ $minutes }", "five");
    let short: Vec<_> = shipped.said().into_iter().map(|(file, rule, _)| (file, rule)).collect();
    let expected =
        [("l/en/shell-child.ftl".into(), "unknown-key"), ("l/en/shell-supporter.ftl".into(), "other-variables")];
    assert_eq!(short, expected);
}

#[test]
fn every_audience_reads_its_own_words_in_every_language() {
    let languages = Library::built_in().languages;
    let said = |tag: &Slug, audience, key: &str| {
        let values = [("minutes", "5"), ("date", "1.1."), ("number", "999"), ("who", "we"), ("site", "a site")];
        languages.shell(tag, audience).find_with(key, &values).unwrap()
    };
    for language in languages.iter().filter(|language| !language.easy) {
        let tag = &language.tag;
        for audience in [Audience::YoungPerson, Audience::Child, Audience::Supporter] {
            for key in ["landing-for", "landing-asks"] {
                let own = said(tag, audience, key);
                assert_ne!(own, said(tag, Audience::Adult, key), "{tag} {key}");
                let english = said(&"en".parse().unwrap(), audience, key);
                assert!(tag.as_str() == ENGLISH || own != english, "{tag} {key}");
            }
        }
        for audience in [Audience::YoungPerson, Audience::Child] {
            let danger = said(tag, audience, "landing-danger");
            // Childline's; in right-to-left words its two groups must not change places.
            let number = if language.right_to_left { "\u{2066}0800 1111\u{2069}" } else { "0800 1111" };
            assert!(danger.contains(number) && danger.contains("999"), "{tag}: {danger}");
        }
        // Which buttons other pages name is the same for everybody.
        for key in ["leave", "send"] {
            assert_eq!(said(tag, Audience::Child, key), said(tag, Audience::Adult, key), "{tag} {key}");
        }
        for audience in Audience::ALL {
            let (leave, send) = (said(tag, audience, "leave"), said(tag, audience, "send"));
            assert!(said(tag, audience, "landing-leaving").contains(&leave), "{tag} {leave}");
            assert!(said(tag, audience, "landing-kept").contains(&send), "{tag} {send}");
        }
    }
}

#[test]
fn a_language_may_address_an_audience_in_more_words_than_english_does() {
    let mut shipped = Shipped::new();
    shipped.change("pl", "shell-child", "landing-asks =", "start = Zaczynamy\nlanding-asks =");
    assert_eq!(shipped.said(), []);
    shipped.change("pl", "shell-child", "start =", "started =");
    let short: Vec<_> = shipped.said().into_iter().map(|(file, rule, _)| (file, rule)).collect();
    assert_eq!(short, [("l/pl/shell-child.ftl".into(), "unknown-key")]);
}

#[test]
fn siblings_share_measures_and_a_child_is_asked_little() {
    let library = Library::built_in();
    let of = |id: &str| &library.surveys.iter().find(|(survey, _)| survey.id.as_str() == id).unwrap().0;
    let measures =
        |survey: &Survey| survey.questions().map(|q| q.measure.to_string()).collect::<std::collections::BTreeSet<_>>();
    let adult = measures(of("core-adult"));
    let own = |id: &str| measures(of(id)).difference(&adult).cloned().collect::<Vec<_>>();
    assert_eq!(own("core-supporter"), Vec::<String>::new());
    assert_eq!(own("core-young"), ["age-13-17"], "bands of its own are a measure of its own");
    assert_eq!(own("core-child"), ["clear"], "one that adults are not asked");
    // T51: faces with words, at most six, and two boxes.
    let child = of("core-child");
    let (texts, closed): (Vec<_>, Vec<_>) = child.questions().partition(|question| question.is_text());
    assert_eq!((closed.len(), texts.len()), (6, 2));
    for question in closed {
        let faces: Vec<_> = question.choices().iter().filter(|choice| !choice.outside).collect();
        assert!(faces.len() == 3 && faces.iter().all(|choice| choice.picture.is_some() && !choice.label.is_empty()));
    }
}
