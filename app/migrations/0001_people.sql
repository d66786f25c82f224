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
  accent TEXT,
  -- Whom parents ask, and how: «Hanneke Smit, 0182 12 34 56».
  contact TEXT NOT NULL DEFAULT ''
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

-- Whoever can be addressed is a circle: the school, a group, a year, the family of a pupil, a household, a role, a work group.
-- Groups, pupils, households and schools lend their circle their own id.
CREATE TABLE circles (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  kind TEXT NOT NULL,
  -- Of a year «3», of a role «council», of a work group its name; else empty.
  code TEXT NOT NULL DEFAULT ''
);
CREATE INDEX circles_of_school ON circles (school_id, kind);

CREATE TABLE school_groups (
  id TEXT PRIMARY KEY REFERENCES circles (id),
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
  language TEXT NOT NULL DEFAULT 'nl',
  -- Raised by whatever changes what waits for this person alone.
  waits BIGINT NOT NULL DEFAULT 0,
  UNIQUE (school_id, email),
  UNIQUE (school_id, import_key)
);

CREATE TABLE pupils (
  id TEXT PRIMARY KEY REFERENCES circles (id),
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

-- In which year a pupil was when; `pupils.year_group` is the one of now.
CREATE TABLE pupil_years (
  pupil_id TEXT NOT NULL REFERENCES pupils (id),
  school_id TEXT NOT NULL REFERENCES schools (id),
  code TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL DEFAULT '9999-12-31',
  PRIMARY KEY (pupil_id, code, starts_on)
);
CREATE INDEX pupil_years_of_school ON pupil_years (school_id, code);

CREATE TABLE memberships (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  pupil_id TEXT NOT NULL REFERENCES pupils (id),
  group_id TEXT NOT NULL REFERENCES school_groups (id),
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL DEFAULT '9999-12-31',
  UNIQUE (pupil_id, group_id, starts_on)
);
CREATE INDEX memberships_of_group ON memberships (group_id, pupil_id, starts_on, ends_on);
CREATE INDEX memberships_of_pupil ON memberships (pupil_id, ends_on);

-- Of which years a group has pupils: whoever teaches it teaches those years.
CREATE TABLE group_years (
  group_id TEXT NOT NULL REFERENCES school_groups (id),
  school_id TEXT NOT NULL REFERENCES schools (id),
  code TEXT NOT NULL,
  PRIMARY KEY (group_id, code)
);
CREATE INDEX group_years_of_school ON group_years (school_id, code);

CREATE TABLE households (
  id TEXT PRIMARY KEY REFERENCES circles (id),
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
  -- proposed, confirmed, blocked
  status TEXT NOT NULL,
  authority BOOLEAN NOT NULL,
  -- The last day; who is no longer on the school's list ends here, and nobody is deleted.
  ends_on TEXT NOT NULL DEFAULT '9999-12-31',
  UNIQUE (pupil_id, person_id)
);
CREATE INDEX guardianships_of_person ON guardianships (person_id);
CREATE INDEX guardianships_of_household ON guardianships (household_id);

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

-- What somebody is at school: head, office, teacher, coordinator, support, other; and, without working there, council, mr, board,
-- adviser, swv.
CREATE TABLE roles (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  person_id TEXT NOT NULL REFERENCES persons (id),
  role TEXT NOT NULL,
  -- proposed, confirmed: a role from an import is a proposal until somebody at school confirms it.
  status TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL DEFAULT '9999-12-31',
  UNIQUE (person_id, role, starts_on)
);
CREATE INDEX roles_of_school ON roles (school_id, role);

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

-- Who is in a work group: the people of the «avondvierdaagse», a project.
CREATE TABLE circle_members (
  circle_id TEXT NOT NULL REFERENCES circles (id),
  person_id TEXT NOT NULL REFERENCES persons (id),
  school_id TEXT NOT NULL REFERENCES schools (id),
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL DEFAULT '9999-12-31',
  PRIMARY KEY (circle_id, person_id, starts_on)
);
CREATE INDEX circle_members_of_person ON circle_members (person_id);
