-- Rounds of talks between households and teachers. A slot goes once because booking.slot_id is UNIQUE.
CREATE TABLE rounds (
  id TEXT PRIMARY KEY REFERENCES audiences (id),
  school_id TEXT NOT NULL REFERENCES schools (id),
  title TEXT NOT NULL,
  minutes BIGINT NOT NULL CHECK (minutes BETWEEN 5 AND 60),
  gap BIGINT NOT NULL CHECK (gap BETWEEN 0 AND 30),
  opens_at BIGINT NOT NULL,
  closes_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX rounds_of_school ON rounds (school_id, closes_at);

CREATE TABLE slots (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  round_id TEXT NOT NULL REFERENCES rounds (id),
  teacher_id TEXT NOT NULL REFERENCES persons (id),
  date TEXT NOT NULL,
  -- Local time HH:MM at the school, and the same as an instant.
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  UNIQUE (teacher_id, starts_at)
);
CREATE INDEX slots_of_round ON slots (school_id, round_id, starts_at);

CREATE TABLE bookings (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  round_id TEXT NOT NULL REFERENCES rounds (id),
  slot_id TEXT NOT NULL UNIQUE REFERENCES slots (id),
  pupil_id TEXT NOT NULL REFERENCES pupils (id),
  household_id TEXT NOT NULL REFERENCES households (id),
  booked_by TEXT NOT NULL REFERENCES persons (id),
  note TEXT NOT NULL DEFAULT '',
  booked_at BIGINT NOT NULL,
  UNIQUE (round_id, pupil_id, household_id)
);
CREATE INDEX bookings_of_household ON bookings (school_id, household_id);
