-- A thought of the day: a subject with a few words.
CREATE TABLE thoughts (
    id TEXT PRIMARY KEY REFERENCES subjects (id) ON DELETE CASCADE,
    school_id TEXT NOT NULL REFERENCES schools (id),
    words TEXT NOT NULL
);
