//! Reading columns into checked types, with an error that names what was odd.

use std::fmt::Display;
use std::str::FromStr;

use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::{Row, ValueRef};

use super::engine::StoreError;
use crate::clock;

const DAY: i64 = 86_400;

pub(super) fn parsed<T>(row: &AnyRow, column: &str) -> Result<T, StoreError>
where
    T: FromStr,
    T::Err: Display,
{
    let text: String = row.try_get(column)?;
    text.parse().map_err(|error: T::Err| StoreError::Odd(format!("{column}: {error}")))
}

pub(super) fn parsed_if_any<T>(row: &AnyRow, column: &str) -> Result<Option<T>, StoreError>
where
    T: FromStr,
    T::Err: Display,
{
    if row.try_get_raw(column)?.is_null() {
        return Ok(None);
    }
    parsed(row, column).map(Some)
}

pub(super) fn bytes<const N: usize>(row: &AnyRow, column: &str) -> Result<[u8; N], StoreError> {
    let bytes: Vec<u8> = row.try_get(column)?;
    bytes.try_into().map_err(|_| StoreError::Odd(format!("{column}: not {N} bytes")))
}

pub(super) fn date(row: &AnyRow, column: &str) -> Result<Date, StoreError> {
    let days: i64 = row.try_get(column)?;
    Ok(clock::date_of(days * DAY))
}

pub(super) fn date_if_any(row: &AnyRow, column: &str) -> Result<Option<Date>, StoreError> {
    if row.try_get_raw(column)?.is_null() {
        return Ok(None);
    }
    date(row, column).map(Some)
}

pub(super) fn days(date: Date) -> i64 {
    clock::start_of(date) / DAY
}
