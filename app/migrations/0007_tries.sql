-- Guessing, and what must not suffer from it; and who did what.
-- A browser in which somebody signed in before: the guesses of others do not count against it.
CREATE TABLE known_devices (
  token_hash TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES persons (id),
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (token_hash, person_id)
);
CREATE INDEX known_devices_of_person ON known_devices (person_id, seen_at);

CREATE INDEX attempts_by_window ON attempts (window_start);

-- Who did what when: ids and codes, never words, never secrets. Kept for a year.
CREATE TABLE audit (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  -- Empty: a command on the server, or somebody unknown.
  person_id TEXT NOT NULL DEFAULT '',
  deed TEXT NOT NULL,
  -- The id of whom or what it was done to.
  about_id TEXT NOT NULL DEFAULT '',
  done_at BIGINT NOT NULL
);
CREATE INDEX audit_of_school ON audit (school_id, done_at);
CREATE INDEX audit_by_time ON audit (done_at);
