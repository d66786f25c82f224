-- Lists with data that head and office fetched: who, what, why, and how much. Kept for a year.
CREATE TABLE exports (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  person_id TEXT NOT NULL REFERENCES persons (id),
  -- Only the device on which the password was typed again gets it.
  session_id TEXT NOT NULL,
  -- pupils, families, staff
  list TEXT NOT NULL,
  -- Empty: of the whole school.
  group_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  lines BIGINT NOT NULL,
  asked_at BIGINT NOT NULL,
  -- From then on it is fetched no more.
  ends_at BIGINT NOT NULL
);
CREATE INDEX exports_of_school ON exports (school_id, asked_at);
CREATE INDEX exports_of_person ON exports (person_id, asked_at);
