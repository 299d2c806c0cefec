//! What may be chosen and who may agree.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::count::{Decision, ReviewedText, Suggested};
use crate::sealing::{Origin, Source};
use crate::themes::valence::Valence;

const TEXT: &str = "My worker [name] rang when she said. I waited ten months.";
const ONE: [u8; 8] = [1; 8];
const OTHER: [u8; 8] = [2; 8];

fn theme(id: &str) -> ThemeId {
    id.parse().unwrap()
}

fn decision(quotable: bool, identifying: bool) -> Decision {
    Decision {
        reviewer: ONE,
        codebook: 1,
        themes: BTreeSet::from([theme("acc.wait")]),
        valence: Valence::Mixed,
        identifying,
        quotable,
        safeguarding: false,
    }
}

fn on_desk(text: &str) -> OnDesk {
    let suggested = Suggested {
        themes: vec![],
        valence: Valence::Neutral,
        alarm: 0.0,
        flagged: false,
        models: None,
        version: "1".into(),
    };
    let text = ReviewedText {
        origin: Origin { source: Source::Direct, provider: None, area: None },
        survey: "core-adult".parse().unwrap(),
        question: "change".parse().unwrap(),
        text: text.into(),
        vector: None,
        suggested,
        quote: true,
    };
    OnDesk { row: [0; 16], text, decisions: vec![decision(true, false)], steps: vec![] }
}

fn chose(on: &OnDesk, words: &str) -> Result<Step, PassageError> {
    let step = Step { reviewer: ONE, act: Act::Chose(on.find(words, &theme("acc.wait"))?) };
    on.allows(&step).map(|()| step)
}

#[test]
fn a_passage_is_a_part_of_the_text_with_its_marks_whole() {
    let on = on_desk(TEXT);
    let Act::Chose(chosen) = chose(&on, " I waited ten months. \r\n").unwrap().act else { panic!("a choice") };
    assert_eq!(on.words(&chosen), "I waited ten months.");
    assert!(chose(&on, "My worker [name] rang").is_ok());
    assert_eq!(chose(&on, "I waited twelve months."), Err(PassageError::NotVerbatim));
    assert_eq!(chose(&on, "My worker … I waited"), Err(PassageError::NotVerbatim));
    assert_eq!(chose(&on, "name] rang when"), Err(PassageError::CutMark));
    assert_eq!(chose(&on, "My worker [na"), Err(PassageError::CutMark));
    assert_eq!(chose(&on, "I"), Err(PassageError::Length));
    let long = "so long ".repeat(40);
    assert_eq!(chose(&on_desk(&long), &long), Err(PassageError::Length));
}

#[test]
fn only_what_a_person_allowed_and_the_decisions_let_pass_is_quoted() {
    let words = "I waited ten months.";
    let mut on = on_desk(TEXT);
    on.text.quote = false;
    assert_eq!(chose(&on, words), Err(PassageError::NoConsent));
    let mut on = on_desk(TEXT);
    on.decisions = vec![decision(true, false), decision(false, false)];
    assert_eq!(chose(&on, words), Err(PassageError::NotQuotable));
    on.decisions = vec![decision(false, true), decision(true, false)];
    assert_eq!(chose(&on, words), Err(PassageError::Identifying), "whoever said so, and whenever");
    let on = on_desk(TEXT);
    let other = Chosen { span: 0..20, theme: theme("rel.kind") };
    let step = Step { reviewer: ONE, act: Act::Chose(other) };
    assert_eq!(on.allows(&step), Err(PassageError::Theme));
}

#[test]
fn nobody_agrees_to_their_own_passage_and_a_new_choice_needs_a_new_agreement() {
    let mut on = on_desk(TEXT);
    let agree = |reviewer| Step { reviewer, act: Act::Agreed };
    assert_eq!(on.allows(&agree(OTHER)), Err(PassageError::Nothing));
    on.steps.push(chose(&on, "I waited ten months.").unwrap());
    assert_eq!(on.allows(&agree(ONE)), Err(PassageError::OwnPassage));
    assert_eq!(on.agreed(), None);
    on.steps.push(agree(ONE));
    assert_eq!(on.agreed(), None, "even if it were written");
    on.steps.push(agree(OTHER));
    assert_eq!(on.words(on.agreed().unwrap()), "I waited ten months.");
    on.steps.push(chose(&on, "I waited ten").unwrap());
    assert_eq!(on.agreed(), None, "not to that passage");
    on.steps.extend([agree(OTHER), Step { reviewer: OTHER, act: Act::Refused }]);
    assert_eq!((on.agreed(), on.chosen()), (None, None));
    on.steps.push(chose(&on, "I waited ten").unwrap());
    on.steps.push(agree(OTHER));
    on.decisions.push(decision(true, true));
    assert_eq!(on.agreed(), None, "it turned out to point at somebody");
}

proptest! {
    #[test]
    fn whatever_is_sent_a_passage_is_verbatim(text in "[ a-z.\\[\\]é\n]{0,60}", words in "[ a-z.\\[\\]é\n]{0,20}", cut in 0usize..60) {
        let on = on_desk(&text);
        let from_text: String = text.chars().skip(cut).take(12).collect();
        for words in [words, from_text] {
            if let Ok(Step { act: Act::Chose(chosen), .. }) = chose(&on, &words) {
                let found = on.words(&chosen);
                prop_assert!(text.contains(&found));
                prop_assert_eq!(found, words.trim());
            }
        }
    }
}
