//! A text as the rules read it: plain letters, ASCII digits, one kind of dash, quote and space; nothing invisible.
//!
//! Promises that every stretch of it leads back to the characters of the text it was read from, and that a placeholder
//! is one mark that no rule can enter. Does not judge anything.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::kind::Kind;

/// Stands for a placeholder: neither letter nor digit nor space.
pub const MARK: char = '\u{FFFC}';

pub struct Page {
    pub text: String,
    /// For each byte of `text`, and one past its end, the character of the source.
    origin: Vec<usize>,
}

impl Page {
    pub fn read(source: &[char]) -> Self {
        let mut page = Self { text: String::with_capacity(source.len()), origin: Vec::with_capacity(source.len() + 1) };
        let mut at = 0;
        while at < source.len() {
            let long = placeholder_at(&source[at..]);
            if long > 0 {
                page.push(MARK, at);
            } else {
                page.fold(source[at], at);
            }
            at += long.max(1);
        }
        page.origin.push(source.len());
        page
    }

    fn push(&mut self, letter: char, at: usize) {
        self.text.push(letter);
        self.origin.resize(self.text.len(), at);
    }

    fn fold(&mut self, letter: char, at: usize) {
        if letter.is_ascii() && letter != '`' {
            self.push(if letter.is_ascii_control() && letter != '\n' { ' ' } else { letter }, at);
            return;
        }
        if letter == '\u{2122}' {
            return self.push(' ', at);
        }
        let mut plain = Vec::new();
        decompose_compatible(letter, |part| plain.push(part));
        for part in plain {
            if !(is_combining_mark(part) || is_invisible(part)) {
                self.push(plain_letter(part), at);
            }
        }
    }

    /// The characters of the source behind a stretch of `text`, with the marks and invisible ones that follow each.
    pub fn source(&self, bytes: Range<usize>) -> Range<usize> {
        self.origin[bytes.start]..self.origin[bytes.end].max(self.origin[bytes.end.saturating_sub(1)] + 1)
    }
}

/// How many characters the placeholder is long that starts here; 0 if none does.
fn placeholder_at(source: &[char]) -> usize {
    if source[0] != '[' {
        return 0;
    }
    let starts = |kind: &Kind| {
        let written = kind.placeholder();
        written.chars().count() <= source.len() && written.chars().zip(source).all(|(a, b)| a == *b)
    };
    Kind::ALL.iter().find(|kind| starts(kind)).map_or(0, |kind| kind.placeholder().len())
}

fn is_invisible(letter: char) -> bool {
    const RANGES: [(char, char); 16] = [
        ('\u{AD}', '\u{AD}'),
        ('\u{34F}', '\u{34F}'),
        ('\u{61C}', '\u{61C}'),
        ('\u{115F}', '\u{1160}'),
        ('\u{17B4}', '\u{17B5}'),
        ('\u{180B}', '\u{180F}'),
        ('\u{200B}', '\u{200F}'),
        ('\u{202A}', '\u{202E}'),
        ('\u{2060}', '\u{206F}'),
        ('\u{3164}', '\u{3164}'),
        ('\u{FE00}', '\u{FE0F}'),
        ('\u{FEFF}', '\u{FEFF}'),
        ('\u{FFA0}', '\u{FFA0}'),
        ('\u{1D173}', '\u{1D17A}'),
        ('\u{1BCA0}', '\u{1BCA3}'),
        ('\u{E0000}', '\u{E0FFF}'),
    ];
    RANGES.iter().any(|(from, to)| (*from..=*to).contains(&letter))
}

fn plain_letter(letter: char) -> char {
    match letter {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '`' | '\u{2BC}' | '\u{2032}' | '\u{B4}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' => '-',
        '\u{201C}' | '\u{201D}' => '"',
        'ł' => 'l',
        'Ł' => 'L',
        'ı' => 'i',
        'ø' => 'o',
        'Ø' => 'O',
        'đ' | 'ð' => 'd',
        'Đ' | 'Ð' => 'D',
        'ß' => 's',
        'æ' => 'a',
        'Æ' => 'A',
        'ə' => 'e',
        '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
        other if other.is_whitespace() => ' ',
        other => digit(other).unwrap_or(other),
    }
}

/// The ASCII digit that a digit of another script stands for: zeros of the scripts that surveys may meet.
fn digit(letter: char) -> Option<char> {
    const ZEROS: [u32; 16] = [
        0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040,
    ];
    let value = ZEROS.iter().map(|zero| (letter as u32).wrapping_sub(*zero)).find(|value| *value < 10)?;
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Page {
        Page::read(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn odd_spellings_of_one_thing_read_the_same() {
        for odd in ["０７７００", "07\u{200B}700", "٠٧٧٠٠", "०७७००", "07700\u{FE0F}"] {
            assert_eq!(read(odd).text, "07700", "{odd}");
        }
        assert_eq!(read("Siobhán – Łukasz’s").text, "Siobhan - Lukasz's");
        assert_eq!(read("Siobha\u{301}n").text, "Siobhan");
    }

    #[test]
    fn a_stretch_leads_back_with_its_marks() {
        let page = read("xe\u{301}\u{200B}y");
        assert_eq!(page.text, "xey");
        assert_eq!(page.source(1..2), 1..4);
        assert_eq!(page.source(0..3), 0..5);
    }

    #[test]
    fn a_placeholder_is_one_mark() {
        assert_eq!(read("a [name] [NHS number] [nobody]").text, format!("a {MARK} {MARK} [nobody]"));
    }
}
