//! Which languages a wave offers besides English: those whose words a speaker has checked, and those that staff allow
//! unchecked, by name.

use clap::Args;

use crate::store::{Store, WaveLanguage};
use crate::survey::{Library, Slug, Survey};
use crate::wave::State;

#[derive(Args, Clone, Debug, Default)]
pub struct Allow {
    /// Offer a language although no speaker has checked its words: its pages say so at the top. May be repeated, or
    /// `all`.
    #[arg(long, value_name = "LANGUAGE")]
    pub allow_unchecked: Vec<Slug>,
}

impl Allow {
    pub fn all() -> Self {
        Self { allow_unchecked: vec!["all".parse().expect("a fixed name is a name")] }
    }

    fn allows(&self, tag: &Slug) -> bool {
        self.allow_unchecked.iter().any(|allowed| allowed == tag || allowed.as_str() == "all")
    }
}

#[derive(Default)]
pub struct Offer {
    pub languages: Vec<WaveLanguage>,
    /// Left out, because nobody who speaks them has checked their words.
    pub unchecked: Vec<Slug>,
}

/// What may be offered of the languages that these surveys declare.
pub fn offer(library: &Library, surveys: &[(&Survey, &str)], allow: &Allow) -> anyhow::Result<Offer> {
    let mut offer = Offer::default();
    let mut declared = Vec::new();
    for (survey, _) in surveys {
        for language in survey.languages.iter().filter_map(|tag| library.languages.get(tag)) {
            declared.push(&language.tag);
            let text = library.languages.text(&language.tag, survey.id.as_str());
            let Some(text) = text.filter(|_| language.tag.as_str() != crate::survey::language::ENGLISH) else {
                continue;
            };
            let mut files = library.languages.files(&language.tag, survey);
            if files.all(|(_, _, is_checked)| is_checked) || allow.allows(&language.tag) {
                let (survey, language) = (survey.id.clone(), language.tag.clone());
                offer.languages.push(WaveLanguage { survey, language, text: text.to_owned() });
            } else {
                offer.unchecked.push(language.tag.clone());
            }
        }
    }
    let known = |tag: &Slug| tag.as_str() == "all" || declared.contains(&tag);
    if let Some(unknown) = allow.allow_unchecked.iter().find(|tag| !known(tag)) {
        let declared: Vec<_> = declared.iter().map(|tag| tag.as_str()).collect();
        anyhow::bail!("'{unknown}' is no language of these surveys; they have: {}", declared.join(", "));
    }
    Ok(offer)
}

/// Says what was left out, and how to allow it.
pub fn tell(offer: &Offer) {
    if !offer.unchecked.is_empty() {
        let left_out: Vec<_> = offer.unchecked.iter().map(|tag| tag.as_str()).collect();
        println!(
            "not offered, because no speaker has checked their words: {}. --allow-unchecked LANGUAGE offers one all the \
             same, with a note at the top of its pages.",
            left_out.join(", ")
        );
    }
}

/// Adds what is checked or allowed by now to a wave that collects, and lists what it offers.
pub async fn add(store: &Store, library: &Library, id: &Slug, allow: &Allow) -> anyhow::Result<()> {
    let wave = store.wave(id).await?;
    if wave.state == State::Collecting {
        let frozen = crate::wave::read_surveys(&store.wave_surveys(id).await?, &library.areas)
            .map_err(|_| anyhow::anyhow!("a survey of wave {id} no longer reads"))?;
        // Words for a survey that was changed since are words for other questions.
        let same = |survey: &&(Survey, String)| frozen.contains(&survey.0);
        let surveys: Vec<_> =
            library.surveys.iter().filter(same).map(|(survey, text)| (survey, text.as_str())).collect();
        anyhow::ensure!(
            surveys.len() == frozen.len(),
            "the survey was changed since wave {id} was made; its languages can no longer be added to"
        );
        let offer = offer(library, &surveys, allow)?;
        store.offer_languages(id, &offer.languages).await?;
        tell(&offer);
    }
    for offered in store.wave_languages(id).await? {
        println!("{}\t{}", offered.survey, offered.language);
    }
    println!("`heard serve` shows what was added once it is started again.");
    Ok(())
}
