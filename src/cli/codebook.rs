//! `heard codebook`: looking after the themes that texts may be tagged with.
//!
//! Promises that each change is a new version of the Commission's own file, that no history is edited, and that a change
//! which is refused, or would not read again, writes nothing. Says what follows for earlier decisions. Does not reach
//! into a review desk that runs: it reads the file when it starts.

mod file;
mod show;

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Subcommand};

use crate::config::{Where, read_codebook};
use crate::survey::Slug;
use crate::themes::codebook::{Change, Codebook, Theme, ThemeId};

#[derive(Subcommand)]
pub enum CodebookCommand {
    /// The version, the themes and what they serve; with a theme, all that is known of it.
    Show { theme: Option<ThemeId> },
    /// Add a theme. Its id is two short names with a dot between them, such as acc.parking.
    Add {
        id: ThemeId,
        #[command(flatten)]
        theme: Box<NewTheme>,
    },
    /// Let a theme go into another: what was decided follows.
    Merge { from: ThemeId, into: ThemeId },
    /// Part a theme into two or more that are there already: people choose again.
    Split {
        from: ThemeId,
        #[arg(required = true, num_args = 2..)]
        into: Vec<ThemeId>,
    },
    /// Take a theme out of use, with nothing in its place.
    Retire { theme: ThemeId },
    /// Put a file in place that was edited by hand, if it forgets nothing of the one in use.
    Replace { file: PathBuf },
}

/// What a theme says of itself.
#[derive(Args)]
pub struct NewTheme {
    /// One of the groups that `heard codebook show` lists.
    #[arg(long)]
    group: Slug,
    #[arg(long)]
    label: String,
    #[arg(long)]
    definition: String,
    /// Something that a person might write. Give three or more: suggestions start from them.
    #[arg(long = "example", required = true)]
    examples: Vec<String>,
    /// What belongs here.
    #[arg(long)]
    include: Option<String>,
    /// What belongs elsewhere.
    #[arg(long)]
    exclude: Option<String>,
    /// A priority of the strategies, such as core-1.
    #[arg(long = "priority")]
    priorities: Vec<Slug>,
    /// A right of the Victims' Code, such as vc-4.
    #[arg(long = "right")]
    rights: Vec<Slug>,
    /// What it was drawn from.
    #[arg(long)]
    evidence: Option<String>,
}

impl NewTheme {
    fn named(self, id: ThemeId) -> Theme {
        Theme {
            id,
            added: 0,
            retired: None,
            merged_into: None,
            split_into: Vec::new(),
            group: self.group,
            label: self.label,
            definition: self.definition,
            include: self.include,
            exclude: self.exclude,
            examples: self.examples,
            priorities: self.priorities,
            victims_code: self.rights,
            evidence: self.evidence,
        }
    }
}

pub fn run(place: &Where, command: CodebookCommand) -> anyhow::Result<()> {
    let change = match command {
        CodebookCommand::Show { theme } => return show::print(place, theme.as_ref()),
        CodebookCommand::Replace { file } => return replace(place, &file),
        CodebookCommand::Add { id, theme } => Change::Add(Box::new(theme.named(id))),
        CodebookCommand::Merge { from, into } => Change::Merge { from, into },
        CodebookCommand::Split { from, into } => Change::Split { from, into },
        CodebookCommand::Retire { theme } => Change::Retire(theme),
    };
    let follows = follows(&change);
    let next = file::change(place, |old, _| {
        let next = old.with(change)?;
        let text = next.to_toml();
        Ok((next, text))
    })?;
    say!("version {} of the codebook, in {}.", next.version, place.codebook_file().display());
    say!("{follows}");
    if let Some(theme) = next.themes.last().filter(|theme| theme.added == next.version && theme.examples.len() < 3) {
        say!("'{}' has few examples: suggestions for it will be poor until people have chosen it often.", theme.id);
    }
    say!("A review desk that is running still uses the version before: stop it and start it again.");
    Ok(())
}

/// What a change means for what was decided, in plain words.
fn follows(change: &Change) -> String {
    const COUNTED: &str = "What was counted when a review ended stays as it was counted.";
    match change {
        Change::Add(theme) => format!(
            "Nothing changes for what was decided. From now on people can choose '{}'. Releases tell of it from the \
             next year on: what they show is fixed before a year.",
            theme.id
        ),
        Change::Merge { from, into } => {
            format!("In reviews that have not ended, what was decided as '{from}' now counts as '{into}'. {COUNTED}")
        }
        Change::Split { from, into } => {
            let into: Vec<String> = into.iter().map(|id| format!("'{id}'")).collect();
            format!(
                "In reviews that have not ended, each text decided as '{from}' comes back to the desk, where a person \
                 chooses anew among {}. Until then the review cannot end. {COUNTED}",
                into.join(", ")
            )
        }
        Change::Retire(id) => format!(
            "In reviews that have not ended, what was decided as '{id}' counts no more; the decisions stay as history. \
             {COUNTED}"
        ),
    }
}

fn replace(place: &Where, from: &PathBuf) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(from).with_context(|| format!("cannot read {}", from.display()))?;
    let new = read_codebook(from, &text)?;
    let next = file::change(place, |old: &Codebook, _| {
        let lost = old.lost_since(&new);
        anyhow::ensure!(lost.is_empty(), "nothing was changed:\n{}", lost.join("\n"));
        Ok((new, text))
    })?;
    say!("version {} of the codebook, in {}.", next.version, place.codebook_file().display());
    say!("A review desk that is running still uses the version before: stop it and start it again.");
    Ok(())
}
