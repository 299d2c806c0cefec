//! Plain words (T29): the reading age of the whole, and of single sentences that are far over it.
//!
//! Judges questions, notes, hints, title and headings. Labels of options are left out: they are names and single
//! words, which would make any survey look easy.

use super::{Check, Role};
use crate::survey::model::Audience;
use crate::survey::readability::{Counts, reading_age, sentences, words};

/// A sentence may be this many years over before it is spoken of: one long word weighs much in a short sentence.
const SENTENCE_GRACE: f64 = 4.0;
/// The formula says nothing useful of fewer words.
const FEWEST_WORDS: usize = 4;

pub(super) fn check(check: &mut Check<'_>) {
    let target = match check.survey.audience {
        Audience::EasyRead | Audience::Child => 9.0,
        Audience::Adult | Audience::YoungPerson | Audience::Supporter => 11.0,
    };
    let mut whole = Counts::default();
    for piece in check.pieces() {
        if piece.role == Role::Label {
            continue;
        }
        whole = whole.and(Counts::of(piece.text));
        for sentence in sentences(piece.text) {
            let age = reading_age(&sentence).unwrap_or_default();
            if age > target + SENTENCE_GRACE && words(&sentence).len() >= FEWEST_WORDS {
                let sentence = sentence.trim();
                let message = format!(
                    "\"{sentence}\" needs a reading age of about {age:.0}; aim at {target}. Use shorter words, or two \
                     sentences"
                );
                check.warning(&piece.path, "reading-age", message);
            }
        }
    }
    if let Some(age) = whole.reading_age().filter(|age| *age > target) {
        let message = format!(
            "the survey as a whole needs a reading age of about {age:.1}; this audience is promised {target} at most"
        );
        check.error("title", "reading-age", message);
    }
}
