//! The words of a page: where each stands, how it is written, whether a sentence starts with it.
//!
//! Promises that where capitals say nothing (a text all in capitals, or Every Word With One) no word claims one.

use super::page::MARK;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Lower,
    /// "Grace", "McKenzie", "O'Neill"
    Title,
    /// "SARC", "CPS"
    Upper,
}

#[derive(Clone, Debug)]
pub struct Word<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    pub lower: String,
    pub shape: Shape,
    /// Nothing comes before it in its sentence.
    pub first: bool,
    /// What stands between it and the word before.
    pub gap: &'a str,
}

impl Word<'_> {
    /// Without a final 's or s'.
    pub fn stem(&self) -> &str {
        self.lower.strip_suffix("'s").or_else(|| self.lower.strip_suffix('\'')).unwrap_or(&self.lower)
    }

    pub fn is(&self, words: &[&str]) -> bool {
        words.contains(&&self.lower[..])
    }

    /// Follows the word before with no more than a space, a hyphen or the dot of a title.
    pub fn joined(&self) -> bool {
        matches!(self.gap, " " | "  " | ". " | "." | "-" | " - ")
    }

    /// Follows with a space and no sign.
    pub fn spaced(&self) -> bool {
        !self.gap.is_empty() && self.gap.chars().all(|c| c == ' ')
    }

    pub fn capital(&self) -> bool {
        self.shape == Shape::Title
    }
}

const ABBREVIATED: [&str; 13] =
    ["dr", "mr", "mrs", "ms", "st", "prof", "sgt", "insp", "rev", "fr", "no", "det", "supt"];

pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut all: Vec<Word<'_>> = Vec::new();
    let mut end = 0;
    while let Some(start) = text[end..].find(char::is_alphanumeric).map(|offset| end + offset) {
        let gap = &text[end..start];
        end = word_end(text, start);
        let word = &text[start..end];
        let first = all.last().is_none_or(|last| {
            let stop = gap.contains(['!', '?', '\n', '\u{2026}']) || gap.contains('.') && !is_abbreviated(last);
            stop || last.text == MARK.to_string()
        });
        all.push(Word { start, end, text: word, lower: word.to_lowercase(), shape: shape(word), first, gap });
    }
    if capitals_say_nothing(&all) {
        all.iter_mut().for_each(|word| word.shape = Shape::Lower);
    }
    all
}

fn is_abbreviated(word: &Word<'_>) -> bool {
    ABBREVIATED.contains(&&word.lower[..]) || (word.text.len() == 1 && word.shape == Shape::Title && word.text != "I")
}

/// Letters and digits, with apostrophes and hyphens inside.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut rest = text[start..].chars().peekable();
    while let Some(letter) = rest.next() {
        let inner = matches!(letter, '\'' | '-') && rest.peek().is_some_and(|next| next.is_alphanumeric());
        if !letter.is_alphanumeric() && !inner {
            break;
        }
        end += letter.len_utf8();
    }
    end
}

fn shape(word: &str) -> Shape {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let stem = word.strip_suffix("'s").unwrap_or(word);
    if !letters().next().is_some_and(char::is_uppercase) {
        Shape::Lower
    } else if letters().filter(|c| c.is_uppercase()).count() > 1
        && stem.strip_suffix('s').unwrap_or(stem).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
    {
        Shape::Upper
    } else {
        Shape::Title
    }
}

fn capitals_say_nothing(all: &[Word<'_>]) -> bool {
    let written = all.iter().filter(|word| word.text.chars().any(char::is_alphabetic) && word.text != "I");
    let (mut count, mut upper, mut small) = (0, 0, 0);
    for word in written {
        count += 1;
        upper += usize::from(word.shape == Shape::Upper);
        small += usize::from(word.shape == Shape::Lower);
    }
    count >= 3 && upper * 10 >= count * 7 || count >= 6 && small * 5 <= count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_start_where_they_do() {
        let first: Vec<_> = words("Dr. Obi rang. Faith did not! ok \"Will\"").iter().map(|word| word.first).collect();
        assert_eq!(first, [true, false, false, true, false, false, true, false]);
    }

    #[test]
    fn capitals_that_say_nothing_are_ignored() {
        assert!(words("NOBODY CALLED ME").iter().all(|word| word.shape == Shape::Lower));
        assert!(words("They Never Rang Me Back At All").iter().all(|word| word.shape == Shape::Lower));
        assert!(words("Tomasz and Deborah").iter().any(Word::capital));
    }
}
