"""Weekly retention of weekly cohorts, in weeks since each user's own sign-up."""

QUERY = """
WITH cohorts AS (
  SELECT signed_up / 7 AS cohort, COUNT(*) AS users,
         MAX(signed_up) AS last
  FROM users GROUP BY signed_up / 7
), active AS (
  SELECT u.signed_up / 7 AS cohort, (v.day - u.signed_up) / 7 AS n,
         COUNT(DISTINCT u.user_id) AS active
  FROM users u JOIN visits v ON v.user_id = u.user_id
  GROUP BY 1, 2
)
SELECT c.cohort, w.n, c.users, COALESCE(a.active, 0) AS active,
       1.0 * COALESCE(a.active, 0) / c.users AS retention
FROM cohorts c
CROSS JOIN clock
JOIN weeks w ON c.last + 7 * (w.n + 1) <= clock.today
LEFT JOIN active a ON a.cohort = c.cohort AND a.n = w.n
ORDER BY c.cohort, w.n
"""
