//! How much a survey asks of a person (T28).
//!
//! Seconds are estimated: a word read takes a third of a second (180 words a minute, slow, as for a text that
//! matters), a choice 4 seconds, several choices 8, a short text 20, a long text 60. A shared scale is read once. These
//! are rules of thumb, not measurements; time real people before you trust them.

use std::collections::BTreeSet;

use super::Check;
use crate::survey::model::{Audience, Kind, Question, Section, Survey};
use crate::survey::readability::words;

const MOST_MINUTES: f64 = 10.0;
/// More texts than this is a warning; `file::MOST_TEXTS` is where it is refused.
const FEW_TEXTS: usize = 2;

pub(super) fn check(check: &mut Check<'_>) {
    let survey = check.survey;
    let most = match survey.audience {
        Audience::Child => 6,
        _ => 12,
    };
    let core = survey.sections.iter().filter(|section| !is_about_the_person(section));
    let closed = core.flat_map(|section| &section.questions).filter(|question| question.is_closed()).count();
    if closed > most {
        let message = format!(
            "{closed} questions to choose answers for; at most {most} outside the section about the person. Take the \
             least useful ones out"
        );
        check.error("title", "too-long", message);
    }
    let texts = survey.questions().filter(|question| question.is_text()).count();
    if texts > FEW_TEXTS {
        let message = format!("{texts} boxes to write in; {FEW_TEXTS} are enough for most people");
        check.warning("title", "too-long", message);
    }
    check_minutes(check);
}

fn check_minutes(check: &mut Check<'_>) {
    let stated = f64::from(check.survey.minutes);
    let estimate = estimated_seconds(check.survey) / 60.0;
    if estimate.max(stated) > MOST_MINUTES {
        let message = format!(
            "about {:.0} minutes by estimate and {stated} as stated; at most {MOST_MINUTES} may be asked",
            estimate.ceil()
        );
        check.error("minutes", "too-long", message);
    } else if estimate.round() > stated {
        let message = format!("it takes about {:.0} minutes by estimate; say so, or ask less", estimate.round());
        check.error("minutes", "understated-minutes", message);
    }
}

/// Questions that tables are broken down by, and how somebody came, and nothing else. It is skipped as a whole.
fn is_about_the_person(section: &Section) -> bool {
    section.questions.iter().all(|question| question.breakdown && !question.service || question.region)
}

pub(super) fn estimated_seconds(survey: &Survey) -> f64 {
    let mut scales_read = BTreeSet::new();
    let mut read = words(&survey.title).len();
    let mut deciding = 0.0;
    for section in &survey.sections {
        read += words(&section.heading).len() + section.note.as_deref().map_or(0, |note| words(note).len());
        for question in &section.questions {
            read += words(&question.ask).len() + question.hint.as_deref().map_or(0, |hint| words(hint).len());
            let labels: Vec<_> = question.choices().iter().map(|choice| choice.label.as_str()).collect();
            if scales_read.insert(labels.clone()) {
                read += labels.iter().map(|label| words(label).len()).sum::<usize>();
            }
            deciding += seconds_to_answer(question);
        }
    }
    read as f64 / 3.0 + deciding
}

fn seconds_to_answer(question: &Question) -> f64 {
    match question.kind {
        Kind::OneOf(_) | Kind::Scale(_) | Kind::Area(_) | Kind::Consent(_) => 4.0,
        Kind::ManyOf(_) => 8.0,
        Kind::ShortText => 20.0,
        Kind::LongText => 60.0,
    }
}
