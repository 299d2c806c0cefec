//! Long texts in overlapping windows, so that a name is found wherever it stands.
//!
//! Promises: every token is judged once, in the window that shows most of what is around it, and none is left out.

/// Tokens of content in one window. Rampart was trained on short passages and finds most in about this much.
pub const WINDOW: usize = 126;
pub const OVERLAP: usize = 32;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    pub start: usize,
    pub end: usize,
    /// The tokens whose judgement counts.
    pub from: usize,
    pub to: usize,
}

pub fn windows(tokens: usize) -> Vec<Window> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < tokens {
        let end = (start + WINDOW).min(tokens);
        let from = if start == 0 { 0 } else { start + OVERLAP / 2 };
        let to = if end == tokens { end } else { end - OVERLAP / 2 };
        found.push(Window { start, end, from, to });
        if end == tokens {
            break;
        }
        start = end - OVERLAP;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_counts_once() {
        for tokens in [0, 1, WINDOW - 1, WINDOW, WINDOW + 1, 2 * WINDOW, 3000] {
            let counted: Vec<usize> = windows(tokens).iter().flat_map(|window| window.from..window.to).collect();
            assert_eq!(counted, (0..tokens).collect::<Vec<_>>());
            assert!(windows(tokens).iter().all(|w| w.start <= w.from && w.to <= w.end && w.end - w.start <= WINDOW));
        }
    }
}
