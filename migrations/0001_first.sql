-- One text for SQLite and PostgreSQL. On SQLite the loader makes every table WITHOUT ROWID, so that rows lie in the
-- order of their keys. Bytes are BYTEA, numbers and days (since 1970) BIGINT, ids of things people name TEXT.
-- Nothing here says who answered, when, or from where.

-- Who may hand out links and codes.
CREATE TABLE provider (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    area TEXT NOT NULL,
    agency_type TEXT NOT NULL,
    service_type TEXT NOT NULL,
    source TEXT NOT NULL
);

-- A time in which one survey family is collected. Its state only moves forward.
CREATE TABLE wave (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL,
    opens BIGINT NOT NULL,
    closes BIGINT NOT NULL,
    state TEXT NOT NULL,
    carried_into TEXT REFERENCES wave (id)
);

-- The surveys as they were when the wave was made: editing a file changes no open wave.
CREATE TABLE wave_survey (
    wave_id TEXT NOT NULL REFERENCES wave (id),
    survey_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (wave_id, survey_id)
);

-- Public keys only. When a private key was destroyed, and who saw it.
CREATE TABLE wave_key (
    wave_id TEXT NOT NULL REFERENCES wave (id),
    purpose TEXT NOT NULL,
    public_key BYTEA NOT NULL,
    destroyed_on BIGINT,
    witnesses TEXT,
    PRIMARY KEY (wave_id, purpose)
);

-- What two people saw or decided about a wave: reading before its day, giving it up.
CREATE TABLE witnessed (
    id BYTEA NOT NULL PRIMARY KEY,
    wave_id TEXT NOT NULL REFERENCES wave (id),
    day BIGINT NOT NULL,
    act TEXT NOT NULL,
    witnesses TEXT NOT NULL
);

-- Open links: posters, campaigns, a provider's own.
CREATE TABLE link (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL,
    source TEXT NOT NULL,
    provider_id TEXT REFERENCES provider (id),
    label TEXT NOT NULL
);

CREATE TABLE code_batch (
    id BYTEA NOT NULL PRIMARY KEY,
    wave_id TEXT NOT NULL REFERENCES wave (id),
    provider_id TEXT NOT NULL REFERENCES provider (id),
    size BIGINT NOT NULL
);

-- Never updated, never deleted while its wave collects: use leaves no mark here.
CREATE TABLE code (
    digest BYTEA NOT NULL PRIMARY KEY,
    batch_id BYTEA NOT NULL REFERENCES code_batch (id)
);

-- What somebody sent. The id is the digest of a secret that only the page knew.
CREATE TABLE envelope (
    id BYTEA NOT NULL PRIMARY KEY,
    wave_id TEXT NOT NULL REFERENCES wave (id),
    sealed BYTEA NOT NULL
);

-- After checking: shuffled, without codes or order, under new random ids.
CREATE TABLE inner_envelope (
    id BYTEA NOT NULL PRIMARY KEY,
    wave_id TEXT NOT NULL REFERENCES wave (id),
    kind TEXT NOT NULL,
    sealed BYTEA NOT NULL
);

-- After counting: exact counts, sealed to the release key.
CREATE TABLE wave_counts (
    wave_id TEXT NOT NULL PRIMARY KEY REFERENCES wave (id),
    sealed BYTEA NOT NULL
);

-- Frozen figures. Append-only; each names the digest of the one before.
CREATE TABLE release (
    sequence BIGINT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    wave_id TEXT NOT NULL REFERENCES wave (id),
    document TEXT NOT NULL,
    signature BYTEA NOT NULL
);

-- The staff door: one-time links and the sessions they open. Nothing about respondents.
CREATE TABLE staff_link (
    digest BYTEA NOT NULL PRIMARY KEY,
    role TEXT NOT NULL,
    provider_id TEXT REFERENCES provider (id),
    expires BIGINT NOT NULL
);

CREATE TABLE staff_session (
    digest BYTEA NOT NULL PRIMARY KEY,
    role TEXT NOT NULL,
    provider_id TEXT REFERENCES provider (id),
    started BIGINT NOT NULL,
    seen BIGINT NOT NULL
);

CREATE INDEX envelope_wave ON envelope (wave_id);
CREATE INDEX inner_envelope_wave ON inner_envelope (wave_id, kind);
