//! `heard staff`: one-time sign-in links.

use clap::Subcommand;

use crate::clock::{Clock, Entropy, Os, SystemClock};
use crate::code::Word;
use crate::config::Where;
use crate::store::{Role, StaffSession, Store};
use crate::survey::Slug;

const LINK_LASTS: i64 = 24 * 3_600;

#[derive(Subcommand)]
pub enum StaffCommand {
    /// Print a link that signs in once, within a day.
    Link {
        /// commission or provider.
        #[arg(long)]
        role: Role,
        /// Which provider.
        #[arg(long, required_if_eq("role", "provider"))]
        provider: Option<Slug>,
    },
}

pub async fn run(place: &Where, command: StaffCommand) -> anyhow::Result<()> {
    let store = place.store(false).await?;
    let StaffCommand::Link { role, provider } = command;
    if let Some(id) = &provider {
        store.provider(id).await?;
    }
    let session = StaffSession { role, provider: provider.filter(|_| role == Role::Provider) };
    println!("{}", new_link(&store, &session, &SystemClock, &Os::default()).await?);
    Ok(())
}

/// The path of a fresh one-time link.
pub async fn new_link(
    store: &Store,
    session: &StaffSession,
    clock: &dyn Clock,
    entropy: &dyn Entropy,
) -> anyhow::Result<String> {
    let word = Word::new(entropy);
    store.add_staff_link(word.digest(), session, clock.now() + LINK_LASTS).await?;
    Ok(format!("/staff/in/{word}"))
}
