//! What providers say they did, beside the themes that they answer.
//!
//! Promises to show only what the Commission agreed to, and to say whose words they are.

use maud::{Markup, html};

use super::refusal::Refusal;
use super::state::App;
use crate::release::{Document, Table};
use crate::store::PublishedTheme;

/// A reply that everybody may read, with the provider's name.
pub struct Replied {
    about: PublishedTheme,
    provider: String,
    words: String,
}

pub async fn agreed(app: &App) -> Result<Vec<Replied>, Refusal> {
    let replies = app.store.replies().await?;
    if replies.iter().all(|reply| !reply.agreed) {
        return Ok(Vec::new());
    }
    let providers = app.store.providers().await?;
    let name = |id: &_| providers.iter().find(|provider| provider.id == *id).map(|provider| provider.name.clone());
    let agreed = replies.into_iter().filter(|reply| reply.agreed);
    Ok(agreed
        .filter_map(|reply| Some(Replied { provider: name(&reply.provider)?, about: reply.about, words: reply.words }))
        .collect())
}

pub fn beside(document: &Document, table: &Table, replies: &[Replied]) -> Markup {
    let is_here = |reply: &&Replied| {
        let about = &reply.about;
        about.release == document.id && about.period == table.release && about.question == table.question
    };
    let here: Vec<&Replied> = replies.iter().filter(is_here).filter(|_| table.form == "themes").collect();
    html! {
        @if !here.is_empty() {
            h3 { "You said, we did" }
            @for reply in here {
                p { strong { (document.label(table.answers().unwrap_or_default(), reply.about.theme.as_str())) } ", " (reply.provider) ":" }
                blockquote { (reply.words) }
            }
        }
    }
}

/// A theme as its release calls it, with the time.
pub fn in_words(documents: &[Document], about: &PublishedTheme) -> String {
    let document = documents.iter().find(|document| document.id == about.release);
    let table = document.and_then(|document| {
        let is_here = |table: &&Table| table.release == about.period && table.question == about.question;
        document.tables.iter().find(|table| is_here(table) && table.form == "themes")
    });
    let Some((document, table)) = document.zip(table) else { return about.theme.to_string() };
    let time = document.period(table).map_or("", |period| period.words.as_str());
    let label = document.label(table.answers().unwrap_or_default(), about.theme.as_str());
    format!("{label}, {time}")
}
