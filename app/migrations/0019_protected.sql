-- Families whose address or whereabouts must not be known: marked for who must know at school, and for nobody else.
CREATE TABLE protected_households (
  household_id TEXT PRIMARY KEY REFERENCES households (id),
  school_id TEXT NOT NULL REFERENCES schools (id),
  reason TEXT NOT NULL,
  marked_by TEXT NOT NULL REFERENCES persons (id),
  marked_at BIGINT NOT NULL
);

-- Whom the mark was about: it stays with them when a list says that they live elsewhere.
CREATE TABLE protected_people (
  person_id TEXT PRIMARY KEY REFERENCES persons (id),
  school_id TEXT NOT NULL REFERENCES schools (id)
);

-- Who is protected, with the child: the confirmed guardians of such a household, and whom a mark was about. Nobody who is kept out.
CREATE VIEW protected AS
  SELECT g.person_id, g.pupil_id, g.household_id, g.school_id FROM guardianships g
    WHERE g.status = 'confirmed' AND (
      EXISTS (SELECT 1 FROM protected_households h WHERE h.household_id = g.household_id)
      OR EXISTS (SELECT 1 FROM protected_people p WHERE p.person_id = g.person_id));
