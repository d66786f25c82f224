-- Who belongs to what, why, and since when until when.

-- Who works at the school: a file alone makes nobody one of its people.
CREATE VIEW staff AS
  SELECT person_id, school_id, role, starts_on, ends_on FROM roles
    WHERE status = 'confirmed' AND role IN ('head', 'office', 'teacher', 'coordinator', 'support', 'other');

-- Who teaches which group, as far as a confirmed role carries it.
CREATE VIEW taught AS
  SELECT t.person_id, t.school_id, t.group_id,
         CASE WHEN r.starts_on > t.starts_on THEN r.starts_on ELSE t.starts_on END AS starts_on,
         CASE WHEN r.ends_on < t.ends_on THEN r.ends_on ELSE t.ends_on END AS ends_on
    FROM teaching t JOIN staff r ON r.person_id = t.person_id;

-- Who cares for which child, while it is at this school. A guardian counts only confirmed and with authority.
CREATE VIEW caring AS
  SELECT g.person_id, g.school_id, g.pupil_id, g.household_id, p.starts_on,
         CASE WHEN g.ends_on < p.ends_on THEN g.ends_on ELSE p.ends_on END AS ends_on
    FROM guardianships g JOIN pupils p ON p.id = g.pupil_id
    WHERE g.status = 'confirmed' AND g.authority;

-- THE definition of who belongs to what, and why. Everything that asks «who may see this?» or «what may I see?» joins this view;
-- there is no other.
--   What lasts is seen from `starts_on` to `ends_on`.
--   What was shared on a day is seen when that day lies between `since` and `ends_on`, and as long as `keeps_until`: families keep
--   the time of their own child until it leaves the school, and who works here sees what was there before they came.
CREATE VIEW belongs AS
  -- The families of a group,
  SELECT c.person_id, c.school_id, m.group_id AS circle_id, 'group' AS kind, 'family' AS side, 'guardian' AS reason,
         c.pupil_id AS about_id, m.starts_on,
         CASE WHEN c.ends_on < m.ends_on THEN c.ends_on ELSE m.ends_on END AS ends_on, m.starts_on AS since, c.ends_on AS keeps_until
    FROM caring c JOIN memberships m ON m.pupil_id = c.pupil_id
  UNION ALL
  -- of a year,
  SELECT c.person_id, c.school_id, y.school_id || '/year/' || y.code, 'year', 'family', 'guardian', c.pupil_id, y.starts_on,
         CASE WHEN c.ends_on < y.ends_on THEN c.ends_on ELSE y.ends_on END, y.starts_on, c.ends_on
    FROM caring c JOIN pupil_years y ON y.pupil_id = c.pupil_id
  UNION ALL
  -- of one child,
  SELECT c.person_id, c.school_id, c.pupil_id, 'family', 'family', 'guardian', c.pupil_id, c.starts_on, c.ends_on, c.starts_on, c.ends_on
    FROM caring c
  UNION ALL
  -- one household,
  SELECT c.person_id, c.school_id, c.household_id, 'household', 'family', 'guardian', c.pupil_id, c.starts_on, c.ends_on, c.starts_on, c.ends_on
    FROM caring c
  UNION ALL
  -- and all of the school.
  SELECT c.person_id, c.school_id, c.school_id, 'school', 'family', 'guardian', c.pupil_id, c.starts_on, c.ends_on, c.starts_on, c.ends_on
    FROM caring c
  UNION ALL
  -- Who works there,
  SELECT r.person_id, r.school_id, r.school_id, 'school', 'staff', 'staff', r.school_id, r.starts_on, r.ends_on, '', r.ends_on
    FROM staff r
  UNION ALL
  -- teaches a group,
  SELECT t.person_id, t.school_id, t.group_id, 'group', 'staff', 'teacher', t.group_id, t.starts_on, t.ends_on, '', t.ends_on
    FROM taught t
  UNION ALL
  -- and by that some years,
  SELECT t.person_id, t.school_id, y.school_id || '/year/' || y.code, 'year', 'staff', 'teacher', t.group_id, t.starts_on, t.ends_on, '', t.ends_on
    FROM taught t JOIN group_years y ON y.group_id = t.group_id
  UNION ALL
  -- its children,
  SELECT t.person_id, t.school_id, m.pupil_id, 'family', 'staff', 'teacher', t.group_id,
         CASE WHEN t.starts_on > m.starts_on THEN t.starts_on ELSE m.starts_on END,
         CASE WHEN t.ends_on < m.ends_on THEN t.ends_on ELSE m.ends_on END, '',
         CASE WHEN t.ends_on < m.ends_on THEN t.ends_on ELSE m.ends_on END
    FROM taught t JOIN memberships m ON m.group_id = t.group_id
  UNION ALL
  -- and their households;
  SELECT t.person_id, t.school_id, c.household_id, 'household', 'staff', 'teacher', t.group_id,
         CASE WHEN t.starts_on > m.starts_on THEN t.starts_on ELSE m.starts_on END,
         CASE WHEN t.ends_on < m.ends_on THEN t.ends_on ELSE m.ends_on END, '',
         CASE WHEN t.ends_on < m.ends_on THEN t.ends_on ELSE m.ends_on END
    FROM taught t JOIN memberships m ON m.group_id = t.group_id JOIN guardianships c ON c.pupil_id = m.pupil_id
  UNION ALL
  -- or leads it all.
  SELECT r.person_id, r.school_id, c.id, c.kind, 'staff', r.role, c.id, r.starts_on, r.ends_on, '', r.ends_on
    FROM staff r JOIN circles c ON c.school_id = r.school_id
    WHERE r.role IN ('head', 'office') AND c.kind IN ('group', 'year', 'family', 'household')
  UNION ALL
  -- Who has a role,
  SELECT r.person_id, r.school_id, r.school_id || '/role/' || r.role, 'role',
         CASE WHEN r.role IN ('council', 'mr') THEN 'family' ELSE 'staff' END,
         'holds-' || r.role, r.school_id || '/role/' || r.role, r.starts_on, r.ends_on, '', r.ends_on
    FROM roles r WHERE r.status = 'confirmed'
  UNION ALL
  -- and who is in a work group.
  SELECT w.person_id, w.school_id, w.circle_id, 'work_group', 'family', 'member', w.circle_id, w.starts_on, w.ends_on, '', w.ends_on
    FROM circle_members w;

-- Whatever is shared or discussed is a subject: a post, a round of talks. Everything that hangs under it goes with it.
CREATE TABLE subjects (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  kind TEXT NOT NULL,
  owner_id TEXT NOT NULL REFERENCES persons (id),
  -- Nobody but its owner sees a draft.
  draft BOOLEAN NOT NULL,
  -- Raised by whatever changes what is shown of it.
  version BIGINT NOT NULL DEFAULT 0,
  -- When it was shared; 0 for a draft.
  shared_at BIGINT NOT NULL,
  -- What is shared at one moment (a post and its photos) belongs to the families of that day; what lasts (a round of talks) belongs
  -- to whoever belongs today and has no day here.
  shared_on TEXT
);
-- With all that a list asks, so that it need not look at the subjects themselves.
CREATE INDEX subjects_newest ON subjects (school_id, kind, shared_at, id, draft, shared_on, version);

-- To whom it goes: circles, and of each all, the families or the staff.
CREATE TABLE subject_parts (
  subject_id TEXT NOT NULL REFERENCES subjects (id) ON DELETE CASCADE,
  circle_id TEXT NOT NULL REFERENCES circles (id),
  side TEXT NOT NULL,
  PRIMARY KEY (subject_id, circle_id, side)
);
CREATE INDEX subject_parts_of_circle ON subject_parts (circle_id);

-- Who does not see it though they belong, and why.
CREATE TABLE subject_exceptions (
  subject_id TEXT NOT NULL REFERENCES subjects (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES persons (id),
  reason TEXT NOT NULL,
  PRIMARY KEY (subject_id, person_id)
);
