-- Whoever is of a board goes into one of its schools for a day, and says why; the school reads it.
CREATE TABLE board_visits (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  -- Who they are at that school.
  person_id TEXT NOT NULL REFERENCES persons (id),
  reason TEXT NOT NULL,
  began_on TEXT NOT NULL,
  began_at BIGINT NOT NULL
);
CREATE INDEX board_visits_of_school ON board_visits (school_id, began_at);

-- What a file weighs, in bytes, all its renditions together.
ALTER TABLE files ADD COLUMN bytes BIGINT NOT NULL DEFAULT 0;
