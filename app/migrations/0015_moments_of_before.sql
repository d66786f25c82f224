-- Posts of before: the day of an instant, in whole numbers, counted from 1 March of the year 0 as Howard Hinnant's civil_from_days does.
UPDATE audiences SET shared_on = (
  SELECT CAST(CASE WHEN mp < 10 THEN y ELSE y + 1 END AS TEXT) || '-'
         || CASE WHEN mp < 10 THEN CASE WHEN mp < 7 THEN '0' ELSE '' END || CAST(mp + 3 AS TEXT) ELSE '0' || CAST(mp - 9 AS TEXT) END || '-'
         || CASE WHEN doy - (153 * mp + 2) / 5 < 9 THEN '0' ELSE '' END || CAST(doy - (153 * mp + 2) / 5 + 1 AS TEXT)
  FROM (SELECT y, doy, (5 * doy + 2) / 153 AS mp
        FROM (SELECT yoe + era * 400 AS y, doe - (365 * yoe + yoe / 4 - yoe / 100) AS doy
              FROM (SELECT era, doe, (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365 AS yoe
                    FROM (SELECT z / 146097 AS era, z % 146097 AS doe
                          FROM (SELECT p.published_at / 86400000000 + 719468 AS z FROM posts p WHERE p.id = audiences.id) AS days) AS eras) AS years) AS marches) AS months)
WHERE kind = 'post' AND NOT draft
