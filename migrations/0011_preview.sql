-- What a counted wave would show, as it was last worked out for publishers to look at: protected figures alone. The digest is
-- of what it shows. Deleted when the wave is released.
CREATE TABLE preview (
    wave_id TEXT NOT NULL PRIMARY KEY REFERENCES wave (id),
    document TEXT NOT NULL,
    digest BYTEA NOT NULL
);
