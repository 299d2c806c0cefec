//! One thing to mend in a file, with the place where it is.
//!
//! Promises a rule name that never changes, so that tests and authors can refer to it. Findings are about files
//! written by staff, never about answers, so they may be printed and logged.

use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Finding {
    pub file: String,
    /// Counted from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// Such as `duplicate-id`.
    pub rule: &'static str,
    pub message: String,
    pub severity: Severity,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

impl Finding {
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, rule, message, .. } = self;
        write!(f, "{file}:{line}: {rule}: {message}")
    }
}

/// In reading order, each said once: a fault in a shared scale is met once for every question that uses it.
pub(crate) fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.line, finding.severity, finding.rule);
        (&a.file, key(a), &a.message).cmp(&(&b.file, key(b), &b.message))
    });
    findings.dedup();
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_reads_as_file_line_rule_message() {
        let finding = Finding {
            file: "core.toml".into(),
            line: 7,
            rule: "duplicate-id",
            message: "two questions are called 'wait'".into(),
            severity: Severity::Error,
        };
        assert_eq!(finding.to_string(), "core.toml:7: duplicate-id: two questions are called 'wait'");
        assert_eq!(in_order(vec![finding.clone(), finding.clone()]), [finding]);
    }
}
