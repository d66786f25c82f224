-- What the head decided about one guardian of one pupil, by whom, when and why. Never changed, never deleted.
CREATE TABLE guardianship_decisions (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  guardianship_id TEXT NOT NULL REFERENCES guardianships (id),
  -- What the guardianship became.
  status TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES persons (id),
  reason TEXT NOT NULL,
  decided_on TEXT NOT NULL,
  decided_at BIGINT NOT NULL
);
CREATE INDEX guardianship_decisions_of_link ON guardianship_decisions (school_id, guardianship_id, decided_at);
