-- What head and office brought in from the pupil administration, as long as it is looked at and may be taken back: a day.
-- Of a file only what was read is kept: the numbers that a school may not hand out are not among it.
CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  person_id TEXT NOT NULL REFERENCES persons (id),
  -- school, guardians; empty when nothing could be read.
  kind TEXT NOT NULL,
  -- The day from which it holds, and whether somebody named it.
  holds_on TEXT NOT NULL,
  day_named BOOLEAN NOT NULL,
  -- JSON: what was read, and what it would change or why it was refused.
  content TEXT NOT NULL,
  report TEXT NOT NULL,
  -- Raised whenever the report is another one.
  version BIGINT NOT NULL DEFAULT 0,
  brought_at BIGINT NOT NULL
);
CREATE INDEX imports_of_school ON imports (school_id, brought_at);

-- Every group of changes that was taken over. What undoes it is there for a day.
CREATE TABLE imports_taken (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  person_id TEXT NOT NULL REFERENCES persons (id),
  kind TEXT NOT NULL,
  -- new, moved, changed, gone
  part TEXT NOT NULL,
  changes BIGINT NOT NULL,
  -- JSON: the rows as they were and as they became; empty when it is over.
  undo TEXT NOT NULL,
  taken_at BIGINT NOT NULL,
  -- 0: it stands.
  undone_at BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX imports_taken_of_school ON imports_taken (school_id, taken_at);
