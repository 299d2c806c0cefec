-- What was fixed before a year about how its answers are shown. Never updated: a release names the plan it follows.
CREATE TABLE plan (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL,
    starts BIGINT NOT NULL,
    declared BIGINT NOT NULL,
    text TEXT NOT NULL
);
