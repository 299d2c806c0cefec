//! `heard wave tally`: of a demonstration, how many responses the open wave holds and how many are distinct, for crash
//! tests. Reads a copy and opens it with the demonstration's own keys; changes nothing.

use super::stage::demo_key;
use crate::clock::{Clock, SystemClock};
use crate::config::Where;
use crate::count::duplicates_dropped;
use crate::sealing::{Purpose, open_closed, open_outer};
use crate::store::Store;
use crate::survey::Slug;
use crate::wave::read_surveys;

/// Prints two numbers: rows stored; responses that would be counted (outer and inner envelopes open, one a code).
pub async fn tally(place: &Where, store: &Store) -> anyhow::Result<()> {
    if !place.stored()?.demo {
        anyhow::bail!("only a demonstration can be tallied: real waves are opened by their keyholders");
    }
    let today = SystemClock.today();
    let wave = store.waves().await?.into_iter().find(|wave| wave.is_open_on(today));
    let wave = wave.ok_or_else(|| anyhow::anyhow!("no wave is open"))?.id;
    let checking = demo_key(place, &wave, Purpose::Checking)?;
    let counting = demo_key(place, &wave, Purpose::Counting)?;
    let texts = store.wave_surveys(&wave).await?;
    let surveys = read_surveys(&texts, &place.library()?.areas).unwrap_or_default();
    let versions: Vec<(Slug, u32)> = surveys.iter().map(|survey| (survey.id.clone(), survey.version)).collect();
    let envelopes = store.read_envelopes(std::slice::from_ref(&wave)).await?;
    let opened = envelopes
        .iter()
        .filter_map(|envelope| open_outer(&checking, &wave, envelope.row, &envelope.sealed).ok())
        .filter(|outer| open_closed(&counting, &wave, &versions, &outer.closed).is_ok())
        .collect();
    let (distinct, _) = duplicates_dropped(opened);
    eprintln!("open wave {wave}: stored, distinct");
    println!("{} {}", envelopes.len(), distinct.len());
    Ok(())
}
