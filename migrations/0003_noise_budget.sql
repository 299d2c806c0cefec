-- Figures with noise, and what they cost. One text for both databases, as in the first migration. Privacy loss (rho) is
-- in millionths, so that sums are whole numbers.

-- The most that one person may lose over all waves. One row, written at first use and never changed.
CREATE TABLE noise_cap (
    id BIGINT NOT NULL PRIMARY KEY,
    rho BIGINT NOT NULL
);

-- A row is written before noise is drawn, and its loss is spent from then on, whatever happens after. Without a
-- document nothing was ever shown of it. Never deleted.
CREATE TABLE noise_draw (
    wave_id TEXT NOT NULL REFERENCES wave (id),
    survey_id TEXT NOT NULL,
    question_id TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    rho BIGINT NOT NULL,
    document TEXT,
    PRIMARY KEY (wave_id, survey_id, question_id, attempt)
);
