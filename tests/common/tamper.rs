//! The database as a thief or a clumsy operator sees it: raw rows, on either engine.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor, Row, ValueRef};

pub struct Rows {
    url: String,
}

pub const TABLES: &[&str] = &[
    "audit",
    "witnessed",
    "provider",
    "wave",
    "wave_survey",
    "wave_language",
    "wave_key",
    "link",
    "code_batch",
    "code",
    "envelope",
    "inner_envelope",
    "reviewed_text",
    "text_decision",
    "text_passage",
    "wave_passages",
    "quotation",
    "theme_counts",
    "wave_counts",
    "plan",
    "release",
    "noise_cap",
    "noise_draw",
    "account",
    "account_role",
    "passkey",
    "busy_link",
    "preview",
    "reply",
    "publish_agreement",
    "staff_errand",
    "staff_identity",
    "staff_link",
    "staff_session",
];

impl Rows {
    pub fn new(url: String) -> Self {
        sqlx::any::install_default_drivers();
        Self { url }
    }

    async fn connection(&self) -> AnyConnection {
        AnyConnection::connect(&self.url).await.unwrap()
    }

    pub async fn run(&self, sql: &str) -> u64 {
        let mut connection = self.connection().await;
        let done = connection.execute(AssertSqlSafe(sql.to_owned())).await.unwrap().rows_affected();
        connection.close().await.unwrap();
        done
    }

    pub async fn update_sealed(&self, table: &str, id: &[u8], sealed: &[u8]) {
        let mut connection = self.connection().await;
        let done = sqlx::query(AssertSqlSafe(format!("UPDATE {table} SET sealed = $1 WHERE id = $2")))
            .bind(sealed.to_vec())
            .bind(id.to_vec())
            .execute(&mut connection)
            .await
            .unwrap()
            .rows_affected();
        assert_eq!(done, 1);
        connection.close().await.unwrap();
    }

    /// Every value of every row of a table, as bytes, sorted.
    pub async fn dump(&self, table: &str) -> Vec<Vec<Vec<u8>>> {
        let mut connection = self.connection().await;
        let rows = connection.fetch_all(AssertSqlSafe(format!("SELECT * FROM {table}"))).await.unwrap();
        connection.close().await.unwrap();
        let mut dump: Vec<Vec<Vec<u8>>> =
            rows.iter().map(|row| (0..row.len()).map(|i| value(row, i)).collect()).collect();
        dump.sort();
        dump
    }

    pub async fn dump_all(&self) -> Vec<(&'static str, Vec<Vec<Vec<u8>>>)> {
        let mut all = Vec::new();
        for &table in TABLES {
            all.push((table, self.dump(table).await));
        }
        all
    }

    /// Ids and sealed bytes of a table.
    pub async fn sealed(&self, table: &str) -> Vec<(Vec<u8>, Vec<u8>)> {
        let mut connection = self.connection().await;
        let sql = format!("SELECT id, sealed FROM {table} ORDER BY id");
        let rows = connection.fetch_all(AssertSqlSafe(sql)).await.unwrap();
        connection.close().await.unwrap();
        rows.iter().map(|row| (row.get("id"), row.get("sealed"))).collect()
    }

    pub async fn count(&self, table: &str) -> usize {
        self.dump(table).await.len()
    }
}

fn value(row: &AnyRow, i: usize) -> Vec<u8> {
    if row.try_get_raw(i).unwrap().is_null() {
        return b"NULL".to_vec();
    }
    row.try_get::<Vec<u8>, _>(i)
        .or_else(|_| row.try_get::<String, _>(i).map(String::into_bytes))
        .or_else(|_| row.try_get::<i64, _>(i).map(|n| n.to_string().into_bytes()))
        .unwrap()
}
