//! From the model's pieces to whole words: which stretch of a text is meant, and where a text falls into sentences.
//!
//! Promises: offsets in characters of the text as given, a word marked whole or not at all. Does not know the model.

/// What the model thinks of one piece of a word: each kind's probability, and where the piece stands.
pub struct Piece {
    pub start: usize,
    pub end: usize,
    pub kinds: Vec<f32>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub start: usize,
    pub end: usize,
    pub kind: usize,
    pub score: f32,
}

/// Fainter marks than this are not told. Names that are also words ("Faith was my support worker") lie little above.
pub const FAINTEST: f32 = 0.1;
/// What the model itself would mark; a faint word does not become a plain one by standing beside one.
const PLAIN: f32 = 0.5;

/// The word around one character: letters and digits, with hyphens and apostrophes between them, without a final 's.
fn word_around(text: &[char], at: usize) -> (usize, usize) {
    if !part_of_word(text, at) {
        return (at, at + 1);
    }
    let mut start = at;
    while start > 0 && part_of_word(text, start - 1) {
        start -= 1;
    }
    let mut end = at + 1;
    while end < text.len() && part_of_word(text, end) {
        end += 1;
    }
    if end - start > 2 && text[end - 1].eq_ignore_ascii_case(&'s') && is_apostrophe(text[end - 2]) && at < end - 2 {
        end -= 2;
    }
    (start, end)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// Scripts without spaces: there a character is a word, or one mark would take the whole line.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// A letter, a digit or a sign that changes the letter before it (accents as code points of their own, joiners).
fn is_letter(c: char) -> bool {
    (c.is_alphanumeric() && !stands_alone(c))
        || matches!(c, '\u{0300}'..='\u{036f}' | '\u{0900}'..='\u{0dff}' | '\u{0591}'..='\u{05c7}'
            | '\u{0610}'..='\u{061a}' | '\u{064b}'..='\u{065f}' | '\u{00ad}' | '\u{200c}' | '\u{200d}')
}

fn part_of_word(text: &[char], at: usize) -> bool {
    let joins = |c: char| is_apostrophe(c) || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '_');
    is_letter(text[at])
        || (joins(text[at]) && at > 0 && is_letter(text[at - 1]) && text.get(at + 1).is_some_and(|c| is_letter(*c)))
}

/// An address without spaces runs to the next space, less the sentence's own punctuation.
fn run_around(text: &[char], start: usize, end: usize) -> (usize, usize) {
    let mut from = start;
    while from > 0 && !text[from - 1].is_whitespace() {
        from -= 1;
    }
    let mut to = end;
    while to < text.len() && !text[to].is_whitespace() {
        to += 1;
    }
    while from < start && !text[from].is_alphanumeric() {
        from += 1;
    }
    while to > end && !text[to - 1].is_alphanumeric() {
        to -= 1;
    }
    (from, to)
}

/// Marks of whole words, neighbours of one kind joined. `runs` names the kinds without spaces (email, web address).
pub fn marks(text: &[char], pieces: &[Piece], runs: &[usize]) -> Vec<Mark> {
    let mut words: Vec<(usize, usize, Vec<f32>)> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.start < piece.end && piece.end <= text.len()) {
        let (start, end) = word_around(text, piece.start);
        let end = end.max(piece.end);
        match words.last_mut() {
            Some(last) if start < last.1 => {
                last.1 = last.1.max(end);
                last.2.iter_mut().zip(&piece.kinds).for_each(|(most, p)| *most = most.max(*p));
            }
            _ => words.push((start, end, piece.kinds.clone())),
        }
    }
    let mut marks: Vec<Mark> = Vec::new();
    for (start, end, kinds) in words {
        let Some((kind, score)) = kinds.into_iter().enumerate().max_by(|a, b| a.1.total_cmp(&b.1)) else { continue };
        if score < FAINTEST {
            continue;
        }
        let (start, end) = if runs.contains(&kind) { run_around(text, start, end) } else { (start, end) };
        match marks.last_mut() {
            Some(last)
                if last.kind == kind
                    && (last.score < PLAIN) == (score < PLAIN)
                    && (start < last.end || text[last.end..start].iter().all(|c| c.is_whitespace())) =>
            {
                last.end = last.end.max(end);
                last.score = last.score.max(score);
            }
            _ => marks.push(Mark { start, end, kind, score }),
        }
    }
    marks
}

/// Where sentences start and end, without the spaces between them. A title or an initial ends none.
pub fn sentences(text: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..text.len() {
        let ends = match text[at] {
            '\n' | '\r' | '\u{2029}' | '\u{3002}' | '\u{ff01}' | '\u{ff1f}' => true,
            '.' | '!' | '?' | '\u{2026}' | '\u{61f}' | '\u{964}' => {
                text.get(at + 1).is_none_or(|next| next.is_whitespace()) && !(text[at] == '.' && is_title(text, at))
            }
            _ => false,
        };
        if ends {
            found.extend(trimmed(text, start, at + 1));
            start = at + 1;
        }
    }
    found.extend(trimmed(text, start, text.len()));
    found
}

fn is_title(text: &[char], dot: usize) -> bool {
    const TITLES: [&str; 10] = ["dr", "mr", "mrs", "ms", "mx", "prof", "st", "rev", "e.g", "i.e"];
    let start = text[..dot].iter().rposition(|c| c.is_whitespace()).map_or(0, |space| space + 1);
    let word: String = text[start..dot].iter().flat_map(|c| c.to_lowercase()).collect();
    TITLES.contains(&word.as_str()) || (dot - start == 1 && text[start].is_uppercase() && text[start] != 'I')
}

fn trimmed(text: &[char], start: usize, end: usize) -> Option<(usize, usize)> {
    let first = (start..end).find(|at| !text[*at].is_whitespace())?;
    let last = (first..end).rfind(|at| !text[*at].is_whitespace())?;
    text[first..=last].iter().any(|c| c.is_alphanumeric()).then_some((first, last + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, pieces: &[(usize, usize, usize, f32)]) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let pieces: Vec<Piece> = pieces
            .iter()
            .map(|&(start, end, kind, score)| {
                let mut kinds = vec![0.0; 3];
                kinds[kind] = score;
                Piece { start, end, kinds }
            })
            .collect();
        marks(&chars, &pieces, &[2]).iter().map(|mark| chars[mark.start..mark.end].iter().collect()).collect()
    }

    #[test]
    fn a_piece_marks_its_whole_word() {
        assert_eq!(marked("my isva Manpreet's voice", &[(8, 11, 0, 0.1), (11, 16, 0, 0.9)]), ["Manpreet"]);
        assert_eq!(marked("Ms O\u{2019}Brien-Zoë\u{308}!", &[(3, 4, 0, 0.9)]), ["O\u{2019}Brien-Zoë\u{308}"]);
        assert_eq!(marked("Anna met Ben", &[(0, 4, 0, 0.9), (5, 8, 0, 0.05), (9, 12, 0, 0.9)]), ["Anna", "Ben"]);
        assert_eq!(marked("Anna Ben", &[(0, 4, 0, 0.9), (5, 8, 0, 0.9)]), ["Anna Ben"]);
        assert_eq!(marked("Anna Will", &[(0, 4, 0, 0.9), (5, 9, 0, 0.2)]), ["Anna", "Will"]);
        assert_eq!(marked("an address: (a.b@c.example).", &[(13, 14, 2, 0.9)]), ["a.b@c.example"]);
        assert_eq!(marked("我叫李明谢谢", &[(2, 3, 0, 0.9), (3, 4, 0, 0.9)]), ["李明"]);
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let split = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            sentences(&chars).iter().map(|&(a, b)| chars[a..b].iter().collect::<String>()).collect::<Vec<_>>()
        };
        assert_eq!(
            split(" Dr. Shah saw me.  She listened! \n\n — \nno 2.5 h wait"),
            ["Dr. Shah saw me.", "She listened!", "no 2.5 h wait"]
        );
        assert_eq!(split("It was not I. I told J. Smith…"), ["It was not I.", "I told J. Smith…"]);
        assert!(split(" \n ?! ").is_empty());
    }
}
