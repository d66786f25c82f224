-- Families whose address or whereabouts must not be known: marked for who must know at school, and for nobody else.
CREATE TABLE protected_households (
  household_id TEXT PRIMARY KEY REFERENCES households (id),
  school_id TEXT NOT NULL REFERENCES schools (id),
  reason TEXT NOT NULL,
  marked_by TEXT NOT NULL REFERENCES persons (id),
  marked_at BIGINT NOT NULL
);

-- Who is protected: every guardian of such a household, with the child.
CREATE VIEW protected AS
  SELECT g.person_id, g.pupil_id, g.household_id, g.school_id
    FROM guardianships g JOIN protected_households h ON h.household_id = g.household_id;
