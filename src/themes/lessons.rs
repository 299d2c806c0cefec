//! What the tagger learns from: definitions and examples of the codebook, the made-up comments that come with the
//! program (`surveys/listening/themes.jsonl`), and what staff decided.
//!
//! Promises that decisions of an earlier codebook follow their themes; a text whose theme was split teaches nothing until
//! a person has chosen anew. Everything that comes with the program is fiction by one hand: decisions on real texts are
//! worth more, and replace it as they come.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::codebook::{Codebook, Following, ThemeId};
use super::lines::{LineError, lines};
use super::valence::Valence;

/// One text with its themes; none of them when it says nothing of a service.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    pub text: String,
    /// Of the whole text, where the model worker made one.
    pub vector: Option<Vec<f32>>,
    pub themes: BTreeSet<ThemeId>,
    pub valence: Option<Valence>,
    pub source: Source,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A theme's own words, not something that a person would write.
    Definition,
    /// Made up, and in the tree.
    MadeUp,
    /// A respondent's text, redacted, which staff tagged in this version of the codebook.
    Decided { codebook: u32 },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    text: String,
    themes: BTreeSet<ThemeId>,
    valence: Valence,
}

/// All that is known before anybody decided anything. The caller adds vectors and decisions.
pub fn first_lessons(codebook: &Codebook) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for theme in codebook.in_use() {
        let said = format!("{}. {}", theme.label, theme.definition);
        examples.extend(theme.examples.iter().cloned().chain([said]).map(|text| Example {
            text,
            vector: None,
            themes: BTreeSet::from([theme.id.clone()]),
            valence: None,
            source: Source::Definition,
        }));
    }
    examples.extend(
        made_up(include_str!("../../surveys/listening/themes.jsonl")).expect("the shipped file is read by a test"),
    );
    examples
}

fn made_up(text: &str) -> Result<Vec<Example>, LineError> {
    let example = |Line { text, themes, valence }| Example {
        text,
        vector: None,
        themes,
        valence: Some(valence),
        source: Source::MadeUp,
    };
    Ok(lines::<Line>(text)?.into_iter().map(example).collect())
}

impl Example {
    /// Its themes as the codebook has them today; none at all if a person has to choose first.
    pub fn followed(&self, codebook: &Codebook) -> Option<BTreeSet<ThemeId>> {
        // What comes with the program was tagged with the first version.
        let version = if let Source::Decided { codebook } = self.source { codebook } else { 1 };
        let mut themes = BTreeSet::new();
        for theme in &self.themes {
            match codebook.follow(theme, version.max(codebook.theme(theme)?.added))? {
                Following::Same => themes.insert(theme.clone()),
                Following::To(next) => themes.insert(next),
                Following::Retired => false,
                Following::Ask(_) => return None,
            };
        }
        Some(themes)
    }
}

#[cfg(test)]
mod tests {
    use super::super::codebook::Change;
    use super::*;

    #[test]
    fn the_shipped_comments_know_their_themes_and_every_theme_has_a_dozen() {
        let codebook = Codebook::built_in();
        let lessons = first_lessons(&codebook);
        for theme in codebook.in_use() {
            let made_up = |lesson: &&Example| lesson.source == Source::MadeUp && lesson.themes.contains(&theme.id);
            let of: Vec<_> = lessons.iter().filter(made_up).collect();
            assert!(of.len() >= 12, "{}: {}", theme.id, of.len());
            for side in [Valence::Positive, Valence::Negative] {
                assert!(of.iter().any(|lesson| lesson.valence == Some(side)), "{}: nothing {side:?}", theme.id);
            }
        }
        assert!(lessons.iter().all(|lesson| lesson.themes.len() <= codebook.most_themes));
        assert!(lessons.iter().all(|lesson| lesson.followed(&codebook).as_ref() == Some(&lesson.themes)));
    }

    #[test]
    fn lessons_follow_a_merge_and_wait_after_a_split() {
        let first = Codebook::built_in();
        let theme = |text: &str| text.parse::<ThemeId>().unwrap();
        let (wait, delay, court) = (theme("acc.wait"), theme("acc.delay"), theme("cjs.court"));
        let lesson = first_lessons(&first).into_iter().find(|lesson| lesson.themes.contains(&wait)).unwrap();
        let merged = first.with(Change::Merge { from: wait.clone(), into: delay.clone() }).unwrap();
        assert!(lesson.followed(&merged).unwrap().contains(&delay));
        let split = first.with(Change::Split { from: wait, into: vec![delay, court] }).unwrap();
        assert_eq!(lesson.followed(&split), None);
    }
}
