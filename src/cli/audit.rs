//! `heard audit`: reading and checking the log of what staff did.
//!
//! Promises to end with an error when a row was changed, removed, put in or moved, at the end of the log too, and to
//! write nothing. Does not promise to find a log that was replaced together with the secrets directory: compare its head
//! with one that was noted elsewhere, as each release does.

use clap::Subcommand;

use crate::audit::{self, Anchored, Broken, Head, Row};
use crate::clock::date_time;
use crate::config::Where;
use crate::release;
use crate::store::Store;

#[derive(Subcommand)]
pub enum AuditCommand {
    /// Check every row of the log, its end against the anchor in the secrets directory, and what releases say of it.
    Verify {
        /// Of a copy of the database, away from its secrets directory: rows cut off the end are then not missed.
        #[arg(long)]
        without_anchor: bool,
    },
    /// Print the log: number, time, who, what, about what.
    Show {
        /// Only the last so many.
        #[arg(long)]
        last: Option<usize>,
    },
}

pub async fn run(place: &Where, command: AuditCommand) -> anyhow::Result<()> {
    let store = place.store(false).await?;
    match command {
        AuditCommand::Verify { without_anchor } => {
            let head = verify(&store, without_anchor).await?;
            say!("{} acts, and every one holds. The last: {}", head.sequence, head.hex());
            say!("Note this line outside this machine, and compare it with a later log.");
        }
        AuditCommand::Show { last } => {
            let rows = store.audit_log().await?;
            let from = rows.len().saturating_sub(last.unwrap_or(rows.len()));
            for Row { sequence, at, who, act, about, .. } in &rows[from..] {
                say!("{sequence}\t{}\t{who}\t{act}\t{about}", date_time(*at));
            }
        }
    }
    Ok(())
}

/// The end of a log in which everything holds.
pub async fn verify(store: &Store, without_anchor: bool) -> anyhow::Result<Head> {
    // The anchor is read first: an act that is noted meanwhile makes the log longer than it, and never shorter.
    let anchored = match (store.anchor(), without_anchor) {
        (Some(anchor), false) => Some(anchor.read()?),
        _ => None,
    };
    let releases = release::documents(&store.releases().await?)?;
    let rows = store.audit_log().await?;
    let head = audit::verify(&rows)?;
    match anchored {
        Some(Anchored::At(noted)) => audit::goes_on_from(&rows, &noted)?,
        Some(Anchored::Nothing) if !rows.is_empty() => anyhow::bail!(
            "the log has rows, but its anchor audit.head is not in the secrets directory; of a copy of the database \
             alone, check with --without-anchor"
        ),
        _ => {}
    }
    for document in &releases {
        let Some(noted) = &document.audit else { continue };
        let place = usize::try_from(noted.acts - 1).ok();
        let row = place.and_then(|place| rows.get(place));
        if noted.acts > 0 && row.is_none_or(|row| data_encoding::HEXLOWER.encode(&row.digest) != noted.digest) {
            return Err(Broken::Release(document.id.clone()).into());
        }
    }
    Ok(head)
}
