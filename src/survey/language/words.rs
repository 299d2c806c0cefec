//! The words of one language, looked up by key.
//!
//! Promises that what is put into right-to-left words is isolated, so that a date or an address never turns the
//! sentence round. Digits are the same in every language: they are what a phone's keys show.

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::list::Language;

pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// What was read, to compare by.
    texts: Vec<String>,
}

impl Words {
    /// Later texts take the place of earlier ones, key by key. Syntax was checked before.
    pub fn new<'a>(language: &Language, texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![plural_rules_of(language)]);
        bundle.set_use_isolating(language.right_to_left);
        let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
        for text in &texts {
            let resource = FluentResource::try_new(text.clone()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { language: language.clone(), bundle, texts }
    }

    pub fn language(&self) -> &Language {
        &self.language
    }

    pub fn find(&self, key: &str) -> Option<String> {
        self.find_with(key, &[])
    }

    /// `key` or `key.attribute`, with numbers and texts put in. None when the key is not there or asks for something
    /// that was not given.
    pub fn find_with(&self, key: &str, values: &[(&str, &str)]) -> Option<String> {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut args = FluentArgs::new();
        for (name, value) in values {
            match value.parse::<u32>() {
                Ok(number) => args.set(*name, number),
                Err(_) => args.set(*name, *value),
            }
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }
}

/// What a key says, without anything put in.
pub(super) fn plain(text: &str, key: &str) -> Option<String> {
    let tag = super::ENGLISH.parse().ok()?;
    let language = Language { tag, name: String::new(), right_to_left: false, easy: false };
    Words::new(&language, [text]).find(key)
}

/// The tag without what it says of style: `en-x-easy` counts as English does.
fn plural_rules_of(language: &Language) -> LanguageIdentifier {
    let base = language.tag.as_str().split("-x-").next().unwrap_or_default();
    base.parse().unwrap_or_default()
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({})", self.language.tag)
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language && self.texts == other.texts
    }
}
