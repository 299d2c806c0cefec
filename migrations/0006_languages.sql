-- The languages that a wave's surveys may be shown in besides English, each in the words that were there when it was
-- offered. That a language stands here says that it was checked, or that somebody allowed it unchecked. Nothing says who
-- read which.
CREATE TABLE wave_language (
    wave_id TEXT NOT NULL REFERENCES wave (id),
    survey_id TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (wave_id, survey_id, language)
);
