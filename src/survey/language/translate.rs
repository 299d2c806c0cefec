//! A survey, the support contacts and the areas in another language: the same ids with other words, so that what is
//! sent is the same in every language.

use super::words::Words;
use crate::survey::contacts::{Contact, Contacts};
use crate::survey::model::{Choice, Kind, Question, Section, Survey};
use crate::survey::slug::Slug;

impl Survey {
    /// In the words of its own file of a language, and of the language's shell for areas. None if a word is missing.
    pub fn translated(&self, own: &Words, shell: &Words) -> Option<Self> {
        let sections = self.sections.iter().map(|section| translated_section(section, own, shell));
        Some(Self { title: own.find("title")?, sections: sections.collect::<Option<_>>()?, ..self.clone() })
    }
}

fn translated_section(section: &Section, own: &Words, shell: &Words) -> Option<Section> {
    let key = format!("section-{}", section.id);
    let questions = section.questions.iter().map(|question| translated_question(question, own, shell));
    Some(Section {
        id: section.id.clone(),
        heading: own.find(&key)?,
        note: if_any(section.note.as_ref(), || own.find(&format!("{key}.note")))?,
        questions: questions.collect::<Option<_>>()?,
    })
}

fn translated_question(question: &Question, own: &Words, shell: &Words) -> Option<Question> {
    let key = format!("question-{}", question.id);
    let label = |id: &Slug| option_keys(question, id).iter().find_map(|key| own.find(key).or_else(|| shell.find(key)));
    let choices = |choices: &[Choice]| -> Option<Vec<Choice>> {
        choices.iter().map(|choice| Some(Choice { label: label(&choice.id)?, ..choice.clone() })).collect()
    };
    let kind = match &question.kind {
        Kind::OneOf(all) => Kind::OneOf(choices(all)?),
        Kind::ManyOf(all) => Kind::ManyOf(choices(all)?),
        Kind::Scale(all) => Kind::Scale(choices(all)?),
        Kind::Area(all) => Kind::Area(choices(all)?),
        Kind::Consent(all) => Kind::Consent(choices(all)?),
        Kind::ShortText => Kind::ShortText,
        Kind::LongText => Kind::LongText,
    };
    Some(Question {
        ask: own.find(&key)?,
        hint: if_any(question.hint.as_ref(), || own.find(&format!("{key}.hint")))?,
        picture: own.find(&format!("{key}.picture")),
        // A recording is in one language.
        bsl: own.find(&format!("{key}.bsl")),
        audio: own.find(&format!("{key}.audio")),
        kind,
        ..question.clone()
    })
}

/// Where an option's words may stand: with its question, or for every question that has it. The areas stand in the
/// language's support file.
pub(super) fn option_keys(question: &Question, option: &Slug) -> Vec<String> {
    match question.kind {
        Kind::Area(_) => vec![format!("area-{option}")],
        _ => vec![format!("question-{}.option-{option}", question.id), format!("option-{option}")],
    }
}

/// What is there in English must be there, and what is not must not.
fn if_any(english: Option<&String>, find: impl FnOnce() -> Option<String>) -> Option<Option<String>> {
    match english {
        Some(_) => find().map(Some),
        None => Some(None),
    }
}

impl Contacts {
    /// Numbers are dialled the same everywhere; what stands around them is the language's. A line that the language
    /// does not have stays as it is: help is never left out.
    pub fn translated(&self, shell: &Words) -> Self {
        Self::of(self.iter().map(|contact| translated_contact(contact, shell)).collect())
    }
}

fn translated_contact(contact: &Contact, shell: &Words) -> Contact {
    let key = format!("contact-{}", contact.id);
    let part = |name: &str, english: &Option<String>| {
        english.as_ref().map(|words| shell.find(&format!("{key}.{name}")).unwrap_or_else(|| words.clone()))
    };
    Contact {
        name: shell.find(&key).unwrap_or_else(|| contact.name.clone()),
        number: part("number", &contact.number),
        hours: part("hours", &contact.hours),
        note: part("note", &contact.note),
        ages: part("ages", &contact.ages),
        languages: part("languages", &contact.languages),
        ..contact.clone()
    }
}
