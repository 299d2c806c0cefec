-- What staff and the operator did, in a chain: each row's digest covers the row and the digest before it. Rows are added
-- and never changed. Nothing here is about respondents: no code, no answer, no number of either, no text.
CREATE TABLE audit (
    sequence BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    act TEXT NOT NULL,
    about TEXT NOT NULL,
    digest BYTEA NOT NULL
);
