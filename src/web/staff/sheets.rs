//! Sheets of codes that were made and not yet shown: in memory, for a few minutes, once.
//!
//! Promises that no code is written anywhere in the clear, and that a sheet shown once is gone.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::code::Word;
use crate::survey::Slug;
use crate::wave::Wave;

pub struct Sheet {
    pub provider: Slug,
    pub wave: Wave,
    pub codes: Vec<Word>,
    /// Forgotten after this second.
    pub until: i64,
}

#[derive(Default)]
pub struct Sheets(Mutex<HashMap<Word, Sheet>>);

impl Sheets {
    /// Keeps a sheet under a key and gives the key back.
    pub fn put(&self, sheet: Sheet, key: Word, now: i64) -> Word {
        let mut sheets = self.0.lock().expect("no holder of this lock panics");
        sheets.retain(|_, sheet| sheet.until >= now);
        sheets.insert(key, sheet);
        key
    }

    /// The sheet under a key, if it is this provider's and still there. Then it is gone.
    pub fn take(&self, key: &Word, provider: &Slug, now: i64) -> Option<Sheet> {
        let mut sheets = self.0.lock().expect("no holder of this lock panics");
        sheets.retain(|_, sheet| sheet.until >= now);
        if sheets.get(key).is_some_and(|sheet| sheet.provider == *provider) { sheets.remove(key) } else { None }
    }
}
