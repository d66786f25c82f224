-- Which children the office put into another group by hand. It stays, whatever the files of the administration go on saying, until
-- somebody lets go of it or the school year is over.
CREATE TABLE places_by_hand (
  pupil_id TEXT NOT NULL REFERENCES pupils (id),
  school_id TEXT NOT NULL REFERENCES schools (id),
  -- The group in which the files have them; empty: none.
  before TEXT NOT NULL,
  group_id TEXT NOT NULL REFERENCES school_groups (id),
  -- «2026-2027»: a file of another year says anew who is where.
  school_year TEXT NOT NULL,
  changed_by TEXT NOT NULL REFERENCES persons (id),
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (pupil_id, before)
);
CREATE INDEX places_by_hand_of_school ON places_by_hand (school_id);
