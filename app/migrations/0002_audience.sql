-- Whatever is shared has an audience: the groups, pupils or the school it was shared with.
CREATE TABLE audiences (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES schools (id),
  kind TEXT NOT NULL,
  owner_id TEXT NOT NULL REFERENCES persons (id),
  -- Nobody but its owner sees a draft.
  draft BOOLEAN NOT NULL
);

CREATE TABLE audience_parts (
  audience_id TEXT NOT NULL REFERENCES audiences (id),
  kind TEXT NOT NULL CHECK (kind IN ('school', 'group', 'pupil')),
  target_id TEXT NOT NULL,
  PRIMARY KEY (audience_id, kind, target_id)
);
CREATE INDEX audience_parts_of_target ON audience_parts (kind, target_id);

-- Who teaches which group, as far as a confirmed role carries it: a file alone makes nobody a teacher here.
CREATE VIEW taught AS
  SELECT t.person_id, t.school_id, t.group_id,
         CASE WHEN r.starts_on > t.starts_on THEN r.starts_on ELSE t.starts_on END AS starts_on,
         CASE WHEN r.ends_on < t.ends_on THEN r.ends_on ELSE t.ends_on END AS ends_on
    FROM teaching t JOIN staff_roles r ON r.person_id = t.person_id
    WHERE r.status = 'confirmed';

-- THE definition of who belongs to what, and why. Everything that asks «who may see this?» or «what may I see?»
-- joins this view; there is no other. A guardian counts only confirmed and with authority.
CREATE VIEW scopes AS
  SELECT g.person_id, g.school_id, 'group' AS kind, m.group_id AS target_id, 'guardian' AS reason, g.pupil_id AS about_id, m.starts_on,
         CASE WHEN g.ends_on < m.ends_on THEN g.ends_on ELSE m.ends_on END AS ends_on
    FROM guardianships g JOIN memberships m ON m.pupil_id = g.pupil_id
    WHERE g.status = 'confirmed' AND g.authority
  UNION ALL
  SELECT g.person_id, g.school_id, 'pupil', g.pupil_id, 'guardian', g.pupil_id, p.starts_on,
         CASE WHEN g.ends_on < p.ends_on THEN g.ends_on ELSE p.ends_on END
    FROM guardianships g JOIN pupils p ON p.id = g.pupil_id
    WHERE g.status = 'confirmed' AND g.authority
  UNION ALL
  SELECT g.person_id, g.school_id, 'school', g.school_id, 'guardian', g.pupil_id, p.starts_on,
         CASE WHEN g.ends_on < p.ends_on THEN g.ends_on ELSE p.ends_on END
    FROM guardianships g JOIN pupils p ON p.id = g.pupil_id
    WHERE g.status = 'confirmed' AND g.authority
  UNION ALL
  SELECT t.person_id, t.school_id, 'group', t.group_id, 'teacher', t.group_id, t.starts_on, t.ends_on
    FROM taught t
  UNION ALL
  SELECT t.person_id, t.school_id, 'pupil', m.pupil_id, 'teacher', t.group_id,
         CASE WHEN t.starts_on > m.starts_on THEN t.starts_on ELSE m.starts_on END,
         CASE WHEN t.ends_on < m.ends_on THEN t.ends_on ELSE m.ends_on END
    FROM taught t JOIN memberships m ON m.group_id = t.group_id
  UNION ALL
  SELECT r.person_id, r.school_id, 'school', r.school_id, 'staff', r.school_id, r.starts_on, r.ends_on
    FROM staff_roles r WHERE r.status = 'confirmed'
  UNION ALL
  SELECT r.person_id, r.school_id, 'group', sg.id, r.role, sg.id, r.starts_on, r.ends_on
    FROM staff_roles r JOIN school_groups sg ON sg.school_id = r.school_id
    WHERE r.status = 'confirmed' AND r.role IN ('head', 'office')
  UNION ALL
  SELECT r.person_id, r.school_id, 'pupil', p.id, r.role, p.id, r.starts_on, r.ends_on
    FROM staff_roles r JOIN pupils p ON p.school_id = r.school_id
    WHERE r.status = 'confirmed' AND r.role IN ('head', 'office');
