//! `heard staff`: people, their roles, and links to enrol.
//!
//! Promises that a role is given by two people, also here: the operator, and two witnesses who are named. The first
//! administrator can only be made here.

use clap::Subcommand;

use super::keys::two_people;
use crate::clock::{Clock, Entropy, Os, SystemClock};
use crate::code::Word;
use crate::config::Where;
use crate::store::{LinkPurpose, Role, Store};
use crate::survey::Slug;

const LINK_LASTS: i64 = 24 * 3_600;

#[derive(Subcommand)]
pub enum StaffCommand {
    /// Print a link with which a person chooses what to sign in with; it works once, within a day. For somebody who has
    /// enrolled before it replaces everything.
    Invite {
        /// The name for signing in.
        account: Slug,
        /// Name or function, as others see it: makes the account.
        #[arg(long)]
        name: Option<String>,
        /// Two people, by function: for somebody who has roles, as whoever has the link can act as them.
        #[arg(long)]
        witness: Vec<String>,
    },
    /// Give somebody a role.
    Grant {
        account: Slug,
        /// provider-worker, provider-lead, reviewer, analyst, publisher, keyholder, administrator or scrutiny.
        role: Role,
        /// For a provider's roles: which.
        #[arg(long)]
        provider: Option<Slug>,
        /// Two people, by function.
        #[arg(long, required = true)]
        witness: Vec<String>,
    },
    /// Take a role away; without one, close the account: it signs in with nothing any more.
    Revoke { account: Slug, role: Option<Role> },
    /// Take away that somebody signs in by their organisation, and end their sessions.
    Unbind { account: Slug },
    /// List people and their roles.
    List,
    /// In a demonstration: print a link that signs in once, without anything else.
    Link { account: Slug },
}

pub async fn run(place: &Where, command: StaffCommand) -> anyhow::Result<()> {
    let store = place.store(true).await?;
    match command {
        StaffCommand::Invite { account, name, witness } => {
            if let Some(name) = name {
                let name = super::serve::checked_words(name)?;
                anyhow::ensure!(!name.trim().is_empty(), "the name is empty");
                store.add_account(&account, name.trim()).await?;
            }
            let known = store.account(&account).await?;
            let known = known.ok_or_else(|| anyhow::anyhow!("there is no account '{account}'; --name makes it"))?;
            if known.roles().next().is_some() {
                two_people(&witness)?;
            }
            say!("{}", new_link(&store, &account, LinkPurpose::Enrol, &SystemClock, &Os::default()).await?);
        }
        StaffCommand::Grant { account, role, provider, witness } => {
            let witnesses = two_people(&witness)?;
            if let Some(id) = &provider {
                store.provider(id).await?;
            }
            store.ask_for_role(&account, role, provider.as_ref(), true).await?;
            say!("{account} is {role} now, before {witnesses}.");
        }
        StaffCommand::Revoke { account, role: Some(role) } => {
            store.take_role(&account, role).await?;
            say!("{account} is {role} no more.");
        }
        StaffCommand::Revoke { account, role: None } => {
            anyhow::ensure!(store.account(&account).await?.is_some(), "there is no account '{account}'");
            store.close_account(&account).await?;
            say!("closed. {account} signs in with nothing any more.");
        }
        StaffCommand::Unbind { account } => {
            store.unbind_identity(&account).await?;
            say!(
                "{account} signs in by no organisation any more, and is signed out. `heard staff invite` makes a link."
            );
        }
        StaffCommand::List => {
            for account in store.accounts().await? {
                let roles: Vec<String> = account
                    .held
                    .iter()
                    .map(|held| {
                        let of = held.provider.as_ref().map(|id| format!(" of {id}")).unwrap_or_default();
                        format!("{}{of}{}", held.role, if held.agreed { "" } else { " (waits for a second person)" })
                    })
                    .collect();
                say!("{}\t{}\t{}", account.id, account.name, roles.join(", "));
            }
        }
        StaffCommand::Link { account } => {
            anyhow::ensure!(
                place.stored()?.demo,
                "such links are for demonstrations; `heard staff invite` prints one to enrol"
            );
            anyhow::ensure!(store.account(&account).await?.is_some(), "there is no account '{account}'");
            say!("{}", new_link(&store, &account, LinkPurpose::Door, &SystemClock, &Os::default()).await?);
        }
    }
    Ok(())
}

/// The path of a fresh one-time link.
pub async fn new_link(
    store: &Store,
    account: &Slug,
    purpose: LinkPurpose,
    clock: &dyn Clock,
    entropy: &dyn Entropy,
) -> anyhow::Result<String> {
    let word = Word::new(entropy);
    store.add_staff_link(word.digest(), account, purpose, clock.now() + LINK_LASTS).await?;
    Ok(match purpose {
        LinkPurpose::Enrol => format!("/staff/enrol/{word}"),
        LinkPurpose::Door => format!("/staff/in/{word}"),
    })
}
