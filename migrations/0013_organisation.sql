-- Sign-in by an organisation's own provider (OpenID Connect). Who somebody is there stands here as a keyed digest alone:
-- no name, no address, nothing that can be told without the key, which lies outside the database. One to an account.
CREATE TABLE staff_identity (
    digest BYTEA NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL UNIQUE REFERENCES account (id),
    made BIGINT NOT NULL
);

-- A browser that was sent to the provider and is not back yet, under the digest of the word in its cookie: what for, and
-- the digest of the link or session that it came with. Ten minutes, once.
CREATE TABLE staff_errand (
    digest BYTEA NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    held BYTEA,
    expires BIGINT NOT NULL
);
