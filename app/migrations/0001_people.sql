-- Who there is: boards, schools, groups, pupils, the adults around them, and since when until when.
-- Periods are local dates; an open end is 9999-12-31, so that BETWEEN answers every question.
CREATE TABLE boards (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL
);

CREATE TABLE schools (
  id TEXT PRIMARY KEY,
  board_id TEXT NOT NULL REFERENCES boards (id),
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  brin TEXT NOT NULL UNIQUE,
  time_zone TEXT NOT NULL DEFAULT 'Europe/Amsterdam',
  accent TEXT
);

CREATE TABLE openings (
  school_id TEXT NOT NULL REFERENCES schools (id),
  module TEXT NOT NULL,
  opens_on TEXT NOT NULL,
  PRIMARY KEY (school_id, module)
);

CREATE TABLE school_years (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  label TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  UNIQUE (school_id, label)
);

CREATE TABLE school_groups (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  import_key TEXT NOT NULL,
  name TEXT NOT NULL,
  year_group TEXT NOT NULL,
  -- What the school calls it besides its name: "1/2a".
  description TEXT NOT NULL DEFAULT '',
  composite BOOLEAN NOT NULL DEFAULT FALSE,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL DEFAULT '9999-12-31',
  UNIQUE (school_id, import_key)
);

CREATE TABLE persons (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  import_key TEXT,
  call_name TEXT NOT NULL,
  infix TEXT NOT NULL DEFAULT '',
  last_name TEXT NOT NULL,
  email TEXT,
  phone TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT 'nl' CHECK (language IN ('nl', 'en')),
  UNIQUE (school_id, email),
  UNIQUE (school_id, import_key)
);

CREATE TABLE pupils (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  import_key TEXT NOT NULL,
  call_name TEXT NOT NULL,
  infix TEXT NOT NULL DEFAULT '',
  last_name TEXT NOT NULL,
  first_names TEXT NOT NULL DEFAULT '',
  initials TEXT NOT NULL DEFAULT '',
  gender TEXT NOT NULL DEFAULT '9',
  birth_date TEXT,
  year_group TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL DEFAULT '9999-12-31',
  UNIQUE (school_id, import_key)
);

CREATE TABLE memberships (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  pupil_id TEXT NOT NULL REFERENCES pupils (id),
  group_id TEXT NOT NULL REFERENCES school_groups (id),
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL DEFAULT '9999-12-31',
  UNIQUE (pupil_id, group_id, starts_on)
);
CREATE INDEX memberships_of_group ON memberships (school_id, group_id, ends_on);
CREATE INDEX memberships_of_pupil ON memberships (pupil_id, ends_on);

CREATE TABLE households (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  label TEXT NOT NULL,
  -- Raised by every booking and cancelling: the row that two bookings of one family queue up for, and the version of what
  -- this family is told about its talks.
  talks INTEGER NOT NULL DEFAULT 0,
  UNIQUE (school_id, label)
);

CREATE TABLE guardianships (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  pupil_id TEXT NOT NULL REFERENCES pupils (id),
  person_id TEXT NOT NULL REFERENCES persons (id),
  household_id TEXT NOT NULL REFERENCES households (id),
  status TEXT NOT NULL CHECK (status IN ('proposed', 'confirmed', 'blocked')),
  authority BOOLEAN NOT NULL,
  -- The last day; who is no longer on the school's list ends here, and nobody is deleted.
  ends_on TEXT NOT NULL DEFAULT '9999-12-31',
  UNIQUE (pupil_id, person_id)
);
CREATE INDEX guardianships_of_person ON guardianships (person_id);

CREATE TABLE staff_roles (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  person_id TEXT NOT NULL REFERENCES persons (id),
  role TEXT NOT NULL CHECK (role IN ('head', 'office', 'support', 'teacher', 'other')),
  -- A role from an import is a proposal until somebody at school confirms it.
  status TEXT NOT NULL CHECK (status IN ('proposed', 'confirmed')),
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL DEFAULT '9999-12-31',
  UNIQUE (person_id, role, starts_on)
);

CREATE TABLE teaching (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  person_id TEXT NOT NULL REFERENCES persons (id),
  group_id TEXT NOT NULL REFERENCES school_groups (id),
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL DEFAULT '9999-12-31',
  UNIQUE (person_id, group_id, starts_on)
);
CREATE INDEX teaching_of_group ON teaching (school_id, group_id, ends_on);
