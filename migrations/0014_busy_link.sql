-- A day on which more came by an open link than links plausibly bring. No number, no time, nothing about who.
CREATE TABLE busy_link (
    link_id TEXT NOT NULL REFERENCES link (id),
    day BIGINT NOT NULL,
    PRIMARY KEY (link_id, day)
);
