-- Nobody sits in two classrooms: a minute of a teacher, and of a household, goes once, because it is a key.
CREATE TABLE teacher_minutes (
  teacher_id TEXT NOT NULL REFERENCES persons (id),
  -- Counted since 1970.
  minute BIGINT NOT NULL,
  slot_id TEXT NOT NULL REFERENCES slots (id) ON DELETE CASCADE,
  PRIMARY KEY (teacher_id, minute)
);
CREATE INDEX teacher_minutes_of_slot ON teacher_minutes (slot_id);

CREATE TABLE household_minutes (
  household_id TEXT NOT NULL REFERENCES households (id),
  minute BIGINT NOT NULL,
  booking_id TEXT NOT NULL REFERENCES bookings (id) ON DELETE CASCADE,
  PRIMARY KEY (household_id, minute)
);
CREATE INDEX household_minutes_of_booking ON household_minutes (booking_id);

-- Who was in the household when it chose: when the school calls the household otherwise, the talk goes along with them.
CREATE TABLE booking_guardians (
  booking_id TEXT NOT NULL REFERENCES bookings (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES persons (id),
  PRIMARY KEY (booking_id, person_id)
);

-- What the form said that opened the round: the same form twice is one round, another form is another.
ALTER TABLE rounds ADD COLUMN form TEXT NOT NULL DEFAULT '';

-- What overlaps already keeps the first; nothing is lost by it.
INSERT INTO teacher_minutes (teacher_id, minute, slot_id)
  WITH RECURSIVE steps (step) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT step + 1 FROM steps WHERE step < 59)
  SELECT t.teacher_id, t.starts_at / 60000000 + s.step, MIN(t.id)
    FROM slots t JOIN steps s ON t.starts_at / 60000000 + s.step < t.ends_at / 60000000
    GROUP BY t.teacher_id, t.starts_at / 60000000 + s.step;

INSERT INTO household_minutes (household_id, minute, booking_id)
  WITH RECURSIVE steps (step) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT step + 1 FROM steps WHERE step < 59)
  SELECT b.household_id, t.starts_at / 60000000 + s.step, MIN(b.id)
    FROM bookings b JOIN slots t ON t.id = b.slot_id
    JOIN steps s ON t.starts_at / 60000000 + s.step < t.ends_at / 60000000
    GROUP BY b.household_id, t.starts_at / 60000000 + s.step;

INSERT INTO booking_guardians (booking_id, person_id)
  SELECT DISTINCT b.id, w.person_id FROM bookings b
    JOIN guardianships w ON w.pupil_id = b.pupil_id AND w.household_id = b.household_id;
