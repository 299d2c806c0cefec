-- What a provider says it does about a theme that was published of it or its area. Everybody reads it when the Commission
-- agreed; until then `agreed_by` is empty. Taken away, the row is deleted.
CREATE TABLE reply (
    id BYTEA NOT NULL PRIMARY KEY,
    release_id TEXT NOT NULL,
    period TEXT NOT NULL,
    question TEXT NOT NULL,
    theme TEXT NOT NULL,
    provider_id TEXT NOT NULL REFERENCES provider (id),
    words TEXT NOT NULL,
    agreed_by TEXT
);
