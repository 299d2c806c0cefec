//! Made-up people of the Commission: one takes every suggestion and chooses words to quote, another agrees.
//!
//! Promises that what they quote goes by the rules of the desk, as with real answers. With real answers they read.

use std::collections::BTreeSet;

use crate::count::{Act, Decision, Desk, OnDesk, Step};
use crate::store::Store;
use crate::themes::codebook::ThemeId;

const FIRST: [u8; 8] = [1; 8];
const SECOND: [u8; 8] = [2; 8];

fn themes(on: &OnDesk) -> Vec<ThemeId> {
    let above = on.text.suggested.themes.iter().filter(|(.., above)| *above);
    above.map(|(theme, ..)| theme.clone()).collect()
}

pub async fn decide(store: &Store, desk: &Desk, codebook: u32) -> anyhow::Result<()> {
    for on in desk.texts(store).await? {
        let themes = themes(&on);
        let decision = Decision {
            reviewer: FIRST,
            codebook,
            // Words of a text with several themes would have to be chosen with care.
            quotable: on.text.quote && themes.len() == 1,
            themes: themes.into_iter().collect(),
            valence: on.text.suggested.valence,
            identifying: false,
            safeguarding: false,
        };
        desk.decide(store, &on, &decision).await?;
    }
    Ok(())
}

/// Whole texts, which are short here; made-up people repeat one another, and are quoted once.
pub async fn quote(store: &Store, desk: &Desk) -> anyhow::Result<()> {
    let mut said = BTreeSet::new();
    for mut on in desk.texts(store).await? {
        let only = themes(&on).into_iter().next().filter(|_| on.may_be_quoted().is_ok());
        let Some(Ok(chosen)) = only.map(|theme| on.find(&on.text.text, &theme)) else { continue };
        if !said.insert(on.text.text.clone()) {
            continue;
        }
        for step in [Step { reviewer: FIRST, act: Act::Chose(chosen) }, Step { reviewer: SECOND, act: Act::Agreed }] {
            desk.step(store, &on, &step).await?;
            on.steps.push(step);
        }
    }
    Ok(())
}
