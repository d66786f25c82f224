-- Rounds of talks between households and teachers. A slot goes once because bookings.slot_id is UNIQUE.
CREATE TABLE rounds (
  id TEXT PRIMARY KEY REFERENCES subjects (id) ON DELETE CASCADE,
  school_id TEXT NOT NULL REFERENCES schools (id),
  title TEXT NOT NULL,
  minutes BIGINT NOT NULL CHECK (minutes BETWEEN 5 AND 60),
  gap BIGINT NOT NULL CHECK (gap BETWEEN 0 AND 30),
  opens_at BIGINT NOT NULL,
  closes_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  -- What the form said that opened the round: the same form twice is one round, another form is another.
  form TEXT NOT NULL
);
CREATE INDEX rounds_of_school ON rounds (school_id, closes_at);

CREATE TABLE slots (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
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
  round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
  slot_id TEXT NOT NULL UNIQUE REFERENCES slots (id) ON DELETE CASCADE,
  pupil_id TEXT NOT NULL REFERENCES pupils (id),
  household_id TEXT NOT NULL REFERENCES households (id),
  booked_by TEXT NOT NULL REFERENCES persons (id),
  note TEXT NOT NULL DEFAULT '',
  booked_at BIGINT NOT NULL,
  UNIQUE (round_id, pupil_id, household_id)
);
CREATE INDEX bookings_of_household ON bookings (school_id, household_id);

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
