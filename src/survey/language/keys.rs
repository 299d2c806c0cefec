//! The keys of a Fluent file, each with the variables it uses: what two languages must have in common.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use super::fault;
use crate::survey::finding::Finding;

/// `question-believed`, `question-helped.hint`: every key with its variables.
pub(super) type Keys = BTreeMap<String, BTreeSet<String>>;

pub(super) fn keys(text: &str) -> Keys {
    let resource = parser::parse(text).unwrap_or_else(|(resource, _)| resource);
    let mut keys = Keys::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        if let Some(value) = &message.value {
            keys.insert(message.id.name.to_owned(), variables(value));
        }
        for attribute in &message.attributes {
            keys.insert(format!("{}.{}", message.id.name, attribute.id.name), variables(&attribute.value));
        }
    }
    keys
}

/// What keeps a file from being read at all: wrong syntax, a key used twice, control characters.
pub(super) fn faults(file: &str, text: &str) -> Vec<Finding> {
    let mut faults = Vec::new();
    let (resource, errors) = match parser::parse(text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    for error in errors {
        let line = text[..error.pos.start].matches('\n').count() + 1;
        faults.push(fault(file, line, "bad-fluent", error.kind.to_string()));
    }
    if let Some(at) = text.find(|c: char| c.is_control() && c != '\n') {
        let line = text[..at].matches('\n').count() + 1;
        faults.push(fault(file, line, "wrong-value", "words must not hold control characters".into()));
    }
    let mut seen = BTreeSet::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let message_id = message.id.name;
        if !seen.insert(message_id) {
            let message = format!("the key '{message_id}' is there twice");
            faults.push(fault(file, line_of(text, message_id), "duplicate-id", message));
        }
    }
    faults
}

/// Where a key's message begins; 0 if it is not there.
pub(super) fn line_of(text: &str, key: &str) -> usize {
    let id = key.split('.').next().unwrap_or(key);
    let begins = |line: &str| line.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(begins).map_or(0, |at| at + 1)
}

/// What each key says, without what is put in and without what depends on it.
pub(super) fn literals(text: &str) -> BTreeMap<String, String> {
    let resource = parser::parse(text).unwrap_or_else(|(resource, _)| resource);
    let messages = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some((message.id.name.to_owned(), literal(message.value.as_ref()?))),
        _ => None,
    });
    messages.collect()
}

fn literal(pattern: &Pattern<&str>) -> String {
    let text = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => Some((*value).to_owned()),
        PatternElement::Placeable { .. } => None,
    };
    pattern.elements.iter().filter_map(text).collect()
}

fn variables(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    in_pattern(pattern, &mut found);
    found
}

fn in_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            variants.iter().for_each(|variant| in_pattern(&variant.value, found));
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::FunctionReference { arguments: CallArguments { positional, named }, .. } => {
            positional.iter().for_each(|inline| in_inline(inline, found));
            named.iter().for_each(|argument| in_inline(&argument.value, found));
        }
        _ => {}
    }
}
