-- What is shared at one moment (a post and its photos) belongs to the families of that day; what lasts (a round of talks) belongs
-- to whoever belongs today and has no day here.
ALTER TABLE audiences ADD COLUMN shared_on TEXT;

-- THE definition of who belongs to what, and why. Everything that asks «who may see this?» or «what may I see?» joins this view;
-- there is no other. A guardian counts only confirmed and with authority.
--   What lasts is seen from `starts_on` to `ends_on`.
--   What was shared on a day is seen when that day lies between `since` and `ends_on`, and as long as `keeps_until`: families keep
--   the time of their own child until it leaves the school, and who works here sees what was there before they came.
DROP VIEW scopes;
CREATE VIEW scopes AS
  SELECT c.person_id, c.school_id, 'group' AS kind, c.group_id AS target_id, 'guardian' AS reason, c.pupil_id AS about_id, c.starts_on,
         CASE WHEN c.cares_until < c.ends_on THEN c.cares_until ELSE c.ends_on END AS ends_on,
         c.starts_on AS since,
         CASE WHEN c.cares_until < c.here_until THEN c.cares_until ELSE c.here_until END AS keeps_until
    FROM (SELECT g.person_id, g.school_id, m.group_id, g.pupil_id, m.starts_on, m.ends_on, g.ends_on AS cares_until,
                 CASE WHEN p.ends_on > m.ends_on THEN p.ends_on ELSE m.ends_on END AS here_until
            FROM guardianships g JOIN memberships m ON m.pupil_id = g.pupil_id JOIN pupils p ON p.id = g.pupil_id
            WHERE g.status = 'confirmed' AND g.authority) AS c
  UNION ALL
  SELECT g.person_id, g.school_id, 'pupil', g.pupil_id, 'guardian', g.pupil_id, p.starts_on,
         CASE WHEN g.ends_on < p.ends_on THEN g.ends_on ELSE p.ends_on END, p.starts_on,
         CASE WHEN g.ends_on < p.ends_on THEN g.ends_on ELSE p.ends_on END
    FROM guardianships g JOIN pupils p ON p.id = g.pupil_id
    WHERE g.status = 'confirmed' AND g.authority
  UNION ALL
  SELECT g.person_id, g.school_id, 'school', g.school_id, 'guardian', g.pupil_id, p.starts_on,
         CASE WHEN g.ends_on < p.ends_on THEN g.ends_on ELSE p.ends_on END, p.starts_on,
         CASE WHEN g.ends_on < p.ends_on THEN g.ends_on ELSE p.ends_on END
    FROM guardianships g JOIN pupils p ON p.id = g.pupil_id
    WHERE g.status = 'confirmed' AND g.authority
  UNION ALL
  SELECT t.person_id, t.school_id, 'group', t.group_id, 'teacher', t.group_id, t.starts_on, t.ends_on, '', t.ends_on
    FROM taught t
  UNION ALL
  SELECT t.person_id, t.school_id, 'pupil', m.pupil_id, 'teacher', t.group_id,
         CASE WHEN t.starts_on > m.starts_on THEN t.starts_on ELSE m.starts_on END,
         CASE WHEN t.ends_on < m.ends_on THEN t.ends_on ELSE m.ends_on END, '',
         CASE WHEN t.ends_on < m.ends_on THEN t.ends_on ELSE m.ends_on END
    FROM taught t JOIN memberships m ON m.group_id = t.group_id
  UNION ALL
  SELECT r.person_id, r.school_id, 'school', r.school_id, 'staff', r.school_id, r.starts_on, r.ends_on, '', r.ends_on
    FROM staff_roles r WHERE r.status = 'confirmed'
  UNION ALL
  SELECT r.person_id, r.school_id, 'group', sg.id, r.role, sg.id, r.starts_on, r.ends_on, '', r.ends_on
    FROM staff_roles r JOIN school_groups sg ON sg.school_id = r.school_id
    WHERE r.status = 'confirmed' AND r.role IN ('head', 'office')
  UNION ALL
  SELECT r.person_id, r.school_id, 'pupil', p.id, r.role, p.id, r.starts_on, r.ends_on, '', r.ends_on
    FROM staff_roles r JOIN pupils p ON p.school_id = r.school_id
    WHERE r.status = 'confirmed' AND r.role IN ('head', 'office');
