-- People of the staff, what they may do, and how they sign in. Nothing about respondents. One-time links without a person
-- behind them, and the sessions of these, go.
DROP TABLE staff_session;
DROP TABLE staff_link;

-- A password is kept as a tag over its argon2id hash; of the second factor only a salt stands here, as its secret is
-- worked out with a key that lies outside the database. `code_step` is the last code that was used: each works once.
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    made BIGINT NOT NULL,
    password BYTEA,
    code_salt BYTEA,
    code_step BIGINT NOT NULL
);

-- `agreed_by` is empty until a second person agreed; until then the role opens nothing.
CREATE TABLE account_role (
    account_id TEXT NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    provider_id TEXT REFERENCES provider (id),
    asked_by TEXT NOT NULL,
    agreed_by TEXT,
    PRIMARY KEY (account_id, role)
);

-- Public keys of passkeys, under the digest of their ids.
CREATE TABLE passkey (
    digest BYTEA NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    label TEXT NOT NULL,
    credential TEXT NOT NULL,
    made BIGINT NOT NULL
);

CREATE TABLE staff_link (
    digest BYTEA NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    purpose TEXT NOT NULL,
    expires BIGINT NOT NULL
);

CREATE TABLE staff_session (
    digest BYTEA NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    started BIGINT NOT NULL,
    seen BIGINT NOT NULL
);

-- Who agreed that a counted wave is published: it takes two.
CREATE TABLE publish_agreement (
    wave_id TEXT NOT NULL REFERENCES wave (id),
    account_id TEXT NOT NULL REFERENCES account (id),
    PRIMARY KEY (wave_id, account_id)
);
