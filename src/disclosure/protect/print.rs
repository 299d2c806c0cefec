//! The document as it came, with `null` where a cell is hidden. Marks are kept.

use serde_json::Value;

use super::system::System;
use crate::disclosure::tabular::Tabular;

pub fn printed(document: &Tabular, system: &System, hidden: impl Fn(usize) -> bool) -> Value {
    let mut raw = document.raw.clone();
    for (position, listed) in system.listed.iter().enumerate() {
        for (index, _) in listed.iter().enumerate().filter(|(_, cell)| hidden(**cell)) {
            if let Some(cell) = raw["tables"][position]["cells"][index].as_object_mut() {
                cell.insert("value".into(), Value::Null);
                // What else a program may have written beside a value would tell it.
                cell.remove("true");
                cell.remove("percent");
            }
        }
    }
    raw
}
