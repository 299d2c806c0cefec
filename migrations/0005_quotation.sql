-- From a redacted text to a quotation. One text for both databases, as in the first migration.

-- What people did towards quoting a text: chose a passage and a theme, agreed, refused. Sealed to the review key. Added,
-- never changed.
CREATE TABLE text_passage (
    text_id BYTEA NOT NULL REFERENCES reviewed_text (id),
    number BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (text_id, number)
);

-- When review has ended: the passages that two people agreed on, sealed to the release key, all of a wave in one.
CREATE TABLE wave_passages (
    wave_id TEXT NOT NULL PRIMARY KEY REFERENCES wave (id),
    sealed BYTEA NOT NULL
);

-- Quotations of a release, each sealed to a key of its own, which lies outside the database. The id is the salted digest
-- that the release was signed with; on that day (since 1970) it ends.
CREATE TABLE quotation (
    id BYTEA NOT NULL PRIMARY KEY,
    release_id TEXT NOT NULL REFERENCES release (id),
    ends BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);
