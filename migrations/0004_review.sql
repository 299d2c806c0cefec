-- Texts after redaction, and what people decided of them: all sealed to the wave's review key, under random ids that were
-- made new when the texts were opened. One text for both databases, as in the first migration.

-- A redacted text, with what was suggested for it.
CREATE TABLE reviewed_text (
    id BYTEA NOT NULL PRIMARY KEY,
    wave_id TEXT NOT NULL REFERENCES wave (id),
    sealed BYTEA NOT NULL
);

-- Decisions are added, never changed: the last of a person counts, the others are history.
CREATE TABLE text_decision (
    text_id BYTEA NOT NULL REFERENCES reviewed_text (id),
    number BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (text_id, number)
);

-- When review has ended: how many persons wrote of which theme, sealed to the release key.
CREATE TABLE theme_counts (
    wave_id TEXT NOT NULL PRIMARY KEY REFERENCES wave (id),
    sealed BYTEA NOT NULL
);

CREATE INDEX reviewed_text_wave ON reviewed_text (wave_id);
