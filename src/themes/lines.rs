//! JSON lines: one value a line, empty lines passed over.
//!
//! Promises that a line which does not fit is named by its number, and that nothing of what it says is repeated: it may
//! be somebody's text.

use serde::de::DeserializeOwned;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {problem}")]
pub struct LineError {
    /// Counted from 1.
    pub line: usize,
    pub column: usize,
    problem: String,
}

pub fn lines<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, LineError> {
    let filled = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    filled.map(|(at, line)| read_line(at + 1, line)).collect()
}

pub fn read_line<T: DeserializeOwned>(number: usize, line: &str) -> Result<T, LineError> {
    serde_json::from_str(line).map_err(|error| LineError {
        line: number,
        column: error.column(),
        problem: match error.classify() {
            serde_json::error::Category::Data => "the keys or kinds of values are not those that are asked for",
            _ => "is not JSON",
        }
        .to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_named_and_its_words_are_not() {
        let error = lines::<Vec<u8>>("[1]\n\n[2]\n{\"secret\": 1}\n").unwrap_err();
        assert_eq!(error.line, 4);
        assert!(!error.to_string().contains("secret"), "{error}");
        assert_eq!(lines::<Vec<u8>>("[1]\n\n[2]\n").unwrap(), [[1], [2]]);
        assert!(lines::<Vec<u8>>("[1").unwrap_err().to_string().contains("is not JSON"));
    }
}
